"""Roles: whether a statement sets what is to be reached or tells what was reached."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import regex

from qcdc_parse.catalog import raw
from qcdc_parse.model import Role
from qcdc_parse.passages import Passage

PLANNED = regex.compile(r"\((?=[^()]{0,120}?(?:chỉ tiêu|kế hoạch|mục tiêu|nghị quyết|giao|đề ra))[^()]{1,240}\)", regex.IGNORECASE)
"""A bracket that names the plan a figure is held against: `(chỉ tiêu tối thiểu 70%)`."""

_YEAR = regex.compile(r"(?:Trong\s+|Cả\s+)?[Nn]ăm\s+(20\d\d)(?!\s*[-–]\s*20)")
_REPORTED = regex.compile(r"(?<!\p{L})(?:đạt|chiếm|còn|tăng|giảm)\s+(?:\p{L}+\s+){0,2}\d", regex.IGNORECASE)


class _Words(NamedTuple):
    aim: regex.Pattern[str]
    past: regex.Pattern[str]
    aims: tuple[str, ...]
    aims_of_reports: tuple[str, ...]
    outcomes: tuple[str, ...]
    reports: tuple[str, ...]


@cache
def _words() -> _Words:
    data = raw("numbers")
    said = {
        e["role"]: regex.compile(
            rf"(?<!\p{{L}})(?:{'|'.join([*map(regex.escape, e['words']), *e['patterns']])})(?!\p{{L}})", regex.IGNORECASE
        )
        for e in data["role"]
    }
    headings = data["role_headings"]
    return _Words(
        said["target"],
        said["result"],
        *(tuple(headings[name]) for name in ("target", "target_in_reports", "result", "reports")),
    )


def role_of(text: str, p: Passage, start: int, end: int, *, judged: bool, shares: bool) -> Role:
    """Return the role of the statement ``text[start:end]``: by the sentence, then the headings, then the type of document.

    ``judged`` tells of a verdict beside it (a restated target, unless a figure is reported), ``shares`` of a part of a total.
    """
    words = _words()
    sentence = PLANNED.sub("", text[start:end])
    past, aim = words.past.search(sentence), words.aim.search(sentence)
    if judged or len(sentence) < end - start:
        return "result" if (past or _REPORTED.search(sentence)) and not aim else "target"
    if past and not aim:
        return "result"
    if aim and not past:
        return "target"
    if _in_past_year(sentence, p) or (shares and not aim):
        return "result"
    reports = (p.header.doc_type or "").startswith(words.reports)
    for heading in reversed(p.heading.split(" / ")):
        if any(w in heading for w in words.outcomes):
            return "result"
        if any(w in heading for w in (words.aims_of_reports if reports else words.aims)):
            return "target"
    return "result" if reports else "target"


def _in_past_year(sentence: str, p: Passage) -> bool:
    """`Năm 2022, …` in a document of 2023 tells what was."""
    year = _YEAR.match(sentence)
    return bool(year and p.header.issued and int(year[1]) < p.header.issued.year)
