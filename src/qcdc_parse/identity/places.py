"""Places: whose local numbers a mention and a document speak of.

A place is a name at a time: a province that is gone stays itself, and before a province grew its name meant the old one alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import regex

from qcdc_parse.identity.keys import Scope, scope_of, slug
from qcdc_parse.identity.organs import is_bare, is_many, is_one
from qcdc_parse.identity.spots import (
    NOWHERE,
    UNITS_BELOW,
    Level,
    Spot,
    is_city,
    province_of,
    provinces,
    read_letterhead,
    read_spot,
    repeated_districts,
)
from qcdc_parse.model import Header

_BELOW: frozenset[Level] = frozenset({"district", "commune"})
_MERGERS = 2025
"""Year in which provinces were merged and their committees and congresses began anew."""


@dataclass(frozen=True, slots=True)
class Home:
    """Where a document comes from: its body's level and place, the body above it, the slug of the code of its number, its time."""

    spot: Spot = NOWHERE
    above: Spot = NOWHERE
    body: str | None = None
    day: dt.date | None = None

    def province(self, day: dt.date | None, year: int | None) -> str | None:
        """Return the province that the document's name of it meant on a day, or in a year.

        None where the name meant another unit then: a document of 2026 from a province that took in others does not say
        which of the old ones issued a number of 2018.
        """
        own = provinces().get(self.spot.province or "")
        if own is None or own.grown is None or self.day is None or self.day < own.grown:
            return self.spot.province
        if day is None and year is not None:
            day = dt.date(year, 1, 1)
        if day is None or day >= own.grown:
            return own.slug
        return own.was

    def place(self, province: str | None) -> str | None:
        """Return the place of the document's own numbers, in a province as it was called.

        None where its code is that of hundreds in a province, and its letterhead does not say which.
        """
        if self.spot.unit:
            return _anchored(self.spot, self, province)
        return None if is_many(self.body or "") or self.spot.level in _BELOW else province

    @property
    def renewed(self) -> bool:
        """Whether the document comes from a province after the mergers of July 2025."""
        own = provinces().get(self.spot.province or "")
        return own is not None and own.grown is not None and own.grown.year >= _MERGERS and self.day is not None and self.day >= own.grown

    @property
    def district(self) -> str | None:
        """The district that the document belongs to."""
        return self.unit("district")

    def unit(self, level: Level) -> str | None:
        """Return the unit of a level that the document belongs to: `Huyện ủy` in it is that of its district."""
        return next((s.unit for s in (self.spot, self.above) if s.level == level and s.unit), None)


def _anchored(said: Spot, home: Home, province: str | None) -> str | None:
    """Write a place below a province: `xa-tan-ha.di-linh.lam-dong`; None where the name may be that of another place.

    Communes of one name are many, and organisations; of districts a few are (`catalog/provinces.toml`). So a place ends in a
    province or in a district whose name is no other's. What stands above them is that of the document where the name says none.
    """
    chain, top = _chain(said, home, province)
    if province is not None:
        return ".".join((*chain, province)) if chain else None
    return ".".join(chain) if chain and top == "district" and chain[-1].rpartition(".")[2] not in repeated_districts() else None


def _chain(said: Spot, home: Home, province: str | None) -> tuple[tuple[str, ...], Level | None]:
    """Return a unit and what stands above it below the province, and the level of the last of them; empty for what needs more."""
    unit, upper = said.unit, said.within
    if not unit:
        return (), None
    top: Level | None = said.level
    here = said.province in {None, home.spot.province}
    if upper is not None:
        top = "commune" if upper.rpartition(".")[2].startswith(UNITS_BELOW) else "district"
    elif here and said.level == "commune":
        upper, top = home.unit("district"), "district" if home.district else "commune"
    elif said.level == "organ":
        level = said.of
        if level in _BELOW and here:
            upper, top = home.unit(level), level
        elif unit == home.spot.unit and here and level is None and (is_bare(unit) or province is None):
            upper, top = home.above.unit, home.above.level
        if upper is None and (level in _BELOW or (level is None and is_bare(unit))):
            return (), None
    return ((unit, upper), top) if upper and upper != unit else ((unit,), said.level)


NO_DISTRICTS: Mapping[str, str] = MappingProxyType({})


def home_of(header: Header, latest: dt.date | None = None, districts: Mapping[str, str] = NO_DISTRICTS) -> Home:
    """Read where a document comes from.

    ``latest`` is the latest day the document speaks of, which tells its time where the header does not; ``districts`` tells the
    provinces of districts, for where it does not print its own.

    >>> home_of(Header(issuer="HUYỆN ỦY DI LINH", superior="TỈNH ỦY LÂM ĐỒNG", place="Di Linh")).spot[:3]
    ('district', 'lam-dong', 'di-linh')
    """
    own = read_letterhead(header.issuer) if header.issuer else NOWHERE
    above = read_letterhead(header.superior) if header.superior else NOWHERE
    number = header.number
    scope = scope_of(number.body_code, number.system) if number else None
    body = slug(number.body_code) if number else None
    day = header.issued or latest
    level = own.level or ("central" if scope == "central" else above.level or ("district" if scope == "district" else None))
    if level == "central":
        return Home(Spot("central"), NOWHERE, body, day)
    province = own.province or above.province or _line_province(header.place, level, scope)
    if level == "city":
        level = "province" if is_city(province) else "district"
    if province is None and level in _BELOW:
        province = _told_province(header.recipients)
    unit = own.unit or (above.unit if own.level is None else None)
    if unit is None and level in _BELOW and header.place and province_of(header.place) is None:
        unit = slug(header.place)
    spot = Spot(
        level or ("province" if province else None), province, unit, own.within, own.of, above.block if own.block is None else own.block
    )
    home = Home(spot, above, body, day)
    if province is None and (known := districts.get(home.district or "")):
        return replace(home, spot=home.spot._replace(province=known))
    return home


def _told_province(recipients: Iterable[str]) -> str | None:
    """Return the one province whose committee or council gets a copy of what a district or commune issues (nơi nhận)."""
    found = {
        spot.province for line in recipients if _ABOVE.search(line) and (spot := read_spot(_ABOVE.sub(r"\1", line))).level == "province"
    }
    found.discard(None)
    return found.pop() if len(found) == 1 else None


_ABOVE = regex.compile(
    r"^.*?((?:Tỉnh (?:ủy|uỷ)|Thường trực HĐND tỉnh|(?:UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân) tỉnh)\s\p{Lu}[\p{L} -]*).*$"
)


def part_home(header: Header, main: Home, latest: dt.date | None) -> Home:
    """Return where an attachment comes from: from where the document does, unless it says another province itself.

    What names its unit but no province (`HUYỆN ỦY DI LINH, BAN DÂN VẬN`) is in the province of the document.
    """
    home = home_of(header, latest)
    if home.spot.level == "central" or home.spot.province is not None:
        return home
    if home.spot.unit is None or home.spot == main.spot:
        return main
    return replace(home, spot=home.spot._replace(province=main.spot.province))


def _line_province(line: str | None, level: Level | None, scope: Scope | None) -> str | None:
    """Return the province of a place line; central bodies write from Hà Nội too, so there more must say that a body is local."""
    province = province_of(line)
    surely_local = level in {"province", "city", "district", "commune"} or scope in {"province", "district", "council"}
    return province if province != "ha-noi" or surely_local else None


def place_of(scope: Scope, body: str, said: Spot, home: Home, day: dt.date | None, year: int | None) -> str | None:
    """Return the place of a local number; None where nothing says it.

    ``said`` is the issuer printed with the mention, which comes first; ``home`` the document that cites.
    """
    if said.level == "central":
        return said.unit if is_many(body) or said.of == "organ" else None
    province = said.province or home.province(day, year)
    if said.level == "organ" and said.unit is not None:
        return _anchored(said, home, province)
    if said.level == "city" and said.unit is None:
        return province if is_city(province) else _anchored(_district_of(home), home, province)
    if said.level in _BELOW:
        here = said.province in {None, home.spot.province}
        return _anchored(said._replace(unit=said.unit or (home.unit(said.level) if here else None)), home, province)
    if scope in {"province", "either"}:
        return None if _of_two_cities(said, home) else _of_block(body, said, home, province)
    if scope == "district":
        return _anchored(_district_of(home), home, province)
    if said.level == "province":
        return None if is_many(body) and body != "dtn" else province
    return _of_organ(body, home, province) if scope == "organ" or said.level == "organ" else _of_council(body, home, province)


def _district_of(home: Home) -> Spot:
    return Spot("district", None, home.unit("district"))


def _of_block(body: str, said: Spot, home: Home, province: str | None) -> str | None:
    """A province may have a bloc of firms beside that of its offices; both number as ĐUK."""
    block = block_here(said, home)
    return f"{block}.{province}" if block and province and body.endswith("duk") else province


def block_here(said: Spot, home: Home) -> str | None:
    """Return the bloc of a name: that of the document where the name says none and no other province."""
    return home.spot.block if said.block is None and said.province in {None, home.spot.province} else said.block


def _of_two_cities(said: Spot, home: Home) -> bool:
    """In a city of a province TU is its own committee's or the province's: only the printed issuer tells."""
    return said.level is None and home.spot.level == "district" and home.body is not None and home.body.endswith("tu")


def _of_organ(body: str, home: Home, province: str | None) -> str | None:
    if home.body == body or (home.body is None and home.spot.level in {"organ", "commune"} and is_many(body)):
        return home.place(province)
    if is_many(body):
        above = home.above
        return _anchored(above, home, province) if not body.startswith("cb") and above.level in {"organ", "commune"} else None
    return province if home.spot.level == "province" and is_one(body) else None


def _of_council(body: str, home: Home, province: str | None) -> str | None:
    """`12/QĐ-UBND` without its issuer is the document's own in what a council or committee of that name issues itself."""
    if home.spot.level == "province" or (home.spot.level == "organ" and home.spot.of == "province"):
        return province
    return home.place(province) if home.body is not None and home.body.startswith(body.partition("-")[0]) else None
