"""The tree of sections while it is built: lines hung below the labels that the best reading found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from qcdc_parse.model import Block, BlockKind, LooseBlock
from qcdc_parse.span import Span, made
from qcdc_parse.structure import kinds
from qcdc_parse.structure.labels import BULLETS, Label, parse_label
from qcdc_parse.structure.levels import STRUCTURAL
from qcdc_parse.structure.reading import Placed
from qcdc_parse.text import Line

HEADING_LENGTH = 220
"""A labelled line longer than this, in code points, is a paragraph, not a heading."""


@dataclass(slots=True)
class Node:
    """A section while the tree is being built; ``line`` is its line, or the rest of it from its label on."""

    label: Label
    line: Line
    end: int = 0
    heading: tuple[str, Span] | None = None
    blocks: list[Block] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)


def hang(lines: tuple[Line, ...], stretch: range, placed: Sequence[Placed], into: tuple[list[Node], list[LooseBlock]], part: int) -> None:
    """Hang the lines of one stretch of body into the tree."""
    roots, loose = into
    begins: dict[int, list[Placed]] = {}
    for found in placed:
        begins.setdefault(found.item.line, []).append(found)
    stack: list[Node] = []
    taken = -1
    for index in stretch:
        line = lines[index]
        here = begins.get(index)
        if here is None:
            if index > taken:
                _add_block(line, stack, loose, part)
            continue
        if here[0].item.at and index > taken:
            _add_block(_piece(line, 0, here[0].item.at), stack, loose, part)
        for found, stop in zip(here, [*(f.item.at for f in here[1:]), len(line.text)], strict=True):
            node = Node(found.label, _piece(line, found.item.at, stop))
            node.end = node.line.end
            del stack[found.move.depth :]
            (stack[-1].children if stack else roots).append(node)
            stack.append(node)
            below = lines[index + 1 : min(index + 1 + found.item.named, stretch.stop)] if stop == len(line.text) else ()
            if below:
                _entitle(node, below)
                taken = index + len(below)
                continue
            following = None
            if stop == len(line.text) and index + 1 < stretch.stop:
                inside = begins.get(index + 1)
                following = _piece(lines[index + 1], 0, inside[0].item.at if inside and inside[0].item.at else len(lines[index + 1].text))
            _name(node, following)


def _piece(line: Line, start: int, stop: int) -> Line:
    """Return the stretch of a line that one section or paragraph of it takes."""
    if not start and stop == len(line.text):
        return line
    text = line.text[start:stop].rstrip()
    return line._replace(start=line.start + start, end=line.start + start + len(text), text=text)


def _entitle(node: Node, below: tuple[Line, ...]) -> None:
    """Take what follows the label, and the lines below it, as the heading."""
    rest = node.line.text[node.label.end :]
    start = node.line.start + node.label.end if rest else below[0].start
    node.end = below[-1].end
    node.heading = (" ".join([rest, *(line.text for line in below)]).strip(), Span(start=start, end=node.end))


def _name(node: Node, following: Line | None) -> None:
    """Take what follows the label as heading or as paragraph."""
    line, label = node.line, node.label
    rest = line.text[label.end :].rstrip()
    start = line.start + label.end
    if not rest:
        return
    if label.style == "unnumbered" or _is_heading(label, rest, line, following):
        node.heading = (rest, Span(start=start, end=start + len(rest)))
    else:
        node.blocks.append(made(Block, kind="paragraph", marker=None, span=Span(start=start, end=line.end)))


def _is_heading(label: Label, rest: str, line: Line, following: Line | None) -> bool:
    if label.style == "article":
        return len(rest) <= HEADING_LENGTH and not (rest[-1] in ".:;" and not line.bold and (len(rest) > 90 or rest[-1] != "."))
    if label.style in STRUCTURAL:
        return True
    if len(rest) > HEADING_LENGTH:
        return False
    if line.bold or line.look.level is not None or kinds.shouts(rest):
        return True
    if rest[-1] in ";:,":
        return False
    if rest[-1] == ".":
        return len(rest) < 60 and rest.count(".") == 1 and following is not None
    return True


def _add_block(line: Line, stack: list[Node], loose: list[LooseBlock], part: int) -> None:
    if not stack:
        loose.append(loose_block(line, part))
        return
    kind, marker = _kind(line)
    blocks = stack[-1].blocks
    if kind == "table" and blocks and blocks[-1].kind == "table" and blocks[-1].span.end + 1 == line.start:
        blocks[-1] = made(Block, kind="table", marker=None, span=Span(start=blocks[-1].span.start, end=line.end))
    else:
        blocks.append(made(Block, kind=kind, marker=marker, span=Span(start=line.start, end=line.end)))
    stack[-1].end = line.end


def loose_block(line: Line, part: int) -> LooseBlock:
    """Return the block of a line that stands in no section."""
    kind, marker = _kind(line)
    return made(LooseBlock, kind=kind, marker=marker, span=Span(start=line.start, end=line.end), part=part)


def _kind(line: Line) -> tuple[BlockKind, str | None]:
    """Tell a table row, a bullet with its mark, and a paragraph."""
    if line.table:
        return "table", None
    text = line.text
    if text[0] in BULLETS or text[:2] == "o ":
        label = parse_label(text)
        if label is not None and label.style is None and text[label.end :]:
            return "bullet", label.text
    return "paragraph", None
