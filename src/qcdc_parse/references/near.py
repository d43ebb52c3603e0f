"""Where literals stand, matching at a place without looking far beyond it, and what is taken already."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from operator import itemgetter

import regex

NEAR = 160
"""No name, date or connective beside a mention is longer than this, in code points."""


def match_near(pattern: regex.Pattern[str], text: str, at: int, limit: int) -> regex.Match[str] | None:
    """Match a pattern at a place, not beyond ``limit`` nor farther than :data:`NEAR`.

    The engine looks for the literals of a pattern as far as it may before it tries the place itself; on a long line that
    would make every match as dear as the line is long.

    >>> match_near(regex.compile("của"), "của Bộ Chính trị", 0, 16)[0]
    'của'
    """
    return pattern.match(text, at, min(limit, at + NEAR))


def occurrences(text: str, literal: str) -> Iterator[int]:
    """Yield where a literal stands, left to right.

    >>> list(occurrences("này và này", "này"))
    [0, 7]
    """
    at = text.find(literal)
    while at >= 0:
        yield at
        at = text.find(literal, at + 1)


def covered(offset: int, taken: list[tuple[int, int]]) -> bool:
    """Tell whether an offset lies in one of some stretches, which are sorted and apart.

    >>> covered(7, [(0, 5), (6, 9)]), covered(5, [(0, 5), (6, 9)])
    (True, False)
    """
    index = bisect_right(taken, offset, key=itemgetter(0)) - 1
    return index >= 0 and offset < taken[index][1]
