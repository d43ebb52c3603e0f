"""DOCX, through python-docx: paragraphs and tables of the body in their order.

Tables without rules are layout (letterhead, signature) and are read column by column; ruled ones are read row by row, a tab
between cells. Numbers that Word makes by itself are not in the text; where a document has them, a note says so.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from zipfile import BadZipFile

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from lxml.etree import LxmlError

from qcdc_parse.errors import BrokenFileError
from qcdc_parse.model import Anchor, Note
from qcdc_parse.read.source import describe
from qcdc_parse.text import CELL_BREAK, SourceText

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_DEEPEST = 4
"""Tables nested deeper than this are read as plain text."""


def read_docx(data: bytes, name: str) -> SourceText:
    """Read the body of a DOCX.

    :raises BrokenFileError: it is damaged or is no Word document.
    """
    try:
        word = docx.Document(io.BytesIO(data))
        lines = list(_body(word))
        numbered = word.element.body.xpath("count(.//w:p[w:pPr/w:numPr/w:numId[@w:val!='0']])")
    except (OpcError, BadZipFile, KeyError, ValueError, LxmlError, AttributeError) as error:
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
        message = f"{int(numbered)} paragraphs carry automatic numbers, which are not in the text and were not read"
        notes = (Note(code="automatic-numbering", severity="warning", span=None, message=message),)
    return SourceText(describe(data, name, MEDIA_TYPE), "".join(out), wrapped=False, markdown=False, anchors=tuple(anchors), notes=notes)


def _body(word: WordDocument) -> Iterator[tuple[int, str]]:
    """Yield the lines of the body, each with the number of its paragraph or table, from 1."""
    for number, block in enumerate(word.iter_inner_content(), 1):
        if isinstance(block, Paragraph):
            yield number, block.text
        else:
            for line in _table(block):
                yield number, line


def _table(table: Table, depth: int = 0) -> Iterator[str]:
    rows = [_cells(row.cells) for row in table.rows]
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


def _cells(cells: tuple[_Cell, ...]) -> list[_Cell]:
    """Return the cells of a row, a merged one once."""
    seen: list[_Cell] = []
    for cell in cells:
        if not seen or seen[-1]._tc is not cell._tc:  # noqa: SLF001  python-docx repeats a merged cell and offers no other mark
            seen.append(cell)
    return seen


def _cell_lines(cell: _Cell, depth: int) -> Iterator[str]:
    for block in cell.iter_inner_content():
        if isinstance(block, Paragraph):
            yield from block.text.split("\n")
        elif depth < _DEEPEST:
            yield from _table(block, depth + 1)


_BORDERS = ("w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV", "w:start", "w:end")


def _is_layout(table: Table, rows: list[list[_Cell]]) -> bool:
    """Tell a letterhead from data: at most two columns and no rules drawn."""
    if max(map(len, rows), default=0) > 2:
        return False
    style = (table.style.name or "") if table.style is not None else ""
    if "Grid" in style:
        return False
    properties = table._tbl.tblPr  # noqa: SLF001  borders are not in python-docx's interface
    borders = [*properties.iter(qn("w:tblBorders")), *table._tbl.iter(qn("w:tcBorders"))]  # noqa: SLF001
    drawn = [b.get(qn("w:val")) for box in borders for side in _BORDERS for b in box.findall(qn(side))]
    return not any(value not in (None, "nil", "none") for value in drawn)
