"""Headings glued to a paragraph: `… trong thời gian qua. II. HẠN CHẾ, KHUYẾT ĐIỂM`.

Numbers stand inside sentences everywhere. So only where the sequence of labels misses one is it looked for, and only exactly that
one, in the lines where it must have stood.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qcdc_parse.model import SectionStyle
from qcdc_parse.structure import kinds
from qcdc_parse.structure.candidates import HEAD, Item, Option, cut_off
from qcdc_parse.structure.labels import LETTERS, parse_label, to_roman
from qcdc_parse.structure.levels import STRUCTURAL, Form, Level, closing, is_lone
from qcdc_parse.structure.reading import Placed
from qcdc_parse.text import Line

_MISSED = 0.7
"""A place that costs so much may follow a label that was missed."""
_FEW = 3
"""More labels than these are not missing by accident."""
_BEHIND_MARK, _BEHIND_WORD = 0.4, 0.9
"""What it costs to see a section behind a mark that ends a sentence, and behind a word."""
_WORDS: dict[SectionStyle | None, str] = {"article": "Điều", "section": "Mục"}
_ENDS = '.;:…!?”")'


class _Gap(NamedTuple):
    """Lines ``[first, last]`` in which one of some labels may stand; ``plain``: only one that plainly is a heading."""

    first: int
    last: int
    wanted: frozenset[str]
    plain: bool = False


def glued(lines: Sequence[Line], placed: Sequence[Placed], start: int, stop: int) -> list[Item]:
    """Return the candidates inside lines that a reading of the beginnings of lines misses."""
    found: dict[tuple[int, int], Item] = {}
    budget = 4 * len(lines) + 100
    for gap in _gaps(placed, start, stop):
        budget -= gap.last - gap.first + 1
        if budget < 0:
            break
        for index in range(gap.first, min(gap.last + 1, stop)):
            line = lines[index]
            if not line.table:
                for item in _inside(line.text, index, gap):
                    found.setdefault((index, item.at), item)
    return list(found.values())


def _gaps(placed: Sequence[Placed], start: int, stop: int) -> Iterator[_Gap]:
    """Walk the sections with the lines of those that are open; yield where one may have been missed."""
    opened: list[int] = []
    for here in placed:
        depth, label, above = here.move.depth, here.label, here.above
        if here.move.cost - closing(above, depth + (not here.move.opens)) >= _MISSED and label.style != "unnumbered":
            wanted = {_next(level) for level in above}
            if label.value > 1:
                least = 1 if here.move.opens else above[depth].value + 1
                prefix = label.text.rpartition(".")[0]
                wanted |= {_form(label.style, v, prefix) for v in range(max(least, label.value - _FEW), label.value)}
            yield _Gap(opened[min(depth, len(opened) - 1)] if opened else start, here.item.line, frozenset(wanted - {""}))
        elif label.style in STRUCTURAL and opened:
            yield _Gap(opened[-1], here.item.line, frozenset(map(_next, above)) - {""}, plain=True)
        closed = depth + (not here.move.opens)
        lone = {_next(level) for level in above[closed:] if is_lone(level)}
        if lone:
            yield _Gap(opened[closed], here.item.line, frozenset(lone))
        del opened[depth:]
        opened.append(here.item.line)
    if placed:
        last = placed[-1]
        label = last.label
        own = _form(label.style, label.value + 1, label.text.rpartition(".")[0])
        yield _Gap(opened[-1], stop - 1, frozenset({own, *map(_next, last.above[: last.move.depth])}) - {""}, plain=True)


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


def _inside(text: str, index: int, gap: _Gap) -> Iterator[Item]:
    for form in gap.wanted:
        at = text.find(f" {form}") + 1
        while at:
            item = _item(text, index, at, form, plain=gap.plain)
            if item is not None:
                yield item
            at = text.find(f" {form}", at) + 1


def _item(text: str, index: int, at: int, form: str, *, plain: bool) -> Item | None:
    before = text[:at].rstrip()
    rest = text[at:]
    label = parse_label(rest)
    if (
        label is None
        or label.text != form
        or (rest[label.close - 1].isalnum() and label.style not in STRUCTURAL)
        or not before
        or cut_off(before)
    ):
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
