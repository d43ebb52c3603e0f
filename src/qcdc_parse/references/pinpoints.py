"""Điểm, khoản, điều, mục, chương, phần beside a mention: what part of the document is pointed into.

Before a mention pinpoints go from small to large (`điểm a khoản 2 Điều 5`, `điểm 3 mục II`), behind it either way
(`(Điều 7, khoản 2)`, `tại khoản 2 Điều 7`). Points belong to the first clause of a list, clauses to the first article:
`các điểm a, b khoản 1 và khoản 2 Điều 2` is 2-1-a, 2-1-b, 2-2. Ranges (`từ Điều 5 đến Điều 9`) stay one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import regex

from qcdc_parse.references.near import NEAR

_END = r"(?![\p{L}\d/])"
_ITEMS = {
    "điểm": rf"(?:[a-zđ]\d?|\d{{1,2}}(?:\.\d{{1,2}})?){_END}",
    "khoản": rf"\d{{1,2}}[a-zđ]?{_END}",
    "điều": rf"\d{{1,3}}[a-zđ]?{_END}",
    "tiểu mục": rf"(?:[IVX]+|\d{{1,2}}){_END}",
    "mục": rf"(?:[IVX]+(?:\.\d{{1,2}})*|\d{{1,2}}(?:\.\d{{1,2}})*|[A-EĐ]){_END}",
    "chương": rf"(?:[IVXL]+|\d{{1,2}}){_END}",
    "phần": rf"(?:(?i:thứ)\s+(?:nhất|hai|ba|tư|năm|sáu|bảy|tám){_END}|(?:[IVX]+|\d{{1,2}}|[A-EĐ]){_END})",
    "phụ lục": rf"(?:số\s+)?(?:[IVX]+|\d{{1,2}}[a-zđ]?){_END}",
}
_UNITS = tuple(_ITEMS)
_POINT, _CLAUSE, _ARTICLE = range(3)
# These words are parts of others: quan điểm, tài khoản, danh mục; góp phần has no number.
_WORDS = {word: rf"(?i:{word})" for word in _UNITS} | {
    "điểm": r"(?<!(?i:quan|trọng|thời|địa|đặc|ưu|khuyết|thí|cao)\s)(?i:điểm)",
    "khoản": r"(?<!(?i:tài)\s)(?i:khoản)",
    "mục": r"(?<!(?i:danh|chuyên|hạng|đề|biểu|iểu)\s)(?i:mục)",
}
_SEPARATOR = r"(?:\s*[,;]\s*(?:và\s+)?|\s+(?:và|hoặc|đến)\s+|\s*[-–]\s*)"
_PHRASES = [
    rf"(?:từ\s+)?(?:các\s+|những\s+)?{_WORDS[word]}\s+{item}(?:{_SEPARATOR}(?:{_WORDS[word]}\s+)?{item})*" for word, item in _ITEMS.items()
]
_JOIN = r"(?:\s*[,;]\s*(?:và\s+)?|\s+(?:(?:và|hoặc|của|thuộc|tại)\s+)?)"
_ALL = rf"(?P<all>(?:{'|'.join(_PHRASES)})(?:{_JOIN}(?:{'|'.join(_PHRASES)}))*)"
_ATTACHED = r"(?:(?:\s+(?:Quy\ chế|Quy\ định|Điều\ lệ|Quy\ trình)[^,;.]{0,40}?)?\s+(?:(?:được\s+)?ban\ hành\s+)?kèm\ theo)"
# Whether any pinpoint may stand behind; the standard engine is fast to say no, which is most times.
_MAY_BEHIND = re.compile(rf"\s*[\s,(]\s*(?:quy định|tại|ở|trong|theo|từ|các|những|(?i:{'|'.join(_UNITS)}))")


class _Patterns(NamedTuple):
    """What reads pinpoints that end at a place or begin there, one phrase among them, and the items of a phrase by its unit."""

    before: regex.Pattern[str]
    behind: regex.Pattern[str]
    phrase: regex.Pattern[str]
    item: tuple[regex.Pattern[str], ...]


@cache
def _patterns() -> _Patterns:
    """Compile when first needed: these are the heaviest patterns of the package, and importing it should not wait for them."""
    return _Patterns(
        regex.compile(rf"(?r)(?<!\p{{L}}){_ALL}(?:,?\s+(?:của|trong|tại|thuộc))?{_ATTACHED}?,?\s*"),
        regex.compile(
            rf"\s*(?:(?P<open>\()\s*|,\s*|\s)(?P<at>(?:quy định\s+)?(?:tại|ở|trong|theo)\s+)?{_ALL}"
            r"(?(open)\s*[,;)]|(?=\s*(?:$|[,.;:)]|\p{Ll})(?!\s*(?:của|trong|thuộc|kèm|ban hành kèm)\s)(?!(?:\s+\p{L}+){0,3}\s+(?:này|trên|đó)(?!\p{L}))))"
        ),
        regex.compile("|".join(f"(?P<p{n}>{phrase})" for n, phrase in enumerate(_PHRASES))),
        tuple(
            regex.compile(rf"(?:(?P<to>\s*[-–]\s*|\s+đến\s+)(?:{_WORDS[word]}\s+)?|(?<!\p{{L}}))(?P<item>{item})")
            for word, item in _ITEMS.items()
        ),
    )


_SHORTEST = len("mục I")
_TELLING = ("iểm ", "oản ", "iều ", "ục ", "ương ", "hần ", "IỀU ", "ỤC ", "ƯƠNG ", "HẦN ")
_LINKS = frozenset({"của", "trong", "tại", "thuộc"})
_NUMERALS = frozenset("0123456789IVXL")
_ORDINALS = frozenset({"nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám"})
_FAR = 200
"""Pinpoints stand at most this many code points before their mention."""


class Part(NamedTuple):
    """One part of a document; a range prints its ends with a hyphen (``5-9``), a heading its words (``mục II phần B``)."""

    article: str | None
    clause: str | None
    point: str | None
    heading: str | None = None


class Pinpoints(NamedTuple):
    """Where the pinpoints of a mention begin, the nearest with its lists as one (``1, 3``), and all of them singly."""

    start: int
    nearest: Part
    parts: tuple[Part, ...]


@dataclass(slots=True)
class _Group:
    """Phrases that lead from small to large: points, clauses, articles; headings by their word."""

    items: tuple[list[str], list[str], list[str]] = field(default_factory=lambda: ([], [], []))
    headings: list[tuple[str, list[str]]] = field(default_factory=list)
    top: int = -1

    @property
    def rooted(self) -> bool:
        return bool(self.items[_ARTICLE] or self.headings)


def read_pinpoints(text: str, start: int, line_start: int) -> Pinpoints | None:
    """Read the pinpoints that end where a mention begins.

    >>> read_pinpoints("Theo khoản 1, 3 Điều 7 Luật", 23, 0).parts
    (Part(article='7', clause='1', point=None, heading=None), Part(article='7', clause='3', point=None, heading=None))
    >>> read_pinpoints("Theo điểm 2 mục II Chỉ thị", 19, 0).nearest
    Part(article=None, clause=None, point='2', heading='mục II')
    """
    if not _item_before(text[max(line_start, start - 24) : start]):
        return None
    floor = max(line_start, start - _FAR)
    window = text[floor:start]
    found = _patterns().before.match(text, floor, start) if any(word in window for word in _TELLING) else None
    return None if found is None else _pinpoints(_grouped(found), found.start("all"))


def _item_before(window: str) -> bool:
    """Tell quickly whether what stands before a mention can be the number or letter of a pinpoint."""
    last = window.rstrip(" ,").rpartition(" ")
    if last[2] in _LINKS:
        last = last[0].rstrip(" ,").rpartition(" ")
    word = last[2]
    if not word[-1:].isalnum():
        return False
    letter = len(word) == 1 or (len(word) == 2 and word[1].isdigit())  # `a`, `a1`
    return letter or word[0] in _NUMERALS or word in _ORDINALS or (word == "theo" and last[0].endswith("kèm"))


def read_pinpoints_behind(text: str, start: int, at: int, limit: int) -> Pinpoints | None:
    """Read the pinpoints behind a mention that begins at ``start`` and ends, with what is said of it, at ``at``.

    >>> read_pinpoints_behind("Luật Tố cáo (Điều 7, khoản 2)", 0, 11, 29).nearest
    Part(article='7', clause='2', point=None, heading=None)
    """
    if limit - at <= _SHORTEST or _MAY_BEHIND.match(text, at, limit) is None:
        return None
    found = _patterns().behind.match(text, at, min(limit, at + NEAR))
    groups = _grouped(found, behind=True) if found else []
    if found is None or not (found["open"] or groups[-1].rooted):
        return None
    # `(Phụ lục 1)` behind a document is an appendix of the text at hand.
    if found["at"] is None and any(word == "phụ lục" for group in groups for word, _ in group.headings):
        return None
    return _pinpoints(groups, start)


def _grouped(found: regex.Match[str], *, behind: bool = False) -> list[_Group]:
    """Take the phrases apart into groups, in reading order, each from small to large."""
    phrases = [(next(n for n in range(len(_UNITS)) if p[f"p{n}"]), p[0]) for p in _patterns().phrase.finditer(found["all"])]
    levels = [level for level, _ in phrases]
    falling = len(levels) > 1 and (levels[0] > levels[1] if behind else all(a > b for a, b in pairwise(levels)))
    groups: list[_Group] = []
    for level, phrase in reversed(phrases) if falling else phrases:
        if not groups or level <= groups[-1].top:
            groups.append(_Group())
        groups[-1].top = level
        items = _items(phrase, level)
        if level > _ARTICLE:
            groups[-1].headings.append((_UNITS[level], items))
        else:
            groups[-1].items[level].extend(items)
    return groups[::-1] if falling else groups


def _pinpoints(groups: list[_Group], start: int) -> Pinpoints:
    parts: list[Part] = []
    root = groups[-1]
    for group in reversed(groups):
        root = group if group.rooted else root
        parts[:0] = _parts(group, root)
    return Pinpoints(start, _nearest(groups[-1]), tuple(parts))


def _headings(group: _Group) -> list[str]:
    """Return the headings of a group, those of a list singly: `mục I phần B`, `mục II phần B`."""
    if not group.headings:
        return []
    (word, items), *above = group.headings
    tail = "".join(f" {name} {', '.join(numbers)}" for name, numbers in above)
    return [f"{word} {' '.join(item.split()).removeprefix('số ')}{tail}" for item in items]


def _nearest(group: _Group) -> Part:
    """The last list as one, with what its first member alone belongs to left out."""
    points, clauses, articles = group.items
    heading = ", ".join(_headings(group)) or None
    if len(articles) > 1 and (points or clauses):
        return Part(", ".join(articles[1:]), None, None, heading)
    if len(clauses) > 1 and points:
        return Part(", ".join(articles[:1]) or None, ", ".join(clauses[1:]), None, heading)
    return Part(", ".join(articles) or None, ", ".join(clauses) or None, ", ".join(points) or None, heading)


def _items(phrase: str, level: int) -> list[str]:
    """Return the items of a phrase, a range as one."""
    out: list[str] = []
    for m in _patterns().item[level].finditer(phrase):
        if m["to"] and out:
            out[-1] += f"-{m['item']}"
        else:
            out.append(m["item"])
    return out


def _parts(group: _Group, root: _Group) -> list[Part]:
    """Return the parts of a group; ``root`` is the group that names its article and headings."""
    points, clauses, own = group.items
    article = next(iter(root.items[_ARTICLE]), None)
    headings = _headings(root)
    heading = next(iter(headings), None)
    first = next(iter(clauses), None)
    out = [Part(article, first, p, heading) for p in points] or [Part(article, first, None, heading)]
    out += [Part(article, c, None, heading) for c in clauses[1:]]
    out += [Part(a, None, None, heading) for a in own[1:]]
    return out + ([Part(None, None, None, h) for h in headings[1:]] if group is root else [])
