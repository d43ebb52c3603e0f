"""Conflicts: mentions of one document that contradict each other.

That two mentions mean one document is never told by what they contradict each other in: a number and its date are compared
only where that number cannot be two documents.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from qcdc_parse.alike import shares_words
from qcdc_parse.bodies import body_named
from qcdc_parse.catalog import party_term
from qcdc_parse.identity.settle import Identity
from qcdc_parse.model import Severity
from qcdc_parse.references.mention import Mention
from qcdc_parse.references.titles import word_keys

_ALIKE = 0.6
"""Quoted titles of one document share at least this much of their words."""
_ALIKE_UNQUOTED = 0.45
"""So much where one is unquoted: writers name the matter in words of their own. Half of unrelated titles share less."""
_LEAST_WORDS = 5
_LEAST_UNQUOTED = 8
"""Shorter titles name the matter and are not compared; where an unquoted one ends is not always sure."""
_DATES = 6
"""A number with more dates than these is some list of many bodies; no more of its dates are compared."""
_DAYS = 31
_CONGRESS_EVERY = 5
"""Local congresses meet in years that end in 0 and 5: numbers begin again."""


class Doubt(NamedTuple):
    """What speaks against the mention of an index, ``at``: an earlier one, or the registry."""

    at: int
    code: str
    message: str
    severity: Severity = "warning"


def find_conflicts(text: str, mentions: Sequence[Mention], identities: Sequence[Identity]) -> Iterator[Doubt]:
    """Yield conflicts of date, issuer and title, each against the first mention that says otherwise, once a document."""
    dated: dict[tuple[str, str | None], dict[dt.date, Mention]] = {}
    issued: dict[str, Mention] = {}
    titled: dict[str, Mention] = {}
    for index, (m, identity) in enumerate(zip(mentions, identities, strict=True)):
        if m.key and m.issued:
            before = dated.setdefault((m.key, m.doc_type), {})
            if m.issued not in before and len(before) < _DATES:
                against = next((b for b in before.values() if _one_number(text, b, m)), None)
                if against is not None:
                    message = f"{m.key} is dated {m.issued} here and {against.issued} before; two documents, or a slip"
                    yield Doubt(index, "date-conflict", message)
                before[m.issued] = m
        document = identity.target or (f"{m.key} {m.issued}" if m.key and m.issued else None)
        if document is None or m.antecedent is not None:
            continue
        if m.issuer is not None:
            first = issued.setdefault(document, m)
            if first is not m and _other_body(text, first, m):
                yield Doubt(index, "issuer-conflict", f"{m.key} is of “{_issuer(text, m)}” here and of “{_issuer(text, first)}” before")
        if m.title is not None and m.quoted and m.closed:
            first = titled.setdefault(document, m)
            if (
                first is not m
                and not (identity.target is None and _other_place(text, first, m))
                and unlike(printed_title(text, first), printed_title(text, m), quoted=True)
            ):
                yield Doubt(
                    index,
                    "title-conflict",
                    f"the title of {m.key} is “{printed_title(text, m)}” here and “{printed_title(text, first)}” before",
                )


def _one_number(text: str, a: Mention, b: Mention) -> bool:
    """Tell whether a number with two dates can only be one document: the year in it, one term, one year of administration."""
    if a.number is None or a.issued is None or b.issued is None or _other_place(text, a, b):
        return False
    if a.number.year is not None:
        return True
    if a.number.system == "state":
        return a.issued.year == b.issued.year
    if (a.issued.day, a.issued.month) == (b.issued.day, b.issued.month):
        return True
    if a.number.body_code.endswith("TW"):
        term = party_term(a.issued)
        return term is not None and term == party_term(b.issued) and a.term == b.term
    return _one_local_term(a.issued, b.issued)


def _one_local_term(a: dt.date, b: dt.date) -> bool:
    early, late = min(a, b), max(a, b)
    if (late - early).days <= _DAYS:
        return True
    return all(year % _CONGRESS_EVERY for year in range(early.year, late.year + 1))


_ONE_BODY = regex.compile(r"(?:.*TW|CP|TTg|QH\d*|UBTVQH\d*|TU)\b")
"""Codes that stand for one body, though only one of two mentions names it: central ones, and the committee of the province."""


def _other_place(text: str, a: Mention, b: Mention) -> bool:
    """Tell whether a local number may be that of two bodies: the printed issuers differ, or only one is printed."""
    assert a.number is not None
    body = a.number.body_code
    if a.issuer is None and b.issuer is None:
        return False
    if a.issuer is None or b.issuer is None:
        return not (_ONE_BODY.fullmatch(body) or body.startswith(("TT", "B")))
    if _ONE_BODY.fullmatch(body) and body != "TU":
        return False
    one, other = sorted((_organisation(_issuer(text, a)), _organisation(_issuer(text, b))), key=len)
    return not other.startswith(one)


_ORGAN = regex.compile(r"^(?i:ban thường vụ|ban chấp hành|thường trực|btv|bch|chủ tịch) +")
_COMMITTEES = [
    (" ".join(word_keys(of)), " ".join(word_keys(name)))
    for of, name in (("Đảng bộ tỉnh", "Tỉnh ủy"), ("Đảng bộ thành phố", "Thành ủy"), ("Đảng bộ huyện", "Huyện ủy"))
]


def _organisation(printed: str) -> str:
    """Fold the organisation that an issuer is an organ of: `Ban Chấp hành Đảng bộ tỉnh` is of the `Tỉnh ủy`."""
    folded = " ".join(word_keys(_ORGAN.sub("", printed)))
    for of, name in _COMMITTEES:
        if folded.startswith(of):
            return name + folded[len(of) :]
    return folded


def _other_body(text: str, a: Mention, b: Mention) -> bool:
    one, other = body_named(_issuer(text, a)), body_named(_issuer(text, b))
    return one is not None and other is not None and one != other


def unlike(one: str, other: str, *, quoted: bool) -> bool:
    """Tell whether two titles share too little to be one document's; a short form is like its long one.

    >>> unlike("tiếp công dân và giải quyết khiếu nại", "phòng cháy và chữa cháy rừng mùa khô", quoted=True)
    True
    """
    words, others = word_keys(one), word_keys(other)
    if min(len(words), len(others)) < (_LEAST_WORDS if quoted else _LEAST_UNQUOTED):
        return False
    return shares_words(" ".join(words), " ".join(others)) < (_ALIKE if quoted else _ALIKE_UNQUOTED)


def _issuer(text: str, m: Mention) -> str:
    return " ".join(text[slice(*m.issuer)].split()) if m.issuer else ""


def printed_title(text: str, m: Mention) -> str:
    """Return the title said with a mention, on one line; empty where none is."""
    return " ".join(text[slice(*m.title)].split()) if m.title else ""
