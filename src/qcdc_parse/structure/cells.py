"""Cells: the columns of a letterhead or footer, laid out one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

import regex

from qcdc_parse.structure import kinds
from qcdc_parse.structure.labels import Label, parse_label
from qcdc_parse.text import Line


class Cell(NamedTuple):
    """One cell of the header: a line, or a column of it."""

    text: str
    line: int


def lay_out(lines: Sequence[Line], indexes: Iterable[int], *, head: bool = False) -> list[Cell]:
    """Lay columns out one after the other where neighbouring lines have two of them.

    The left column of a letterhead (``head``) may be the longer one: what plainly belongs to it stays ahead of the right one.
    """
    out: list[Cell] = []
    right: list[Cell] = []
    for index in indexes:
        cells = columns(lines[index].text)
        if len(cells) == 2:
            out.append(Cell(cells[0], index))
            right.append(Cell(cells[1], index))
            continue
        if not (head and right and len(cells) == 1 and _is_left(cells[0])):
            out.extend(right)
            right = []
        out.extend(Cell(c, index) for c in cells)
    return out + right


def _is_left(cell: str) -> bool:
    """Names of bodies that go on, the rule and the number below them, lines of a stamp."""
    if kinds.RULE.match(cell) or kinds.NUMBER.match(cell) or kinds.ARRIVAL.match(cell) or cell.startswith(("Ngày", "Chuyển")):
        return True
    return kinds.shouts(cell) and not kinds.is_nation(cell) and kinds.type_line(cell) is None


def bullet(text: str) -> Label | None:
    """Return the mark of a list that a cell begins with, if it does."""
    if text[:1].isalnum() and text[0] != "o":
        return None
    label = parse_label(text)
    return label if label is not None and label.style is None else None


def entries(texts: Iterable[str]) -> list[str]:
    """Take bullets, folded blanks and closing marks off the lines of a list."""
    out = []
    for text in texts:
        label = bullet(text)
        entry = text[label.end :] if label else text
        entry = " ".join(entry.split()).rstrip(".,;").rstrip()
        if entry and not kinds.RULE.match(entry):
            out.append(entry)
    return out


_HINTS = (
    "T NAM",
    " do ",
    " do-",
    " * ",
    "* ",
    "ngày ",
    "Nơi nhận",
    "__ ",
    "-- ",
    ", PHÓ",
    ", CHỦ",
    ", BÍ",
    ", TRƯỞNG",
    ", GIÁM",
    ", CHÁNH",
    "; PHÓ",
    "; CHỦ",
    "/M ",
    "/T ",
    "/L ",
    "TM.",
    "KT.",
    "TL.",
    "UQ.",
    "Q. ",
)
_GLUED = regex.compile(
    r"(?<=(?<![^\s|])(?:S[ốôổ]|ng[àảá]y|th[áả]ng|năm|SỐ)\s?:?)\t+(?=\d|tháng|năm|[-–/.…])|\t+(?=tháng\b|năm\b|[-–/]\s?\p{Lu}[\p{Lu}r]{1,5}\s?[-–/])"
)
"""A tab inside a number or date that is to be filled in: `Số⇥/KH-UBND`, `ngày⇥tháng 5 năm 2023`."""
_COLUMN = regex.compile(r"\t|\s\|\s?|^\|\s?|\s?\|$")
_TWO = regex.compile(
    r"""
      (?P<left> .*? [-/]\p{Lu}[\p{L}\d&-]* ) \s+ (?P<right> \p{Lu}[\p{L}\d\s.'’-]{1,40},\s+ngày\b.* )                  # Số 06-HD/TW Hà Nội, ngày …
    | (?P<left> .{4,}? ) \s+ (?: \*\s+ )? (?P<right> (?:
          Đ[ẢÀÁÃA]NG\ C[ỘÔO]NG\ S[ẢÀÁÃA]N\ VI[ỆÊE]T\ NAM
        | C[ỘÔO]NG\ H[ÒÕÓO][ÀÁA]\ X[ÃÂA]\ H[ỘÔO]I\ CH[ỦÙÚU]\ NGH[ĨÌÍI]A\ VI[ỆÊE]T\ NAM
        | Đ[ộôo]c\ l[ậâa]p\ ?[-–]\ ?T[ựưu]\ do\ ?[-–]\ ?H[ạa]nh\ ph[úu]c ) )
    | (?P<left> .{4,}? ) \s+ \*\s+ (?P<right> Số\b.* )                                                                 # TỈNH ỦY … * Số …
    | (?P<left> \*+ | [-_]{3,} ) \s+ (?P<right> .+ )
    | (?P<left> (?: Nơi\ nhận\s*: | [-+]\s.*?[,;.] ) ) \s+ (?P<right> (?: T/M|TM\.|K/T|KT\.|T/L|TL\.|T/UQ|TUQ\.|Q\. ) \s? \p{Lu}{2}.* | (?: PHÓ|CHỦ|BÍ|TRƯỞNG|GIÁM|CHÁNH|ỦY|BỘ|THỨ|HIỆU ) \s \p{Lu}{2}[\p{Lu}\s]* | PHÓ )
    """,
    regex.VERBOSE,
)


@lru_cache(2048)
def columns(line: str) -> tuple[str, ...]:
    """Split a line of a letterhead or footer into its columns, also where only a blank is left between them.

    >>> columns("Số 06-HD/TW Hà Nội, ngày 09 tháng 6 năm 2025")
    ('Số 06-HD/TW', 'Hà Nội, ngày 09 tháng 6 năm 2025')
    """
    if "\t" in line:
        line = _GLUED.sub(" ", line)
    cells: tuple[str, ...] = (line,)
    if "\t" in line or "|" in line:
        cells = tuple(c.strip() for c in _COLUMN.split(line) if c.strip()) or (line,)
    if len(cells) == 1 and len(line) < 200 and any(map(line.__contains__, _HINTS)):
        two = _TWO.fullmatch(cells[0])
        if two:
            return two["left"], two["right"]
    return cells
