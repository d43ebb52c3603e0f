"""Numbers as Vietnamese texts print them: decimal comma and thousands dot (``1.234,5``), in looser texts the decimal dot, and words."""

from __future__ import annotations

_ENDS = r"(?!\d|[ ]\d{3}(?!\d))"
NUMBER = rf"(?:\d{{1,3}}(?:\.\d{{3}}){{1,4}}(?:,\d{{1,6}})?{_ENDS}|\d{{1,12}}(?:[.,]\d{{1,3}})?{_ENDS})"
"""A number in digits, as the source of a pattern; never the first part of one that blanks part (`12 500`)."""
PARTED = rf"(?:\d{{1,3}}(?:[ ]\d{{3}}){{1,4}}(?:,\d{{1,6}})?(?!\d)|{NUMBER})"
"""A number in digits whose thousands blanks may part (`12 500`), as the source of a pattern."""
WHOLE = r"(?<![lIOoiSBZ|])(?:(?<!\d[ ])|(?<=(?<!\d)20\d\d[ ]))"
"""What must hold ahead of a number that is read: no letter that a scanner takes for a digit (`l00%`), no digit and a blank (`1 00%`) but those of a year."""

_DIGITS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mốt": 1}
_TENS = {"mười": 10, "mươi": 10}
IN_WORDS = rf"(?:(?:{'|'.join((*_DIGITS, *_TENS))}|trăm)\s+){{1,5}}(?=phần\s+trăm)"
"""A number in words ahead of `phần trăm`, as the source of a pattern."""


def parse_number(text: str) -> float:
    """Read a number in digits.

    >>> parse_number("1.234,5"), parse_number("51,79"), parse_number("99.8"), parse_number("12 500")
    (1234.5, 51.79, 99.8, 12500.0)
    """
    text = text.replace(" ", "")
    if "," in text:
        return float(text.replace(".", "").replace(",", "."))
    head, dot, tail = text.rpartition(".")
    if dot and (len(tail) == 3 or "." in head):
        return float(text.replace(".", ""))
    return float(text)


def number_in_words(text: str) -> float | None:
    """Read a number up to 999 in words; None where the words are no number.

    >>> number_in_words("một trăm"), number_in_words("chín mươi lăm"), number_in_words("mười hai"), number_in_words("trăm mươi")
    (100.0, 95.0, 12.0, None)
    """
    total = digit = 0
    for word in text.lower().split():
        if word in _DIGITS and not digit:
            digit = _DIGITS[word]
        elif word == "trăm" and digit and not total:
            total, digit = 100 * digit, 0
        elif word == "mươi" and digit and total % 100 == 0:
            total, digit = total + 10 * digit, 0
        elif word == "mười" and not digit and total % 100 == 0:
            total += 10
        else:
            return None
    return float(total + digit) or None
