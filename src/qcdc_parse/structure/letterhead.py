"""Letterheads: whether one begins with a line.

A body's name alone begins many lines. It is a letterhead's where, before anything else stands, a number, quốc hiệu or tiêu đề of
Party documents stands with it (Nghị định 30/2020/NĐ-CP, Phụ lục I; Hướng dẫn 36-HD/VPTW).
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from qcdc_parse.bodies import match_body
from qcdc_parse.dates import parse_date
from qcdc_parse.number import symbol
from qcdc_parse.structure import kinds
from qcdc_parse.structure.cells import columns
from qcdc_parse.structure.copies import is_copy_mark
from qcdc_parse.structure.labels import parse_label
from qcdc_parse.structure.signature import signature_end
from qcdc_parse.structure.stamp import is_stamp_line
from qcdc_parse.text import Line

_LONGEST = 24
"""Lines of the longest letterhead, with stamps, marks and subject."""
_UNNUMBERED = regex.compile(r"[\s.…_]*[-–/]\s?\p{Lu}{1,6}[\p{L}\d&]{0,6}(?:\s?[-–/]|$)")
_FORMS = ("PHỤ LỤC", "Phụ lục", "MẪU", "Mẫu", "BIỂU MẪU", "Biểu mẫu")
_SERIAL = regex.compile(r"\d{1,5}[a-zđ]?")
"""A number stamped apart from its symbol."""
_FARTHEST_BACK = 6
_FARTHEST_FORM = 150
_TO_FILL = regex.compile(r"[.…_]{2,}|…")


_DATED = regex.compile(
    r"(?:\p{Lu}[\p{L}\d\s.'’\-–]{1,50},\s*|\p{Lu}[\p{L}.]*(?:\s\p{Lu}[\p{L}.]*){0,3}\s+)?(?:hồi\s+\d{1,2}\s*(?:giờ|h)\s*\d{0,2}(?:\s*phút)?,?\s+)?(?i:ng[àảá]y)(?=[\s\d.…_/]*(?:tháng|$)|\s*\d{1,2}\s?[/.-]\s?\d)"
)


def dated(text: str) -> bool:
    """Tell whether a line is `Hà Nội, ngày … tháng … năm …`, filled in or not."""
    return len(text) < 80 and _DATED.match(text) is not None


def numbers(text: str) -> bool:
    """Tell whether a cell holds the number of a document, or the place where it is to be filled in, and nothing else."""
    said = kinds.NUMBER.match(text)
    if said is None:
        return False
    found = symbol().match(text, said.end())
    if found is None:
        return _UNNUMBERED.match(text, said.end()) is not None
    rest = text[found.end() :]
    return len(rest) < 30 and (not rest.strip(" .*") or kinds.shouts(rest))


def begins_letterhead(lines: Sequence[Line], index: int) -> bool:
    """Tell whether a letterhead begins with this line: of a document, not of a form to be filled in."""
    start = signature_end(lines, index)
    first = columns(lines[start].text) if start < len(lines) else []
    if not any(kinds.is_nation(c) or kinds.names_body(c) or is_copy_mark(c) for c in first):
        return False
    seen = _seen(lines, start)
    if not ("nation" in seen or ("body" in seen and ("number" in seen or {"date", "typed"} <= seen))):
        return False
    if "filled" in seen:
        return True
    if "blank" in seen or in_form(lines, index):
        return False
    # Forms of an appendix begin with quốc hiệu, and name no body and no day.
    whole = "dated" in seen or ("body" in seen and bool(seen & {"number", "date"}))
    return whole or not in_form(lines, index, _FARTHEST_FORM)


def names_on(lines: Sequence[Line], index: int) -> bool:
    """A body's name that goes on with the word of a type (`BAN CHỈ ĐẠO THỰC HIỆN⏎QUY CHẾ DÂN CHỦ …`): the number comes after."""
    if index == 0 or not kinds.names_body(lines[index - 1].text.split("\t")[0]):
        return False
    after = [line.text for line in lines[index + 1 : index + 7]]
    return any(kinds.NUMBER.match(t) and any(map(str.isdigit, t)) for t in after) and any(map(kinds.type_line, after))


def first_of_letterhead(lines: Sequence[Line], index: int, floor: int) -> int:
    """Return where a letterhead begins of which ``index`` is the line of quốc hiệu: a converter may have taken capitals off what stands above."""
    first = at = index
    while at > max(floor, index - _FARTHEST_BACK):
        at -= 1
        text = lines[at].text
        if match_body(text, 0) == len(text):
            first = at
        elif not (kinds.RULE.match(text) or numbers(text) or kinds.is_nation(text)):
            break
    return first


def in_form(lines: Sequence[Line], index: int, above: int = 6) -> bool:
    """Tell whether a form or appendix was named in the lines just above, or a body whose name is to be filled in."""
    texts = [line.text for line in lines[max(0, index - above) : index]]
    return any(t.startswith(_FORMS) or (("…" in t or "..." in t) and kinds.names_body(t)) for t in texts)


def _seen(lines: Sequence[Line], start: int) -> set[str]:
    """What the lines of a letterhead hold, as far as they are such lines."""
    seen: set[str] = set()
    for index in range(start, min(start + _LONGEST, len(lines))):
        text = lines[index].text
        if (kinds.type_line(text) and not names_on(lines, index)) or kinds.ADDRESS.match(text):
            seen.add("typed")
            break
        kind = {_kind(cell, seen) for cell in columns(text)}
        if kind == {""} and "subject" in seen and len(text) < 100 and parse_label(text) is None:
            continue
        if "" in kind or (index > start and signature_end(lines, index) > index):
            break
        seen |= kind
        if "number" in kind and any(map(_is_filled, columns(text))):
            seen.add("filled")
        if "date" in kind and parse_date(text):
            seen.add("dated")
        if "body" in kind and _TO_FILL.search(text):
            seen.add("blank")
    return seen


def _is_filled(cell: str) -> bool:
    said = kinds.NUMBER.match(cell)
    return said is not None and symbol().match(cell, said.end()) is not None


def _kind(text: str, seen: set[str]) -> str:
    """Say what a cell of a letterhead is; the empty string where it is none."""
    if len(text) > 200:
        return ""
    if kinds.is_nation(text):
        return "nation"
    if numbers(text):
        return "number"
    if kinds.RULE.match(text) or kinds.secrecy(text) or kinds.urgency(text) or kinds.DRAFT.match(text):
        return "mark"
    if is_copy_mark(text) or is_stamp_line(text):
        return "mark"
    if kinds.is_position(text) and not kinds.names_body(text):
        return ""
    if kinds.names_body(text):
        return "body"
    if kinds.SUBJECT.match(text):
        return "subject"
    if dated(text):
        return "date"
    if "body" in seen and _SERIAL.fullmatch(text):
        return "mark"
    return "more" if "body" in seen and kinds.shouts(text) and len(text) < 90 else ""
