"""Pictures through Pillow: opened within bounds, made grey without the ink of stamps and pens, laid straight."""

from __future__ import annotations

import io
import math
import warnings
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from PIL import Image, ImageChops, ImageFilter, ImageOps, ImageSequence, UnidentifiedImageError

from qcdc_parse.errors import BrokenFileError, TooLargeError
from qcdc_parse.read.limits import Clock, Limits

FORMATS = ("TIFF", "PNG", "JPEG")
_A4 = 8.27
"""Width of the paper, in inches, that a picture without a resolution is taken to show on its short side."""
_DPI = (70.0, 1300.0)
_COARSEST = 50.0
_COLOURED = 70
"""How far the strongest and the weakest of red, green and blue are apart where ink is no black, of 255."""
_STEEPEST = 3.5
"""Degrees that a page may lie askew."""
_STEPS = (0.5, 0.1)
_SMALL = 700
"""Dots along the long side of the picture that the angle is measured on."""
_DARK = 0.75
_INK = 140
"""Darker dots than this, of 255, are ink."""
_FAINT = 190
"""Ruled lines are thin, and blurred lighter than letters."""
_RULE = 0.3
"""The shortest ruled line, in inches: longer than any stroke of a letter."""
_THICKEST = 0.06
_FULL = 240


class Picture(NamedTuple):
    """One page as a picture, upright as its camera or scanner says; ``dpi`` are dots an inch."""

    image: Image.Image
    dpi: float


def open_pictures(data: bytes, name: str, limits: Limits) -> Iterator[Picture]:
    """Open a TIFF (each of its pages), PNG or JPEG file; one page is in memory at a time.

    :raises BrokenFileError: it is truncated or damaged.
    :raises TooLargeError: a page has more dots than ``limits.pixels``, or there are more pages than ``limits.pages``.
    """
    clock = Clock(name, limits)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of damaged tags and of many dots; the bound below is ours
            with Image.open(io.BytesIO(data), formats=FORMATS) as file:
                if (count := getattr(file, "n_frames", 1)) > limits.pages:
                    raise TooLargeError(name, f"{count:,} pages, more than the bound of {limits.pages:,}")
                for frame in ImageSequence.Iterator(file):
                    clock.left()
                    _measure(frame, name, limits)
                    frame.load()
                    dpi = _dpi(frame)
                    yield Picture(_on_white(ImageOps.exif_transpose(frame)), dpi)
    except Image.DecompressionBombError as error:
        raise TooLargeError(name, f"more dots than the bound of {limits.pixels:,}") from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, TypeError, KeyError, EOFError, IndexError, OverflowError) as error:
        raise BrokenFileError(name, "a damaged or truncated picture") from error


def _measure(frame: Image.Image, name: str, limits: Limits) -> None:
    if frame.width * frame.height > limits.pixels:
        raise TooLargeError(name, f"a picture of {frame.width:,} by {frame.height:,} dots, more than the bound of {limits.pixels:,}")


def _dpi(frame: Image.Image) -> float:
    """Dots an inch as the file says; where it says nothing or nonsense, as if it showed a sheet of A4."""
    try:
        said = float(frame.info.get("dpi", (0, 0))[0])
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        said = 0.0
    guessed = min(frame.size) / _A4
    # Cameras and screens write 72 or 96 whatever the picture shows.
    return said if _DPI[0] <= said <= _DPI[1] and 0.5 < guessed / said < 2 else min(max(guessed, _DPI[0]), _DPI[1])


def _on_white(image: Image.Image) -> Image.Image:
    """Return the picture in grey or in colours, what is transparent on white."""
    if image.mode in {"1", "L"}:
        return image.convert("L")
    if image.mode.startswith(("I", "F")):
        low, high = (float(v) for v in image.getextrema() if not isinstance(v, tuple))
        scale = 255 / max(high - low, 1.0)
        return image.point(lambda v: v * scale - low * scale).convert("L")
    if "A" in image.getbands() or "transparency" in image.info:
        image = image.convert("RGBA")
        white = Image.new("RGBA", image.size, "white")
        return Image.alpha_composite(white, image).convert("RGB")
    return image.convert("RGB")


def black_ink(image: Image.Image) -> Image.Image:
    """Return the picture in grey, with the ink of red stamps and blue pens nearly as light as the paper."""
    if image.mode == "L":
        return image
    red, green, blue = image.convert("RGB").split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def coloured_ink(image: Image.Image) -> tuple[Image.Image, float] | None:
    """Return what is drawn in colours, dark on white, and its share of the page; None where there is no colour."""
    if image.mode == "L":
        return None
    red, green, blue = image.convert("RGB").split()
    high = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    low = ImageChops.darker(ImageChops.darker(red, green), blue)
    ink = ImageChops.subtract(high, low)
    share = sum(ink.histogram()[_COLOURED:]) / (ink.width * ink.height)
    return ink.point(lambda v: 255 - min(255, 2 * v) if v >= _COLOURED else 255), share


def skew(grey: Image.Image) -> float:
    """Measure by how many degrees, against the clock, a page must be turned so that its lines run level; 0 where it has none."""
    shrink = max(1, math.ceil(max(grey.size) / _SMALL))
    small = grey.reduce(shrink)
    mean = sum(i * n for i, n in enumerate(small.histogram())) / (small.width * small.height)
    ink = small.point(lambda v: 255 if v < _DARK * mean else 0)
    if ink.getbbox() is None:
        return 0.0
    best, width = 0.0, _STEEPEST
    for step in _STEPS:
        count = round(width / step)
        angles = [best + i * step for i in range(-count, count + 1)]
        best = max(angles, key=lambda angle: _sharpness(ink, angle))
        width = step
    return best if abs(best) >= _STEPS[-1] else 0.0


def _sharpness(ink: Image.Image, angle: float) -> float:
    """How sharply lines of print and the gaps between them part when the page is turned."""
    turned = ink.rotate(angle, Image.Resampling.NEAREST) if angle else ink
    rows = turned.resize((1, turned.height), Image.Resampling.BOX).convert("F").tobytes()
    sums = memoryview(rows).cast("f")
    return sum((a - b) ** 2 for a, b in pairwise(sums))


def turned(grey: Image.Image, angle: float) -> Image.Image:
    """Turn a page by some degrees against the clock about its middle; quarter turns change width and height."""
    if angle % 90 == 0:
        return grey.rotate(angle, expand=True)
    return grey.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)


class Ruled(NamedTuple):
    """A page without its ruled lines, and those lines as boxes in dots: along the page, and down it."""

    image: Image.Image
    level: list[tuple[int, int, int, int]]
    upright: list[tuple[int, int, int, int]]


def take_rules(grey: Image.Image, dpi: float) -> Ruled:
    """Find the ruled lines of a page that lies level, and take those of tables off: recognition stumbles over them."""
    dark = grey.point(lambda v: 255 if v < _FAINT else 0)
    cell = round(_RULE * dpi)
    level = _runs(dark, cell)
    upright = [(a, b, c, d) for b, a, d, c in _runs(dark.transpose(Image.Transpose.TRANSPOSE), cell)]
    thickest = _THICKEST * dpi
    level = [box for box in level if box[3] - box[1] <= thickest and box[2] - box[0] > cell]
    upright = [box for box in upright if box[2] - box[0] <= thickest]
    # A run is known by whole cells: its ends lie up to a cell farther out.
    level = [(max(a - cell, 0), b, c + cell, d) for a, b, c, d in level]
    upright = [(a, max(b - cell, 0), c, d + cell) for a, b, c, d in upright]
    if not upright:  # the line under a title touches its letters, and does no harm
        return Ruled(grey, level, upright)
    grey = grey.copy()
    for box in upright + [box for box in level if any(_touch(box, other) for other in upright)]:
        grey.paste(255, (box[0] - 1, box[1] - 1, box[2] + 1, box[3] + 1))
    return Ruled(grey, level, upright)


def _touch(a: tuple[int, int, int, int], b: tuple[int, int, int, int]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _runs(dark: Image.Image, cell: int) -> list[tuple[int, int, int, int]]:
    """Boxes of stretches along the rows that are dark over whole cells, those that touch joined."""
    columns = dark.width // cell
    if not columns:
        return []
    # Rows are looked at three at once, darkest first, since a line that is not quite level goes from one to the next.
    thick = dark.filter(ImageFilter.MaxFilter(3))
    cells = thick.crop((0, 0, columns * cell, dark.height)).resize((columns, dark.height), Image.Resampling.BOX)
    full = cells.point(lambda v: 255 if v > _FULL else 0).tobytes()
    boxes: list[list[int]] = []
    at = full.find(255)
    while at >= 0:
        row, first = divmod(at, columns)
        last = first
        while last + 1 < columns and full[row * columns + last + 1]:
            last += 1
        _add_run(boxes, [first * cell, row, (last + 1) * cell, row + 1], cell)
        at = full.find(255, row * columns + last + 1)
    return [(a, b, c, d) for a, b, c, d in boxes]


def _add_run(boxes: list[list[int]], run: list[int], cell: int) -> None:
    for box in reversed(boxes):
        if run[1] - box[3] > 2 * cell:
            break
        if run[1] <= box[3] + 1 and run[0] <= box[2] and box[0] <= run[2]:
            box[:] = [min(box[0], run[0]), box[1], max(box[2], run[2]), run[3]]
            return
    boxes.append(run)


def without(grey: Image.Image, boxes: list[tuple[int, int, int, int]]) -> tuple[Image.Image, float]:
    """Return a page with some boxes blank, and the share of its ink that is left."""
    rest = grey.point(lambda v: v if v < _FAINT else 255)  # the grain of empty paper looks like letters to Tesseract
    for left, top, right, bottom in boxes:
        rest.paste(255, (left - 2, top - 2, right + 2, bottom + 2))
    whole = sum(grey.histogram()[:_INK])
    return rest, sum(rest.histogram()[:_INK]) / whole if whole else 0.0


def as_pgm(grey: Image.Image) -> bytes:
    """Write a grey picture in the plainest format, which needs no packing."""
    out = io.BytesIO()
    grey.save(out, "PPM")
    return out.getvalue()
