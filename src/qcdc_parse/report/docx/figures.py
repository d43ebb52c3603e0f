"""The figures of a slot: totals as sentences, then tables of units by years or by fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from qcdc_parse.report.docx.grid import evenly, shared
from qcdc_parse.report.docx.paper import BODY, CAPTION, GAP, Paper
from qcdc_parse.report.docx.xml import TableCell, noted, run, table
from qcdc_parse.report.models import Answer, Figure, Total
from qcdc_parse.report.outline.models import Field, Slot
from qcdc_parse.report.wording import NOBODY, amount, file_name, named, source, total_words

__all__ = ["figures_of"]

_COLUMNS = 5
"""So many columns of figures have room beside the units."""
_UNIT, _FIGURE = 8, 3
"""Weights of the columns."""

Wanted = tuple[Field, str | None]


def figures_of(paper: Paper, slot: Slot, spelled: dict[str | None, list[Answer]]) -> Iterator[str]:
    """Yield the sentences of a slot's totals and the tables of its figures.

    :param spelled: passages by unit that say nothing else; those that a table has told are taken out.
    """
    for field in slot.fields:
        totals = paper.index.totals.get(field.id, ())
        if totals:
            yield _sentence(paper, field, totals)
    columns = {field.id: _columns(paper, field) for field in slot.fields}
    single: list[Wanted] = [(field, None) for field in slot.fields if not columns[field.id]]
    for some in evenly(single, _COLUMNS):
        yield from _table(paper, "Số liệu theo đơn vị", some, spelled)
    for field in slot.fields:
        wanted: list[Wanted] = [(field, column) for column in columns[field.id]]
        for some in evenly(wanted, _COLUMNS):
            yield from _table(paper, _titled(field.label, _measure(paper, some)), some, spelled)


def _columns(paper: Paper, field: Field) -> list[str | None]:
    """Return the columns of a field, and others that figures were given for; none where there is one value only."""
    given = dict.fromkeys((*field.columns, *(figure.column for figure in paper.index.figures.get(field.id, ()))))
    return [] if given.keys() <= {None} else list(given)


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


def _table(paper: Paper, caption: str, wanted: Sequence[Wanted], spelled: dict[str | None, list[Answer]]) -> Iterator[str]:
    given: dict[str | None, dict[int, list[Figure]]] = {}
    for at, one in enumerate(wanted):
        for figure in _figures(paper, one):
            given.setdefault(figure.unit, {}).setdefault(at, []).append(figure)
    if not given:
        return
    order = {unit.name: n for n, unit in enumerate(paper.draft.units)}
    measures = [_measure(paper, [one]) for one in wanted]
    years = len({field.id for field, _ in wanted}) < len(wanted) or wanted[0][1] is not None
    titles = [column or "không rõ cột" if years else _titled(field.label, m) for (field, column), m in zip(wanted, measures, strict=True)]
    if years:
        measures = [_measure(paper, wanted)] * len(wanted)
    rows: list[Sequence[TableCell]] = [paper.head("Đơn vị", *titles)]
    totals = {(t.field, t.column): t for field, _ in wanted for t in paper.index.totals.get(field.id, ())}
    made = [totals.get((field.id, column)) for field, column in wanted]
    if any(total is not None and total.value is not None for total in made):  # ahead of the units: never alone on a page
        words = (_total(total, m) if total is not None else "" for total, m in zip(made, measures, strict=True))
        rows.append([paper.cell("Tổng hợp", bold=True), *(paper.figure(w, bold=True) for w in words)])
    for unit in sorted(given, key=lambda name: order.get(name or "", len(order))):
        said = [f"Nguyên văn: {answer.quote.text}" for answer in spelled.pop(unit, ())]
        comment = paper.comment([*_told(paper, [f for each in given[unit].values() for f in each]), *said])
        cells = ("; ".join(_figure(f, m) for f in given[unit].get(at, ())) for at, m in enumerate(measures))
        rows.append([paper.cell(unit or NOBODY, comment), *map(paper.figure, cells)])
    yield paper.line(CAPTION, run(caption), keep=True)
    yield table(shared(paper.width, [_UNIT, *[_FIGURE] * len(wanted)]), rows) + paper.line(GAP)


def _figures(paper: Paper, one: Wanted) -> Iterator[Figure]:
    field, column = one
    yield from (figure for figure in paper.index.figures.get(field.id, ()) if figure.column == column)


def _measure(paper: Paper, wanted: Sequence[Wanted]) -> str | None:
    """Return the unit of measure that the heading says for all: that of the field, else the one of all figures."""
    printed = {field.unit for field, _ in wanted}
    used = {figure.measure for one in wanted for figure in _figures(paper, one)}
    for measures in (printed, used):
        if len(measures) == 1 and None not in measures:
            return measures.pop()
    return None


def _titled(label: str, measure: str | None) -> str:
    return label if measure is None or f"({measure})" in label else f"{label} ({measure})"


def _figure(figure: Figure, measure: str | None) -> str:
    words = amount(figure.value, figure.of, None if figure.measure == measure else figure.measure)
    return words + (" [cần xem lại]" if figure.status == "doubtful" else "")


def _total(total: Total, measure: str | None) -> str:
    if total.value is None:
        return "không tính gộp"
    ratio = total.kind == "ratio"
    words = amount(total.value, None if ratio else total.of, None if total.measure == measure else total.measure, 2 if ratio else 6)
    return f"{words} ({total.units}/{total.expected} đơn vị)"


def _told(paper: Paper, figures: Iterable[Figure]) -> Iterator[str]:
    for figure in figures:
        yield f"Nguồn: {source(paper.draft, figure.quote)}: “{figure.quote.text}”"
        if figure.reason:
            yield f"Cần xem lại: {figure.reason}"
