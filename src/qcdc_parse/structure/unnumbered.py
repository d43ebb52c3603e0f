"""Unnumbered headings: `MỞ ĐẦU`, `KẾT LUẬN`, a bold line between paragraphs.

A wrong section is worse than a missed one: a line counts only where its letters or its look set it off from what stands before and
behind it, and where it is nothing else that offices print in capitals.
"""

from __future__ import annotations

from collections.abc import Iterator

from qcdc_parse.structure import kinds
from qcdc_parse.structure.candidates import Item, Option
from qcdc_parse.structure.labels import Label, parse_label
from qcdc_parse.structure.levels import DEEPEST, STRUCTURAL, Move, Stack, closing
from qcdc_parse.text import Line

_LONGEST = 120
_SHORTEST = 5


def heading(lines: tuple[Line, ...], index: int, start: int, stop: int) -> Item | None:
    """Return the candidate of a heading without a number; None where the line is none."""
    return None


def heading_moves(loud: bool, stack: Stack) -> Iterator[Move]:  # noqa: FBT001  as in Level
    """Yield the places of an unnumbered heading: in capitals beside the highest sections, else below the innermost."""
    top = next((d for d, level in enumerate(stack) if level.style not in STRUCTURAL), len(stack))
    for depth in range(top, min(len(stack) + 1, DEEPEST)):
        below = depth == len(stack)
        if loud:
            cost = 0.2 if depth == top else 1.0 if below else 1.5
        elif stack and stack[-1].bare:
            cost = 0.2 if depth == len(stack) - 1 else 1.5
        else:
            cost = 0.2 if below else 1.2
        if below and stack and stack[-1].bare and stack[-1].loud == loud:
            cost += 2.0
        yield Move(cost + closing(stack, depth + 1), depth, opens=below)
