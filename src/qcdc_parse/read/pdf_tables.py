"""Ruled tables of a PDF, through pdfplumber: it is slow and exact, so only pages that have rules are given to it."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qcdc_parse.source_map import Box

if TYPE_CHECKING:
    import pdfplumber.table


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table: its box on the page and the text of its cells, row by row."""

    box: Box
    rows: tuple[tuple[str, ...], ...]

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point of the page lies inside."""
        left, top, right, bottom = self.box
        return left <= x <= right and top <= y <= bottom


def find_tables(data: bytes, pages: Iterable[int]) -> dict[int, tuple[Table, ...]]:
    """Return the tables of some pages (counted from 0); a page pdfplumber cannot read has none."""
    import pdfplumber  # slow to import: loaded for ruled pages only

    found: dict[int, tuple[Table, ...]] = {}
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            for index in pages:
                page = pdf.pages[index]
                tables = tuple(_table(t) for t in page.find_tables())
                page.close()
                found[index] = tuple(t for t in tables if len(t.rows) > 1 and len(t.rows[0]) > 1)
    except Exception:  # noqa: BLE001  pdfminer lets errors of any class out of damaged files; the caller notes the pages
        return found
    return found


def _table(found: pdfplumber.table.Table) -> Table:
    rows = tuple(tuple(" ".join((cell or "").split()) for cell in row) for row in found.extract())
    left, top, right, bottom = found.bbox
    return Table((round(left, 1), round(top, 1), round(right, 1), round(bottom, 1)), rows)
