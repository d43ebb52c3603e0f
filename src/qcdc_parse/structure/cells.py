"""Cells: the columns of a letterhead or footer, laid out one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qcdc_parse.structure import kinds
from qcdc_parse.structure.labels import parse_label
from qcdc_parse.text import Line


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the header: a line, or a column of it."""

    text: str
    line: int


def lay_out(lines: Sequence[Line], indexes: Iterable[int]) -> list[Cell]:
    """Lay columns out one after the other where neighbouring lines have two of them."""
    out: list[Cell] = []
    right: list[Cell] = []
    for index in indexes:
        cells = kinds.columns(lines[index].text)
        if len(cells) == 2:
            out.append(Cell(cells[0], index))
            right.append(Cell(cells[1], index))
            continue
        out.extend(right)
        right = []
        out.extend(Cell(c, index) for c in cells)
    return out + right


def entries(texts: Iterable[str]) -> list[str]:
    """Take bullets, folded blanks and closing marks off the lines of a list."""
    out = []
    for text in texts:
        label = parse_label(text)
        entry = text[label.end :] if label and label.style is None else text
        entry = " ".join(entry.split()).rstrip(".,;").rstrip()
        if entry and not kinds.RULE.match(entry):
            out.append(entry)
    return out
