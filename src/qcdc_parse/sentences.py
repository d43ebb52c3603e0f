"""Sentences of a paragraph, with their offsets.

underthesea cuts them; where it cuts behind an ordinal, an abbreviation or inside brackets, the pieces are put together
again. It is loaded when the first paragraph of more than one sentence is met.
"""

from __future__ import annotations

import regex

_MAY_END = regex.compile(r"[.!?…][”\")]?\s+[\p{Lu}“\"(\d+-]")
_NO_END = regex.compile(
    r"(?:^\(?(?:\d{1,3}|[IVX]{1,5}|\p{L})|(?<![\p{L}\d])(?:TP|Tp|TS|ThS|GS|PGS|BS|KS|đ/c|Đ/c|v\.v|P|Q|H)|\b(?:Điều|Mục|số) \d{1,3})\.$"
)


def split_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the sentences of ``text[start:end]``, which is one paragraph.

    >>> text = "Đạt 95%. Chưa đạt (thiếu vốn)."
    >>> [text[a:b] for a, b in split_sentences(text, 0, len(text))]
    ['Đạt 95%.', 'Chưa đạt (thiếu vốn).']
    """
    while start < end and text[start].isspace():
        start += 1
    if not _MAY_END.search(text, start, end):
        return [(start, end)] if start < end else []
    from underthesea import sent_tokenize  # noqa: PLC0415  93 MB: loaded when first used

    out: list[tuple[int, int]] = []
    at = start
    for sentence in sent_tokenize(text[start:end]):
        found = text.find(sentence, at, end)
        if found < 0 or not sentence:
            continue
        stop = found + len(sentence)
        if out and (_NO_END.search(text[out[-1][0] : out[-1][1]]) or _inside_brackets(text, *out[-1])):
            out[-1] = (out[-1][0], stop)
        else:
            out.append((found, stop))
        at = stop
    return out or [(start, end)]


def _inside_brackets(text: str, start: int, end: int) -> bool:
    piece = text[start:end]
    return piece.count("(") > piece.count(")") or piece.count("“") > piece.count("”")
