"""Ruled lines of a page: what tables, underlines and the short line above footnotes are made of."""

from __future__ import annotations

from math import hypot
from typing import NamedTuple

from qcdc_parse.read.pdf import raw
from qcdc_parse.read.pdf.frames import Shown, after, box_after
from qcdc_parse.read.pdf.raw import Matrix
from qcdc_parse.read.pdf.runs import Drawn
from qcdc_parse.source_map import Box

THIN = 2.5
"""A drawn path is a line where it is no thicker than this, in points."""
_SHORT = 3.0
RULES_OF_A_TABLE = 4
"""Fewer drawn paths than this make no table."""
_MOST_SEGMENTS = 2000


class Rules(NamedTuple):
    """Lines along and lines across the page as shown, as thin boxes; and how many paths are drawn on the page."""

    level: list[Box]
    upright: list[Box]
    paths: int


def read_rules(drawn: Drawn, shown: Shown, most: int) -> Rules:
    """Read the ruled lines of a page; a page with more than ``most`` paths is a drawing and has none."""
    rules = Rules([], [], len(drawn.paths))
    if rules.paths > most:
        return rules
    tables = rules.paths >= RULES_OF_A_TABLE
    for handle, matrix in drawn.paths:
        box = box_after(raw.bounds(handle), matrix or shown.matrix)
        if box[3] - box[1] <= THIN or box[2] - box[0] <= THIN:
            _add(rules, box)
        elif tables:
            _sides(rules, handle, matrix, shown)
    return rules


def _add(rules: Rules, box: Box) -> None:
    left, top, right, bottom = box
    if right - left > _SHORT and bottom - top <= THIN:
        rules.level.append(box)
    elif bottom - top > _SHORT and right - left <= THIN:
        rules.upright.append(box)


def _sides(rules: Rules, handle: int, matrix: Matrix | None, shown: Shown) -> None:
    """Add the level and upright sides of a path that is more than one line."""
    whole = after(raw.matrix(handle), matrix or shown.matrix)
    a, b, c, d, e, f = whole
    if hypot(a, b) == 0 or hypot(c, d) == 0:
        return
    start = last = (0.0, 0.0)
    for index in range(min(raw.count_segments(handle), _MOST_SEGMENTS)):
        segment = raw.get_segment(handle, index)
        kind = raw.segment_type(segment)
        x, y = raw.segment_point(segment)
        point = (a * x + c * y + e, b * x + d * y + f)
        if kind == raw.MOVE_TO:
            start = point
        elif kind == raw.LINE_TO:
            _add(rules, _between(last, point))
        if raw.segment_closes(segment):
            _add(rules, _between(point, start))
        last = point


def _between(a: tuple[float, float], b: tuple[float, float]) -> Box:
    return (min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))
