"""How wide the columns of a table are, and how many stand in one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

__all__ = ["evenly", "shared", "weights"]

_Item = TypeVar("_Item")
_NARROWEST, _WIDEST = 6, 40
"""Bounds of a column's weight, in letters."""


def shared(width: int, parts: Sequence[int], least: int = 620) -> list[int]:
    """Share a width in twips out by weight; a column has room for `TT`, where there is room at all.

    >>> shared(4000, [1, 1, 2]), shared(9000, [1, 9, 10])
    ([1000, 1000, 2000], [620, 3969, 4410])
    """
    whole = sum(parts) or 1
    narrow = [part for part in parts if width * part < least * whole]
    if not narrow or len(narrow) == len(parts):
        return [width * part // whole for part in parts]
    left, rest = width - least * len(narrow), whole - sum(narrow)
    return [least if width * part < least * whole else left * part // rest for part in parts]


def weights(rows: Sequence[Sequence[str]], columns: int) -> list[int]:
    """Weigh columns by their longest words, within bounds.

    >>> weights([["TT", "Nội dung"], ["1", "Kế hoạch học tập"]], 2)
    [6, 16]
    """
    longest = [max((len(row[at]) for row in rows if at < len(row)), default=1) for at in range(columns)]
    return [min(max(length, _NARROWEST), _WIDEST) for length in longest]


def evenly(columns: Sequence[_Item], most: int) -> Iterator[Sequence[_Item]]:
    """Cut columns into as few runs of at most so many as need be, and those about as long.

    >>> list(evenly("abcdef", 5))
    ['abc', 'def']
    """
    tables = -(-len(columns) // most) or 1
    each = -(-len(columns) // tables)
    for at in range(0, len(columns), each or 1):
        yield columns[at : at + each]
