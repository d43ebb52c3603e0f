"""Tables as rows and cells: the lines of a table that stand together, each cell where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from qcdc_parse.passages import Passage
from qcdc_parse.text import CELL_BREAK


class Cell(NamedTuple):
    """``text[start:end]``, without the blanks around it; empty where nothing stands in it."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row, from the left; those that the source does not show at its end are not there."""

    cells: tuple[Cell, ...]
    place: Passage
    end: int

    def at(self, column: int) -> Cell:
        """Return the cell of a column, an empty one at the end of the row where there is none."""
        return self.cells[column] if column < len(self.cells) else Cell("", self.end, self.end)

    @property
    def filled(self) -> list[int]:
        """Columns in which something stands."""
        return [column for column, cell in enumerate(self.cells) if cell[0]]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that stand together. ``before`` is what stands above; ``goes_on`` where at most a short line parts it from a table."""

    rows: tuple[Row, ...]
    width: int
    shows_empty: bool
    before: Passage | None
    goes_on: bool


_SHORT = 80
"""A line between two halves of a table, as a page number or `(tiếp theo)`, is shorter, in code points."""


def tables_of(text: str, places: Sequence[Passage]) -> Iterator[Table]:
    """Gather the rows of each table, in order."""
    last = -3
    index = 0
    while index < len(places):
        if places[index].kind != "table":
            index += 1
            continue
        first = index
        rows: list[Row] = []
        while index < len(places) and places[index].kind == "table":
            rows += _rows(text, places[index])
            index += 1
        between = places[last + 1 : first]
        near = len(between) < 2 and all(p.kind == "paragraph" and p.end - p.start < _SHORT for p in between)
        cells = [cell for row in rows for cell in row.cells]
        yield Table(
            rows=tuple(rows),
            width=max(len(row.cells) for row in rows),
            shows_empty=not all(cell.text for cell in cells),
            before=places[first - 1] if first else None,
            goes_on=near and last >= 0,
        )
        last = index - 1


def _rows(text: str, place: Passage) -> Iterator[Row]:
    at = place.start
    for line in text[place.start : place.end].split("\n"):
        cells = []
        start = at
        for part in line.split(CELL_BREAK):
            inner = part.strip()
            begin = start if not inner or part[0] == inner[0] else start + len(part) - len(part.lstrip())
            cells.append(Cell(inner, begin, begin + len(inner)))
            start += len(part) + 1
        yield Row(tuple(cells), place, at + len(line))
        at += len(line) + 1
