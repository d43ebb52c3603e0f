"""Tables in Markdown that are not drawn with outer pipes: HTML rows and cells, bars between cells; line breaks inside them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from qcdc_parse.clean.edits import Edit
from qcdc_parse.clean.htmlrows import Rows

_TAG = r"</?(?:table|thead|tbody|tfoot|tr|td|th|caption|colgroup|col)\b[^<>]{0,300}>"
_TAGS = re.compile(rf"{_TAG}(?:\s*+{_TAG})*+", re.IGNORECASE)
_OPENS_CELL = re.compile(r"<t[dh]\b[^<>]*>$", re.IGNORECASE)
_BREAK = re.compile(r"<br[ \t]*/?>|</?(?:p|div|center)\b[^<>\n]{0,300}>", re.IGNORECASE)
_LAYOUT = re.compile(r"CỘNG H(?:ÒA|OÀ) XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM|Nơi nhận")
"""A row that holds a letterhead or a signature: its cells are columns of lines, not of data."""
_RULE = re.compile(r"^[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)+$", re.MULTILINE)
_BAR = re.compile(r"(?<!\\)\|")


def table_edits(text: str) -> Iterator[Edit]:
    r"""Rows to lines, cells to columns, breaks inside cells to blanks and elsewhere to line ends.

    >>> from qcdc_parse.clean.edits import apply
    >>> html = "<table><tr><th>STT</th><th>Nội<br>dung</th></tr><tr><td>1</td><td>Một</td></tr></table>"
    >>> apply(html, sorted(table_edits(html))).text.split("\n")
    ['', '', 'STT\tNội dung', '1\tMột', '', '']
    """
    cells: list[tuple[int, int]] = []
    opened = 0
    rows = Rows()
    for m in _TAGS.finditer(text) if "<" in text else ():
        if opened:
            cells.append((opened, m.start()))
        opened = m.end() if _OPENS_CELL.search(m[0]) else 0
        yield from _written(rows.write(m[0]), m.start(), m.end())
    for start, end in cells:
        yield from ((i, i + 1, " ") for i in range(start, end) if text[i] == "\n")
    bars = sorted(i for m in _RULE.finditer(text) for i in _bars(text, m.start(), m.end())) if "|" in text else []
    yield from _breaks_of_cells(text, bars)
    yield from _breaks(text, cells, bars)


def _written(new: str, start: int, end: int) -> Iterator[Edit]:
    """Write letters over a run of tags, one for one, the last for the rest of it; tags are longer than what they draw."""
    new = new[: end - start]
    yield from ((start + i, start + i + 1, letter) for i, letter in enumerate(new[:-1]))
    yield start + max(len(new) - 1, 0), end, new[-1:]


def _breaks_of_cells(text: str, bars: list[int]) -> Iterator[Edit]:
    """Bars to breaks; of blanks alone between two of them, or behind the last, one stands for an empty cell."""
    last = -1
    for at in bars:
        between = text[last + 1 : at]
        if last >= 0 and between and not between.strip(" "):
            yield from ((i, i + 1, "") for i in range(last + 2, at))
        ends = text[at + 1 : at + 2] in {"", "\n"}
        if ends and at - 1 > last and text[at - 1] == " ":
            yield at - 1, at, "\t"
            yield at, at + 1, " "
        else:
            yield at, at + 1, "\t"
        last = at


def _breaks(text: str, cells: list[tuple[int, int]], bars: list[int]) -> Iterator[Edit]:
    starts = [start for start, _ in cells]
    row, layout, end = False, False, -1
    for m in _BREAK.finditer(text):
        if m.start() > end:
            start = text.rfind("\n", 0, m.start()) + 1
            end = text.find("\n", m.end())
            end = len(text) if end < 0 else end
            layout = _LAYOUT.search(text, start, end) is not None
            if layout and text.startswith("|", start):
                yield from _columns(text, start, end)
            row = text.startswith("|", start) or bisect_right(bars, start) != bisect_right(bars, end)
        index = bisect_right(starts, m.start()) - 1
        if (row or (index >= 0 and m.end() <= cells[index][1])) and not layout:
            yield *m.span(), " "
        else:
            yield *m.span(), "" if m.end() == end else "\n"


def _columns(text: str, start: int, end: int) -> Iterator[Edit]:
    """Take the bars around a row away and put columns for those in it: its cells become lines, which no bars hold together."""
    bars = [m.start() for m in _BAR.finditer(text, start, end)]
    closed = not text[bars[-1] + 1 : end].strip()
    for at in bars:
        yield at, at + 1, "" if at == start or (closed and at == bars[-1]) else "\t"


def _bars(text: str, start: int, end: int) -> Iterator[int]:
    """Places of the bars in the rows around a rule without outer pipes: the line above it and those below."""
    above = text.rfind("\n", 0, max(start - 1, 0)) + 1
    if start and not text.startswith("|", above):
        yield from (m.start() for m in _BAR.finditer(text, above, start - 1))
    at = end + 1
    while at < len(text):
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        bars = [m.start() for m in _BAR.finditer(text, at, stop)]
        if not bars or _RULE.match(text, at):
            return
        yield from bars
        at = stop + 1
