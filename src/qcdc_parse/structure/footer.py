"""The foot of a part: Nơi nhận and who signed."""

from __future__ import annotations

import re

from qcdc_parse.model import Signer
from qcdc_parse.structure import kinds
from qcdc_parse.structure.cells import entries, lay_out
from qcdc_parse.structure.labels import parse_label
from qcdc_parse.structure.parts import Part
from qcdc_parse.text import Line

_SEVERAL = re.compile(r"(?<=[,;.])\s+[-–]\s+(?=\S)")


_UNFINISHED = (" ỦY BAN", " UỶ BAN", " HỘI ĐỒNG")
"""No authority ends so: the next line goes on (`TM. ỦY BAN⏎NHÂN DÂN`)."""


def read_recipients(lines: tuple[Line, ...], part: Part) -> tuple[str, ...]:
    """The lines under `Nơi nhận`: bullets, or lines with a closing comma."""
    out: list[str] = []
    inside = False
    for index in range(part.footer, part.resumed):
        for column in kinds.columns(lines[index].text):
            found = kinds.RECIPIENTS.match(column)
            inside = inside or found is not None
            cell = column[found.end() :] if found else column
            if not inside or not cell:
                continue
            label = parse_label(cell)
            if label is not None and label.style is None:
                out += _SEVERAL.split(cell[label.end :])
            elif _signs(cell):
                continue
            elif out and out[-1][-1] not in ",;." and not found and not kinds.shouts(cell):
                out[-1] = f"{out[-1]} {cell}"
            elif (cell[-1] in ",;." and cell[0].isupper() and not kinds.shouts(cell) and len(cell) < 200) or found:
                out.append(cell)
    return tuple(entries(out))


def _signs(text: str) -> bool:
    return kinds.is_authority(text) or kinds.is_position(text) or kinds.is_person(text) or "ký)" in text.lower() or "đã ký" in text.lower()


def read_signer(lines: tuple[Line, ...], part: Part) -> Signer | None:
    """Authority, position and name, in this order, wherever the recipients stand between."""
    authority: list[str] = []
    position: list[str] = []
    name = None
    for cell in lay_out(lines, range(part.footer, part.resumed)):
        text = cell.text
        label = parse_label(text)
        if (label is not None and label.style is None) or kinds.RECIPIENTS.match(text):
            continue
        if name is None and kinds.is_authority(text):
            head, tail = _split_authority(text)
            authority.append(head)
            if tail:
                position.append(tail)
        elif name is None and (kinds.is_position(text) or text == "PHÓ"):
            position.append(text)
        elif (
            name is None
            and authority
            and not position
            and kinds.shouts(text)
            and len(text) < 90
            and (authority[-1].endswith(_UNFINISHED) or not kinds.is_person(text.title()))
        ):
            authority[-1] = f"{authority[-1]} {text}"
        elif name is None and (authority or position) and kinds.is_person(text):
            name = text
    if not authority and not position:
        return None
    return Signer(authority=" ".join(authority) or None, position=" ".join(position) or None, name=name)


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
