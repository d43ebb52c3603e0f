"""Numbers as printed, with their measures: parts of wholes, ranges, bounds, figures repeated in words, `1 tỷ 200 triệu đồng`."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from typing import Literal, NamedTuple

from qcdc_parse.catalog import raw
from qcdc_parse.catalog.phrases import LETTER, LOWER, any_of
from qcdc_parse.indicators.units import counted_noun
from qcdc_parse.report.figures.digits import Read, counts, read_digits, read_words
from qcdc_parse.report.figures.measures import SHARES, fold_measure, same_things, worth

__all__ = ["WORDED", "Item", "amount_at", "measures"]

ItemKind = Literal["number", "nil", "year", "period"]


class Item(NamedTuple):
    """A number (with measure), a way to say none, a year, or a period of years: ``text[start:end]``.

    ``digits`` is where the number itself ends; ``years`` are the years said; ``doubt`` says why a number may not be what it seems.
    """

    kind: ItemKind
    start: int
    end: int
    digits: int
    value: Fraction = Fraction(0)
    of: Fraction | None = None
    measure: str | None = None
    years: tuple[str, ...] = ()
    doubt: str | None = None


_NUMBER = r"(?:[1-9]\d{0,2}(?:[ ]\d{3})+(?:,\d{1,6})?(?![\d.,]*\d)|[\dlIO|](?:[\d.,lIOoSB|]*[\dlIOoSB|])?)"
_GLUED = r"(?:trđ|tr\.đ|triệu|tỷ|tỉ|đồng|đ|ha|km2?|kg|m2|người|cuộc|hội|lượt|lần|buổi|đảng|hồ|đơn|vụ|xã|mô|ý)"
WORDED = r"(?:một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín|mười|không)(?:\s+(?:mốt|một|hai|ba|bốn|tư|năm|lăm|nhăm|sáu|bảy|bẩy|tám|chín|mười|mươi|trăm|nghìn|ngàn|triệu|linh|lẻ))*"
"""A number in words, as the source of a pattern."""
_VALUE = re.compile(
    rf"""
    (?P<value>{_NUMBER}) (?:
        (?:(?P<unit1>(?:\s{LETTER}+){{0,3}}?)\s?/\s?|(?P<far>(?:\s{LETTER}+){{0,8}}?\s?(?:/|trên|trong)\s?(?:tổng\s+số|tổng)\s+))(?:(?:tổng\s+số|tổng)\s+)?(?P<of>\d[\d.,]*\d|\d)
      | \s?(?:-|–|÷)\s?(?P<high>\d[\d.,]*\d|\d)(?![\d/-])
      )? (?:(?![\w])|(?={_GLUED})) (?!\s?[-/]\s?\d)
    """,
    re.VERBOSE,
)


@cache
def measures() -> re.Pattern[str]:
    """Return the pattern of units behind a number, the longest first."""
    data = raw("figures")
    words = [w for e in (*data["money"], *data["alike"]) for w in e["words"]]
    words += [*raw("numbers")["units"]["words"], *raw("columns")["units"]["words"]]
    longest = sorted({w.replace("ỷ", v) for w in words for v in ("ỷ", "ỉ") if w[0].isalpha()}, key=len, reverse=True)
    return re.compile(rf"\s?(?:%|‰|(?i:phần trăm|{any_of(longest)})(?!{LETTER})(?:\s?/\s?{LOWER}+)?)")


_SIGNS = frozenset("%‰")
_IN_WORDS = re.compile(rf"\s*\(\s*(?P<words>(?i:{WORDED}))(?P<more>[^()]*)\)")
_COMPOUND = re.compile(rf"\s+(?P<more>\d[\d.,]*)\s+(?P<unit>(?:triệu|nghìn|ngàn)(?:\s+đồng)?|đồng)(?!{LETTER})")


@cache
def _rough() -> tuple[frozenset[str], tuple[str, ...]]:
    data = raw("figures")["rough"]
    return frozenset(data["words"]), tuple(f" {word}" for word in data["after"])


def amount_at(text: str, at: int, ahead: list[str], end: int) -> tuple[Item | None, int]:
    """Return the number that begins at a place, if one does, and where its digits end; ``ahead`` are the words ahead of it."""
    m = _VALUE.match(text, at, end)
    return (None, at) if m is None else (_number(text, m, ahead, end), m.end())


def _number(text: str, m: re.Match[str], ahead: list[str], end: int) -> Item | None:
    printed = m["value"]
    if not counts(printed) or (m["of"] and not counts(m["of"])):
        return None
    doubt = None
    of: Read | None = None
    if m["of"]:
        of = read_digits(m["of"])
    elif m["high"]:
        doubt = "nêu một khoảng, không phải một số"
    digits = m.end("of") if m["of"] else m.end("high") if m["high"] else m.end("value")
    since = m.end("value") if m["far"] else digits
    following = text[since : since + 2].lstrip()[:1]
    named = following.isalpha() or following in _SIGNS
    behind = measures().match(text, since, end) if named else None
    measure = behind[0].strip() if behind else None
    stop = max(behind.end() if behind else digits, digits)
    share = measure in SHARES
    if m["unit1"] and m["unit1"].strip():
        inner = m["unit1"].strip()
        if measure is not None and not same_things(inner, measure, ""):
            of, digits = None, m.end("value")
            stop = m.end("unit1")
        measure = inner
    value = read_digits(printed, share=share)
    if measure is None and named:
        noun = counted_noun(text, digits, end)
        if noun is not None:
            measure, stop = noun
    spelled = _IN_WORDS.match(text, digits, end) if text.startswith(("(", " ("), digits) else None
    if spelled is not None:
        said = read_words(spelled["words"])
        if said is not None and said != value.value:
            doubt = "số viết bằng chữ số khác số viết bằng chữ"
        if measure is None or measure in raw("numbers")["counted"]["never"]:
            again = measures().match(text, spelled.end(), end)
            measure, stop = (again[0].strip(), again.end()) if again else (measure, spelled.end())
    doubt = value.doubt or (of.doubt if of else None) or doubt
    total = value.value
    more = _COMPOUND.match(text, stop, end) if measure and fold_measure(measure) in {"tỷ", "tỷ đồng", "triệu"} else None
    if measure and more and counts(more["more"]):
        return _compound(m.start(), total, measure, more, doubt)
    before, after = _rough()
    if (ahead and (ahead[-1] in before or " ".join(ahead[-2:]) in before)) or text.startswith(after, stop, end):
        doubt = doubt or "số ước lượng hoặc mức giới hạn"
    if of is not None and (of.value < total or not of.value):
        doubt = doubt or ("phần lớn hơn tổng" if of.value else "tổng bằng 0")
    if measure == "phần trăm":
        measure = "%"
    return Item("number", m.start(), stop, digits, total, of.value if of else None, measure, (), doubt)


def _compound(at: int, total: Fraction, measure: str, more: re.Match[str], doubt: str | None) -> Item:
    """Read `1 tỷ 200 triệu đồng` in the first of the two units."""
    first, second = worth(measure), worth(" ".join(more["unit"].split()))
    rest = read_digits(more["more"])
    assert first is not None
    assert second is not None
    whole = measure if measure.endswith("đồng") else f"{measure} đồng"
    return Item("number", at, more.end(), more.end(), total + rest.value * Fraction(second, first), None, whole, (), doubt or rest.doubt)
