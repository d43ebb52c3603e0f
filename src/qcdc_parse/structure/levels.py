"""Levels: where a label belongs among the open ones.

A sequence goes on (``2.`` after ``1.``), a first label of a new kind opens a level below, ``2.1`` goes under ``2``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from qcdc_parse.model import Block, SectionStyle
from qcdc_parse.span import Span
from qcdc_parse.structure.labels import Label
from qcdc_parse.text import Line

# The order in which kinds of labels nest where a part uses them; an appendix stands beside the highest.
RANK = {
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
    "paren_number": 10,
    "letter_lower": 9,
}
STRUCTURAL = {"part", "appendix", "chapter", "section", "subsection", "article"}
_SAME_KIND = 3
"""A kind of label is open at most this many times at once."""
_DEEPEST = 12


@dataclass(slots=True)
class Node:
    """A section while the tree is being built."""

    label: Label
    line: Line
    end: int = 0
    heading: tuple[str, Span] | None = None
    blocks: list[Block] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)


def level_of(node: Node, stack: list[Node]) -> int:
    """Return the depth a label belongs to: an index into the stack of open sections, or its length for one level below."""
    style, value = node.label.style, node.label.value
    assert style is not None
    if style in STRUCTURAL:
        for depth, open_node in enumerate(stack):
            # An article inside a numbered list of a decision still stands above its clauses.
            if RANK[_style(open_node)] >= RANK[style] or _style(open_node) not in STRUCTURAL:
                return depth
        return len(stack)
    if style == "decimal":
        return _decimal_level(node.label, stack)
    same = [d for d, n in enumerate(stack) if n.label.style == style]
    going_on = [d for d in same if stack[d].label.value + 1 == value]
    if going_on:
        return going_on[-1]
    if not same:
        return _first_of_kind(style, value, stack)
    if value == 1 and style != "roman" and len(same) < _SAME_KIND and len(stack) < _DEEPEST:
        innermost = stack[-1]
        if innermost.label.style != style or _opens_list(innermost):
            return len(stack)
    earlier = [d for d in same if stack[d].label.value < value]
    return earlier[-1] if earlier else same[-1]


def _style(node: Node) -> SectionStyle:
    assert node.label.style is not None
    return node.label.style


def _first_of_kind(style: SectionStyle, value: int, stack: list[Node]) -> int:
    """A kind of label that is not open yet: below everything that ranks above it."""
    for depth, open_node in enumerate(stack):
        outer = _style(open_node)
        if RANK[outer] <= RANK[style] or (value == 1 and _nests(outer, style)):
            continue
        if outer == "decimal" and value == 1 and not (depth and _style(stack[depth - 1]) == "number"):
            continue  # `3.1` straight under `III` stands where `1` would
        return depth
    return len(stack)


def _nests(outer: SectionStyle, inner: SectionStyle) -> bool:
    """Tell kinds that may stand below one another against the usual order, such as `(1)` holding `a)`, or `a)` holding `1.`."""
    return {outer, inner} <= {"paren_number", "letter_lower"} or (outer == "letter_lower" and inner == "number") or outer == "letter_upper"


def _opens_list(node: Node) -> bool:
    return node.line.text.rstrip().endswith(":")


def _decimal_level(label: Label, stack: list[Node]) -> int:
    """`2.2` stands beside `2.1`, `2.1` under `2` or `II`, `2.1.3` under `2.1`; else under the nearest level above."""
    parts = label.text.split(".")
    prefix = ".".join(parts[:-1])
    for depth in range(len(stack) - 1, -1, -1):
        open_label = stack[depth].label
        if open_label.style == "decimal" and open_label.text.rpartition(".")[0] == prefix:
            return depth
    for depth in range(len(stack) - 1, -1, -1):
        open_label = stack[depth].label
        if open_label.text == prefix or (open_label.style in {"roman", "number"} and str(open_label.value) == prefix):
            return depth + 1
    for depth in range(len(stack) - 1, -1, -1):
        style = _style(stack[depth])
        if style == "decimal" and stack[depth].label.text.count(".") == len(parts) - 1:
            return depth
        if style in {"roman", "letter_upper"} | STRUCTURAL or (style == "number" and len(parts) == 2):
            return depth + 1
    return 0
