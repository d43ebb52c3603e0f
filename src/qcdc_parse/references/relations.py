"""Relations: what the citing document does with the cited one, by the words before it."""

from __future__ import annotations

from functools import cache

import regex

from qcdc_parse.catalog import relations

_FAR = 46
"""A cue stands at most this many code points before its mention."""
_LONGEST = 32
"""Longer than every cue."""


_ASKED = regex.compile(r"(?<!\p{L})(?i:theo|xét)\s+(?:đề\s+nghị|yêu\s+cầu|đề\s+xuất)\s+của\s+\p{Lu}[^.;:()“”]{2,130}$")
_ASKED_FAR = 170


def _asked(text: str, line_start: int, at: int) -> int | None:
    """`Xét đề nghị của Giám đốc Sở … tại Tờ trình`: return where the words of the request begin."""
    found = _ASKED.search(text, max(line_start, at - _ASKED_FAR), at)
    return found.start() if found else None


@cache
def _cues() -> dict[str, tuple[str, ...]]:
    """Cues by their last word, longest first."""
    table: dict[str, list[str]] = {}
    for cue in sorted(relations(), key=len, reverse=True):
        table.setdefault(cue.rpartition(" ")[2], []).append(cue)
    return {word: tuple(cues) for word, cues in table.items()}


def find_relation(text: str, start: int, line_start: int) -> tuple[str, tuple[int, int] | None]:
    """Return the relation and where its cue stands.

    >>> find_relation("Sơ kết 05 năm thực hiện Nghị quyết", 24, 0)
    ('reviews', (10, 23))
    """
    window = max(line_start, start - _FAR - _LONGEST)
    window = max(window, *(text.rfind(mark, window, start) + 1 for mark in (". ", "; ", ": ", "? ")))
    low = text[window:start].lower()
    if len(low) != start - window:
        return "cites", None
    cues = _cues()
    end = len(low)
    while end > 0 and len(low) - end <= _FAR:
        at = low.rfind(" ", 0, end) + 1
        for cue in cues.get(low[at:end].strip(' ,(“"'), ()):
            stop = at + len(low[at:end].rstrip(' ,(“"'))
            begin = stop - len(cue)
            if begin >= 0 and low.startswith(cue, begin) and not (begin and low[begin - 1].isalpha()):
                if cue == "tại" and (asked := _asked(text, line_start, window + begin)) is not None:
                    return "responds_to", (asked, window + stop)
                return relations()[cue], (window + begin, window + stop)
        end = at - 1
    return "cites", None
