"""The graph as labelled nodes and typed relationships with properties: what Neo4j and its like hold.

    (File)-[IS]->(Document)-[IMPLEMENTS {status, count, …}]->(Document)
    (Mention)-[IN]->(File), (Mention)-[SOURCE|TARGET|CANDIDATE]->(Document)

Mentions are nodes, because a relationship cannot be the end of another; one that several candidates share is there once.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from qcdc_parse.graph.exports.iri import iri_of
from qcdc_parse.graph.exports.words import name_of
from qcdc_parse.graph.models import Evidence, FileId
from qcdc_parse.graph.vocabulary import relations

if TYPE_CHECKING:
    from qcdc_parse.graph.citation_graph import CitationGraph

__all__ = ["LABELS", "LINKS", "Label", "Link", "Property", "Row", "Value", "labelled", "linked", "type_of"]

Value = str | int | dt.date | Sequence[str] | None
"""Of a property; None: not known, no property."""
Row = tuple[Value, ...]
"""Values of properties in their order."""


class Property(NamedTuple):
    """Name and type of a property."""

    name: str
    kind: Literal["string", "int", "date", "string[]"] = "string"


class Label(NamedTuple):
    """A label of nodes; the first property is the key."""

    name: str
    properties: tuple[Property, ...]


class Link(NamedTuple):
    """A type of relationship, the labels of its ends, its properties; rows hold the keys of both ends first."""

    name: str
    start: str
    end: str
    properties: tuple[Property, ...] = ()


_TEXTS = ("iri", "state", "number", "docType", "title", "issuer")
DOCUMENT = Label(
    "Document",
    (
        Property("key"),
        *map(Property, _TEXTS),
        Property("issued", "date"),
        Property("year", "int"),
        *map(Property, ("term", "system", "level", "body")),
        Property("citing", "int"),
        Property("cited", "int"),
        Property("ended", "string[]"),
        Property("endedBy", "string[]"),
    ),
)
FILE = Label("File", (Property("id"), Property("name"), Property("sha256")))
MENTION = Label(
    "Mention",
    (
        Property("id"),
        Property("reference"),
        Property("part", "int"),
        Property("section"),
        Property("page", "int"),
        Property("paragraph", "int"),
        Property("start", "int"),
        Property("end", "int"),
        *map(Property, ("surface", "quotation", "relation")),
        Property("issued", "date"),
        Property("rule"),
        Property("confidence"),
    ),
)
LABELS = (DOCUMENT, FILE, MENTION)

_RELATION = (Property("status"), Property("count", "int"), Property("confidence"), Property("relations", "string[]"))


def type_of(relation: str) -> str:
    """Return the type of relationships for a relation; only those of ``catalog/graph.toml`` have one.

    >>> type_of("based_on")
    'BASED_ON'
    """
    return relations()[relation].name.upper()


LINKS = (
    *(Link(type_of(relation), "Document", "Document", _RELATION) for relation in relations()),
    Link("IS", "File", "Document"),
    Link("IN", "Mention", "File"),
    Link("SOURCE", "Mention", "Document"),
    Link("TARGET", "Mention", "Document"),
    Link("CANDIDATE", "Mention", "Document"),
)


def labelled(graph: CitationGraph, label: Label) -> Iterator[Row]:
    """Yield the nodes of a label, sorted."""
    if label is DOCUMENT:
        for node in graph.nodes():
            ends = [e.how for e in node.ended], [name_of(e.by) for e in node.ended]
            known = (node.state, node.number, node.doc_type, node.title, node.issuer, node.issued, node.year, node.term)
            yield (name_of(node.key), iri_of(node.key), *known, node.system, node.level, node.body, node.citing, node.cited, *ends)
    elif label is FILE:
        yield from sorted((_file(file), *file) for file in _files(graph))
    else:
        yield from (_mention(key, proof) for key, proof in sorted({_name(proof): proof for proof in _proofs(graph)}.items()))


def linked(graph: CitationGraph) -> Iterator[tuple[Link, list[Row]]]:
    """Yield all types of relationships that there are, with their rows, sorted."""
    rows: defaultdict[str, set[Row]] = defaultdict(set)
    for edge in graph.edges(candidates=True):
        source, target = name_of(edge.source), name_of(edge.target)
        stated = tuple(f"{name}:{count}" for name, count in edge.relations)
        rows[type_of(edge.relation)].add((source, target, edge.status, edge.count, edge.confidence, stated))
        for proof in edge.evidence:
            mention = _name(proof)
            rows["SOURCE"].add((mention, source))
            rows["TARGET" if edge.status == "resolved" else "CANDIDATE"].add((mention, target))
    for open_ in graph.open_citations():
        mention = _name(open_.evidence)
        rows["SOURCE"].update({(mention, name_of(open_.source))} if open_.source is not None else ())
        rows["TARGET"].update({(mention, name_of(open_.target))} if open_.target is not None else ())
        rows["CANDIDATE"].update((mention, name_of(key)) for key in open_.candidates)
    rows["IS"].update((_file(file), name_of(node.key)) for node in graph.nodes() for file in node.files)
    rows["IN"].update((_name(proof), _file((proof.document, proof.sha256))) for proof in _proofs(graph))
    for link in LINKS:
        if rows[link.name]:
            yield link, sorted(rows[link.name], key=lambda row: row[:2])


def _files(graph: CitationGraph) -> set[FileId]:
    held = {file for node in graph.nodes() for file in node.files}
    return held | {(proof.document, proof.sha256) for proof in _proofs(graph)}


def _proofs(graph: CitationGraph) -> Iterator[Evidence]:
    for edge in graph.edges(candidates=True):
        yield from edge.evidence
    for open_ in graph.open_citations():
        yield open_.evidence


def _mention(key: str, proof: Evidence) -> Row:
    place = (proof.reference or None, proof.part, proof.section_id, proof.page, proof.paragraph, proof.span.start, proof.span.end)
    return (key, *place, proof.surface, proof.quotation, proof.relation, proof.issued, proof.rule, proof.confidence)


def _name(proof: Evidence) -> str:
    """Name a mention: the same in every export of the same file."""
    file = _file((proof.document, proof.sha256))
    return _digest("mention", file, proof.reference, str(proof.span.start), str(proof.span.end), proof.relation, proof.rule)


def _file(file: FileId) -> str:
    return _digest("file", *file)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x00".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
