"""Cleaning: from read text to canonical text, with the way back.

Letters are put right (``letters``), Markdown marks, page furniture and marks of footnotes taken off, printed lines joined
into paragraphs. Every letter of the source is either in the canonical text or in a ``Furniture`` record.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from qcdc_parse.clean.decoding import tell_of
from qcdc_parse.clean.edits import Back, lead_back
from qcdc_parse.clean.furniture import find_furniture
from qcdc_parse.clean.letters import Taken, put_right
from qcdc_parse.clean.rawlines import RawLine, raw_lines
from qcdc_parse.clean.wraps import joint, measure
from qcdc_parse.model import Furniture, FurnitureKind
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
    letters = put_right(read)
    text = letters.edited.text
    back = Back(letters.edited) if letters.edited.pieces else None
    lines = raw_lines(text, markdown=letters.markdown)
    if read.anchors:
        lines = _look_up(lines, read, back)
    paragraphs, lifted = _join(lines, find_furniture(lines), read.wrapped)
    _bare_ends(paragraphs)
    laid = _lay_out(paragraphs, lifted)
    starts = lead_back(laid.text_starts, laid.starts, laid.ends, back) if back else (laid.text_starts, laid.starts, laid.ends)
    source_map = SourceMap(text_starts=tuple(starts[0]), raw_starts=tuple(starts[1]), raw_ends=tuple(starts[2]), anchors=read.anchors)
    furniture = _furniture(laid, lifted, read.text, letters.taken, back)
    notes = (*letters.notes, *tell_of(letters.decoded, source_map, len(laid.text)))
    return CleanText(laid.text, tuple(laid.lines), tuple(furniture), source_map, notes)


def _look_up(lines: list[RawLine], read: SourceText, back: Back | None) -> list[RawLine]:
    """Give every line the box and the look that its reader has of it."""
    heads = [anchor.raw for anchor in read.anchors]
    out = []
    for line in lines:
        start = line.cuts[0][0]
        index = max(bisect_right(heads, back.start(start) if back else start) - 1, 0)
        out.append(line._replace(box=read.anchors[index].box, look=read.looks[index] if read.looks else line.look))
    return out


Paragraph = list[tuple[RawLine, str]]
"""Printed lines of one paragraph, each with what joins it to the next."""

Lifted = tuple[int, int, FurnitureKind, RawLine]
"""Furniture with its place: the paragraph, and how many of its lines stand before."""


def _join(lines: list[RawLine], furniture: dict[int, FurnitureKind], wrapped: bool | None) -> tuple[list[Paragraph], list[Lifted]]:
    """Gather lines into paragraphs; furniture is lifted out with its place."""
    layout = measure([line for i, line in enumerate(lines) if i not in furniture] if furniture else lines, wrapped)
    paragraphs: list[Paragraph] = []
    lifted: list[Lifted] = []
    before: RawLine | None = None
    interrupted = False
    for index, line in enumerate(lines):
        if index in furniture:
            lifted.append((len(paragraphs) - 1, len(paragraphs[-1]) if paragraphs else 0, furniture[index], line))
            interrupted = True
            continue
        glue = None
        if before is not None and (before.look is line.look or before.look.place == line.look.place):
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


def _bare_ends(paragraphs: list[Paragraph]) -> None:
    """Take the empty cells off the two ends of a text that begins or ends with a row of a table."""
    if not paragraphs:
        return
    line, glue = paragraphs[0][0]
    if line.text[0].isspace():
        paragraphs[0][0] = line._replace(text=line.text.lstrip(), cuts=line.cuts[1:]), glue
    line, glue = paragraphs[-1][-1]
    if line.text[-1].isspace():
        *cuts, (start, end, _) = line.cuts
        paragraphs[-1][-1] = line._replace(text=line.text.rstrip(), cuts=(*cuts, (start, end, ""))), glue


class _Laid(NamedTuple):
    """The canonical text, the stretches of the repaired text it is made of, and where printed lines end in it."""

    text: str
    lines: list[Line]
    text_starts: list[int]
    starts: list[int]
    ends: list[int]
    ends_of_lines: dict[tuple[int, int], int]


def _lay_out(paragraphs: list[Paragraph], lifted: list[Lifted]) -> _Laid:
    lines: list[Line] = []
    text_starts: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    ends_of_lines: dict[tuple[int, int], int] = {(-1, 0): 0}
    wanted = {(p, n) for p, n, _, _ in lifted}
    at = 0
    for number, paragraph in enumerate(paragraphs):
        begin = at
        for count, (line, glue) in enumerate(paragraph, 1):
            for start, end, separator in line.cuts:
                text_starts.append(at)
                starts.append(start)
                ends.append(end)
                at += end - start + len(separator)
            if (number, count) in wanted:
                ends_of_lines[number, count] = at
            at += len(glue)
        head = paragraph[0][0]
        text = "".join([line.text + glue for line, glue in paragraph]) if len(paragraph) > 1 else head.text
        look = head.look
        if look.bold and not all(line.look.bold for line, _ in paragraph):
            look = look._replace(bold=False)
        lines.append(Line(begin, at, text, head.indent, look, head.table or "\t" in text))
        at += 1
    return _Laid("\n".join([line.text for line in lines]), lines, text_starts, starts, ends, ends_of_lines)


def _furniture(laid: _Laid, lifted: list[Lifted], raw: str, taken: list[Taken], back: Back | None) -> list[Furniture]:
    """Record what was taken out: whole lines, and inside lines marks of footnotes and targets of links."""
    out = []
    for paragraph, count, kind, line in lifted:
        place = laid.ends_of_lines[paragraph, count]
        raw_start, raw_end = line.cuts[0][0], line.cuts[-1][1]
        if back:
            raw_start, raw_end = back.start(raw_start), back.end(raw_end)
        out.append(Furniture(kind=kind, text=line.text, span=Span(start=place, end=place), raw=Span(start=raw_start, end=raw_end)))
    if taken and back:
        raw_starts = [back.start(start) for start in laid.starts]
        for start, end, kind in taken:
            index = bisect_right(raw_starts, start) - 1
            place = 0
            if index >= 0:
                stretch = min(laid.ends[index], bisect_right(range(laid.ends[index]), start, lo=laid.starts[index], key=back.start))
                place = laid.text_starts[index] + stretch - laid.starts[index]
            span = Span(start=place, end=place)
            out.append(Furniture(kind=kind, text=raw[start:end], span=span, raw=Span(start=start, end=end)))
        out.sort(key=lambda f: (f.span.start, f.raw.start))
    return out
