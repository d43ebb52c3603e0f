"""Where documents stand on the page: lanes by level, from Trung ương down, and columns by year, the undated at the left."""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from qcdc_parse.graph.models import Level, Node
from qcdc_parse.graph.vocabulary import level_names

__all__ = ["CARD", "GAPS", "Column", "Lane", "Layout", "layout"]

CARD = (176, 46)
"""Width and height of a document, in units of the page."""
GAPS = (24, 30, 30, 60)
"""Between documents, sideways and down; between columns and between lanes, in addition."""
_ACROSS, _DOWN = CARD[0] + GAPS[0], CARD[1] + GAPS[1]
_COLUMN_GAP, _LANE_GAP = GAPS[2:]
_SHAPE = 1.9
"""Width by height that the whole is brought near to: a screen beside its panels."""
_STRETCHES = tuple(1.3**n for n in range(-12, 13))
_WIDEST_APART = 2.5
"""Rows of a graph of many years and few documents are moved apart so many times at most, to fill the screen."""


class Lane(NamedTuple):
    """All documents of one level; ``level`` is None where the level is not known."""

    level: Level | None
    top: int
    bottom: int


class Column(NamedTuple):
    """All documents of one year; ``year`` is None where it is not known."""

    year: int | None
    left: int
    right: int


class Layout(NamedTuple):
    """``places`` are the middles of the documents, by key."""

    places: dict[str, tuple[int, int]]
    lanes: tuple[Lane, ...]
    columns: tuple[Column, ...]


_Cell = tuple[Level | None, int | None]


def layout(nodes: Iterable[Node]) -> Layout:
    """Give every document a place of its own; the order of the documents does not matter.

    Inside the cell of a level and a year documents fill rows and columns by date; the rows of a lane are so many that the
    whole is about as wide as a screen. Years without documents take no room.

    >>> layout([]).places
    {}
    """
    cells: dict[_Cell, list[Node]] = defaultdict(list)
    for node in nodes:
        cells[node.level, node.year].append(node)
    for members in cells.values():
        members.sort(key=lambda n: (n.issued or dt.date.max, n.body or "", n.key))
    levels = [level for level in (*level_names(), None) if any(cell[0] == level for cell in cells)]
    years = sorted({cell[1] for cell in cells}, key=lambda year: (year is not None, year or 0))
    most = {level: max(len(members) for cell, members in cells.items() if cell[0] == level) for level in levels}
    rows = min(
        ({level: min(most[level], max(1, round(math.sqrt(most[level]) * stretch))) for level in levels} for stretch in _STRETCHES),
        key=lambda rows: abs(math.log(_wideness(rows, _widths(cells, rows)))),
    )
    apart = min(max(_wideness(rows, _widths(cells, rows)), 1), _WIDEST_APART)
    lanes, columns = _lanes(rows, apart), _columns(years, _widths(cells, rows))
    return Layout(_places(cells, rows, lanes, columns, apart), tuple(lanes.values()), tuple(columns.values()))


def _widths(cells: dict[_Cell, list[Node]], rows: dict[Level | None, int]) -> dict[int | None, int]:
    """Cards side by side in the column of each year."""
    widths: dict[int | None, int] = defaultdict(int)
    for (level, year), members in cells.items():
        widths[year] = max(widths[year], -(-len(members) // rows[level]))
    return widths


def _wideness(rows: dict[Level | None, int], widths: dict[int | None, int]) -> float:
    """How many times as wide the whole is as a screen of its height."""
    wide = sum(widths.values()) * _ACROSS + len(widths) * _COLUMN_GAP
    high = sum(rows.values()) * _DOWN + len(rows) * _LANE_GAP
    return max(wide, 1) / max(high, 1) / _SHAPE


def _lanes(rows: dict[Level | None, int], apart: float) -> dict[Level | None, Lane]:
    lanes, top = {}, 0
    for level, count in rows.items():
        lanes[level] = Lane(level, top, top + round((count * _DOWN + _LANE_GAP) * apart))
        top = lanes[level].bottom
    return lanes


def _columns(years: list[int | None], widths: dict[int | None, int]) -> dict[int | None, Column]:
    columns, left = {}, 0
    for year in years:
        columns[year] = Column(year, left, left + widths[year] * _ACROSS + _COLUMN_GAP)
        left = columns[year].right
    return columns


def _places(
    cells: dict[_Cell, list[Node]],
    rows: dict[Level | None, int],
    lanes: dict[Level | None, Lane],
    columns: dict[int | None, Column],
    apart: float,
) -> dict[str, tuple[int, int]]:
    places = {}
    for (level, year), members in cells.items():
        left, top = columns[year].left + _COLUMN_GAP / 2 + _ACROSS / 2, lanes[level].top + (_LANE_GAP / 2 + _DOWN / 2) * apart
        for n, node in enumerate(members):
            across, down = divmod(n, rows[level])
            places[node.key] = (round(left + across * _ACROSS), round(top + down * _DOWN * apart))
    return places
