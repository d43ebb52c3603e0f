"""The fixed words of letterheads and signatures, as the catalogue has them, and capitals without their marks."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import NamedTuple

import regex

from qcdc_parse.catalog import doc_types, raw


class Vocabulary(NamedTuple):
    """Words and patterns of ``catalog/thethuc.toml``, and the types of documents that stand at their head."""

    nation: frozenset[str]
    secrecy: frozenset[str]
    urgency: frozenset[str]
    marks: tuple[str, ...]
    heads: tuple[str, ...]
    plain_heads: tuple[str, ...]
    no_heads: tuple[str, ...]
    authority: regex.Pattern[str]
    position: regex.Pattern[str]
    types: tuple[tuple[str, str], ...]
    beginning: frozenset[str]
    closing: tuple[str, ...]
    type_heads: tuple[str, ...]


@cache
def vocabulary() -> Vocabulary:
    """Return the words, read once."""
    data = raw("thethuc")
    positions = "|".join(regex.escape(w) for w in sorted(data["position"]["words"], key=len, reverse=True))
    alone = "|".join(map(regex.escape, data["position"]["alone"]))
    named = [(t.name.upper(), t.name) for t in doc_types() if t.heads]
    return Vocabulary(
        frozenset(data["nation"]["lines"]),
        frozenset(data["secrecy"]["words"]),
        frozenset(data["urgency"]["words"]),
        tuple(sorted(data["secrecy"]["words"] + data["urgency"]["words"], key=len, reverse=True)),
        tuple(w + " " for w in data["heads"]["words"]),
        tuple(plain(w) + " " for w in data["heads"]["words"] if " " in w),
        tuple(data["heads"]["but_not"]),
        regex.compile(data["authority"]["pattern"]),
        regex.compile(rf"(?:Q\. ?)?(?:{positions})(?![\p{{L}}])|(?:{alone})[ .]*$"),
        tuple(sorted(named, key=lambda n: -len(n[0]))),
        frozenset(data["beginning"]["words"]),
        tuple(data["closing"]["words"]),
        tuple(shouted for shouted, _ in named),
    )


def plain(text: str) -> str:
    """Take the marks off capitals: `ỦY BAN` and `ÙY BAN` are `UY BAN`."""
    return text.translate(_MARKS)


def _base(letter: str) -> str:
    return "D" if letter in "ĐÐ" else unicodedata.normalize("NFD", letter)[0]


_MARKS = {ord(c): _base(c) for c in map(chr, range(0xC0, 0x1EFA)) if c.isupper() and _base(c) != c and _base(c).isascii()}
