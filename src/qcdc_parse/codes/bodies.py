"""Mã cơ quan: the codes of bodies that are known, put right where they are misprinted."""

from __future__ import annotations

from functools import cache

import regex

from qcdc_parse.catalog import raw

ASSEMBLY = regex.compile(r"((?:UBTV|ĐĐ|DD)?QH|H[ĐD]NN)([\dOolI]{1,2})")
_COMMITTEE = regex.compile(r"^DU(?=\p{Lu}{2})|DU(?=K?$)")
_BODY_DIGITS = regex.compile(r"\d+$")
DIGITS = str.maketrans("OolI", "0011")
"""Letters that scanners read for digits."""


def fold(code: str) -> str:
    """Return a code in capitals, without the strokes of Đ.

    >>> fold("QĐ-TTg")
    'QD-TTG'
    """
    return code.upper().replace("Đ", "D").replace("Ð", "D")


def without_figure(body: str) -> str:
    """Return a code without the term or the figure behind it: `QH` of `QH15`.

    >>> without_figure("QH15")
    'QH'
    """
    return _BODY_DIGITS.sub("", body)


@cache
def state_codes() -> frozenset[str]:
    """Return the codes of state bodies that are known by name."""
    return frozenset(raw("bodies")["state_codes"]["words"].split())


@cache
def party_codes() -> frozenset[str]:
    """Organ and level, level alone, and those that are neither."""
    data = raw("symbols")["party_bodies"]
    return frozenset([organ + level for organ in ("", *data["organs"]) for level in data["levels"]] + data["whole"])


@cache
def _party_levels() -> tuple[str, ...]:
    return tuple(raw("bodies")["party_levels"]["words"])


@cache
def body_codes() -> frozenset[str]:
    """Return the codes of all bodies that are known by name."""
    return state_codes() | party_codes()


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


def official_body(name: str) -> tuple[str, bool]:
    """Return the official form of a body's code and whether it was misprinted: `HDND`, `TTG`, `C P`, `QHl5`.

    >>> official_body("HDND"), official_body("C P"), official_body("UBND")
    (('HĐND', True), ('CP', True), ('UBND', False))
    """
    if found := ASSEMBLY.fullmatch(name.replace(" ", "")):
        right = found[1].replace("D", "Đ") + found[2].translate(DIGITS)
        return right, right != name
    closed = name.replace(" ", "")
    if "&" in closed:
        closed = "&".join(official_body(part)[0] for part in closed.split("&"))
    elif closed not in body_codes() | units():
        head = without_figure(closed)
        closed = (_folded().get(fold(head)) or head) + closed[len(head) :]
    return closed, closed != name


def with_stroke(body: str) -> str:
    """Put the stroke back into the Đ of đảng ủy in a Party code that is not known by name: `DUSYT`.

    >>> with_stroke("DUSYT")
    'ĐUSYT'
    """
    return _COMMITTEE.sub("ĐU", body)


def is_state_body(body: str) -> bool:
    """Tell whether a code is that of a known state body, with or without unit and term (`UBND-NC`, `QH15`).

    >>> is_state_body("UBND-NC"), is_state_body("VD")
    (True, False)
    """
    head = without_figure(body.partition("-")[0])
    return head in state_codes() or head.startswith(("UBND", "HĐND", "UBTVQH", "BCĐQG"))


def is_party_body(body: str) -> bool:
    """Tell whether a code is that of a Party body, known or by its level (`BTCTU`, `ĐUK`, `ĐĐQH15`).

    >>> is_party_body("UBKTTW"), is_party_body("UBND")
    (True, False)
    """
    data = raw("symbols")["party_bodies"]
    head = body.partition("-")[0]
    if without_figure(head) in data["numbered"]:
        return True
    return head in party_codes() or head.endswith(_party_levels()) or head.startswith(tuple(data["heads"]))
