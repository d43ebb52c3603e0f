"""The two ways to count: attributes that agree or differ, items that pair up or stay alone."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

from qcdc_parse.evaluation.outcome import Outcome

__all__ = ["Matching", "agree", "match"]


def agree(measure: str, what: str, gold: object, found: object) -> Iterator[Outcome]:
    """Compare one attribute; where neither side says anything there is nothing to count."""
    if gold or found:
        yield Outcome(measure, "hit" if gold == found else "differs", what, _shown(gold), _shown(found))


@dataclass(frozen=True, slots=True)
class Matching:
    """Which items pair up, by index, and which stay alone."""

    pairs: tuple[tuple[int, int], ...]
    missed: tuple[int, ...]
    extra: tuple[int, ...]

    def outcomes(self, measure: str, gold: Sequence[str], found: Sequence[str]) -> Iterator[Outcome]:
        """Count the items under a name each."""
        yield from (Outcome(measure, "hit", gold[index], gold[index], found[other]) for index, other in self.pairs)
        yield from (Outcome(measure, "missed", gold[index], gold=gold[index]) for index in self.missed)
        yield from (Outcome(measure, "extra", found[index], found=found[index]) for index in self.extra)


def match(gold: Sequence[Hashable], found: Sequence[Hashable]) -> Matching:
    """Pair equal keys in order of appearance; each item is used once."""
    places: defaultdict[Hashable, list[int]] = defaultdict(list)
    for index in reversed(range(len(found))):
        places[found[index]].append(index)
    pairs = tuple((index, places[key].pop()) for index, key in enumerate(gold) if places[key])
    used, taken = {index for index, _ in pairs}, {other for _, other in pairs}
    missed = tuple(index for index in range(len(gold)) if index not in used)
    return Matching(pairs, missed, tuple(index for index in range(len(found)) if index not in taken))


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "; ".join(_shown(item) if not isinstance(item, tuple) else " ".join(map(str, item)) for item in value)
    return value.isoformat() if isinstance(value, dt.date) else str(value)
