"""The figures of a slot: totals as sentences, then tables of units by years or by fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from qcdc_parse.report.docx.opentables import evenly, shared
from qcdc_parse.report.docx.paper import BODY, CAPTION, GAP, Paper
from qcdc_parse.report.docx.xml import TableCell, noted, run, table
from qcdc_parse.report.models import Figure, Total
from qcdc_parse.report.outline.models import Field, Slot
from qcdc_parse.report.wording import NOBODY, amount, file_name, named, source, total_words

__all__ = ["figures_of"]

_COLUMNS = 5
"""So many columns of figures have room beside the units."""
_UNIT, _FIGURE = 8, 3
"""Weights of the columns."""

Wanted = tuple[Field, str | None]


def figures_of(paper: Paper, slot: Slot) -> Iterator[str]:
    """Yield the sentences of a slot's totals and the tables of its figures."""
    for field in slot.fields:
        totals = paper.index.totals.get(field.id, ())
        if totals:
            yield _sentence(paper, field, totals)
    single = [(field, None) for field in slot.fields if not field.columns]
    yield from _tables(paper, "Số liệu theo đơn vị", single)
    for field in slot.fields:
        yield from _tables(paper, field.label + (f" ({field.unit})" if field.unit else ""), [(field, c) for c in field.columns])


def _sentence(paper: Paper, field: Field, totals: Sequence[Total]) -> str:
    said = []
    for total in totals:
        comment = paper.comment(_behind(paper, total))
        said.append(noted(run((f"{total.column}: " if total.column else "") + total_words(total)), comment))
    return paper.line(BODY, run(f"{field.label}. "), run("; ").join(said), run("."))


def _behind(paper: Paper, total: Total) -> Iterator[str]:
    """Yield what a total was computed of, and what it leaves out."""
    yield f"Cách tính: {total.formula}"
    operands = [paper.index.figure[i] for i in total.operands if i in paper.index.figure]
    files = dict.fromkeys(file_name(paper.draft.submissions[f.quote.submission]) for f in operands)
    if files:
        yield f"Nguồn: {'; '.join(files)}"
    for figure in (paper.index.figure[i] for i in total.left_out if i in paper.index.figure):
        why = f" ({figure.reason})" if figure.reason else ""
        yield f"Không tính: {named([figure.unit])}: {amount(figure.value, figure.of, figure.measure)}{why}"


def _tables(paper: Paper, caption: str, wanted: Sequence[Wanted]) -> Iterator[str]:
    for columns in evenly(wanted, _COLUMNS):
        yield from _table(paper, caption, columns)


def _table(paper: Paper, caption: str, wanted: Sequence[Wanted]) -> Iterator[str]:
    given: dict[str | None, dict[tuple[str, str | None], list[Figure]]] = {}
    for field, column in wanted:
        for figure in paper.index.figures.get(field.id, ()):
            if figure.column == column:
                given.setdefault(figure.unit, {}).setdefault((field.id, column), []).append(figure)
    if not given:
        return
    order = {unit.name: n for n, unit in enumerate(paper.draft.units)}
    rows: list[Sequence[TableCell]] = [paper.head("Đơn vị", *(_title(field, column) for field, column in wanted))]
    for unit in sorted(given, key=lambda name: order.get(name or "", len(order))):
        figures = given[unit]
        comment = paper.comment(_told(paper, [f for each in figures.values() for f in each]))
        cells = (paper.figure("; ".join(_figure(field, f) for f in figures.get((field.id, column), ()))) for field, column in wanted)
        rows.append([paper.cell(unit or NOBODY, comment), *cells])
    totals = {(t.field, t.column): t for field, _ in wanted for t in paper.index.totals.get(field.id, ())}
    made = [totals.get((field.id, column)) for field, column in wanted]
    if any(total is not None and total.value is not None for total in made):
        words = (_total(field, total) if total is not None else "" for (field, _), total in zip(wanted, made, strict=True))
        rows.append([paper.cell("Tổng hợp", bold=True), *(paper.figure(w, bold=True) for w in words)])
    yield paper.line(CAPTION, run(caption), keep=True)
    yield table(shared(paper.width, [_UNIT, *[_FIGURE] * len(wanted)]), rows) + paper.line(GAP)


def _title(field: Field, column: str | None) -> str:
    return column if column is not None else field.label + (f" ({field.unit})" if field.unit else "")


def _figure(field: Field, figure: Figure) -> str:
    measure = None if figure.measure == field.unit else figure.measure
    return amount(figure.value, figure.of, measure) + (" [cần xem lại]" if figure.status == "doubtful" else "")


def _total(field: Field, total: Total) -> str:
    if total.value is None:
        return "không tính gộp"
    measure = None if total.measure == field.unit else total.measure
    digits = 2 if total.kind == "ratio" else 6
    return f"{amount(total.value, total.of if total.kind == 'sum' else None, measure, digits)} ({total.units}/{total.expected} đơn vị)"


def _told(paper: Paper, figures: Iterable[Figure]) -> Iterator[str]:
    for figure in figures:
        yield f"Nguồn: {source(paper.draft, figure.quote)}: “{figure.quote.text}”"
        if figure.reason:
            yield f"Cần xem lại: {figure.reason}"
