r"""Rows of tables: the cells of one printed line, the empty ones kept, so that every row of a table has as many.

Readers of files that know their tables write an empty cell as one blank between two tabs (``A⇥ ⇥C``); Markdown says it with its
pipes. In canonical text two tabs in a row stand around an empty cell; a row that begins or ends with an empty one begins or ends
with a tab.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from qcdc_parse.text import CELL_BREAK

Cut = tuple[int, int, str]
"""A stretch of the source and what stands behind it."""

_PIPES = re.compile(r"(?<!\\)\|")
_TABS = re.compile(r"\t")
_BLANKS = re.compile(r"[ \t]{2,}|\t")
_LEAST_BREAKS = 2
"""A row of two cells may be a letterhead or a field and its value: nothing tells its empty cell from an indent."""


def is_row(line: str) -> bool:
    r"""Tell whether a reader wrote a line as a row with empty cells.

    >>> is_row("Thu ngân sách\t \t1.250"), is_row("Số: 12\t\tHà Nội")
    (True, False)
    """
    return ("\t \t" in line or line.startswith(" \t") or line.endswith("\t ")) and line.count("\t") >= _LEAST_BREAKS


def cut_row(text: str, keep: Sequence[tuple[int, int]], *, pipes: bool) -> list[Cut]:
    r"""Cut the kept stretches of one line into cells, white space inside them folded; nothing where all cells are empty.

    >>> line = "|  | Đạt  |   | 12 |"
    >>> [(line[a:b], between) for a, b, between in cut_row(line, [(0, len(line))], pipes=True)]
    [('', '\t'), ('Đạt', '\t\t'), ('12', '')]
    """
    cells = _cells(text, keep, _PIPES if pipes else _TABS)
    if pipes:
        cells = cells[1 if not cells[0] else 0 : -1 if len(cells) > 1 and not cells[-1] else None]
    if len(cells) <= _LEAST_BREAKS:
        cells = [cell for cell in cells if cell]
    return lay_cells(cells)


def lay_cells(cells: Sequence[Sequence[Cut]]) -> list[Cut]:
    """Lay cells side by side, a break behind each but the last; nothing where all are empty."""
    first = next((index for index, cell in enumerate(cells) if cell), None)
    if first is None:
        return []
    at = cells[first][0][0]
    cuts: list[Cut] = [(at - 1, at - 1, CELL_BREAK * first)] if first else []
    for cell in cells[first:]:
        if cell:
            cuts += cell
            a, b, _ = cuts[-1]
            cuts[-1] = (a, b, CELL_BREAK)
        else:
            a, b, between = cuts[-1]
            cuts[-1] = (a, b, between + CELL_BREAK)
    a, b, between = cuts[-1]
    cuts[-1] = (a, b, between[:-1])
    return cuts


def _cells(text: str, keep: Sequence[tuple[int, int]], breaks: re.Pattern[str]) -> list[list[Cut]]:
    """Return the stretches of every cell; between two of one cell stood white space, or a mark alone."""
    cells: list[list[Cut]] = [[]]
    for start, end in keep:
        at = start
        for m in breaks.finditer(text, start, end):
            add_stretch(cells[-1], text, at, m.start())
            cells.append([])
            at = m.end()
        add_stretch(cells[-1], text, at, end)
    return cells


def add_stretch(cell: list[Cut], text: str, start: int, end: int) -> None:
    """Add a stretch of a line to a cell, its white space folded."""
    for m in (*_BLANKS.finditer(text, start, end), None):
        a, b = start, end if m is None else m.start()
        while a < b and text[a].isspace():
            a += 1
        while a < b and text[b - 1].isspace():
            b -= 1
        if cell and text[start:a]:
            cell[-1] = (*cell[-1][:2], " ")
        if a < b:
            cell.append((a, b, " " if text[b : b + 1].isspace() and b < end else ""))
        if m is not None:
            start = m.end()
