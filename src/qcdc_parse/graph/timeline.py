"""Dòng thời gian: what happened to documents, by day."""

from __future__ import annotations

import datetime as dt
from bisect import insort
from collections.abc import Iterator

from qcdc_parse.graph.changes import Changes
from qcdc_parse.graph.models import Event
from qcdc_parse.graph.store import Store
from qcdc_parse.graph.vocabulary import relations

__all__ = ["Times", "timeline"]

_FEW = 1000
"""So many new events are put in their places one by one."""


class Times:
    """The timeline of all documents, kept: issued, ended and changed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._events: list[Event] = []

    def mend(self, changes: Changes) -> None:
        """Take what changed documents did out and put it in again as it is now."""
        store = self._store
        acting = store.entries if changes.whole else changes.keys & store.entries.keys()
        new = [event for key in acting for event in _of_actor(store, key)]
        old = [] if changes.whole else [event for event in self._events if (event[3] or event[1]) not in changes.keys]
        if len(new) > _FEW:
            old += new
            old.sort(key=_order)
        else:
            for event in new:
                insort(old, event, key=_order)
        self._events = old

    def all(self) -> tuple[Event, ...]:
        """Return all events in order."""
        return tuple(self._events)


def timeline(store: Store, key: str) -> tuple[Event, ...]:
    """Return what happened to one document, by day, document and kind; what has no date is left out."""
    events = [Event(day, key, "issued", None)] if (day := store.day(key)) is not None else []
    for source, pair in store.citing(key):
        if (day := store.day(source)) is not None:
            events += (Event(day, key, name, source) for name in pair.relations)
    return tuple(sorted(events, key=_order))


def _of_actor(store: Store, key: str) -> Iterator[Event]:
    """Yield that a document was issued, and what it ended and changed on that day."""
    if (day := store.day(key)) is None:
        return
    yield Event(day, key, "issued", None)
    for target, pair in store.cited(key):
        if pair.changes:
            yield from (Event(day, target, name, key) for name in pair.relations if relations()[name].changes)


def _order(event: Event) -> tuple[dt.date, str, bool, str, str]:
    day, key, what, other = event
    return day, key, what != "issued", other or "", what
