"""Communes without what is above them: a letterhead `ỦY BAN NHÂN DÂN XÃ TÂN HÀ` alone is no place, until something says which it is.

Either the document itself, by the one province whose committees it carries out, or another document that prints the same number of
the same day with the place in full. What is here is for that only, and never an identity.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

import regex

from qcdc_parse.catalog import raw
from qcdc_parse.identity.keys import symbol_of_record
from qcdc_parse.identity.places import home_of
from qcdc_parse.identity.registry import title_slug
from qcdc_parse.identity.settle import local
from qcdc_parse.identity.spots import UNITS_BELOW, province_of, provinces, read_spot
from qcdc_parse.model import Document, Header

__all__ = ["Unanchored", "places_elsewhere", "told_above", "unanchored"]


class Unanchored(NamedTuple):
    """The number of a commune's document without its upper places: the commune, and the key with the commune alone."""

    unit: str
    stem: str


def unanchored(header: Header) -> Unanchored | None:
    r"""Return the number of a document of a commune that its header does not place; None for all others.

    >>> from qcdc_parse import parse_text
    >>> text = "ỦY BAN NHÂN DÂN\nXÃ TÂN HÀ\nSố: 5/KH-UBND\nTân Hà, ngày 14 tháng 01 năm 2022\n\nKẾ HOẠCH\nvề dân chủ"
    >>> unanchored(parse_text(text).header)
    Unanchored(unit='xa-tan-ha', stem='nn/ubnd@xa-tan-ha/kh/2022-01-14/5')
    """
    if header.number is None or header.issued is None or header.issuer is None:
        return None
    symbol, home = symbol_of_record(header.number, header.doc_type), home_of(header)
    unit = home.spot.unit
    if home.spot.level != "commune" or home.spot.province or home.district or unit is None or not unit.startswith(UNITS_BELOW):
        return None
    if not local(symbol) or symbol.scope not in {"council", "organ"} or not symbol.kind:
        return None
    return Unanchored(unit, symbol.of_day(header.issued, unit))


def told_above(header: Header, text: str) -> Mapping[str, str]:
    """Return by its slug the province of a document of a commune that does not print it: that of the committee or council it carries out.

    It is the only province that the text names, in a line that says what the document rests on (`Căn cứ`, `Thực hiện`), and was one on
    the day of the document.
    """
    open_ = unanchored(header)
    if open_ is None or header.issued is None:
        return {}
    named = {province_of(m["name"]) for m in _named().finditer(text)}
    above = {province_of(m["name"]) for m in _named(rests=True).finditer(text)}
    if len(named) != 1 or above != named:
        return {}
    province = above.pop()
    return {open_.unit: province} if province and _stood(province, header.issued) else {}


@cache
def _named(*, rests: bool = False) -> regex.Pattern[str]:
    """Match the name of a province; ``rests``: as that of the committee or council of a document that this one rests on."""
    names = [name for e in raw("provinces")["province"] for name in (e["name"], *e.get("other", ()))]
    name = rf"(?P<name>{'|'.join(map(regex.escape, sorted(names, key=len, reverse=True)))})(?!\p{{L}})"
    if not rests:
        return regex.compile(rf"(?i)(?<!\p{{L}})(?:tỉnh|tỉnh (?:ủy|uỷ|đoàn)|thành (?:ủy|uỷ)|thành phố|TP\.?)\s+{name}")
    body = r"(?:(?:UBND|HĐND|[ỦU][ỷy] ban nhân dân|Hội đồng nhân dân)\s+(?:tỉnh|thành phố|TP\.?)|(?:Tỉnh|Thành)\s+(?:ủy|uỷ))"
    return regex.compile(rf"(?im)^[-–+*•\s]*(?:căn cứ|thực hiện|thi hành|triển khai|theo)\s[^\n]*?(?<!\p{{L}}){body}\s+{name}")


def _stood(province: str, day: dt.date) -> bool:
    """Tell whether a province was one on a day."""
    gone: dict[str | None, dt.date] = {province_of(e["name"]): e["until"] for e in raw("provinces")["province"] if "until" in e}
    return day <= gone.get(province, dt.date.max)


def places_elsewhere(documents: Sequence[Document], keys: Iterable[str]) -> list[Mapping[str, str]]:
    """Return for every document of a commune that does not print its upper places those that a key has which is the same but for them.

    ``keys`` are those of all documents, each in full. Where several keys fit, or two documents of one number and other titles, or the
    document names other provinces or districts, nothing is told.
    """
    by_stem: defaultdict[str, set[str]] = defaultdict(set)
    for key in keys:
        place = key.split("/", 2)[1].partition("@")[2]
        unit, _, upper = place.partition(".")
        if upper and unit.startswith(UNITS_BELOW):
            by_stem[key.replace(f"@{place}/", f"@{unit}/", 1)].add(upper)
    found = [unanchored(document.header) for document in documents]
    titles: defaultdict[str, set[str]] = defaultdict(set)
    for each, document in zip(found, documents, strict=True):
        if each is not None:
            titles[each.stem].add(title_slug(document.header.title or ""))
    out: list[Mapping[str, str]] = []
    for each, document in zip(found, documents, strict=True):
        uppers = by_stem.get(each.stem, set()) if each is not None and len(titles[each.stem]) == 1 else set()
        settled = each is not None and len(uppers) == 1 and _agrees(document, next(iter(uppers)))
        out.append({each.unit: next(iter(uppers))} if each is not None and settled else {})
    return out


def _agrees(document: Document, upper: str) -> bool:
    """Tell whether the provinces and districts that a document names as issuers, where it names any, are those of a place."""
    spots = [read_spot(name) for name in {*(r.issuer for r in document.references if r.issuer), *document.header.recipients}]
    named = {spot.province for spot in spots if spot.province} | {province_of(m["name"]) for m in _named().finditer(document.text)}
    below = {spot.unit for spot in spots if spot.level == "district" and spot.unit}
    district, _, province = upper.rpartition(".")
    if province not in {p.slug for p in provinces().values()}:
        district, province = province, ""
    return not (province and named and province not in named) and not (district and below and district not in below)
