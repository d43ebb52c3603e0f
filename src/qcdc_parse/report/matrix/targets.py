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
        self._places: dict[str, list[tuple[int, float]]] = {}
        self._totals: list[float] = []
        for place, aim in enumerate(self.aims):
            self._totals.append(sum(w * self._rarity[f] for f, w in aim.profile.weights.items()))
            for feature, weight in aim.profile.weights.items():
                self._places.setdefault(feature, []).append((place, weight * self._rarity[feature]))

    def __bool__(self) -> bool:
        return bool(self.aims)

    def likenesses(self, head: str, rest: str = "") -> dict[int, Likeness]:
        """Return how well a statement fits the targets that share words with it, by their places."""
        named = profile_of(head)
        behind = profile_of(rest) if rest else None
        out = self._weighed(named, behind, head)
        if behind is not None and (_own_mass(named) < 1.0 or not out or max(f.score for f in out.values()) < _WHOLE):
            for place, fit in self._weighed(profile_of(f"{head} : {rest}"), None, f"{head} : {rest}").items():
                if place not in out or out[place].score < fit.score:
                    out[place] = fit
        return out

    def says_little(self, words: str) -> bool:
        """Tell whether words name nothing: figures, what every indicator shares."""
        return _own_mass(profile_of(words)) < _LEAST

    def _weighed(self, named: Profile, behind: Profile | None, words: str) -> dict[int, Likeness]:
        found: dict[int, list[float]] = {}
        total = 0.0
        for feature, weight in named.weights.items():
            rarity = self._rarity.get(feature, 1.0)
            total += weight * rarity
            for place, counted in self._places.get(feature, ()):
                sums = found.setdefault(place, [0.0, 0.0, 0.0])
                sums[0] += weight * rarity
                sums[1] += counted
                sums[2] += weight
        if not total:
            return {}
        if behind is not None:
            for feature in behind.weights:
                if feature in named.weights:
                    continue
                for place, counted in self._places.get(feature, ()):
                    if place in found:
                        found[place][1] += _BEHIND * counted
        said = named.mass
        return {
            place: self._judged(place, named, words, score)
            for place, (mine, theirs, mass) in found.items()
            if (score := self._score(place, mine / total, theirs / self._totals[place], mass, said, total - mine)) > _WORTH
        }

    def _score(self, place: int, mine: float, theirs: float, mass: float, said: float, missed: float) -> float:
        high, low = sorted((mine, min(theirs, 1.0)), reverse=True)
        score = 0.6 * high + 0.4 * low
        score -= _CLASH * min(2.0, missed, self._totals[place] * (1 - min(theirs, 1.0)))
        enough = max(_LEAST, min(_MASS, 0.8 * min(said, self.aims[place].profile.mass)))
        return score * (0.4 + 0.6 * min(1.0, mass / enough))

    def _judged(self, place: int, named: Profile, words: str, score: float) -> Likeness:
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
        if aim.profile.denied != named.denied:
            clash = (aim.profile.denied & (named.weights.keys() - named.denied)) | (
                named.denied & (aim.profile.weights.keys() - aim.profile.denied)
            )
            if clash:
                return Likeness(score, "denied")
        return Likeness(score, None)


_WORTH = 0.35
_WHOLE = 0.6
_OPEN = 0.5
_LEFT_OUT = 0.08
_INSTANCES = frozenset({"organ"})
"""`100% chi bộ …` is answered by the party committee of one unit too."""
_MUST = frozenset({"sex", "timeliness"})


def _own_mass(profile: Profile) -> float:
    return sum(w for w in profile.weights.values() if w > COMMON)
