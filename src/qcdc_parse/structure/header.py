"""Thể thức: who issued a part, when, under which number, to whom, and who signed.

Layouts: Hướng dẫn 36-HD/VPTW for Party documents (``Số 11-NQ/TU`` without colon), Nghị định 30/2020/NĐ-CP, Phụ lục I for
state ones (``Số: 12/KH-UBND``). The two columns of a letterhead arrive one below the other or, with a tab between, on one line.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence

import regex

from qcdc_parse.bodies import find_bodies
from qcdc_parse.catalog import raw
from qcdc_parse.dates import DATE, date_of, parse_date
from qcdc_parse.model import Header
from qcdc_parse.number import DocNumber, symbol
from qcdc_parse.structure import kinds
from qcdc_parse.structure.cells import Cell, entries, lay_out
from qcdc_parse.structure.copies import copied_from, is_copy_mark, is_copy_number, without_copy
from qcdc_parse.structure.footer import read_recipients, read_typist
from qcdc_parse.structure.labels import parse_label
from qcdc_parse.structure.opening import after_authorship, is_title_line
from qcdc_parse.structure.parts import Part
from qcdc_parse.structure.signature import read_signature
from qcdc_parse.structure.signer import read_signer
from qcdc_parse.structure.stamp import read_stamp
from qcdc_parse.text import Line

_SAID = regex.compile(r"(?i:(?:luật\s+)?s[ốôổồo])\s*[:.]?\s*(?=\S)")
_PLACE = r"(?P<place>\p{Lu}[\p{L}\d\s.'’\-–]{1,50}?)"
_PLACE_DATE = regex.compile(_PLACE + r"(?:\s*,?\s*(?i:ng[àảá]y)\s+|\s*,\s*)" + DATE, regex.VERBOSE)
_PLACE_ONLY = regex.compile(_PLACE + r"\s*,\s*(?i:ng[àảá]y)\b")
_JOINED = re.compile(r"[^\W\d_]\s*[-–]$")
_JOINS = re.compile(r"[-–]\s*[^\W\d_]")
_TERMS = ("NHIỆM KỲ", "KHÓA", "KHOÁ", "LẦN THỨ")
"""What the name of a congress goes on with."""
_SEVERAL = re.compile(r"(?<=[,;.])\s+[-–+]\s+(?=\S)")
_SERIAL = re.compile(r"\d{1,5}[a-zđ]?")
_FOLD = re.compile(r"\s+")


def read_header(lines: tuple[Line, ...], part: Part, text: str) -> Header:
    """Read the header of one part; ``text`` is the whole canonical text."""
    upper, lower = range(part.first, part.body), range(part.footer, part.resumed)
    digital, signed = read_signature(lines, [*upper, *lower])
    top = lay_out(lines, [i for i in upper if i not in signed])
    stamp, stamped = read_stamp(top)
    top = [c for i, c in enumerate(top) if i not in stamped]
    foot = [i for i in range(part.footer, copied_from(lines, part.footer, part.resumed)) if i not in signed]
    if stamp is None:
        below = lay_out(lines, foot)
        stamp, stamped = read_stamp(below, footer=True)
        gone = {below[i].line for i in stamped}
        foot = [i for i in foot if i not in gone]
    typed = next((i for i, c in enumerate(top) if c.line == part.typed), None)
    address = next((i for i, c in enumerate(top) if kinds.ADDRESS.match(c.text)), None)
    head_end = typed if typed is not None else address if address is not None else len(top)
    head, copied = without_copy(top[:head_end])
    doc_type, title = _type_and_title(top, typed)
    if doc_type is None and address is not None:
        doc_type = "Công văn"
    if doc_type == "Đề cương" and title is not None and title[:8].lower() == "báo cáo ":
        doc_type, title = "Đề cương báo cáo", title[8:]
    number = _number(head)
    superior, issuer = _bodies(head)
    if title is None and typed is None:
        title = _subject(head)
    place, issued = _place_and_date([*reversed(head), *top[head_end:]] if copied else top)
    if place is None and issued is None:
        place, issued = _place_and_date(lay_out(lines, foot))
    if issuer is None and doc_type not in {"Đề cương báo cáo", "Đề cương"}:
        issuer = _speaking_body(lines, part, text)
    if doc_type is None and number is not None:
        doc_type = number.doc_type
    return Header(
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
        secrecy=_mark(head, kinds.secrecy),
        urgency=_mark(head, kinds.urgency),
        arrival_stamp=stamp,
        digital_signature=digital,
        typist=read_typist(lines, foot),
    )


def _mark(head: Sequence[Cell], said: Callable[[str], bool]) -> str | None:
    """Độ mật or độ khẩn, alone on a line or behind the number."""
    for cell in head:
        found = kinds.NUMBER.match(cell.text)
        numbered = symbol().match(cell.text, found.end()) if found else None
        text = cell.text[numbered.end() :] if numbered else cell.text
        for piece in kinds.marks(text):
            if said(piece):
                return piece
    return None


def _number(head: Sequence[Cell]) -> DocNumber | None:
    for at, cell in enumerate(head):
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


def _is_plain(cell: Cell) -> bool:
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
        or _PLACE_ONLY.match(text)
    )


def _bodies(head: Sequence[Cell]) -> tuple[str | None, str | None]:
    """Superior and issuing body: the capital lines on the left; a line without a head of its own goes on."""
    names: list[str] = []
    last = -2
    joined = False
    for position, cell in enumerate(head):
        text = cell.text.strip(" *.-–_")
        if not _is_plain(cell) or not text or not kinds.shouts(text):
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
    names = [_FOLD.sub(" ", n) for n in names]
    if not names:
        return None, None
    return (names[-2] if len(names) > 1 else None), names[-1]


def _subject(head: Sequence[Cell]) -> str | None:
    """Trích yếu of a letter: the `V/v …` lines."""
    for index, cell in enumerate(head):
        found = kinds.SUBJECT.match(cell.text)
        if not found:
            continue
        out = [cell.text[found.end() :]]
        for following in head[index + 1 :]:
            if not _is_plain(following) or kinds.shouts(following.text) or len(following.text) > 120 or parse_label(following.text):
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
    if rest and not (rest.upper().startswith("CỦA ") and kinds.names_body(rest[4:])):
        title.append(rest)
    for cell in top[typed + 1 :]:
        text = cell.text
        if kinds.RULE.match(text) or text.startswith("(") or kinds.ADDRESS.match(text) or kinds.GROUNDS.match(text):
            if title:
                break
            continue
        authored = after_authorship(text, titled=bool(title))
        if authored is not None:
            if title:
                break
            passed.append(text)
            if authored < len(text):
                title.append(text[authored:].strip(" ,"))
            continue
        if _PLACE_ONLY.match(text) or kinds.DRAFT.match(text):
            continue
        if not is_title_line(text, titled=bool(title)):
            break
        title.append(text)
    if not title:
        # What looked like a body was the title after all.
        title = [t for t in passed if t[:4].upper() != "CỦA " and not kinds.is_position(t)]
    elif passed and title[0].upper().startswith(_TERMS):
        title = [*passed, *title]
    return doc_type, " ".join(title).rstrip(" ;") or None


def _place_and_date(cells: Sequence[Cell]) -> tuple[str | None, dt.date | None]:
    for cell in cells:
        if len(cell.text) > 100:
            continue
        found = _PLACE_DATE.match(cell.text)
        if found:
            return found["place"].strip(), date_of(found)
    for cell in cells:
        if len(cell.text) <= 100 and (only := _PLACE_ONLY.match(cell.text)):
            return only["place"].strip(), None
        if len(cell.text) < 60 and cell.text[:5].lower() == "ngày " and (day := parse_date(cell.text)):
            return None, day
    return None, None


def _addressees(top: Sequence[Cell], address: int | None) -> tuple[str, ...]:
    if address is None:
        return ()
    out = _SEVERAL.split(kinds.ADDRESS.sub("", top[address].text, count=1))
    for cell in top[address + 1 :]:
        out += _SEVERAL.split(cell.text)
    return tuple(entries(out))


def _speaking_body(lines: tuple[Line, ...], part: Part, text: str) -> str | None:
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
