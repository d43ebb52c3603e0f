"""Own identity: which document a text is, by its own header."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from qcdc_parse.identity.fuller import districts_of, in_full
from qcdc_parse.identity.keys import Symbol, symbol_of_record
from qcdc_parse.identity.places import NO_DISTRICTS, Home, home_of, part_home, place_of
from qcdc_parse.identity.settle import local
from qcdc_parse.identity.spots import read_letterhead
from qcdc_parse.identity.unanchored import told_above
from qcdc_parse.model import Attachment, Header, Reference

__all__ = ["identified", "own_keys", "own_symbol"]


def own_symbol(header: Header, home: Home) -> tuple[Symbol, str | None] | None:
    """Return the symbol of a document's own number and, of a local body, its place; None without number."""
    if header.number is None:
        return None
    symbol = symbol_of_record(header.number, header.doc_type)
    if symbol.scope in {"province", "district"}:
        said = read_letterhead(header.issuer or "")
        return symbol, place_of(symbol.scope, symbol.body, said, home, header.issued, symbol.year)
    return symbol, home.place(home.spot.province) if local(symbol) else None


def own_keys(
    header: Header, parts: Sequence[Header], latest: dt.date | None = None, districts: Mapping[str, str] = NO_DISTRICTS
) -> tuple[str | None, ...]:
    r"""Return the identity key of a document and of its attachments, by their headers; None where a header does not settle it.

    It takes a number, a date (or the year inside the symbol), and of a local body the place; an attachment comes from where
    the document does, unless it says otherwise. ``latest`` is the latest day the document speaks of, ``districts`` tells the provinces
    of districts that the letterhead may not print.

    >>> from qcdc_parse import parse_text
    >>> text = "BỘ CHÍNH TRỊ\nSố 120-KL/TW\nHà Nội, ngày 07 tháng 01 năm 2016\nKẾT LUẬN\nvề dân chủ ở cơ sở\n"
    >>> own_keys(parse_text(text).header, ())
    ('dang/tw/kl/2016-01-07/120',)
    """
    home = home_of(header, latest, districts)
    return _key(header, home), *(_key(part, part_home(part, home, latest)) for part in parts)


def identified(
    header: Header, attachments: Sequence[Attachment], references: Sequence[Reference], text: str
) -> tuple[Header, tuple[Attachment, ...]]:
    """Return the headers of a record with the identities that they settle; ``text`` is that of the document."""
    latest = max((r.issued for r in references if r.issued is not None), default=None)
    headers = [part.header for part in attachments]
    above = told_above(header, text)
    own, *parts = own_keys(header, headers, latest, above)
    keys = [key for key in (own, *parts, *(r.target for r in references)) if key is not None and "@" in key]
    if keys and (districts := districts_of(keys)):
        own, *parts = own_keys(header, headers, latest, {**districts, **above})
    fuller = in_full([*keys, *(key for key in (own, *parts) if key)], districts_of(keys)) if keys else {}
    own, *parts = (fuller.get(key or "", key) for key in (own, *parts))
    return _with(header, own), tuple(
        part if key is None else part.model_copy(update={"header": _with(part.header, key)})
        for part, key in zip(attachments, parts, strict=True)
    )


def _with(header: Header, key: str | None) -> Header:
    return header if key is None else header.model_copy(update={"identity": key})


def _key(header: Header, home: Home) -> str | None:
    found = own_symbol(header, home)
    if found is None:
        return None
    symbol, place = found
    if not symbol.kind or symbol.scope == "either" or (local(symbol) and place is None):
        return None
    if header.issued is not None:
        return symbol.of_day(header.issued, place)
    return symbol.key(str(symbol.year), place) if symbol.year is not None else None
