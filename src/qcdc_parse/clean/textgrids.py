r"""Tables of plain text: lines between tabs, or in columns of blanks, whose empty cells the head above lets be seen.

A head with tabs between all its cells, and rows below it with no more tabs, are a table between tabs: each tab ends a cell. A head of
three or more words far apart, and rows whose words stand under them, are a table in columns: what stands under which is told by place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from qcdc_parse.clean.rows import Cut, add_stretch

_GAP = re.compile(r"[ ]{2,}")
_LEAST = 3
"""Columns of a table that is told by its looks alone; letterheads have two."""
_ROWS = 2
_WIDE = " " * 4
Cells = list[list[Cut]]


def text_grids(lines: Sequence[str]) -> dict[int, Cells | None]:
    r"""Return of every line that is a row of a table its cells, or None where each tab in it ends one.

    >>> rows = text_grids(["TT\tTên\tSố", "1\t\t5", "", "A     B     C", "1     2     3", "4     5     6", "7           9"])
    >>> list(rows), rows[6]
    ([0, 1, 3, 4, 5, 6], [[(0, 1, '')], [], [(12, 13, '')]])
    """
    out: dict[int, Cells | None] = {}
    index = 0
    while index < len(lines):
        line = lines[index]
        if "\t" in line:
            stop = _tabbed(lines, index)
            if stop > index + 1:
                out.update(dict.fromkeys(range(index, stop)))
        elif _WIDE in line and "|" not in line and _WIDE in line.strip():
            found = _in_columns(lines, index)
            out.update(found)
            stop = index + len(found)
        else:
            stop = index
        index = max(stop, index + 1)
    return out


def _tabbed(lines: Sequence[str], first: int) -> int:
    """Return where the table between tabs ends that begins with a line; that line itself where it is no head of one."""
    head = lines[first].strip(" ")
    cells = head.split("\t")
    if len(cells) < _LEAST or not all(map(str.strip, cells)):
        return first
    stop = first + 1
    while stop < len(lines) and len(cells) - 1 <= 2 * lines[stop].count("\t") < 2 * len(cells):
        stop += 1
    return stop


def _in_columns(lines: Sequence[str], first: int) -> dict[int, Cells]:
    """Return the rows of the table in columns that begins with a line; nothing where it is no head of one."""
    heads = _words(lines[first])
    if len(heads) < _LEAST:
        return {}
    out = {first: [_cell(lines[first], [head]) for head in heads]}
    rows = 0
    for index in range(first + 1, len(lines)):
        line = lines[index]
        if "\t" in line or not line.strip():
            break
        words = _words(line)
        placed = _placed(words, heads)
        if placed is None or (len(words) == 1 and not _stands_in(words[0], heads)):
            break
        rows += len(words) >= _LEAST
        out[index] = [_cell(line, [words[w]] if (w := placed.get(column)) is not None else []) for column in range(len(heads))]
    return out if rows >= _ROWS else {}


def _words(line: str) -> list[tuple[int, int]]:
    """Return the stretches of a line that stand two or more blanks apart."""
    out = []
    at = 0
    for m in (*_GAP.finditer(line), None):
        stop = len(line.rstrip()) if m is None else m.start()
        if stop > at:
            out.append((at, stop))
        if m is not None:
            at = m.end()
    return out


def _placed(words: Sequence[tuple[int, int]], heads: Sequence[tuple[int, int]]) -> dict[int, int] | None:
    """Return by column which word of a row stands in it: under its heading, or far nearer to it than to any other; None if unsure."""
    out: dict[int, int] = {}
    column = 0
    for number, (start, end) in enumerate(words):
        while column + 1 < len(heads) and heads[column + 1][0] < end:
            column += 1
        over = heads[column][1] > start
        if over and column and heads[column - 1][1] > start:
            return None
        at = column
        if not over:
            left = start - heads[column][1]
            right = heads[column + 1][0] - end if column + 1 < len(heads) else 2 * left + 1
            if max(left, right) < 2 * min(left, right):
                return None
            at = column if left < right else column + 1
        if at in out:
            return None
        out[at] = number
    return out


def _stands_in(word: tuple[int, int], heads: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a word alone on its line stands inside a column behind the first: the rest of a cell above."""
    return word[0] > 1 and any(start - 1 <= word[0] and word[1] <= after for (start, _), (after, _) in pairwise(heads))


def _cell(line: str, words: Sequence[tuple[int, int]]) -> list[Cut]:
    cell: list[Cut] = []
    for start, end in words:
        add_stretch(cell, line, start, end)
    return cell
