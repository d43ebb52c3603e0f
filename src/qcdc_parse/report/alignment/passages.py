"""The passages of a report's body: what answers, under which headings; the frame around them left out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from qcdc_parse.catalog import raw, verdicts
from qcdc_parse.model import BlockKind, Document, LooseBlock, Section
from qcdc_parse.report.alignment.plan import plain
from qcdc_parse.report.alignment.words import marked

__all__ = ["Passage", "is_frame", "judging", "passages_of", "tells"]

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
    counted: bool = False
    """It gives a figure for what it names: `Số cuộc đối thoại: 12 cuộc`."""
    table: tuple[int, int] | None = None
    """Of a row: its whole table."""


def passages_of(document: Document) -> list[Passage]:
    """Return the passages of all bodies of a document, in reading order; preambles and closing words are no passages."""
    text = document.text
    pieces = [piece for section in document.sections for piece in _of_section(section, text)]
    pieces += [_Piece(b.span.start, b.span.end, b.kind, b.marker, None) for b in _loose(document)]
    pieces.sort(key=lambda piece: piece.start)
    out = [p for piece in _joined(pieces, text) for p in _of_piece(piece, text)]
    judges = judging(document)
    return [replace(p, judged=True) if judges(p.start, p.end) else p for p in out]


class _Piece(NamedTuple):
    """A block of the body, or a heading that says something."""

    start: int
    end: int
    kind: BlockKind
    marker: str | None
    section: Section | None
    heading: bool = False


def _loose(document: Document) -> Iterator[LooseBlock]:
    """Yield the blocks in no section that are no preamble: a report without sections has nothing else."""
    appended = {a.part for a in document.attachments if a.role == "appendix"}
    first: dict[int, int] = {}
    for section in document.sections:
        if section.style != "appendix":
            first[section.part] = min(section.span.start, first.get(section.part, section.span.start))
    begun: set[int] = set()
    for block in document.blocks:
        if is_frame(block.span.of(document.text)):
            continue
        if block.kind != "paragraph":
            begun.add(block.part)
        if block.part in begun or block.part in appended or block.span.start >= first.get(block.part, 0) or not first:
            yield block


def _joined(pieces: list[_Piece], text: str) -> Iterator[_Piece]:
    """Yield pieces with rows of one table, and what a line break cut in two, put together."""
    last: _Piece | None = None
    for piece in pieces:
        if (
            last is not None
            and piece.section is last.section
            and text[last.end : piece.start].strip(" ") == "\n"
            and _goes_on(last, piece, text)
        ):
            last = last._replace(end=piece.end)
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last


def _goes_on(one: _Piece, other: _Piece, text: str) -> bool:
    if other.kind == "table":
        return one.kind == "table"
    if one.kind not in {"paragraph", "bullet"} or other.kind != "paragraph":
        return False
    begins, ends = text[other.start], text[one.start : one.end].rstrip()[-1:]
    if begins.islower() or (begins.isdigit() and ends == ":"):
        return True
    return other.end - other.start < _VERDICT and tuple(marked(text[other.start : other.end])) in _verdicts()


def judging(document: Document) -> Callable[[int, int], bool]:
    """Return a function that tells whether a stretch says of an indicator that it was reached, or not."""
    text = document.text
    starts = [i.span.start for i in document.indicators if i.verdict is not None]

    def judges(start: int, end: int) -> bool:
        return bisect_left(starts, start) < bisect_left(starts, end) or _ends_judged(text[start:end])

    return judges


def _ends_judged(text: str) -> bool:
    """Tell whether a passage ends with a verdict, a reason in brackets apart: `… đúng hạn 99% (đạt).`."""
    bracket = _REASON.search(text, max(len(text) - _LONGEST_REASON, 0))
    stop = bracket.start() if bracket and len(bracket[0]) > _VERDICT else len(text)
    words = marked(text[max(stop - _VERDICT, 0) : stop])
    if stop > _VERDICT and any(tuple(words[-size:]) in _verdicts() for size in (1, 2, 3)):
        return True
    _, colon, behind = text.partition(": ")
    first = _CLAUSE.match(behind) if colon else None
    return first is not None and tuple(marked(first[0])) in _verdicts()


_CLAUSE = re.compile(r"[^,.;:()]{2,24}(?=[,.;:(]|$)")
_REASON = re.compile(r"\([^()]*\)[\s.;]*$")
_LONGEST_REASON = 300
_VERDICT = 24


@cache
def _verdicts() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(marked(said)) for said in verdicts())


def _of_section(section: Section, text: str) -> Iterator[_Piece]:
    heading = section.heading_span
    if heading is not None and _says_something(section, heading.of(text)):
        yield _Piece(heading.start, heading.end, "paragraph", None, section, heading=True)
    for block in section.blocks:
        if not is_frame(block.span.of(text)):
            yield _Piece(block.span.start, block.span.end, block.kind, block.marker, section)
    for child in section.children:
        yield from _of_section(child, text)


def _says_something(section: Section, heading: str) -> bool:
    """Tell whether a heading holds what its section says: nothing else stands there, or it tells something behind a colon."""
    if tells(heading):
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


_FEW = 8


def _of_piece(piece: _Piece, text: str) -> Iterator[Passage]:
    """Yield a piece as a passage, a table as one a row; the head goes with its first row."""
    start, end = piece.start, piece.end
    if piece.kind != "table":
        yield _made(piece, text)
        return
    rows = []
    for row in text[start:end].split("\n"):
        rows.append((start, start + len(row), [cell.strip() for cell in row.split("\t")]))
        start += len(row) + 1
    if len(rows) > 1 and _is_head(rows[0][2]):
        rows[:2] = [(rows[0][0], rows[1][1], rows[1][2])]
    for first, last, cells in rows:
        label = next((cell for cell in cells if _LETTERS.search(cell)), None)
        yield Passage(first, last, "table", None, piece.section, label, bare=False, table=(piece.start, end))


def _is_head(cells: list[str]) -> bool:
    """Tell whether a row names columns: no cell holds a figure, years apart."""
    named = [cell for cell in cells if _LETTERS.search(cell)]
    return len(named) > 1 and not any(
        _CELL_FIGURE.fullmatch(cell) or len(cell.split()) > _FEW or cell.endswith((".", ";")) for cell in cells
    )


def _made(piece: _Piece, text: str) -> Passage:
    lead = _LEAD.match(text, piece.start, piece.end)
    said = lead["lead"].strip() if lead else None
    words = text[piece.start : piece.end]
    if lead is not None:
        bare = not text[lead.end() : piece.end].strip()
    else:
        bare = len(words) < _SHORT * 6 and len(words.split()) <= _SHORT and (words.isupper() or not _FIGURE.search(plain(words)))
    return Passage(
        piece.start,
        piece.end,
        piece.kind,
        piece.marker,
        piece.section,
        said,
        bare,
        piece.heading,
        counted=said is not None and _counts(said, text[lead.end() : piece.end] if lead else ""),
    )


def _counts(said: str, behind: str) -> bool:
    return bool(_FIRST_FIGURE.match(behind)) and said.lower().lstrip("-+*• ").startswith(tuple(raw("answers")["counted"]["words"]))


_FIRST_FIGURE = re.compile(r"\D{0,24}\d")


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
