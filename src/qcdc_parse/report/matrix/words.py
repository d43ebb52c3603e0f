"""What a statement is about, cheaply: its syllables and their pairs, weighed, and the things it names that are told apart.

The vocabulary is ``catalog/matching.toml``, as for the scoreboard; underthesea is not asked: a matrix is made of hundreds of
submissions.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from qcdc_parse.catalog import raw
from qcdc_parse.scoreboard.lexicon import bare, fold

__all__ = ["COMMON", "Profile", "profile_of"]

_TOKEN = re.compile(r"[^\W_]+|[.;:()\t\n“”\"]")
COMMON = 0.25
"""What a word weighs that most indicators share."""
_SINGLE = 0.35
"""What a syllable weighs beside a pair of them."""
_HALF = 0.25
"""What a pair weighs one of whose syllables says nothing."""
_REACH = 30
"""So many syllables behind a denial are denied, to the end of the clause."""
_KEPT = 20_000

_Syllables = tuple[str, ...]


class Profile(NamedTuple):
    """The features of a text with their weights, the two syllables of each pair, what it names of each contrast, the pairs it denies."""

    weights: dict[str, float]
    parts: dict[str, tuple[str, str]]
    things: dict[str, frozenset[int]]
    denied: frozenset[str]

    @property
    def mass(self) -> float:
        """How much it says."""
        return sum(self.weights.values())


class _Folded(dict[str, _Syllables]):
    """Tokens and what they are folded to, kept: a set of reports has some thousand different ones."""

    def __missing__(self, token: str) -> _Syllables:
        if len(self) > _KEPT:
            self.clear()
        self[token] = found = _short_forms().get(token) or _fold(token)
        return found


class _Bare(dict[str, str]):
    """Syllables without their marks, kept."""

    def __missing__(self, syllable: str) -> str:
        if len(self) > _KEPT:
            self.clear()
        self[syllable] = found = bare(syllable)
        return found


_folded = _Folded()
_bare = _Bare()


def _fold(token: str) -> _Syllables:
    if not token[0].isalpha():
        return ("",)
    return (fold(token),)


def _syllables(words: str) -> _Syllables:
    return tuple(fold(token) for token in re.findall(r"[^\W_]+", words))


@cache
def _short_forms() -> dict[str, _Syllables]:
    return {short: _syllables(long) for short, long in raw("matching")["short"]["pairs"]}


class _Phrase(NamedTuple):
    """A phrase of the catalogue: ``weighs`` where it says little, ``thing`` where it is told apart (None: it is not that thing)."""

    rest: _Syllables
    weighs: float | None = None
    contrast: str | None = None
    thing: int | None = None
    denies: bool = False


_Index = dict[str, tuple[_Phrase, ...]]


@cache
def _phrases() -> _Index:
    data = raw("matching")
    found: list[tuple[_Syllables, _Phrase]] = []

    def add(words: str, phrase: _Phrase) -> None:
        syllables = _syllables(words)
        found.append((syllables, phrase._replace(rest=syllables[1:])))

    for words in data["silent"]["words"]:
        add(words, _Phrase((), weighs=COMMON if words in data["named"]["words"] else 0.0))
    for words in data["manner"]["words"]:
        add(words, _Phrase((), weighs=0.0))
    for words in data["common"]["words"]:
        add(words, _Phrase((), weighs=COMMON))
    for entry in data["contrast"]:
        for index, values in enumerate(entry["values"]):
            for words in values:
                add(words, _Phrase((), contrast=entry["name"], thing=index))
        for words in entry["neutral"]:
            add(words, _Phrase((), contrast=entry["name"]))
    for words in data["denial"]["words"]:
        add(words, _Phrase((), denies=True))
    return _by_first(found)


def _by_first(found: list[tuple[_Syllables, _Phrase]]) -> _Index:
    out: dict[str, list[_Phrase]] = {}
    for syllables, phrase in sorted(found, key=lambda f: -len(f[0])):
        out.setdefault(syllables[0], []).append(phrase)
    return {first: tuple(phrases) for first, phrases in out.items()}


@cache
def _same() -> dict[str, tuple[tuple[_Syllables, _Syllables], ...]]:
    out: dict[str, list[tuple[_Syllables, _Syllables]]] = {}
    for one, other in raw("matching")["same"]["pairs"]:
        syllables = _syllables(one)
        out.setdefault(syllables[0], []).append((syllables, _syllables(other)))
    return {first: tuple(sorted(pairs, key=lambda p: -len(p[0]))) for first, pairs in out.items()}


def _read(text: str) -> list[str]:
    """Return the syllables of a text, one wording for each thing; an empty one where a mark or a number parts them."""
    folded = _folded
    tokens = [syllable for token in _TOKEN.findall(text) for syllable in folded[token]]
    same = _same()
    out: list[str] = []
    at = 0
    while at < len(tokens):
        for one, other in same.get(tokens[at], ()):
            if tuple(tokens[at : at + len(one)]) == one:
                out += other
                at += len(one)
                break
        else:
            out.append(tokens[at])
            at += 1
    return out


def profile_of(text: str) -> Profile:
    """Read what a text is about.

    >>> profile = profile_of("Không tổ chức đối thoại")
    >>> "doi thoai" in profile.weights, profile.denied
    (True, frozenset({'doi thoai'}))
    """
    syllables = _read(text)
    weigh = [1.0 if s else 0.0 for s in syllables]
    things: dict[str, set[int]] = {}
    denied: set[int] = set()
    index = _phrases()
    weighed = 0
    until: dict[str, int] = {}
    for at, syllable in enumerate(syllables):
        for phrase in index.get(syllable, ()):
            end = at + 1 + len(phrase.rest)
            if phrase.rest and tuple(syllables[at + 1 : end]) != phrase.rest:
                continue
            if phrase.contrast is not None:
                if until.get(phrase.contrast, 0) <= at:
                    until[phrase.contrast] = end
                    if phrase.thing is not None:
                        things.setdefault(phrase.contrast, set()).add(phrase.thing)
            elif phrase.denies:
                reach = next(
                    (i for i in range(end, min(end + _REACH, len(syllables))) if not syllables[i]), min(end + _REACH, len(syllables))
                )
                denied.update(range(end, reach))
            elif weighed <= at:
                weigh[at:end] = [phrase.weighs or 0.0] * (end - at)
                weighed = end
    weights: dict[str, float] = {}
    plain = [_bare[s] for s in syllables]
    for syllable, weight in zip(plain, weigh, strict=True):
        if weight and weights.get(syllable, 0.0) < weight * _SINGLE:
            weights[syllable] = weight * _SINGLE
    pairs: set[str] = set()
    parts: dict[str, tuple[str, str]] = {}
    for at, (one, other) in enumerate(pairwise(plain)):
        if not (one and other):
            continue
        low, high = sorted(weigh[at : at + 2])
        weight = low or (_HALF if high == 1.0 else 0.0)
        if weight:
            name = f"{one} {other}"
            parts[name] = one, other
            weights[name] = max(weights.get(name, 0.0), weight)
            if at in denied and at + 1 in denied and weight > COMMON:
                pairs.add(name)
    return Profile(weights, parts, {name: frozenset(values) for name, values in things.items()}, frozenset(pairs))
