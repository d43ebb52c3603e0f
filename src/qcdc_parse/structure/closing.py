"""The foot of a part: where Nơi nhận or the signature begins, and where the lines end that belong to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import regex

from qcdc_parse.structure import kinds
from qcdc_parse.structure.cells import columns
from qcdc_parse.structure.copies import is_copy_mark, is_copy_number
from qcdc_parse.structure.footer import is_typist, signs
from qcdc_parse.structure.labels import parse_label
from qcdc_parse.structure.letterhead import dated
from qcdc_parse.structure.signature import signature_end
from qcdc_parse.structure.stamp import is_stamp_line
from qcdc_parse.text import Line

_OUTSIDE = frozenset({"appendix", "part", "chapter", "article", "roman"})
_LISTS = ("BIỂU", "DANH MỤC", "DANH SÁCH", "BẢNG")
_CONTACT = regex.compile(r"(?:Địa chỉ|ĐT|Điện thoại|Fax|Website|E-?mail|Trụ sở)\b", regex.IGNORECASE)
_LONGEST = 160
"""No line of a foot is longer, bullets of Nơi nhận aside."""
_LONGEST_ENTRY = 260
_SHORT = 60
_ENDS = ".…"
_AFTER_MARK = 4


def begins_closing(lines: tuple[Line, ...], index: int) -> bool:
    """Tell whether the foot of a part surely begins with this line: Nơi nhận, or an authority."""
    text = lines[index].text
    cells = columns(text)
    if any(kinds.RECIPIENTS.match(c) and len(c) < _SHORT for c in cells) or (kinds.RECIPIENTS.match(text) and len(text) < _LONGEST_ENTRY):
        return True
    if any(kinds.is_authority(c) and kinds.shouts(c) for c in cells):
        return True
    if kinds.is_half_authority(text):
        return index + 1 < len(lines) and kinds.shouts(lines[index + 1].text)
    if len(text) < _SHORT and kinds.is_authority(text):
        return any(kinds.is_person(line.text) for line in lines[index + 1 : index + 4])
    return False


def may_begin_closing(lines: tuple[Line, ...], index: int) -> bool:
    """Tell whether it may begin: a position alone signs only where a name, a recipient list or the end follows."""
    if signature_end(lines, index) > index:
        return True
    if not any(map(kinds.is_position, columns(lines[index].text))):
        return False
    after = [line.text for line in lines[index + 1 : index + 4]]
    return not after or any(
        any(map(kinds.is_person, columns(t))) or kinds.RECIPIENTS.match(t) or "ký)" in t.lower() or "(ký" in t.lower() for t in after
    )


def is_appended(text: str) -> bool:
    """Tell whether a line names what is appended behind a signature: an appendix, a list, a table."""
    label = parse_label(text)
    return (label is not None and label.style == "appendix") or (kinds.shouts(text) and text.startswith(_LISTS))


def closing_end(lines: tuple[Line, ...], start: int, starts_part: Callable[[tuple[Line, ...], int], bool]) -> tuple[int, bool]:
    """Return the line after the foot that begins at ``start``, and whether a part of its own starts there."""
    index = start
    named = listing = open_entry = False
    while index < len(lines):
        text = lines[index].text
        if index > start and starts_part(lines, index):
            return index, True
        signed = signature_end(lines, index)
        if signed > index:
            index = signed
            continue
        label = parse_label(text)
        if label is not None and label.style in _OUTSIDE:
            return index, False
        if kinds.shouts(text) and text.startswith(_LISTS):
            return index, False
        cells = columns(text)
        if any(map(kinds.RECIPIENTS.match, cells)):
            listing = True
            open_entry = text[-1] not in _ENDS
        elif label is not None and label.style is None and len(cells) == 1:
            if len(text) > _LONGEST_ENTRY or (named and not listing):
                return index, False
            open_entry = listing and text[-1] not in _ENDS
        elif any(map(signs, cells)):
            named = named or any(map(kinds.is_person, cells))
        elif not _belongs(lines, index, cells):
            if len(text) > _LONGEST or (named and not open_entry) or (label is not None and not listing):
                return index, False
            open_entry = open_entry and text[-1] not in _ENDS
        index += 1
    return index, False


def _belongs(lines: tuple[Line, ...], index: int, cells: Sequence[str]) -> bool:
    """Tell whether a line is of those that stand about a signature: marks, stamps, contact, the copying office."""
    text = lines[index].text
    if kinds.RULE.match(text) or dated(text) or _CONTACT.match(text):
        return True
    if any(is_typist(c) or is_copy_mark(c) or is_copy_number(c) or is_stamp_line(c) for c in cells):
        return True
    if not any(map(kinds.names_body, cells)):
        return False
    after = [line.text for line in lines[index + 1 : index + _AFTER_MARK]]
    return any(is_copy_mark(t) or is_copy_number(t) or kinds.ARRIVAL.match(t) for t in after)
