"""Verdicts of one clause: where a sentence has several clauses with figures, or judges them differently, none is of the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from qcdc_parse.catalog.phrases import LETTER
from qcdc_parse.indicators.measures import Found
from qcdc_parse.indicators.numerals import NUMBER
from qcdc_parse.indicators.verdicts import FoundVerdict
from qcdc_parse.indicators.wordings import NEGATIVE, PLAN_WORD, POSITIVE, lower, not_only, value_of, wording
from qcdc_parse.model import Note
from qcdc_parse.span import Span

_NAMED = re.compile(PLAN_WORD, re.VERBOSE)
_SAME = re.compile(
    rf"\s*(?:và\s+)?(?:(?:tăng|giảm|bằng|chiếm|trong đó|so với|cao hơn|thấp hơn)(?!{LETTER})|(?:ước\s+)?(?:đạt|vượt|mới đạt)\s+\d)",
    re.IGNORECASE,
)
"""A clause that begins so goes on about the same thing."""


@cache
def _judging() -> re.Pattern[str]:
    word = rf"(?P<word>{not_only()}{wording()})(?!{LETTER})"
    return re.compile(rf"[,;(]\s*(?:nhưng\ )?{word}(?P<figure>\s+{NUMBER}\s?%?)?\s*(?=[,;.)]|\Z)", re.VERBOSE | re.IGNORECASE)


def clause_note(text: str, start: int, end: int, measures: Sequence[Found], verdict: FoundVerdict) -> Note | None:
    """Tell of a verdict that is not said of all figures of its sentence: it must not stand for the whole.

    >>> from qcdc_parse.indicators.measures import find_measures
    >>> from qcdc_parse.indicators.verdicts import verdict_inside
    >>> text = "Phủ sóng 4G đạt 99% (đạt chỉ tiêu); 5G đạt 12% (chưa đạt chỉ tiêu)."
    >>> clause_note(text, 0, len(text), find_measures(text, 0, len(text)), verdict_inside(text, 0, len(text))).code
    'verdicts-differ'
    """
    if len(measures) < 2 or not start < verdict.start < end:
        return None
    said = list(_said(text, start, end))
    if any(value in POSITIVE for _, value in said) and any(value in NEGATIVE for _, value in said):
        message = "the sentence says " + ", ".join(f"“{surface}”" for surface, _ in said) + " of its clauses: none is said of all of it"
    elif _of_one(text, start, end, measures, verdict):
        message = f"“{verdict.surface}” is said of one clause of several: the sentence as a whole is not judged"
    else:
        return None
    return Note(code="verdicts-differ", severity="info", span=Span(start=verdict.start, end=verdict.end), message=message)


def _said(text: str, start: int, end: int) -> Iterator[tuple[str, str]]:
    for m in _judging().finditer(text, start, end):
        surface = lower(m["word"])
        value = value_of(surface)
        if m["figure"] is None or value in NEGATIVE or _NAMED.search(surface):
            yield surface, value


def _of_one(text: str, start: int, end: int, measures: Sequence[Found], verdict: FoundVerdict) -> bool:
    """Tell whether the clause of a verdict holds a figure ahead of it, and another clause, of another thing, holds one too.

    A good verdict that closes the last clause may be said of all: it is left.
    """
    edges = [start, *_semicolons(text, start, end), end]
    if len(edges) < 3:
        return False
    own = other = False
    for a, b in pairwise(edges):
        inside = [m for m in measures if a <= m.start < b]
        if a <= verdict.start < b:
            own = any(m.start < verdict.start for m in inside)
        elif inside and (a > verdict.start or verdict.value in NEGATIVE):
            other = True
    return own and other


def _semicolons(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where clauses about another thing begin behind a semicolon outside brackets."""
    depth = 0
    for m in re.finditer(r"[();]", text[start:end]):
        depth = max(0, depth + {"(": 1, ")": -1}.get(m[0], 0))
        if m[0] == ";" and not depth and _SAME.match(text, start + m.end(), end) is None:
            yield start + m.end()
