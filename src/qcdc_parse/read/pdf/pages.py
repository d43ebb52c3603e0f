"""One page of a PDF: its lines in the order of reading, with boxes and looks, and what is drawn beside them."""

from __future__ import annotations

import ctypes
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2 as pdfium

from qcdc_parse.read.limits import Limits
from qcdc_parse.read.pdf import raw
from qcdc_parse.read.pdf.columns import in_order, one_by_one
from qcdc_parse.read.pdf.frames import ASLANT, Shown, shown, turned, turned_back
from qcdc_parse.read.pdf.letters import mixed, read_letters, shredded
from qcdc_parse.read.pdf.lines import Line, Row, line_of, rows_of
from qcdc_parse.read.pdf.rules import RULES_OF_A_TABLE, Rules, read_rules
from qcdc_parse.read.pdf.runs import Run, read_runs, walk
from qcdc_parse.read.pdf.tables import find_grids, take_tables
from qcdc_parse.source_map import Box

_MARGIN = 0.065
"""The share of the height of a page, above and below, that is margin in most documents."""
_AWAY = 1.8
"""What stands in a margin is so many sizes away from the body."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was read. ``number`` counts from 1; ``width`` and ``height`` are in points, as the page is shown.

    ``rules`` counts drawn paths; ``level`` are the level rules on the page; ``tables_lost`` tells that it has too many rules
    to find its tables; ``legacy`` are its fonts whose letters were decoded;
    ``clipped`` counts text objects that the page does not show.
    """

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    rules: int = 0
    level: tuple[Box, ...] = ()
    tables_lost: bool = False
    legacy: frozenset[str] = frozenset()
    clipped: int = 0


def read_page(document: pdfium.PdfDocument, index: int, name: str, limits: Limits) -> Page:
    """Read one page (counted from 0) and let go of it.

    :raises pdfium.PdfiumError: the page is damaged.
    :raises TooLargeError: a bound of ``limits`` is passed.
    """
    page = document[index]
    try:
        textpage = page.get_textpage()
        try:
            return _read(_handle(page), _handle(textpage), index + 1, name, limits)
        finally:
            textpage.close()
    finally:
        page.close()


def _handle(holder: pdfium.PdfPage | pdfium.PdfTextPage) -> int:
    return ctypes.cast(holder.raw, ctypes.c_void_p).value or 0


def _read(page: int, textpage: int, number: int, name: str, limits: Limits) -> Page:
    seen = shown(raw.page_box(page), raw.page_rotation(page))
    drawn = walk(page, seen, name, limits)
    rules = read_rules(drawn, seen, limits.rules)

    def uprights(turn: int) -> list[Box]:
        return _turned(rules, turn, seen).upright if rules.paths >= RULES_OF_A_TABLE else []

    if drawn.texts and shredded(drawn, textpage):
        runs = read_letters(drawn, textpage, seen, uprights)
    else:
        runs = read_runs(drawn, textpage, seen)
        if mixed(runs, uprights):
            runs = read_letters(drawn, textpage, seen, uprights)
    lines, lost = _lines(runs, rules, seen)
    legacy = frozenset(run.font.name for run in runs if run.font.legacy is not None)
    return Page(number, seen.width, seen.height, tuple(lines), rules.paths, tuple(rules.level), lost, legacy, len(drawn.clipped))


def _lines(runs: list[Run], rules: Rules, seen: Shown) -> tuple[list[Line], bool]:
    """Lay out the text that runs the usual way, and behind it what is turned another way."""
    turns = Counter({run.turn: 0 for run in runs[:1]}) if all(run.turn == 0 for run in runs) else Counter()
    for run in runs if not turns else ():
        turns[run.turn] += len(run.text)
    lines: list[Line] = []
    lost = False
    for turn, _ in turns.most_common():
        own = [run for run in runs if run.turn == turn] if len(turns) > 1 else runs
        if turn == ASLANT:
            lines += _slanting(own)
            continue
        found, failed = lay_out(own, _turned(rules, turn, seen), seen.width if turn % 2 else seen.height)
        lost = lost or failed
        left = min((line.box[0] for line in found), default=0.0)
        lines += [_as_shown(line, left, turn, seen) for line in found] if turn else found
    return lines, lost


def _as_shown(line: Line, left: float, turn: int, seen: Shown) -> Line:
    """Lead a line back to the page as shown; how far it stands from the left edge of its text stays."""
    box = turned_back(line.box, turn, seen.width, seen.height)
    return line._replace(box=box, margin=box[0] - line.box[0] + (left if line.margin is None else line.margin))


def _slanting(runs: list[Run]) -> list[Line]:
    """Slanting text (a watermark) is one line, in the order of the file."""
    left, top, right, bottom = zip(*(run[1:5] for run in runs), strict=True)
    line = line_of([runs[0]._replace(text="".join(run.text for run in runs))])
    return [line._replace(box=(min(left), min(top), max(right), max(bottom)))] if line else []


def _turned(rules: Rules, turn: int, seen: Shown) -> Rules:
    if not turn:
        return rules
    boxes = [turned(box, turn, seen.width, seen.height) for box in (*rules.level, *rules.upright)]
    level = [box for box in boxes if box[2] - box[0] > box[3] - box[1]]
    return Rules(level, [box for box in boxes if box not in level], rules.paths)


def lay_out(runs: list[Run], rules: Rules, height: float) -> tuple[list[Line], bool]:
    """Lay out what runs one way on a page of some height; also tell whether tables were lost because there are too many rules."""
    grids = find_grids(rules) if rules.paths >= RULES_OF_A_TABLE else []
    if grids:
        rest, tables = take_tables(runs, grids)
        head, rows, foot = _margins(rows_of(rest), height)
        lines = one_by_one(head)
        for grid, made in zip(grids, tables, strict=True):
            above = [row for row in rows if row[0].base <= grid.box[1]]
            rows = rows[len(above) :]
            lines += in_order(above, rules.level) + made
    else:
        head, rows, foot = _margins(rows_of(runs), height)
        lines = one_by_one(head)
    return lines + in_order(rows, rules.level) + one_by_one(foot), grids is None


def _margins(rows: list[Row], height: float) -> tuple[list[Row], list[Row], list[Row]]:
    """Part the rows that stand in the upper and lower margin of a page, away from the body, from its body."""
    first, last = 0, len(rows)
    for index, (row, after) in enumerate(pairwise(rows), 1):
        distance = after[0].base - row[0].base
        if distance > _AWAY * row[0].size:
            if row[0].base < _MARGIN * height:
                first = index
            elif after[0].base > (1 - _MARGIN) * height and last == len(rows):
                last = index
    return rows[:first], rows[first:last], rows[last:]
