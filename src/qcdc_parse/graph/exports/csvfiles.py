"""CSV: the four tables for office programs."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from qcdc_parse.graph.exports.tables import TABLES, Cell, Table
from qcdc_parse.spreadsheet import BOM, csv_text, writable

if TYPE_CHECKING:
    from qcdc_parse.graph.citation_graph import CitationGraph

__all__ = ["write_csv"]

_ROWS = 2_000
"""Rows made into text at once."""


def write_csv(graph: CitationGraph, path: Path) -> tuple[Path, ...]:
    """Write `x-nodes.csv`, `x-edges.csv`, `x-evidence.csv` and `x-open.csv` beside each other for `x.csv`.

    UTF-8 with a byte order mark, the first row names the columns. An empty cell is what is not known; lists stand a line each in their
    cell. An apostrophe before ``= + - @`` keeps office programs from running words of a document as a formula, and characters that no
    cell can hold are U+FFFD. Read back with ``encoding="utf-8-sig"``, and take off an apostrophe that stands before one of these signs.
    """
    return tuple(_write(table, graph, path.with_name(f"{path.stem}-{table.name}.csv")) for table in TABLES)


def _write(table: Table, graph: CitationGraph, path: Path) -> Path:
    rows = table.rows(graph)
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(BOM + csv_text([[column.name for column in table.columns]]))
        while chunk := [[_cell(cell) for cell in row] for row in islice(rows, _ROWS)]:
            file.write(csv_text(chunk))
    return path


def _cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return writable(cell)
    if isinstance(cell, list | tuple):
        return "\n".join("" if item is None else writable(str(item)).replace("\n", " ") for item in cell)
    return str(cell)
