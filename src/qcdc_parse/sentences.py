"""Sentences of a paragraph, with their offsets.

A sentence ends at a mark that a blank and a capital, digit or quotation follow, outside brackets and quotations. Where the
word before the mark looks like an abbreviation (``ThS.``, ``Bs.``: no vowel in it), underthesea, which knows many, decides; it is
loaded when the first such place is met.
"""

from __future__ import annotations

import regex

from qcdc_parse.segment import count_sentences

_MAY_END = regex.compile(r"(?P<mark>[.!?…][”\")]*)\s+(?=[\p{Lu}“\"(\d+-])")
_ORDINAL = regex.compile(r"\(?(?:\d{1,3}|[IVX]{1,5}|\p{L})$")
_BEFORE_NUMBERS = ("số", "Số")
_BEFORE_TITLES = ("Điều", "Mục")
_BEFORE_PEOPLE = ("đ/c", "Đ/c")
_BEFORE_NAMES = frozenset({"TP", "Tp", "TS", "ThS", "GS", "PGS", "BS", "KS", "P", "Q", "H", "Tr"})
_VOWEL = regex.compile(r"[aeiouyàáâãèéêìíòóôõùúýăĩũơư\u1ea0-\u1ef9]", regex.IGNORECASE)
_LETTERS = 3
_AHEAD = 40
LONGEST = 1500
"""A sentence is at most about this long, in code points."""


def split_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the sentences of ``text[start:end]``, which is one paragraph.

    >>> text = "Đạt 95%. Chưa đạt (thiếu vốn)."
    >>> [text[a:b] for a, b in split_sentences(text, 0, len(text))]
    ['Đạt 95%.', 'Chưa đạt (thiếu vốn).']
    """
    while start < end and text[start].isspace():
        start += 1
    out: list[tuple[int, int]] = []
    begin = start
    for m in _MAY_END.finditer(text, start, end):
        if _ends(text, begin, m):
            out.append((begin, m.end("mark")))
            begin = m.end()
    if begin < end:
        out.append((begin, end))
    return out


def _ends(text: str, begin: int, m: regex.Match[str]) -> bool:
    at = max(text.rfind(" ", begin, m.start()) + 1, begin)
    word = text[at : m.start()].lstrip('(“"')
    if m["mark"][0] == "." and word:
        if at == begin and _ORDINAL.match(word):
            return False
        if word in (*_BEFORE_PEOPLE, *_BEFORE_TITLES) or (word.isdigit() and text.endswith(_BEFORE_TITLES, begin, at - 1)):
            return False
        numbers = text[m.end()].isdigit()
        if numbers and (word in _BEFORE_NUMBERS or (word.isdigit() and text.endswith(_BEFORE_NUMBERS, begin, at - 1))):
            return False
        if len(word) <= 4 and word[0].isupper() and _abbreviates(text, m.start() - len(word), m.end()):
            return False
    stop = m.end("mark")
    if stop - begin > LONGEST:  # a bracket was never closed
        return True
    return text.count("(", begin, stop) <= text.count(")", begin, stop) and text.count("“", begin, stop) <= text.count("”", begin, stop)


def _abbreviates(text: str, start: int, end: int) -> bool:
    word = text[start : end - 1].rstrip(". ")
    if word in _BEFORE_NAMES:
        return True
    # A syllable (`Nam`, `Đạt`) and the letters of a body (`HĐND`) end a sentence; the model is asked of what is neither.
    if _VOWEL.search(word) or (word.isupper() and len(word) >= _LETTERS):
        return False
    return count_sentences(text[start : end + _AHEAD]) == 1
