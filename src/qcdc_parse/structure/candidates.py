"""Candidates: what the label of a line may be, and how much the line looks as if a section began with it.

A scanner prints `l.` for `1.`, `Il.` for `II.` and `d)` for `đ)`; `i)` is a letter or a Roman numeral; a number may begin a
sentence. One line cannot tell: every reading is kept with what it costs, and the whole sequence decides (``reading.py``).
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import regex

from qcdc_parse.model import SectionStyle
from qcdc_parse.structure import kinds
from qcdc_parse.structure.labels import LETTERS, ROMAN_FORM, Label, may_be_label, parse_label, roman_value
from qcdc_parse.structure.levels import STRUCTURAL, Form
from qcdc_parse.text import Line

MENDED = 0.4
"""For a label that is none as printed (`Il.`)."""
MISREAD = 2.2
"""For a label that is a good one as printed, read as another (`1.` as `I.`)."""


class Option(NamedTuple):
    """One reading of a label."""

    label: Label
    cost: float = 0.0
    misread: bool = False


class Item(NamedTuple):
    """A place where a section may begin.

    ``line`` is the index of the line and ``at`` where the label stands in it; ``weight`` is what it costs to see no section
    there. ``inside`` tells that it stands inside a paragraph, and ``glued`` what it costs to see it there.
    """

    line: int
    at: int
    options: tuple[Option, ...]
    weight: float
    form: Form
    colon: bool = False
    glued: float = 0.0
    inside: bool = False
    named: int = 0
    """So many lines below the label are its heading."""
    under: bool = False
    """It stands right under the heading of the section before."""


_PLAIN = Form("", loud=False)
HEAD = 24
"""So many code points behind a label tell whether its heading is in capitals; a paragraph may be glued to it."""
_WEIGHTS = {"roman": 4.5, "number": 4.5, "decimal": 4.5, "letter_lower": 4.5, "paren_number": 4.5, "letter_upper": 3.5}
_CONFUSED = regex.compile(
    r"(?P<token>[IVXLl|O\d]{1,5}(?:\.[Il|O\d]{1,2}){0,3}) (?: \s?[.)](?!\d)[-–]? | \s?[-–/](?=\s?\p{Lu}) | (?=\s\p{Lu}) ) \s*",
    regex.VERBOSE,
)
_KEPT = 512
"""The same few tokens stand before most lines."""
_TO_DIGITS = str.maketrans("Il|O", "1110")
_TO_ROMAN = str.maketrans("l1|", "III")
_NUMBER = regex.compile(r"[1-9]\d?(?:\.\d{1,2}){0,3}$")
_LOW_ROMAN = regex.compile(r"(?P<label>[ivx]{1,4})(?P<mark>[.)])\s*(?=\p{L})")
_FOREIGN = regex.compile(r"(?P<label>[fjwz])[.)]\s*(?=\p{L})")
_BELOW_ROMAN = regex.compile(
    r"(?P<label>(?:[IVX]{1,5}|[A-EGHĐ])(?:\.\d{1,2}){1,3})(?:[.):/]|\s?[-–](?=\s?\p{L})|(?=\s+\p{Lu}))\s*(?=[\p{L}“\"(])"
)
"""`II.1. Thực trạng`, `A.2`"""
_REFERS = regex.compile(
    r"(?:[IVX\d]+ )?(?:của|kèm|ban hành|này|và|đến|tại|khoản|điểm|Điều|Mục|Chương|Phần|Phụ lục|Luật|Bộ luật|Nghị|Quyết định|Thông tư|Quy|Hiến)\b"
)
"""What goes on from a number that is cited: `Điều 5 Luật …`, `Mục 3 Chương II`, `Phụ lục I kèm theo …`."""
_NAME = regex.compile(r"(?:V\. ?(?:I\. ?)?L[êe]|C\. ?M[áa][cr]|K\. ?M[áa]|L\. ?N\. ?T|V\. ?P[uú])")
"""`V. I. Lê-nin`, `C. Mác`: initials, not labels."""
_CUT_OFF = frozenset("điều khoản điểm mục chương số ngày tháng quý và là của từ đến theo tại".split())
_LISTED = frozenset("i v x".split())


def candidate(lines: tuple[Line, ...], index: int, start: int, stop: int) -> Item | None:
    """Return what may begin with a line; None where no section can."""
    line = lines[index]
    text = line.text
    label = parse_label(text)
    if label is not None and label.style is None:
        return None
    options = _options(text, label)
    if not options or _NAME.match(text):
        return None
    first = options[0].label
    rest = text[first.end :]
    style = first.style
    if style in STRUCTURAL:
        bare = bool(rest) and text[first.close - 1].isalnum()
        if bare and _REFERS.match(rest):
            return None
        weight = 2.0 if bare and (style == "article" or rest[-1] in ".;") else 6.0
        return Item(index, 0, options, weight, _PLAIN, named=_named(lines, index, stop, first))
    if rest and rest[0] in "%/,;":
        return None
    weight = _WEIGHTS[style or ""]
    loud = kinds.shouts(rest[:HEAD])
    named = 0
    if not rest:
        named = int(not text[first.close - 1].isalnum() and _names_next(lines, index, stop) and _stands_out(lines[index + 1]))
        weight = 1.0 if named else -1.0
    elif rest[0].islower():
        weight -= {"number": 1.5, "decimal": 1.0, "roman": 2.5, "letter_upper": 2.5}.get(style or "", 0.0)
    elif style in {"roman", "letter_upper"} and not loud:
        weight -= 1.0
    mark = text[first.close - 1 : first.close]
    mark = "" if mark.isalnum() else "-" if mark == "–" else mark
    bold = line.bold or line.look.level is not None
    if bold:
        weight += 0.5
    elif not mark:
        weight -= 1.0
    if index > start and not may_be_label(lines[index - 1].text) and cut_off(lines[index - 1].text):
        weight -= 3.0
    return Item(index, 0, options, weight, Form(mark, loud, outline(line), bold), text[-1] == ":", named=named) if weight > 0 else None


def outline(line: Line) -> int | None:
    """Return the outline level of a line's style; what Markdown says of levels is no evidence, and gives no size."""
    return line.look.level if line.look.size is not None else None


def cut_off(before: str) -> bool:
    """Tell whether the line before stops in the middle of a reference or a phrase: `theo khoản⏎2. …`."""
    return before[-1].islower() and before[before.rfind(" ") + 1 :].lower() in _CUT_OFF


def _names_next(lines: tuple[Line, ...], index: int, stop: int) -> bool:
    """A line under `Chương I`, `Phần thứ hai` or `II.` that is its heading."""
    if index + 1 >= stop:
        return False
    line = lines[index + 1]
    text = line.text
    return len(text) < 220 and not line.table and text[-1] not in ".:;" and text[0] != "(" and parse_label(text) is None


_LEGAL = frozenset({"chapter", "section", "subsection"})
_JOINED = ("VÀ ", "CỦA ", "VỀ ", "TRONG ", "CHO ", "ĐỐI VỚI ", "THEO ", "TẠI ", "TRÊN ", "Ở ", "HOẶC ")
"""First words of a line that goes on with the heading above it."""
_MOST_LINES = 4


def _named(lines: tuple[Line, ...], index: int, stop: int, label: Label) -> int:
    """Return how many lines below `Chương I` are its heading: those in capitals that go on with the first, too."""
    before, last = lines[index].text[label.end :], index
    if not before and _names_next(lines, index, stop):
        last, before = index + 1, lines[index + 1].text
    while last < index + _MOST_LINES and kinds.shouts(before) and before[-1] not in ".:;" and _names_next(lines, last, stop):
        text = lines[last + 1].text
        if not kinds.shouts(text) or not (label.style in _LEGAL or before[-1] == "," or text.startswith(_JOINED)):
            break
        last, before = last + 1, text
    return last - index


def _stands_out(line: Line) -> bool:
    """Tell the heading of a label alone on its line from the next cell of a table."""
    return line.bold or kinds.shouts(line.text)


def _options(text: str, label: Label | None) -> tuple[Option, ...]:
    """Return the readings of the label a line begins with, the plain one first."""
    first = text[0]
    if label is None and first in "IVXABCDEGHĐ":
        m = _BELOW_ROMAN.match(text)
        if m is not None:
            close = m.end() - (len(m[0]) - len(m[0].rstrip()))
            label = Label("decimal", m["label"], int(m["label"].rpartition(".")[2]), close, m.end())
            if first not in "IVX":
                return (Option(label),)
    if label is not None:
        style = label.style
        if style in STRUCTURAL:
            return (Option(label),)
        if style == "letter_lower":
            return _letter(text, label)
        if first not in "IVXLl1|" and not ("l" in text[:6] or "I" in text[:6] or "O" in text[:6]):
            return (Option(label),)
    elif first in "fjwz":
        m = _FOREIGN.match(text)
        if m is None:
            return ()
        # Lists after the English alphabet: f follows e as nothing between.
        value = LETTERS.index("eiyv"["fjzw".index(first)]) + 1
        return (Option(Label("letter_lower", first, value, m.end("label") + 1, m.end())),)
    elif first in "ivx":
        return _low_roman(text)
    elif first not in "IVXLl|O123456789":
        return ()
    return _confused(text, label)


def _letter(text: str, label: Label) -> tuple[Option, ...]:
    if label.text == "d":
        return Option(label), Option(label._replace(text="đ", value=LETTERS.index("đ") + 1), MISREAD, misread=True)
    if label.text in _LISTED:
        return Option(label), *_low_roman(text)
    if label.text == "l":
        return Option(label), *_confused(text, None)
    return (Option(label),)


def _low_roman(text: str) -> tuple[Option, ...]:
    m = _LOW_ROMAN.match(text)
    if m is None or not ROMAN_FORM.match(m["label"].upper()):
        return ()
    label = Label("paren_number", m["label"], roman_value(m["label"].upper()), m.end("mark"), m.end())
    return (Option(label, 0.2),)


def _confused(text: str, label: Label | None) -> tuple[Option, ...]:
    """Read `1`, `l`, `I` and `|`, `0` and `O` for each other."""
    plain = (Option(label),) if label is not None else ()
    m = _CONFUSED.match(text)
    if m is None:
        return plain
    token = m["token"]
    close = m.end() - (len(m[0]) - len(m[0].rstrip()))
    marked = close > len(token)
    if not marked and "." not in token and (token.isdigit() or not kinds.shouts(text[m.end() : m.end() + HEAD])):
        return plain  # `5 Ngày 15/5/2016`: a number is a label only by its mark
    natural = label is not None and label.text == token
    mended = _mended(token, close, m.end(), marked=marked, cost=MISREAD if natural else MENDED)
    if natural:
        return *plain, *(o for o in mended if o.label.text != token)
    # As printed it is no label (`Il.`): parse_label has mended it one way, the others are as good.
    if label is not None and label.style in {"letter_lower", "letter_upper"}:
        return *mended, Option(label)
    return mended or plain


@lru_cache(_KEPT)
def _mended(token: str, close: int, end: int, *, marked: bool, cost: float) -> tuple[Option, ...]:
    """Return a token read as a Roman numeral and as a number."""
    out: list[Option] = []
    roman = token.translate(_TO_ROMAN)
    if ROMAN_FORM.match(roman) and (not token.isdigit() or len(token) < 4):
        wrong = sum(map(str.__ne__, token, roman))
        out.append(Option(Label("roman", roman, roman_value(roman), close, end), cost + 0.3 * (wrong - 1), misread=True))
    digits = token.translate(_TO_DIGITS)
    if _NUMBER.match(digits) and (marked or "." in token):
        style: SectionStyle = "decimal" if "." in digits else "number"
        value = int(digits.rpartition(".")[2])
        out.append(Option(Label(style, digits, value, close, end), cost + 0.3 * (len(token) - 1), misread=True))
    return tuple(out)
