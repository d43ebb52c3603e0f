"""Figures that were not reached: `chưa đạt 90%`, `không đạt mục tiêu 90%`, and those denied (`chưa có 100% xã …`, `không xã nào đạt 90%`)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qcdc_parse.catalog.phrases import LETTER
from qcdc_parse.indicators.measures import Found
from qcdc_parse.indicators.plans import is_plan
from qcdc_parse.indicators.verdicts import FoundVerdict
from qcdc_parse.indicators.wordings import lower, value_of

_NEAR = 120
_BOUND = r"(?:\s+(?:ít nhất|tối thiểu|được|mức|là|từ|trên|tỷ lệ|≥|>))*"
_PLAN = r"(?:\s+(?:mục tiêu|chỉ tiêu|kế hoạch|yêu cầu|tỷ lệ)(?:\s+(?:đề ra|được giao|giao|đặt ra))?)?"
_MISSED = re.compile(
    rf"(?<!{LETTER})(?P<said>(?:chưa|không|chẳng)(?:\s+(?:thể|hề|kịp|được|thực hiện|triển khai))*\s+(?:đạt|hoàn thành)(?:\s+được)?{_PLAN}){_BOUND}\s*\Z",
    re.IGNORECASE,
)
_OPENS = re.compile(
    rf"(?<!{LETTER})(?P<said>(?:chưa|không)\s+(?:đạt|hoàn thành){_PLAN})\s*\(\s*(?:(?:mới|chỉ|đạt|được|bằng|thực hiện|hiện|là)\s+)*\Z",
    re.IGNORECASE,
)
_HALF = 50
_FEW = 2
_NONE = re.compile(
    rf"(?<!{LETTER})(?:(?:chưa|không|chẳng)\s+có|(?:chưa|không)(?:\s+có)?(?:\s+(?!dưới|trên|quá|hơn|vượt){LETTER}+){{1,6}}?\s+nào(?:\s+(?!dưới|trên|quá|hơn|vượt){LETTER}+){{0,6}})(?:\s+đủ)?\s*\Z",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(rf"(?<!{LETTER})(?:nếu|trường hợp|khi|thì|giả sử|xếp loại|bị)(?!{LETTER})", re.IGNORECASE)
_SOME = re.compile(rf"(?<!{LETTER})(?:có\s+\d|còn\s|một số\s|nhiều\s|những\s|các\s)", re.IGNORECASE)
_TOLD = re.compile(rf"(?<!{LETTER})(?:mới|chỉ|thực tế|hiện|thực hiện|kết quả)(?!{LETTER})", re.IGNORECASE)


def is_missed(text: str, start: int, at: int) -> bool:
    """Tell whether the words directly ahead of a figure say that it was not reached, or that nobody reached it.

    >>> [is_missed(t, 0, len(t)) for t in ("nước sạch chưa đạt mục tiêu ", "Chưa có ", "Không có xã nào đạt ", "đạt ")]
    [True, True, True, False]
    """
    ahead = text[max(start, at - _NEAR) : at]
    if not any(word in ahead for word in ("hưa", "hông", "hẳng", "HƯA", "HÔNG")):
        return False
    return _MISSED.search(ahead) is not None or _NONE.search(ahead) is not None


def _with_actual(text: str, start: int, end: int, measures: Sequence[Found]) -> FoundVerdict | None:
    """Read the verdict ahead of a bracket that tells the actual: `chưa đạt yêu cầu (mới đạt 64% so với 80% kế hoạch)`."""
    for index, m in enumerate(measures[:_FEW]):
        near = max(start, m.start - _NEAR)
        said = _OPENS.search(text[near : m.start])
        if said is not None:
            lone = index == 0 or (index == 1 and is_plan(text, start, measures[0].start))
            if not lone or _SUPPOSED.search(text, start, end) or _SOME.search(text, start, near + said.start()):
                return None
            surface = lower(said["said"])
            return FoundVerdict(near + said.start("said"), near + said.end("said"), surface, value_of(surface), None, None)
    return None


def missed_verdict(text: str, start: int, end: int, measures: Sequence[Found]) -> FoundVerdict | None:
    """Read the verdict that names the figure it denies: `Tỷ lệ hộ dùng nước sạch chưa đạt 90%`.

    None where only some are judged (`còn 02 xã chưa đạt 100%`), under a condition, and where other figures are not told as the actual.
    """
    if not measures:
        return None
    first = measures[0]
    near = max(start, first.start - _NEAR)
    m = _MISSED.search(text[near : first.start])
    if m is None:
        return _with_actual(text, start, end, measures)
    if first.value < _HALF and first.unit == "%":
        return None  # `tỷ lệ học sinh không đạt 5%` may be the share of those who do not
    if _SUPPOSED.search(text, start, end) or _SOME.search(text, start, near + m.start()):
        return None
    if len(measures) > 1 and _TOLD.search(text, first.end, measures[1].start) is None:
        return None
    surface = lower(m["said"])
    return FoundVerdict(near + m.start("said"), near + m.end("said"), surface, value_of(surface), None, None)
