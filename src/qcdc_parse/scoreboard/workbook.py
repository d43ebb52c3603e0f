"""A scoreboard as a workbook for Excel, by XlsxWriter: every cell is a string, whatever it begins with."""

from __future__ import annotations

import io
from os import PathLike
from pathlib import Path

from qcdc_parse.errors import MissingToolError
from qcdc_parse.scoreboard.models import ScoreTable
from qcdc_parse.scoreboard.table import NO_TARGET

__all__ = ["write_xlsx"]

_LONGEST_CELL = 32_767
"""What Excel takes in a cell."""
_WIDTHS = {
    "section": 28,
    "target": 60,
    "result": 60,
    "wanted": 16,
    "reached": 16,
    "notes": 40,
    "evidence": 40,
    "candidates": 50,
    "reason": 30,
}
_WIDTH = 13

_GREEN, _YELLOW, _RED, _GREY = "#C6EFCE", "#FFEB9C", "#FFC7CE", "#E7E6E6"
_COLOURS = {
    "exceeded": _GREEN,
    "met": _GREEN,
    "on_track": _GREEN,
    "mostly_met": _YELLOW,
    "partly_met": _YELLOW,
    "not_yet_met": _RED,
    "not_met": _RED,
    "not_assessed": _GREY,
    "ambiguous": _YELLOW,
    "unmatched": _GREY,
    NO_TARGET: _GREY,
}
_COLOURED = ("status", "verdict", "computed")
_FIRST = ("target", "wanted", "deadline", "report", "status", "result", "reached", "verdict", "wording", "reason", "computed", "notes")
"""What people read first; what leads back to the documents stands behind."""


def write_xlsx(table: ScoreTable, path: str | PathLike[str]) -> None:
    """Write a table beside a frozen column, under a frozen header with a filter; judgements and open entries are coloured.

    :raises MissingToolError: XlsxWriter is not installed.
    """
    try:
        import xlsxwriter
    except ImportError as error:
        raise MissingToolError(str(path), "needs XlsxWriter: pip install 'qcdc-parse[xlsx]'") from error
    memory = io.BytesIO()
    book = xlsxwriter.Workbook(memory, {"in_memory": True})
    sheet = book.add_worksheet("scoreboard")
    head = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    coloured = {word: book.add_format({"text_wrap": True, "valign": "top", "bg_color": colour}) for word, colour in _COLOURS.items()}
    columns = [*_FIRST, *(name for name in table.columns if name not in _FIRST)]
    for at, name in enumerate(columns):
        sheet.set_column(at, at, _WIDTHS.get(name, _WIDTH))
        sheet.write_string(0, at, name, head)
    for number, row in enumerate(table.rows, 1):
        cells = dict(zip(table.columns, row, strict=True))
        for at, name in enumerate(columns):
            look = coloured.get(cells[name], plain) if name in _COLOURED else plain
            sheet.write_string(number, at, cells[name][:_LONGEST_CELL], look)
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.print_area(0, 0, len(table.rows), len(_FIRST) - 1)
    sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    book.close()
    Path(path).write_bytes(memory.getvalue())
