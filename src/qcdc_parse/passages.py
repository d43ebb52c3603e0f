"""Passages: the canonical text cut at the joints of its structure, each piece knowing where it stands.

This is what the stages after structure read: they need to know in which section, under which headings and in whose
part a stretch stands, not how the tree is built.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter
from typing import Literal, NamedTuple

from qcdc_parse.model import Attachment, Header, LooseBlock, Region, Section

PassageKind = Literal["header", "footer", "heading", "paragraph", "bullet", "table", "footnote"]


class Passage(NamedTuple):
    """A heading, a block, a header or a footer: ``text[start:end]``.

    ``body`` is where its own words begin, behind label or bullet. ``heading`` is the chain of headings above, lower case.
    """

    start: int
    end: int
    body: int
    kind: PassageKind
    section_id: str | None
    heading: str
    header: Header


def passages(
    header: Header,
    attachments: Iterable[Attachment],
    sections: Iterable[Section],
    blocks: Iterable[LooseBlock],
    regions: Iterable[Region],
) -> list[Passage]:
    """Cut a structured text into its passages, in order."""
    headers = {0: header} | {a.part: a.header for a in attachments}
    out: list[Passage] = []
    for region in regions:
        span = region.span
        out.append(Passage(span.start, span.end, span.start, region.kind, None, "", headers[region.part]))
    chains: dict[str | None, str] = {None: ""}
    for section in sections:
        _section(section, "", headers[section.part], out, chains)
    for block in blocks:
        span = block.span
        body = span.start + (len(block.marker) if block.marker else 0)
        out.append(Passage(span.start, span.end, body, block.kind, block.section_id, chains[block.section_id], headers[block.part]))
    out.sort(key=itemgetter(0))  # by start
    return out


def _section(section: Section, above: str, header: Header, out: list[Passage], chains: dict[str | None, str]) -> None:
    heading = f"{above} / {section.heading.lower()}" if section.heading else above
    chains[section.id] = heading
    label = section.label_span
    end = section.heading_span.end if section.heading_span else label.end
    body = section.heading_span.start if section.heading_span else label.end
    out.append(Passage(label.start, end, body, "heading", section.id, heading, header))
    for block in section.blocks:
        span = block.span
        body = span.start + (len(block.marker) if block.marker else 0)
        out.append(Passage(span.start, span.end, body, block.kind, section.id, heading, header))
    for child in section.children:
        _section(child, heading, header, out, chains)


PassageAt = Callable[[int], Passage]


def place_finder(places: Sequence[Passage]) -> PassageAt:
    """Return a function that gives the passage an offset stands in."""
    starts = [p.start for p in places]
    nowhere = Passage(0, 0, 0, "paragraph", None, "", Header())

    def place_of(offset: int) -> Passage:
        index = bisect_right(starts, offset) - 1
        return places[index] if index >= 0 else nowhere

    return place_of
