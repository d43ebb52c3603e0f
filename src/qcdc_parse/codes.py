"""Mã loại và mã cơ quan: the codes behind a serial, put right where typist or scanner broke them.

A code that is known as it stands is never changed. One that is not is looked up with its blank closed (``N Đ``), its capitals
(``TTG``) and its Đ (``HDND``) put right; what is then still unknown stays as printed.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

import regex

from qcdc_parse.catalog import doc_types, raw
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
_ASSEMBLY = regex.compile(r"((?:UBTV|ĐĐ|DD)?QH|H[ĐD]NN)([\dOolI]{1,2})")
_BODY_DIGITS = regex.compile(r"\d+$")
_DOTTED_LEVEL = regex.compile(r"(?<=T)\.\s?(?=[ƯUW]$)")
DIGITS = str.maketrans("OolI", "0011")
"""Letters that scanners read for digits."""
OLD = ("CP", "TTg", "HĐBT")
"""Bodies whose numbers before 1997 print a hyphen as well as a slash: `29-CP`, `30/CP`."""


@lru_cache(maxsize=4096)
def read_codes(codes: str, separator: str, year: bool) -> Codes | None:
    """Read the codes behind a serial and its ``separator``, and a year or none; None for no document's codes.

    >>> read_codes("NQ-CP", "-", False)
    Codes(type_code='NQ', body='CP', system='state', mended=True, dashed=False, known=True)
    """
    if codes[0].islower():
        return _small(codes, separator, year)
    level = _DOTTED_LEVEL.sub("", codes)
    parts = _SPLIT.split(level)
    names, marks = parts[::2], [mark.replace("–", "-").replace("—", "-") for mark in parts[1::2]]
    kind, misprint = _type(names[0])
    if kind is None and (joined := _take_apart(names[0], separator, year)):
        kind, misprint = joined[0], True
        names[:1] = joined
        marks.insert(0, "")
    misprint = misprint or level != codes
    if len(names) > 1:
        bodies = [_official(name) for name in names[1:]]
        body = "-".join(name for name, _ in bodies)
        if kind is None or kind in _rare():
            kind = _rare_type(names[0], body, separator, marks[0], year)
        if kind:
            return _typed(kind, body, separator, marks, year, misprint or any(wrong for _, wrong in bodies))
    if "." in (separator, *marks) or "/" in marks:
        return None
    heads = [_official(name) for name in names]
    if not _stands_alone(heads[0][0], year, separator):
        return None
    dashed = "/" not in separator
    mended = misprint or any(wrong for _, wrong in heads) or len(separator) != 1 or any(len(mark) > 1 for mark in marks)
    mended = mended or (dashed and heads[0][0] not in OLD)
    body = "-".join(name for name, _ in heads)
    return Codes(None, body, "state", mended, dashed and not year, is_state_body(body))


def _typed(kind: str, body: str, separator: str, marks: list[str], year: bool, misprint: bool) -> Codes | None:
    known = is_state_body(body) or is_party_body(body)
    if "." in (separator, *marks) and not known:
        return None
    system = _system(body, year, separator, marks[0])
    if system == "party" and _BODY_DIGITS.search(body) and not known:
        return None
    dashed = system == "state" and not year and _is_old_law(kind, body, separator, marks[0])
    right = ("-", "/") if system == "party" or dashed else ("/", "-")
    mended = misprint or (separator, marks[0]) != right or any(len(mark) > 1 for mark in marks[1:])
    return Codes(kind, body, system, mended, dashed, known)


def _is_old_law(kind: str, body: str, separator: str, mark: str) -> bool:
    """`21-LCT/HĐNN8`, `39-L/CTN`; numbers of UBTVQH up to its ninth term print either form, which is kept."""
    head = _BODY_DIGITS.sub("", body)
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


# Types -----------------------------------------------------------------------------------------------------------------


@cache
def _types() -> dict[str, tuple[str, bool]]:
    """Official code and whether it was misprinted, by printed code."""
    table: dict[str, tuple[str, bool]] = {}
    for t in doc_types():
        official = (*t.party, *t.state)
        for wrong in t.misprints:
            right = next((c for c in official if fold(c) == fold(wrong)), official[0])
            table.setdefault(wrong, (right, True))
    codes = [code for t in doc_types() for code in (*t.party, *t.state) if len(code) > 1]
    codes += [*raw("symbols")["party_types"]["words"], *raw("symbols")["laws"]["words"]]
    table.update((code, (code, False)) for code in codes)
    for code in codes:
        table.setdefault(fold(code), (code, True))
    return table


def type_codes() -> frozenset[str]:
    """Return all type codes as they should be printed."""
    return frozenset(code for code, _ in _types().values())


@cache
def _rare() -> frozenset[str]:
    """Type codes that are one only before certain bodies."""
    return frozenset([*raw("symbols")["party_types"]["words"], *raw("symbols")["laws"]["words"]])


def fold(code: str) -> str:
    """Return a code in capitals, without the strokes of Đ.

    >>> fold("QĐ-TTg")
    'QD-TTG'
    """
    return code.upper().replace("Đ", "D").replace("Ð", "D")


def _type(name: str) -> tuple[str | None, bool]:
    table = _types()
    if name in table:
        return table[name]
    closed = name.replace(" ", "")
    found = table.get(closed) or table.get(fold(closed))
    return (found[0], True) if found else (None, False)


def _rare_type(name: str, body: str, separator: str, mark: str, year: bool) -> str | None:
    """Read a code that is a type only here: of Party papers, of laws, or one nobody knows between the right marks of its system."""
    code = _type(name)[0] or name
    laws = raw("symbols")["laws"]
    if code in laws["words"]:
        return code if _BODY_DIGITS.sub("", body) in laws["bodies"] else None
    party = is_party_body(body) and not is_state_body(body)
    if code in raw("symbols")["party_types"]["words"]:
        return code if party else None
    if not (2 <= len(code) <= 6 and code.isalpha()) or code.startswith("HĐ"):  # contracts: HĐKT, HĐLĐ
        return None
    if party and not year:
        return code if (separator, mark) == ("-", "/") else None
    return code if year and (separator, mark) == ("/", "-") and is_state_body(body) and not is_state_body(code) else None


_JOINED = frozenset({"NQ", "QĐ", "KL", "HD", "TB", "KH", "CTr", "TTr", "BC", "CV", "NĐ", "QC"})
"""Type codes that no code of a body begins with; `TT` and `CT` stand for Thường trực and Chủ tịch as well."""


def _take_apart(code: str, separator: str, year: bool) -> list[str] | None:
    """Take a type code and the code of a known body apart that lost the mark between them: `TBMTTQ`."""
    if code in body_codes() or code == "CTCP":  # công ty cổ phần
        return None
    party = separator == "-" and not year
    for at in range(len(code) - 1, 1, -1):
        kind, body = code[:at], code[at:]
        if kind not in _JOINED and not (_types().get(kind) == (kind, False) and (year or party)):
            continue
        official = _official(body)[0]
        if official in (_party_codes() if party and kind not in _JOINED else body_codes()) or _ASSEMBLY.fullmatch(body):
            return [kind, body]
        if party and is_party_body(official):
            return [kind, body]
    return None


# Bodies ----------------------------------------------------------------------------------------------------------------


@cache
def state_codes() -> frozenset[str]:
    """Return the codes of state bodies that are known by name."""
    return frozenset(raw("bodies")["state_codes"]["words"].split())


@cache
def _party_codes() -> frozenset[str]:
    """Organ and level, level alone, and those that are neither."""
    data = raw("symbols")["party_bodies"]
    return frozenset([organ + level for organ in ("", *data["organs"]) for level in data["levels"]] + data["whole"])


@cache
def _party_levels() -> tuple[str, ...]:
    return tuple(raw("bodies")["party_levels"]["words"])


@cache
def body_codes() -> frozenset[str]:
    """Return the codes of all bodies that are known by name."""
    return state_codes() | _party_codes()


@cache
def units() -> frozenset[str]:
    """Return the codes of drafting units that may stand behind a body."""
    return frozenset(raw("symbols")["units"]["words"])


@cache
def _folded() -> dict[str, str]:
    """Codes of bodies by their folded form; a form that two share leads to none."""
    table: dict[str, str] = {}
    for code in sorted(body_codes() | units()):
        table[fold(code)] = "" if table.get(fold(code), code) != code else code
    return table


def _official(name: str) -> tuple[str, bool]:
    """Return the official form of a body's code and whether it was misprinted: `HDND`, `TTG`, `C P`, `QHl5`."""
    if found := _ASSEMBLY.fullmatch(name.replace(" ", "")):
        right = found[1].replace("D", "Đ") + found[2].translate(DIGITS)
        return right, right != name
    closed = name.replace(" ", "")
    if closed not in body_codes() | units():
        head = _BODY_DIGITS.sub("", closed)
        closed = (_folded().get(fold(head)) or head) + closed[len(head) :]
    return closed, closed != name


def is_state_body(body: str) -> bool:
    """Tell whether a code is that of a known state body, with or without unit and term (`UBND-NC`, `QH15`).

    >>> is_state_body("UBND-NC"), is_state_body("VD")
    (True, False)
    """
    head = _BODY_DIGITS.sub("", body.partition("-")[0])
    return head in state_codes() or head.startswith(("UBND", "HĐND", "UBTVQH", "BCĐQG"))


def is_party_body(body: str) -> bool:
    """Tell whether a code is that of a Party body, known or by its level (`BTCTU`, `ĐUK`, `ĐĐQH15`).

    >>> is_party_body("UBKTTW"), is_party_body("UBND")
    (True, False)
    """
    data = raw("symbols")["party_bodies"]
    head = body.partition("-")[0]
    if _BODY_DIGITS.sub("", head) in data["numbered"]:
        return True
    return head in _party_codes() or head.endswith(_party_levels()) or head.startswith(tuple(data["heads"]))


def _system(body: str, year: bool, first: str, second: str) -> System:
    if year or is_state_body(body):
        return "state"
    if is_party_body(body):
        return "party"
    return "state" if first == "/" and second != "/" else "party"


def _stands_alone(body: str, year: bool, separator: str) -> bool:
    """Tell whether a symbol without type code is a number: `10/2022/QH15`, `29-CP`, `125/SGDĐT-VP`."""
    if is_state_body(body):
        return year or "/" in separator or (separator[:1] == "-" and body in OLD)
    return "/" in separator and not year and sum(map(str.isupper, body)) >= 2
