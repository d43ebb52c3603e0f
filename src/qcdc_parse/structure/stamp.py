"""Dấu văn bản đến: the stamp of the office that received a document; its number and date are never the document's.

Nghị định 30/2020/NĐ-CP, Phụ lục IV: name of the office, ĐẾN, Số, Ngày, Chuyển, Số và ký hiệu hồ sơ.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from qcdc_parse.dates import parse_date
from qcdc_parse.model import ArrivalStamp
from qcdc_parse.number import symbol
from qcdc_parse.structure import kinds
from qcdc_parse.structure.cells import Cell

_NUMBER = re.compile(r"S[ốôổ]\s*(?:đến)?\s*[:.]*\s*(\d+)\s*$", re.IGNORECASE)
_INSIDE = re.compile(r"S[ốôổ]\s*(?:đến)?\s*[:.]*\s*(\d+)(?=\s+Ng[àa]y\b|\s*$)", re.IGNORECASE)
_LINE = re.compile(r"(?:S[ốôổ]|Ng[àảá]y|Chuy[ểêéế]n|L[ưu]u|Giờ|Sao)\b.{0,60}$", re.IGNORECASE)
_FARTHEST = 5


def is_stamp_line(text: str) -> bool:
    """Tell whether a line can stand in such a stamp."""
    return kinds.ARRIVAL.match(text) is not None or (_LINE.match(text) is not None and not _numbers_document(text))


def _numbers_document(text: str) -> bool:
    said = kinds.NUMBER.match(text)
    return said is not None and symbol().match(text, said.end()) is not None


def read_stamps(cells: Sequence[Cell], *, footer: bool = False) -> tuple[ArrivalStamp | None, set[int]]:
    """Find the stamps among cells; return the first with the positions of the cells of all."""
    first: ArrivalStamp | None = None
    taken: set[int] = set()
    for at, cell in enumerate(cells):
        if at in taken or not kinds.ARRIVAL.match(cell.text):
            continue
        stamp, own = _read(cells, at, footer=footer)
        first = first or stamp
        taken |= own
    return first, taken


def _read(cells: Sequence[Cell], at: int, *, footer: bool) -> tuple[ArrivalStamp, set[int]]:
    taken = {at}
    own = cells[at].text
    number = _INSIDE.search(own)
    date = parse_date(own)
    first = at
    while first > 0 and at - first < _FARTHEST and (plain := _NUMBER.match(cells[first - 1].text)):
        number = number or plain
        first -= 1
        taken.add(first)
    last = at + 1
    while last < len(cells) and last - at <= _FARTHEST and _LINE.match(cells[last].text) and not _numbers_document(cells[last].text):
        number = number or _INSIDE.match(cells[last].text)
        date = date or _day(cells[last].text)
        taken.add(last)
        last += 1
    receiver = _receiver(cells, first, last, footer=footer)
    if receiver is not None:
        taken.add(receiver)
    name = " ".join(cells[receiver].text.split()) if receiver is not None else None
    return ArrivalStamp(number=number[1] if number else None, date=date, receiver=name), taken


def _day(text: str) -> dt.date | None:
    return parse_date(text) if text[:1] in "Nn" or "ngày" in text.lower() else None


def _receiver(cells: Sequence[Cell], first: int, last: int, *, footer: bool) -> int | None:
    """The office above the stamp, where it cannot be the letterhead's own: another one stands below, or apart above."""
    above = first - 1
    if above < 0 or not kinds.names_body(cells[above].text):
        return None
    below = any(kinds.names_body(c.text) for c in cells[last:])
    apart = any(kinds.names_body(c.text) for c in cells[:above]) and not kinds.names_body(cells[above - 1].text)
    return above if footer or below or apart else None
