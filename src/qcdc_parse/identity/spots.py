"""Spots: the level and the place that the name of a body says."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, NamedTuple

import regex

from qcdc_parse.catalog import raw
from qcdc_parse.identity.keys import slug
from qcdc_parse.identity.organs import Organ, block_of, read_organ

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
UNITS_BELOW = ("xa-", "phuong-", "thi-tran-", "dac-khu-")
"""What the slug of a commune begins with."""
_RANKS: dict[Level, int] = {"central": 0, "province": 0, "city": 0, "district": 1, "commune": 2, "organ": 3}
_LEVEL = regex.compile(rf"(?<!\p{{L}}|hợp tác )(?P<word>{'|'.join(_LEVELS)})(?!\p{{L}})\.?(?!\s+(?:hội|viên))")
_NAME = regex.compile(r"\s*(?P<name>\d{1,2}(?![\p{L}\d])|\p{Lu}[\p{L}\d.]*(?:(?:\s+-\s+|\s+|-)[\p{Lu}\d][\p{L}\d.]*)*)")
_OFFICE = regex.compile(r"(?<!\p{L})sở(?!\p{L})")
_TITLED = regex.compile("^(?:tinh|thanh-pho|tp)-")
_PROVINCE_WORDS = 4
"""Names of provinces that the catalogue lacks have at most this many words; longer ones are something else."""


class Spot(NamedTuple):
    """What the name of a body says: its level, its province and the unit below it, as slugs where it names them.

    ``within`` is the unit above a commune or an organisation, ``of`` the level of what an organisation is said to be in; ``block`` its bloc
    (khối), empty for that of the offices.
    """

    level: Level | None = None
    province: str | None = None
    unit: str | None = None
    within: str | None = None
    of: Level | None = None
    block: str | None = None


NOWHERE = Spot()


@dataclass(frozen=True, slots=True)
class Province:
    """A province or central city: slug of its name, its time, and what it was before it grew."""

    slug: str
    city: bool
    grown: dt.date | None
    was: str | None


@cache
def provinces() -> dict[str, Province]:
    """Return the provinces by the slugs of all spellings of their names."""
    table: dict[str, Province] = {}
    for e in raw("provinces")["province"]:
        province = Province(slug(e["name"]), bool(e.get("city")), e.get("grown"), slug(e["was"]) if "was" in e else None)
        table |= dict.fromkeys(map(slug, (e["name"], *e.get("other", ()))), province)
    return table


@cache
def repeated_districts() -> frozenset[str]:
    """Return the slugs of names of districts that another district bears too, or a province."""
    return frozenset(map(slug, raw("provinces")["repeated"]["districts"])) | frozenset(provinces())


@cache
def twin_districts() -> frozenset[str]:
    """Return the slugs of names that a district and a town of one province bore at one time."""
    return frozenset(map(slug, raw("provinces")["twins"]["districts"]))


def province_of(name: str | None) -> str | None:
    """Return the province that a place line names; None where it names none.

    >>> province_of("Thừa Thiên - Huế"), province_of("TP. Hồ Chí Minh"), province_of("Di Linh")
    ('thua-thien-hue', 'ho-chi-minh', None)
    """
    if not name:
        return None
    plain = slug(name)
    known = provinces().get(plain) or provinces().get(_TITLED.sub("", plain))
    return known.slug if known else None


def is_city(province: str | None) -> bool:
    """Tell whether a slug is that of a city under the centre.

    >>> is_city("can-tho"), is_city("lam-dong")
    (True, False)
    """
    known = provinces().get(province or "")
    return known is not None and known.city


@lru_cache(maxsize=1 << 12)
def read_spot(name: str) -> Spot:
    """Read level and place from the name of a body.

    >>> read_spot("Ban Thường vụ Huyện ủy Di Linh")[:3], read_spot("TỈNH ỦY HẬU GIANG").province
    (('district', None, 'di-linh'), 'hau-giang')
    """
    plain = " ".join(name.replace("uỷ", "ủy").replace("Uỷ", "Ủy").replace("UỶ", "ỦY").split())
    low = plain.lower()
    if len(low) != len(plain):
        return NOWHERE
    organ = read_organ(low)
    if organ is not None:
        return _read_organ(plain, low, organ)
    found = _read_units(plain, low, 0)
    if found.level is None:
        level: Level | None = "central" if _is_central(low) else "province" if _OFFICE.search(low) else None
        province = _named_at_end(low) if level is None or level == "province" else None
        return Spot(level or ("province" if province else None), province)
    return found._replace(block=block_of(low))


def _read_organ(plain: str, low: str, organ: Organ) -> Spot:
    # A committee at the end of the name is its level: `văn phòng Tỉnh ủy Kon Tum`.
    around = _read_units(plain, low, max((m.start() for m in _LEVEL.finditer(low, organ.start, organ.end)), default=organ.end))
    if around.level is None:
        name = low[organ.start : organ.end]
        if _is_central(name):
            return Spot("central", None, organ.unit)
        if name.startswith(tuple(raw("identity")["organs"]["national"])):
            return Spot("central", None, organ.unit, of="organ")
        around = Spot(None, _named_at_end(low))
    if around.level == "central":
        return Spot("central", None, organ.unit)
    units = ".".join(unit for unit in (around.unit, around.within) if unit) or None
    return Spot("organ", around.province, _without_province(organ.unit, around.province), units, around.level)


def _without_province(unit: str | None, province: str | None) -> str | None:
    """`Sở Xây dựng Lâm Đồng` is the department of that name; a firm may be called so."""
    return unit.removesuffix(f"-{province}") if unit and unit.startswith("so-") and province else unit


def _read_units(plain: str, low: str, start: int) -> Spot:
    """Read the units that a name says from ``start`` on."""
    found = list(_LEVEL.finditer(low, start))
    level: Level | None = None
    province = None
    units: dict[Level, str] = {}
    for index, m in enumerate(found):
        stop = found[index + 1].start() if index + 1 < len(found) else len(plain)
        named = _NAME.match(plain, m.end(), stop)
        here, where = _at(m["word"], named["name"] if named else None)
        if here == "province":
            province = where or province
        elif where:
            units.setdefault(here, where)
            if _LEVELS[m["word"]] == "city" and where in provinces():
                province = where  # A city of the name of a province is its capital.
        level = here if level is None or _RANKS[here] > _RANKS[level] else level
    if "trung ương" in low and not (province or units):
        return Spot("central")
    unit = units.get(level or "central") or next(iter(units.values()), None)
    return Spot(level, province, unit, units.get("district") if level == "commune" and unit != units.get("district") else None)


_PLAIN_LEVELS = {slug(word): word for word in _LEVELS}
_PLAIN_LEVEL = regex.compile(rf"(?<![a-z])(?:{'|'.join(sorted(_PLAIN_LEVELS, key=len, reverse=True))})(?![a-z])")


@lru_cache(maxsize=1 << 12)
def read_letterhead(name: str) -> Spot:
    """Read level and place from the issuer in a letterhead: capitals, of which scans and converters lose tone marks.

    >>> read_letterhead("HUYÊN ỦY DI LINH")[:3], read_letterhead("UY BAN NHAN DAN XA TAN HA").unit
    (('district', None, 'di-linh'), 'xa-tan-ha')
    """
    found = read_spot(name)
    if found.level is not None or not name.isupper():
        return found
    plain = slug(name)
    level: Level | None = None
    province = unit = None
    marks = list(_PLAIN_LEVEL.finditer(plain))
    for index, m in enumerate(marks):
        stop = marks[index + 1].start() if index + 1 < len(marks) else len(plain)
        here, where = _at(_PLAIN_LEVELS[m[0]], plain[m.end() : stop].strip("-").replace("-", " ") or None)
        if here == "province":
            province = where or province
        else:
            unit = unit or where
        level = here if level is None or here not in {"province", "city"} else level
    return Spot(level, province, unit)


def _at(word: str, name: str | None) -> tuple[Level, str | None]:
    """Return the level and slug of a unit; a named city is a central one or one of a province.

    A commune keeps its level word: a town of that name may be the seat of a district of that name.
    """
    level = _LEVELS[word]
    if name is None or word.endswith("khối"):
        return level, None
    if level == "commune" or (name.isdigit() and word == "quận"):
        return level, slug(f"{word} {name}")
    if name.isdigit():
        return level, None
    known = provinces().get(slug(name))
    if level == "city":
        return ("province", known.slug) if known and known.city else ("district", _of_twins(word, slug(name)))
    if level == "province":
        return level, known.slug if known else slug(name) if name.count(" ") < _PROVINCE_WORDS else None
    return level, _of_twins(word, slug(name))


_TOWNS = {
    "thị xã": "thi-xa",
    "thị ủy": "thi-xa",
    "thành phố": "thanh-pho",
    "tp": "thanh-pho",
    "thành ủy": "thanh-pho",
    "thành đoàn": "thanh-pho",
}


def _of_twins(word: str, unit: str) -> str:
    """Return the slug of a unit; a town beside a district of its name keeps its level word (`thi-xa-ky-anh`)."""
    return f"{_TOWNS[word]}-{unit}" if word in _TOWNS and unit in twin_districts() else unit


def _is_central(low: str) -> bool:
    names = raw("identity")["names"]
    if low.startswith(tuple(names["local"])):
        return False
    named = any(low == n or low.startswith(f"{n} ") for n in names["central"])
    return named or "trung ương" in low or low.endswith(tuple(names["ends"]))


def _named_at_end(low: str) -> str | None:
    words = low.split()
    tails = (" ".join(words[-n:]) for n in (4, 3, 2) if n < len(words))
    return next((found for tail in tails if (found := province_of(tail))), None)
