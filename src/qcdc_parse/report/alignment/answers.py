"""Answers out of probabilities: aligned, ambiguous or outside, with what decided."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from qcdc_parse.model import Document
from qcdc_parse.report.alignment.content import Content
from qcdc_parse.report.alignment.places import Placed
from qcdc_parse.report.alignment.plan import Plan
from qcdc_parse.report.models import Answer, AnswerStatus, Evidence, EvidenceKind, Quote, SlotCandidate, Unit
from qcdc_parse.span import Span, made

__all__ = ["Aligned", "answers_of", "verdict"]

_SURE = 0.7
"""An aligned passage is at least so likely of its slot,"""
_UNSAID = 0.9
"""or so likely where only its place speaks for that,"""
_NAMES = 2.5
"""Log odds from which a heading names a slot, rather than shares a word with it."""
_NEAR = 0.33
"""and the second likeliest slot at most so likely, measured by the likeliest."""
_OUTSIDE = 0.9
"""What is outside is at least so likely: an answer left out is missed by nobody."""
_SHOWN, _MOST_SHOWN = 0.05, 4
_PROMPT, _CLEAR = 1.2, 1.5
"""Weight of the words that mean a prompt, and how much more than for the next one."""
_MOST_WORDS = 6


class Aligned(NamedTuple):
    """A passage in its place, what its words say, and how likely each state is."""

    placed: Placed
    content: Content
    likely: dict[int, float]
    outside: float


class _Verdict(NamedTuple):
    status: AnswerStatus
    state: int | None
    likely: float
    candidates: tuple[tuple[int, float], ...]


def answers_of(plan: Plan, document: Document, submission: int, unit: Unit | None, passages: list[Aligned]) -> list[Answer]:
    """Make the answers of a report; rows of a table that answer the same make one."""
    verdicts = [verdict(plan, p) for p in passages]
    starts = [anchor.raw for anchor in document.source_map.anchors]
    out: list[Answer] = []
    for first, last in _runs(passages, verdicts):
        span = made(Span, start=passages[first].placed.passage.start, end=passages[last].placed.passage.end)
        quote = _quote(document, submission, span, starts)
        out.append(_answer(plan, f"s{submission}p{len(out) + 1}", unit, quote, passages[first], verdicts[first]))
    return out


def verdict(plan: Plan, aligned: Aligned) -> _Verdict:
    """Say what the probabilities of all states come to."""
    likely, outside = aligned.likely, aligned.outside
    order = sorted(likely, key=likely.__getitem__, reverse=True)
    best = order[0] if order else None
    chance = 0.0 if best is None else likely[best]
    second = max(outside, likely[order[1]] if len(order) > 1 else 0.0)
    if best is not None and chance >= (_SURE if _is_said(plan, aligned, best) else _UNSAID) and second <= _NEAR * chance:
        return _Verdict("aligned", best, chance, ())
    if outside >= _OUTSIDE or best is None:
        return _Verdict("outside", None, outside, ())
    shown = tuple((s, likely[s]) for s in order[:_MOST_SHOWN] if likely[s] >= _SHOWN or s == best)
    return _Verdict("ambiguous", best, chance, shown)


def _is_said(plan: Plan, aligned: Aligned, state: int) -> bool:
    """Tell whether the headings of a passage or its words name a slot."""
    return bool(aligned.content.words.get(state)) or any(
        n.node == plan.states[state] and n.odds >= _NAMES for n in aligned.placed.place.leads.namings
    )


def _runs(passages: list[Aligned], verdicts: list[_Verdict]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last passage of every answer."""
    first = 0
    for at in range(1, len(passages) + 1):
        table = passages[first].placed.passage.table
        alike = at < len(passages) and table is not None and passages[at].placed.passage.table == table
        if not alike or verdicts[at][:2] != verdicts[first][:2]:
            yield first, at - 1
            first = at


def _quote(document: Document, submission: int, span: Span, starts: list[int]) -> Quote:
    """Quote a stretch; ``starts`` are the raw offsets of the anchors of the source, which know page and paragraph."""
    page = paragraph = None
    if starts:
        source = document.source_map
        anchor = source.anchors[max(bisect_right(starts, source.raw_span(span).start) - 1, 0)]
        page, paragraph = anchor.page, anchor.paragraph
    return made(Quote, submission=submission, span=span, text=span.of(document.text), page=page, paragraph=paragraph)


def _answer(plan: Plan, answer_id: str, unit: Unit | None, quote: Quote, aligned: Aligned, verdict: _Verdict) -> Answer:
    state = verdict.state
    return made(
        Answer,
        id=answer_id,
        unit=unit.name if unit else None,
        quote=quote,
        kind=aligned.placed.passage.kind,
        headings=aligned.placed.place.headings,
        status=verdict.status,
        slot=None if state is None else plan.slots[plan.states[state]].id,
        prompt=None if state is None else _prompt(plan, aligned, state),
        confidence=round(verdict.likely, 4),
        candidates=tuple(made(SlotCandidate, slot=plan.slots[plan.states[s]].id, probability=round(p, 4)) for s, p in verdict.candidates),
        evidence=_evidence(plan, aligned, state),
    )


def _prompt(plan: Plan, aligned: Aligned, state: int) -> int | None:
    """Return the prompt that a passage clearly means: the headings name it, or the words of no other stand in it as much."""
    for naming in aligned.placed.place.leads.namings:
        if naming.node == plan.states[state] and naming.prompt is not None:
            return naming.prompt
    said, numbers = aligned.content.prompts, range(1, len(plan.slots[plan.states[state]].prompts) + 1)
    ranked = sorted(((said[state, p], p) for p in numbers if (state, p) in said), reverse=True)
    if ranked and ranked[0][0] >= _PROMPT and (len(ranked) == 1 or ranked[0][0] >= _CLEAR * ranked[1][0]):
        return ranked[0][1]
    return None


def _evidence(plan: Plan, aligned: Aligned, state: int | None) -> tuple[Evidence, ...]:
    """Return what spoke for the slot: what its headings and its words say; else that it stands where it stands."""
    place, content = aligned.placed.place, aligned.content
    out = []
    if state is not None:
        slot = plan.slots[plan.states[state]]
        for naming in place.leads.namings:
            if naming.node == plan.states[state]:
                kind: EvidenceKind = "heading" if naming.prompt is None else "prompt"
                out.append(made(Evidence, kind=kind, detail=naming.words, weight=round(naming.odds, 2)))
        if content.words.get(state):
            kind = "field" if slot.appendix and slot.fields else "table" if slot.appendix and slot.tables else "content"
            out.append(
                made(
                    Evidence,
                    kind=kind,
                    detail=", ".join(dict.fromkeys(content.words[state][:_MOST_WORDS])),
                    weight=round(content.odds[state], 2),
                )
            )
    if not out:
        inherited = bool(place.headings)
        out.append(made(Evidence, kind="inherited" if inherited else "order", detail=" / ".join(place.headings), weight=0.0))
    return tuple(out)
