"""Checks: what does not fit together in or between mentions, as notes for a person to look at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import regex
from rapidfuzz import fuzz

from qcdc_parse.catalog import assembly_years, directives, party_term
from qcdc_parse.model import Note, Severity
from qcdc_parse.number import DocNumber
from qcdc_parse.references.mention import Mention
from qcdc_parse.references.resolve import Identity
from qcdc_parse.references.titles import word_keys
from qcdc_parse.span import Span

ALIKE = 60.0
"""Titles of one document share at least this much of their words (rapidfuzz ``token_set_ratio``, 0 to 100)."""
_ONE_CODE = {"Quyết định", "Quy định", "Quy chế"}


def check(text: str, mentions: Iterable[Mention], identities: Iterable[Identity]) -> list[Note]:
    """Return the notes on all mentions, in reading order.

    Codes: ``term-mismatch``, ``number-mended``, ``invalid-date``, ``type-mismatch``, ``title-mismatch``, ``date-conflict``.
    """
    out: list[Note] = []
    dates: dict[str, dt.date] = {}
    for m, _ in zip(mentions, identities, strict=True):
        out += _alone(m)
        if m.title is not None:
            out += _title(text, m)
        if m.key and m.issued:
            first = dates.setdefault(m.key, m.issued)
            if first != m.issued:
                out.append(_note("date-conflict", m, f"{m.key} is dated {m.issued} here and {first} before; two documents, or a slip"))
    return out


def _note(code: str, m: Mention, message: str, severity: Severity = "warning") -> Note:
    return Note(code=code, severity=severity, span=Span(start=m.start, end=m.end), message=message)


def _alone(m: Mention) -> list[Note]:
    out = []
    number = m.number
    if m.invalid_date:
        out.append(_note("invalid-date", m, "the date beside this mention is no day of the calendar, or cannot be read"))
    if number is None:
        return out
    if number.mended:
        out.append(_note("number-mended", m, f"the number was misprinted; read as {number.key}", "info"))
    if m.term and m.issued and number.body_code == "TW":
        right = party_term(m.issued)
        if right and right != m.term:
            out.append(_note("term-mismatch", m, f"khóa {m.term} does not fit {m.issued}, which is in khóa {right}"))
    if out_of_term := _assembly(number):
        out.append(_note("term-mismatch", m, out_of_term))
    if m.typed and number.doc_type and m.doc_type and not _agree(m.doc_type, number.doc_type):
        out.append(_note("type-mismatch", m, f"the text says {m.doc_type}, the symbol {number.key} says {number.doc_type}"))
    return out


_ASSEMBLY = regex.compile(r"(?:QH|UBTVQH)(\d{1,2})(?!\d)")


def _assembly(number: DocNumber) -> str | None:
    """Say where the term of the National Assembly in a symbol does not fit the year in it: `10/2022/QH12`."""
    found = _ASSEMBLY.match(number.body_code)
    years = assembly_years(int(found[1])) if found else None
    if found is None or number.year is None or (years and years[0] <= number.year <= years[1]):
        return None
    held = f"lasted from {years[0]} to {years[1]}" if years else "is not known"
    return f"the symbol says {number.year} and Quốc hội khóa {found[1]}, which {held}"


def _agree(said: str, symbol: str) -> bool:
    return said.startswith(symbol) or symbol.startswith(said) or {said, symbol} <= _ONE_CODE


def _title(text: str, m: Mention) -> list[Note]:
    """Compare the cited title with the registry's, where the date settles which document is meant."""
    known = [d for d in directives().get(m.key or "", ()) if d.issued == m.issued and d.title and d.title_exact]
    if m.issued is None or len(known) != 1 or m.title is None:
        return []
    said = " ".join(word_keys(text[m.title[0] : m.title[1]]))
    right = " ".join(word_keys(known[0].title or ""))
    if fuzz.token_set_ratio(said, right) >= ALIKE:
        return []
    return [_note("title-mismatch", m, f"the registry knows {m.key} of {m.issued} as: {known[0].title}")]
