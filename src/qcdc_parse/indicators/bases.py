"""Bases: what a rate is compared with, as printed (`so với cùng kỳ`, `97,5% kế hoạch vốn`)."""

from __future__ import annotations

import re

from qcdc_parse.catalog.phrases import LETTER
from qcdc_parse.indicators.measures import Found

_STOP = rf"(?=\s*(?:[.;,:()\n]|$|(?:và|nhưng|song|trong\ đó|trong\ khi|được|đã|do|đạt|tăng|giảm|vượt|bằng|là|để|nhằm|thấp\ hơn|cao\ hơn|chiếm|còn|thì|nên|không|chưa)(?!{LETTER})|\d[\d.,]*\s?%))"
_BEHIND = re.compile(
    rf"""\s*(?P<base>
        (?:so|tương\ ứng)\ với\ [^.;,:()\n]{{2,80}}?
      | (?:kế\ hoạch|dự\ toán|chỉ\ tiêu|mục\ tiêu|nghị\ quyết|cùng\ kỳ|KH)(?!{LETTER})[^.;,:()\n]{{0,60}}?
    ){_STOP}""",
    re.VERBOSE,
)
_FURTHER = re.compile(rf"\s[^.;,:()\d\n]{{0,60}}?(?P<base>so\ với\ [^.;,:()\n]{{2,80}}?){_STOP}", re.VERBOSE)
_AHEAD = re.compile(
    rf"(?<!{LETTER})(?P<base>so\s+với\s+[^.;,:()%\n]{{2,60}}?),?\s+(?:(?:đã|thì|đều)\s+)?(?:tăng|giảm|đạt|bằng|vượt|cao hơn|thấp hơn)(?:\s+(?:thêm|khoảng|trên|gần|hơn|đến|tới|từ))?\s*\Z",
    re.IGNORECASE,
)
_OPENS = re.compile(r"So\s+với\s+[^.;,:()%\n]{2,60}(?=,)")
_GROWS = re.compile(rf"(?<!{LETTER})(?:tăng|giảm|cao hơn|thấp hơn|vượt)(?!{LETTER})[^.;:%\d]{{0,24}}\Z", re.IGNORECASE)


def base_of(text: str, start: int, end: int, m: Found) -> tuple[int, int] | None:
    """Return where the base of a measure stands in its sentence, or None.

    >>> from qcdc_parse.indicators.measures import find_measures
    >>> text = "Thu đạt 52,3% dự toán năm, tăng 7,1% so với cùng kỳ."
    >>> [text[slice(*base_of(text, 0, len(text), m))] for m in find_measures(text, 0, len(text))]
    ['dự toán năm', 'so với cùng kỳ']
    """
    if m.of is not None:
        return None
    stop = min(end, m.end + 180)
    found = _BEHIND.match(text, m.end, stop)
    if found is None and text.find("so với", m.end, stop) >= 0 and _grows(text, start, m):
        # Two falling rates share one base: `giảm 14% số vụ và giảm 9% số người chết so với cùng kỳ`.
        found = _FURTHER.match(text, m.end, stop) or _shared(text, m.end, stop)
    if found is None and (opened := _OPENS.match(text, start, m.start)) and _grows(text, start, m):
        return start, opened.end()
    if found is None and text.find("o với", max(start, m.start - 90), m.start) >= 0:
        near = max(start, m.start - 90)
        ahead = _AHEAD.search(text[near : m.start])
        return (near + ahead.start("base"), near + ahead.end("base")) if ahead else None
    if found is None or found["base"] is None:
        return None
    return found.start("base"), found.start("base") + len(found["base"].rstrip())


_SHARED = re.compile(
    rf"(?=\s)[^.;,:()\d\n]{{0,60}}?(?:\ và|,)\s(?:[^.;,:()\d\n]{{0,40}}?\ )?(?:tăng|giảm)\s[\d.,]+\s?%[^.;,:()\d\n]{{0,60}}?(?P<base>so\ với\ [^.;,:()\n]{{2,80}}?){_STOP}",
    re.VERBOSE,
)


def _shared(text: str, at: int, stop: int) -> re.Match[str] | None:
    return _SHARED.match(text, at, stop)


def _grows(text: str, start: int, m: Found) -> bool:
    return _GROWS.search(text[max(start, m.start - 40) : m.start]) is not None
