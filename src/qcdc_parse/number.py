"""Số và ký hiệu văn bản: document numbers as value objects.

Party numbers are ``NN-LOẠI/CƠ QUAN`` (Hướng dẫn 36-HD/VPTW); state numbers ``NN/NĂM/LOẠI-CƠ QUAN`` (Nghị định
34/2016/NĐ-CP), ``NN/LOẠI-CƠ QUAN`` or ``NN/CƠ QUAN-ĐƠN VỊ`` (Nghị định 30/2020/NĐ-CP). What typists and OCR make of them
(``217-QD/TW``, ``76-NQ-CP``, ``33 - KH/ĐUK``, ``217/QĐ-TW``) is read and mended.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import regex

from qcdc_parse.catalog import doc_types, raw
from qcdc_parse.codes import read_codes
from qcdc_parse.codes.bodies import DIGITS, is_state_body, state_codes, units
from qcdc_parse.model import Number, System
from qcdc_parse.span import made

_MARK = r"[-–—/]"
_CODE = r"(?:(?:UBTV|ĐĐ)?QH\ ?[\dOolI]\ ?[\dOolI](?![\p{L}\d])|\p{Lu}[\p{Lu}\d&]{0,14}(?:[riyghođ][\p{Lu}\d&]{0,8})?)"


def _broken(words: Iterable[str], least: int) -> str:
    """Return a pattern of words with a blank inside that leaves at least so many letters on either side."""
    return "|".join(rf"{word[:at]}\ {word[at:]}" for word in sorted(words) for at in range(least, len(word) - least + 1))


def _grammar() -> str:
    """Write the pattern of number and symbol, with the codes of the catalogue that a blank may break."""
    # A blank that a scanner put into a code: N Đ-CP, T W, UB ND, BTC TW. A capital that stands alone is no word.
    kind = r"(?=\p{Lu}{1,3}y?\ [\p{Lu}rigo])\p{Lu}{1,3}y?\ (?:\p{Lu}{1,2}[rigyo]?|[rigo])"
    organs, levels = raw("symbols")["party_bodies"]["organs"], raw("symbols")["party_bodies"]["levels"]
    party = rf"(?:{'|'.join(organs)})(?:\ (?:{'|'.join(levels)})|{_broken(levels, 1)})|(?:{_broken(organs, 1)})(?:{'|'.join(levels)})"
    alone = r"\p{Lu}\ \p{Lu}[\p{Lu}g]{0,6}\d{0,2}|\p{Lu}{1,7}\ [\p{Lu}g](?!\p{L})"
    body = rf"(?=\p{{Lu}}{{1,7}}\ [\p{{Lu}}g])(?:{alone}|(?:{_broken(state_codes() | units(), 2)})\d{{0,2}}|{party})(?![\p{{L}}\d])"
    unit = f"(?:{'|'.join(sorted(units()))})"
    # 33 - KH/ĐUK   04/2015/NĐ-CP   76-NQ-CP   10/2022/QH15   206/QĐ-BNN-PC   294QĐ/TW   6564-CV/VPTW/nb   số 4 7/2020/NĐ-CP
    # 3O-CT/TW   18-NQ.TW   18-NQ/T.Ư   192/2010/N Đ-CP   18-nq/tw
    return rf"""
    (?P<serial> \d{{1,5}} (?! [OI] | [ol] (?!\s?{_MARK}) ) | (?<=[Ss][ốỐ]:?\ ) (?!(?:\d\ ?){{6}}) \d{{1,4}}\ \d{{1,4}} | (?=\d*[OolI]) (?=[OolI]*\d) [\dOolI]{{1,4}}[\dOI] (?=\s?{_MARK}) )
    (?P<suffix> [a-zđ] | [A-DĐ] (?=\s?{_MARK}) | ) (?![.,]\d)
    (?:
        (?: \s{{0,2}} (?P<sep> {_MARK}{{1,2}} ) \s{{0,2}} | (?P<sep>\.) (?=\p{{Lu}}) )
        (?: (?P<year> [1lI]9[\dOolI]{{2}} | 2[0Oo][\dOolI]{{2}} ) (?: \s{{0,2}} {_MARK}{{1,2}} \s{{0,2}} | \. (?=\p{{Lu}}) | (?=\p{{Lu}}) ) )?
      | (?= \p{{Lu}} (?: \p{{Lu}} | y[ĐC] | rS ) )
      | \s (?= (?:NQ|CT|KL|QĐ|QD|HD|TB|KH|CTr|BC|CV|TTr) \s? / \s? \p{{Lu}}{{2}} )
    )
    (?P<codes>
        (?: TTLT|NQLT|QCPH|KHPH|CTPH ) \s{{0,2}} (?: {_MARK}{{1,2}} \s{{0,2}} {_CODE} \s{{0,2}} ){{2,5}} (?<!\s)
      | (?: {kind} (?=\s?{_MARK}) | {body} | {_CODE} )
        (?: (?: \s{{0,2}} {_MARK}{{1,2}} \s{{0,2}} | \. (?=\p{{Lu}}) )
            (?: {body} | {_CODE} )
            (?: (?: {_MARK}{{1,2}}\s{{0,2}} | \s{{1,2}}{_MARK} | \s{{1,2}}{_MARK}\s{{1,2}} (?={unit} (?: \ ? (?![\p{{L}}\d\s]) | \ (?:ngày|về|của) )) ) {_CODE} ){{0,3}} )?
        (?: (?<=T) \. [ƯUW] )?
      | (?<=[\da-zđ]/) [a-zđ]{{1,6}} (?: - [a-zđ&]{{2,8}} \d{{0,2}} ){{1,3}} | (?<=[\da-zđ]/) (?:ubtv)?qh\d\d
      | (?<=[\da-zđ]-) [a-zđ]{{1,6}} / [a-zđ&]{{2,8}} \d{{0,2}} (?: - [a-zđ&]{{2,8}} ){{0,2}}
    )
    (?: \s? / \s? (?P<mark> nb ) )?
    (?! [\p{{L}}\d] )
    """


@cache
def symbol() -> regex.Pattern[str]:
    """Return the pattern of number and symbol, to match where one may begin; compiled once, when first needed.

    >>> DocNumber.of_match(symbol().match("theo 33 - KH/ĐUK ngày", 5)).key
    '33-KH/ĐUK'
    """
    return regex.compile(_grammar(), regex.VERBOSE)


class DocNumber(NamedTuple):
    """A document number. ``serial`` keeps its padding as printed; ``mended`` tells that codes or separators were wrong.

    ``dashed`` marks the numbers before 1997 that print a hyphen (``29-CP``, ``21-LCT/HĐNN8``), ``mark`` what stands behind the symbol of
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
        found = symbol().fullmatch(text.strip())
        return cls.of_match(found) if found else None

    @staticmethod
    def of_match(m: regex.Match[str]) -> DocNumber | None:
        """Make a number of a match of :func:`symbol`; None where the codes are no document's."""
        return DocNumber.of_parts(*m.groups())

    @staticmethod
    def of_parts(serial: str, suffix: str, separator: str | None, year: str | None, codes: str, mark: str | None) -> DocNumber | None:
        """Make a number of its parts as they are printed; None where the codes are no document's.

        >>> DocNumber.of_parts("76", "", "-", None, "NQ-CP", None).key
        '76/NQ-CP'
        """
        read = read_codes(codes, separator or "", year is not None)
        if read is None:
            return None
        type_code, body, system, mended, dashed, known = read
        if serial.isdigit() and (year is None or year.isdigit()) and not suffix.isupper():
            return DocNumber(serial, suffix, int(year) if year else None, type_code, body, system, mended, dashed, mark or "")
        # A letter for a digit, and a capital behind the serial, are put right only beside a symbol that is known through and through.
        if not known and " " not in serial:
            return None
        plain = serial.replace(" ", "").translate(DIGITS)
        full = int(year.translate(DIGITS)) if year else None
        return DocNumber(plain, suffix.lower(), full, type_code, body, system, True, dashed, mark or "")

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
        if self.system == "party" or self.dashed:
            return f"{head}-{self.type_code}/{tail}"
        year = f"{self.year}/" if self.year else ""
        return f"{head}/{year}{self.type_code}-{tail}"

    def __str__(self) -> str:
        """Return the canonical form."""
        return self.key

    @property
    def telling(self) -> bool:
        """Tell whether the symbol says by itself that it is a document's: it has a type code, or a body that is known.

        >>> DocNumber.parse("125/SGDĐT-VP").telling, DocNumber.parse("125/KDC").telling
        (True, False)
        """
        return self.type_code is not None or is_state_body(self.body_code)

    def record(self) -> Number:
        """Return the record of the contract."""
        return made(
            Number,
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


@cache
def _types_by_code() -> dict[System, dict[str, str | None]]:
    tables: dict[System, dict[str, str | None]] = {"party": {}, "state": {}}
    for t in doc_types():
        for known, codes in ((tables["party"], t.party), (tables["state"], t.state)):
            for code in codes:
                # A longer name of the same code (Thông báo kết luận) never hides the plain one.
                if code not in known or t.name in str(known[code]):
                    known[code] = t.name
                elif not t.name.startswith(str(known[code])):
                    known[code] = None
    return tables
