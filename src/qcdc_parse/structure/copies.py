"""Sao y, sao lục, trích sao: the mark of a copy, with number, date and signature of the office that copied.

Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục III (`Số: 15/SY-UBND`); Hướng dẫn 36-HD/VPTW (`Số 24-BS/UBKTTU`). None of it is the document's.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from qcdc_parse.number import symbol
from qcdc_parse.structure import kinds
from qcdc_parse.structure.cells import Cell, columns
from qcdc_parse.text import Line

_MARK = regex.compile(
    r"\(?(?:SAO\s+(?:Y|LỤC|NGUYÊN)|TRÍCH\s+SAO|BẢN\s+SAO(?!\s+KÊ)|BẢN\s+TRÍCH\s+SAO|SAO\s*:?$|Sao\s+(?:y|lục)(?:\s+bản\s+chính)?\s*[.;]?$)"
)
_INITIALS = frozenset("(SBT")
_NUMBER = regex.compile(r"[-–/]\s?(?:BS|SY|SL|TS|TrS|BSY|SYBC)\s?/|/(?:SY|SL|TS|TrS|BS)-")


def is_copy_mark(text: str) -> bool:
    """Tell whether a line says that this is a copy.

    >>> is_copy_mark("SAO Y BẢN CHÍNH"), is_copy_mark("BẢN SAO Số 24-BS/UBKTTU"), is_copy_mark("SAO CHO TỐT")
    (True, True, False)
    """
    return text[:1] in _INITIALS and len(text) < 90 and _MARK.match(text) is not None


def is_copy_number(text: str) -> bool:
    """Tell whether a line numbers a copy: `Số 24-BS/UBKTTU`."""
    return len(text) < 90 and _NUMBER.search(text) is not None and symbol().search(text) is not None


def without_copy(head: Sequence[Cell]) -> tuple[list[Cell], bool]:
    """Take the copying office's lines off the cells of a letterhead; tell also whether it had any."""
    marks = [i for i, cell in enumerate(head) if is_copy_mark(cell.text) or is_copy_number(cell.text)]
    if not marks:
        return list(head), False
    own = next((i for i in range(marks[-1] + 1, len(head)) if kinds.names_body(head[i].text)), None)
    if own is not None:
        return list(head[own:]), True
    return [cell for i, cell in enumerate(head) if i not in marks], True


def copied_from(lines: Sequence[Line], start: int, stop: int) -> int:
    """Return the line of a footer with which the copying office's own lines begin; ``stop`` where there are none."""
    for index in range(start, stop):
        if not any(is_copy_mark(cell) or is_copy_number(cell) for cell in columns(lines[index].text)):
            continue
        while index - 1 > start and kinds.names_body(columns(lines[index - 1].text)[0]):
            index -= 1  # noqa: PLW2901  the office stands above its mark
        return index
    return stop
