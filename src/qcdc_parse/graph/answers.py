"""Answers about all documents, kept until something changes, then mended where it did."""

from __future__ import annotations

from typing import Generic, Protocol, TypeVar

from qcdc_parse.graph.changes import Changes
from qcdc_parse.graph.contradictions import Contradictions
from qcdc_parse.graph.models import Contradiction, Event, Superseded
from qcdc_parse.graph.store import Store
from qcdc_parse.graph.superseded import superseded
from qcdc_parse.graph.timeline import Times

__all__ = ["Answers"]

_Found = TypeVar("_Found")
_Found_co = TypeVar("_Found_co", covariant=True)


class _Kept(Protocol[_Found_co]):
    def mend(self, changes: Changes) -> None: ...

    def all(self) -> tuple[_Found_co, ...]: ...


class _Answer(Generic[_Found]):
    """One answer, and what changed since it was given."""

    def __init__(self, kept: _Kept[_Found]) -> None:
        self.kept = kept
        self.pending = Changes()
        self.given: tuple[_Found, ...] = ()

    def give(self) -> tuple[_Found, ...]:
        if self.pending:
            self.kept.mend(self.pending.take())
            self.given = self.kept.all()
        return self.given


class Answers:
    """What is superseded, what contradicts itself, what happened when."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._superseded = _Answer[Superseded](superseded(store))
        self._contradictions = _Answer[Contradiction](Contradictions(store))
        self._times = _Answer[Event](Times(store))

    def superseded(self) -> tuple[Superseded, ...]:
        """Return who takes a document to be in force after it was ended."""
        return self._told(self._superseded)

    def contradictions(self) -> tuple[Contradiction, ...]:
        """Return what cannot all be true."""
        return self._told(self._contradictions)

    def timeline(self) -> tuple[Event, ...]:
        """Return what happened, by day."""
        return self._told(self._times)

    def _told(self, answer: _Answer[_Found]) -> tuple[_Found, ...]:
        """Tell all answers what changed, and give one."""
        if self._store.changes:
            changes = self._store.changes.take()
            for each in (self._superseded, self._contradictions, self._times):
                each.pending.add(changes)
        return answer.give()
