"""The foot of a part: Nơi nhận and the typist's mark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import regex

from qcdc_parse.structure import kinds
from qcdc_parse.structure.cells import bullet, columns, entries
from qcdc_parse.text import Line

_SEVERAL = re.compile(r"(?<=[,;.])\s+[-–]\s+(?=\S)")
_RUN_ON = re.compile(r"[;]\s+(?=\S)")
_FILED = regex.compile(r"[\p{Lu}\d][\p{Lu}\d&.,\-_ ()b]{0,30}$")
"""What `Lưu: VT,` goes on with: units and copies (`BDV.`)."""

_TYPIST = regex.compile(
    r"""
      \p{Lu}{2,10} \s? [._] \s? \p{Lu}[\p{L}]{0,12} (?: \s?[-–_/.]\s? | \s ) \d{1,4} (?:\s?b)?            # VPTU.NGÂN-126
    | \p{Lu}{2,8} [,-] \s? \d{1,4} \s? b(?:ản)?                                                          # VT, 05b
    | \(? \d{1,4} \s? b(?:ản)? \)?                                                                       # (12b)
    """,
    regex.VERBOSE,
)
_FILED_MARK = regex.compile(
    r"(?<=[,.\s(])(?:\(\d{1,4}\s?b(?:ản)?\)|\d{1,4}\s?b(?:ản)?|\p{Lu}{2,10}\s?[._]\s?\p{Lu}\p{L}{1,12}\s?[-–_]\s?\d{1,4}(?:\s?b)?)(?=\s*\)?\.?\s*$)"
)
"""The same at the end of `Lưu …`: `Lưu: VT, 05b`, `Lưu VPTU.NGÂN-126`."""


def is_typist(text: str) -> bool:
    """Tell whether a line is the mark of the typist, or the number of copies.

    >>> is_typist("VPTU.NGÂN-126"), is_typist("VT, 05b"), is_typist("- Lưu: VT, 05b")
    (True, True, False)
    """
    return len(text) < 40 and _TYPIST.fullmatch(text.strip(" .;")) is not None


def read_typist(lines: Sequence[Line], indexes: Iterable[int]) -> str | None:
    """Read ký hiệu người đánh máy, số lượng bản: on a line of its own, or at the end of `Lưu: …`."""
    filed = None
    for index in indexes:
        for cell in columns(lines[index].text):
            if is_typist(cell):
                return cell.strip(" .;")
            if "Lưu" in cell and (copies := _FILED_MARK.search(cell)):
                filed = filed or copies[0]
    return filed


def read_recipients(lines: Sequence[Line], indexes: Iterable[int]) -> tuple[str, ...]:
    """The lines under `Nơi nhận`: bullets, or lines with a closing comma."""
    out: list[str] = []
    inside = False
    for index in indexes:
        for column in columns(lines[index].text):
            found = kinds.RECIPIENTS.match(column)
            inside = inside or found is not None
            cell = column[found.end() :] if found else column
            if not inside or not cell or is_typist(cell):
                continue
            label = bullet(cell)
            if label is not None:
                out += _SEVERAL.split(cell[label.end :])
            elif signs(cell):
                continue
            elif (out and out[-1][:3] == "Lưu" and out[-1][-1] == "," and _FILED.match(cell)) or (
                out and out[-1][-1] not in ",;." and not found and not kinds.shouts(cell)
            ):
                out[-1] = f"{out[-1]} {cell}"
            elif found:
                out += _RUN_ON.split(cell)
            elif cell[-1] in ",;." and cell[0].isupper() and not kinds.shouts(cell) and len(cell) < 200:
                out.append(cell)
    return tuple(entries(out))


def signs(text: str) -> bool:
    """Tell whether a cell is authority, position, name, or says that somebody signed."""
    lower = text.lower()
    return (
        kinds.is_authority(text)
        or kinds.is_half_authority(text)
        or kinds.is_position(text)
        or kinds.is_person(text)
        or "ký)" in lower
        or lower.startswith(("đã ký", "(đã ký", "(ký", "(chữ ký"))
    )
