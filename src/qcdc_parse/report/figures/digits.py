"""Numbers in digits and in words, exact: what is printed, and what makes it doubtful."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

__all__ = ["Read", "counts", "read_digits", "read_words"]


class Read(NamedTuple):
    """A number, and why it may be another one."""

    value: Fraction
    doubt: str | None = None


_WHOLE = re.compile(r"\d+")
_DOTTED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
_COMMA = re.compile(r"\d+,\d+")
_ENGLISH = re.compile(r"[1-9]\d{0,2}(?:(?:,\d{3}){2,}(?:\.\d+)?|,\d{3}\.\d+)")
_DOT = re.compile(r"(?:\d+\.\d{1,2}|0\.\d+)")
_BLANKS = re.compile(r"[1-9]\d{0,2}(?: \d{3})+(?:,\d+)?")
_THREE = re.compile(r"[1-9]\d{0,2},\d{3}")
_LETTERS = str.maketrans({"l": "1", "I": "1", "|": "1", "i": "1", "O": "0", "o": "0", "S": "5", "B": "8"})
_LONG = 4


_MOST_DIGITS = 15
"""More are not held exactly by the numbers of the draft; nothing in a report is so many."""


def counts(printed: str) -> bool:
    """Tell whether digits can be an amount: an account or a run of waste has too many.

    >>> counts("1.234"), counts("0011004412345678")
    (True, False)
    """
    return 0 < sum(map(str.isdecimal, printed)) <= _MOST_DIGITS


def read_digits(printed: str, *, share: bool = False) -> Read:
    """Read a number as printed; ``share`` tells a percentage, whose dots and commas part decimals.

    >>> [str(read_digits(n).value) for n in ("1.234,5", "0,1", "1.234", "1.5", "12 500")]
    ['2469/2', '1/10', '1234', '3/2', '12500']
    >>> read_digits("l2"), read_digits("1.2.5").doubt
    (Read(value=Fraction(12, 1), doubt='chữ cái viết thay chữ số'), 'số viết không đúng cách')
    """
    mended = printed.translate(_LETTERS)
    doubt = "chữ cái viết thay chữ số" if mended != printed else None
    if _WHOLE.fullmatch(mended):
        padded = len(mended) >= _LONG and mended[0] == "0"
        return Read(Fraction(int(mended)), doubt or ("số viết không đúng cách" if padded else None))
    if share and re.fullmatch(r"\d{1,3}[.,]\d+", mended):
        return Read(Fraction(mended.replace(",", ".")), doubt)
    if _DOTTED.fullmatch(mended):
        return Read(Fraction(mended.replace(".", "").replace(",", ".")), doubt)
    if _THREE.fullmatch(mended):
        return Read(Fraction(mended.replace(",", ".")), doubt or "dấu phẩy trước ba chữ số: có thể là số thập phân hoặc hàng nghìn")
    if _COMMA.fullmatch(mended):
        return Read(Fraction(mended.replace(",", ".")), doubt)
    if _ENGLISH.fullmatch(mended):
        return Read(Fraction(mended.replace(",", "")), doubt)
    if _DOT.fullmatch(mended):
        return Read(Fraction(mended), doubt)
    if _BLANKS.fullmatch(mended):
        return Read(Fraction(mended.replace(" ", "").replace(",", ".")), doubt)
    return Read(Fraction(int(re.sub(r"\D", "", mended) or "0")), doubt or "số viết không đúng cách")


_ONES = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_SCALES = {"nghìn": 1_000, "ngàn": 1_000, "triệu": 1_000_000, "tỷ": 1_000_000_000, "tỉ": 1_000_000_000}
_SILENT = frozenset({"linh", "lẻ"})


def read_words(words: str) -> int | None:
    """Read a whole number in words; None where the words are no number.

    >>> [read_words(w) for w in ("mười hai", "hai mươi lăm", "một trăm linh năm", "hai nghìn ba trăm", "hai ba", "một cửa")]
    [12, 25, 105, 2300, None, None]
    """
    total = group = 0
    digit: int | None = None
    last = 10**12
    for word in words.lower().split():
        if word in _ONES and digit is None:
            digit = _ONES[word]
        elif word == "mười" and digit is None and group % 100 == 0:
            group += 10
        elif word == "mươi" and digit and group % 100 == 0:
            group, digit = group + 10 * digit, None
        elif word == "trăm" and digit is not None and not group:
            group, digit = 100 * digit, None
        elif word in _SCALES and (group or digit) and _SCALES[word] < last:
            last = _SCALES[word]
            total, group, digit = total + (group + (digit or 0)) * last, 0, None
        elif word not in _SILENT or digit is not None:
            return None
    return total + group + (digit or 0) if words.strip() else None
