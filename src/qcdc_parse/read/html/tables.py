"""Tables of a page: their rows, and whether they hold data or only lay out what stands in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from lxml.etree import _Element

from qcdc_parse.read.html.official import is_formal
from qcdc_parse.read.html.style import declarations

_AROUND = frozenset(("thead", "tbody", "tfoot", "form", "span", "font", "center", "div", "b", "a"))
_WIDEST = 100
"""Columns that one cell may span; more are an error of the page."""
_LONG = 400
"""A cell with more letters holds text, not data."""
_TALL = 20
"""A cell with more lines is a part of a page."""
_RULED = re.compile(r"(?:solid|double|dotted|dashed|ridge|groove|inset|outset)")
_GRID = re.compile(r"grid|border(?!less|-?none|-0)|table-striped|data", re.IGNORECASE)


class Row(NamedTuple):
    """One row: its element and its cells, None where a cell of another place goes on."""

    node: _Element
    cells: list[_Element | None]


def rows_of(table: _Element) -> tuple[list[Row], list[_Element]]:
    """Return the rows of a table, not of those inside it, and the elements that stand in it outside of any cell."""
    rows: list[Row] = []
    stray: list[_Element] = []
    over: dict[int, int] = {}
    pending = list(table)[::-1]
    while pending:
        element = pending.pop()
        if element.tag == "tr":
            rows.append(Row(element, _cells(element, over)))
        elif element.tag in {"td", "th"}:
            rows.append(Row(element, [element]))
        elif element.tag in _AROUND and next(element.iter("tr"), None) is not None:
            pending += list(element)[::-1]
        elif element.tag not in {"colgroup", "col"}:
            stray.append(element)
    return rows, stray


def _cells(row: _Element, over: dict[int, int]) -> list[_Element | None]:
    """Lay the cells of a row into columns; ``over`` holds how many rows more a column is taken from above."""
    out: list[_Element | None] = []

    def pass_taken() -> None:
        while over.get(len(out), 0) > 0:
            over[len(out)] -= 1
            out.append(None)

    for cell in row.iter("td", "th"):
        holder = cell.getparent()
        while holder is not row and holder is not None and holder.tag in {"form", "font", "span", "b", "a"}:
            holder = holder.getparent()
        if holder is not row:
            continue
        pass_taken()
        wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
        for step in range(wide):
            if high > 1:
                over[len(out)] = high - 1
            out.append(None if step else cell)
    pass_taken()
    return out


def _span(cell: _Element, key: str) -> int:
    text = (cell.get(key) or "").strip()
    return min(int(text), _WIDEST) if text.isdecimal() and len(text) < 9 and int(text) else 1


def loose_text(table: _Element) -> list[str]:
    """Return letters that stand in a table, outside of any cell: an error of the page."""
    out = []
    pending = [table]
    while pending:
        element = pending.pop()
        out.append(element.text or "")
        for child in element:
            out.append(child.tail or "")
            if child.tag in {"tbody", "thead", "tfoot", "tr"} or (child.tag in _AROUND and next(child.iter("tr"), None) is not None):
                pending.append(child)
    return [text for text in out if text.strip()]


def is_skeleton(table: _Element, rows: Sequence[Sequence[Sequence[object]]]) -> bool:
    """Tell the skeleton of a page, read row by row, from the two columns of a letterhead or signature."""
    if any(_span(cell, "colspan") > 1 for cell in table.iterdescendants("td")):
        return True
    return any(len(cell) > _TALL for row in rows for cell in row)


def is_layout(table: _Element, texts: list[list[str]]) -> bool:
    """Tell a letterhead, a signature or the skeleton of a page from data.

    ``texts`` are those of the cells. Lines drawn, heads of columns or three columns of short cells are data.
    """
    if table.get("role") in {"presentation", "none"}:
        return True
    columns = max((sum(1 for text in row if text) for row in texts), default=0)
    if columns <= 1:
        return True
    if any(True for _ in table.iterdescendants("table")):
        return True
    if any(True for _ in table.iterdescendants("th", "thead")) or is_ruled(table):
        return False
    if columns > 2:
        return any(len(text) > 2 * _LONG for row in texts for text in row)
    if any(len(text) > _LONG for row in texts for text in row):
        return True
    formal = any(is_formal(text) for row in texts for text in row)
    return formal or len(texts) <= 2


def is_ruled(table: _Element) -> bool:
    """Tell whether lines are drawn between the cells."""
    border = (table.get("border") or "").strip().removesuffix("px")
    if border not in {"", "0"} or _GRID.search(table.get("class") or ""):
        return True
    cells = list(table.iterdescendants("td", "tr"))[:60]
    sides: dict[str, int] = {}
    for element in [table, *cells]:
        for key, value in declarations(element).items():
            if key.startswith(("border", "mso-border")) and _RULED.search(value) and not value.startswith("0"):
                sides[key] = sides.get(key, 0) + 1
    return sum(sides.values()) > 1
