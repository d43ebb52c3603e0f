"""Số và ký hiệu in a letterhead, also where the number was stamped apart from its symbol."""

from __future__ import annotations

import re
from collections.abc import Sequence

import regex

from qcdc_parse.number import DocNumber, symbol
from qcdc_parse.structure import kinds
from qcdc_parse.structure.cells import Cell

_SAID = regex.compile(r"(?i:(?:luật\s+)?s[ốôổồo])\s*[:.]?\s*(?=\S)")
_SERIAL = re.compile(r"\d{1,5}[a-zđ]?")


def read_number(head: Sequence[Cell]) -> DocNumber | None:
    """Read the first document number of a letterhead; None where there is none, or only the place for one."""
    for at, cell in enumerate(head):
        if not any(map(str.isdigit, cell.text)) and not kinds.NUMBER.match(cell.text):
            continue
        said = (symbol().match(cell.text, said.end()) for said in _SAID.finditer(cell.text))
        found = next(filter(None, said), None) or symbol().fullmatch(cell.text.strip()) or _stamped_apart(head, at)
        if found and (number := DocNumber.of_match(found)):
            return number
    return None


def _stamped_apart(head: Sequence[Cell], at: int) -> regex.Match[str] | None:
    """Read a serial and a symbol that stand in neighbouring cells: `Số: 12` and `/QĐ-UBND`, or `Số:      /QĐ-UBND` and `12`."""
    said = kinds.NUMBER.match(head[at].text)
    if said is None:
        return None
    rest = head[at].text[said.end() :].strip(" .…_")
    near = [head[i].text.strip(" .…_") for i in (at - 1, at + 1) if 0 <= i < len(head)]
    if _SERIAL.fullmatch(rest):
        pairs = [(rest, other) for other in near if other[:1] in "-–/" and len(other) > 3]
    elif rest[:1] in "-–/" and len(rest) > 3:
        pairs = [(other, rest) for other in near if _SERIAL.fullmatch(other)]
    elif not rest:
        pairs = [(near[-1], "")] if at + 1 < len(head) else []
    else:
        pairs = []
    return next((m for serial, code in pairs if (m := symbol().fullmatch(f"{serial}{code}"))), None)
