"""DOCX, read from its parts with lxml: the text as Word prints it, automatic numbers in, with what each line looks like.

Tracked insertions are in, deletions out. Tables without rules are layout (letterhead, signature) and are read column by
column; ruled ones are read row by row, a tab between cells. A header that is printed over the first page only is text;
other headers and footers are running heads. Footnotes stand behind the body. What was left out is told in notes.
"""

from __future__ import annotations

from collections import deque

from lxml.etree import _Element

from qcdc_parse.errors import TooLargeError, UnknownFormatError
from qcdc_parse.read.docx.content import DELETED, Reader
from qcdc_parse.read.docx.fields import Fields, paired_marks
from qcdc_parse.read.docx.heads import find_heads
from qcdc_parse.read.docx.lines import END, MARK, PrintedLine, at_place
from qcdc_parse.read.docx.names import W
from qcdc_parse.read.docx.notes import NoteMarks, note_elements
from qcdc_parse.read.docx.numbering import Counters, Numbering
from qcdc_parse.read.docx.package import Package, open_flat, open_package
from qcdc_parse.read.docx.story import Story
from qcdc_parse.read.docx.styles import Styles
from qcdc_parse.read.docx.tally import Tally
from qcdc_parse.read.limits import DEFAULT, Clock, Limits
from qcdc_parse.read.source import describe
from qcdc_parse.source_map import Anchor
from qcdc_parse.text import Look, SourceText

__all__ = ["MEDIA_TYPE", "read_docx"]

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read_docx(data: bytes, name: str, limits: Limits = DEFAULT) -> SourceText:
    """Read a DOCX (also DOCM, DOTX, strict, and the single XML file of Flat OPC); macros are never looked at.

    :raises BrokenFileError: it is damaged.
    :raises UnknownFormatError: it is a workbook or a presentation.
    :raises TooLargeError: it is beyond a bound of ``limits``.
    """
    try:
        package = (open_package if data.startswith(b"PK") else open_flat)(data, name, limits)
        document = _Document(package, name, limits)
        lines = document.lines()
    except RecursionError as error:  # bounds that a caller has set too wide
        raise TooLargeError(name, "elements are nested too deep") from error
    return _source_text(lines, data, name, document.tally)


class _Document:
    """A document with what its stories share."""

    def __init__(self, package: Package, name: str, limits: Limits) -> None:
        self.package = package
        self.tally = Tally()
        self._name = name
        self._limits = limits
        self._clock = Clock(name, limits)
        main = package.main
        self._styles = Styles(package.related(main, "styles"), package.related(main, "theme"))
        self._numbering = Numbering(package.related(main, "numbering"), self._styles)
        self._marks = NoteMarks(package.related(main, "settings"), self.tally)

    def lines(self) -> list[PrintedLine]:
        """Read all of it, in the order of the raw text."""
        root = self.package.root(self.package.main)
        if root is None or root.tag != W + "document":
            raise UnknownFormatError(self._name, "an Office file that is no Word document")
        body = root.find(W + "body")
        if body is None:
            return []
        sections = list(root.iter(W + "sectPr"))
        heads = find_heads(self.package, sections)
        shared = Counters()
        opening = at_place(self._part(heads.opening, shared), "body") if heads.opening else []
        headers = [line for part in heads.headers for line in self._part(part, shared)]
        self._marks.section = sections[0] if sections else None
        story = self._story(root)
        story.counted = 0
        story.sections = deque(sections)
        lines = story.blocks(body)
        footers = [line for part in heads.footers for line in self._part(part, shared)]
        return [*_once(at_place(headers, "running_head")), *opening, *lines, *_once(at_place(footers, "running_head")), *self._notes()]

    def _story(self, root: _Element, counters: Counters | None = None, mark: str = "") -> Story:
        paired, lonely = paired_marks(root, DELETED)
        self.tally.broken_fields += lonely
        fields = Fields(paired, self.tally.fields)
        reader = Reader(self._name, self._styles, self._limits, self.tally, fields, self._marks, mark)
        return Story(reader, self._numbering, self._clock, counters or Counters())

    def _part(self, part: str, counters: Counters) -> list[PrintedLine]:
        root = self.package.root(part)
        return [] if root is None else self._story(root, counters).blocks(root)

    def _notes(self) -> list[PrintedLine]:
        """Read the notes whose marks were met, in that order, footnotes first; each begins with its mark."""
        out: list[PrintedLine] = []
        for kind in ("footnote", "endnote"):
            counters = Counters()
            notes = note_elements(self.package.related(self.package.main, f"{kind}s"), kind)
            met = [(identity, mark) for of, identity, mark in self._marks.order if of == kind]
            for identity, mark in met:
                element = notes.pop(identity, None)
                if element is None:
                    self.tally.missing += 1
                    continue
                lines = [line for line in self._story(element, counters, mark).blocks(element) if line.text.strip()]
                out += at_place(_beginning_with(mark, lines), "footnote")
            self.tally.unmarked += len(notes)
        return out


def _beginning_with(mark: str, lines: list[PrintedLine]) -> list[PrintedLine]:
    """Put the mark of a note before its text, where the file has not."""
    if not mark or not lines:
        return lines
    first, *others = lines
    text = first.text.strip().removeprefix(mark).strip()
    return [PrintedLine(f"{mark} {text}", first.look, first.paragraph), *others]


def _once(lines: list[PrintedLine]) -> list[PrintedLine]:
    """Return each of some lines once: sections repeat their running heads."""
    seen = {line.text.strip(): line for line in reversed(lines) if line.text.strip()}
    return [line for line in lines if seen.get(line.text.strip()) is line]


def _source_text(lines: list[PrintedLine], data: bytes, name: str, tally: Tally) -> SourceText:
    """Put lines together; the marks of notes are taken from between their signs."""
    out: list[str] = []
    marks: list[tuple[int, int]] = []
    anchors: list[Anchor] = []
    looks: list[Look] = []
    at = 0
    for line in lines:
        text = line.text
        if MARK in text:
            before, *pieces = text.split(MARK)
            joined = [before]
            reached = at + len(before)
            for piece in pieces:
                mark, _, rest = piece.partition(END)
                if line.look.place == "body":
                    marks.append((reached, reached + len(mark)))
                joined += [mark, rest]
                reached += len(mark) + len(rest)
            text = "".join(joined)
        if text and not text.isspace():
            anchors.append(Anchor(raw=at, paragraph=line.paragraph))
            looks.append(line.look)
        out.append(text + "\n")
        at += len(text) + 1
    return SourceText(
        describe(data, name, MEDIA_TYPE),
        "".join(out),
        wrapped=False,
        markdown=False,
        anchors=tuple(anchors),
        looks=tuple(looks),
        marks=tuple(marks),
        notes=tally.notes(),
    )
