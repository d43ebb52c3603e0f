"""Numbers that a line end cuts: what stands before and after it is read together, and is one number or is not."""

from __future__ import annotations

import regex

from qcdc_parse.number import DocNumber, symbol

_STARTS = regex.compile(r"(?<![\p{L}\d/.,–-])\d{1,5}")
_OPENING = regex.compile(r"\d{1,5}[a-zđ]?\s?[-–/]\s?(?:\d{4}\s?/\s?)?(?:\p{Lu}|$)")
_MARKS = "-–—/"
_FAR = 40
"""No number is longer than this on either side of the cut, in code points."""
_ENDS = regex.compile(r"\s*(?:[.,;:)\]”]|$|(?:ngày|của|về|và|gửi)\b)")


def begins_number(text: str, *, told: bool) -> bool:
    """Tell whether a line begins with a number; one that only ``số`` before it tells, or that is cut itself, where it is ``told``.

    >>> begins_number("09-ĐA/TU. Qua học tập", told=False), begins_number("5/ CV đi, đến", told=False)
    (True, False)
    """
    if told and _OPENING.match(text):
        return True
    found = symbol().match(text[: 2 * _FAR])
    number = DocNumber.of_match(found) if found else None
    return number is not None and (told or number.telling)


def is_cut(before: str, after: str) -> bool:
    """Tell whether a line end between two texts cuts a number, at one of its marks.

    >>> is_cut("Thông báo số 464/TB-STP-", "VP ngày 3/5"), is_cut("theo Kế hoạch số 12/KH-UBND", "- UBND các xã báo cáo")
    (True, False)
    """
    opens, last = after[0] in _MARKS, before[-1]
    if not (opens or last in _MARKS) or last in ".,;:":
        return False
    tail, head = before[-_FAR:], after[:_FAR]
    for start in _STARTS.finditer(tail):
        found = symbol().match(tail + head, start.start())
        if found is None or found.end() <= len(tail):
            continue
        number = DocNumber.of_match(found)
        if number is None or not number.telling:
            continue
        whole = symbol().fullmatch(tail, start.start()) if opens else None
        printed = DocNumber.of_match(whole) if whole else None
        if printed is not None and printed.telling:
            # A number that is complete goes on with a unit (`-VP`) only where nothing else can be meant: a dash begins items too.
            return head[1:2].isupper() and _ENDS.match(head, found.end() - len(tail)) is not None
        return True
    return False
