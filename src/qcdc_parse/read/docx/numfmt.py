"""Numbers as lists write them: the number formats of ECMA-376 17.18.59 that can stand in Vietnamese files."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

_LARGEST = 32_767
"""Word counts no further; what goes beyond is written in digits."""
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_CHICAGO = "*†‡§"
_UNITS = "không một hai ba bốn năm sáu bảy tám chín".split()


class Numeral(NamedTuple):
    """A written number; ``known`` is False where its format is not, and digits stand for it."""

    text: str
    known: bool = True


def write(value: int, form: str, pattern: str = "", language: str = "") -> Numeral:
    """Write a number in a format; ``pattern`` is that of the format ``custom`` (``01, 02, 03, ...``).

    >>> [write(28, form).text for form in ("decimal", "upperRoman", "lowerLetter", "decimalEnclosedParen", "cardinalText")]
    ['28', 'XXVIII', 'bb', '(28)', '28']
    >>> write(28, "cardinalText", language="vi-VN").text, write(7, "custom", "001, 002, 003, ...").text
    ('Hai mươi tám', '007')
    """
    if form == "none":
        return Numeral("")
    if not 0 <= value <= _LARGEST:
        return Numeral(str(value))
    if form == "custom":
        first = pattern.partition(",")[0].strip()
        return Numeral(str(value).rjust(len(first), "0"), known=first.isdigit() and int(first) == 1)
    if form in _SPOKEN:
        languages, speak = _SPOKEN[form]
        return Numeral(speak(value)) if language[:2].lower() in languages else Numeral(str(value), known=False)
    writer = _WRITERS.get(form)
    return Numeral(writer(value)) if writer else Numeral(str(value), known=False)


def _letters(value: int, alphabet: str) -> str:
    """``z`` is followed by ``aa``, ``bb``, not by ``ab``."""
    if value < 1:
        return ""
    return alphabet[(value - 1) % len(alphabet)] * ((value - 1) // len(alphabet) + 1)


def _roman(value: int) -> str:
    out = []
    for size, numeral in _ROMAN:
        out.append(numeral * (value // size))
        value %= size
    return "".join(out)


def _ordinal(value: int) -> str:
    tail = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{tail}"


def _vietnamese(value: int) -> str:
    """Return the Vietnamese words of a number, to 32 767."""
    if value >= 1000:
        thousands, rest = divmod(value, 1000)
        return f"{_vietnamese(thousands)} nghìn{f' {_below_thousand(rest, full=True)}' if rest else ''}"
    return _below_thousand(value)


def _below_thousand(value: int, *, full: bool = False) -> str:
    hundreds, rest = divmod(value, 100)
    if not hundreds and not full:
        return _below_hundred(rest)
    words = f"{_UNITS[hundreds]} trăm"
    if not rest:
        return words
    return f"{words} {'linh ' if rest < 10 else ''}{_below_hundred(rest)}"


def _below_hundred(value: int) -> str:
    tens, unit = divmod(value, 10)
    if not tens:
        return _UNITS[unit]
    head = "mười" if tens == 1 else f"{_UNITS[tens]} mươi"
    if not unit:
        return head
    last = "lăm" if unit == 5 else "mốt" if unit == 1 and tens > 1 else _UNITS[unit]
    return f"{head} {last}"


_WRITERS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": "{:02d}".format,
    "lowerLetter": lambda n: _letters(n, _LATIN),
    "upperLetter": lambda n: _letters(n, _LATIN.upper()),
    "lowerRoman": _roman,
    "upperRoman": lambda n: _roman(n).upper(),
    "russianLower": lambda n: _letters(n, _RUSSIAN),
    "russianUpper": lambda n: _letters(n, _RUSSIAN.upper()),
    "chicago": lambda n: _letters(n, _CHICAGO),
    "hex": "{:X}".format,
    "numberInDash": "- {} -".format,
    "decimalEnclosedParen": "({})".format,
    "decimalEnclosedFullstop": "{}.".format,
    "decimalEnclosedCircle": lambda n: chr(0x245F + n) if 1 <= n <= 20 else str(n),
    "vietnameseCounting": _vietnamese,
}
_SPOKEN: dict[str, tuple[tuple[str, ...], Callable[[int], str]]] = {
    "ordinal": (("en",), _ordinal),
    "cardinalText": (("vi",), lambda n: _vietnamese(n).capitalize()),
}
"""Formats in words: the languages for which they are written here."""
