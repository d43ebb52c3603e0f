"""Cells of the matrix: what one submission says of each target."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qcdc_parse.model import Document
from qcdc_parse.report.matrix.answers import Answered, answered, opposed
from qcdc_parse.report.matrix.figures import held, other_target
from qcdc_parse.report.matrix.statements import Statement
from qcdc_parse.report.matrix.targets import Aim, Targets
from qcdc_parse.report.models import Cell, Conflict, ConflictKind, Quote, Target
from qcdc_parse.report.quotes import quote
from qcdc_parse.scoreboard.figures import figure_words, number_text
from qcdc_parse.span import made

__all__ = ["cells_of", "rows_of", "silent"]


def rows_of(targets: Targets) -> tuple[Target, ...]:
    """Return the rows: the targets, in reading order."""
    return targets.rows


def silent(targets: int, unit: str) -> tuple[Cell, ...]:
    """Return the cells of a unit that handed in nothing."""
    return tuple(made(Cell, unit=unit, status="not_submitted") for _ in range(targets))


def cells_of(targets: Targets, document: Document, submission: int, unit: str) -> tuple[tuple[Cell, ...], tuple[Conflict, ...]]:
    """Return what a submission says of each target, in order, and where its verdicts and its figures do not fit."""
    cells: list[Cell] = []
    conflicts: list[Conflict] = []
    for aim, answer in zip(targets.aims, answered(targets, document), strict=True):
        reader = _Reader(document, submission, unit, aim, answer)
        cells.append(reader.cell())
        conflicts += reader.conflicts()
    return tuple(cells), tuple(conflicts)


class _Reader:
    """Makes a cell of what answers one target."""

    def __init__(self, document: Document, submission: int, unit: str, aim: Aim, answer: Answered) -> None:
        self.document, self.submission, self.unit, self.aim, self.answer = document, submission, unit, aim, answer
        judged = [s for s in answer.sure if s.verdict is not None]
        self.said = judged[0] if judged else answer.sure[0] if answer.sure else None
        self.verdict = self.said.verdict if self.said is not None else None
        self.against = next((s for s in judged if self.verdict and s.verdict and opposed(self.verdict.value, s.verdict.value)), None)
        order = [self.said, *(s for s in answer.sure if s is not self.said)] if self.said is not None else []
        self.held = held(aim.item, document, order)

    def cell(self) -> Cell:
        """Return the cell."""
        if self.said is None or self.against is not None:
            candidates = tuple(self._quote(s) for s in (*self.answer.sure, *self.answer.perhaps, *self.answer.doubted))
            return made(Cell, unit=self.unit, status="ambiguous" if candidates else "unmatched", candidates=candidates)
        return made(
            Cell,
            unit=self.unit,
            status="matched",
            verdict=self.verdict.value if self.verdict else None,
            surface=self.verdict.surface if self.verdict else None,
            reason=self.verdict.reason if self.verdict else None,
            computed=self.held.implied if self.held is not None else None,
            result=figure_words(self.held.figures) if self.held is not None else None,
            quote=self._quote(self.said),
            notes=tuple(self._notes()),
        )

    def conflicts(self) -> Iterator[Conflict]:
        """Yield what does not fit."""
        if self.said is None:
            return
        if self.against is not None:
            yield self._conflict("prose_against_appendix", "it is judged twice, and not alike", (self.said, self.against))
        elif self.verdict is not None and self.held is not None and opposed(self.verdict.value, self.held.implied):
            figures = f"{figure_words(self.held.figures)} against {figure_words(self.aim.item.measures)}"
            message = f"the text says “{self.verdict.surface}”, the figures ({figures}) say {self.held.implied}"
            quoted = (self.said,) if self.held.by is self.said else (self.said, self.held.by)
            yield self._conflict("verdict_against_figures", message, quoted)
        other = other_target(self.aim.item, self.said)
        if other is not None:
            wanted, against = map(number_text, other)
            yield self._conflict("target_differs", f"the target is {wanted}, the unit holds it against {against}", (self.said,))

    def _conflict(self, kind: ConflictKind, message: str, quoted: Sequence[Statement]) -> Conflict:
        return made(Conflict, kind=kind, unit=self.unit, message=f"{self.aim.row.id}: {message}", quotes=tuple(map(self._quote, quoted)))

    def _quote(self, s: Statement) -> Quote:
        return quote(self.document, self.submission, s.span)

    def _notes(self) -> Iterator[str]:
        if self.held is not None and self.held.by is not self.said:
            yield f"the figures stand elsewhere: {' '.join(self.held.by.span.of(self.document.text).split())}"
        if len(self.answer.sure) > 1:
            yield f"it is said {len(self.answer.sure)} times"
