"""Cells of the matrix: what one submission says of each target."""

from __future__ import annotations

from qcdc_parse.model import Document
from qcdc_parse.report.models import Cell, Conflict, ConflictKind, Quote, Target
from qcdc_parse.report.quotes import quote
from qcdc_parse.scoreboard.figures import figure_words
from qcdc_parse.scoreboard.matching import Targets
from qcdc_parse.scoreboard.models import ScoreEntry, ScoreItem
from qcdc_parse.span import Span

__all__ = ["cells_of", "rows_of", "silent"]

_REACH = 300
"""A verdict that stands so far behind its statement is quoted with it."""
_CONFLICTS: dict[str, ConflictKind] = {"verdict-differs": "verdict_against_figures", "target-differs": "target_differs"}


def rows_of(targets: Targets) -> tuple[Target, ...]:
    """Return the rows: the targets, in reading order."""
    return tuple(
        Target(id=f"t{number}", statement=item.words, section=item.section, span=item.span) for number, item in enumerate(targets.items, 1)
    )


def silent(targets: int, unit: str) -> tuple[Cell, ...]:
    """Return the cells of a unit that handed in nothing."""
    return tuple(Cell(unit=unit, status="not_submitted") for _ in range(targets))


def cells_of(targets: Targets, document: Document, submission: int, unit: str) -> tuple[tuple[Cell, ...], tuple[Conflict, ...]]:
    """Return what a submission says of each target, in order, and where its verdicts and its figures do not fit."""
    entries, _ = targets.answered_by(document, submission)
    rows = rows_of(targets)
    cells = tuple(_cell(document, submission, unit, entry) for entry in entries)
    return cells, tuple(_conflicts(unit, rows, entries, cells))


def _cell(document: Document, submission: int, unit: str, entry: ScoreEntry) -> Cell:
    notes = tuple(note.message for note in entry.notes)
    if entry.status != "matched" or entry.result is None:
        candidates = tuple(_quoted(document, submission, c.result) for c in entry.candidates) if entry.status == "ambiguous" else ()
        return Cell(unit=unit, status=entry.status, candidates=candidates, notes=notes)
    verdict = entry.result.verdict
    return Cell(
        unit=unit,
        status="matched",
        verdict=verdict.value if verdict else None,
        surface=verdict.surface if verdict else None,
        reason=verdict.reason if verdict else None,
        computed=entry.computed,
        result=figure_words(entry.result.measures),
        quote=_quoted(document, submission, entry.result),
        notes=notes,
    )


def _quoted(document: Document, submission: int, item: ScoreItem) -> Quote:
    """Quote a statement, with its verdict and reason where they stand right behind it."""
    end = item.span.end
    if item.verdict is not None:
        behind = item.verdict.reason_span or item.verdict.span
        end = max(end, item.verdict.span.end, behind.end) if behind.end - end <= _REACH else end
    return quote(document, submission, Span(start=item.span.start, end=end))


def _conflicts(unit: str, rows: tuple[Target, ...], entries: list[ScoreEntry], cells: tuple[Cell, ...]) -> list[Conflict]:
    out = []
    for row, entry, cell in zip(rows, entries, cells, strict=True):
        for note in entry.notes:
            kind = _CONFLICTS.get(note.code)
            if kind is not None and cell.quote is not None:
                out.append(Conflict(kind=kind, unit=unit, message=f"{row.id}: {note.message}", quotes=(cell.quote,)))
    return out
