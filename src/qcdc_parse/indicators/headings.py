"""Headings of columns: what each column of a table holds, by its words (``catalog/columns.toml``)."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Literal, NamedTuple, cast

import regex

from qcdc_parse.catalog import raw, verdicts

Kind = Literal[
    "other", "serial", "unit", "growth", "fulfilment", "rate", "verdict", "reason", "remark", "result", "plan", "count", "period", "name"
]

_BRACKETS = regex.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_PERIOD = regex.compile(
    r"(?:(?:cả |đến |hết |đến hết )?(?:năm|năm học|giai đoạn|nhiệm kỳ|quý [ivx]+|tháng \d{1,2}|(?:0?\d|1\d) tháng(?: đầu| cuối)?)[ /]*)*"
    r"(?:ngày \d{1,2}/\d{1,2}/)?(?:20\d\d|19\d\d)(?: ?[-–] ?(?:20\d\d|19\d\d))?"
)
_YEARS = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LONGEST = 120
_JUDGED = regex.compile(r"(?:(?:kết quả|tự) )?(?:đánh giá|xếp loại)(?: [-–]|:)? |mức độ hoàn thành(?: [-–]|:) ")


class _Words(NamedTuple):
    kind: Kind
    whole: frozenset[str]
    begins: regex.Pattern[str] | None
    within: regex.Pattern[str] | None


@cache
def _words() -> tuple[_Words, ...]:
    entries = raw("columns")["column"]
    return tuple(_Words(cast("Kind", e["kind"]), frozenset(e["whole"]), _any(e["begins"]), _any(e["within"])) for e in entries)


def _any(words: list[str]) -> regex.Pattern[str] | None:
    """Return the pattern of any of some words; behind a letter none follows."""
    longest = sorted((word.strip() for word in words), key=len, reverse=True)
    return regex.compile(rf"(?:{'|'.join(map(regex.escape, longest))})(?:(?<![\p{{L}}\d])|(?![\p{{L}}\d]))") if words else None


def fold_heading(heading: str) -> str:
    """Return a heading lower case, without brackets, digits of notes and closing marks.

    >>> fold_heading("Kế hoạch  năm 2023 (tỷ đồng) *")
    'kế hoạch năm 2023'
    """
    plain = _BRACKETS.sub(" ", heading.lower())
    if not any(map(str.isalnum, plain)):
        plain = regex.sub(r"[()\[\]]", " ", heading.lower())
    return " ".join(plain.replace("tỉ ", "tỷ ").replace("*", " ").split()).strip(" .:;,-–")


@lru_cache(maxsize=1024)
def kind_of(heading: str) -> Kind | None:
    """Return what a column with this heading holds; None where its words say nothing.

    >>> kind_of("Thực hiện năm 2023"), kind_of("Đơn vị thực hiện"), kind_of("Năm 2021"), kind_of("So với KH (%)")
    ('result', 'other', 'period', 'fulfilment')
    """
    folded = fold_heading(heading)
    if not folded or len(folded) > _LONGEST:
        return None
    if _PERIOD.fullmatch(folded):
        return "period"
    for words in _words():
        if folded in words.whole or (words.begins and words.begins.match(folded)) or (words.within and words.within.search(folded)):
            return words.kind
    bare = " ".join(_YEARS.sub(" ", folded).replace("năm", " ").split())
    return next((words.kind for words in _words() if bare in words.whole), None)


def wording_of(heading: str) -> str | None:
    """Return the wording of a verdict that a column of ticks stands for; None where the heading is none.

    >>> wording_of("Không đạt"), wording_of("Đánh giá: Chưa đạt"), wording_of("Đạt được")
    ('không đạt', 'chưa đạt', None)
    """
    folded = _JUDGED.sub("", fold_heading(heading))
    return folded if folded in verdicts() else None


@lru_cache(maxsize=256)
def years_of(heading: str) -> frozenset[int]:
    """Return the years that a heading names.

    >>> sorted(years_of("Giai đoạn 2021 - 2025"))
    [2021, 2025]
    """
    return frozenset(int(m[0]) for m in _YEARS.finditer(heading))


def last_year(heading: str | None) -> int | None:
    """Return the last year that a heading names."""
    return max(years_of(heading), default=None) if heading else None
