"""Aligning: each passage of a report to the slot of the outline that it answers, or to none, or to several about as likely."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import exp, log
from typing import NamedTuple

from qcdc_parse.model import Document
from qcdc_parse.report.alignment.content import Content, contents
from qcdc_parse.report.alignment.headings import Pointer
from qcdc_parse.report.alignment.lattice import Move, Prior, posteriors, prior_of
from qcdc_parse.report.alignment.places import Place, Placed, place
from qcdc_parse.report.alignment.plan import Plan, plan_of
from qcdc_parse.report.models import Answer, AnswerStatus, Evidence, EvidenceKind, Quote, SlotCandidate, Unit
from qcdc_parse.report.outline.models import Outline
from qcdc_parse.span import Span, made

__all__ = ["FITS", "Aligner", "fits"]

FITS = 0.5
"""Share of a report's letters that must find a place for it to answer the outline."""
_SURE = 0.8
_NEAR = 0.33
"""Of an aligned passage the second likeliest slot is at most so likely, measured by the likeliest."""
_SHOWN = 0.05
_MOST_SHOWN = 4
_DOWN = 0.8
_UNKNOWN = 1.0
_APPENDIX, _BODY, _TABLE = 4.0, 2.5, 0.5
_BRANCH = 1.0
_PROMPT = 1.2
_CLEAR = 1.5


def fits(fit: float) -> bool:
    """Tell whether a report with this share of text in its place answers the outline at all.

    >>> fits(0.96), fits(0.2)
    (True, False)
    """
    return fit >= FITS


class _Verdict(NamedTuple):
    status: AnswerStatus
    state: int | None
    likely: float
    candidates: tuple[tuple[int, float], ...]


class Alignment(NamedTuple):
    """The answers of a report, in reading order, and the share of its letters that found a place."""

    answers: list[Answer]
    fit: float


class Aligner:
    """Aligns reports to one outline; what can be prepared is prepared once."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self._plan: Plan = plan_of(outline)
        self._pointer = Pointer(self._plan)
        self._asked: dict[str | None, frozenset[str]] = {}

    def align(self, document: Document, submission: int, unit: Unit | None) -> Alignment:
        """Align all passages of a report's body.

        :param submission: place of the report among all submissions; it goes into ids and quotations.
        """
        plan = self._plan
        placed = place(plan, self._pointer, document)
        said = contents(plan, document.text, [p.passage for p in placed])
        asked = self._asked_of(unit.kind if unit else None)
        known: dict[int, Prior] = {}
        priors = [known.get(id(p.place)) or self._prior(p.place, asked, known) for p in placed]
        moves: list[Move] = ["next", *(one.place.leads_to(other.place) for one, other in pairwise(placed))]
        gains = [self._gains(content) for content in said]
        likely = posteriors(priors, moves, gains)
        verdicts = [self._verdict(post) for post in likely]
        answers: list[Answer] = []
        for first, last in _runs(placed, verdicts):
            span = _span(placed, first, last)
            answers.append(self._answer(document, len(answers) + 1, span, placed[first], said[first], verdicts[first], submission, unit))
        return Alignment(answers, _fit(answers))

    def _asked_of(self, kind: str | None) -> frozenset[str]:
        if kind not in self._asked:
            self._asked[kind] = frozenset(slot.id for slot in self.outline.asked_of(kind))
        return self._asked[kind]

    def _prior(self, where: Place, asked: frozenset[str], known: dict[int, Prior]) -> Prior:
        """Return how likely each state is at a place, by its headings."""
        plan = self._plan
        odds = where.leads.odds
        root = len(plan.slots)
        weights = []
        unknown = odds[root] - _UNKNOWN - log(len(plan.states) or 1)
        for node in plan.states:
            best, cost, up = unknown, 0.0, node
            while up >= 0:
                best = max(best, odds[up] - cost)
                cost, up = cost + _DOWN, plan.parents[up]
            if plan.appendix[node] != where.appendix:
                best -= _APPENDIX if where.appendix or where.sections else _TABLE if where.table else _BODY
            if plan.slots[node].id not in asked:
                best -= _BRANCH
            weights.append(best)
        weights.append(odds[root + 1])
        top = max(weights)
        raised = [exp(w - top) for w in weights]
        total = sum(raised)
        known[id(where)] = prior = prior_of([w / total for w in raised], firm=where.firm)
        return prior

    def _gains(self, content: Content) -> list[float]:
        out = [1.0] * (len(self._plan.states) + 1)
        for state, odds in content.odds.items():
            out[state] = exp(odds)
        return out

    def _verdict(self, likely: list[float]) -> _Verdict:
        """Say what the probabilities of all states come to."""
        order = sorted(range(len(likely) - 1), key=lambda s: -likely[s])
        best, outside = order[0], likely[-1]
        second = max(outside, likely[order[1]] if len(order) > 1 else 0.0)
        if likely[best] >= _SURE and second <= _NEAR * likely[best]:
            return _Verdict("aligned", best, likely[best], ())
        if outside >= _SURE:
            return _Verdict("outside", None, outside, ())
        shown = tuple((s, likely[s]) for s in order[:_MOST_SHOWN] if likely[s] >= _SHOWN or s == best)
        return _Verdict("ambiguous", best, likely[best], shown)

    def _answer(
        self,
        document: Document,
        number: int,
        span: Span,
        placed: Placed,
        content: Content,
        verdict: _Verdict,
        submission: int,
        unit: Unit | None,
    ) -> Answer:
        plan, state = self._plan, verdict.state
        location = document.locate(span)
        return made(
            Answer,
            id=f"s{submission}p{number}",
            unit=unit.name if unit else None,
            quote=made(
                Quote,
                submission=submission,
                span=span,
                text=span.of(document.text),
                page=location.page,
                paragraph=location.paragraph,
            ),
            kind=placed.passage.kind,
            headings=placed.place.headings,
            status=verdict.status,
            slot=None if state is None else plan.slots[plan.states[state]].id,
            prompt=None if state is None else _prompt(placed, content, state, plan),
            confidence=round(verdict.likely, 4),
            candidates=tuple(
                made(SlotCandidate, slot=plan.slots[plan.states[s]].id, probability=round(p, 4)) for s, p in verdict.candidates
            ),
            evidence=() if state is None else _evidence(placed, content, state, plan),
        )


def _runs(placed: list[Placed], verdicts: list[_Verdict]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last passage of every answer: rows of a table that answer the same make one."""
    first = 0
    for at in range(1, len(placed) + 1):
        table = placed[first].passage.table
        alike = at < len(placed) and table is not None and placed[at].passage.table == table
        if not alike or verdicts[at][:2] != verdicts[first][:2]:
            yield first, at - 1
            first = at


def _span(placed: list[Placed], first: int, last: int) -> Span:
    return made(Span, start=placed[first].passage.start, end=placed[last].passage.end)


def _prompt(placed: Placed, content: Content, state: int, plan: Plan) -> int | None:
    """Return the prompt that a passage clearly means."""
    node = plan.states[state]
    for naming in placed.place.leads.namings:
        if naming.node == node and naming.prompt is not None:
            return naming.prompt
    ranked = sorted(((w, p) for (s, p), w in content.prompts.items() if s == state), reverse=True)
    if ranked and ranked[0][0] >= _PROMPT and (len(ranked) == 1 or ranked[0][0] >= _CLEAR * ranked[1][0]):
        return ranked[0][1]
    return None


def _evidence(placed: Placed, content: Content, state: int, plan: Plan) -> tuple[Evidence, ...]:
    node = plan.states[state]
    out = []
    for naming in placed.place.leads.namings:
        if naming.node == node:
            kind: EvidenceKind = "heading" if naming.prompt is None else "prompt"
            out.append(made(Evidence, kind=kind, detail=naming.words, weight=round(naming.odds, 2)))
    if state in content.odds:
        out.append(made(Evidence, kind="content", detail=", ".join(content.words[state][:6]), weight=round(content.odds[state], 2)))
    if not out:
        out.append(
            made(Evidence, kind="inherited" if placed.place.headings else "order", detail=" / ".join(placed.place.headings), weight=0.0)
        )
    return tuple(out)


def _fit(answers: list[Answer]) -> float:
    """Return the share of letters in place; what is ambiguous counts by how likely the likeliest slot is."""
    letters = [(a, sum(map(str.isalpha, a.quote.text))) for a in answers]
    total = sum(n for _, n in letters)
    placed = sum(n * (1.0 if a.status == "aligned" else a.confidence) for a, n in letters if a.status != "outside")
    return round(placed / total, 4) if total else 0.0
