"""Cells of the matrix: what one submission says of each target."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qcdc_parse.model import Document, Measure, VerdictValue
from qcdc_parse.report.matrix.answers import Answered, answered, as_item, opposed
from qcdc_parse.report.matrix.statements import Statement
from qcdc_parse.report.matrix.targets import Aim, Targets
from qcdc_parse.report.models import Cell, Conflict, Quote, Target
from qcdc_parse.report.quotes import quote
from qcdc_parse.scoreboard.figures import computed, figure_words, is_partial, number_text, restated

__all__ = ["cells_of", "rows_of", "silent"]


def rows_of(targets: Targets) -> tuple[Target, ...]:
    """Return the rows: the targets, in reading order."""
    return targets.rows


def silent(targets: int, unit: str) -> tuple[Cell, ...]:
    """Return the cells of a unit that handed in nothing."""
    return tuple(Cell(unit=unit, status="not_submitted") for _ in range(targets))


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
        self.against = next((s for s in judged[1:] if opposed(judged[0].verdict.value, s.verdict.value)), None) if judged else None
        self.figures, self.figured = self._figures()
        self.implied = self._implied()

    def cell(self) -> Cell:
        if self.said is None or self.against is not None:
            candidates = tuple(self._quote(s) for s in (*self.answer.sure, *self.answer.perhaps))
            return Cell(unit=self.unit, status="ambiguous" if candidates else "unmatched", candidates=candidates)
        verdict = self.said.verdict
        return Cell(
            unit=self.unit,
            status="matched",
            verdict=verdict.value if verdict else None,
            surface=verdict.surface if verdict else None,
            reason=verdict.reason if verdict else None,
            computed=self.implied,
            result=figure_words(self.figures) or None,
            quote=self._quote(self.said),
            notes=tuple(self._notes()),
        )

    def conflicts(self) -> Iterator[Conflict]:
        if self.said is None:
            return
        verdict = self.said.verdict
        if self.against is not None:
            yield self._conflict("prose_against_appendix", "it is judged twice, and not alike", (self.said, self.against))
        elif verdict is not None and opposed(verdict.value, self.implied) and self.figured is not None:
            held = f"{figure_words(self.figures)} against {figure_words(self.aim.item.measures)}"
            quoted = (self.said,) if self.figured is self.said else (self.said, self.figured)
            yield self._conflict(
                "verdict_against_figures", f"the text says “{verdict.surface}”, the figures ({held}) say {self.implied}", quoted
            )
        other = self._other_target()
        if other is not None:
            yield self._conflict("target_differs", f"the target is {other[0]}, the unit holds it against {other[1]}", (self.said,))

    def _conflict(self, kind, message: str, quoted: Sequence[Statement]) -> Conflict:
        return Conflict(kind=kind, unit=self.unit, message=f"{self.aim.row.id}: {message}", quotes=tuple(map(self._quote, quoted)))

    def _quote(self, s: Statement) -> Quote:
        return quote(self.document, self.submission, s.span)

    def _notes(self) -> Iterator[str]:
        if len(self.answer.sure) > 1:
            yield f"said {len(self.answer.sure)} times"

    def _figures(self) -> tuple[tuple[Measure, ...], Statement | None]:
        return (), None

    def _implied(self) -> VerdictValue | None:
        return None

    def _other_target(self) -> tuple[str, str] | None:
        return None


_ = (as_item, computed, is_partial, number_text, restated)
