"""Tables of an outline: rows that ask for figures, tables whose rows units write themselves, rows that only say what to tell."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from qcdc_parse.indicators.formtables import asks, head_of_form, waits_for
from qcdc_parse.indicators.grid import Cell, Row, Table
from qcdc_parse.indicators.heads import Head
from qcdc_parse.indicators.hierarchy import taken_apart
from qcdc_parse.indicators.printedunits import printed_unit, unit_in, unit_of_table
from qcdc_parse.report.outline.sentences import Asked, rate_unit
from qcdc_parse.report.outline.wording import clean, is_whole

__all__ = ["Grid", "read_grid"]

_WORDS = frozenset({"serial", "unit", "name", "other", "reason", "remark", "verdict"})
"""Kinds of columns that want no figure."""
_YEAR = re.compile(r"(?:năm\s+)?(?P<year>(?:19|20)\d\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Grid:
    """What one table asks: figures, or columns to be filled by rows of the unit's own, or what its rows say is to be told."""

    asked: tuple[Asked, ...] = ()
    columns: tuple[str, ...] = ()
    told: tuple[tuple[int, int], ...] = ()


def read_grid(text: str, table: Table, known: int) -> Grid:
    """Read one table of an outline; ``known`` counts the figures of the slot ahead of it."""
    read = head_of_form(table)
    if read is None:
        return Grid(told=tuple((row.cells[0].start, row.end) for row in table.rows if row.filled))
    head, first = read
    rows = [_shifted(row, head) for row in table.rows[first:] if not head.repeats(row)]
    headings = _headings(head)
    figures = [
        i for i, c in enumerate(head.columns) if c.kind not in _WORDS and i not in (head.name, head.serial, head.group) and c.heading
    ]
    periods = [row for row in rows if _YEAR.fullmatch(row.at(head.name).text.strip())]
    if len(periods) > 1 and figures and all(waits_for(row.at(i)) for row in periods for i in figures):
        return Grid(asked=_by_period(periods, head, headings, figures))
    named = [row for row in rows if _is_named(row, head)]
    if not named:
        return Grid(columns=tuple(headings))
    figures = [
        i for i, c in enumerate(head.columns) if c.kind not in _WORDS and i not in (head.name, head.serial, head.group) and c.heading
    ]
    waiting = [i for i in figures if any(waits_for(row.at(i)) for row in named)]
    if not waiting:
        return Grid(told=tuple((row.at(head.name).start, row.end) for row in named if asks(row, head) or len(row.filled) > 1))
    names = _names(head, waiting, headings)
    above = unit_of_table(text[table.before.start : table.before.end]) if table.before else None
    return Grid(asked=_asked(named, head, {i: names[i] for i in waiting}, above, known))


def _by_period(rows: list[Row], head: Head, headings: list[str], figures: list[int]) -> tuple[Asked, ...]:
    """Read a table whose rows are years: each column is a figure, with one value a year."""
    years = tuple(dict.fromkeys(_plain(row.at(head.name).text) for row in rows))
    names = _names(head, figures, headings)
    start, end = rows[0].cells[0].start, rows[-1].end
    return tuple(Asked(names[i], head.columns[i].unit or rate_unit(names[i]), years, None, start, end) for i in figures)


def _shifted(row: Row, head: Head) -> Row:
    """Move the cells of a row without a serial number that lost its empty first cell under their columns."""
    words = row.cells[0].text
    if head.serial != 0 or len(row.cells) >= len(head.columns) or len(words.split()) < 2 or len(row.filled) == 1:
        return row
    return replace(row, cells=(Cell("", row.cells[0].start, row.cells[0].start), *row.cells))


def _is_named(row: Row, head: Head) -> bool:
    cell = row.at(head.name)
    return any(map(str.isalpha, cell.text)) and not waits_for(cell)


def _headings(head: Head) -> list[str]:
    """Return the heading of each column, the lowest of merged ones; empty where it has none."""
    return [_plain(column.cell.text) for column in head.columns]


def _plain(heading: str) -> str:
    words = " ".join(heading.split())
    year = _YEAR.fullmatch(words)
    return year["year"] if year else words


def _names(head: Head, columns: list[int], headings: list[str]) -> dict[int, str]:
    """Name columns by their lowest heading where no other is called so, else by all headings above each other."""
    twice = Counter(headings[i] for i in columns)
    joined = {i: " / ".join(map(_plain, (head.columns[i].heading or "").split(" / "))) for i in columns}
    return {i: headings[i] if twice[headings[i]] == 1 else joined[i] for i in columns}


def _asked(rows: list[Row], head: Head, columns: dict[int, str], above: str | None, known: int) -> tuple[Asked, ...]:
    labels = Counter(clean(row.at(head.name).text) for row in rows if asks(row, head))
    out: list[Asked] = []
    group = ""
    whole: int | None = None
    for row in rows:
        waits = [i for i in columns if waits_for(row.at(i))]
        style, name = taken_apart(row.at(head.serial).text if head.serial is not None else "", row.at(head.name).text)
        label = clean(name)
        if not asks(row, head) or not waits or not label:
            group = clean(row.at(head.name).text) if label else group
            continue
        unit = _unit(row, head, waits, above)
        part = None
        if is_whole("share", label) and (unit or "%").startswith("%") and out:
            part, unit = known + len(out) - 1, unit or "%"
        elif style == "part" or (style in {"dash", "plus"} and whole is not None and unit and out[whole - known].unit == unit):
            part = whole
        else:
            whole = known + len(out)
        if labels[clean(row.at(head.name).text)] > 1 and group:
            label = f"{group} / {label}"
        out.append(Asked(label, unit, tuple(columns[i] for i in waits), part, row.at(head.name).start, row.end))
    return tuple(out)


def _unit(row: Row, head: Head, columns: list[int], above: str | None) -> str | None:
    """Return the unit of a row: its unit column, its name, what all columns say, what stands above the table."""
    units = head.first("unit")
    printed = row.at(units).text if units is not None else ""
    if printed and not any(map(str.isdecimal, printed)):
        return printed_unit(printed)
    named = unit_in(row.at(head.name).text)
    if named:
        return named
    said = {head.columns[i].unit for i in columns}
    if said != {None}:
        return said.pop() if len(said) == 1 else None
    return rate_unit(row.at(head.name).text) or above
