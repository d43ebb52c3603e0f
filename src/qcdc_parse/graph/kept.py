"""Answers kept from question to question: after a change only what it touches is asked again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from qcdc_parse.graph.changes import Changes
from qcdc_parse.graph.pairs import Pair
from qcdc_parse.graph.store import Store

__all__ = ["ByPair"]

_Known = TypeVar("_Known")
_Found = TypeVar("_Found")


class ByPair(Generic[_Known, _Found]):
    """What is found of pairs, by target and source.

    ``known`` tells of a target what its answers hang on, None where there are none; when that changes all who cite it are asked
    again, else only what a changed document does. ``find`` answers of a source, a target, what is settled of them, and what is known.
    """

    def __init__(
        self,
        store: Store,
        known: Callable[[Store, str], _Known | None],
        find: Callable[[Store, str, str, Pair, _Known], _Found | None],
        order: Callable[[_Found], tuple[object, ...]],
    ) -> None:
        self._store, self._known_of, self._find, self._order = store, known, find, order
        self._known: dict[str, _Known] = {}
        self._found: dict[str, dict[str, _Found]] = {}
        self._sorted: dict[str, tuple[_Found, ...]] = {}

    def mend(self, changes: Changes) -> None:
        """Ask again what changes touch."""
        store = self._store
        if changes.whole:
            self._known, self._found, self._sorted = {}, {}, {}
            for target in store.entries:
                self._look(target)
            return
        done: dict[str, list[str]] = {}
        for source in changes.keys & store.entries.keys():
            for target in store.cited_keys(source):
                done.setdefault(target, []).append(source)
        anew = {target for target in changes.keys.union(done) if self._look(target)}
        for target, sources in done.items():
            if target not in anew and target in self._known:
                self._ask(target, ((source, store.pair(source, target)) for source in sources))
        for source, target in changes.pairs:
            if target in self._known and target not in anew and store.pair(source, target) is None:
                self._ask(target, [(source, None)])

    def of(self, target: str) -> tuple[_Found, ...]:
        """Return what is found of who cites a document, in order."""
        found = self._sorted.get(target)
        if found is None:
            of_target = self._found.get(target, {})
            found = tuple(sorted(of_target.values(), key=self._order))
            if found:
                self._sorted[target] = found
        return found

    def targets(self) -> Iterable[str]:
        """Return the documents of which something is found."""
        return self._found.keys()

    def all(self) -> tuple[_Found, ...]:
        """Return all that is found, by target."""
        return tuple(found for target in sorted(self._found) for found in self.of(target))

    def _look(self, target: str) -> bool:
        """Look whether what is known of a target changed; if so ask all who cite it."""
        known = self._known_of(self._store, target) if target in self._store.entries else None
        if known == self._known.get(target):
            return False
        self._found.pop(target, None)
        self._sorted.pop(target, None)
        if known is None:
            del self._known[target]
        else:
            self._known[target] = known
            self._ask(target, self._store.citing(target))
        return True

    def _ask(self, target: str, pairs: Iterable[tuple[str, Pair | None]]) -> None:
        known = self._known[target]
        found = self._found.get(target, {})
        for source, pair in pairs:
            answer = self._find(self._store, source, target, pair, known) if pair is not None else None
            if answer is not None:
                found[source] = answer
            else:
                found.pop(source, None)
        self._sorted.pop(target, None)
        if found:
            self._found[target] = found
        else:
            self._found.pop(target, None)
