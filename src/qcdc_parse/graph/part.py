"""A part of a graph: what its files would add, had they nothing but some documents."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from qcdc_parse.graph.citation import Citation
from qcdc_parse.graph.models import FileId
from qcdc_parse.graph.reading import Contribution
from qcdc_parse.graph.store import Store

__all__ = ["part_of"]


def part_of(store: Store, keys: AbstractSet[str]) -> Iterator[Contribution]:
    """Yield what the files add to the part of a graph that has these documents alone."""
    for file in sorted(set(_files(store, keys))):
        contribution = store.contributions[file]
        own = tuple(o for o in contribution.own if o.key in keys)
        citations = tuple(c for c in contribution.citations if _stays(c, keys))
        if own or citations:
            yield Contribution(contribution.file, own, citations)


def _files(store: Store, keys: AbstractSet[str]) -> Iterator[FileId]:
    """Yield the files that are one of the documents, or say something of them."""
    for key in keys:
        entry = store.entries[key]
        yield from (file for file, _ in entry.own)
        yield from store.open.files(key)
        for _, target, pair in store.links.out_edges(entry.index):
            if store.links[target] in keys:
                yield from (c.file for c in pair.citations)


def _stays(citation: Citation, keys: AbstractSet[str]) -> bool:
    if citation.source is None:
        return citation.target in keys
    return citation.source in keys and (citation.target is None or citation.target in keys)
