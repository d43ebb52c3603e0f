"""Picture files (TIFF with all of its pages, PNG, JPEG), read by OCR."""

from __future__ import annotations

from qcdc_parse.errors import EmptyFileError, MissingToolError
from qcdc_parse.read import ocr
from qcdc_parse.read.limits import Clock, Limits
from qcdc_parse.read.pdf.emit import emit
from qcdc_parse.read.pdf.footnotes import find_footnotes
from qcdc_parse.read.pdf.margins import mark_margins
from qcdc_parse.read.pdf.pages import Page
from qcdc_parse.read.pdf.scans import Scanned, lines_of, notes_of
from qcdc_parse.read.source import describe
from qcdc_parse.text import SourceText

MEDIA_TYPES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"II*\x00": "image/tiff", b"MM\x00*": "image/tiff"}
"""How picture files begin."""


def read_images(data: bytes, name: str, limits: Limits) -> SourceText:
    """Read the pages of a picture file.

    :raises MissingToolError: Pillow, Tesseract or its data for Vietnamese is not installed.
    :raises BrokenFileError: it is truncated or damaged.
    :raises EmptyFileError: no text was recognised.
    :raises TooLargeError: a bound of ``limits`` is passed.
    """
    if missing := ocr.missing():
        raise MissingToolError(name, f"a picture, which is read by OCR: {missing}")
    from qcdc_parse.read.pictures import open_pictures

    clock = Clock(name, limits)
    pages: list[Page] = []
    scanned: list[Scanned] = []
    for number, (image, dpi) in enumerate(open_pictures(data, name, limits), 1):
        found = ocr.recognise(image, dpi, name, clock)
        scanned.append(Scanned(number, "empty", found))
        pages.append(Page(number, found.width, found.height, tuple(lines_of(found))))
    if not any(page.lines for page in pages):
        raise EmptyFileError(name, "a picture in which OCR found no text")
    text, anchors, looks, marks = emit(pages := mark_margins(pages), find_footnotes(pages))
    media_type = next(kind for magic, kind in MEDIA_TYPES.items() if data.startswith(magic))
    source = describe(data, name, media_type, len(pages))
    return SourceText(source, text, True, False, anchors, looks, marks, tuple(notes_of(scanned)))
