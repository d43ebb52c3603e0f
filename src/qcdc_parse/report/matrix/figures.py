"""Figures of a statement held against those of its target: what was reached, what that implies, another target restated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from qcdc_parse.indicators.wordings import NEGATIVE, POSITIVE
from qcdc_parse.model import Document, Measure, VerdictValue
from qcdc_parse.report.matrix.shares import counted_as
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


def held(target: ScoreItem, document: Document, sure: Sequence[Statement], unit: str = "") -> Held | None:
    """Return the figures of the first statement that gives some of the target's kind; ``unit`` is the one that gives them."""
    for s in sure:
        if not target.measures:
            return None
        figures = tuple(_as_result(m) for m in s.measures if not _is_restated(target, s, m))
        if figures and comparable(target, as_item(s, figures)):
            return Held(figures, _counted(target, s, _implied(target, document, s, figures), unit, document), s)
    return None


def _as_result(m: Measure) -> Measure:
    return m if m.role != "target" else m.model_copy(update={"role": None})


def _counted(target: ScoreItem, s: Statement, implied: VerdictValue | None, unit: str, document: Document) -> VerdictValue | None:
    """Keep what figures imply where they are counted as the target is, or where a total says it of each; shares are what they are."""
    counts = [m for m in target.measures if amount_of(m).kind != "%"]
    if implied is None or not counts:
        return implied
    counted = counted_as(target, s, unit, document.header.title or "")
    if counted == "alike":
        return implied
    floor = all(m.comparator in (">", ">=") for m in counts) and implied in NEGATIVE
    ceiling = all(m.comparator in ("<", "<=") for m in counts) and implied in POSITIVE
    return implied if counted == "total" and (floor or ceiling) else None


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
    at = m.span.start - s.span.start
    ahead = s.head[:at]
    if m.role == "target":
        said = m.of is not None or (len(ahead) == at and _REACHED.search(ahead) is not None)
        return s.verdict is None or not said or _PLANNED.search(ahead) is not None
    if s.rest.strip() and len(ahead) == at < len(s.head):
        behind = any(o.span.start - s.span.start > len(s.head) for o in s.measures)
        if behind or m.comparator != "=":
            return True
    if m.of is not None or s.verdict is None:
        return False
    alone = len(s.measures) == 1 and m.column is None and len(ahead) == at
    same = any(w.value == m.value and amount_of(w).kind == amount_of(m).kind for w in target.measures)
    if same and (s.verdict.value in NEGATIVE or (alone and _OPENS.fullmatch(ahead) and not s.head.rstrip().endswith(","))):
        return True
    return alone and m.comparator in _NORM and _NORMED.search(ahead) is not None


_REACHED = re.compile(r"(?<![^\W\d_])(?:đạt|được|bằng|còn|là|chiếm)(?: tỷ lệ| tỉ lệ| trên| hơn| gần)?\s*\Z", re.IGNORECASE)
"""`… đạt 93%, đạt chỉ tiêu`: a verdict that names the plan makes no plan of the figure ahead of it."""
_PLANNED = re.compile(
    r"(?<![^\W\d_])(?:chỉ tiêu|kế hoạch|mục tiêu|yêu cầu|được giao|giao|đề ra|phấn đấu|phải|cần)(?: [^\W\d_]+){0,3}\s*\Z", re.IGNORECASE
)
_OPENS = re.compile(r"\W*(?:(?:về|chỉ tiêu|mục tiêu|nội dung|tiêu chí)\W*)*(?:\d{1,2}[.)]\s*)?", re.IGNORECASE)
"""Ahead of the number that a target begins with, where a report repeats the target."""
_NORM = frozenset({">=", "<="})
_NORMED = re.compile(r"(?<![^\W\d_])(?:ít nhất|tối thiểu|tối đa|không quá|không dưới|từ)(?: từ)?\s*\Z|[≥≤]\s*\Z", re.IGNORECASE)


def other_target(target: ScoreItem, s: Statement) -> tuple[float, float] | None:
    """Return the figure of the target and the other one that a unit holds its result against."""
    told = [(m, _is_restated(target, s, m)) for m in s.measures]
    planned = [m for m, again in told if again]
    item = as_item(s, planned)
    scale = scale_of(target, item)
    pairs = [(w, m) for w in target.measures for m in planned if m.of is None and scale.fits(amount_of(w), amount_of(m))]
    if pairs:
        if any(_equal(w, m) for w, m in pairs):
            return None
        return pairs[0][0].value, pairs[0][1].value
    found = restated(target, as_item(s, [m if again else _as_result(m) for m, again in told]))
    return found if found is not None and found[0] != found[1] else None


def _equal(one: Measure, other: Measure) -> bool:
    return abs(amount_of(one).value - amount_of(other).value) < 1e-9 * max(1.0, abs(amount_of(one).value))
