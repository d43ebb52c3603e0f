"""A scoreboard as rows of strings, and those as CSV."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from os import PathLike
from pathlib import Path

from qcdc_parse.scoreboard.figures import figure_words
from qcdc_parse.scoreboard.models import Candidate, Evidence, ScoreEntry, ScoreItem, ScoreNote, ScoreRow, ScoreTable, shared_verdict
from qcdc_parse.span import Span
from qcdc_parse.spreadsheet import BOM, csv_text, one_line

__all__ = ["NO_TARGET", "table_of", "write_csv"]

NO_TARGET = "no target"
"""Status of the rows that hold a result of no target."""

_COLUMNS = tuple(
    "resolution target_id section target wanted deadline report status result_id result reached verdict wording reason computed "
    "score notes evidence candidates target_span result_span".split()
)


def table_of(resolution: str, reports: Sequence[str], rows: Iterable[ScoreRow], unclaimed: Iterable[ScoreItem]) -> ScoreTable:
    """Return one row a target and report, then one a result of no target; documents go by their names."""
    told = list(rows)
    cells = [_row(resolution, row.target, reports[e.report - 1], e.result, e) for row in told for e in row.entries]
    left = list(unclaimed)
    said = Counter(_sentence(item) for item in (*left, *(e.result for row in told for e in row.entries if e.result)) if item.verdict)
    for item in left:
        notes = shared_verdict(item, said[_sentence(item)])
        cells.append(_row(resolution, None, item.name, item, None, notes))
    return ScoreTable(columns=_COLUMNS, rows=tuple(tuple(map(one_line, row)) for row in cells))


def _sentence(item: ScoreItem) -> tuple[int, str]:
    return item.document, item.indicator


def _row(
    resolution: str,
    target: ScoreItem | None,
    report: str,
    result: ScoreItem | None,
    entry: ScoreEntry | None,
    notes: Iterable[ScoreNote] = (),
) -> tuple[str, ...]:
    verdict = result.verdict if result else None
    return (
        resolution,
        target.indicator if target else "",
        (target.section or "") if target else "",
        target.words if target else "",
        figure_words(target.measures) if target else "",
        (target.deadline or "") if target else "",
        report,
        entry.status if entry else NO_TARGET,
        result.indicator if result else "",
        result.words if result else "",
        figure_words(tuple(m for m in result.measures if m.role != "target") or result.measures) if result else "",
        verdict.value if verdict else "",
        verdict.surface if verdict else "",
        (verdict.reason or "") if verdict else "",
        (entry.computed or "") if entry else "",
        f"{entry.score:.2f}" if entry and entry.score is not None else "",
        "; ".join(f"{note.code}: {note.message}" for note in (entry.notes if entry else notes)),
        _told(entry.evidence) if entry else "",
        " | ".join(map(_candidate, entry.candidates)) if entry else "",
        _place(target.span) if target else "",
        _place(result.span) if result else "",
    )


def _told(evidence: Iterable[Evidence]) -> str:
    return "; ".join(f"{e.kind}: {e.detail}" for e in evidence)


def _candidate(candidate: Candidate) -> str:
    return f"{candidate.result.indicator} ({candidate.score:.2f}) {candidate.result.words}"


def _place(span: Span) -> str:
    """Say a span as text, that a spreadsheet makes no number or date of."""
    return f"[{span.start}, {span.end})"


def write_csv(table: ScoreTable, path: str | PathLike[str]) -> None:
    """Write a table as CSV: UTF-8 with a byte order mark."""
    Path(path).write_text(BOM + csv_text((table.columns, *table.rows)), encoding="utf-8", newline="\n")
