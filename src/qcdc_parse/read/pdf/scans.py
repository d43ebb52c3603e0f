"""Pages without a readable text layer: read by OCR where it is available, else left out of the text and named in a note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from math import sqrt
from typing import NamedTuple

import pypdfium2 as pdfium

from qcdc_parse.errors import TooLargeError
from qcdc_parse.model import Note
from qcdc_parse.read import ocr, tesseract
from qcdc_parse.read.limits import Clock, Limits
from qcdc_parse.read.ocr import DOUBTFUL, Recognised, recognise
from qcdc_parse.read.pdf.fonts import NO_FONT
from qcdc_parse.read.pdf.lines import Line
from qcdc_parse.read.pdf.pages import Page, lay_out
from qcdc_parse.read.pdf.rules import Rules
from qcdc_parse.read.pdf.runs import Run
from qcdc_parse.read.quality import Verdict, judge_pages

_COARSEST = 72
"""A page so large that it can be drawn only with fewer dots an inch is not recognised."""


_TOO_LARGE = "too large to be drawn for OCR within the bounds"
_NOTHING = "OCR found nothing there"
_LATE = "not read: the time for reading was up"


class Unread(NamedTuple):
    """The number of a page that could not be read, what was wrong with its text layer, and why OCR did not help."""

    number: int
    layer: Verdict
    why: str


class Scanned(NamedTuple):
    """The number of a page that OCR read, what was wrong with its text layer, and what was recognised."""

    number: int
    layer: Verdict
    found: Recognised


def read_scans(data: bytes, pages: Sequence[Page], name: str, limits: Limits, clock: Clock) -> tuple[list[Page], list[Note]]:
    """Replace the pages whose text layer is empty, only a stamp, or rubbish by what OCR reads on them.

    Pages that are not reached in time are left unread.

    :raises TooLargeError: the time is up before any page of the file was read.
    """
    verdicts = judge_pages(["\n".join(line.text for line in page.lines) for page in pages])
    if all(verdict == "good" for verdict in verdicts):
        return list(pages), []
    missing = ocr.missing()
    out: list[Page] = []
    scanned: list[Scanned] = []
    unread: list[Unread] = []
    why = f"not read: {missing}" if missing else ""
    for page, verdict in zip(pages, verdicts, strict=True):
        if verdict == "good":
            out.append(page)
            continue
        found = None
        if not why:
            try:
                found = _recognise(data, page, name, limits, clock)
            except TooLargeError:
                if not scanned and "good" not in verdicts:
                    raise
                why = _LATE
        if found is not None and found.phrases:
            scanned.append(Scanned(page.number, verdict, found))
            out.append(_read_by_ocr(page, verdict, found))
        else:
            unread.append(Unread(page.number, verdict, why or (_NOTHING if found else _TOO_LARGE)))
            out.append(_set_aside(page) if verdict == "rubbish" else page)
    return out, [*notes_of(scanned), *_unread(unread)]


def _recognise(data: bytes, page: Page, name: str, limits: Limits, clock: Clock) -> Recognised | None:
    """Draw a page and recognise it; None where it is too large to be drawn."""
    dpi = min(ocr.DPI, 72 * sqrt(limits.pixels / max(page.width * page.height, 1)))
    if dpi < _COARSEST:
        return None
    document = pdfium.PdfDocument(data)
    try:
        drawn = document[page.number - 1]
        try:
            bitmap = drawn.render(scale=dpi / 72)
        finally:
            drawn.close()
        picture = bitmap.to_pil().copy()
        bitmap.close()
    finally:
        document.close()
    return recognise(picture, dpi, name, clock)


def _read_by_ocr(page: Page, layer: Verdict, found: Recognised) -> Page:
    """Put what was recognised in the place of the text layer; the letters of a stamp stay behind it."""
    lines = lines_of(found)
    if layer == "stamp":
        known = "".join("".join(line.text for line in lines).split())
        lines += [line for line in page.lines if "".join(line.text.split()) not in known]
    return Page(page.number, found.width, found.height, tuple(lines))


def lines_of(found: Recognised) -> list[Line]:
    """Lay out what was recognised as the lines of a page."""
    runs = [Run(*phrase, NO_FONT) for phrase in found.phrases]
    rules = Rules(list(found.level), list(found.upright), len(found.level) + len(found.upright))
    return [line._replace(box=found.where(line.box)) for line in lay_out(runs, rules, found.height)[0]]


def _set_aside(page: Page) -> Page:
    """Keep the letters of an unreadable layer out of the text; they go into the furniture."""
    return replace(page, lines=tuple(line._replace(look=line.look._replace(place="debris")) for line in page.lines))


def notes_of(scanned: Sequence[Scanned]) -> list[Note]:
    """Tell, for each range of pages, that OCR read them and how sure it is."""
    notes = []
    for layer, numbers in _ranges([(one.number, one.layer) for one in scanned]):
        found = [one.found for one in scanned if one.number in numbers]
        sure = [confidence for one in found for confidence in one.confidences]
        mean = round(sum(sure) / len(sure))
        doubtful = sum(confidence < DOUBTFUL for confidence in sure)
        message = f"{_pages(numbers)} read by OCR (Tesseract {tesseract.version()}): mean confidence {mean} of 100"
        message += f", {doubtful} of {len(sure)} words below {DOUBTFUL}"
        if turned := [number for number, one in zip(numbers, found, strict=True) if one.turn]:
            message += f"; {_pages(turned)} turned upright"
        if layer == "rubbish":
            message += "; the text layer there is unreadable and was left out"
        notes.append(Note(code="page-read-by-ocr", severity="warning" if mean < 80 else "info", span=None, message=message))
    return notes


def _unread(unread: Sequence[Unread]) -> list[Note]:
    notes = []
    for layer, why in sorted({(one.layer, one.why) for one in unread}):
        pages = _pages([one.number for one in unread if (one.layer, one.why) == (layer, why)])
        if layer == "empty":
            notes.append(_warning("page-without-text", f"no text layer on {pages}; {why}"))
        elif layer == "stamp":
            notes.append(_warning("page-without-text", f"nothing but the stamp of a signature in the text layer of {pages}; {why}"))
        else:
            message = f"the text layer of {pages} is unreadable (written by a recogniser without Vietnamese, or by a font without"
            notes.append(_warning("page-unreadable", f"{message} a table of its letters) and was set aside as furniture; {why}"))
    return notes


def _warning(code: str, message: str) -> Note:
    return Note(code=code, severity="warning", span=None, message=message)


def _ranges(pages: Sequence[tuple[int, Verdict]]) -> list[tuple[Verdict, list[int]]]:
    """Gather neighbouring pages of one verdict."""
    out = []
    for (verdict, _), group in groupby(enumerate(pages), key=lambda item: (item[1][1], item[1][0] - item[0])):
        out.append((verdict, [number for _, (number, _) in group]))
    return out


def _pages(numbers: Sequence[int]) -> str:
    """Name pages, neighbours as a range: ``page 2, 4-7``."""
    parts = []
    for _, group in groupby(enumerate(numbers), key=lambda item: item[1] - item[0]):
        run = [number for _, number in group]
        parts.append(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}")
    return "page " + ", ".join(parts)
