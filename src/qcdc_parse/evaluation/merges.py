"""Merges: which mentions a record takes for one document, against which a reader does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import comb

from qcdc_parse.evaluation.outcome import Score

__all__ = ["MERGES", "Identified", "merge_lines", "merges"]

MERGES = "references.merges"


@dataclass(frozen=True, slots=True)
class Identified:
    """A mention found by both: the reader's label of the document it means, and the target of the record, if it has one."""

    what: str
    gold: str
    found: str | None


def merges(mentions: Iterable[Identified]) -> Score:
    """Count pairs of mentions: in gold those of one label, found those of one target; hits are both.

    What precision lacks are wrong merges, what recall lacks missed ones.

    >>> merges([Identified("18-NQ/TW", "a", "x"), Identified("18-NQ/TW", "b", "x"), Identified("18-NQ/TW", "a", None)])
    Score(hits=0, gold=1, found=1)
    """
    both = Counter((m.gold, m.found) for m in mentions)
    gold: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for (label, target), count in both.items():
        gold[label] += count
        if target is not None:
            found[target] += count
    return Score(_pairs(n for (_, target), n in both.items() if target is not None), _pairs(gold.values()), _pairs(found.values()))


def _pairs(counts: Iterable[int]) -> int:
    return sum(comb(count, 2) for count in counts)


def merge_lines(mentions: Iterable[Identified]) -> Iterator[str]:
    """Yield a line for every target that merges several documents, and for every document that is not one target."""
    labels: dict[str, dict[str, str]] = {}
    targets: dict[str, dict[str, str]] = {}
    for m in mentions:
        if m.found is not None:
            labels.setdefault(m.found, {}).setdefault(m.gold, m.what)
        targets.setdefault(m.gold, {}).setdefault(m.found or "nothing", m.what)
    for target, several in labels.items():
        if len(several) > 1:
            yield f"{MERGES} wrong: {target} is {_listed(several)}"
    for label, several in targets.items():
        if len(several) > 1:
            yield f"{MERGES} missed: {label} is {_listed(several)}"


def _listed(named: dict[str, str]) -> str:
    return ", ".join(f"{name} ({what})" for name, what in named.items())
