"""Passages that say nothing but the figures of a slot: the tables say it for them, and keep their words in a comment."""

from __future__ import annotations

import re

from qcdc_parse.report.docx.paper import Paper
from qcdc_parse.report.models import Answer
from qcdc_parse.report.outline.models import Slot
from qcdc_parse.report.wording import folded

__all__ = ["spelled_in_figures"]

_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+")
_JOINING = frozenset("trong đó năm và là có số tt stt nội dung đơn vị tính kết quả tổng cộng tỷ lệ đạt được".split())
"""Words between figures that tell nothing of their own."""
_SERIAL = re.compile(r"\s*(?:\d{1,2}(?:[.)\t]|\s*[-–.)])+\s*)+")
"""The number of a row or point."""


def spelled_in_figures(paper: Paper, slot: Slot) -> dict[str | None, list[Answer]]:
    """Return, by unit, the answers all whose numbers were read as figures of the slot and whose words are those that ask for them."""
    quoted: dict[int, list[tuple[int, int]]] = {}
    units = set()
    for field in slot.fields:
        for figure in paper.index.figures.get(field.id, ()):
            units.add(figure.unit)
            quoted.setdefault(figure.quote.submission, []).append((figure.quote.span.start, figure.quote.span.end))
    if not quoted:
        return {}
    asked = " ".join([slot.heading, *(f"{f.label} {f.unit or ''} {' '.join(f.columns)}" for f in slot.fields)])
    words = _JOINING | set(_WORD.findall(folded(asked)))
    numbers = set(_NUMBER.findall(asked))
    out: dict[str | None, list[Answer]] = {}
    for answer in paper.index.answers.get(slot.id, ()):
        if answer.status != "aligned" or answer.unit not in units:
            continue
        rest = _rest(answer, quoted.get(answer.quote.submission, ()))
        if set(_NUMBER.findall(rest)) <= numbers and set(_WORD.findall(folded(rest))) <= words:
            out.setdefault(answer.unit, []).append(answer)
    return out


def _rest(answer: Answer, quoted: list[tuple[int, int]] | tuple[()]) -> str:
    """Return what a passage says beside the words of figures."""
    start, text = answer.quote.span.start, list(answer.quote.text)
    for begin, end in quoted:
        for at in range(max(begin - start, 0), min(end - start, len(text))):
            text[at] = " "
    rest = "".join(text)
    serial = _SERIAL.match(answer.quote.text)
    return " " * serial.end() + rest[serial.end() :] if serial else rest
