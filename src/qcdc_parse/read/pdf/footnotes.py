"""Footnotes: blocks at the foot of pages in smaller type, and their marks in the body."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from qcdc_parse.read.pdf.lines import Line
from qcdc_parse.read.pdf.pages import Page

_MARK = re.compile(r"[(\[]?(?:\d{1,3}|\*{1,4}|[†‡§]|[a-z]|[ivx]{1,5})[)\]]?")
_BEGINS = re.compile(r"([(\[]?(?:\d{1,3}|\*{1,4}|[†‡§])[)\]]?)(?=[.:]?\s+\S|[^\W\d])")
_SUPERSCRIPTS = re.compile("[⁰¹²³⁴-⁹]+")
_UNITS = re.compile(r"(?<!\w)(?:k|h|da|d|c|m|μ|µ)?m$|(?<!\w)10$")
"""What a raised 2 or 3 makes a unit or a power of ten."""
_SMALLER = 0.93
"""Footnotes are set in letters smaller than this share of the size of the body."""
_GAP = 3.0
"""A rule stands at most so many sizes above the first note."""
_BESIDE, _SHORTEST, _LONGEST = 40.0, 20.0, 0.6
"""How far from the left edge of the text it begins, and its shortest length, in points, and its longest, in widths of the page."""

Key = tuple[int, int]
"""A line: the index of its page, and its index there."""


@dataclass(slots=True)
class Note:
    """One footnote: its mark as plain characters, and its lines."""

    mark: str
    lines: list[Key] = field(default_factory=list)


@dataclass(slots=True)
class Notes:
    """The footnotes of a document in their order, and the marks of them in the body: stretches of lines."""

    notes: list[Note] = field(default_factory=list)
    marks: dict[Key, list[tuple[int, int]]] = field(default_factory=dict)

    def lines(self) -> set[Key]:
        """All lines that belong to footnotes."""
        return {key for note in self.notes for key in note.lines}


def find_footnotes(pages: Sequence[Page]) -> Notes:
    """Find the footnotes of a document and their marks in its body."""
    found = Notes()
    body = _body_size(pages)
    for at, page in enumerate(pages):
        block = _block(page, body, goes_on=bool(found.notes) and found.notes[-1].lines[-1][0] == at - 1)
        for index in block:
            mark = _mark_of(page.lines[index])
            if mark and (not found.notes or _begins_note(page.lines[index], page.lines[block[0]])):
                found.notes.append(Note(mark))
            if found.notes:
                found.notes[-1].lines.append((at, index))
    if found.notes:
        _find_marks(pages, found)
    return found


def _body_size(pages: Sequence[Page]) -> float:
    """Size in points that most letters of the document have."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            if line.look.size and line.look.place == "body":
                sizes[line.look.size] += len(line.text)
    return max(sizes, key=sizes.__getitem__, default=0.0)


def _mark_of(line: Line) -> str:
    """Return the mark that a line begins with, as plain characters; empty where there is none."""
    if line.raised and line.raised[0][0] == 0:
        mark = line.text[: line.raised[0][1]].strip()
        return _plain(mark) if _MARK.fullmatch(_plain(mark)) and len(mark) < len(line.text) else ""
    if found := _SUPERSCRIPTS.match(line.text):
        return _plain(found[0])
    found = _BEGINS.match(line.text)
    return found[1] if found else ""


def _plain(mark: str) -> str:
    return unicodedata.normalize("NFKC", mark)


def _is_raised(line: Line) -> bool:
    return (bool(line.raised) and line.raised[0][0] == 0) or _SUPERSCRIPTS.match(line.text) is not None


def _begins_note(line: Line, first: Line) -> bool:
    """Tell whether a line begins a note the way the first one of the block does."""
    return _is_raised(line) == _is_raised(first) or _is_raised(line)


def _block(page: Page, body: float, *, goes_on: bool) -> list[int]:
    """Indexes of the lines of the footnotes of a page, from the top down; ``goes_on`` tells that a note may come from the page before."""
    lines = page.lines
    if not page.level and not any((line.look.size or body) <= _SMALLER * body for line in lines):
        return []
    order = [index for index, line in enumerate(lines) if line.look.place == "body"]
    order.sort(key=lambda index: lines[index].base)
    small = len(order)
    while small and not lines[order[small - 1]].table and (lines[order[small - 1]].look.size or body) <= _SMALLER * body:
        small -= 1
    ruled = set(_ruled_off(page, order)) if page.level else set()
    if small == len(order) and not ruled:
        return []
    marks = {text for index in order for text in _raised_texts(lines[index])}
    for start in sorted({*ruled, *range(small, len(order))}):
        line = lines[order[start]]
        mark = _mark_of(line)
        if mark and (_is_raised(line) or mark in marks):
            return order[start:]
        if not mark and goes_on and start in ruled and start >= small:
            return order[start:]
    return []


def _raised_texts(line: Line) -> Iterator[str]:
    for start, end in line.raised:
        yield _plain(line.text[start:end].strip())
    for found in _SUPERSCRIPTS.finditer(line.text):
        yield _plain(found[0])


def _ruled_off(page: Page, order: Sequence[int]) -> Iterator[int]:
    """Where, in the order from the top down, the first line under a short level rule on the left stands."""
    lines = [page.lines[index] for index in order]
    left = min((line.box[0] for line in lines), default=0.0)
    for rule in page.level:
        if rule[0] - left > _BESIDE or not _SHORTEST < rule[2] - rule[0] < _LONGEST * page.width:
            continue
        below = next((i for i, line in enumerate(lines) if line.base > rule[3]), None)
        if below is not None and lines[below].base - rule[3] < _GAP * (lines[below].look.size or 12):
            yield below


def _find_marks(pages: Sequence[Page], found: Notes) -> None:
    """Find the mark of every note in the body: on its page, else, in order, behind the mark of the note before."""
    notes = found.lines()
    raised: dict[int, list[tuple[Key, int, int, str]]] = {}
    for at, page in enumerate(pages):
        raised[at] = [(key, *place) for i, line in enumerate(page.lines) if (key := (at, i)) not in notes for place in _places(line)]
    taken: set[tuple[Key, int]] = set()
    last: tuple[Key, int] = ((-1, -1), -1)
    for note in found.notes:
        own = [r for r in raised[note.lines[0][0]] if r[3] == note.mark and (r[0], r[1]) not in taken]
        if not own:
            earlier = [r for at in range(note.lines[0][0]) for r in raised[at] if r[3] == note.mark]
            own = [r for r in earlier if (r[0], r[1]) not in taken and (r[0], r[1]) > last]
        if own:
            key, start, end, _ = own[0]
            taken.add((key, start))
            last = (key, start)
            found.marks.setdefault(key, []).append((start, end))
    for stretches in found.marks.values():
        stretches.sort()


def _places(line: Line) -> Iterator[tuple[int, int, str]]:
    """Yield the raised stretches of a line that may be marks of footnotes."""
    stretches = [*line.raised, *((m.start(), m.end()) for m in _SUPERSCRIPTS.finditer(line.text))]
    for start, end in stretches:
        mark = _plain(line.text[start:end].strip())
        if start and _MARK.fullmatch(mark) and not (mark in {"2", "3"} and _UNITS.search(line.text[:start])):
            yield start, end, mark
