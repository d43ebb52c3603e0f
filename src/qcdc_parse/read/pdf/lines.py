"""Lines of a page: runs on one base line, joined where they stand close, with what they look like."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from qcdc_parse.read.pdf.runs import Run
from qcdc_parse.source_map import Box
from qcdc_parse.text import Look

_SAME_BASE = 0.15
"""Base lines this near, in sizes, are one."""
_WORDS_APART = 0.2
"""A gap of this many sizes stands for a blank."""
_SCRIPT_SIZE = 0.85
"""Letters smaller than this share of those beside them, and raised or lowered, are super- or subscripts."""
SCRIPT_BASE = 0.65
"""How far, in sizes, scripts are raised or lowered at most."""
_SCRIPT_GAP = 1.6
"""How far a raised script may stand before the letters it belongs to (the mark of a footnote and a tab), in sizes."""
_SCRIPT_LETTERS = 6
"""The longest script."""
_RAISED = 0.1
"""So far, in sizes, a superscript stands above the base line at least."""
_UNDER = 0.28
"""How far below the base line, in sizes, an underline is drawn at most."""

Row = list[Run]
"""Runs on one base line, and the scripts between them, from left to right; never empty."""


class Line(NamedTuple):
    """One line of a page, or one row of a table.

    ``box`` is left, top, right, bottom in points from the top left corner of the page as shown. ``raised`` are the
    stretches of ``text`` that stand raised and small; ``base`` is the base line; ``margin`` is the left edge of the column
    of running text that the line stands in, None where that is the page.
    """

    text: str
    box: Box
    look: Look
    raised: tuple[tuple[int, int], ...] = ()
    base: float = 0.0
    table: bool = False
    margin: float | None = None


def rows_of(runs: Iterable[Run]) -> list[Row]:
    """Gather runs into rows, from the top down."""
    rows: list[Row] = []
    base, size = -1e9, 0.0
    for run in sorted(runs, key=attrgetter("base")):
        if run.base - base <= _SAME_BASE * max(size, run.size):
            rows[-1].append(run)
            size = max(size, run.size)
        else:
            rows.append([run])
            base, size = run.base, run.size
    rows = _with_scripts(rows)
    for row in rows:
        row.sort(key=attrgetter("left"))
    return rows


def _with_scripts(rows: list[Row]) -> list[Row]:
    """Put superscripts and subscripts, whose base lines are their own, into the rows they belong to."""
    near = [pair for pair in pairwise(rows) if pair[1][0].base - pair[0][0].base <= SCRIPT_BASE * max(pair[0][0].size, pair[1][0].size)]
    if not near:
        return rows
    for upper, lower in near:
        _move_scripts(upper, lower)
        _move_scripts(lower, upper)
    return [row for row in rows if row]


def _move_scripts(source: Row, target: Row) -> None:
    for run in tuple(source):
        if len(run.text) <= _SCRIPT_LETTERS and any(_is_script(run, other) for other in target):
            source.remove(run)
            target.append(run)


def _is_script(run: Run, other: Run) -> bool:
    """Tell whether a small run stands raised or lowered just behind another, or raised just before it."""
    if run.size > _SCRIPT_SIZE * other.size or abs(run.base - other.base) > SCRIPT_BASE * other.size:
        return False
    behind, before = run.left - other.right, other.left - run.right
    return -0.5 * run.size < behind < 0.5 * other.size or (run.base < other.base and -0.2 * run.size < before < _SCRIPT_GAP * other.size)


def text_of(row: Sequence[Run]) -> str:
    """Join the runs of a row: one blank stands where a gap is wide enough or one of the runs has a blank."""
    if len(row) == 1:
        return row[0].text
    out = row[0].text
    for before, run in pairwise(row):
        text = run.text
        if out[-1:] == " " or not out:
            out += text.lstrip(" ")
        elif text[:1] != " " and run.left - before.right > _WORDS_APART * max(before.size, run.size):
            out += f" {text}"
        else:
            out += text
    return out


def line_of(row: Sequence[Run], level: Sequence[Box] = ()) -> Line | None:
    """Make a line of the runs of a row; ``level`` are the level rules of the page. None where there are only blanks."""
    if len(row) == 1:
        run = row[0]
        text = run.text.strip()
        if not text:
            return None
        font = run.font
        underline = bool(level) and _underlined(run.left, run.right, run.base, run.size, level)
        look = _look(font.bold, font.italic, underline, round(run.size, 1))
        return Line(text, (run.left, run.top, run.right, run.bottom), look, (), run.base)
    whole = text_of(row)
    text = whole.strip()
    if not text:
        return None
    inked = [run for run in row if not run.text.isspace()]
    left, right = inked[0].left, max(run.right for run in inked)
    box = (left, min(run.top for run in inked), right, max(run.bottom for run in inked))
    main = max(inked, key=lambda run: (run.size > 0.7 * inked[0].size, len(run.text)))
    body = [run for run in inked if run.size > _SCRIPT_SIZE * main.size]
    underline = bool(level) and _underlined(left, right, main.base, main.size, level)
    look = _look(all(run.font.bold for run in body), all(run.font.italic for run in body), underline, round(main.size, 1))
    return Line(text, box, look, _raised(row, main, len(whole) - len(whole.lstrip())), main.base)


@lru_cache(maxsize=256)
def _look(bold: bool, italic: bool, underline: bool, size: float) -> Look:
    """One value for all lines that look alike: long files have many lines and few looks."""
    return Look(bold, italic, underline, size)


def _raised(row: Sequence[Run], main: Run, cut: int) -> tuple[tuple[int, int], ...]:
    """Where superscripts stand in the text of a row whose first ``cut`` blanks are taken off."""
    found: list[tuple[int, int]] = []
    for index, run in enumerate(row):
        if run.size <= _SCRIPT_SIZE * main.size and main.base - run.base >= _RAISED * main.size and not run.text.isspace():
            before = text_of(row[: index + 1]) if index else run.text
            end = len(before.rstrip()) - cut
            start = end - len(run.text.strip())
            if found and found[-1][1] == start:
                start = found.pop()[0]
            found.append((start, end))
    return tuple(found)


def _underlined(left: float, right: float, base: float, size: float, level: Sequence[Box]) -> bool:
    """Tell whether rules just below a base line run under nearly all of a line."""
    under = [rule for rule in level if base <= rule[3] and rule[1] <= base + _UNDER * size]
    if not under:
        return False
    covered = sum(max(0.0, min(right, rule[2]) - max(left, rule[0])) for rule in under)
    return covered >= 0.8 * (right - left) and all(rule[0] > left - size and rule[2] < right + size for rule in under)
