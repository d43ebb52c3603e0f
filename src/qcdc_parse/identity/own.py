"""Own identity: which document a text is, by its own header."""

from __future__ import annotations

import datetime as dt

from qcdc_parse.identity.keys import Symbol, symbol_of_record
from qcdc_parse.identity.places import Home, home_of, place_of
from qcdc_parse.identity.settle import local
from qcdc_parse.identity.spots import read_spot
from qcdc_parse.model import Header

__all__ = ["own_key", "own_symbol"]


def own_symbol(header: Header, home: Home) -> tuple[Symbol, str | None] | None:
    """Return the symbol of a document's own number and, of a local body, its place; None without number."""
    if header.number is None:
        return None
    symbol = symbol_of_record(header.number, header.doc_type)
    if symbol.scope == "province":
        return symbol, place_of("province", symbol.body, read_spot(header.issuer or ""), home, header.issued, symbol.year)
    return symbol, home.place(home.spot.province) if local(symbol) else None


def own_key(header: Header, latest: dt.date | None = None) -> str | None:
    r"""Return the identity key of a document that has this header; None where the header does not settle it.

    It takes a number, a date (or the year inside the symbol), and of a local body the place. ``latest`` is the latest day the
    document speaks of.

    >>> from qcdc_parse import parse_text
    >>> own_key(parse_text("BỘ CHÍNH TRỊ\nSố 120-KL/TW\nHà Nội, ngày 07 tháng 01 năm 2016\nKẾT LUẬN\nvề dân chủ ở cơ sở\n").header)
    'dang/tw/kl/2016-01-07/120'
    """
    found = own_symbol(header, home_of(header, latest))
    if found is None:
        return None
    symbol, place = found
    if not symbol.kind or symbol.scope == "either" or (local(symbol) and place is None):
        return None
    if header.issued is not None:
        return symbol.of_day(header.issued, place)
    return symbol.key(str(symbol.year), place) if symbol.year is not None else None
