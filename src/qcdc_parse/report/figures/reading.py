"""Figures of one submission: every value that its text gives for a field of the outline, with its words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby

from qcdc_parse.indicators.grid import tables_of
from qcdc_parse.model import Document, Header
from qcdc_parse.passages import Passage
from qcdc_parse.report.figures.asked import Asked, Asking, asking_of
from qcdc_parse.report.figures.fitting import misread
from qcdc_parse.report.figures.found import EXACT, NAMED, SAID, TOTAL, Found
from qcdc_parse.report.figures.grids import grids_of
from qcdc_parse.report.figures.lines import Place, is_labelled, note_heading, read_line
from qcdc_parse.report.figures.measures import SHARES, factor, goes_with
from qcdc_parse.report.figures.prose import prose_in, slots_of, speaks_ahead
from qcdc_parse.report.figures.tables import read_table
from qcdc_parse.report.figures.wording import words_in
from qcdc_parse.report.models import Answer, Figure, Unit
from qcdc_parse.report.outline.models import Outline
from qcdc_parse.report.quotes import quote
from qcdc_parse.span import Span, made

__all__ = ["ELSEWHERE", "figures_of", "found_in", "own_words"]

_NOWHERE = Header()


def figures_of(outline: Outline, document: Document, answers: Sequence[Answer], submission: int, unit: Unit | None) -> list[Figure]:
    """Return every value that a submission gives for a field of the outline, by field, as the outline orders them.

    ``answers`` say which slot each passage answers. What is given twice with two values, misprinted, only a bound or without the
    year that is asked for is ``doubtful``, with the reason; blanks left as they were give nothing.
    """
    asking = asking_of(outline)
    own = own_words(unit)
    found = [one for one in found_in(asking, document.text, answers, own) if one.rank != TOTAL]
    slots = {one.asked.slot for one in found}
    found += [one for one in _elsewhere(asking, document.text, answers, own) if one.asked.slot not in slots and one.rank != TOTAL]
    order = {field: place for place, field in enumerate(asking.by_id)}
    found.sort(key=lambda one: (order[one.asked.field.id], _column_place(one), one.start))
    out: list[Figure] = []
    for _, cell in groupby(found, key=lambda one: (one.asked.field.id, one.column)):
        for one in _weighed(list(cell)):
            out.append(_figure(document, one, submission, unit, len(out) + 1))
    return out


def _column_place(one: Found) -> int:
    return one.asked.field.columns.index(one.column) if one.column is not None else -1


ELSEWHERE = "nêu ở chỗ khác, không phải ở mục yêu cầu số liệu này"


def _elsewhere(asking: Asking, text: str, answers: Sequence[Answer], own: frozenset[str]) -> Iterator[Found]:
    """Yield what prose says of fields; it is sure only where it is the whole label with a value behind it."""
    read: set[tuple[int, int]] = set()
    for one in prose_in(asking, text, answers, own):
        if one.rank == EXACT and one.line not in read:
            # The line of the form itself, put elsewhere: it may answer more of its fields.
            read.add(one.line)
            yield from read_line(asking, Place(asking.fields[one.asked.slot], (), own), text, *one.line)
        if one.line in read:
            continue
        column = next((c.name for c in one.asked.columns if c.years and c.years == one.years), None)
        if column is not None or not one.asked.columns:
            yield one._replace(column=column, doubt=ELSEWHERE)
            place = Place(asking.fields[one.asked.slot], (), own, lead=one.asked)
            for more in read_line(asking, place, text, one.item.end, one.line[1]):
                if one.asked.field.id in {more.asked.lead, more.asked.field.part_of}:
                    yield more._replace(doubt=ELSEWHERE)


def own_words(unit: Unit | None) -> frozenset[str]:
    """Return the syllables of a unit's name, which say nothing of what is counted."""
    return frozenset() if unit is None else words_in(unit.name).every


def found_in(asking: Asking, text: str, answers: Sequence[Answer], own: frozenset[str]) -> Iterator[Found]:
    """Yield the values that passages give for the fields of the slots they answer, in reading order."""
    places: dict[tuple[str, ...], Place | None] = {}
    headings: tuple[str, ...] = ()
    index = 0
    while index < len(answers):
        answer = answers[index]
        if answer.kind == "table":
            last = index
            while last + 1 < len(answers) and answers[last + 1].kind == "table" and _touch(text, answers[last], answers[last + 1]):
                last += 1
            yield from _of_table(asking, text, answers[index : last + 1], own)
            index = last + 1
            continue
        last = index
        while last + 1 < len(answers) and _goes_on(text, answers[last], answers[last + 1]):
            last += 1
        end = answers[last].quote.span.end
        index = last + 1
        slots = slots_of(answer)
        if slots not in places:
            fields, others = _fields(asking, slots)
            places[slots] = Place(fields, others, own) if fields or others else None
        place = places[slots]
        if place is None:
            continue
        if answer.headings != headings:
            headings = answer.headings
            note_heading(asking, place, headings, answer.quote.text)
        several = list(read_line(asking, place, text, answer.quote.span.start, end))
        least = EXACT if speaks_ahead(answer) else NAMED
        told = {one.asked.slot for one in several if one.rank >= least}
        for one in several:
            yield one if answer.status == "aligned" or one.asked.slot in told else _unsure(asking, one, slots)


def _fields(asking: Asking, slots: Sequence[str]) -> tuple[tuple[Asked, ...], tuple[Asked, ...]]:
    """Return the fields of slots, and those beside them in the same appendix."""
    fields = tuple(one for slot in slots for one in asking.fields.get(slot, ()))
    areas = dict.fromkeys(asking.areas[slot] for slot in slots if slot in asking.areas)
    own = {one.field.id for one in fields}
    return fields, tuple(one for area in areas for one in asking.of_area.get(area, ()) if one.field.id not in own)


def _unsure(asking: Asking, one: Found, slots: Sequence[str]) -> Found:
    """Doubt what stands in a passage that may belong outside the appendix of its field."""
    if {asking.areas.get(slot) for slot in slots} == {asking.areas[one.asked.slot]}:
        return one
    return one._replace(doubt=one.doubt or "đoạn văn có thể thuộc mục khác")


def _touch(text: str, one: Answer, other: Answer) -> bool:
    return not text[one.quote.span.end : other.quote.span.start].strip()


_ENDS = (".", ";", "!", "?", "”", ")")


def _goes_on(text: str, one: Answer, other: Answer) -> bool:
    """Tell whether a line only breaks off where the next goes on: `năm 2020:` and `01 cuộc`."""
    if other.kind != "paragraph" or one.status != other.status or one.slot != other.slot or not _touch(text, one, other):
        return False
    first = other.quote.text[:1]
    return (first.isdigit() or first.islower()) and not one.quote.text.endswith(_ENDS) and not is_labelled(other.quote.text)


def _of_table(asking: Asking, text: str, rows: Sequence[Answer], own: frozenset[str]) -> Iterator[Found]:
    """Yield the values of a table, each row of which may answer another slot."""
    sure = tuple(dict.fromkeys(slot for row in rows if row.status == "aligned" for slot in slots_of(row)))
    slots = sure or tuple(dict.fromkeys(slot for row in rows for slot in slots_of(row)))
    fields, others = _fields(asking, slots)
    if not fields and not others:
        return
    first = rows[0].quote.span.start
    above = text.rfind("\n", 0, max(0, first - 1)) + 1
    places = [Passage(above, max(above, first - 1), above, "paragraph", None, "", _NOWHERE)]
    unsure: list[Answer] = []
    for row in rows:
        span = row.quote.span
        places.append(Passage(span.start, span.end, span.start, "table", row.slot if row.status == "aligned" else None, "", _NOWHERE))
        unsure += [row] if row.status == "ambiguous" else []
    begins = [row.quote.span.start for row in unsure]
    for table in tables_of(text, places):
        for grid in grids_of(text, table):
            several = list(read_table(text, grid, fields, others, own))
            told = _told_by(several)
            for one in several:
                at = bisect_right(begins, one.item.start) - 1
                doubted = unsure[at] if at >= 0 and one.item.start in unsure[at].quote.span else None
                yield one if doubted is None or one.asked.slot in told else _unsure(asking, one, slots_of(doubted))


def _told_by(several: Sequence[Found]) -> set[str]:
    """Return the slots whose form a table is: several of its rows are fields by their names, with the columns asked for."""
    rows: dict[str, set[str]] = {}
    for one in several:
        if one.column is not None:
            rows.setdefault(one.asked.slot, set()).add(one.asked.field.id)
    return {slot for slot, fields in rows.items() if len(fields) > 1}


def _weighed(cell: list[Found]) -> list[Found]:
    """Choose among the values of one cell: one that others repeat stands once; of two that differ neither is sure."""
    if len(cell) == 1:
        return cell
    best = [one for one in cell if one.rank >= SAID] or cell
    by_year = {one.years for one in best if one.years}
    if not best[0].asked.columns and len(by_year) > 1:
        whole = [one for one in best if not one.years]
        if len(whole) != 1:
            return [one._replace(doubt=one.doubt or "nêu theo từng năm") for one in best]
        best = whole
    sure = [one for one in best if one.doubt is None] or best
    values = {_comparable(one) for one in sure}
    if len(values) == 1 or (sure[0].asked.share and max(values) - min(values) <= Fraction(1, 2)):
        return [min(sure, key=lambda one: (-one.rank, one.item.measure not in SHARES, one.item.of is None, one.start))]
    kept: dict[Fraction, Found] = {}
    for one in sure:
        kept.setdefault(_comparable(one), one)
    return [one._replace(doubt=one.doubt or "chỗ khác ghi số khác") for one in kept.values()]


def _comparable(one: Found) -> Fraction:
    item = one.item
    if one.asked.share and item.of:
        return 100 * item.value / item.of
    return item.value * (factor(one.measure, one.asked.unit, one.asked.words.folded) or 1)


def _figure(document: Document, one: Found, submission: int, unit: Unit | None, number: int) -> Figure:
    item = one.item
    printed = one.asked.unit if not (one.asked.share and item.of is not None) else None
    measure = one.measure
    if printed is not None and measure is not None and (misread(measure, printed) or goes_with(measure, printed)):
        measure = printed
    return made(
        Figure,
        id=f"s{submission}f{number}",
        field=one.asked.field.id,
        column=one.column,
        unit=unit.name if unit is not None else None,
        value=float(item.value),
        of=float(item.of) if item.of is not None else None,
        measure=measure or printed,
        status="read" if one.doubt is None else "doubtful",
        reason=one.doubt,
        quote=quote(document, submission, Span(start=one.start, end=one.end)),
    )
