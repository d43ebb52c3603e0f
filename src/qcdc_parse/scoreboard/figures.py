"""Figures of a target and a result: whether they are of one kind, whether one restates the other, and what they imply."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from qcdc_parse.catalog import raw
from qcdc_parse.catalog.phrases import any_of
from qcdc_parse.model import Comparator, Measure, VerdictValue
from qcdc_parse.scoreboard.models import ScoreItem
from qcdc_parse.scoreboard.subjects import fold

__all__ = ["comparable", "computed", "figure_words", "restated"]

_MONEY = re.compile(r"(?:(?P<scale>nghìn|ngàn|triệu|tỉ)\s*)?(?P<base>đồng|usd|đô la)?(?P<per>\s*/.*)?")
_SCALES = {"nghìn": 1e3, "ngàn": 1e3, "triệu": 1e6, "tỉ": 1e9}
_OF_PLAN = re.compile(r"kế hoạch|chỉ tiêu|dự toán|nghị quyết|mục tiêu|giao")
_INFINITE = float("inf")


class _Amount(NamedTuple):
    """A value in the unit of its kind: shares of one, đồng; ``kind`` None fits every other."""

    value: float
    kind: str | None


def _amount(measure: Measure) -> _Amount:
    unit = fold(measure.unit or "")
    if measure.of:
        return _Amount(measure.value / measure.of, "%")
    if unit.startswith("%"):
        return _Amount(measure.value / 100, unit)
    if unit.startswith("‰"):
        return _Amount(measure.value / 1000, f"%{unit[1:]}")
    if not unit:
        return _Amount(measure.value, None)
    money = _MONEY.fullmatch(unit)
    if money and (money["scale"] or money["base"]):
        per = "".join((money["per"] or "").split())
        return _Amount(measure.value * _SCALES.get(money["scale"], 1), f"{money['base'] or 'đồng'}{per}")
    return _Amount(measure.value, " ".join(unit.replace("/", " / ").split()))


def _one_kind(one: str | None, other: str | None) -> bool:
    """`lượt` and `lượt người` are one kind; `%` and `%/năm` are too, where the text leaves the second half out."""
    if one is None or other is None or one == other:
        return True
    if "%" in (one[0], other[0]):
        return one[0] == other[0] and (one == "%" or other == "%")
    return one.startswith(f"{other} ") or other.startswith(f"{one} ")


def _fulfils(measure: Measure) -> bool:
    """Tell a rate of fulfilment: `105% kế hoạch`."""
    return (measure.unit or "").startswith("%") and bool(_OF_PLAN.search(fold(measure.base or "")))


def _reached(item: ScoreItem) -> Iterator[Measure]:
    """Yield the figures that say what was reached, not what was planned or what it is compared with."""
    judged_target = item.role == "target" and not any(m.role == "result" for m in item.measures)
    yield from (m for m in item.measures if m.role != "target" and not judged_target and (m.base is None or _fulfils(m)))


def comparable(target: ScoreItem, result: ScoreItem) -> bool:
    """Tell whether some figure of the result may answer some figure of the target.

    What `người/năm` a sum is counted by may be said in the words (`Thu nhập bình quân đầu người`); a figure that compares with
    another time answers only a target that says how much more or less.
    """
    changes = bool(_CHANGE.search(fold(target.words)))
    wanted = [_amount(m).kind for m in target.measures]
    held = [m for m in result.measures if m.base is None or _fulfils(m) or changes]
    said = fold(result.words)
    return any(
        _fulfils(m) or any(_one_kind(kind, _amount(m).kind) or _left_out(kind, _amount(m).kind, said) for kind in wanted) for m in held
    )


_CHANGE = re.compile(r"(?<![^\W\d_])(?:tăng|giảm)(?![^\W\d_])")


def _left_out(wanted: str | None, kind: str | None, said: str) -> bool:
    """Tell whether a unit lacks only what it is counted by, which the words name."""
    whole, _, per = (wanted or "").partition("/")
    return bool(per) and whole.strip() == kind and per.partition("/")[0].strip() in said.split()


def restated(target: ScoreItem, result: ScoreItem) -> tuple[float, float] | None:
    """Return the figure of the target and the one that the result restates it with, as printed; None where it restates none."""
    for wanted in target.measures:
        for said, value in _planned(result):
            if _one_kind(_amount(wanted).kind, _amount(said).kind):
                planned = _amount(said.model_copy(update={"value": value, "of": None})).value
                return (wanted.value, wanted.value if _equal(planned, _amount(wanted).value) else value)
    return None


def _planned(item: ScoreItem) -> Iterator[tuple[Measure, float]]:
    for measure in item.measures:
        if measure.planned is not None:
            yield measure, measure.planned
        elif measure.role == "target" or (measure.role is None and item.role == "target" and measure.base is None):
            yield measure, measure.value


def _equal(one: float, other: float) -> bool:
    return abs(one - other) <= 1e-9 * max(abs(one), abs(other), 1)


def computed(target: ScoreItem, result: ScoreItem, *, due: bool = True) -> VerdictValue | None:
    """Return what the figures imply; None where they do not tell: no figures, other units, or it is unknown which way is better.

    A target of several kinds (`85% chi bộ … 04 lần/năm`) is met where all are. ``due``: the day by which the target is to be
    reached is not after the report; before it what falls short is not yet met.
    """
    said: list[VerdictValue | None] = []
    reached = list(_reached(result))
    if any(_fulfils(m) for m in reached):
        said = [_judged(_interval(m), [(">=", 100.0)], "up") for m in reached if _fulfils(m)][:1]
    else:
        for kind, wanted in _by_kind(target):
            figure = next((m for m in reached if _one_kind(kind, _amount(m).kind)), None)
            said.append(_held(target, wanted, figure) if figure is not None else None)
    if "not_met" in said:
        return "not_met" if due else "not_yet_met"
    if not said or None in said:
        return None
    return "exceeded" if "exceeded" in said else "met"


def _by_kind(target: ScoreItem) -> list[tuple[str | None, list[Measure]]]:
    out: dict[str | None, list[Measure]] = {}
    for measure in target.measures:
        if measure.base is None:
            out.setdefault(_amount(measure).kind, []).append(measure)
    return list(out.items())


def _held(target: ScoreItem, wanted: list[Measure], figure: Measure) -> VerdictValue | None:
    amount = _amount(figure)
    low, high = _interval(figure)
    scale = amount.value / figure.value if figure.value else 1.0
    bounds: list[tuple[Comparator, float]] = [(m.comparator, _amount(m).value) for m in wanted]
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
            return {"up": "exceeded", "down": "not_met"}.get(better or "")  # type: ignore[return-value]
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
    if any(_amount(m) == _Amount(1.0, "%") for m in wanted):
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


_BOUNDS = {"=": "", ">=": "≥ ", ">": "> ", "<=": "≤ ", "<": "< "}


def _said(measure: Measure) -> str:
    beside = measure.of if measure.of is not None else measure.planned
    unit = measure.unit or ""
    total = "" if beside is None else f"/{beside:.12g}"
    return f"{_BOUNDS[measure.comparator]}{measure.value:.12g}{total}{unit if unit.startswith(('%', '‰')) else f' {unit}'.rstrip()}"
