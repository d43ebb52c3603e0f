"""Records of what was read: indicators, summary verdicts, and notes where words and figures disagree."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qcdc_parse.indicators.bases import base_of
from qcdc_parse.indicators.circumstances import deadline, frequency, scope
from qcdc_parse.indicators.computed import disagree
from qcdc_parse.indicators.implied import implied_verdict
from qcdc_parse.indicators.measures import Found
from qcdc_parse.indicators.roles import Roles
from qcdc_parse.indicators.subjects import subject_of
from qcdc_parse.indicators.summaries import FoundSummary
from qcdc_parse.indicators.verdicts import FoundVerdict, verdict_alone
from qcdc_parse.model import Indicator, Measure, Note, SummaryVerdict, Verdict, VerdictCount
from qcdc_parse.passages import Passage
from qcdc_parse.span import Span, made

_ENDS_JUDGED = re.compile(r"[.;:]\s+[^.;:]{2,40}\.?\Z")
_TAIL = 60


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that sets or reports figures, as read."""

    start: int
    end: int
    measures: tuple[Found, ...]
    roles: Roles
    verdict: FoundVerdict | None


def statement_record(text: str, p: Passage, number: int, s: Statement) -> Indicator:
    """Make the record of a statement: it ends where its own verdict begins."""
    stop = s.end
    cut = s.verdict.cut if s.verdict is not None else None
    if s.verdict is not None and cut is not None and s.start < s.verdict.start < s.end and all(m.end <= cut for m in s.measures):
        stop = cut
        while stop > s.start and text[stop - 1] in " ,:;–-(=>→":
            stop -= 1
    measures: list[Measure] = []
    for m, role in zip(s.measures, s.roles.measures, strict=True):
        base = base_of(text, s.start, s.end, m)
        measures.append(
            made(
                Measure,
                value=m.value,
                of=m.of,
                planned=m.planned,
                unit=m.unit,
                comparator=m.comparator,
                role=role,
                base=_fold(text, *base) if base else None,
                subject=subject_of(text, s.start, stop, m, measures[-1].subject if measures else None),
                span=Span(start=m.start, end=m.end),
            )
        )
    role = s.roles.statement
    return made(
        Indicator,
        id=f"i{number}",
        section_id=p.section_id,
        span=Span(start=s.start, end=stop),
        statement=_fold(text, s.start, stop),
        role=role,
        measures=tuple(measures),
        deadline=deadline(text, s.start, stop) if role == "target" else None,
        frequency=frequency(text, s.start, stop),
        scope=scope(text, s.start, stop),
        computed=implied_verdict(text, s.start, s.end, role, measures),
        verdict=_verdict(text, s.verdict),
    )


def _fold(text: str, start: int, end: int) -> str:
    return text[start:end].replace("\t", " ")


def _verdict(text: str, v: FoundVerdict | None) -> Verdict | None:
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
    return made(Verdict, value=v.value, surface=v.surface, reason=reason, span=Span(start=v.start, end=v.end), reason_span=reason_span)


def summary_record(text: str, start: int, end: int, found: FoundSummary) -> SummaryVerdict:
    """Make the record of a sentence that judges as a whole."""
    counts = tuple(
        made(VerdictCount, count=c.count, value=c.value, surface=c.surface, span=Span(start=c.start, end=c.end)) for c in found.counts
    )
    return made(
        SummaryVerdict,
        span=Span(start=start, end=end),
        text=_fold(text, start, end),
        value=found.value,
        surface=found.surface,
        total=found.total,
        counts=counts,
    )


def mismatch_note(i: Indicator) -> Note | None:
    """Tell where the text says one thing of an indicator and its figures imply another."""
    if i.verdict is None or i.computed is None or not disagree(i.verdict.value, i.computed):
        return None
    message = f"the text says “{i.verdict.surface}”, the figures imply {i.computed}"
    return Note(code="verdict-mismatch", severity="warning", span=i.span, message=message)


def unread_note(text: str, p: Passage) -> Note | None:
    """Tell of a verdict that closes an item without a figure."""
    tail = _ENDS_JUDGED.search(text[max(p.body, p.end - _TAIL) : p.end])
    at = max(p.body, p.end - _TAIL) + tail.start() + 1 if tail else p.end
    verdict = verdict_alone(text, at, p.end) if tail else None
    if verdict is None:
        return None
    span = Span(start=verdict.start, end=verdict.end)
    message = f"“{verdict.surface}” judges an item that holds no figure; it is no indicator of the record"
    return Note(code="verdict-without-measure", severity="info", span=span, message=message)
