"""Reading order: letterheads and signatures that stand in two columns are read one column after the other.

Two columns are told by a gutter: an upright strip that no run of several neighbouring rows crosses. The rows of a table
without rules have one too; so columns are taken apart only where a page begins, where it ends, and where both sides are running
text. Elsewhere a row is one line, with a tab at a gap as wide as a column.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import regex

from qcdc_parse.read.pdf.lines import Line, Row, line_of, text_of
from qcdc_parse.read.pdf.runs import Run
from qcdc_parse.source_map import Box
from qcdc_parse.text import CELL_BREAK

_PIECES_APART = 0.6
"""A gap of so many sizes parts a row into pieces."""
_SEED = 1.5
"""A gap of so many sizes may be a gutter."""
_NARROWEST = 3.0
"""The narrowest gutter, in points."""
_TAB = 4.0
"""A gap of so many sizes is a tab."""
_BESIDE, _CLOSE, _FAR = 1.3, 2.6, 3.6
"""Distances of base lines, in sizes: of lines side by side, of lines of one column, and of rows of one letterhead."""
_SIGNED = 3.4
"""The same beside a signature, where nothing follows on the left."""
_WIDE = 0.6
"""A row that is wider than this share of the page is no part of a letterhead or signature."""
_LONG = 5
"""Columns of running text have at least so many rows."""
_SIGNS = regex.compile(r"\W*(?:nơi\s+nhận|T/M|TM\.|K/T|KT\.|T/L|TL\.|TUQ\.|T/UQ)", regex.IGNORECASE)


class Block(NamedTuple):
    """Rows ``first`` to ``last`` (exclusive) stand in two columns, parted at ``gutter`` (left, right)."""

    first: int
    last: int
    gutter: tuple[float, float]


def in_order(rows: Sequence[Row], level: Sequence[Box] = (), *, nested: bool = False) -> list[Line]:
    """Make the rows of a page lines in the order of reading; ``level`` are the level rules of the page."""
    pieces = [_pieces(row) for row in rows]
    lines: list[Line] = []
    at = 0
    for block in _blocks(pieces) if _may_have_columns(pieces) else ():
        if not (nested or _stands_apart(rows, pieces, block)):
            continue
        lines.extend(_lines(rows[at : block.first], pieces[at : block.first], level))
        sides = _sides(rows[block.first : block.last], block.gutter)
        running = _are_running(sides, _page_width(rows))
        for side in sides:
            margin = min(row[0].left for row in side) if running else None
            lines.extend(line if margin is None else line._replace(margin=margin) for line in in_order(side, level, nested=True))
        at = block.last
    lines.extend(_lines(rows[at:], pieces[at:], level))
    return lines


def one_by_one(rows: Sequence[Row]) -> list[Line]:
    """Make every piece of some rows a line: what stands in a margin side by side is not one text."""
    return [line for row in rows for part in _pieces(row) if (line := line_of(part))]


def _lines(rows: Sequence[Row], pieces: Sequence[list[Row]], level: Sequence[Box]) -> Iterator[Line]:
    for row, parts in zip(rows, pieces, strict=True):
        line = line_of(row, level)
        if line is not None:
            yield _tabbed(line, parts) if len(parts) > 1 else line


def _tabbed(line: Line, parts: list[Row]) -> Line:
    """Put a tab for a gap as wide as a column between pieces of several words."""
    if not any(" " in text_of(part).strip() for part in parts) or len(parts) > 3:
        return line
    text = line.text
    at = 0
    for before, after in pairwise(parts):
        at = text.find(text_of(after).strip(), at)
        wide = after[0].left - before[-1].right > _TAB * max(before[-1].size, after[0].size)
        if wide and at > 0 and text[at - 1] == " ":
            text = f"{text[: at - 1]}{CELL_BREAK}{text[at:]}"
    return line._replace(text=text)


def _pieces(row: Row) -> list[Row]:
    if len(row) == 1:
        return [row]
    inked = [run for run in row if not run.text.isspace()]
    if not inked:
        return [row]
    parts: list[Row] = [[inked[0]]]
    for before, run in pairwise(inked):
        if run.left - before.right > _PIECES_APART * max(before.size, run.size):
            parts.append([run])
        else:
            parts[-1].append(run)
    return parts


def _may_have_columns(pieces: Sequence[list[Row]]) -> bool:
    """Tell whether any row, or two rows side by side, leave room for a gutter: most pages have none."""
    if any(len(parts) > 1 for parts in pieces):
        return True
    return any(b[0][0].base - a[0][0].base < 0.8 * a[0][0].size and _gap(a[0], b[0]) for a, b in pairwise(pieces))


def _gap(a: Row, b: Row) -> tuple[float, float] | None:
    """Gutter between two pieces, whichever is on the left."""
    if a[0].left > b[0].left:
        a, b = b, a
    left, right = a[-1].right, b[0].left
    return (left, right) if right - left > _SEED * max(a[-1].size, b[0].size) else None


def _blocks(pieces: Sequence[list[Row]]) -> Iterator[Block]:
    """Yield blocks of two columns, from the top down."""
    done = 0
    index = 0
    while index < len(pieces):
        gutter = _seed(pieces, index)
        block = _grown(pieces, index, gutter, done) if gutter else None
        if block is None:
            index += 1
        else:
            yield block
            index = done = block.last


def _seed(pieces: Sequence[list[Row]], index: int) -> tuple[float, float] | None:
    parts = pieces[index]
    gaps = [gap for a, b in pairwise(parts) if (gap := _gap(a, b))]
    if gaps:
        return max(gaps, key=lambda gap: gap[1] - gap[0])
    if len(parts) == 1 and index + 1 < len(pieces) and len(pieces[index + 1]) == 1:
        after = pieces[index + 1][0]
        if after[0].base - parts[0][0].base < 0.8 * after[0].size:
            return _gap(parts[0], after)
    return None


def _narrowed(parts: list[Row], gutter: tuple[float, float]) -> tuple[float, float] | None:
    """What is left of a gutter beside the pieces of one more row; None where they cross it."""
    left, right = gutter
    for part in parts:
        start, end = part[0].left, part[-1].right
        if start >= right or end <= left:
            continue
        if start - left > right - end:
            right = start
        else:
            left = end
        if right - left < _NARROWEST:
            return None
    return left, right


def _grown(pieces: Sequence[list[Row]], index: int, gutter: tuple[float, float], stop: int) -> Block | None:
    """Let a block grow up and down from the row where a gutter was seen."""
    first = last = index
    edges: dict[bool, Run] = {}
    close = _SIGNED if any(_SIGNS.match(text_of(part)) for parts in pieces[index : index + 2] for part in parts) else _CLOSE
    while last < len(pieces):
        narrowed = _narrowed(pieces[last], gutter)
        if narrowed is None or not _goes_on(pieces[last], narrowed, edges, close, pieces, last, last == index):
            break
        gutter = narrowed
        for part in pieces[last]:
            edges[part[0].left >= gutter[1]] = part[0]
        last += 1
    if len(edges) < 2 or last - first < 2:
        return None
    while first > stop and (narrowed := _goes_up(pieces[first - 1], pieces[first][0][0].base, gutter)):
        gutter = narrowed
        first -= 1
    return Block(first, last, gutter)


def _goes_up(above: list[Row], base: float, gutter: tuple[float, float]) -> tuple[float, float] | None:
    """Return the gutter beside a row above that belongs to the columns: one of both, or a first line on the right, a little higher."""
    distance = base - above[0][0].base
    if distance > (_FAR if len(above) > 1 else _BESIDE) * above[0][0].size or (len(above) == 1 and above[0][0].left < gutter[1]):
        return None
    return _narrowed(above, gutter)


def _goes_on(
    parts: list[Row],
    gutter: tuple[float, float],
    edges: dict[bool, Run],
    close: float,
    pieces: Sequence[list[Row]],
    last: int,
    begins: bool,
) -> bool:
    """Tell whether a row below still belongs to the columns: a line on the left only where it stands close under one."""
    if begins:
        return True
    run = parts[0][0]
    if run.left >= gutter[1]:
        return True
    if len(parts) > 1:
        return run.base - pieces[last - 1][0][0].base < _FAR * run.size
    above = edges.get(False)
    return above is None or run.base - above.base < close * max(run.size, above.size)


def _sides(rows: Sequence[Row], gutter: tuple[float, float]) -> tuple[list[Row], list[Row]]:
    middle = (gutter[0] + gutter[1]) / 2
    left = [[run for run in row if run.left < middle] for row in rows]
    right = [[run for run in row if run.left >= middle] for row in rows]
    return [row for row in left if row], [row for row in right if row]


def _stands_apart(rows: Sequence[Row], pieces: Sequence[list[Row]], block: Block) -> bool:
    """Tell columns from the rows of a table without rules."""
    page = _page_width(rows)
    if not any(_is_wide(parts, page) for parts in pieces[: block.first]):
        return True
    inside = pieces[block.first : block.last]
    if any(_SIGNS.match(text_of(part)) for parts in inside for part in parts):
        return True
    if any(len(parts) == 1 for parts in inside) and not any(_is_wide(parts, page) for parts in pieces[block.last :]):
        return True
    return _are_running(_sides(rows[block.first : block.last], block.gutter), page)


def _page_width(rows: Sequence[Row]) -> float:
    return max(row[-1].right for row in rows) - min(row[0].left for row in rows)


def _is_wide(parts: list[Row], page: float) -> bool:
    """Tell whether a row has a piece that goes over most of the width of the page."""
    return any(_width(part) > _WIDE * page for part in parts)


def _are_running(sides: tuple[list[Row], list[Row]], page: float) -> bool:
    """Tell whether both columns are wide enough for sentences, and most of their rows fill them."""
    for side in sides:
        widest = max(map(_width, side))
        if len(side) < _LONG or widest < 0.35 * page or sum(_width(row) > 0.85 * widest for row in side) < 0.6 * len(side):
            return False
    return True


def _width(row: Row) -> float:
    return row[-1].right - row[0].left
