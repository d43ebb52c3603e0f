"""What the words of a passage say of the slot it answers, whatever stands above it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from math import log, sqrt
from typing import NamedTuple

from qcdc_parse.report.alignment.passages import Passage
from qcdc_parse.report.alignment.plan import Plan
from qcdc_parse.report.alignment.words import OUTSIDE, cues, marked, syllables

__all__ = ["Content", "contents"]

_PAIR = 1.3
"""Log odds that a pair of syllables gives which one slot alone has."""
_MOST = 6.0
_LEADING = 9
"""So many syllables say what a passage is about: they count double."""
_LONG = 45
_LEAD_CUE, _CUE = 2.2, 0.9
_JUDGED = 3.5
_COUNTS = 2.5
"""What a figure ahead of all counts for the items of appendices."""
_MISREAD = 0.5
"""What a pair counts whose marks are others."""


_TARGETS, _COUNTED = "targets", "counted"


class Content(NamedTuple):
    """Log odds by state, the words behind them, and weight by state and prompt."""

    odds: dict[int, float]
    words: dict[int, list[str]]
    prompts: dict[tuple[int, int], float]


def contents(plan: Plan, text: str, passages: Sequence[Passage]) -> list[Content]:
    """Weigh the words of all passages of one report: those that stand in most of them say little."""
    asked, misread, hints = plan.asked, plan.misread, cues()
    found: list[tuple[int, list[tuple[str, bool, float]]]] = []
    counts: Counter[str] = Counter()
    for passage in passages:
        said = text[passage.start : passage.end]
        words, bare = marked(said), syllables(said)
        hits: dict[str, tuple[bool, float]] = {}
        cued = {(cue.question, cue.lead) for word in set(words) & hints.keys() for cue in hints[word] if not cue.lead or words[0] == word}
        for at, (pair, plain) in enumerate(zip(map(" ".join, pairwise(words)), map(" ".join, pairwise(bare)), strict=True)):
            if pair in asked:
                hits.setdefault(pair, (at < _LEADING, 1.0))
            elif plain in misread:
                hits.setdefault(misread[plain], (at < _LEADING, _MISREAD))
            if pair in hints:
                cued |= {
                    (cue.question, cue.lead)
                    for cue in hints[pair]
                    if (at == 0 or not cue.lead) and tuple(words[at + 2 : at + 2 + len(cue.rest)]) == cue.rest
                }
        if passage.judged:
            cued.add((_TARGETS, True))
        elif passage.counted:
            cued.add((_COUNTED, True))
        counts.update(hits.keys())
        found.append((len(words), [*((w, lead, share) for w, (lead, share) in hits.items()), *((f"?{q}", lead, 1.0) for q, lead in cued)]))
    total = len(passages)
    unit = log(1 + total)
    return [_weighed(plan, length, hits, counts, total, unit) for length, hits in found]


def _weighed(plan: Plan, length: int, hits: list[tuple[str, bool, float]], counts: Counter[str], total: int, unit: float) -> Content:
    odds: defaultdict[int, float] = defaultdict(float)
    words: defaultdict[int, list[str]] = defaultdict(list)
    prompts: defaultdict[tuple[int, int], float] = defaultdict(float)
    damped = _PAIR / sqrt(max(length, _LONG) / _LONG)
    for word, leading, share in hits:
        if word[0] == "?":
            if word[1:] == _COUNTED:
                continue
            for state in (len(plan.states),) if word[1:] == OUTSIDE else plan.questions.get(word[1:], ()):
                odds[state] += _JUDGED if word == f"?{_TARGETS}" else _LEAD_CUE if leading else _CUE
                words[state].append(word[1:])
            continue
        weight = share * damped * log(1 + total / counts[word]) / unit * (2.0 if leading else 1.0)
        for hit in plan.asked[word]:
            odds[hit.state] += weight * hit.weight
            words[hit.state].append(word)
            if hit.prompt:
                prompts[hit.state, hit.prompt] += weight * hit.weight
    if (f"?{_TARGETS}", True, 1.0) in hits and _TARGETS in plan.questions:
        for state in odds.keys() & plan.appended:
            odds[state] -= _JUDGED
    if (f"?{_COUNTED}", True, 1.0) in hits:
        for state in odds.keys() & plan.appended:
            odds[state] += _COUNTS
    return Content({state: min(gain, _MOST) for state, gain in odds.items()}, words, prompts)
