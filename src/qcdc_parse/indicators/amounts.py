"""Amounts: money and counts, which are measures only where a statement holds them against something.

`tổ chức 15 buổi` told in passing sets and reports nothing; `36 tỷ đồng, đạt 97% kế hoạch` does, and so do an amount beside its
plan (`50 đảng viên (chỉ tiêu 45)`), one that is judged, and one set as a target under a heading that names targets.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from qcdc_parse.catalog import raw
from qcdc_parse.catalog.phrases import LETTER, any_of
from qcdc_parse.indicators.bounds import bound
from qcdc_parse.indicators.measures import Found
from qcdc_parse.indicators.numerals import NUMBER, parse_number
from qcdc_parse.indicators.units import counted_noun
from qcdc_parse.model import Comparator

_NUMBER = re.compile(rf"(?<![\d.,/–-])(?<!{LETTER})(?P<value>{NUMBER})(?:\s?(?:-|–|đến)\s?(?P<high>{NUMBER}))?(?=\s+{LETTER})")
_AHEAD = 24
_GAP = r"[^\d.;,()%/:]{0,48}"
_COMPARED = re.compile(
    rf"{_GAP}[,;(\s]+(?:và\s+)?(?:đã\s+)?(?:so\s+với\s+[^\d.;,()%:]{{3,40}}\s+)?(?:đạt|bằng|tăng|giảm|vượt|hoàn thành|tương đương|thực hiện|=)"
    r"(?:\s+(?:mức|tỷ lệ|thêm|khoảng|gần|trên|hơn|xấp xỉ|ước|từ|kế hoạch|dự toán|chỉ tiêu))*\s*",
)
_HELD = re.compile(
    rf"\s*(?:so với\s+)?(?:tổng\s+)?(?:kế hoạch|chỉ tiêu|mục tiêu|dự toán|nghị quyết|cùng kỳ|cả năm|năm\s+(?:trước|20\d\d)|giao|KH|CT)(?!{LETTER})",
    re.IGNORECASE,
)
_PLAN = re.compile(
    rf"{_GAP}\s*[(,/]\s*(?:so\s+với\s+)?(?P<plan>(?i:chỉ tiêu|kế hoạch|mục tiêu|dự toán|KH|CT|giao))(?!{LETTER})[^\d;.()%:]{{0,40}}:?\s*(?P<value>{NUMBER})(?![\d/%-]|\s?%|\s?/\s?\d|\s?-\s?{LETTER})",
)
_PLAN_FIRST = re.compile(
    rf"(?<!{LETTER})(?:chỉ tiêu|kế hoạch|mục tiêu|dự toán|KH|CT)(?:\s+(?:được\s+)?(?:giao|đề ra|là|đăng ký|cả năm|năm|năm\s+20\d\d|của\s+năm|{LETTER}+\s+giao))*\s*:?\s*(?:là\s+)?\Z",
    re.IGNORECASE,
)
_DONE = re.compile(rf"(?<!{LETTER})(?:thực hiện|kết quả|đã|đạt|được)(?!{LETTER})[^\d.;()%]{{0,40}}\Z", re.IGNORECASE)
_SELECTOR = re.compile(rf"(?<!{LETTER})(?:(?:có|gồm)\s+)?(?:trên|dưới|hơn|từ)\s*\Z", re.IGNORECASE)
_PLAN_GATE = re.compile(rf"(?:hỉ tiêu|ế hoạch|ục tiêu|ự toán|KH|CT|giao)(?!{LETTER})[^\d;.()%]{{0,48}}\d")
_WINDOW = 140
_CLAUSE = 400
_NEXT = 4
_DIGIT = re.compile(r"\d")
_YEARS = range(1900, 2101)


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"(?<!{LETTER})(?:{any_of(raw('numbers')['counted']['before'])})\s*:?\s*\Z", re.IGNORECASE)


@cache
def _verbs() -> frozenset[str]:
    return frozenset(raw("numbers")["counted"]["verbs"])


def find_amounts(text: str, start: int, end: int) -> list[Found]:
    """Return everything that is counted or paid in ``text[start:end]``, held against something or not.

    >>> text = "Năm 2023 chi 1,5 tỷ đồng, mở 02 lớp."
    >>> [(m.value, m.unit) for m in find_amounts(text, 0, len(text))]
    [(1.5, 'tỷ đồng'), (2.0, 'lớp')]
    """
    out: list[Found] = []
    for m in _NUMBER.finditer(text, start, end):
        noun = counted_noun(text, m.end(), end)
        ahead = text[max(start, m.start() - _AHEAD) : m.start()]
        if noun is None or _before().search(ahead) or (m["value"].isdigit() and len(m["value"]) == 4 and int(m["value"]) in _YEARS):
            continue
        unit, stop = noun
        value = parse_number(m["value"])
        if m["high"]:
            top = parse_number(m["high"])
            if value < top:
                out.append(Found(m.start(), m.end("value"), value, None, unit, ">="))
                out.append(Found(m.start("high"), stop, top, None, unit, "<="))
            continue
        out.append(Found(m.start(), stop, value, None, unit, bound(text, start, m.start(), stop, end)))
    return out


def held_amounts(text: str, start: int, end: int, rates: Sequence[Found]) -> list[Found]:
    """Return the amounts of a sentence that a plan or a rate beside them is held against; a plan is a measure of its own.

    >>> text = "Giải ngân 148,2 tỷ đồng, đạt 97,5% kế hoạch vốn, in 12 băng rôn."
    >>> from qcdc_parse.indicators.measures import find_measures
    >>> [(m.value, m.unit) for m in held_amounts(text, 0, len(text), find_measures(text, 0, len(text)))]
    [(148.2, 'tỷ đồng')]
    """
    planned = _PLAN_GATE.search(text, start, end) is not None
    windows = [(start, end)] if planned else list(_windows(text, start, rates))
    if not windows:
        return []
    out: dict[int, Found] = {}
    amounts = [a for w in windows for a in find_amounts(text, *w) if not _in_rate(rates, a.start)]
    percents = {r.start: r for r in rates if (r.unit or "").startswith("%")}
    for index, amount in enumerate(amounts):
        rate = _COMPARED.match(text, amount.end, end)
        if rate and rate.end() in percents:
            behind = percents[rate.end()].end
            grows = any(w in rate[0] for w in ("tăng", "giảm", "vượt", "so với", "kế hoạch", "dự toán", "chỉ tiêu"))
            if grows or _HELD.match(text, behind, end):
                out[amount.start] = amount
        plan = _PLAN.match(text, amount.end, end)
        if plan and not _is_year(plan["value"]):
            out[amount.start] = amount
            out[plan.start("value")] = _planned(text, plan.start("value"), plan.end("value"), start, end, amount.unit)
        elif _PLAN_FIRST.search(text[max(start, amount.start - 60) : amount.start]):
            for later in amounts[index + 1 : index + 1 + _NEXT]:
                if later.unit == amount.unit and _DONE.search(text[amount.end : later.start]):
                    out[amount.start], out[later.start] = amount, later
                    break
    return [out[at] for at in sorted(out)]


def _windows(text: str, start: int, rates: Sequence[Found]) -> Iterator[tuple[int, int]]:
    """Yield what stands ahead of each percentage, up to the rate before, where it holds a number."""
    last = start
    for r in rates:
        first = max(last, r.start - _WINDOW)
        if (r.unit or "")[:1] == "%" and _DIGIT.search(text, first, r.start):
            yield first, r.start
        last = r.end


def target_amounts(text: str, start: int, end: int, rates: Sequence[Found]) -> list[Found]:
    """Return the amounts set as targets in a sentence below a heading that names targets.

    They stand in a clause without a rate: between semicolons, or ahead of the first rate and a comma.
    """
    out: list[Found] = []
    for amount in find_amounts(text, start, end):
        near, far = max(start, amount.start - _CLAUSE), min(end, amount.end + _CLAUSE)
        first = text.rfind(";", near, amount.start) + 1 or near
        last = text.find(";", amount.end, far)
        rate = bisect_left(rates, first, key=_place)
        held = rate < bisect_left(rates, last if last >= 0 else far, key=_place)
        if held and not _leads(text, amount, rates[rate]):
            continue
        if not _selects(text, first, amount):
            out.append(amount)
    return out


_EACH = re.compile(rf"(?<!{LETTER})mỗi\s+(?!năm|quý|tháng|tuần|kỳ|nhiệm kỳ)", re.IGNORECASE)
"""`mỗi huyện có ít nhất 2 trại giống, 80% …` tells how many each has, beside the rate that is the target."""
_CIRCUMSTANCE = re.compile(rf"(?<!{LETTER})(?:tại|ở|trong|trên|của|cho|với|từ|qua|sau)\s*\Z", re.IGNORECASE)


def _leads(text: str, amount: Found, rate: Found) -> bool:
    """Tell an amount in a clause of its own ahead of the first rate: `Thu ngân sách đạt 1.500 tỷ đồng, tăng 8%/năm`."""
    if (
        amount.start > rate.start
        or text.find(", ", amount.end, rate.start) < 0
        or _EACH.search(text, max(0, amount.start - 60), amount.start)
    ):
        return False
    return amount.comparator != "=" or _CIRCUMSTANCE.search(text[max(0, amount.start - 12) : amount.start]) is None


def _place(found: Found) -> int:
    return found.start


def _in_rate(rates: Sequence[Found], at: int) -> bool:
    index = bisect_right(rates, at, key=_place) - 1
    return index >= 0 and at < rates[index].end


def _selects(text: str, first: int, amount: Found) -> bool:
    """Tell a threshold that selects somebody (`Cơ quan có từ 10 cán bộ trở lên phải …`) from a bound to be reached."""
    bounded = _SELECTOR.search(text[first : amount.start])
    if bounded is None:
        return False
    ahead = text[first : first + bounded.start()].lower().split()
    return bool(ahead) and ahead[-1].strip(",") not in _verbs() and " ".join(ahead[:2]) not in _verbs()


def _planned(text: str, at: int, stop: int, start: int, end: int, unit: str | None) -> Found:
    noun = counted_noun(text, stop, end)
    said: Comparator = bound(text, start, at, stop, end)
    if noun is not None and noun[0] == unit:
        return Found(at, noun[1], parse_number(text[at:stop]), None, unit, said)
    return Found(at, stop, parse_number(text[at:stop]), None, unit, said)


def _is_year(number: str) -> bool:
    return number.isdigit() and int(number) in _YEARS and len(number) == 4
