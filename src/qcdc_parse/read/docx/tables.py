"""Tables: which cells stand in a row, and whether rules are drawn around them."""

from __future__ import annotations

from typing import NamedTuple

from lxml.etree import _Element

from qcdc_parse.read.docx.names import VAL, W, number, val
from qcdc_parse.read.docx.styles import Styles

_SIDES = ("top", "left", "start", "bottom", "right", "end", "insideH", "insideV")
_CONDITIONAL = tuple(
    f'{W}tblStylePr[@{W}type="{kind}"]/{W}{holder}/{W}{borders}'
    for kind in ("wholeTable", "firstRow")
    for holder, borders in (("tblPr", "tblBorders"), ("tcPr", "tcBorders"))
)
"""Rules that a style draws around all cells, and under the head; in a table of one row there is no head."""
_WIDEST = 63
"""Word knows no more columns."""


class Cell(NamedTuple):
    """A cell of a row: how many columns it spans; ``goes_on`` where it is a part of the cell above."""

    element: _Element
    span: int
    goes_on: bool


def cells_of(row: _Element, cells: list[_Element]) -> tuple[int, list[Cell]]:
    """Return how many columns a row leaves free before its first cell, and its cells."""
    free = _columns(val(row.find(W + "trPr"), "gridBefore"), least=0)
    out = []
    for cell in cells:
        properties = cell.find(W + "tcPr")
        merge = None if properties is None else properties.find(W + "vMerge")
        goes_on = merge is not None and merge.get(VAL, "continue") == "continue"
        out.append(Cell(cell, _columns(val(properties, "gridSpan"), least=1), goes_on))
    return free, out


def is_deleted(row: _Element) -> bool:
    """Tell whether a row is a tracked deletion."""
    properties = row.find(W + "trPr")
    return properties is not None and properties.find(W + "del") is not None


def is_layout(table: _Element, rows: list[list[Cell]], stacked: bool, styles: Styles) -> bool:
    """Tell a letterhead from data: at most two columns, and no rules around most of its cells.

    One column is no table of data, nor is one row with several paragraphs in a cell (``stacked``).
    """
    columns = max((len(row) for row in rows), default=0)
    if columns > 2:
        return False
    if columns < 2 or (len(rows) == 1 and stacked):
        return True
    properties = table.find(W + "tblPr")
    drawn = _drawn(None if properties is None else properties.find(W + "tblBorders"))
    for style in styles.chain(val(properties, "tblStyle")):
        for borders in (f"{W}tblPr/{W}tblBorders", *_CONDITIONAL[: 2 if len(rows) == 1 else 4]):
            drawn = {**_drawn(style.element.find(borders)), **drawn}
    whole = any(drawn.values())
    cells = [cell for row in rows for cell in row]
    ruled = 0
    for cell in cells:
        own = _drawn(cell.element.find(f"{W}tcPr/{W}tcBorders"))
        ruled += any(own.values()) or (whole and len(own) < 4)
    return 2 * ruled < len(cells)


def _drawn(borders: _Element | None) -> dict[str, bool]:
    """Return for each side that is given whether a rule is drawn."""
    if borders is None:
        return {}
    sides = {side: value for side in _SIDES if (value := val(borders, side)) is not None}
    return {side: value not in ("nil", "none") for side, value in sides.items()}


def _columns(text: str | None, *, least: int) -> int:
    return max(least, min(number(text) or least, _WIDEST))
