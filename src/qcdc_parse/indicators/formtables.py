"""Blanks in tables: cells of dots, and the empty cells of a form that ask for a figure or a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from qcdc_parse.indicators.blankwords import Spot, is_form
from qcdc_parse.indicators.grid import Cell, Row, Table, tables_of
from qcdc_parse.indicators.heads import Head, find_head, read_head
from qcdc_parse.indicators.printedunits import printed_unit, unit_in
from qcdc_parse.passages import Passage

_DOTS = regex.compile(r"[(\[]?\s?(?:(?:[.…_]\s?){2,}|…)\s?[)\]]?\s?(?P<unit>%|‰|\p{L}[\p{L}/ ]{0,24})?")
_FORM_LINE = regex.compile(r"(?<!\p{L})(?:biểu|mẫu|phụ lục|phiếu)(?:\s+(?:mẫu|số|thống kê|tổng hợp))?(?!\p{L})", regex.IGNORECASE)
_GROUP = regex.compile(r"[IVX]{1,5}|[A-ZĐ]")
_LONG = 200
_DASH = 3
"""So many dots, or one `…`, may also say that there is nothing to tell; more are to be written on."""


def blanks_of_tables(text: str, places: Sequence[Passage], known: Sequence[Spot]) -> Iterator[Spot]:
    """Yield the blanks of tables; ``known`` are those found elsewhere, which tell a form."""
    sections = {spot.place.section_id for spot in known if spot.place.section_id is not None}
    for table in tables_of(text, places):
        read = head_of_form(table)
        if read is None:
            continue
        head, first = read
        rows = [row for row in table.rows[first:] if tuple(cell.text for cell in row.cells) not in head.rows]
        asking = [
            index
            for index, column in enumerate(head.columns)
            if index not in (head.name, head.serial) and column.kind != "unit" and column.heading
        ]
        asked = [row for row in rows if asks(row, head)]
        cells = [(row, index) for row in asked for index in asking if waits_for(row.at(index))]
        long = [(row, index) for row, index in cells if len(row.at(index).text) > _DASH]
        form = is_form(table.rows[0].place) or table.rows[0].place.section_id in sections or _is_called_form(text, table)
        waits = (form or bool(long)) and 2 * len(cells) >= len(asked) * len(asking)
        for row, index in cells if waits else long:
            cell = row.at(index)
            label, unit = _label(row, head, index), _unit(cell, row, head, index)
            yield Spot(cell.start, cell.end if cell.text else cell.start, row.place, sure=True, label=label, unit=unit)


def head_of_form(table: Table) -> tuple[Head, int] | None:
    """Find the head of a table with the index of the row behind it; where no words tell one, the first row if it fills every column."""
    return find_head(table) or _first_row(table)


def _first_row(table: Table) -> tuple[Head, int] | None:
    first = table.rows[0]
    filled = len(first.filled) == table.width > 1 and len(table.rows) > 1
    return read_head(table, 0) if filled and not any(any(map(str.isdecimal, cell.text)) for cell in first.cells) else None


def waits_for(cell: Cell) -> bool:
    """Tell whether a cell waits to be filled in: it is empty, or holds dots."""
    return not cell.text or _is_dotted(cell)


def _is_dotted(cell: Cell) -> bool:
    return cell.text[:1] in {".", "…", "_", "(", "["} and _DOTS.fullmatch(cell.text) is not None


def _is_called_form(text: str, table: Table) -> bool:
    above = table.before
    return above is not None and _FORM_LINE.search(text, max(above.start, above.end - _LONG), above.end) is not None


def asks(row: Row, head: Head) -> bool:
    """Tell whether a row asks for something: it has a name, and is no heading of a group of rows."""
    name = row.at(head.name).text
    serial = row.at(head.serial).text if head.serial is not None else ""
    if not any(map(str.isalpha, name)):
        return False
    alone = len(row.filled) == 1 + bool(serial)
    led = name.isupper() or name.endswith(":") or _GROUP.fullmatch(serial.rstrip(".)")) or (not serial and head.first("unit") is not None)
    return not (alone and led)


def _label(row: Row, head: Head, column: int) -> str | None:
    words = [row.at(head.name).text, head.columns[column].heading or ""]
    return " / ".join(" ".join(word.split()).strip(" :") for word in words if word) or None


def _unit(cell: Cell, row: Row, head: Head, column: int) -> str | None:
    """Return the unit behind the dots, of the heading, of the unit column, or in brackets behind the name of the row."""
    m = _DOTS.fullmatch(cell.text) if cell.text else None
    if m and m["unit"]:
        return str(m["unit"]).strip()
    units = head.first("unit")
    printed = row.at(units).text if units is not None and head.columns[column].kind not in {"remark", "reason", "verdict", "other"} else ""
    named = printed_unit(printed) if printed and not any(map(str.isdecimal, printed)) else None
    return head.columns[column].unit or named or unit_in(row.at(head.name).text)
