"""From pages to one text: lines with anchors, looks and marks; footnotes behind the whole body."""

from __future__ import annotations

from collections.abc import Sequence

from qcdc_parse.read.pdf.footnotes import Notes
from qcdc_parse.read.pdf.lines import Line
from qcdc_parse.read.pdf.pages import Page
from qcdc_parse.source_map import Anchor
from qcdc_parse.text import PAGE_BREAK, Look

_BLANK = 6.0
"""Points of indent that one leading blank stands for."""
_WIDEST = 120
"""More leading blanks than this stand for no indent: a damaged file can place text anywhere."""

Emitted = tuple[str, tuple[Anchor, ...], tuple[Look, ...], tuple[tuple[int, int], ...]]


class _Out:
    """What has been written so far."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.anchors: list[Anchor] = []
        self.looks: list[Look] = []
        self.marks: list[tuple[int, int]] = []
        self.at = 0

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.at += len(text)

    def line(self, line: Line, page: int, text: str, look: Look) -> None:
        left, top, right, bottom = line.box
        box = (round(left, 1), round(top, 1), round(right, 1), round(bottom, 1))
        self.anchors.append(Anchor(raw=self.at, page=page, box=box))
        self.looks.append(look)
        self.add(text + "\n")


def emit(pages: Sequence[Page], footnotes: Notes) -> Emitted:
    """Write the pages one after the other, a page break between, and the footnotes last, a blank line before each."""
    out = _Out()
    notes = footnotes.lines()
    for at, page in enumerate(pages):
        if at:
            out.add(PAGE_BREAK)
        left = min((line.box[0] for line in page.lines), default=0.0)
        for index, line in enumerate(page.lines):
            if notes and (at, index) in notes:
                continue
            indent = 0 if line.table else max(0, min(_WIDEST, int((line.box[0] - (left if line.margin is None else line.margin)) / _BLANK)))
            start = out.at + indent
            out.marks += [(start + a, start + b) for a, b in footnotes.marks.get((at, index), ())]
            out.line(line, page.number, " " * indent + line.text, line.look)
    for note in footnotes.notes:
        out.add("\n")
        for number, (at, index) in enumerate(note.lines):
            line = pages[at].lines[index]
            text = line.text if number else _apart(line, note.mark)
            out.line(line, pages[at].number, text, line.look._replace(place="footnote"))
    return "".join(out.parts), tuple(out.anchors), tuple(out.looks), tuple(out.marks)


def _apart(line: Line, mark: str) -> str:
    """Text of the first line of a note, with a blank behind its mark."""
    end = line.raised[0][1] if line.raised and line.raised[0][0] == 0 else len(mark)
    return line.text if not line.text[end : end + 1].isalnum() else f"{line.text[:end]} {line.text[end:]}"
