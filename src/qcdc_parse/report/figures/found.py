"""A value found in a unit's text for a field, before those of one cell are weighed against each other."""

from __future__ import annotations

from typing import NamedTuple

from qcdc_parse.report.figures.asked import Asked
from qcdc_parse.report.figures.scanning import Item

__all__ = ["DIRECT", "EXACT", "LOOSE", "NAMED", "SAID", "TOTAL", "Found"]

EXACT = 5
NAMED = 4
DIRECT = 3
SAID = 2
LOOSE = 1
TOTAL = 0
"""How a value is tied to its field: behind its whole label and nothing else; by its whole label around it, in its unit; behind its label or in its row; by its words in a sentence; by standing in its slot alone. The
last is no figure but what the unit says its columns add up to.
"""


class Found(NamedTuple):
    """A value with its cell; ``text[start:end]`` are the words that give it."""

    asked: Asked
    column: str | None
    item: Item
    start: int
    end: int
    rank: int
    doubt: str | None
    measure: str | None = None
    years: tuple[str, ...] = ()
    line: tuple[int, int] = (0, 0)
    """Of prose elsewhere: the passage."""
