"""Indicators in tables: each row of a table of plans, results, rates or judgements that holds a figure is one.

What counts as such a table, and what its columns hold, is told by the headings (``heads``); groups and sub-rows lend their name to
the rows below them (``hierarchy``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import regex

from qcdc_parse.indicators.computed import computed, disagree
from qcdc_parse.indicators.figures import NOTHING, read_cell
from qcdc_parse.indicators.grid import Cell, Row, Table, tables_of
from qcdc_parse.indicators.headings import years_of
from qcdc_parse.indicators.heads import FIGURES, Head, find_head, is_head, read_head
from qcdc_parse.indicators.hierarchy import Chain, taken_apart
from qcdc_parse.indicators.judged import verdict_of
from qcdc_parse.indicators.printedunits import unit_of_table
from qcdc_parse.indicators.rowfigures import RATES, Reading, in_words, measures_of, reading_of, unit_of_row
from qcdc_parse.indicators.rownames import is_sum, less_is_better
from qcdc_parse.model import Indicator, Measure, Note, VerdictValue
from qcdc_parse.passages import Passage
from qcdc_parse.span import Span, made

_DEADLINE = regex.compile(
    r"(?<!\p{L})(?:đến|trước|trong)\s+(?:(?:hết|cuối)\s+)?(?:năm\s+\d{4}|(?:ngày\s+)?\d{1,2}/\d{1,2}/\d{4})", regex.IGNORECASE
)
_THOUSANDS = regex.compile(r"(?<![\d.,])\d{1,3}[.,]\d{3}(?![\d.,])")
"""A figure that may be one of thousands or of decimals."""
_LONGEST_SUBJECT = 240


def find_in_tables(text: str, places: Sequence[Passage]) -> tuple[list[Indicator], list[Note]]:
    """Find the indicators of all tables, in reading order; their ids count from `i1`."""
    found: list[Indicator] = []
    notes: list[Note] = []
    head: Head | None = None
    for table in tables_of(text, places):
        read = find_head(table)
        if read is None and head is not None and table.goes_on and table.width == len(head.columns):
            read = head, 0
        if read is None:
            head = None
            continue
        head, first = read
        unit = _unit_above(text, table, first)
        while first < len(table.rows):
            last = next((i for i in range(first + 1, len(table.rows)) if is_head(table.rows[i], head)), len(table.rows))
            reader = _Reader(text, table, reading_of(head, table.rows[first:last], unit, table.rows[first].place.header), found, notes)
            if reader.tells():
                for row in table.rows[first:last]:
                    reader.read(row)
            if last == len(table.rows):
                break
            head, first = read_head(table, last) or (head, last + 1)
    return found, notes


def in_reading_order(*lists: Sequence[Indicator]) -> list[Indicator]:
    """Put indicators of several origins in reading order and number them."""
    ordered = sorted((indicator for found in lists for indicator in found), key=lambda indicator: indicator.span.start)
    return [i if i.id == f"i{n}" else i.model_copy(update={"id": f"i{n}"}) for n, i in enumerate(ordered, 1)]


def _unit_above(text: str, table: Table, first: int) -> str | None:
    """Return the unit said for the whole table, right above it or in its rows above the head."""
    above = table.before
    lines = [text[max(above.start, above.end - 200) : above.end]] if above is not None else []
    lines += [cell.text for row in table.rows[:first] for cell in row.cells]
    return next((unit for line in lines if (unit := unit_of_table(line))), None)


@dataclass(slots=True)
class _Reader:
    """Reads the rows below one head, one after the other; a row may take up the name of the one before."""

    text: str
    table: Table
    reading: Reading
    found: list[Indicator]
    notes: list[Note]
    chain: Chain = field(default_factory=Chain)
    unit: str | None = None
    name: str = ""
    open: tuple[Cell, str] | None = None
    """The name of a row without figures, which the next may go on, and its serial number."""
    skipped: bool = False
    """Whether it was noted that a row is not read."""
    cut: bool = False
    """Whether the row before was an indicator, whose name may go on."""

    def tells(self) -> bool:
        """Tell whether the columns set, report or judge anything."""
        return bool(self.reading.head.figures or self.reading.head.judging)

    def read(self, row: Row) -> None:
        """Read one row."""
        head = self.reading.head
        filled = row.filled
        if not filled or head.repeats(row):
            return
        cell = row.at(head.name)
        serial = row.at(head.serial).text if head.serial is not None else ""
        if not cell.text and head.serial is not None and filled == [head.serial]:
            cell, serial = row.at(head.serial), ""  # a group over all columns
        if cell.text and (len(filled) <= 1 + bool(serial) or all(row.cells[i].text == cell.text for i in filled)):
            self._lead(cell, serial)
            return
        if not self._aligned(row):
            self._unaligned(row)
            return
        if head.group is not None and row.at(head.group).text:
            self.chain.enter("group", row.at(head.group).text, leads=True)
        start, name = cell.start, cell.text
        if not name:
            start, name = next((row.cells[i].start for i in filled if i != head.serial), row.cells[filled[0]].start), self.name
        elif self.open is not None and not serial and name[0].islower():
            above, serial = self.open
            start, name = above.start, f"{above.text} {name}"
        self.open = None
        style, bare = taken_apart(serial, name)
        subject = self.chain.enter(style, bare)[:_LONGEST_SUBJECT] if cell.text else self.name
        self.name = subject
        self.unit = unit_of_row(row, self.reading, name, self.unit)
        measures = measures_of(self.text, row, self.reading, self.unit, subject or None)
        verdict = verdict_of(self.text, row, head)
        if cell.text and head.first("plan") is None and (verdict or head.has("result", "verdict")):
            measures = [*in_words(self.text, cell, head.columns[head.name], "target", subject or None), *measures]
        self.cut = False
        if not measures or (is_sum(bare) and not any(m.unit in RATES for m in measures)):
            return
        end = row.cells[filled[-1]].end
        self.cut = True
        implied = self._implied(measures, name)
        span = Span(start=start, end=end)
        self.found.append(
            made(
                Indicator,
                id=f"i{len(self.found) + 1}",
                section_id=row.place.section_id,
                span=span,
                statement=" ".join(self.text[start:end].split()),
                role="result" if verdict is not None or any(m.role == "result" for m in measures) else "target",
                measures=tuple(measures),
                deadline=_deadline(self.text[start:end], measures),
                computed=implied,
                verdict=verdict,
            )
        )
        if verdict is not None and implied is not None and disagree(verdict.value, implied):
            message = f"the row says “{verdict.surface}”, its figures imply {implied}"
            self.notes.append(Note(code="verdict-mismatch", severity="warning", span=span, message=message))

    def _lead(self, cell: Cell, serial: str) -> None:
        """Take a row that holds a name alone: the beginning of one that goes on below, or of a group, or the rest of the one above."""
        style, bare = taken_apart(serial, cell.text)
        if self.open is None and style == "plain" and cell.text[0].islower():
            if self.cut and self.found:
                self.found[-1] = self._mended(self.found[-1], cell)
            return
        self.cut = False
        self.open = (cell, serial)
        self.name = self.chain.enter("group" if style == "plain" else style, bare, leads=True)

    def _mended(self, cut: Indicator, rest: Cell) -> Indicator:
        """Put the rest of a name behind it: a page ended inside the row."""
        self.name = f"{self.name} {rest.text}"[:_LONGEST_SUBJECT]
        measures = tuple(m.model_copy(update={"subject": self.name}) for m in cut.measures)
        if self.text[cut.span.end : rest.start].strip():  # the head stands between, printed again
            return cut.model_copy(update={"measures": measures})
        span = Span(start=cut.span.start, end=rest.end)
        return cut.model_copy(update={"span": span, "statement": " ".join(span.of(self.text).split()), "measures": measures})

    def _aligned(self, row: Row) -> bool:
        """Tell whether the cells of a row surely stand under their headings.

        Where a table shows none of its empty cells, a row with fewer cells may lack one in the middle: it must fit as it stands.
        """
        columns = self.reading.head.columns
        if len(row.cells) > len(columns):
            return False
        if self.table.shows_empty or len(row.cells) == len(columns):
            return True
        for index, column in enumerate(columns):
            cell = row.at(index).text
            if column.kind in FIGURES and not (cell and (cell in NOTHING or read_cell(cell))):
                return False
            if column.kind == "unit" and (not cell or cell[0].isdigit()):
                return False
        return True

    def _unaligned(self, row: Row) -> None:
        """Note the first row of a table that is not read."""
        if self.skipped or not any(map(str.isdecimal, self.text[row.cells[0].start : row.end])):
            return
        self.skipped = True
        columns = len(self.reading.head.columns)
        message = (
            f"the head has {columns} columns, this row {len(row.cells)} cells: which are empty is not shown, and such rows are not read"
        )
        self.notes.append(Note(code="row-unaligned", severity="info", span=Span(start=row.cells[0].start, end=row.end), message=message))

    def _implied(self, measures: list[Measure], name: str) -> VerdictValue | None:
        """Hold the result against the plan where a row has one of each, of one year and unit."""
        plans = [m for m in measures if m.role == "target" and m.base is None]
        if len(plans) != 1 or plans[0].of is not None:
            return None
        plan = plans[0]
        years = years_of(plan.column or "")
        results = [m for m in measures if m.role == "result" and m.base is None and m.unit == plan.unit and m.of is None]
        if years and len(results) > 1:
            results = [m for m in results if years_of(m.column or "") == years]
        if len(results) != 1 or results[0].comparator != "=":
            return None
        cells = [span.of(self.text) for span in (plan.span, results[0].span)]
        if self.reading.mixed and any(map(_THOUSANDS.search, cells)):
            return None
        if plan.comparator == "=" and less_is_better(name):
            return None
        return computed(results[0].value, plan.value, plan.comparator)


def _deadline(statement: str, measures: list[Measure]) -> str | None:
    """Return the day that the row, or the heading of a plan, names."""
    found = _DEADLINE.search(statement) if "20" in statement else None
    if found is not None:
        return " ".join(found[0].split())
    columns = dict.fromkeys(m.column for m in measures if m.role == "target" and m.column)
    return next((said for column in columns if (said := _deadline_of(column))), None)


@lru_cache(maxsize=256)
def _deadline_of(heading: str) -> str | None:
    m = _DEADLINE.search(heading)
    return " ".join(m[0].split()) if m else None
