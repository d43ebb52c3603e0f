"""Sentences of a paragraph, with their offsets.

A sentence ends at a mark that a blank and a capital, digit or quotation follow, outside brackets and quotations. Where the
word before the mark looks like an abbreviation (``ThS.``, ``TP.``), underthesea, which knows many, decides; it is loaded
when the first such place is met.
"""

from __future__ import annotations

import regex

_MAY_END = regex.compile(r"(?P<word>[\p{L}\d/.]*)(?P<mark>[.!?…][”\")]*)\s+(?=[\p{Lu}“\"(\d+-])")
_ORDINAL = regex.compile(r"\(?(?:\d{1,3}|[IVX]{1,5}|\p{L})$")
_POINTS_ON = regex.compile(r"(?:Điều|Mục|số|Số|đ/c|Đ/c|v\.v) ?$|(?:đ/c|Đ/c|v\.v|St|Tr)$")
_AHEAD = 40


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
    word = m["word"]
    if m["mark"][0] == "." and word:
        if m.start() == begin and _ORDINAL.match(word):
            return False
        if _POINTS_ON.search(text, begin, m.end("word")) or (word.isdigit() and _POINTS_ON.search(text, begin, m.start("word"))):
            return False
        if len(word) <= 4 and word[0].isupper() and not word.isdigit() and _abbreviates(text, m):
            return False
    stop = m.end("mark")
    return text.count("(", begin, stop) <= text.count(")", begin, stop) and text.count("“", begin, stop) <= text.count("”", begin, stop)


def _abbreviates(text: str, m: regex.Match[str]) -> bool:
    from underthesea import sent_tokenize  # 93 MB: loaded when first used

    return len(sent_tokenize(text[m.start("word") : m.end() + _AHEAD])) == 1 or word_goes_on(m["word"])


def word_goes_on(word: str) -> bool:
    """Tell titles and ranks, which stand before a name."""
    return word in {"TP", "Tp", "TS", "ThS", "GS", "PGS", "BS", "KS", "P", "Q", "H"}
