"""What every sheet is written with: the draft looked up, links to the files."""

from __future__ import annotations

import os
from pathlib import Path

from qcdc_parse.report.contents import DraftContents
from qcdc_parse.report.index import Index
from qcdc_parse.report.models import Cell, Quote
from qcdc_parse.report.wording import NOBODY, cell_colour, cell_word, file_name
from qcdc_parse.workbook import Link, Shaded, Value

__all__ = ["Desk"]


class Desk:
    """Cells that several sheets have."""

    def __init__(self, draft: DraftContents, folder: Path) -> None:
        self.draft = draft
        self.index = Index(draft)
        self.order = {unit.name: n for n, unit in enumerate(draft.units)}
        self._links = [Link(file_name(s), self._path(s.path, folder)) for s in draft.submissions]

    @staticmethod
    def _path(path: str, folder: Path) -> str:
        """Write the way from the workbook's folder to a file; the whole way where there is none (another drive)."""
        try:
            return os.path.relpath(path, folder).replace(os.sep, "/")
        except ValueError:
            return str(Path(path).absolute())

    def file(self, submission: int | None) -> Value:
        """Return the link to a submission."""
        return None if submission is None else self._links[submission]

    def place(self, quote: Quote | None) -> tuple[Value, Value, Value]:
        """Return file, page and paragraph of words."""
        return (None, None, None) if quote is None else (self.file(quote.submission), quote.page, quote.paragraph)

    def slot(self, slot_id: str | None) -> str:
        """Return labels and heading of a slot."""
        return self.index.where(slot_id)

    def field(self, field_id: str | None) -> str:
        """Return what a field asks for."""
        field = self.index.fields.get(field_id or "")
        return field.label if field is not None else field_id or ""

    def slot_of_field(self, field_id: str) -> str:
        """Return labels and heading of the slot that a field stands in."""
        return self.slot(field_id.rpartition("#")[0])

    def unit(self, name: str | None) -> str:
        """Return the name of a unit."""
        return name or NOBODY

    def rank(self, unit: str | None) -> int:
        """Return the place of a unit in the draft."""
        return self.order.get(unit or "", len(self.order))

    def verdict(self, cell: Cell) -> Value:
        """Return the word for a cell of the matrix, on its colour."""
        words = cell_word(cell) + (f": {cell.result}" if cell.result else "") + (f" ({cell.reason})" if cell.reason else "")
        colour = cell_colour(cell)
        return Shaded(words, colour) if colour else words
