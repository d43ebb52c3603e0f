"""Glyph repair: one form for every letter, dash and space, with the way back kept.

Sources of the defects: PDF text layers that map untoned ``Ư/ư`` to ``Ƣ/ƣ`` (LATIN LETTER OI), press texts
that type ``Ð`` (ETH) for ``Đ``, files in decomposed Unicode, spaces and dashes of word processors.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# One code point for one code point, so offsets stay.
LETTERS = {"Ƣ": "Ư", "ƣ": "ư", "Ð": "Đ", "Ɖ": "Đ", "ð": "đ"}
DASHES = dict.fromkeys("\u2010\u2011\u2012\u2212\ufe63\uff0d", "-")
SPACES = dict.fromkeys("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " ")
BREAKS = dict.fromkeys("\x0b\x1c\x1d\x1e\x85\u2028\u2029", "\n")
BULLETS = dict.fromkeys("\uf0b7\uf0a7\uf0d8\uf076\u25cf\u25aa\u25e6\u2981", "•") | {"\uf02d": "-"}
_FORMS = LETTERS | DASHES | SPACES | BREAKS | BULLETS

# Invisible: dropped. Carriage returns go with them; a lone one ends a line.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1b\x7f]+|\r(?=\n)")
_ODD = re.compile("[" + "".join(_FORMS) + "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1b\x7f\r]")
_MIXED = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")


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
    edits: list[tuple[int, int, str]] = []
    if _ODD.search(text):
        for bad in LETTERS:
            mended += text.count(bad)
        for bad in set(_ODD.findall(text)):
            text = text.replace(bad, _FORMS.get(bad, bad))
        edits = [(m.start(), m.end(), "") for m in _INVISIBLE.finditer(text)]
        if "\r" in text:
            text = re.sub(r"\r(?!\n)", "\n", text)
    if not unicodedata.is_normalized("NFC", text):
        for m in _MIXED.finditer(text):
            composed = unicodedata.normalize("NFC", m[0])
            if composed != m[0]:
                edits.append((m.start(), m.end(), composed))
        edits.sort()
    if not edits:
        return Repaired(text, (), mended)
    return Repaired(*_apply(text, edits), mended)


def _apply(text: str, edits: list[tuple[int, int, str]]) -> tuple[str, tuple[tuple[int, int, int], ...]]:
    out: list[str] = []
    pieces: list[tuple[int, int, int]] = []
    at = done = 0
    for start, end, new in edits:
        if start < done:  # an invisible mark inside a decomposed run: the run's edit has swallowed it
            continue
        if start > done:
            out.append(text[done:start])
            pieces.append((at, done, start))
            at += start - done
        visible = _INVISIBLE.sub("", new)
        if visible:
            out.append(visible)
            pieces.append((at, start, end))
            at += len(visible)
        done = end
    if done < len(text):
        out.append(text[done:])
        pieces.append((at, done, len(text)))
    return "".join(out), tuple(pieces)
