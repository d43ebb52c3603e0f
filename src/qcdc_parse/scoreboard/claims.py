"""Statements into items: one figure with its clause each, because a report may tell in one sentence what a resolution sets in two."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from qcdc_parse.indicators.verdicts import verdict_inside
from qcdc_parse.model import Document, Indicator, Measure, Section, Verdict
from qcdc_parse.scoreboard.lexicon import fold, is_actor, is_common, words_of
from qcdc_parse.scoreboard.models import ScoreItem
from qcdc_parse.scoreboard.subjects import names_a_thing
from qcdc_parse.span import Span, made

__all__ = ["results_of", "targets_of"]

_SEPARATOR = regex.compile(r"\s*[;,]\s+(?:(?:và|còn|trong đó|đồng thời)\s+)?(?:trong đó\s*,?\s*)?|\s+và\s+", regex.IGNORECASE)
_RANGE = regex.compile(r"\s*(?:%|‰)?\s*(?:-|–|—|đến|tới|và)\s*(?:dưới\s+)?")
_LEAD = regex.compile(
    r"(?:(?:có|đạt|được|phấn đấu|ít nhất|tối thiểu|trên|hơn|dưới|khoảng|từ|không dưới|không quá|tối đa|đến|năm|\d{4}|hết|cuối|số|đã|bình quân|đến nay|hằng năm|hàng năm|trong đó|≥|≤|>|<)\s*)*",
    regex.IGNORECASE,
)
"""What may stand between the beginning of a clause and its number without being what the number is said of."""
_OWN_WORDS = regex.compile(
    r"(?<!\p{L})(?!(?:đạt|chiếm|bằng|tỷ|tỉ|lệ|tương|ứng|đương|là|còn|tăng|giảm|được|số|và|với|so|hay|tức|khoảng|trên|từ|đến)\b)\p{L}{2,}"
)
_COMPARED = regex.compile(r"so với|cùng kỳ|kế hoạch|chỉ tiêu|dự toán|nghị quyết|đề ra|năm (?:trước|20\d\d)", regex.IGNORECASE)
_MOST_HEADINGS = 12


def targets_of(document: Document) -> list[ScoreItem]:
    """Return what a resolution, plan or program wants reached, in reading order: targets in prose, target columns of tables."""
    out = []
    for indicator, item in _items(document, 0):
        planned = tuple(m for m in item.measures if m.role == "target")
        if planned:
            out.append(item.model_copy(update={"measures": planned}))
        elif indicator.role == "target" and item.measures:
            out.append(item)
    return out


def results_of(document: Document, number: int) -> list[ScoreItem]:
    """Return what the n-th report says was reached: results, and restated targets with a verdict, in reading order."""
    return [
        item
        for indicator, item in _items(document, number)
        if (indicator.role == "result" or indicator.verdict is not None or any(m.role == "result" for m in item.measures))
        and not (item.verdict is None and _ASIDE.search(item.statement))
    ]


_ASIDE = regex.compile(r"^trong khi(?! đó)|là (?:một )?(?:mục tiêu|chỉ tiêu)(?!\p{L})", regex.IGNORECASE)
"""What a clause says of others (`trong khi cả tỉnh là 1,8%`) or of what is wanted (`95% … là mục tiêu khó`) was not reached."""
_FROM = regex.compile(r"(?<!\p{L})từ\s*$", regex.IGNORECASE)
_TO = regex.compile(r"\s*(?:(?:giảm|tăng)\s+)?(?:xuống|lên|còn|thành)(?!\p{L})", regex.IGNORECASE)


def _reached_at_last(text: str, measures: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """Leave out where a change began: `từ 3,5% xuống còn 1,9%`."""
    kept = tuple(
        m
        for m, after in zip(measures, (*measures[1:], None), strict=True)
        if after is None
        or not _FROM.search(text, max(0, m.span.start - 8), m.span.start)
        or not _TO.match(text, m.span.end, after.span.start)
    )
    return kept or measures


def _judged(text: str, indicator: Indicator, clauses: list[_Clause], index: int, tail: str | None) -> Verdict | None:
    """Return the verdict that holds for a clause: one at the end of another clause of the same sentence is said of that one."""
    verdict = indicator.verdict
    if verdict is None and len(clauses) > 1:
        return _own_verdict(text, clauses[index])
    if verdict is None or len(clauses) == 1 or tail is not None or _OF_ALL.search(text, *_before(indicator, verdict)):
        return verdict
    at = verdict.span.start
    of = max((n for n, (_, _, measures) in enumerate(clauses) if measures[0].span.start < at), default=None)
    if of is None or _SENTENCE.search(text, clauses[of][2][-1].span.end, max(at, clauses[of][2][-1].span.end)):
        return verdict
    return verdict if of == index else None


def _own_verdict(text: str, clause: _Clause) -> Verdict | None:
    """Read what a clause says of itself, where the sentence as a whole is not judged."""
    found = verdict_inside(text, clause[0], clause[1])
    return Verdict(value=found.value, surface=found.surface, span=Span(start=found.start, end=found.end)) if found else None


def _before(indicator: Indicator, verdict: Verdict) -> tuple[int, int]:
    return max(indicator.span.start, verdict.span.start - 12), max(verdict.span.end, verdict.span.start)


_OF_ALL = regex.compile(r"(?<!\p{L})(?:đều|tất cả|cả hai|cùng)(?!\p{L})", regex.IGNORECASE)
_SENTENCE = regex.compile(r"[.:](?:\s|$)|\n")


def _items(document: Document, number: int) -> Iterator[tuple[Indicator, ScoreItem]]:
    headings = _headings(document)
    text = document.text
    for indicator in document.indicators:
        clauses = [clause for clause in _clauses(text, indicator) if clause[2]]
        for index, (start, end, measures) in enumerate(clauses):
            lead, tail = _shared(text, clauses, index)
            item = made(
                ScoreItem,
                document=number,
                name=document.source.name,
                indicator=indicator.id,
                section=_above(headings.get(indicator.section_id or "", ()), indicator),
                span=Span(start=start, end=end),
                statement=" ".join(text[start:end].split()),
                lead=lead,
                tail=tail,
                role=indicator.role,
                measures=_reached_at_last(text, measures),
                deadline=indicator.deadline,
                verdict=_judged(text, indicator, clauses, index, tail),
            )
            yield indicator, item


_Clause = tuple[int, int, tuple[Measure, ...]]
_SHORT = 6
"""A clause whose words ahead of its figure are at most so many syllables may share those ahead of the first."""
_SHORTEST = 3
"""Behind its figure: of more syllables, only words that most statements share (`100% cán bộ, đảng viên và …`)."""


def _shared(text: str, clauses: list[_Clause], index: int) -> tuple[str | None, str | None]:
    """Return what a short clause shares: the words ahead of the first figure (or its colon), or those behind the last.

    `Tỷ lệ đúng hạn: cấp tỉnh đạt 98%, cấp xã đạt 95%`; `100% đảng viên và 90% đoàn viên học tập nghị quyết`.
    """
    start, end, measures = clauses[index]
    if len(clauses) == 1 or not measures:
        return None, None
    ahead, behind = text[start : measures[0].span.start], text[measures[-1].span.end : end]
    if _LEAD.fullmatch(ahead.strip(" ,:-+")):
        last = clauses[-1]
        bare = len(_SYLLABLE.findall(behind)) <= _SHORTEST or all(is_common(w) or is_actor(w) for w in words_of(fold(behind)))
        return None, _words(text[last[2][-1].span.end : last[1]]) if bare and index < len(clauses) - 1 else None
    first = clauses[0]
    opening = text[first[0] : first[2][0].span.start]
    colon = opening.rfind(":")
    short = len(_SYLLABLE.findall(ahead)) + len(_SYLLABLE.findall(behind)) <= _SHORT
    if index == 0 or not short:
        return None, None
    return _words(opening[: colon + 1] if colon >= 0 else opening), None


_SYLLABLE = regex.compile(r"\p{L}+")


def _words(text: str) -> str | None:
    return " ".join(text.split()).strip(" .,;") or None


def _headings(document: Document) -> dict[str, tuple[tuple[int, str], ...]]:
    """Return the headings above the content of each section, from the highest, each with where it ends."""
    out: dict[str, tuple[tuple[int, str], ...]] = {}
    pending: list[tuple[Section, tuple[tuple[int, str], ...]]] = [(section, ()) for section in reversed(document.sections)]
    while pending:
        section, above = pending.pop()
        if section.heading and section.heading_span:
            above = (*above, (section.heading_span.end, " ".join(section.heading.split())))[-_MOST_HEADINGS:]
        out[section.id] = above
        pending.extend((child, above) for child in reversed(section.children))
    return out


def _above(headings: tuple[tuple[int, str], ...], indicator: Indicator) -> str | None:
    """Join the headings that stand before an indicator; an item of a list is a heading itself."""
    return " / ".join(words for end, words in headings if end <= indicator.span.start) or None


def _clauses(text: str, indicator: Indicator) -> Iterator[_Clause]:
    """Cut a statement between figures that are said of different things."""
    begin, end = indicator.span.start, indicator.span.end
    if any(m.column is not None for m in indicator.measures):
        yield begin, end, indicator.measures
        return
    held: list[Measure] = []
    for measure in sorted(indicator.measures, key=lambda m: m.span.start):
        cut = _cut(text, begin, held[-1], measure, end) if held else None
        if cut is not None:
            yield begin, cut[0], tuple(held)
            begin, held = cut[1], []
        held.append(measure)
    yield begin, end, tuple(held)


def _cut(text: str, begin: int, one: Measure, other: Measure, end: int) -> tuple[int, int] | None:
    """Return where the clause of one figure ends and that of the next begins; None where both belong to one thing."""
    start, stop = one.span.end, other.span.start
    if (
        stop <= start
        or _planned(text, one, other)
        or _one_share(one, other)
        or _RANGE.fullmatch(text, start, stop)
        or _inside_brackets(text, start, stop)
    ):
        return None
    separators = list(_SEPARATOR.finditer(text, start, stop))
    if not separators:
        return None
    last = separators[-1]
    strong = [s for s in separators if ";" in s[0]]
    if strong:
        chosen = strong[-1]
    elif _LEAD.fullmatch(text[last.end() : stop].strip()) and _OWN_WORDS.search(text, other.span.end, end):
        chosen = last  # the number comes first: `…, 80% đoàn viên`
    elif not _LEAD.fullmatch(text[begin : one.span.start].strip()):
        chosen = separators[0]  # the number comes last: `… đạt 85%, tỷ lệ …`
    else:
        chosen = last
    behind = text[chosen.end() : stop]
    if other.base is not None and sum(not is_common(w) for w in words_of(fold(behind))) < _OWN_SUBJECT:
        return None  # `… 468 tỷ đồng, đạt 104% kế hoạch`
    of_its_own = (
        names_a_thing(other.unit) or _OWN_WORDS.search(behind) or _OWN_WORDS.search(text, other.span.end, min(end, other.span.end + _NEAR))
    )
    return (chosen.start(), chosen.end()) if of_its_own and not _COMPARED.search(behind) else None


def _planned(text: str, one: Measure, other: Measure) -> bool:
    """Tell a result and its plan; behind a plan in brackets (`45 đảng viên (chỉ tiêu 40), nữ chiếm 30%`) another thing may begin."""
    pair = one.role, other.role
    return pair == ("result", "target") or (pair == ("target", "result") and ")" not in text[one.span.end : other.span.start])


_OWN_SUBJECT = 2
"""Beside a comparison, so many words that are not common are a subject of their own."""
_NEAR = 60
"""Words so near behind a figure, in code points, are said of it."""


def _one_share(one: Measure, other: Measure) -> bool:
    """Tell whether a part of a total and a rate are one figure said twice: `46/57 chi bộ, đạt 80,7%`."""
    part, rate = (one, other) if one.of else (other, one)
    return bool(part.of) and rate.unit == "%" and abs(100 * part.value / (part.of or 1) - rate.value) < _ROUNDED


_ROUNDED = 0.6


def _inside_brackets(text: str, start: int, stop: int) -> bool:
    between = text[start:stop]
    return between.count("(") > between.count(")")
