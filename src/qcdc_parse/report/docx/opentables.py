"""Tables whose rows the units write: one table out of all whose columns are those of the outline, the others as they are."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from qcdc_parse.report.docx.paper import CAPTION, GAP, LEAD, Paper
from qcdc_parse.report.docx.xml import TableCell, run, table
from qcdc_parse.report.models import Answer
from qcdc_parse.report.outline.models import OpenTable, Slot
from qcdc_parse.report.wording import named

__all__ = ["evenly", "open_table", "shared"]

_Item = TypeVar("_Item")
_UNIT = 22
"""Share of the column of units, in percent."""
_NARROWEST = 5
_WIDEST = 40


def open_table(paper: Paper, slot: Slot, answers: Sequence[Answer]) -> Iterator[str]:
    """Yield the merged rows of a slot's tables, then the tables that have other columns."""
    left = list(answers)
    for wanted in slot.tables:
        fitting = [a for a in left if all(len(row) == len(wanted.columns) for row in _rows(a))]
        left = [a for a in left if a not in fitting]
        if fitting:
            yield from _merged(paper, wanted, fitting)
    for answer in left:
        rows = list(_rows(answer))
        if not rows:
            continue
        yield paper.line(LEAD, run(f"{named([answer.unit])}:"), keep=True)
        most = max(map(len, rows))
        comment = paper.sourced(answer.quote)
        cells = [
            [paper.cell(text, comment if n == at == 0 else None) for at, text in enumerate([*row, *[""] * (most - len(row))])]
            for n, row in enumerate(rows)
        ]
        yield table(shared(paper.width, _weights(rows, most)), cells, heads=0) + paper.line(GAP)


def _merged(paper: Paper, wanted: OpenTable, answers: Iterable[Answer]) -> Iterator[str]:
    rows: list[list[TableCell]] = []
    texts: list[Sequence[str]] = [wanted.columns]
    for answer in answers:
        body = [row for row in _rows(answer) if _folded(row) != _folded(wanted.columns)]
        comment = paper.sourced(answer.quote) if body else None
        for n, row in enumerate(body):
            texts.append(row)
            rows.append([paper.cell(named([answer.unit]), comment if n == 0 else None), *map(paper.cell, row)])
    if rows:
        yield paper.line(CAPTION, run("Bảng ghép từ báo cáo của các đơn vị"), keep=True)
        unit = paper.width * _UNIT // 100
        widths = [unit, *shared(paper.width - unit, _weights(texts, len(wanted.columns)))]
        yield table(widths, [paper.head("Đơn vị", *wanted.columns), *rows]) + paper.line(GAP)


def _rows(answer: Answer) -> Iterator[list[str]]:
    for line in answer.quote.text.split("\n"):
        if line.strip():
            yield [text.strip() for text in line.split("\t")]


def _folded(row: Sequence[str]) -> list[str]:
    return [unicodedata.normalize("NFC", " ".join(text.split())).casefold() for text in row]


def _weights(rows: Sequence[Sequence[str]], columns: int) -> list[int]:
    longest = [max((len(row[at]) for row in rows if at < len(row)), default=1) for at in range(columns)]
    return [min(max(length, _NARROWEST), _WIDEST) for length in longest]


def shared(width: int, weights: Sequence[int]) -> list[int]:
    """Share a width out by weight.

    >>> shared(100, [1, 1, 2])
    [25, 25, 50]
    """
    whole = sum(weights) or 1
    return [width * weight // whole for weight in weights]


def evenly(columns: Sequence[_Item], most: int) -> Iterator[Sequence[_Item]]:
    """Cut columns into as few runs of at most so many as need be, and those about as long.

    >>> list(evenly("abcdef", 5))
    ['abc', 'def']
    """
    tables = -(-len(columns) // most) or 1
    each = -(-len(columns) // tables)
    for at in range(0, len(columns), each or 1):
        yield columns[at : at + each]
