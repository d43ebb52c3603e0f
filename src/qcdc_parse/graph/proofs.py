"""Proofs: the mentions shown with what contradicts itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain

from qcdc_parse.graph.citation import Citation, evidence_of, in_order, place_of
from qcdc_parse.graph.models import Contradiction, Evidence, Said
from qcdc_parse.graph.pairs import Pair
from qcdc_parse.graph.store import Store

__all__ = ["first_of", "later", "proofs", "saying"]

_PROOFS = 3
"""Pieces of evidence shown of one side."""


def proofs(pair: Pair | None, most: int = _PROOFS) -> tuple[Evidence, ...]:
    """Return the first mentions of a pair."""
    return _shown(pair.citations, most) if pair is not None else ()


def first_of(store: Store, key: str) -> tuple[Evidence, ...]:
    """Return the first mention of a document, if there is one."""
    first = min(chain(*store.mentioning(key)), key=place_of, default=None)
    return (evidence_of(first),) if first is not None else ()


def saying(store: Store, key: str, which: Callable[[Said], bool]) -> tuple[Evidence, ...]:
    """Return mentions of a document that say something, the first of each wording."""
    wanted = {said for said in store.entries[key].said if which(said)}
    if not wanted:
        return ()
    done_to, done_by = store.mentioning(key)
    found = [(c.said, c) for c in done_to if c.said in wanted]
    found += ((c.doer, c) for c in done_by if c.doer in wanted)
    first: dict[Said, Citation] = {}
    for said, citation in found:
        kept = first.get(said)
        if kept is None or place_of(citation) < place_of(kept):
            first[said] = citation
    return _shown(first.values(), _PROOFS)


def later(source: str, target: str, pair: Pair) -> Contradiction:
    """Return that a document cites one that is later."""
    return Contradiction("cites-later", (source, target), f"{source} cites {target}, which is later", proofs(pair))


def _shown(citations: Iterable[Citation], most: int) -> tuple[Evidence, ...]:
    return tuple(map(evidence_of, in_order(citations)[:most]))
