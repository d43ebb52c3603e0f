"""Mâu thuẫn: statements of the documents that cannot all be true."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import rustworkx as rx

from qcdc_parse.graph.changes import Changes
from qcdc_parse.graph.disputes import disputes, too_early
from qcdc_parse.graph.models import Contradiction
from qcdc_parse.graph.proofs import first_of, later, proofs
from qcdc_parse.graph.store import Store
from qcdc_parse.graph.times import day_of, one_series, same_series
from qcdc_parse.references.conflicts import unlike

__all__ = ["Contradictions"]

_DAYS = 31
_MOST = 50
"""So many documents of one number are compared."""


class Contradictions:
    """All contradictions, kept: by pair, by number, by document that is ended, by document."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._later: dict[tuple[str, str], Contradiction] = {}
        self._dates: dict[str, tuple[Contradiction, ...]] = {}
        self._twice: dict[str, Contradiction] = {}
        self._ending: dict[str, list[str]] = {}
        """By document those that end it as a whole."""
        self._rings: tuple[Contradiction, ...] = ()
        self._early = too_early(store)
        self._of_one: dict[str, tuple[Contradiction, ...]] = {}

    def mend(self, changes: Changes) -> None:
        """Ask again what changes touch."""
        store = self._store
        if changes.whole:
            self._later, self._dates, self._twice, self._ending, self._of_one = {}, {}, {}, {}, {}
        for source, target in store.backwards if changes.whole else changes.pairs:
            self._look_later(source, target)
        for series in list(store.series) if changes.whole else {s for key in changes.keys if (s := same_series(key)) is not None}:
            _keep(self._dates, series, tuple(_dates(store, series)))
        for target in list(store.changed) if changes.whole else {target for _, target in changes.pairs}:
            self._look_ends(target)
        self._rings = tuple(_rings(store, self._ending))
        self._early.mend(changes)
        for key in store.entries if changes.whole else changes.keys:
            _keep(self._of_one, key, disputes(store, key))

    def all(self) -> tuple[Contradiction, ...]:
        """Return what is found between documents, then of one, by key."""
        between = [self._later[pair] for pair in sorted(self._later)]
        between += (found for series in sorted(self._dates) for found in self._dates[series])
        between += (self._twice[target] for target in sorted(self._twice))
        of_one: list[Contradiction] = []
        for key in sorted({*self._of_one, *self._early.targets()}):
            of_one += self._early.of(key)
            of_one += self._of_one.get(key, ())
        return (*between, *self._rings, *of_one)

    def _look_later(self, source: str, target: str) -> None:
        pair = self._store.pair(source, target) if (source, target) in self._store.backwards else None
        if pair is not None and pair.spoken:
            self._later[source, target] = later(source, target, pair)
        else:
            self._later.pop((source, target), None)

    def _look_ends(self, target: str) -> None:
        changing = {source: self._store.pair(source, target) for source in sorted(self._store.changed.get(target, ()))}
        ending = {source: (pair, how) for source, pair in changing.items() if pair is not None and (how := pair.ends) is not None}
        if ending:
            self._ending[target] = list(ending)
        else:
            self._ending.pop(target, None)
        replacing = [source for source, (_, how) in ending.items() if how == "replaces"]
        if len(replacing) > 1:
            shown = tuple(e for source in replacing for e in proofs(ending[source][0], 1))
            words = f"{target} is replaced by each of {', '.join(replacing)}"
            self._twice[target] = Contradiction("replaced-twice", (target, *replacing), words, shown)
        else:
            self._twice.pop(target, None)


def _keep(found: dict[str, tuple[Contradiction, ...]], key: str, new: tuple[Contradiction, ...]) -> None:
    if new:
        found[key] = new
    else:
        found.pop(key, None)


def _dates(store: Store, series: str) -> Iterator[Contradiction]:
    """Yield which documents of one number have two dates."""
    for one, other in combinations(sorted(store.series.get(series, ()))[:_MOST], 2):
        if one_series(one, other) and (_one_number(one) or _one_document(store, one, other)):
            shown = (*first_of(store, one), *first_of(store, other))
            yield Contradiction("dates-differ", (one, other), f"one number with two dates: {one}, {other}", shown)


def _one_number(key: str) -> bool:
    """Tell whether a body surely gives a number once in a term or year: local Party offices often begin again each year."""
    return "@" not in key or key.startswith("nn/")


def _one_document(store: Store, one: str, other: str) -> bool:
    """Tell whether two dates of one local number look like a slip: near each other, the same day of another year, one title."""
    day, late = day_of(one), day_of(other)
    assert day is not None
    assert late is not None
    if abs((late - day).days) <= _DAYS or (day.day, day.month) == (late.day, late.month):
        return True
    title, again = store.described(one).title, store.described(other).title
    return bool(title and again) and not unlike(title or "", again or "", quoted=True)


def _rings(store: Store, ending: dict[str, list[str]]) -> Iterator[Contradiction]:
    """Yield documents of which each ends the next, in a ring."""
    both = ending.keys() & {source for sources in ending.values() for source in sources}
    ends: rx.PyDiGraph[str, None] = rx.PyDiGraph()
    index = {key: ends.add_node(key) for key in both}
    ends.add_edges_from_no_data([(index[source], index[target]) for target in both for source in ending[target] if source in both])
    rings = sorted(sorted(ends[i] for i in ring) for ring in rx.strongly_connected_components(ends) if len(ring) > 1)
    for ring in rings:
        of_ring = set(ring)
        pairs = ((s, t) for s in ring for t in sorted(of_ring.intersection(store.cited_keys(s))) if t != s)
        shown = tuple(e for s, t in pairs for e in proofs(store.pair(s, t), 1))
        yield Contradiction("replace-each-other", tuple(ring), f"each of these ends the other: {', '.join(ring)}", shown)
