"""Tên cơ quan ban hành: the bodies of a letterhead; without one, the body that the text names as speaking."""

from __future__ import annotations

import re
from collections.abc import Sequence

import regex

from qcdc_parse.bodies import find_bodies, match_body
from qcdc_parse.catalog import raw
from qcdc_parse.structure import kinds
from qcdc_parse.structure.cells import Cell
from qcdc_parse.structure.copies import is_copy_mark, is_copy_number
from qcdc_parse.structure.labels import parse_label
from qcdc_parse.structure.letterhead import dated
from qcdc_parse.structure.parts import Part
from qcdc_parse.text import Line

_FOLD = re.compile(r"\s+")
_JOINED = re.compile(r"[^\W\d_]\s*[-–]$")
_JOINS = re.compile(r"[-–]\s*[^\W\d_]")
_TWO_BODIES = regex.compile(
    r"(?P<superior>(?:UBND|(?:ỦY|UỶ) BAN NHÂN DÂN) (?:TỈNH|THÀNH PHỐ|TP\.?|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG)(?: \p{Lu}+){1,4}?) (?P<issuer>(?:SỞ|PHÒNG|TRƯỜNG|BAN QUẢN LÝ|TRUNG TÂM|CHI CỤC) .+)"
    r"|(?P<superior>(?:TỈNH|THÀNH|HUYỆN|QUẬN|THỊ) (?:ỦY|UỶ)(?: \p{Lu}+){1,4}?) (?P<issuer>(?:BAN (?:TỔ CHỨC|DÂN VẬN|TUYÊN GIÁO|NỘI CHÍNH|CHỈ ĐẠO)|VĂN PHÒNG|(?:ỦY|UỶ) BAN KIỂM TRA|ĐẢNG (?:ỦY|UỶ)).*)"
    r"|(?P<superior>ĐẢNG BỘ .+?) (?P<issuer>(?:(?:ĐẢNG|TỈNH|THÀNH|HUYỆN|QUẬN|THỊ) (?:ỦY|UỶ)|CHI BỘ)(?: .*)?)"
)
"""Superior and issuing body on one line."""
_LONGEST_NAME = 80


def is_plain(cell: Cell) -> bool:
    """Tell whether a cell of a letterhead is words: no rule, mark, number, date, quốc hiệu."""
    text = cell.text
    return not (
        kinds.RULE.match(text)
        or kinds.is_nation(text)
        or kinds.secrecy(text)
        or kinds.urgency(text)
        or kinds.DRAFT.match(text)
        or is_copy_mark(text)
        or is_copy_number(text)
        or text.lower().startswith(("số", "ngày", "sô:", "sô "))
        or dated(text)
    )


def read_bodies(head: Sequence[Cell]) -> tuple[str | None, str | None]:
    """Superior and issuing body: the capital lines on the left; a line without a head of its own goes on."""
    names: list[str] = []
    last = -2
    joined = False
    for position, cell in enumerate(head):
        text = cell.text.strip(" *.-–_")
        if not is_plain(cell) or not text or not kinds.shouts(text):
            continue
        raw_text = cell.text.strip(" *")
        dash = names and (joined or _JOINS.match(raw_text))
        joined = _JOINED.search(raw_text) is not None
        if dash:
            names[-1] = f"{names[-1]} - {text}"
        elif names and names[-1].upper() in raw("thethuc")["heads"]["incomplete"]:
            names[-1] = f"{names[-1]} {text}"
        elif kinds.names_body(text) or not names:
            if not kinds.names_body(text):
                continue
            names.append(text)
        elif position == last + 1:
            names[-1] = f"{names[-1]} {text}"
        last = position
    names = [_FOLD.sub(" ", n) for n in names] or _small_bodies(head)
    if len(names) == 1 and (two := _TWO_BODIES.fullmatch(names[0])):
        return two["superior"], two["issuer"]
    if not names:
        return None, None
    return (names[-2] if len(names) > 1 else None), names[-1]


def _small_bodies(head: Sequence[Cell]) -> list[str]:
    """Bodies of a letterhead that a converter took the capitals from: lines that are a body's name and nothing else."""
    out: list[str] = []
    for at, cell in enumerate(head):
        text = cell.text.strip(" *")
        if not is_plain(cell) or len(text) > _LONGEST_NAME:
            continue
        joined = f"{text} {head[at + 1].text}" if at + 1 < len(head) else text
        if match_body(joined, 0) == len(joined):
            out.append(joined)
        elif match_body(text, 0) == len(text) and not (out and out[-1].endswith(text)):
            out.append(text)
    return out


def speaking_body(lines: tuple[Line, ...], part: Part, text: str) -> str | None:
    """Without a letterhead: the body that the first paragraphs name as speaking."""
    verbs = tuple(" " + v for v in raw("thethuc")["speaking"]["verbs"])
    for index in range(part.body, min(part.body + 8, part.footer)):
        line = lines[index]
        label = parse_label(line.text)
        if label is not None and label.style is not None:
            break
        for start, end in find_bodies(text, line.start, line.end):
            lead = text[max(line.start, start - 2) : start]
            if (start == line.start or lead in (", ", ". ", "; ", ": ")) and text.startswith(verbs, end):
                return _FOLD.sub(" ", text[start:end])
    return None
