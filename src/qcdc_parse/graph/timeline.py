"""Dòng thời gian: what happened to documents, by day."""

from __future__ import annotations

from collections.abc import Iterator

from qcdc_parse.graph.models import Event
from qcdc_parse.graph.store import Store
from qcdc_parse.graph.vocabulary import relations

__all__ = ["timeline"]


def timeline(store: Store, key: str | None = None) -> tuple[Event, ...]:
    """Return all events, or those of one document, by day, document and kind; what has no date is left out."""
    events = _of_all(store) if key is None else _of_one(store, key)
    return tuple(sorted(events, key=lambda e: (e.day, e.key, e.what != "issued", e.other or "", e.what)))


def _of_all(store: Store) -> Iterator[Event]:
    for key in store.entries:
        if (day := store.day(key)) is not None:
            yield Event(day, key, "issued", None)
    for target, sources in store.changed.items():
        for source in sources:
            pair = store.pair(source, target)
            if pair is not None and (day := store.day(source)) is not None:
                yield from (Event(day, target, name, source) for name in pair.relations if relations()[name].changes)


def _of_one(store: Store, key: str) -> Iterator[Event]:
    if (day := store.day(key)) is not None:
        yield Event(day, key, "issued", None)
    for source, pair in store.citing(key):
        if (day := store.day(source)) is not None:
            yield from (Event(day, key, name, source) for name in pair.relations)
