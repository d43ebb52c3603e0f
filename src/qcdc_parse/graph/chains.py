"""Chains: what a document rests on, who carries it out, the ways between two documents."""

from __future__ import annotations

from itertools import pairwise

import rustworkx as rx

from qcdc_parse.graph.models import Path, Step
from qcdc_parse.graph.pairs import edge_of
from qcdc_parse.graph.store import Store

__all__ = ["chain", "shortest", "within"]


def chain(links: rx.PyDiGraph[str, None], start: int) -> tuple[Step, ...]:
    """Return all that can be reached, by number of steps, then by key."""
    out = []
    before = {start}
    for depth, layer in enumerate(rx.bfs_layers(links, [start])):
        if depth:
            for key, index in sorted((links[i], i) for i in layer):
                through = [links[i] for i in links.predecessor_indices(index) if i in before]
                out.append(Step(key, depth, tuple(sorted(through)) if len(through) > 1 else (through[0],)))
            before = set(layer)
    return tuple(out)


def shortest(store: Store, source: str, target: str) -> Path | None:
    """Return a shortest way along citations, from the one that cites."""
    one, other = store.entries[source].index, store.entries[target].index
    found = rx.dijkstra_shortest_paths(store.links, one, target=other)
    if other not in found:
        return None
    pairs = pairwise(found[other])
    return Path(tuple(edge_of(store.links[a], store.links[b], store.links.get_edge_data(a, b).citations) for a, b in pairs))


def within(store: Store, key: str, depth: int) -> set[str]:
    """Return the documents at most so many citations away, in either direction."""
    reached = {store.entries[key].index}
    edge = reached
    for _ in range(depth):
        edge = {other for index in edge for other in store.links.neighbors_undirected(index)} - reached
        reached |= edge
    return {store.links[index] for index in reached}
