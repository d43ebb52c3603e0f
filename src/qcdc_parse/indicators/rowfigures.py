"""The figures of a row: what stands in the columns of plans, results, rates and comparisons, with unit, role and base."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from qcdc_parse.catalog import raw
from qcdc_parse.indicators.figures import Figure, dots_are_decimal, is_year, read_cell
from qcdc_parse.indicators.grid import Cell, Row
from qcdc_parse.indicators.headings import last_year
from qcdc_parse.indicators.heads import FIGURES, Column, Head
from qcdc_parse.indicators.measures import find_measures
from qcdc_parse.indicators.printedunits import printed_unit, unit_in
from qcdc_parse.model import Header, Measure, Role
from qcdc_parse.span import Span, made

RATES = ("%", "‰")
_DITTO = frozenset({'"', "''", "-nt-", "nt", "”", "“", "-//-", "//", "như trên"})
_LONGEST_UNIT = 40
_BASE = regex.compile(r"(?i:so (?!sánh)(?:với )?|/\s*)(?P<base>\p{L}[^()%/\[\]]*)")
_PERIOD = regex.compile(r"^%?\s*(?:cùng kỳ|ck|năm|tháng|quý|kỳ trước)(?!\p{L})", regex.IGNORECASE)
_BRACKET = regex.compile(r"\([^()]*\)")
_NAME_BRACKETS = regex.compile(r"\([^()]{1,40}\)\s*$|,\s*(?:%|‰)\s*$|(?<=\p{L}\s)[%‰]")
_PLAN_WORDS = {"kh": "kế hoạch", "nq": "nghị quyết"}


@dataclass(frozen=True, slots=True)
class Reading:
    """How the figures of one table are read: its columns, which of them write decimals with a dot, what all of it is counted in."""

    head: Head
    dots: tuple[bool, ...]
    mixed: bool
    """Some columns write decimals with a dot, some with a comma."""
    unit: str | None
    header: Header


def reading_of(head: Head, rows: Sequence[Row], unit: str | None, header: Header) -> Reading:
    """Look through the columns of figures for how their decimals are written; a column that does not say does as the others do."""
    said: list[bool | None] = []
    for index, column in enumerate(head.columns):
        cells = [row.at(index).text for row in rows] if column.kind in FIGURES else []
        said.append(dots_are_decimal(cells) if any("." in cell for cell in cells) else None)
    votes = {vote for vote in said if vote is not None}
    usual = votes == {True}
    return Reading(head, tuple(usual if vote is None else vote for vote in said), len(votes) > 1, unit, header)


def measures_of(text: str, row: Row, reading: Reading, unit: str | None, subject: str | None) -> list[Measure]:
    """Return the measures of a row, in order of columns; ``unit`` is that of its plan and result."""
    out: list[Measure] = []
    for index, column in reading.head.figures:
        cell = row.at(index)
        if not cell.text:
            continue
        figures = read_cell(cell.text, dot_decimal=reading.dots[index])
        if figures:
            out += [m for f in figures if (m := _measure(f, cell, column, unit, subject, reading)) is not None]
        elif column.kind in {"plan", "result"}:
            out += in_words(text, cell, column, "target" if column.kind == "plan" else "result", subject)
    if reading.head.has("plan", "result", "rate", "fulfilment", "growth", "verdict") or unit in RATES or "/" in (unit or ""):
        return out
    return [m for m in out if m.unit in RATES]


def in_words(text: str, cell: Cell, column: Column, role: Role, subject: str | None) -> list[Measure]:
    """Return the rates that a sentence in a cell sets or reports."""
    return [
        made(
            Measure,
            value=found.value,
            of=found.of,
            unit=found.unit,
            comparator=found.comparator,
            role=role,
            column=column.heading,
            subject=subject,
            span=Span(start=found.start, end=found.end),
        )
        for found in (find_measures(text, cell.start, cell.end) if any(map(str.isdecimal, cell.text)) else ())
    ]


def unit_of_row(row: Row, reading: Reading, name: str, above: str | None) -> str | None:
    """Return the unit of the plan and result of a row: of the unit column, else in brackets behind its name."""
    column = reading.head.first("unit")
    if column is not None:
        printed = row.at(column).text
        if printed.lower() in _DITTO:
            return above
        if any(c.isalpha() or c in "%‰" for c in printed) and len(printed) <= _LONGEST_UNIT:
            return printed_unit(printed)
    m = _NAME_BRACKETS.search(name) if "(" in name or "%" in name or "‰" in name else None
    return unit_in(m[0]) if m else None


def _measure(f: Figure, cell: Cell, column: Column, unit: str | None, subject: str | None, reading: Reading) -> Measure | None:
    kind = column.kind
    role = _role(column, reading)
    base = None
    own = printed_unit(f.unit) if f.unit and not f.unit.startswith(RATES) else f.unit and "".join(f.unit.split())
    if kind == "fulfilment":
        own, base = own or "%", _base(column, "kế hoạch")
    elif kind == "growth":
        own, base = own or column.unit, _base(column, None)
    elif kind == "rate":
        own = own or column.unit or (unit if unit in RATES else None)
    else:
        own = own or unit or column.unit or reading.unit
        if own is None and is_year(f):
            return None
    of = planned = None
    if f.of is not None:
        if f.of < f.value or "đồng" in (own or ""):
            planned = f.of
        else:
            of, own = f.of, None
    return made(
        Measure,
        value=f.value,
        of=of,
        planned=planned,
        unit=own,
        comparator=f.comparator,
        role=role,
        base=base,
        column=column.heading,
        subject=subject,
        span=Span(start=cell.start, end=cell.end),
    )


def _role(column: Column, reading: Reading) -> Role:
    if column.kind == "plan" or column.under == "plan":
        return "target"
    if column.kind == "period":
        year, header = last_year(column.heading), reading.header
        reports = is_report(header)
        if year is None or header.issued is None:
            return "result" if reports else "target"
        return "result" if year < header.issued.year + reports else "target"
    if column.kind == "rate" and column.under is None and not reading.head.has("result", "fulfilment", "verdict"):
        return "result" if is_report(reading.header) else "target"
    return "result"


def is_report(header: Header) -> bool:
    """Tell a document that reports from one that sets; one that does not say what it is reports."""
    return header.doc_type is None or header.doc_type.startswith(tuple(raw("numbers")["role_headings"]["reports"]))


def sets_rules(header: Header) -> bool:
    """Tell a document of rules, in which `Có 100% chỉ tiêu hoàn thành` is a criterion."""
    return header.doc_type is not None and header.doc_type.startswith(tuple(raw("numbers")["role_headings"]["rules"]))


def _base(column: Column, usual: str | None) -> str | None:
    """Return what a rate is held against, as its heading says it."""
    printed = (column.heading or "").rpartition(" / ")[2]
    m = _BASE.search(printed)
    if m is None:
        return printed[0].lower() + _BRACKET.sub("", printed[1:]).strip(" %") if usual is None and _PERIOD.search(printed) else usual
    if m["base"].lower().startswith(("giảm", "tăng")):  # `Tăng/giảm` is a change, of what is not said
        return usual
    if usual is not None:
        words = m["base"].strip().lower()
        return _PLAN_WORDS.get(words, usual if words.startswith(("kế hoạch", "kh")) else words)
    said = m[0].strip(" /") if m[0].lstrip().startswith("/") else m[0].strip()
    return said[0].lower() + said[1:]
