"""Pictures through Pillow: opened within bounds, made grey without the ink of stamps and pens, laid straight."""

from __future__ import annotations

import io
import math
import warnings
from collections.abc import Iterator
from typing import NamedTuple

from PIL import Image, ImageChops, ImageOps, ImageSequence, UnidentifiedImageError

from qcdc_parse.errors import BrokenFileError, TooLargeError
from qcdc_parse.read.limits import Clock, Limits

FORMATS = ("TIFF", "PNG", "JPEG")
_USUAL_DPI = 200.0
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
        low, high = image.getextrema()
        span = max(high - low, 1)
        return image.point(lambda v: (v - low) * (255 / span)).convert("L")
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
    return ImageOps.invert(ink.point(lambda v: min(255, 2 * v))), share


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
    return sum((a - b) ** 2 for a, b in zip(sums, sums[1:], strict=False))


def turned(grey: Image.Image, angle: float) -> Image.Image:
    """Turn a page by some degrees against the clock about its middle; quarter turns change width and height."""
    if angle % 90 == 0:
        return grey.rotate(angle, expand=True)
    return grey.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)


def scaled(image: Image.Image, factor: float) -> Image.Image:
    """Return a picture with so many times the dots along each side."""
    size = (max(1, round(image.width * factor)), max(1, round(image.height * factor)))
    return image.resize(size, Image.Resampling.LANCZOS)


def as_pgm(grey: Image.Image) -> bytes:
    """Write a grey picture in the plainest format, which needs no packing."""
    out = io.BytesIO()
    grey.save(out, "PPM")
    return out.getvalue()
