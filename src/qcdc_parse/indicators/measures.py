"""Measures: rates and ratios in prose, with their bounds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from qcdc_parse.catalog import raw
from qcdc_parse.catalog.phrases import LETTER, LOWER, UPPER, any_of
from qcdc_parse.indicators.bounds import bound
from qcdc_parse.indicators.numerals import IN_WORDS, NUMBER, WHOLE, number_in_words, parse_number
from qcdc_parse.indicators.units import MONEY, counted_noun
from qcdc_parse.model import Comparator

__all__ = ["Found", "find_measures", "parse_number"]

_WORD = f"{LOWER}{{1,12}}"
_PER = r"(?:năm|tháng|quý|tuần|ngày|nhiệm\s?kỳ|người|hộ|vạn\s?dân|10\.000\s?dân|1\.000\s?dân|100\.000\s?dân|ha|km2)"
_TO = r"\s?(?:-|–|đến|tới)\s?"
_SHARE = rf"(?P<unit>(?:%|‰|phần\străm)(?:\s?/\s?{_PER}(?!{LETTER}))?)(?:{_TO}(?P<high>{NUMBER})\s?(?P<high_unit>(?:%|‰)(?:/{_PER})?))?"
_RANGE = rf"{_TO}(?P<high2>{NUMBER})\s?(?P<high_unit2>(?:%|‰)(?:/{_PER})?)"
_RATES = re.compile(rf"(?<![\d.,/-]){WHOLE}(?P<value>{NUMBER})(?:\s?{_SHARE}|{_RANGE})")
_MEASURE = re.compile(
    rf"""
    (?<![\d.,/-]) {WHOLE} (?P<value>{NUMBER}) (?:
        \s?(?P<share>%|‰)\s?/\s?(?P<plan_share>{NUMBER})\s?(?P=share)
      | \s? {_SHARE}
      | {_RANGE}
      | \s? / \s? (?P<whole>{NUMBER}) (?![\d/%‰]|[.,]\d|\s?-\s?{UPPER}|\s?%|\s?/) (?=\s+{LETTER}|\s*[).,;:]|\s*$)
      | \s (?P<same> {_WORD}(?:\s{_WORD})? ) \s? / \s? (?P<planned>{NUMBER}) \s (?P=same) (?!{LETTER})
      | \s+ (?P<rate> (?:lần|cuộc|buổi|kỳ|đợt|phiên|lượt|giờ|tiết|hội\snghị) (?:\s{_WORD}){{0,3}} \s? / \s? (?:0?[12]\s)? {_PER} (?!{LETTER})
                     | (?:nghìn|triệu|tỷ)\sđồng \s? / \s? (?:người|năm|hộ|ha) (?:\s?/\s?(?:năm|tháng))? (?!{LETTER}) | (?:tạ|tấn) \s? / \s? ha (?!{LETTER})
                     | {_WORD} (?:\s{_WORD}){{0,3}} \s? / \s? (?:vạn\s?dân|1\d\d?\.000\s?dân|1\.000\s?dân|người/năm|người/tháng|hộ/năm) ) (?: \s?/\s? (?P<plan_rate>{NUMBER}) \s (?P=rate) )?
    )
    """,
    re.VERBOSE,
)
_IN_WORDS = re.compile(rf"(?<!{LETTER})(?P<value>{IN_WORDS})phần\s+trăm", re.IGNORECASE)
_LIST_OF_DATES = re.compile(r"\d{1,2}\s?/\s?\d{1,2}\s*(?:,|;|và|và ngày)\s*$")
_CONDITION = re.compile(rf"(?<!{LETTER})(?:khi|nếu)\s+(?:có\s+|đạt\s+)?(?:ít nhất|trên|dưới|quá|tối thiểu|đủ)?\s*$", re.IGNORECASE)
"""A threshold that something depends on (`khi có ít nhất 2/3 số người`) sets and reports nothing."""
_SUPPOSES = re.compile(r"(?:\A|[.;:+\n-]\s*)(?:Trường hợp|Nếu|Khi|trường hợp|nếu)\s(?!so\s|tính\s)(?!.*\sthì\s)[^.;:]*\Z")
_THEN = re.compile(r"[^.;:]{0,150}?\sthì\s")
_COUNTED = re.compile(rf"\s+(?!(?:năm|và|đến|của|về|theo|trên|này|ngày|là)\b){LETTER}")
_NEAR = 40
_FROM = re.compile(rf"(?<!{LETTER})từ\s+(?:mức\s+|khoảng\s+|trên\s+|gần\s+)?\Z", re.IGNORECASE)
_REACHING = re.compile(
    r"(?:\s+\(?(?:đầu\s+|cuối\s+)?(?:năm|nhiệm kỳ)(?:\s+20\d\d)?\)?)?,?\s+(?:tăng\s+|giảm\s+)?(?:lên|xuống|còn)(?:\s+(?:còn|đến|tới|mức|thành|khoảng|trên|dưới|gần))*\s*"
)
_SCALES = frozenset({200, 500, 1000, 2000, 5000, 10000, 25000, 50000})
_PLAN_SAID = re.compile(r"kế hoạch|chỉ tiêu|giao|đăng ký", re.IGNORECASE)
_BY_PLAN = re.compile(r"(?:theo|so với|của)\s+(?:kế hoạch|chỉ tiêu)|(?:được|tỉnh|huyện|cấp trên)\s+giao|\sgiao$")
_COMES_TO = re.compile(
    rf"[^\d.;,()%]{{0,40}}[,(]\s*(?:đạt|bằng|hoàn thành)\s+(?:tỷ lệ\s+)?(?P<rate>{NUMBER})\s?%\s+(?:so với\s+)?(?:kế hoạch|chỉ tiêu|KH|CT)(?!{LETTER})"
)
_ROUNDED = 0.06
_OF_SOME = re.compile(r"hoàn thành|thực hiện|chấp hành|nhiệm vụ|công việc|chức trách|trách nhiệm")
"""`15/16 đảng viên hoàn thành nhiệm vụ được giao`: what was given to them is the task, not the number."""
_OF_INDICATORS = re.compile(r"\s+(?:nhóm\s+)?(?:chỉ tiêu|tiêu chí|mục tiêu)")


class _Words(NamedTuple):
    before: re.Pattern[str]
    after: re.Pattern[str]
    shares: re.Pattern[str]


@cache
def _words() -> _Words:
    data = raw("numbers")
    return _Words(
        re.compile(rf"(?<!{LETTER})(?:{any_of(data['no_ratio']['before'])})\s*:?\s*\Z", re.IGNORECASE),
        re.compile(rf"\s+(?:{any_of(data['no_ratio']['after'])})(?!{LETTER})"),
        re.compile(rf"\s+(?:{any_of(data['shares']['words'])})(?!{LETTER})"),
    )


@dataclass(frozen=True, slots=True)
class Found:
    """A measure where it stands; ``planned`` is the target a value is printed against (`36/33 tỷ đồng`)."""

    start: int
    end: int
    value: float
    of: float | None
    unit: str | None
    comparator: Comparator
    planned: float | None = None


def find_measures(text: str, start: int, end: int) -> list[Found]:
    """Return the rates and ratios of ``text[start:end]``, in order.

    >>> [(m.value, m.of, m.unit, m.comparator) for m in find_measures("ít nhất 95% và 46/57 chỉ tiêu", 0, 29)]
    [(95.0, None, '%', '>='), (46.0, 57.0, None, '=')]
    """
    slashed = text.find("/", start, end) >= 0
    out: list[Found] = []
    for m in (_MEASURE if slashed else _RATES).finditer(text, start, end):
        at = m.start()
        ahead = text[max(start, at - _NEAR) : at]
        if ("hi" in ahead or "ếu" in ahead) and _CONDITION.search(ahead):
            continue
        if text.find(" thì ", m.end(), min(end, m.end() + 160)) >= 0 and _depends(text, start, m, end):
            continue
        out += _read(text, m, start, end, slashed=slashed)
    if len(out) > 1:
        out = [m for m, later in zip(out, [*out[1:], None], strict=True) if later is None or not _starts(text, start, m, later)]
    if text.find("phần", start, end) >= 0:
        out += _in_words(text, start, end)
        out.sort(key=lambda found: found.start)
    return out


def _depends(text: str, start: int, m: re.Match[str], end: int) -> bool:
    """Tell a threshold that something depends on: `Trường hợp giải ngân dưới 95% thì không xếp loại …`."""
    opened = _SUPPOSES.search(text[max(start, m.start() - 160) : m.start()])
    return opened is not None and _THEN.match(text, m.end(), end) is not None


def _starts(text: str, start: int, m: Found, later: Found) -> bool:
    """Tell a figure that only says where a change began: `từ 65% lên 80%`."""
    if later.start - m.end > _NEAR or m.unit != later.unit or _FROM.search(text[max(start, m.start - 24) : m.start]) is None:
        return False
    return _REACHING.fullmatch(text, m.end, later.start) is not None


def _read(text: str, m: re.Match[str], start: int, end: int, *, slashed: bool) -> list[Found]:
    value, at = parse_number(m["value"]), m.start()
    if slashed and m["whole"]:
        return _ratio(text, m, start, end)
    if slashed and m["same"]:
        said = bound(text, start, at, m.end(), end)
        return [Found(at, m.end(), value, None, m["same"], said, parse_number(m["planned"]))]
    if slashed and (m["plan_share"] or m["plan_rate"]):
        unit = m["share"] or _unit(m["rate"])
        return [
            Found(at, m.end(), value, None, unit, bound(text, start, at, m.end(), end), parse_number(m["plan_share"] or m["plan_rate"]))
        ]
    high = m["high"] or m["high2"]
    if high:
        return _range(text, m, start, end)
    stop = m.end("unit") if m["unit"] else m.end()
    if m["unit"] and _words().shares.match(text, stop, end):
        return []
    return [Found(at, stop, value, None, _unit(m["unit"] or m["rate"]), bound(text, start, at, stop, end))]


def _range(text: str, m: re.Match[str], start: int, end: int) -> list[Found]:
    """`từ 3 - 5%` is two bounds; of `giảm từ 12% đến 8%` the first only says where it began."""
    group = "high" if m["high"] else "high2"
    low, top = parse_number(m["value"]), parse_number(m[group])
    unit, place = _unit(m["high_unit"] or m["high_unit2"]), m.start(group)
    if low < top:
        return [Found(m.start(), m.end("value"), low, None, unit, ">="), Found(place, m.end(), top, None, unit, "<=")]
    last = Found(place, m.end(), top, None, unit, bound(text, start, m.start(), m.end(), end))
    if m["unit"] is None or _FROM.search(text[max(start, m.start() - 24) : m.start()]):
        return [last]
    return [Found(m.start(), m.end("unit"), low, None, _unit(m["unit"]), "="), Found(place, m.end(), top, None, unit, "=")]


def _in_words(text: str, start: int, end: int) -> list[Found]:
    found = ((m, number_in_words(m["value"])) for m in _IN_WORDS.finditer(text, start, end))
    return [Found(m.start(), m.end(), value, None, "%", bound(text, start, m.start(), m.end(), end)) for m, value in found if value]


def _unit(printed: str) -> str:
    if printed.startswith(("%", "‰", "phần")):
        return "%" if printed.startswith("phần") else "".join(printed.split())
    return " ".join(printed.replace(" /", "/").replace("/ ", "/").split())


def _ratio(text: str, m: re.Match[str], start: int, end: int) -> list[Found]:
    """Read `n/m`: part of a total, or what was reached against what was planned."""
    if not _is_ratio(text, m, start):
        return []
    part, whole = parse_number(m["value"]), parse_number(m["whole"])
    said = bound(text, start, m.start(), m.end(), end)
    money = MONEY.match(text, m.end(), end)
    if money:
        return [Found(m.start(), money.end(), part, None, money["unit"], said, whole)]
    if _OF_INDICATORS.match(text, m.end(), end) is None and (part > whole or _planned(text, m, start, end)):
        noun = counted_noun(text, m.end(), end)
        stop = noun[1] if noun else m.end()
        return [Found(m.start(), stop, part, None, noun[0] if noun else None, said, whole)]
    return [Found(m.start(), m.end(), part, whole, None, said)]


def _planned(text: str, m: re.Match[str], start: int, end: int) -> bool:
    """`52/45 đảng viên theo kế hoạch giao`: the words around say that the second number is a plan."""
    behind = text[m.end() : min(end, m.end() + 60)]
    behind = behind[: min((i for i in map(behind.find, ".;,(") if i >= 0), default=60)]
    rate = _COMES_TO.match(text, m.end(), end)
    if rate and abs(parse_number(m["value"]) / parse_number(m["whole"]) * 100 - parse_number(rate["rate"])) < _ROUNDED:
        return True
    told = _BY_PLAN.search(behind)
    return (told is not None and _OF_SOME.search(behind, 0, told.start()) is None) or bool(
        re.search(r"(?:so với|trên|/)\s*(?:kế hoạch|chỉ tiêu)(?:\s+(?:giao|đề ra))?\s*:?\s*$", text[max(start, m.start() - 40) : m.start()])
    )


def _is_ratio(text: str, m: re.Match[str], start: int) -> bool:
    """Tell a part of a total from dates, `24/7`, scales of maps and document numbers."""
    part, whole = m["value"], m["whole"]
    if whole.isdigit() and 1900 <= int(whole) <= 2100 and len(whole) == 4:
        return False
    if (part, whole) in {("24", "7"), ("24", "24")} or whole in {"0", "00"}:
        return False
    if any(n[0] == "0" and len(n) > 2 and n.isdigit() for n in (part, whole)):  # telephone numbers
        return False
    before = text[max(start, m.start() - 20) : m.start()]
    if part == "1" and parse_number(whole) in _SCALES and before.rstrip().lower().endswith(("tỷ lệ", "bản đồ")):
        return False
    words = _words()
    if words.before.search(before) or words.after.match(text, m.end()) or _LIST_OF_DATES.search(before):
        return False
    if _COUNTED.match(text, m.end()):
        return True
    # Without a counted noun behind it, only what cannot be a day of a month.
    return int(parse_number(whole)) > 12 or before.rstrip().endswith(("đạt", "có", "được"))
