"""Which line an offset stands in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence

from qcdc_parse.text import Line

LineOf = Callable[[int], tuple[int, int]]
"""Gives start and end of the line that holds an offset."""


def line_finder(lines: Sequence[Line]) -> LineOf:
    """Return a function that gives start and end of the line an offset stands in."""
    starts = [line.start for line in lines]

    def line_of(offset: int) -> tuple[int, int]:
        line = lines[bisect_right(starts, offset) - 1]
        return line.start, line.end

    return line_of
