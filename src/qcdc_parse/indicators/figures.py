"""Figures: the numbers of one cell of a table, with bound and unit, as printed there.

A dot between one to three digits and three more may part thousands or decimals (``1.234``): the other cells of the column decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import regex

from qcdc_parse.catalog import raw
from qcdc_parse.indicators.measures import parse_number
from qcdc_parse.model import Comparator

_DIGITS = r"(?:\d{1,3}(?:[.]\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+(?:[.]\d+)?|\d{1,3}(?:[ ]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?)(?![\d.,]*\d)"
_WORD = r"\p{L}[\p{L}²³0-9.]*"
_UNIT = rf"%(?:\s?/\s?{_WORD})?|‰|{_WORD}(?:\s\p{{L}}+){{0,3}}(?:\s?/\s?[\d.]*\s?\p{{L}}+(?:\s\p{{L}}+){{0,2}}){{0,2}}"
_LEADS = "đạt|tăng|giảm|còn|khoảng|ước đạt|ước|từ|bằng|giảm còn|xuống còn|giảm xuống|vượt|tăng thêm|duy trì|có|trung bình|bình quân"
_LONGEST = 80
"""Longer cells hold sentences, not figures."""
NOTHING = frozenset({"", "-", "–", "—", "...", "…", "/", "x", "X", "_", "."})
"""What stands in a cell that holds no figure: a dash, dots, a tick."""
_FIRST_YEAR, _LAST_YEAR = 1990, 2100


_DIGIT = re.compile(r"\d")
_PLAIN = re.compile(r"([0-9]{1,15}(?:,[0-9]{1,2})?)(%?)")
"""The most usual figures, which need no more looking at."""


class Figure(NamedTuple):
    """A number of a cell; ``of`` is what stands behind the stroke of ``46/57``, ``sign`` tells of a printed plus or minus."""

    value: float
    of: float | None
    unit: str | None
    comparator: Comparator
    bare: bool
    """Nothing but digits stands in the cell."""


@cache
def _cell() -> tuple[regex.Pattern[str], dict[str, Comparator], dict[str, Comparator]]:
    data = raw("numbers")
    before: dict[str, Comparator] = {w: e["comparator"] for e in data["bound"] for w in e["before"]}
    after: dict[str, Comparator] = {w: e["comparator"] for e in data["bound"] for w in e["after"]}
    words = "|".join(regex.escape(w) for w in sorted(before, key=len, reverse=True))
    behind = "|".join(map(regex.escape, after))
    pattern = regex.compile(
        rf"""
        [(\[]? \s* (?:(?:{_LEADS})\s+){{0,2}} (?:(?P<bound>{words})\s*)? (?:(?:đạt|là|từ)\s+)? [(\[]?
        (?P<sign>[-–−+]\s?)? (?P<value>{_DIGITS}) (?: \s? (?P<first>%|‰) )?
        (?: \s?(?:-|–|đến|tới)\s? (?P<high>{_DIGITS}) | \s?/\s?(?P<of>{_DIGITS}) )?
        (?: \s?(?P<after>{behind}) )? (?: \s? (?P<unit>{_UNIT}) ?? )? (?: \s?(?P<after2>{behind}) )?
        [)\]]? \s* [*†¹²³]{{0,3}} (?: \(\s*[*\d]{{1,2}}\s*\) )? (?: \s*\([^()]*\) )? [.;,]?
        """,
        regex.VERBOSE | regex.IGNORECASE,
    )
    return pattern, before, after


def read_cell(text: str, *, dot_decimal: bool = False) -> list[Figure]:
    """Return the figures of a cell that holds nothing else; a range (`80 - 85%`) is two, a date or a sentence none.

    >>> [(f.value, f.unit, f.comparator) for f in read_cell("trên 90%") + read_cell("12,5*") + read_cell("80 - 85%")]
    [(90.0, '%', '>'), (12.5, None, '='), (80.0, '%', '>='), (85.0, '%', '<=')]
    """
    plain = _PLAIN.fullmatch(text)
    if plain is not None:
        digits, sign = plain.groups()
        return [Figure(float(digits.replace(",", ".")), None, sign or None, "=", bare=text.isdecimal())]
    if text in NOTHING or len(text) > _LONGEST or _DIGIT.search(text) is None:
        return []
    pattern, before, after = _cell()
    m = pattern.fullmatch(text)
    if m is None:
        return []
    unit = m["first"] or m["unit"]
    value = _number(m["value"], dot_decimal)
    if value is None:
        return []
    if (m["sign"] or "+")[0] != "+":
        value = -value
    bound = m["bound"]
    behind = m["after"] or m["after2"]
    comparator: Comparator = before[bound.lower()] if bound else after[behind.lower()] if behind else "="
    if m["high"]:
        high = _number(m["high"], dot_decimal)
        if high is None or high <= value:
            return []
        return [Figure(value, None, unit, ">=", bare=False), Figure(high, None, unit, "<=", bare=False)]
    of = None
    if m["of"]:
        of = _number(m["of"], dot_decimal)
        if of is None or not of or (_FIRST_YEAR <= of <= _LAST_YEAR and m["of"].isdigit()):
            return []
    return [Figure(value, of, unit, comparator, bare=text.isdecimal())]


def is_year(figure: Figure) -> bool:
    """Tell whether a figure may be a year: four digits alone.

    >>> is_year(read_cell("2025")[0]), is_year(read_cell("2.025")[0])
    (True, False)
    """
    return figure.bare and figure.value.is_integer() and _FIRST_YEAR <= figure.value <= _LAST_YEAR


_DOT = regex.compile(r"(?<![\d.,])(?:\d+\.(?:\d{1,2}|\d{4,})|0\.\d+|\d{1,3}(?:,\d{3})+(?:\.\d+)?)(?![\d.,])")
_COMMA = regex.compile(r"(?<![\d.,])(?:\d+,(?:\d{1,2}|\d{4,})|0,\d+|\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,})(?![\d.,])")


def dots_are_decimal(cells: Iterable[str]) -> bool | None:
    """Tell from the cells of a column whether its dots part decimals; None where no cell says so, or some say this and some that.

    >>> dots_are_decimal(["1.234", "99.8"]), dots_are_decimal(["1.234", "12,5"]), dots_are_decimal(["1.234"])
    (True, False, None)
    """
    dot = comma = False
    for cell in cells:
        if len(cell) <= _LONGEST:
            dot = dot or ("." in cell and _DOT.search(cell) is not None)
            comma = comma or (("," in cell or "." in cell) and _COMMA.search(cell) is not None)
    return dot if dot != comma else None


def _number(printed: str, dot_decimal: bool) -> float | None:
    digits = printed.replace(" ", "")
    try:
        if dot_decimal and digits.count(".") < 2:
            return float(digits.replace(",", ""))
        return parse_number(digits.replace(",", "") if digits.count(",") > 1 else digits)
    except ValueError:
        return None
