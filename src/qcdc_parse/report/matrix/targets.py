"""The rows of the matrix: the targets of a document, read once for all submissions."""

from __future__ import annotations

import re
from collections import Counter
from math import log
from typing import NamedTuple

from qcdc_parse.model import Document
from qcdc_parse.report.matrix.aims import aims_of
from qcdc_parse.report.matrix.words import COMMON, Profile, profile_of
from qcdc_parse.report.models import Target
from qcdc_parse.scoreboard.lexicon import fold, needed_things, numbers_in
from qcdc_parse.scoreboard.models import ScoreItem

__all__ = ["Aim", "Likeness", "Targets"]

_YEAR = re.compile(r"(?:năm )?20\d\d(?:\s*[-–]\s*20\d\d)?")
_CLASH = 0.06
_MASS = 1.6
_LEAST = 1.0
_BEHIND = 0.8
"""What a word of a target counts that stands behind the colon of a statement only."""
_DOUBT = 0.25


class Aim(NamedTuple):
    """A target with what it is about; ``item`` holds its figures, where it has any."""

    row: Target
    item: ScoreItem
    profile: Profile
    numbered: dict[str, frozenset[str]]


class Likeness(NamedTuple):
    """How well a statement fits a target, 0 to 1; ``doubt`` names what speaks against it though the words fit."""

    score: float
    doubt: str | None


class Targets:
    """The targets of a resolution, plan or outline."""

    def __init__(self, document: Document) -> None:
        self.aims = tuple(
            Aim(
                Target(id=f"t{number}", statement=item.words, section=item.section, span=item.span),
                item,
                profile_of(_YEAR.sub(" ", item.words)),
                numbers_in(fold(item.words)),
            )
            for number, item in enumerate(aims_of(document), 1)
        )
        self.rows = tuple(aim.row for aim in self.aims)
        counts = Counter(feature for aim in self.aims for feature in aim.profile.weights)
        whole = log(1 + max(len(self.aims), 1))
        self._rarity = {feature: log(1 + len(self.aims) / n) / whole for feature, n in counts.items()}
        self._kept: dict[tuple[str, str], dict[int, Likeness]] = {}
        self._places: dict[str, list[int]] = {}
        self._weighed_of: list[tuple[tuple[str, float], ...]] = []
        self._totals: list[float] = []
        for place, aim in enumerate(self.aims):
            weighed = tuple((feature, weight * self._rarity[feature]) for feature, weight in aim.profile.weights.items())
            self._weighed_of.append(weighed)
            self._totals.append(sum(weight for _, weight in weighed))
            for feature in aim.profile.weights:
                self._places.setdefault(feature, []).append(place)

    def __bool__(self) -> bool:
        return bool(self.aims)

    def likenesses(self, head: str, rest: str = "") -> dict[int, Likeness]:
        """Return how well a statement fits the targets that share words with it, by their places; units repeat one another."""
        known = self._kept.get((head, rest))
        if known is None:
            if len(self._kept) > _KEPT:
                self._kept.clear()
            self._kept[head, rest] = known = self._likenesses(head, rest)
        return known

    def _likenesses(self, head: str, rest: str) -> dict[int, Likeness]:
        named = profile_of(head)
        behind = profile_of(rest) if rest else None
        out = self._weighed(named, behind, head, rest)
        if behind is not None and (_own_mass(named) < 1.0 or not out or max(f.score for f in out.values()) < _WHOLE):
            for place, fit in self._weighed(profile_of(f"{head} : {rest}"), None, f"{head} : {rest}").items():
                if place not in out or out[place].score < fit.score:
                    out[place] = fit
        return out

    def says_little(self, words: str) -> bool:
        """Tell whether words name nothing: figures, what every indicator shares."""
        return _own_mass(profile_of(words)) < _LEAST

    def _weighed(self, named: Profile, behind: Profile | None, words: str, rest: str = "") -> dict[int, Likeness]:
        shared: dict[int, float] = {}
        for feature, weight in named.weights.items():
            for place in self._places.get(feature, ()):
                shared[place] = shared.get(place, 0.0) + weight
        least = max(_LEAST_SHARED, _FEWER * max(shared.values(), default=0.0))
        return {
            place: self._judged(place, named, words, rest, score)
            for place, mass in shared.items()
            if mass >= least and (score := self._score(place, named, behind, mass)) > _WORTH
        }

    def _score(self, place: int, named: Profile, behind: Profile | None, mass: float) -> float:
        """Weigh how much of each side the other has; what is rare among the targets counts most."""
        aim, rarity, theirs_of = self.aims[place].profile, self._rarity, self._weighed_of[place]
        total = found = 0.0
        for feature, weight in named.weights.items():
            counted = weight * rarity.get(feature, 1.0)
            total += counted
            found += counted if feature in aim.weights else counted * _part_of(feature, named, aim)
        theirs = 0.0
        for feature, counted in theirs_of:
            part = 1.0 if feature in named.weights else _part_of(feature, aim, named)
            if behind is not None and part < _BEHIND:
                part = max(part, _BEHIND * _part_of(feature, aim, behind))
            theirs += counted * part
        mine, theirs = found / total, theirs / self._totals[place]
        high, low = max(mine, theirs), min(mine, theirs)
        score = 0.6 * high + 0.4 * low - _CLASH * min(2.0, total - found, self._totals[place] * (1 - theirs))
        enough = max(_LEAST, min(_MASS, 0.8 * min(named.mass, aim.mass)))
        return score * (0.4 + 0.6 * min(1.0, mass / enough))

    def _judged(self, place: int, named: Profile, words: str, rest: str, score: float) -> Likeness:
        """Take into account what is told apart."""
        aim = self.aims[place]
        for name, values in aim.profile.things.items():
            theirs = named.things.get(name)
            if theirs is not None and not values & theirs:
                if name in _INSTANCES:
                    score -= _DOUBT / 2
                else:
                    return Likeness(0.0, name)
        for name in needed_things():
            one, other = aim.profile.things.get(name), named.things.get(name)
            if (one is None) != (other is None) and len(one or other or ()) == 1:
                if name in _MUST:
                    return Likeness(min(score, _OPEN), name)
                score -= _LEFT_OUT
        if aim.numbered:
            numbered = numbers_in(fold(words))
            for label, numbers in aim.numbered.items():
                if label in numbered and not numbers & numbered[label]:
                    return Likeness(0.0, label)
        denied = _denies(aim.profile, named)
        none = (_NONE.search if denied else _NONE.match)(rest) is not None and (denied or not _is_ceiling(aim.item))
        if (_denies(named, aim.profile) or none) != denied:
            return Likeness(score, "denied")
        return Likeness(score, None)


_WORTH = 0.25
_WHOLE = 0.6
_OPEN = 0.5
_LEFT_OUT = 0.08
_INSTANCES = frozenset({"organ", "served"})
"""`100% chi bộ …` is answered by the party committee of one unit too, `đối thoại với Nhân dân` by an office that serves enterprises."""
_MUST = frozenset({"sex", "timeliness"})


def _own_mass(profile: Profile) -> float:
    return sum(w for w in profile.weights.values() if w > COMMON)


def _part_of(feature: str, one: Profile, other: Profile) -> float:
    """Return how much of a feature of one text the other has: half of a pair whose syllables stand apart in it."""
    if feature in other.weights:
        return 1.0
    parts = one.parts.get(feature)
    if parts is None:
        return 0.0
    return _APART[(parts[0] in other.weights) + (parts[1] in other.weights)]


_APART = (0.0, 0.2, 0.5)
_LEAST_SHARED = 0.6
_FEWER = 0.3
"""A target that shares so much less than another is not weighed."""
_KEPT = 20_000
_NONE = re.compile(r"\s*(?<![^\W_])(?:không|chưa|0|00)(?![^\W_])(?!\s+(?:những|chỉ))", re.IGNORECASE)


def _is_ceiling(item: ScoreItem) -> bool:
    """Tell a target that nothing reaches best: `quá hạn không quá 3%`."""
    return bool(item.measures) and all(m.comparator in ("<", "<=") for m in item.measures)


def _denies(one: Profile, other: Profile) -> bool:
    """Tell whether most of what a text shares with another is denied in it."""
    shared = [f for f, w in one.weights.items() if w > COMMON and f in one.parts and f in other.weights]
    return 2 * sum(f in one.denied for f in shared) > len(shared)
