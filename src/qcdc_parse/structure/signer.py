"""Thẩm quyền ký: authority, position and name of who signed a part."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from qcdc_parse.model import Signer
from qcdc_parse.structure import kinds
from qcdc_parse.structure.cells import Cell, bullet, columns, lay_out
from qcdc_parse.structure.footer import is_typist
from qcdc_parse.text import Line

_SHORT = 40
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
        if bullet(text):
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
            head, tail, name = _take_apart(text)
            authority.append(head)
            last = authority
            if tail:
                position.append(tail)
                last = position
        elif kinds.is_position(text) or text == "PHÓ" or (last is authority and kinds.is_position(text.upper()) and len(text) < _SHORT):
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


_ONE_LINE = regex.compile(r"(?P<said>[\p{Lu}\s./\-–]+?\p{Lu}{2})(?:\s+(?P<name>\p{Lu}['’]?\p{Ll}+(?:\s\p{Lu}['’]?\p{L}*){1,4}))?$")
_FOR_HEAD = regex.compile(r"(?:(?:K/T|KT|T/L|TL|T/UQ|TUQ)[ .]*)")
_FOR_BODY = regex.compile(r"(?:T/M|TM)[ .]*")


def _take_apart(text: str) -> tuple[str, str, str | None]:
    """Read authority, position and name from one line: `T/M BAN THƯỜNG VỤ PHÓ BÍ THƯ`, `KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC Lê Văn An`."""
    found = _ONE_LINE.match(text)
    said, name = (found["said"], found["name"]) if found else (text, None)
    for at in (m.start() + 1 for m in regex.finditer(r"\s", said)):
        if not kinds.is_position(said[at:]) or said.endswith(_NO_BODY, 0, at):
            continue
        head = said[: at - 1]
        for_head = _FOR_HEAD.match(head)
        whole = kinds.is_position(head[for_head.end() :]) if for_head else _FOR_BODY.match(head) is not None and len(head.split()) > 1
        if whole:
            return head, said[at:], name
    return said, "", name


_NO_BODY = ("ĐOÀN ", "BAN ")
"""`ĐOÀN CHỦ TỊCH`, `BAN THƯỜNG TRỰC`, `BAN BÍ THƯ` are bodies."""
