"""The lines of a source as they stand on its pages: blank ones dropped, white space folded, marks taken off."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from qcdc_parse.clean.markdown import heading_level, is_table_rule, strip_marks
from qcdc_parse.clean.rows import cut_row, is_row, lay_cells
from qcdc_parse.clean.textgrids import Cells, text_grids
from qcdc_parse.source_map import Box
from qcdc_parse.text import CELL_BREAK, PAGE_BREAK, PLAIN, Look

_GAP = re.compile(r"[ \t]{2,}|\t")
_MARKS = re.compile(r"[*#|\\_<>+]")
_LABEL = re.compile(
    r"\s*(?:[IVXLC]+|\d{1,2}(?:\.\d{1,2})*|[A-ZĐa-zđ]|\(\w{1,3}\))?\s?[-–—+*•.)/:]{1,2}|\s*(?:Điều|Mục|Chương|Phần) \w{1,5}[.:]?"
)
_WIDE = re.compile(r"\t| {4}")


class RawLine(NamedTuple):
    """One printed line: its folded text and the stretches of the repaired source it is made of.

    ``cuts`` are ``(start, end, separator behind)``; ``gap`` tells of blank lines before, ``page`` counts from 0; ``box`` and
    ``look`` are where the line stands on its page and what it looks like, if the reader knows.
    """

    text: str
    cuts: tuple[tuple[int, int, str], ...]
    indent: int
    table: bool
    gap: bool
    page: int
    look: Look = PLAIN
    box: Box | None = None


def raw_lines(text: str, *, markdown: bool) -> list[RawLine]:
    r"""Split a repaired text into its printed lines.

    >>> [line.text for line in raw_lines("  Số  12\t\tHà Nội  \n\nMột", markdown=False)]
    ['Số 12\tHà Nội', 'Một']
    """
    breaks = [m.start() for m in re.finditer(PAGE_BREAK, text)]
    text = text.replace(PAGE_BREAK, "\n")
    lines: list[RawLine] = []
    at = 0
    gap = False
    page = 0
    printed = text.split("\n")
    grids = text_grids(printed) if "\t" in text or "    " in text else {}
    for number, line in enumerate(printed):
        body = line.strip()
        if not body:
            gap = True
            at += len(line) + 1
            continue
        indent = 0 if body[0] == line[0] else len(line) - len(line.lstrip())
        start = at + indent
        if breaks:
            page = bisect_right(breaks, start)
        if markdown and _MARKS.search(line):
            row = "\t" in line and (number in grids or is_row(line))
            made = _marked(line, at, indent, gap, page, row=row)
        elif number in grids:
            made = _row_of(text, line, at, grids[number], gap, page)
        elif "\t" in line and is_row(line):
            made = _row(text, [(at, at + len(line))], gap, page, pipes=False)
        elif "  " in body or "\t" in body:
            made = _spaced(text, [(start, start + len(body))], indent, gap, page)
        else:
            made = RawLine(body, ((start, start + len(body), ""),), indent, False, gap, page)
        at += len(line) + 1
        if made is None:
            gap = True
            continue
        lines.append(made)
        gap = False
    return lines


def _marked(line: str, at: int, indent: int, gap: bool, page: int, *, row: bool) -> RawLine | None:
    """Take Markdown off one line; None where only marks stood."""
    if is_table_rule(line):
        return None
    keep, bold, table = strip_marks(line)
    if not keep:
        return None
    if row and not table:  # empty cells at its ends are no blanks around it
        begin = 0 if not line[: keep[0][0]].strip() else keep[0][0]
        keep = [(begin, keep[0][1]), *keep[1:]]
        keep = [*keep[:-1], (keep[-1][0], len(line) if not line[keep[-1][1] :].strip() else keep[-1][1])]
    made = _row(line, keep, gap, page, pipes=table) if table or row else _spaced(line, keep, indent, gap, page)
    if made is None:
        return None
    level = None if made.text[-1] in ".;,:" else heading_level(line)  # models put `#` before sentences too
    look = Look(bold=bold, level=level) if bold or level else PLAIN
    return made._replace(cuts=tuple([(a + at, b + at, s) for a, b, s in made.cuts]), look=look)


def _row_of(text: str, line: str, at: int, cells: Cells | None, gap: bool, page: int) -> RawLine | None:
    """Make a row of a line of plain text that stands in a table; a first or last cell may be empty there."""
    if cells is None:
        return _row(text, [(at, at + len(line))], gap, page, pipes=False)
    cuts = [(a + at, b + at, s) for a, b, s in lay_cells(cells)]
    return RawLine("".join(text[a:b] + s for a, b, s in cuts), tuple(cuts), 0, True, gap, page) if cuts else None


def _row(text: str, keep: list[tuple[int, int]], gap: bool, page: int, *, pipes: bool) -> RawLine | None:
    cuts = cut_row(text, keep, pipes=pipes)
    if not cuts:
        return None
    return RawLine("".join(text[a:b] + s for a, b, s in cuts), tuple(cuts), 0, True, gap, page)


def _spaced(text: str, keep: list[tuple[int, int]], indent: int, gap: bool, page: int) -> RawLine | None:
    """Fold white space inside a line: a gap of four blanks or a tab becomes one tab, a smaller one a blank.

    Behind a label or bullet (`1.⇥Nội dung`) a tab is a blank too, unless more cells follow.
    """
    cuts: list[tuple[int, int, str]] = []

    def add(start: int, end: int, separator: str) -> None:
        if start < end:
            cuts.append((start, end, separator))
        elif cuts and separator:
            a, b, before = cuts[-1]
            cuts[-1] = (a, b, separator if separator == CELL_BREAK or not before else before)

    for start, end in keep:
        done = start
        for m in _GAP.finditer(text, start, end):
            wide = "\t" in m[0] or len(m[0]) > 3
            if wide and not cuts and _LABEL.fullmatch(text, start, m.start()) and not _WIDE.search(text, m.end(), end):
                wide = False
            add(done, m.start(), CELL_BREAK if wide else " ")
            done = m.end()
        add(done, end, "")
    while cuts and not text[cuts[0][0] : cuts[0][1]].strip():
        cuts.pop(0)
    while cuts and not text[cuts[-1][0] : cuts[-1][1]].strip():
        cuts.pop()
    if not cuts:
        return None
    a, b, _ = cuts[-1]
    cuts[-1] = (a, a + len(text[a:b].rstrip()), "")
    a, b, s = cuts[0]
    cuts[0] = (b - len(text[a:b].lstrip()), b, s)
    cuts = _fold_edges(text, cuts)
    folded = "".join(text[a:b] + s for a, b, s in cuts)
    return RawLine(folded, tuple(cuts), indent, False, gap, page)


def _fold_edges(text: str, cuts: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Where a mark stood between two blanks (`a ** b`), leave one blank."""
    out = [cuts[0]]
    for start, b, s in cuts[1:]:
        pa, pb, ps = out[-1]
        a = start
        if (ps or text[pb - 1].isspace()) and text[a].isspace():
            while a < b and text[a].isspace():
                a += 1
        if ps:
            while pb > pa + 1 and text[pb - 1].isspace():
                pb -= 1
            out[-1] = (pa, pb, ps)
        if a < b:
            out.append((a, b, s))
        else:
            out[-1] = (pa, pb, ps or s)
    a, b, _ = out[-1]
    out[-1] = (a, b, "")
    return out
