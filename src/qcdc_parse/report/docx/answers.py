"""What the units say in a slot: quoted, by prompt, then by unit; near-identical passages once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from qcdc_parse.report.docx.opentables import open_table
from qcdc_parse.report.docx.paper import BODY, LEAD, Paper
from qcdc_parse.report.docx.xml import run
from qcdc_parse.report.models import Answer
from qcdc_parse.report.outline.models import Slot
from qcdc_parse.report.wording import named, source

__all__ = ["answers_of", "outside_of", "review_of"]

_FIGURES = re.compile(r"\d+")


def answers_of(paper: Paper, slot: Slot) -> Iterator[str]:
    """Yield the answers that surely belong to a slot."""
    told = [a for a in paper.index.answers.get(slot.id, ()) if a.status == "aligned"]
    tables = [a for a in told if a.kind == "table" and slot.tables]
    yield from open_table(paper, slot, tables)
    rest = [a for a in told if not (a.kind == "table" and slot.tables)]
    prompts = sorted({a.prompt for a in rest if a.prompt is not None and 0 < a.prompt <= len(slot.prompts)})
    for prompt in prompts:
        yield paper.line(LEAD, run(slot.prompts[prompt - 1].text), keep=True)
        yield from _passages(paper, [a for a in rest if a.prompt == prompt])
    others = [a for a in rest if a.prompt not in prompts]
    if prompts and others:
        yield paper.line(LEAD, run("Nội dung khác của mục này"), keep=True)
    yield from _passages(paper, others)


def _passages(paper: Paper, answers: Sequence[Answer]) -> Iterator[str]:
    here = {a.id: a for a in answers}
    done: set[str] = set()
    unit: str | None = ""
    for answer in answers:
        if answer.id in done:
            continue
        group = paper.index.group.get(answer.id)
        members = [here[i] for i in group.answers if i in here] if group is not None else [answer]
        for alike in _same_figures(members):
            done.update(a.id for a in alike)
            first = alike[0]
            label = "" if len(alike) == 1 and first.unit == unit else f"{named(a.unit for a in alike)}:"
            unit = first.unit if len(alike) == 1 else ""
            comment = paper.comment(_sources(paper, alike))
            if label and (first.kind == "bullet" or "\n" in first.quote.text):
                yield paper.line(BODY, run(label, bold=True), keep=True) + paper.quoted(first.quote, comment)
            else:
                yield paper.quoted(first.quote, comment, run(f"{label} ", bold=True) if label else "")


def _same_figures(members: Iterable[Answer]) -> Iterable[list[Answer]]:
    """Part passages whose figures differ: only one of them is shown, and a figure is never to be lost in another's words."""
    parts: dict[tuple[str, ...], list[Answer]] = {}
    for answer in members:
        parts.setdefault(tuple(_FIGURES.findall(answer.quote.text)), []).append(answer)
    return parts.values()


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
        comment = paper.comment(_sources(paper, [answer]))
        before = run(f"{named([answer.unit])}: ", bold=True)
        yield paper.quoted(answer.quote, comment, before, run(f" [có thể thuộc mục: {names}]", italic=True))


def outside_of(paper: Paper) -> Iterator[str]:
    """Yield what the outline does not ask for, by unit."""
    told = [a for a in paper.draft.answers if a.status == "outside"]
    order = {unit.name: n for n, unit in enumerate(paper.draft.units)}
    yield from _passages(paper, sorted(told, key=lambda a: order.get(a.unit or "", len(order))))
