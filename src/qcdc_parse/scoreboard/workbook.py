"""A scoreboard as a workbook for Excel: every cell is a string, whatever it begins with."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from qcdc_parse.scoreboard.models import ScoreTable
from qcdc_parse.scoreboard.table import NO_TARGET
from qcdc_parse.workbook import JUDGEMENT_COLOURS, Colour, Column, Shaded, Sheet, Value, workbook_bytes

__all__ = ["write_xlsx"]

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

_COLOURS: dict[str, Colour] = {**JUDGEMENT_COLOURS, NO_TARGET: "grey"}
_COLOURED = ("status", "verdict", "computed")
_FIRST = ("target", "wanted", "deadline", "report", "status", "result", "reached", "verdict", "wording", "reason", "computed", "notes")
"""What people read first; what leads back to the documents stands behind."""


def write_xlsx(table: ScoreTable, path: str | PathLike[str]) -> None:
    """Write a table beside a frozen column, under a frozen header with a filter; judgements and open entries are coloured.

    :raises MissingToolError: XlsxWriter is not installed.
    """
    names = [*_FIRST, *(name for name in table.columns if name not in _FIRST)]
    rows = (dict(zip(table.columns, row, strict=True)) for row in table.rows)
    sheet = Sheet(
        name="scoreboard",
        columns=[Column(name, _WIDTHS.get(name, _WIDTH)) for name in names],
        rows=[[_cell(name, cells[name]) for name in names] for cells in rows],
        printed=len(_FIRST),
    )
    Path(path).write_bytes(workbook_bytes([sheet], wanted_by=str(path), extra="xlsx"))


def _cell(name: str, word: str) -> Value:
    colour = _COLOURS.get(word) if name in _COLOURED else None
    return Shaded(word, colour) if colour else word
