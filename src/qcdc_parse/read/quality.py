"""Whether the text layer of a page is readable, told by its words.

The score is the share of good evidence: words that are Vietnamese with their marks (also in TCVN3 or VNI), or plain words of
whatever language, against words that no language writes: marks in no possible place (``quyét``), digits and signs
inside words (``H4nh``), capitals in the middle (``hQI``), letters without vowels, private characters. A page of unaccented
Vietnamese typed on purpose has no such words and is good: nothing on it is wrong, and recognising it again gains nothing.

Measured by ``tests/bench/layers.py --pages 8`` on 122 good pages (printed, recognised with Vietnamese, unaccented, TCVN3, VNI,
tables, names, headings) and 56 of rubbish, 8 of them by the real Tesseract with English: precision 1.000, recall 0.982. The
weights were found on such pages, so strangers' files may do worse. Missed are ends of documents of some ten words; judged with
the other pages of their files they are found too.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

import regex

from qcdc_parse.legacy import becomes_syllable, is_syllable

Verdict = Literal["empty", "stamp", "rubbish", "good"]
Kind = Literal["viet", "open", "long", "short", "bad", ""]

THRESHOLD = 0.7
"""Below this score a layer is rubbish."""
_OPEN, _LONG, _SHORT = 0.05, 0.5, 0.1
"""What plain words count for, where a Vietnamese word counts 1."""
_DOUBT = 2.0
"""Evidence that every page has beforehand: a few odd words on a short page say little."""

_LONGEST = 40
"""Longer words are no words."""

_VISIBLE = regex.compile(r"[^\s\p{C}]|\p{Co}")
_WORD = regex.compile(r"[^\s/.,;:()\[\]\"“”‘’'`…<>=+*&%–—-]+")
_WEB = regex.compile(r"https?:|www\.|@\w+\.|\w_\w|\.(?:vn|com|org)\b")
_BREAKS = str.maketrans("\ufffe\x02", "--", "\u200b\u200c\u200d\ufeff")
_BROKEN = "\ufffe\x02\u200b\u200c\u200d\ufeff"
_OF_WEB = ("http", "www.", "@", "_", ".vn", ".com", ".org")
"""No address is without one of these."""
_INSIDE = regex.compile(r"\p{L}[~^|\\{}#$§¢£¥€°!?]+\p{L}|\p{L}\d+\p{Ll}|^\p{L}{1,4}[4690]$|^[1469]\p{Ll}{1,4}$")
_ODD = regex.compile(r"[\p{Co}\p{Cn}\p{Cc}\uFFFD]")
_LATIN = regex.compile(r"\p{Latin}")
_VOWELS = regex.compile(r"(?:[aeiouy]\p{M}*)+", regex.IGNORECASE)
_CASE = regex.compile(
    r"\p{Ll}*|\p{Lu}+|\p{Lu}\p{Ll}+|\p{Lu}+s"
    r"|(?:\p{Lu}|\b\p{Ll})\p{Ll}{2,}(?:\p{Lu}\p{Ll}{2,})+|\p{Lu}\p{Ll}{2,}\p{Lu}{1,4}"  # PowerPoint, OpenMP
)
_SYMBOL = regex.compile(r"[\p{Lu}\d]*Đ[\p{Lu}\d]*|QĐi|TTg|[CT]Tr|ThU|TXU")
_LETTERS = str.maketrans("Ƣƣ", "Ưư")


class Words(NamedTuple):
    """Words of a page by kind.

    ``viet`` are Vietnamese with marks, ``open`` plain ones that are syllables without marks too (``ban``), ``long`` ones of
    more syllables (of another language), ``short`` other plain ones, ``bad`` those that no language writes.
    """

    viet: int = 0
    open: int = 0
    long: int = 0
    short: int = 0
    bad: int = 0


class Quality(NamedTuple):
    """Verdict on the text layer of a page, with its ``score`` from 0 to 1 and what it is made of."""

    verdict: Verdict
    score: float
    words: Words


def judge(text: str) -> Quality:
    """Judge the text layer of a page.

    >>> judge("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc").verdict
    'good'
    >>> judge("CQNG HOA xA HQI cHU NGHIA VIET NAM Doc lQp - Tq do - H4nh phric").verdict
    'rubbish'
    >>> judge("Ký bởi: Văn phòng Ủy ban nhân dân tỉnh").verdict
    'stamp'
    """
    if not _VISIBLE.search(text):
        return Quality("empty", 0.0, Words())
    plain = text.translate(_BREAKS) if any(map(text.__contains__, _BROKEN)) else text
    if any(map(plain.__contains__, _OF_WEB)):
        plain = " ".join([word for word in plain.split() if not _WEB.search(word)])
    kinds = Counter(map(kind_of, _WORD.findall(plain)))
    words = Words(kinds["viet"], kinds["open"], kinds["long"], kinds["short"], kinds["bad"])
    good = _DOUBT + words.viet + _OPEN * words.open + _LONG * words.long + _SHORT * words.short
    score = good / (good + words.bad)
    if is_stamp(text):
        return Quality("stamp", score, words)
    return Quality("good" if score >= THRESHOLD else "rubbish", score, words)


def judge_pages(texts: Sequence[str]) -> list[Verdict]:
    """Judge the pages of one file; a page with too few words to tell follows the others.

    >>> judge_pages(["Độc lập - Tự do - Hạnh phúc", "", "Phụ lục 1"])
    ['good', 'empty', 'good']
    """
    found = [judge(text) for text in texts]
    rubbish = sum(one.verdict == "rubbish" for one in found)
    readable = sum(one.verdict == "good" and sum(one.words) > 0 and not _is_open(one.words) for one in found)
    if rubbish <= readable:
        return [one.verdict for one in found]
    return ["rubbish" if one.verdict == "good" and _is_open(one.words) else one.verdict for one in found]


def _is_open(words: Words) -> bool:
    """Tell whether the words of a page show no language for certain."""
    total = sum(words)
    return total > 0 and words.viet < total / 2 and words.long < total / 5


@lru_cache(maxsize=1 << 15)
def kind_of(word: str) -> Kind:
    """Tell of what kind a word is; empty where it says nothing (numbers, single letters, symbols of documents)."""
    if _ODD.search(word):
        return "bad"
    if len(word) > _LONGEST:
        return ""
    word = unicodedata.normalize("NFC", word).translate(_LETTERS).strip("!?|_~")
    letters = [char for char in word if char.isalpha()]
    if not letters or _SYMBOL.fullmatch(word):
        return ""
    latin = sum(_LATIN.match(char) is not None for char in letters)
    if not latin:
        return "long" if len(word) > 1 else ""
    if becomes_syllable(word):
        return "viet"
    if latin < len(letters) or _INSIDE.search(word):
        return "bad"
    if len(word) < 2 or any(map(str.isdigit, word)):
        return ""
    return _plain(word)


def _plain(word: str) -> Kind:
    if not _CASE.fullmatch(word):
        return "bad"
    marked = not word.isascii()
    if is_syllable(word):
        return "viet" if marked else "open"
    vowels = len(_VOWELS.findall(unicodedata.normalize("NFD", word)))
    if vowels > 1:
        return "long"
    if marked:
        return "bad"
    if not vowels:
        return "bad" if len(word) > 2 and not word.isupper() else ""
    return "short"


# Stamps of signatures -------------------------------------------------------------------------------------------------

_SIGNED = regex.compile(
    r"(?:được\s+)?ký\s+(?:số\s+|điện\s+tử\s+)?bởi\b|người\s+ký\b|(?:thời\s+gian|ngày)\s+ký\b|chữ\s+ký\s+(?:số|điện\s+tử|hợp\s+lệ)"
    r"|digitally\s+signed|signed\s+by|signature\s+(?:valid|not\s+verified|is\s+valid)|signer\b|signing\s+time",
    regex.IGNORECASE,
)
_FIELD = regex.compile(
    r"\W*(?:e-?mail|cơ\s+quan|tổ\s+chức|đơn\s+vị|chức\s+(?:vụ|danh)|ngày|thời\s+gian|giờ|date|time|reason|location|lý\s+do|vị\s+trí|nơi\s+ký"
    r"|cn|ou?|st|l|c|dn|serial|số\s+sê-?ri|phiên\s+bản|version|foxit|adobe)\s*[:=]",
    regex.IGNORECASE,
)
_LONGEST_STAMP = 60
"""Words that the stamps of a page have at most."""
_VALUE = 12
"""Words of a line that goes on with the value of the field before it, at most."""


def is_stamp(text: str) -> bool:
    r"""Tell whether a text is nothing but the stamps of digital signatures, with a page number at most.

    >>> is_stamp("Người ký: Ủy ban nhân dân tỉnh\nThời gian ký: 15.08.2022 16:42:16 +07:00")
    True
    >>> is_stamp("Người ký: Ủy ban nhân dân tỉnh\nQUYẾT ĐỊNH\nVề việc khen thưởng\nĐiều 1. Tặng bằng khen cho các đơn vị.\nĐiều 2. Chánh Văn phòng thi hành.")
    False
    """
    if len(text.split()) > _LONGEST_STAMP or _SIGNED.search(text) is None:
        return False
    rest = 0
    inside = False
    for line in text.splitlines():
        if not line.strip() or line.strip(" -–.").isdigit():
            continue
        if _FIELD.match(line) or _SIGNED.search(line):
            inside = True
        elif inside and len(line.split()) <= _VALUE:
            inside = False  # one line more may belong to the field before it
        else:
            rest += 1
    return rest == 0
