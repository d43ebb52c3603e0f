"""What the words of a passage say of the slot it answers, whatever stands above it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from math import log, sqrt
from typing import NamedTuple

from qcdc_parse.report.alignment.addressees import Body, addressed, weigh
from qcdc_parse.report.alignment.cues import Cue, cues
from qcdc_parse.report.alignment.passages import Passage
from qcdc_parse.report.alignment.plan import Plan
from qcdc_parse.report.alignment.words import OUTSIDE, PROPOSALS, TARGETS, TASKS, called, marked, unmarked

__all__ = ["Content", "contents"]

_PAIR = 1.3
"""Log odds that a pair of syllables gives which one slot alone has."""
_MOST = 6.0
_LEADING = 9
"""So many pairs say what a passage is about: they count double."""
_LONG = 45
"""A passage of more syllables holds more of them by chance."""
_LEAD_CUE, _CUE, _MOST_CUES = 3.0, 0.9, 2.4
_JUDGED = 3.5
"""What a verdict counts for the slots that ask for targets, and against the items of appendices."""
_COUNTS = 2.5
"""What a figure ahead of all counts for the items of appendices."""
_MISREAD = 0.5
"""What a pair counts whose marks are others."""
_LATER = 2.0
"""What a year behind that of the report counts for the slots that ask for tasks."""
_BEGIN = 16
"""So many syllables tell whom a passage asks."""
_BETWEEN = "\0"
"""Stands between passages that are looked through together: no syllable."""
_ASKS = 2.0
"""What it counts for slots that ask for proposals that it asks a body,"""
_UNASKED = 1.5
"""and what they lose where it asks for nothing."""


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
    asks: Body | None
    sure: list[tuple[int, float, str]]
    """What says more than any number of words: states, log odds, and the words that say so."""


_SILENT = Content({}, {}, {})


def contents(plan: Plan, passages: Sequence[Passage], texts: Sequence[str], year: int | None) -> list[Content]:
    """Weigh the words of all passages of one report: those that stand in most of them say little.

    ``texts``: what to read of each passage, nothing where nothing is left to decide; ``year``: that of the report.
    """
    found = _find(plan, texts, year)
    counts = Counter(pair for one in found for pair in one.pairs)
    total = sum(map(bool, texts))
    unit = log(1 + total)
    rarity = {pair: log(1 + total / count) / unit for pair, count in counts.items()}
    return [_weighed(plan, p, one, rarity) if text else _SILENT for p, text, one in zip(passages, texts, found, strict=True)]


def _find(plan: Plan, texts: Sequence[str], year: int | None) -> list[_Found]:
    """Look all texts through at once: whatever takes a step a syllable is paid a thousand times."""
    words: list[str] = []
    starts, found = [], []
    for text in texts:
        starts.append(len(words))
        words += marked(text) if text else ()
        head = words[starts[-1] : starts[-1] + _BEGIN]
        asks = addressed(head) if PROPOSALS in plan.questions else None
        sure = [(state, gain, " ".join(asks.words)) for state, gain in weigh(asks, plan.addressed).items()] if asks else []
        sure += _begun(plan, head)
        found.append(_Found(len(words) - starts[-1], {}, {}, asks, sure))
        words.append(_BETWEEN)
    asked, hints = plan.asked, cues()
    telling = [at for at, word in enumerate(words) if word in plan.telling]
    pairs = list(map(" ".join, pairwise(words)))
    hits = [at for at, pair in enumerate(pairs) if pair in plan.pairs]
    said: set[tuple[int, str, Cue]] = set()
    for at in hits:
        pair, number = pairs[at], bisect_right(starts, at) - 1
        if pair in asked:
            found[number].pairs.setdefault(pair, 2.0 if at - starts[number] < _LEADING else 1.0)
        said |= _said(hints.get(pair, ()), words, at, 2, number, starts)
    for at in telling:
        word, number = words[at], bisect_right(starts, at) - 1
        if word in hints:
            said |= _said(hints[word], words, at, 1, number, starts)
        elif year is not None and int(word) > year:
            found[number].cued[TASKS] = _LATER
    for number, _, cue in sorted(said):
        cued = found[number].cued
        known = cued.get(cue.question, 0.0)
        cued[cue.question] = known + _LEAD_CUE if cue.strong else max(known, min(known + _CUE, _MOST_CUES))
    _mend(plan, words, starts, found)
    return found


def _begun(plan: Plan, head: list[str]) -> list[tuple[int, float, str]]:
    """Return which slots a passage names in full as it begins, each by the longest words."""
    begun = [b for b in plan.begins.get(" ".join(head[:2]), ()) if tuple(head[: len(b.words)]) == b.words]
    longest = {b.state: b for b in sorted(begun, key=lambda b: len(b.words))}
    return [(b.state, b.gain, " ".join(b.words)) for b in longest.values()]


def _said(hints: Sequence[Cue], words: list[str], at: int, size: int, number: int, starts: list[int]) -> set[tuple[int, str, Cue]]:
    """Return which of some cues stand at a place: a lead at the beginning of a passage only."""
    return {
        (number, words[at], cue)
        for cue in hints
        if (not cue.lead or at == starts[number]) and (not cue.rest or tuple(words[at + size : at + size + len(cue.rest)]) == cue.rest)
    }


def _mend(plan: Plan, words: list[str], starts: list[int], found: list[_Found]) -> None:
    """Add pairs of whose syllables a scanner misread the marks."""
    odd = {word: plain for word in set(words) - plan.syllables if (plain := unmarked(word)) in plan.plain}
    for at, word in enumerate(words) if odd else ():
        if word in odd:
            for pair in (f"{unmarked(words[at - 1])} {odd[word]}", f"{odd[word]} {unmarked(words[at + 1])}" if at + 1 < len(words) else ""):
                if pair in plan.misread:
                    found[bisect_right(starts, at) - 1].pairs.setdefault(plan.misread[pair], _MISREAD)


def _weighed(plan: Plan, passage: Passage, found: _Found, rarity: dict[str, float]) -> Content:
    cued = found.cued
    if passage.judged:
        cued[TARGETS] = _JUDGED
    if found.asks:
        cued[PROPOSALS] = cued.get(PROPOSALS, 0.0) + _ASKS
    quiet = PROPOSALS in plan.questions and PROPOSALS not in cued
    if not found.pairs and not cued and not quiet and not found.sure:
        return _SILENT
    odds: defaultdict[int, float] = defaultdict(float)
    words: defaultdict[int, list[str]] = defaultdict(list)
    prompts: defaultdict[tuple[int, int], float] = defaultdict(float)
    for question, gain in cued.items():
        for state in (len(plan.states),) if question == OUTSIDE else plan.questions.get(question, ()):
            odds[state] += gain
            words[state].append(called(question))
    damped = _PAIR / sqrt(max(found.length, _LONG) / _LONG)
    for pair, share in found.pairs.items():
        weight = damped * share * rarity[pair]
        for hit in plan.asked[pair]:
            odds[hit.state] += weight * hit.weight
            words[hit.state].append(pair)
            if hit.prompt:
                prompts[hit.state, hit.prompt] += weight * hit.weight
    for state in plan.questions[PROPOSALS] if quiet else ():
        odds[state] -= _UNASKED
    appended = -_JUDGED if passage.judged and TARGETS in plan.questions else _COUNTS if passage.counted else 0.0
    if appended:
        for state in odds.keys() & plan.appended:
            odds[state] += appended
    capped = {state: min(gain, _MOST) for state, gain in odds.items()}
    for state, gain, said in found.sure:
        capped[state] = capped.get(state, 0.0) + gain
        if gain > 0:
            words[state].insert(0, said)
    return Content(capped, words, prompts)
