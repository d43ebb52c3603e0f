"""A mention while it is being read: where it stands and what was found beside it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from qcdc_parse.model import ReferenceKind
from qcdc_parse.number import DocNumber
from qcdc_parse.references.pinpoints import Pinpoints


@dataclass(slots=True)
class Mention:
    """One mention; attributes are filled by the stages of this package, in order."""

    start: int
    end: int
    kind: ReferenceKind
    rule: str
    doc_type: str | None = None
    number: DocNumber | None = None
    key: str | None = None
    typed: bool = True
    line_end: int = 0
    tail: int = 0
    issued: dt.date | None = None
    invalid_date: bool = False
    issuer: tuple[int, int] | None = None
    term: str | None = None
    title: tuple[int, int] | None = None
    quoted: bool = False
    closed: bool = False
    pinpoints: Pinpoints | None = None
    antecedent: Mention | None = None


def unnumbered_mention(start: int, end: int, kind: ReferenceKind, rule: str, doc_type: str, line_end: int) -> Mention:
    """Make a mention that has no number."""
    return Mention(start, end, kind, rule, doc_type, tail=end, line_end=line_end)


@dataclass(slots=True)
class Place:
    """Where a piece behind a mention begins.

    ``stop`` bounds it, ``line_end`` bounds titles, which may hold other mentions; ``before`` is the dated mention of the same line.
    ``comma`` and ``cell`` tell that a comma or the border of a cell stands before it.
    """

    at: int
    stop: int
    line_end: int
    bracket: bool
    before: Mention | None
    comma: bool = False
    cell: bool = False
