"""Totals: numbers of indicators that a sentence claims, against their own sum and against the indicators listed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qcdc_parse.catalog.phrases import LETTER
from qcdc_parse.indicators.summaries import FoundSummary
from qcdc_parse.indicators.wordings import NEGATIVE, POSITIVE
from qcdc_parse.model import Indicator, Note, VerdictValue
from qcdc_parse.span import Span

_GOOD: frozenset[VerdictValue] = frozenset({"exceeded", "met", "on_track"})
_LISTED = 2
_OPEN = re.compile(rf"(?<!{LETTER})(?:còn lại|trừ)(?!{LETTER})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Claim:
    """How many indicators of a section were judged well and ill, where a sentence counts them; None where it does not say."""

    span: Span
    section_id: str | None
    total: int
    good: int | None
    bad: int | None


def sum_note(text: str, start: int, end: int, found: FoundSummary) -> Note | None:
    """Tell of a sentence whose counts by verdict do not add up to the number it speaks of."""
    sums = counts_differ(text, start, end, found)
    if sums is None:
        return None
    message = f"the sentence speaks of {sums[0]} indicators and counts {sums[1]}"
    return Note(code="sum-mismatch", severity="warning", span=Span(start=start, end=end), message=message)


def claim(start: int, end: int, section_id: str | None, found: FoundSummary) -> Claim | None:
    """Return what a summary claims of the number of indicators, where it counts all of them."""
    if found.total is None or not found.counts:
        return None
    first = [c for c in found.counts if not c.nested]
    if any(c.value not in _GOOD and c.value not in NEGATIVE for c in first):
        return None
    bad = [c.count for c in first if c.value in NEGATIVE]
    good = [c.count for c in first if c.value in _GOOD]
    if found.part is not None and good:
        good = [found.part]
    return Claim(Span(start=start, end=end), section_id, found.total, sum(good) if good else None, sum(bad) if bad else None)


def total_notes(claims: Sequence[Claim], indicators: Sequence[Indicator]) -> list[Note]:
    """Hold the claims against the indicators listed and judged behind them in the same section.

    Only what cannot be otherwise is told: more indicators listed as missed than the claim leaves, or, where as many are listed as
    it counts, another number of either kind. A section with two claims is left alone.
    """
    out = []
    starts = [i.span.start for i in indicators]
    sections = Counter(c.section_id for c in claims)
    for c in claims:
        if sections[c.section_id] > 1:
            continue
        listed = [i for i in _listed(indicators, bisect_left(starts, c.span.end), c.section_id) if i.verdict is not None]
        if len(listed) < _LISTED:
            continue
        bad = sum(i.verdict is not None and i.verdict.value in NEGATIVE for i in listed)
        good = sum(i.verdict is not None and i.verdict.value in _GOOD for i in listed)
        most_bad = c.bad if c.good is None else c.total - c.good
        most_good = c.good if c.bad is None else c.total - c.bad
        complete = len(listed) == c.total and good + bad == c.total
        message = None
        if most_bad is not None and bad > most_bad:
            message = f"the sentence leaves {most_bad} of {c.total} indicators as not met; {bad} are listed as such"
        elif complete and most_good is not None and good > most_good:
            message = f"the sentence leaves {most_good} of {c.total} indicators as met; {good} are listed as such"
        if message:
            out.append(Note(code="total-mismatch", severity="warning", span=c.span, message=message))
    return out


def _listed(indicators: Sequence[Indicator], first: int, section_id: str | None) -> Iterator[Indicator]:
    """Yield the indicators from the given one on, as long as they stand in a section or below it."""
    for index in range(first, len(indicators)):
        if not _below(indicators[index].section_id, section_id):
            return
        yield indicators[index]


def _below(section_id: str | None, of: str | None) -> bool:
    if section_id is None or of is None:
        return section_id == of
    return section_id == of or section_id.startswith(f"{of}/")


def counts_differ(text: str, start: int, end: int, found: FoundSummary) -> tuple[int, int] | None:
    """Return the number a sentence speaks of and the sum of its counts by verdict, where they differ and every indicator is counted once.

    >>> from qcdc_parse.indicators.summaries import summary_verdict
    >>> text = "Trong 14 chỉ tiêu có 10 chỉ tiêu đạt, 2 chỉ tiêu vượt."
    >>> counts_differ(text, 0, len(text), summary_verdict(text, 0, len(text)))
    (14, 12)
    """
    first = [c for c in found.counts if not c.nested]
    if found.part is not None:
        breakdown = [c for c in found.counts if not (c.count == found.part and "/" in text[c.start : c.end])]
        positive = all(c.value in POSITIVE for c in breakdown)
        if len({c.value for c in breakdown}) < 2 or not positive:
            return None
        total = found.part
        counted = sum(c.count for c in breakdown)
        whole = {c.value for c in breakdown} >= {"met", "exceeded"}
    elif found.total is not None:
        total, counted = found.total, sum(c.count for c in first)
        whole = len({c.surface for c in first}) > 1
    else:
        return None
    if not whole or (counted < total and _OPEN.search(text, start, end)):
        return None
    return (total, counted) if total != counted else None
