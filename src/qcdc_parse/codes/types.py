"""Mã loại: type codes, put right where they are misprinted, and those that are one only before certain bodies."""

from __future__ import annotations

from functools import cache

from qcdc_parse.catalog import doc_types, raw
from qcdc_parse.codes.bodies import ASSEMBLY, body_codes, fold, is_party_body, is_state_body, official_body, party_codes, without_figure


@cache
def _table() -> dict[str, tuple[str, bool]]:
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


@cache
def type_codes() -> frozenset[str]:
    """Return all type codes as they should be printed."""
    return frozenset(code for code, _ in _table().values())


@cache
def rare_types() -> frozenset[str]:
    """Type codes that are one only before certain bodies."""
    return frozenset([*raw("symbols")["party_types"]["words"], *raw("symbols")["laws"]["words"]])


def read_type(name: str) -> tuple[str | None, bool]:
    """Return the official form of a type code, or None, and whether it was misprinted: `ND`, `CTR`, `N Đ`.

    >>> read_type("KH"), read_type("CTR"), read_type("XYZ")
    (('KH', False), ('CTr', True), (None, False))
    """
    table = _table()
    if name in table:
        return table[name]
    closed = name.replace(" ", "")
    found = table.get(closed) or table.get(fold(closed))
    return (found[0], True) if found else (None, False)


def rare_type(name: str, body: str, separator: str, mark: str, year: bool) -> str | None:
    """Read a code that is a type only here: of Party papers, of laws, or one nobody knows between the right marks of its system.

    >>> rare_type("GCN", "VPTU", "-", "/", False), rare_type("GCN", "UBND", "/", "-", False)
    ('GCN', None)
    """
    code = read_type(name)[0] or name
    laws = raw("symbols")["laws"]
    if code in laws["words"]:
        return code if without_figure(body) in laws["bodies"] else None
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


def take_apart(code: str, separator: str, year: bool) -> list[str] | None:
    """Take a type code and the code of a known body apart that lost the mark between them: `TBMTTQ`.

    >>> take_apart("TBMTTQ", "/", False)
    ['TB', 'MTTQ']
    """
    if code in body_codes() or code == "CTCP":  # công ty cổ phần
        return None
    party = separator == "-" and not year
    for at in range(len(code) - 1, 1, -1):
        kind, body = code[:at], code[at:]
        if not body[0].isupper():
            continue
        if kind not in _JOINED and not (_table().get(kind) == (kind, False) and (year or party)):
            continue
        official = official_body(body)[0]
        if official in (party_codes() if party and kind not in _JOINED else body_codes()) or ASSEMBLY.fullmatch(body):
            return [kind, body]
        if party and is_party_body(official):
            return [kind, body]
    return None
