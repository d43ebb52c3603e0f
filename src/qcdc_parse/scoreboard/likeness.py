"""How well a result fits a target, and what says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import NamedTuple

from qcdc_parse.alike import shares_words
from qcdc_parse.scoreboard.figures import comparable, figure_words, restated
from qcdc_parse.scoreboard.lexicon import bare, fold, is_actor, is_common, needed_things, tells_who
from qcdc_parse.scoreboard.models import Evidence, ScoreItem
from qcdc_parse.scoreboard.subjects import Subject

__all__ = ["MOST", "WORTH", "Fit", "Weighed", "Weights", "fit"]

MOST = 1.4
"""No pair reaches more with all that speaks for it."""
_COMMON = 0.25
"""Share of its weight that a word of the catalogue's common ones keeps."""
_SYLLABLE = 0.6
"""What a word of one syllable weighs."""
_LONG = 7
"""A word of so many letters is no Vietnamese syllable: `internet`."""
_LONG_WORD = 10
_MISPRINT = 0.9
"""What a word of at least so many letters counts that the other side writes with other marks: in short ones they make other words."""
_HEADING = 0.5
"""What a word counts that stands in the heading of the other side only."""
_MASS = 1.6
"""Shared weight, rarity apart, that a pair needs to count in full, or most of what the shorter side has."""
_LEAST_MASS = 0.7
_FAR = 0.3
"""What a word ahead of the clause of the figure counts against a pair."""
_SAME_THING = 0.03
_RESTATED = 0.8
"""A target so much alike whose figure is restated is the same one, though one names more or another year."""
_YEAR = 0.08
_CLASH = 0.06
"""What is lost where each side names a rare thing that the other does not: one word more on one side alone is a shortening."""
WORTH = 0.4
"""Results that fit less are no candidates."""
_HELPED = 0.2
"""No more than so much do figure, heading and year add together."""
_BORROWED = 0.6
"""What is left of a likeness that rests on common words and on those of the rest of the statement."""
_LEVELS = frozenset(map(fold, ("mức độ", "cấp độ", "hạng", "loại", "bậc", "nhóm", "khu vực", "thôn", "xóm", "ấp", "khu phố", "tổ dân phố")))


@dataclass(frozen=True, slots=True)
class Weighed:
    """An item with what it is about."""

    item: ScoreItem
    subject: Subject


@dataclass(frozen=True, slots=True)
class Fit:
    """Score from 0 to 1 with its evidence; ``rank`` is the same before it is cut off at 1, in the scale of an assignment.

    ``excluded``: the two are different things, whatever they share; ``doubtful``: one names more than the other.
    """

    score: float
    rank: float
    evidence: tuple[Evidence, ...]
    excluded: bool = False
    doubtful: bool = False


def _plain_weight(word: str) -> float:
    return (_COMMON if is_common(word) else 1.0) * (1.0 if " " in word or len(word) >= _LONG else _SYLLABLE)


class Weights:
    """How much words weigh: the rarer among the items of both documents, the more; an average rare word weighs 1."""

    def __init__(self, subjects: Sequence[Subject]) -> None:
        counts = Counter(word for subject in subjects for word in set(subject.words))
        self._total = max(len(subjects), 2)
        self._counts: Mapping[str, int] = counts
        self._unit = log(1 + self._total / 2)

    def of(self, word: str) -> float:
        """Return the weight of a folded word; a common one a quarter, one of one syllable less."""
        return log(1 + self._total / max(self._counts.get(word, 1), 2)) / self._unit * _plain_weight(word)


def fit(target: Weighed, result: Weighed, weights: Weights, report_year: int | None) -> Fit:
    """Weigh a pair: words, figures, headings and years speak for it; other things, opposites and other figures against it."""
    one, other = target.subject, result.subject
    evidence: list[Evidence] = []
    if one.text and one.text == other.text:
        score = 1.0
        evidence.append(Evidence(kind="same_text", detail=one.text))
    else:
        score, shared = _words_alike(one, other, weights)
        if shared:
            evidence.append(Evidence(kind="shared_words", detail=", ".join(shared)))
        if score < WORTH - _HELPED - _SAME_THING * len(one.things):
            return Fit(score, 0.0, ())
    if _other_actor(one, other):
        score -= 0.12
        evidence.append(Evidence(kind="other_thing", detail=f"{one.head} / {other.head}"))
    if any(one.things.get(name, values) != values for name, values in other.things.items()):
        score -= 0.06
    score += _SAME_THING * sum(other.things.get(name) == values for name, values in one.things.items())
    figures = restated(target.item, result.item)
    if figures is not None:
        same = figures[0] == figures[1]
        score += 0.08 if same else -0.12
        evidence.append(
            Evidence(kind="same_figure" if same else "other_figure", detail=" / ".join(f"{f:.12g}" for f in dict.fromkeys(figures)))
        )
    if common := one.context & other.context:
        score += 0.04 * len(common) / min(len(one.context), len(other.context))
        evidence.append(Evidence(kind="same_heading", detail=", ".join(sorted(common))))
    year, said = _years(one, other, report_year)
    if said is not None:
        evidence.append(said)
    narrower = _narrower(one, other)
    if narrower is not None:
        evidence.append(Evidence(kind="other_thing", detail=narrower))
    answers = comparable(target.item, result.item)
    if not answers:
        held = f"{figure_words(target.item.measures)} / {figure_words(result.item.measures)}"
        evidence.append(Evidence(kind="other_unit", detail=held))
    apart = _told_apart(one, other)
    if apart is not None:
        evidence.append(apart)
    rank = min(1.0, max(0.0, (score + year) / MOST))
    score = round(min(1.0, max(0.0, score + year)), 4)
    sure = score >= _RESTATED and figures is not None and figures[0] == figures[1]
    doubtful = not sure and (narrower is not None or (said is not None and said.kind == "other_year"))
    return Fit(score, rank, tuple(evidence), apart is not None or not answers, doubtful)


def _words_alike(one: Subject, other: Subject, weights: Weights) -> tuple[float, list[str]]:
    mine, theirs = _covered(one, other, weights), _covered(other, one, weights)
    if not (mine.total and theirs.total):
        return 0.0, []
    high, low = sorted((mine.found / mine.total, theirs.found / theirs.total), reverse=True)
    score = 0.85 * (0.6 * high + 0.4 * low) + 0.15 * shares_words(one.text, other.text)
    score -= _CLASH * min(1.0, mine.total - mine.found, theirs.total - theirs.found)
    if _nothing_own(one, other) or _nothing_own(other, one):
        score *= _BORROWED
    enough = min(_MASS, max(_LEAST_MASS, 0.8 * min(mine.said, theirs.said)))
    return score * (0.4 + 0.6 * min(1.0, mine.mass / enough)), mine.shared


class _Covered(NamedTuple):
    """Of one's words: their weight, the weight that the other has too; the same without rarity (said, mass); the words shared."""

    total: float
    found: float
    said: float
    mass: float
    shared: list[str]


def _covered(one: Subject, other: Subject, weights: Weights) -> _Covered:
    total = found = said = mass = 0.0
    shared = []
    padded = f" {other.text} "
    for word in (*one.words, *one.borrowed):
        part = _found(word, other, padded)
        own = word in one.words
        weight, plain = weights.of(word), _plain_weight(word)
        found += weight * part
        mass += plain * part
        counted = max(part, (_FAR if word in one.far else 1.0) if own else 0.0)
        total += weight * counted
        said += plain * counted
        if own and part > _HEADING:
            shared.append(word)
    return _Covered(total, found, said, mass, shared)


def _nothing_own(one: Subject, other: Subject) -> bool:
    """Tell whether what a clause says of its own is not said by the other, only what it shares with its statement."""
    if any(values & other.things.get(name, frozenset()) for name, values in one.things.items() if name not in tells_who()):
        return False
    padded = f" {other.text} "
    return bool(one.own) and not any(_found(word, other, padded) > _HEADING for word in one.own)


def _found(word: str, other: Subject, padded: str) -> float:
    """Return 1 for a word the other has, less for it with a misprint, half of one, or one of its heading, 0 for none."""
    if word in other.words or word in other.borrowed or f" {word} " in padded:
        return 1.0
    if len(word) >= _LONG_WORD and f" {bare(word)} " in bare(padded):
        return _MISPRINT
    syllables = word.split() if " " in word else ()
    half = sum(s in other.syllables for s in syllables) / len(syllables) if syllables else 0.0
    return max(0.5 * half, _HEADING if word in other.context else 0.0)


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
    for name in sorted(needed_things() & (one.things.keys() ^ other.things.keys())):
        named, silent = (one, other) if name in one.things else (other, one)
        if len(named.things[name]) == 1 and name not in silent.around:
            return name
    for label in one.numbered.keys() ^ other.numbered.keys():
        if label in _LEVELS:
            return label
    return None


def _other_actor(one: Subject, other: Subject) -> bool:
    """`100% chi bộ …`, `100% đảng viên …`: said of others, where neither names the other's."""
    if one.head is None or other.head is None or one.head == other.head:
        return False
    return is_actor(one.head) and is_actor(other.head) and one.head not in other.words and other.head not in one.words


def _years(one: Subject, other: Subject, report_year: int | None) -> tuple[float, Evidence | None]:
    said = other.years | other.until
    known = said or (frozenset({report_year}) if report_year else frozenset())
    if report_year and other.told and not other.told & (one.years | one.until | {report_year}):
        return 0.0, Evidence(kind="other_year", detail=f"{_listed(one.years or frozenset({report_year}))} / {_listed(other.told)}")
    wanted = one.years or (one.until if said else frozenset())
    if not wanted or not known:
        return 0.0, None
    if wanted & known:
        return _YEAR, Evidence(kind="same_year", detail=_listed(wanted & known))
    return (0.0, Evidence(kind="other_year", detail=f"{_listed(wanted)} / {_listed(known)}")) if one.years else (-_YEAR, None)


def _listed(years: frozenset[int]) -> str:
    return ", ".join(map(str, sorted(years)))
