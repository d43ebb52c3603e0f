"""Vietnamese syllables (âm tiết) by their spelling rules: onset, rime, tone.

Sources of the rules: the sound system as textbooks describe it (Đoàn Thiện Thuật, Ngữ âm tiếng Việt) and the spelling of
the national alphabet: 27 onsets, closed rimes in ``-c -ch -p -t`` only with sắc or nặng, ``gh`` and ``ngh`` before ``e ê i``.
``k`` at the end and before any vowel is let through for names (Đắk Lắk, Đăk Hà, Bắc Kạn).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_MARKABLE = frozenset("aeiouy\u0302\u0306\u031b")
_STOPPED = "\u0301\u0323"
_ONSET = re.compile(r"(?:ngh?|gh|gi|kh|nh|ph|qu|th|tr|ch|[bcdđghklmnprstvx])?")
_FRONT = frozenset("eêiy")

_OPEN = """
a ai am an ang anh ao au ay  ăm ăn ăng ăk  âm ân âng âu ây  e em en eng eo  ê êm ên ênh êu  i im in inh iu
o oi om on ong oong  ô ôi ôm ôn ông  ơ ơi ơm ơn  u ui um un ung  ư ưi ưm ưn ưng ưu  y ynh
ia iêm iên iêng iêu  yêm yên yêng yêu  ua uôi uôm uôn uông  ưa ươi ươm ươn ương ươu
oa oai oam oan oang oanh oao oay oăm oăn oăng oe oem oen oeo  uân uâng uây uê uênh uêu uơ uy uya uyên uynh uyu
"""
_STOPS = """
ac ach ap at  ăc ăp ăt ăk ak  âc âp ât  ec ep et  êch êp êt  ich ip it  oc op ot ooc  ôc ôp ôt  ơp ơt  uc up ut  ưc ưt
iêc iêp iêt yêt  uôc uôt  ươc ươp ươt  oac oach oap oat oăc oăt oet  uât uêch uych uyêt uyt uyp
"""
OPEN = frozenset(_OPEN.split())
STOPS = frozenset(_STOPS.split())
_AFTER_Q = frozenset(
    """a ai an ang anh ao au ay ăm ăn ăng ân âng ây e en eo ê ên i in inh y ynh yên yn ơ ôn ông ôi
    ac ach at ăc ăt ăp âc ât et êt êch it ich yt yêt ôc iêt iên ơt yp""".split()
)
_Y_ALONE = frozenset(["", "h", "k", "l", "m", "n", "s", "t", "v"])


@lru_cache(maxsize=1 << 16)
def is_syllable(word: str) -> bool:
    """Tell whether a word is spelt as a Vietnamese syllable, in whatever case.

    >>> [is_syllable(w) for w in ("nghị", "quyết", "lôc", "café", "Hµ")]
    [True, True, False, False, False]
    """
    if not word.isalpha() or len(word) > 7:
        return False
    tone = ""
    bare: list[str] = []
    for char in unicodedata.normalize("NFD", word.lower()):
        if char in _TONES:
            if tone or not bare or bare[-1] not in _MARKABLE:
                return False
            tone = char
        else:
            bare.append(char)
    letters = unicodedata.normalize("NFC", "".join(bare))
    onset = _ONSET.match(letters)
    assert onset is not None
    if onset[0] == "gi" and (_fits("g", letters[1:], tone) or _fits("", letters[2:], tone)):
        return letters[2:3] not in ("i", "y")
    return _fits(onset[0], letters[onset.end() :], tone) and not (onset[0] == "gi" and letters[2:3] in ("i", "y"))


def _fits(onset: str, rime: str, tone: str) -> bool:
    if onset == "qu":
        return rime in _AFTER_Q and (rime in OPEN or rime == "yn" or (tone != "" and tone in _STOPPED))
    if rime == "y" and onset not in _Y_ALONE:
        return False
    if rime.startswith("yê") and onset:
        return False
    if onset == "g" and rime.startswith("i"):
        return rime in {"i", "in", "iêng", "iên"} or (rime in {"it", "iêt", "iêc"} and tone != "" and tone in _STOPPED)
    if onset in {"c", "g", "ng"} and rime[:1] in _FRONT:
        return False
    if onset in {"gh", "ngh"} and rime[:1] not in _FRONT:
        return False
    return rime in OPEN or (rime in STOPS and tone != "" and tone in _STOPPED)
