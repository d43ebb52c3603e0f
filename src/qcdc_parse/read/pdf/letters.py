"""Runs made anew from single letters, where text objects are shreds of words or lie over each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import hypot
from operator import itemgetter
from typing import NamedTuple

from qcdc_parse.read.pdf import raw
from qcdc_parse.read.pdf.fonts import NO_FONT, Font, Fonts, as_meant
from qcdc_parse.read.pdf.frames import ASLANT, Shown, after, box_after, turn_of
from qcdc_parse.read.pdf.raw import Matrix
from qcdc_parse.read.pdf.runs import Drawn, Run, read_runs, turned_run
from qcdc_parse.source_map import Box

SHREDS = 6
"""Text objects of fewer letters than this, on the average of a page, are shreds."""
_OVER = 0.45
"""Runs that lie over each other by more than this share of their size are mixed letter by letter."""
_WORDS_APART = 0.2
_SPACED = 0.1
_RUNS_APART = 0.6
"""Gaps, in sizes, that stand for a blank, that do so where pdfium sees one too, and that part runs."""
_DEEP, _HIGH = 0.35, 0.03
"""A letter whose box ends farther below or above the base line, in sizes, may stand on another one."""
_ASCENT, _DESCENT = 0.93, 0.22
"""What letters reach above and below their base line, in sizes: marks of Vietnamese capitals (Ế) stand out of the box of a font."""


def shredded(drawn: Drawn, textpage: int) -> bool:
    """Tell whether the text objects of a page are shreds, before they are read."""
    return len(drawn.texts) * SHREDS > raw.count_chars(textpage)


def mixed(runs: list[Run], uprights: Sequence[Box]) -> bool:
    """Tell whether runs of a page lie over each other, or go over an upright rule of a table."""
    rows: dict[tuple[int, int], list[Run]] = defaultdict(list)
    for run in runs:
        if not run.text.isspace():
            rows[run.turn, round(run.base)].append(run)
    for row in rows.values():
        if len(row) > 1:
            row.sort(key=itemgetter(1))
            end = row[0].right
            for run in row[1:]:
                if run.left < end - _OVER * run.size:
                    return True
                end = max(end, run.right)
    return any(run.left + run.size < rule[0] < run.right - run.size and rule[1] < run.base < rule[3] for rule in uprights for run in runs)


class Letter(NamedTuple):
    """One letter, in the frame in which it stands upright; its box as wide as its advance."""

    left: float
    right: float
    text: str
    size: float
    font: Font
    spaced: bool
    """pdfium puts a blank before it."""


Line = tuple[int, float]
"""Turn and base line."""


def read_letters(drawn: Drawn, textpage: int, shown: Shown, uprights: Sequence[Box]) -> list[Run]:
    """Make the runs of a page anew from its letters; upright rules of tables part them."""
    count = raw.count_chars(textpage)
    text = raw.page_text(textpage, count)
    if len(text) != count:
        text = "".join(chr(raw.char_code_point(textpage, index) or 0) for index in range(count))
    simple = shown.matrix[0] == 1 and all(matrix is None for _, matrix in drawn.texts)
    simple = simple and all(m[0] > 0 and not m[1] and not m[2] for m in (raw.matrix(handle) for handle, _ in drawn.texts))
    lines = (_upright if simple else _any_way)(text, textpage, shown)
    runs = [] if simple else [run for run in read_runs(drawn, textpage, shown) if run.turn == ASLANT]
    for (turn, base), letters in lines.items():
        letters.sort(key=itemgetter(0))
        cuts = [rule[0] for rule in uprights if rule[1] < base < rule[3]]
        runs += _runs(letters, turn, base, cuts)
    return runs


def _upright(text: str, textpage: int, shown: Shown) -> dict[Line, list[Letter]]:
    """Read upright letters: base line, size and font are asked for where a word begins and where they may change in it."""
    lines: dict[Line, list[Letter]] = defaultdict(list)
    fonts = Fonts()
    dx, dy = shown.matrix[4], shown.matrix[5]
    box_of, generated, origin_of, object_of = raw.char_loose_box, raw.char_is_generated, raw.char_origin, raw.char_object
    base = size = lowest = highest = 0.0
    font = NO_FONT
    line: list[Letter] = []
    fresh = True
    spaced = False
    for index, letter in enumerate(text):
        if letter in " \r\n" and (letter != " " or generated(textpage, index)):
            fresh = spaced = True
            continue
        left, _, right, bottom = box_of(textpage, index)
        if fresh or bottom > highest or bottom < lowest or not letter.isalpha():
            handle = object_of(textpage, index)
            base = origin_of(textpage, index)[1]
            size = round(raw.object_font_size(handle) * raw.matrix(handle)[3], 2) or 1.0
            font = fonts.of(handle)
            line = lines[0, round(dy - base, 1)]
            lowest, highest = base - _DEEP * size, base + _HIGH * size
        line.append(Letter(left + dx, right + dx, letter, size, font, spaced))
        fresh = letter == " "
        spaced = False
    return lines


def _any_way(text: str, textpage: int, shown: Shown) -> dict[Line, list[Letter]]:
    """Read letters that may be turned, one after the other with all that is known of them: three times slower."""
    lines: dict[Line, list[Letter]] = defaultdict(list)
    fonts = Fonts()
    spaced = False
    for index, letter in enumerate(text):
        if letter in " \r\n" and (letter != " " or raw.char_is_generated(textpage, index)):
            spaced = True
            continue
        matrix: Matrix = after(raw.char_matrix(textpage, index), shown.matrix)
        turn = turn_of(matrix[0], matrix[1])
        if turn == ASLANT:
            continue
        left, right, bottom, top = raw.char_box(textpage, index)
        box = box_after((left, bottom, right, top), shown.matrix)
        x, y = raw.char_origin(textpage, index)
        _, _, _, _, x, y = after((1, 0, 0, 1, x, y), shown.matrix)
        size = raw.char_font_size(textpage, index) * hypot(matrix[2], matrix[3])
        run = turned_run(letter, box, x, y, size, fonts.of(raw.char_object(textpage, index)), turn, shown)
        lines[turn, round(run.base, 1)].append(Letter(run.left, max(run.left, run.right), letter, round(size, 2), run.font, spaced))
        spaced = False
    return lines


def _runs(letters: list[Letter], turn: int, base: float, cuts: list[float]) -> Iterator[Run]:
    """Part the letters of one line, from left to right, where font or size change, at wide gaps and at rules."""
    first = before = letters[0]
    out = [before.text]
    for letter in letters[1:]:
        gap, size = letter.left - before.right, before.size
        blank = gap > (_SPACED if letter.spaced else _WORDS_APART) * size and before.text != " " and letter.text != " "
        parted = gap > _RUNS_APART * size or letter.font is not first.font or letter.size != first.size
        if parted or (cuts and any(before.left + before.right < 2 * cut < letter.left + letter.right for cut in cuts)):
            yield _run(out, first, before, turn, base)
            out = []
            first = letter
        if blank and (out or gap <= _RUNS_APART * size):
            out.append(" ")
        out.append(letter.text)
        before = letter
    yield _run(out, first, before, turn, base)


def _run(out: list[str], first: Letter, last: Letter, turn: int, base: float) -> Run:
    size = first.size
    text = as_meant("".join(out), first.font)
    return Run(text, first.left, base - _ASCENT * size, last.right, base + _DESCENT * size, base, size, first.font, turn)
