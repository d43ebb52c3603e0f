"""Matching at a place without looking far beyond it."""

from __future__ import annotations

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
