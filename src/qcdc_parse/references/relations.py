"""Relations: what the citing document does with the cited one, by the words before it."""

from __future__ import annotations

from functools import cache

import regex

from qcdc_parse.catalog import relations

_FAR = 46
"""A cue stands at most this many code points before its mention."""
_LONGEST = 32
"""Longer than every cue."""


@cache
def _cues() -> regex.Pattern[str]:
    cues = sorted(relations(), key=len, reverse=True)
    return regex.compile(rf"(?<!\p{{L}})(?:{'|'.join(regex.escape(c) for c in cues)})(?!\p{{L}})", regex.IGNORECASE)


def find_relation(text: str, start: int, line_start: int) -> tuple[str, tuple[int, int] | None]:
    """Return the relation and where its cue stands.

    >>> find_relation("Sơ kết 05 năm thực hiện Nghị quyết", 24, 0)
    ('reviews', (10, 23))
    """
    window = max(line_start, start - _FAR - _LONGEST)
    window = max(window, *(text.rfind(mark, window, start) + 1 for mark in (". ", "; ", ": ", "? ")))
    found = None
    for m in _cues().finditer(text, window, start):
        found = m
    if found is None or start - found.end() > _FAR:
        return "cites", None
    return relations()[found[0].lower()], found.span()
