"""Figures in tables: rows and columns found by their names, in any order, either way round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qcdc_parse.indicators.contents import counts
from qcdc_parse.indicators.grid import Cell, Row, Table
from qcdc_parse.indicators.headings import kind_of
from qcdc_parse.indicators.printedunits import is_unit, printed_unit, unit_in, unit_of_table
from qcdc_parse.indicators.rownames import is_sum
from qcdc_parse.report.figures.asked import Asked, years_in
from qcdc_parse.report.figures.fitting import Fit, best_fit, column_of, may_measure
from qcdc_parse.report.figures.found import DIRECT, TOTAL, Found
from qcdc_parse.report.figures.measures import SHARES, worth
from qcdc_parse.report.figures.scanning import Item, value_of_cell
from qcdc_parse.report.figures.wording import Words, words_in

__all__ = ["Grid", "grids_of", "read_table"]

_NAMES = 0.7
_BESIDE = 0.6
_SKIPPED = frozenset({"serial", "unit", "remark", "reason", "verdict", "other"})
_PREFERRED = frozenset({"result", "count"})


class Grid(NamedTuple):
    """A table with its head taken apart: headings by column, rows below, which column names the rows."""

    heads: tuple[str, ...]
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
    heads = tuple(_heading(rows[:stop], column) for column in range(width))
    kinds = [kind_of(head.rpartition(" / ")[2]) if head else None for head in heads]
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


def read_table(text: str, grid: Grid, fields: Sequence[Asked], others: Sequence[Asked], own: frozenset[str]) -> Iterator[Found]:
    """Yield the values that a table gives for the fields of its place; ``others`` are fields beside, which must be named in full."""
    rows = _rows(grid, fields, others, own)
    if rows:
        for index, asked in rows.items():
            yield from _row(text, grid, grid.rows[index], asked, (*fields, *others))
    else:
        yield from _turned(text, grid, fields, own)


def _rows(grid: Grid, fields: Sequence[Asked], others: Sequence[Asked], own: frozenset[str]) -> dict[int, Asked]:
    """Return which row is of which field: of several that may be, those that fit best."""
    claims: dict[str, list[tuple[float, int, Asked]]] = {}
    lead: Asked | None = None
    for index, row in enumerate(grid.rows):
        words = row.at(grid.name).text
        if not words or years_in(words) == (words,):
            continue
        said = words_in(words)
        best = best_fit(fields, said, own, lead, _NAMES)
        if best is None:
            best = _only(row, fields, said, own)
        if best is None and (beside := best_fit(others, said, own, lead, _BESIDE)) is not None and beside[1].extra == 0:
            best = beside
        if (best is None or not best[0].share) and lead is not None and _row_unit(grid, row) in SHARES:
            best = _share_of(lead, said, fields, own) or best
        if best is None or (is_sum(words) and best[0].words.folded != said.folded):
            continue
        asked, fit = best
        lead = lead if asked.weak or asked.share else asked
        claims.setdefault(asked.field.id, []).append((fit.covered - 0.1 * fit.extra, index, asked))
    out: dict[int, Asked] = {}
    for several in claims.values():
        top = max(score for score, _, _ in several)
        out.update({index: asked for score, index, asked in several if score == top})
    return dict(sorted(out.items()))


def _only(row: Row, fields: Sequence[Asked], said: Words, own: frozenset[str]) -> tuple[Asked, Fit] | None:
    """Return the one field of the slot that a row was aligned to, where its name says nothing else."""
    able = [a for a in fields if a.slot == row.place.section_id and not a.share]
    if len(able) != 1 or not said.content or said.narrow - able[0].narrow or said.content - able[0].known - own:
        return None
    return able[0], Fit(len(said.content) / (len(able[0].weights) + 1), 0)


def _row_unit(grid: Grid, row: Row) -> str | None:
    """Return the unit that a row says, in its own column or behind its name or one figure."""
    printed = row.at(grid.units).text if grid.units is not None else ""
    return printed or unit_in(row.at(grid.name).text)


def _share_of(lead: Asked, said: Words, fields: Sequence[Asked], own: frozenset[str]) -> tuple[Asked, Fit] | None:
    """Return the share that goes on with the row above, where a row in per cent names nothing else."""
    shares = [a for a in fields if a.share and a.weak and a.lead == lead.field.id]
    if len(shares) != 1 or said.narrow - shares[0].narrow or said.content - lead.known - own:
        return None
    return shares[0], Fit(1.0, 0)


def _row(text: str, grid: Grid, row: Row, asked: Asked, every: Sequence[Asked]) -> Iterator[Found]:
    cells = [(c, item) for c in range(grid.name + 1, len(row.cells)) if c != grid.units and (item := _value(text, row, c)) is not None]
    cells = [(c, item) for c, item in cells if _kind(grid, c) not in _SKIPPED or asked.columns]
    plain = [(c, item) for c, item in cells if not _is_share(grid, c, item)]
    if not asked.columns and not asked.share and len(plain) > 1:
        liked = [(c, item) for c, item in plain if _kind(grid, c) in _PREFERRED]
        plain = liked if len(liked) == 1 else plain
    for column, item in cells:
        head = words_in(grid.heads[column])
        meant: Asked | None = asked
        if _is_share(grid, column, item) and not asked.share:
            shares = [a for a in every if a.share and a.slot == asked.slot and asked.field.id in {a.lead, a.field.part_of}]
            meant = shares[0] if len(shares) == 1 else None
        if meant is None:
            continue
        if meant is asked and not asked.columns and (column, item) not in plain and not asked.share:
            continue
        chosen, doubt = column_of(meant, years_in(grid.heads[column]), head.every)
        if meant.by_year and chosen is None and is_sum(grid.heads[column]):
            yield _found(grid, row, row.at(grid.name), column, item, meant, None, None)._replace(rank=TOTAL)
            continue
        if doubt == "other year" or (doubt is not None and len(cells) > 1 and meant.columns):
            continue
        if not meant.columns and meant is asked and not asked.share and len(plain) > 1:
            doubt = "several columns of the table may be meant"
        yield _found(grid, row, row.at(grid.name), column, item, meant, chosen.name if chosen else None, doubt)


def _turned(text: str, grid: Grid, fields: Sequence[Asked], own: frozenset[str]) -> Iterator[Found]:
    """Read a table whose rows are years or columns of the fields, and whose columns are the fields."""
    meant: dict[int, Asked] = {}
    lead: Asked | None = None
    for column in range(len(grid.heads)):
        if column in {grid.name, grid.units} or _kind(grid, column) == "serial":
            continue
        head = grid.heads[column]
        said = words_in(head)
        share = unit_in(head) in SHARES or "tỉ lệ" in said.folded
        able = [a for a in fields if a.share == share and a not in meant.values()]
        best = best_fit(able, said, own, lead, _NAMES)
        if best is not None:
            meant[column] = best[0]
        elif (
            len(able) == 1
            and not said.narrow
            and not (said.content - able[0].known - own)
            and _kind(grid, column) not in {"remark", "reason"}
        ):
            meant[column] = able[0]
        if column in meant and not meant[column].share:
            lead = meant[column]
    for row in grid.rows:
        name = row.at(grid.name)
        summed = is_sum(name.text)
        for column, asked in meant.items():
            item = _value(text, row, column)
            if item is None or not asked.columns:
                continue
            chosen, doubt = column_of(asked, years_in(name.text), words_in(name.text).every)
            if summed and asked.by_year:
                yield _found(grid, row, name, column, item, asked, None, None)._replace(rank=TOTAL)
            elif doubt is None:
                yield _found(grid, row, name, column, item, asked, chosen.name if chosen else None, None)


def _value(text: str, row: Row, column: int) -> Item | None:
    cell = row.at(column)
    return value_of_cell(text, cell.start, cell.end) if cell.text else None


def _kind(grid: Grid, column: int) -> str | None:
    return kind_of(grid.heads[column].rpartition(" / ")[2]) if grid.heads[column] else None


def _is_share(grid: Grid, column: int, item: Item) -> bool:
    return item.measure in SHARES or (
        item.measure is None and (unit_in(grid.heads[column]) in SHARES or _kind(grid, column) in {"rate", "fulfilment"})
    )


def _found(grid: Grid, row: Row, name: Cell, column: int, item: Item, asked: Asked, chosen: str | None, doubt: str | None) -> Found:
    printed = row.at(grid.units).text if grid.units is not None else ""
    measure = item.measure or (printed_unit(printed) if printed and is_unit(printed) else None)
    measure = measure or unit_in(grid.heads[column]) or unit_in(name.text)
    if measure is None and grid.unit is not None and (worth(grid.unit) is None) != asked.paid:
        measure = grid.unit
    if item.kind == "number" and measure is not None:
        mixed = (measure in SHARES) != asked.share and item.of is None
        counted = asked.unit is not None and not asked.share and worth(measure) is None and worth(asked.unit) is None
        mixed = mixed or (counted and not may_measure(asked, item._replace(measure=measure)))
        if mixed or (worth(measure) is not None and not asked.paid and asked.unit is not None):
            doubt = doubt or "in a measure that the field is not given in"
    if asked.share and item.kind == "nil":
        doubt = doubt or "none of nothing is no share"
    cell = row.at(column)
    start = min(name.start, cell.start) if name.text else cell.start
    return Found(
        asked, chosen, item, start, max(cell.end, name.end if name.start > cell.start else 0), DIRECT, item.doubt or doubt, measure
    )
