"""Recognising a page: prepared picture in, words with boxes in points and confidence out."""

from __future__ import annotations

import math
from importlib.util import find_spec
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from qcdc_parse.read import tesseract
from qcdc_parse.read.limits import Clock
from qcdc_parse.read.tesseract import Word
from qcdc_parse.source_map import Box

if TYPE_CHECKING:
    from PIL.Image import Image

    from qcdc_parse.read.pictures import Ruled

DPI = 200
"""Dots an inch a page is drawn with to be recognised."""
DOUBTFUL = 60
"""Words below this confidence, of 100, are counted as doubtful."""
_SPECK = 50
"""Marks without letters or digits below this confidence are specks."""
_POOR = 60.0
_SURE = 80
_MUCH_COLOUR = 0.0004
_PHRASE = 1.2
"""Words closer than this share of their height are one phrase."""
_LEVEL = 0.15
"""Degrees that need no turning."""
_LEFT_OUT = 0.04
"""A second look is taken where more of the ink than this was not recognised."""


class Phrase(NamedTuple):
    """Words that stand close on one line; box, base line and size in points from the top left corner of the upright page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    base: float
    size: float


class Recognised(NamedTuple):
    """What was recognised on a page: its phrases, the confidence (of 100) of each word, and how it was laid.

    Boxes are those of the page laid level, ``angle`` degrees against the clock from how it came; ``where`` leads back. ``width`` and ``height`` are those of the upright page, in points; ``turn`` are
    the quarter turns it needed to stand upright, in degrees with the clock; ``level`` and ``upright`` are ruled lines.
    """

    phrases: tuple[Phrase, ...]
    confidences: tuple[int, ...]
    width: float
    height: float
    turn: int = 0
    angle: float = 0.0
    level: tuple[Box, ...] = ()
    upright: tuple[Box, ...] = ()

    def where(self, box: Box) -> Box:
        """Lead a box of the level page back to the page as it lay askew."""
        if not self.angle:
            return box
        x, y = (box[0] + box[2] - self.width) / 2, (box[1] + box[3] - self.height) / 2
        cos, sin = math.cos(math.radians(self.angle)), math.sin(math.radians(self.angle))
        right, down = x * cos - y * sin - x, x * sin + y * cos - y
        return (box[0] + right, box[1] + down, box[2] + right, box[3] + down)


def missing() -> str:
    """Say what is missing to read pictures and scans; empty where nothing is."""
    if find_spec("PIL") is None:
        return "the Python package Pillow is not installed (pip install 'qcdc-parse[ocr]')"
    return tesseract.missing()


def available() -> bool:
    """Tell whether pictures and scans can be read here: Pillow, Tesseract and its data for Vietnamese."""
    return not missing()


def recognise(image: Image, dpi: float, name: str, clock: Clock) -> Recognised:
    """Recognise the text of a page.

    :raises TooLargeError: the time is up.
    :raises BrokenFileError: Tesseract failed.
    """
    from qcdc_parse.read import pictures

    grey = pictures.black_ink(image)
    turn = 0
    page = _read(grey, dpi, name, clock)
    if _mean(page.lines) < _POOR and (turn := tesseract.quarter_turns(pictures.as_pgm(grey), dpi, name, clock)):
        image, grey = pictures.turned(image, -turn), pictures.turned(grey, -turn)
        page = _read(grey, dpi, name, clock)
    lines = [line for words in page.lines if (line := [word for word in words if not _is_speck(word)])]
    lines += _left_over(page.ruled.image, lines, dpi, name, clock)
    found = pictures.coloured_ink(image)
    if found is not None and found[1] > _MUCH_COLOUR:
        ink = pictures.turned(found[0], page.angle) if page.angle else found[0]
        seen = [word for line in lines for word in line]
        lines += [line for line in tesseract.words(pictures.as_pgm(ink), dpi, name, clock) if _is_print(line, seen)]
    scale = 72 / dpi
    phrases = tuple(phrase for line in lines for phrase in _phrases(line, scale))
    confidences = tuple(word.confidence for line in lines for word in line)
    level, upright = (
        tuple((a * scale, b * scale, c * scale, d * scale) for a, b, c, d in boxes) for boxes in (page.ruled.level, page.ruled.upright)
    )
    return Recognised(phrases, confidences, grey.width * scale, grey.height * scale, turn, page.angle, level, upright)


class _Page(NamedTuple):
    lines: list[list[Word]]
    angle: float
    ruled: Ruled


def _read(grey: Image, dpi: float, name: str, clock: Clock) -> _Page:
    from qcdc_parse.read import pictures

    angle = pictures.skew(grey)
    if abs(angle) > _LEVEL:
        grey = pictures.turned(grey, angle)
    else:
        angle = 0.0
    ruled = pictures.take_rules(grey, dpi)
    return _Page(tesseract.words(pictures.as_pgm(ruled.image), dpi, name, clock), angle, ruled)


def _left_over(page: Image, lines: list[list[Word]], dpi: float, name: str, clock: Clock) -> list[list[Word]]:
    """Recognise what the first look left out: it takes blocks with many dots or rules for pictures."""
    from qcdc_parse.read import pictures

    words = [word for line in lines for word in line]
    rest, share = pictures.without(page, [(word.left, word.top, word.right, word.bottom) for word in words])
    if share < _LEFT_OUT:
        return []
    found = tesseract.words(pictures.as_pgm(rest), dpi, name, clock, tesseract.BLOCK)
    found = [line for words in found if (line := [word for word in words if not _is_speck(word)])]
    return [line for line in found if _mean([line]) >= _POOR and any(map(str.isalnum, "".join(word.text for word in line)))]


def _mean(lines: list[list[Word]]) -> float:
    sure = [word.confidence for line in lines for word in line]
    return sum(sure) / len(sure) if sure else 0.0


def _is_speck(word: Word) -> bool:
    return word.confidence < _SPECK and not any(map(str.isalnum, word.text))


def _is_print(line: list[Word], seen: list[Word]) -> bool:
    """Tell print in colours from the ring of a stamp and the strokes of a pen: sure words where nothing was read in black."""
    letters = sum(map(str.isalnum, "".join(word.text for word in line)))
    if letters < 4 or min(word.confidence for word in line) < DOUBTFUL or _mean([line]) < _SURE:
        return False
    return not any(a.left < b.right and b.left < a.right and a.top < b.bottom and b.top < a.bottom for a in line for b in seen)


def _phrases(line: list[Word], scale: float) -> list[Phrase]:
    """Join the words of a line that stand close."""
    groups = [[line[0]]]
    for before, word in pairwise(line):
        if -before.size < word.left - before.right < _PHRASE * word.size:
            groups[-1].append(word)
        else:
            groups.append([word])
    base = sum(word.base for word in line) / len(line)
    return [_phrase(group, base, scale) for group in groups]


def _phrase(words: list[Word], base: float, scale: float) -> Phrase:
    left, right = min(word.left for word in words), max(word.right for word in words)
    top, bottom = min(word.top for word in words), max(word.bottom for word in words)
    text = " ".join(word.text for word in words) + " "
    return Phrase(text, left * scale, top * scale, right * scale, bottom * scale, base * scale, words[0].size * scale)
