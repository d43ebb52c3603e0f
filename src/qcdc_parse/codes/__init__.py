"""Mã loại và mã cơ quan: the codes behind a serial, put right where typist or scanner broke them.

A code that is known as it stands is never changed. One that is not is looked up with its blank closed (``N Đ``), its capitals
(``TTG``) and its Đ (``HDND``) put right; what is then still unknown stays as printed.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import regex

from qcdc_parse.catalog import raw
from qcdc_parse.codes.bodies import is_party_body, is_state_body, official_body, with_stroke, without_figure
from qcdc_parse.codes.types import rare_type, rare_types, read_type, take_apart, type_codes
from qcdc_parse.model import System


class Codes(NamedTuple):
    """What a symbol says behind the serial.

    ``known`` tells that its type (or the year before it) and its body are known ones, ``dashed`` that it is of a form before
    1997 whose first mark is a hyphen.
    """

    type_code: str | None
    body: str
    system: System
    mended: bool
    dashed: bool
    known: bool


_SPLIT = regex.compile(r"\s{0,2}([-–—/.]{1,2})\s{0,2}")
_DOTTED_LEVEL = regex.compile(r"(?<=T)\.\s?(?=[ƯUW]$)")
_HYPHEN = str.maketrans("–—", "--")
_OLD = ("CP", "TTg", "HĐBT")
"""Bodies whose numbers before 1997 print a hyphen as well as a slash: `29-CP`, `30/CP`."""


@lru_cache(maxsize=4096)
def read_codes(codes: str, separator: str, year: bool) -> Codes | None:
    """Read the codes behind a serial and its ``separator``, and a year or none; None for no document's codes.

    >>> read_codes("NQ-CP", "-", False)
    Codes(type_code='NQ', body='CP', system='state', mended=True, dashed=False, known=True)
    """
    separator = separator.translate(_HYPHEN)
    if codes[0].islower():
        return _small(codes, separator, year)
    level = _DOTTED_LEVEL.sub("", codes)
    parts = _SPLIT.split(level)
    names, marks = parts[::2], [mark.translate(_HYPHEN) for mark in parts[1::2]]
    kind, misprint = read_type(names[0])
    if kind is None and (joined := take_apart(names[0], separator, year)):
        kind, misprint = joined[0], True
        names[:1] = joined
        marks.insert(0, "")
    misprint = misprint or level != codes
    if len(names) > 1:
        bodies = [official_body(name) for name in names[1:]]
        body = "-".join(name for name, _ in bodies)
        if kind is None or kind in rare_types():
            kind = rare_type(names[0], body, separator, marks[0], year)
        if kind:
            return _typed(kind, body, separator, marks, year, misprint or any(wrong for _, wrong in bodies))
    if "." in (separator, *marks) or "/" in marks:
        return None
    heads = [official_body(name) for name in names]
    if any(" " in name for name in names) and not is_state_body(heads[0][0]):
        return None
    if not _stands_alone(heads[0][0], year, separator):
        return None
    dashed = "/" not in separator
    mended = misprint or any(wrong for _, wrong in heads) or len(separator) != 1 or any(len(mark) > 1 for mark in marks)
    mended = mended or (dashed and heads[0][0] not in _OLD)
    body = "-".join(name for name, _ in heads)
    return Codes(None, body, "state", mended, dashed and not year, is_state_body(body))


def _typed(kind: str, body: str, separator: str, marks: list[str], year: bool, misprint: bool) -> Codes | None:
    known = is_state_body(body) or is_party_body(body)
    if "." in (separator, *marks) and not known:
        return None
    system = _system(body, year, separator, marks[0])
    if system == "party" and not known and with_stroke(body) != body:
        return _typed(kind, with_stroke(body), separator, marks, year, misprint=True)
    if system == "party" and body[-1].isdigit() and not known:
        return None
    dashed = system == "state" and not year and _is_old_law(kind, body, separator, marks[0])
    right = ("-", "/") if system == "party" or dashed else ("/", "-")
    mended = misprint or (separator, marks[0]) != right or any(len(mark) > 1 for mark in marks[1:])
    return Codes(kind, body, system, mended, dashed, known and kind in type_codes())


def _is_old_law(kind: str, body: str, separator: str, mark: str) -> bool:
    """`21-LCT/HĐNN8`, `39-L/CTN`; numbers of UBTVQH up to its ninth term print either form, which is kept."""
    head = without_figure(body)
    if (head == "HĐNN" and body != head) or (kind in raw("symbols")["laws"]["words"] and head in raw("symbols")["laws"]["bodies"]):
        return True
    return head == "UBTVQH" and len(body) == len(head) + 1 and "/" not in separator and "-" not in mark


def _small(codes: str, separator: str, year: bool) -> Codes | None:
    """`18-nq/tw`, `10/2022/qh15`: small letters are a symbol where all of it is known and its marks are right."""
    read = read_codes(codes.upper(), separator, year)
    if read is None or not read.known:
        return None
    marks = _SPLIT.split(codes)[1::2]
    if read.type_code is None:
        return read._replace(mended=True) if year and "QH" in read.body and not marks else None
    right = ("-", "/") if read.system == "party" or read.dashed else ("/", "-")
    return read._replace(mended=True) if (separator, marks[0]) == right else None


def _system(body: str, year: bool, first: str, second: str) -> System:
    if year or is_state_body(body):
        return "state"
    if is_party_body(body):
        return "party"
    return "state" if first == "/" and second != "/" else "party"


def _stands_alone(body: str, year: bool, separator: str) -> bool:
    """Tell whether a symbol without type code is a number: `10/2022/QH15`, `29-CP`, `125/SGDĐT-VP`."""
    if is_state_body(body):
        return year or "/" in separator or (separator[:1] == "-" and body in _OLD)
    return "/" in separator and not year and sum(map(str.isupper, body)) >= 2
