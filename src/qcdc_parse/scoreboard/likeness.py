"""How well a result fits a target, and what says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from qcdc_parse.alike import alike, shares_words
from qcdc_parse.scoreboard.figures import comparable, restated
from qcdc_parse.scoreboard.models import Evidence, ScoreItem
from qcdc_parse.scoreboard.subjects import Subject, fold, is_common, needed_things

__all__ = ["Fit", "Weights", "Weighed", "fit"]

_COMMON = 0.25
"""Share of its weight that a word of the catalogue's common ones keeps."""
_TYPO = 0.84
"""Words at least so alike are one word with a misprint."""
_HEADING = 0.5
"""What a word counts that stands in the heading of the other side only."""
_MASS = 1.6
"""Shared weight, in words of average rarity, that a pair needs to count in full, or most of what the shorter side has."""
_LEAST_MASS = 0.7
_UNSURE = 0.59
"""A pair that lacks what tells it apart from others fits no better, so that it stays open."""
_LEVELS = frozenset(map(fold, ("mức độ", "cấp độ", "hạng", "loại", "bậc", "nhóm", "khu vực")))


@dataclass(frozen=True, slots=True)
class Weighed:
    """An item with what it is about."""

    item: ScoreItem
    subject: Subject


@dataclass(frozen=True, slots=True)
class Fit:
    """Score from 0 to 1 with its evidence; ``excluded``: the two are different things, whatever they share."""

    score: float
    evidence: tuple[Evidence, ...]
    excluded: bool = False


class Weights:
    """How much words weigh: the rarer among the items of both documents, the more; an average rare word weighs 1."""

    def __init__(self, subjects: Sequence[Subject]) -> None:
        counts = Counter(word for subject in subjects for word in set(subject.words))
        self._total = max(len(subjects), 2)
        self._counts: Mapping[str, int] = counts
        self._unit = log(1 + self._total / 2)

    def of(self, word: str) -> float:
        """Return the weight of a folded word; of one syllable, half."""
        rarity = log(1 + self._total / max(self._counts.get(word, 1), 2)) / self._unit
        return rarity * (_COMMON if is_common(word) else 1.0) * (1.0 if " " in word else 0.6)


def fit(target: Weighed, result: Weighed, weights: Weights, report_year: int | None) -> Fit:
    """Weigh a pair: words, figures, headings and years speak for it; other things, opposites and other figures against it."""
    one, other = target.subject, result.subject
    against = _told_apart(one, other)
    years = _years(one, other, report_year)
    evidence: list[Evidence] = []
    if one.text and one.text == other.text:
        score = 1.0
        evidence.append(Evidence(kind="same_text", detail=one.text))
    else:
        score, shared = _words_alike(one, other, weights)
        if shared:
            evidence.append(Evidence(kind="shared_words", detail=", ".join(shared)))
    if _other_actor(one, other):
        score -= 0.12
        evidence.append(Evidence(kind="other_thing", detail=f"{one.head} / {other.head}"))
    if any(one.things.get(name, values) != values for name, values in other.things.items()):
        score -= 0.06
    if narrower := _narrower(one, other):
        score = min(score - 0.1, _UNSURE)
        evidence.append(Evidence(kind="other_thing", detail=narrower))
    figures = restated(target.item, result.item)
    if figures is not None:
        same = figures[0] == figures[1]
        score += 0.08 if same else -0.12
        evidence.append(
            Evidence(kind="same_figure" if same else "other_figure", detail=" / ".join(f"{f:.12g}" for f in dict.fromkeys(figures)))
        )
    if one.context and other.context and (common := one.context & other.context):
        score += 0.04 * len(common) / min(len(one.context), len(other.context))
        evidence.append(Evidence(kind="same_heading", detail=", ".join(sorted(common))))
    evidence.extend(years[1])
    score += years[0]
    if against is not None:
        return Fit(_bounded(score), (*evidence, against), excluded=True)
    return Fit(
        _bounded(score), tuple(evidence), excluded=not comparable(target.item, result.item) or any(e.kind == "other_year" for e in years[1])
    )


def _bounded(score: float) -> float:
    return round(min(1.0, max(0.0, score)), 4)


def _words_alike(one: Subject, other: Subject, weights: Weights) -> tuple[float, list[str]]:
    mass, total, shared = _covered(one, other, weights)
    mass_back, total_back, _ = _covered(other, one, weights)
    if not (total and total_back):
        return 0.0, []
    high, low = sorted((mass / total, mass_back / total_back), reverse=True)
    score = 0.85 * (0.6 * high + 0.4 * low) + 0.15 * shares_words(one.text, other.text)
    enough = min(_MASS, max(_LEAST_MASS, 0.8 * min(total, total_back)))
    return score * (0.4 + 0.6 * min(1.0, mass / enough)), shared


def _covered(one: Subject, other: Subject, weights: Weights) -> tuple[float, float, list[str]]:
    """Return the weight of one's words that the other has, the weight of all of one's, and the words."""
    total = mass = 0.0
    shared = []
    padded = f" {other.text} "
    for word in one.words:
        weight = weights.of(word)
        total += weight
        part = _found(word, other, padded)
        mass += weight * part
        if part > _HEADING:
            shared.append(word)
    return mass, total, shared


def _found(word: str, other: Subject, padded: str) -> float:
    """Return 1 for a word the other has, less for one much alike, half of one, or one of its heading, 0 for none."""
    if word in other.words or f" {word} " in padded:
        return 1.0
    best = max((alike(word, w) for w in other.words if abs(len(w) - len(word)) <= 2 and len(word) > 3 and w[0] == word[0]), default=0.0)
    if best >= _TYPO and not _other_syllable(word):
        return best
    syllables = word.split()
    half = sum(f" {s} " in padded for s in syllables) / len(syllables) if len(syllables) > 1 else 0.0
    return max(0.5 * half, _HEADING if word in other.context else 0.0)


def _other_syllable(word: str) -> bool:
    return len(word) < 6


def _told_apart(one: Subject, other: Subject) -> Evidence | None:
    """Name what makes two items different things or opposites, whatever else they share."""
    for name, values in one.things.items():
        theirs = other.things.get(name)
        if theirs is not None and not values & theirs:
            return Evidence(kind="opposite" if name == "direction" else "other_thing", detail=name)
    for label, numbers in one.numbered.items():
        theirs_numbered = other.numbered.get(label)
        if theirs_numbered is not None and not numbers & theirs_numbered:
            return Evidence(kind="other_thing", detail=f"{label} {', '.join(sorted(numbers))} / {', '.join(sorted(theirs_numbered))}")
    denied = sorted((one.denied & (set(other.words) - other.denied)) | (other.denied & (set(one.words) - one.denied)))
    rare = [word for word in denied if not is_common(word)]
    return Evidence(kind="opposite", detail=", ".join(rare)) if rare else None


def _narrower(one: Subject, other: Subject) -> str | None:
    """Name what only one side says of what is told apart: a rate of `nữ`, of `mức độ 2`, is not that of all."""
    for name in needed_things() & (one.things.keys() ^ other.things.keys()):
        if name not in (other.around if name in one.things else one.around):
            return name
    for label in one.numbered.keys() ^ other.numbered.keys():
        if label in _LEVELS:
            return label
    return None


def _other_actor(one: Subject, other: Subject) -> bool:
    """`100% chi bộ …`, `100% đảng viên …`: said of others, where neither names the other's."""
    if one.head is None or other.head is None or one.head == other.head:
        return False
    return is_common(one.head) and is_common(other.head) and one.head not in other.words and other.head not in one.words


def _years(one: Subject, other: Subject, report_year: int | None) -> tuple[float, list[Evidence]]:
    said = other.years | other.until
    known = said or (frozenset({report_year}) if report_year else frozenset())
    if one.years:
        if not known:
            return 0.0, []
        if one.years & known:
            return 0.05, [Evidence(kind="same_year", detail=", ".join(map(str, sorted(one.years & known))))]
        return 0.0, [Evidence(kind="other_year", detail=f"{_listed(one.years)} / {_listed(known)}")]
    if one.until and said:
        if one.until & said:
            return 0.05, [Evidence(kind="same_year", detail=_listed(one.until & said))]
        return -0.05, []
    return 0.0, []


def _listed(years: frozenset[int]) -> str:
    return ", ".join(map(str, sorted(years)))
