"""Thể thức: who issued a part, when, under which number, to whom, and who signed.

Layouts: Hướng dẫn 36-HD/VPTW for Party documents (``Số 11-NQ/TU`` without colon), Nghị định 30/2020/NĐ-CP, Phụ lục I for
state ones (``Số: 12/KH-UBND``). The two columns of a letterhead arrive one below the other or, with a tab between, on one line.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

import regex

from qcdc_parse.dates import DATE, date_of, parse_date
from qcdc_parse.model import ArrivalStamp, DigitalSignature, Header
from qcdc_parse.number import symbol
from qcdc_parse.span import made
from qcdc_parse.structure import kinds
from qcdc_parse.structure.cells import Cell, entries, lay_out
from qcdc_parse.structure.copies import copied_from, without_copy
from qcdc_parse.structure.footer import read_recipients, read_typist
from qcdc_parse.structure.issuers import is_plain, read_bodies, speaking_body
from qcdc_parse.structure.labels import parse_label
from qcdc_parse.structure.letterhead import numbers
from qcdc_parse.structure.numbering import read_number
from qcdc_parse.structure.opening import ABOUT, after_authorship, is_title_line, over_rule
from qcdc_parse.structure.parts import Part
from qcdc_parse.structure.signature import read_signature
from qcdc_parse.structure.signer import read_signer
from qcdc_parse.structure.stamp import read_stamps
from qcdc_parse.text import Line

_PLACE = r"(?P<place>\p{Lu}[\p{L}\d\s.'’\-–]{1,50}?)"
_HOUR = r"(?:hồi\s+\d{1,2}\s*(?:giờ|h)\s*\d{0,2}(?:\s*phút)?,?\s+)?"
"""Telegrams print the hour: Nghị định 30/2020/NĐ-CP, Phụ lục III, mẫu 1.6."""
_PLACE_DATE = regex.compile(_PLACE + rf"(?:\s*,?\s*{_HOUR}(?i:ng[àảá]y)\s+|\s*,\s*)" + DATE, regex.VERBOSE)
_PLACE_ONLY = regex.compile(_PLACE + rf"\s*,\s*{_HOUR}(?i:ng[àảá]y)\b")
_TERMS = ("NHIỆM KỲ", "KHÓA", "KHOÁ", "LẦN THỨ")
"""What the name of a congress goes on with."""
_TERM = regex.compile(r"^[\s,]*\(?(?i:khóa|khoá)\s+[IVXL\d]+\)?(?:,?\s+nhiệm\s+kỳ\s+\d{4}\s?[-–]\s?\d{4})?")
"""The term of who issues: `của Ban Chấp hành Đảng bộ xã khóa XX`."""
_IN_BRACKETS = regex.compile(r"\((?P<title>(?:V/v|V/V|Về|về|VỀ)\s.+)\)\.?")
_SEVERAL = re.compile(r"(?<=[,;.])\s+[-–+]\s+(?=\S)")
_NUMBER_INITIALS = frozenset("SsLlPpNn")
_FOLD = re.compile(r"\s+")


def read_header(lines: tuple[Line, ...], part: Part, text: str) -> Header:
    """Read the header of one part; ``text`` is the whole canonical text."""
    top = lay_out(lines, range(part.first, part.body), head=True)
    digital, signed = read_signature(top, lines)
    top = [c for i, c in enumerate(top) if i not in signed]
    stamp, stamped = read_stamps(top)
    top = [c for i, c in enumerate(top) if i not in stamped]
    foot, marks_below = _foot(lines, part)
    digital, stamp = digital or marks_below[0], stamp or marks_below[1]
    typed = next((i for i, c in enumerate(top) if c.line == part.typed), None)
    address = next((i for i, c in enumerate(top) if kinds.ADDRESS.match(c.text)), None)
    head_end = typed if typed is not None else address if address is not None else len(top)
    head, copied = without_copy(top[:head_end])
    doc_type, title = _type_and_title(top, typed)
    if doc_type is None and address is not None:
        doc_type = "Công văn"
    if doc_type == "Đề cương" and title is not None and title[:8].lower() == "báo cáo ":
        doc_type, title = "Đề cương báo cáo", title[8:]
    number = read_number(head)
    if number is None and typed is not None:
        number = read_number([c for c in top[typed + 1 : typed + 4] if numbers(c.text)])
    superior, issuer = read_bodies(head)
    if title is None and typed is None:
        title = _subject(head)
    place, issued = _place_and_date([*reversed(head), *top[head_end:]] if copied else top)
    if place is None and issued is None:
        place, issued = _place_and_date(lay_out(lines, foot))
    if issuer is None and doc_type not in {"Đề cương báo cáo", "Đề cương"}:
        issuer = speaking_body(lines, part, text)
    if doc_type is None and number is not None:
        doc_type = number.doc_type
    marks = _marks(head)
    return made(
        Header,
        doc_type=doc_type,
        key=number.key if number else None,
        number=number.record() if number else None,
        issuer=issuer,
        superior=superior,
        place=place,
        issued=issued,
        title=title,
        addressees=_addressees(top, address),
        recipients=read_recipients(lines, foot),
        signer=read_signer(lines, foot),
        secrecy=next(filter(kinds.secrecy, marks), None),
        urgency=next(filter(kinds.urgency, marks), None),
        arrival_stamp=stamp,
        digital_signature=digital,
        typist=read_typist(lines, foot),
    )


def _foot(lines: tuple[Line, ...], part: Part) -> tuple[list[int], tuple[DigitalSignature | None, ArrivalStamp | None]]:
    """Return the lines of a foot that are the part's own, and what was stamped and signed digitally there."""
    cells = lay_out(lines, range(part.footer, part.resumed))
    digital, signed = read_signature(cells, lines)
    stamp, stamped = read_stamps(cells, footer=True)
    taken = signed | stamped
    gone = {cells[i].line for i in taken} - {cell.line for i, cell in enumerate(cells) if i not in taken}
    own = range(part.footer, copied_from(lines, part.footer, part.resumed))
    return [i for i in own if i not in gone], (digital, stamp)


def _marks(head: Sequence[Cell]) -> list[str]:
    """Độ mật and độ khẩn, alone on a line or behind the number."""
    out: list[str] = []
    for cell in head:
        text = cell.text
        if text[:1] in _NUMBER_INITIALS and (found := kinds.NUMBER.match(text)) and (numbered := symbol().match(text, found.end())):
            text = text[numbered.end() :]
        out += kinds.marks(text)
    return out


def _subject(head: Sequence[Cell]) -> str | None:
    """Trích yếu of a letter: the `V/v …` lines."""
    for index, cell in enumerate(head):
        found = kinds.SUBJECT.match(cell.text)
        if not found:
            continue
        out = [cell.text[found.end() :]]
        for following in head[index + 1 :]:
            if not is_plain(following) or kinds.shouts(following.text) or len(following.text) > 120 or parse_label(following.text):
                break
            out.append(following.text)
        return _FOLD.sub(" ", " ".join(out)).strip(" .;)") or None
    return None


def _type_and_title(top: Sequence[Cell], typed: int | None) -> tuple[str | None, str | None]:
    if typed is None:
        return None, None
    found = kinds.type_line(top[typed].text)
    assert found is not None
    doc_type, rest = found
    title: list[str] = []
    passed: list[str] = []
    ruled = False
    if rest and not (rest.upper().startswith("CỦA ") and kinds.names_body(rest[4:])):
        title.append(rest)
    below = [cell.text for cell in top[typed + 1 :]]
    sure = over_rule(below)
    for at, text in enumerate(below):
        if kinds.RULE.match(text) and passed and not title:
            ruled = True
            continue
        if ruled and not title and not text.lower().startswith(ABOUT):
            break
        bracketed = _IN_BRACKETS.fullmatch(text) if not title else None
        if bracketed:
            title.append(bracketed["title"])
            continue
        if kinds.RULE.match(text) or text.startswith("(") or kinds.ADDRESS.match(text) or kinds.GROUNDS.match(text):
            if title:
                break
            continue
        authored = after_authorship(text, titled=bool(title))
        if authored is not None:
            if title:
                break
            passed.append(text)
            about = _TERM.sub("", text[authored:]).strip(" ,")
            if about:
                title.append(about)
            continue
        if _PLACE_ONLY.match(text) or kinds.DRAFT.match(text) or numbers(text):
            continue
        if not (at < sure or is_title_line(text, title[-1] if title else "")):
            break
        title.append(text)
    if not title:
        # What looked like a body was the title after all.
        title = [t for t in passed if t[:4].upper() != "CỦA " and not kinds.is_position(t)]
        title = title[:1] if len(title) > 1 and kinds.names_body(title[-1]) else title
    elif passed and kinds.shouts(passed[-1]) and title[0].upper().startswith(_TERMS):
        title = [*passed, *title]
    return doc_type, " ".join(title).rstrip(" ;") or None


def _place_and_date(cells: Sequence[Cell]) -> tuple[str | None, dt.date | None]:
    may = [c.text for c in cells if len(c.text) <= _LONGEST_DATED and (c.text[-1:].isdigit() or "ng" in c.text.lower())]
    for text in may:
        if found := _PLACE_DATE.match(text):
            return found["place"].strip(), date_of(found)
    for text in may:
        if only := _PLACE_ONLY.match(text):
            return only["place"].strip(), None
        if len(text) < _LONGEST_DAY and text[:5].lower() == "ngày " and (day := parse_date(text)):
            return None, day
    return None, None


_LONGEST_DATED = 100
_LONGEST_DAY = 60


def _addressees(top: Sequence[Cell], address: int | None) -> tuple[str, ...]:
    if address is None:
        return ()
    out = _SEVERAL.split(kinds.ADDRESS.sub("", top[address].text, count=1))
    for cell in top[address + 1 :]:
        out += _SEVERAL.split(cell.text)
    return tuple(entries(out))
