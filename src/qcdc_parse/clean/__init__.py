"""Cleaning: from read text to canonical text, with the way back.

Letters are repaired, Markdown marks and page furniture taken off, printed lines joined into paragraphs. Every letter
of the source is either in the canonical text or in a ``Furniture`` record.
"""

from __future__ import annotations

from bisect import bisect_right

from qcdc_parse.clean.furniture import find_furniture
from qcdc_parse.clean.glyphs import Repaired, repair
from qcdc_parse.clean.markdown import looks_like_markdown
from qcdc_parse.clean.rawlines import RawLine, raw_lines
from qcdc_parse.clean.wraps import joint, measure
from qcdc_parse.model import Furniture, FurnitureKind, Note
from qcdc_parse.source_map import SourceMap
from qcdc_parse.span import Span
from qcdc_parse.text import CleanText, Line, SourceText

__all__ = ["clean"]


def clean(read: SourceText) -> CleanText:
    r"""Make the canonical text of a source.

    >>> from qcdc_parse.read.text import read_string
    >>> clean(read_string("Chỉ thị số 30-\n\nCT/TW về dân chủ ở cơ sở")).text
    'Chỉ thị số 30-CT/TW về dân chủ ở cơ sở'
    """
    repaired = repair(read.text)
    markdown = looks_like_markdown(repaired.text) if read.markdown is None else read.markdown
    lines = raw_lines(repaired.text, markdown=markdown)
    if read.anchors and len(read.anchors) == len(lines):
        lines = [line._replace(box=anchor.box) for line, anchor in zip(lines, read.anchors, strict=True)]
    furniture = find_furniture(lines)
    paragraphs, lifted = _join(lines, furniture, read.wrapped)
    return _lay_out(paragraphs, lifted, repaired, read)


Paragraph = list[tuple[RawLine, str]]
"""Printed lines of one paragraph, each with what joins it to the next."""


def _join(
    lines: list[RawLine], furniture: dict[int, FurnitureKind], wrapped: bool | None
) -> tuple[list[Paragraph], list[tuple[int, int, FurnitureKind, RawLine]]]:
    """Gather lines into paragraphs; furniture is lifted out with its place (paragraph, line within it)."""
    layout = measure([line for i, line in enumerate(lines) if i not in furniture] if furniture else lines, wrapped)
    paragraphs: list[Paragraph] = []
    lifted: list[tuple[int, int, FurnitureKind, RawLine]] = []
    before: RawLine | None = None
    interrupted = False
    for index, line in enumerate(lines):
        kind = furniture.get(index)
        if kind is not None:
            lifted.append((len(paragraphs) - 1, len(paragraphs[-1]) if paragraphs else 0, kind, line))
            interrupted = True
            continue
        glue = None
        if before is not None:
            glue = joint(before, line, layout, interrupted or before.page != line.page)
        if glue is None:
            paragraphs.append([(line, "")])
        else:
            paragraph = paragraphs[-1]
            paragraph[-1] = (paragraph[-1][0], glue)
            paragraph.append((line, ""))
        before = line
        interrupted = False
    return paragraphs, lifted


def _lay_out(
    paragraphs: list[Paragraph],
    lifted: list[tuple[int, int, FurnitureKind, RawLine]],
    repaired: Repaired,
    read: SourceText,
) -> CleanText:
    source = repaired.text
    out: list[str] = []
    lines: list[Line] = []
    text_starts: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    ends_of_lines: dict[tuple[int, int], int] = {(-1, 0): 0}
    wanted = {(p, n) for p, n, _, _ in lifted}
    at = 0
    for number, paragraph in enumerate(paragraphs):
        if number:
            out.append("\n")
            at += 1
        begin = at
        first = len(out)
        for count, (line, glue) in enumerate(paragraph, 1):
            for start, end, separator in line.cuts:
                text_starts.append(at)
                starts.append(start)
                ends.append(end)
                out.append(source[start:end])
                at += end - start
                if separator:
                    out.append(separator)
                    at += 1
            if (number, count) in wanted:
                ends_of_lines[number, count] = at
            if glue:
                out.append(glue)
                at += 1
        head = paragraph[0][0]
        text = "".join(out[first:]) if len(out) - first > 1 else out[first]
        bold = head.bold and all(line.bold for line, _ in paragraph)
        lines.append(Line(begin, at, text, head.indent, bold, head.table or "\t" in text))
    back = _Back(repaired.pieces, len(source)) if repaired.pieces else None
    if back:
        text_starts, starts, ends = _compose(text_starts, starts, ends, back)
    furniture = []
    for paragraph_index, count, kind, line in lifted:
        place = ends_of_lines[paragraph_index, count]
        raw_start, raw_end = line.cuts[0][0], line.cuts[-1][1]
        if back:
            raw_start, raw_end = back.start(raw_start), back.end(raw_end)
        furniture.append(Furniture(kind=kind, text=line.text, span=Span(start=place, end=place), raw=Span(start=raw_start, end=raw_end)))
    notes = list(read.notes)
    if repaired.mended:
        notes.append(
            Note(
                code="glyphs-mended",
                severity="info",
                span=None,
                message=f"{repaired.mended} wrong letters (such as Ƣ for Ư) were mended",
            )
        )
    source_map = SourceMap(text_starts=tuple(text_starts), raw_starts=tuple(starts), raw_ends=tuple(ends), anchors=read.anchors)
    return CleanText("".join(out), tuple(lines), tuple(furniture), source_map, tuple(notes))


class _Back:
    """Offsets of repaired text led back to raw text.

    A piece holds as many letters as its raw stretch, or is one letter made of several raw ones.
    """

    def __init__(self, pieces: tuple[tuple[int, int, int], ...], length: int) -> None:
        self.pieces = pieces
        self.heads = [p[0] for p in pieces]
        self.ends = [*self.heads[1:], length]

    def index(self, offset: int) -> int:
        return max(bisect_right(self.heads, offset) - 1, 0)

    def start(self, offset: int) -> int:
        at, raw, raw_end = self.pieces[self.index(offset)]
        return min(raw + offset - at, raw_end)

    def end(self, offset: int) -> int:
        index = self.index(offset - 1)
        at, raw, raw_end = self.pieces[index]
        return raw_end if offset >= self.ends[index] else min(raw + offset - at, raw_end)


def _compose(text_starts: list[int], starts: list[int], ends: list[int], back: _Back) -> tuple[list[int], list[int], list[int]]:
    """Lead pieces that point into repaired text on into the raw text, splitting them where that moved.

    Behind a letter made of several raw ones that ends a piece stands an empty piece, so that its end is known.
    """
    out: tuple[list[int], list[int], list[int]] = ([], [], [])
    index = 0
    for at, start, end in zip(text_starts, starts, ends, strict=True):
        done = start
        while done < end:
            while back.ends[index] <= done:
                index += 1
            head, raw, raw_end = back.pieces[index]
            stop = min(end, back.ends[index])
            raw_start = min(raw + done - head, raw_end)
            raw_stop = raw_end if stop == back.ends[index] else min(raw + stop - head, raw_end)
            _append(out, at + done - start, raw_start, raw_stop)
            if raw_stop - raw_start != stop - done and stop == end:
                _append(out, at + end - start, raw_stop, raw_stop)
            done = stop
    return out


def _append(out: tuple[list[int], list[int], list[int]], at: int, raw_start: int, raw_end: int) -> None:
    """Add a piece; an empty one at the same place gives way to it."""
    text_starts, raw_starts, raw_ends = out
    if text_starts and text_starts[-1] == at:
        text_starts.pop()
        raw_starts.pop()
        raw_ends.pop()
    text_starts.append(at)
    raw_starts.append(raw_start)
    raw_ends.append(raw_end)
