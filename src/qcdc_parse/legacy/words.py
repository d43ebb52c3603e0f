"""Words of a line as each encoding reads them, and what they say for or against it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from qcdc_parse.legacy.fonts import Legacy
from qcdc_parse.legacy.syllable import is_syllable
from qcdc_parse.legacy.tables import SYMBOLS, TCVN3, TCVN3_CAPITALS, VNI, VNI_LETTER

WORD = re.compile(rf"(?:[^\W\d_]|[{re.escape(SYMBOLS)}\u0300-\u036f])+")

_FORMS = str.maketrans("ƢƣÐƉð", "ƯưĐĐđ", "\u00ad")
_TCVN3 = str.maketrans(TCVN3)
_COMMON = frozenset("·×÷¹½¼¾")
"""Signs that stand between letters in formulas and behind words in notes too: weak evidence."""
_HATS = frozenset("âáàåãäêéèúüë")
_CODE = re.compile(r"[BCDGHKLMNPQRSTVX]{0,5}Đ[BCDGHKLMNPQRSTVX]{0,4}(?:U|i)?")
_ABBREVIATION = re.compile(r"[A-ZĐƯ]{2,8}")
_SHAPE = re.compile(r"[a-z]*|[A-Z][a-z]*|[A-Z]+")
_NOT_BASIC = re.compile(r"[^A-Za-z]")


_BOTH: tuple[Legacy, Legacy] = ("tcvn3", "vni")


class Reading(NamedTuple):
    """One word read in an encoding: ``risen`` tells that nonsense became a syllable, ``strength`` how much that says.

    ``sign`` is what says it: the letters of the encoding, or the whole word where they are rare.
    """

    text: str
    valid: bool
    risen: bool
    strength: float
    sign: str


def decode_word(word: str, legacy: Legacy) -> str:
    """Write a word in Unicode; letters the encoding does not have stay."""
    if legacy == "vni":
        return VNI_LETTER.sub(lambda m: VNI.get(m[0], m[0]), word)
    if any(c in TCVN3_CAPITALS for c in word) and any("a" <= c <= "z" for c in word):
        return word  # a Unicode word: `là`, `và`
    return word.translate(_TCVN3)


@lru_cache(maxsize=1 << 14)
def plain(word: str) -> bool:
    """Tell whether a word is Vietnamese as it stands, or might be: a syllable, spelt in one of the three cases."""
    text = unicodedata.normalize("NFC", word.translate(_FORMS))
    return is_syllable(text) and (text.islower() or text.isupper() or text.istitle())


def is_unicode(word: str) -> bool:
    """Tell whether a word is a syllable written with letters that only Unicode has."""
    return not word.isascii() and any(c > "\u00ff" and c != "μ" for c in word) and plain(word)


def is_abbreviation(word: str, legacy: Legacy) -> bool:
    """Tell whether a word is capitals only, marked ones among them (``ĐUK``): it says nothing.

    >>> is_abbreviation("VP§UK", "tcvn3")
    True
    """
    return _ABBREVIATION.fullmatch(decode_word(word, legacy)) is not None


@lru_cache(maxsize=1 << 14)
def reading(word: str, legacy: Legacy) -> Reading:
    """Read a word in an encoding."""
    text = decode_word(word, legacy)
    shaped = _SHAPE.fullmatch(_NOT_BASIC.sub("", word)) is not None
    if text != word and _CODE.fullmatch(text) and len(text) > 1:
        return Reading(text, valid=True, risen=True, strength=2.0 if "§" in word else 1.5, sign=word)
    valid = shaped and is_syllable(text)
    if valid and legacy == "tcvn3" and "\u00ad" in word and plain(word):
        return Reading(text, valid=True, risen=True, strength=0.25, sign="\u00ad")  # a letter, or a soft hyphen of Unicode
    if not valid or text == word or plain(word):
        return Reading(text, valid, risen=False, strength=0.0, sign="")
    strength = _vni(word) if legacy == "vni" else _tcvn3(word)
    sign = (
        word
        if strength >= 1 and legacy != "vni"
        else "".join(VNI_LETTER.findall(word) if legacy == "vni" else [c for c in word if c in TCVN3])
    )
    return Reading(text, valid=True, risen=True, strength=strength, sign=sign)


def _vni(word: str) -> float:
    units = VNI_LETTER.findall(word)
    if len(units) > 1 or (units[0][0] in "ôöÔÖ" and len(units[0]) > 1):
        return 2.0
    if len(units[0]) > 1:
        return 1.5 if units[0][1].lower() in _HATS else 1.0
    return 0.5


def _tcvn3(word: str) -> float:
    foreign = [(i, c) for i, c in enumerate(word) if c in TCVN3]
    if len(foreign) > 1:
        return 2.0
    at, char = foreign[0]
    if len(word) == 1 or char in _COMMON or (at == 0 and char in "µμª©®§«»") or (at + 1 == len(word) and char in "¢£¤¥©®º¿"):
        return 0.25
    if not char.isalpha() or char in "µμª":
        return 1.0
    basic = word[:at] + word[at + 1 :]
    wrong_case = basic.isupper() if char.islower() else not basic.isupper()
    return 1.0 if wrong_case and at and len(basic) > 1 else 0.5


def spelt(text: str) -> tuple[int, int]:
    """Count the words of a text that have letters beyond ASCII: those spelt as Vietnamese syllables, and all of them.

    >>> spelt("Nghị quyết, café, 2 xã")
    (3, 4)
    """
    words = [m[0] for m in WORD.finditer(text) if not m[0].isascii()]
    return sum(map(plain, words)), len(words)


def becomes_syllable(word: str) -> bool:
    """Tell whether nonsense turns into a syllable with marks, read in one of the encodings.

    >>> [becomes_syllable(w) for w in ("ViÖt", "nghóa", "Coäng", "việt", "café")]
    [True, True, True, False, False]
    """
    return any(reading(word, legacy).risen for legacy in _BOTH)
