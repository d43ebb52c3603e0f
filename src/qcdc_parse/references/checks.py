"""Checks: what does not fit together in or between mentions, as notes for a person to look at.

Every code is told in docs/checks.md, with an example that a test runs. A note says both sides and accuses nobody.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

import regex

from qcdc_parse.catalog import assembly_years, party_term
from qcdc_parse.identity.meetings import roman
from qcdc_parse.identity.registry import Registry
from qcdc_parse.identity.settle import Identity
from qcdc_parse.model import Note, Severity
from qcdc_parse.number import DocNumber
from qcdc_parse.references.conflicts import Doubt, find_conflicts
from qcdc_parse.references.mention import Mention
from qcdc_parse.references.superseded import compare_with_registry
from qcdc_parse.span import Span

_ONE_CODE = {"Quyết định", "Quy định", "Quy chế"}
_CONCLUSIONS = {"Kết luận", "Thông báo kết luận"}
"""Conclusions go out as notices too (`Thông báo kết luận`, TB): texts call those by either word."""


def check(
    text: str,
    mentions: Sequence[Mention],
    identities: Sequence[Identity],
    said: Sequence[str],
    days: Sequence[dt.date | None],
    registry: Registry,
) -> list[Note]:
    """Return the notes on all mentions, in reading order.

    ``said`` are their relations, ``days`` when the parts of the document were issued that hold them.
    """
    found = [(index, note) for index, (m, today) in enumerate(zip(mentions, days, strict=True)) for note in _alone(text, m, today)]
    doubts: list[Doubt] = [
        *find_conflicts(text, mentions, identities),
        *compare_with_registry(text, mentions, identities, said, days, registry),
    ]
    found += ((d.at, _note(d.code, mentions[d.at], d.message, d.severity)) for d in doubts)
    return [note for _, note in sorted(found, key=lambda pair: pair[0])]


def _note(code: str, m: Mention, message: str, severity: Severity = "warning") -> Note:
    return Note(code=code, severity=severity, span=Span(start=m.start, end=m.end), message=message)


def _alone(text: str, m: Mention, today: dt.date | None) -> Iterator[Note]:
    number = m.number
    if m.invalid_date:
        yield _note("invalid-date", m, f"“{_printed_date(text, m)}” is no day of the calendar, or cannot be read")
    if today is not None and (early := _early(m, today)):
        yield _note("cited-before-issued", m, early)
    if number is None:
        return
    if number.mended:
        printed = text[m.start : m.end].replace("\n", " ")
        yield _note("number-mended", m, f"“{printed}” was read as {number.key}", "info")
    if m.term and m.issued and number.body_code == "TW":
        right = party_term(m.issued)
        if right and right != (roman(int(m.term)) if m.term.isdigit() else m.term):
            yield _note("term-mismatch", m, f"khóa {m.term} does not fit {m.issued}, which is in khóa {right}")
    if out_of_term := _assembly(number):
        yield _note("term-mismatch", m, out_of_term)
    if m.typed and m.doc_type and (coded := number.doc_type) and not _agree(m.doc_type, coded):
        yield _note("type-mismatch", m, f"the text says {m.doc_type}, the symbol {number.key} says {coded}")


def _early(m: Mention, today: dt.date) -> str | None:
    """Say where a document is cited that is younger than the one that cites it."""
    if m.issued is not None and m.issued > today:
        return f"dated {m.issued} here, in a document of {today}"
    if m.number is not None and m.number.year is not None and m.number.year > today.year:
        return f"{m.number.key} is of {m.number.year}, in a document of {today}"
    return None


_DATE_WORDS = regex.compile(r"ngày\s+[^,;()“”]*?(?:năm\s+\S{1,5}|/\s?\d{4})|(?<=[,(]\s?)\d\S*")


def _printed_date(text: str, m: Mention) -> str:
    found = _DATE_WORDS.search(text, m.end, max(m.tail, m.end))
    return " ".join(found[0].split()) if found else " ".join(text[m.end : max(m.tail, m.end)].split()) or "the date"


_ASSEMBLY = regex.compile(r"(?:QH|UBTVQH)(\d{1,2})(?!\d)")


def _assembly(number: DocNumber) -> str | None:
    """Say where the term of the National Assembly in a symbol does not fit the year in it: `10/2022/QH12`."""
    found = _ASSEMBLY.match(number.body_code) if "QH" in number.body_code else None
    years = assembly_years(int(found[1])) if found else None
    if found is None or number.year is None or (years and years[0] <= number.year <= years[1]):
        return None
    held = f"lasted from {years[0]} to {years[1]}" if years else "is not known"
    return f"the symbol says {number.year} and Quốc hội khóa {found[1]}, which {held}"


def _agree(said: str, symbol: str) -> bool:
    return (
        said.startswith(symbol)
        or symbol.startswith(said)
        or {said, symbol} <= _ONE_CODE
        or (said in _CONCLUSIONS and symbol in _CONCLUSIONS | {"Thông báo"})
    )
