"""One submission, reduced to what the draft needs of it; the record of the whole document is dropped."""

from __future__ import annotations

from pathlib import PurePath
from typing import NamedTuple

from qcdc_parse.model import Document, Source
from qcdc_parse.report.alignment import Aligner
from qcdc_parse.report.figures import figures_of, prose_conflicts
from qcdc_parse.report.intake.identify import Identified, Identifier
from qcdc_parse.report.intake.sameness import fingerprint
from qcdc_parse.report.intake.standing import Handed, corrects
from qcdc_parse.report.intake.topic import Topic
from qcdc_parse.report.matrix.cells import cells_of
from qcdc_parse.report.matrix.targets import Targets
from qcdc_parse.report.models import Answer, Cell, Conflict, Figure, Submission, SubmissionState, Unit

__all__ = ["Desk", "Taken"]

_LEAST_FIT = {True: 0.1, None: 0.75, False: 0.9}
"""So well must a submission fit the outline: one that is on its topic hardly, one on something else all the more."""


class Taken(NamedTuple):
    """A submission with all that it adds to the draft if it stands."""

    submission: Submission
    unit: Unit | None
    handed: Handed | None = None
    answers: tuple[Answer, ...] = ()
    figures: tuple[Figure, ...] = ()
    cells: tuple[Cell, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


class Desk:
    """Takes submissions in, one by one."""

    def __init__(self, aligner: Aligner, identifier: Identifier | None, targets: Targets | None) -> None:
        self._aligner = aligner
        self._identifier = identifier
        self._targets = targets
        self._topic = Topic(aligner.outline)

    def take(self, document: Document, path: str, number: int) -> Taken:
        """Reduce a submission."""
        found = self._identify(document, path)
        unit = found.unit
        answers, fit = self._aligner.align(document, number, unit)
        state: SubmissionState = "used" if unit is not None else "unidentified"
        reason = found.reason
        on_topic = self._topic.on(document)
        if document.source.sha256 == self._aligner.outline.source.sha256:
            state, reason = "wrong_outline", "đây là chính đề cương"
        elif fit < _LEAST_FIT[on_topic]:
            beside = "" if on_topic else "; không nêu chuyên đề hay văn bản mà đề cương yêu cầu báo cáo"
            state, reason = "wrong_outline", f"{fit:.0%} nội dung khớp đề cương{beside}"
        header = document.header
        submission = Submission(
            source=document.source,
            path=path,
            state=state,
            unit=unit.name if unit else None,
            candidates=found.candidates,
            key=header.key,
            title=header.title,
            issued=header.issued,
            fit=round(fit, 3),
            reason=reason,
        )
        if state == "wrong_outline":
            return Taken(submission, unit)
        figures = figures_of(self._aligner.outline, document, answers, number, unit)
        cells: tuple[Cell, ...] = ()
        conflicts = prose_conflicts(self._aligner.outline, document, answers, figures, number, unit)
        if unit is not None and self._targets is not None:
            cells, unfit = cells_of(self._targets, document, number, unit.name)
            conflicts = [*conflicts, *unfit]
        serial = header.number.serial if header.number else None
        handed = Handed(
            number,
            fingerprint(document.text),
            header.issued,
            serial,
            corrects(document, path),
            PurePath(path).name,
        )
        return Taken(submission, unit, handed, tuple(answers), tuple(figures), cells, tuple(conflicts))

    def refuse(self, path: str, name: str, number: int, cause: str) -> Taken:  # noqa: ARG002  beside ``take``
        """List a submission that cannot be read, under the unit that its file name names: it did hand something in."""
        source = Source(name=name, sha256="", media_type="application/octet-stream")
        found = self._identifier.identify(None, path) if self._identifier is not None else Identified(None, ())
        unit = found.unit.name if found.unit is not None else None
        return Taken(Submission(source=source, path=path, state="unreadable", unit=unit, candidates=found.candidates, reason=cause), None)

    def _identify(self, document: Document, path: str) -> Identified:
        if self._identifier is not None:
            return self._identifier.identify(document, path)
        printed = document.header.issuer
        name = " ".join(printed.split()) if printed else PurePath(path).stem
        return Identified(Unit(name=name), ())
