"""What is drawn on a page: runs of text, each with its letters, box, base line and font, and ruled lines.

A text object of pdfium is a run as it is. Where objects are shreds of words (a browser draws letter by letter; a word
processor that borrows letters of another font draws two fonts over each other) runs are made anew in ``letters.py``.
"""

from __future__ import annotations

from itertools import repeat
from math import hypot
from typing import NamedTuple

from qcdc_parse.errors import TooLargeError
from qcdc_parse.read.limits import Limits
from qcdc_parse.read.pdf import raw
from qcdc_parse.read.pdf.fonts import Font, Fonts, as_meant
from qcdc_parse.read.pdf.frames import ASLANT, Shown, after, box_after, turn_of, turned
from qcdc_parse.read.pdf.raw import Matrix
from qcdc_parse.source_map import Box

_TEXT, _PATH, _FORM = raw.TEXT, raw.PATH, raw.FORM


_EDGE = 0.15
"""The share of the height of a page, above and below, where letters may be clipped away."""


class Run(NamedTuple):
    """Letters drawn together, in the frame in which they run from left to right.

    ``left`` is where the first letter stands, ``right`` where the last one ends; ``base`` is the base line; ``size`` is in
    points. Blank runs keep their place: they part words.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    base: float
    size: float
    font: Font
    turn: int = 0


class Drawn(NamedTuple):
    """Handles of the text and path objects of a page, each with the matrix to the page as shown; None for the usual one."""

    texts: list[tuple[int, Matrix | None]]
    paths: list[tuple[int, Matrix | None]]
    clipped: set[int]
    """Text objects that are clipped away: a browser that cuts a page draws the first line of the next at its foot as well."""


def walk(page: int, shown: Shown, name: str, limits: Limits) -> Drawn:
    """Gather what is drawn on a page, inside form objects too.

    :raises TooLargeError: more objects, or forms deeper inside each other, than the bounds.
    """
    drawn = Drawn([], [], set())
    plain = shown.matrix[0] == 1
    _walk(page, drawn, shown.matrix, None if plain else shown.matrix, 0, name, limits)
    # Browsers clip where pages are cut; asking for every letter in between would cost more than reading it.
    edge = _EDGE * shown.height if plain else shown.height
    low, high = shown.matrix[5] - shown.height + edge, shown.matrix[5] - edge
    drawn.clipped.update(handle for handle, _ in drawn.texts if raw.is_clipped_away(handle, low, high))
    if drawn.clipped:
        drawn.texts[:] = [text for text in drawn.texts if text[0] not in drawn.clipped]
    return drawn


def _walk(holder: int, drawn: Drawn, matrix: Matrix, kept: Matrix | None, depth: int, name: str, limits: Limits) -> None:
    if depth > limits.depth:
        raise TooLargeError(name, f"drawings inside each other deeper than the bound of {limits.depth}")
    count, get = (raw.count_form_objects, raw.get_form_object) if depth else (raw.count_objects, raw.get_object)
    texts, paths, _ = drawn
    number = count(holder)
    if number + len(texts) + len(paths) > limits.objects:
        raise TooLargeError(name, f"more than the bound of {limits.objects:,} objects on a page")
    handles = list(map(get, repeat(holder), range(number)))
    kinds = list(map(raw.object_type, handles))
    texts += [(handle, kept) for handle, kind in zip(handles, kinds, strict=True) if kind == _TEXT]
    paths += [(handle, kept) for handle, kind in zip(handles, kinds, strict=True) if kind == _PATH]
    if _FORM in kinds:
        for handle, kind in zip(handles, kinds, strict=True):
            if kind == _FORM:
                inner = after(raw.matrix(handle), matrix)
                _walk(handle, drawn, inner, inner, depth + 1, name, limits)


def read_runs(drawn: Drawn, textpage: int, shown: Shown) -> list[Run]:
    """Read every text object as one run."""
    fonts = Fonts()
    runs = []
    _, _, _, _, dx, dy = shown.matrix
    text_of, matrix_of, bounds_of, size_of, mode_of = raw.object_text, raw.matrix, raw.bounds, raw.object_font_size, raw.render_mode
    for handle, matrix in drawn.texts:
        text = text_of(handle, textpage)
        if not text:
            continue
        font = fonts.of(handle)
        if not font.bold and mode_of(handle) == raw.FILL_AND_STROKE:
            font = font._replace(bold=True)
        text = as_meant(text, font)
        a, b, c, d, e, f = matrix_of(handle)
        if matrix is None and not b and not c and a > 0 and d > 0:
            left, bottom, right, top = bounds_of(handle)
            x = e + dx
            left += dx
            runs.append(Run(text, min(x, left), dy - top, right + dx, dy - bottom, dy - f, size_of(handle) * d, font))
            continue
        whole = after((a, b, c, d, e, f), matrix or shown.matrix)
        turn = turn_of(whole[0], whole[1])
        if turn:
            text = text.rstrip(" ") or " "  # behind turned runs pdfium sees blanks where there are none
        box = box_after(bounds_of(handle), matrix or shown.matrix)
        runs.append(turned_run(text, box, whole[4], whole[5], size_of(handle) * hypot(whole[2], whole[3]), font, turn, shown))
    return runs


def turned_run(text: str, box: Box, x: float, y: float, size: float, font: Font, turn: int, shown: Shown) -> Run:
    """Return a run in its own frame, from its box and origin on the page as shown."""
    if turn == ASLANT:
        return Run(text, *box, box[3], size, font, turn)
    left, top, right, bottom = turned(box, turn, shown.width, shown.height)
    start, base, _, _ = turned((x, y, x, y), turn, shown.width, shown.height)
    return Run(text, min(start, left), top, right, bottom, base, size, font, turn)
