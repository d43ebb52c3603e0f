"""Finding mentions by their number, and the type word before it.

The number is the anchor: it is rare in prose and unmistakable; the type word is looked up backwards from it.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from qcdc_parse.number import DocNumber, symbol
from qcdc_parse.references.lines import LineOf
from qcdc_parse.references.mention import Mention
from qcdc_parse.references.numbered import BEFORE, numbered, typed
from qcdc_parse.references.type_words import common_type

_RULES = {"party": "numbered.party", "state": "numbered.state"}

_CODE = r"[A-ZĐ][A-ZĐ\d&]{1,14}(?:[riyg][A-ZĐ\d&]{0,8})?"
# A number printed as the rules want it, behind a word and with no more of a symbol behind it: most are.
_PLAIN = (
    r"(?<=[^\d.,/–—-]\ .)[0-9]{0,4}\ ?([-–/])\ ?(?:((?:19|20)[0-9]{2})/)?"
    rf"({_CODE}(?:[-/]{_CODE}){{0,3}})(?=[,;:)”]|\ (?!\p{{Ll}}(?!\p{{L}}))[\p{{Ll}}(“]|\.\s|[\n\t](?![-–—/\s])|\Z)"
)
# What every symbol holds: a digit and, hardly apart from it, a code (`04/2015/NĐ-CP`, `33 - KH/ĐUK`, `294QĐ/TW`). This is
# what texts are scanned for, six times as fast as for whole symbols; dates, ratios and sums end it at once.
_SITE = regex.compile(
    rf"[0-9](?:{_PLAIN}"
    r"|[a-zđ]?(?:(?:\.|[ \t\n\-–—/]{0,6})\p{Lu}[riyghđo]?[\p{Lu}\dol&\s./–—-]|-[a-zđ]{1,6}/[a-zđ]|/[a-zđ]))"
)
_BEFORE_YEAR = regex.compile(r"[\dOolI]{1,5}[A-Da-zđĐ]?(?:\s{0,2}[-–—/]{1,2}\s{0,2}|\.)$")
_SPLIT_SERIAL = regex.compile(r"[Ss][ốỐ]:? (\d{1,4} )$")
_LONGEST_SERIAL = 11
_DIGITS = 5
_GO_ON = frozenset("0123456789-–—/.")
_TWINS = frozenset("OolI")
_LIKE_DIGITS = _TWINS | frozenset("0123456789")
# A type code may touch the number (`NĐ103/CP`); no other letter does.
FREE = r"(?<![\d/.,–-]|\d[ ]|(?<!(?<!\p{L})(?:NĐ|NQ|QĐ|KL|CT|TT|CV))(?<=\p{L}))"
_FREE = regex.compile(FREE)


def find_numbered(text: str, line_of: LineOf) -> list[Mention]:
    """Find every mention with a number, left to right."""
    out: list[Mention] = []
    last = 0
    for start, end, number in symbols(text):
        if number.type_code is None and not number.telling and _fused(text, start):
            continue
        common = common_type(text, start, max(start - BEFORE, last))
        if common and text.find("\n", start, end) < 0:
            found = [numbered(common[0], end, _RULES[number.system], common[1], number)]
        else:
            line_start, line_end = line_of(start)
            found = typed(text, start, end, number, line_start, out[-1] if out else None) if end <= line_end else []
        if not found or (found[0].doc_type == "Hợp đồng" and not number.telling):
            continue  # of firms: numbers of contracts are those of documents only where an office's code stands in them
        out += found
        last = end
    return out


def symbols(text: str) -> Iterator[tuple[int, int, DocNumber]]:
    """Yield start, end and number of what is printed as number and symbol, left to right.

    >>> [number.key for _, _, number in symbols("Chỉ thị 30 -CT/TW và Nghị định số 04/2015/NĐ-CP")]
    ['30-CT/TW', '04/2015/NĐ-CP']
    """
    done = 0
    for site in _SITE.finditer(text):
        start, end = site.span()
        if start < done:
            continue
        separator, year, codes = site.groups()
        if codes is not None:
            done = end
            number = DocNumber.of_parts(text[start : site.start(1)].rstrip(" "), "", separator, year, codes, None)
        else:
            found = _whole(text, done, start)
            if found is None:
                continue
            start, done = found.span()
            number = DocNumber.of_match(found)
        if number is not None:
            yield start, done, number


def _whole(text: str, done: int, last: int) -> regex.Match[str] | None:
    """Match the whole of a symbol that has the digit at ``last`` in it, from where its serial can begin."""
    start = last
    while text[start - 1 : start].isdigit():
        start -= 1
    begins = [start]
    if text[start - 1 : start] in _TWINS or text[last + 1 : last + 2] in _TWINS:
        # Letters that a scanner read for digits stand before them or among them: `l20-KL/TW`, `2O15`.
        while text[last + 1 : last + 2] in _LIKE_DIGITS and last - start < _DIGITS - 1:
            last += 1
        while text[start - 1 : start] in _LIKE_DIGITS and last - start < _DIGITS - 1:
            start -= 1
        begins.insert(0, start)
    if text[max(0, start - 3) : start].rstrip()[-1:] in _GO_ON:
        begins = [*_earlier(text, done, start, last), *begins]
    matches = (symbol().match(text, begin) for begin in begins if begin >= done and _FREE.match(text, begin))
    return next(filter(None, matches), None)


def _earlier(text: str, done: int, start: int, last: int) -> list[int]:
    """Return where a number can begin ahead of the digits ``text[start : last + 1]``: these may be its year, or half its serial."""
    begins = []
    if last - start == 3 and (serial := _BEFORE_YEAR.search(text, max(done, start - _LONGEST_SERIAL), start)):
        begins = [serial.start()]
        start = serial.start()
    if half := _SPLIT_SERIAL.search(text, max(done, start - 9), start):
        begins.insert(0, half.start(1))
    return begins


def _fused(text: str, start: int) -> bool:
    """Tell whether letters touch a number: `NĐ103/CP` is a decree, the train `CT732/VD` is not."""
    return start > 0 and text[start - 1].isalpha()
