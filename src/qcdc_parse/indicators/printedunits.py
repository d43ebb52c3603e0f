"""Units as tables print them: in brackets behind a name or heading, in a column of their own, above the whole table."""

from __future__ import annotations

from functools import cache

import regex

from qcdc_parse.catalog import raw


@cache
def _units() -> frozenset[str]:
    return frozenset((*raw("numbers")["units"]["words"], *raw("columns")["units"]["words"]))


_IN_BRACKETS = regex.compile(r"[(\[](?:\s*(?:đvt|đơn vị(?: tính)?)\s*:?)?\s*([^()\[\]]{1,40}?)\s*[)\]]", regex.IGNORECASE)
_SIGN = regex.compile(r"(?<![\d.,]\s?)[%‰]")
_TABLE_UNIT = regex.compile(r"(?:đơn vị tính|đơn vị|đvt)\s*:\s*(?P<unit>[^\n\t.;()]{1,40})", regex.IGNORECASE)


def unit_in(text: str) -> str | None:
    """Return the unit that a heading, or the name of a row, says in brackets; `%` also without.

    >>> unit_in("Thu ngân sách (tỷ đồng)"), unit_in("Tỷ lệ (theo chuẩn mới)"), unit_in("% so với kế hoạch")
    ('tỷ đồng', None, '%')
    """
    for m in _IN_BRACKETS.finditer(text):
        if is_unit(m[1]):
            return printed_unit(m[1])
    sign = _SIGN.search(text)
    return sign[0] if sign else None


def is_unit(text: str) -> bool:
    """Tell whether words are a known unit, or begin with one before a stroke (`triệu đồng/người/năm`)."""
    low = " ".join(text.lower().split())
    return low in _units() or low.partition("/")[0].strip() in _units()


def printed_unit(text: str) -> str:
    """Return a unit as printed; a capital that only begins a cell is made small.

    >>> printed_unit("Tỷ đồng"), printed_unit("USD")
    ('tỷ đồng', 'USD')
    """
    folded = " ".join(text.split())
    return folded[0].lower() + folded[1:] if folded[1:].lower() == folded[1:] else folded


def unit_of_table(line: str) -> str | None:
    """Return the unit that a line above a table, or its first row, says of all of it: `(Đơn vị tính: triệu đồng)`."""
    m = _TABLE_UNIT.search(line)
    return printed_unit(m["unit"].strip()) if m and is_unit(m["unit"]) else None
