"""Nodes: what is known of a document, from its own header, the catalogue, and what is said of it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from qcdc_parse.graph.models import Ended, FileId, Said
from qcdc_parse.graph.times import day_of
from qcdc_parse.graph.vocabulary import assembly_of
from qcdc_parse.identity.force import ended_by
from qcdc_parse.identity.registry import Known, Registry

__all__ = ["Entry", "by_key", "describe", "known_ends"]

_SURE = ("H", "M")


@dataclass(slots=True)
class Entry:
    """A document in the making: the files that are it, and how often what is said of it."""

    key: str
    index: int
    days: tuple[dt.date, dt.date] | None
    """The first and the last day that its key leaves open."""
    own: dict[tuple[FileId, int], Said] = field(default_factory=dict)
    said: Counter[Said] = field(default_factory=Counter)
    citing: int = 0
    """Documents that cite it for certain."""
    mentions: int = 0
    """Settled mentions of it."""
    acts: int = 0
    """Settled mentions of what it does itself."""
    possible: int = 0
    """Ambiguous mentions that may mean it, or that it makes."""

    def unsay(self, said: Said) -> None:
        """Take back one of the mentions that say something."""
        self.said[said] -= 1
        if not self.said[said]:
            del self.said[said]

    @property
    def settled(self) -> bool:
        """Whether a file is it or a settled mention speaks of it."""
        return bool(self.own or self.mentions or self.acts)


def by_key(registry: Registry) -> Mapping[str, Known]:
    """Return the known documents of a registry by identity key, its laws too."""
    return {**registry.laws, **{known.key: known for documents in registry.known.values() for known in documents}}


def known_ends(known: Mapping[str, Known], registry: Registry) -> dict[str, tuple[Ended, ...]]:
    """Return by key what the catalogue knows to have ended a document, but what it holds for likely only."""
    out: dict[str, list[Ended]] = {}
    for key, document in known.items():
        for how, other in ended_by(document.entry, registry):
            if other.entry.confidence in _SURE:
                out.setdefault(key, []).append(
                    Ended("replaced" if how == "replaced" else "repealed", other.key, other.entry.issued, "catalogue")
                )
    return {key: tuple(ends) for key, ends in out.items()}


def describe(entry: Entry, known: Known | None) -> Said:
    """Return what is known of a document: of each field what its own header says, else the catalogue, else most mentions, else its key.

    Of two things said equally often the shorter, then the first in the order of letters: the order of the files does not matter.
    """
    own = [said for _, said in sorted(entry.own.items())]
    listed = known.entry if known is not None else None
    number, issuer = assembly_of(entry.key)
    return Said(
        _first(own, 0) or (listed.key if listed else None) or _most(entry.said, 0) or number,
        _first(own, 1) or (listed.doc_type if listed else None) or _most(entry.said, 1),
        day_of(entry.key) or _day(own) or (listed.issued if listed else None) or _most_days(entry.said),
        _first(own, 3) or (listed.issuer if listed else None) or _most(entry.said, 3) or issuer,
        (listed.term if listed else None) or _most(entry.said, 4),
        _first(own, 5) or (listed.title if listed else None) or _most(entry.said, 5),
    )


def _first(own: list[Said], at: int) -> str | None:
    return next((value for said in own if isinstance(value := said[at], str) and value), None)


def _day(own: list[Said]) -> dt.date | None:
    return next((said.issued for said in own if said.issued is not None), None)


def _most(said: Counter[Said], at: int) -> str | None:
    votes: Counter[str] = Counter()
    for each, count in said.items():
        if isinstance(value := each[at], str) and value:
            votes[value] += count
    return min(votes, key=lambda value: (-votes[value], len(value), value), default=None)


def _most_days(said: Counter[Said]) -> dt.date | None:
    votes: Counter[dt.date] = Counter()
    for each, count in said.items():
        if each.issued is not None:
            votes[each.issued] += count
    return min(votes, key=lambda day: (-votes[day], day), default=None)
