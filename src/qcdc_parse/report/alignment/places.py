"""Where each passage stands: the headings above it, its section's and those between paragraphs, and what they name."""

from __future__ import annotations

from collections.abc import Callable
from itertools import zip_longest
from typing import NamedTuple

from qcdc_parse.model import Document, Section
from qcdc_parse.report.alignment.headings import Leads, Naming, Pointer
from qcdc_parse.report.alignment.lattice import Move
from qcdc_parse.report.alignment.passages import Passage, counts, passages_of
from qcdc_parse.report.alignment.pieces import pieces_of, tells
from qcdc_parse.report.alignment.verdicts import judging

__all__ = ["Place", "Placed", "place"]

_NAMES = 0.55
"""Likeness from which words ahead of a colon are taken for a heading."""
_IS_HEADING = 0.62
"""Likeness from which a short paragraph is nothing but a heading."""
_IS_SENTENCE = 0.9
"""The same of one that ends as sentences do."""
_SENTENCE_ENDS = (".", ";", "!", "…")
_RANKS = {None: 0, "-": 1, "–": 1, "•": 1, "*": 2, "+": 2}
_MARKS = "-+*•– "
_LONGEST_LEAD, _LONGEST_HEADING = 200, 400
_NEAR = 2


class Place(NamedTuple):
    """Headings above a passage, and where they lead."""

    leads: Leads
    headings: tuple[str, ...]
    sections: tuple[str, ...]
    appendix: bool
    table: bool
    firm: bool
    """Headings say it, no words ahead of a colon."""
    counted: bool = False
    """It gives a figure for what it names, as items of appendices do."""

    def leads_to(self, other: Place) -> Move:
        """Tell how one goes on from here to another place."""
        if other is self:
            return "same"
        return "inner" if other.sections[: len(self.sections)] == self.sections else "next"


class Placed(NamedTuple):
    """A passage and its place; places are the same object where nothing stands between."""

    passage: Passage
    place: Place


class _Local(NamedTuple):
    """A heading between paragraphs: holds for what ranks below it; one that is nothing else, for all until the next."""

    rank: int
    place: Place
    bare: bool


def place(pointer: Pointer, document: Document) -> list[Placed]:
    """Return the passages of a document with their places, in reading order; what is only a heading is no passage."""
    text, judges = document.text, judging(document)
    walk = _Walk(pointer, text, judges)
    for section in document.sections:
        walk.enter(section, walk.places[None])
    passages = passages_of(pieces_of(document), text, judges)
    last: Section | None = None
    for passage, behind in zip_longest(passages, passages[1:]):
        if passage.section is not last:
            walk.locals, last = [], passage.section
        walk.put(passage, titles=behind is not None and _is_title(passage, behind, text))
    return walk.out


def _is_title(passage: Passage, behind: Passage, text: str) -> bool:
    """Tell whether a short paragraph right above a table is its title."""
    near = behind.kind == "table" and passage.kind == "paragraph" and behind.start - passage.end <= _NEAR
    return near and passage.bare and not text[passage.start : passage.end].rstrip().endswith(_SENTENCE_ENDS)


def _likeness(namings: tuple[Naming, ...]) -> float:
    return max((n.likeness for n in namings), default=0.0)


class _Walk:
    """The way through a report: places of its sections, headings between its paragraphs."""

    def __init__(self, pointer: Pointer, text: str, judges: Callable[[int, int], bool]) -> None:
        self._pointer, self._text, self._judges = pointer, text, judges
        self.places: dict[str | None, Place] = {None: Place(pointer.begin, (), (), appendix=False, table=False, firm=True)}
        self.locals: list[_Local] = []
        self.out: list[Placed] = []

    def enter(self, section: Section, above: Place) -> None:
        """Find the places of a section and of those in it."""
        heading, shown = self._heading(section)
        item = bool(above.sections) and not section.children and len(section.blocks) <= (section.heading is None)
        if item and self._judges(section.span.start, section.span.end):
            heading = ""
        said = self._text[section.span.start : section.span.end] if item else ""
        counted = counts(heading, said.partition(":")[2])
        appendix = above.appendix or section.style == "appendix"
        leads = above.leads
        if heading:
            leads = self._pointer.follow(
                above.leads,
                heading,
                section.label,
                said="lead" if item else "heading",
                body=bool(above.sections) and not appendix and not counted,
                above_others=len(section.children) > 1,
            )
        headings = (*above.headings, f"{section.label} {shown}".strip()) if shown or section.label else above.headings
        mine = Place(leads, headings, (*above.sections, section.id), appendix, table=False, firm=True, counted=counted)
        self.places[section.id] = mine
        for child in section.children:
            self.enter(child, mine)

    def _heading(self, section: Section) -> tuple[str, str]:
        """Return the words that name a section, and those that are shown: its heading, or what its first paragraph begins with."""
        if section.heading is not None:
            return (section.heading.partition(":")[0] if tells(section.heading) else section.heading), section.heading
        for block in section.blocks[:1]:
            words = self._text[block.span.start : block.span.end]
            lead, colon, _ = words.partition(":")
            if colon and len(lead) <= _LONGEST_LEAD:
                return lead, lead
            if len(words) <= _LONGEST_HEADING and _likeness(self._pointer[words]) >= _IS_HEADING:
                return words, words
        return "", ""

    def put(self, passage: Passage, *, titles: bool) -> None:
        """Put a passage in its place, or take it for a heading of those behind; ``titles``: it stands above a table."""
        rank = _RANKS.get(passage.marker, 1)
        self.locals = [local for local in self.locals if local.rank < rank or local.bare]
        above = self.locals[-1].place if self.locals else self.places[passage.section.id if passage.section else None]
        if passage.table is not None and not above.table:
            above = above._replace(table=True)
            self.locals.append(_Local(rank, above, bare=False))
        words = self._text[passage.start : passage.end]
        said = passage.lead or (words.lstrip(_MARKS) if passage.bare else None)
        if said is None or len(said) > _LONGEST_LEAD or passage.judged or passage.heading or _names_section(passage):
            if not (passage.heading or _names_section(passage)) or not self._is_empty(passage, words, said):
                self.out.append(Placed(passage, above))
            return
        namings = self._pointer[said]
        likeness = _likeness(namings)
        if titles or (passage.bare and likeness >= self._least(passage, words)):
            self.locals = [local for local in self.locals if local.rank < rank]
            above = self.locals[-1].place if self.locals else self.places[passage.section.id if passage.section else None]
            self.locals.append(_Local(rank, self._below(above, said, firm=True), bare=True))
        elif passage.lead and likeness >= _NAMES:
            mine = self._below(above, said, firm=False, counted=passage.counted)
            self.locals.append(_Local(rank, mine, bare=False))
            self.out.append(Placed(passage, mine))
        else:
            self.out.append(Placed(passage, above))

    def _least(self, passage: Passage, words: str) -> float:
        if passage.lead:
            return _NAMES
        return _IS_SENTENCE if words.rstrip().endswith(_SENTENCE_ENDS) else _IS_HEADING

    def _is_empty(self, passage: Passage, words: str, said: str | None) -> bool:
        """Tell whether the heading of a section is nothing else, and the section empty."""
        return said is not None and passage.bare and not passage.judged and _likeness(self._pointer[said]) >= self._least(passage, words)

    def _below(self, above: Place, said: str, *, firm: bool, counted: bool = False) -> Place:
        leads = self._pointer.follow(above.leads, said, said="lead", body=bool(above.sections) and not above.appendix and not counted)
        return Place(leads, (*above.headings, said), above.sections, above.appendix, above.table, firm, counted)


def _names_section(passage: Passage) -> bool:
    """Tell whether a passage is the labelled paragraph that its section takes its name from."""
    section = passage.section
    return section is not None and section.heading is None and bool(section.blocks) and section.blocks[0].span.start == passage.start
