"""The draft: a record, with the ways it is handed to people."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from qcdc_parse.errors import MissingToolError
from qcdc_parse.report.contents import SCHEMA_VERSION, DraftContents
from qcdc_parse.report.models import Cell

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["SCHEMA_VERSION", "ReportDraft"]


class ReportDraft(DraftContents):
    """Dự thảo báo cáo tổng hợp: one report out of the submissions of many units, nothing in it that they do not say."""

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
