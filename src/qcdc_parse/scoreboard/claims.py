"""Statements into items: one figure with its clause each, because a report may tell in one sentence what a resolution sets in two."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from qcdc_parse.model import Document, Indicator, Measure, Section
from qcdc_parse.scoreboard.models import ScoreItem
from qcdc_parse.span import Span

__all__ = ["results_of", "targets_of"]

_SEPARATOR = regex.compile(r"\s*[;,]\s+(?:(?:và|còn|trong đó|đồng thời)\s+)?(?:trong đó\s*,?\s*)?|\s+(?:và|còn)\s+", regex.IGNORECASE)
_RANGE = regex.compile(r"\s*(?:%|‰)?\s*(?:-|–|—|đến|tới|và)\s*(?:dưới\s+)?")
_LEAD = regex.compile(
    r"(?:(?:có|đạt|được|phấn đấu|ít nhất|tối thiểu|trên|hơn|dưới|khoảng|từ|không dưới|không quá|tối đa|đến|năm|\d{4}|số|đã|hằng năm|hàng năm|trong đó|≥|≤|>|<)\s*)*",
    regex.IGNORECASE,
)
"""What may stand between the beginning of a clause and its number without being what the number is said of."""
_OWN_WORDS = regex.compile(
    r"(?!(?:đạt|chiếm|bằng|tỷ|tỉ|lệ|tương|ứng|đương|là|còn|tăng|giảm|được|số|và|với|so|hay|tức|khoảng|trên|từ|đến)\b)\p{L}{2,}"
)
_COMPARED = regex.compile(r"so với|cùng kỳ|kế hoạch|chỉ tiêu|dự toán|nghị quyết|đề ra|năm (?:trước|20\d\d)", regex.IGNORECASE)
_LONGEST_HEADING = 300


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
        if indicator.role == "result" or indicator.verdict is not None or any(m.role == "result" for m in item.measures)
    ]


def _items(document: Document, number: int) -> Iterator[tuple[Indicator, ScoreItem]]:
    headings = _headings(document)
    text = document.text
    for indicator in document.indicators:
        clauses = list(_clauses(text, indicator))
        for index, (start, end, measures) in enumerate(clauses):
            lead, tail = _shared(text, clauses, index)
            item = ScoreItem(
                document=number,
                name=document.source.name,
                indicator=indicator.id,
                section=headings.get(indicator.section_id or ""),
                span=Span(start=start, end=end),
                statement=" ".join(text[start:end].split()),
                lead=lead,
                tail=tail,
                role=indicator.role,
                measures=measures,
                deadline=indicator.deadline,
                verdict=indicator.verdict,
            )
            yield indicator, item


_Clause = tuple[int, int, tuple[Measure, ...]]
_SHORT = 6
"""A clause of at most so many syllables beside its figure may share words of its statement."""


def _shared(text: str, clauses: list[_Clause], index: int) -> tuple[str | None, str | None]:
    """Return what a short clause shares: the words ahead of the first figure (or its colon), or those behind the last.

    `Tỷ lệ đúng hạn: cấp tỉnh đạt 98%, cấp xã đạt 95%`; `100% đảng viên và 90% đoàn viên học tập nghị quyết`.
    """
    start, end, measures = clauses[index]
    if len(clauses) == 1 or not measures:
        return None, None
    ahead, behind = text[start : measures[0].span.start], text[measures[-1].span.end : end]
    if len(_SYLLABLE.findall(ahead)) + len(_SYLLABLE.findall(behind)) > _SHORT:
        return None, None
    number_first = bool(_LEAD.fullmatch(ahead.strip(" ,:-+")))
    if number_first and index < len(clauses) - 1:
        last = clauses[-1]
        return None, _words(text[last[2][-1].span.end : last[1]])
    if index == 0:
        return None, None
    first = clauses[0]
    opening = text[first[0] : first[2][0].span.start]
    colon = opening.rfind(":")
    if colon >= 0:
        return _words(opening[: colon + 1]), None
    return (None, None) if number_first else (_words(opening), None)


_SYLLABLE = regex.compile(r"\p{L}+")


def _words(text: str) -> str | None:
    return " ".join(text.split()).strip(" .,;") or None


def _headings(document: Document) -> dict[str, str]:
    out: dict[str, str] = {}
    pending: list[tuple[Section, str]] = [(section, "") for section in reversed(document.sections)]
    while pending:
        section, above = pending.pop()
        here = " ".join((section.heading or "").split())
        path = " / ".join(filter(None, (above, here)))[-_LONGEST_HEADING:]
        if path:
            out[section.id] = path
        pending.extend((child, path) for child in reversed(section.children))
    return out


def _clauses(text: str, indicator: Indicator) -> Iterator[_Clause]:
    """Cut a statement between figures that are said of different things."""
    begin, end = indicator.span.start, indicator.span.end
    if any(m.column is not None for m in indicator.measures) or any(m.role is not None for m in indicator.measures):
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
    if stop <= start or _RANGE.fullmatch(text, start, stop) or _inside_brackets(text, start, stop):
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
    elif one.span.start - begin > _NUMBER_FIRST and _OWN_WORDS.search(text, begin, one.span.start):
        chosen = separators[0]  # the number comes last: `… đạt 85%, tỷ lệ …`
    else:
        chosen = last
    behind = text[chosen.end() : stop]
    own = _OWN_WORDS.search(behind) or (
        not _COMPARED.match(text[other.span.end : other.span.end + 40].strip()) and _LEAD.fullmatch(behind.strip())
    )
    if not own or _COMPARED.search(behind) or _only_rate(text, one, other, behind, end):
        return None
    return chosen.start(), chosen.end()


_NUMBER_FIRST = 24
"""A number within so many code points of the beginning of its clause comes first in it."""


def _inside_brackets(text: str, start: int, stop: int) -> bool:
    between = text[start:stop]
    return between.count("(") > between.count(")")


def _only_rate(text: str, one: Measure, other: Measure, behind: str, end: int) -> bool:
    """`46/57 chi bộ, đạt 80,7%`: the rate of the part before it."""
    said_of_more = _OWN_WORDS.search(text, other.span.end, min(end, other.span.end + 40))
    return one.of is not None and other.unit == "%" and not _OWN_WORDS.search(behind) and not said_of_more
