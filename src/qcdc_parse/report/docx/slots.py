"""The slots of the outline, one behind another: heading, totals, answers, what is to be looked at, who is silent."""

from __future__ import annotations

from collections.abc import Iterator

from qcdc_parse.report.docx.answers import answers_of, prompts_told, review_of
from qcdc_parse.report.docx.figures import figures_of
from qcdc_parse.report.docx.paper import OPENING, PART, Paper
from qcdc_parse.report.docx.spelled import spelled_in_figures
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
    elif depth == 1 and slot.style in {"part", "chapter"}:
        yield paper.line(PART, run(f"{slot.label}\n{slot.heading}"))
    else:
        yield paper.heading(heading(slot), depth)
    shown = prompts_told(paper, slot)
    wanted = [prompt.text.rstrip(" .;") for number, prompt in enumerate(slot.prompts, 1) if number not in shown]
    if slot.asks and wanted:
        yield paper.note(f"Đề cương {'còn ' if shown else ''}yêu cầu: {'; '.join(wanted)}")
    spelled = spelled_in_figures(paper, slot)
    left = dict(spelled)
    figures = list(figures_of(paper, slot, left))
    ids = {a.id for unit, answers in spelled.items() if unit not in left for a in answers}
    told = [*figures, *answers_of(paper, slot, ids), *review_of(paper, slot)]
    yield from told
    if slot.asks and not told:
        yield paper.note("chưa có nội dung do đơn vị báo cáo")
    state = paper.index.states.get(slot.id)
    for name, words in _SILENT if state is not None and slot.asks else ():
        units = getattr(state, name)
        if units:
            yield paper.note(f"{words} ({len(units)} đơn vị): {named(units)}")
