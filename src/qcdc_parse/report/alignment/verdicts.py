"""Passages that say of an indicator whether it was reached."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from functools import cache

from qcdc_parse.catalog import verdicts
from qcdc_parse.catalog.phrases import any_of
from qcdc_parse.model import Document
from qcdc_parse.report.alignment.words import marked

__all__ = ["ends_judged", "is_verdict", "judging"]

_REASON = re.compile(r"\([^()]*\)[\s.;]*$")
_LONGEST_REASON = 300
_LONGEST = 24


def judging(document: Document) -> Callable[[int, int], bool]:
    """Return a function that tells whether a stretch says of an indicator that it was reached, or not."""
    text = document.text
    starts = [i.span.start for i in document.indicators if i.verdict is not None]
    known: dict[tuple[int, int], bool] = {}

    def judges(start: int, end: int) -> bool:
        if (start, end) not in known:
            known[start, end] = bisect_left(starts, start) < bisect_left(starts, end) or ends_judged(text[start:end])
        return known[start, end]

    return judges


def is_verdict(text: str) -> bool:
    """Tell whether a text is nothing but a verdict.

    >>> is_verdict("Chưa đạt."), is_verdict("Đạt 12 cuộc.")
    (True, False)
    """
    return len(text) < _LONGEST and tuple(marked(text)) in _verdicts()


def ends_judged(text: str) -> bool:
    """Tell whether a passage ends with a verdict, a reason behind it apart.

    >>> ends_judged("Hồ sơ giải quyết đúng hạn 99% (đạt)."), ends_judged("Đối thoại mỗi năm 02 cuộc: không đạt, do đơn vị mới")
    (True, True)
    """
    if len(text) <= _LONGEST:
        return False
    stop = len(text)
    if text[-3:].rstrip(" .;").endswith(")") and (bracket := _REASON.search(text, max(stop - _LONGEST_REASON, 0))):
        stop = bracket.start() if len(bracket[0]) > _LONGEST else stop
    if _end().search(text[max(stop - _LONGEST, 0) : stop].lower()):
        return True
    colon = text.find(": ")
    return colon >= 0 and _clause().match(text[colon + 2 : colon + 2 + _LONGEST].lower()) is not None


@cache
def _end() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d_])(?:{any_of(verdicts())})[\s.;)]*$")


@cache
def _clause() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(verdicts())})(?=\s*(?:[,.;:(]|$))")


@cache
def _verdicts() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(marked(said)) for said in verdicts())
