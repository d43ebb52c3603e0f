"""References and indicators as tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qcdc_parse.cli.inputs import Parsed
from qcdc_parse.cli.messages import one_line
from qcdc_parse.cli.places import Places
from qcdc_parse.model import Indicator, Measure, Pinpoint

__all__ = ["Table", "cells", "day_text", "indicator_table", "reference_table"]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns; ``brief`` names those that a terminal shows, ``spare`` those of them that a narrow one leaves out first.

    With ``block`` a terminal shows each row as some lines instead, which are wrapped: templates that name columns.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    brief: tuple[str, ...]
    spare: tuple[str, ...] = ()
    block: tuple[str, ...] = ()


def day_text(day: dt.date | None) -> str:
    """Return a day in ISO form, or nothing."""
    return day.isoformat() if day else ""


def reference_table(files: Iterable[Parsed]) -> Table:
    """Return the references of some files as one table."""
    columns = tuple(
        "file id place section surface kind type key issued issuer term title pinpoint relation status target candidates rule".split()
    )
    rows = tuple(row for parsed in files for row in _reference_rows(parsed))
    brief = ("place", "surface", "issued", "issuer", "title", "relation", "status")
    return Table("references", columns, rows, brief, spare=("issuer", "title"))


def indicator_table(files: Iterable[Parsed]) -> Table:
    """Return the indicators of some files as one table."""
    columns = tuple("file id section role measures verdict wording computed reason deadline frequency statement".split())
    rows = tuple(_indicator_row(parsed.input.name, indicator) for parsed in files for indicator in parsed.document.indicators)
    return Table("indicators", columns, rows, brief=("id", "section", "role", "measures", "verdict", "statement"))


def _reference_rows(parsed: Parsed) -> Iterator[tuple[str, ...]]:
    places = Places(parsed)
    for reference in parsed.document.references:
        place, _ = places.locate(reference.span)
        yield cells(
            parsed.input.name,
            reference.id,
            place.words,
            reference.section_id,
            reference.surface,
            reference.kind,
            reference.doc_type,
            reference.key,
            day_text(reference.issued),
            reference.issuer,
            reference.term,
            reference.title,
            _pointed(reference.pinpoint),
            reference.relation,
            reference.status,
            reference.target,
            " ".join(reference.candidates),
            reference.rule,
        )


def _pointed(pinpoint: Pinpoint | None) -> str:
    """Say a pinpoint as the documents do: the smallest first."""
    if pinpoint is None:
        return ""
    named = (("điểm", pinpoint.point), ("khoản", pinpoint.clause), ("Điều", pinpoint.article), ("", pinpoint.heading))
    return " ".join(f"{name} {label}".lstrip() for name, label in named if label is not None)


def _indicator_row(name: str, indicator: Indicator) -> tuple[str, ...]:
    verdict = indicator.verdict
    return cells(
        name,
        indicator.id,
        indicator.section_id,
        indicator.role,
        "; ".join(map(_figure, indicator.measures)),
        verdict.value if verdict else None,
        verdict.surface if verdict else None,
        indicator.computed,
        verdict.reason if verdict else None,
        indicator.deadline,
        indicator.frequency,
        indicator.statement,
    )


def _figure(measure: Measure) -> str:
    bound = "" if measure.comparator == "=" else f"{measure.comparator} "
    total = f"/{measure.of:g}" if measure.of is not None else ""
    unit = measure.unit or ""
    return f"{bound}{measure.value:.12g}{total}{unit if unit.startswith('%') else f' {unit}'.rstrip()}"


def cells(*values: str | None) -> tuple[str, ...]:
    """Return values as cells: one line each, no control characters; nothing for None."""
    return tuple(one_line(value or "") for value in values)
