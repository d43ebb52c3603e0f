"""Measures: rates and ratios in prose, with their bounds.

Vietnamese writes the decimal comma and the thousands dot (``1.234,5``); older and looser texts write the decimal dot.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from qcdc_parse.catalog import raw
from qcdc_parse.model import Comparator

_NUMBER = r"\d{1,3}(?:\.\d{3}){1,4}(?:,\d{1,6})?(?!\d)|\d{1,12}(?:[.,]\d{1,3})?(?!\d)"
_PER = r"(?:năm|tháng|quý|tuần|ngày|nhiệm\s?kỳ|người|hộ|vạn\s?dân|10\.000\s?dân|1\.000\s?dân|100\.000\s?dân|ha|km2)"
_MEASURE = regex.compile(
    rf"""
    (?<![\d.,/-]) (?P<value>{_NUMBER}) (?:
        \s? (?P<unit> (?:%|‰|phần\străm) (?:\s?/\s?{_PER})? ) (?: \s?(?:-|–|đến|tới)\s? (?P<high>{_NUMBER}) \s? (?P<high_unit>(?:%|‰)(?:/{_PER})?) )?
      | \s? (?:-|–|đến|tới) \s? (?P<high2>{_NUMBER}) \s? (?P<high_unit2>(?:%|‰)(?:/{_PER})?)
      | \s? / \s? (?P<whole>{_NUMBER}) (?![\d/%‰]|[.,]\d|\s?-\s?\p{{Lu}}|\s?%|\s?/) (?=\s+\p{{L}}|\s*[).,;:]|\s*$)
      | \s (?P<same> \p{{Ll}}+ (?:\s\p{{Ll}}+)? ) \s? / \s? (?P<planned>{_NUMBER}) \s (?P=same) (?!\p{{L}})
      | \s+ (?P<rate> (?:lần|cuộc|buổi|kỳ|đợt|phiên|lượt|giờ|tiết|hội\snghị) (?:\s\p{{Ll}}+){{0,3}} \s? / \s? (?:0?[12]\s)? {_PER}
                     | \p{{Ll}}+ (?:\s\p{{Ll}}+){{0,3}} \s? / \s? (?:vạn\s?dân|1\d\d?\.000\s?dân|1\.000\s?dân|người/năm|người/tháng|hộ/năm) )
    )
    """,
    regex.VERBOSE,
)
_LIST_OF_DATES = regex.compile(r"\d{1,2}\s?/\s?\d{1,2}\s*(?:,|;|và|và ngày)\s*$")
_CONDITION = regex.compile(r"(?<!\p{L})(?:khi|nếu)\s+(?:có\s+|đạt\s+)?(?:ít nhất|trên|dưới|quá|tối thiểu|đủ)?\s*$", regex.IGNORECASE)
"""A threshold that something depends on (`khi có ít nhất 2/3 số người`) sets and reports nothing."""
_COUNTED = regex.compile(r"\s+(?!năm\b|và\b|đến\b|của\b|về\b|theo\b|trên\b|này\b|ngày\b|là\b)\p{L}")


@cache
def _no_ratio() -> tuple[regex.Pattern[str], regex.Pattern[str], regex.Pattern[str]]:
    data = raw("numbers")
    before = "|".join(map(regex.escape, data["no_ratio"]["before"]))
    after = "|".join(map(regex.escape, data["no_ratio"]["after"]))
    shares = "|".join(map(regex.escape, data["shares"]["words"]))
    return (
        regex.compile(rf"(?<!\p{{L}})(?i:{before})\s*:?\s*$"),
        regex.compile(rf"\s+(?:{after})(?!\p{{L}})"),
        regex.compile(rf"\s+(?:{shares})(?!\p{{L}})"),
    )


@dataclass(frozen=True, slots=True)
class Found:
    """A measure where it stands."""

    start: int
    end: int
    value: float
    of: float | None
    unit: str | None
    comparator: Comparator


def parse_number(text: str) -> float:
    """Read a number as Vietnamese texts print it.

    >>> parse_number("1.234,5"), parse_number("51,79"), parse_number("99.8"), parse_number("02")
    (1234.5, 51.79, 99.8, 2.0)
    """
    if "," in text:
        return float(text.replace(".", "").replace(",", "."))
    head, dot, tail = text.rpartition(".")
    if dot and (len(tail) == 3 or "." in head):
        return float(text.replace(".", ""))
    return float(text)


def find_measures(text: str, start: int, end: int) -> list[Found]:
    """Return the measures of ``text[start:end]``, in order.

    >>> [(m.value, m.of, m.unit, m.comparator) for m in find_measures("ít nhất 95% và 46/57 chỉ tiêu", 0, 29)]
    [(95.0, None, '%', '>='), (46.0, 57.0, None, '=')]
    """
    out: list[Found] = []
    for m in _MEASURE.finditer(text, start, end):
        value, at = parse_number(m["value"]), m.start()
        high = m["high"] or m["high2"]
        if high:
            unit = "".join((m["high_unit"] or m["high_unit2"]).split())
            top = parse_number(high)
            place = m.start("high") if m["high"] else m.start("high2")
            if value < top:
                out.append(Found(at, m.end("value"), value, None, unit, ">="))
                out.append(Found(place, m.end(), top, None, unit, "<="))
                continue
            if m["unit"] is None:
                out.append(Found(place, m.end(), top, None, unit, _bound(text, start, at, m.end(), end)))
                continue
        if m["whole"]:
            if _is_ratio(text, m, start) and not _CONDITION.search(text, max(start, at - 40), at):
                out.append(Found(at, m.end(), value, parse_number(m["whole"]), None, _bound(text, start, at, m.end(), end)))
            continue
        if m["same"]:
            out.append(Found(at, m.end(), value, parse_number(m["planned"]), m["same"], _bound(text, start, at, m.end(), end)))
            continue
        stop = m.end("unit") if m["unit"] else m.end()
        if _CONDITION.search(text, max(start, at - 40), at):
            continue
        if m["unit"] and _no_ratio()[2].match(text, stop, end):
            continue
        unit = _unit(m["unit"] or m["rate"])
        out.append(Found(at, stop, value, None, unit, _bound(text, start, at, stop, end)))
    return out


def _unit(printed: str) -> str:
    if printed.startswith(("%", "‰", "phần")):
        return "%" if printed.startswith("phần") else "".join(printed.split())
    return " ".join(printed.replace(" /", "/").replace("/ ", "/").split())


def _is_ratio(text: str, m: regex.Match[str], start: int) -> bool:
    """Tell a part of a total from dates, `24/7` and document numbers."""
    part, whole = m["value"], m["whole"]
    if whole.isdigit() and 1900 <= int(whole) <= 2100 and len(whole) == 4:
        return False
    if (part, whole) in {("24", "7"), ("24", "24")} or whole in {"0", "00"}:
        return False
    if any(n[0] == "0" and len(n) > 2 and n.isdigit() for n in (part, whole)):  # telephone numbers
        return False
    before = text[max(start, m.start() - 20) : m.start()]
    said_before, said_after, _ = _no_ratio()
    if said_before.search(before) or said_after.match(text, m.end()) or _LIST_OF_DATES.search(before):
        return False
    if _COUNTED.match(text, m.end()):
        return True
    # Without a counted noun behind it, only what cannot be a day of a month.
    return int(float(parse_number(whole))) > 12 or before.rstrip().endswith(("đạt", "có", "được"))


@cache
def _bounds() -> tuple[regex.Pattern[str], dict[str, Comparator], dict[str, Comparator], regex.Pattern[str], regex.Pattern[str]]:
    data = raw("numbers")
    before: dict[str, Comparator] = {w: e["comparator"] for e in data["bound"] for w in e["before"]}
    after: dict[str, Comparator] = {w: e["comparator"] for e in data["bound"] for w in e["after"]}
    words = "|".join(regex.escape(w) for w in sorted(before, key=len, reverse=True))
    behind = "|".join(regex.escape(w) for w in sorted(after, key=len, reverse=True))
    negation = "|".join(regex.escape(w) for w in data["negation"][0]["words"])
    return (
        regex.compile(rf"(?<![\p{{L}}=–-])(?P<word>{words})(?:\s+(?:đạt|là|từ|khoảng|có))?\s*$", regex.IGNORECASE),
        before,
        after,
        regex.compile(rf"^[^.;,:()%]{{0,60}}?(?<!\p{{L}})(?P<word>{behind})(?!\p{{L}})", regex.IGNORECASE),
        regex.compile(rf"(?<!\p{{L}})(?:{negation})(?!\p{{L}})[^.;,]{{0,60}}$", regex.IGNORECASE),
    )


_SWAP: dict[Comparator, Comparator] = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "="}
_FROM = regex.compile(r"(?<!\p{L})từ\s*$", regex.IGNORECASE)


def _bound(text: str, start: int, at: int, end: int, limit: int) -> Comparator:
    pattern, before, after, behind, negation = _bounds()
    window = text[max(start, at - 30) : at]
    found = pattern.search(window)
    follows = behind.match(text[end : min(limit, end + 90)])
    if follows and (_FROM.search(window) or len(follows[0]) < 24) and not found:
        return after[follows["word"].lower()]
    if not found:
        return "="
    comparator = before[found["word"].lower()]
    ahead = text[max(start, at - 90) : max(start, at - len(window)) + found.start()]
    return _SWAP[comparator] if negation.search(ahead) else comparator
