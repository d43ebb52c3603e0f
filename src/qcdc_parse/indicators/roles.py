"""Roles: whether a statement sets what is to be reached or tells what was reached, and which of its figures does which."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from qcdc_parse.catalog import raw
from qcdc_parse.catalog.phrases import LETTER, any_of
from qcdc_parse.indicators.measures import Found
from qcdc_parse.indicators.plans import is_actual, is_plan, plan_brackets
from qcdc_parse.indicators.times import time_cues
from qcdc_parse.model import Role
from qcdc_parse.passages import Passage

_REPORTED = re.compile(rf"(?<!{LETTER})(?:đạt|chiếm|còn|tăng|giảm|là)\s+(?:{LETTER}+\s+){{0,2}}\d", re.IGNORECASE)
_NORM = {">=", "<="}


class _Words(NamedTuple):
    strong: re.Pattern[str]
    weak: dict[Role, re.Pattern[str]]
    reports: tuple[str, ...]


@cache
def _words() -> _Words:
    data = raw("numbers")
    ways = "|".join(f"(?P<{e['role']}>{any_of(e['words'])}|{'|'.join(e['patterns'])})" for e in data["role"])
    weak = {e["role"]: re.compile(rf"(?<!{LETTER})(?:{any_of(e['weak'])})(?!{LETTER})", re.IGNORECASE) for e in data["role"]}
    return _Words(re.compile(rf"(?<!{LETTER})(?:{ways})(?!{LETTER})", re.IGNORECASE), weak, tuple(data["role_headings"]["reports"]))


@dataclass(frozen=True, slots=True)
class Roles:
    """The role of a statement, and of each of its measures where it holds both a target and a result (else None)."""

    statement: Role
    measures: tuple[Role | None, ...]


def roles_of(text: str, p: Passage, lead: str, start: int, end: int, measures: Sequence[Found], *, judged: bool) -> Roles:
    """Read the roles in the statement ``text[start:end]``.

    By words in the sentence (the nearest ahead of a figure), then years against the day of issue, the lead above, the headings, and
    the type of document. ``judged`` tells of a verdict beside it: a restated target, unless a figure is reported.
    """
    brackets = plan_brackets(text, start, end)
    cues = _cues(text, start, end, p, brackets)
    own = [_own(text, start, m, brackets, cues) for m in measures]
    free = [role for role, sure in own if not sure]
    named_plan = any(sure and role == "target" for role, sure in own)
    if judged or named_plan:
        reported = any(role == "result" for role, _ in own) or any(m.planned is not None for m in measures)
        if not reported and "target" not in free and ((named_plan and free) or _REPORTED.search(_outside(text, start, end, brackets))):
            reported = not all(m.comparator in _NORM for m, (_, sure) in zip(measures, own, strict=True) if not sure) or named_plan
        statement: Role = "result" if reported else "target"
        rest: Role = "result" if named_plan and reported else statement
    elif "result" in free:
        statement, rest = "result", "result"
    elif "target" in free:
        statement, rest = "target", "target"
    elif any(role == "result" for role, _ in own) or any(m.planned is not None for m in measures):
        statement, rest = "result", "result"
    else:
        statement = rest = _by_place(text, p, lead, start, end, measures)
    each = [role or rest for role, _ in own]
    both = len(set(each)) > 1
    return Roles(statement, tuple(each) if both else tuple(None for _ in each))


_Cue = tuple[int, int, Role]


def _cues(text: str, start: int, end: int, p: Passage, brackets: Sequence[tuple[int, int]]) -> list[_Cue]:
    found: list[_Cue] = [
        (m.start(), m.end(), "target" if m["target"] else "result")
        for m in _words().strong.finditer(text, start, end)
        if not any(a <= m.start() < b for a, b in brackets)
    ]
    found += [(t.start, t.end, t.role) for t in time_cues(text, start, end, p.header.issued) if t.role]
    return sorted(found)


def _own(text: str, start: int, m: Found, brackets: Sequence[tuple[int, int]], cues: Sequence[_Cue]) -> tuple[Role | None, bool]:
    """Return the role of a figure by the words nearest to it, and whether they name it plan or actual outright."""
    if any(a <= m.start < b for a, b in brackets) or is_plan(text, start, m.start):
        return "target", True
    if is_actual(text, start, m.start):
        return "result", True
    ahead = [cue for cue in cues if cue[0] < m.start]
    if ahead:
        return ahead[-1][2], False
    if m.of is not None and any(cue[2] == "result" for cue in cues):
        return "result", False
    behind = [cue for cue in cues if text.find(";", m.end, cue[0]) < 0]
    return (behind[0][2], False) if behind and text[behind[0][0] : behind[0][1]].lower() != "đã" else (None, False)


def _outside(text: str, start: int, end: int, brackets: Sequence[tuple[int, int]]) -> str:
    out, at = [], start
    for a, b in brackets:
        out.append(text[at:a])
        at = b
    return "".join([*out, text[at:end]])


def _by_place(text: str, p: Passage, lead: str, start: int, end: int, measures: Sequence[Found]) -> Role:
    """Read the role where no word of the sentence decides."""
    reports = (p.header.doc_type or "").startswith(_words().reports)
    headings = p.heading.rpartition(" / ")[0] if p.kind == "heading" else p.heading
    led = _lead_role(lead, reports=reports) if lead else None
    strong, weak = _heading_role(headings, reports=reports)
    norm = any(m.comparator in _NORM for m in measures)
    if led:
        return led
    if norm and strong != "result":
        return "target"
    if strong:
        return strong
    if norm:
        return "target"
    sentence = text[start:end].lower()
    if "đã" in sentence or any(m.of is not None for m in measures):
        return "result"
    words = _words().weak
    aim, past = words["target"].search(sentence), words["result"].search(sentence)
    if bool(aim) != bool(past):
        return "target" if aim else "result"
    return weak or ("result" if reports else "target")


@lru_cache(maxsize=4096)
def _lead_role(lead: str, *, reports: bool) -> Role | None:
    cues = list(_words().strong.finditer(lead))
    if cues:
        return "target" if cues[-1]["target"] else "result"
    return _heading_role(lead.lower(), reports=reports)[0]


@lru_cache(maxsize=4096)
def _heading_role(headings: str, *, reports: bool) -> tuple[Role | None, Role | None]:
    """Return what the headings say for sure, the nearest first, and what they say where nothing else does."""
    weak: Role | None = None
    for heading in reversed(headings.split(" / ")):
        strong, slight = _one_heading(heading[:160], reports=reports)
        if strong:
            return strong, weak
        weak = weak or slight
    return None, weak


def _one_heading(heading: str, *, reports: bool) -> tuple[Role | None, Role | None]:
    words = raw("numbers")["role_headings"]
    task = heading.startswith(tuple(words["tasks"]))
    if task:
        return None, None if reports else "target"
    aims = [at for w in words["target"] if (at := heading.find(w)) >= 0]
    told = [at for w in words["result"] if (at := heading.find(w)) >= 0]
    if aims and not told and reports and any(heading.find(w) >= 0 and heading.find(w) < min(aims) for w in words["carried_out"]):
        return "result", None  # `thực hiện các chỉ tiêu` in a report
    if aims and told:
        surely = any(w in heading for w in ("kết quả cần đạt", "dự kiến kết quả", "phấn đấu"))
        return ("target" if surely or (min(aims) < min(told) and not reports) else "result"), None
    if aims:
        return "target", None
    if told:
        return "result", None
    if any(w in heading for w in words["result_weak"]):
        return None, "result" if reports else None
    if any(w in heading for w in words["target_weak"]):
        return None, None if reports else "target"
    return None, None
