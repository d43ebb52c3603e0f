"""Frames: the units of a page, the page as it is shown, and the way its text runs.

A page is shown turned (``/Rotate``) and cropped; text on it may itself be turned, as a wide table on an upright page is.
All layout is done in the frame in which text runs from left to right and lines follow downwards; boxes are led back to
the page as shown: left, top, right, bottom in points from its top left corner.
"""

from __future__ import annotations

from typing import NamedTuple

from qcdc_parse.read.pdf.raw import Matrix, Rectangle
from qcdc_parse.source_map import Box


class Shown(NamedTuple):
    """The page as shown: its size in points, and the matrix from the units of the file."""

    width: float
    height: float
    matrix: Matrix


def shown(box: Rectangle, rotation: int) -> Shown:
    """Return how a page is shown: ``rotation`` counts quarter turns clockwise.

    >>> shown((10, 20, 110, 220), 1)
    Shown(width=200, height=100, matrix=(0, 1, 1, 0, -20, -10))
    """
    left, bottom, right, top = box
    width, height = right - left, top - bottom
    match rotation:
        case 1:
            return Shown(height, width, (0, 1, 1, 0, -bottom, -left))
        case 2:
            return Shown(width, height, (-1, 0, 0, 1, right, -bottom))
        case 3:
            return Shown(height, width, (0, -1, -1, 0, top, right))
        case _:
            return Shown(width, height, (1, 0, 0, -1, -left, top))


def after(first: Matrix, second: Matrix) -> Matrix:
    """Return the matrix that does ``first``, then ``second``."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def box_after(box: Rectangle, matrix: Matrix) -> Box:
    """Box (left, top, right, bottom) around a rectangle that a matrix has moved."""
    left, bottom, right, top = box
    a, b, c, d, e, f = matrix
    xs = (a * left + c * bottom + e, a * left + c * top + e, a * right + c * bottom + e, a * right + c * top + e)
    ys = (b * left + d * bottom + f, b * left + d * top + f, b * right + d * bottom + f, b * right + d * top + f)
    return (min(xs), min(ys), max(xs), max(ys))


ASLANT = 4
"""The turn of text that runs neither along nor across the page (a watermark)."""


def turn_of(x: float, y: float) -> int:
    """Quarter turns, counterclockwise, of text that runs along a vector of the page as shown (y downwards).

    >>> turn_of(1, 0), turn_of(0, -1), turn_of(0, 1), turn_of(1, 1)
    (0, 1, 3, 4)
    """
    if abs(y) <= 0.1 * abs(x):
        return 0 if x >= 0 else 2
    if abs(x) <= 0.1 * abs(y):
        return 1 if y < 0 else 3
    return ASLANT


def turned(box: Box, turn: int, width: float, height: float) -> Box:
    """Lead a box of the page as shown (of that size) into the frame of text with that turn."""
    left, top, right, bottom = box
    match turn:
        case 1:
            return (height - bottom, left, height - top, right)
        case 2:
            return (width - right, height - bottom, width - left, height - top)
        case 3:
            return (top, width - right, bottom, width - left)
        case _:
            return box


def turned_back(box: Box, turn: int, width: float, height: float) -> Box:
    """Lead a box of such a frame back to the page as shown.

    >>> turned_back(turned((1, 2, 3, 4), 3, 100, 200), 3, 100, 200)
    (1, 2, 3, 4)
    """
    left, top, right, bottom = box
    match turn:
        case 1:
            return (top, height - right, bottom, height - left)
        case 2:
            return (width - right, height - bottom, width - left, height - top)
        case 3:
            return (width - bottom, left, width - top, right)
        case _:
            return box
