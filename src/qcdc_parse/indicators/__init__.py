"""Indicators: statements that set or report a rate, what is said of them, and blanks left for them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from qcdc_parse.indicators.amounts import find_amounts, held_amounts, target_amounts
from qcdc_parse.indicators.behind import restated, stretches_behind, with_reason
from qcdc_parse.indicators.blanks import find_blanks
from qcdc_parse.indicators.candidates import Candidate, candidates
from qcdc_parse.indicators.clauses import clause_note
from qcdc_parse.indicators.denied import missed_verdict
from qcdc_parse.indicators.measures import Found, find_measures
from qcdc_parse.indicators.records import Statement, mismatch_note, statement_record, summary_record, unread_note
from qcdc_parse.indicators.roles import roles_of
from qcdc_parse.indicators.rowfigures import sets_rules
from qcdc_parse.indicators.summaries import summary_verdict
from qcdc_parse.indicators.tables import find_in_tables, in_reading_order
from qcdc_parse.indicators.totals import Claim, claim, sum_note, total_notes
from qcdc_parse.indicators.unsaid import ends_denied
from qcdc_parse.indicators.verdicts import FoundVerdict, is_share, verdict_alone, verdict_inside
from qcdc_parse.indicators.wordings import POSITIVE
from qcdc_parse.model import Indicator, Note, SummaryVerdict
from qcdc_parse.passages import Passage
from qcdc_parse.sentences import split_sentences

__all__ = ["find_blanks", "find_indicators"]


def find_indicators(text: str, places: Sequence[Passage]) -> tuple[list[Indicator], list[SummaryVerdict], list[Note]]:
    """Find the indicators and summary verdicts of all bodies, in reading order.

    Notes: ``verdicts-differ`` (said of clauses, not of the whole), ``verdict-without-measure`` (a verdict beside an item without a
    figure), ``verdict-mismatch``, ``sum-mismatch`` and ``total-mismatch`` (figures that do not agree with what is said of them).
    """
    indicators: list[Indicator] = []
    summaries: list[SummaryVerdict] = []
    notes: list[Note] = []
    claims: list[Claim] = []
    for c in candidates(text, places):
        p = places[c.index]
        rates = find_measures(text, p.body, p.end) if c.rated else []
        sentences = split_sentences(text, p.body, p.end)
        before = len(indicators)
        for position, (start, end) in enumerate(sentences):
            if c.aims and not sets_rules(p.header) and (found := summary_verdict(text, start, end)):
                summaries.append(summary_record(text, start, end, found))
                notes += filter(None, (sum_note(text, start, end, found),))
                claims += filter(None, (claim(start, end, p.section_id, found),))
            inside = rates[bisect_left(rates, start, key=_place) : bisect_left(rates, end, key=_place)]
            statement = _statement(text, places, c, sentences, position, inside)
            if statement is not None and statement.verdict is not None:
                parted = clause_note(text, statement.start, statement.end, statement.measures, statement.verdict)
                statement = statement if parted is None else replace(statement, verdict=None)
                notes += filter(None, (parted,))
            if statement is not None:
                indicators.append(statement_record(text, p, len(indicators) + 1, statement))
        if c.judged and len(indicators) == before and (note := unread_note(text, p)):
            notes.append(note)
    read = {i.verdict.span.start for i in indicators if i.verdict}
    notes = [n for n in notes if n.code != "verdict-without-measure" or (n.span and n.span.start not in read)]
    notes += filter(None, map(mismatch_note, indicators))
    rows, doubts = find_in_tables(text, places)
    notes += doubts
    if rows:
        indicators = in_reading_order(indicators, rows)
    notes += total_notes(claims, indicators)
    return indicators, summaries, sorted(notes, key=lambda note: note.span.start if note.span else 0)


def _place(found: Found) -> int:
    return found.start


def _statement(
    text: str, places: Sequence[Passage], c: Candidate, sentences: Sequence[tuple[int, int]], position: int, rates: list[Found]
) -> Statement | None:
    """Read one sentence: its figures, the verdict in it or behind it, its roles; None where it sets and reports nothing."""
    start, end = sentences[position]
    if not (rates or c.aims or c.judged or c.listed) or verdict_alone(text, start, end):
        return None
    p = places[c.index]
    measures = sorted([*rates, *held_amounts(text, start, end, rates)], key=_place)
    behind = stretches_behind(text, places, c.index, sentences, position)
    verdict = _verdict(text, start, end, behind) if measures or c.judged else None
    if verdict is None:
        verdict = missed_verdict(text, start, end, measures)
    if verdict is not None and is_share(verdict, start, measures):
        verdict = None
    said = (verdict.start, verdict.end) if verdict else (end, end) if restated(text, behind) else None
    if not measures and verdict is not None:
        stop = verdict.cut if verdict.cut is not None and start < verdict.start < end else end
        measures = find_amounts(text, start, stop)
    elif verdict is None and c.listed:
        aimed = target_amounts(text, start, end, rates)
        if aimed and roles_of(text, p, c.lead, start, end, aimed, said).statement == "target":
            known = {m.start for m in measures}
            measures = sorted([*measures, *(a for a in aimed if a.start not in known)], key=_place)
    if not measures:
        return None
    if verdict is not None and verdict.cut is not None:
        # Figures behind a verdict that closes the sentence are those of its reason.
        measures = [m for m in measures if m.start < verdict.start] or measures
    roles = roles_of(text, p, c.lead, start, end, measures, said)
    return Statement(start, end, tuple(measures), roles, verdict)


def _verdict(text: str, start: int, end: int, behind: Sequence[tuple[int, int]]) -> FoundVerdict | None:
    inside = verdict_inside(text, start, end)
    if inside is not None:
        return with_reason(text, inside, behind)
    alone = verdict_alone(text, *behind[0]) if behind else None
    if alone is None or (alone.value in POSITIVE and ends_denied(text, start, end)):
        return None
    return with_reason(text, alone, behind[1:])
