"""PDF with a text layer, through pypdfium2: lines with their boxes, pages, ruled tables.

Leading blanks stand for the indent of a line, as in print; a hyphen that ended a line is kept (``05-⏎CT/TW``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_raw

from qcdc_parse.errors import BrokenFileError, EmptyFileError, EncryptedFileError, TooLargeError
from qcdc_parse.model import Note
from qcdc_parse.read.limits import Limits
from qcdc_parse.read.pdf_tables import Table, find_tables
from qcdc_parse.read.source import describe
from qcdc_parse.source_map import Anchor, Box
from qcdc_parse.text import CELL_BREAK, PAGE_BREAK, SourceText

_LINE_END_HYPHENS = ("\ufffe", "\x02")
_BLANK = 6.0
"""Points of indent that one leading blank stands for."""
_WIDEST = 120
"""More leading blanks than this stand for no indent: a damaged file can place text anywhere."""
_RULES_OF_A_TABLE = 4
"""Fewer drawn paths than this make no table."""


@dataclass(frozen=True, slots=True)
class PdfLine:
    """One printed line; ``box`` is left, top, right, bottom in points from the page's top left corner."""

    text: str
    box: Box


def read_pdf(data: bytes, name: str, limits: Limits) -> SourceText:
    """Read the text layer of a PDF.

    :raises EncryptedFileError: it needs a password.
    :raises BrokenFileError: it is damaged.
    :raises EmptyFileError: no page has text (a scan).
    """
    try:
        document = pdfium.PdfDocument(data)
        count = len(document)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise EncryptedFileError(name, "needs a password") from error
        raise BrokenFileError(name, "a damaged PDF file") from error
    try:
        if count > limits.pages:
            raise TooLargeError(name, f"{count:,} pages, more than the bound of {limits.pages:,}")
        return _read_pages(document, data, name, limits)
    finally:
        document.close()


def _read_pages(document: pdfium.PdfDocument, data: bytes, name: str, limits: Limits) -> SourceText:
    out: list[str] = []
    anchors: list[Anchor] = []
    silent: list[int] = []
    at = 0
    ruled: list[int] = []
    pages: list[list[PdfLine]] = []
    for index in range(len(document)):
        try:
            lines, rules = _page(document, index)
        except pdfium.PdfiumError as error:
            raise BrokenFileError(name, f"page {index + 1} is damaged") from error
        pages.append(lines)
        if not lines:
            silent.append(index + 1)
        elif _RULES_OF_A_TABLE <= rules <= limits.rules:
            ruled.append(index)
    if len(silent) == len(pages):
        raise EmptyFileError(name, f"no text layer on its {len(pages)} pages (a scan?)")
    tables = find_tables(data, ruled) if ruled else {}
    for index, lines in enumerate(pages):
        if index:
            out.append(PAGE_BREAK)
            at += 1
        left = min((line.box[0] for line in lines if line.text), default=0.0)
        for line in _with_tables(lines, tables.get(index, ())):
            indent = 0 if CELL_BREAK in line.text else max(0, min(_WIDEST, int((line.box[0] - left) / _BLANK)))
            text = " " * indent + line.text + "\n"
            anchors.append(Anchor(raw=at, page=index + 1, box=line.box))
            out.append(text)
            at += len(text)
    notes = []
    if silent:
        notes.append(_note("page-without-text", silent, "no text layer on page {}; not read"))
    if lost := [index + 1 for index in ruled if index not in tables]:
        notes.append(_note("tables-not-read", lost, "the tables of page {} could not be read as tables"))
    source = describe(data, name, "application/pdf", len(pages))
    return SourceText(source, "".join(out), wrapped=True, markdown=False, anchors=tuple(anchors), notes=tuple(notes))


def _note(code: str, pages: list[int], message: str) -> Note:
    return Note(code=code, severity="warning", span=None, message=message.format(", ".join(map(str, pages))))


def _page(document: pdfium.PdfDocument, index: int) -> tuple[list[PdfLine], int]:
    """Read one page and let go of it; return its lines and the number of paths drawn on it."""
    page = document[index]
    try:
        textpage = page.get_textpage()
        try:
            lines = list(_lines(textpage, page.get_height()))
        finally:
            textpage.close()
        rules = sum(1 for _ in page.get_objects(filter=[pdfium_raw.FPDF_PAGEOBJ_PATH], max_depth=2))
    finally:
        page.close()
    return lines, rules


def _lines(textpage: pdfium.PdfTextPage, height: float) -> Iterator[PdfLine]:
    text = textpage.get_text_range(0, -1)
    start = 0
    for end, mark in _line_ends(text):
        stripped = (text[start:end] + mark).strip()
        if stripped:
            first = start + (len(text[start:end]) - len(text[start:end].lstrip()))
            last = start + len(text[start:end].rstrip()) - 1
            yield PdfLine(stripped.replace("\t", " "), _box(textpage, first, max(first, last), height))
        start = end + (2 if text.startswith("\r\n", end) else 1)


def _line_ends(text: str) -> Iterator[tuple[int, str]]:
    """Where lines end, and the hyphen that pdfium took off there."""
    for at, char in enumerate(text):
        if char == "\r" or (char == "\n" and (at == 0 or text[at - 1] != "\r")):
            yield at, ""
        elif char in _LINE_END_HYPHENS:
            yield at, "-"
    yield len(text), ""


def _box(textpage: pdfium.PdfTextPage, first: int, last: int, height: float) -> Box:
    try:
        a = textpage.get_charbox(first, loose=True)
        b = textpage.get_charbox(last, loose=True)
    except pdfium.PdfiumError:
        return (0.0, 0.0, 0.0, 0.0)
    box = (min(a[0], b[0]), height - max(a[3], b[3]), max(a[2], b[2]), height - min(a[1], b[1]))
    return tuple(round(v, 1) for v in box)


def _with_tables(lines: list[PdfLine], tables: tuple[Table, ...]) -> Iterator[PdfLine]:
    """Put the rows of ruled tables in the place of the lines that stood in their cells."""
    written: set[int] = set()
    for line in lines:
        middle = ((line.box[0] + line.box[2]) / 2, (line.box[1] + line.box[3]) / 2)
        holder = next((i for i, t in enumerate(tables) if t.holds(*middle)), None)
        if holder is None:
            yield line
        elif holder not in written:
            written.add(holder)
            for row in tables[holder].rows:
                yield PdfLine(CELL_BREAK.join(cell or " " for cell in row), tables[holder].box)
