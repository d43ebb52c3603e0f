"""Type words before a number: in full, without tone marks, abbreviated, with words between (`Quyết định thành lập số`)."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import NamedTuple

import regex

from qcdc_parse.catalog import doc_types

_MARKS = regex.compile(r"\p{Mn}+")

_BETWEEN = tuple(
    " chuyên đề, liên tịch, liên ngành, phối hợp, chung, riêng, lãnh đạo, thẩm tra, thẩm định, giải trình, tổng kết, sơ kết, tiếp thu, đính chính, hợp nhất".split(
        ","
    )
)
"""What may stand between a type word and its number."""

_Named = dict[str, tuple[tuple[str, str], ...]]
"""Folded names of types with what they stand for, by their last word, longest first."""


class _Types(NamedTuple):
    """Type words: in full, without tone marks, and abbreviated as printed; last words of what may stand behind them.

    ``common`` are those of two words and more, folded, with what they stand for, by their last two words as printed.
    """

    full: _Named
    plain: _Named
    short: _Named
    between: frozenset[str]
    common: _Named


def _by_last_word(names: dict[str, str]) -> _Named:
    table: dict[str, list[tuple[str, str]]] = {}
    for name in sorted(names, key=len, reverse=True):
        table.setdefault(name.rpartition(" ")[2], []).append((name, names[name]))
    return {last: tuple(entries) for last, entries in table.items()}


@cache
def _types() -> _Types:
    full = {t.name.lower(): t.name for t in doc_types()}
    plain = {_plain(name): value for name, value in full.items()}
    short = {code: t.name for t in doc_types() for code in t.short}
    between = frozenset(words.rpartition(" ")[2] for words in _BETWEEN)
    common: dict[str, tuple[tuple[str, str], ...]] = {}
    for name in sorted((name for name in full if " " in name), key=len):
        last = " ".join(name.split(" ")[-2:])
        for printed in (last, last.capitalize(), last.upper()):
            common[printed] = ((name, full[name]), *common.get(printed, ()))
    return _Types(_by_last_word(full), _by_last_word(plain), _by_last_word(short), between, common)


def _plain(text: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFD", text)).replace("đ", "d").replace("Đ", "D")


def type_word(window: str) -> tuple[int, str] | None:
    """Return where the type word that ends a window begins, and the type's full name.

    >>> type_word("theo Quyết định số "), type_word("theo QĐ "), type_word("gửi thư ")
    ((5, 'Quyết định'), (5, 'Quyết định'), None)
    """
    types = _types()
    head = _before_so(window)
    low = head.lower()
    if len(low) != len(head):
        return None
    last = _last_word(low)
    if last in types.between and _longest(low, types.full.get(last, ())) is None:
        between = next((b for b in _BETWEEN if low.endswith(b)), "")
        low = low[: len(low) - len(between)]
        last = _last_word(low)
    if last in types.full and (found := _longest(low, types.full[last])):
        return found
    # Abbreviations keep their own letters: NĐ is not ND.
    if (short := types.short.get(_last_word(head))) is not None:
        return _longest(head, short)
    if (names := types.plain.get(_plain(last))) is None:
        return None
    plain = _plain(low)
    return _longest(plain, names) if len(plain) == len(low) else None


_LAST_WORD = regex.compile(r"\p{L}+$")


def _last_word(text: str) -> str:
    """Return the letters that end a text."""
    word = text[text.rfind(" ") + 1 :]
    if word.isalpha():
        return word
    found = _LAST_WORD.search(word)
    return found[0] if found else ""


_WORDS_BETWEEN = regex.compile(r"(?:\s(?!(?:của|và|tại|theo|với|về|các|trong|do|là|này|ngày)\b)\p{Ll}+,?){1,4}$")


def with_words_between(window: str) -> tuple[int, str] | None:
    """`Quyết định thành lập số`, `Kế hoạch kiểm tra, giám sát số`: one to four small words before `số`.

    >>> with_words_between("theo Quyết định thành lập số ")
    (5, 'Quyết định')
    """
    said = window.rstrip(" :")
    if said[-2:].lower() != "số":
        return None
    head = said[:-2].rstrip()
    between = _WORDS_BETWEEN.search(head)
    while between is not None:
        found = type_word(head[: between.start()] + " ")
        if found:
            return found
        between = _WORDS_BETWEEN.search(head, between.start() + 1)
    return None


def common_type(text: str, start: int, window_start: int) -> tuple[int, str] | None:
    """Return what :func:`type_word` would where the type has two words or more and nothing unusual stands between: most times.

    >>> common_type("theo Quyết định số 5/QĐ-TTg", 19, 0)
    (5, 'Quyết định')
    """
    end = start - 4 if text[max(0, start - 4) : start] == " số " else start - 1
    last = text.rfind(" ", window_start, end)
    first = text.rfind(" ", window_start, last) if last > 0 else -1
    names = _types().common.get(text[first + 1 : end]) if first >= 0 and text[start - 1] == " " else None
    for folded, name in names or ():
        begin = end - len(folded)
        if begin >= window_start and text[begin:end].lower() == folded and not text[begin - 1 : begin].isalpha():
            return begin, name
    return None


def _before_so(window: str) -> str:
    """Take `số`, its colon and the blanks off the end of a window."""
    head = window.rstrip(" :\n\t")
    if head[-2:].lower() in ("số", "so", "n°", "nº"):
        return head[:-2].rstrip(" :")
    return head


def _longest(head: str, names: tuple[tuple[str, str], ...]) -> tuple[int, str] | None:
    """Return start and value of the longest name that ends a text, where it is a word of its own."""
    for name, value in names:
        if head.endswith(name):
            start = len(head) - len(name)
            return None if start and head[start - 1].isalpha() else (start, value)
    return None
