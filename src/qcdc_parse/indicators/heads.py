"""Heads of tables: the rows that name the columns, merged headings joined, and what each column holds."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import NamedTuple

import regex

from qcdc_parse.indicators import contents
from qcdc_parse.indicators.figures import is_year, read_cell
from qcdc_parse.indicators.grid import Cell, Row, Table
from qcdc_parse.indicators.headings import Kind, fold_heading, kind_of, wording_of
from qcdc_parse.indicators.printedunits import is_unit, unit_in

FIGURES: frozenset[Kind | None] = frozenset({"plan", "result", "rate", "fulfilment", "growth", "period"})
"""Kinds of columns whose numbers are measures."""
_TELLING = FIGURES | {"verdict", "unit", "serial", "count"}
_SEARCHED = 5
"""A head stands in one of the first rows; above it a title or a unit may stand."""
_MOST_ROWS = 4
_NUMBERED = regex.compile(r"\(?(?:\d{1,3}|[A-ZĐ]|[a-zđ])\)?(?:\s?=.*|\s?\(?\d+\s?[=:/].*)?")
_COMPARED = ("so sánh", "so với", "tỷ lệ so", "tỷ lệ %", "%", "so ")
_SAMPLE = 40


class Column(NamedTuple):
    """One column: its joined heading, what it holds, the unit its heading says, the lowest cell of its heading.

    ``under`` is what the heading above says where this one says less (`Kết quả / Tỷ lệ`); ``ticks`` is the wording that a tick
    in it stands for.
    """

    heading: str | None
    kind: Kind | None
    under: Kind | None
    unit: str | None
    ticks: str | None
    cell: Cell


@dataclass(frozen=True, slots=True)
class Head:
    """The columns of a table, which of them names the rows, which counts them; ``rows`` are the texts of the head's own rows."""

    columns: tuple[Column, ...]
    name: int
    group: int | None
    """A column in front of the names whose cells reach over several rows."""
    serial: int | None
    rows: frozenset[tuple[str, ...]]
    begins: frozenset[str]
    firsts: dict[Kind | None, int]
    judging: tuple[int, ...]
    """Columns that judge, in words or by ticks."""
    figures: tuple[tuple[int, Column], ...]
    """Columns whose numbers are measures: they stand behind the names."""

    def first(self, kind: Kind) -> int | None:
        """Return the first column of a kind."""
        return self.firsts.get(kind)

    def has(self, *kinds: Kind) -> bool:
        """Tell whether there is a column of any of some kinds."""
        return any(kind in self.firsts for kind in kinds)

    def repeats(self, row: Row) -> bool:
        """Tell whether a row is one of the head's own, printed again."""
        return row.cells[0].text in self.begins and tuple(cell.text for cell in row.cells) in self.rows


def find_head(table: Table) -> tuple[Head, int] | None:
    """Find the head among the first rows; return it with the index of the row behind it."""
    for index, row in enumerate(table.rows[:_SEARCHED]):
        if _names_columns(row):
            return read_head(table, index)
    return None


def is_head(row: Row, head: Head) -> bool:
    """Tell another head in the middle of a table; the same one on the next page is none.

    Only a row that begins as a head does is looked at.
    """
    return not head.repeats(row) and _begins_head(row)


def _begins_head(row: Row) -> bool:
    first = next((cell.text for cell in row.cells if cell.text), "0")
    if first[0].isdigit():
        return False
    return len(first) <= _FIRST and kind_of(first) in {"serial", "name", "plan"} and _names_columns(row)


_FIRST = 24


def _names_columns(row: Row) -> bool:
    """Tell whether a row says what stands below it: words of headings, and no figure but a year."""
    if len(row.filled) < 2:
        return False
    texts = [cell.text for cell in row.cells if cell.text]
    if any(figures and not is_year(figures[0]) for figures in map(read_cell, texts)):
        return False
    kinds = [kind_of(text) for text in texts]
    return any(kind in _TELLING for kind in kinds) and sum(kind is not None for kind in kinds) * 2 >= len(kinds)


def read_head(table: Table, first: int) -> tuple[Head, int] | None:
    """Read the head that begins with a row; None where no column of it names the rows."""
    rows = table.rows
    stop = first + 1
    while stop < min(first + _MOST_ROWS, len(rows)) and _goes_on(rows[first:stop], rows[stop]):
        stop += 1
    head = rows[first:stop]
    if stop < len(rows) and _is_numbered(rows[stop]):
        stop += 1
    own = {tuple(cell.text for cell in row.cells) for row in head}
    sample = [row for row in rows[stop : stop + _SAMPLE] if tuple(cell.text for cell in row.cells) not in own]
    body = tuple(takewhile(lambda row: not _begins_head(row), sample))
    columns = [_column(_components(head, column), body, column) for column in range(table.width)]
    serial = next((i for i, c in enumerate(columns[:2]) if c.kind == "serial" or (not c.heading and contents.counts(body, i))), None)
    columns = [c._replace(kind="name") if i <= (serial is not None) and _names_bodies(c, body, i) else c for i, c in enumerate(columns)]
    name = next((i for i, c in enumerate(columns) if i != serial and _may_name(c, body, i)), None)
    if name is None:
        return None
    group = None
    named = next((i for i, c in enumerate(columns) if i > name and (c.kind in FIGURES | {"unit"} or _is_named(c, body, i))), name)
    if _is_named(columns[named], body, named) and not all(row.at(name).text for row in body):
        name, group = named, name  # cells of the first column reach over several rows
    columns[name] = columns[name]._replace(kind="name", under=None, ticks=None)
    counted = [i for i, c in enumerate(columns) if c.ticks is None and wording_of(c.cell.text)]
    if len(counted) > 1:  # how many were judged so, and how many so
        columns = [c._replace(kind="count") if i in counted else c for i, c in enumerate(columns)]
    if any(c.kind == "plan" for c in columns) and any(c.kind == "result" for c in columns):
        columns = [c._replace(kind="fulfilment") if c.kind == "rate" and c.under is None and _is_bare(c) else c for c in columns]
    texts = frozenset(tuple(cell.text for cell in row.cells) for row in rows[first:stop])
    firsts: dict[Kind | None, int] = {}
    for index, column in enumerate(columns):
        firsts.setdefault(column.kind, index)
    judging = tuple(index for index, column in enumerate(columns) if column.kind == "verdict")
    figures = tuple(
        (index, column) for index, column in enumerate(columns) if index > name and (column.kind in FIGURES or _holds_results(column))
    )
    return Head(tuple(columns), name, group, serial, texts, frozenset(row[0] for row in texts), firsts, judging, figures), stop


_BARE_RATE = regex.compile(r"%|(?:tỷ lệ|tl|tỷ lệ phần trăm)(?: đạt)?(?: được)?(?: %)?|đạt tỷ lệ(?: %)?")


def _is_bare(column: Column) -> bool:
    """Tell a rate that does not say of what: beside plan and result it is that of the one to the other."""
    return _BARE_RATE.fullmatch(fold_heading(column.cell.text)) is not None


def _goes_on(head: tuple[Row, ...], row: Row) -> bool:
    """Tell a further row of a head: it leaves the first columns to the row above and parts merged headings of it."""
    filled = [column for column in row.filled if row.cells[column].text != head[-1].at(column).text]  # a converter repeats merged cells
    if not filled or filled[0] <= head[0].filled[0] or (len(head[0].filled) > 2 and filled[0] < head[0].filled[1]):
        return False
    texts = [row.cells[column].text for column in filled]
    if any(figures and not is_year(figures[0]) for figures in map(read_cell, texts)):
        return False
    parted = any(not head[-1].at(column).text for column in filled)
    return parted or all(kind_of(text) or wording_of(text) for text in texts)


def _is_numbered(row: Row) -> bool:
    """Tell the row that counts the columns: `A | B | 1 | 2 | 3=2/1`."""
    texts = [row.cells[column].text for column in row.filled]
    if len(texts) < 3 or not all(map(_NUMBERED.fullmatch, texts)):
        return False
    numbers = [int(m[0]) for text in texts if (m := regex.search(r"\d+", text))]
    return len(numbers) > 1 and all(b == a + 1 for a, b in pairwise(numbers))


def _components(head: tuple[Row, ...], column: int) -> list[Cell]:
    """Return the headings above a column from the top down; a merged one is taken from the left."""
    out: list[Cell] = []
    for level, row in enumerate(head):
        cell = row.at(column)
        if not cell.text and not out and any(below.at(column).text for below in head[level + 1 :]):
            left = next((row.at(at) for at in range(column - 1, -1, -1) if row.at(at).text), None)
            cell = left or cell
        elif not cell.text and out and any(below.at(column).text for below in head[level + 1 :]):
            cell = _from_left(head, level, column) or cell
        if cell.text and (not out or fold_heading(out[-1].text) != fold_heading(cell.text)):
            out.append(cell)
    return out


def _from_left(head: tuple[Row, ...], level: int, column: int) -> Cell | None:
    """Return the heading to the left on a lower level, as far as the one above reaches."""
    for at in range(column - 1, -1, -1):
        if head[level].at(at).text:
            return head[level].at(at)
        if head[level - 1].at(at).text:
            return None
    return None


def _column(headings: list[Cell], body: tuple[Row, ...], column: int) -> Column:
    if not headings:
        return Column(None, None, None, None, None, Cell("", 0, 0))
    last = headings[-1]
    joined = " / ".join(" ".join(cell.text.split()) for cell in headings)
    above = [kind for cell in headings[-2::-1] if (kind := kind_of(cell.text)) is not None] if len(headings) > 1 else []
    under = next((kind for kind in above if kind in FIGURES | {"verdict"} and kind != "period"), None)
    ticks = wording_of(last.text)
    if ticks is not None and not contents.has_ticks(body, column):
        ticks = None
    kind = _kind(kind_of(last.text), under, [fold_heading(cell.text) for cell in headings[:-1]])
    if ticks is not None:
        kind = "verdict"
    if kind in {"result", "remark", "fulfilment", None} and contents.judges(body, column):
        under = "result" if kind == "result" else under
        kind = "verdict"
    elif kind == "verdict" and ticks is None and contents.measures(body, column):
        kind = "fulfilment"
    unit = next((unit for cell in reversed(headings) if (unit := unit_in(cell.text))), None)
    return Column(joined, kind, under, unit, ticks, last)


def _kind(own: Kind | None, under: Kind | None, above: list[str]) -> Kind | None:
    """Weigh what a heading says against the one above it."""
    compared = any(text.startswith(_COMPARED) for text in above)
    if compared and own in {"plan", "result", "period"}:
        return "fulfilment" if own == "plan" else "growth"
    if under in {"fulfilment", "growth"} and own in {"plan", "result", "period", "rate", "count", None}:
        return under
    if own in {None, "count", "period", "name"} and under is not None:
        return under
    return own


def _holds_results(column: Column) -> bool:
    """Tell a column of results in which most rows are judged in words."""
    return column.kind == "verdict" and column.under == "result" and column.ticks is None


def _is_named(column: Column, body: tuple[Row, ...], at: int) -> bool:
    """Tell a column of words that is headed as one that names rows."""
    return (column.kind == "name" or fold_heading(column.cell.text) == "chỉ tiêu") and _may_name(column, body, at)


def _names_bodies(column: Column, body: tuple[Row, ...], at: int) -> bool:
    """Tell a column headed `Đơn vị` that names communes or committees from one of units: it stands first, and holds none."""
    texts = [text for row in body if (text := row.at(at).text)]
    return column.kind == "unit" and fold_heading(column.cell.text) == "đơn vị" and bool(texts) and not any(map(is_unit, texts))


def _may_name(column: Column, body: tuple[Row, ...], at: int) -> bool:
    """Tell whether a column names the rows: by its heading, or because words stand in it."""
    if column.kind in {"name", None}:
        return True
    texts = [text for row in body if (text := row.at(at).text)]
    if column.kind == "period":
        return bool(texts) and not column.cell.text.isdigit()
    return column.kind in {"plan", "other"} and 2 * sum(not read_cell(text) for text in texts) > len(texts)
