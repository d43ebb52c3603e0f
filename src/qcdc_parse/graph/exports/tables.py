"""A graph as four tables: documents, edges, their evidence, and mentions that are not settled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from qcdc_parse.graph.exports.iri import iri_of
from qcdc_parse.graph.exports.words import name_of
from qcdc_parse.graph.models import Edge, Evidence, Node, OpenCitation

if TYPE_CHECKING:
    from qcdc_parse.graph.citation_graph import CitationGraph

__all__ = ["TABLES", "Cell", "Column", "Kind", "Table"]

Kind = Literal["text", "int", "date", "texts", "dates"]
Cell = str | int | dt.date | Sequence[str] | Sequence[dt.date | None] | None
"""None: not known."""


class Column(NamedTuple):
    """Name and type of a column; ``texts`` and ``dates`` are lists."""

    name: str
    kind: Kind


class Table(NamedTuple):
    """A table; ``rows`` are made while they are written, so that a large graph needs no room of its own."""

    name: str
    columns: tuple[Column, ...]
    rows: Callable[[CitationGraph], Iterator[tuple[Cell, ...]]]


def _columns(**kinds: Kind) -> tuple[Column, ...]:
    return tuple(Column(name, kind) for name, kind in kinds.items())


_NODE = _columns(
    key="text",
    iri="text",
    state="text",
    number="text",
    doc_type="text",
    title="text",
    issuer="text",
    issued="date",
    year="int",
    term="text",
    system="text",
    level="text",
    body="text",
    citing="int",
    cited="int",
    files="texts",
    sha256="texts",
    ended="texts",
    ended_by="texts",
    ended_on="dates",
    ended_source="texts",
)
_EDGE = _columns(
    source="text",
    target="text",
    relation="text",
    relations="texts",
    count="int",
    status="text",
    confidence="text",
    evidence="int",
)
_EVIDENCE = _columns(
    document="text",
    sha256="text",
    reference="text",
    part="int",
    section="text",
    page="int",
    paragraph="int",
    start="int",
    end="int",
    surface="text",
    quotation="text",
    relation="text",
    issued="date",
    rule="text",
    confidence="text",
)


def _node(node: Node) -> tuple[Cell, ...]:
    return (
        name_of(node.key),
        iri_of(node.key),
        node.state,
        node.number,
        node.doc_type,
        node.title,
        node.issuer,
        node.issued,
        node.year,
        node.term,
        node.system,
        node.level,
        node.body,
        node.citing,
        node.cited,
        [name for name, _ in node.files],
        [sha256 for _, sha256 in node.files],
        [ended.how for ended in node.ended],
        [name_of(ended.by) for ended in node.ended],
        [ended.issued for ended in node.ended],
        [ended.source for ended in node.ended],
    )


def _edge(edge: Edge) -> tuple[Cell, ...]:
    stated = [f"{name}:{count}" for name, count in edge.relations]
    return name_of(edge.source), name_of(edge.target), edge.relation, stated, edge.count, edge.status, edge.confidence, len(edge.evidence)


def _evidence(proof: Evidence) -> tuple[Cell, ...]:
    return (
        proof.document,
        proof.sha256,
        proof.reference or None,
        proof.part,
        proof.section_id,
        proof.page,
        proof.paragraph,
        proof.span.start,
        proof.span.end,
        proof.surface,
        proof.quotation,
        proof.relation,
        proof.issued,
        proof.rule,
        proof.confidence,
    )


def _open(citation: OpenCitation) -> tuple[Cell, ...]:
    source, target = (None if key is None else name_of(key) for key in (citation.source, citation.target))
    return source, target, [name_of(key) for key in citation.candidates], *_evidence(citation.evidence)


TABLES = (
    Table("nodes", _NODE, lambda graph: (_node(node) for node in graph.nodes())),
    Table("edges", _EDGE, lambda graph: (_edge(edge) for edge in graph.edges(candidates=True))),
    Table(
        "evidence",
        (*_columns(source="text", target="text", status="text"), *_EVIDENCE),
        lambda graph: (
            (name_of(edge.source), name_of(edge.target), edge.status, *_evidence(proof))
            for edge in graph.edges(candidates=True)
            for proof in edge.evidence
        ),
    ),
    Table(
        "open",
        (*_columns(source="text", target="text", candidates="texts"), *_EVIDENCE),
        lambda graph: map(_open, graph.open_citations()),
    ),
)
