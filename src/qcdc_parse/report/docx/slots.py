"""The slots of the outline, one behind another: heading, totals, answers, what is to be looked at, who is silent."""

from __future__ import annotations

from collections.abc import Iterator

from qcdc_parse.report.docx.answers import answers_of, review_of
from qcdc_parse.report.docx.figures import figures_of
from qcdc_parse.report.docx.paper import OPENING, Paper
from qcdc_parse.report.docx.xml import run
from qcdc_parse.report.outline.models import Slot
from qcdc_parse.report.wording import heading, named

__all__ = ["slots_of"]

_SILENT = (
    ("perhaps", "Chỉ có nội dung cần xem lại"),
    ("unanswered", "Có báo cáo nhưng chưa trả lời mục này"),
    ("not_asked", "Không thuộc đối tượng báo cáo mục này"),
)


def slots_of(paper: Paper, *, appendix: bool) -> Iterator[str]:
    """Yield the slots of the body, or of the outline's appendices."""
    for slot in paper.draft.outline.slots:
        if slot.appendix == appendix:
            yield from _slot(paper, slot)


def _slot(paper: Paper, slot: Slot) -> Iterator[str]:
    depth = paper.index.depth(slot)
    if slot.appendix and depth == 1:
        yield paper.line(OPENING, run(f"{slot.label}\n{slot.heading}"))
    else:
        yield paper.heading(heading(slot), depth)
    if slot.asks and slot.prompts:
        yield paper.note("Đề cương yêu cầu: " + "; ".join(prompt.text.rstrip(" .;") for prompt in slot.prompts))
    told = [*figures_of(paper, slot), *answers_of(paper, slot), *review_of(paper, slot)]
    yield from told
    if slot.asks and not told:
        yield paper.note("chưa có nội dung do đơn vị báo cáo")
    state = paper.index.states.get(slot.id)
    for name, words in _SILENT if state is not None and slot.asks else ():
        units = getattr(state, name)
        if units:
            yield paper.note(f"{words} ({len(units)} đơn vị): {named(units)}")
