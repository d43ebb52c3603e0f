"""Prose against appendix: what a unit's text says elsewhere of what a field asks for, and what it says its figures add up to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from qcdc_parse.model import Document
from qcdc_parse.report.figures.asked import Asked, Asking, asking_of
from qcdc_parse.report.figures.fitting import best_fit, may_measure
from qcdc_parse.report.figures.found import TOTAL
from qcdc_parse.report.figures.lines import Clause, clauses_of
from qcdc_parse.report.figures.measures import SHARES, factor
from qcdc_parse.report.figures.notation import exact, printed
from qcdc_parse.report.figures.reading import found_in, own_words, slots_of
from qcdc_parse.report.figures.scanning import scan
from qcdc_parse.report.figures.wording import words_in
from qcdc_parse.report.models import Answer, Conflict, Figure, Unit
from qcdc_parse.report.outline.models import Outline
from qcdc_parse.report.quotes import quote
from qcdc_parse.span import Span, made

__all__ = ["prose_conflicts"]

_Cell = tuple[str, str | None]
_FITS = 0.8
_EXTRA = 1
_AHEAD = re.compile(
    r"(?:phương hướng|nhiệm vụ|giải pháp|mục tiêu|chỉ tiêu|kế hoạch|thời gian tới|kiến nghị|đề xuất|năm tới)", re.IGNORECASE
)
_NOT_NOW = re.compile(
    r"(?<!\w)(?:sẽ|phấn đấu|mục tiêu|chỉ tiêu|dự kiến|kế hoạch|tháng|quý|thời gian tới|năm tới|so với|cùng kỳ|trước đây|giai đoạn trước|nhiệm kỳ trước|mỗi|bình quân)(?!\w)",
    re.IGNORECASE,
)
_LASTING = re.compile(r"(?<!\w)0?(\d{1,2})\s+năm(?!\s+(?:19|20)\d\d)(?!\w)", re.IGNORECASE)
_SUMS = re.compile(r"(?<!\w)(?:tổng|cộng)(?!\w)", re.IGNORECASE)


def prose_conflicts(
    outline: Outline, document: Document, answers: Sequence[Answer], figures: Sequence[Figure], submission: int, unit: Unit | None
) -> list[Conflict]:
    """Return where a submission says another thing than the figure it gives: in prose elsewhere, or as the sum of its years.

    Prose is held against a figure only where it says the whole of what the field asks, in the same measure, of the same year, and
    neither of a part, nor of a plan, nor of another time.
    """
    asking = asking_of(outline)
    given: dict[_Cell, list[Figure]] = {}
    for figure in figures:
        given.setdefault((figure.field, figure.column), []).append(figure)
    sure = {cell: several[0] for cell, several in given.items() if len(several) == 1 and several[0].status == "read"}
    if not sure:
        return []
    said = [*_prose(asking, document.text, answers, sure, own_words(unit)), *_sums(asking, document.text, answers, sure, unit)]
    out: list[Conflict] = []
    for kind, asked, column, value, measure, start, end, against in said:
        total = sum((exact(f.value) for f in against), Fraction(0))
        times = factor(measure, against[0].measure, asked.words.folded)
        if times is None or value * times == total:
            continue
        there = printed(total) if len(against) == 1 else f"{' + '.join(printed(exact(f.value)) for f in against)} = {printed(total)}"
        words = quote(document, submission, Span(start=start, end=end))
        message = f"the text says {printed(value)}{'' if measure is None else f' {measure}'}, the figures {there}{f' ({column})' if column else ''}"
        quotes = (words, *(f.quote for f in against))
        name = unit.name if unit is not None else None
        out.append(made(Conflict, kind=kind, unit=name, slot=asked.slot, field=asked.field.id, message=message, quotes=quotes))  # type: ignore[arg-type]  # one of the kinds
    return out


_Said = tuple[str, Asked, str | None, Fraction, str | None, int, int, list[Figure]]


def _prose(asking: Asking, text: str, answers: Sequence[Answer], sure: dict[_Cell, Figure], own: frozenset[str]) -> Iterator[_Said]:
    fields = [asking.by_id[field] for field in dict.fromkeys(field for field, _ in sure)]
    fields = [asked for asked in fields if not asked.weak and asked.anchor]
    low = text.lower()
    spots = [(at, asked) for asked in fields for at in _all(low, asked.anchor)] if len(low) == len(text) else []
    if not spots:
        return
    for answer in answers:
        span = answer.quote.span
        here = list({asked.field.id: asked for at, asked in spots if span.start <= at < span.end}.values())
        areas = {asking.areas.get(slot) for slot in slots_of(answer)}
        here = [asked for asked in here if asking.areas[asked.slot] not in areas]
        if not here or answer.kind == "table" or any(_AHEAD.search(heading) for heading in answer.headings):
            continue
        items = scan(text, span.start, span.end)
        for clause in clauses_of(text, span.start, span.end, items, ()):
            found = _of_clause(here, clause, text, sure, own)
            if found is not None:
                yield found


def _all(low: str, phrase: str) -> Iterator[int]:
    at = low.find(phrase)
    while at >= 0:
        yield at
        at = low.find(phrase, at + len(phrase))


def _of_clause(here: Sequence[Asked], clause: Clause, text: str, sure: dict[_Cell, Figure], own: frozenset[str]) -> _Said | None:
    item = clause.item
    words = f"{clause.ahead} | {clause.beyond}"
    if item.kind != "number" or item.doubt is not None or item.measure is None or _NOT_NOW.search(words):
        return None
    best = best_fit([a for a in here if may_measure(a, item) and (item.measure in SHARES) == a.share], words_in(words), own, None, _FITS)
    if best is None or best[1].extra > _EXTRA:
        return None
    asked = best[0]
    lasting = _LASTING.search(text, max(0, clause.start - 1), clause.end)
    columns = asked.field.columns
    if not columns:
        if clause.years or lasting or (asked.field.id, None) not in sure:
            return None
        return ("prose_against_appendix", asked, None, item.value, item.measure, clause.start, clause.end, [sure[asked.field.id, None]])
    if not asked.by_year:
        return None
    years = () if clause.inherited else clause.years
    every = [sure[asked.field.id, c] for c in columns if (asked.field.id, c) in sure]
    period = len(years) == 2 and years == (asked.columns[0].years[0], asked.columns[-1].years[-1])
    if len(every) == len(columns) and not asked.share and (period or (not years and lasting and int(lasting[1]) == len(columns))):
        return ("prose_against_appendix", asked, None, item.value, item.measure, clause.start, clause.end, every)
    column = next((c.name for c in asked.columns if len(years) == 1 and c.years == years), None)
    if column is None or lasting or (asked.field.id, column) not in sure:
        return None
    return ("prose_against_appendix", asked, column, item.value, item.measure, clause.start, clause.end, [sure[asked.field.id, column]])


def _sums(asking: Asking, text: str, answers: Sequence[Answer], sure: dict[_Cell, Figure], unit: Unit | None) -> Iterator[_Said]:
    """Yield what a unit says the years of a field add up to."""
    slots = {asked.slot for asked in asking.by_id.values() if asked.by_year and (asked.field.id, asked.field.columns[0]) in sure}
    there = [a for a in answers if not slots.isdisjoint(slots_of(a))]
    if not any(_SUMS.search(text, a.quote.span.start, a.quote.span.end) for a in there):
        return
    for one in found_in(asking, text, there, own_words(unit)):
        every = [sure[one.asked.field.id, c] for c in one.asked.field.columns if (one.asked.field.id, c) in sure]
        if one.rank == TOTAL and one.doubt is None and not one.asked.share and len(every) == len(one.asked.field.columns):
            yield ("parts_against_total", one.asked, None, one.item.value, one.measure, one.start, one.end, every)
