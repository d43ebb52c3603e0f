"""Prose against appendix: what a unit's text says elsewhere of what a field asks for, and what it says its figures add up to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from qcdc_parse.model import Document
from qcdc_parse.report.figures.asked import Asking, asking_of
from qcdc_parse.report.figures.breakdowns import Breakdown, breakdowns_in
from qcdc_parse.report.figures.found import TOTAL, Found
from qcdc_parse.report.figures.measures import SHARES, factor
from qcdc_parse.report.figures.notation import exact, printed
from qcdc_parse.report.figures.prose import prose_in, slots_of
from qcdc_parse.report.figures.reading import ELSEWHERE, found_in, own_words
from qcdc_parse.report.models import Answer, Conflict, Figure, Unit
from qcdc_parse.report.outline.models import Outline
from qcdc_parse.report.quotes import quote
from qcdc_parse.span import Span, made

__all__ = ["prose_conflicts"]

_Cell = tuple[str, str | None]
_SUMS = re.compile(r"(?<!\w)(?:tổng|cộng)(?!\w)", re.IGNORECASE)


def prose_conflicts(
    outline: Outline, document: Document, answers: Sequence[Answer], figures: Sequence[Figure], submission: int, unit: Unit | None
) -> list[Conflict]:
    """Return where a submission says another thing than the figure it gives: in prose elsewhere, or as the sum of its years.

    Prose is held against a figure only where it says the whole of what the field asks, in the same measure, of the same year, and
    neither of a part, nor of a plan, nor of another time.
    """
    asking = asking_of(outline)
    sure = {(f.field, f.column): f for f in figures if f.status == "read"}
    out: list[Conflict] = []
    for kind, one, column, against in (
        *_prose(asking, document.text, answers, sure, unit),
        *_sums(asking, document.text, answers, sure, unit),
    ):
        total = sum((exact(f.value) for f in against), Fraction(0))
        value = one.item.value
        times = factor(one.measure, against[0].measure, one.asked.words.folded)
        if times is None or value * times == total or _quoted(one, against):
            continue
        parts = " + ".join(printed(exact(f.value)) for f in against)
        there = f"số liệu {printed(total)}" if len(against) == 1 else f"cộng số liệu được {parts} = {printed(total)}"
        words = quote(document, submission, Span(start=one.start, end=one.end))
        said = f"{printed(value)}{_measured(one.measure)}"
        message = f"lời văn ghi {said}, {there}{_measured(against[0].measure)}{f' ({column})' if column else ''}"
        conflict = made(
            Conflict,
            kind=kind,  # type: ignore[arg-type]  # one of the kinds
            unit=unit.name if unit is not None else None,
            slot=one.asked.slot,
            field=one.asked.field.id,
            message=message,
            quotes=(words, *(f.quote for f in against)),
        )
        out.append(conflict)
    return [*out, *(_broken(document, one, figures, submission, unit) for one in breakdowns_in(document.text, answers))]


def _broken(document: Document, one: Breakdown, figures: Sequence[Figure], submission: int, unit: Unit | None) -> Conflict:
    """Return the conflict of a breakdown with its whole, under the field that the whole is the figure of."""
    whole = one.whole
    figure = next(
        (f for f in figures if whole.start in range(f.quote.span.start, f.quote.span.end) and f.value == float(whole.value)), None
    )
    parts = " + ".join(f"{printed(part.value)}{_measured(part.measure)}" for part in one.parts)
    there = f"{printed(one.made)}{_measured(whole.measure)}"
    return made(
        Conflict,
        kind="parts_against_total",
        unit=unit.name if unit is not None else None,
        slot=one.answer.slot,
        field=figure.field if figure is not None else None,
        message=f"các phần {parts} = {there}, không khớp với tổng {printed(whole.value)}{_measured(whole.measure)}",
        quotes=(quote(document, submission, Span(start=whole.start, end=one.parts[-1].end)),),
    )


def _measured(measure: str | None) -> str:
    return "" if measure is None else measure if measure in SHARES else f" {measure}"


def _quoted(one: Found, against: Sequence[Figure]) -> bool:
    """Tell the words that a figure was itself taken from."""
    return any(f.quote.span.start <= one.item.start < f.quote.span.end and f.reason != ELSEWHERE for f in against) and len(against) == 1


_Said = tuple[str, Found, str | None, list[Figure]]


def _prose(asking: Asking, text: str, answers: Sequence[Answer], sure: dict[_Cell, Figure], unit: Unit | None) -> Iterator[_Said]:
    """Yield what prose says of a field, with the figure, or the figures of all years, that it is held against."""
    if not sure:
        return
    for one in prose_in(asking, text, answers, own_words(unit)):
        asked, years = one.asked, one.years
        cell = _against(sure, one)
        if cell is not None:
            yield ("prose_against_appendix", one, cell[0], cell[1])
            continue
        if not asked.by_year or asked.share:
            continue
        columns = asked.field.columns
        every = [sure[asked.field.id, c] for c in columns if (asked.field.id, c) in sure]
        period = years in {(asked.columns[0].years[0], asked.columns[-1].years[-1]), (str(len(columns)),)}
        if period and len(every) == len(columns):
            yield ("prose_against_appendix", one, None, every)


def _against(sure: dict[_Cell, Figure], one: Found) -> tuple[str | None, list[Figure]] | None:
    asked = one.asked
    if not asked.columns:
        figure = sure.get((asked.field.id, None))
        return (None, [figure]) if figure is not None and not one.years else None
    column = next((c.name for c in asked.columns if c.years and c.years == one.years), None)
    figure = sure.get((asked.field.id, column))
    return (column, [figure]) if column is not None and figure is not None else None


def _sums(asking: Asking, text: str, answers: Sequence[Answer], sure: dict[_Cell, Figure], unit: Unit | None) -> Iterator[_Said]:
    """Yield what a unit says the years of a field add up to."""
    slots = {asked.slot for asked in asking.by_id.values() if asked.by_year and (asked.field.id, asked.field.columns[0]) in sure}
    there = [a for a in answers if not slots.isdisjoint(slots_of(a))]
    if not any(_SUMS.search(text, a.quote.span.start, a.quote.span.end) for a in there):
        return
    for one in found_in(asking, text, there, own_words(unit)):
        every = [sure[one.asked.field.id, c] for c in one.asked.field.columns if (one.asked.field.id, c) in sure]
        if one.rank == TOTAL and one.doubt is None and not one.asked.share and len(every) == len(one.asked.field.columns):
            yield ("parts_against_total", one, None, every)
