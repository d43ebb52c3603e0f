"""Verdicts that differ from year to year in one sentence: `năm 2020 chưa đạt; năm 2021 đạt`."""

from __future__ import annotations

import re
from typing import NamedTuple

from qcdc_parse.indicators.wordings import POSITIVE, denial, lower, value_of, wished
from qcdc_parse.model import Verdict
from qcdc_parse.report.matrix.verdicts import verdict_at

__all__ = ["OfTime", "of_times", "one_time", "times_in"]

_TIME = r"(?:năm|quý|học kỳ|kỳ) (?:20\d\d|[IVX]+|[1-4])(?![^\W_])(?!\s*[-–]\s*(?:năm )?\d)"
_SAYS = (
    r"(?P<word>(?:(?:cơ bản|chưa|không|đã) |k\.)?(?:đạt|hoàn thành|vượt)(?: (?:chỉ tiêu|kế hoạch|yêu cầu|mục tiêu))?(?: đề ra)?)"
    r"(?=\s*(?:[,;.()]|\Z|do |vì ))"
)
_JUDGED = re.compile(rf"(?<![^\W\d_]){_TIME}(?P<between>(?:(?!{_TIME})[^.;()]){{0,160}}?)[\s,:–-]+{_SAYS}", re.IGNORECASE)
_LONE = re.compile(rf"\W*(?:(?:riêng|còn|đến|sang|nhưng|tuy nhiên),? )*{_TIME}[\s,:–-]+(?:thì )?{_SAYS}", re.IGNORECASE)
_NAMED = re.compile(_TIME, re.IGNORECASE)


class OfTime(NamedTuple):
    """What is said of one year: from ``start`` to ``end``."""

    start: int
    end: int
    verdict: Verdict


def of_times(text: str, start: int, end: int) -> list[OfTime]:
    """Read a sentence that says of each of several years whether the target was reached; none where it was in none of them.

    >>> text = "Kết nạp đảng viên: năm 2020 chưa đạt; năm 2021 đạt."
    >>> [text[a:b] for a, b, _ in of_times(text, 0, len(text))]
    ['năm 2020 chưa đạt', 'năm 2021 đạt']
    """
    found = list(_JUDGED.finditer(text, start, end))
    if len(found) < _SEVERAL or text.count("(", start, found[0].start()) > text.count(")", start, found[0].start()):
        return []
    if any(_undone(text, at, m) for at, m in zip((start, *(m.end() for m in found)), found, strict=False)):
        return []
    out = [OfTime(m.start(), m.end("word"), verdict_at(m.string, *m.span("word"))) for m in found]
    return out if any(o.verdict.value in POSITIVE for o in out) else []


_SEVERAL = 2


def one_time(text: str, start: int, end: int) -> OfTime | None:
    """Read a sentence that says of a year what the one before it says of another (`Năm 2021 đạt`)."""
    m = _LONE.match(text, start, end)
    return OfTime(m.start(), m.end("word"), verdict_at(m.string, *m.span("word"))) if m is not None else None


def times_in(text: str) -> frozenset[str]:
    """Return the years and quarters that a statement names.

    >>> sorted(times_in("Năm 2020 kết nạp 03 đảng viên, chưa đạt"))
    ['năm 2020']
    """
    return frozenset(lower(m[0]) for m in _NAMED.finditer(text))


def _undone(text: str, start: int, m: re.Match[str]) -> bool:
    """Tell a year of which it is wished or denied; ``start`` is where what is said of the year before ends."""
    if wished(text, start, m.start("word")):
        return True
    return value_of(lower(m["word"])) in POSITIVE and denial(text, *m.span("between")) is not None
