"""Roles: whether a statement sets what is to be reached or tells what was reached, and which of its figures does which."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from qcdc_parse.catalog import raw
from qcdc_parse.catalog.phrases import LETTER, any_of
from qcdc_parse.indicators.denied import is_missed
from qcdc_parse.indicators.measures import Found
from qcdc_parse.indicators.plans import is_actual, is_named_plan, is_plan, plan_brackets
from qcdc_parse.indicators.times import time_cues
from qcdc_parse.model import Role
from qcdc_parse.passages import Passage

_REPORTED = re.compile(rf":\s*\d+,\d|(?<!{LETTER})(?:đạt|chiếm|còn|tăng|giảm|là|vượt)\s+(?:{LETTER}+\s+){{0,2}}\d", re.IGNORECASE)
_FULFILS = re.compile(r"(?:đạt|bằng)\s+(?!100\s?%)[\d.,]+\s?%\s+(?:kế hoạch|dự toán|chỉ tiêu)")
_NORM = {">=", "<="}
_HEADING = 160
_FEW = 8
_FULFILLED = ("hoàn thành ", "đạt ", "vượt ")
_Cue = tuple[int, int, Role]


class _Words(NamedTuple):
    strong: re.Pattern[str]
    targets: re.Pattern[str]
    weak: dict[Role, re.Pattern[str]]
    reports: tuple[str, ...]


@cache
def _words() -> _Words:
    """Return the words of roles, for lower case; ``strong`` may begin inside a word: so it is searched by its first letters."""
    data = raw("numbers")
    said = {e["role"]: "|".join([any_of(e["words"])[3:-1], *e["patterns"]]) for e in data["role"]}
    weak = {e["role"]: re.compile(rf"(?<!{LETTER})(?:{any_of(e['weak'])})(?!{LETTER})") for e in data["role"]}
    return _Words(
        re.compile(rf"(?:{said['target']}|{said['result']})(?!{LETTER})"),
        re.compile(rf"(?:{said['target']})(?!{LETTER})"),
        weak,
        tuple(data["role_headings"]["reports"]),
    )


def _strong(words: str) -> Iterator[_Cue]:
    """Yield the words of ``words``, in lower case, that say a role."""
    known = _words()
    for m in known.strong.finditer(words):
        if not words[m.start() - 1 : m.start()].isalpha():
            yield m.start(), m.end(), "target" if known.targets.match(words, m.start()) else "result"


@dataclass(frozen=True, slots=True)
class Roles:
    """The role of a statement, and of each of its measures where it holds both a target and a result (else None)."""

    statement: Role
    measures: tuple[Role | None, ...]


def roles_of(text: str, p: Passage, lead: str, start: int, end: int, measures: Sequence[Found], verdict: tuple[int, int] | None) -> Roles:
    """Read the roles in the statement ``text[start:end]``.

    By words in the sentence (the nearest ahead of a figure), then years against the day of issue, the lead above, the headings, and
    the type of document. ``verdict`` is where the one in or beside it stands: it makes a restated target, unless a figure is reported.
    """
    missed = [is_missed(text, start, m.start) for m in measures]
    if all(missed):
        return Roles("target", (None,) * len(missed))
    judged = verdict is not None
    brackets = plan_brackets(text, start, end)
    cues = _cues(text, start, end, p, brackets)
    own: list[tuple[Role | None, bool]] = [
        ("target", True) if no or (verdict and is_named_plan(text, verdict, m.start)) else _own(text, start, m, brackets, cues)
        for m, no in zip(measures, missed, strict=True)
    ]
    free = [role for role, sure in own if not sure]
    named_plan = any(sure and role == "target" for role, sure in own)
    if judged or named_plan:
        reported = any(role == "result" for role, _ in own) or any(_reached(m) for m in measures)
        if (
            not reported
            and "target" not in free
            and (
                (named_plan and free)
                or _told(text, verdict, measures)
                or _REPORTED.search(_outside(text, start, _told_until(verdict, start, end, measures), brackets))
            )
        ):
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
    actual = next((at for at, mine in enumerate(own) if judged and mine == ("result", True)), 0)
    each = [role or ("target" if at < actual else rest) for at, (role, _) in enumerate(own)]
    both = set(each) != {statement}
    return Roles(statement, tuple(each) if both else tuple(None for _ in each))


def _told(text: str, verdict: tuple[int, int] | None, measures: Sequence[Found]) -> bool:
    """Tell a plain figure that a verdict follows after a comma: `Hộ nghèo 2%, đạt chỉ tiêu`; a restated target has a colon or bracket."""
    if verdict is None or not measures or measures[-1].start > verdict[0]:
        return False
    return text[measures[-1].end : verdict[0]].strip() == "," and all(m.comparator == "=" for m in measures)


def _reached(m: Found) -> bool:
    """Tell a figure that nobody sets: one with its plan beside it, less than all of a total."""
    return m.planned is not None or (m.of is not None and m.value < m.of)


def _cues(text: str, start: int, end: int, p: Passage, brackets: Sequence[tuple[int, int]]) -> list[_Cue]:
    words = text[start:end].replace("İ", "i").lower()
    found: list[_Cue] = [(start + a, start + b, role) for a, b, role in _strong(words) if not _within(brackets, start + a)]
    found += [(t.start, t.end, t.role) for t in time_cues(text, start, end, p.header.issued) if t.role]
    return sorted(found)


def _within(brackets: Sequence[tuple[int, int]], at: int) -> bool:
    index = bisect_right(brackets, (at, at)) if brackets else 0
    return any(a <= at < b for a, b in brackets[max(index - 1, 0) : index + 1])


def _own(text: str, start: int, m: Found, brackets: Sequence[tuple[int, int]], cues: Sequence[_Cue]) -> tuple[Role | None, bool]:
    """Return the role of a figure by the words nearest to it, and whether they name it plan or actual outright."""
    if _within(brackets, m.start) or is_plan(text, start, m.start):
        return "target", True
    if is_actual(text, start, m.start):
        return "result", True
    at = bisect_left(cues, m.start, key=_start)
    if at:
        return cues[at - 1][2], False
    behind = cues[:_FEW]
    if m.of is not None and any(cue[2] == "result" for cue in behind):
        return "result", False
    behind = [cue for cue in behind if text.find(";", m.end, cue[0]) < 0 and not text.endswith(_FULFILLED, m.end, cue[0])]
    return (behind[0][2], False) if behind and text[behind[0][0] : behind[0][1]].lower() != "đã" else (None, False)


def _start(cue: _Cue) -> int:
    return cue[0]


def _told_until(verdict: tuple[int, int] | None, start: int, end: int, measures: Sequence[Found]) -> int:
    """Return where the statement proper ends: before its verdict, which may hold a figure too (`đạt 100%`)."""
    inside = verdict is not None and start < verdict[0] < end and any(m.start < verdict[0] for m in measures)
    return verdict[0] if inside and verdict is not None else end


def _outside(text: str, start: int, end: int, brackets: Sequence[tuple[int, int]]) -> str:
    out, at = [], start
    for a, b in brackets:
        if b > end:
            break
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
    if weak is None and _FULFILS.search(sentence):
        return "result"
    words = _words().weak
    aim, past = words["target"].search(sentence), words["result"].search(sentence)
    if bool(aim) != bool(past):
        return "target" if aim else "result"
    return weak or ("result" if reports else "target")


@lru_cache(maxsize=4096)
def _lead_role(lead: str, *, reports: bool) -> Role | None:
    cues = list(_strong(lead.lower()))
    if cues:
        return cues[-1][2]
    return _heading_role(lead.lower(), reports=reports)[0]


@lru_cache(maxsize=4096)
def _heading_role(headings: str, *, reports: bool) -> tuple[Role | None, Role | None]:
    """Return what the headings say for sure, and what they say where nothing else does."""
    words = raw("numbers")["role_headings"]
    read = [_one_heading(heading[:_HEADING], words, reports=reports) for heading in headings.split(" / ")]
    sure = [r.sure for r in reversed(read) if r.sure] or [r.strong for r in read if r.strong]
    weak = [r.weak for r in reversed(read) if r.weak]
    return (sure[0] if sure else None), (weak[0] if weak else None)


class _Heading(NamedTuple):
    sure: Role | None = None
    strong: Role | None = None
    weak: Role | None = None


def _one_heading(heading: str, words: Mapping[str, Sequence[str]], *, reports: bool) -> _Heading:
    if heading.startswith(tuple(words["tasks"])):
        return _Heading(weak=None if reports else "target")
    ahead, behind = _first(heading, words["ahead"]), _first(heading, words["behind"])
    aims, told = _first(heading, words["target"]), _first(heading, words["result"])
    if ahead >= 0 and told < 0 and behind < 0:
        return _Heading(sure="target")
    if behind >= 0 and ahead < 0:
        return _Heading(sure="result")
    if ahead >= 0:
        return _Heading()  # `kết quả năm nay, phương hướng năm tới` says neither
    if aims >= 0 and (told >= 0 or (reports and 0 <= _first(heading, words["carried_out"]) < aims)):
        return _Heading(strong="result" if reports or told < aims else "target")
    if aims >= 0 or told >= 0:
        return _Heading(strong="target" if aims >= 0 else "result")
    if _first(heading, words["result_weak"]) >= 0:
        return _Heading(weak="result" if reports else None)
    if _first(heading, words["target_weak"]) >= 0:
        return _Heading(weak=None if reports else "target")
    return _Heading()


def _first(heading: str, words: Sequence[str]) -> int:
    return min((at for w in words if (at := heading.find(w)) >= 0), default=-1)
