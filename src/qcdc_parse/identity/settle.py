"""Settling: which document a number means, by what stands with it, then by what stands with the same number elsewhere.

First what stands on its own: a date, a term, a title known to the letter. Then bare numbers: the one document of that number that
the text speaks of. What the registry knows by the number alone is a candidate, never more.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from qcdc_parse.catalog import party_term
from qcdc_parse.identity.keys import Symbol, slug
from qcdc_parse.identity.registry import Known, Registry, title_slug
from qcdc_parse.model import Status

_RULED = frozenset({"Quy định", "Quy chế"})
_OF_ASSEMBLY = ("luat", "nq", "pl")
"""Types of documents whose numbers carry no type code, as in keys."""
_SHARED_WORDS = 0.5
"""Titles of one document share at least this part of the words of the shorter one."""
KEPT = 50
"""More documents of one number than this, or titles of one document, are not told apart."""

_Facts = dict[dt.date, set[tuple[str, str | None, str | None]]]
"""By the days said with a number: series, term and title said with each."""


class Identity(NamedTuple):
    """Outcome for one mention."""

    status: Status
    target: str | None = None
    candidates: tuple[str, ...] = ()


UNKNOWN = Identity("unknown")


@dataclass(slots=True, eq=False)
class Cited:
    """A number as it is cited: its symbol, the place of a local body, and what stands beside it."""

    symbol: Symbol
    place: str | None = None
    doc_type: str | None = None
    issued: dt.date | None = None
    term: str | None = None
    title: str | None = None
    year: int | None = None
    """A year that may be its own."""
    bound: dt.date | None = None
    """A day that it is not later than."""
    printed: bool = False
    """Its issuer stands with it: otherwise its place is that of the document, for want of another."""


class _Standing(NamedTuple):
    """A document that a text speaks of by more than its number: key, day, series, and the titles said with it."""

    key: str
    day: dt.date | None
    series: set[str]
    titles: set[str]


def settle(cited: Sequence[Cited], registry: Registry, also: Iterable[Cited]) -> list[Identity]:
    """Settle the identity of every number a text cites; ``also`` are numbers it carries itself, as its own."""
    carried = [*cited, *also]
    _complete(carried, registry)
    facts: dict[tuple[str, str | None], _Facts] = {}
    undated = {c.symbol.family for c in cited if c.issued is None and c.symbol.year is None}
    for c in carried:
        if c.issued is not None and c.symbol.family in undated:
            said = facts.setdefault((c.symbol.family, c.place), {}).setdefault(c.issued, set())
            if len(said) < KEPT:
                said.add((c.symbol.series, c.term, c.title))
    placed: dict[tuple[str, dt.date | None], set[str]] = {}
    for c in carried:
        if (c.place is not None or not local(c.symbol)) and c.symbol.kind and c.issued is not None:
            placed.setdefault((c.symbol.family, c.issued), set()).add(c.symbol.of_day(c.issued, c.place))
    first = [
        _placeless(c, placed, registry)
        if local(c.symbol) and c.place is None
        else _alone(c, facts.get((c.symbol.family, c.place), {}), registry)
        for c in carried
    ]
    standing: dict[tuple[str, str | None], dict[str, _Standing]] = {}
    for c, found in zip(carried, first, strict=True):
        if found is not None and found.target is not None and c.symbol.family in undated:
            documents = standing.setdefault((c.symbol.family, c.place), {})
            known = documents.setdefault(found.target, _Standing(found.target, _day_of(found.target), set(), set()))
            known.series.add(c.symbol.series)
            if c.title and len(known.titles) < KEPT:
                known.titles.add(c.title)
    done: dict[Hashable, Identity] = {}
    for index, c in enumerate(cited):
        if first[index] is None:
            documents = standing.get((c.symbol.family, c.place), {})
            beside = (c.doc_type in _RULED, c.title, c.year, c.bound) if len(documents) <= KEPT else ()
            like = (c.symbol, c.place, *beside)
            if like not in done:
                done[like] = _bare(c, documents, registry)
            first[index] = done[like]
    return [found or UNKNOWN for found in first[: len(cited)]]


def local(symbol: Symbol) -> bool:
    """Tell whether the numbers of a symbol need a place.

    >>> from qcdc_parse.identity.keys import symbol_of
    >>> from qcdc_parse.number import DocNumber
    >>> local(symbol_of(DocNumber.parse("24-CT/TU"))), local(symbol_of(DocNumber.parse("24-CT/TW")))
    (True, False)
    """
    return symbol.scope != "central"


def _complete(cited: Sequence[Cited], registry: Registry) -> None:
    """Complete what a number leaves open by the other mentions of it: type, level, place."""
    families = {c.symbol.family for c in cited if c.symbol.scope != "either"}
    places: dict[str, set[str]] = {}
    one_place = len({c.place for c in cited if c.place is not None}) == 1
    days: dict[tuple[str, str], set[dt.date]] = {}
    _as_printed(cited)
    for c in cited:
        if c.place is not None and local(c.symbol):
            places.setdefault(c.symbol.family, set()).add(c.place)
            if c.issued is not None:
                days.setdefault((c.symbol.family, c.place), set()).add(c.issued)
    for c in cited:
        if c.symbol.scope == "either":
            c.symbol = _levelled(c, families, registry)
        if not c.symbol.kind:
            symbols = [s for kind in _OF_ASSEMBLY if (s := c.symbol.of_kind(kind)).family in families]
            c.symbol = symbols[0] if len(symbols) == 1 else c.symbol
        if c.place is None and one_place and local(c.symbol) and (said := places.get(c.symbol.family)):
            place = next(iter(said))
            if c.issued is None or c.issued in days.get((c.symbol.family, place), ()):
                c.place = place


def _as_printed(cited: Sequence[Cited]) -> None:
    """Give numbers of councils and committees that stand without issuer the one place that the text prints with that number and day."""
    printed: dict[str, set[tuple[str, dt.date | None]]] = {}
    for c in cited:
        if c.symbol.scope == "council" and c.printed and c.place is not None:
            printed.setdefault(c.symbol.family, set()).add((c.place, c.issued))
    for c in cited:
        said = printed.get(c.symbol.family) if c.symbol.scope == "council" and not c.printed else None
        if said and len(places := {place for place, _ in said}) == 1:
            days = {day for _, day in said if day is not None}
            if c.symbol.year is not None or c.issued is None or c.issued in days:
                c.place = places.pop()


def _levelled(c: Cited, families: set[str], registry: Registry) -> Symbol:
    """`445-KL/TƯ`: of the province or central, as the same number is written elsewhere or the registry knows its day."""
    symbol, central = c.symbol, c.symbol.central()
    of_centre, of_province = central.family in families, symbol.family in families
    if of_province and not of_centre:
        return symbol._replace(scope="province")
    dated = c.issued is not None and any(k.entry.issued == c.issued for k in registry.known.get(central.family, ()))
    return central if dated or (of_centre and not of_province) else symbol


def _alone(c: Cited, facts: _Facts, registry: Registry) -> Identity | None:
    """Settle a number by what stands beside it; None where it is bare."""
    symbol = c.symbol
    facts = facts if len(facts) <= KEPT else {}
    if not symbol.kind:
        acts = tuple(key for kind in _OF_ASSEMBLY if (key := symbol.of_kind(kind).key(str(symbol.year))) in registry.names)
        return Identity("ambiguous", None, acts) if acts else UNKNOWN
    if symbol.scope == "either":
        return UNKNOWN
    if symbol.year is not None:
        return Identity("resolved", symbol.key(str(symbol.year), c.place))
    if c.issued is not None:
        return Identity("resolved", symbol.of_day(c.issued, c.place))
    entries = registry.find(symbol, c.place)
    if c.term is not None and symbol.system == "dang" and not local(symbol):
        return _of_term(c, c.term, facts, entries)
    if c.title is not None:
        title = title_slug(c.title)
        keys = {k.key for k in entries if k.title == title}
        keys |= {symbol.of_day(day, c.place) for day, said in facts.items() if any(t and title_slug(t) == title for _, _, t in said)}
        if len(keys) == 1:
            return Identity("resolved", keys.pop())
    return None


def _placeless(c: Cited, placed: Mapping[tuple[str, dt.date | None], set[str]], registry: Registry) -> Identity:
    """A local number whose place nothing says: what is known of it, and the same number of the same day elsewhere in the text, are candidates."""
    symbol = c.symbol
    keys = {k.key for k in registry.known.get(symbol.family, ()) if c.issued in (None, k.entry.issued)}
    keys |= placed.get((symbol.family, c.issued), set())
    return Identity("ambiguous", None, tuple(sorted(keys))) if keys else UNKNOWN


def _of_term(c: Cited, term: str, facts: _Facts, entries: Iterable[Known]) -> Identity:
    """Settle by the term: numbers of a type are given once a term, so a term is as good as a date."""
    symbol = c.symbol
    days = [day for day, said in facts.items() if any((series, t) == (symbol.series, term) for series, t, _ in said)]
    days = days or [d for d, said in facts.items() if party_term(d) == term and any(series == symbol.series for series, _, _ in said)]
    keys = {symbol.of_day(day) for day in days} or {k.key for k in entries if k.entry.term == term and k.symbol.series == symbol.series}
    if len(keys) == 1:
        return Identity("resolved", keys.pop())
    if keys:
        return Identity("ambiguous", None, tuple(sorted(keys)))
    return Identity("resolved", symbol.key(slug(f"khoa {term}")))


def _bare(c: Cited, standing: dict[str, _Standing], registry: Registry) -> Identity:
    """Settle a bare number: the one document of that number in the text; else what is known of it are candidates."""
    if len(standing) > KEPT:
        return Identity("ambiguous", None, tuple(sorted(standing)[:KEPT]))
    entries = [k for k in registry.find(c.symbol, c.place) if not _later(k.entry.issued, c.bound)]
    possible = [s for s in standing.values() if not _later(s.day, c.bound)]
    fitting = [s.key for s in possible if _one_series(c, s.series) and _fits(c.title, s.titles)]
    of_year = [k.key for k in entries if c.year is not None and k.entry.issued is not None and k.entry.issued.year == c.year]
    if len(fitting) == 1 and len(possible) == 1 and set(of_year) <= set(fitting):
        return Identity("resolved", fitting[0])
    keys = fitting if len(fitting) > 1 else [*(s.key for s in possible), *(k.key for k in entries)]
    return Identity("ambiguous", None, tuple(sorted(set(keys)))) if keys else UNKNOWN


def _day_of(key: str) -> dt.date | None:
    """Return the day in an identity key, if it has one."""
    mark = key.split("/")[3]
    return dt.date.fromisoformat(mark) if mark.count("-") == 2 and mark[0].isdigit() else None


def _later(day: dt.date | None, bound: dt.date | None) -> bool:
    return day is not None and bound is not None and day > bound


def _one_series(c: Cited, series: set[str]) -> bool:
    """QĐi and QĐ were two series for a time: a bare number crosses over only where the text says Quy định."""
    return c.symbol.series in series or c.doc_type in _RULED


def _fits(title: str | None, titles: Iterable[str]) -> bool:
    """Tell whether a title may be that of a document; documents of one number and quite other words are two."""
    if title is None:
        return True
    words = set(title_slug(title).split("-"))
    return all(len(words & (other := set(title_slug(t).split("-")))) >= _SHARED_WORDS * min(len(words), len(other)) for t in titles)
