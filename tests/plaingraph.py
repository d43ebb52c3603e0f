"""The graph of citations as one writes it down with networkx alone, to measure against: an edge a mention, questions as scans."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Any

import networkx as nx

from qcdc_parse.model import Document, Reference

RESTS = frozenset({"implements", "based_on", "guides", "details"})
ACTS = RESTS | {"disseminates"}
ENDS = frozenset({"replaces", "repeals"})
PASSIVE = {"amended_by": "amends", "replaced_by": "replaces", "repealed_by": "repeals"}
CHANGES = ENDS | {"amends", "suspends", "corrects", "consolidates"}


class PlainGraph:
    """A node a document, an edge a mention with its evidence. No candidates, no merging of files, no open mentions."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for document in documents:
            self.add(document)

    def add(self, document: Document) -> None:
        header = document.header
        own = header.identity or f"file:{document.source.sha256[:16]}"
        self.graph.add_node(own, held=True, number=header.key, title=header.title, issuer=header.issuer, issued=header.issued)
        by_id = {r.id: r for r in document.references}
        for before, mention in pairwise((None, *document.references)):
            if mention is not None and mention.target is not None:
                source, target, relation = _said(own, before, mention, by_id)
                if source is not None and target is not None:
                    self.graph.add_edge(source, target, **_evidence(document, mention, relation))

    def remove(self, document: Document) -> None:
        name = document.source.name
        stale = [(u, v, k) for u, v, k, d in self.graph.edges(keys=True, data="document") if d == name]
        self.graph.remove_edges_from(stale)

    def questions(self) -> dict[str, Callable[..., object]]:
        """Return the questions by name, those of one document with its key as their argument."""
        return {
            "ancestors": lambda key: nx.descendants(self._resting(), key),
            "implementations": lambda key: nx.ancestors(self._resting(), key),
            "most_cited": lambda: sorted(((len(p), n) for n, p in self.graph.pred.items()), reverse=True)[:20],
            "uncited": lambda: sorted(n for n, d in self.graph.nodes(data=True) if d and not self.graph.pred[n]),
            "dangling": lambda: sorted((len(self.graph.pred[n]), n) for n, d in self.graph.nodes(data=True) if not d),
            "superseded": self._superseded,
            "timeline of all": self._timeline,
            "timeline": lambda key: sorted((d["issued"], d["relation"], s) for s, _, d in self.graph.in_edges(key, data=True)),
            "between": self._between,
            "focus 1": lambda key: nx.ego_graph(self.graph.to_undirected(as_view=True), key, 1),
            "focus 2": lambda key: nx.ego_graph(self.graph.to_undirected(as_view=True), key, 2),
            "node": lambda key: (self.graph.nodes[key], len(self.graph.pred[key]), len(self.graph.succ[key])),
            "cites": lambda key: list(self.graph.out_edges(key, data=True)),
            "cited_by": lambda key: list(self.graph.in_edges(key, data=True)),
        }

    def _resting(self) -> Any:
        edges = self.graph.adj
        return nx.subgraph_view(self.graph, filter_edge=lambda u, v, k: edges[u][v][k]["relation"] in RESTS)

    def _ends(self) -> Iterator[tuple[str, str, dt.date]]:
        for source, target, evidence in self.graph.edges(data=True):
            if evidence["relation"] in ENDS and evidence["issued"] is not None:
                yield target, source, evidence["issued"]

    def _superseded(self) -> list[tuple[str, str, str]]:
        return sorted(
            {
                (ended, source, by)
                for ended, by, day in self._ends()
                for source, _, evidence in self.graph.in_edges(ended, data=True)
                if source != by and evidence["relation"] in ACTS and evidence["issued"] and evidence["issued"] > day
            }
        )

    def _timeline(self) -> list[tuple[dt.date, str, str, str]]:
        issued = [(d["issued"], n, "issued", "") for n, d in self.graph.nodes(data=True) if d.get("issued")]
        done = {(d["issued"], t, d["relation"], s) for s, t, d in self.graph.edges(data=True) if d["issued"] and d["relation"] in CHANGES}
        return sorted([*issued, *done])

    def _between(self, one: str, other: str) -> list[list[str]]:
        found = []
        for a, b in ((one, other), (other, one)):
            try:
                found.append(nx.shortest_path(self.graph, a, b))
            except nx.NetworkXNoPath:
                continue
        return found


def _said(own: str, before: Reference | None, mention: Reference, by_id: dict[str, Reference]) -> tuple[str | None, str | None, str]:
    if mention.relation in PASSIVE:
        return mention.target, before.target if before else None, PASSIVE[mention.relation]
    holder = by_id[mention.inside].target if mention.inside else own
    return holder, mention.target, mention.relation


def _evidence(document: Document, mention: Reference, relation: str) -> dict[str, object]:
    text, span = document.text, mention.span
    begin = max(text.rfind("\n", 0, span.start), text.rfind(". ", 0, span.start)) + 1
    stop = text.find("\n", span.end)
    page, paragraph = document.source_map.start_of(span)
    return {
        "document": document.source.name,
        "sha256": document.source.sha256,
        "reference": mention.id,
        "part": 0,
        "section_id": mention.section_id,
        "page": page,
        "paragraph": paragraph,
        "span": span,
        "surface": mention.surface,
        "quotation": " ".join(text[begin : stop if stop >= 0 else None].split()),
        "relation": relation,
        "issued": document.header.issued,
        "rule": mention.rule,
        "confidence": "H" if mention.issued or (mention.number and mention.number.year) else "M",
    }
