"""Figures in the unit of their kind, and whether two are of one kind."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from qcdc_parse.model import Measure
from qcdc_parse.scoreboard.lexicon import fold
from qcdc_parse.scoreboard.models import ScoreItem

__all__ = ["Amount", "Scale", "amount_of", "fulfils", "scale_of"]

_MONEY = re.compile(r"(?:(?P<scale>nghìn|ngàn|triệu|tỉ)\s*)?(?P<base>đồng|usd|đô la)?")
_SCALES = {"nghìn": 1e3, "ngàn": 1e3, "triệu": 1e6, "tỉ": 1e9}
_SHORT_MONEY = re.compile(r"(?P<scale>tr|triệu|tỉ|ng|nghìn|ngàn|)[. ]*đ\.?")
"""How tables shorten money: `Tr.đ/người/năm`, `tỷ đ`."""
_SHORT_SCALES = {"tr": "triệu", "triệu": "triệu", "tỉ": "tỉ", "ng": "nghìn", "nghìn": "nghìn", "ngàn": "nghìn", "": ""}
_OF_PLAN = re.compile(r"kế hoạch|chỉ tiêu|dự toán|nghị quyết|mục tiêu|giao")


class Amount(NamedTuple):
    """A value in the unit of its kind: shares of one, đồng; ``kind`` None fits every other. ``per`` is what it is counted by."""

    value: float
    kind: str | None
    per: frozenset[str] = frozenset()


def amount_of(measure: Measure) -> Amount:
    """Return a measure in the unit of its kind.

    >>> from qcdc_parse import parse_text
    >>> amount_of(parse_text("Đã có 46/50 xã đạt chuẩn.").indicators[0].measures[0])[:2]
    (0.92, '%')
    """
    if measure.of:
        return Amount(measure.value / measure.of, "%")
    kind, times, parts, counted = _unit(measure.unit or "")
    return Amount(measure.value * times / parts, kind, counted)


@lru_cache(maxsize=1 << 12)
def _unit(printed: str) -> tuple[str | None, float, int, frozenset[str]]:
    """Return the kind of a unit, how much of it one is: so many times, so many parts, and what it is counted by."""
    unit, *per = (" ".join(part.split()) for part in fold(printed).split("/"))
    short = _SHORT_MONEY.fullmatch(unit)
    if short:
        unit = f"{_SHORT_SCALES[short['scale']]} đồng".strip()
    counted = frozenset(per)
    if unit in ("%", "‰"):
        return "%", 1, 100 if unit == "%" else 1000, counted
    if not unit:
        return None, 1, 1, frozenset()
    money = _MONEY.fullmatch(unit)
    if money and (money["scale"] or money["base"]):
        return money["base"] or "đồng", _SCALES.get(money["scale"], 1), 1, counted
    return unit, 1, 1, counted


class Scale(NamedTuple):
    """The units of a target and a result with the words that may say what their units leave out."""

    target: str
    result: str

    def fits(self, target: Amount, result: Amount) -> bool:
        """Tell whether two amounts are of one kind: `lượt` and `lượt người`; `triệu đồng/người` and, of `bình quân đầu người`, `triệu đồng`."""
        one, other = target.kind, result.kind
        if one is None or other is None:
            return True
        if one != other and ("%" in (one, other) or not (one.startswith(f"{other} ") or other.startswith(f"{one} "))):
            return False
        if one == "%":
            return not (target.per and result.per) or target.per == result.per
        left_out = [(per, self.result) for per in target.per - result.per] + [(per, self.target) for per in result.per - target.per]
        return all(per in _TIMES or per in words.split() for per, words in left_out)


_TIMES = frozenset({"năm", "tháng", "quí"})


def scale_of(target: ScoreItem, result: ScoreItem) -> Scale:
    """Return what tells whether figures of a target and a result are of one kind."""
    return Scale(_apart(target.words), _apart(result.words))


@lru_cache(maxsize=1 << 12)
def _apart(words: str) -> str:
    return fold(words).replace("/", " ")


def fulfils(measure: Measure) -> bool:
    """Tell a rate of fulfilment: `105% kế hoạch`."""
    return (measure.unit or "").startswith("%") and bool(_OF_PLAN.search(fold(measure.base or "")))
