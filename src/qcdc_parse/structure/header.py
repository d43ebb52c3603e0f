"""Thể thức: who issued a part, when, under which number, to whom, and who signed.

Layouts: Hướng dẫn 36-HD/VPTW for Party documents (``Số 11-NQ/TU`` without colon), Nghị định 30/2020/NĐ-CP, Phụ lục I for
state ones (``Số: 12/KH-UBND``). The two columns of a letterhead arrive one below the other or, with a tab between, on one line.
"""

from __future__ import annotations

import datetime as dt
import re

import regex

from qcdc_parse.bodies import find_bodies
from qcdc_parse.catalog import raw
from qcdc_parse.dates import DATE, date_of, parse_date
from qcdc_parse.model import ArrivalStamp, Header
from qcdc_parse.number import DocNumber, symbol
from qcdc_parse.structure import kinds
from qcdc_parse.structure.cells import Cell, entries, lay_out
from qcdc_parse.structure.footer import read_recipients, read_signer
from qcdc_parse.structure.labels import parse_label
from qcdc_parse.structure.parts import Part, after_authorship, is_title_line
from qcdc_parse.text import Line

_SAID = regex.compile(r"(?i:(?:luật\s+)?số)\s*:?\s*(?=\S)")
_PLACE_DATE = regex.compile(r"(?P<place>\p{Lu}[\p{L}\d\s.'’\-–]{1,50}?)\s*,?\s*(?i:ngày)\s+" + DATE, regex.VERBOSE)
_PLACE_ONLY = regex.compile(r"(?P<place>\p{Lu}[\p{L}\d\s.'’\-–]{1,50}?)\s*,\s*(?i:ngày)\b")
_STAMP_NUMBER = re.compile(r"Số\s*(?:đến)?\s*:?\s*(\d+)\s*$", re.IGNORECASE)
_STAMP_LINE = re.compile(r"(?:Số|Ngày|Chuy[ểê]n|Lưu|Giờ|Sao)\b.{0,60}$", re.IGNORECASE)
_FOLD = re.compile(r"\s+")


def read_header(lines: tuple[Line, ...], part: Part, text: str) -> Header:
    """Read the header of one part; ``text`` is the whole canonical text."""
    top = lay_out(lines, range(part.first, part.body))
    stamp, stamped = _arrival_stamp(top)
    top = [c for i, c in enumerate(top) if i not in stamped]
    typed = next((i for i, c in enumerate(top) if c.line == part.typed), None)
    address = next((i for i, c in enumerate(top) if kinds.ADDRESS.match(c.text)), None)
    head_end = typed if typed is not None else address if address is not None else len(top)
    head = top[:head_end]
    doc_type, title = _type_and_title(top, typed)
    if doc_type is None and address is not None:
        doc_type = "Công văn"
    if doc_type == "Đề cương" and title is not None and title[:8].lower() == "báo cáo ":
        doc_type, title = "Đề cương báo cáo", title[8:]
    number = _number(head)
    superior, issuer = _bodies(head)
    if title is None and typed is None:
        title = _subject(head)
    place, issued = _place_and_date(top)
    bottom = lay_out(lines, range(part.footer, part.resumed))
    if issued is None:
        place_below, issued = _place_and_date(bottom)
        place = place or place_below
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
        recipients=read_recipients(lines, part),
        signer=read_signer(lines, part),
        secrecy=next((c.text.strip(" .*") for c in head if kinds.secrecy(c.text)), None),
        urgency=next((c.text.strip(" .*") for c in head if kinds.urgency(c.text)), None),
        arrival_stamp=stamp,
    )


def _arrival_stamp(cells: list[Cell]) -> tuple[ArrivalStamp | None, set[int]]:
    """Find the stamp of the receiving office; its number and date are not the document's."""
    for index, cell in enumerate(cells):
        if not kinds.ARRIVAL.match(cell.text):
            continue
        taken = {index}
        number = _STAMP_NUMBER.search(cell.text)
        date = parse_date(cell.text)
        for step in (-1, 1):
            at = index + step
            while 0 <= at < len(cells) and abs(at - index) <= 5:
                text = cells[at].text
                plain = _STAMP_NUMBER.match(text)
                if not (
                    plain
                    or (step == 1 and _STAMP_LINE.match(text) and not ((said := _SAID.match(text)) and symbol().match(text, said.end())))
                ):
                    break
                number = number or plain
                date = date or (parse_date(text) if step == 1 else None)
                taken.add(at)
                at += step
            earlier = any(kinds.names_body(c.text) for c in cells[: max(at, 0)])
            if step == -1 and at > 0 and kinds.names_body(cells[at].text) and (len(taken) > 1 or earlier):
                taken.add(at)
        return ArrivalStamp(number=number[1] if number else None, date=date), taken
    return None, set()


def _number(head: list[Cell]) -> DocNumber | None:
    for cell in head:
        said = (symbol().match(cell.text, said.end()) for said in _SAID.finditer(cell.text))
        found = next(filter(None, said), None) or symbol().fullmatch(cell.text.strip())
        if found and (number := DocNumber.of_match(found)):
            return number
    return None


def _is_plain(cell: Cell) -> bool:
    text = cell.text
    return not (
        kinds.RULE.match(text)
        or kinds.is_nation(text)
        or kinds.secrecy(text)
        or kinds.urgency(text)
        or kinds.DRAFT.match(text)
        or text.lower().startswith(("số", "ngày"))
        or _PLACE_ONLY.match(text)
    )


def _bodies(head: list[Cell]) -> tuple[str | None, str | None]:
    """Superior and issuing body: the capital lines on the left; a line without a head of its own goes on."""
    names: list[str] = []
    last = -2
    for position, cell in enumerate(head):
        text = cell.text.strip(" *.-–_")
        if not _is_plain(cell) or not text or not kinds.shouts(text):
            continue
        if names and names[-1].upper() in raw("thethuc")["heads"]["incomplete"]:
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


def _subject(head: list[Cell]) -> str | None:
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


def _type_and_title(top: list[Cell], typed: int | None) -> tuple[str | None, str | None]:
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
        authored = after_authorship(text)
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
    return doc_type, " ".join(title).rstrip(" ;") or None


def _place_and_date(cells: list[Cell]) -> tuple[str | None, dt.date | None]:
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


def _addressees(top: list[Cell], address: int | None) -> tuple[str, ...]:
    if address is None:
        return ()
    out = [kinds.ADDRESS.sub("", top[address].text, count=1)]
    out += [c.text for c in top[address + 1 :]]
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
