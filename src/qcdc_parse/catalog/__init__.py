"""Vocabulary as data: TOML files beside this module, loaded and checked once, when first used."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, get_args

from qcdc_parse.errors import CatalogError
from qcdc_parse.model import VerdictValue

__all__ = [
    "Directive",
    "DocType",
    "Law",
    "assembly_years",
    "directives",
    "doc_types",
    "law_entries",
    "laws",
    "party_term",
    "raw",
    "relations",
    "terms",
    "verdicts",
]


@cache
def raw(name: str) -> dict[str, Any]:
    """Load one vocabulary file, by its name without ending.

    >>> raw("verdicts")["verdict"][0]["value"]
    'exceeded'
    """
    data = resources.files(__package__).joinpath(f"{name}.toml").read_bytes()
    try:
        return tomllib.loads(data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogError(f"catalog/{name}.toml: {error}") from error


def _list(name: str, key: str) -> list[dict[str, Any]]:
    entries = raw(name).get(key)
    if not isinstance(entries, list) or not entries:
        raise CatalogError(f"catalog/{name}.toml: no [[{key}]]")
    return entries


@dataclass(frozen=True, slots=True)
class DocType:
    """Tên loại văn bản: a type of document, its codes and how prose abbreviates it."""

    name: str
    party: tuple[str, ...]
    state: tuple[str, ...]
    misprints: tuple[str, ...]
    short: tuple[str, ...]
    speaks: bool
    heads: bool


@cache
def doc_types() -> tuple[DocType, ...]:
    """Return all types, in the order of the file.

    >>> next(t.party for t in doc_types() if t.name == "Chỉ thị")
    ('CT',)
    """
    return tuple(
        DocType(
            e["name"],
            tuple(e["party"]),
            tuple(e["state"]),
            tuple(e.get("misprints", ())),
            tuple(e["short"]),
            e["self"],
            e["heading"],
        )
        for e in _list("doc_types", "type")
    )


@cache
def verdicts() -> dict[str, VerdictValue]:
    """Return the value of every wording of a verdict.

    >>> verdicts()["chưa đạt"]
    'not_yet_met'
    """
    table: dict[str, VerdictValue] = {}
    for entry in _list("verdicts", "verdict"):
        if entry["value"] not in get_args(VerdictValue):
            raise CatalogError(f"catalog/verdicts.toml: {entry['value']!r} is no value of a verdict")
        for words in entry["words"]:
            if words in table:
                raise CatalogError(f"catalog/verdicts.toml: {words!r} stands twice")
            table[words] = entry["value"]
    return table


@cache
def relations() -> dict[str, str]:
    """Return the relation of every cue.

    >>> relations()["căn cứ"]
    'based_on'
    """
    return {cue: entry["relation"] for entry in _list("relations", "relation") for cue in entry["cues"]}


@dataclass(frozen=True, slots=True)
class Directive:
    """One document of the registry of directives.

    ``confidence`` is H, M or L, ``source`` what the entry rests on; ``replaced_by``, ``repeals`` and ``amends`` are canonical
    numbers (of several documents with that number: the first issued after this one, or the last before it). ``place`` is that of
    a local body.
    """

    key: str
    doc_type: str
    issued: dt.date | None = None
    issuer: str | None = None
    term: str | None = None
    title: str | None = None
    title_exact: bool = False
    plenum: int | None = None
    confidence: str = ""
    source: str = ""
    replaced_by: tuple[str, ...] = ()
    repeals: tuple[str, ...] = ()
    amends: tuple[str, ...] = ()
    place: str | None = None


@cache
def directives() -> dict[str, tuple[Directive, ...]]:
    """Return the known documents by canonical number; several where numbers were used again.

    >>> [d.term for d in directives()["30-CT/TW"]][:1]
    ['VIII']
    """
    table: dict[str, list[Directive]] = {}
    for e in _list("directives", "directive"):
        entry = Directive(
            e["key"],
            e["doc_type"],
            e.get("issued"),
            e.get("issuer"),
            e.get("term"),
            e.get("title"),
            bool(e.get("title_exact")),
            e.get("plenum"),
            e["confidence"],
            e["source"],
            tuple(e.get("replaced_by", ())),
            tuple(e.get("repeals", ())),
            tuple(e.get("amends", ())),
        )
        table.setdefault(entry.key, []).append(entry)
    return {key: tuple(entries) for key, entries in table.items()}


@dataclass(frozen=True, slots=True)
class Law:
    """A name of laws with the acts that bear it, each by number and day; ``years`` of what goes by its year alone."""

    name: str
    acts: tuple[tuple[str, dt.date | None], ...]
    years: tuple[int, ...]


@cache
def law_entries() -> tuple[Law, ...]:
    """Return the laws with their acts, in the order of the file.

    >>> next(law.acts[0] for law in law_entries() if law.name == "Luật Tố cáo")[0]
    '25/2018/QH14'
    """
    return tuple(
        Law(e["name"], tuple((a["key"], a.get("issued")) for a in e.get("acts", ())), tuple(e.get("years", ())))
        for e in _list("laws", "law")
    )


@cache
def laws() -> tuple[str, ...]:
    """Return the names of laws, codes, ordinances and the constitution, longest first.

    >>> "Luật Phòng, chống tham nhũng" in laws()
    True
    """
    return tuple(sorted((e["name"] for e in _list("laws", "law")), key=lambda n: (-len(n), n)))


def assembly_years(term: int) -> tuple[int, int] | None:
    """Return the first and the last year of a term (khóa) of the National Assembly.

    >>> assembly_years(15)
    (2021, 2026)
    """
    return next(((e["first_year"], e["last_year"]) for e in _list("terms", "assembly") if e["term"] == term), None)


@cache
def terms() -> frozenset[str]:
    """Return the terms of the Central Committee, as roman numerals.

    >>> "XII" in terms()
    True
    """
    return frozenset(str(e["term"]) for e in _list("terms", "party"))


def party_term(day: dt.date) -> str | None:
    """Return the term (khóa) of the Central Committee on a day: after one congress closed, to the end of the next.

    >>> party_term(dt.date(1998, 2, 18))
    'VIII'
    """
    found = None
    for e in _list("terms", "party"):
        if e["from"] < day:
            found = str(e["term"])
    return found
