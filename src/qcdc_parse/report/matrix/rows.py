"""Rows of tables that may answer a target: what names them, what is said of them, and the figures read in them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qcdc_parse.indicators.grid import Row, Table, tables_of
from qcdc_parse.indicators.heads import Head, find_head
from qcdc_parse.indicators.judged import verdict_of
from qcdc_parse.indicators.verdicts import may_judge, verdict_alone
from qcdc_parse.indicators.wordings import NEGATIVE
from qcdc_parse.model import Indicator, Verdict
from qcdc_parse.passages import Passage
from qcdc_parse.span import Span, made

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
        found = find_head(table) if judged else None
        head, at = found if found is not None else (None, 0)
        for row in table.rows[at:]:
            yield from _read(text, row, head, inside, f"table {number}")


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
    verdict = next((i.verdict for i in own if i.verdict is not None), None)
    if verdict is None:
        verdict = verdict_of(text, row, head) if head is not None and head.judging else _lone(text, row, named)
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
    """Return the verdict of a row without a head that tells columns: the only cell that is one."""
    found = [(c, v) for c in row.filled if c > named and (v := verdict_alone(text, row.cells[c].start, row.cells[c].end))]
    if len(found) != 1:
        return None
    v = found[0][1]
    where = Span(start=v.reason[0], end=v.reason[1]) if v.reason and v.value in NEGATIVE else None
    reason = " ".join(where.of(text).split()).rstrip(" .;,") if where else None
    return made(Verdict, value=v.value, surface=v.surface, reason=reason, span=Span(start=v.start, end=v.end), reason_span=where)


_ = Table
