"""PDF with a text layer, through pypdfium2: lines with their boxes and looks in the order of reading, ruled tables, footnotes.

Leading blanks stand for the indent of a line, as in print; a hyphen that ended a line is kept (``05-⏎CT/TW``). Nothing but
the pages themselves is read: no annotation, form field, attachment, action or script.
"""

from __future__ import annotations

import pypdfium2 as pdfium

from qcdc_parse.errors import BrokenFileError, EmptyFileError, EncryptedFileError, TooLargeError
from qcdc_parse.model import Note
from qcdc_parse.read.limits import Clock, Limits
from qcdc_parse.read.pdf.emit import emit
from qcdc_parse.read.pdf.footnotes import find_footnotes
from qcdc_parse.read.pdf.guard import check_bounds
from qcdc_parse.read.pdf.margins import mark_margins
from qcdc_parse.read.pdf.pages import Page, read_page
from qcdc_parse.read.pdf.scans import read_scans
from qcdc_parse.read.source import describe
from qcdc_parse.text import SourceText

__all__ = ["read_pdf"]

_AT_ONCE = 200
"""So many pages are read before a file is opened anew."""


def read_pdf(data: bytes, name: str, limits: Limits) -> SourceText:
    """Read the text layer of a PDF.

    :raises EncryptedFileError: it needs a password.
    :raises BrokenFileError: it is damaged.
    :raises EmptyFileError: no page has text that can be read (a scan, where OCR is not installed or finds nothing).
    :raises TooLargeError: a bound of ``limits`` is passed.
    """
    check_bounds(data, name, limits)
    clock = Clock(name, limits)
    pages, scans = read_scans(data, _pages(data, name, limits, clock), name, limits, clock)
    if not any(line.look.place != "debris" for page in pages for line in page.lines):
        raise EmptyFileError(name, f"no text to be read on its {len(pages)} pages (a scan?): {'; '.join(note.message for note in scans)}")
    pages = mark_margins(pages)
    text, anchors, looks, marks = emit(pages, find_footnotes(pages))
    source = describe(data, name, "application/pdf", len(pages))
    notes = (*scans, *_notes(pages))
    return SourceText(source, text, wrapped=True, markdown=False, anchors=anchors, looks=looks, marks=marks, notes=notes)


def _pages(data: bytes, name: str, limits: Limits, clock: Clock) -> list[Page]:
    """Read all pages; the file is opened anew from time to time, since pdfium keeps something of every page."""
    pages: list[Page] = []
    document, count = _opened(data, name)
    try:
        if count > limits.pages:
            raise TooLargeError(name, f"{count:,} pages, more than the bound of {limits.pages:,}")
        for index in range(count):
            clock.left()
            if index and index % _AT_ONCE == 0:
                document.close()
                document, _ = _opened(data, name)
            try:
                pages.append(read_page(document, index, name, limits))
            except pdfium.PdfiumError as error:
                raise BrokenFileError(name, f"page {index + 1} is damaged") from error
    finally:
        document.close()
    return pages


def _opened(data: bytes, name: str) -> tuple[pdfium.PdfDocument, int]:
    try:
        document = pdfium.PdfDocument(data)
        return document, len(document)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise EncryptedFileError(name, "needs a password") from error
        raise BrokenFileError(name, "a damaged PDF file") from error


def _notes(pages: list[Page]) -> list[Note]:
    notes = []
    if lost := [page.number for page in pages if page.tables_lost]:
        message = f"the tables of page {', '.join(map(str, lost))} could not be read as tables"
        notes.append(Note(code="tables-not-read", severity="warning", span=None, message=message))
    if clipped := [page.number for page in pages if page.clipped]:
        message = f"letters that are clipped away, so not to be seen, were left out on page {', '.join(map(str, clipped))}"
        notes.append(Note(code="hidden-text", severity="info", span=None, message=message))
    if legacy := [page.number for page in pages if page.legacy]:
        fonts = ", ".join(sorted(frozenset[str]().union(*(page.legacy for page in pages))))
        message = f"decoded to Unicode, the letters of the fonts {fonts} on page {', '.join(map(str, legacy))}"
        notes.append(Note(code="legacy-encoding", severity="info", span=None, message=message))
    return notes
