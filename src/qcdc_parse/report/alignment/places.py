"""Where each passage stands: the headings above it, its section's and those between paragraphs, and what they name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from qcdc_parse.model import Document, Section
from qcdc_parse.report.alignment.headings import Leads, Naming, Pointer, begin, follow
from qcdc_parse.report.alignment.lattice import Move
from qcdc_parse.report.alignment.passages import Passage, judging, passages_of, tells
from qcdc_parse.report.alignment.plan import Plan

__all__ = ["Place", "Placed", "place"]

_NAMES = 0.55
"""Likeness from which words ahead of a colon are taken for a heading."""
_IS_HEADING = 0.62
"""Likeness from which a short paragraph is nothing but a heading."""
_IS_SENTENCE = 0.9
"""The same of one that ends as sentences do."""
_SENTENCE_ENDS = (".", ";", "!", "…")
_RANKS = {None: 0, "-": 1, "–": 1, "•": 1, "*": 2, "+": 2}


@dataclass(frozen=True, slots=True)
class Place:
    """Headings above a passage, and where they lead."""

    leads: Leads
    headings: tuple[str, ...]
    sections: tuple[str, ...]
    appendix: bool
    table: bool = False
    firm: bool = True
    """Headings say it, no words ahead of a colon."""

    def leads_to(self, other: Place) -> Move:
        """Tell how one goes on from here to another place."""
        if other is self:
            return "same"
        return "inner" if other.sections[: len(self.sections)] == self.sections else "next"


@dataclass(frozen=True, slots=True)
class Placed:
    """A passage and its place; places are the same object where nothing stands between."""

    passage: Passage
    place: Place


@dataclass(slots=True)
class _Local:
    """A heading between paragraphs: holds for what ranks below it; one of its own for all until the next."""

    rank: int
    place: Place
    bare: bool


@dataclass(slots=True)
class _Walk:
    plan: Plan
    pointer: Pointer
    text: str
    judges: Callable[[int, int], bool]
    places: dict[str | None, Place] = field(default_factory=dict)
    locals: list[_Local] = field(default_factory=list)
    out: list[Placed] = field(default_factory=list)


def place(plan: Plan, pointer: Pointer, document: Document) -> list[Placed]:
    """Return the passages of a document with their places, in reading order; what is only a heading is no passage."""
    walk = _Walk(plan, pointer, document.text, judging(document))
    walk.places[None] = Place(begin(plan), (), (), appendix=False)
    for section in document.sections:
        _enter(walk, section, walk.places[None])
    last: str | None = None
    passages = passages_of(document)
    for passage, behind in zip_longest(passages, passages[1:]):
        here = passage.section.id if passage.section else None
        if here != last:
            walk.locals.clear()
            last = here
        _put(walk, passage, walk.places[here], titles=behind is not None and _is_title(passage, behind, document.text))
    return walk.out


def _enter(walk: _Walk, section: Section, above: Place) -> None:
    heading, shown = _heading(walk, section)
    item = bool(above.sections) and not section.children and len(section.blocks) <= (section.heading is None)
    judged = item and walk.judges(section.span.start, section.span.end)
    leads = follow(
        walk.plan,
        above.leads,
        () if judged or not heading else walk.pointer[heading],
        section.label,
        said="lead" if item else "heading",
        body=_in_body(above, section),
        above_others=len(section.children) > 1,
    )
    headings = (*above.headings, f"{section.label} {shown}".strip()) if shown or section.label else above.headings
    mine = Place(leads, headings, (*above.sections, section.id), above.appendix or section.style == "appendix")
    walk.places[section.id] = mine
    for child in section.children:
        _enter(walk, child, mine)


def _in_body(above: Place, section: Section) -> bool:
    return section.style != "appendix" and not above.appendix and bool(above.sections)


def _heading(walk: _Walk, section: Section) -> tuple[str, str]:
    """Return the words that name a section: its heading up to a colon, or what its first paragraph begins with, and how they are shown."""
    if section.heading is not None:
        return (section.heading.partition(":")[0] if tells(section.heading) else section.heading), section.heading
    for block in section.blocks[:1]:
        words = block.span.of(walk.text)
        lead, colon, _ = words.partition(":")
        if colon and len(lead) <= _LONGEST_LEAD:
            return lead, lead
        if _likeness(walk.pointer[words] if len(words) <= _LONGEST else ()) >= _IS_HEADING:
            return words, words
    return "", ""


_LONGEST_LEAD = 200
_LONGEST = 400


def _likeness(namings: tuple[Naming, ...]) -> float:
    return max((n.likeness for n in namings), default=0.0)


def _is_title(passage: Passage, behind: Passage, text: str) -> bool:
    """Tell whether a short paragraph right above a table is its title."""
    near = behind.kind == "table" and passage.kind == "paragraph" and behind.start - passage.end <= _NEAR
    return near and passage.bare and not text[passage.start : passage.end].rstrip().endswith(_SENTENCE_ENDS)


_NEAR = 2


def _put(walk: _Walk, passage: Passage, section: Place, *, titles: bool) -> None:
    rank = _RANKS.get(passage.marker, 1)
    walk.locals[:] = [local for local in walk.locals if local.rank < rank or local.bare]
    above = walk.locals[-1].place if walk.locals else section
    words = walk.text[passage.start : passage.end]
    said = passage.lead or (words.lstrip("-+*•– ") if passage.bare else None)
    if said is not None and (len(said) > _LONGEST_LEAD or passage.judged):
        said = None
    if passage.table is not None and not above.table:
        above = replace(above, table=True)
        walk.locals.append(_Local(rank, above, bare=False))
    if said is None:
        walk.out.append(Placed(passage, above))
        return
    namings = walk.pointer[said]
    likeness = _likeness(namings)
    least = _NAMES if passage.lead else _IS_SENTENCE if words.rstrip().endswith(_SENTENCE_ENDS) else _IS_HEADING
    if titles or (passage.bare and likeness >= least):
        if passage.heading or _names_section(passage):
            return
        walk.locals[:] = [local for local in walk.locals if local.rank < rank]
        above = walk.locals[-1].place if walk.locals else section
        walk.locals.append(_Local(rank, _below(walk, above, namings, said, firm=passage.bare), bare=True))
    elif passage.lead and likeness >= _NAMES and not passage.heading and not _names_section(passage):
        mine = _below(walk, above, namings, said, firm=passage.bare)
        walk.locals.append(_Local(rank, mine, bare=False))
        walk.out.append(Placed(passage, mine))
    else:
        walk.out.append(Placed(passage, above))


def _names_section(passage: Passage) -> bool:
    """Tell whether a passage is the labelled paragraph that its section takes its name from."""
    section = passage.section
    return section is not None and section.heading is None and bool(section.blocks) and section.blocks[0].span.start == passage.start


def _below(walk: _Walk, above: Place, namings: tuple[Naming, ...], said: str, *, firm: bool) -> Place:
    leads = follow(walk.plan, above.leads, namings, said="lead", body=bool(above.sections) and not above.appendix)
    return Place(leads, (*above.headings, said), above.sections, above.appendix, above.table, firm)
