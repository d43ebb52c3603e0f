"""Whether the text layer of a page can be read: words that are Vietnamese against words that no language writes."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal, NamedTuple

import regex

from qcdc_parse.read.syllables import is_legacy, is_syllable

Verdict = Literal["empty", "stamp", "rubbish", "good"]

THRESHOLD = 0.5
PLAIN = 0.1
DOUBT = 2.0


class Quality(NamedTuple):
    verdict: Verdict
    score: float = 0.0
    viet: int = 0
    syll: int = 0
    multi: int = 0
    mono: int = 0
    bad: int = 0


_STAMP = regex.compile(
    r"^\W*(?:(?:được\s+)?ký\s+(?:số\s+)?bởi|người\s+ký|ký\s+bởi|ký\s+số|chữ\s+ký\s+(?:số|hợp\s+lệ)|signature\s+(?:valid|not\s+verified)"
    r"|digitally\s+signed(?:\s+by)?|signed\s+by|email|e-mail|cơ\s+quan|tổ\s+chức|đơn\s+vị|chức\s+vụ|thời\s+gian\s+ký|ngày\s+ký|date|reason|location|lý\s+do|vị\s+trí)\b",
    regex.IGNORECASE,
)
_WORD = regex.compile(r"[^\s/.,;:()\[\]\"“”‘’'`…<>=+*&%–—-]+")
_WEB = regex.compile(r"\S*(?:https?:|www\.|@\w+\.|\w_\w|\.vn\b|\.com\b|\.org\b)\S*")
_LETTER = regex.compile(r"\p{L}")
_INSIDE = regex.compile(r"\p{L}[~^|\\{}#$§¢£¥€°!?]+\p{L}|\p{L}\d+\p{Ll}|^\p{L}{1,4}[4690]$|^[1469]\p{Ll}{1,4}$")
_ODD = regex.compile(r"[\p{Co}\p{Cn}\p{Cc}\p{Cf}\uFFFD]")
_LATIN = regex.compile(r"\p{Latin}")
_VOWELS = regex.compile(r"[aeiouyAEIOUY]\p{M}*")
_GROUPS = regex.compile(r"(?:[aeiouy]\p{M}*)+", regex.IGNORECASE)
_CASE = regex.compile(r"\p{Ll}*|\p{Lu}+|\p{Lu}\p{Ll}+|\p{Lu}+s|\p{Lu}{2,}\d+|(?:\p{Lu}|\b\p{Ll})\p{Ll}{2,}(?:\p{Lu}\p{Ll}{2,})+|\p{Lu}\p{Ll}{2,}\p{Lu}{1,4}")
_CODE = regex.compile(r"[\p{Lu}\d]*Đ[\p{Lu}\d]*|QĐi|TTg|CTr|TTr|CTrPH")


def classify(word):
    """viet / syll / multi / mono / bad / None"""
    w = unicodedata.normalize("NFC", word).replace("Ƣ","Ư").replace("ƣ","ư").replace("\u00ad\u00ad","").strip("!?|_~\ufffe\x02")
    if _ODD.search(w.replace("\u00ad", "")): return "bad"
    letters = [c for c in w if c.isalpha()]
    if not letters: return None
    if _CODE.fullmatch(w): return None
    latin = sum(1 for c in letters if _LATIN.match(c))
    if latin == 0: return "multi" if len(w) > 1 else None
    if is_legacy(w): return "viet"
    if latin < len(letters): return "bad"
    if _INSIDE.search(w): return "bad"
    if len(w) < 2: return None
    if any(c.isdigit() for c in w): return None
    if not w.isascii() and is_syllable(w):
        return "viet" if _CASE.fullmatch(w) else "bad"
    if not _CASE.fullmatch(w): return "bad"
    groups = len(_GROUPS.findall(unicodedata.normalize("NFD", w)))
    if groups > 1: return "multi"
    if not w.isascii(): return "bad"
    if groups == 0: return "bad" if len(w) > 2 and not w.isupper() else None
    return "syll" if is_syllable(w) else "mono"


def judge(text: str) -> Quality:
    if not regex.search(r"[^\s\p{C}]|\p{Co}", text):
        return Quality("empty")
    lines = [l for l in text.splitlines() if l.strip()]
    import collections
    c=collections.Counter(map(classify,_WORD.findall(_WEB.sub(" ",text))))
    good=c["viet"]+c["syll"]*W[0]+c["multi"]*W[1]+c["mono"]*W[2]+W[3]
    score=good/(good+c["bad"])
    return Quality("good" if score >= THRESHOLD else "rubbish", score, c["viet"], c["syll"],c["multi"],c["mono"],c["bad"])
W=(.05,.5,.1,2)
