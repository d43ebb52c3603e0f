"""Levels: what it costs to let a label stand at a depth, given the sections that are open.

A sequence that goes on (``2.`` after ``1.``) costs nothing, a first label of a new kind below the open ones next to nothing;
a gap, a repeat, a jump backwards, a kind against the usual order of nesting or under another kind than before cost more.
Levels nest as Luật 64/2025/QH15, Điều 7, and Hướng dẫn 36-HD/VPTW have them; writers depart from both, so all of it is weighed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from qcdc_parse.model import SectionStyle
from qcdc_parse.structure.labels import Label

# The order in which kinds of labels nest where a part uses them; an appendix stands beside the highest.
RANK: dict[SectionStyle, int] = {
    "part": 0,
    "appendix": 0,
    "chapter": 1,
    "section": 2,
    "subsection": 3,
    "article": 4,
    "letter_upper": 5,
    "roman": 6,
    "number": 7,
    "decimal": 8,
    "letter_lower": 9,
    "paren_number": 10,
    "unnumbered": 11,
}
STRUCTURAL = frozenset({"part", "appendix", "chapter", "section", "subsection", "article"})
DEEPEST = 12

REPEAT = 3.0
GAP = 2.0
"""For one label missing; each further one costs a quarter of it, up to ``GAP_MOST``."""
GAP_MOST = 4.5
RESTART = 4.0
BACK = 5.0
LATE = 1.3
"""For each label missing ahead of the first of a sequence, up to ``LATE_MOST``: a cut document may begin with III."""
LATE_MOST = 6.0
EXTRACT = 0.6
"""Inside articles the share of these: laws are printed in extracts."""
MIXED = 2.6
"""Two kinds of labels side by side below one heading."""
OUT_OF_PLACE = 1.4
"""The same where what stood there ranks lower: its own heading is missed."""
BELOW_HEADING = (1.1, 0.3)
"""A first number behind an unnumbered heading: beside it where both look alike, else below it; and otherwise."""
INVERTED = 3.0
NESTED_AGAIN = 4.6
"""A kind inside itself with nothing that introduces it: rather a heading between was missed."""
ELSEWHERE = 1.0
"""A kind below another kind than before."""
MISFIT = 3.0
"""A decimal whose beginning is not the number above it."""
OTHER_MARK = 0.8
OTHER_LOOK = 0.6
OTHER_OUTLINE = 1.0
"""A style of another outline level beside it, or of no deeper one below it."""
LONE = 1.0
"""A `1.` that no `2.` follows."""
ROUNDING = 1e-6  # sums of costs differ by less where they are added in another order


class Level(NamedTuple):
    """An open level: its last label, and how the labels of it look."""

    style: SectionStyle | None
    """None where only unnumbered headings stand on it."""
    value: int
    text: str
    mark: str
    loud: bool
    lone: bool
    bare: bool = False
    """The section open on it is an unnumbered heading."""
    colon: bool = False
    outline: int | None = None


class Form(NamedTuple):
    """How a label is printed: its closing mark, whether capitals follow it, its outline level (DOCX), whether its line is set off."""

    mark: str
    loud: bool
    outline: int | None = None
    bold: bool = False


class Seen(NamedTuple):
    """Where a kind of labels stood before in the part, and its last value there."""

    parent: SectionStyle | None
    value: int


class Move(NamedTuple):
    """A place for a label: ``depth`` in the stack of open levels, on the level that is there or (``opens``) on a new one."""

    cost: float
    depth: int
    opens: bool


Stack = tuple[Level, ...]


def moves(label: Label, form: Form, stack: Stack, seen: Mapping[SectionStyle, Seen], limit: float) -> list[Move]:
    """Return the places where a label may stand that cost less than ``limit``."""
    style = label.style
    assert style is not None
    if style in STRUCTURAL:
        return [_structural(label, stack, seen)]
    legal = bool(stack) and stack[0].style in STRUCTURAL and any(level.style == "article" for level in stack)
    size = len(stack)
    late = _late(label, seen) * (EXTRACT if legal else 1) if label.value != 1 else 0.0
    limit += ROUNDING
    out = [Move(_opening(late, label, form, stack, seen), size, True)] if size < DEEPEST and late < limit else []
    closed = 0.0
    for depth in range(size - 1, -1, -1):
        if closed >= limit:
            break
        level = stack[depth]
        if level.style == style:
            going = going_on(label, level) * (EXTRACT if legal and label.value > level.value else 1)
            cost = going + (OTHER_MARK if form.mark != level.mark else 0) + (OTHER_LOOK if form.loud != level.loud else 0)
            if form.outline != level.outline and None not in (form.outline, level.outline):
                cost += OTHER_OUTLINE
            if cost + closed < limit:
                out.append(Move(cost + closed, depth, False))
        if is_lone(level):
            closed += LONE
        if level.style in STRUCTURAL:
            break  # nothing but such stands above it
        if level.style != style:
            # Beside labels of another kind: what is open here ends.
            beside = closed + (
                BELOW_HEADING[_alike(form, level)] if level.style is None else MIXED if RANK[style] > RANK[level.style] else OUT_OF_PLACE
            )
            if level.style == "decimal" and style == "number" and not (depth and stack[depth - 1].style == "number"):
                beside = closed + 0.6  # `3.1` straight under `III` stands where `1` would
            if beside + late < limit and (cost := beside + _opening(late, label, form, stack[:depth], seen)) < limit:
                out.append(Move(cost, depth, True))
    return out


def _structural(label: Label, stack: Stack, seen: Mapping[SectionStyle, Seen]) -> Move:
    """Phần, Chương, Mục, Điều stand in one order; what is numbered otherwise stands below them."""
    assert label.style is not None
    rank = RANK[label.style]
    depth = next((d for d, level in enumerate(stack) if level.style not in STRUCTURAL or RANK[level.style] >= rank), len(stack))
    before = stack[depth] if depth < len(stack) else None
    if before is not None and before.style == label.style:
        # Articles count through all chapters, sections anew in each; an extract leaves some out.
        return Move(going_on(label, before) / 2, depth, False)
    late = 0.0 if label.value == 1 else _late(label, seen) * EXTRACT
    return Move(late, depth, True)


def going_on(label: Label, before: Level) -> float:
    """Return what it costs to go on from one label to another of its kind.

    >>> from qcdc_parse.structure.labels import parse_label
    >>> before = Level("number", 2, "2", ".", loud=False, lone=False)
    >>> [going_on(parse_label(text), before) for text in ("3. Ba", "4. Bốn", "2. Hai", "1. Một")]
    [0.0, 2.0, 3.0, 4.0]
    """
    if label.style == "decimal":
        mine, theirs = label.text.rpartition(".")[0], before.text.rpartition(".")[0]
        if mine != theirs:
            alike = mine.count(".") == theirs.count(".") and mine[:1].isdigit() == theirs[:1].isdigit()
            return (0.8 if label.value == 1 else 1.6) + (0 if alike else MISFIT)
    step = label.value - before.value
    if step == 1:
        return 0.0
    if step > 1:
        return GAP if step == 2 else min(GAP + (step - 2) * GAP / 4, GAP_MOST)
    if step == 0:
        return REPEAT if label.text == before.text else 0.0  # `Điều 12a` after `Điều 12`
    return RESTART if label.value == 1 else BACK


def _opening(late: float, label: Label, form: Form, above: Stack, seen: Mapping[SectionStyle, Seen]) -> float:
    """Return what it costs to begin a level with this label below the open ones; ``late`` is what its value costs anywhere."""
    style = label.style
    assert style is not None
    cost = late
    parent = above[-1] if above else None
    over = None if parent is None else "unnumbered" if parent.bare else parent.style
    before = seen.get(style)
    if style == "decimal":
        cost += _prefix(label, above)
    else:
        for level in reversed(above):
            if level.style == style and not level.bare:
                told = level.mark != form.mark or (form.outline or 0) > (level.outline or DEEPEST)
                cost += 0.7 if told else 1.0 if parent is not None and parent.colon else NESTED_AGAIN
                break
    if parent is not None and parent.outline is not None and form.outline is not None and form.outline <= parent.outline:
        cost += OTHER_OUTLINE
    if parent is not None and parent.bare:
        again = before is not None and before.parent == over
        return cost + (0.5 if label.value > 1 else 0.0) + (0.0 if again else BELOW_HEADING[not _alike(form, parent)])
    if over is not None and RANK[over] > RANK[style]:
        cost += (0.4 if label.value == 1 else 1.4) if _may_nest(over, style) else INVERTED
    if before is not None and before.parent != over and over not in STRUCTURAL:
        cost += ELSEWHERE
    return cost


def _alike(form: Form, heading: Level) -> bool:
    """Tell a label that looks no less than the unnumbered heading before it; one in small letters is always set off."""
    return form.loud == heading.loud and (form.loud or form.bold)


def _late(label: Label, seen: Mapping[SectionStyle, Seen]) -> float:
    """Return what a sequence costs that does not begin with 1: little where it goes on from an earlier chapter."""
    assert label.style is not None
    before = seen.get(label.style)
    if before is not None and before.value + 1 == label.value and label.style != "decimal":
        return 0.0 if label.style in STRUCTURAL else 0.8
    return min(LATE * (label.value - 1), LATE_MOST)


def _may_nest(outer: SectionStyle, inner: SectionStyle) -> bool:
    """Tell kinds that may stand below one another against the usual order, such as `(1)` holding `a)`, or `a)` holding `1.`."""
    return {outer, inner} <= {"paren_number", "letter_lower"} or (inner == "number" and outer in {"letter_lower", "decimal"})


def _prefix(label: Label, above: Stack) -> float:
    """`2.1` stands below `2` or `II`, `2.1.3` below `2.1`."""
    prefix = label.text.rpartition(".")[0]
    parent = above[-1] if above else None
    if parent is not None and (parent.text == prefix or (parent.style != "decimal" and str(parent.value) == prefix)):
        return 0.0
    if not prefix[0].isdigit():  # `II.1`
        return MISFIT
    if parent is None or parent.bare or parent.style in STRUCTURAL or parent.style in {"letter_upper", "letter_lower", "paren_number"}:
        return 0.8 if prefix.isdigit() else 1.6
    return MISFIT if any(level.text == prefix for level in above) or parent.style == "decimal" else 1.4


def closing(stack: Stack, depth: int) -> float:
    """Return what it costs to close the levels from ``depth`` on: a lone `1.` is a doubt."""
    return LONE * sum(map(is_lone, stack[depth:])) if len(stack) > depth else 0.0


def is_lone(level: Level) -> bool:
    """Tell a level that holds nothing but a first label."""
    return level.lone and level.value == 1 and level.style not in STRUCTURAL
