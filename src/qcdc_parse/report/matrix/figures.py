"""Figures of a statement held against those of its target: what was reached, what that implies, another target restated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from qcdc_parse.indicators.wordings import NEGATIVE, POSITIVE
from qcdc_parse.model import Document, Measure, VerdictValue
from qcdc_parse.report.matrix.statements import Statement
from qcdc_parse.scoreboard.amounts import amount_of, scale_of
from qcdc_parse.scoreboard.figures import comparable, computed, restated
from qcdc_parse.scoreboard.matching import time_of
from qcdc_parse.scoreboard.models import ScoreItem
from qcdc_parse.span import made

__all__ = ["Held", "as_item", "held", "other_target"]

_EVERY_YEAR = re.compile(r"mỗi năm|hằng năm|hàng năm|/\s?năm|từng năm", re.IGNORECASE)


class Held(NamedTuple):
    """The figures that answer a target and what they imply; ``by`` is the statement that gives them."""

    figures: tuple[Measure, ...]
    implied: VerdictValue | None
    by: Statement


def as_item(s: Statement, measures: Sequence[Measure]) -> ScoreItem:
    """Return a statement as the scoreboard holds it against a target."""
    words = " ".join(f"{s.head} {s.rest}".split())
    return made(
        ScoreItem,
        document=1,
        name="",
        indicator="",
        span=s.span,
        statement=words,
        role="result",
        measures=tuple(measures),
        verdict=s.verdict,
    )


def held(target: ScoreItem, document: Document, sure: Sequence[Statement]) -> Held | None:
    """Return the figures of the first statement that gives some of the target's kind."""
    for s in sure:
        if not target.measures:
            return None
        figures = tuple(m for m in s.measures if not _is_restated(target, s, m))
        if figures and comparable(target, as_item(s, figures)):
            return Held(figures, _implied(target, document, s, figures), s)
    return None


def _implied(target: ScoreItem, document: Document, s: Statement, figures: tuple[Measure, ...]) -> VerdictValue | None:
    time = time_of(document)
    columns = {m.column for m in figures if m.column}
    if len(columns) < _SEVERAL:
        return computed(target, as_item(s, figures), time.year, partial=time.partial)
    said = [computed(target, as_item(s, [m]), time.year, partial=time.partial) for m in figures if m.column]
    if None in said:
        return None
    if all(value in POSITIVE for value in said):
        return said[0] if len(set(said)) == 1 else "met"
    bad = [value for value in said if value in NEGATIVE]
    return bad[0] if bad and _EVERY_YEAR.search(target.words) else None


_SEVERAL = 2


def _is_restated(target: ScoreItem, s: Statement, m: Measure) -> bool:
    """Tell a figure that says what was to be reached: a bound, or one ahead of a colon behind which another stands."""
    if m.role == "target":
        return True
    in_head = bool(s.rest) and m.span.start < s.span.start + len(s.head)
    if in_head and (m.comparator != "=" or any(o.span.start > m.span.start for o in s.measures)):
        return True
    same = any(w.value == m.value and amount_of(w).kind == amount_of(m).kind for w in target.measures)
    return same and m.of is None and s.verdict is not None and s.verdict.value in NEGATIVE


def other_target(target: ScoreItem, s: Statement) -> tuple[float, float] | None:
    """Return the figure of the target and the other one that a unit holds its result against."""
    planned = [m for m in s.measures if _is_restated(target, s, m)]
    item = as_item(s, planned)
    scale = scale_of(target, item)
    pairs = [(w, m) for w in target.measures for m in planned if m.of is None and scale.fits(amount_of(w), amount_of(m))]
    if pairs:
        if any(_equal(w, m) for w, m in pairs):
            return None
        return pairs[0][0].value, pairs[0][1].value
    found = restated(target, as_item(s, s.measures))
    return found if found is not None and found[0] != found[1] else None


def _equal(one: Measure, other: Measure) -> bool:
    return abs(amount_of(one).value - amount_of(other).value) < 1e-9 * max(1.0, abs(amount_of(one).value))
