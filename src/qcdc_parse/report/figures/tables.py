"""Figures in tables: rows and columns found by their names, in any order, either way round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qcdc_parse.indicators.grid import Cell, Row
from qcdc_parse.indicators.printedunits import is_unit, printed_unit
from qcdc_parse.report.figures.asked import Asked, fold_column
from qcdc_parse.report.figures.fitting import Fit, best_fit, column_of, may_measure
from qcdc_parse.report.figures.found import DIRECT, TOTAL, Found
from qcdc_parse.report.figures.grids import Grid, heading_of
from qcdc_parse.report.figures.loosely import mended, shortened
from qcdc_parse.report.figures.measures import SHARES, factor, worth
from qcdc_parse.report.figures.scanning import Item, value_of_cell
from qcdc_parse.report.figures.wording import Words

__all__ = ["read_table"]

_NAMES = 0.7
_BESIDE = 0.6
_SURE = 0.99
_SKIPPED = frozenset({"serial", "unit", "remark", "reason", "verdict", "other"})
_ASIDE = frozenset({"serial", "unit", "remark", "reason"})
_PREFERRED = frozenset({"result", "count"})


def read_table(text: str, grid: Grid, fields: Sequence[Asked], others: Sequence[Asked], own: frozenset[str]) -> Iterator[Found]:
    """Yield the values that a table gives for the fields of its place; ``others`` are fields beside, which must be named in full."""
    rows = _rows(grid, fields, others, own)
    if rows:
        above: Asked | None = None
        for index, row in enumerate(grid.rows):
            if index in rows:
                above, alone = rows[index]
                for one in _row(text, grid, row, above, (*fields, *others)):
                    yield one if alone else one._replace(doubt=one.doubt or "bảng có nhiều dòng ứng với nội dung này")
            elif above is not None:
                yield from _below(text, grid, row, above)
    else:
        yield from _turned(text, grid, fields, own)


def _rows(grid: Grid, fields: Sequence[Asked], others: Sequence[Asked], own: frozenset[str]) -> dict[int, tuple[Asked, bool]]:
    """Return which row is of which field: of several that may be, those that fit best; and whether no other row parts it with them."""
    claims: dict[str, list[tuple[float, int, Asked]]] = {}
    lead: Asked | None = None
    for index, row in enumerate(grid.rows):
        words = row.at(grid.name).text
        head = heading_of(words)
        if not words or head.years == (words,):
            continue
        said = head.words
        best = best_fit(fields, said, own, lead, _NAMES)
        if best is None:
            best = _only(row, fields, said, own) or _renamed(grid, row, words, fields, others, own, lead)
        if best is None and (beside := best_fit(others, said, own, lead, _BESIDE)) is not None and beside[1].extra == 0:
            best = beside
        if (best is None or not best[0].share) and lead is not None and _row_unit(grid, row) in SHARES:
            best = _share_of(lead, said, fields, own) or best
        if best is None or (head.summed and best[0].words.folded != said.folded):
            continue
        asked, fit = best
        lead = lead if asked.weak or asked.share else asked
        claims.setdefault(asked.field.id, []).append((fit.covered - 0.1 * fit.extra, index, asked))
    out: dict[int, tuple[Asked, bool]] = {}
    for several in claims.values():
        top = max(score for score, _, _ in several)
        alone = top >= _SURE or len({grid.rows[index].at(grid.name).text for _, index, _ in several}) == 1
        out.update({index: (asked, alone) for score, index, asked in several if score == top})
    return dict(sorted(out.items()))


def _only(row: Row, fields: Sequence[Asked], said: Words, own: frozenset[str]) -> tuple[Asked, Fit] | None:
    """Return the one field of the slot that a row was aligned to, where its name says nothing else."""
    able = [a for a in fields if a.slot == row.place.section_id and not a.share]
    if len(able) != 1 or not said.content or said.narrow - able[0].narrow or said.content - able[0].known - own:
        return None
    return able[0], Fit(len(said.content) / (len(able[0].weights) + 1), 0)


def _renamed(
    grid: Grid, row: Row, name: str, fields: Sequence[Asked], others: Sequence[Asked], own: frozenset[str], lead: Asked | None
) -> tuple[Asked, Fit] | None:
    """Return the field whose label a row has without its marks, or a part of; in the unit of the field where the row says one."""
    again = mended(fields, name)
    if again != name and (best := best_fit(fields, heading_of(again).words, own, lead, _NAMES)) is not None:
        return best
    unit = _row_unit(grid, row)
    asked = shortened(fields, others, heading_of(name).words)
    if asked is None or (unit is not None and asked.unit is not None and factor(unit, asked.unit, asked.words.folded) is None):
        return None
    return asked, Fit(_NAMES, 0)


def _row_unit(grid: Grid, row: Row) -> str | None:
    """Return the unit that a row says, in its own column or behind its name or one figure."""
    printed = row.at(grid.units).text if grid.units is not None else ""
    return printed or heading_of(row.at(grid.name).text).unit


def _share_of(lead: Asked, said: Words, fields: Sequence[Asked], own: frozenset[str]) -> tuple[Asked, Fit] | None:
    """Return the share that goes on with the row above, where a row in per cent names nothing else."""
    shares = [a for a in fields if a.share and a.weak and a.lead == lead.field.id]
    if len(shares) != 1 or said.narrow - shares[0].narrow or said.content - lead.known - own:
        return None
    return shares[0], Fit(1.0, 0)


def _row(text: str, grid: Grid, row: Row, asked: Asked, every: Sequence[Asked]) -> Iterator[Found]:
    cells = [(c, item) for c in range(grid.name + 1, len(row.cells)) if c != grid.units and (item := _value(text, row, c)) is not None]
    skipped = _ASIDE if asked.columns else _SKIPPED
    cells = [(c, item) for c, item in cells if grid.heads[c].kind not in skipped]
    plain = [(c, item) for c, item in cells if not _is_share(grid, c, item)]
    if not asked.columns and not asked.share and len(plain) > 1:
        liked = [(c, item) for c, item in plain if grid.heads[c].kind in _PREFERRED]
        plain = liked if len(liked) == 1 else plain
    for column, item in cells:
        head = grid.heads[column]
        meant: Asked | None = asked
        if _is_share(grid, column, item) and not asked.share:
            shares = [a for a in every if a.share and a.slot == asked.slot and asked.field.id in {a.lead, a.field.part_of}]
            meant = shares[0] if len(shares) == 1 else None
        if meant is None:
            continue
        if meant is asked and not asked.columns and (column, item) not in plain and not asked.share:
            continue
        chosen, doubt = column_of(meant, head.years, head.words.every)
        if meant.by_year and chosen is None and head.summed:
            yield _found(grid, row, row.at(grid.name), column, item, meant, None, None)._replace(rank=TOTAL)
            continue
        if doubt == "other year" or (doubt is not None and len(cells) > 1 and meant.columns):
            continue
        if not meant.columns and meant is asked and not asked.share and len(plain) > 1:
            doubt = "có thể là của nhiều cột trong bảng"
        yield _found(grid, row, row.at(grid.name), column, item, meant, chosen.name if chosen else None, doubt)


def _below(text: str, grid: Grid, row: Row, asked: Asked) -> Iterator[Found]:
    """Read a row that is a column of the field above it: `Trong đó: nữ`."""
    name = row.at(grid.name)
    words = fold_column(name.text).removeprefix("trong đó ")
    column = next((c.name for c in asked.columns if c.words == words and not c.years and not c.whole), None)
    if column is None:
        return
    values = [(c, item) for c in range(grid.name + 1, len(row.cells)) if c != grid.units and (item := _value(text, row, c)) is not None]
    if len(values) == 1:
        yield _found(grid, row, name, *values[0], asked, column, None)


def _turned(text: str, grid: Grid, fields: Sequence[Asked], own: frozenset[str]) -> Iterator[Found]:
    """Read a table whose rows are years or columns of the fields, and whose columns are the fields."""
    meant: dict[int, Asked] = {}
    lead: Asked | None = None
    for column in range(len(grid.heads)):
        if column in {grid.name, grid.units} or grid.heads[column].kind == "serial":
            continue
        head = grid.heads[column]
        said = head.words
        able = [a for a in fields if a.share == head.share and not any(a is one for one in meant.values())]
        best = best_fit(able, said, own, lead, _NAMES)
        if best is not None:
            meant[column] = best[0]
        elif (
            len(able) == 1
            and not said.narrow
            and not (said.content - able[0].known - own)
            and grid.heads[column].kind not in {"remark", "reason"}
        ):
            meant[column] = able[0]
        if column in meant and not meant[column].share:
            lead = meant[column]
    for row in grid.rows:
        name = row.at(grid.name)
        head = heading_of(name.text)
        for column, asked in meant.items():
            item = _value(text, row, column)
            if item is None or not asked.columns:
                continue
            chosen, doubt = column_of(asked, head.years, head.words.every)
            if head.summed and asked.by_year:
                yield _found(grid, row, name, column, item, asked, None, None)._replace(rank=TOTAL)
            elif doubt is None:
                yield _found(grid, row, name, column, item, asked, chosen.name if chosen else None, None)


def _value(text: str, row: Row, column: int) -> Item | None:
    cell = row.at(column)
    return value_of_cell(text, cell.start, cell.end) if cell.text else None


def _is_share(grid: Grid, column: int, item: Item) -> bool:
    return item.measure in SHARES or (item.measure is None and grid.heads[column].share)


def _found(grid: Grid, row: Row, name: Cell, column: int, item: Item, asked: Asked, chosen: str | None, doubt: str | None) -> Found:
    printed = row.at(grid.units).text if grid.units is not None else ""
    measure = item.measure or (printed_unit(printed) if printed and is_unit(printed) else None)
    measure = measure or grid.heads[column].unit or heading_of(name.text).unit
    if asked.share and item.of is not None and measure in SHARES:
        measure = None
    if measure is None and grid.unit is not None and (worth(grid.unit) is None) != asked.paid:
        measure = grid.unit
    if item.kind == "number" and measure is not None:
        mixed = (measure in SHARES) != asked.share and item.of is None
        counted = asked.unit is not None and not asked.share and worth(measure) is None and worth(asked.unit) is None
        mixed = mixed or (counted and not may_measure(asked, item._replace(measure=measure)))
        if mixed or (worth(measure) is not None and not asked.paid and asked.unit is not None):
            doubt = doubt or "đơn vị tính khác với đơn vị tính được yêu cầu"
    if asked.share and item.kind == "nil":
        doubt = doubt or "ghi không có, không phải là tỷ lệ"
    cell = row.at(column)
    start = min(name.start, cell.start) if name.text else cell.start
    return Found(
        asked, chosen, item, start, max(cell.end, name.end if name.start > cell.start else 0), DIRECT, item.doubt or doubt, measure
    )
