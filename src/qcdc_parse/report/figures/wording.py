"""The words of labels, and how well words of a unit's text fit them."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple
from unicodedata import combining, normalize

from qcdc_parse.catalog import raw
from qcdc_parse.catalog.phrases import LETTER, any_of
from qcdc_parse.scoreboard.lexicon import fold, numbers_in, plain_text, things_in

__all__ = ["Words", "agree", "alternatives", "head_of", "initials", "number_chain", "says_all", "without_marks", "words_in"]


class Words(NamedTuple):
    """A stretch of text as words: folded, its syllables that say what it is about, all syllables, words that narrow it."""

    folded: str
    content: frozenset[str]
    every: frozenset[str]
    narrow: frozenset[str]
    short: frozenset[str]
    """Capitals that may be the initials of words."""


def _phrases(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_]){any_of(sorted(map(fold, words), key=len, reverse=True))}(?![^\W_])")


@cache
def _generic() -> re.Pattern[str]:
    return _phrases([*raw("figures")["generic"]["words"], *raw("matching")["silent"]["words"]])


@cache
def _narrowing() -> re.Pattern[str]:
    return _phrases(raw("figures")["narrowing"]["words"])


@cache
def _everybody() -> re.Pattern[str]:
    return _phrases(raw("figures")["everybody"]["words"])


def says_all(text: str) -> bool:
    """Tell whether words behind a statement narrow nothing: `cho toàn thể cán bộ, đảng viên`.

    >>> says_all("cho toàn thể cán bộ, đảng viên"), says_all("cho đoàn viên thanh niên")
    (True, False)
    """
    return _SYLLABLE.search(_generic().sub(" ", _everybody().sub(" ", plain_text(text)))) is None


_SYLLABLE = re.compile(rf"{LETTER}+")
_CAPITALS = re.compile(r"(?<![^\W\d_])[A-ZĐ]{2,7}(?![^\W_])")


@lru_cache(maxsize=8192)
def words_in(text: str) -> Words:
    """Take a stretch of text apart.

    >>> sorted(words_in("Đã tổ chức hội nghị NLĐ").content), words_in("hội nghị đột xuất").narrow
    (['hội', 'lao', 'nghị', 'người', 'động'], frozenset({'đột xuất'}))
    """
    folded = plain_text(text)
    content = frozenset(_SYLLABLE.findall(_generic().sub(" ", folded)))
    return Words(
        folded,
        content,
        frozenset(_SYLLABLE.findall(folded)),
        frozenset(_narrowing().findall(folded)),
        frozenset() if text.isupper() else frozenset(_CAPITALS.findall(text)),
    )


_HEAD = 4


def head_of(words: Words) -> str:
    """Return the first syllables that say what a label is about, in order.

    >>> head_of(words_in("Tổ chức hội nghị người lao động"))
    'hội nghị người lao'
    """
    return " ".join(_SYLLABLE.findall(_generic().sub(" ", words.folded))[:_HEAD])


def initials(words: Words) -> dict[str, frozenset[str]]:
    """Return the syllables that each run of initials of a label may stand for.

    >>> sorted(initials(words_in("hội nghị cán bộ"))["HNCB"])
    ['bộ', 'cán', 'hội', 'nghị']
    """
    syllables = _SYLLABLE.findall(words.folded)
    out: dict[str, frozenset[str]] = {}
    for first in range(len(syllables)):
        for last in range(first + 2, min(len(syllables), first + 7) + 1):
            run = syllables[first:last]
            out.setdefault("".join(s[0].upper() for s in run), frozenset(run))
    return out


_PARTS = re.compile(r"\s*(?:[,;/]|\b(?:hoặc|và)\b)\s*")


@lru_cache(maxsize=2048)
def alternatives(label: str) -> tuple[frozenset[str], ...]:
    """Return what a label says with each of several like things in turn; itself where it names none.

    >>> [sorted(one) for one in alternatives("Số cơ sở được thanh tra, kiểm tra")]
    [['cơ', 'sở', 'thanh', 'tra'], ['cơ', 'kiểm', 'sở', 'tra']]
    """
    chunks = [chunk.split() for chunk in _PARTS.split(plain_text(label)) if chunk]
    long = len(chunks[-1]) if chunks else 0
    if len(chunks) < _SEVERAL or any(len(chunk) != long for chunk in chunks[1:]) or len(chunks[0]) <= long:
        return (words_in(label).content,)
    core = chunks[0][:-long]
    return tuple(words_in(" ".join([*core, *one])).content for one in (chunks[0][-long:], *chunks[1:]))


_SEVERAL = 2


@lru_cache(maxsize=8192)
def _told(folded: str) -> tuple[tuple[tuple[str, frozenset[int]], ...], tuple[tuple[str, frozenset[str]], ...]]:
    return tuple(things_in(folded).items()), tuple(numbers_in(folded).items())


@lru_cache(maxsize=8192)
def agree(label: str, said: str) -> bool:
    """Tell whether two folded wordings name no different things: `đúng hạn` and `quá hạn`, `mức độ 3` and `mức độ 4` do.

    >>> agree("hồ sơ đúng hạn", "hồ sơ quá hạn"), agree("dịch vụ mức độ 4", "mức độ 4"), agree("hội nghị", "hội nghị cán bộ")
    (False, True, True)
    """
    for mine, other in zip(_told(label), _told(said), strict=True):
        told: dict[str, frozenset[object]] = dict(other)
        if any(name in told and told[name].isdisjoint(values) for name, values in mine):
            return False
    return True


@lru_cache(maxsize=4096)
def without_marks(syllable: str) -> str:
    """Return the bare letters of a folded syllable.

    >>> without_marks("đảng")
    'dang'
    """
    return "".join(c for c in normalize("NFD", syllable) if not combining(c)).replace("đ", "d")


_TOKEN = re.compile(r"\w+")
_CHAIN = re.compile(r"[^\W\d_]+\s+(?:\d+(?:\s*[,;]\s*|\s+và\s+|\s+))*\d+\Z")
_REACH = 24


def number_chain(text: str, end: int) -> str | None:
    """Return a number that ends at a place with the numbers and the word ahead of it.

    >>> number_chain("mức độ 3, 4: 12", 11), number_chain("mức độ 3, 4: 12", 15)
    ('độ 3 4', None)
    """
    m = _CHAIN.search(text, max(0, end - _REACH), end)
    return " ".join(t.lstrip("0") or "0" for t in _TOKEN.findall(m[0].lower())) if m else None
