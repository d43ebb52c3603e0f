"""Keys: what a number and symbol say of a document, and how its identity is written.

dang/tw/kl/2016-01-07/120        system / body / type / date / number
dang/tw/nq/khoa-xii/18           … / term / … where only the term is known
nn/cp/nd/2015/4                  … / year / … where the number restarts every year
dang/tu@lam-dong/ct/2018-02-27/24    a local body stands with its place
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from functools import cache, lru_cache
from typing import Literal, NamedTuple

import regex

from qcdc_parse.catalog import doc_types, raw
from qcdc_parse.model import Number, System
from qcdc_parse.number import DocNumber

Scope = Literal["central", "province", "district", "council", "organ", "either"]
"""Whose numbers they are: of a central body; of one a province; of one a district; of a council or committee of any level
(UBND, HĐND); of an organisation; ``either`` where the symbol leaves open whether it is central (TƯ)."""

_SLUG = regex.compile(r"[^a-z0-9]+")
_DIGITS = regex.compile(r"\d+$")
_DECREES_BY_YEAR = 1997
"""From this year on decrees of the Government count by the year."""


@lru_cache(maxsize=1 << 12)
def slug(text: str) -> str:
    """Fold a text to lower-case ASCII words joined by hyphens.

    >>> slug("Đảng ủy Khối")
    'dang-uy-khoi'
    """
    plain = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d")).encode("ascii", "ignore").decode()
    return _SLUG.sub("-", plain.lower()).strip("-")


class Symbol(NamedTuple):
    """A number and symbol as far as identity goes.

    ``kind`` is the type, one for all codes that texts mix (QĐ, QĐi); ``series`` the type as it is numbered. Both are empty where
    the symbol names no type and needs one (36/2018/QH14 is a law or a resolution). ``family`` is the same for all spellings of
    one number.
    """

    system: Literal["dang", "nn"]
    body: str
    kind: str
    series: str
    serial: str
    year: int | None
    scope: Scope
    family: str

    def key(self, mark: str, place: str | None = None) -> str:
        """Write the identity key; ``mark`` is a date, year or term, ``place`` that of a local body."""
        body = f"{self.body}@{place}" if place else self.body
        kind = self.series if mark.startswith("khoa-") else self.kind
        return f"{self.system}/{body}/{kind}/{mark}/{self.serial}"

    def mark(self, day: dt.date) -> str:
        """Say the time of a document of this number that is dated: its date, or the year where that is enough.

        Decrees of the Government count by the year since 1997: one that is printed without its year is the same.
        """
        if self.year is not None:
            return str(self.year)
        if self.kind == "nd" and self.system == "nn" and day.year >= _DECREES_BY_YEAR:
            return str(day.year)
        return day.isoformat()

    def of_kind(self, kind: str) -> Symbol:
        """Return the symbol with a type that the number itself does not say."""
        return self._replace(kind=kind, series=kind, family=_family(self.system, self.body, kind, self.year, self.serial))

    def central(self) -> Symbol:
        """Return the symbol of TƯ (``either``) read as TW."""
        body = f"{self.body[:-2]}tw"
        return self._replace(body=body, scope="central", family=_family(self.system, body, self.kind, self.year, self.serial))

    def of_day(self, day: dt.date, place: str | None = None) -> str:
        """Write the identity key of the document of this number that was issued on a day."""
        return self.key(self.mark(day), place)


def _family(system: str, body: str, kind: str, year: int | None, serial: str) -> str:
    return f"{system}/{body}/{kind}/{year or ''}/{serial}"


@cache
def _data() -> tuple[dict[str, str], dict[str, str], frozenset[str], tuple[str, ...], frozenset[str]]:
    data = raw("identity")
    central = data["central"]
    return (
        data["types"]["same"],
        data["types"]["worded"],
        frozenset(central["state"].split()),
        tuple(central["assembly"]),
        frozenset(central["party"].split()),
    )


def symbol_of(number: DocNumber, doc_type: str | None = None) -> Symbol:
    """Return the symbol of a number; ``doc_type`` is the type word beside it.

    >>> symbol_of(DocNumber.parse("217/QĐ-TW")).key("2013-12-12")
    'dang/tw/qd/2013-12-12/217'
    >>> symbol_of(DocNumber.parse("36/2018/QH14"), "Luật").key("2018")
    'nn/qh14/luat/2018/36'
    """
    return make_symbol(number.serial, number.suffix, number.year, number.type_code, number.body_code, number.system, doc_type)


def make_symbol(
    serial: str, suffix: str, year: int | None, type_code: str | None, body_code: str, system: System, doc_type: str | None
) -> Symbol:
    """Return the symbol of the parts of a number."""
    short, body, kind, series, scope = _of_codes(type_code, body_code, system, doc_type)
    number = (serial + suffix).lstrip("0") or "0"
    return Symbol(short, body, kind, series, number, year, scope, _family(short, body, kind, year, number))


def symbol_of_record(number: Number, doc_type: str | None) -> Symbol:
    """Return the symbol of the number of a record."""
    return make_symbol(str(number.serial), number.suffix or "", number.year, number.type_code, number.body_code, number.system, doc_type)


@lru_cache(maxsize=1 << 12)
def _of_codes(
    type_code: str | None, body_code: str, system: System, doc_type: str | None
) -> tuple[Literal["dang", "nn"], str, str, str, Scope]:
    """Return system, body, kind, series and scope of a symbol: what its codes say."""
    same, worded, _, assembly, _ = _data()
    national = raw("identity")["central"]["types"]
    if type_code is None:
        of_assembly = _DIGITS.sub("", body_code) in assembly
        kind = series = worded.get(doc_type or "", "") if of_assembly else "vb"
    else:
        one = same.get(type_code, type_code) if system == "party" else type_code
        kind, series = _type_slug(one, doc_type), _type_slug(type_code if type_code in raw("identity")["types"]["apart"] else one, doc_type)
    scope = "central" if system == "state" and type_code in national else scope_of(body_code, system)
    return "dang" if system == "party" else "nn", slug(body_code), kind, series, scope


def _type_slug(code: str, doc_type: str | None) -> str:
    """Return the slug of a type code; of two types whose codes fold alike one stands in full.

    The type word beside the number tells which of them it is; without one of theirs, the code.
    """
    folded = slug(code)
    full, plain = _folding().get(folded, ({}, frozenset()))
    if doc_type in plain or not full:
        return folded
    name = doc_type if doc_type in full else next((name for name, own in full.items() if own == code), None)
    return slug(name) if name else folded


@cache
def _folding() -> dict[str, tuple[dict[str, str], frozenset[str]]]:
    """Return types that stand in full, with their code, and those that do not, by the slug that their codes share."""
    full: dict[str, str] = raw("identity")["types"]["full"]
    out = {}
    for folded in {slug(code) for code in full.values()}:
        names = {t.name for t in doc_types() if folded in map(slug, (*t.party, *t.state))}
        out[folded] = {name: code for name, code in full.items() if name in names}, frozenset(names - full.keys())
    return out


def scope_of(body_code: str, system: System) -> Scope:
    """Tell whose numbers end in a code of a body.

    >>> scope_of("VPTW", "party"), scope_of("BCĐTU", "party"), scope_of("UBND-NC", "state")
    ('central', 'province', 'council')
    """
    head = body_code.partition("-")[0]
    _, _, state, assembly, party = _data()
    if system == "state":
        if head in state or _DIGITS.sub("", head) in assembly:
            return "central"
        if head.startswith(("UBND", "HĐND")) or head == "UB":
            return "council"
        return "province" if head.startswith("S") and head.isupper() else "organ"
    if head.endswith("TW") or head.startswith("TW") or head in party:
        return "central"
    levels = raw("identity")["levels"]
    if head.endswith(tuple(levels["either"])):
        return "either"
    if head.endswith(tuple(levels["province"])) and head != "ThU":
        return "province"
    return "district" if head.endswith(tuple(levels["district"])) else "organ"
