"""Finding mentions by their number, and the type word before it.

The number is the anchor: it is rare in prose and unmistakable; the type word is looked up backwards from it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import regex

from qcdc_parse.catalog import doc_types
from qcdc_parse.number import SYMBOL, DocNumber
from qcdc_parse.references.mention import Mention

_ANCHOR = regex.compile(r"(?<![\p{L}\d/.,–-]|\d[ ]) " + SYMBOL, regex.VERBOSE)
_LINK = regex.compile(r"\s*(?:,|;|và|hoặc|,\s*và|;\s*và|-|–)\s*(?:số\s*:?\s*)?$")
_BEFORE = 64
_LAW_BEFORE = regex.compile(r"(?<!\p{L})(?P<law>(?:Bộ luật|Luật|Pháp lệnh)\s+(?P<name>\p{Lu}[^.;:“”()\n]{3,110}?))\s*,?\s+số\s*:?\s*$")
_MARKS = regex.compile(r"\p{Mn}+")

LineOf = Callable[[int], tuple[int, int]]
"""Gives start and end of the line that holds an offset."""


_BETWEEN = (" chuyên đề", " liên tịch", " liên ngành", " phối hợp", " chung", " riêng")


class _Types(NamedTuple):
    """Type words by their folded forms: in full, without tone marks, and abbreviated as printed."""

    full: dict[str, str]
    plain: dict[str, str]
    short: dict[str, str]
    full_ends: tuple[str, ...]
    plain_ends: tuple[str, ...]
    short_ends: tuple[str, ...]

    @staticmethod
    def of(full: dict[str, str], plain: dict[str, str], short: dict[str, str]) -> _Types:
        """Order every table by length, longest first, so that the first that fits is the longest."""
        full, plain, short = (dict(sorted(t.items(), key=lambda item: -len(item[0]))) for t in (full, plain, short))
        return _Types(full, plain, short, tuple(full), tuple(plain), tuple(short))


@cache
def _types() -> _Types:
    full = {t.name.lower(): t.name for t in doc_types()}
    plain = {_plain(name): value for name, value in full.items()}
    short = {code: t.name for t in doc_types() for code in t.short}
    return _Types.of(full, plain, short)


def _plain(text: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFD", text)).replace("đ", "d").replace("Đ", "D")


def find_numbered(text: str, line_of: LineOf) -> list[Mention]:
    """Find every mention with a number, left to right."""
    out: list[Mention] = []
    for m in _ANCHOR.finditer(text):
        number = DocNumber.of_match(m)
        if number is None:
            continue
        line_start, line_end = line_of(m.start())
        mention = _typed(text, m.start(), m.end(), number, line_start, out[-1] if out else None)
        if mention is not None:
            mention.line_end = line_end
            out.append(mention)
    return out


def _typed(text: str, start: int, end: int, number: DocNumber, line_start: int, before: Mention | None) -> Mention | None:
    window_start = max(line_start, start - _BEFORE, before.end if before else 0)
    window = text[window_start:start]
    rule = f"numbered.{number.system}"
    found = _type_word(window)
    if found:
        at, name = found
        # "Công văn" goes with any symbol; so do words that the symbol cannot contradict.
        return Mention(window_start + at, end, "numbered", rule, name, number, number.key, tail=end)
    if (number.type_code is None and number.body_code.startswith(("QH", "UBTVQH"))) or number.type_code == "PL":
        law = _LAW_BEFORE.search(text, max(line_start, start - 130, before.end if before else 0), start)
        if law:
            made = Mention(law.start("law"), end, "numbered", "numbered.law", law["law"].split()[0], number, number.key, tail=end)
            made.doc_type = "Bộ luật" if law["law"].startswith("Bộ") else "Pháp lệnh" if law["law"].startswith("Pháp") else "Luật"
            made.title = (law.start("name"), law.end("name"))
            made.quoted = True
            return made
    if before is not None and before.number is not None and _LINK.match(text[before.end : start]):
        inherited = before.doc_type if _alike(before.number, number) else number.doc_type
        return Mention(start, end, "numbered", f"{rule}.list", inherited, number, number.key, typed=False, tail=end)
    said = window.rstrip(" :").lower().endswith("số")
    if number.type_code is None and not said:
        return None
    doc_type = number.doc_type or ("Công văn" if number.type_code is None and not number.year else None)
    return Mention(start, end, "numbered", f"{rule}.bare", doc_type, number, number.key, typed=False, tail=end)


def _alike(a: DocNumber, b: DocNumber) -> bool:
    return a.type_code == b.type_code and a.system == b.system


def _type_word(window: str) -> tuple[int, str] | None:
    """Return where the type word that ends a window begins, and the type's full name."""
    types = _types()
    head = _before_so(window)
    low = head.lower()
    if len(low) != len(head):
        return None
    if low.endswith(_BETWEEN) and not low.endswith(types.full_ends):
        low = low[: -len(next(b for b in _BETWEEN if low.endswith(b)))]
    if low.endswith(types.full_ends):
        return _longest(low, types.full)
    # Abbreviations keep their own letters: NĐ is not ND.
    if head.endswith(types.short_ends):
        return _longest(head, types.short)
    plain = _plain(low)
    if len(plain) == len(low) and plain.endswith(types.plain_ends):
        return _longest(plain, types.plain)
    return None


def _before_so(window: str) -> str:
    """Take `số`, its colon and the blanks off the end of a window."""
    head = window.rstrip(" :\n\t")
    if head[-2:].lower() in ("số", "so"):
        return head[:-2].rstrip()
    return head


def _longest(head: str, names: dict[str, str]) -> tuple[int, str] | None:
    """Return start and value of the longest name that ends a text, where it is a word of its own."""
    name = next(n for n in names if head.endswith(n))
    start = len(head) - len(name)
    if start and head[start - 1].isalpha():
        return None
    return start, names[name]
