"""Bounds: whether a number is to be reached exactly, at least or at most (`ít nhất`, `không quá`, `từ … trở lên`)."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from qcdc_parse.catalog import raw
from qcdc_parse.catalog.phrases import LETTER, any_of
from qcdc_parse.indicators.wordings import lower
from qcdc_parse.model import Comparator

_NEAR = 40
_FAR = 90
_SHORT = 24
_SWAP: dict[Comparator, Comparator] = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "="}
_LINKS = (" đạt", " là", " từ", " khoảng", " có", " được", " thêm", " mức")
_FROM = re.compile(rf"(?<!{LETTER})từ\s*$", re.IGNORECASE)


class _Words(NamedTuple):
    before: tuple[str, ...]
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
        tuple(sorted(before, key=len, reverse=True)),
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
    window = lower(text[max(start, at - _NEAR) : at]).rstrip()
    word = _bound_at_end(window, words.before)
    if word is None:
        behind = text[end : min(limit, end + _FAR)]
        if " trở " in behind and (follows := words.behind.match(behind)) and (len(follows[0]) < _SHORT or _FROM.search(window)):
            return words.of[lower(follows["word"])]
        return "="
    ahead = lower(text[max(start, at - _FAR) : at])
    comparator = words.of[word]
    return _SWAP[comparator] if "không" in ahead and words.denied.search(ahead[: ahead.rfind(word)]) else comparator


def _bound_at_end(window: str, known: tuple[str, ...]) -> str | None:
    """Return the word of a bound that a window ends with, over one word between (`ít nhất là 95%`)."""
    for words in (window, *(window[: -len(link)].rstrip() for link in _LINKS if window.endswith(link))):
        if not words.endswith(known):
            continue
        for word in known:
            if words.endswith(word):
                before = words[-len(word) - 1 : -len(word)]
                if not (before.isalpha() if word[0].isalpha() else before in "=–-" and before):
                    return word
    return None
