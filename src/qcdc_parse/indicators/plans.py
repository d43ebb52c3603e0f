"""Plans beside figures: the stretches of a statement that name what a figure is held against (`(chỉ tiêu tối thiểu 70%)`)."""

from __future__ import annotations

import re

from qcdc_parse.catalog.phrases import LETTER

_BRACKET = re.compile(
    r"[(\[](?=[^()\[\]]{0,120}?(?:chỉ tiêu|kế hoạch|mục tiêu|nghị quyết|giao|đề ra|dự toán|\bKH\b|\bNQ\b|\bCT\b))[^()\[\]]{1,240}[)\]]",
    re.IGNORECASE,
)
_ACTUAL = re.compile(
    rf"(?:(?:chỉ\s+)?(?:mới\s+)?)(?:thực hiện|kết quả|đạt được|ước đạt|đã đạt|bằng|đạt)(?!{LETTER})|\s*[\d.,]+\s?%\s*(?:so với\s+)?(?:kế hoạch|dự toán|chỉ tiêu|KH)(?!{LETTER})",
    re.IGNORECASE,
)
_NAMED = re.compile(r"chỉ tiêu|kế hoạch|mục tiêu|nghị quyết|dự toán", re.IGNORECASE)
_AHEAD = re.compile(
    rf"(?<!{LETTER})(?<!đạt )(?<!vượt )(?<!thành )(?:chỉ tiêu|kế hoạch|mục tiêu|nghị quyết|dự toán|KH|NQ)"
    rf"(?:\s+(?:được\s+)?(?:giao|đề ra|đặt ra|là|đạt|đăng ký|cả năm|năm|của năm|năm 20\d\d|nghị quyết|đại hội|{LETTER}+ giao))*\s*:?"
    r"(?:\s+(?:từ|trên|hơn|dưới|ít nhất|tối thiểu|không dưới|không quá|tối đa|phải đạt|đạt từ|≥|≤|>=|<=|>|<))*\s*\Z",
    re.IGNORECASE,
)
_HELD_TO = re.compile(
    rf"(?<!{LETTER})(?:đạt|vượt|hoàn thành)\s+(?:chỉ tiêu|mục tiêu|kế hoạch)(?:\s+(?:đề ra|giao|được giao))?\s+(?:là\s+)?(?:dưới|trên|không quá|ít nhất|tối thiểu|tối đa|<|>|≤|≥)\s*\Z",
    re.IGNORECASE,
)
"""`3,4%, hoàn thành mục tiêu dưới 5%`: a bound behind the plan's name is the plan's."""
_PERCENT_OF = re.compile(rf"[\d.,]+\s?%\s+(?:kế hoạch|chỉ tiêu|mục tiêu)(?!{LETTER})")
_DONE = re.compile(
    rf"(?:(?:chưa|không)\s+(?:đạt|hoàn thành)(?:\s+(?:chỉ tiêu|kế hoạch|yêu cầu|mục tiêu))?\s*\((?:\s*(?:mới|chỉ))*|(?<=[,;:(])\s*thực hiện|(?<!{LETTER})(?:kết quả|kết quả thực hiện|ước đạt|ước thực hiện|đã thực hiện|thực tế|đã))(?:\s+(?:được|đạt|là|năm|năm 20\d\d|tỷ lệ|trên|hơn|gần))*\s*:?\s*\Z",
    re.IGNORECASE,
)


def plan_brackets(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the brackets that name a plan.

    >>> plan_brackets("đạt 51,79% (chỉ tiêu tối thiểu 70%) trong năm (lũy kế)", 0, 54)
    [(11, 35)]
    """
    if text.find("(", start, end) < 0 and text.find("[", start, end) < 0:
        return []
    return [m.span() for m in _BRACKET.finditer(text, start, end) if not _ACTUAL.match(text, m.start() + 1)]


def is_plan(text: str, start: int, at: int) -> bool:
    """Tell whether the words directly beside a figure call it the plan: `so với chỉ tiêu giao 70%`, `so với 80% kế hoạch`."""
    if text.endswith("so với ", start, at) and _PERCENT_OF.match(text, at):
        return True
    ahead = text[max(start, at - 70) : at]
    return _AHEAD.search(ahead) is not None or _HELD_TO.search(ahead) is not None


def is_actual(text: str, start: int, at: int) -> bool:
    """Tell whether the words directly ahead of a figure call it what was reached: `thực hiện đạt 80%`."""
    return _DONE.search(text[max(start, at - 40) : at]) is not None


_OPENED = re.compile(rf"\s*\(\s*(?:{LETTER}+\s+){{0,3}}[<>≤≥=]*\s*")


def is_named_plan(text: str, verdict: tuple[int, int], at: int) -> bool:
    """Tell whether a figure stands in the bracket behind a verdict that names the plan: `đạt chỉ tiêu đề ra (dưới 4%)`."""
    start, end = verdict
    return end < at and _NAMED.search(text, start, end) is not None and _OPENED.fullmatch(text, end, at) is not None
