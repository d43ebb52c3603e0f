"""Aliases: names that the text itself gives a document (`gọi tắt là`, `sau đây viết tắt là`), from there to its end."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from operator import attrgetter, itemgetter
from typing import NamedTuple

import regex

from qcdc_parse.catalog import doc_types
from qcdc_parse.references.lines import LineOf
from qcdc_parse.references.mention import Mention, unnumbered_mention
from qcdc_parse.references.near import NEAR, covered, occurrences

_CALLED = ("tắt là", "gọi là")
_ALIAS = regex.compile(
    r"(?P<open>[(,])\s*(?:(?i:sau|dưới|từ)\s+đây\s+)?(?:được\s+|xin\s+)?(?i:gọi|viết|ghi)\s+(?:chung\s+|tắt\s+)*là\s*:?\s*[“\"]?(?P<alias>[^()“”\";:\n,]{2,80}?)[”\"]?\s*(?:[),]|\.(?=\s|$)|$)"
)
PLURAL = regex.compile(r"(?<!(?:iều|oản|ục|ương|iểm)\s)(?<!\d)(?:các|những|hai|ba|bốn|năm|\d+)\s+$", regex.IGNORECASE)
"""What, before a type word, makes several documents of it; `Điều 5 Luật` is one law."""
PLURAL_AT = 12
_ANOTHER = regex.compile(
    r"\s+(?:số\s|của\s|về\s|này(?!\p{L})|nói trên|nêu trên|kể trên|\d|\p{Lu}|[“\"(]"
    r"|(?:sư|gia|pháp|định|tục|lệ|hóa|hoá|công tác|hành động|mục tiêu|phối hợp|làm việc|khác|mới|năm)(?!\p{L}))"
)
"""What, behind a type word alone, makes it another document's, a mention of its own or another word."""
_BEGINS = regex.compile(r"(?:^|[.:;•*+–-]|\n)\s*$")
_ACTS = regex.compile(r"\s+(?!(?:được|đã|có|quy định|nêu|gồm|cũng|sẽ|phải)(?!\p{L}))")
_VERBS = frozenset({"Quyết định", "Quy định", "Kết luận", "Hướng dẫn", "Báo cáo", "Thông báo"})
"""Type words that are verbs as well, where a sentence begins with them."""
_ACRONYM = regex.compile(r"\p{Lu}{3,12}")
_ATTACHED = regex.compile(r"kèm\s+theo\s*$")
_SENTENCE = regex.compile(r"[.;]\s")
_FAR = 60
"""An alias stands at most this many code points behind the end of what it names."""
_BACK = 6
"""It names one of this many mentions before it."""


class _Names(NamedTuple):
    """Type words in full (lower case, longest first), what all of them mean, and all as they are printed alone."""

    full: tuple[str, ...]
    types: dict[str, str]
    alone: frozenset[str]
    coded: regex.Pattern[str]


@cache
def type_names() -> _Names:
    """Return the names of types as prose prints them."""
    types = {t.name.lower(): t.name for t in doc_types()} | {code: t.name for t in doc_types() for code in t.short}
    full = tuple(sorted((t.name.lower() for t in doc_types()), key=len, reverse=True))
    codes = "|".join(sorted((regex.escape(code) for t in doc_types() for code in t.short), key=len, reverse=True))
    alone = frozenset(name for t in doc_types() for name in (t.name, *t.short))
    return _Names(full, types, alone, regex.compile(rf"({codes}) ?(?:số )?\d"))


def _type_of(alias: str) -> str | None:
    """Return the type that an alias begins with; None where it is no name of a document."""
    low = alias.lower()
    names = type_names()
    name = next((n for n in names.full if low.startswith(n) and not low[len(n) : len(n) + 1].isalpha()), None)
    if name is None and (coded := names.coded.match(alias)):
        name = coded[1]
    return names.types[name] if name is not None and alias[0].isupper() else None


class _Alias(NamedTuple):
    """One alias given: where it stands, and what it names from there on."""

    start: int
    end: int
    named: Mention
    kind: str


Definitions = dict[str, list[_Alias]]


def find_aliases(text: str, known: Definitions, mentions: list[Mention], taken: list[tuple[int, int]], line_of: LineOf) -> list[Mention]:
    """Find what goes by one of the aliases of :func:`find_definitions`, link the mentions that are one, and return the new ones."""
    if not known:
        return []
    # The standard engine is the faster one for literals that begin with capitals.
    names = re.compile(rf"(?:{'|'.join(map(re.escape, sorted(known, key=len, reverse=True)))})(?!\w)")
    at_start = {m.start: m for m in mentions}
    out: list[Mention] = []
    for found in names.finditer(text):
        start, end = found.span()
        index = bisect_right(known[found[0]], start, key=itemgetter(1)) - 1
        if index < 0 or (start and text[start - 1].isalpha()):
            continue
        meant = known[found[0]][index]
        own = at_start.get(start)
        if own is not None and own.end == end and own.number is None and own.kind != "self":
            own.antecedent = own.antecedent or meant.named
        elif not (covered(start, taken) or (found[0] in type_names().alone and _is_another(text, start, end, meant.kind))):
            made = unnumbered_mention(start, end, "unnumbered", "alias", meant.kind, line_of(start)[1])
            made.antecedent = meant.named
            out.append(made)
    return out


def _is_another(text: str, start: int, end: int, kind: str) -> bool:
    """Tell whether a type word alone is not the alias: other documents, words that begin so, verbs."""
    if _ANOTHER.match(text, end, end + 16) or PLURAL.search(text, max(0, start - PLURAL_AT), start):
        return True
    begins = kind in _VERBS and _BEGINS.search(text, max(0, start - 4), start) is not None
    return begins and _ACTS.match(text, end, end + 12) is not None


def find_definitions(text: str, mentions: list[Mention], line_of: LineOf) -> tuple[Definitions, set[tuple[int, int]]]:
    """Find what is given an alias: `(gọi tắt là Kế hoạch 10)`.

    Returns the aliases, and the stretches that give one: they name what was just mentioned, and are nothing to be named.
    """
    known: Definitions = {}
    given: set[tuple[int, int]] = set()
    for at in sorted(at for word in _CALLED for at in occurrences(text, word)):
        line_start, line_end = line_of(at)
        found = _ALIAS.search(text, max(line_start, at - 30), min(line_end, at + NEAR))
        if found is None or not found.start() < at < found.end():
            continue
        alias = found["alias"].strip()
        index = bisect_right(mentions, found.start(), key=attrgetter("start"))
        near = _outside_titles(mentions[max(0, index - _BACK) : index], found.start())
        before = [m for m in reversed(near) if m.start >= line_start and m.kind != "self" and not gives(m, given)]
        kind = _type_of(alias)
        named = _named_before(text, before, found.start(), kind) if kind else _in_full(text, before, found.start(), alias)
        places = known.setdefault(alias, [])
        if named is not None and (not places or places[-1].end < found.end()):
            places.append(_Alias(found.start("alias"), found.end(), named, kind or named.doc_type or ""))
            given.add((found.start("alias"), found.start("alias") + len(alias)))
    return {alias: places for alias, places in known.items() if places}, given


def gives(m: Mention, given: set[tuple[int, int]]) -> bool:
    """Tell whether a mention only gives an alias: it stands where one is given, without a number."""
    return m.number is None and (m.start, m.end) in given


def _outside_titles(mentions: list[Mention], at: int) -> list[Mention]:
    """Leave out what stands inside the title of another mention that ends before ``at``: `… về “Thực hiện Nghị quyết …”`."""
    titles = [m.title for m in mentions if m.title is not None and m.title[1] <= at]
    return [m for m in mentions if not any(start <= m.start < end for start, end in titles)]


def _named_before(text: str, before: list[Mention], at: int, kind: str) -> Mention | None:
    """Return what an alias behind it names: the mention of its type whose attributes end closest before the bracket.

    What a document carries (`Quy chế ban hành kèm theo Nghị định …`) goes by the number of the document.
    """
    for m in before:
        gap = text[max(m.end, m.tail) : at]  # nothing, where attributes stand on both sides of the alias
        if m.end > at or len(gap) > _FAR or _SENTENCE.search(gap):
            continue
        if m.doc_type is not None and (m.doc_type.startswith(kind) or kind.startswith(m.doc_type)):
            return m
        carried = text[max(0, m.start - NEAR) : m.start]
        if _ATTACHED.search(carried[-12:]) and kind in _SENTENCE.split(carried)[-1]:
            return m
    return None


def _in_full(text: str, before: list[Mention], at: int, alias: str) -> Mention | None:
    """Return the mention right before the bracket whose words an acronym abbreviates: `LTHDC`, `BLLĐ`."""
    m = next(iter(before), None)
    if m is None or not _ACRONYM.fullmatch(alias) or text[max(m.end, m.tail) : at].strip() or m.doc_type is None:
        return None
    kind = "".join(word[0] for word in m.doc_type.upper().split())
    initials = iter([word[0] for word in text[m.start : m.end].upper().split()])
    return m if alias.startswith(kind) and len(alias) > len(kind) and all(letter in initials for letter in alias) else None
