"""Ruled tables of a page: pdfplumber makes cells of the rules that pdfium saw, and the runs inside are their text.

pdfplumber's own reading of a page takes fifty times as long as its geometry, so only the geometry is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from qcdc_parse.read.pdf.lines import Line, line_of, rows_of
from qcdc_parse.read.pdf.rules import RULES_OF_A_TABLE, Rules
from qcdc_parse.read.pdf.runs import Run
from qcdc_parse.source_map import Box
from qcdc_parse.text import CELL_BREAK, PLAIN

_SNAP = 3.0
"""Rules this near to each other, in points, are one."""
_MOST_CROSSINGS = 20_000
"""A page of more crossings of rules is a drawing: cells are not looked for."""


class Grid(NamedTuple):
    """Cells of one table, row by row; None where a cell goes on from the left or from above."""

    box: Box
    rows: tuple[tuple[Box | None, ...], ...]


def find_grids(rules: Rules) -> list[Grid] | None:
    """Find the tables that rules make; None where there are too many rules to tell."""
    if not rules.level or not rules.upright or len(rules.level) + len(rules.upright) < RULES_OF_A_TABLE:
        return []
    from pdfplumber import table as ruled  # slow to import: loaded for ruled pages only

    edges = [_edge(box, "h") for box in rules.level] + [_edge(box, "v") for box in rules.upright]
    edges = ruled.merge_edges(edges, _SNAP, _SNAP, _SNAP, _SNAP)
    level = sum(edge["orientation"] == "h" for edge in edges)
    if level * (len(edges) - level) > _MOST_CROSSINGS:
        return None
    cells = ruled.intersections_to_cells(ruled.edges_to_intersections(edges, _SNAP, _SNAP))
    grids: list[Grid] = []
    for group in ruled.cells_to_tables(cells):
        table = ruled.Table(None, group)  # type: ignore[arg-type]  # the page is asked only for letters, which pdfium has
        rows = tuple(tuple(row.cells) for row in table.rows)
        if len(rows) > 1 and len(rows[0]) > 1:
            grids.append(Grid(table.bbox, rows))
    return sorted(grids, key=lambda grid: grid.box[1])


def _edge(box: Box, orientation: str) -> dict[str, float | str]:
    left, top, right, bottom = box
    if orientation == "h":
        top = bottom = (top + bottom) / 2
    else:
        left = right = (left + right) / 2
    size = {"width": right - left, "height": bottom - top}
    return {"x0": left, "x1": right, "top": top, "bottom": bottom, "orientation": orientation, "object_type": "rect_edge", **size}


def take_tables(runs: list[Run], grids: Sequence[Grid]) -> tuple[list[Run], list[list[Line]]]:
    """Take the runs inside the cells of tables out of the runs of a page; return the rest, and of each table a line for each row."""
    inside: dict[Box, list[Run]] = {cell: [] for grid in grids for row in grid.rows for cell in row if cell is not None}
    rest = []
    for run in runs:
        x, y = (run.left + run.right) / 2, (run.top + run.bottom) / 2
        cell = next((c for c in inside if c[0] <= x < c[2] and c[1] <= y < c[3]), None)
        if cell is None:
            rest.append(run)
        else:
            inside[cell].append(run)
    return rest, [[line for row in grid.rows if (line := _line(row, grid, inside))] for grid in grids]


def _line(row: tuple[Box | None, ...], grid: Grid, inside: dict[Box, list[Run]]) -> Line | None:
    """Make one line of a row of cells, with the superscripts in them."""
    out: list[str] = []
    raised: list[tuple[int, int]] = []
    at = 0
    for cell in row:
        lines = [line for part in rows_of(inside[cell]) if (line := line_of(part))] if cell is not None else []
        text = " ".join(line.text for line in lines)
        folded = " ".join(text.split())
        if len(folded) == len(text):
            start = at
            for line in lines:
                raised += [(start + a, start + b) for a, b in line.raised]
                start += len(line.text) + 1
        out.append(folded or " ")
        at += len(out[-1]) + 1
    cells = [cell for cell in row if cell is not None]
    box = (grid.box[0], min(cell[1] for cell in cells), grid.box[2], max(cell[3] for cell in cells))
    text = CELL_BREAK.join(out)
    return Line(text, box, PLAIN, tuple(raised), box[3], table=True) if text.strip() else None
