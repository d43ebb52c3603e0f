"""The draft as a workbook: what people read first stands first."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from qcdc_parse.report.contents import DraftContents
from qcdc_parse.report.seal import BLANK_SEAL, write_free
from qcdc_parse.report.xlsx import numbers, sheets
from qcdc_parse.report.xlsx.desk import Desk
from qcdc_parse.workbook import workbook_bytes

__all__ = ["write_xlsx", "xlsx_bytes"]


def write_xlsx(draft: DraftContents, path: str | PathLike[str]) -> Path:
    """Write a draft and return where; beside a file that a person has changed since, under the next free name.

    :raises MissingToolError: XlsxWriter is not installed.
    :raises OSError: the file cannot be written.
    """
    return write_free(xlsx_bytes(draft, Path(path).parent), path)


def xlsx_bytes(draft: DraftContents, folder: Path) -> bytes:
    """Return a draft as a workbook that will stand in a folder: links to the submissions lead from there."""
    desk = Desk(draft, folder)
    made = (
        sheets.overview(desk),
        numbers.matrix(desk),
        numbers.details(desk),
        numbers.figures(desk),
        numbers.totals(desk),
        sheets.answers(desk),
        sheets.missing(desk),
        sheets.conflicts(desk),
        sheets.sources(desk),
    )
    return workbook_bytes(made, wanted_by="draft.xlsx", extra="report", status=BLANK_SEAL)
