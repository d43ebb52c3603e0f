"""Rows of tables that may answer a target: what names them, what is said of them, and the figures read in them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qcdc_parse.indicators.grid import Row, Table, tables_of
from qcdc_parse.indicators.heads import Head, find_head
from qcdc_parse.indicators.judged import verdict_of
from qcdc_parse.indicators.verdicts import may_judge
from qcdc_parse.model import Indicator, Verdict
from qcdc_parse.passages import Passage
from qcdc_parse.report.matrix.verdicts import said_of, worded
from qcdc_parse.sentences import split_sentences
from qcdc_parse.span import Span

__all__ = ["TableRow", "rows_in"]


class TableRow(NamedTuple):
    """A row: its name, its other words, its verdict, the indicators read in it."""

    span: Span
    name: str
    rest: str
    verdict: Verdict | None
    indicators: Sequence[Indicator]
    group: str
    place: Passage


def rows_in(text: str, places: Sequence[Passage], indicators: Sequence[Indicator]) -> Iterator[TableRow]:
    """Yield the rows that hold a figure, and all rows of tables in which something is judged."""
    starts = [i.span.start for i in indicators]
    for number, table in enumerate(tables_of(text, places)):
        first, last = table.rows[0].place.start, table.rows[-1].end
        inside = indicators[bisect_left(starts, first) : bisect_left(starts, last)]
        judged = may_judge(text, first, last)
        if not inside and not judged:
            continue
        head, at = (_head(text, table) if judged else None) or (None, 0)
        for index, row in enumerate(table.rows):
            if head is None or index != at - 1:
                yield from _read(text, row, head if index >= at else None, inside, f"table {number}")


def _head(text: str, table: Table) -> tuple[Head, int] | None:
    """Return the head and the index of the row behind it; none where a row above it is judged already: it is a row like the others."""
    found = find_head(table)
    if found is None:
        return None
    above = table.rows[: found[1] - 1]
    return None if any(_lone(text, row, 0) is not None for row in above) else found


def _read(text: str, row: Row, head: Head | None, inside: Sequence[Indicator], group: str) -> Iterator[TableRow]:
    filled = row.filled
    if len(filled) < 2 or (head is not None and head.repeats(row)):
        return
    begin, end = row.cells[0].start, row.end
    own = [i for i in inside if begin <= i.span.start < end]
    named = _name(row, head)
    if named is None:
        return
    name = row.at(named).text
    verdict = worded(next((i.verdict for i in own if i.verdict is not None), None))
    if verdict is None and head is not None and head.judging:
        verdict = verdict_of(text, row, head)
    if verdict is None and (head is None or not head.judging or name.lower().startswith("không ")):
        verdict = _lone(text, row, named)
    subject = next((m.subject for i in own for m in i.measures if m.subject), None)
    if subject is not None and name not in subject:
        subject = f"{subject} {name}"
    judged_at = verdict.span.start if verdict is not None else -1
    rest = " ; ".join(row.cells[c].text for c in filled if c > named and not row.cells[c].start <= judged_at < row.cells[c].end)
    yield TableRow(Span(start=row.at(named).start, end=row.cells[filled[-1]].end), subject or name, rest, verdict, own, group, row.place)


def _name(row: Row, head: Head | None) -> int | None:
    if head is not None and row.at(head.name).text:
        return head.name
    return next((c for c in row.filled[:2] if sum(map(str.isalpha, row.cells[c].text)) > _LETTERS), None)


_LETTERS = 7


def _lone(text: str, row: Row, named: int) -> Verdict | None:
    """Return the verdict of the only cell that holds one, whatever its heading is."""
    found = [v for c in row.filled if c > named and (v := _in_cell(text, row.cells[c].start, row.cells[c].end)) is not None]
    return found[0] if len(found) == 1 else None


def _in_cell(text: str, start: int, end: int) -> Verdict | None:
    """Read a cell that is a verdict or ends with one: `Đã ban hành. Đạt`."""
    if not may_judge(text, start, end):
        return None
    sentences = split_sentences(text, start, end)
    alone = said_of(text, start, start, sentences[:1])
    found = [v for n, (a, b) in enumerate(sentences) if (v := said_of(text, a, b, sentences[n + 1 : n + 3])) is not None]
    if alone is not None:
        return alone
    return found[0] if len(found) == 1 else None
