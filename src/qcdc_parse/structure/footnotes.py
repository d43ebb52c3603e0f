"""Footnotes: they stand behind the whole text, and each belongs to the section in which its mark stood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from qcdc_parse.model import Attachment, Furniture, LooseBlock, Section
from qcdc_parse.span import Span
from qcdc_parse.text import Line

_MARK = re.compile(r"[(\[]?(?:\d{1,3}|[ivxl]{1,6}|[a-zđ]|[*†‡§]{1,3})[)\]]?(?=[\s.:])")
"""What a footnote begins with: ``1``, ``(1)``, ``*``, ``a)``."""


def split_footnotes(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Tell the lines of the documents from those of footnotes."""
    first = next((i for i, line in enumerate(lines) if line.look.place == "footnote"), len(lines))
    return lines[:first], lines[first:]


def place_footnotes(
    lines: Sequence[Line], furniture: Iterable[Furniture], sections: Iterable[Section], attachments: Iterable[Attachment]
) -> list[LooseBlock]:
    """Make a block of every footnote. Marks and notes are paired in order; one whose mark is not found has no section."""
    if not lines:
        return []
    marks = [(_bare(f.text), f.span.start) for f in furniture if f.kind == "footnote_mark"]
    every = [s for root in sections for s in root.walk()]
    starts = [(a.span.start, a.part) for a in attachments]
    out = []
    for line in lines:
        printed = _MARK.match(line.text)
        at = _take(marks, _bare(printed[0])) if printed else None
        holder = None
        part = 0
        if at is not None:
            # Sections are walked from the outside in: the last that holds the mark is the innermost.
            holder = next((s for s in reversed(every) if s.span.start <= at <= s.span.end), None)
            part = max((number for start, number in starts if start <= at), default=0)
        span = Span(start=line.start, end=line.end)
        section = holder.id if holder else None
        out.append(LooseBlock(kind="footnote", marker=printed[0] if printed else None, span=span, part=part, section_id=section))
    return out


def _bare(mark: str) -> str:
    return mark.strip("()[] ")


def _take(marks: list[tuple[str, int]], wanted: str) -> int | None:
    """Take the first mark of a name that no note has taken; pages may count from 1 again."""
    for index, (name, place) in enumerate(marks):
        if name == wanted:
            del marks[index]
            return place
    return None
