"""Documents by how often they are cited."""

from __future__ import annotations

import heapq

from qcdc_parse.graph.models import Ranked
from qcdc_parse.graph.records import Entry
from qcdc_parse.graph.store import Store

__all__ = ["dangling", "most_cited", "uncited"]


def most_cited(store: Store, count: int) -> tuple[Ranked, ...]:
    """Return the documents that most others cite."""
    least = min(heapq.nlargest(count, (entry.citing for entry in store.entries.values())), default=0)
    return _ranked([entry for entry in store.entries.values() if entry.citing >= max(least, 1)])[: max(count, 0)]


def dangling(store: Store) -> tuple[Ranked, ...]:
    """Return the documents that are cited but not at hand, the most cited first."""
    return _ranked([entry for entry in store.entries.values() if entry.citing and not entry.own])


def uncited(store: Store) -> tuple[str, ...]:
    """Return the documents at hand that none cites, sorted."""
    return tuple(sorted(entry.key for entry in store.entries.values() if entry.own and not entry.citing))


def _ranked(entries: list[Entry]) -> tuple[Ranked, ...]:
    order = sorted((-entry.citing, -entry.mentions, entry.key) for entry in entries)
    return tuple(Ranked(key, -documents, -mentions) for documents, mentions, key in order)
