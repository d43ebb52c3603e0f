"""networkx: the graph with attributes that every tool takes, numbers and words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

import networkx as nx

from qcdc_parse.graph.exports.iri import iri_of
from qcdc_parse.graph.models import Edge, Node

__all__ = ["Network", "to_networkx"]

Network = nx.DiGraph


def to_networkx(nodes: Iterable[Node], edges: Iterable[Edge]) -> Network[str]:
    """Return the graph for networkx, candidates with the status ``candidate``; what is not known is left out.

    Of a document that several others ended the first is told, of an edge the first sentence: networkx files take no lists.
    """
    out: Network[str] = nx.DiGraph()
    for node in nodes:
        out.add_node(node.key, **_known(node))
    for edge in edges:
        out.add_edge(edge.source, edge.target, **_said(edge))
    return out


def _known(node: Node) -> dict[str, str | int]:
    ended = node.ended[0] if node.ended else None
    known: dict[str, str | int | None] = {
        "label": node.label,
        "iri": iri_of(node.key),
        "state": node.state,
        "number": node.number,
        "type": node.doc_type,
        "title": node.title,
        "issuer": node.issuer,
        "date": _iso(node.issued),
        "year": node.year,
        "term": node.term,
        "system": node.system,
        "level": node.level,
        "body": node.body,
        "citing": node.citing,
        "cited": node.cited,
        "files": len(node.files),
        "file": node.files[0][0] if node.files else None,
        "ended": ended.how if ended else None,
        "ended_by": ended.by if ended else None,
        "ended_on": _iso(ended.issued) if ended else None,
    }
    return _without_none(known)


def _said(edge: Edge) -> dict[str, str | int]:
    first = edge.evidence[0]
    said: dict[str, str | int | None] = {
        "relation": edge.relation,
        "relations": ";".join(f"{name}:{count}" for name, count in edge.relations),
        "count": edge.count,
        "status": edge.status,
        "confidence": edge.confidence,
        "evidence": len(edge.evidence),
        "document": first.document,
        "document_date": _iso(first.issued),
        "section": first.section_id,
        "page": first.page,
        "quotation": first.quotation,
    }
    return _without_none(said)


def _iso(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _without_none(values: Mapping[str, str | int | None]) -> dict[str, str | int]:
    return {name: value for name, value in values.items() if value is not None}
