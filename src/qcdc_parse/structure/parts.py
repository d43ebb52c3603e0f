"""Parts: the documents that one file holds, each with header, body and footer.

A letter and the outline it sends, a decision and the regulation it issues, documents pasted one after the other: a new
part begins where a letterhead stands, or, the one before having ended, a type line in capitals.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import islice

import regex

from qcdc_parse.structure import kinds
from qcdc_parse.structure.closing import begins_closing, closing_end, is_appended, may_begin_closing
from qcdc_parse.structure.copies import is_copy_number
from qcdc_parse.structure.labels import parse_label
from qcdc_parse.structure.letterhead import begins_letterhead, dated, first_of_letterhead, in_form, numbers
from qcdc_parse.structure.opening import is_label, opening_end, over_rule
from qcdc_parse.text import Line


@dataclass(frozen=True, slots=True)
class Part:
    """Lines ``[first, last)`` of one document.

    ``typed`` is its type line, if it has one. The body is ``[body, footer)`` and, where appendices stand behind the signature, ``[resumed, last)`` as well.
    """

    first: int
    typed: int | None
    body: int
    footer: int
    resumed: int
    last: int


def split_parts(lines: tuple[Line, ...]) -> list[Part]:
    """Find the parts of a file, at least one."""
    formal = kinds.formal_lines(lines)
    parts: list[Part] = []
    first = 0
    while first < len(lines) or not parts:
        typed, body = opening_end(lines, first)
        footer, resumed, ended = _footer(lines, formal, first, body)
        last = resumed
        if not ended:
            rest = islice(formal, bisect_left(formal, resumed + 1), None)
            last = next((first_of_letterhead(lines, i, resumed) for i in rest if _starts_later(lines, resumed, i)), len(lines))
        parts.append(Part(first, typed, body, footer, resumed, last))
        first = last
    return parts


def _footer(lines: tuple[Line, ...], formal: list[int], first: int, body: int) -> tuple[int, int, bool]:
    """Return where the footer of a part begins and ends, and whether the part ends there too."""
    kept: tuple[int, int, bool] | None = None
    for at in range(bisect_left(formal, body), len(formal)):
        index = formal[at]
        if index > first and _starts_document(lines, index):
            start = first_of_letterhead(lines, index, max(first + 1, body))
            return kept or (start, start, True)
        if kept and _shouted_type(lines, index):
            return kept
        sure = begins_closing(lines, index)
        if not sure and (kept or not may_begin_closing(lines, index)):
            continue
        # Minutes, reports and forms put place and date above the signature.
        above = index - 1 if index > body and dated(lines[index - 1].text) else index
        end, ended = closing_end(lines, index, _starts_part)
        if sure or ended or end == len(lines) or is_appended(lines[end].text):
            return above, end, ended
        # A position and a name may stand in a list; the foot is further below then.
        kept = above, end, False
    return kept or (len(lines), len(lines), True)


def _shouted_type(lines: tuple[Line, ...], index: int) -> tuple[str, str] | None:
    """Return the type of a type line in capitals that is no title of a form or appendix."""
    text = lines[index].text
    found = kinds.type_line(text)
    if found is None or not kinds.shouts(text[: len(found[0])]):
        return None
    return None if in_form(lines, index, 2 if attached(lines, index) else 6) else found


def _starts_part(lines: tuple[Line, ...], index: int) -> bool:
    """Tell whether a document of its own begins with this line, the one before having ended."""
    if not kinds.may_be_formal(lines[index].text):
        return False
    return begins_letterhead(lines, index) or _shouted_type(lines, index) is not None or _addressed(lines, index)


def _starts_later(lines: tuple[Line, ...], resumed: int, index: int) -> bool:
    """The same further behind the footer: in an appendix a type line is a heading, and a letter may be addressed anywhere."""
    if _is_appendix(lines[resumed].text):
        return _starts_document(lines, index)
    return begins_letterhead(lines, index) or _shouted_type(lines, index) is not None


def _is_appendix(text: str) -> bool:
    label = parse_label(text)
    return label is not None and label.style == "appendix"


def _addressed(lines: tuple[Line, ...], index: int) -> bool:
    """`Kính gửi` behind a signature, or a number above it, begins a letter whose letterhead is lost."""
    text = lines[index].text
    if kinds.ADDRESS.match(text):
        return not in_form(lines, index)
    if not numbers(text) or is_copy_number(text):
        return False
    return any(kinds.ADDRESS.match(line.text) or kinds.type_line(line.text) for line in lines[index + 1 : index + 6])


def _starts_document(lines: tuple[Line, ...], index: int) -> bool:
    """Without a footer before, only a whole letterhead, or a type line with what is told of it below, begins a part."""
    if begins_letterhead(lines, index):
        return True
    found = _shouted_type(lines, index)
    if found is None or not kinds.shouts(lines[index].text):
        return False
    return attached(lines, index) or (not found[1] and over_rule([line.text for line in lines[index + 1 : index + 7]]) > 0)


_ATTACHED = regex.compile(
    r"\(?\s*(?:(?:ban\s+hành|phê\s+duyệt|gửi|đính|công\s+bố)\s+)?(?:kèm\s+theo|kèm\s+(?=(?:công\s+văn|kế\s+hoạch|quyết\s+định|hướng\s+dẫn)\b))(?!\s+\p{Ll}+\s+này)",
    regex.IGNORECASE,
)


def attached(lines: tuple[Line, ...], index: int) -> bool:
    """Look for `(Kèm theo …)`, `(Ban hành kèm theo …)` beneath a type line."""
    for line in lines[index + 1 : index + 6]:
        if _ATTACHED.match(line.text):
            return True
        if is_label(line.text) or len(line.text) > 300:
            return False
    return False
