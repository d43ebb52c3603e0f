"""Still cited: documents that take another to be in force after it was ended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from qcdc_parse.graph.kept import ByPair
from qcdc_parse.graph.models import Ended, Superseded
from qcdc_parse.graph.pairs import Pair
from qcdc_parse.graph.store import Store
from qcdc_parse.identity.force import ACTING, in_force

__all__ = ["superseded"]

_Ends = tuple[Ended, ...]


def superseded(store: Store) -> ByPair[_Ends, Superseded]:
    """Return, kept, who takes a document to be in force after it was ended, by date.

    Counted from the day on which what ended it is surely in force (:mod:`qcdc_parse.identity.force`).
    """
    return ByPair(store, _ends, _late, lambda s: (s.issued, s.source))


def _ends(store: Store, target: str) -> _Ends | None:
    """Return what ended a document on a known day, not before its own; None where nothing did."""
    if target not in store.changed and target not in store.known_ends:
        return None
    ends = [e for e in store.ended(target) if e.issued is not None]
    born = store.day(target) if ends else None
    return tuple(e for e in ends if born is None or (e.issued is not None and e.issued >= born)) or None


def _late(store: Store, source: str, target: str, pair: Pair, ends: _Ends) -> Superseded | None:
    if pair.relations.isdisjoint(ACTING) or (issued := store.day(source)) is None:
        return None
    past = [e for e in ends if e.by != source and e.issued is not None and _in_force(e.by, e.issued, issued)]
    if not past:
        return None
    return Superseded(source, target, min(past, key=_when), issued, _knows(store, source, target, past))


def _knows(store: Store, source: str, target: str, ends: Iterable[Ended]) -> bool:
    """Tell whether a document names what ended the target, or itself says that it did."""
    files = {file for file, _ in store.entries[source].own}
    for ended in ends:
        if store.pair(source, ended.by) is not None:
            return True
        said = store.pair(ended.by, target)
        if said is not None and any(c.file in files for c in said.citations):
            return True
    return False


def _in_force(by: str, issued: dt.date, today: dt.date) -> bool:
    system, _, rest = by.partition("/")  # of a document without identity there is no more
    return in_force(system, rest.partition("/")[0].partition("@")[0], issued, today)


def _when(ended: Ended) -> tuple[dt.date, str]:
    assert ended.issued is not None
    return ended.issued, ended.by
