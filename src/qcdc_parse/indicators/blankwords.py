"""What stands around a blank: the words that say what is asked for, and the unit behind it or in brackets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import regex

from qcdc_parse.catalog import raw
from qcdc_parse.indicators.printedunits import unit_in
from qcdc_parse.passages import Passage

_NEAR = 60
_LONGEST_LABEL = 160


@dataclass(frozen=True, slots=True)
class Spot:
    """A blank where it stands; not ``sure`` where only a form has blanks like it. Tables know label and unit of theirs."""

    start: int
    end: int
    place: Passage
    sure: bool
    label: str | None = None
    unit: str | None = None


def merged(spots: Iterable[Spot]) -> Iterator[Spot]:
    """Put blanks in reading order; of two that overlap the one that a table knows, or the first, stays."""
    last: Spot | None = None
    for spot in sorted(spots, key=lambda s: (s.start, s.label is None)):
        if last is not None and spot.start < last.end:
            continue
        if last is not None and spot.label is None and (spot.start, spot.end) == (last.start, last.end):
            continue
        yield spot
        last = spot


_FORM = regex.compile(r"(?:phụ lục|biểu|mẫu|phiếu)(?!\p{L})", regex.IGNORECASE)


def is_form(p: Passage) -> bool:
    """Tell a form by what it is called: an outline (đề cương), an appendix, a `Mẫu số 01`, `Biểu 2`, `Phiếu`."""
    named = p.header.doc_type or ""
    return named.startswith(("Đề cương", "Phiếu", "Biểu", "Mẫu")) or _FORM.match(p.section_id or "") is not None


_FURTHER = ("đ/c", "tổ chức đảng", "chi, đảng bộ")


@cache
def _known() -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    """Return the patterns of units that tell a blank, and of all that may stand behind one."""
    telling = raw("numbers")["units"]["words"]
    return _any_of(telling), regex.compile(_any_of((*telling, *raw("columns")["units"]["words"], *_FURTHER)).pattern, regex.IGNORECASE)


def _any_of(words: Iterable[str]) -> regex.Pattern[str]:
    longest = "|".join(map(regex.escape, sorted(words, key=len, reverse=True)))
    return regex.compile(rf"\s*(?P<unit>(?:{longest})(?:\s?/\s?\p{{Ll}}+(?:\s?/\s?\p{{Ll}}+)?)?)(?!\p{{L}})")


_SOME = regex.compile(
    r"\s*(?P<unit>(?!(?:đạt|trong|và|là|so|có|được|với|của|trên|theo|cho|tại|từ|đến|gồm|bằng|chiếm|như|do|vì|để|thì|hoặc|nếu|này|đó|kèm|còn|tháng|ngày|năm|nêu|tăng|giảm|bình|tương|người được)(?!\p{L}))\p{Ll}+(?:\s\p{Ll}+){0,2})(?=\s*(?:[,;.:)/]|$))"
)
_BRACKETED = regex.compile(r"\s*[(\[]\s*(?P<unit>[^()\[\]]{1,30}?)\s*[)\]]")


def known_unit(text: str, start: int, end: int) -> str | None:
    """Return the known unit that stands right at a place, in brackets too, and tells dots ahead of it for a blank."""
    m = _known()[0].match(text, start, end)
    if m is None:
        bracketed = _BRACKETED.match(text, start, end)
        m = _known()[0].fullmatch(bracketed["unit"]) if bracketed else None
    return m["unit"] if m else None


def unit_of(text: str, start: int, end: int, p: Passage) -> str | None:
    """Return the unit of a blank: behind it (a known one, or up to three words before a mark), in brackets there or ahead.

    >>> from qcdc_parse.model import Header
    >>> text = "Tổng kinh phí (triệu đồng): …"
    >>> unit_of(text, 28, 29, Passage(0, 29, 0, "bullet", None, "", Header()))
    'triệu đồng'
    """
    stop = min(p.end, end + _NEAR)
    behind = [m["unit"] for pattern in (_SOME, _known()[1]) if (m := pattern.match(text, end, stop))]
    if behind:
        return max(behind, key=len)
    bracketed = _BRACKETED.match(text, end, stop)
    if bracketed and _known()[1].fullmatch(bracketed["unit"]):
        return bracketed["unit"]
    ahead = text[max(p.start, start - _NEAR) : start].rstrip(" :=")
    opened = ahead.rfind("(")
    return unit_in(ahead[opened:]) if opened >= 0 and ahead.endswith(")") else None


_MARK = regex.compile(r"[;:](?=\s)|[.](?=\s+\p{Lu})|…|\.{2,}|_{2,}|\t|\n")
_LED = regex.compile(r"(?:\d{1,3}(?:\.\d{1,3})*[.)]|[a-zđ][.)]|[-–+*•])\s+|(?:và|trong đó(?: có)?|gồm|,)\s+", regex.IGNORECASE)


def label_of(text: str, since: int, start: int) -> str | None:
    """Return what a blank asks for: the words ahead of it, back to the last mark, or to ``since``.

    >>> text = "- Số xã đạt chuẩn: … xã, đạt tỷ lệ: … %"
    >>> label_of(text, 0, 19), label_of(text, 20, 36)
    ('Số xã đạt chuẩn', 'đạt tỷ lệ')
    """
    words = text[max(since, start - 2 * _LONGEST_LABEL) : start].rstrip(' :=([“"')
    cut = 0
    for m in _MARK.finditer(words):
        cut = m.end()
    words = words[cut:].strip()
    unit = _known()[1].match(words)
    if unit and words[unit.end() :].lstrip()[:1] in {",", ";"}:  # of the blank before
        words = words[unit.end() :].lstrip(" ,;")
    led = _LED.match(words)
    while led:
        words = words[led.end() :]
        led = _LED.match(words)
    if words.count("(") > words.count(")"):
        words = words[words.rfind("(") + 1 :]
    words = " ".join(words.split()).strip(" ,;:.–-/")
    return words if any(map(str.isalpha, words)) and len(words) <= _LONGEST_LABEL else None
