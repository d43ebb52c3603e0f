"""Hiệu lực: when a document is in force after its date, and what the registry knows to have ended it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from qcdc_parse.catalog import Directive
from qcdc_parse.identity.keys import symbol_of
from qcdc_parse.identity.registry import Known, Registry
from qcdc_parse.number import DocNumber

__all__ = ["ACTING", "ended_by", "in_force"]

ACTING = frozenset({"implements", "based_on", "disseminates", "guides", "details"})
"""Relations that take a document to be in force; a report may review or name what was replaced since."""
_LAW_TAKES = dt.timedelta(days=365)
"""Laws and ordinances come into force up to a year after their date,"""
_STATE_TAKES = dt.timedelta(days=92)
"""decrees and the like up to three months,"""
_LOCAL_TAKES = dt.timedelta(days=45)
"""those of councils and committees up to six weeks (no sooner than 7 to 10 days, Luật số 80/2015/QH13, Điều 151); Party documents on their day."""
_LOCAL = ("ubnd", "hdnd", "ub")


def in_force(system: str, body: str, issued: dt.date, today: dt.date) -> bool:
    """Tell whether a document issued on a day is surely in force on another; ``body`` is the slug of its code.

    >>> in_force("nn", "cp", dt.date(2023, 8, 14), dt.date(2023, 9, 1)), in_force("dang", "tw", dt.date(2023, 8, 14), dt.date(2023, 9, 1))
    (False, True)
    """
    if system == "dang":
        return today > issued
    takes = _LAW_TAKES if body.startswith(("qh", "ubtvqh")) else _LOCAL_TAKES if body.startswith(_LOCAL) else _STATE_TAKES
    return today - issued > takes  # the last days there are have none after them


def ended_by(entry: Directive, registry: Registry) -> Iterator[tuple[str, Known]]:
    """Yield what replaced or repealed a document, as the registry knows: of several with that number the first issued after it."""
    for key in entry.replaced_by:
        if later := [k for k in _documents(key, registry) if _after(k.entry, entry)]:
            yield "replaced", min(later, key=lambda k: k.entry.issued or dt.date.max)
    for documents in registry.known.values():
        for other in (k for k in documents if entry.key in k.entry.repeals):
            between = [k for k in _documents(entry.key, registry) if _after(k.entry, entry) and _after(other.entry, k.entry)]
            if _after(other.entry, entry) and not between:
                yield "repealed", other


def _documents(key: str, registry: Registry) -> tuple[Known, ...]:
    number = DocNumber.parse(key)
    return registry.known.get(symbol_of(number).family, ()) if number else ()


def _after(later: Directive, earlier: Directive) -> bool:
    return later.issued is not None and earlier.issued is not None and later.issued > earlier.issued
