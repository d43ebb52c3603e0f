"""Sections: the tree of labelled headings and paragraphs of a body, with its blocks.

A label goes where its kind has been used in the part before: a sequence goes on (``2.`` after ``1.``), a first label of a
new kind opens a level below. Doubts are notes.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from qcdc_parse.model import Block, LooseBlock, Note, Section
from qcdc_parse.span import Span
from qcdc_parse.structure import kinds
from qcdc_parse.structure.labels import Label, parse_label
from qcdc_parse.structure.levels import STRUCTURAL, Node, level_of
from qcdc_parse.structure.parts import Part
from qcdc_parse.text import Line

_FIRST_SEEN = 3
"""A cut document may begin with section III, not with a later one."""
HEADING_LENGTH = 220
"""A labelled line longer than this, in code points, is a paragraph, not a heading."""


@dataclass(frozen=True, slots=True)
class Body:
    """Sections and loose blocks of one part's body."""

    sections: tuple[Section, ...]
    blocks: tuple[LooseBlock, ...]
    notes: tuple[Note, ...]


def build_sections(lines: tuple[Line, ...], part: Part, number: int, prefix: str = "") -> Body:
    """Build the section tree of one part. ``prefix`` keeps ids unique between parts."""
    roots: list[Node] = []
    stack: list[Node] = []
    loose: list[LooseBlock] = []
    notes: list[Note] = []
    for index, stop in ((part.body, part.footer), (part.resumed, part.last)):
        _read_lines(lines, index, stop, number, (roots, stack, loose))
        stack.clear()
    counts: dict[str, int] = {}
    shift = _unprinted_part(roots)
    _check_sequence(roots, notes)
    sections = tuple(_section(node, number, prefix, 1 + shift.get(id(node), 0), counts, notes) for node in roots)
    return Body(sections, tuple(loose), tuple(notes))


def _read_lines(lines: tuple[Line, ...], start: int, stop: int, part: int, into: tuple[list[Node], list[Node], list[LooseBlock]]) -> None:
    """Hang the lines of one stretch of body into the tree."""
    roots, stack, loose = into
    index = start
    closing = _closing_start(lines, start, stop)
    while index < stop:
        line = lines[index]
        label = parse_label(line.text) if index < closing and not line.table else None
        if label is not None and label.style is not None and _is_section(label, line, stack, roots):
            node = Node(label, line, end=line.end)
            _place(node, stack, roots)
            index = _heading(node, lines, index, closing)
        else:
            _add_block(line, label, stack, loose, part, in_section=index < closing)
            index += 1


def _closing_start(lines: tuple[Line, ...], start: int, stop: int) -> int:
    """Closing formulas just before the footer belong to no section, unless they are all that an article holds."""
    index = stop
    while index > start and kinds.is_closing(lines[index - 1].text) and stop - index < 3:
        above = parse_label(lines[index - 2].text) if index - 2 >= start else None
        if above is not None and above.style is not None and _all_it_holds(lines[index - 2].text, lines[index - 1].text):
            break
        index -= 1
    return index


def _all_it_holds(heading: str, closing: str) -> bool:
    """A formula that follows a bare heading (`Điều 2. Hiệu lực`) is that section's content, but for `Trên đây là …`."""
    return len(heading) <= HEADING_LENGTH and heading[-1] not in ".;:" and not closing.startswith(("Trên đây", "Nơi nhận", "Trân trọng"))


def _is_section(label: Label, line: Line, stack: list[Node], roots: list[Node]) -> bool:
    """Tell a label from the beginning of a sentence that looks like one."""
    rest = line.text[label.end :]
    if label.style in STRUCTURAL:
        return True
    if not rest:
        return False
    if (label.style == "roman" and label.value > _FIRST_SEEN) or (label.style == "letter_upper" and label.value > 1):
        # `V. Lê-nin`, `C. Mác`: far from any sequence that could have come so far.
        return any(n.label.style == label.style and 0 < label.value - n.label.value <= 2 for n in [*roots[-1:], *stack])
    return not (label.style in {"number", "letter_lower", "decimal"} and rest[0] in "%/,;")


def _place(node: Node, stack: list[Node], roots: list[Node]) -> None:
    """Find the level of a label and hang it there."""
    depth = level_of(node, stack)
    del stack[depth:]
    (stack[-1].children if stack else roots).append(node)
    stack.append(node)


def _heading(node: Node, lines: tuple[Line, ...], index: int, stop: int) -> int:
    """Take what follows the label as heading or as paragraph; return the index of the next line."""
    line, label = node.line, node.label
    rest = line.text[label.end :].rstrip()
    start = line.start + label.end
    following = lines[index + 1] if index + 1 < stop else None
    index += 1
    if label.style in STRUCTURAL:
        if rest and (len(rest) <= HEADING_LENGTH or label.style != "article"):
            if label.style == "article" and rest[-1] in ".:;" and not line.bold and (len(rest) > 90 or rest[-1] != "."):
                _paragraph(node, start, line.end)
                return index
            node.heading = (rest, Span(start=start, end=start + len(rest)))
            return index
        if rest:
            _paragraph(node, start, line.end)
            return index
        if following and _names_section(following):
            node.heading = (following.text, Span(start=following.start, end=following.end))
            node.end = following.end
            return index + 1
        return index
    if _is_heading(rest, line, following):
        node.heading = (rest, Span(start=start, end=start + len(rest)))
    else:
        _paragraph(node, start, line.end)
    return index


def _names_section(line: Line) -> bool:
    """A line under `Chương I` or `Phần thứ hai` that is its heading."""
    return (
        parse_label(line.text) is None
        and not line.table
        and len(line.text) < HEADING_LENGTH
        and line.text[-1] not in ".:;"
        and not line.text.startswith("(")
    )


def _is_heading(rest: str, line: Line, following: Line | None) -> bool:
    if len(rest) > HEADING_LENGTH:
        return False
    if line.bold or line.look.level is not None or kinds.shouts(rest):
        return True
    if rest[-1] in ";:,":
        return False
    if rest[-1] == ".":
        return len(rest) < 60 and rest.count(".") == 1 and following is not None
    return True


def _paragraph(node: Node, start: int, end: int) -> None:
    node.blocks.append(Block(kind="paragraph", marker=None, span=Span(start=start, end=end)))


def _add_block(line: Line, label: Label | None, stack: list[Node], loose: list[LooseBlock], part: int, *, in_section: bool) -> None:
    kind = "table" if line.table else "bullet" if label is not None and label.style is None and line.text[label.end :] else "paragraph"
    marker = label.text if kind == "bullet" and label else None
    span = Span(start=line.start, end=line.end)
    if not stack or not in_section:
        loose.append(LooseBlock(kind=kind, marker=marker, span=span, part=part))
        return
    blocks = stack[-1].blocks
    if kind == "table" and blocks and blocks[-1].kind == "table" and blocks[-1].span.end + 1 == line.start:
        blocks[-1] = Block(kind="table", marker=None, span=Span(start=blocks[-1].span.start, end=line.end))
    else:
        blocks.append(Block(kind=kind, marker=marker, span=span))
    stack[-1].end = line.end


def _unprinted_part(roots: list[Node]) -> dict[int, int]:
    """Where `Phần thứ hai` follows sections that stand in no part, these are one level down."""
    styles = [n.label.style for n in roots]
    if "part" not in styles:
        return {}
    return {id(n): 1 for n in roots if n.label.style not in {"part", "appendix"}}


def _section(node: Node, part: int, path: str, depth: int, counts: dict[str, int], notes: list[Note]) -> Section:
    label = node.label
    here = f"{path}/{label.text}" if path and not path.endswith(":") else f"{path}{label.text}"
    counts[here] = counts.get(here, 0) + 1
    unique = here if counts[here] == 1 else f"{here}~{counts[here]}"
    start = node.line.start
    label_span = Span(start=start, end=start + label.close)
    if counts[here] > 1:
        notes.append(
            Note(
                code="duplicate-label",
                severity="warning",
                span=label_span,
                message=f"label {here} stands {counts[here]} times; this one has the id {unique}",
            )
        )
    children = tuple(_section(child, part, unique, depth + 1, counts, notes) for child in node.children)
    _check_sequence(node.children, notes)
    ends = [node.end, *(b.span.end for b in node.blocks), *(c.span.end for c in children[-1:])]
    heading, heading_span = node.heading or (None, None)
    return Section(
        id=unique,
        part=part,
        label=label.text,
        style=label.style,
        depth=depth,
        heading=heading,
        heading_span=heading_span,
        label_span=label_span,
        span=Span(start=start, end=max(ends)),
        blocks=tuple(node.blocks),
        children=children,
    )


def _check_sequence(nodes: list[Node], notes: list[Note]) -> None:
    for before, after in pairwise(nodes):
        if before.label.style == after.label.style and after.label.value > before.label.value + 1:
            notes.append(
                Note(
                    code="numbering-gap",
                    severity="warning",
                    span=Span(start=after.line.start, end=after.line.start + after.label.close),
                    message=f"{after.label.text} follows {before.label.text}",
                )
            )
