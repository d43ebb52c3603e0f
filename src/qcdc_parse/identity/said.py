"""What mentions say, as far as identity goes."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

import regex

from qcdc_parse.identity.keys import Symbol
from qcdc_parse.model import Header, ReferenceKind

__all__ = ["Said", "year_beside"]


class Said(NamedTuple):
    """What a mention says; ``antecedent`` is the index of the mention it takes up, ``inside`` of the one whose title holds it."""

    kind: ReferenceKind
    surface: str
    doc_type: str | None = None
    symbol: Symbol | None = None
    issued: dt.date | None = None
    issuer: str | None = None
    term: str | None = None
    title: str | None = None
    antecedent: int | None = None
    inside: int | None = None
    year: int | None = None
    """What follows as `năm 2022`: the year of the document, or of what is done about it."""
    header: Header | None = None
    """That of the attachment it stands in."""


_YEAR_BESIDE = regex.compile(r"\s*\(?năm\s+(?P<year>(?:19|20)\d\d)(?!\d)")
_NEAR = 160
"""An issuer, and the year behind it, end at most this many code points behind their mention."""


def year_beside(text: str, end: int, issuer: str | None) -> int | None:
    """Return the year that follows a mention that ends at ``end``, or its issuer.

    >>> year_beside("Nghị quyết số 18-NQ/TW của Trung ương năm 2022", 22, "Trung ương")
    2022
    """
    if " năm" not in text[end : end + _NEAR]:
        return None
    found = _YEAR_BESIDE.match(text, end)
    if found is None and issuer is not None:
        at = text.find(issuer, end, end + _NEAR)
        found = _YEAR_BESIDE.match(text, at + len(issuer)) if at >= 0 else None
    return int(found["year"]) if found else None
