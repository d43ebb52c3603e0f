"""Which statements of a submission answer which target: one assignment over all of them, and what stays open."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from qcdc_parse.indicators.wordings import NEGATIVE, POSITIVE
from qcdc_parse.model import Document, VerdictValue
from qcdc_parse.passages import passages
from qcdc_parse.report.matrix.figures import as_item
from qcdc_parse.report.matrix.order import left_in_order
from qcdc_parse.report.matrix.prose import Prose
from qcdc_parse.report.matrix.rows import rows_in
from qcdc_parse.report.matrix.statements import Statement, plans_ahead
from qcdc_parse.report.matrix.targets import Likeness, Targets
from qcdc_parse.scoreboard.assignment import assign
from qcdc_parse.scoreboard.claims import results_of
from qcdc_parse.scoreboard.figures import comparable
from qcdc_parse.scoreboard.models import ScoreItem
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
    """What answers a target: ``sure`` statements, the first judged one first, and those that may be meant.

    ``doubted`` leave out or deny what the target says; in a list of answers they are meant all the same.
    """

    sure: list[Statement] = field(default_factory=list)
    perhaps: list[Statement] = field(default_factory=list)
    doubted: list[Statement] = field(default_factory=list)


def opposed(one: VerdictValue | None, other: VerdictValue | None) -> bool:
    """Tell verdicts of opposite sign."""
    return (one in POSITIVE and other in NEGATIVE) or (one in NEGATIVE and other in POSITIVE)


def answered(targets: Targets, document: Document) -> list[Answered]:
    """Return, for each target, what a submission says of it."""
    every = _statements(targets, document)
    out = [Answered() for _ in targets.aims]
    strong = [s for whole in every if not whole.weak for s in _parts(targets, whole)]
    _pair([(s, _edges(targets, s)) for s in strong], out)
    _in_order(targets, strong, out)
    groups = Counter(s.group for a in out for s in a.sure)
    for a in out:
        if not a.sure and not a.perhaps and len(a.doubted) == 1 and groups[a.doubted[0].group] >= _LISTED:
            a.sure.append(a.doubted.pop())
    open_ones = [place for place, a in enumerate(out) if not a.sure]
    if open_ones:
        listed = [s for s in every if s.weak and groups[s.group] >= _LISTED]
        _pair([(s, {p: f for p, f in _edges(targets, s).items() if not out[p].sure}) for s in listed], out)
    return out


def _statements(targets: Targets, document: Document) -> list[Statement]:
    """Return what a submission says that may answer a target, in reading order."""
    text = document.text
    places = passages(document.header, document.attachments, document.sections, document.blocks, document.regions)
    items: dict[str, list[ScoreItem]] = {}
    for item in results_of(document, 1):
        items.setdefault(item.indicator, []).append(item)
    out = list(Prose(text, places, document.indicators, items, lambda words: _names_one(targets, words)).read())
    for row in rows_in(text, places, document.indicators):
        if not plans_ahead(row.place.heading):
            own = tuple(item for i in row.indicators for item in items.get(i.id, ()))
            measures = tuple(m for i in row.indicators for m in i.measures)
            weak = row.verdict is None and not measures
            clauses = own if len(own) > 1 else ()
            out.append(Statement(row.span, row.name, row.rest, row.verdict, measures, "", (), clauses, row.group, weak))
    return sorted(out, key=lambda s: s.span.start)


def _names_one(targets: Targets, words: str) -> bool:
    return any(fit.score >= _SURE for fit in targets.likenesses(words).values())


def _in_order(targets: Targets, strong: Sequence[Statement], out: list[Answered]) -> None:
    """Give judged statements that fit too little to the target that the order of their list leaves for them."""
    meant = {id(s): place for place, a in enumerate(out) for s in (*a.sure, *a.perhaps, *a.doubted)}
    taken = {place for place, a in enumerate(out) if a.sure or a.perhaps}
    lists: dict[str, list[Statement]] = {}
    for s in strong:
        if s.verdict is not None:
            lists.setdefault(s.group, []).append(s)
    for listed in lists.values():
        for s, place, fit in left_in_order(targets, listed, [meant.get(id(s)) for s in listed], taken):
            _give(out[place], s, fit)
            if out[place].sure or out[place].perhaps:
                taken.add(place)


def _parts(targets: Targets, whole: Statement) -> list[Statement]:
    """Take a statement apart where its figures answer different targets."""
    if not whole.clauses:
        return _members(targets, whole)
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
    fits = [_edges(targets, part) for part in parts]
    meant = {max(edges, key=lambda p: edges[p].score) for edges in fits if edges}
    known = _edges(targets, whole)
    best = max(known, key=lambda p: known[p].score, default=None)
    if best is not None and all(edges[best].score < known[best].score for edges in fits if best in edges) and known[best].score >= _ONE:
        return [whole]
    return parts if len(meant) > 1 or best in meant else [whole]


_MEMBER = re.compile(r",\s+(?:còn |riêng )?")
_FIGURE = re.compile(r"\d")
_OF_ALL = re.compile(r"(?<![^\W\d_])(?:đều|tất cả|cùng)(?![^\W\d_])", re.IGNORECASE)
_OWN = 0.7


def _members(targets: Targets, whole: Statement) -> list[Statement]:
    """Keep the verdict at the end of a sentence for its last member where an earlier one tells a figure of another target."""
    if whole.verdict is None or ", " not in whole.head or not _FIGURE.search(whole.head) or _OF_ALL.search(whole.head):
        return [whole]
    members = _MEMBER.split(whole.head)
    meant = [max(fits, key=lambda p: fits[p].score) if (fits := _own(targets, m)) else None for m in members]
    told = [place for place in meant if place is not None]
    if len(set(told)) < _LISTED or meant[-1] is None:
        return [whole]
    cut = len(", ".join(members[:-1]))
    if not _FIGURE.search(whole.head[:cut]):
        return [whole]
    return [replace(whole, head=whole.head[:cut], rest="", verdict=None), replace(whole, head=members[-1])]


def _own(targets: Targets, words: str) -> dict[int, Likeness]:
    return {p: fit for p, fit in targets.likenesses(words).items() if fit.score >= _OWN}


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


def _pair(found: Sequence[tuple[Statement, dict[int, Likeness]]], out: list[Answered]) -> None:
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
    if fit.doubt == "denied" and (s.verdict is None or s.verdict.value not in POSITIVE):
        answer.sure.append(s)
    elif fit.doubt in _IN_LISTS and s.verdict is not None:
        answer.doubted.append(s)
    elif fit.doubt is not None:
        answer.perhaps.append(s)
    else:
        answer.sure.append(s)


_IN_LISTS = frozenset({"denied", "timeliness"})
