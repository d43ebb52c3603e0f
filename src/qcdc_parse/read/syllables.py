"""Vietnamese syllables (âm tiết) by their shape, and whether a word is one in an encoding older than Unicode."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONES = str.maketrans("", "", "\u0300\u0301\u0303\u0309\u0323")
_ONSET = "ngh|ng|nh|th|tr|ch|kh|ph|gh|gi|qu|[bcdđghklmnprstvx]"
_NUCLEUS = "oă|oa|oe|oo|uâ|uê|uyê|uya|uy|uơ|uô|ua|ươ|ưa|iê|ia|yê|[aăâeêioôơuưy]"
_CODA = "ng|nh|ch|[cmnptiouyk]"
_SYLLABLE = re.compile(f"(?:{_ONSET})?(?:{_NUCLEUS})(?:{_CODA})?")

_TCVN3 = str.maketrans(
    "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦",
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵăâđêôơư",
)
_VNI = re.compile("[aeouyôö][ùøûõïâáàåãäêéèúüë]|[ñôöæóòîí]")
_VNI_SINGLE = dict(zip("ñôöæóòîí", "đơưỉĩịỵí", strict=True))
_VNI_TONES = dict(zip("ùøûõï", "\u0301\u0300\u0309\u0303\u0323", strict=True))
_VNI_HATS = dict(zip("âáàåãä", ("\u0302", *(f"\u0302{t}" for t in "\u0301\u0300\u0309\u0303\u0323")), strict=True))
_VNI_BREVES = dict(zip("êéèúüë", ("\u0306", *(f"\u0306{t}" for t in "\u0301\u0300\u0309\u0303\u0323")), strict=True))


@lru_cache(maxsize=1 << 15)
def is_syllable(word: str) -> bool:
    """Tell whether a word, in any case, is spelt as a Vietnamese syllable, with its marks.

    >>> [is_syllable(w) for w in ("Nghị", "quyết", "quyét", "cưong", "sô")]
    [True, True, False, False, True]
    """
    parts = unicodedata.normalize("NFD", word.lower())
    bare = parts.translate(_TONES)
    if len(parts) - len(bare) > 1:
        return False
    bare = unicodedata.normalize("NFC", bare)
    if not _SYLLABLE.fullmatch(bare):
        return False
    toned = len(parts) - len(unicodedata.normalize("NFD", bare)) > 0
    return _spelt(bare) and not (toned and bare.endswith(("c", "ch", "p", "t", "k")) and bool(set(parts) & set("\u0300\u0303\u0309")))


def _spelt(bare: str) -> bool:
    """Hold the rules of the spelling that go over a border inside the syllable; names have ``k`` before and behind all vowels."""
    if bare.startswith(("gh", "ngh")) and bare.lstrip("ngh")[:1] not in tuple("eêiy"):
        return False
    if bare.startswith(("ce", "cê", "ci", "nge", "ngê", "ngi")):
        return False
    # ie, ye, uo, ưo before a coda are written with their marks: tiền, quyết, muốn, vương.
    return re.search("(?:i|y)e[mncptu]|uo[mncptiu]|ưo|uơ[mncptiu]", bare.removeprefix("gi").removeprefix("qu")) is None


@lru_cache(maxsize=1 << 15)
def is_legacy(word: str) -> bool:
    """Tell whether a word becomes a syllable with marks when read as TCVN3 or VNI.

    >>> [is_legacy(w) for w in ("ViÖt", "nghóa", "Coäng", "việt", "café")]
    [True, True, True, False, False]
    """
    lower = word.lower()
    return any(form not in (lower, word) and is_syllable(form) for form in (word.translate(_TCVN3), _VNI.sub(_vni, lower)))


def _vni(found: re.Match[str]) -> str:
    base, mark = found[0][0], found[0][1:]
    base = _VNI_SINGLE.get(base, base)
    if not mark:
        return base
    marks = _VNI_TONES.get(mark) or _VNI_HATS.get(mark) or _VNI_BREVES.get(mark) or ""
    return unicodedata.normalize("NFC", base + marks)
