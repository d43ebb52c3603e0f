"""Organisations below a committee: whose Party, union or youth branch a name says, and where it stands.

A province has hundreds of them under one code (`ĐU`, `CB`), so what a name says before its first word of level is part of the place.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

import regex

from qcdc_parse.catalog import raw
from qcdc_parse.identity.keys import slug

__all__ = ["Organ", "block_of", "is_bare", "is_many", "is_one", "read_organ"]


class Organ(NamedTuple):
    """What a name says of an organisation, and where: its slug, None for what every one calls itself (`Đảng ủy Sở`), empty for others'."""

    unit: str | None
    start: int
    end: int


class _Words(NamedTuple):
    """Vocabulary of `catalog/identity.toml`, compiled."""

    head: regex.Pattern[str]
    place: regex.Pattern[str]
    body: regex.Pattern[str]
    itself: regex.Pattern[str]
    others: regex.Pattern[str]
    bare: regex.Pattern[str]
    many: frozenset[str]
    endings: tuple[str, ...]
    one: frozenset[str]


@cache
def _words() -> _Words:
    data = raw("identity")["organs"]

    def any_of(words: list[str]) -> str:
        return "|".join(sorted(words, key=len, reverse=True))

    return _Words(
        regex.compile(rf"(?<!\p{{L}})(?:(?:{any_of(data['heads'])})\s+(?P<name>(?=\p{{L}}))|(?P<name>(?:{any_of(data['kinds'])})\s))"),
        regex.compile(rf"(?<!\p{{L}}|hợp tác )(?:{any_of(data['places'])})(?!\p{{L}})\.?(?!\s+(?:hội|viên))"),
        regex.compile(rf"(?<!\p{{L}})(?:{any_of(data['committees'])})(?!\p{{L}})"),
        regex.compile(any_of(data["itself"])),
        regex.compile(any_of(data["others"])),
        regex.compile(any_of(data["bare"])),
        frozenset(map(slug, data["many"].split())),
        tuple(map(slug, data["many_ends"].split())),
        frozenset(map(slug, data["one"].split())),
    )


@lru_cache(maxsize=1 << 12)
def read_organ(low: str) -> Organ | None:
    """Read the organisation that a name in small letters says, as far as to the first word of level; None where it says none.

    >>> read_organ("đảng ủy sở xây dựng tỉnh kon tum"), read_organ("đảng ủy xã tân hà"), read_organ("chi bộ văn phòng huyện ủy")
    (Organ(unit='so-xay-dung', start=8, end=20), None, Organ(unit='van-phong-huyen-uy', start=7, end=25))
    """
    words = _words()
    head = words.head.search(low)
    if head is None:
        return None
    start = head.start("name")
    place, body = words.place.search(low, start), words.body.search(low, start)
    end = len(low)
    if body is not None and (place is None or body.start() <= place.start()):
        end = body.end()
        if body.start() == start:
            return None
    elif place is not None:
        end = place.start()
    name = low[start:end].strip(" ,-")
    if not name or low.startswith("khối", start):
        return None
    unit = slug(name)
    known = None if words.itself.fullmatch(unit) else "" if words.others.fullmatch(unit) else unit
    return Organ(known, start, end)


@lru_cache(maxsize=1 << 10)
def is_bare(unit: str) -> bool:
    """Tell whether the slug of an organisation is no name of its own: every district, commune or school board has one.

    >>> is_bare("cong-an"), is_bare("truong-tieu-hoc"), is_bare("thon-3"), is_bare("so-y-te")
    (True, True, True, False)
    """
    return _words().bare.fullmatch(unit) is not None


def is_many(body: str) -> bool:
    """Tell whether hundreds of bodies of a province number under a code, of which this is the slug.

    >>> is_many("du"), is_many("vpdu"), is_many("cb3"), is_many("tu"), is_many("stc")
    (True, True, True, False, False)
    """
    plain = body.partition("-")[0].rstrip("0123456789")
    return plain in _words().many or plain.endswith(_words().endings)


def is_one(body: str) -> bool:
    """Tell whether a province has one body of a code that stands for no department."""
    return body.partition("-")[0] in _words().one


_BLOCK = regex.compile(r"(?<!\p{L})(?:đảng ủy|đảng bộ)\s+khối(?:\s+(?P<name>[^,]*?))?(?=\s*,|\s+(?:tỉnh|thành phố|tp)(?!\p{L})|$)")
_OFFICES = regex.compile(r"(?:các\s+)?(?:cơ quan|cq|ccq)(?!\p{L}).*")


@lru_cache(maxsize=1 << 10)
def block_of(low: str) -> str | None:
    """Return the slug of a bloc; empty for that of the offices, beside which a province may have another; None where none is named.

    >>> block_of("đảng ủy khối doanh nghiệp tỉnh"), block_of("đảng ủy khối các cơ quan tỉnh"), block_of("đảng bộ khối")
    ('khoi-doanh-nghiep', '', None)
    """
    found = _BLOCK.search(low)
    name = found["name"] if found else None
    if not name:
        return None
    return "" if _OFFICES.fullmatch(name) else slug(f"khối {name.removeprefix('các ')}")
