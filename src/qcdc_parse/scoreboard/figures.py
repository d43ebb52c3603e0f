"""Figures of a target and a result: whether they are of one kind, whether one restates the other, and what they imply."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from qcdc_parse.catalog import raw
from qcdc_parse.catalog.phrases import any_of
from qcdc_parse.model import Comparator, Measure, VerdictValue
from qcdc_parse.scoreboard.amounts import amount_of, fulfils, scale_of
from qcdc_parse.scoreboard.lexicon import fold
from qcdc_parse.scoreboard.models import ScoreItem

__all__ = ["comparable", "computed", "figure_words", "is_partial", "number_text", "restated"]

_INFINITE = float("inf")


def _reached(item: ScoreItem) -> Iterator[Measure]:
    """Yield the figures that say what was reached, not what was planned or what it is compared with."""
    judged_target = item.role == "target" and not any(m.role == "result" for m in item.measures)
    yield from (m for m in item.measures if m.role != "target" and not judged_target and (m.base is None or fulfils(m)))


def comparable(target: ScoreItem, result: ScoreItem) -> bool:
    """Tell whether some figure of the result may answer some figure of the target.

    What `người/năm` a sum is counted by may be said in the words (`Thu nhập bình quân đầu người`); a figure that compares with
    another time answers only a target that says how much more or less.
    """
    changes = bool(_CHANGE.search(fold(target.words)))
    if not _BY_HOW_MUCH.search(fold(target.words)) and _only_changes(result):
        return False
    scale = scale_of(target, result)
    wanted = [amount_of(m) for m in target.measures]
    held = [m for m in result.measures if m.base is None or fulfils(m) or changes]
    return any(fulfils(m) or any(scale.fits(w, amount_of(m)) for w in wanted) for m in held)


_CHANGE = re.compile(r"(?<![^\W\d_])(?:tăng|giảm)(?![^\W\d_])")
_BY_HOW_MUCH = re.compile(r"(?<![^\W\d_])(?:tăng|giảm)(?! còn| xuống| lên| cường| nghèo)(?![^\W\d_])")


def _only_changes(item: ScoreItem) -> bool:
    """Tell whether a result says only by how much more or less something is: no level answers with it."""
    if item.verdict is not None or any(m.role == "target" or m.planned is not None or m.base is not None for m in item.measures):
        return False
    return sum(m["by"] is not None for m in _CHANGED.finditer(fold(item.statement))) >= len(item.measures)


def restated(target: ScoreItem, result: ScoreItem) -> tuple[float, float] | None:
    """Return the figure of the target and the one that the result restates it with, as printed; None where it restates none."""
    scale = scale_of(target, result)
    for wanted in target.measures:
        for said, value in _planned(result):
            if scale.fits(amount_of(wanted), amount_of(said)):
                planned = amount_of(said.model_copy(update={"value": value, "of": None})).value
                return (wanted.value, wanted.value if _equal(planned, amount_of(wanted).value) else value)
    return None


def _planned(item: ScoreItem) -> Iterator[tuple[Measure, float]]:
    for measure in item.measures:
        if measure.planned is not None:
            yield measure, measure.planned
        elif (measure.role == "target" and measure.base is None) or (
            measure.role is None and item.role == "target" and measure.base is None
        ):
            yield measure, measure.value


def _equal(one: float, other: float) -> bool:
    return abs(one - other) <= 1e-9 * max(abs(one), abs(other), 1)


def computed(target: ScoreItem, result: ScoreItem, year: int | None = None, *, partial: bool = False) -> VerdictValue | None:
    """Return what the figures imply; None where they do not tell: no figures, other units, or it is unknown which way is better.

    A target of several kinds (`85% chi bộ … 04 lần/năm`) is met where all are. Of several columns the one of the ``year`` of the
    report counts; before the year of the target what falls short is not yet met, nor is it when the report is of a part of the year.
    """
    said: list[VerdictValue | None] = []
    scale = scale_of(target, result)
    reached = sorted(_reached(result), key=lambda m: str(year) not in (m.column or ""))
    of_plan = [m for m in target.measures if fulfils(m)]
    if of_plan:  # `trên 95% kế hoạch`: the rate itself is the target
        said = [_held(target, of_plan, m) for m in reached if fulfils(m) or (m.base is None and m.unit == "%")][:1]
    elif any(fulfils(m) for m in reached):
        said = [_judged(_interval(m), [(">=", 100.0)], "up") for m in reached if fulfils(m)][:1]
    elif _change(target) == _change(result):
        for wanted in _by_kind(target, year):
            figure = next((m for m in reached if scale.fits(amount_of(wanted[0]), amount_of(m))), None)
            said.append(_held(target, wanted, figure) if figure is not None else None)
    if "not_met" in said:
        return "not_met" if _is_due(target, year, partial=partial or is_partial(result.statement)) else "not_yet_met"
    if not said or None in said:
        return None
    return "exceeded" if "exceeded" in said else "met"


_YEAR = re.compile(r"(?<![\d/.-])20\d\d(?![\d-])")


_PART_OF_YEAR = re.compile(
    r"(?<![\d.,/])(?:0?[1-9]|1[01]|ba|sáu|chín|mười một) tháng (?:đầu )?năm|(?<![^\W\d_])q(?:úy|uí) (?:iii|ii|i|[123])(?![\w])|giữa (?:năm|nhiệm kì)|sơ kết"
)


def is_partial(text: str) -> bool:
    """Tell whether a title or clause speaks of a part of the time that a target is set for.

    >>> is_partial("kết quả 9 tháng đầu năm 2026"), is_partial("kết quả năm 2026")
    (True, False)
    """
    return bool(_PART_OF_YEAR.search(fold(text)))


def _is_due(target: ScoreItem, year: int | None, *, partial: bool) -> bool:
    """Tell whether the time of a target is over: as its deadline, columns, clause or headings name it."""
    own = " ".join((target.deadline or "", *(m.column or "" for m in target.measures), target.words))
    named = [int(y) for y in _YEAR.findall(own) or _YEAR.findall(target.section or "")]
    if partial:
        return bool(named) and year is not None and year > max(named)
    return not named or year is None or year >= max(named)


_CHANGED = re.compile(
    r"(?<![^\W\d_])(?:(?P<grows>tăng trưởng|tốc độ tăng)|(?P<by>tăng|giảm)(?! còn| xuống| lên| từ [\d.,]+ ?[%‰]? ?(?:giảm |tăng )?(?:xuống|lên|còn))(?: [^\W\d_]+){0,3} [≥≤<>]?\d)"
)


def _change(item: ScoreItem) -> str | None:
    """Tell whether a figure says how much more or less (`giảm 1,5%/năm`), which no level (`còn 3,2%`) can be held against."""
    found = _CHANGED.search(fold(item.words))
    return None if found is None else (found["by"] or "tăng")


def _of_year(measures: Sequence[Measure], year: int | None) -> Sequence[Measure]:
    """Of several target columns (`Mục tiêu 2024`, `Mục tiêu 2025`) return those of the year; none where that is not told."""
    if len({m.column for m in measures}) < 2:
        return measures
    return [m for m in measures if str(year) in (m.column or "")]


def _by_kind(target: ScoreItem, year: int | None) -> list[list[Measure]]:
    out: dict[tuple[str | None, frozenset[str]], list[Measure]] = {}
    for measure in _of_year(target.measures, year):
        if measure.base is None:
            out.setdefault(amount_of(measure)[1:], []).append(measure)
    return list(out.values())


def _held(target: ScoreItem, wanted: list[Measure], figure: Measure) -> VerdictValue | None:
    amount = amount_of(figure)
    low, high = _interval(figure)
    scale = amount.value / figure.value if figure.value else 1.0
    bounds: list[tuple[Comparator, float]] = [(m.comparator, amount_of(m).value) for m in wanted]
    return _judged((low * scale, high * scale), bounds, _better(target, wanted))


def _interval(measure: Measure) -> tuple[float, float]:
    value = measure.value
    if measure.comparator in (">", ">="):
        return value, _INFINITE
    if measure.comparator in ("<", "<="):
        return -_INFINITE, value
    return value, value


def _judged(reached: tuple[float, float], bounds: Iterable[tuple[Comparator, float]], better: str | None) -> VerdictValue | None:
    """Hold what was reached against all bounds of a target; a range is two."""
    low, high = reached
    held = list(bounds)
    floor = next((v for c, v in held if c in (">", ">=")), None)
    ceiling = next((v for c, v in held if c in ("<", "<=")), None)
    if floor is not None and ceiling is not None:
        if high < floor and not _equal(high, floor):
            return "not_met" if better != "down" else "exceeded"
        if low > ceiling and not _equal(low, ceiling):
            return "exceeded" if better == "up" else "not_met" if better == "down" else None
        return "met" if low >= floor and high <= ceiling else None
    comparator, value = held[0]
    if comparator in (">", ">="):
        return _above(low, high, value, strict=comparator == ">")
    if comparator in ("<", "<="):
        return _above(-high, -low, -value, strict=comparator == "<")
    if _equal(low, value) and _equal(high, value):
        return "met"
    if low == high and better is not None:
        return "exceeded" if (low > value) == (better == "up") else "not_met"
    return None


def _above(low: float, high: float, value: float, *, strict: bool) -> VerdictValue | None:
    """Tell of a stretch whether it lies above a bound: all of it, none of it, or open."""
    if low > value and not _equal(low, value):
        return "met"
    if _equal(low, value) and (not strict or high > low):
        return "met" if not strict or high == _INFINITE else None
    if high < value and not _equal(high, value):
        return "not_met"
    return "not_met" if strict and _equal(high, value) and low == high else None


@cache
def _ways() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = raw("matching")
    lower, higher = (any_of([fold(w) for w in data[key]["words"]]) for key in ("lower", "higher"))
    return re.compile(rf"(?<![^\W\d_])(?:{lower})(?![^\W\d_])"), re.compile(rf"(?<![^\W\d_])(?:{higher})(?![^\W\d_])")


def _better(target: ScoreItem, wanted: Iterable[Measure]) -> str | None:
    """Tell whether more is better (`up`), less (`down`), or nobody knows. A whole (100%) cannot be passed."""
    if any(amount_of(m)[:2] == (1.0, "%") for m in wanted):
        return "up"
    if _change(target) == "giảm":
        return "up"
    folded = fold(target.statement)
    lower, higher = _ways()
    less, more = bool(lower.search(folded)), bool(higher.search(folded))
    return None if less == more else ("down" if less else "up")


def figure_words(measures: Iterable[Measure]) -> str:
    """Say figures in short: bound, value, total or plan, unit.

    >>> from qcdc_parse import parse_text
    >>> figure_words(parse_text("Ít nhất 95% xã có tổ hòa giải.").indicators[0].measures)
    '≥ 95%'
    """
    return "; ".join(map(_said, measures))


def number_text(value: float) -> str:
    """Say a number as Vietnamese documents print it: with a decimal comma.

    >>> number_text(92.5)
    '92,5'
    """
    return f"{value:.12g}".replace(".", ",")


_BOUNDS = {"=": "", ">=": "≥ ", ">": "> ", "<=": "≤ ", "<": "< "}


def _said(measure: Measure) -> str:
    beside = measure.of if measure.of is not None else measure.planned
    unit = measure.unit or ""
    total = "" if beside is None else f"/{number_text(beside)}"
    return f"{_BOUNDS[measure.comparator]}{number_text(measure.value)}{total}{unit if unit.startswith(('%', '‰')) else f' {unit}'.rstrip()}"
