"""Luật sửa đổi, bổ sung: laws that go by the names of those they amend, and whose year it is that stands behind both."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from qcdc_parse.identity.laws import LAW_TYPES, LawName, NamedLaw
from qcdc_parse.identity.registry import Registry
from qcdc_parse.identity.said import Said

__all__ = ["share_years"]


def share_years(laws: dict[int, NamedLaw], said: Sequence[Said], registry: Registry) -> None:
    """Give the year, or day, behind `Luật sửa đổi … của Luật A năm 2018` to the law it is of, in place.

    It is of the law that is amended where an act of that name and year is known, of the amending one where acts of that name are known
    but none of that year; else it settles neither.
    """
    for index in [i for i in laws if is_amending(said[i])]:
        inner = _last_inside(laws, said, index)
        if inner is None:
            laws[index] = _without_time(laws[index])
            continue
        acts = registry.acts.get(laws[inner].law.name, ())
        year = laws[index].law.year
        day = laws[index].issued if year is None else None
        if any((a.year == year) if year else (day is not None and a.issued == day) for a in acts):
            laws[index] = _without_time(laws[index])
            laws[inner] = laws[inner]._replace(issued=laws[inner].issued or day)
        elif acts:
            latest = dt.date(year, 12, 31) if year is not None else day
            inside = _without_time(laws[inner]) if year is not None else laws[inner]
            laws[inner] = inside._replace(bound=inside.bound or latest)
        elif year is not None:
            laws[index], laws[inner] = _without_time(laws[index]), _without_time(laws[inner])


def is_amending(s: Said) -> bool:
    """Tell whether a mention is of a law that goes by the names of those it amends."""
    return s.doc_type in LAW_TYPES and s.kind == "named" and s.surface.split(" ", 1)[-1].lower().startswith("sửa đổi")


def _last_inside(laws: dict[int, NamedLaw], said: Sequence[Said], index: int) -> int | None:
    """Return the last of the laws that a mention names as amended, where the mention ends with it."""
    inner = None
    for at in range(index + 1, len(said)):
        if said[at].surface not in said[index].surface:
            break
        if at in laws and said[index].surface.endswith(said[at].surface):
            inner = at
    return inner


def _without_time(law: NamedLaw) -> NamedLaw:
    name: LawName = law.law
    return law._replace(law=name._replace(year=None), issued=None)
