"""Which statements of a submission answer which target: one assignment over all of them, and what stays open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from qcdc_parse.indicators.wordings import NEGATIVE, POSITIVE
from qcdc_parse.model import Document, VerdictValue
from qcdc_parse.report.matrix.figures import as_item
from qcdc_parse.report.matrix.statements import Statement, statements_of
from qcdc_parse.report.matrix.targets import Likeness, Targets
from qcdc_parse.scoreboard.assignment import assign
from qcdc_parse.scoreboard.figures import comparable
from qcdc_parse.span import Span

__all__ = ["Answered", "answered", "opposed"]

_SURE = 0.55
"""A judged statement fits at least so well."""
_PLAIN = 0.6
"""So well fits one that has figures and no verdict."""
_WEAK = 0.6
"""So well one that has neither, and stands in a list of answers."""
_NEAR = 0.1
"""Targets that fit so much less than the best are no candidates."""
_MARGIN = 0.04
_BORROWED = 0.9
_ONE = 0.8
"""A statement that fits one target so well is not taken apart."""
_LISTED = 2
"""A list with so many answers is one of answers."""


@dataclass(slots=True)
class Answered:
    """What answers a target: ``sure`` statements, the first judged one first, and those that may be meant."""

    sure: list[Statement] = field(default_factory=list)
    perhaps: list[Statement] = field(default_factory=list)


def opposed(one: VerdictValue | None, other: VerdictValue | None) -> bool:
    """Tell verdicts of opposite sign."""
    return (one in POSITIVE and other in NEGATIVE) or (one in NEGATIVE and other in POSITIVE)


def answered(targets: Targets, document: Document) -> list[Answered]:
    """Return, for each target, what a submission says of it."""
    every = statements_of(document)
    out = [Answered() for _ in targets.aims]
    strong = [s for whole in every if not whole.weak for s in _parts(targets, whole)]
    _pair(targets, [(s, _edges(targets, s)) for s in strong], out)
    groups = Counter(s.group for a in out for s in a.sure)
    open_ones = [place for place, a in enumerate(out) if not a.sure]
    if open_ones:
        listed = [s for s in every if s.weak and groups[s.group] >= _LISTED]
        _pair(targets, [(s, {p: f for p, f in _edges(targets, s).items() if not out[p].sure}) for s in listed], out)
    return out


def _parts(targets: Targets, whole: Statement) -> list[Statement]:
    """Take a statement apart where its figures answer different targets."""
    if not whole.clauses:
        return [whole]
    known = sorted((f.score for f in _edges(targets, whole).values()), reverse=True)
    if known and known[0] >= _ONE and (len(known) == 1 or known[0] - known[1] > _MARGIN):
        return [whole]
    parts = [
        replace(
            whole,
            span=Span(start=c.span.start, end=max(c.span.end, c.verdict.span.end) if c.verdict is not None else c.span.end),
            head=c.words,
            rest="",
            verdict=c.verdict,
            measures=c.measures,
            lead="",
            above=(),
            clauses=(),
        )
        for c in whole.clauses
    ]
    meant = {max(edges, key=lambda p: edges[p].score) for part in parts if (edges := _edges(targets, part))}
    return parts if len(meant) > 1 else [whole]


def _edges(targets: Targets, s: Statement) -> dict[int, Likeness]:
    """Return the targets that a statement may answer."""
    found = targets.likenesses(s.head, s.rest)
    least = _WEAK if s.weak else _SURE if s.verdict is not None else _PLAIN
    best = max((f.score for f in found.values()), default=0.0)
    if best < least and s.verdict is not None:
        for name in _names(targets, s, best):
            lent = {p: Likeness(f.score * _BORROWED, f.doubt) for p, f in targets.likenesses(name).items()}
            if max((f.score for f in lent.values()), default=0.0) >= least:
                found, best = lent, max(f.score for f in lent.values())
                break
    out = {p: f for p, f in found.items() if f.score >= least and f.score >= best - _NEAR}
    if s.verdict is None and not s.weak:
        out = {p: f for p, f in out.items() if comparable(targets.aims[p].item, as_item(s, s.measures))}
    return out


def _names(targets: Targets, s: Statement, best: float) -> Iterator[str]:
    """Yield what may name a statement that does not say itself what it is said of."""
    little = targets.says_little(s.head)
    if s.lead and (little or not best):
        yield s.lead
    if little:
        yield from s.above
    elif not best:
        yield from s.above[-1:]


def _pair(targets: Targets, found: Sequence[tuple[Statement, dict[int, Likeness]]], out: list[Answered]) -> None:
    """Give each statement to the target it fits best; where two targets fit alike the assignment of all decides, or none."""
    several: list[tuple[Statement, dict[int, Likeness]]] = []
    for s, edges in found:
        if not edges:
            continue
        ranked = sorted(edges.items(), key=lambda e: -e[1].score)
        clear = len(ranked) == 1 or ranked[0][1].score - ranked[1][1].score > _MARGIN
        if clear:
            _give(out[ranked[0][0]], s, ranked[0][1])
        else:
            several.append((s, edges))
    free = [(s, {p: f for p, f in edges.items() if not any(t.verdict is not None for t in out[p].sure)}) for s, edges in several]
    assigned = assign([{p: f.score for p, f in edges.items()} for _, edges in free])
    for (s, edges), pair in zip(free, assigned, strict=True):
        if pair is not None and (pair.margin > _MARGIN or len(edges) == 1):
            _give(out[pair.column], s, edges[pair.column])
        else:
            for place in edges:
                out[place].perhaps.append(s)


def _give(answer: Answered, s: Statement, fit: Likeness) -> None:
    denied = fit.doubt == "denied"
    if (denied and s.verdict is not None and s.verdict.value in POSITIVE) or (fit.doubt is not None and not denied):
        answer.perhaps.append(s)
    else:
        answer.sure.append(s)
