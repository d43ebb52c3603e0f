"""Glyph repair: one form for every letter, dash and space, with the way back kept.

Sources of the defects: PDF text layers that map untoned ``Ư/ư`` to ``Ƣ/ƣ`` (LATIN LETTER OI), press texts
that type ``Ð`` (ETH) for ``Đ``, files in decomposed Unicode, spaces and dashes of word processors.
"""

from __future__ import annotations

import re
import unicodedata

import regex

from qcdc_parse.clean.edits import Edit, Edited, apply

# One code point for one code point, so offsets stay.
LETTERS = {"Ƣ": "Ư", "ƣ": "ư", "Ð": "Đ", "Ɖ": "Đ", "ð": "đ"}
DASHES = dict.fromkeys("\u2010\u2011\u2012\u2212\ufe63\uff0d", "-")
SPACES = dict.fromkeys("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " ")
BREAKS = dict.fromkeys("\x0b\x1c\x1d\x1e\x1f\x85\u2028\u2029", "\n")
BULLETS = dict.fromkeys("\uf0b7\uf0a7\uf0d8\uf076\u25cf\u25aa\u25e6\u2981", "•") | {"\uf02d": "-"}
_FORMS = LETTERS | DASHES | SPACES | BREAKS | BULLETS

# Invisible: dropped. Carriage returns go with them; a lone one ends a line.
_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1b\x7f"
_INVISIBLE = re.compile(rf"[{_UNSEEN}\r]")
ODD = "".join(_FORMS) + _UNSEEN + "\r"
"""All that is repaired, as it stands in the brackets of a pattern."""
_ODD = re.compile(f"[{ODD}]")
_CLUSTER = regex.compile(rf"\P{{M}}(?:[{_UNSEEN}]*\p{{M}})+")
_MIXED = regex.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")


def repair(raw: str) -> tuple[Edited, int]:
    """Repair letters, dashes and spaces and compose to NFC; also count the wrong letters (not dashes and spaces).

    >>> repair("tăng cƣờng")
    (Edited(text='tăng cường', pieces=()), 1)
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
        return Edited(text), mended
    edits = [(m.start(), m.end(), "") for m in _INVISIBLE.finditer(text)]
    if not edits and composed:
        return Edited(text), mended
    made = apply(text, edits)
    # Letters with marks first; then scripts whose letters compose without marks.
    for pattern in (_CLUSTER, _MIXED):
        if unicodedata.is_normalized("NFC", made.text):
            break
        made = apply(text, sorted(edits + _compositions(text, pattern)))
    return made, mended


def _compositions(text: str, pattern: regex.Pattern[str]) -> list[Edit]:
    """What to write for stretches that are not composed, an invisible character between letter and mark taken out."""
    out = []
    for m in pattern.finditer(text):
        composed = unicodedata.normalize("NFC", _INVISIBLE.sub("", m[0]))
        if composed != m[0]:
            out.append((m.start(), m.end(), composed))
    return out
