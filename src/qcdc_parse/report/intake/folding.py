"""Names of units, folded: case, marks, abbreviations written out; the words of the catalogue that names are made with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from qcdc_parse.catalog import raw
from qcdc_parse.scoreboard.lexicon import bare, fold

__all__ = ["folded_name", "heads", "localities", "numbers_in"]

_WORD = re.compile(r"[^\W_]+")
_ABBREVIATION = re.compile(r"(?<![^\W_])[A-ZĐ]{2,}(?:&[A-ZĐ]+)*(?![^\W_])")
# `vi` is a syllable of place names.
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vii": "7", "viii": "8", "ix": "9", "x": "10"}


@cache
def _short() -> dict[str, str]:
    return dict(raw("unit_names")["short"])


@cache
def heads() -> frozenset[str]:
    """Return the words that stand before the name proper, in one form or another, without marks."""
    return frozenset(word for head in raw("unit_names")["heads"] for word in bare(fold(head)).split())


@cache
def localities() -> tuple[str, ...]:
    """Return the words that begin the place behind a name, each with the blank behind it."""
    return tuple(f"{word} " for word in raw("unit_names")["localities"])


@cache
def _short_bare() -> dict[str, str]:
    """Abbreviations as file names have them; those that are a Vietnamese syllable without marks are left as they are."""
    return {bare(fold(short)): bare(fold(long)) for short, long in raw("unit_names")["short"] if len(short) > 1}


def folded_name(name: str, *, file: bool = False) -> str:
    """Fold a name: case, tone marks, abbreviations written out, all but words gone; of a file also what parts its words.

    >>> folded_name("CB THCS Tân Lập 2"), folded_name("02-BC_CB-VP (1)", file=True)
    ('chi bộ trung học cơ sở tân lập 2', '2 bc chi bo van phong 1')
    """
    if file:
        words = _WORD.findall(bare(fold(re.sub(r"(?<=[a-zà-ỹ])(?=[A-ZĐ])", " ", name)).replace("_", " ")))
        text = " ".join(_short_bare().get(word, word) for word in words)
    else:
        short = _short()
        text = fold(_ABBREVIATION.sub(lambda m: short.get(m[0], m[0]), name))
    return " ".join(_numeral(word) for word in _WORD.findall(text))


def _numeral(word: str) -> str:
    return str(int(word)) if word.isascii() and word.isdigit() and len(word) < 9 else word


def numbers_in(words: Iterable[str]) -> frozenset[str]:
    """Return the numbers among folded words, Roman ones too."""
    out = set()
    for word in words:
        if word.isdigit():
            out.add(word)
        elif word in _ROMAN:
            out.add(_ROMAN[word])
    return frozenset(out)
