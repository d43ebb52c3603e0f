"""The body of a report in pieces: blocks, and headings that hold an answer; the frame around them left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from qcdc_parse.catalog import raw
from qcdc_parse.model import BlockKind, Document, LooseBlock, Section
from qcdc_parse.report.alignment.verdicts import is_verdict

__all__ = ["Piece", "is_frame", "pieces_of", "tells"]

_FIGURE = re.compile(r"\d")
_FEW = 8
"""So many words behind the colon of a heading are no part of it."""


class Piece(NamedTuple):
    """A block of the body, a table with all its rows, or a heading that says something."""

    start: int
    end: int
    kind: BlockKind
    marker: str | None
    section: Section | None
    heading: bool = False


def pieces_of(document: Document) -> list[Piece]:
    """Return the pieces of all bodies of a document, in reading order; preambles and closing words are none."""
    text = document.text
    pieces = [piece for section in document.sections for piece in _of_section(section, text)]
    pieces += [Piece(b.span.start, b.span.end, b.kind, b.marker, None) for b in _loose(document)]
    pieces.sort(key=lambda piece: piece.start)
    return list(_joined(pieces, text))


def _of_section(section: Section, text: str) -> Iterator[Piece]:
    heading = section.heading_span
    if heading is not None and _says_something(section, text[heading.start : heading.end]):
        yield Piece(heading.start, heading.end, "paragraph", None, section, heading=True)
    for block in section.blocks:
        span = block.span
        if not is_frame(text[span.start : span.end]):
            yield Piece(span.start, span.end, block.kind, block.marker, section)
    for child in section.children:
        yield from _of_section(child, text)


def _says_something(section: Section, heading: str) -> bool:
    """Tell whether a heading holds what its section says: nothing else stands there, or it tells something behind a colon."""
    if ":" in heading and tells(heading):
        return True
    return not (section.blocks or section.children or section.style == "appendix" or heading.isupper())


def tells(heading: str) -> bool:
    """Tell whether words behind the colon of a heading are a statement, no part of the heading.

    >>> tells("Hạn chế: đối thoại còn ít."), tells("Đưa nghị quyết vào cuộc sống: học tập, tuyên truyền")
    (True, False)
    """
    _, colon, behind = heading.partition(":")
    behind = behind.strip()
    if not colon or not behind or heading.isupper():
        return False
    return behind.endswith((".", ";")) or bool(_FIGURE.search(behind)) or len(behind.split()) > _FEW


def _loose(document: Document) -> Iterator[LooseBlock]:
    """Yield the blocks in no section that are neither preamble nor closing words.

    What stands ahead of the first section is preamble up to the last paragraph that speaks of the report itself. A part without
    sections beside one that has them is the letter that sends it.
    """
    text = document.text
    appended = {a.part for a in document.attachments if a.role == "appendix"}
    first: dict[int, int] = {}
    for section in document.sections:
        if section.style != "appendix":
            first.setdefault(section.part, section.span.start)
    blocks = [b for b in document.blocks if not is_frame(text[b.span.start : b.span.end])]
    spoken = {
        b.part: b.span.end
        for b in blocks
        if b.kind == "paragraph" and b.span.start < first.get(b.part, 0) and _speaks_of_itself(text[b.span.start : b.span.end])
    }
    for block in blocks:
        letter = bool(first) and block.part not in first and block.part not in appended and block.kind not in {"table", "footnote"}
        if not letter and block.span.start >= spoken.get(block.part, 0):
            yield block


def _speaks_of_itself(text: str) -> bool:
    head = text.lstrip().lower()
    openings, _, _, said = _frame()
    return head.startswith(openings) or any(word in head for word in said)


def is_frame(text: str) -> bool:
    """Tell whether a paragraph opens or closes a report: `Thực hiện Công văn …, Chi bộ báo cáo như sau:`.

    >>> is_frame("Trên đây là báo cáo của Chi bộ."), is_frame("Thực hiện nghị quyết, chi bộ đã họp.")
    (True, False)
    """
    _, closings, endings, said = _frame()
    if text[:_LONGEST_CLOSING].lstrip().lower().startswith(closings):
        return True
    tail = text[-_LONGEST_ENDING:].lower().rstrip(" ./")
    return tail.endswith(endings) and any(word in text.lower() for word in said)


_LONGEST_CLOSING = _LONGEST_ENDING = 30


@cache
def _frame() -> tuple[tuple[str, ...], ...]:
    entry = raw("answers")["frame"]
    return tuple(tuple(entry[key]) for key in ("openings", "closings", "endings", "said"))


def _joined(pieces: list[Piece], text: str) -> Iterator[Piece]:
    """Yield pieces with rows of one table, and what a line break cut in two, put together."""
    last: Piece | None = None
    for piece in pieces:
        if last is not None:
            if piece.section is last.section and piece.start - last.end <= _NEAR and _goes_on(last, piece, text):
                last = last._replace(end=piece.end)
                continue
            yield last
        last = piece
    if last is not None:
        yield last


_NEAR = 2


def _goes_on(one: Piece, other: Piece, text: str) -> bool:
    """Tell whether a piece goes on with the one before it: a further row; words in small letters, or a figure behind a colon; a verdict."""
    if other.kind == "table":
        return one.kind == "table"
    if one.kind not in {"paragraph", "bullet"} or other.kind != "paragraph" or text[one.end : other.start].strip(" ") != "\n":
        return False
    begins = text[other.start]
    if begins.islower() or (begins.isdigit() and text[one.start : one.end].rstrip().endswith(":")):
        return True
    return is_verdict(text[other.start : other.end])
