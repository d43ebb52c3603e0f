"""Aligning: each passage of a report to the slot of the outline that it answers, or to none, or to several about as likely."""

from __future__ import annotations

from itertools import pairwise

from qcdc_parse.model import Document
from qcdc_parse.report.alignment.answers import Aligned, answers_of
from qcdc_parse.report.alignment.content import contents
from qcdc_parse.report.alignment.headings import Pointer
from qcdc_parse.report.alignment.lattice import Move, Prior, column, posteriors
from qcdc_parse.report.alignment.passages import Passage
from qcdc_parse.report.alignment.places import place
from qcdc_parse.report.alignment.plan import plan_of
from qcdc_parse.report.alignment.priors import Priors
from qcdc_parse.report.models import Answer, Unit
from qcdc_parse.report.outline.models import Outline

__all__ = ["Aligner"]

_BEGINNING = 160
_LATE = 2
"""Up to this month a report speaks of the year before."""
_HALF = 0.5
"""What an ambiguous passage counts against one in its place, before it is measured by how likely its slot is."""


class Aligner:
    """Aligns reports to one outline (đề cương); what can be prepared is prepared once."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self._plan = plan_of(outline)
        self._pointer = Pointer(self._plan)
        self._priors = Priors(self._plan, outline)

    def align(self, document: Document, submission: int, unit: Unit | None) -> tuple[list[Answer], float]:
        r"""Align all passages of a report's body: the answers in reading order, and the share of its letters that found a place.

        ``submission`` is the place of the report among all submissions; it goes into ids and quotations. Preamble, headings without
        content, closing words and signatures are no passages. What is ambiguous counts half, by how likely its slot is.

        >>> from qcdc_parse import parse_text
        >>> from qcdc_parse.model import Source
        >>> from qcdc_parse.report.outline.models import Slot
        >>> source = Source(name="de-cuong", sha256="", media_type="text/plain")
        >>> slots = [("I", "ĐẶC ĐIỂM TÌNH HÌNH"), ("II", "KẾT QUẢ THỰC HIỆN"), ("III", "HẠN CHẾ")]
        >>> asked = Outline(source=source, slots=tuple(Slot(id=i, label=i, style="roman", heading=h) for i, h in slots))
        >>> report = "A. TÌNH HÌNH CHUNG\n\nChi bộ có 18 đảng viên.\n\nB. NHỮNG TỒN TẠI\n\nHọp còn chậm."
        >>> answers, fit = Aligner(asked).align(parse_text(report), 0, None)
        >>> [(a.slot, a.quote.text) for a in answers], fit > 0.9
        ([('I', 'Chi bộ có 18 đảng viên.'), ('III', 'Họp còn chậm.')], True)
        """
        placed = place(self._pointer, document)
        if not placed or not self._plan.states:
            return [], 0.0
        kind = unit.kind if unit else None
        priors = [self._priors.of(p.place, kind) for p in placed]
        texts = [self._read(document.text, p.passage, prior) for p, prior in zip(placed, priors, strict=True)]
        said = contents(self._plan, [p.passage for p in placed], texts, self._year(document))
        moves: list[Move] = ["next", *(one.place.leads_to(other.place) for one, other in pairwise(placed))]
        columns = [column(prior, content.odds) for prior, content in zip(priors, said, strict=True)]
        likely = posteriors(priors, moves, columns)
        answers = answers_of(
            self._plan, document, submission, unit, [Aligned(p, c, *chances) for p, c, chances in zip(placed, said, likely, strict=True)]
        )
        return answers, _fit(answers)

    def _read(self, text: str, passage: Passage, prior: Prior) -> str:
        """Return what must be read of a passage: where its place decides, so much as may tell which prompt is meant."""
        if prior.decided is None:
            return text[passage.start : passage.end]
        several = len(self._plan.slots[self._plan.states[prior.decided]].prompts) > 1
        return text[passage.start : min(passage.end, passage.start + _BEGINNING)] if several else ""

    def _year(self, document: Document) -> int | None:
        issued = document.header.issued or self.outline.deadline
        return issued.year - (issued.month <= _LATE) if issued else None


def _fit(answers: list[Answer]) -> float:
    """Return the share of what is written, blanks apart, that stands in its place."""
    sizes = [(a, len(a.quote.text) - a.quote.text.count(" ")) for a in answers]
    total = sum(size for _, size in sizes)
    placed = sum(size * (1.0 if a.status == "aligned" else _HALF * a.confidence) for a, size in sizes if a.status != "outside")
    return round(placed / total, 4) if total else 0.0
