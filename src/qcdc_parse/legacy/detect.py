"""Which lines are written in a legacy encoding, told by their letters: nonsense that turns into Vietnamese syllables."""

from __future__ import annotations

import re
from typing import NamedTuple

from qcdc_parse.legacy.fonts import Legacy
from qcdc_parse.legacy.hyphens import hyphens
from qcdc_parse.legacy.tables import MANGLED, UNMANGLED
from qcdc_parse.legacy.words import WORD, is_abbreviation, is_unicode, plain, reading

ENOUGH = 1.5
"""Strength that the risen words of a line must have together; see ``words.reading``."""
ENOUGH_BESIDE_UNICODE = 2.5
_BY_HYPHEN = 0.5
_LEGACIES: tuple[Legacy, Legacy] = ("tcvn3", "vni")
_NUMBERED: dict[Legacy, re.Pattern[str]] = {"tcvn3": re.compile(r"\b[Ss]è\s?:?\s?\d"), "vni": re.compile(r"\b[Ss]oá\s?:?\s?\d")}
"""``Số`` before a number: a syllable either way, but with a number behind it that one."""
_BEYOND = re.compile("[\u0100\u0101\u0104-\u010f\u0112-\u019f\u01a2-\u01ae\u01b1-\u02ff\u1e00-\u1eff]")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,40}>")
"""``<br>`` in the cells of Markdown: its letters are no words."""


class Evidence(NamedTuple):
    """What the words of a line say of one encoding.

    ``risen`` words turn from nonsense into syllables, ``open`` ones are syllables either way, ``unicode`` ones have letters
    that only Unicode has, ``fallen`` ones would become nonsense, ``alien`` ones are no syllables either way; ``plain`` ones are plain ASCII syllables.
    ``strength`` counts a sign once, and nothing where all signs are letters that other languages write in such words.
    """

    legacy: Legacy
    mangled: bool
    risen: int = 0
    strength: float = 0.0
    open: int = 0
    fallen: int = 0
    unicode: int = 0
    alien: int = 0
    plain: int = 0

    @property
    def good(self) -> bool:
        """Tell whether nearly all words agree with the encoding, whatever their strength."""
        return 4 * (self.alien + self.fallen) <= self.risen + self.plain + self.open and self.risen >= 2 * self.unicode

    @property
    def sure(self) -> bool:
        """Tell whether the line is in the encoding by its own letters."""
        return self.risen > 0 and self.strength >= ENOUGH and self.risen > self.fallen and self.good


def weigh(line: str) -> Evidence | None:
    """Weigh a line for each encoding and return the best; None where no word changes in any.

    >>> weigh("Céng hoµ x· héi chñ nghÜa ViÖt Nam").sure
    True
    >>> weigh("Größe, naïve, São Paulo, «Đà Nẵng», 10 µm ± 5 §").sure
    False
    """
    if line.isascii():
        return None
    best = None
    for mangled in (False, True) if MANGLED.search(line) and not _BEYOND.search(line) else (False,):
        for legacy in _LEGACIES:
            found = weigh_as(line, legacy, mangled=mangled)
            if found.risen + found.open and (best is None or _rank(found) > _rank(best)):
                best = found
    return best


def _rank(found: Evidence) -> tuple[int, float]:
    return found.risen - found.fallen - found.unicode, found.strength


def weigh_as(line: str, legacy: Legacy, *, mangled: bool = False) -> Evidence:
    """Weigh a line for one encoding; ``mangled`` reads its letters as bytes that went through Windows-1258."""
    line = _TAG.sub(lambda tag: " " * len(tag[0]), line)
    text = line.translate(UNMANGLED) if mangled else line
    if legacy == "tcvn3":
        text = hyphens(text)
    words = [(m[0], line[m.start() : m.end()]) for m in WORD.finditer(text)]
    numbered = len(_NUMBERED[legacy].findall(line))
    risen = opened = fallen = unicode = alien = ascii_ = 0
    strength = 0.0
    strong = False
    seen = set()
    for word, written in words:
        if word.isascii() and written.isascii():
            if plain(word):
                ascii_ += 1
            elif len(word) > 1 and word.islower():
                alien += 1
        elif is_unicode(written) and not (mangled and reading(word, legacy).risen):
            unicode += 1
        else:
            read = reading(word, legacy)
            before = plain(written) and "\u00ad" not in word
            if read.risen and not before:
                risen += 1
                if read.sign not in seen:
                    seen.add(read.sign)
                    strength += min(read.strength, _BY_HYPHEN) if "-" in written or "\u2212" in written else read.strength
                    strong = strong or read.strength >= 1
            elif before:
                opened += read.valid
                fallen += not read.valid
            elif len(word) > 1 and not is_abbreviation(word, legacy):
                alien += 1
    return Evidence(legacy, mangled, risen + numbered, strength if strong else 0.0, opened - numbered, fallen, unicode, alien, ascii_)
