"""Mentions that take up an earlier one: aliases (`gọi tắt là`), `Nghị quyết nêu trên`, and short forms (`Chỉ thị 30`).

What such a mention means is another mention of the same text, its antecedent; nothing is looked up beyond the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache
from operator import attrgetter, itemgetter
from typing import NamedTuple

import regex

from qcdc_parse.catalog import doc_types
from qcdc_parse.references.find import LineOf
from qcdc_parse.references.mention import Mention, unnumbered_mention
from qcdc_parse.references.near import NEAR, covered, occurrences

_CALLED = ("tắt là", "gọi là")
_ALIAS = regex.compile(
    r"(?P<open>[(,])\s*(?:(?:sau|dưới|từ)\s+đây\s+)?(?:được\s+|xin\s+)?(?:gọi|viết|ghi)\s+(?:chung\s+|tắt\s+)*là\s*:?\s*[“\"]?(?P<alias>[^()“”\";:\n,]{2,80}?)[”\"]?\s*(?:[),]|\.(?=\s|$)|$)"
)
_UP = (" nói", " nêu", " kể")
_ABOVE = " trên"
_PLURAL = regex.compile(r"(?<!(?:iều|oản|ục|ương|iểm)\s)(?<!\d)(?:các|những|hai|ba|bốn|năm|\d+)\s+$", regex.IGNORECASE)
_SERIAL = regex.compile(r"(?P<serial>\d{1,4})(?:/(?P<year>\d{4}))?$")
_ANOTHER = regex.compile(r"\s+(?:số\s|của\s|về\s|này(?!\p{L})|nói trên|nêu trên|kể trên|\d|\p{Lu}|[“\"(])")
"""What, behind a type word alone, makes it another document's or a mention of its own."""
_FAR = 60
"""An alias stands at most this many code points behind the end of what it names."""


class _Names(NamedTuple):
    """Type words in full (lower case, longest first), what all of them mean, and all as they are printed alone."""

    full: tuple[str, ...]
    types: dict[str, str]
    alone: frozenset[str]


@cache
def _names() -> _Names:
    types = {t.name.lower(): t.name for t in doc_types()} | {code: t.name for t in doc_types() for code in t.short}
    full = tuple(sorted((t.name.lower() for t in doc_types()), key=len, reverse=True))
    return _Names(full, types, frozenset(n for t in doc_types() for n in (t.name, *t.short)))


def _type_of(alias: str) -> str | None:
    """Return the type that an alias begins with; None where it is no name of a document."""
    low = alias.lower()
    names = _names()
    name = next((n for n in names.full if low.startswith(n) and not low[len(n) : len(n) + 1].isalpha()), None)
    code, _, rest = alias.partition(" ")
    if name is None and rest[:1].isdigit() and code in names.types:
        name = code
    return names.types[name] if name is not None and alias[0].isupper() else None


def find_again(text: str, mentions: list[Mention], line_of: LineOf) -> list[Mention]:
    """Find what takes up one of the mentions, which are in reading order, and link short forms among them to theirs.

    Returns new mentions, in no order; each knows its antecedent.
    """
    if any(m.rule == "unnumbered" for m in mentions):
        _link_short_forms(text, mentions)
    known = _definitions(text, mentions, line_of)
    places = [at for at in occurrences(text, _ABOVE) if text.endswith(_UP, max(0, at - 4), at)]
    if not (known or places):
        return []
    taken = _merged((m.start, m.end) for m in mentions)
    return [*_aliases(text, mentions, known, taken, line_of), *_pointed_up(text, mentions, places, taken, line_of)]


def _merged(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for start, end in stretches:
        if not out or start >= out[-1][1]:
            out.append((start, end))
    return out


def _link_short_forms(text: str, mentions: list[Mention]) -> None:
    """`Chỉ thị 30` means the one number 30 of that type in the text."""
    by_serial: dict[tuple[str | None, int], list[Mention]] = {}
    for m in mentions:
        if m.number is not None:
            by_serial.setdefault((m.doc_type, int(m.number.serial)), []).append(m)
    for m in mentions:
        serial = _SERIAL.search(text, m.start, m.end) if m.rule == "unnumbered" else None
        full = by_serial.get((m.doc_type, int(serial["serial"])), []) if serial else []
        if serial and serial["year"]:
            full = [f for f in full if f.number and f.number.year == int(serial["year"])]
        if m.issuer is not None and any(f.issuer for f in full):
            said = text[slice(*m.issuer)].lower()
            full = [f for f in full if f.issuer and text[slice(*f.issuer)].lower() == said]
        if full and len({f.key for f in full}) == 1:
            m.antecedent = full[0]


_Definitions = dict[str, list[tuple[int, Mention]]]
"""By alias: where it holds from, and what it names."""


def _aliases(text: str, mentions: list[Mention], known: _Definitions, taken: list[tuple[int, int]], line_of: LineOf) -> list[Mention]:
    if not known:
        return []
    # The standard engine is the faster one for literals that begin with capitals.
    names = re.compile(rf"(?:{'|'.join(map(re.escape, sorted(known, key=len, reverse=True)))})(?!\w)")
    at_start = {m.start: m for m in mentions}
    out: list[Mention] = []
    for m in names.finditer(text):
        start, end = m.span()
        if start and text[start - 1].isalpha():
            continue
        defined = known[m[0]]
        index = bisect_right(defined, start, key=itemgetter(0)) - 1
        if index < 0:
            continue
        own = at_start.get(start)
        if own is not None and own.end == end and own.number is None and own.kind != "self":
            own.antecedent = own.antecedent or defined[index][1]
            continue
        alone = m[0] in _names().alone
        if covered(start, taken) or (alone and (_ANOTHER.match(text, end, end + 12) or _PLURAL.search(text, max(0, start - 12), start))):
            continue
        made = unnumbered_mention(start, end, "unnumbered", "alias", _type_of(m[0]) or "", line_of(start)[1])
        made.antecedent = defined[index][1]
        out.append(made)
    return out


def _definitions(text: str, mentions: list[Mention], line_of: LineOf) -> _Definitions:
    known: _Definitions = {}
    for at in sorted(at for word in _CALLED for at in occurrences(text, word)):
        line_start, line_end = line_of(at)
        found = _ALIAS.search(text, max(line_start, at - 30), min(line_end, at + NEAR))
        kind = _type_of(found["alias"].strip()) if found and found.start() < at < found.end() else None
        if found is None or kind is None:
            continue
        index = bisect_right(mentions, found.start(), key=attrgetter("start"))
        named = _named_before(text, mentions[max(0, index - 6) : index], found.start(), kind, line_start)
        places = known.setdefault(found["alias"].strip(), [])
        if named is not None and (not places or places[-1][0] < found.end()):
            places.append((found.end(), named))
    return {alias: places for alias, places in known.items() if places}


def _named_before(text: str, before: list[Mention], at: int, kind: str, line_start: int) -> Mention | None:
    """Return what an alias behind it names: the mention of its type whose attributes end closest before the bracket."""
    for m in reversed(before):
        if m.start < line_start or m.kind == "self":
            continue
        stop = max(m.end, m.tail if m.tail <= at else m.end)
        gap = text[stop:at] if stop <= at else ""
        if _one_type(m.doc_type, kind) and len(gap) <= _FAR and not regex.search(r"[.;]\s", gap):
            return m
    return None


def _one_type(said: str | None, kind: str) -> bool:
    return said is not None and (said.startswith(kind) or kind.startswith(said))


def _pointed_up(text: str, mentions: list[Mention], places: list[int], taken: list[tuple[int, int]], line_of: LineOf) -> list[Mention]:
    """Find `nghị quyết nói trên` where a mention of that type stands above it."""
    full = _names().full
    last: dict[str | None, Mention] = {}
    out: list[Mention] = []
    following = 0
    for above in places:
        at, end = text.rfind(" ", 0, above), above + len(_ABOVE)
        low = text[max(0, at - 30) : at].lower()
        name = next((n for n in full if low.endswith(n)), None)
        start = at - len(name or "")
        while following < len(mentions) and mentions[following].start < start:
            m = mentions[following]
            if m.kind != "self":
                last[m.doc_type] = m
            following += 1
        kind = _names().types[name] if name else None
        if kind not in last or (start and text[start - 1].isalpha()) or covered(start, taken):
            continue
        if _PLURAL.search(text, max(0, start - 12), start):
            continue
        made = unnumbered_mention(start, end, "unnumbered", "above", kind or "", line_of(start)[1])
        made.antecedent = last[kind]
        out.append(made)
    return out
