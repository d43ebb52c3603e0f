"""All mentions of one document, from what they say to which documents they mean."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from qcdc_parse.catalog import terms
from qcdc_parse.identity.amending import share_years
from qcdc_parse.identity.fuller import districts_of, in_full
from qcdc_parse.identity.keys import Symbol
from qcdc_parse.identity.laws import LAW_TYPES, LawName, NamedLaw, read_law, settle_laws
from qcdc_parse.identity.meetings import read_meeting, settle_congress, settle_plenum, term_of
from qcdc_parse.identity.organs import is_many
from qcdc_parse.identity.own import own_symbol
from qcdc_parse.identity.places import NO_DISTRICTS, Home, home_of, part_home, place_of
from qcdc_parse.identity.registry import Registry, title_slug
from qcdc_parse.identity.said import Said
from qcdc_parse.identity.settle import UNKNOWN, Cited, Identity, local, settle
from qcdc_parse.identity.short import name_short
from qcdc_parse.identity.spots import NOWHERE, read_spot
from qcdc_parse.model import Header

_SELF = Identity("self")


class Identified(NamedTuple):
    """Identities of the mentions of a document; what its numbers say, by index of the mention, and its own; where each stands."""

    identities: list[Identity]
    cited: dict[int, Cited]
    own: tuple[Cited, ...]
    homes: list[Home]


def identify(said: Sequence[Said], header: Header, registry: Registry, districts: Mapping[str, str] = NO_DISTRICTS) -> Identified:
    """Settle the identity of every mention of a document; ``districts`` tells the provinces of districts that it may not print.

    The province that it prints with its own district, or with another, in one place, it means in all.
    """
    found = _identify(said, header, registry, districts)
    told = districts_of(_keys_of(found)) if any("@" in key for key in _keys_of(found)) else {}
    if any(home.spot.province is None and home.district in told for home in found.homes):
        found = _identify(said, header, registry, {**told, **districts})
    fuller = in_full(_keys_of(found), told) if told or any("@" in key for key in _keys_of(found)) else {}
    return found._replace(identities=[completed(i, fuller) for i in found.identities]) if fuller else found


def _keys_of(found: Identified) -> list[str]:
    own = [c.symbol.of_day(c.issued, c.place) for c in found.own if c.issued and c.place]
    return [*own, *(i.target for i in found.identities if i.target is not None)]


def completed(identity: Identity, fuller: Mapping[str, str]) -> Identity:
    """Return an identity with the fuller keys of those that it names."""
    if identity.target is not None:
        return identity._replace(target=fuller.get(identity.target, identity.target))
    if not fuller.keys().isdisjoint(identity.candidates):
        return identity._replace(candidates=tuple(sorted({fuller.get(key, key) for key in identity.candidates})))
    return identity


def _identify(said: Sequence[Said], header: Header, registry: Registry, districts: Mapping[str, str]) -> Identified:
    latest = max((s.issued for s in said if s.issued is not None), default=None)
    home = home_of(header, latest, districts)
    parts = {id(s.header): s.header for s in said if s.header is not None}
    of_part = {key: part_home(part, home, latest) for key, part in parts.items()}
    homes = [of_part[id(s.header)] if s.header is not None else home for s in said]
    carried = [_own(header, home), *(_own(part, of_part[key]) for key, part in parts.items())]
    own = tuple(c for c in carried if c is not None)
    cited = {
        index: _cited(s, s.symbol, homes[index], _bound(said, s) if s.inside is not None else None)
        for index, s in enumerate(said)
        if s.symbol is not None and s.kind != "self"
    }
    out = [_SELF if s.kind == "self" else UNKNOWN for s in said]
    for index, found in zip(cited, settle(list(cited.values()), registry, own), strict=True):
        out[index] = found
    _name_laws(said, cited, out, registry)
    _name_meetings(said, out, homes, registry)
    name_short(said, cited, out)
    return Identified([out[index] for index in follow(said)], cited, own, homes)


def follow(said: Sequence[Said]) -> list[int]:
    """Return the index of the mention that each means in the end."""
    out = [-1] * len(said)
    for index in range(len(said)):
        way = []
        at = index
        while out[at] < 0 and (before := said[at].antecedent) is not None:
            way.append(at)
            at = before
        end = out[at] if out[at] >= 0 else at
        for passed in (*way, at):
            out[passed] = end
    return out


def _own(header: Header, home: Home) -> Cited | None:
    found = own_symbol(header, home) if header.issued is not None else None
    return Cited(*found, header.doc_type, header.issued, title=header.title, printed=True) if found is not None else None


def _bound(said: Sequence[Said], s: Said) -> dt.date | None:
    """Return the day of the document in whose title a mention stands: it speaks of nothing later."""
    if s.inside is None:
        return None
    holder = said[s.inside]
    year = holder.symbol.year if holder.symbol is not None else None
    return holder.issued or (dt.date(year, 12, 31) if year is not None else None)


def _cited(s: Said, symbol: Symbol, home: Home, bound: dt.date | None) -> Cited:
    place = None
    printed = False
    spot = read_spot(s.issuer) if s.issuer else NOWHERE
    if s.issuer and symbol.system == "nn" and symbol.scope == "central" and _only_looks_central(s.issuer):
        symbol = symbol._replace(scope="organ")
    if local(symbol):
        printed = spot.level is not None
        central = spot.level == "central" or (spot.level is None and home.spot.level == "central" and home.body == symbol.body)
        if symbol.scope == "organ" and central and spot.of != "organ" and not is_many(symbol.body):
            symbol = symbol._replace(scope="central")
        elif not (symbol.scope == "organ" and symbol.kind in _OF_PARTIES):
            place = place_of(symbol.scope, symbol.body, spot, home, s.issued, symbol.year)
    return Cited(symbol, place, s.doc_type, s.issued, term_of(s.term), s.title, s.year, bound, printed)


_OF_PARTIES = frozenset({"hop-dong"})
"""Contracts: a code behind them is no body's."""


def _only_looks_central(issuer: str) -> bool:
    """`9/QĐ-BTC` of a Ban Tổ chức is not that of the Ministry of Finance, and a branch of the State Bank is in its province."""
    return issuer.startswith(("Ban ", "BAN ")) or "chi nhánh" in issuer.lower()


def _name_laws(said: Sequence[Said], cited: dict[int, Cited], out: list[Identity], registry: Registry) -> None:
    laws: dict[int, NamedLaw] = {}
    for index, s in enumerate(said):
        if s.doc_type not in LAW_TYPES or s.kind not in ("named", "numbered") or (s.kind == "numbered" and s.surface.startswith(_AMENDING)):
            continue
        law = read_law(s.surface, s.doc_type)
        if law is None:
            continue
        key = out[index].target if index in cited else None
        if index in cited and key is None:
            continue
        if key is not None and (name := registry.names.get(key)):
            law = law._replace(name=name)
        law = law if law.name in registry.acts else law.as_known(registry)
        laws[index] = NamedLaw(law, None if _of_holder(said, s, law, registry) else s.issued, key, _bound(said, s))
    share_years(laws, said, registry)
    if any(law.key is None for law in laws.values()):
        for index, found in zip(laws, settle_laws(list(laws.values()), registry), strict=True):
            out[index] = found


def _of_holder(said: Sequence[Said], s: Said, law: LawName, registry: Registry) -> bool:
    """Tell whether the day behind a law in the title of a numbered act is that act's: of its year, and of no known act of the name."""
    symbol = said[s.inside].symbol if s.inside is not None else None
    known = any(act.issued == s.issued for act in registry.acts.get(law.name, ()))
    return symbol is not None and s.issued is not None and symbol.year == s.issued.year and not known


_AMENDING = ("Luật sửa đổi", "Luật Sửa đổi")


def _name_meetings(said: Sequence[Said], out: list[Identity], homes: list[Home], registry: Registry) -> None:
    plenum = None
    waiting = []
    for index, s in enumerate(said):
        if s.kind != "congress":
            continue
        meeting = read_meeting(s.surface)
        if meeting is None and plenum is not None and term_of(s.term) is not None:
            meeting = plenum  # `Trung ương 4 khóa XI, XII`: the later term has the number of the first.
        if meeting is None:
            continue
        if meeting.kind == "plenum":
            plenum = meeting
            waiting.append((index, s, meeting))
        else:
            out[index] = settle_congress(meeting, s.doc_type, homes[index])
    known: dict[int | None, set[str]] = {}
    for _, s, meeting in waiting:
        if (term := term_of(s.term)) is not None:
            known.setdefault(meeting.ordinal, set()).add(term)
    for index, s, meeting in waiting:
        term = term_of(s.term)
        spoken = known.get(meeting.ordinal, set())
        of = (term,) if term is not None else tuple(spoken) if len(spoken) == 1 else sorted(terms())
        out[index] = settle_plenum(meeting, s.doc_type, of, title_slug(s.title) if s.title else None, registry)
