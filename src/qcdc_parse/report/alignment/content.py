"""What the words of a passage say of the slot it answers, whatever stands above it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from math import log, sqrt
from typing import NamedTuple

from qcdc_parse.report.alignment.passages import Passage
from qcdc_parse.report.alignment.plan import Plan
from qcdc_parse.report.alignment.words import OUTSIDE, Cues, both, cues

__all__ = ["Content", "contents"]

_PAIR = 1.3
"""Log odds that a pair of syllables gives which one slot alone has."""
_MOST = 6.0
_LEADING = 9
"""So many pairs say what a passage is about: they count double."""
_LONG = 45
"""A passage of more syllables holds more of them by chance."""
_LEAD_CUE, _CUE = 3.0, 0.9
_JUDGED = 3.5
"""What a verdict counts for the slots that ask for targets, and against the items of appendices."""
_COUNTS = 2.5
"""What a figure ahead of all counts for the items of appendices."""
_MISREAD = 0.5
"""What a pair counts whose marks are others."""
_TARGETS = "targets"


class Content(NamedTuple):
    """Log odds by state, the words behind them, and weight by state and prompt."""

    odds: dict[int, float]
    words: dict[int, list[str]]
    prompts: dict[tuple[int, int], float]


class _Found(NamedTuple):
    """Pairs that slots have, with how much each counts; questions that the passage speaks to."""

    length: int
    pairs: dict[str, float]
    cued: dict[str, float]


_SILENT = Content({}, {}, {})


def contents(plan: Plan, text: str, passages: Sequence[Passage]) -> list[Content]:
    """Weigh the words of all passages of one report: those that stand in most of them say little."""
    hints = cues()
    found = [_find(plan, text[p.start : p.end], hints) for p in passages]
    counts = Counter(pair for one in found for pair in one.pairs)
    total = len(passages)
    unit = log(1 + total)
    rarity = {pair: log(1 + total / count) / unit for pair, count in counts.items()}
    return [_weighed(plan, passage, one, rarity) for passage, one in zip(passages, found, strict=True)]


def _find(plan: Plan, said: str, hints: Cues) -> _Found:
    words, plain_words = both(said)
    pairs = list(map(" ".join, pairwise(words)))
    several = set(pairs)
    leading = set(pairs[:_LEADING])
    hits = {pair: 2.0 if pair in leading else 1.0 for pair in plan.asked.keys() & several}
    bare = set(map(" ".join, pairwise(plain_words)))
    for plain in plan.misread.keys() & bare:
        hits.setdefault(plan.misread[plain], _MISREAD)
    return _Found(len(words), hits, _cued(words, pairs, several, hints))


def _cued(words: list[str], pairs: list[str], several: set[str], hints: Cues) -> dict[str, float]:
    """Return the questions that the words speak to: a lead at the beginning, a cue anywhere."""
    out: dict[str, float] = {}
    for first in hints.keys() & several.union(words):
        for cue in hints[first]:
            at = 0 if cue.lead else (pairs if " " in first else words).index(first)
            size = first.count(" ") + 1
            if words[at : at + size] == first.split() and tuple(words[at + size : at + size + len(cue.rest)]) == cue.rest:
                out[cue.question] = out.get(cue.question, 0.0) + (_LEAD_CUE if cue.lead else _CUE)
    return out


def _weighed(plan: Plan, passage: Passage, found: _Found, rarity: dict[str, float]) -> Content:
    cued = found.cued
    if passage.judged:
        cued[_TARGETS] = _JUDGED
    if not found.pairs and not cued:
        return _SILENT
    odds: defaultdict[int, float] = defaultdict(float)
    words: defaultdict[int, list[str]] = defaultdict(list)
    prompts: defaultdict[tuple[int, int], float] = defaultdict(float)
    for question, gain in cued.items():
        for state in (len(plan.states),) if question == OUTSIDE else plan.questions.get(question, ()):
            odds[state] += gain
            words[state].append(question)
    damped = _PAIR / sqrt(max(found.length, _LONG) / _LONG)
    for pair, share in found.pairs.items():
        weight = damped * share * rarity[pair]
        for hit in plan.asked[pair]:
            odds[hit.state] += weight * hit.weight
            words[hit.state].append(pair)
            if hit.prompt:
                prompts[hit.state, hit.prompt] += weight * hit.weight
    appended = -_JUDGED if passage.judged and _TARGETS in plan.questions else _COUNTS if passage.counted else 0.0
    if appended:
        for state in odds.keys() & plan.appended:
            odds[state] += appended
    return Content({state: min(gain, _MOST) for state, gain in odds.items()}, words, prompts)
