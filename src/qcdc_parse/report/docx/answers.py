"""What the units say in a slot: quoted, by prompt, then by unit; near-identical passages once."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from qcdc_parse.report.docx.opentables import open_tables, own_table
from qcdc_parse.report.docx.paper import BODY, LEAD, Paper
from qcdc_parse.report.docx.xml import run
from qcdc_parse.report.models import Answer
from qcdc_parse.report.outline.models import Slot
from qcdc_parse.report.wording import named, source

__all__ = ["answers_of", "outside_of", "prompts_told", "review_of"]

_FIGURES = re.compile(r"\d+")


def answers_of(paper: Paper, slot: Slot, spelled: Collection[str]) -> Iterator[str]:
    """Yield the answers that surely belong to a slot, without those that its tables of figures spell out."""
    told = [a for a in paper.index.answers.get(slot.id, ()) if a.status == "aligned" and a.id not in spelled]
    yield from open_tables(paper, slot, [a for a in told if a.kind == "table" and slot.tables])
    rest = [a for a in told if not (a.kind == "table" and slot.tables)]
    prompts = prompts_told(paper, slot)
    for prompt in prompts:
        yield paper.line(LEAD, run(slot.prompts[prompt - 1].text), keep=True)
        yield from _passages(paper, [a for a in rest if a.prompt == prompt])
    others = [a for a in rest if a.prompt not in prompts]
    if prompts and others:
        yield paper.line(LEAD, run("Nội dung khác của mục này"), keep=True)
    yield from _passages(paper, others)


def prompts_told(paper: Paper, slot: Slot) -> list[int]:
    """Return the prompts of a slot that some answer is clearly meant for."""
    told = {a.prompt for a in paper.index.answers.get(slot.id, ()) if a.status == "aligned" and a.kind != "table"}
    return [number for number in range(1, len(slot.prompts) + 1) if number in told]


def _passages(paper: Paper, answers: Sequence[Answer]) -> Iterator[str]:
    here = {a.id: a for a in answers}
    done: set[str] = set()
    unit: str | None = ""
    for (of, rows), run_of in itertools.groupby(answers, key=lambda a: (a.unit, a.kind == "table")):
        if rows:
            unit = ""
            yield own_table(paper, [of], list(run_of))
            continue
        for answer in run_of:
            if answer.id in done:
                continue
            alike = _alike(paper, answer, here)
            done.update(a.id for a in alike)
            label = "" if len(alike) == 1 and answer.unit == unit else f"{named(a.unit for a in alike)}:"
            unit = answer.unit if len(alike) == 1 else ""
            yield _passage(paper, answer, label, paper.comment(_sources(paper, alike)))


def _passage(paper: Paper, answer: Answer, label: str, comment: int) -> str:
    if label and (answer.kind == "bullet" or "\n" in answer.quote.text):
        return paper.line(BODY, run(label, bold=True), keep=True) + paper.quoted(answer.quote, comment)
    return paper.quoted(answer.quote, comment, run(f"{label} ", bold=True) if label else "")


def _alike(paper: Paper, answer: Answer, here: Mapping[str, Answer]) -> list[Answer]:
    """Return an answer and those of its group that tell the same figures: one is shown, and no figure may be lost in another's words."""
    group = paper.index.group.get(answer.id)
    figures = _FIGURES.findall(answer.quote.text)
    others = (here[i] for i in group.answers if i in here and i != answer.id) if group is not None else ()
    return [answer, *(a for a in others if a.kind == answer.kind and _FIGURES.findall(a.quote.text) == figures)]


def _sources(paper: Paper, alike: Sequence[Answer]) -> Iterator[str]:
    first = alike[0]
    if len(alike) == 1:
        yield f"Nguồn: {source(paper.draft, first.quote)}"
        if first.headings:
            yield f"Dưới đề mục: {' / '.join(first.headings)}"
        return
    yield "Nội dung giống hoặc gần giống nhau; đoạn được trích là của đơn vị đầu tiên."
    for answer in alike:
        yield f"{named([answer.unit])}: {source(paper.draft, answer.quote)}"
        if answer.quote.text != first.quote.text:
            yield f"Nguyên văn: {answer.quote.text}"


def review_of(paper: Paper, slot: Slot) -> Iterator[str]:
    """Yield the answers that may belong to a slot, with the slots that they may belong to."""
    unsure = [a for a in paper.index.answers.get(slot.id, ()) if a.status == "ambiguous"]
    if unsure:
        yield paper.line(LEAD, run("Cần xem lại"), keep=True)
    for answer in unsure:
        names = "; ".join(paper.index.where(c.slot) for c in answer.candidates) or paper.index.where(slot.id)
        if answer.kind == "table":
            yield own_table(paper, [answer.unit], [answer]) + paper.note(f"có thể thuộc mục: {names}")
            continue
        comment = paper.comment(_sources(paper, [answer]))
        before = run(f"{named([answer.unit])}: ", bold=True)
        yield paper.quoted(answer.quote, comment, before, run(f" [có thể thuộc mục: {names}]", italic=True))


def outside_of(paper: Paper) -> Iterator[str]:
    """Yield what the outline does not ask for, by unit."""
    told = [a for a in paper.draft.answers if a.status == "outside"]
    order = {unit.name: n for n, unit in enumerate(paper.draft.units)}
    yield from _passages(paper, sorted(told, key=lambda a: order.get(a.unit or "", len(order))))
