"""Labels: how numbered sections and bullets begin.

Levels as offices use them: Phần → Chương → Mục → Tiểu mục → Điều → khoản → điểm → tiết (Luật 64/2025/QH15, Điều 7),
and in Party documents ``I.`` or ``I-`` → ``1.`` → ``1.1.`` → ``a)`` → ``-`` → ``+`` (both separators occur in Quy định
66-QĐ/TW and 399-QĐ/TW).
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import regex

from qcdc_parse.model import SectionStyle

LETTERS = "abcdđeghiklmnopqrstuvxy"
"""Letters of điểm in their order; there is no f, j, w, z."""

_ORDINALS = {"nhất": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
_NUMERALS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}

_UNITS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")

_LABEL = regex.compile(
    r"""
      (?P<part> (?: PHẦN | Phần ) \s (?: (?i:thứ) \s )? (?: (?i:nhất|một|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười) | [IVX]+ | \d{1,2} | [A-Z] ) ) (?= \s*(?:[.:–-]|$) | \s+[\p{Lu}“"(] )
        \s* [.:–-]? \s*
    | (?P<chapter> (?: CHƯƠNG | Chương ) \s (?: [IVXLC]+ | \d{1,2} ) [a-z]? ) (?= \s*(?:[.:–-]|$) | \s+\p{Lu} ) \s* [.:–-]? \s*
    | (?P<subsection> (?: TIỂU \s MỤC | Tiểu \s mục ) \s (?: [IVX]+ | \d{1,2} | [A-Z] ) ) (?= \s*(?:[.:–-]|$) | \s+\p{Lu} ) \s* [.:–-]? \s*
    | (?P<section> (?: MỤC | Mục ) \s (?: [IVX]+ | \d{1,2} | [A-Z] ) ) (?= \s*(?:[.:–-]|$) | \s+\p{Lu} ) \s* [.:–-]? \s*
    | (?P<article> (?: ĐIỀU | Điều ) \s \d{1,3} [a-zđ]? ) \s* (?: [.:–-]{1,2} | (?=\s+\p{Lu}) | $ ) \s*
    | (?P<appendix> (?: PHỤ \s LỤC | Phụ \s lục ) (?: \s+ (?: số \s+ | SỐ \s+ )? (?: [IVX]+ | \d{1,2} | [A-Z] )(?:[.-]\d{1,2})? (?![\p{L}\d]) )? ) \s* (?: [.:–-] | (?=\s+\p{Lu}) | (?=\s*\() | $ ) \s*
    | (?P<decimal> \d{1,2} (?: \.\d{1,2} ){1,3} ) (?: [.)/:] | \s?[-–](?=\s?\p{L}) | (?=\s+[\p{Lu}“"(\d]) | (?=\p{Lu}) ) \s*
    | (?P<roman> [IVXL]{1,6} | (?=[1l]*[Il]) [Il1]{2,3} ) (?: \s? [.):] (?![\p{L}\d]\.) | / (?=\s) | \s?[-–] (?=[\s\p{Lu}]) | \s?\.- ) \s*
    | (?P<number> \d{1,3} | l(?=\.) ) (?: \s?[.)] (?!\d) | \s?[.)][-–] | /[-–]? (?=\s*\p{L}) | \s?[-–] (?=\s*\p{Lu}) (?!\s?\p{Lu}[\p{L}]{0,6}\s?[/-]\s?\p{Lu}) ) \s*
    | (?P<paren_number> \( (?: \d{1,2} | [ivx]{1,4} ) \) ) \s* [.:-]? \s*
    | (?P<letter_upper> [A-EGHĐ] ) (?: [.)/] (?=\s|\p{Lu}) | \s?[-–] (?=\s?\p{Lu}{2}) ) \s*
    | (?P<letter_lower> [a-zđ] \d{0,2} | \( [a-zđ] \) ) (?: (?<=\)) \.? | [.)] | /[-–]? | \s?[-–](?=\s\p{Lu}) ) \s*
    | (?P<bullet> [-–—+*•►▪◦·✓✔➢➤❖■●◆] | [o] (?=\s\p{Lu}) | [-–] (?=[-–]) ) (?: \s+ | (?=[\p{L}\d“"(]) )
    """,
    regex.VERBOSE,
)
ROMAN_FORM = regex.compile(r"(?=.)X{0,3}(?:IX|IV|V?I{0,3})$")
_DATE_LIKE = regex.compile(r"\d{1,2}[./]\d{1,2}[./]\d{2,4}")


class Label(NamedTuple):
    """A parsed label. ``end`` is where the text after it begins; ``close`` where its closing mark ends."""

    style: SectionStyle | None
    text: str
    value: int
    close: int
    end: int
    """Offsets are into the line."""


_HEADS = ("Phần", "Chương", "Mục", "Tiểu mục", "Điều", "Phụ lục")
_WORDS = (*(f"{head} " for word in _HEADS for head in (word, word.upper())), "Phụ lục", "PHỤ LỤC")
BULLETS = frozenset("-–—+*•►▪◦·✓✔➢➤❖■●◆")


_CLOSES = frozenset(".)/0123456789-–IVXLl")
"""What the second letter of a label may be."""


def may_be_label(line: str) -> bool:
    """Tell cheaply whether a line may begin with a label or a bullet: most do not.

    >>> may_be_label("II. KẾT QUẢ"), may_be_label("Lãnh đạo huyện"), may_be_label("Phần lớn")
    (True, False, True)
    """
    first = line[:1]
    if first.isalpha():
        second = line[1:2]
        return not second.isalpha() or (first in "IVXLl" and second in "IVXLl") or line.startswith(_WORDS)
    return first.isdigit() or first in BULLETS or first == "("


def hides_label(line: str, at: int = 2) -> bool:
    """Tell cheaply whether a label may stand behind the dash of a line."""
    second = line[at + 1 : at + 2]
    return second in _CLOSES and len(line) - at > 3


def parse_label(line: str) -> Label | None:
    """Parse the label or bullet a line begins with; ``style`` is None for a bullet.

    >>> parse_label("2.1. Hạn chế")[:3], parse_label("II- ĐÁNH GIÁ")[:3], parse_label("10/2022/QH15")
    (('decimal', '2.1', 1), ('roman', 'II', 2), None)
    """
    if not may_be_label(line):
        return None
    return _parsed(line) if len(line) < _SHORT else _parsed.__wrapped__(line)


_SHORT = 200
_KEPT = 2048
"""A line is asked for its label by several readers; the answers to so many, all short, are kept."""


@lru_cache(_KEPT)
def _parsed(line: str) -> Label | None:
    if line[0] in BULLETS and line[1:2] == " " and line[2:3] > " ":
        behind = _behind_dash(line, 2) if line[0] == "-" else None
        return behind or Label(None, line[0], 0, 1, 2)
    m = _LABEL.match(line)
    if m is None:
        return None
    style = m.lastgroup
    assert style is not None
    raw = m[style]
    close = m.end() - (len(m[0]) - len(m[0].rstrip()))
    if style == "bullet":
        behind = _behind_dash(line, m.end()) if raw == "-" else None
        return behind or Label(None, raw, 0, m.end(style), m.end())
    label, value = _value(style, raw, line, m)
    if value is None:
        return None
    return Label(style, label, value, close, m.end())  # type: ignore[arg-type]


def _behind_dash(line: str, at: int) -> Label | None:
    """Converters put list dashes before labels (`- 1. Mục đích`): the label is what counts."""
    label = parse_label(line[at:]) if hides_label(line, at) else None
    if label is None or label.style not in {"roman", "number", "decimal", "letter_lower"} or not line[at + label.end :][:1].isupper():
        return None
    return label._replace(close=at + label.close, end=at + label.end)


def _value(style: str, raw: str, line: str, m: regex.Match[str]) -> tuple[str, int | None]:
    if style == "roman":
        mended = raw.replace("l", "I").replace("1", "I")
        if not ROMAN_FORM.match(mended) or raw.isdigit():
            return raw, None
        return mended, roman_value(mended)
    if style == "number":
        if _DATE_LIKE.match(line) or _is_count(m):
            return raw, None
        return ("1", 1) if raw == "l" else (raw, int(raw))
    if style == "decimal":
        if _DATE_LIKE.match(line) or (not line[m.end(style)].strip(".)/:") and _is_amount(m)):
            return raw, None
        return raw, int(raw.rpartition(".")[2])
    if style == "paren_number":
        inner = raw[1:-1]
        return raw, int(inner) if inner.isdigit() else roman_value(inner.upper())
    if style == "letter_lower":
        letter = raw.strip("()")
        return letter if raw[0] != "(" else raw, LETTERS.find(letter[0]) + 1 or None
    if style == "letter_upper":
        return raw, "ABCDĐEGH".index(raw) + 1
    number = raw.rsplit(maxsplit=1)[-1] if " " in raw else ""
    return " ".join(raw.split()), _ordinal(number)


def _ordinal(word: str) -> int:
    if word.lower() in _ORDINALS:
        return _ORDINALS[word.lower()]
    digits = word.rstrip("abcdđ")
    if digits.isdigit():
        return int(digits)
    if word and ROMAN_FORM.match(word):
        return roman_value(word)
    return ord(word) - 64 if len(word) == 1 and word.isupper() else 1


def _is_count(m: regex.Match[str]) -> bool:
    """Tell an amount from a label: no list has a hundred members."""
    return m["number"].isdigit() and int(m["number"]) > 99


def _is_amount(m: regex.Match[str]) -> bool:
    return len(m["decimal"].rpartition(".")[2]) > 2


def roman_value(numeral: str) -> int:
    """Return the value of a Roman numeral.

    >>> roman_value("XIV")
    14
    """
    total = 0
    for here, following in zip(numeral, numeral[1:] + " ", strict=True):
        value = _NUMERALS[here]
        total += -value if _NUMERALS.get(following, 0) > value else value
    return total


def to_roman(value: int) -> str:
    """Return a value as a Roman numeral; empty above 39.

    >>> to_roman(14)
    'XIV'
    """
    return "X" * (value // 10) + _UNITS[value % 10] if value < 40 else ""
