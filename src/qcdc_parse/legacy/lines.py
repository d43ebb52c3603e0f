"""Decoding of lines, with the way back: what to write for which stretch."""

from __future__ import annotations

import re

from qcdc_parse.legacy.detect import weigh, weigh_as
from qcdc_parse.legacy.fonts import Legacy
from qcdc_parse.legacy.hyphens import hyphens
from qcdc_parse.legacy.syllable import is_syllable
from qcdc_parse.legacy.tables import UNMANGLED, VNI, VNI_LETTER
from qcdc_parse.legacy.words import WORD, decode_word, is_unicode, plain, reading

Edit = tuple[int, int, str]
"""Start and end of a stretch, and what to write for it: as many letters, or one letter for two."""

LINE = re.compile(r"(?:[^\n\f\r\t ]| {1,2}(?=[^\n\f\r\t ]))+")
"""A line, or one column of it: wide gaps part columns."""


def decode(text: str, legacy: Legacy) -> str:
    """Decode a text that is known to be in an encoding, by its font say; a line that is plainly Unicode stays as it is.

    Runs of one font are to be joined before: a word, and even a letter of VNI, may be split between them.

    >>> decode("Uû ban nh©n d©n", "tcvn3"), decode("QUYÕT §ÞNH", "tcvn3"), decode("quyÕt ®Þnh", "tcvn3-capitals")
    ('Uỷ ban nhân dân', 'QUYẾT ĐỊNH', 'QUYẾT ĐỊNH')
    >>> decode("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "vni")
    'Cộng hòa xã hội chủ nghĩa Việt Nam'
    """
    out: list[str] = []
    done = 0
    for m in LINE.finditer(text):
        found = weigh_as(m[0], "vni" if legacy == "vni" else "tcvn3")
        if found.unicode > found.risen:
            continue
        for start, end, new in edits_of(m[0], legacy):
            out += (text[done : m.start() + start], new)
            done = m.start() + end
    out.append(text[done:])
    return "".join(out)


def edits_of(line: str, legacy: Legacy, *, mangled: bool = False) -> list[Edit]:
    """What to write in a line that is in an encoding."""
    source = line.translate(UNMANGLED) if mangled else line
    if legacy == "vni":
        return _vni_edits(line, source)
    source = hyphens(source)
    words = []
    for m in WORD.finditer(source):
        written = line[m.start() : m.end()]
        kept = is_unicode(written) and not (mangled and reading(m[0], "tcvn3").risen)
        words.append((m.start(), m.end(), written if kept else decode_word(m[0], "tcvn3"), written))
    if legacy == "tcvn3-capitals":
        return [(a, b, _upper(new)) for a, b, new, old in words if _upper(new) != old]
    capital = _capitals(words)
    return [
        (a, b, _upper(new) if big else new)
        for (a, b, new, old), big in zip(words, capital, strict=True)
        if new != old or (big and _upper(new) != old)
    ]


def _vni_edits(line: str, source: str) -> list[Edit]:
    out = []
    for m in WORD.finditer(source):
        written = line[m.start() : m.end()]
        if is_unicode(written) and (source == line or not reading(m[0], "vni").risen):
            continue
        out += [
            (m.start() + n.start(), m.start() + n.end(), VNI[n[0]])
            for n in VNI_LETTER.finditer(m[0])
            if n[0] in VNI and VNI[n[0]] != written[n.start() : n.end()]
        ]
    return out


def _upper(text: str) -> str:
    return "".join(c.upper() if len(c.upper()) == 1 else c for c in text)


def _capitals(words: list[tuple[int, int, str, str]]) -> list[bool]:
    """Tell which words of a TCVN3 line were printed in capitals: its fonts have no toned ones, so small letters stand there.

    Words that show it by a capital behind a small letter, or inside, take the ones between and beside them along.
    """
    kinds = [_kind(new, old) for _, _, new, old in words]
    decoded = [kind == "capital" and new != old and len(old) > 2 for kind, (_, _, new, old) in zip(kinds, words, strict=True)]
    if "mixed" not in kinds and ("small" in kinds or not any(decoded)):
        return [False] * len(words)
    out = [kind == "mixed" for kind in kinds]
    for i, kind in enumerate(kinds):
        if kind == "either":
            before = next((k for k in reversed(kinds[:i]) if k not in ("either", "code")), "")
            after = next((k for k in kinds[i + 1 :] if k not in ("either", "code")), "")
            out[i] = {before, after} - {""} <= {"mixed", "capital"}
    return out


def _kind(new: str, old: str) -> str:
    """``small``, ``capital`` (all ASCII), ``mixed`` (capitals with small marked letters), ``either``, or ``code``."""
    basic = [c for c in old if c.isascii() and c.isalpha()]
    if any(c.islower() for c in basic):
        return "small"
    if new == old:
        return "capital" if plain(old) and len(old) > 1 else "code"
    marked = [c for c in new if not c.isascii()]
    if not any(c.islower() for c in marked):
        return "capital" if is_syllable(new) else "code"
    if any(c.isupper() for c in new[1:]) and is_syllable(new):
        return "mixed"
    return "either"


def detect(paragraph: str) -> Legacy | None:
    """Tell by its letters alone which encoding a paragraph is in; None for Unicode, for other languages and where unsure.

    >>> detect("Hµ Néi, ngµy 12 th¸ng 5 n¨m 2003"), detect("Caên cöù Luaät"), detect("Größe, São Paulo, 10 µm ± 5 §")
    ('tcvn3', 'vni', None)
    """
    found = weigh(paragraph)
    return found.legacy if found is not None and found.sure else None
