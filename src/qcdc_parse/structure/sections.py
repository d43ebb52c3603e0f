"""Sections: the tree of headings and numbered paragraphs of a body, with its blocks.

What may begin a section is told line by line (``candidates.py``, ``unnumbered.py``), which of it does by the best reading of
the whole (``reading.py``); where that misses a label which stands inside a paragraph (``glued.py``), it is read once more.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from qcdc_parse.model import LooseBlock, Note, Section
from qcdc_parse.span import Span, made
from qcdc_parse.structure import kinds
from qcdc_parse.structure.candidates import Item, candidate
from qcdc_parse.structure.doubts import repairs, sequence_doubts
from qcdc_parse.structure.glued import glued
from qcdc_parse.structure.labels import BULLETS, hides_label, may_be_label, parse_label
from qcdc_parse.structure.parts import Part
from qcdc_parse.structure.reading import Placed, read_labels
from qcdc_parse.structure.tree import HEADING_LENGTH, Node, hang, loose_block
from qcdc_parse.structure.unnumbered import HEADING, heading, over_table
from qcdc_parse.text import PLAIN, Line

_AGAIN = 2
"""A body is read so often more where labels inside its lines are missed: one that is found may show another."""
_ALIKE = 2
"""So many headings of one look tell another above a table from the table's title."""
_ID_WORDS = 4
"""The id of a section without label is made of so many words of its heading."""


@dataclass(frozen=True, slots=True)
class Body:
    """Sections and loose blocks of one part's body."""

    sections: tuple[Section, ...]
    blocks: tuple[LooseBlock, ...]
    notes: tuple[Note, ...]


def build_sections(lines: tuple[Line, ...], part: Part, number: int, prefix: str = "") -> Body:
    """Build the section tree of one part. ``prefix`` keeps ids unique between parts."""
    roots: list[Node] = []
    loose: list[LooseBlock] = []
    notes: list[Note] = []
    for start, stop in ((part.body, part.footer), (part.resumed, part.last)):
        closing = _closing_start(lines, start, stop)
        placed = find_sections(lines, start, closing, headed=start > part.first)
        notes += repairs(lines, placed)
        hang(lines, range(start, closing), placed, (roots, loose), number)
        loose += (loose_block(lines[index], number) for index in range(closing, stop))
    counts: dict[str, int] = {}
    shift = _unprinted_part(roots)
    notes += sequence_doubts(roots)
    sections = tuple(_section(node, number, prefix, 1 + shift.get(id(node), 0), counts, notes) for node in roots)
    return Body(sections, tuple(loose), tuple(notes))


def find_sections(lines: tuple[Line, ...], start: int, stop: int, *, headed: bool) -> tuple[Placed, ...]:
    """Return what begins a section in ``lines[start:stop]``, in order."""
    items = _candidates(lines, start, stop, headed=headed)
    placed = read_labels(items)
    for _ in range(_AGAIN):
        inner = glued(lines, items, placed, range(start, stop))
        if not inner:
            break
        items = sorted([*items, *inner], key=lambda item: (item.line, item.at))
        placed = read_labels(items)
    return placed


def _candidates(lines: tuple[Line, ...], start: int, stop: int, *, headed: bool) -> list[Item]:
    items: list[Item] = []
    named = -1
    for index in range(start, stop):
        line = lines[index]
        if line.table or index <= named:
            continue
        text = line.text
        first = text[0]
        if first in BULLETS and (first != "-" or not hides_label(text)):
            continue
        item = None
        if may_be_label(text) or first in "ivxO|":
            item = candidate(lines, index, start, stop)
            if item is not None and item.named:
                named = index + item.named
        if item is None and (text[1:2].isupper() or line.look is not PLAIN):
            item = heading(lines, index, stop, first=index == start, headed=headed, above=items[-1] if items else None)
        if item is not None:
            items.append(item)
    bare = [item for item in items if item.options[0].label.style == "unnumbered"]
    if not bare:
        return items
    if any(item.options[0].label.style == "article" for item in items):
        return [item for item in items if item.options[0].label.style != "unnumbered"]  # a law prints titles only
    if bare[0].line == start and bare[0].weight <= HEADING and not any(item.form == bare[0].form for item in bare[1:]):
        return items[1:]  # the only one of its kind, first in the body: the end of the title
    alike = Counter(item.form for item in bare if not over_table(lines, item))
    return [item for item in items if not over_table(lines, item) or alike[item.form] >= _ALIKE]


def _closing_start(lines: tuple[Line, ...], start: int, stop: int) -> int:
    """Closing formulas just before the footer belong to no section, unless they are all that an article holds."""
    index = stop
    while index > start and kinds.is_closing(lines[index - 1].text) and stop - index < 3:
        above = parse_label(lines[index - 2].text) if index - 2 >= start else None
        if above is not None and above.style is not None and _all_it_holds(lines[index - 2].text, lines[index - 1].text):
            break
        index -= 1
    return index


def _all_it_holds(heading: str, closing: str) -> bool:
    """A formula that follows a bare heading (`Điều 2. Hiệu lực`) is that section's content, but for `Trên đây là …`."""
    return len(heading) <= HEADING_LENGTH and heading[-1] not in ".;:" and not closing.startswith(("Trên đây", "Nơi nhận", "Trân trọng"))


def _unprinted_part(roots: list[Node]) -> dict[int, int]:
    """Where `Phần thứ hai` follows sections that stand in no part, these are one level down."""
    styles = [n.label.style for n in roots]
    if "part" not in styles:
        return {}
    return {id(n): 1 for n in roots if n.label.style not in {"part", "appendix", "unnumbered"}}


def _section(node: Node, part: int, path: str, depth: int, counts: dict[str, int], notes: list[Note]) -> Section:
    label = node.label
    assert label.style is not None
    said = label.text or " ".join(node.line.text.replace("/", "-").split()[:_ID_WORDS])
    here = f"{path}/{said}" if path and not path.endswith(":") else f"{path}{said}"
    counts[here] = counts.get(here, 0) + 1
    unique = here if counts[here] == 1 else f"{here}~{counts[here]}"
    start = node.line.start
    label_span = Span(start=start, end=start + label.close)
    if counts[here] > 1 and label.text:
        notes.append(
            made(
                Note,
                code="duplicate-label",
                severity="warning",
                span=label_span,
                message=f"label {here} stands {counts[here]} times; this one has the id {unique}",
            )
        )
    children = tuple(_section(child, part, unique, depth + 1, counts, notes) for child in node.children)
    ends = [node.end, *(b.span.end for b in node.blocks), *(c.span.end for c in children[-1:])]
    heading, heading_span = node.heading or (None, None)
    return made(
        Section,
        id=unique,
        part=part,
        label=label.text,
        style=label.style,
        depth=depth,
        heading=heading,
        heading_span=heading_span,
        label_span=label_span,
        span=Span(start=start, end=max(ends)),
        blocks=tuple(node.blocks),
        children=children,
    )
