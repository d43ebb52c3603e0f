"""Short forms (`Nghị quyết 18`) of a text that speaks of several documents they may mean: all of them are candidates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import regex

from qcdc_parse.catalog import party_term
from qcdc_parse.identity.meetings import term_of
from qcdc_parse.identity.registry import title_slug
from qcdc_parse.identity.said import Said
from qcdc_parse.identity.settle import KEPT, Cited, Identity
from qcdc_parse.identity.spots import read_spot

__all__ = ["name_short"]

_SERIAL = regex.compile(r"(?<![\d/])0*(?P<serial>\d{1,4}[a-d]?)(?:/(?P<year>\d{4}))?$")


def name_short(said: Sequence[Said], cited: Mapping[int, Cited], identities: list[Identity]) -> None:
    """Settle, in place, the short forms that take up no mention: by type and number with what the text says of such documents."""
    shorts = [(i, m) for i, s in enumerate(said) if _is_short(s) and (m := _SERIAL.search(s.surface))]
    if not shorts:
        return
    by_number: defaultdict[tuple[str | None, str], dict[Identity, dict[Cited, str | None]]] = defaultdict(dict)
    types = {said[i].doc_type for i, _ in shorts}
    for index, c in cited.items():
        if c.doc_type in types:
            of_number = by_number[c.doc_type, c.symbol.serial]
            if len(of_number) < KEPT:
                of_number.setdefault(identities[index], {})[c] = said[index].issuer
    for index, m in shorts:
        s = said[index]
        meant = by_number.get((s.doc_type, m["serial"]), {})
        fitting = {i: [c for c, by in mentions.items() if _agrees(s, c, by, m["year"])] for i, mentions in meant.items()}
        identities[index] = _one_of([i for i, mentions in _titled(s, fitting).items() if mentions])


def _is_short(s: Said) -> bool:
    return (
        s.kind == "unnumbered"
        and s.symbol is None
        and s.antecedent is None
        and s.surface[-1:].isalnum()
        and any(map(str.isdigit, s.surface[-6:]))
    )


def _one_of(meant: list[Identity]) -> Identity:
    """Return the one document that is meant, where none that may be another stands beside it; else all known ones as candidates."""
    keys = {key for i in meant for key in ((i.target,) if i.target is not None else i.candidates)}
    if len(keys) == 1 and all(i.target is not None for i in meant):
        return Identity("resolved", keys.pop())
    return Identity("ambiguous", None, tuple(sorted(keys))) if keys else Identity("unknown")


def _titled(s: Said, fitting: dict[Identity, list[Cited]]) -> dict[Identity, list[Cited]]:
    """Keep those of the title that stands with the short form, where one has it."""
    if s.title is None:
        return fitting
    title = title_slug(s.title)
    same = {i: mentions for i, mentions in fitting.items() if any(c.title and title_slug(c.title) == title for c in mentions)}
    return same or fitting


def _agrees(s: Said, c: Cited, issuer: str | None, year: str | None) -> bool:
    """Tell whether date, term, year and issuer of a short form allow a mention in full."""
    if year is not None and c.symbol.year != int(year):
        return False
    if s.issued and c.issued and s.issued != c.issued:
        return False
    central = c.symbol.scope == "central"
    term = c.term or (party_term(c.issued) if c.issued and central and c.symbol.system == "dang" else None)
    if (own := term_of(s.term)) and term and own != term:
        return False
    if s.issuer is None or (issuer is not None and issuer.lower() == s.issuer.lower()):
        return True
    spot, other = read_spot(s.issuer), read_spot(issuer) if issuer else None
    if spot.level is None:
        return issuer is None
    if (spot.level == "central") != central:
        return False
    return other is None or central or all(x is None or y is None or x == y for x, y in zip(spot[:3], other[:3], strict=True))
