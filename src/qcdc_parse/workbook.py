"""Sheets of an Excel workbook: the one place that loads XlsxWriter. Words stay words, whatever they begin with."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from qcdc_parse.errors import MissingToolError
from qcdc_parse.spreadsheet import writable

__all__ = ["CUT", "JUDGEMENT_COLOURS", "Colour", "Column", "Link", "Shaded", "Sheet", "Value", "workbook_bytes"]

CUT = " … [cắt bớt: quá dài cho một ô]"
"""Stands at the end of words that Excel takes no more of in a cell."""

_LONGEST_CELL = 32_767
"""What Excel takes in a cell, in UTF-16 units."""
_LONGEST_LINK = 2_000
_MOST_LINKS = 65_000
_MOST_ROWS = 1_048_576
"""Bounds of Excel: an address, the addresses of a sheet (both a little below), its rows."""
_ESCAPED = '%#: "<>[]^`{}'
"""What would be read as part of an address, and not of a path."""

Colour = Literal["green", "yellow", "red", "grey"]
JUDGEMENT_COLOURS: dict[str, Colour] = {
    **dict.fromkeys(("exceeded", "met", "on_track"), "green"),
    **dict.fromkeys(("mostly_met", "partly_met", "ambiguous"), "yellow"),
    **dict.fromkeys(("not_yet_met", "not_met"), "red"),
    **dict.fromkeys(("not_assessed", "unmatched"), "grey"),
}
_COLOURS: dict[Colour, str] = {"green": "#C6EFCE", "yellow": "#FFEB9C", "red": "#FFC7CE", "grey": "#E7E6E6"}


@dataclass(frozen=True, slots=True)
class Shaded:
    """Words on a colour; they say what the colour says."""

    text: str
    colour: Colour


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to a file; the path is relative to the workbook, or absolute."""

    text: str
    path: str


Value = str | float | Shaded | Link | None
"""What a cell holds; None leaves it empty."""


@dataclass(frozen=True, slots=True)
class Column:
    """Heading of a column and its width, in letters."""

    title: str
    width: float = 13


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table under a frozen header with a filter."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]
    frozen: int = 1
    """How many columns stay in view."""
    printed: int | None = None
    """How many columns are printed; None: all."""


def workbook_bytes(sheets: Iterable[Sheet], *, wanted_by: str, extra: str, status: str = "") -> bytes:
    """Return a workbook. What Excel has no room for is cut, and the cell or the last row says so.

    :param wanted_by: the file it is for, named by the error.
    :param extra: optional dependency that brings XlsxWriter.
    :param status: kept in the file's properties.
    :raises MissingToolError: XlsxWriter is not installed.
    """
    try:
        import xlsxwriter
    except ImportError as error:
        raise MissingToolError(wanted_by, f"needs XlsxWriter: pip install 'qcdc-parse[{extra}]'") from error
    memory = io.BytesIO()
    book = xlsxwriter.Workbook(memory, {"in_memory": True})
    book.set_properties({"status": status})
    looks = _Looks(book)
    for sheet in sheets:
        _write(book.add_worksheet(sheet.name), sheet, looks)
    book.close()
    return memory.getvalue()


class _Looks:
    """The formats of a workbook."""

    def __init__(self, book: Any) -> None:
        wrapped = {"text_wrap": True, "valign": "top"}
        self.head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.plain = book.add_format(wrapped)
        self.number = book.add_format({"valign": "top", "num_format": "#,##0.######"})
        self.whole = book.add_format({"valign": "top", "num_format": "#,##0"})
        self.link = book.add_format(wrapped | {"font_color": "#0563C1", "underline": 1})
        self.coloured = {colour: book.add_format(wrapped | {"bg_color": code}) for colour, code in _COLOURS.items()}


def _write(page: Any, sheet: Sheet, looks: _Looks) -> None:
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, column.width)
        page.write_string(0, at, _fitting(column.title), looks.head)
    page.set_row(0, _height(sheet.columns, [column.title for column in sheet.columns]))
    last = links = 0
    for number, row in enumerate(sheet.rows, 1):
        last = number
        if number == _MOST_ROWS - 1:
            page.write_string(number, 0, CUT.strip(), looks.plain)
            break
        page.set_row(number, _height(sheet.columns, row))
        for at, value in enumerate(row):
            if isinstance(value, Link):
                links += 1
            _write_cell(page, number, at, value, looks, linked=links <= _MOST_LINKS)
    page.freeze_panes(1, sheet.frozen)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.print_area(0, 0, last, (sheet.printed or len(sheet.columns)) - 1)
    page.autofilter(0, 0, last, len(sheet.columns) - 1)


def _height(columns: Sequence[Column], row: Sequence[Value]) -> float:
    """Return room for the lines that the words of a row take, in points: Excel measures them when it opens a file, LibreOffice does not."""
    lines = 1
    for column, value in zip(columns, row, strict=True):
        text = value.text if isinstance(value, Shaded | Link) else value
        if isinstance(text, str) and (len(text) > column.width or "\n" in text):
            lines = max(lines, sum(-(-len(line) // max(int(column.width), 1)) or 1 for line in text[:_SEEN].split("\n")))
    return min(lines * _LINE, _TALLEST)


_LINE, _TALLEST = 15.0, 409.0
"""A line, and the tallest row that Excel has, in points."""
_SEEN = 4_000
"""Longer words fill the tallest row."""


def _write_cell(page: Any, row: int, at: int, value: Value, looks: _Looks, *, linked: bool) -> None:
    if value is None or value == "":
        return
    if isinstance(value, Shaded):
        page.write_string(row, at, _fitting(value.text), looks.coloured[value.colour])
    elif isinstance(value, Link):
        address = _address(value.path)
        if linked and len(address) <= _LONGEST_LINK:
            page.write_url(row, at, address, looks.link, _fitting(value.text, 255))
        else:
            page.write_string(row, at, _fitting(value.text), looks.plain)
    elif isinstance(value, str):
        page.write_string(row, at, _fitting(value), looks.plain)
    elif math.isfinite(value):
        page.write_number(row, at, value, looks.whole if value == int(value) else looks.number)
    else:
        page.write_string(row, at, str(value), looks.plain)


def _address(path: str) -> str:
    """Write a path so that nothing in it is read as an anchor, an escape or another kind of address."""
    drive, rest = (
        (path[:2], path[2:]) if path[1:2] == ":" and path[2:3] in {"/", "\\"} else ("" if path.startswith(("/", "\\")) else "./", path)
    )
    return f"external:{drive}" + "".join(f"%{ord(c):02x}" if c in _ESCAPED else c for c in writable(rest))


def _fitting(text: str, room: int = _LONGEST_CELL) -> str:
    text = writable(text)
    if len(text) <= room // 2 or len(text.encode("utf-16-le")) // 2 <= room:
        return text
    kept = text.encode("utf-16-le")[: 2 * (room - len(CUT))].decode("utf-16-le", "ignore")
    return kept + CUT
