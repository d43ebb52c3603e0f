"""Meetings: documents of congresses, which go by their ordinal, and of plenums, which are sets."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Literal, NamedTuple

import regex

from qcdc_parse.catalog import doc_types, terms
from qcdc_parse.identity.keys import slug
from qcdc_parse.identity.places import Home, block_here, place_of
from qcdc_parse.identity.registry import Registry
from qcdc_parse.identity.settle import UNKNOWN, Identity
from qcdc_parse.identity.spots import Spot, read_spot

_MEETING = regex.compile(r"(?i:đại hội|(?<!\p{L})đh(?!\p{L}))")
_HOST = regex.compile(r"(?i:đảng bộ|chi bộ)(?P<rest>.*?)(?=\s*,?\s+lần\s+thứ|\s*,?\s+nhiệm\s+kỳ|$)")
_ORDINAL = regex.compile(r"(?<!\p{L})(?:[Ll]ần\s+thứ\s+)?(?P<nth>[IVX]+)(?!\p{L})|lần\s+thứ\s+(?P<digits>\d{1,2})(?!\d)")
_UNION = regex.compile(r"(?:Công đoàn|Đoàn|Liên đoàn|Mặt trận|Hội)(?!\p{L})")
_PLENUM = regex.compile(
    r"(?:lần\s+thứ|[Tt]rung\s+ương|TW)\s+(?:lần\s+thứ\s+|thứ\s+)?(?P<nth>\d{1,2}|[IVX]+(?!\p{L})|\p{Ll}+(?:\s+(?:một|hai|ba|tư|lăm))?)"
)
_WORDS = "nhất,hai,ba,tư,năm,sáu,bảy,tám,chín,mười,mười một,mười hai,mười ba,mười bốn,mười lăm".split(",")
_BY_WORD = {word: n for n, word in enumerate(_WORDS, 1)} | {"bốn": 4, "bẩy": 7, "một": 1, "mười tư": 14}
_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_MOST = 39
"""No congress has counted further: those of old districts are in their twenties."""


class Meeting(NamedTuple):
    """A congress or plenum: which, its ordinal (None: not said), the host of a local congress."""

    kind: Literal["congress", "local", "plenum"]
    ordinal: int | None
    host: Spot | None = None
    block: bool = False


def ordinal_of(printed: str) -> int | None:
    """Read an ordinal: roman, digits or word.

    >>> ordinal_of("XIII"), ordinal_of("04"), ordinal_of("tư"), ordinal_of("mười một")
    (13, 4, 4, 11)
    """
    if printed.isdigit():
        return int(printed)
    return _by_roman().get(printed) or _BY_WORD.get(" ".join(printed.lower().split()))


def roman(number: int) -> str:
    """Write a number below 40 as a roman numeral.

    >>> roman(14)
    'XIV'
    """
    tens, ones = divmod(number, 10)
    return "X" * tens + _ONES[ones]


@cache
def _by_roman() -> dict[str, int]:
    return {roman(n): n for n in range(1, _MOST + 1)}


def term_of(printed: str | None) -> str | None:
    """Write a term as the catalogue does (`khóa 12` is XII); None where there is no such term.

    >>> term_of("12"), term_of("XII"), term_of("45")
    ('XII', 'XII', None)
    """
    term = roman(int(printed)) if printed and printed.isdigit() else printed
    return term if term in terms() else None


@lru_cache(maxsize=1 << 12)
def read_meeting(surface: str) -> Meeting | None:
    """Read which congress or plenum a mention names.

    >>> read_meeting("Nghị quyết Đại hội XIII của Đảng")[:2], read_meeting("Nghị quyết Trung ương 4 khóa XII")[:2]
    (('congress', 13), ('plenum', 4))
    """
    plain = " ".join(surface.split())
    host = _HOST.search(plain)
    if _MEETING.search(plain) or host:
        return _congress(plain, host)
    plenum = _PLENUM.search(plain)
    if plenum is None:
        number = ordinal_of(plain.partition(" ")[0]) if plain[:1].isdigit() else None
        return Meeting("plenum", number) if number else None
    nth = ordinal_of(plenum["nth"]) or ordinal_of(plenum["nth"].partition(" ")[0])
    return Meeting("plenum", nth)


def _congress(plain: str, host: regex.Match[str] | None) -> Meeting | None:
    if _UNION.search(plain):
        return None
    nth = _ORDINAL.search(plain)
    ordinal = ordinal_of(nth["nth"] or nth["digits"]) if nth else None
    if host is None:
        return Meeting("congress", ordinal)
    name = f"Đảng bộ{host['rest']}"
    return Meeting("local", ordinal, read_spot(name), block="khối" in name.lower())


@cache
def _codes() -> dict[str, str]:
    return {t.name: slug(t.party[0]) for t in doc_types() if t.party}


def settle_congress(meeting: Meeting, doc_type: str | None, home: Home) -> Identity:
    """Settle a document of a congress: of the Party by its ordinal, of a local organisation by ordinal and place."""
    if meeting.ordinal is None:
        return UNKNOWN
    kind, nth = _codes().get(doc_type or "", slug(doc_type or "")), roman(meeting.ordinal).lower()
    if meeting.kind == "congress":
        return Identity("resolved", f"dang/dh/{kind}/khoa-{nth}")
    assert meeting.host is not None
    # Where provinces were merged, their committees count congresses from one again.
    host = meeting.host
    if host.level in {"province", "city"} and host.province is None and meeting.ordinal > 1 and home.renewed:
        return UNKNOWN
    if host.level == "organ" and host.unit is None:
        return UNKNOWN
    place = place_of("council", "", host, home, home.day, None) if host.level else None
    if place and meeting.block and (block := block_here(host, home)):
        return Identity("resolved", f"dang/dh@{block}.{place}/{kind}/lan-{nth}")
    body = "dh-khoi" if meeting.block else "dh"
    return Identity("resolved", f"dang/{body}@{place}/{kind}/lan-{nth}") if place else UNKNOWN


def settle_plenum(meeting: Meeting, doc_type: str | None, terms: Iterable[str], title: str | None, registry: Registry) -> Identity:
    """Settle a document of a plenum, which adopts several: only a title known to the letter tells which one is meant."""
    kind = slug(doc_type or "")
    found = [k for term in terms for k in registry.plenums.get((term, meeting.ordinal or 0, kind), ())]
    titled = [k for k in found if title is not None and k.title == title]
    if len(titled) == 1:
        return Identity("resolved", titled[0].key)
    return Identity("ambiguous", None, tuple(k.key for k in found)) if found else UNKNOWN
