"""Bounds: whether a number is to be reached exactly, at least or at most (`ít nhất`, `không quá`, `từ … trở lên`)."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from qcdc_parse.catalog import raw
from qcdc_parse.catalog.phrases import LETTER, any_of
from qcdc_parse.indicators.wordings import lower
from qcdc_parse.model import Comparator

_NEAR = 30
_FAR = 90
_SHORT = 24
_SWAP: dict[Comparator, Comparator] = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "="}
_FROM = re.compile(rf"(?<!{LETTER})từ\s*$", re.IGNORECASE)


class _Words(NamedTuple):
    before: re.Pattern[str]
    behind: re.Pattern[str]
    denied: re.Pattern[str]
    of: dict[str, Comparator]


@cache
def _words() -> _Words:
    data = raw("numbers")
    before: dict[str, Comparator] = {w: e["comparator"] for e in data["bound"] for w in e["before"]}
    after: dict[str, Comparator] = {w: e["comparator"] for e in data["bound"] for w in e["after"]}
    negation = any_of(data["negation"][0]["words"])
    return _Words(
        re.compile(
            rf"(?<![=–-])(?<!{LETTER})(?P<word>{any_of(before)})(?:\s+(?:đạt|là|từ|khoảng|có|được|thêm|mức))?\s*\Z",
            re.IGNORECASE,
        ),
        re.compile(rf"[^.;,:()%\n]{{0,60}}?(?<!{LETTER})(?P<word>{any_of(after)})(?!{LETTER})", re.IGNORECASE),
        re.compile(rf"(?<!{LETTER})(?:{negation})(?!{LETTER})[^.;,]{{0,60}}\Z", re.IGNORECASE),
        before | after,
    )


def bound(text: str, start: int, at: int, end: int, limit: int) -> Comparator:
    """Return the bound of the number ``text[at:end]`` by the words around it in ``text[start:limit]``.

    >>> text = "Từ 85% đảng viên trở lên, không có chi bộ nào dưới 60%."
    >>> bound(text, 0, 3, 6, 55), bound(text, 0, 51, 54, 55)
    ('>=', '>=')
    """
    words = _words()
    window = text[max(start, at - _NEAR) : at]
    found = words.before.search(window)
    if found is None:
        behind = text[end : min(limit, end + _FAR)]
        if " trở " in behind and (follows := words.behind.match(behind)) and (len(follows[0]) < _SHORT or _FROM.search(window)):
            return words.of[lower(follows["word"])]
        return "="
    comparator = words.of[lower(found["word"])]
    ahead = text[max(start, at - _FAR) : max(start, at - len(window)) + found.start()]
    return _SWAP[comparator] if "không" in ahead.lower() and words.denied.search(ahead) else comparator
