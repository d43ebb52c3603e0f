"""networkx: the graph with attributes that every tool takes, numbers and words."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx

from qcdc_parse.graph.models import Edge, Node

__all__ = ["Network", "to_networkx"]

Network = nx.DiGraph


def to_networkx(nodes: Iterable[Node], edges: Iterable[Edge]) -> Network[str]:
    """Return the graph for networkx, candidates with the status ``candidate``; what is not known is left out."""
    out: Network[str] = nx.DiGraph()
    for node in nodes:
        known = {
            "label": " ".join(filter(None, (node.doc_type, node.number))) or node.key,
            "state": node.state,
            "number": node.number,
            "type": node.doc_type,
            "title": node.title,
            "issuer": node.issuer,
            "date": node.issued and node.issued.isoformat(),
            "year": node.year,
            "term": node.term,
            "system": node.system,
            "level": node.level,
            "body": node.body,
            "citing": node.citing,
            "cited": node.cited,
            "ended": node.ended[0].how if node.ended else None,
            "ended_by": node.ended[0].by if node.ended else None,
        }
        out.add_node(node.key, **{name: value for name, value in known.items() if value is not None})
    for edge in edges:
        out.add_edge(
            edge.source,
            edge.target,
            relation=edge.relation,
            relations=";".join(f"{name}:{count}" for name, count in edge.relations),
            count=edge.count,
            status=edge.status,
            confidence=edge.confidence,
            quotation=edge.evidence[0].quotation,
            document=edge.evidence[0].document,
        )
    return out
