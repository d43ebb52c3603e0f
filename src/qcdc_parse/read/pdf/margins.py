"""Page numbers and running heads, told by where they stand on the pages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from qcdc_parse.read.pdf.lines import Line
from qcdc_parse.read.pdf.pages import Page
from qcdc_parse.text import Place

_NUMBER = re.compile(r"[-–—~.\s]*(?:(?:trang|page|tr)\s*[.:]?\s*)?(\d{1,4})(?:\s*(?:/|của|of)\s*\d{1,4})?[-–—~.\s]*", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_MARGIN = 0.13
"""The share of the height of a page, above and below, in which page numbers stand."""
_NEAR = 4.0
"""Running heads stand at the same height on every page, within so many points."""
_OUTERMOST = 3
"""So many lines at the top and at the bottom of a page may stand outside its body."""
_LONGEST = 160


def mark_margins(pages: Sequence[Page]) -> list[Page]:
    """Give the lines that stand outside the body of the pages their place."""
    found: dict[int, dict[int, Place]] = defaultdict(dict)
    edges = [list(_edges(page)) for page in pages]
    _page_numbers(pages, edges, found)
    _running_heads(pages, edges, found)
    out = list(pages)
    for at, places in found.items():
        lines = list(pages[at].lines)
        for index, place in places.items():
            lines[index] = lines[index]._replace(look=lines[index].look._replace(place=place))
        out[at] = replace(pages[at], lines=tuple(lines))
    return out


def _edges(page: Page) -> Iterator[tuple[int, int]]:
    """Indexes of the lines at the top (side 0) and bottom (side 1) of a page, from the outermost inwards."""
    lines = [(line.box[1], line.box[3], index) for index, line in enumerate(page.lines) if not line.table]
    for _, _, index in sorted(lines)[:_OUTERMOST]:
        yield 0, index
    for _, _, index in sorted(lines, key=lambda line: -line[1])[:_OUTERMOST]:
        yield 1, index


def _page_numbers(pages: Sequence[Page], edges: Sequence[list[tuple[int, int]]], found: dict[int, dict[int, Place]]) -> None:
    """Numbers in a margin that count with the pages, or one that is the number of its page."""
    counts: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for at, page in enumerate(pages):
        for side, index in edges[at]:
            line = page.lines[index]
            number = _NUMBER.fullmatch(line.text) if len(line.text) < 25 else None
            if number and _in_margin(line, page, side):
                counts[side, int(number[1]) - page.number].append((at, index))
    for (_, ahead), places in counts.items():
        if len(places) > 1 or ahead == 0:
            for at, index in places:
                if len(places) > 1 or _stands_alone(pages[at], index):
                    found[at][index] = "page_number"


def _in_margin(line: Line, page: Page, side: int) -> bool:
    return line.box[3] < _MARGIN * page.height if side == 0 else line.box[1] > (1 - _MARGIN) * page.height


def _stands_alone(page: Page, index: int) -> bool:
    """Tell whether a line is farther from every other than lines of its size are."""
    one = page.lines[index]
    if len(page.lines) == 1:
        return False
    height = one.box[3] - one.box[1]
    others = [line for at, line in enumerate(page.lines) if at != index]
    return all(line.box[1] - one.box[3] > height / 2 or one.box[1] - line.box[3] > height / 2 for line in others)


def _running_heads(pages: Sequence[Page], edges: Sequence[list[tuple[int, int]]], found: dict[int, dict[int, Place]]) -> None:
    """Lines at the edge of pages that come again at the same height, digits aside."""
    alike: dict[tuple[int, str], list[tuple[int, int]]] = defaultdict(list)
    for at, page in enumerate(pages):
        for side, index in edges[at]:
            line = page.lines[index]
            if index not in found.get(at, ()) and len(line.text) <= _LONGEST and line.text[-1] not in ".;,:":
                alike[side, _DIGITS.sub("0", line.text)].append((at, index))
    for places in alike.values():
        if len({at for at, _ in places}) < max(3, len(pages) // 4):
            continue
        bases = sorted(pages[at].lines[index].base for at, index in places)
        middle = bases[len(bases) // 2]
        for at, index in places:
            if abs(pages[at].lines[index].base - middle) <= _NEAR:
                found[at][index] = "running_head"
