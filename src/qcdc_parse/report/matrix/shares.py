"""Targets set for each of many or for each year (`mỗi chi bộ`, `bình quân`, `hằng năm`), and whether a figure is counted alike."""

from __future__ import annotations

import re
from typing import Literal

from qcdc_parse.report.matrix.statements import Statement
from qcdc_parse.scoreboard.lexicon import fold
from qcdc_parse.scoreboard.models import ScoreItem

__all__ = ["Counted", "counted_as"]

Counted = Literal["alike", "total", "otherwise"]
"""As the target; as a total, which says of each what falls short in all; by another time."""

_TIMES = "năm|quí|tháng|tuần|ngày|học kì"
_PERIOD = re.compile(rf"(?:(?<![^\W\d_])(?:mỗi|hằng|hàng|từng|các)\s+|/\s?)(?:một\s+)?(?P<period>{_TIMES})(?![^\W\d_])")
_EACH = re.compile(rf"(?<![^\W\d_])(?:mỗi|từng)\s+(?:một\s+)?(?!(?:{_TIMES}|lần|cuộc|đợt|buổi|kì)\b)(?P<thing>[^\W\d_]+(?: [^\W\d_]+)?)")
_MEAN = re.compile(r"(?<![^\W\d_])(?:bình quân|trung bình|đầu người)(?![^\W\d_])")
_ALIKE = re.compile(r"(?<![^\W\d_])(?:bình quân|trung bình|mỗi|từng|đầu người|đều)(?![^\W\d_])|/\s?(?!năm|quí|tháng|tuần|ngày|học)[^\W\d_]")
_ONE_YEAR = re.compile(r"(?<![^\W\d_])(?:trong năm|cả năm|năm qua|0?1 năm|năm 20\d\d)(?![\w])")
_YEARS = re.compile(
    r"(?<![\d.,/])(?:0?[2-9]|[1-9]\d|hai|ba|bốn|năm|mười) năm(?! 20\d\d)|giai đoạn|nhiệm kì|20\d\d\s*(?:-|đến)\s*(?:năm )?20\d\d|từ năm 20\d\d"
)
_PART = re.compile(r"(?<![^\W\d_])(?:quí|tháng|đợt|học kì) (?:\d|[ivx]+(?![^\W\d_]))|\d+ tháng")
_BODIES = frozenset({"xã", "phường", "huyện", "sở", "trường", "tỉnh"})


def counted_as(target: ScoreItem, s: Statement, unit: str, title: str) -> Counted:
    """Tell how a figure of a statement is counted beside its target: per head, per year.

    A figure of one year is told as such, or the ``title`` of the report names one year; that of a unit which is itself the one each
    of which is spoken of (`Mỗi chi bộ …`, Chi bộ A) is its own.
    """
    wanted, said = (fold(words).replace("qúy", "quí") for words in (target.words, f"{s.head} {s.rest}"))
    of, told = ({m["period"] for m in _PERIOD.finditer(words)} for words in (wanted, said))
    if of and of != told:
        if told or _PART.search(said):
            return "otherwise"
        if of != {"năm"} or not _of_one_year(said, fold(title)):
            return "total"
    each = _EACH.search(wanted)
    if each is not None:
        return "alike" if _ALIKE.search(said) or _is_one(each["thing"], fold(unit)) else "total"
    return "total" if _MEAN.search(wanted) and not _ALIKE.search(said) else "alike"


def _of_one_year(said: str, title: str) -> bool:
    if _YEARS.search(said):
        return False
    return _ONE_YEAR.search(said) is not None or (_ONE_YEAR.search(title) is not None and not _YEARS.search(title))


def _is_one(thing: str, unit: str) -> bool:
    first = thing.split(maxsplit=1)[0]
    return unit.startswith(f"{thing} ") or (first in _BODIES and first in unit.split())
