"""What relations mean in a graph, from ``catalog/graph.toml``."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from qcdc_parse.catalog import raw
from qcdc_parse.graph.models import Level
from qcdc_parse.identity.keys import slug
from qcdc_parse.identity.spots import provinces
from qcdc_parse.model import System

__all__ = ["Relation", "active", "assembly_of", "fold", "level_names", "level_of", "relations", "system_of", "time_of", "titled"]


class Relation(NamedTuple):
    """A relation: its place in the order, whether the source rests on, changes or ends the target, names for people and for schema.org."""

    name: str
    rank: int
    rests: bool
    changes: bool
    ends: bool
    vi: str
    en: str
    schema: str


@cache
def relations() -> dict[str, Relation]:
    """Return all relations by name, the strongest first.

    >>> list(relations())[:3]
    ['replaces', 'repeals', 'suspends']
    """
    return {
        e["name"]: Relation(
            e["name"], rank, e.get("rests", False), e.get("changes", False), e.get("ends", False), e["vi"], e["en"], e["schema"]
        )
        for rank, e in enumerate(raw("graph")["relation"])
    }


def active(relation: str) -> str | None:
    """Return what a passive relation says the cited document did; None of an active one.

    >>> active("amended_by"), active("cites")
    ('amends', None)
    """
    passive: dict[str, str] = raw("graph")["passive"]
    return passive.get(relation)


def titled(doc_type: str | None, relation: str) -> str:
    """Return what a relation in the title of a document of a type is.

    >>> titled("Hướng dẫn", "implements"), titled("Kế hoạch", "implements")
    ('guides', 'implements')
    """
    of_type: dict[str, str] = raw("graph")["titles"].get(doc_type or "", {})
    return of_type.get(relation, relation)


@cache
def _levels() -> tuple[tuple[str, ...], tuple[str, ...]]:
    levels = raw("graph")["levels"]
    return tuple(levels["districts"]), tuple(f"{word}-" for word in levels["grassroots"])


def level_names() -> dict[Level, tuple[str, str]]:
    """Return the levels from high to low with their Vietnamese and English names."""
    levels = raw("graph")["levels"]
    return {name: (vi, en) for name, vi, en in zip(levels["order"], levels["vi"], levels["en"], strict=True)}


def level_of(key: str) -> Level | None:
    """Return the level that an identity key says: without a place a document is central.

    >>> level_of("dang/tw/kl/2016-01-07/120"), level_of("dang/tu@lam-dong/ct/2018-02-27/24")
    ('central', 'province')
    >>> level_of("dang/hu@di-linh.lam-dong/nq/2020-04-03/5"), level_of("dang/du@xa-tan-ha.di-linh.lam-dong/nq/2020-05-03/7")
    ('district', 'grassroots')
    >>> level_of("nn/ubnd@di-linh/qd/2020-04-03/5"), level_of("dang/hu@lam-dong/nq/2020-04-03/5"), level_of("dang/duk@lam-dong/nq/2020-04-03/5")
    ('district', 'district', 'district')
    """
    if system_of(key) is None:
        return None
    of_districts, grassroots = _levels()
    body, _, place = key.partition("/")[2].partition("/")[0].partition("@")
    if not place:
        return "central"
    units = [unit for unit in place.split(".") if unit not in provinces()]
    if place.startswith(grassroots) or len(units) > 1 or body == "cb" or (units and body == "du"):
        return "grassroots"
    return "district" if units or body.endswith(of_districts) else "province"


_SYSTEMS: dict[str, System] = {"dang": "party", "nn": "state"}


def system_of(key: str) -> System | None:
    """Return ``party`` or ``state``; None of a document without identity."""
    return _SYSTEMS.get(key.partition("/")[0])


def assembly_of(key: str) -> tuple[str | None, str | None]:
    """Return number and issuer of what the National Assembly passed, as the key says them; laws that go by their name have no number.

    >>> assembly_of("nn/qh13/luat/2015/77"), assembly_of("nn/qh/hp/2013/hien-phap"), assembly_of("nn/cp/nd/2015/4")
    (('77/2015/QH13', 'Quốc hội'), (None, 'Quốc hội'), (None, None))
    """
    system, body, *_, year, serial = (*key.split("/"), "", "", "", "")[:5]
    name = raw("graph")["assembly"].get(body.rstrip("0123456789")) if system == "nn" else None
    number = f"{serial}/{year}/{body.upper()}" if name and year.isdigit() and serial.isdigit() else None
    return number, name


def time_of(key: str) -> str:
    """Return the time in an identity key, a date, a year or a term: `2016-01-07`, `2015`, `khoa-xii`; empty without one."""
    parts = key.split("/")
    return parts[3] if len(parts) > 3 else ""


def fold(text: str) -> str:
    """Fold a text for search: no tones, no case, words apart by one blank.

    >>> fold("Chỉ thị số 30-CT/TW")
    'chi thi so 30 ct tw'
    """
    return slug(text).replace("-", " ")
