"""Registry: the documents that are known, the library's and those of users, looked up by symbol and by name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from qcdc_parse.catalog import Directive, Law, directives, law_entries
from qcdc_parse.identity.keys import Symbol, slug, symbol_of
from qcdc_parse.identity.spots import province_of
from qcdc_parse.number import DocNumber

__all__ = ["Act", "Known", "Registry", "builtin", "make_registry"]


@dataclass(frozen=True, slots=True)
class Known:
    """A known document: its symbol, its identity key, the slug of its title where that is known to the letter."""

    entry: Directive
    symbol: Symbol
    key: str
    place: str | None
    title: str | None


@dataclass(frozen=True, slots=True)
class Act:
    """An act of a name: its identity key, the year it was adopted, and the day where that is known."""

    key: str
    year: int | None
    issued: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Registry:
    """What is known, ready to be looked up; made by :func:`qcdc_parse.load_registry`."""

    known: Mapping[str, tuple[Known, ...]]
    acts: Mapping[str, tuple[Act, ...]]
    """By slug of the name (`luat-dat-dai`), newest first."""
    names: Mapping[str, str]
    """Slug of the name by identity key of the act."""
    laws: Mapping[str, Known]
    """The acts as known documents, by identity key; the name is the title."""
    years: Mapping[str, tuple[int, ...]]
    """Of what goes by its year alone: the constitution."""
    plenums: Mapping[tuple[str, int, str], tuple[Known, ...]]
    """By term, number of the plenum and type."""

    def find(self, symbol: Symbol, place: str | None) -> tuple[Known, ...]:
        """Return the known documents of a number; of a local body those of its place."""
        found = self.known.get(symbol.family, ())
        return found if symbol.scope == "central" or not found else tuple(k for k in found if k.place == place)


def make_registry(entries: Iterable[Directive], laws: Iterable[Law]) -> Registry:
    """Make a registry; of two entries for one document the first stands."""
    known: dict[str, dict[str, Known]] = {}
    plenums: dict[tuple[str, int, str], list[Known]] = {}
    for entry in entries:
        made = _known(entry)
        documents = known.setdefault(made.symbol.family, {})
        if made.key not in documents:
            documents[made.key] = made
            if entry.plenum is not None and entry.term is not None:
                plenums.setdefault((entry.term, entry.plenum, slug(entry.doc_type)), []).append(made)
    acts: dict[str, list[Act]] = {}
    names: dict[str, str] = {}
    described: dict[str, Known] = {}
    years: dict[str, tuple[int, ...]] = {}
    for law in laws:
        name = slug(law.name)
        if law.years:
            years.setdefault(name, law.years)
        for key, issued in law.acts:
            act = _act(law.name, key, issued)
            if act.key not in names:
                acts.setdefault(name, []).append(Act(act.key, _year(act), issued))
                names[act.key] = name
                described[act.key] = act
    return Registry(
        {family: tuple(documents.values()) for family, documents in known.items()},
        {name: tuple(sorted(found, key=lambda a: -(a.year or 0))) for name, found in acts.items()},
        names,
        described,
        years,
        {plenum: tuple(found) for plenum, found in plenums.items()},
    )


def _known(entry: Directive) -> Known:
    number = DocNumber.parse(entry.key)
    assert number is not None, entry.key
    symbol = symbol_of(number, entry.doc_type)
    place = (province_of(entry.place) or slug(entry.place)) if entry.place and symbol.scope != "central" else None
    if entry.issued:
        key = symbol.of_day(entry.issued, place)
    else:
        key = symbol.key(str(symbol.year) if symbol.year else slug(f"khoa {entry.term}"), place)
    return Known(entry, symbol, key, place, title_slug(entry.title) if entry.title and entry.title_exact else None)


def _act(name: str, key: str, issued: dt.date | None) -> Known:
    number = DocNumber.parse(key)
    assert number is not None, key
    kind = next(t for t in ("Bộ luật", "Luật", "Pháp lệnh") if name.startswith(t))
    act = Known(Directive(key, kind, issued, title=name), symbol_of(number, kind), "", None, None)
    return replace(act, key=act.symbol.key(str(_year(act))))


def _year(act: Known) -> int | None:
    return act.symbol.year or (act.entry.issued.year if act.entry.issued else None)


def title_slug(title: str) -> str:
    """Fold a title for comparison; a leading `về`, `về việc` goes.

    >>> title_slug("Về việc tăng cường công tác dân vận")
    'tang-cuong-cong-tac-dan-van'
    """
    return slug(title).removeprefix("ve-").removeprefix("viec-")


@cache
def builtin() -> Registry:
    """Return the registry of the library alone."""
    return make_registry((d for entries in directives().values() for d in entries), law_entries())
