"""Điểm, khoản, điều ahead of a mention: what part of the document is pointed into.

Pinpoints go from small to large (`điểm a khoản 2 Điều 5`). Points belong to the first clause of a list, clauses to the
first article: `các điểm a, b khoản 1 và khoản 2 Điều 2` is 2-1-a, 2-1-b, 2-2. Ranges (`từ Điều 5 đến Điều 9`) stay one.
"""

from __future__ import annotations

from typing import NamedTuple

import regex

_ITEMS = {
    "điểm": r"(?:[a-zđ]\d?|\d{1,2}(?:\.\d{1,2})?)(?![\p{L}\d/])",
    "khoản": r"\d{1,2}[a-zđ]?(?![\p{L}\d/])",
    "điều": r"\d{1,3}[a-zđ]?(?![\p{L}\d/])",
}
_SEPARATOR = r"(?:\s*[,;]\s*(?:và\s+)?|\s+(?:và|hoặc|đến)\s+|\s*[-–]\s*)"
_PHRASES = {
    word: rf"(?:từ\s+)?(?:các\s+|những\s+)?(?i:{word})\s+{item}(?:{_SEPARATOR}(?:(?i:{word})\s+)?{item})*" for word, item in _ITEMS.items()
}
_JOIN = r"(?:\s*[,;]\s*(?:và\s+)?|\s+(?:(?:và|hoặc|của|thuộc|tại)\s+)?)"
_TAIL = r"""(?:\s+(?:Chương|Mục)\s+[IVX\d]+)*(?:,?\s+(?:của|trong|tại|thuộc))?(?:\s+(?:Quy\ chế|Quy\ định|Điều\ lệ|Quy\ trình)[^,;.]{0,40}?(?:ban\ hành\s+)?kèm\ theo)?\s*$"""
_PINPOINTS = regex.compile(rf"(?<!\p{{L}})(?P<all>(?:(?:{'|'.join(_PHRASES.values())}){_JOIN})*(?:{_PHRASES['điều']})){_TAIL}")
_PHRASE = regex.compile("|".join(f"(?P<p{n}>{phrase})" for n, phrase in enumerate(_PHRASES.values())))
_ITEM = [
    regex.compile(rf"(?:(?P<to>\s*[-–]\s*|\s+đến\s+)(?:(?i:{word})\s+)?|(?<!\p{{L}}))(?P<item>{item})") for word, item in _ITEMS.items()
]
_FAR = 200
"""Pinpoints stand at most this many code points before their mention."""


class Part(NamedTuple):
    """One part of a document; a range prints its ends with a hyphen (``5-9``)."""

    article: str | None
    clause: str | None
    point: str | None


class Pinpoints(NamedTuple):
    """Where the pinpoints of a mention begin, the nearest with its lists as one (``1, 3``), and all of them singly."""

    start: int
    nearest: Part
    parts: tuple[Part, ...]


def read_pinpoints(text: str, start: int, line_start: int) -> Pinpoints | None:
    """Read the pinpoints that end where a mention begins.

    >>> read_pinpoints("Theo khoản 1, 3 Điều 7 Luật", 23, 0)
    Pinpoints(start=5, nearest=Part(article='7', clause='1, 3', point=None), parts=(Part(article='7', clause='1', point=None), Part(article='7', clause='3', point=None)))
    """
    window = max(line_start, start - _FAR)
    if max(text.rfind("iều ", window, start), text.rfind("IỀU ", window, start)) < 0:
        return None
    found = _PINPOINTS.search(text, window, start)
    if found is None:
        return None
    groups: list[tuple[list[str], list[str], list[str]]] = []
    for phrase in _PHRASE.finditer(text, found.start("all"), found.end("all")):
        level = next(n for n in range(3) if phrase[f"p{n}"])
        items = _items(phrase[0], level)
        open_group = groups and not groups[-1][2] and not any(groups[-1][n] for n in range(level, 3))
        if not open_group:
            groups.append(([], [], []))
        groups[-1][level].extend(items)
    articles: list[str] = []
    parts: list[Part] = []
    for points, clauses, own in reversed(groups):
        articles = own or articles[:1]
        parts[:0] = _parts(points, clauses, articles, more=bool(own))
    return Pinpoints(found.start("all"), _nearest(*groups[-1]), tuple(parts))


def _nearest(points: list[str], clauses: list[str], articles: list[str]) -> Part:
    """The last list as one, with what its first member alone belongs to left out."""
    if len(articles) > 1 and (points or clauses):
        return Part(", ".join(articles[1:]), None, None)
    if len(clauses) > 1 and points:
        return Part(articles[0], ", ".join(clauses[1:]), None)
    return Part(", ".join(articles), ", ".join(clauses) or None, ", ".join(points) or None)


def _items(phrase: str, level: int) -> list[str]:
    """Return the items of a phrase, a range as one."""
    out: list[str] = []
    for m in _ITEM[level].finditer(phrase):
        if m["to"] and out:
            out[-1] += f"-{m['item']}"
        else:
            out.append(m["item"])
    return out


def _parts(points: list[str], clauses: list[str], articles: list[str], *, more: bool) -> list[Part]:
    article = articles[0]
    first = clauses[0] if clauses else None
    out = [Part(article, first, p) for p in points] or [Part(article, first, None)]
    out += [Part(article, c, None) for c in clauses[1:]]
    return out + ([Part(a, None, None) for a in articles[1:]] if more else [])
