"""Doubts about sections: what a person should look at, with what else the text could mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from qcdc_parse.model import Note
from qcdc_parse.span import Span, made
from qcdc_parse.structure.labels import Label
from qcdc_parse.structure.reading import Placed
from qcdc_parse.structure.tree import Node
from qcdc_parse.text import Line


def repairs(lines: Sequence[Line], placed: Iterable[Placed]) -> Iterator[Note]:
    """Note labels that are read otherwise than printed, and levels that the line alone would not have."""
    for here in placed:
        item, label, local = here.item, here.label, here.local
        if not here.option.misread and local is None:
            continue
        line = lines[item.line]
        printed = line.text[item.at : item.at + label.close]
        said = f"“{printed}” is read as {_named(label, here.move.depth)}"
        if local is not None:
            option, move = local
            message = f"{said}, as the whole asks for; by itself it would be {_named(option.label, move.depth)}"
        elif item.options[0].cost == 0 and item.options[0] is not here.option:
            message = f"{said}, for the sequence asks for it; as printed it is {item.options[0].label.text}"
        elif printed.rstrip() == label.text:
            message = f"{said}, though no mark closes it"
        else:
            message = f"{said}; it is no label as printed"
        start = line.start + item.at
        yield made(Note, code="level-repaired", severity="info", span=Span(start=start, end=start + label.close), message=message)


def _named(label: Label, depth: int) -> str:
    return f"{label.text} on level {depth + 1}"


def sequence_doubts(nodes: Sequence[Node]) -> Iterator[Note]:
    """Note labels that do not follow the one before on their level, all the way down."""
    before: Node | None = None
    for node in nodes:
        label = node.label
        if label.style == "unnumbered":
            continue
        if before is not None and _skips(before.label, label):
            yield made(
                Note,
                code="numbering-gap",
                severity="warning",
                span=Span(start=node.line.start, end=node.line.start + label.close),
                message=f"{label.text} follows {before.label.text}",
            )
        before = node
    for node in nodes:
        yield from sequence_doubts(node.children)


def _skips(before: Label, after: Label) -> bool:
    """Tell whether a label leaves one out: `4` after `2`, `3.2` after `2.1`."""
    if before.style != after.style:
        return False
    if after.style == "decimal" and before.text.rpartition(".")[0] != after.text.rpartition(".")[0]:
        return after.value > 1
    return after.value > before.value + 1
