"""A story: one flow of paragraphs and tables (the body, a note, a text box, a header), read into lines."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field, replace

from lxml.etree import _Element

from qcdc_parse.read.docx.content import DELETED, Reader, alternative
from qcdc_parse.read.docx.fonts import letters
from qcdc_parse.read.docx.lines import PrintedLine, Run, print_lines, print_row
from qcdc_parse.read.docx.names import MC, W
from qcdc_parse.read.docx.numbering import Counters, Numbering
from qcdc_parse.read.docx.styles import RunFormat, Style
from qcdc_parse.read.docx.tables import Cell, cells_of, is_deleted, is_layout
from qcdc_parse.read.limits import Clock
from qcdc_parse.text import PLAIN

__all__ = ["Story"]

_P, _TBL, _TR, _TC = W + "p", W + "tbl", W + "tr", W + "tc"
_ALTERNATIVES = MC + "AlternateContent"
_NO_BLOCKS = {W + name for name in ("pPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "customXmlPr")}
_OPAQUE = {W + "altChunk": "embedded files", W + "subDoc": "sub-documents"}


@dataclass(slots=True)
class Story:
    """Reads blocks into lines; ``counted`` is the number of the last paragraph, None where paragraphs are not numbered."""

    reader: Reader
    numbering: Numbering
    clock: Clock
    counters: Counters = field(default_factory=Counters)
    counted: int | None = None
    sections: deque[_Element] = field(default_factory=deque)
    """Properties of the sections that are still to come."""

    def blocks(self, parent: _Element, depth: int = 0) -> list[PrintedLine]:
        """Read the paragraphs and tables inside an element."""
        lines: list[PrintedLine] = []
        carried: list[Run] = []
        self._blocks(parent, lines, carried, depth)
        if carried:
            lines += print_lines("", carried, carried[0].format, None, self.counted)
        return lines

    def _blocks(self, parent: _Element, lines: list[PrintedLine], carried: list[Run], depth: int) -> None:
        depth = self.reader.deeper(depth)
        for child in parent.iterchildren():
            tag = child.tag
            if tag == _P:
                lines += self._paragraph(child, carried, depth)
            elif tag == _TBL:
                if carried:
                    lines += print_lines("", carried, carried[0].format, None, self.counted)
                    carried.clear()
                lines += self._table(child, depth)
            elif tag == _ALTERNATIVES:
                branch = alternative(child)
                if branch is not None:
                    self._blocks(branch, lines, carried, depth)
            elif tag in _OPAQUE:
                self.reader.tally.objects[_OPAQUE[tag]] += 1
            elif isinstance(tag, str) and tag not in _NO_BLOCKS and tag not in DELETED:
                self._blocks(child, lines, carried, depth)

    def _paragraph(self, paragraph: _Element, carried: list[Run], depth: int) -> list[PrintedLine]:
        """Read a paragraph; where its mark is deleted its text is ``carried`` on to the next one."""
        self.clock.left()
        if self.counted is not None:
            self.counted += 1
        number = self.counted
        reader = self.reader
        properties = paragraph.find(W + "pPr")
        chain = reader.styles.of_paragraph(properties)
        content = reader.read(paragraph, chain, depth)
        own = None if properties is None else properties.find(W + "rPr")
        mark = reader.styles.format(chain, own)
        lines: list[PrintedLine] = []
        carried += content.runs
        if own is not None and own.find(W + "ins") is not None:
            reader.tally.inserted += 1
        if own is not None and any(own.find(tag) is not None for tag in DELETED):
            reader.tally.deleted += 1
        elif carried or not mark.hidden:
            label = self._label(properties, chain, mark)
            lines = print_lines(label, carried, mark, reader.styles.level(properties), number)
            carried.clear()
        for box in content.boxes:
            lines += [PrintedLine(box, PLAIN, number)] if isinstance(box, str) else self._box(box, depth)
        if properties is not None and properties.find(W + "sectPr") is not None and self.sections:
            self.sections.popleft()
            reader.marks.enter(self.sections[0] if self.sections else None)
        return lines

    def _box(self, box: _Element, depth: int) -> list[PrintedLine]:
        """Read a text box, which counts its lists by itself."""
        inner = replace(self, counters=Counters(), sections=deque())
        lines = inner.blocks(box, depth)
        self.counted = inner.counted
        return lines

    def _label(self, properties: _Element | None, chain: tuple[Style, ...], mark: RunFormat) -> str:
        """Return the automatic number of a paragraph as it is printed, what follows it included."""
        placed = self.numbering.place(properties, chain)
        if placed is None:
            return ""
        numbered, at = placed
        numbers = self.numbering.advance(self.counters, numbered, at)
        label = self.numbering.label(numbered, at, numbers, mark.language)
        given = self.reader.styles.properties(label.run)
        for form in label.unknown:
            self.reader.tally.formats[form] += 1
        if given.get("vanish", False):
            return ""
        text = letters(label.text, given.get("font", mark.font))
        return text.upper() if given.get("caps", given.get("smallCaps", mark.capitals)) else text

    def _table(self, table: _Element, depth: int) -> list[PrintedLine]:
        """Read a table: column by column where it only lays out, row by row where it holds data."""
        depth = self.reader.deeper(depth)
        shape: list[list[Cell]] = []
        texts: list[list[tuple[int, list[PrintedLine]]]] = []
        for row in self._within(table, _TR, depth):
            self.clock.left()
            if is_deleted(row):
                self.reader.tally.deleted += sum(len(t.text or "") for t in row.iter(W + "t", W + "delText"))
                self._skip(row)
                continue
            column, cells = cells_of(row, self._within(row, _TC, depth))
            read: list[tuple[int, list[PrintedLine]]] = []
            for cell in cells:
                if cell.goes_on:  # Word shows nothing of it
                    self.reader.tally.hidden += sum(len(t.text or "") for t in cell.element.iter(W + "t"))
                    self._skip(cell.element)
                read.append((column, [] if cell.goes_on else self.blocks(cell.element, depth)))
                column += cell.span
            shape.append(cells)
            texts.append(read)
        stacked = any(sum(bool(line.text.strip()) for line in lines) > 1 for row in texts for _, lines in row)
        columns = sorted({column for row in texts for column, _ in row})
        if is_layout(table, shape, stacked, self.reader.styles):
            return [line for at in columns for row in texts for column, lines in row if column == at for line in lines]
        return [line for row in texts if (line := print_row(_spread(row, columns)))]

    def _within(self, parent: _Element, tag: str, depth: int) -> list[_Element]:
        """Return rows of a table or cells of a row, those inside content controls too."""
        depth = self.reader.deeper(depth)
        out: list[_Element] = []
        for child in parent.iterchildren():
            if child.tag == tag:
                out.append(child)
            elif child.tag == _ALTERNATIVES:
                branch = alternative(child)
                out += [] if branch is None else self._within(branch, tag, depth)
            elif isinstance(child.tag, str) and child.tag not in _NO_BLOCKS and child.tag not in (_P, _TBL):
                out += self._within(child, tag, depth)
        return out

    def _skip(self, element: _Element) -> None:
        """Count the paragraphs that are not read, so that the numbers of the others stay those of the file."""
        if self.counted is not None:
            self.counted += sum(1 for _ in element.iter(_P))


def _spread(row: list[tuple[int, list[PrintedLine]]], columns: list[int]) -> list[list[PrintedLine]]:
    """Put the cells of a row at the columns of their table; empty ones stand where a cell spans more than one."""
    at = dict(row)
    return [at.get(column, []) for column in columns]
