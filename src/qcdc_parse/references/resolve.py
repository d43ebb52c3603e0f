"""Identity: which document a mention means.

Party numbers start again every term, for every type and body; a symbol alone is never an identity. State normative
numbers hold their year and are one. What stays open stays open, with the candidates the registry knows.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import regex

from qcdc_parse.catalog import Directive, directives
from qcdc_parse.model import Status
from qcdc_parse.references.mention import Mention

_SLUG = regex.compile(r"[^a-z0-9]+")
CENTRAL = ("TW",)


@dataclass(frozen=True, slots=True)
class Identity:
    """Outcome for one mention."""

    status: Status
    target: str | None = None
    candidates: tuple[str, ...] = ()


@lru_cache(maxsize=1 << 12)
def slug(text: str) -> str:
    """Fold a text to lower-case ASCII words joined by hyphens.

    >>> slug("Đảng ủy Khối")
    'dang-uy-khoi'
    """
    plain = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d")).encode("ascii", "ignore").decode()
    return _SLUG.sub("-", plain.lower()).strip("-")


def identity_key(m: Mention, mark: str, place: str | None = None) -> str:
    """Return the key of a document: system, body (of a place), type, date, year or term, number."""
    number = m.number
    assert number is not None
    system = "dang" if number.system == "party" else "nn"
    body = slug(number.body_code)
    if place:
        body += f"@{slug(place)}"
    kind = slug(number.type_code or "vb")
    serial = (number.serial + number.suffix).lstrip("0") or "0"
    return f"{system}/{body}/{kind}/{mark}/{serial}"


def _of_entry(m: Mention, entry: Directive) -> str:
    return identity_key(m, entry.issued.isoformat() if entry.issued else slug(f"khoa {entry.term}"))


def resolve(mentions: list[Mention], place: str | None) -> list[Identity]:
    """Settle the identity of every mention, with what other mentions of the same number say.

    ``place`` is the province or body whose local numbers (`TU`, `ĐUK`) the document uses; None where unknown.
    """
    dates: dict[str, set[dt.date]] = {}
    for m in mentions:
        if m.key and m.issued:
            dates.setdefault(m.key, set()).add(m.issued)
    return [_resolve(m, dates.get(m.key or "", set()), place) for m in map(_meant, mentions)]


def _meant(m: Mention) -> Mention:
    while m.antecedent is not None:
        m = m.antecedent
    return m


def _resolve(m: Mention, dates: set[dt.date], place: str | None) -> Identity:
    if m.kind == "self":
        return Identity("self")
    number = m.number
    if number is None:
        return Identity("unknown")
    if number.system == "state" and number.year is not None:
        local = number.body_code.startswith(("UBND", "HĐND"))
        if local and place is None:
            return Identity("unknown")
        return Identity("resolved", identity_key(m, str(number.year), place if local else None))
    day = m.issued or (next(iter(dates)) if len(dates) == 1 else None)
    if not (number.body_code.endswith(CENTRAL) or number.body_code in {"CP", "TTg"}):
        if place is None or day is None:
            return Identity("unknown")
        return Identity("resolved", identity_key(m, day.isoformat(), place))
    known = directives().get(m.key or "", ())
    fitting = [d for d in known if (day is None or d.issued == day) and (m.term is None or d.term in (None, m.term))]
    if day is not None:
        return Identity("resolved", identity_key(m, day.isoformat()))
    if m.term is not None and len(fitting) == 1:
        return Identity("resolved", _of_entry(m, fitting[0]))
    if m.term is not None and not fitting:
        return Identity("resolved", identity_key(m, slug(f"khoa {m.term}")))
    if fitting:
        return Identity("ambiguous", None, tuple(_of_entry(m, d) for d in fitting))
    if len(dates) > 1:
        return Identity("ambiguous", None, tuple(identity_key(m, d.isoformat()) for d in sorted(dates)))
    return Identity("unknown")
