"""Names of units, compared: folded, abbreviations written out, words weighed by how few units of the roster have them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import log

from qcdc_parse.alike import similarity
from qcdc_parse.catalog import raw
from qcdc_parse.report.models import Roster
from qcdc_parse.scoreboard.lexicon import bare, fold

__all__ = ["Known", "Likeness", "Names", "folded_name"]

_WORD = re.compile(r"[^\W_]+")
_ABBREVIATION = re.compile(r"(?<![^\W_])[A-ZĐ]{2,}(?:&[A-ZĐ]+)*(?![^\W_])")
# `vi` is a syllable of place names.
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vii": "7", "viii": "8", "ix": "9", "x": "10"}
_MARKS = 0.9
"""What a word counts that differs in its marks only, as file names and poor scans have it."""


@cache
def _short() -> dict[str, str]:
    return dict(raw("unit_names")["short"])


@cache
def _short_bare() -> dict[str, str]:
    """Abbreviations as file names have them; those that are a Vietnamese syllable without marks are left as they are."""
    return {bare(fold(short)): bare(fold(long)) for short, long in raw("unit_names")["short"] if len(short) > 1}


def folded_name(name: str, *, file: bool = False) -> str:
    """Fold a name: case, tone marks, abbreviations written out, all but words gone; of a file also what parts its words.

    >>> folded_name("CB THCS Tân Lập 2"), folded_name("02-BC_CB-VP (1)", file=True)
    ('chi bộ trung học cơ sở tân lập 2', '2 bc chi bo van phong 1')
    """
    if file:
        words = _WORD.findall(bare(fold(re.sub(r"(?<=[a-zà-ỹ])(?=[A-ZĐ])", " ", name)).replace("_", " ")))
        text = " ".join(_short_bare().get(word, word) for word in words)
    else:
        short = _short()
        text = fold(_ABBREVIATION.sub(lambda m: short.get(m[0], m[0]), name))
    return " ".join(_numeral(word) for word in _WORD.findall(text))


def _numeral(word: str) -> str:
    return str(int(word)) if word.isascii() and word.isdigit() and len(word) < 9 else word


@dataclass(frozen=True, slots=True)
class Known:
    """One name of a unit of the roster, ready to be compared."""

    unit: int
    folded: str
    words: frozenset[str]
    numbers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How well some printed words name a unit: 1 is to the letter."""

    unit: int
    score: float


class Names:
    """The names of a roster."""

    def __init__(self, roster: Roster) -> None:
        self.known = tuple(
            Known(index, folded, frozenset(folded.split()), _numbers(folded.split()))
            for index, unit in enumerate(roster.units)
            for folded in dict.fromkeys(folded_name(name) for name in (unit.name, *unit.aliases))
            if folded
        )
        units_with: dict[str, set[int]] = {}
        for known in self.known:
            for word in known.words:
                units_with.setdefault(word, set()).add(known.unit)
        count = len(roster.units)
        self._weight = {word: 0.15 + log((1 + count) / len(units)) for word, units in units_with.items()}
        self._unknown = 0.15 + log(1 + count)
        self._exact: dict[str, set[int]] = {}
        for known in self.known:
            self._exact.setdefault(known.folded, set()).add(known.unit)
        self._having: dict[str, list[int]] = {}
        for place, known in enumerate(self.known):
            for word in {*known.words, *map(bare, known.words)}:
                self._having.setdefault(word, []).append(place)
        self._cache: dict[tuple[str, bool], tuple[Likeness, ...]] = {}

    def like(self, printed: str, *, whole: bool = True) -> tuple[Likeness, ...]:
        """Return the units that folded words name, best first; ``whole``: all the words are the name, else it stands among them."""
        key = (printed, whole)
        if key not in self._cache:
            self._cache[key] = self._compared(printed, whole=whole)
        return self._cache[key]

    def _compared(self, printed: str, *, whole: bool) -> tuple[Likeness, ...]:
        if whole and printed in self._exact:
            exact = self._exact[printed]
            if len(exact) == 1:
                return (Likeness(next(iter(exact)), 1.0),)
        words = printed.split()
        best: dict[int, float] = {}
        for known in self._near(words):
            score = self._score(printed, words, known, whole=whole)
            if score > best.get(known.unit, 0.0):
                best[known.unit] = score
        return tuple(sorted((Likeness(unit, score) for unit, score in best.items()), key=lambda each: (-each.score, each.unit)))

    def _near(self, words: Sequence[str]) -> Iterable[Known]:
        """Return the names that share a word which not every name has."""
        most = max(8, len(self.known) // 2)
        places: set[int] = set()
        for word in {*words, *map(bare, words)}:
            having = self._having.get(word, ())
            if len(having) <= most:
                places.update(having)
        return [self.known[place] for place in sorted(places)]

    def _score(self, printed: str, words: Sequence[str], known: Known, *, whole: bool) -> float:
        there = set(words)
        plain = {bare(word) for word in words}
        shared = sum(self._weight[word] * (1.0 if word in there else _MARKS if bare(word) in plain else 0.0) for word in known.words)
        named = sum(self._weight[word] for word in known.words)
        if known.numbers - _numbers(words) or (whole and _numbers(words) - known.numbers):
            return 0.0
        recall = shared / named
        if not whole:
            return recall if f" {bare(known.folded)} " in f" {bare(printed)} " else 0.6 * recall
        ours = {bare(word) for word in known.words}
        said = sum(self._weight.get(word, self._unknown if bare(word) not in ours else 0.0) for word in there)
        precision = min(1.0, shared / said) if said else 0.0
        both = 2 * recall * precision / (recall + precision) if recall + precision else 0.0
        return min(0.99, 0.6 * both + 0.4 * similarity(printed, known.folded))


def _numbers(words: Iterable[str]) -> frozenset[str]:
    out = set()
    for word in words:
        if word.isdigit():
            out.add(word)
        elif word in _ROMAN:
            out.add(_ROMAN[word])
    return frozenset(out)
