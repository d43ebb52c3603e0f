"""Cells of the matrix: what one submission says of each target."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qcdc_parse.indicators.wordings import NEGATIVE
from qcdc_parse.model import Document, VerdictValue
from qcdc_parse.report.matrix.answers import Answered, answered, opposed
from qcdc_parse.report.matrix.figures import held, other_target
from qcdc_parse.report.matrix.statements import Statement
from qcdc_parse.report.matrix.targets import Aim, Targets
from qcdc_parse.report.matrix.times import times_in
from qcdc_parse.report.models import Cell, Conflict, ConflictKind, Quote, Target
from qcdc_parse.report.quotes import quote
from qcdc_parse.report.wording import VERDICTS, in_short
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


_EXCEPT = re.compile(r"\W*(?:riêng|trừ|ngoại trừ)(?![^\W\d_])", re.IGNORECASE)
_APART = re.compile(r"[.\n]")
_REACHED: frozenset[VerdictValue] = frozenset({"met", "exceeded"})


def _denied(said: VerdictValue, implied: VerdictValue | None) -> bool:
    """Tell whether figures deny a verdict; `cơ bản đạt` and `đạt tiến độ` say themselves that something is lacking."""
    return opposed(said, implied) and (said in _REACHED or said in NEGATIVE)


class _Reader:
    """Makes a cell of what answers one target."""

    def __init__(self, document: Document, submission: int, unit: str, aim: Aim, answer: Answered) -> None:
        self.document, self.submission, self.unit, self.aim, self.answer = document, submission, unit, aim, answer
        judged = [s for s in answer.sure if s.verdict is not None]
        self.said = judged[0] if judged else answer.sure[0] if answer.sure else None
        self.verdict = self.said.verdict if self.said is not None else None
        self.against = next((s for s in judged if self.verdict and s.verdict and opposed(self.verdict.value, s.verdict.value)), None)
        order = [self.said, *(s for s in answer.sure if s is not self.said)] if self.said is not None else []
        self.held = held(aim.item, document, order, unit)
        self.other = other_target(aim.item, self.said) if self.said is not None else None

    def cell(self) -> Cell:
        """Return the cell."""
        if self.said is None or self.against is not None or self._hides():
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
            if self._may_differ(self.against):
                return
            both = " và ".join(f"“{s.verdict.surface}”" for s in (self.said, self.against) if s.verdict is not None)
            yield self._conflict("prose_against_appendix", f"hai chỗ kết luận khác nhau: {both}", (self.said, self.against))
        elif self.other is None and self.verdict is not None and self.held is not None and _denied(self.verdict.value, self.held.implied):
            figures = f"{figure_words(self.held.figures)}, chỉ tiêu {figure_words(self.aim.item.measures)}"
            implied = VERDICTS[self.held.implied] if self.held.implied is not None else ""
            message = f"báo cáo ghi “{self.verdict.surface}”, số liệu ({figures}) cho thấy {implied}"
            quoted = (self.said,) if self.held.by is self.said else (self.said, self.held.by)
            yield self._conflict("verdict_against_figures", message, quoted)
        if self.other is not None:
            wanted, against = map(number_text, self.other)
            yield self._conflict("target_differs", f"được giao {wanted}, đơn vị nêu {against}", (self.said,))

    def _hides(self) -> bool:
        """Tell whether figures without a verdict stand before a judged statement that may be meant."""
        return self.verdict is None and any(s.verdict is not None for s in (*self.answer.perhaps, *self.answer.doubted))

    def _may_differ(self, s: Statement) -> bool:
        """Tell verdicts on two years, on two of many in one sentence, and an exception that is told as one."""
        text, first = self.document.text, self.said or s
        one, other = (times_in(each.span.of(text)) for each in (first, s))
        if (one and other and not one & other) or _EXCEPT.match(s.span.of(text)):
            return True
        return _APART.search(text, min(first.span.end, s.span.start), max(first.span.end, s.span.start)) is None

    def _conflict(self, kind: ConflictKind, message: str, quoted: Sequence[Statement]) -> Conflict:
        return made(
            Conflict,
            kind=kind,
            unit=self.unit,
            message=f"chỉ tiêu {self.aim.row.id} “{in_short(self.aim.row.statement)}”: {message}",
            quotes=tuple(map(self._quote, quoted)),
        )

    def _quote(self, s: Statement) -> Quote:
        return quote(self.document, self.submission, s.span)

    def _notes(self) -> Iterator[str]:
        if self.held is not None and self.held.by is not self.said:
            yield f"số liệu ở chỗ khác trong báo cáo: “{' '.join(self.held.by.span.of(self.document.text).split())}”"
        if len(self.answer.sure) > 1:
            yield f"báo cáo nêu chỉ tiêu này {len(self.answer.sure)} lần"
