"""Laws by name: the act that a name means."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import NamedTuple

import regex

from qcdc_parse.identity.keys import slug
from qcdc_parse.identity.registry import Registry
from qcdc_parse.identity.settle import UNKNOWN, Identity

_LAW_NUMBER = regex.compile(r"\s+(?:số\s*:?\s*)?\d{1,4}\s?/.*$")
_REVISED = regex.compile(r"\s*\(sửa đổi[^)]*\)")
_YEAR = regex.compile(r"\s+(?:năm\s+)?(?P<year>(?:19|20)\d\d)$")
_KINDS = {"Luật": "luat", "Bộ luật": "luat", "Pháp lệnh": "pl", "Hiến pháp": "hp"}
LAW_TYPES = frozenset(_KINDS)
_BODIES = {"luat": "qh", "pl": "ubtvqh", "hp": "qh"}


class LawName(NamedTuple):
    """A law as it is named: slug of the name with its type word, kind, year."""

    name: str
    kind: str
    year: int | None

    def key(self, year: int | dt.date) -> str:
        """Write the key of an act that is known by name and year, or day, only."""
        words = {"luat": ("bo-luat-", "luat-"), "pl": ("phap-lenh-",), "hp": ()}[self.kind]
        bare = next((self.name.removeprefix(w) for w in words if self.name.startswith(w)), self.name)
        return f"nn/{_BODIES[self.kind]}/{self.kind}/{year}/{bare}"

    def as_known(self, registry: Registry) -> LawName:
        """Return a code that is called a law under the name it has: `Luật Lao động` is Bộ luật Lao động."""
        code = f"bo-{self.name}"
        return self._replace(name=code) if code in registry.acts else self


@lru_cache(maxsize=1 << 12)
def read_law(surface: str, doc_type: str | None) -> LawName | None:
    """Read the name of a law off a mention, with or without type word; None where it is no law.

    >>> read_law("Luật Đất đai năm 2013", "Luật")
    LawName(name='luat-dat-dai', kind='luat', year=2013)
    """
    kind = _KINDS.get(doc_type or "")
    if kind is None:
        return None
    plain = _REVISED.sub("", _LAW_NUMBER.sub("", " ".join(surface.split())))
    year = _YEAR.search(plain)
    name = slug(plain[: year.start()] if year else plain)
    typed = slug(doc_type or "")
    name = name if name.startswith(typed) else f"{typed}-{name}"
    if kind == "hp":
        name = "hien-phap"
    return LawName(name, kind, int(year["year"]) if year else None)


class NamedLaw(NamedTuple):
    """A mention of a law: its name, the day beside it, the key where it has a number, the day it must be older than."""

    law: LawName
    issued: dt.date | None = None
    key: str | None = None
    bound: dt.date | None = None


def settle_laws(cited: list[NamedLaw], registry: Registry) -> list[Identity]:
    """Settle laws by name: by number, day or year, then by the one act of that name in the text; acts known are candidates."""
    numbered: dict[tuple[str, int | None], set[str]] = {}
    days: dict[tuple[str, int], set[dt.date]] = {}
    for c in cited:
        if c.key is not None:
            year = c.key.split("/")[3]
            numbered.setdefault((c.law.name, int(year) if year.isdigit() else None), set()).add(c.key)
        elif c.issued is not None:
            days.setdefault((c.law.name, c.issued.year), set()).add(c.issued)
    out = [_dated(c, numbered, days, registry) for c in cited]
    standing: dict[str, set[str]] = {}
    for c, key in zip(cited, out, strict=True):
        if key is not None:
            standing.setdefault(c.law.name, set()).add(key)
    return [Identity("resolved", key) if key else _undated(c, standing, registry) for c, key in zip(cited, out, strict=True)]


def _dated(
    c: NamedLaw, numbered: dict[tuple[str, int | None], set[str]], days: dict[tuple[str, int], set[dt.date]], registry: Registry
) -> str | None:
    law = c.law
    year = law.year or (c.issued.year if c.issued else None)
    if c.key is not None or year is None:
        return c.key
    if law.kind == "hp":
        return law.key(year) if year in registry.years.get(law.name, ()) else None
    acts = [a for a in registry.acts.get(law.name, ()) if a.year == year]
    keys = (
        {a.key for a in acts if c.issued is not None and a.issued == c.issued}
        or {a.key for a in acts}
        or numbered.get((law.name, year), set())
    )
    if len(keys) > 1:
        return None
    if keys:
        return next(iter(keys))
    # Two days of one year are two laws, and a year then says neither.
    if len(days.get((law.name, year), ())) > 1:
        return law.key(c.issued) if c.issued else None
    return law.key(year)


def _undated(c: NamedLaw, standing: dict[str, set[str]], registry: Registry) -> Identity:
    law = c.law
    year = law.year or (c.issued.year if c.issued else None)
    said = {key for key in standing.get(law.name, ()) if c.bound is None or _year_of(key) <= c.bound.year}
    if year is not None:
        acts = {a.key for a in registry.acts.get(law.name, ()) if a.year == year} | {key for key in said if _year_of(key) == year}
        return Identity("ambiguous", None, tuple(sorted(acts))) if acts else UNKNOWN
    if len(said) == 1:
        return Identity("resolved", said.pop())
    if said:
        return Identity("ambiguous", None, tuple(sorted(said)))
    known = [a.key for a in registry.acts.get(law.name, ()) if c.bound is None or a.year is None or a.year <= c.bound.year]
    return Identity("ambiguous", None, tuple(known)) if known else UNKNOWN


def _year_of(key: str) -> int:
    return int(key.split("/")[3][:4])
