"""Records of references: mentions, identities and relations put into the form of the contract."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qcdc_parse.identity.settle import Identity
from qcdc_parse.model import Act, Pinpoint, Reference
from qcdc_parse.passages import Passage
from qcdc_parse.references.done_by import Deed
from qcdc_parse.references.mention import Mention
from qcdc_parse.references.pinpoints import Part
from qcdc_parse.references.relations import Relation
from qcdc_parse.span import Span, made


def to_records(
    text: str,
    mentions: Sequence[Mention],
    standing: Sequence[Passage],
    identities: Sequence[Identity],
    relations: Sequence[Relation],
    inside: Mapping[int, int],
    deeds: Mapping[int, Deed],
    asked: frozenset[int],
) -> list[Reference]:
    """Return a record a mention, in their order; ``standing`` tells where each stands, ``inside`` in whose title."""
    ids = {id(m): f"r{index}" for index, m in enumerate(mentions, 1)}
    out: list[Reference] = []
    for index, (m, place, identity, (relation, cue)) in enumerate(zip(mentions, standing, identities, relations, strict=True)):
        out.append(
            made(
                Reference,
                id=ids[id(m)],
                kind=m.kind,
                span=Span(start=m.start, end=m.end),
                surface=_flat(text, m.start, m.end),
                doc_type=m.doc_type,
                key=place.header.key if m.kind == "self" else m.key,
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
                relation=relation,
                cue_span=Span(start=cue[0], end=cue[1]) if cue else None,
                asked=index in asked,
                done_by=_act(deeds[index]) if index in deeds else None,
                status=identity.status,
                target=identity.target,
                candidates=identity.candidates,
                refers_to=ids[id(m.antecedent)] if m.antecedent else None,
                rule=m.rule,
            )
        )
    return out


def _act(deed: Deed) -> Act:
    return made(Act, by=f"r{deed.by + 1}", relation=deed.relation, cue_span=Span(start=deed.cue[0], end=deed.cue[1]))


def _flat(text: str, start: int, end: int) -> str:
    """A quotation on one line: clean text holds no white space but single blanks and breaks."""
    return text[start:end].replace("\t", " ").replace("\n", " ")


def _pinpoint(part: Part) -> Pinpoint:
    return made(Pinpoint, article=part.article, clause=part.clause, point=part.point, heading=part.heading)
