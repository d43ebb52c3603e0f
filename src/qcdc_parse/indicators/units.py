"""Units of amounts: money, and the noun of what is counted (`50 đảng viên`)."""

from __future__ import annotations

import re
from functools import cache

from qcdc_parse.catalog import raw
from qcdc_parse.catalog.phrases import LETTER, LOWER, any_of

MONEY = re.compile(
    rf"\s+(?P<unit>(?:(?:nghìn|ngàn|triệu|tỷ|tỉ)\s+){{1,2}}(?:đồng|USD|đô la)|đồng(?!\s+(?:chí|bào)(?!{LETTER}))|USD|(?:tỷ|tỉ|triệu|nghìn|ngàn))(?!{LETTER})",
)
"""`22 đồng chí` are people."""
_PER_HEAD = re.compile(rf"/(?:{LOWER}{{1,12}})(?:\s(?:dân|kỳ))?(?:/(?:năm|tháng|quý))?")
_LONGEST = 3


@cache
def _stop() -> re.Pattern[str]:
    return re.compile(rf"\s+(?P<word>{LOWER}+[23]?)")


@cache
def _known() -> re.Pattern[str]:
    return re.compile(rf"\s+(?P<unit>{any_of(w for w in raw('numbers')['units']['words'] if w[0].isalpha())})(?!{LETTER})")


@cache
def _ends() -> frozenset[str]:
    return frozenset(raw("numbers")["counted"]["ends"])


@cache
def _no_units() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{any_of(raw('numbers')['counted']['never'])})(?!{LETTER})", re.IGNORECASE)


@cache
def sizes() -> frozenset[str]:
    """Return the units of size and weight, which end a unit: `120 ha rừng` is 120 ha."""
    return frozenset(raw("numbers")["counted"]["sizes"])


def counted_noun(text: str, start: int, end: int) -> tuple[str, int] | None:
    """Return the noun behind a number, at most three words as printed, and its end; None where nothing is counted.

    >>> counted_noun("50 đảng viên mới được kết nạp", 2, 29), counted_noun("năm 2023, toàn tỉnh", 8, 19)
    (('đảng viên mới', 16), None)
    """
    if _no_units().match(text, start, end):
        return None
    money = MONEY.match(text, start, end)
    if money:
        per = _PER_HEAD.match(text, money.end(), end)
        stop = per.end() if per else money.end()
        return " ".join(text[money.start("unit") : stop].split()), stop
    ends: list[int] = []
    for m in _stop().finditer(text, start, min(end, start + 60)):
        if m.start() != (ends[-1] if ends else start) or m["word"] in _ends():
            break
        ends.append(m.end())
        if m["word"] in sizes():
            return text[start : m.end()].strip(), m.end()
    if not ends:
        return None
    stop = ends[-1]
    if len(ends) > _LONGEST:
        known = _known().match(text, start, end)
        stop = known.end() if known else ends[1]
    return " ".join(text[start:stop].split()), stop
