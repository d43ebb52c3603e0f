"""What stands in a stretch of a unit's text: numbers with their measures, years, periods; dates, document numbers and durations left out."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache

from qcdc_parse.catalog import raw
from qcdc_parse.catalog.phrases import LETTER, any_of
from qcdc_parse.report.figures.amounts import WORDED, Item, amount_at, measures
from qcdc_parse.report.figures.digits import counts, read_digits, read_words
from qcdc_parse.report.figures.measures import SHARES

__all__ = ["Item", "scan", "value_of_cell"]

_YEAR = r"(?:19|20)\d\d"
_STARTS = re.compile(r"\d|(?<!\w)[lIO|](?=[\dlIO]*\d)")
_RUN = re.compile(r"[\w.,]+")
_MAIN = re.compile(
    rf"""
    (?P<symbol>\d{{1,5}}[a-z]?(?:/{_YEAR})?\s?[-–/]\s?[A-ZĐ][\wĐđ]{{0,7}}(?:\s?[-/]\s?[A-ZĐ][\wĐđ]*)*(?![^\W\d_])|\d{{1,4}}/{_YEAR}/\w+)
  | (?P<date>\d{{1,2}}\s?[/.-]\s?\d{{1,2}}\s?[/.-]\s?{_YEAR}\b|(?:0?[1-9]|1[0-2])\s?[/-]\s?{_YEAR}\b(?!\s+{LETTER}))
  | (?P<lasting>\d{{1,2}}\s+(?:năm(?!\s+{_YEAR})|tháng|ngày|tuần|giờ|phút|nhiệm\s+kỳ|quý)(?!{LETTER})(?:\s+(?:đầu|cuối))?(?:\s+năm\s+{_YEAR})?)
  | (?P<period>(?P<first>{_YEAR})\s?(?:-|–|—|đến|tới)\s?(?:hết\s+)?(?:năm\s+)?(?P<last>{_YEAR})\b)
  | (?P<year>{_YEAR}\b(?![.,]\d|\s?%))(?P<sign>(?=\s*(?:[:=()]|là\b|có\b|[-–]\s?\d)))?
    """,
    re.VERBOSE,
)
_REACH = 24
_DAYS = frozenset({"ngày", "mùng"})
_NAMES = frozenset({"tháng", "quý", "khóa", "khoá", "thứ", "điều", "khoản", "mục", "biểu", "mẫu"})
"""Words that a number behind them names: it counts nothing."""
_PAPERS = frozenset(
    {"nghị quyết", "chỉ thị", "kết luận", "quyết định", "quy định", "nghị định", "thông tư", "kế hoạch", "phụ lục", "văn bản", "công văn"}
)
_DAY = re.compile(rf"\d{{1,2}}(?:\s?[/.-]\s?\d{{1,2}})?(?:\s?[/.-]\s?(?:{_YEAR}|\d\d))?(?:\s+tháng\s+\d{{1,2}})?(?:\s+năm\s+{_YEAR})?")
_NAMED = re.compile(rf"\d{{1,4}}[a-z]?(?:\s?[/-]\s?\d{{1,4}})?(?:\s+năm\s+{_YEAR})?")
_LEADING = re.compile(r"(?:(?:giai\s+đoạn|từ|năm\s+học|các\s+năm|nhiệm\s+kỳ|năm)\s+)+\Z", re.IGNORECASE)


@cache
def _nil() -> re.Pattern[str]:
    words = any_of(sorted(raw("figures")["nil"]["words"], key=len, reverse=True)).replace(r"\ ", r"\s+")
    return re.compile(rf"(?<!{LETTER})(?:{words})(?!{LETTER})", re.IGNORECASE)


_ALONE = re.compile(r"\s*(?:[.;,)(/]|$|\t|\n)")


def scan(text: str, start: int, end: int) -> list[Item]:
    """Return the items of ``text[start:end]``, in order.

    >>> [(str(i.value), i.of and int(i.of), i.measure, i.years) for i in scan("năm 2019: 3 cuộc; 98/100 hồ sơ (98%)", 0, 36)]
    [('0', None, None, ('2019',)), ('3', None, 'cuộc', ()), ('98', 100, 'hồ sơ', ()), ('98', None, '%', ())]
    """
    out: list[Item] = []
    at = start
    while (found := _STARTS.search(text, at, end)) is not None:
        p = found.start()
        if p > start and (text[p - 1].isalnum() or text[p - 1] in "_.,/"):
            run = _RUN.match(text, p, end)
            at = run.end() if run else p + 1
            continue
        at = _item_at(text, start, p, end, out)
    if text.find("hông", start, end) >= 0 or text.find("hưa", start, end) >= 0:
        _add_nil(text, start, end, out)
    if (worded := _worded(text, start, end)) is not None and not any(i.start < worded.end and worded.start < i.end for i in out):
        out.append(worded)
        out.sort(key=lambda item: item.start)
    return _listed_years(text, out) if len(out) > 1 and any(item.kind == "year" for item in out) else out


def _item_at(text: str, start: int, p: int, end: int, out: list[Item]) -> int:
    """Add the item that begins at a digit, if it is one; return where to go on."""
    ahead = text[max(start, p - _REACH) : p]
    words = ahead.lower().split() if ahead[-1:].isspace() else []
    numbered = bool(words) and words[-1] in {"số", "số:"}
    words = words[:-1] if numbered else words
    last = words[-1] if words else ""
    named = _DAY if last in _DAYS else None
    paper = " ".join(words[-2:])
    if last in _NAMES or (paper in _PAPERS and (numbered or paper not in {"văn bản", "kế hoạch"})):
        named = _NAMED
    if named is not None and (m := named.match(text, p, end)) is not None:
        return max(m.end(), p + 1)
    m = _MAIN.match(text, p, end)
    if m is not None and (m["year"] is None or m["sign"] is not None or last == "năm"):
        if m["period"] or m["year"]:
            lead = _LEADING.search(ahead)
            begin = p - (len(ahead) - lead.start()) if lead else p
            years = (m["first"], m["last"]) if m["period"] else (m["year"],)
            out.append(Item("period" if m["period"] else "year", begin, m.end(), m.end(), years=years))
        return m.end()
    item, stop = amount_at(text, p, words, end)
    if item is None:
        run = _RUN.match(text, p, end)
        return run.end() if run else p + 1
    out.append(item)
    return max(stop, item.end)


def _add_nil(text: str, start: int, end: int, out: list[Item]) -> None:
    """Add the ways to say none that stand in no other item."""
    found = [m for m in _nil().finditer(text, start, end) if m[0].lower() != "không" or _ALONE.match(text, m.end(), end)]
    if found:
        out += [Item("nil", m.start(), m.end(), m.end()) for m in found if not any(i.start < m.end() and m.start() < i.end for i in out)]
        out.sort(key=lambda item: item.start)


_BESIDE = re.compile(r"\s*(?:,|và|-|–|/|\t)?\s*")


def _listed_years(text: str, items: list[Item]) -> list[Item]:
    """Take a bare number beside a year for another one: `các năm 2019, 2020, 2021`."""
    for way in (range(1, len(items)), range(len(items) - 2, -1, -1)):
        for at in way:
            item, other = items[at], items[at - way.step]
            digits = text[item.start : item.digits]
            counted = item.measure is not None and not text.startswith("lần lượt", item.digits + 1)
            if counted:
                continue
            if item.kind != "number" or other.kind != "year" or re.fullmatch(_YEAR, digits) is None:
                continue
            between = text[other.end : item.start] if way.step > 0 else text[item.end : other.start]
            if _BESIDE.fullmatch(between):
                items[at] = Item("year", item.start, item.digits, item.digits, years=(digits,))
    return items


_LED = re.compile(rf"(?:[:=(]|(?<!{LETTER})(?:là|được|có|tổ chức))\s*(?P<words>(?i:{WORDED}))(?!{LETTER})")


def _worded(text: str, start: int, end: int) -> Item | None:
    """Return the first number in words that stands where a value does: behind a colon or verb, with a known unit or nothing behind it."""
    for m in _LED.finditer(text, start, end):
        value = read_words(m["words"])
        behind = measures().match(text, m.end(), end)
        if value is None or not (behind or _ALONE.match(text, m.end(), end)) or (m["words"].lower() in {"không", "năm"} and not behind):
            continue
        stop = behind.end() if behind else m.end()
        return Item("number", m.start("words"), stop, m.end("words"), Fraction(value), None, behind[0].strip() if behind else None)
    return None


_EMPTY = frozenset({"", "-", "–", "—", "…", "...", "/", "x", "X", "_", ".", "…."})


def value_of_cell(text: str, start: int, end: int) -> Item | None:
    """Return the one value that a cell of a table holds; None where it is empty, or holds words.

    >>> value_of_cell("12/15", 0, 5).of, value_of_cell("không phát sinh", 0, 15).kind, value_of_cell("…", 0, 1)
    (Fraction(15, 1), 'nil', None)
    """
    inner = text[start:end].strip()
    if inner in _EMPTY:
        return None
    if inner in {"O", "o", "l", "I"}:
        read = read_digits(inner)
        return Item("number", start, end, end, read.value, doubt=read.doubt)
    if inner.isdecimal() and counts(inner):
        read = read_digits(inner)
        return Item("number", start, end, end, read.value, doubt=read.doubt)
    items = scan(text, start, end)
    if not items:
        value = read_words(inner.rstrip("."))
        return Item("number", start, end, end, Fraction(value)) if value is not None else None
    numbers = [item for item in items if item.kind in {"number", "nil"}]
    if len(numbers) > 1:
        share = [n for n in numbers if n.measure in SHARES]
        numbers = [n for n in numbers if n.measure not in SHARES] if len(numbers) - len(share) == 1 else numbers
    if len(numbers) != 1:
        return None
    found = numbers[0]
    ahead = text[start : found.start].strip(" :(")
    return found if len(ahead.split()) <= 3 else None
