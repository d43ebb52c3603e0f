"""Tables taken apart: what each column is headed with, which column names the rows, where another head begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from qcdc_parse.indicators.contents import counts
from qcdc_parse.indicators.grid import Row, Table
from qcdc_parse.indicators.headings import Kind, kind_of
from qcdc_parse.indicators.printedunits import is_unit, unit_in, unit_of_table
from qcdc_parse.indicators.rownames import is_sum
from qcdc_parse.report.figures.asked import years_in
from qcdc_parse.report.figures.measures import SHARES
from qcdc_parse.report.figures.wording import Words, words_in

__all__ = ["Grid", "Heading", "grids_of", "heading_of"]


class Heading(NamedTuple):
    """The heading of a column, or the name of a row, taken apart."""

    kind: Kind | None
    unit: str | None
    years: tuple[str, ...]
    words: Words
    share: bool
    summed: bool


@lru_cache(maxsize=4096)
def heading_of(text: str) -> Heading:
    """Take a heading apart.

    >>> heading_of("Năm 2021 / Tỷ lệ (%)")[:3], heading_of("Tổng cộng").summed
    (('rate', '%', ('2021',)), True)
    """
    kind = kind_of(text.rpartition(" / ")[2]) if text else None
    unit = unit_in(text) if text else None
    words = words_in(text)
    share = unit in SHARES or kind in {"rate", "fulfilment"} or "tỉ lệ" in words.folded
    return Heading(kind, unit, years_in(text), words, share, bool(text) and is_sum(text))


class Grid(NamedTuple):
    """A table with its head taken apart: headings by column, rows below, which column names the rows."""

    heads: tuple[Heading, ...]
    rows: Sequence[Row]
    name: int
    units: int | None
    unit: str | None
    """The unit that a line above says of all of it."""


def grids_of(text: str, table: Table) -> Iterator[Grid]:
    """Take a table apart, one grid for each head in it; nothing where no column names the rows."""
    rows = table.rows
    above = text[table.before.start : table.before.end] if table.before is not None else ""
    starts = [0, *(i for i in range(1, len(rows)) if _heads_on(rows[i]) and not _is_head(rows[i - 1]))]
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        grid = _grid(rows[start:end], table.width, above)
        if grid is not None:
            yield grid


def _grid(rows: Sequence[Row], width: int, above: str) -> Grid | None:
    stop = 0
    while stop < len(rows) and _is_head(rows[stop]):
        stop += 1
    if stop == len(rows):
        stop = min(1, len(rows) - 1)
    if stop < len(rows) and stop and _numbers_columns(rows[stop]):
        stop += 1
    body = rows[stop:]
    heads = tuple(heading_of(_heading(rows[:stop], column)) for column in range(width))
    kinds = [head.kind for head in heads]
    serial = next((i for i in range(min(2, width)) if kinds[i] == "serial" or (kinds[i] is None and counts(tuple(body), i))), None)
    name = next((i for i in range(width) if i != serial and _names(body, i)), None)
    if name is None:
        return None
    units = next((i for i in range(name + 1, width) if kinds[i] == "unit" or _holds_units(body, i)), None)
    unit = unit_of_table(above) or next((u for row in rows[:stop] for c in row.cells if (u := unit_of_table(c.text))), None)
    return Grid(heads, body, name, units, unit)


def _heads_on(row: Row) -> bool:
    """Tell a further head in the middle of a table."""
    if len(row.filled) < 2 or not _is_head(row):
        return False
    texts = [row.cells[column].text for column in row.filled]
    return kind_of(texts[0]) in {"serial", "name"} and (len(texts) > 2 or any(map(years_in, texts)))


def _is_head(row: Row) -> bool:
    """Tell a row without figures, years aside, that names several columns or stands alone."""
    values = [cell for cell in row.cells if cell.text and any(map(str.isdigit, cell.text)) and not years_in(cell.text)]
    return not values and bool(row.filled)


def _numbers_columns(row: Row) -> bool:
    texts = [cell.text.strip("()") for cell in row.cells if cell.text]
    if len(texts) <= 2 or any(len(t) > 2 for t in texts):
        return False
    numbers = [int(t) for t in texts if t.isdecimal()]
    return numbers[:1] == [1] and numbers == list(range(1, len(numbers) + 1))


def _heading(head: Sequence[Row], column: int) -> str:
    """Join the headings above a column; a merged one is taken from the left where a lower row parts it."""
    out: list[str] = []
    for level, row in enumerate(head):
        words = row.at(column).text
        if not words and any(below.at(column).text for below in head[level + 1 :]):
            words = next((row.at(at).text for at in range(column - 1, -1, -1) if row.at(at).text), "")
        if words and len(row.filled) > 1 and (not out or out[-1] != words):
            out.append(" ".join(words.split()))
    return " / ".join(out)


def _names(body: Sequence[Row], column: int) -> bool:
    texts = [text for row in body if (text := row.at(column).text)]
    worded = sum(any(map(str.isalpha, t)) or bool(years_in(t)) for t in texts)
    return bool(texts) and 2 * worded > len(texts)


def _holds_units(body: Sequence[Row], column: int) -> bool:
    texts = [text for row in body if (text := row.at(column).text)]
    return bool(texts) and all(map(is_unit, texts))
