"""Rows of tables that the units write: one table out of all whose columns are those of the outline, the others a table a unit."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

from qcdc_parse.report.docx.grid import shared, weights
from qcdc_parse.report.docx.paper import BODY, CAPTION, GAP, Paper
from qcdc_parse.report.docx.xml import TableCell, run, table
from qcdc_parse.report.models import Answer
from qcdc_parse.report.outline.models import OpenTable, Slot
from qcdc_parse.report.wording import folded, named, source

__all__ = ["open_tables", "own_table"]

_UNIT = 22
"""Share of the column of units, in percent."""
_SERIAL = {"tt", "stt", "số tt", "số thứ tự"}
"""What the first cell of a row of headings says."""


def open_tables(paper: Paper, slot: Slot, answers: Sequence[Answer]) -> Iterator[str]:
    """Yield the merged rows of a slot's tables, then, by unit, the rows that have other columns."""
    left = list(answers)
    for wanted in slot.tables:
        fitting = [a for a in left if all(len(row) == len(wanted.columns) for row in _rows(a))]
        merged = {a.id for a in fitting}
        left = [a for a in left if a.id not in merged]
        yield from _merged(paper, wanted, fitting)
    for unit, rows in itertools.groupby(left, key=lambda a: a.unit):
        yield own_table(paper, [unit], list(rows))


def own_table(paper: Paper, units: Sequence[str | None], answers: Sequence[Answer], *more: str) -> str:
    """Return the rows that a unit wrote as a table of their own; ``more`` goes into its comment."""
    rows = [row for answer in answers for row in _rows(answer)]
    if not rows:
        return ""
    most = max(map(len, rows))
    comment = paper.comment([*_places(paper, answers), *more])
    cells = [
        [paper.cell(text, comment if n == at == 0 else None) for at, text in enumerate([*row, *[""] * (most - len(row))])]
        for n, row in enumerate(rows)
    ]
    drawn = table(shared(paper.width, weights(rows, most)), cells, heads=0)
    return paper.line(BODY, run(f"{named(units)}:", bold=True), keep=True) + drawn + paper.line(GAP)


def _merged(paper: Paper, wanted: OpenTable, answers: Iterable[Answer]) -> Iterator[str]:
    rows: list[list[TableCell]] = []
    texts: list[Sequence[str]] = [wanted.columns]
    for unit, told in itertools.groupby(answers, key=lambda a: a.unit):
        group = list(told)
        body = [row for answer in group for row in _rows(answer) if not _is_head(row, wanted)]
        comment = paper.comment(_places(paper, group)) if body else None
        for n, row in enumerate(body):
            texts.append(row)
            rows.append([paper.cell(named([unit]), comment if n == 0 else None), *map(paper.cell, row)])
    if rows:
        yield paper.line(CAPTION, run("Bảng ghép từ báo cáo của các đơn vị"), keep=True)
        unit_width = paper.width * _UNIT // 100
        widths = [unit_width, *shared(paper.width - unit_width, weights(texts, len(wanted.columns)))]
        yield table(widths, [paper.head("Đơn vị", *wanted.columns), *rows]) + paper.line(GAP)


def _places(paper: Paper, answers: Iterable[Answer]) -> Iterable[str]:
    return dict.fromkeys(f"Nguồn: {source(paper.draft, answer.quote)}" for answer in answers)


def _rows(answer: Answer) -> Iterator[list[str]]:
    for line in answer.quote.text.split("\n"):
        if line.strip():
            yield [text.strip() for text in line.split("\t")]


def _is_head(row: Sequence[str], wanted: OpenTable) -> bool:
    return [folded(text) for text in row] == [folded(text) for text in wanted.columns] or folded(row[0]) in _SERIAL
