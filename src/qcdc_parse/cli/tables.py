"""References and indicators as tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from qcdc_parse.cli.messages import one_line
from qcdc_parse.model import Document, Indicator, Measure, Reference

__all__ = ["Table", "day_text", "indicator_table", "reference_table"]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns; ``brief`` names the columns that a terminal has room for."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    brief: tuple[str, ...]


def day_text(day: dt.date | None) -> str:
    """Return a day in ISO form, or nothing."""
    return day.isoformat() if day else ""


def reference_table(files: Sequence[tuple[str, Document]]) -> Table:
    """Return the references of some files as one table."""
    columns = tuple("file id kind key type issued issuer term title relation section status target surface".split())
    rows = tuple(_reference_row(name, reference) for name, document in files for reference in document.references)
    return Table("references", columns, rows, ("id", "kind", "surface", "issued", "issuer", "title", "relation", "section"))


def indicator_table(files: Sequence[tuple[str, Document]]) -> Table:
    """Return the indicators of some files as one table."""
    columns = tuple("file id section role measures verdict wording computed reason deadline frequency statement".split())
    rows = tuple(_indicator_row(name, indicator) for name, document in files for indicator in document.indicators)
    return Table("indicators", columns, rows, ("id", "section", "role", "measures", "verdict", "statement"))


def _reference_row(name: str, reference: Reference) -> tuple[str, ...]:
    return _cells(
        name,
        reference.id,
        reference.kind,
        reference.key,
        reference.doc_type,
        day_text(reference.issued),
        reference.issuer,
        reference.term,
        reference.title,
        reference.relation,
        reference.section_id,
        reference.status,
        reference.target,
        reference.surface,
    )


def _indicator_row(name: str, indicator: Indicator) -> tuple[str, ...]:
    verdict = indicator.verdict
    return _cells(
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


def _cells(*values: str | None) -> tuple[str, ...]:
    return tuple(one_line(value or "") for value in values)
