"""References: every mention of a document, its attributes, its relation, its identity."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from qcdc_parse.identity.registry import Registry, builtin
from qcdc_parse.model import Header, Note, Pinpoint, Reference
from qcdc_parse.passages import Passage
from qcdc_parse.references.again import find_again
from qcdc_parse.references.attributes import read_attributes
from qcdc_parse.references.checks import check
from qcdc_parse.references.congress import find_congress
from qcdc_parse.references.find import LineOf, find_numbered
from qcdc_parse.references.heads import find_heads
from qcdc_parse.references.issuers import read_issuer_before, settle_levels
from qcdc_parse.references.lists import agree_on_titles, share
from qcdc_parse.references.mention import Mention
from qcdc_parse.references.named import find_named, find_quoted, find_self, find_unnumbered
from qcdc_parse.references.pinpoints import Part, read_pinpoints, read_pinpoints_behind
from qcdc_parse.references.relate import relate
from qcdc_parse.references.resolve import resolve
from qcdc_parse.references.short import find_short
from qcdc_parse.span import Span
from qcdc_parse.text import Line

__all__ = ["find_mentions", "find_references", "line_finder", "place_finder"]


PassageAt = Callable[[int], Passage]


def find_references(
    text: str, lines: Sequence[Line], places: Sequence[Passage], registry: Registry | None = None
) -> tuple[list[Reference], list[Note]]:
    """Find all references of a clean text, in reading order.

    ``places`` are sorted by start; each holds up to the next one. ``registry`` is what is known of documents; None is what the
    library knows.
    """
    line_of = line_finder(lines)
    place_of = place_finder(places)
    mentions = find_mentions(text, line_of, place_of)
    starts = [m.start for m in mentions]
    amended_to = 0
    dated: Mention | None = None
    for m in mentions:
        line_start, m.line_end = line_of(m.start)
        m.pinpoints = read_pinpoints(text, m.start, line_start)
        if m.kind == "self" or m.end <= amended_to:
            continue
        if m.rule == "named.amending":
            amended_to = m.end
        index = bisect_left(starts, m.end)
        following = starts[index] if index < len(starts) else len(text)
        read_attributes(text, m, dated if dated is not None and dated.line_end == m.line_end else None, min(m.line_end, following))
        dated = m if m.issued else dated
        if m.issuer is None and m.kind == "numbered" and m.typed:
            read_issuer_before(text, m, line_start)
    share(text, mentions)
    settle_levels(text, mentions)
    agree_on_titles(text, mentions)
    mentions = find_again(text, mentions, line_of)
    for m in mentions:
        if m.antecedent is not None:
            m.pinpoints = read_pinpoints(text, m.start, line_of(m.start)[0])
    _point_behind(text, mentions)
    ids = {id(m): f"r{index}" for index, m in enumerate(mentions, 1)}
    header = places[0].header if places else Header()
    inside = _insides(mentions)
    registry = registry or builtin()
    headers = [place_of(m.start).header for m in mentions]
    identities = resolve(text, mentions, headers, header, registry, inside)
    out: list[Reference] = []
    said = relate(text, mentions, inside, line_of)
    for index, (m, identity, relation) in enumerate(zip(mentions, identities, said, strict=True)):
        place = place_of(m.start)
        key = place.header.key if m.kind == "self" else m.key
        cue = relation[1]
        out.append(
            Reference(
                id=ids[id(m)],
                kind=m.kind,
                span=Span(start=m.start, end=m.end),
                surface=_flat(text, m.start, m.end),
                doc_type=m.doc_type,
                key=key,
                number=m.number.record() if m.number else place.header.number if m.kind == "self" else None,
                issued=m.issued,
                issuer=_flat(text, *m.issuer) if m.issuer else None,
                term=m.term,
                title=_flat(text, *m.title) if m.title else None,
                title_span=Span(start=m.title[0], end=m.title[1]) if m.title else None,
                pinpoint=_pinpoint(m.pinpoints.nearest) if m.pinpoints else None,
                pinpoints=tuple(_pinpoint(part) for part in m.pinpoints.parts) if m.pinpoints else (),
                section_id=place.section_id,
                inside=f"r{inside[index] + 1}" if index in inside else None,
                relation=relation[0],
                cue_span=Span(start=cue[0], end=cue[1]) if cue else None,
                status=identity.status,
                target=identity.target,
                candidates=identity.candidates,
                refers_to=ids[id(m.antecedent)] if m.antecedent else None,
                rule=m.rule,
            )
        )
    relations = [relation for relation, _ in said]
    return out, check(text, mentions, identities, relations, lambda at: place_of(at).header.issued, registry)


def _flat(text: str, start: int, end: int) -> str:
    """A quotation on one line: clean text holds no white space but single blanks and breaks."""
    return text[start:end].replace("\t", " ").replace("\n", " ")


def _pinpoint(part: Part) -> Pinpoint:
    return Pinpoint(article=part.article, clause=part.clause, point=part.point, heading=part.heading)


def _point_behind(text: str, mentions: list[Mention]) -> None:
    """Give mentions the pinpoints behind them that are not those of the next one."""
    following = len(text)
    for m in reversed(mentions):
        if m.pinpoints is None:
            m.pinpoints = read_pinpoints_behind(text, m.start, max(m.end, m.tail), min(m.line_end, following))
        following = m.start if m.pinpoints is None else min(m.start, m.pinpoints.start)


def line_finder(lines: Sequence[Line]) -> LineOf:
    """Return a function that gives start and end of the line an offset stands in."""
    starts = [line.start for line in lines]

    def line_of(offset: int) -> tuple[int, int]:
        line = lines[bisect_right(starts, offset) - 1]
        return line.start, line.end

    return line_of


def place_finder(places: Sequence[Passage]) -> PassageAt:
    """Return a function that gives the passage an offset stands in."""
    starts = [p.start for p in places]
    nowhere = Passage(0, 0, 0, "paragraph", None, "", Header())

    def place_of(offset: int) -> Passage:
        index = bisect_right(starts, offset) - 1
        return places[index] if index >= 0 else nowhere

    return place_of


def find_mentions(text: str, line_of: LineOf, place_of: PassageAt) -> list[Mention]:
    """Find the mentions of all kinds, in reading order, with nothing read beside them yet."""
    numbered = [m for m in find_numbered(text, line_of) if m.typed or place_of(m.start).kind not in ("header", "footer")]
    taken = [(m.start, m.end) for m in numbered]
    heads = find_heads(text)
    congress = find_congress(text, heads, taken, line_of)
    taken = sorted([*taken, *((m.start, m.end) for m in congress)])
    named = find_named(text, heads, taken, line_of)
    own = [m for m in find_self(text, line_of) if f"{place_of(m.start).header.doc_type} ".startswith(f"{m.doc_type} ")]
    unnumbered = [
        *find_unnumbered(text, heads, taken, line_of),
        *find_short(text, heads, taken, line_of),
        *find_quoted(text, heads, taken, line_of),
    ]
    return sorted([*numbered, *congress, *named, *own, *unnumbered], key=lambda m: (m.start, -m.end))


def _insides(mentions: list[Mention]) -> dict[int, int]:
    """Which mention stands in the title of which other: the innermost holder."""
    titles = sorted(
        (m.title[0], -m.title[1], i) for i, m in enumerate(mentions) if m.title and (m.title[0] >= m.end or m.rule == "unnumbered.quoted")
    )
    out: dict[int, int] = {}
    holding: list[tuple[int, int]] = []
    following = 0
    for index, m in enumerate(mentions):
        while following < len(titles) and titles[following][0] <= m.start:
            holding.append((-titles[following][1], titles[following][2]))
            following += 1
        while holding and holding[-1][0] <= m.start:
            holding.pop()
        if holding and holding[-1][1] != index:
            out[index] = holding[-1][1]
    return out
