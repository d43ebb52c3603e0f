"""Headings glued to a paragraph: `… trong thời gian qua. II. HẠN CHẾ, KHUYẾT ĐIỂM`.

Numbers stand inside sentences everywhere. So only where the sequence of labels misses one is it looked for, and only exactly that
one, in the lines where it must have stood.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from qcdc_parse.model import SectionStyle
from qcdc_parse.structure import kinds
from qcdc_parse.structure.candidates import HEAD, Item, Option, cut_off
from qcdc_parse.structure.labels import LETTERS, parse_label, to_roman
from qcdc_parse.structure.levels import STRUCTURAL, Form, Level, closing, is_lone
from qcdc_parse.structure.reading import SURE, Placed
from qcdc_parse.text import Line

_MISSED = 0.7
"""A place that costs so much may follow a label that was missed."""
_FEW = 3
"""More labels than these are not missing by accident."""
_BEHIND_MARK, _BEHIND_WORD = 0.4, 0.9
"""What it costs to see a section behind a mark that ends a sentence, and behind a word."""
_AROUND = 60
"""So many code points on both sides of a label tell what it is."""
_OFTEN = 4
"""No text is searched more often than this."""
_WORDS: dict[SectionStyle | None, str] = {"article": "Điều", "section": "Mục"}
_MARKS = frozenset(".):/-–")
_ENDS = '.;:…!?”")'


class _Gap(NamedTuple):
    """Lines ``[first, last]`` in which one of some labels may stand; ``plain``: only one that plainly is a heading."""

    first: int
    last: int
    wanted: frozenset[str]
    plain: bool = False


def glued(lines: Sequence[Line], items: Sequence[Item], placed: Sequence[Placed], stretch: range) -> list[Item]:
    """Return the candidates inside lines that a reading of the beginnings of lines misses."""
    taken = {here.item for here in placed}
    refused = [item.line for item in items if item not in taken and item.weight >= SURE]
    found: dict[tuple[int, int], Item] = {}
    gaps = list(_gaps(placed, refused, stretch))
    if not gaps:
        return []
    text = "\n".join(lines[index].text for index in stretch)
    starts = list(accumulate((len(lines[index].text) + 1 for index in stretch), initial=0))
    budget = _OFTEN * len(text)
    for gap in gaps:
        first, stop = starts[gap.first - stretch.start], starts[gap.last + 1 - stretch.start] - 1
        budget -= stop - first
        if budget < 0:
            break
        for form in gap.wanted:
            for at in _places(text, form, first, stop):
                row = bisect(starts, at) - 1
                index = row + stretch.start
                place = index, at - starts[row]
                if place in found or lines[index].table:
                    continue
                item = _item(lines[index].text, *place, form, plain=gap.plain)
                if item is not None:
                    found[place] = item
    known = {(item.line, item.at) for item in items}
    return [item for place, item in found.items() if place not in known]


def _gaps(placed: Sequence[Placed], refused: Sequence[int], stretch: range) -> Iterator[_Gap]:
    """Walk the sections with the lines of those that are open; yield where one may have been missed.

    ``refused`` are lines that look like sections and have found no place.
    """
    opened: list[int] = []
    for here in placed:
        depth, label, above, line = here.move.depth, here.label, here.above, here.item.line
        closed = depth + (not here.move.opens)
        if label.style != "unnumbered" and here.move.cost >= _MISSED and here.move.cost - closing(above, closed) >= _MISSED:
            wanted = {_next(level) for level in above}
            if label.value > 1:
                first = 1 if here.move.opens else above[depth].value + 1
                prefix = label.text.rpartition(".")[0]
                wanted |= {_form(label.style, v, prefix) for v in range(max(first, label.value - _FEW), label.value)}
            yield _Gap(opened[min(depth, len(opened) - 1)] if opened else stretch.start, line, frozenset(wanted - {""}))
        elif opened:
            missed = bisect(refused, line) > bisect(refused, opened[-1])
            if missed or label.style in STRUCTURAL:
                yield _Gap(opened[-1], line, frozenset(map(_next, above)) - {""}, plain=not missed)
        lone = {_next(level) for level in above[closed:] if is_lone(level)} - {""}
        if lone:
            yield _Gap(opened[closed], line, frozenset(lone))
        del opened[depth:]
        opened.append(line)
    if placed:
        last = placed[-1]
        label = last.label
        own = _form(label.style, label.value + 1, label.text.rpartition(".")[0])
        wanted = {own, *map(_next, last.above[: last.move.depth])} - {""}
        yield _Gap(opened[-1], stretch.stop - 1, frozenset(wanted), plain=not refused or refused[-1] < opened[-1])


def _next(level: Level) -> str:
    return _form(level.style, level.value + 1, level.text.rpartition(".")[0])


def _form(style: SectionStyle | None, value: int, prefix: str) -> str:
    """Return how a label would be printed; empty for kinds that begin a line wherever they stand."""
    if style == "roman":
        return to_roman(value)
    if style == "number":
        return str(value)
    if style == "decimal":
        return f"{prefix}.{value}"
    if style == "paren_number":
        return f"({value})"
    if style == "letter_lower":
        return LETTERS[value - 1] if value <= len(LETTERS) else ""
    if style in _WORDS:
        return f"{_WORDS[style]} {value}"
    return f"Chương {to_roman(value)}" if style == "chapter" else ""


def _places(text: str, form: str, start: int, stop: int) -> Iterator[int]:
    """Yield the places in ``text[start:stop]`` behind a blank where a label may be printed: a mark closes all but those in words."""
    sought = f" {form}"
    closed = form[-1] == ")" or form[0] in "ĐMC"
    at = text.find(sought, start, stop)
    while at >= 0:
        end = at + len(sought)
        if closed or text[end : end + 1] in _MARKS or (text[end : end + 1].isspace() and text[end + 1 : end + 2] in _MARKS):
            yield at + 1
        at = text.find(sought, end - 1, stop)


def _item(text: str, index: int, at: int, form: str, *, plain: bool) -> Item | None:
    before = text[max(at - _AROUND, 0) : at].rstrip()
    rest = text[at : at + _AROUND]
    label = parse_label(rest)
    if (
        label is None
        or label.text != form
        or (rest[label.close - 1].isalnum() and label.style not in STRUCTURAL)
        or not before
        or cut_off(before)
    ):
        return None
    own = parse_label(text[:_AROUND])
    if own is not None and at < own.close:  # `I` is no label within `PHỤ LỤC I.`
        return None
    words = rest[label.end :]
    small = label.style in {"letter_lower", "paren_number"}
    if not words or not (words[0].isupper() or (small and words[0].isalnum())):
        return None
    ends = before[-1] in _ENDS
    loud = kinds.shouts(words[:HEAD])
    if plain and not (ends and loud):
        return None
    mark = rest[label.close - 1]
    cost = 0.0 if plain else _BEHIND_MARK if ends else _BEHIND_WORD
    return Item(index, at, (Option(label),), 3.0 if plain else 0.0, Form("-" if mark == "–" else mark, loud), glued=cost, inside=True)
