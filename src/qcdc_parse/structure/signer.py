"""Thẩm quyền ký: authority, position and name of who signed a part."""

from __future__ import annotations

from collections.abc import Sequence

from qcdc_parse.model import Signer
from qcdc_parse.structure import kinds
from qcdc_parse.structure.cells import Cell, columns, lay_out
from qcdc_parse.structure.footer import is_typist
from qcdc_parse.structure.labels import parse_label
from qcdc_parse.text import Line

_UNFINISHED = (" ỦY BAN", " UỶ BAN", " HỘI ĐỒNG")
"""No authority ends so: the next line goes on (`TM. ỦY BAN⏎NHÂN DÂN`)."""


def read_signer(lines: Sequence[Line], indexes: Sequence[int]) -> Signer | None:
    """Authority, position and name, in this order, wherever the recipients stand between; of two that sign side by side the left one."""
    authority: list[str] = []
    position: list[str] = []
    name = None
    half = ""
    last: list[str] | None = None
    cells = [c for c in _left(lines, indexes) if not kinds.RECIPIENTS.match(c.text) and not is_typist(c.text)]
    for at, cell in enumerate(cells):
        text = cell.text
        label = parse_label(text)
        if label is not None and label.style is None:
            continue
        if name is not None:
            break
        if kinds.is_half_authority(text):
            half = text
            continue
        if half and kinds.shouts(text):
            authority.append(f"{half} {text}")
            half, last = "", authority
        elif kinds.is_authority(text):
            head, tail = _split_authority(text)
            authority.append(head)
            last = authority
            if tail:
                position.append(tail)
                last = position
        elif kinds.is_position(text) or text == "PHÓ":
            position.append(text)
            last = position
        elif last and kinds.shouts(text) and len(text) < 90 and _goes_on(cells, at, last):
            last[-1] = f"{last[-1]} {text}"
        elif last and kinds.is_person(text):
            name = text
    if not authority and not position:
        return None
    return Signer(authority=" ".join(authority) or None, position=" ".join(position) or None, name=name)


def _goes_on(cells: Sequence[Cell], at: int, last: Sequence[str]) -> bool:
    """Tell whether a line in capitals goes on with the one above: it is no name, or the name stands below it."""
    text = cells[at].text
    if last[-1].endswith(_UNFINISHED) or not kinds.is_person(text.title()) or text.startswith(kinds.LEVELS):
        return not kinds.RULE.match(text)
    following = cells[at + 1].text if at + 1 < len(cells) else ""
    return kinds.is_person(following) and not kinds.shouts(following)


def _left(lines: Sequence[Line], indexes: Sequence[int]) -> list[Cell]:
    """Lay out the cells; where two offices sign side by side, those of the left one."""
    two = next((i for i in indexes if _both_sign(columns(lines[i].text))), None)
    if two is None:
        return lay_out(lines, indexes)
    out = lay_out(lines, [i for i in indexes if i < two])
    posted = False
    for index in indexes:
        if index < two:
            continue
        cells = columns(lines[index].text)
        signs = kinds.is_authority(cells[0]) or kinds.is_position(cells[0])
        if len(cells) == 1 and signs and posted:
            continue
        posted = posted or kinds.is_position(cells[0])
        out.append(Cell(cells[0], index))
    return out


def _both_sign(cells: Sequence[str]) -> bool:
    return len(cells) > 1 and all(kinds.is_authority(c) or kinds.is_position(c) for c in cells)


def _split_authority(text: str) -> tuple[str, str]:
    """`T/M BAN THƯỜNG VỤ PHÓ BÍ THƯ` on one line holds authority and position."""
    for word in (" PHÓ BÍ THƯ", " BÍ THƯ"):
        at = text.find(word)
        if (
            at > 0
            and not text.endswith("BAN", 0, at)
            and text.startswith(("T/M", "TM", "K/T BÍ", "KT. BÍ"))
            and not text.startswith(("K/T", "KT"))
        ):
            return text[:at], text[at + 1 :]
    return text, ""
