"""Glyph repair: one form for every letter, dash and space, with the way back kept.

Sources of the defects: PDF text layers that map untoned ``Ư/ư`` to ``Ƣ/ƣ`` (LATIN LETTER OI), press texts
that type ``Ð`` (ETH) for ``Đ``, files in decomposed Unicode, spaces and dashes of word processors.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

import regex

# One code point for one code point, so offsets stay.
LETTERS = {"Ƣ": "Ư", "ƣ": "ư", "Ð": "Đ", "Ɖ": "Đ", "ð": "đ"}
DASHES = dict.fromkeys("\u2010\u2011\u2012\u2212\ufe63\uff0d", "-")
SPACES = dict.fromkeys("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " ")
BREAKS = dict.fromkeys("\x0b\x1c\x1d\x1e\x1f\x85\u2028\u2029", "\n")
BULLETS = dict.fromkeys("\uf0b7\uf0a7\uf0d8\uf076\u25cf\u25aa\u25e6\u2981", "•") | {"\uf02d": "-"}
_FORMS = LETTERS | DASHES | SPACES | BREAKS | BULLETS

# Invisible: dropped. Carriage returns go with them; a lone one ends a line.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1b\x7f]+|\r(?=\n)")
_ODD = re.compile("[" + "".join(_FORMS) + "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1b\x7f\r]")
_CLUSTER = regex.compile(r"\P{M}(?:[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1b\x7f]*\p{M})+")
_MIXED = regex.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")


@dataclass(frozen=True, slots=True)
class Repaired:
    """Text with every letter repaired; ``pieces`` is empty where offsets did not move.

    A piece ``(start, raw_start, raw_end)`` begins at ``start`` of ``text`` and stands at
    ``raw[raw_start:raw_end]``; pieces follow each other without a gap.
    """

    text: str
    pieces: tuple[tuple[int, int, int], ...]
    mended: int


def repair(raw: str) -> Repaired:
    """Repair letters, dashes and spaces and compose to NFC.

    ``mended`` counts the wrong letters (not dashes and spaces).

    >>> repair("tăng cƣờng").text
    'tăng cường'
    """
    mended = 0
    text = raw
    odd = _ODD.search(text) is not None
    if odd:
        for bad in LETTERS:
            mended += text.count(bad)
        for bad in set(_ODD.findall(text)):
            text = text.replace(bad, _FORMS.get(bad, bad))
        if "\r" in text:
            text = re.sub(r"\r(?!\n)", "\n", text)
    composed = unicodedata.is_normalized("NFC", text)
    if not odd and composed:
        return Repaired(text, (), mended)
    edits = [(m.start(), m.end(), "") for m in _INVISIBLE.finditer(text)]
    if not edits and composed:
        return Repaired(text, (), mended)
    made = _apply(text, edits)
    # Letters with marks first; then scripts whose letters compose without marks.
    for pattern in (_CLUSTER, _MIXED):
        if unicodedata.is_normalized("NFC", made[0]):
            break
        made = _apply(text, sorted(edits + _compositions(text, pattern)))
    return Repaired(*made, mended)


def _compositions(text: str, pattern: regex.Pattern[str]) -> list[tuple[int, int, str]]:
    """What to write for stretches that are not composed, an invisible character between letter and mark taken out."""
    out = []
    for m in pattern.finditer(text):
        composed = unicodedata.normalize("NFC", _INVISIBLE.sub("", m[0]))
        if composed != m[0]:
            out.append((m.start(), m.end(), composed))
    return out


def _apply(text: str, edits: list[tuple[int, int, str]]) -> tuple[str, tuple[tuple[int, int, int], ...]]:
    out: list[str] = []
    pieces: list[tuple[int, int, int]] = []
    at = done = 0
    for start, end, new in edits:
        if start < done:  # an invisible character inside a letter: the letter's edit has taken it
            continue
        if start > done:
            out.append(text[done:start])
            pieces.append((at, done, start))
            at += start - done
        if new:
            out.append(new)
            pieces.append((at, start, end))
            at += len(new)
        done = end
    if done < len(text):
        out.append(text[done:])
        pieces.append((at, done, len(text)))
    return "".join(out), tuple(pieces)
