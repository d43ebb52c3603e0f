"""Settling: which document a number means, by what stands with it, then by what stands with the same number elsewhere.

First what stands on its own: a date, a term, a title known to the letter. Then bare numbers: the one document of that number that
the text speaks of. What the registry knows by the number alone is a candidate, never more.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from qcdc_parse.catalog import party_term
from qcdc_parse.identity.keys import Symbol, slug
from qcdc_parse.identity.registry import Known, Registry, title_slug
from qcdc_parse.model import Status

_RULED = frozenset({"Quy định", "Quy chế"})
_SHARED_WORDS = 0.5
"""Titles of one document share at least this part of the words of the shorter one."""


class Identity(NamedTuple):
    """Outcome for one mention."""

    status: Status
    target: str | None = None
    candidates: tuple[str, ...] = ()


UNKNOWN = Identity("unknown")


@dataclass(slots=True)
class Cited:
    """A number as it is cited: its symbol, the place of a local body, and what stands beside it."""

    symbol: Symbol
    place: str | None = None
    doc_type: str | None = None
    issued: dt.date | None = None
    term: str | None = None
    title: str | None = None


class _Standing(NamedTuple):
    """A document that a text speaks of by more than its number: key, series, and the titles and terms said with it."""

    key: str
    series: set[str]
    titles: set[str]


def settle(cited: Sequence[Cited], registry: Registry, also: Iterable[Cited] = ()) -> list[Identity]:
    """Settle the identity of every number a text cites; ``also`` are numbers it carries itself, as its own."""
    carried = [*cited, *also]
    _complete(carried, registry)
    facts: dict[tuple[str, str | None], dict[dt.date, list[Cited]]] = {}
    for c in carried:
        if c.issued is not None:
            facts.setdefault((c.symbol.family, c.place), {}).setdefault(c.issued, []).append(c)
    first = [_alone(c, facts.get((c.symbol.family, c.place), {}), registry) for c in carried]
    standing: dict[tuple[str, str | None], dict[str, _Standing]] = {}
    for c, found in zip(carried, first, strict=True):
        if found is not None and found.target is not None:
            documents = standing.setdefault((c.symbol.family, c.place), {})
            known = documents.setdefault(found.target, _Standing(found.target, set(), set()))
            known.series.add(c.symbol.series)
            if c.title:
                known.titles.add(c.title)
    return [
        found if found is not None else _bare(c, standing.get((c.symbol.family, c.place), {}), registry)
        for c, found in zip(cited, first, strict=False)
    ]


def local(symbol: Symbol) -> bool:
    """Tell whether the numbers of a symbol need a place."""
    return symbol.scope != "central"


def _complete(cited: Sequence[Cited], registry: Registry) -> None:
    """Complete what a number leaves open by the other mentions of it: type, level, place."""
    families = {c.symbol.family for c in cited if c.symbol.scope != "either"}
    places: dict[str, set[str]] = {}
    days: dict[tuple[str, str], set[dt.date]] = {}
    for c in cited:
        if c.place is not None and local(c.symbol):
            places.setdefault(c.symbol.family, set()).add(c.place)
            if c.issued is not None:
                days.setdefault((c.symbol.family, c.place), set()).add(c.issued)
    for c in cited:
        if c.symbol.scope == "either":
            c.symbol = _levelled(c, families, registry)
        if not c.symbol.kind:
            kinds = [k for k in ("luat", "nq", "pl") if _of_kind(c.symbol, k).family in families]
            c.symbol = _of_kind(c.symbol, kinds[0]) if len(kinds) == 1 else c.symbol
        if c.place is None and local(c.symbol) and len(said := places.get(c.symbol.family, ())) == 1:
            place = next(iter(said))
            if c.issued is None or c.issued in days.get((c.symbol.family, place), ()):
                c.place = place


def _of_kind(symbol: Symbol, kind: str) -> Symbol:
    return replace(symbol, kind=kind, series=kind, family=f"{symbol.system}/{symbol.body}/{kind}/{symbol.year or ''}/{symbol.serial}")


def _levelled(c: Cited, families: set[str], registry: Registry) -> Symbol:
    """`445-KL/TƯ`: of the province or central, as the same number is written elsewhere or the registry knows its day."""
    symbol = c.symbol
    body = f"{symbol.body[:-2]}tw"
    central = f"{symbol.system}/{body}/{symbol.kind}/{symbol.year or ''}/{symbol.serial}"
    of_centre, of_province = central in families, symbol.family in families
    if of_province and not of_centre:
        return replace(symbol, scope="province")
    dated = c.issued is not None and any(k.entry.issued == c.issued for k in registry.known.get(central, ()))
    if dated or (of_centre and not of_province):
        return replace(symbol, body=body, scope="central", family=central)
    return symbol


def _alone(c: Cited, facts: dict[dt.date, list[Cited]], registry: Registry) -> Identity | None:
    """Settle a number by what stands beside it; None where it is bare."""
    symbol = c.symbol
    if not symbol.kind:
        acts = tuple(key for k in ("luat", "nq", "pl") if (key := _of_kind(symbol, k).key(str(symbol.year))) in registry.names)
        return Identity("ambiguous", None, acts) if acts else UNKNOWN
    if local(symbol) and c.place is None:
        known = tuple(k.key for k in registry.known.get(symbol.family, ()) if c.issued in (None, k.entry.issued))
        return Identity("ambiguous", None, known) if known and symbol.scope != "either" else UNKNOWN
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
        keys |= {symbol.of_day(day, c.place) for day, said in facts.items() if any(o.title and title_slug(o.title) == title for o in said)}
        if len(keys) == 1:
            return Identity("resolved", keys.pop())
    return None


def _of_term(c: Cited, term: str, facts: dict[dt.date, list[Cited]], entries: Iterable[Known]) -> Identity:
    """Settle by the term: numbers of a type are given once a term, so a term is as good as a date."""
    symbol = c.symbol
    days = [day for day, said in facts.items() if any(o.term == term and o.symbol.series == symbol.series for o in said)]
    days = days or [d for d, said in facts.items() if party_term(d) == term and any(o.symbol.series == symbol.series for o in said)]
    keys = {symbol.of_day(day) for day in days} or {k.key for k in entries if k.entry.term == term and k.symbol.series == symbol.series}
    if len(keys) == 1:
        return Identity("resolved", keys.pop())
    if keys:
        return Identity("ambiguous", None, tuple(sorted(keys)))
    return Identity("resolved", symbol.key(slug(f"khoa {term}")))


def _bare(c: Cited, standing: dict[str, _Standing], registry: Registry) -> Identity:
    """Settle a bare number: the one document of that number in the text; else what is known of it are candidates."""
    entries = registry.find(c.symbol, c.place)
    fitting = [s.key for s in standing.values() if _one_series(c, s.series) and _fits(c.title, s.titles)]
    if len(fitting) == 1 and len(standing) == 1:
        return Identity("resolved", fitting[0])
    keys = fitting if len(fitting) > 1 else [*standing, *(k.key for k in entries)]
    return Identity("ambiguous", None, tuple(sorted(set(keys)))) if keys else UNKNOWN


def _one_series(c: Cited, series: set[str]) -> bool:
    """QĐi and QĐ were two series for a time: a bare number crosses over only where the text says Quy định."""
    return c.symbol.series in series or c.doc_type in _RULED


def _fits(title: str | None, titles: Iterable[str]) -> bool:
    """Tell whether a title may be that of a document; documents of one number and quite other words are two."""
    if title is None:
        return True
    words = set(title_slug(title).split("-"))
    return all(len(words & (other := set(title_slug(t).split("-")))) >= _SHARED_WORDS * min(len(words), len(other)) for t in titles)
