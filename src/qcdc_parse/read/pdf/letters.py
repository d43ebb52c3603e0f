"""Runs made anew from single letters, where text objects are shreds of words or lie over each other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from math import hypot
from operator import itemgetter

from qcdc_parse.read.pdf import raw
from qcdc_parse.read.pdf.fonts import NO_FONT, Font, Fonts, as_meant
from qcdc_parse.read.pdf.frames import ASLANT, Shown, after, box_after, turn_of
from qcdc_parse.read.pdf.lines import SCRIPT_BASE
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
_BEARING = 0.12
"""pdfium tells no advance of letters turned in the file: so much, in sizes, stands for the room behind a letter."""
_ASCENT, _DESCENT = 0.93, 0.22
"""What letters reach above and below their base line, in sizes: marks of Vietnamese capitals (Ế) stand out of the box of a font."""


def shredded(drawn: Drawn, textpage: int) -> bool:
    """Tell whether the text objects of a page are shreds, before they are read."""
    return len(drawn.texts) * SHREDS > raw.count_chars(textpage)


Uprights = Callable[[int], Sequence[Box]]
"""The upright rules of tables on a page, in the frame of text with some turn."""


def mixed(runs: list[Run], uprights: Uprights) -> bool:
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
    turns = {run.turn for run in runs if run.turn != ASLANT}
    return any(_goes_over(run, rule) for turn in turns for rule in uprights(turn) for run in runs if run.turn == turn)


def _goes_over(run: Run, rule: Box) -> bool:
    return run.left + run.size < rule[0] < run.right - run.size and rule[1] < run.base < rule[3]


Letter = tuple[float, float, str, float, float, Font, bool]
"""Left and right end of its advance in the frame in which it stands upright, letter, base line, size, font, and whether pdfium puts a
blank before."""

Line = tuple[int, float]
"""Turn and base line."""
_WHOLE = 3
"""Text objects of more letters than this are read as they are, shorter ones word by word."""
_TOKENS = re.compile(r"[^ \r\n]+")


def read_letters(drawn: Drawn, textpage: int, shown: Shown, uprights: Uprights) -> list[Run]:
    """Make the runs of a page anew from its letters; upright rules of tables part them."""
    count = raw.count_chars(textpage)
    text = raw.page_text(textpage, count)
    if len(text) != count:
        text = "".join(chr(raw.char_code_point(textpage, index) or 0) for index in range(count))
    simple = drawn.texts[0][1] is None and drawn.texts[-1][1] is None
    by = _by_objects if count > _WHOLE * len(drawn.texts) else _by_words
    lines = by(text, textpage, shown, drawn.clipped) if simple else None
    runs: list[Run] = []
    if lines is None:
        lines = _any_way(text, textpage, shown, drawn.clipped)
        runs = [run for run in read_runs(drawn, textpage, shown) if run.turn == ASLANT]
    for (turn, base), letters in _with_scripts(lines):
        letters.sort(key=itemgetter(0))
        cuts = [rule[0] for rule in uprights(turn) if rule[1] < base < rule[3]]
        runs += _runs(letters, turn, cuts)
    return runs


def _with_scripts(lines: dict[Line, list[Letter]]) -> Iterator[tuple[Line, list[Letter]]]:
    """Put the letters of super- and subscripts among those of the line they stand in, so that they part it."""
    held: tuple[Line, list[Letter]] | None = None
    for line in sorted(lines):
        letters = lines[line]
        size = letters[0][4]
        if held is not None:
            (turn, base), above = held
            its_size = above[0][4]
            if turn == line[0] and line[1] - base <= SCRIPT_BASE * max(size, its_size) and size != its_size:
                held = line if size > its_size else held[0], above + letters
                continue
            yield held
        held = line, letters
    if held is not None:
        yield held


def _by_objects(text: str, textpage: int, shown: Shown, clipped: set[int]) -> dict[Line, list[Letter]] | None:
    """Read upright letters, asking for base line, size and font where a text object begins; None where one is not upright."""
    lines: dict[Line, list[Letter]] = defaultdict(list)
    fonts = Fonts()
    dx, dy = shown.matrix[4], shown.matrix[5]
    box_of, generated, object_of = raw.char_loose_box, raw.char_is_generated, raw.char_object
    base = size = 0.0
    font = NO_FONT
    line: list[Letter] = []
    handle = 0
    spaced = False
    for index, letter in enumerate(text):
        if letter in " \r\n" and (letter != " " or generated(textpage, index)):
            spaced = True
            continue
        its_handle = object_of(textpage, index)
        if its_handle in clipped:
            continue
        if its_handle != handle:
            handle = its_handle
            size = _upright_size(handle)
            if not size:
                return None
            font = fonts.of(handle)
            base = round(dy - raw.char_origin(textpage, index)[1], 1)
            line = lines[0, base]
        left, _, right, _ = box_of(textpage, index)
        line.append((left + dx, right + dx, letter, base, size, font, spaced))
        spaced = False
    return lines


def _by_words(text: str, textpage: int, shown: Shown, clipped: set[int]) -> dict[Line, list[Letter]] | None:
    """Read upright letters drawn one by one; None where one is not upright. Words without figures, which are no marks, are read as one."""
    lines: dict[Line, list[Letter]] = defaultdict(list)
    fonts = Fonts()
    dx, dy = shown.matrix[4], shown.matrix[5]
    box_of, object_of, font_of, right_of = raw.char_loose_box, raw.char_object, raw.object_font, raw.char_right
    base = size = lowest = highest = 0.0
    font = NO_FONT
    line: list[Letter] = []
    known = 0
    for token in _TOKENS.finditer(text):
        start, end = token.span()
        word = token[0]
        step = end - start if word.rstrip(".,;:").isalpha() else 1
        for index in range(start, end, step):
            left, top, right, bottom = box_of(textpage, index)
            fresh = bottom != lowest or top != highest
            if fresh or index == start:
                handle = object_of(textpage, index)
                if handle in clipped:
                    lowest = highest = 0.0
                    continue
                if fresh or font_of(handle) != known:
                    lowest, highest, known = bottom, top, font_of(handle)
                    size = _upright_size(handle)
                    if not size:
                        return None
                    font = fonts.of(handle)
                    base = round(dy - raw.char_origin(textpage, index)[1], 1)
                    line = lines[0, base]
            if step > 1:
                right = right_of(textpage, end - 1)
            line.append((left + dx, right + dx, text[index : index + step], base, size, font, index == start))
    return lines


def _upright_size(handle: int) -> float:
    """Size in points of the letters of a text object; 0 where it is turned."""
    a, b, c, d, _, _ = raw.matrix(handle)
    return 0.0 if b or c or a < 0 or d < 0 else round(raw.object_font_size(handle) * d, 2) or 1.0


def _any_way(text: str, textpage: int, shown: Shown, clipped: set[int]) -> dict[Line, list[Letter]]:
    """Read letters that may be turned, one after the other with all that is known of them: three times slower."""
    lines: dict[Line, list[Letter]] = defaultdict(list)
    fonts = Fonts()
    spaced = False
    for index, letter in enumerate(text):
        if letter in " \r\n" and (letter != " " or raw.char_is_generated(textpage, index)):
            spaced = True
            continue
        handle = raw.char_object(textpage, index)
        if handle in clipped:
            continue
        plain: Matrix = raw.char_matrix(textpage, index)
        matrix = after(plain, shown.matrix)
        turn = turn_of(matrix[0], matrix[1])
        if turn == ASLANT:
            continue
        left, right, bottom, top = raw.char_box(textpage, index)
        size = raw.char_font_size(textpage, index) * hypot(matrix[2], matrix[3])
        upright = plain[0] > 0 and not plain[1] and not plain[2]
        if upright:
            _, _, right, _ = raw.char_loose_box(textpage, index)
        x, y = raw.char_origin(textpage, index)
        _, _, _, _, x, y = after((1, 0, 0, 1, x, y), shown.matrix)
        box = box_after((left, bottom, right, top), shown.matrix)
        run = turned_run(letter, box, x, y, size, fonts.of(handle), turn, shown)
        end = max(run.left, run.right) + (0.0 if upright else _BEARING * size)
        base = round(run.base, 1)
        lines[turn, base].append((run.left, end, letter, base, round(size, 2), run.font, spaced))
        spaced = False
    return lines


def _runs(letters: list[Letter], turn: int, cuts: list[float]) -> Iterator[Run]:
    """Part the letters of one line, from left to right, where base line, size or face change, at wide gaps and at rules."""
    first = before = letters[0]
    out: list[str] = []
    start, end, last, base, size, font, _ = first
    for letter in letters:
        left, right, text, its_base, its_size, its_font, spaced = letter
        gap = left - end
        parted = gap > _RUNS_APART * size or its_size != size or its_base != base or (its_font is not font and its_font[1:] != font[1:])
        if parted or (cuts and any(start + end < 2 * cut < left + right for cut in cuts)):
            yield _run(out, first, before, turn)
            out = []
            first = letter
        if gap > _SPACED * size and (spaced or gap > _WORDS_APART * size) and last != " " != text and (out or gap <= _RUNS_APART * size):
            out.append(" ")
        out.append(text)
        before = letter
        start, end, last, base, size, font, _ = letter
    yield _run(out, first, before, turn)


def _run(out: list[str], first: Letter, last: Letter, turn: int) -> Run:
    left, _, _, base, size, font, _ = first
    return Run(as_meant("".join(out), font), left, base - _ASCENT * size, last[1], base + _DESCENT * size, base, size, font, turn)
