"""Councils and committees of several texts: a number without issuer may be that of the body above."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from qcdc_parse.identity.settle import Cited, Identity

__all__ = ["of_body_above", "printed_days"]


def printed_days(found: Iterable[Cited]) -> dict[str, set[dt.date | None]]:
    """Return the documents of councils and committees that headers or printed issuers speak of, with their days."""
    out: dict[str, set[dt.date | None]] = {}
    for cited in found:
        symbol = cited.symbol
        if cited.printed and cited.place is not None and symbol.scope == "council" and (cited.issued or symbol.year):
            out.setdefault(_key_of(cited, cited.place), set()).add(cited.issued)
    return out


def _key_of(cited: Cited, place: str) -> str:
    return cited.symbol.of_day(cited.issued, place) if cited.issued is not None else cited.symbol.key(str(cited.symbol.year), place)


def of_body_above(cited: Cited, identity: Identity, printed: Mapping[str, set[dt.date | None]]) -> Identity:
    """Settle a number of a council or committee without issuer: the document's own, unless others print it as that of a body above.

    With the same day it is that one's; with the year alone either's.
    """
    assert identity.target is not None
    if identity.target in printed or cited.place is None or not (cited.issued or cited.symbol.year):
        return identity
    units = cited.place.split(".")
    above = [key for n in range(1, len(units)) if (key := _key_of(cited, ".".join(units[n:]))) in printed]
    if len(above) != 1:
        return identity
    if cited.issued is not None:
        return Identity("resolved", above[0]) if cited.issued in printed[above[0]] else identity
    return Identity("ambiguous", None, tuple(sorted((identity.target, above[0]))))
