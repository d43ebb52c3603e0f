"""What the figures of a statement imply: an actual beside its plan, and rates of fulfilment (`đạt 108% kế hoạch`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from qcdc_parse.catalog import raw
from qcdc_parse.catalog.phrases import LETTER, any_of
from qcdc_parse.indicators.computed import computed
from qcdc_parse.indicators.denied import is_missed
from qcdc_parse.indicators.wordings import denial
from qcdc_parse.model import Comparator, Measure, Role, VerdictValue

_PLAN = re.compile(rf"(?:so với\s+)?(?:kế hoạch|dự toán|chỉ tiêu|mục tiêu|nghị quyết|KH)(?!{LETTER})", re.IGNORECASE)
_OF_YEAR = re.compile(rf"(?<!{LETTER})(?:năm|cả năm|nhiệm kỳ|giai đoạn)(?!{LETTER})", re.IGNORECASE)
_BY = re.compile(
    rf"(?<!{LETTER})(?:tăng|giảm|vượt|hụt|thiếu|thấp hơn|cao hơn|chậm|còn|nhiều hơn|ít hơn)(?!{LETTER})(?:\s+{LETTER}+){{0,4}}\s*\Z",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(rf"(?<!{LETTER})(?:nếu(?!\s+(?:so|tính)\s)|giả sử|giá như|lẽ ra|đáng lẽ)(?!{LETTER})", re.IGNORECASE)
_DENIED = re.compile(rf"[^.;,:()\d]{{0,60}}?(?<!{LETTER})(?:không|chưa)(?!{LETTER})", re.IGNORECASE)
_NEAR = 100
_FULL = 100.0


def implied_verdict(text: str, start: int, end: int, role: Role, measures: Sequence[Measure]) -> VerdictValue | None:
    """Return what the figures imply: an actual against its plan, or a rate of fulfilment; part of a total implies nothing.

    None where several pairs disagree, and where nobody can say whether more or less is better.
    """
    if role != "result" or _SUPPOSED.search(text, start, end):
        return None
    named = measures[0].span.start if measures else end
    less = _less_is_better().search(text, max(start, named - 200), named) is not None
    values = {v for v in (*_against_plans(text, start, measures, less=less), *(_fulfilled(text, start, m) for m in measures)) if v}
    return values.pop() if len(values) == 1 else None


def _against_plans(text: str, start: int, measures: Sequence[Measure], *, less: bool) -> list[VerdictValue | None]:
    out = [_held(m.value, m.planned, "=", less=less) for m in measures if m.planned is not None]
    plans = [m for m in measures if m.role == "target"]
    actual = [m for m in measures if m.role == "result" and m.planned is None and m.base is None and m.of is None]
    if len(plans) == 1 and plans[0].of is None:
        (plan,) = plans
        alike = [m for m in actual if m.unit == plan.unit and m.comparator == "="]
        ahead = [m for m in alike if m.span.start < plan.span.start]
        if ahead and is_missed(text, start, plan.span.start):
            return out  # `BHYT đạt 95%, nước sạch chưa đạt 90%` speaks of two things
        pair = ahead[-1:] or alike[:1]
        out += [_held(m.value, plan.value, plan.comparator, less=less) for m in pair]
    return out


def _held(value: float, plan: float, comparator: Comparator, *, less: bool) -> VerdictValue | None:
    """Hold a figure against its plan; ``less`` tells that less may be better, so that a plan without a bound says nothing."""
    return None if less and comparator == "=" and value != plan else computed(value, plan, comparator)


def _fulfilled(text: str, start: int, m: Measure) -> VerdictValue | None:
    """`đạt 108% kế hoạch`: a rate of fulfilment; of a plan of the whole year less than all of it is not yet."""
    if m.unit != "%" or m.role == "target" or m.base is None or not _PLAN.match(m.base):
        return None
    ahead = max(start, m.span.start - _NEAR)
    if _BY.search(text[max(start, m.span.start - 40) : m.span.start]) or _DENIED.match(text, m.span.end):
        return None
    if denial(text, max(ahead, *(text.rfind(mark, ahead, m.span.start) + 1 for mark in ".;,:(")), m.span.start):
        return None
    if m.value > _FULL or (m.value == _FULL and m.comparator == ">"):
        return "exceeded" if m.comparator not in {"<", "<="} else None
    if m.value == _FULL and m.comparator in {"=", ">="}:
        return "met"
    if m.comparator in {">", ">="}:
        return None
    return "not_yet_met" if _OF_YEAR.search(m.base) else "not_met"


@cache
def _less_is_better() -> re.Pattern[str]:
    return re.compile(rf"(?<!{LETTER})(?:{any_of(raw('numbers')['less_is_better']['words'])})(?!{LETTER})", re.IGNORECASE)
