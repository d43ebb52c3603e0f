"""The draft: a record, with the ways it is handed to people."""

from __future__ import annotations

from collections import Counter
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from qcdc_parse.errors import MissingToolError
from qcdc_parse.report.contents import SCHEMA_VERSION, DraftContents
from qcdc_parse.report.docx import write_docx
from qcdc_parse.report.models import Cell
from qcdc_parse.report.seal import write_whole
from qcdc_parse.report.xlsx import write_xlsx

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["SCHEMA_VERSION", "ReportDraft"]


class ReportDraft(DraftContents):
    """Dự thảo báo cáo tổng hợp: one report out of the submissions of many units, nothing in it that they do not say."""

    def to_docx(self, path: str | PathLike[str], template: str | PathLike[str] | None = None) -> Path:
        """Write the draft as a report in Party form, every passage with its source as a comment, and return where it was written.

        A file that a person has changed since it was written is left as it is: the draft is written beside it (``draft-2.docx``).
        Needs docxtpl: ``pip install 'qcdc-parse[report]'``.

        :param template: a DOCX of your own with ``{{ body }}`` alone in a paragraph.
        :raises MissingToolError: docxtpl is not installed.
        :raises ReadError: the template cannot be used.
        :raises OSError: the file cannot be written.
        """
        return write_docx(self, path, template)

    def to_xlsx(self, path: str | PathLike[str]) -> Path:
        """Write the draft as a workbook for Excel, and return where; a file that a person has changed since is left as it is.

        No cell is a formula; links lead to the submissions. Needs XlsxWriter: ``pip install 'qcdc-parse[report]'``.

        :raises MissingToolError: XlsxWriter is not installed.
        :raises OSError: the file cannot be written.
        """
        return write_xlsx(self, path)

    def to_json(self, path: str | PathLike[str]) -> Path:
        """Write the whole record as JSON, over what stands there, and return where.

        :raises OSError: the file cannot be written.
        """
        return write_whole((self.model_dump_json(indent=2) + "\n").encode(), Path(path))

    def matrix(self) -> pd.DataFrame:
        """Return units by targets: what each unit says of each target.

        Cells are verdicts (``met``, ``not_yet_met``, …), ``none`` where an answer was found that says no verdict, and ``ambiguous``,
        ``unmatched``, ``not_submitted``. Needs pandas: ``pip install 'qcdc-parse[report]'``.

        :raises MissingToolError: pandas is not installed.
        """
        try:
            import pandas as pd
        except ImportError as error:
            raise MissingToolError("matrix", "needs pandas: pip install 'qcdc-parse[report]'") from error
        rows = self.targets.rows
        said = Counter(row.target.statement for row in rows)
        names = [t.statement if said[t.statement] == 1 else f"{t.statement} ({t.id})" for t in (row.target for row in rows)]
        cells = {name: {cell.unit: _word(cell) for cell in row.cells} for name, row in zip(names, rows, strict=True)}
        return pd.DataFrame(cells, index=pd.Index(self.targets.units, name="unit"), columns=pd.Index(names, name="target"))


def _word(cell: Cell) -> str:
    return cell.status if cell.status != "matched" else cell.verdict or "none"
