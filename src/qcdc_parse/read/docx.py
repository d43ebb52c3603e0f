"""DOCX, opened by python-docx: paragraphs and tables of the body in their order.

Insertions are in, deletions out. Tables without rules are layout (letterhead, signature) and are read column by column;
ruled ones are read row by row, a tab between cells. Numbers that Word makes by itself are not in the text; where a
document has them, a note says so.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from zipfile import BadZipFile

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml.etree import LxmlError, _Element

from qcdc_parse.errors import BrokenFileError
from qcdc_parse.model import Note
from qcdc_parse.read.source import describe
from qcdc_parse.source_map import Anchor
from qcdc_parse.text import CELL_BREAK, SourceText

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_DEEPEST = 40
"""Elements nested deeper than this are not followed."""

_P, _TBL, _TR, _TC, _T = (qn(f"w:{name}") for name in ("p", "tbl", "tr", "tc", "t"))
_TEXTBOX = qn("w:txbxContent")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_OUT = {qn(f"w:{name}") for name in ("del", "moveFrom", "pPr", "rPr", "tblPr", "tcPr", "trPr", "sdtPr", "instrText")} | {_FALLBACK}
_MARKS = {
    qn("w:tab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
    qn("w:softHyphen"): "",
}
_SIDES = tuple(qn(f"w:{name}") for name in ("top", "left", "bottom", "right", "insideH", "insideV", "start", "end"))


def read_docx(data: bytes, name: str) -> SourceText:
    """Read the body of a DOCX.

    :raises BrokenFileError: it is damaged or is no Word document.
    """
    try:
        word = docx.Document(io.BytesIO(data))
        lines = list(_lines(word.element.body))
        numbered = _numbered(word)
    except (OpcError, BadZipFile, LxmlError, zlib.error, EOFError, KeyError, ValueError, TypeError, AttributeError, RuntimeError) as error:
        raise BrokenFileError(name, "a damaged or incomplete DOCX file") from error
    out: list[str] = []
    anchors: list[Anchor] = []
    at = 0
    for paragraph, text in lines:
        anchors.append(Anchor(raw=at, paragraph=paragraph))
        out.append(text + "\n")
        at += len(text) + 1
    notes: tuple[Note, ...] = ()
    if numbered:
        message = f"{numbered} paragraphs carry automatic numbers or bullets, which are not in the text and were not read"
        notes = (Note(code="automatic-numbering", severity="warning", span=None, message=message),)
    return SourceText(describe(data, name, MEDIA_TYPE), "".join(out), wrapped=False, markdown=False, anchors=tuple(anchors), notes=notes)


def _lines(body: _Element) -> Iterator[tuple[int, str]]:
    """Yield the lines of the body, each with the number of its paragraph or table, from 1."""
    for number, block in enumerate(_blocks(body), 1):
        for line in _block_lines(block):
            yield number, line


def _blocks(parent: _Element, depth: int = 0) -> Iterator[_Element]:
    """Yield paragraphs and tables, those inside content controls and insertions too."""
    for child in parent.iterchildren():
        if child.tag in (_P, _TBL):
            yield child
        elif isinstance(child.tag, str) and child.tag not in _OUT and depth < _DEEPEST:
            yield from _blocks(child, depth + 1)


def _block_lines(block: _Element, depth: int = 0) -> Iterator[str]:
    if block.tag == _TBL:
        yield from _table(block, depth)
        return
    boxes: list[_Element] = []
    yield "".join(_text(block, boxes))
    for box in boxes:
        if depth < _DEEPEST:
            for inner in _blocks(box):
                yield from _block_lines(inner, depth + 1)


def _text(element: _Element, boxes: list[_Element], depth: int = 0) -> Iterator[str]:
    """Yield the text of a paragraph; text boxes inside it are gathered, to be read behind it."""
    for child in element.iterchildren():
        if child.tag == _T:
            yield child.text or ""
        elif child.tag in _MARKS:
            yield _MARKS[child.tag]
        elif child.tag == _TEXTBOX:
            boxes.append(child)
        elif isinstance(child.tag, str) and child.tag not in _OUT and depth < _DEEPEST:
            yield from _text(child, boxes, depth + 1)


def _table(table: _Element, depth: int) -> Iterator[str]:
    rows = [_cells(row) for row in _within(table, _TR)]
    if _is_layout(table, rows):
        for column in range(max(map(len, rows), default=0)):
            for cells in rows:
                if column < len(cells):
                    yield from _cell_lines(cells[column], depth)
        return
    for cells in rows:
        texts = [" ".join(" ".join(_cell_lines(cell, depth)).split()) for cell in cells]
        if any(texts):
            yield CELL_BREAK.join(text or " " for text in texts)


def _within(parent: _Element, tag: str, depth: int = 0) -> Iterator[_Element]:
    """Yield rows of a table or cells of a row, those inside content controls too."""
    for child in parent.iterchildren():
        if child.tag == tag:
            yield child
        elif isinstance(child.tag, str) and child.tag not in _OUT and child.tag not in (_TBL, _P) and depth < _DEEPEST:
            yield from _within(child, tag, depth + 1)


def _cells(row: _Element) -> list[_Element | None]:
    """Return the cells of a row; None where a cell goes on from the row above."""
    out: list[_Element | None] = []
    for cell in _within(row, _TC):
        merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
        out.append(None if merge is not None and merge.get(qn("w:val"), "continue") == "continue" else cell)
    return out


def _cell_lines(cell: _Element | None, depth: int) -> Iterator[str]:
    if cell is None or depth >= _DEEPEST:
        return
    for block in _blocks(cell):
        for line in _block_lines(block, depth + 1):
            yield from line.split("\n")


def _is_layout(table: _Element, rows: list[list[_Element | None]]) -> bool:
    """Tell a letterhead from data: at most two columns and no rules drawn."""
    if max(map(len, rows), default=0) > 2:
        return False
    properties = table.find(qn("w:tblPr"))
    style = properties.find(qn("w:tblStyle")) if properties is not None else None
    if style is not None and "grid" in (style.get(qn("w:val")) or "").lower():
        return False
    borders = [*table.iterfind(f"{qn('w:tblPr')}/{qn('w:tblBorders')}"), *table.iter(qn("w:tcBorders"))]
    drawn = [side.get(qn("w:val")) for box in borders for side in box if side.tag in _SIDES]
    return not any(value not in (None, "nil", "none") for value in drawn)


def _numbered(word: WordDocument) -> int:
    """Count the paragraphs that Word numbers, by themselves or by their style."""
    by_style = {
        style.get(qn("w:styleId"))
        for style in word.styles.element.iterfind(qn("w:style"))
        if style.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None
    }
    count = 0
    for paragraph in word.element.body.iter(_P):
        own = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if own is not None:
            count += own.get(qn("w:val")) != "0"
        elif style is not None and style.get(qn("w:val")) in by_style:
            count += 1
    return count
