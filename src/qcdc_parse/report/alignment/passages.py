"""The passages of a report's body: what answers, under which headings; the frame around them left out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from qcdc_parse.catalog import raw, verdicts
from qcdc_parse.model import Block, BlockKind, Document, LooseBlock, Section
from qcdc_parse.report.alignment.plan import plain
from qcdc_parse.report.alignment.words import marked

__all__ = ["Passage", "is_frame", "passages_of"]

_LEAD = re.compile(r"[\s\-+*•–]*(?P<lead>[^:.;\n\t]{2,90}?)\s*:(?=\s|$)")
_FIGURE = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_CELL_FIGURE = re.compile(r"(?!(?:19|20)\d\d$)\d[\d.,/% ]*")
_SHORT = 22


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of the body: ``start`` to ``end`` of the text. ``section`` holds it; ``lead`` is what it says ahead of a colon.

    ``bare``: nothing stands behind the lead, or the passage is no longer than a heading: it may be one.
    """

    start: int
    end: int
    kind: BlockKind
    marker: str | None
    section: Section | None
    lead: str | None
    bare: bool
    heading: bool = False
    judged: bool = False
    """It says of an indicator whether that was reached."""
    table: tuple[int, int] | None = None
    """Of a row: its whole table."""


def passages_of(document: Document) -> list[Passage]:
    """Return the passages of all bodies of a document, in reading order; preambles and closing words are no passages."""
    text = document.text
    sections = sorted(document.sections, key=lambda s: s.span.start)
    out = [p for section in sections for p in _of_section(section, text)]
    appended = {a.part for a in document.attachments if a.role == "appendix"}
    first: dict[int, int] = {}
    for section in sections:
        if section.style != "appendix":
            first.setdefault(section.part, section.span.start)
    begun: set[int] = set()
    for block in document.blocks:
        words = block.span.of(text)
        if is_frame(words):
            continue
        if block.kind != "paragraph":
            begun.add(block.part)
        if block.part in begun or block.part in appended or block.span.start >= first.get(block.part, 0) or not first:
            out += _of_block(block, None, text)
    out.sort(key=lambda p: p.start)
    starts = [i.span.start for i in document.indicators if i.verdict is not None]
    return [replace(p, judged=True) if _has(starts, p) or _ends_judged(text[p.start : p.end]) else p for p in out]


def _has(starts: list[int], passage: Passage) -> bool:
    return bisect_left(starts, passage.start) < bisect_left(starts, passage.end)


def _ends_judged(text: str) -> bool:
    """Tell whether a passage ends with a verdict: `… đúng hạn 99% (đạt).`."""
    words = marked(text[-_VERDICT:])
    return any(tuple(words[-size:]) in _verdicts() for size in (1, 2, 3)) and len(text) > _VERDICT


_VERDICT = 24


@cache
def _verdicts() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(marked(said)) for said in verdicts())


def _of_section(section: Section, text: str) -> Iterator[Passage]:
    heading = section.heading_span
    if heading is not None and _says_something(section, heading.of(text)):
        yield _made(heading.start, heading.end, "paragraph", None, section, text, heading=True)
    for block in section.blocks:
        if not is_frame(block.span.of(text)):
            yield from _of_block(block, section, text)
    for child in section.children:
        yield from _of_section(child, text)


def _says_something(section: Section, heading: str) -> bool:
    """Tell whether a heading holds what its section says: nothing else stands there, or words follow behind a colon."""
    lead = _LEAD.match(heading)
    behind = heading[lead.end() :].strip() if lead else ""
    if behind and not heading.isupper():
        return True
    if section.blocks or section.children or section.style == "appendix":
        return False
    return not heading.isupper()


def _of_block(block: Block | LooseBlock, section: Section | None, text: str) -> Iterator[Passage]:
    start, end = block.span.start, block.span.end
    if block.kind != "table":
        yield _made(start, end, block.kind, block.marker, section, text)
        return
    rows = []
    for row in text[start:end].split("\n"):
        rows.append((start, start + len(row), [cell.strip() for cell in row.split("\t")]))
        start += len(row) + 1
    if len(rows) > 1 and _is_head(rows[0][2]):
        rows[:2] = [(rows[0][0], rows[1][1], rows[1][2])]
    for first, last, cells in rows:
        label = next((cell for cell in cells if _LETTERS.search(cell)), None)
        yield Passage(first, last, "table", None, section, label, bare=False, table=(block.span.start, end))


def _is_head(cells: list[str]) -> bool:
    """Tell whether a row names columns: no cell holds a figure, years apart."""
    return sum(bool(_LETTERS.search(cell)) for cell in cells) > 1 and not any(_CELL_FIGURE.fullmatch(cell) for cell in cells)


def _made(
    start: int, end: int, kind: BlockKind, marker: str | None, section: Section | None, text: str, *, heading: bool = False
) -> Passage:
    lead = _LEAD.match(text, start, end)
    said = lead["lead"].strip() if lead else None
    words = text[start:end]
    if lead is not None:
        bare = not text[lead.end() : end].strip()
    else:
        bare = len(words) < _SHORT * 6 and len(words.split()) <= _SHORT and not _FIGURE.search(plain(words))
    return Passage(start, end, kind, marker, section, said, bare, heading)


def is_frame(text: str) -> bool:
    """Tell whether a paragraph opens or closes a report: `Thực hiện Công văn …, Chi bộ báo cáo như sau:`.

    >>> is_frame("Trên đây là báo cáo của Chi bộ."), is_frame("Thực hiện nghị quyết, chi bộ đã họp.")
    (True, False)
    """
    data = raw("answers")["frame"]
    head = text.lstrip().lower()
    if head.startswith(tuple(data["closings"])):
        return True
    tail = head.rstrip(" ./")
    return tail.endswith(tuple(data["endings"])) and any(word in head for word in data["said"])
