"""Summary verdicts: sentences that judge the indicators as a whole or count them by verdict (`46/57 chỉ tiêu đạt`)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from typing import NamedTuple

from qcdc_parse.catalog import verdicts
from qcdc_parse.catalog.phrases import LETTER, any_of
from qcdc_parse.indicators.unsaid import excepts, misread_denial, of_some, taken_back, turned
from qcdc_parse.indicators.verdicts import may_judge
from qcdc_parse.indicators.wordings import NEGATIVE, OF_PLAN, POSITIVE, denial, lower, not_only, value_of, wished, wording
from qcdc_parse.model import VerdictValue


@dataclass(frozen=True, slots=True)
class Count:
    """`22 chỉ tiêu đạt`: how many were judged so; ``nested`` within a number ahead of it, ``of_total`` as `22/28`."""

    start: int
    end: int
    count: int
    surface: str
    value: VerdictValue
    nested: bool
    of_total: bool


@dataclass(frozen=True, slots=True)
class FoundSummary:
    """What a sentence says of the indicators as a whole; ``met_of`` are the two numbers of `46/57 chỉ tiêu`."""

    surface: str
    value: VerdictValue
    total: int | None
    counts: tuple[Count, ...]
    part: int | None = None


class _Patterns(NamedTuple):
    acts: re.Pattern[str]
    whole: re.Pattern[str]
    none: re.Pattern[str]
    counted: re.Pattern[str]
    behind: re.Pattern[str]
    part: re.Pattern[str]
    total: re.Pattern[str]


_NOUN = r"(?:nhóm\ )?(?:chỉ\ tiêu|mục\ tiêu)"
_NEAR = 16
_LONGEST = 2000
_MOST = ("hầu hết", "đa số", "phần lớn")
_NESTED = re.compile(rf"(?<!{LETTER})(?:trong đó|gồm cả|bao gồm|kể cả)(?!{LETTER})", re.IGNORECASE)
_ALL = re.compile(rf"(?<!{LETTER})(?:cả|toàn\s+bộ)(?:\s+số)?\s*\Z", re.IGNORECASE)
_AND_MORE = re.compile(r"(?:đạt|hoàn thành) và vượt")
_DONE = re.compile(rf"(?<!{LETTER})đã(?!{LETTER})", re.IGNORECASE)
_ORDER: tuple[VerdictValue, ...] = ("partly_met", "mostly_met", "on_track", "met", "exceeded")


@cache
def _patterns() -> _Patterns:
    flags = re.VERBOSE | re.IGNORECASE
    word = rf"{wording()}"
    judged = r"(?:(?:đã|đều|được\ đánh\ giá(?:\ là)?|cho\ kết\ quả|ở\ mức|là|(?:dự\ kiến|có\ khả\ năng|có\ nguy\ cơ)(?=\ (?:không|chưa|khó)))\ )*"
    over = rf"(?=\s*(?:[.;,:)!(+]|\Z|\ (?:và|so\ với|theo|trong|năm|với|như|{_NOUN}|kế\ hoạch|đề\ ra|nghị\ quyết|tại|vào|ở|cùng|còn)(?!{LETTER})))"
    stem = rf"(?:{any_of(verdicts())}){OF_PLAN}"
    return _Patterns(
        re.compile(
            rf"(?<!{LETTER})(?P<word>{word}(?:\ (?:toàn\ diện|thắng\ lợi|xuất\ sắc|đầy\ đủ))?)\ (?:được\ )?"
            r"(?:(?P<most>hầu\ hết|đa\ số|phần\ lớn|tất\ cả|toàn\ bộ|100\s?%(?:\ số)?)\ (?:(?:các|những)\ )?|(?:các|những)\ )"
            rf"(?:mục\ tiêu,?\ (?:và\ )?)?{_NOUN}(?!{LETTER})",
            flags,
        ),
        re.compile(
            rf"(?<!{LETTER})(?P<most>hầu\ hết\ |đa\ số\ |phần\ lớn\ )?(?:các|những|100\s?%|(?<![\d/.,])(?P<numbers>(?P<part>\d+)\s?/\s?(?P<whole>\d+)|\d+))\ (?:mục\ tiêu,?\ (?:và\ )?)?{_NOUN}"
            rf"(?P<between>[^.;:]{{0,80}}?)(?<!{LETTER})(?P<word>{not_only()}{word})(?!{LETTER}){over}",
            flags,
        ),
        re.compile(
            rf"(?<!{LETTER})không\ (?:(?:có|còn)\ )?(?:một\ )?{_NOUN}\ nào\ (?:là\ |bị\ |phải\ )?(?P<word>{word})(?!{LETTER})", flags
        ),
        re.compile(
            rf"(?<![\d/.,])(?<!{LETTER})(?P<count>\d{{1,3}})(?:\s?/\s?(?P<of>\d{{1,3}}))?\ (?P<noun>(?:nhóm\ )?(?:chỉ\ tiêu|mục\ tiêu|tiêu\ chí)\ |nhóm\ )?{judged}(?P<word>{not_only()}{stem})(?!{LETTER})"
            r"(?!\ (?:chuẩn|tỷ\ lệ|được|từ|trên|dưới|kết\ quả|loại|điểm|gần|khoảng|cao|thấp|mức|\d))",
            flags,
        ),
        re.compile(
            rf"(?<!{LETTER})(?:(?:số\ )?{_NOUN}\ )?(?P<word>{stem})\ ?(?::|là|có|được)?\ ?(?P<count>\d{{1,3}})(?:\s?/\s?(?P<of>\d{{1,3}}))?\ (?P<noun>(?:nhóm\ )?(?:chỉ\ tiêu|mục\ tiêu))(?!{LETTER})",
            flags,
        ),
        re.compile(rf"(?<![\d/.,])(?<!{LETTER})(?P<part>\d{{1,3}})\s?/\s?(?P<whole>\d{{1,3}})\ (?:nhóm\ )?(?:chỉ\ tiêu|mục\ tiêu)", flags),
        re.compile(
            rf"(?<!{LETTER})(?:(?:trong|tổng)(?:\s+(?:tổng\s+)?số|\s+cộng)?|giao|đề\ ra|có|gồm|thực\ hiện)\s+(?P<total>\d{{1,3}})\s+(?:nhóm\s+)?(?:chỉ\s+tiêu|mục\s+tiêu)(?P<after>[^.]{{0,12}})",
            flags,
        ),
    )


def summary_verdict(text: str, start: int, end: int) -> FoundSummary | None:
    """Return what a sentence says of the indicators as a whole.

    >>> found = summary_verdict("Đã thực hiện cơ bản đạt các chỉ tiêu trong nghị quyết.", 0, 54)
    >>> found.surface, found.value
    ('cơ bản đạt', 'mostly_met')
    >>> found = summary_verdict("Trong 14 chỉ tiêu có 13 chỉ tiêu đạt, 1 chỉ tiêu không đạt.", 0, 59)
    >>> found.value, found.total, [(c.count, c.value) for c in found.counts]
    ('partly_met', 14, [(13, 'met'), (1, 'not_met')])
    """
    if end - start > _LONGEST or not may_judge(text, start, end):
        return None
    patterns = _patterns()
    counts, part, whole = _counts(text, start, end)
    total = _total(text, start, end, counts, whole)
    none = patterns.none.search(text, start, end)
    if none and not _wished(text, start, none.start()):
        value: VerdictValue = "met" if value_of(lower(none["word"])) in NEGATIVE else "not_met"
        return FoundSummary(lower(none[0]), value, total, counts)
    said = _said(text, start, end, counted=bool(counts))
    if said is None and not counts:
        return None
    if counts and _wished(text, start, counts[0].start):
        return None
    surface, value = said or (counts[0].surface, counts[0].value)
    value = _as_a_whole(value, counts, part, whole)
    if value in POSITIVE:
        if misread_denial(text, start, end):
            return None
        excepted = excepts(text, start, end)
        if excepted or (said is None and _leaves(counts, total)):
            value = "partly_met"
        if excepted and len(counts) == 1 and total is None and _ALL.search(text, start, counts[0].start):
            total, counts = counts[0].count, ()  # less those that it leaves out
    elif counts and all(c.value in NEGATIVE for c in counts) and _ALL.search(text, start, counts[0].start):
        value = counts[0].value
    return FoundSummary(surface, value, total, _broken_down(counts), part)


def _leaves(counts: Sequence[Count], total: int | None) -> bool:
    """Tell whether fewer are counted as met than the sentence speaks of: of the others it says nothing good."""
    return total is not None and sum(c.count for c in counts if not c.nested) < total


def _wished(text: str, start: int, at: int) -> bool:
    near = max(start, at - 80)
    return wished(text, max(near, text.rfind(";", near, at) + 1), at) and not _DONE.search(text, near, at)


def _said(text: str, start: int, end: int, *, counted: bool) -> tuple[str, VerdictValue] | None:
    """Read the wording for all of them: `hoàn thành các chỉ tiêu`, `các chỉ tiêu đều đạt`; of numbers only where none is counted."""
    patterns = _patterns()
    found = [m for m in (patterns.acts.search(text, start, end), *_wholes(text, start, end, counted=counted)) if m]
    if not found:
        return None
    m = min(found, key=lambda f: f.start())
    surface = lower(m["word"])
    value = value_of(surface)
    if _wished(text, start, m.start()):
        return None
    if value not in NEGATIVE and (any(of_some(text, start, at) for at in {m.start(), m.start("word")}) or taken_back(text, m.end(), end)):
        return None
    between = m.start("between") if m.re is patterns.whole else max(start, text.rfind(",", start, m.start()) + 1)
    denied = denial(text, between, m.start("word")) if value not in NEGATIVE else None
    if denied is not None and not _not_only(text, denied.start(), m.start("word")):
        if turned(text, denied.start(), m.start("word")):
            return None
        surface = lower(text[denied.start() : m.end("word")])
        return surface, "not_met" if lower(denied["word"]) in {"không", "chẳng", "chả", "ko"} else "not_yet_met"
    if m.re is patterns.whole and value in POSITIVE and wished(text, max(between, m.start("word") - _NEAR), m.start("word")):
        return None
    if value in ("met", "exceeded") and (m["most"] or "").strip().lower() in _MOST:
        value = "mostly_met"
    parted = value in POSITIVE and excepts(text, start, end)
    return surface, "partly_met" if parted or _said_otherwise(text, m.end(), end, value) else value


def _said_otherwise(text: str, start: int, end: int, value: VerdictValue) -> bool:
    """Tell whether a later clause judges others the other way: `các chỉ tiêu kinh tế đạt; các chỉ tiêu xã hội không đạt`."""
    found = (p.search(text, start, end) for p in (_patterns().acts, _patterns().whole))
    at = ((m, m.start("word")) for m in found if m)
    others = {value_of(lower(m["word"])) for m, word in at if not (_wished(text, start, word) or denial(text, start, word))}
    return bool((value in POSITIVE and others & NEGATIVE) or (value in NEGATIVE and others & POSITIVE))


def _wholes(text: str, start: int, end: int, *, counted: bool) -> list[re.Match[str]]:
    found = (m for m in _patterns().whole.finditer(text, start, end) if not (counted and m["numbers"]))
    return list(islice(found, 1))


def _not_only(text: str, at: int, end: int) -> bool:
    return re.match(r"không (?:những|chỉ)", text[at:end], re.IGNORECASE) is not None


def _counts(text: str, start: int, end: int) -> tuple[tuple[Count, ...], int | None, int | None]:
    """Return the numbers by verdict, and the two numbers of `46/57 chỉ tiêu`."""
    patterns = _patterns()
    of = patterns.part.search(text, start, end)
    part, whole = (int(of["part"]), int(of["whole"])) if of else (None, None)
    nested = _NESTED.search(text, start, end)
    close = (
        text.find(")", nested.end(), end)
        if nested and text.rfind("(", start, nested.start()) > text.rfind(")", start, nested.start())
        else end
    )
    found: dict[int, Count] = {}
    first = end
    for pattern in (patterns.counted, patterns.behind):
        ahead_of = list(found)  # in order; matches of one pattern never overlap each other
        for m in pattern.finditer(text, start, end):
            at = bisect_left(ahead_of, m.end())
            if at and found[ahead_of[at - 1]].end > m.start():
                continue
            ahead = max((text.rfind(mark, start, m.start()) for mark in ",;:("), default=-1) + 1
            if pattern is patterns.behind and denial(text, max(ahead, start), m.start("word")):
                continue
            surface = lower(m["word"])
            inner = nested is not None and nested.start() < m.start() < close and first < nested.start()
            found[m.start()] = Count(m.start(), m.end(), int(m["count"]), surface, value_of(surface), inner, m["of"] is not None)
            first = min(first, m.start())
            if m["of"] and whole is None:
                part, whole = int(m["count"]), int(m["of"])
    counts = [found[at] for at in sorted(found)]
    named = of is not None or any("tiêu" in text[c.start : c.end].lower() for c in counts)
    return (tuple(counts) if named or len(counts) > 1 else ()), part, whole


def _broken_down(counts: tuple[Count, ...]) -> tuple[Count, ...]:
    """Leave out a number that those behind `trong đó` break down wholly: nothing is counted twice.

    They do where they add up to it, or name what met and what exceeded the plan besides `46/57`. Of those that
    `đạt và vượt` the ones that exceeded the plan are taken out.
    """
    first, parts = counts[:1], [c for c in counts[1:] if c.nested]
    others = tuple(c for c in counts[1:] if not c.nested)
    kinds = {c.value for c in parts}
    if not first or not parts:
        return counts
    told = sum(c.count for c in parts)
    if kinds == {"exceeded"} and told < first[0].count and _AND_MORE.match(first[0].surface):
        met = replace(first[0], count=first[0].count - told, value="met")
        return (met, *(replace(c, nested=False) for c in parts), *others)
    if len({c.surface for c in parts}) < 2:
        return counts
    named = first[0].of_total and kinds >= {"met", "exceeded"} and kinds <= POSITIVE
    return (*(replace(c, nested=False) for c in parts), *others) if named or told == first[0].count else counts


def _total(text: str, start: int, end: int, counts: Sequence[Count], whole: int | None) -> int | None:
    if whole is not None:
        return whole
    for m in _patterns().total.finditer(text, start, end):
        if not any(c.start <= m.start("total") < c.end for c in counts):
            return int(m["total"])
    return None


def _as_a_whole(value: VerdictValue, counts: Sequence[Count], part: int | None, whole: int | None) -> VerdictValue:
    """Some met and some not is partly met, whatever is named first; of several good ones the least holds for all; of none it is not met."""
    values = {c.value for c in counts if c.count}
    if value in POSITIVE and counts and not values & {"partly_met", *POSITIVE}:
        return "not_met"
    if value in NEGATIVE and not (counts and values & NEGATIVE):
        return value
    if (part is not None and whole is not None and part < whole) or values & NEGATIVE:
        return "partly_met"
    good = [v for v in _ORDER if v in values]
    return good[0] if len(good) > 1 else value
