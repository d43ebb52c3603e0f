"""Số và ký hiệu văn bản: document numbers as value objects.

Party numbers are ``NN-LOẠI/CƠ QUAN`` (Hướng dẫn 36-HD/VPTW); state numbers ``NN/NĂM/LOẠI-CƠ QUAN`` (Nghị định
34/2016/NĐ-CP), ``NN/LOẠI-CƠ QUAN`` or ``NN/CƠ QUAN-ĐƠN VỊ`` (Nghị định 30/2020/NĐ-CP). What typists and OCR make of them
(``217-QD/TW``, ``76-NQ-CP``, ``33 - KH/ĐUK``, ``217/QĐ-TW``) is read and mended.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

import regex

from qcdc_parse.catalog import doc_types, raw
from qcdc_parse.model import Number, System

# 33 - KH/ĐUK   04/2015/NĐ-CP   76-NQ-CP   10/2022/QH15   206/QĐ-BNN-PC   294QĐ/TW   6564-CV/VPTW/nb   số 4 7/2020/NĐ-CP
SYMBOL = r"""
    (?P<serial> \d{1,5} | (?<=[Ss]ố\ ) \d{1,2}\ \d{1,3} ) (?P<suffix> [a-zđ]? ) (?![.,]\d)
    (?:
        \s{0,2} (?P<sep> [-–/]{1,2} ) \s{0,2}
        (?: (?P<year> (?:19|20)\d\d ) (?: \s{0,2} [-–/] \s{0,2} | (?=\p{Lu}) ) )?
      | (?= \p{Lu}{2} )
      | \s (?= (?:NQ|CT|KL|QĐ|QD|HD|TB|KH|CTr|BC|CV|TTr) \s? / \s? \p{Lu}{2} )
    )
    (?P<codes> CODE (?: \s? [-–/] \s? CODE (?: [-–/] CODE ){0,2} )? ) (?: / (?P<mark> nb ) )?
    (?! [\p{L}\d] )
""".replace("CODE", r"\p{Lu}[\p{Lu}\d&]{0,14}(?:[riyghđ][\p{Lu}\d&]{0,8})?")
_SYMBOL = regex.compile(SYMBOL, regex.VERBOSE)
_SPLIT = regex.compile(r"\s?([-–/])\s?")
_BODY_DIGITS = regex.compile(r"\d+$")


@dataclass(frozen=True, slots=True)
class DocNumber:
    """A document number. ``serial`` keeps its padding as printed; ``mended`` tells that codes or separators were wrong.

    ``dashed`` marks the decrees before 1997 that print a hyphen (``29-CP``), ``mark`` what stands behind the symbol of
    internal papers (``nb``, nội bộ).

    >>> str(DocNumber.parse("33 - KH/ĐUK"))
    '33-KH/ĐUK'
    """

    serial: str
    suffix: str
    year: int | None
    type_code: str | None
    body_code: str
    system: System
    mended: bool = False
    dashed: bool = False
    mark: str = ""

    @classmethod
    def parse(cls, text: str) -> DocNumber | None:
        """Read a number that fills the whole string; None where it is none.

        >>> DocNumber.parse("76-NQ-CP").key, DocNumber.parse("28/8/2018")
        ('76/NQ-CP', None)
        """
        found = _SYMBOL.fullmatch(text.strip())
        return cls.of_match(found) if found else None

    @staticmethod
    def of_match(m: regex.Match[str]) -> DocNumber | None:
        """Make a number of a match of :data:`SYMBOL`; None where the codes are no document's."""
        return _number(*m.groups())

    @property
    def key(self) -> str:
        """Canonical form.

        >>> DocNumber.parse("217/QĐ-TW").key
        '217-QĐ/TW'
        """
        head = self.serial + self.suffix
        tail = f"{self.body_code}/{self.mark}" if self.mark else self.body_code
        if self.type_code is None:
            return f"{head}/{self.year}/{tail}" if self.year else f"{head}{'-' if self.dashed else '/'}{tail}"
        if self.system == "party":
            return f"{head}-{self.type_code}/{tail}"
        year = f"{self.year}/" if self.year else ""
        return f"{head}/{year}{self.type_code}-{tail}"

    def __str__(self) -> str:
        """Return the canonical form."""
        return self.key

    def record(self) -> Number:
        """Return the record of the contract."""
        return Number(
            serial=int(self.serial),
            suffix=self.suffix or None,
            mark=self.mark or None,
            year=self.year,
            type_code=self.type_code,
            body_code=self.body_code,
            system=self.system,
        )

    @property
    def doc_type(self) -> str | None:
        """Type that the symbol itself names; None where it names none or several (Party ``QĐ``).

        >>> DocNumber.parse("120-KL/TW").doc_type, DocNumber.parse("217-QĐ/TW").doc_type
        ('Kết luận', None)
        """
        if self.type_code is None:
            return None
        return _types_by_code()[self.system].get(self.type_code)


def _number(printed: str, suffix: str, separator: str | None, year: str | None, codes: str, mark: str | None) -> DocNumber | None:
    separator = separator.replace("–", "-") if separator else ""
    full = int(year) if year else None
    read = _read_codes(codes, separator, full is not None)
    if read is None:
        return None
    type_code, body, system, mended = read
    serial = printed.replace(" ", "")
    dashed = type_code is None and separator == "-"
    return DocNumber(serial, suffix, full, type_code, body, system, mended or serial != printed, dashed, mark or "")


@lru_cache(maxsize=4096)
def _read_codes(codes: str, separator: str, year: bool) -> tuple[str | None, str, System, bool] | None:
    """Read what follows the serial: type code, body, system, and whether it was misprinted; None for no document's codes."""
    parts = _SPLIT.split(codes)
    names, separators = parts[::2], parts[1::2]
    type_code, misprint = _mend_type(names[0])
    if type_code is None and (joined := _take_apart(names[0])):
        type_code, names[0], misprint = *joined, True
        names.insert(0, type_code)
        separators.insert(0, "")
    if type_code and len(names) >= 2:
        body = "-".join(names[1:])
        system = _system(body, year, separator, separators[0])
        if _BODY_DIGITS.search(body) and system == "party":
            return None
        mended = misprint or len(separator) != 1 or not _well_separated(system, separator, separators[0])
        return type_code, body, system, mended
    if not _stands_alone(names[0], year, separator) or "/" in separators:
        return None
    return None, "-".join(names), "state", misprint or (separator != "/" and names[0] not in _OLD)


@cache
def _codes() -> dict[str, tuple[str, bool]]:
    """Official code and whether it was misprinted, by printed code."""
    table: dict[str, tuple[str, bool]] = {}
    for t in doc_types():
        official = (*t.party, *t.state)
        for wrong in t.misprints:
            right = next((c for c in official if _plain(c) == _plain(wrong)), official[0])
            table.setdefault(wrong, (right, True))
    for t in doc_types():
        for code in (*t.party, *t.state):
            if len(code) > 1:
                table[code] = (code, False)
    return table


def _plain(code: str) -> str:
    return code.replace("Đ", "D").replace("Ð", "D").upper()


def _mend_type(code: str) -> tuple[str | None, bool]:
    return _codes().get(code, (None, False))


_JOINED = frozenset({"NQ", "QĐ", "KL", "HD", "TB", "KH", "CTr", "TTr", "BC", "CV", "NĐ"})
"""Type codes that no code of a body begins with; `TT` and `CT` stand for Thường trực and Chủ tịch as well."""


@lru_cache(maxsize=4096)
def _take_apart(code: str) -> tuple[str, str] | None:
    """Take a type code and the code of a known body apart that lost the mark between them: `TBMTTQ`."""
    if code in _state_codes():
        return None
    for at in range(len(code) - 2, 1, -1):
        kind, body = code[:at], code[at:]
        if kind in _JOINED and (body in _state_codes() or body in _party_levels()):
            return kind, body
    return None


_OLD = ("CP", "TTg", "HĐBT")
"""Bodies whose numbers before 1997 print a hyphen as well as a slash: `29-CP`, `30/CP`."""


@cache
def _state_codes() -> frozenset[str]:
    return frozenset(raw("bodies")["state_codes"]["words"].split())


@cache
def _party_levels() -> tuple[str, ...]:
    return tuple(raw("bodies")["party_levels"]["words"])


def is_state_body(body: str) -> bool:
    """Tell whether a code is that of a known state body, with or without unit and term (`UBND-NC`, `QH15`).

    >>> is_state_body("UBND-NC"), is_state_body("VD")
    (True, False)
    """
    head = _BODY_DIGITS.sub("", body.partition("-")[0])
    return head in _state_codes() or head.startswith(("UBND", "HĐND", "UBTVQH", "BCĐQG"))


def _system(body: str, year: bool, first: str, second: str) -> System:
    if year or is_state_body(body):
        return "state"
    if body.partition("-")[0].endswith(_party_levels()):
        return "party"
    return "state" if first == "/" and second != "/" else "party"


def _well_separated(system: System, first: str, second: str) -> bool:
    second = second.replace("–", "-")
    return (first, second) == (("-", "/") if system == "party" else ("/", "-"))


def _stands_alone(body: str, year: bool, separator: str) -> bool:
    """Tell whether a symbol without type code is a number: `10/2022/QH15`, `29-CP`, `125/SGDĐT-VP`."""
    if is_state_body(body):
        return year or separator == "/" or body in _OLD
    return separator == "/" and not year and sum(map(str.isupper, body)) >= 2


@cache
def _types_by_code() -> dict[System, dict[str, str | None]]:
    tables: dict[System, dict[str, str | None]] = {"party": {}, "state": {}}
    for t in doc_types():
        for table, codes in (("party", t.party), ("state", t.state)):
            for code in codes:
                known = tables[table]  # type: ignore[index]
                # A longer name of the same code (Thông báo kết luận) never hides the plain one.
                if code not in known or t.name in str(known[code]):
                    known[code] = t.name
                elif not t.name.startswith(str(known[code])):
                    known[code] = None
    return tables
