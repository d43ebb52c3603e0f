"""Indicators: statements that set or report a rate, what is said of them, and blanks left for them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

import regex

from qcdc_parse.indicators.blanks import find_blanks
from qcdc_parse.indicators.measures import Found, find_measures
from qcdc_parse.indicators.roles import PLANNED, role_of
from qcdc_parse.indicators.tables import find_in_tables, in_reading_order
from qcdc_parse.indicators.verdicts import FoundVerdict, counts_differ, summary_verdict, verdict_alone, verdict_inside
from qcdc_parse.model import Indicator, Measure, Note, SummaryVerdict, Verdict, VerdictValue
from qcdc_parse.passages import Passage
from qcdc_parse.sentences import split_sentences
from qcdc_parse.span import Span

__all__ = ["find_blanks", "find_indicators"]

_DEADLINE = regex.compile(
    r"(?<!\p{L})(?:(?:chậm nhất\s+)?(?:đến|trước|trong)\s+(?:(?:hết|cuối|đầu|giữa)\s+)?(?:ngày\s+\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|(?:tháng\s+\d{1,2}[/ ](?:năm\s+)?\d{4})|(?:quý\s+[IV]+[/ ](?:năm\s+)?\d{4})|năm\s+\d{4})|(?:đến|trước)\s+\d{1,2}/\d{1,2}/\d{4})",
    regex.IGNORECASE,
)
_FREQUENCY = regex.compile(
    r"(?<!\p{L})(?:(?:hằng|hàng|mỗi)\s+(?:năm|quý|tháng|tuần|ngày)|định kỳ(?:\s+(?:hằng|hàng|\d+)\s+(?:năm|quý|tháng|tuần))?)(?!\p{L})",
    regex.IGNORECASE,
)
_SUBJECT = regex.compile(
    r"\s*(?:trở lên\s+|trở xuống\s+)?(?:số\s+|tổng số\s+)?(?P<noun>\p{L}[^.;:()%\d]*?)(?=\s+(?:được|có|phải|đã|đều|đạt|thực hiện|tổ chức|xây dựng|ban hành|không|cam kết|tham gia|hoàn thành|lãnh đạo|là|trở lên|sử dụng|đăng ký|bảo đảm|đảm bảo|và\s+\d|do|sẽ|trong|vào|đủ|triển khai|giải quyết|duy trì)(?!\p{L})|[.;:(%\d]|$)"
)
_PREDICATE = re.compile(r"\s(?:đạt|chiếm|là|còn|tăng|giảm|từ|trên|dưới|ít nhất)\s")
_NO_SUBJECT = ("năm ", "so với", "dự toán", "kế hoạch", "chỉ tiêu", "tháng ", "cùng kỳ", "tổng số")
_SUBJECT_FAR = 240
_CLAUSE = re.compile(r"[;,(]|\d[\d.,/]*\s?%?")
_WHY = regex.compile(r"(?:Nguyên nhân|Lý do)(?: là| do)?\s*:?\s*")


def find_indicators(text: str, places: Sequence[Passage]) -> tuple[list[Indicator], list[SummaryVerdict], list[Note]]:
    """Find the indicators and summary verdicts of all bodies, in reading order.

    A verdict beside an item that holds no rate (`Kết nạp 50 đảng viên. Đạt.`) is noted: ``verdict-without-measure``.
    """
    indicators: list[Indicator] = []
    summaries: list[SummaryVerdict] = []
    notes: list[Note] = []
    for index, p in enumerate(places):
        if p.kind in ("header", "footer", "table"):
            continue
        body = text[p.body : p.end]
        counted = "%" in body or "/" in body or "‰" in body or "phần trăm" in body
        found = find_measures(text, p.body, p.end) if counted else []
        judged = "chỉ tiêu" in body or "mục tiêu" in body
        if not found and (alone := _judged_alone(text, p)):
            notes.append(alone)
        if not (found or judged):
            continue
        sentences = split_sentences(text, p.body, p.end)
        for position, (start, end) in enumerate(sentences):
            if judged and (sums := counts_differ(text, start, end)):
                message = f"the sentence speaks of {sums[0]} indicators and counts {sums[1]}"
                notes.append(Note(code="sum-mismatch", severity="warning", span=Span(start=start, end=end), message=message))
            if judged and (summary := summary_verdict(text, start, end)):
                surface, value = summary
                summaries.append(
                    SummaryVerdict(span=Span(start=start, end=end), text=_fold(text, start, end), value=value, surface=surface)
                )
            measures = found[bisect_left(found, start, key=_place) : bisect_left(found, end, key=_place)]
            if not measures or verdict_alone(text, start, end):
                continue
            after = [*sentences[position + 1 : position + 3], _next_line(places, index)]
            verdict = _verdict(text, start, end, [s for s in after if s is not None])
            if verdict is not None:
                measures = [m for m in measures if m.start < verdict.start] or measures
            indicators.append(_indicator(text, p, len(indicators) + 1, start, end, measures, verdict))
    rows, doubts = find_in_tables(text, places)
    return in_reading_order(indicators, rows) if rows else indicators, summaries, notes + doubts


_ENDS_JUDGED = regex.compile(r"[.;:]\s+[^.;:]{2,40}\.?$")


def _judged_alone(text: str, p: Passage) -> Note | None:
    """Tell of a verdict that closes an item without a rate."""
    tail = _ENDS_JUDGED.search(text, max(p.body, p.end - 60), p.end)
    verdict = verdict_alone(text, tail.start() + 1, p.end) if tail else None
    if verdict is None:
        return None
    span = Span(start=verdict.start, end=verdict.end)
    message = f"“{verdict.surface}” judges an item that holds no rate or ratio; it is no indicator of the record"
    return Note(code="verdict-without-measure", severity="info", span=span, message=message)


def _place(found: Found) -> int:
    return found.start


def _next_line(places: Sequence[Passage], index: int) -> tuple[int, int] | None:
    if index + 1 >= len(places) or places[index + 1].kind != "paragraph":
        return None
    following = places[index + 1]
    return (following.body, following.end) if following.section_id == places[index].section_id else None


def _verdict(text: str, start: int, end: int, following: list[tuple[int, int]]) -> FoundVerdict | None:
    """Read the verdict in a sentence or behind it; a sentence that begins `Nguyên nhân` behind that is its reason."""
    inside = verdict_inside(text, start, end)
    found = inside or (verdict_alone(text, *following[0]) if following else None)
    behind = following[0 if inside else 1 :]
    if found is not None and found.reason is None and behind and (why := _WHY.match(text, *behind[0])):
        return replace(found, reason=(why.end(), behind[0][1]))
    return found


def _indicator(text: str, p: Passage, number: int, start: int, end: int, measures: list[Found], verdict: FoundVerdict | None) -> Indicator:
    stop = end
    if verdict is not None and start < verdict.start < end and all(m.end <= verdict.cut for m in measures):
        stop = verdict.cut
        while stop > start and text[stop - 1] in " ,:;–-(=>→":
            stop -= 1
    return Indicator(
        id=f"i{number}",
        section_id=p.section_id,
        span=Span(start=start, end=stop),
        statement=_fold(text, start, stop),
        role=role_of(text, p, start, stop, judged=verdict is not None, shares=any(m.of is not None for m in measures)),
        measures=tuple(_measure(text, m, start, stop) for m in measures),
        deadline=_first(_DEADLINE, text, start, stop),
        frequency=_first(_FREQUENCY, text, start, stop),
        computed=_computed(text, start, stop, measures),
        verdict=_verdict_record(text, verdict),
    )


def _fold(text: str, start: int, end: int) -> str:
    return text[start:end].replace("\t", " ")


def _first(pattern: regex.Pattern[str], text: str, start: int, end: int) -> str | None:
    found = pattern.search(text, start, end)
    return found[0] if found else None


def _measure(text: str, m: Found, start: int, end: int) -> Measure:
    subject = _SUBJECT.match(text, m.end, min(end, m.end + 160))
    noun = subject["noun"].strip(" ,") if subject else ""
    if not noun or noun.startswith(_NO_SUBJECT):
        # The number comes last: it is said of what stands before it in its clause.
        ahead = _CLAUSE.split(text[max(start, m.start - _SUBJECT_FAR) : m.start])[-1]
        noun = _PREDICATE.split(ahead, 1)[0].strip(" ,:-")
    return Measure(
        value=m.value,
        of=m.of,
        unit=m.unit,
        comparator=m.comparator,
        subject=noun[:120] or None,
        span=Span(start=m.start, end=m.end),
    )


def _verdict_record(text: str, v: FoundVerdict | None) -> Verdict | None:
    if v is None:
        return None
    reason = None
    reason_span = None
    if v.reason:
        a, b = v.reason
        while a < b and text[b - 1] in " .;,":
            b -= 1
        if a < b:
            reason, reason_span = _fold(text, a, b), Span(start=a, end=b)
    return Verdict(
        value=v.value,
        surface=v.surface,
        reason=reason,
        span=Span(start=v.start, end=v.end),
        reason_span=reason_span,
    )


def _computed(text: str, start: int, end: int, measures: list[Found]) -> VerdictValue | None:
    """What figures imply where actual and planned stand in one sentence: `đạt 51,79% (chỉ tiêu tối thiểu 70%)`."""
    planned = PLANNED.search(text, start, end)
    if planned is None or len(measures) != 2:
        return None
    actual, target = measures
    if (
        not (actual.end <= planned.start() <= target.start < planned.end())
        or actual.unit != target.unit
        or target.comparator in {"<", "<="}
    ):
        return None
    if actual.value > target.value:
        return "exceeded" if target.comparator == "=" else "met"
    if actual.value == target.value:
        return "not_met" if target.comparator == ">" else "met"
    return "not_met"
