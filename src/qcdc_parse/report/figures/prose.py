"""Figures that prose says elsewhere: what a field asks for, told in a passage of another slot."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

from qcdc_parse.report.figures.asked import Asked, Asking, years_in
from qcdc_parse.report.figures.clauses import Clause, clauses_of
from qcdc_parse.report.figures.fitting import Fit, best_fit, may_measure
from qcdc_parse.report.figures.found import EXACT, SAID, Found
from qcdc_parse.report.figures.measures import SHARES, factor, fold_measure
from qcdc_parse.report.figures.scanning import Item, scan
from qcdc_parse.report.figures.wording import agree, alternatives, says_all, words_in
from qcdc_parse.report.models import Answer

__all__ = ["prose_in", "slots_of", "speaks_ahead"]

_FITS = 0.8
_WHOLLY = 0.99
_AHEAD = re.compile(
    r"phương hướng|nhiệm vụ|giải pháp|mục tiêu|chỉ tiêu|kế hoạch|thời gian tới|kiến nghị|đề xuất|đề nghị|năm tới", re.IGNORECASE
)
_DONE = re.compile(r"kết quả|hoàn thành|đánh giá|tình hình thực hiện", re.IGNORECASE)
_NOT_NOW = re.compile(
    r"(?<!\w)(?:sẽ|phấn đấu|mục tiêu|chỉ tiêu|dự kiến|kế hoạch|tháng|quý|thời gian tới|năm tới|so với|cùng kỳ|trước đây|giai đoạn trước|nhiệm kỳ trước|mỗi|bình quân|trong đó)(?!\w)",
    re.IGNORECASE,
)
_TIMED = re.compile(r"\s*(?:tăng|giảm|vượt|so|trong|từ|tính|riêng|đến|quý|tháng|năm|nhiệm kỳ|dự kiến|phấn đấu|\d)(?!\w)", re.IGNORECASE)
"""How words behind a comma begin that say of which time a number was, or hold it against another."""
_LASTING = re.compile(r"(?<!\w)0?(\d{1,2})\s+năm(?!\s+(?:19|20)\d\d)(?!\w)", re.IGNORECASE)
_CUT = re.compile(r",|(?<!\w)(?:cho|với|tại|trong|để|nhằm|do|của|theo|đến)(?!\w)")
_DIRECT = re.compile(r"[:=]\s*$")


def slots_of(answer: Answer) -> tuple[str, ...]:
    """Return the slots that a passage answers, or may answer."""
    if answer.status == "aligned" and answer.slot is not None:
        return (answer.slot,)
    if answer.status == "ambiguous":
        return tuple(candidate.slot for candidate in answer.candidates) or ((answer.slot,) if answer.slot else ())
    return ()


def speaks_ahead(answer: Answer) -> bool:
    """Tell a passage of plans, or under a heading of plans."""
    return any(map(_is_plan, answer.headings)) or _AHEAD.search(answer.quote.text) is not None


def _is_plan(heading: str) -> bool:
    """Tell a heading of what is still to be done: not `Kết quả thực hiện các chỉ tiêu`."""
    return _AHEAD.search(heading) is not None and _DONE.search(heading) is None


_BLOCK = 3
"""So many slots answered by lines of the form itself are the form, whatever heading stands above."""


def prose_in(asking: Asking, text: str, answers: Sequence[Answer], own: frozenset[str]) -> Iterator[Found]:
    """Yield what prose outside the slot and appendix of a field says of it.

    Only statements of the whole of what the field asks, of a time that has passed. ``years`` of a value are those said beside it; of
    a field by years without one, the number of years that it is said of stands there (`trong 05 năm`).
    """
    told = _all_told(_Submission(asking, text, answers, own))
    form = len({found.asked.slot for found, _ in told if found.rank == EXACT}) >= _BLOCK
    for found, heading in told:
        if form or heading == "":
            yield found
        elif heading == "dated":
            yield found._replace(rank=SAID)


class _Submission:
    """What prose is read of, as a key: itself, not its contents. Figures and conflicts ask for the same one after another."""

    def __init__(self, asking: Asking, text: str, answers: Sequence[Answer], own: frozenset[str]) -> None:
        self.parts = (asking, text, answers, own)

    def __hash__(self) -> int:
        return id(self.parts[2])

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Submission)
            and all(one is two for one, two in zip(self.parts[:3], other.parts[:3], strict=True))
            and (self.parts[3] == other.parts[3])
        )


@lru_cache(maxsize=1)
def _all_told(submission: _Submission) -> tuple[tuple[Found, str], ...]:
    return tuple(_told(*submission.parts))


def _told(asking: Asking, text: str, answers: Sequence[Answer], own: frozenset[str]) -> Iterator[tuple[Found, str]]:
    """Yield what prose says of fields, and what its heading speaks of: `planned`, `dated`, or neither."""
    low = text.lower()
    fields = [asked for asked in asking.by_id.values() if not asked.weak]
    spots = sorted((*_anchored(low, fields), *_counted(asking, low, fields))) if len(low) == len(text) else []
    if not spots:
        return
    for answer in answers:
        span = answer.quote.span
        inside = spots[bisect_left(spots, (span.start, 0)) : bisect_left(spots, (span.end, 0))]
        here = [fields[place] for place in sorted({place for _, place in inside})]
        areas = {asking.areas.get(slot) for slot in slots_of(answer)}
        here = [asked for asked in here if asking.areas[asked.slot] not in areas]
        if not here or answer.kind == "table":
            continue
        planned = any(map(_is_plan, answer.headings))
        dated = any(map(years_in, answer.headings))
        for clause in clauses_of(text, span.start, span.end, scan(text, span.start, span.end), ()):
            found = _of_clause(here, clause, text, own)
            if found is not None and (found.rank == EXACT or not planned):
                numbered = found.rank == EXACT and _same_number(found.asked.slot, answer.headings)
                yield found._replace(line=(span.start, span.end)), "" if numbered else "planned" if planned else "dated" if dated else ""


def _same_number(slot: str, headings: Sequence[str]) -> bool:
    """Tell a line that has the number of a slot of the form as well: `2. Số lớp: 12 lớp`."""
    return bool(headings) and headings[-1].partition(" ")[0] == slot.rpartition("/")[2]


def _anchored(low: str, fields: Sequence[Asked]) -> Iterator[tuple[int, int]]:
    """Yield where the first words of a label stand, with the place of the field."""
    for place, asked in enumerate(fields):
        if asked.anchor:
            for at in _all(low, asked.anchor):
                yield at, place


def _counted(asking: Asking, low: str, fields: Sequence[Asked]) -> Iterator[tuple[int, int]]:
    """Yield where a number in the unit of a field stands with the words of its label near it: `đã kiểm tra 86 cơ sở`."""
    if asking.counted is None:
        return
    of_unit: dict[str, list[int]] = {}
    for place, asked in enumerate(fields):
        if asked.unit is not None and not asked.share:
            of_unit.setdefault(fold_measure(asked.unit), []).append(place)
    for m in asking.counted.finditer(low):
        near = low[max(0, m.start() - _ROUND) : m.end() + _ROUND]
        for place in of_unit.get(m[0], ()):
            if any(all(word in near for word in one) for one in alternatives(fields[place].field.label)):
                yield m.start(), place


_ROUND = 80


def _all(low: str, phrase: str) -> Iterator[int]:
    at = low.find(phrase)
    while at >= 0:
        yield at
        at = low.find(phrase, at + len(phrase))


def _of_clause(here: Sequence[Asked], clause: Clause, text: str, own: frozenset[str]) -> Found | None:
    item = clause.item
    if item.kind != "number" or item.doubt is not None or item.measure is None:
        return None
    here_on, comma, later = clause.beyond.partition(",")
    if _NOT_NOW.search(clause.ahead) or _NOT_NOW.search(here_on) or (comma and _TIMED.match(later)):
        return None
    able = [a for a in here if _measured(a, item)]
    best = (_fit(able, clause, own) or _otherwise(able, clause, own)) if able else None
    if best is None or best[1].extra > 1:
        return None
    asked, fit = best
    lasting = _LASTING.search(text, max(0, clause.start - 1), clause.end)
    if lasting is not None and lasting[0].lower() in asked.words.folded:
        lasting = None
    years = () if clause.inherited else clause.years
    timed = bool(lasting) or clause.inherited or (bool(years) and not asked.by_year)
    wholly = fit.covered >= _WHOLLY and not fit.extra and not timed and _DIRECT.search(clause.ahead) is not None
    if lasting and not years:
        years = (lasting[1],)
    return Found(asked, None, item, clause.start, clause.end, EXACT if wholly else SAID, None, item.measure, years)


def _measured(asked: Asked, item: Item) -> bool:
    """Tell whether a number is in the measure of a field, and says so itself."""
    if not may_measure(asked, item) or (item.measure in SHARES) != asked.share:
        return False
    return asked.unit is None or factor(item.measure, asked.unit, asked.words.folded) is not None


def _fit(able: Sequence[Asked], clause: Clause, own: frozenset[str]) -> tuple[Asked, Fit] | None:
    """Fit the words around a number up to one cut after another, as long as what is cut off narrows nothing."""
    ahead = clause.ahead.rpartition(", ")[2] if not _DIRECT.search(clause.ahead) else clause.ahead
    assert clause.item.measure is not None
    own = own | words_in(clause.item.measure).every
    cuts = [m.start() for m in _CUT.finditer(clause.beyond)]
    for cut in [*cuts, len(clause.beyond)]:
        best = best_fit(able, words_in(f"{ahead} | {clause.beyond[:cut]}"), own, None, _FITS)
        if best is not None:
            return best if says_all(clause.beyond[cut:].partition(",")[0] or "") or clause.beyond[cut : cut + 1] == "," else None
    return None


def _otherwise(able: Sequence[Asked], clause: Clause, own: frozenset[str]) -> tuple[Asked, Fit] | None:
    """Fit a statement to the one field that it says with other words around: one of the things that its label names is enough."""
    ahead = clause.ahead.rpartition(", ")[2]
    here_on = clause.beyond.partition(",")[0]
    said, behind = words_in(f"{ahead} | {here_on}"), words_in(here_on)
    meant = []
    for asked in able:
        if behind.content - asked.words.content - own or said.narrow - asked.narrow or not agree(asked.words.folded, said.folded):
            continue
        if any(one <= said.every for one in alternatives(asked.field.label)):
            meant.append(asked)
    if len(meant) != 1:
        return None
    return meant[0], Fit(_FITS, len(said.content - meant[0].known - own))
