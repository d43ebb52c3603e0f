"""Passages that say nothing but the figures of a slot: the tables say it for them, and keep their words in a comment."""

from __future__ import annotations

import re
from collections.abc import Iterable

from qcdc_parse.report.docx.paper import Paper
from qcdc_parse.report.models import Answer
from qcdc_parse.report.outline.models import Slot
from qcdc_parse.report.wording import folded

__all__ = ["spelled_in_figures"]

_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+")
_JOINING = frozenset("trong đó năm và là có số tt stt nội dung đơn vị tính kết quả tổng cộng tỷ lệ liệu".split())
"""Words between figures that tell nothing of their own."""
_SERIAL = re.compile(r"(?m)^[ ]*\d{1,2}(?=[.)\t –-])")
"""The number of a row or point."""
_VALUE = re.compile(r"\d+(?:[.,]\d+)*(?:\s*/\s*\d+(?:[.,]\d+)*)?")
"""A number as people write it, a part with its whole being one."""


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
        spans = _inside(answer, quoted.get(answer.quote.submission, ()))
        plain = _SERIAL.sub(lambda m: " " * len(m[0]), answer.quote.text)
        values = [value for value in _VALUE.findall(plain) if value not in numbers]
        rest = _without(plain, spans)
        told = bool(spans) or answer.kind == "table"
        if told and len(values) <= len(spans) and set(_NUMBER.findall(rest)) <= numbers and set(_WORD.findall(folded(rest))) <= words:
            out.setdefault(answer.unit, []).append(answer)
    return out


def _inside(answer: Answer, quoted: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the stretches of a passage that give figures."""
    start, end = answer.quote.span.start, answer.quote.span.end
    return [(a - start, b - start) for a, b in quoted if start <= a and b <= end]


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    letters = list(text)
    for begin, end in spans:
        letters[begin:end] = " " * (end - begin)
    return "".join(letters)
