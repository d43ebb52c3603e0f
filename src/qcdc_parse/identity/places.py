"""Places: whose local numbers a mention and a document speak of.

A place is a name at a time: a province that is gone stays itself, and before a province grew its name meant the old one alone.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, NamedTuple

import regex

from qcdc_parse.catalog import raw
from qcdc_parse.identity.keys import Scope, scope_of, slug
from qcdc_parse.model import Header

Level = Literal["central", "province", "city", "district", "commune", "organ"]
"""Of a body: ``city`` is one of a `thành phố` that is not named and may be a province's equal or a district's."""

_LEVELS: dict[str, Level] = {
    "đảng ủy khối": "province",
    "đảng bộ khối": "province",
    "tỉnh ủy": "province",
    "tỉnh đoàn": "province",
    "tỉnh": "province",
    "thành ủy": "city",
    "thành đoàn": "city",
    "thành phố": "city",
    "tp": "city",
    "huyện ủy": "district",
    "huyện đoàn": "district",
    "huyện": "district",
    "quận ủy": "district",
    "quận": "district",
    "thị ủy": "district",
    "thị xã": "district",
    "xã": "commune",
    "phường": "commune",
    "thị trấn": "commune",
    "đặc khu": "commune",
}
_LEVEL = regex.compile(rf"(?<!\p{{L}})(?P<word>{'|'.join(_LEVELS)})(?!\p{{L}})\.?(?!\s+(?:hội|viên))")
_NAME = regex.compile(r"\s*(?P<name>\p{Lu}[\p{L}\d.]*(?:(?:\s+-\s+|\s+|-)[\p{Lu}\d][\p{L}\d.]*)*)")
_OFFICE = regex.compile(r"(?<!\p{L})sở(?!\p{L})")
_PARTY_OF = regex.compile(r"^(?:ban thường vụ |ban chấp hành |bch |btv )?(?:đảng ủy|đảng bộ|chi bộ|chi ủy)\s+(?P<name>.+)$")
_PROVINCE_WORDS = 4
_GENERIC = frozenset({"so", "co-quan", "don-vi", "bo-phan", "cac-cap", "co-so", "cung-cap"})


class Spot(NamedTuple):
    """What the name of a body says: its level, its province and the unit below it, as slugs where it names them."""

    level: Level | None = None
    province: str | None = None
    unit: str | None = None


NOWHERE = Spot()


@dataclass(frozen=True, slots=True)
class Province:
    """A province or central city: slug of its name, its time, and what it was before it grew."""

    slug: str
    city: bool
    grown: dt.date | None
    was: str | None


@cache
def _provinces() -> dict[str, Province]:
    table: dict[str, Province] = {}
    for e in raw("provinces")["province"]:
        province = Province(slug(e["name"]), bool(e.get("city")), e.get("grown"), slug(e["was"]) if "was" in e else None)
        table |= dict.fromkeys(map(slug, (e["name"], *e.get("other", ()))), province)
    return table


def province_of(name: str | None) -> str | None:
    """Return the province that a place line names; None where it names none.

    >>> province_of("Thừa Thiên - Huế"), province_of("TP. Hồ Chí Minh"), province_of("Di Linh")
    ('thua-thien-hue', 'ho-chi-minh', None)
    """
    known = _provinces().get(slug(name)) if name else None
    return known.slug if known else None


def is_city(province: str | None) -> bool:
    """Tell whether a slug is that of a city under the centre."""
    known = _provinces().get(province or "")
    return known is not None and known.city


@lru_cache(maxsize=1 << 12)
def read_spot(name: str) -> Spot:
    """Read level and place from the name of a body.

    >>> read_spot("Ban Thường vụ Huyện ủy Di Linh"), read_spot("TỈNH ỦY HẬU GIANG").province
    (Spot(level='district', province=None, unit='di-linh'), 'hau-giang')
    """
    plain = " ".join(name.replace("uỷ", "ủy").replace("Uỷ", "Ủy").replace("UỶ", "ỦY").split())
    low = plain.lower()
    if len(low) != len(plain):
        return NOWHERE
    found = list(_LEVEL.finditer(low))
    level: Level | None = None
    province = unit = None
    for index, m in enumerate(found):
        stop = found[index + 1].start() if index + 1 < len(found) else len(plain)
        named = _NAME.match(plain, m.end(), stop)
        here, where = _at(m["word"], named["name"] if named else None)
        if here == "province":
            province = where or province
        elif where and unit is None:
            unit = where
        level = here if level is None or here not in {"province", "city"} else level
    if not found:
        level, unit = _without_level(low)
        province = _named_at_end(low) if level != "central" else None
        level = level or ("province" if province else None)
    return Spot(level, province, unit)


def _at(word: str, name: str | None) -> tuple[Level, str | None]:
    """Return the level and slug of a unit; a named city is a central one or one of a province.

    A commune keeps its level word: a town of that name may be the seat of a district of that name.
    """
    level = _LEVELS[word]
    if name is None or word.endswith("khối"):
        return level, None
    if level == "commune":
        return level, slug(f"{word} {name}")
    known = _provinces().get(slug(name))
    if level == "city":
        return ("province", known.slug) if known and known.city else ("district", slug(name))
    if level == "province":
        return level, known.slug if known else slug(name) if name.count(" ") < _PROVINCE_WORDS else None
    return level, slug(name)


def _without_level(low: str) -> tuple[Level | None, str | None]:
    names = raw("identity")["names"]
    if not low.startswith(tuple(names["local"])):
        central = any(low == n or low.startswith(f"{n} ") for n in names["central"])
        if central or "trung ương" in low:
            return "central", None
    if of := _PARTY_OF.match(low):
        unit = slug(of["name"])
        return "organ", None if unit in _GENERIC else unit
    return ("province", None) if _OFFICE.search(low) else (None, None)


def _named_at_end(low: str) -> str | None:
    words = low.split()
    tails = (" ".join(words[-n:]) for n in (4, 3, 2) if n < len(words))
    return next((found for tail in tails if (found := province_of(tail))), None)


@dataclass(frozen=True, slots=True)
class Home:
    """Where a document comes from: what its letterhead and place line say. ``body`` is the slug of the code of its own number."""

    spot: Spot = NOWHERE
    body: str | None = None
    day: dt.date | None = None

    def province(self, day: dt.date | None, year: int | None) -> str | None:
        """Return the province that the document's name of it meant on a day, or in a year.

        None where the name meant another unit then: a document of 2026 from a province that took in others does not say
        which of the old ones issued a number of 2018.
        """
        own = _provinces().get(self.spot.province or "")
        if own is None or own.grown is None or self.day is None or self.day < own.grown:
            return self.spot.province
        if day is None and year is not None:
            day = dt.date(year, 1, 1)
        if day is None or day >= own.grown:
            return own.slug
        return own.was

    @property
    def place(self) -> str | None:
        """Unit and province of the document."""
        return joined(self.spot.unit, self.spot.province)


def joined(unit: str | None, province: str | None) -> str | None:
    """Write a place below a province: `di-linh.lam-dong`."""
    return f"{unit}.{province}" if unit and province else unit or province


def home_of(header: Header, latest: dt.date | None = None) -> Home:
    """Read where a document comes from.

    ``latest`` is the latest day the document speaks of, which tells its time where the header does not.

    >>> home_of(Header(issuer="HUYỆN ỦY DI LINH", superior="TỈNH ỦY LÂM ĐỒNG", place="Di Linh")).place
    'di-linh.lam-dong'
    """
    own = read_spot(header.issuer) if header.issuer else NOWHERE
    above = read_spot(header.superior) if header.superior else NOWHERE
    number = header.number
    scope = scope_of(number.body_code, number.system) if number else None
    body = slug(number.body_code) if number else None
    level = own.level or ("central" if scope == "central" else above.level)
    if level is None and scope == "district":
        level = "district"
    if level == "central":
        return Home(Spot("central"), body, header.issued or latest)
    line = province_of(header.place)
    if line == "ha-noi" and level is None and scope is None:
        line = None  # Central bodies write from Hà Nội too.
    province = own.province or above.province or line
    unit = own.unit
    if level == "city":
        level = "province" if is_city(province) else "district"
    if province is None and level == "province" and header.place:
        province = slug(header.place)
    if unit is None and level in {"district", "commune"}:
        unit = above.unit if level == "district" and above.level == "district" else None
        unit = unit or (slug(header.place) if header.place and line is None else None)
    if level == "organ" and unit is None:
        unit = above.unit
    return Home(Spot(level or ("province" if province else None), province, unit), body, header.issued or latest)


def place_of(scope: Scope, body: str, said: Spot, home: Home, day: dt.date | None, year: int | None) -> str | None:
    """Return the place of a local number; None where nothing says it.

    ``said`` is the issuer printed with the mention, which comes first; ``home`` the document that cites.
    """
    if said.level == "central":
        return None
    province = said.province or home.province(day, year)
    if scope == "province":
        return _of_province(said, home, province)
    if said.level in {"district", "commune"} or (said.level == "city" and home.spot.level == "district"):
        if said.unit:
            return joined(said.unit, province)
        return joined(home.spot.unit, province) if home.spot.unit and home.spot.level == _lowest(said.level) else None
    if scope == "district":
        return joined(home.spot.unit, province) if home.spot.level == "district" and home.spot.unit else None
    if said.level == "city":
        return province if is_city(province) else None
    if said.level == "province":
        return province
    if scope == "organ":
        if said.unit:
            return joined(said.unit, province)
        if home.body == body:
            return joined(home.spot.unit, province)
        return province if home.spot.level == "province" and not body.endswith(("du", "cb")) else None
    return province if home.spot.level == "province" else None


def _lowest(level: Level) -> Level:
    return "district" if level == "city" else level


def _of_province(said: Spot, home: Home, province: str | None) -> str | None:
    if said.province:
        return said.province
    if said.level in {"district", "city"} and said.unit:
        return joined(said.unit, province)
    if said.level == "city" and home.spot.level == "district":
        return joined(home.spot.unit, province)
    # In a city of a province TU is its own committee's or the province's: only the printed issuer tells.
    if said.level is None and home.spot.level == "district" and home.body is not None and home.body.endswith("tu"):
        return None
    return province
