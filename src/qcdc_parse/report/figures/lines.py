"""Figures in lines of text: filled-in blanks, sentences, years in a row (`năm 2019: 3; năm 2020: 4`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from qcdc_parse.indicators.printedunits import unit_in
from qcdc_parse.report.figures.asked import Asked, Asking
from qcdc_parse.report.figures.clauses import SUMMED, Clause, clauses_of, leads, regular
from qcdc_parse.report.figures.fitting import Fit, best_fit, column_of, may_measure, names_column
from qcdc_parse.report.figures.found import DIRECT, EXACT, LOOSE, NAMED, SAID, TOTAL, Found
from qcdc_parse.report.figures.loosely import JOINED, LIKE, is_named, of_others, only_like, said_column, shortened, stripped
from qcdc_parse.report.figures.measures import SHARES, fold_measure
from qcdc_parse.report.figures.scanning import Item, scan
from qcdc_parse.report.figures.wording import Words, agree, number_chain, words_in

__all__ = ["Place", "is_labelled", "note_heading", "read_line"]

_LABEL = re.compile(r"\s*(?:\(?\d{1,2}(?:\.\d{1,2})*[.)/]|[-–+*•]|\(?[a-zđ][.)]|[IVX]{1,5}[.)])(?=\s|[^\W\d_])\s*")
_DIGIT = re.compile(r"\d")
_EACH = re.compile(r"(?<![^\W\d_])(?:mỗi năm|hằng năm|hàng năm|mỗi)(?![^\W\d_])", re.IGNORECASE)
_OTHERS = 0.85
_WHOLLY = 0.99
_WITHIN = frozenset({"trong đó"})


@dataclass
class Place:
    """Where reading stands in a slot: the fields that are asked, the one last named, the year that a line above says."""

    fields: tuple[Asked, ...]
    others: tuple[Asked, ...]
    own: frozenset[str]
    lead: Asked | None = None
    years: tuple[str, ...] = ()
    marker: str = ""
    valued: set[str] = field(default_factory=set)
    broken: bool = False
    """The number before was something else: nothing goes on with the field ahead of it."""
    trailing: bool = False
    """The number before took the words behind it for its label: they are none of the next."""


def read_line(asking: Asking, place: Place, text: str, start: int, end: int) -> Iterator[Found]:
    """Yield the values that one line gives for the fields of a place."""
    led = _LABEL.match(text, start, end)
    body = led.end() if led else start
    marker = led[0].strip()[:1] if led else ""
    items = [item for item in scan(text, body, end) if not _is_label(asking, text, item)]
    numbers = [item for item in items if item.kind in {"number", "nil"}]
    if not numbers:
        _note(place, text[body:end], items, marker)
        return
    if marker == place.marker and place.marker:
        place.years = ()
    clauses = clauses_of(text, body, end, items, place.years)
    found: list[Found] = []
    place.broken = place.trailing = False
    for clause in clauses:
        one = _resolve(place, clause)
        place.broken = one is None
        if one is not None:
            found.append(one)
    yield from regular(found, clauses)


def is_labelled(line: str) -> bool:
    """Tell a line that begins with a label and more behind it: `b) Năm 2020: 4 cuộc`, not `14.`."""
    led = _LABEL.match(line)
    return led is not None and led.end() < len(line)


def note_heading(asking: Asking, place: Place, headings: Sequence[str], line: str) -> None:
    """Remember what the headings above a line say, unless it begins with them: a field of its slot, a year."""
    place.years = ()
    for heading in headings[-2:]:
        _, _, behind = heading.partition(" ")
        if heading in line or (behind and behind in line):
            continue
        words, items = _heading(heading)
        if not any(item.kind == "number" and not _is_label(asking, words, item) for item in items):
            _note(place, words, items, "")


@lru_cache(maxsize=2048)
def _heading(heading: str) -> tuple[str, tuple[Item, ...]]:
    """Return a heading without its label, and the numbers and years in it."""
    led = _LABEL.match(heading)
    words = heading[led.end() if led else 0 :]
    return words, tuple(scan(words, 0, len(words))) if _DIGIT.search(words) else ()


def _is_label(asking: Asking, text: str, item: Item) -> bool:
    """Tell a number that the outline's own words hold (`mức độ 3, 4`)."""
    if item.kind != "number":
        return False
    return number_chain(text, item.digits) in asking.digits


def _note(place: Place, words: str, items: Sequence[Item], marker: str) -> None:
    """Remember what a line without a number says of those below it."""
    years = [item.years for item in items if item.kind == "year"]
    if len(years) == 1:
        place.years, place.marker = years[0], marker
    best = best_fit(place.fields, words_in(words), place.own, place.lead)
    if best is not None:
        place.lead = best[0]


def _resolve(place: Place, clause: Clause) -> Found | None:
    item = clause.item
    if place.trailing and not leads(clause.ahead):
        clause.ahead = JOINED.sub("", clause.ahead)
    place.trailing = False
    fields = [asked for asked in place.fields if may_measure(asked, item) and not of_others(asked, clause)]
    ahead, behind = words_in(clause.ahead), words_in(clause.behind)
    tail = clause.ahead.rpartition(", ")[2] if ", " in clause.ahead else ""
    if item.kind == "nil" and not leads(clause.ahead):
        return _none_of(place, fields, clause)
    both = words_in(f"{clause.ahead} | {clause.behind}")
    direct = leads(clause.ahead)
    asked, rank = None, LOOSE
    best = best_fit(fields, ahead, place.own, place.lead) if ahead.every else None
    if best is None and tail:
        best = best_fit(fields, words_in(tail), place.own, place.lead)
    if best is not None:
        whole = direct and best[1].covered >= _WHOLLY and not best[1].extra and not best[0].weak
        asked, rank = best[0], EXACT if whole else DIRECT if direct or best[1].extra == 0 else SAID
    elif (behind.content or clause.beyond != clause.behind) and (
        best := best_fit(fields, both, place.own, place.lead) or _beyond(fields, clause, place)
    ) is not None:
        asked, rank = best[0], SAID
        place.trailing = True
    if asked is None:
        beside = [] if place.lead is None else [a for a in place.others if a.slot == place.lead.slot and may_measure(a, item)]
        asked = _going_on(place, [*fields, *beside], clause, ahead, behind)
        rank = DIRECT if asked is not None else LOOSE
    if asked is None and (best := stripped(fields, place.fields, clause, place.own, place.lead, direct=direct)) is not None:
        asked, rank = best[0], DIRECT if direct else SAID
        place.trailing = not direct
    near = rank == SAID and best is not None and best[0] is asked and only_like(best, both)
    if rank in {DIRECT, SAID} and best is not None and best[0] is asked and is_named(best, item):
        rank = NAMED
    if asked is None and direct and item.measure is not None:
        asked, rank = shortened(fields, [a for a in place.fields if a not in fields], ahead), DIRECT
    if asked is None:
        asked = _alone(fields, item.measure, both, place)
        rank = LOOSE
    if asked is None and direct and place.others:
        best = best_fit([a for a in place.others if may_measure(a, item)], ahead, place.own, place.lead, _OTHERS)
        asked, rank = (best[0], DIRECT) if best is not None else (None, LOOSE)
    if asked is None or (item.kind == "nil" and asked.share):
        return None
    if not (asked.share and asked.weak and asked.lead is not None):
        place.lead = asked
    place.valued.add(asked.field.id)
    column, doubt = column_of(asked, clause.years, both.every)
    if doubt == "other year":
        return None
    if doubt is not None and SUMMED.search(clause.ahead) and asked.by_year:
        return Found(asked, None, item, clause.start, clause.end, TOTAL, item.doubt, item.measure)
    if _EACH.search(clause.ahead) and asked.columns:
        column, doubt = None, "nêu chung cho từng năm"
    measure = item.measure or (unit_in(clause.ahead[clause.ahead.rfind("(") :]) if "(" in clause.ahead else None)
    if measure is not None and names_column(asked, measure):
        measure = None
    return Found(
        asked,
        column.name if column else None,
        item,
        clause.start,
        clause.end,
        rank,
        item.doubt or doubt or (LIKE if near else None),
        measure,
        clause.years,
    )


def _none_of(place: Place, fields: Sequence[Asked], clause: Clause) -> Found | None:
    """Read a sentence that says there was none: `Không phát sinh đơn thư`, or of a year, `năm 2020 không tổ chức`."""
    said = words_in(f"{clause.ahead} | {clause.beyond}")
    lead = place.lead
    best = best_fit(fields, said, place.own, lead, _OTHERS)
    asked = best[0] if best is not None and not best[1].extra else None
    if asked is None and clause.years and not clause.inherited and any(one is lead for one in fields):
        asked = lead
    if asked is None or asked.share:
        return None
    column, doubt = column_of(asked, clause.years, said.every)
    if doubt == "other year":
        return None
    place.lead = asked
    place.valued.add(asked.field.id)
    return Found(asked, column.name if column else None, clause.item, clause.start, clause.end, SAID, doubt, None, clause.years)


def _beyond(fields: Sequence[Asked], clause: Clause, place: Place) -> tuple[Asked, Fit] | None:
    if clause.beyond == clause.behind:
        return None
    return best_fit(fields, words_in(f"{clause.ahead} | {clause.beyond}"), place.own, place.lead)


def _going_on(place: Place, fields: Sequence[Asked], clause: Clause, ahead: Words, behind: Words) -> Asked | None:
    """Return the field that a number goes on with: the next year of the one before it, its share, its next column."""
    lead = place.lead
    item = clause.item
    if lead is None or (place.broken and not (clause.years and not clause.inherited)):
        return None
    column = said_column(lead, ahead, behind)
    strange = ahead.content - lead.known - place.own
    narrowed = (ahead.narrow | behind.narrow) - _WITHIN - lead.narrow
    if (narrowed or len(strange) > bool(clause.years and not clause.inherited)) and not column:
        return None  # one word beside a year may be misread: `nắm 2021`
    if item.measure in SHARES and not lead.share:
        shares = [a for a in fields if a.share and a.lead == lead.field.id and a.weak]
        shares = shares or [a for a in fields if a.share and a.field.part_of == lead.field.id]
        return shares[0] if len(shares) == 1 else None
    if not any(asked is lead for asked in fields):
        return None
    told = bool(clause.years) or column
    if lead.columns:
        return lead if told else None
    again = (clause.years and not clause.inherited) or SUMMED.search(clause.ahead)
    return lead if again or lead.field.id not in place.valued else None


def _alone(fields: Sequence[Asked], measure: str | None, said: Words, place: Place) -> Asked | None:
    """Return the one field that a number in its slot can answer, where nothing else is said beside it."""
    exact = [a for a in fields if a.unit is not None and measure is not None and fold_measure(measure) == fold_measure(a.unit)]
    fields = exact or [a for a in fields if not (a.share and a.weak)] or fields
    if len(fields) != 1 or said.narrow - fields[0].narrow or said.content - fields[0].known - place.own:
        return None
    if fields[0].field.id in place.valued or not agree(fields[0].words.folded, said.folded):
        return None
    return fields[0] if not fields[0].weak or fields[0].lead is None or (place.lead and place.lead.field.id == fields[0].lead) else None
