"""What a submission says that may answer a target: judged sentences, bullets and rows, and statements with figures."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from qcdc_parse.indicators.behind import stretches_behind
from qcdc_parse.indicators.verdicts import may_judge, verdict_alone
from qcdc_parse.model import Document, Indicator, Measure, Verdict
from qcdc_parse.passages import Passage, passages
from qcdc_parse.report.alignment.words import named_questions
from qcdc_parse.report.matrix.rows import rows_in
from qcdc_parse.report.matrix.verdicts import said_of, worded
from qcdc_parse.scoreboard.claims import results_of
from qcdc_parse.scoreboard.models import ScoreItem
from qcdc_parse.sentences import split_sentences
from qcdc_parse.span import Span

__all__ = ["Statement", "list_of", "lists_in", "statements_of"]


@dataclass(frozen=True, slots=True)
class Statement:
    """``head`` names what it is said of, ``rest`` what stands behind the head and before the verdict.

    ``lead`` names it in an earlier sentence of its passage, ``above`` in the line or heading above. ``clauses`` are
    its parts where its figures are said of different things. ``group`` is the list or table it stands in; ``weak``: neither a
    verdict nor a figure, so that only its place in a list of answers makes it one.
    """

    span: Span
    head: str
    rest: str
    verdict: Verdict | None
    measures: tuple[Measure, ...]
    lead: str
    above: tuple[str, ...]
    clauses: tuple[ScoreItem, ...]
    group: str
    appendix: bool
    weak: bool


_LONGEST_WEAK = 300
_LONGEST_HEAD = 400
_ANSWERS_AHEAD = frozenset({"tasks", "proposals"})
_ANSWERS_NOW = frozenset({"results", "merits", "limits", "overview", "leadership"})
_COLON = re.compile(r":(?=\s|$)")
_LETTERS = re.compile(r"[^\W\d_]{2,}")


def statements_of(document: Document) -> list[Statement]:
    """Return the statements of a submission, in reading order; parts that plan ahead are left out."""
    text = document.text
    places = passages(document.header, document.attachments, document.sections, document.blocks, document.regions)
    items: dict[str, list[ScoreItem]] = {}
    for item in results_of(document, 1):
        items.setdefault(item.indicator, []).append(item)
    found = _Found(document.indicators, items, lists_in(places))
    out = [s for index, p in enumerate(places) if p.kind in _READ and not plans_ahead(p.heading) for s in _prose(text, places, index, found)]
    for row in rows_in(text, places, document.indicators):
        if not plans_ahead(row.place.heading):
            own = tuple(item for i in row.indicators for item in items.get(i.id, ()))
            measures = tuple(m for i in row.indicators for m in i.measures)
            weak = row.verdict is None and not measures
            out.append(
                Statement(row.span, row.name, row.rest, row.verdict, measures, "", (), own if len(own) > 1 else (), row.group, _late(row.place), weak)
            )
    return sorted(out, key=lambda s: s.span.start)


_READ = frozenset({"heading", "paragraph", "bullet"})


@lru_cache(maxsize=4096)
def plans_ahead(heading: str) -> bool:
    """Tell whether headings name what is still to be done.

    >>> plans_ahead("iv. phương hướng, nhiệm vụ / 1. nhiệm vụ"), plans_ahead("ii. kết quả thực hiện nhiệm vụ")
    (True, False)
    """
    for part in heading.split(" / "):
        named, _ = named_questions(part)
        if named & _ANSWERS_AHEAD and not named & _ANSWERS_NOW:
            return True
    return False


def _late(place: Passage) -> bool:
    return "phụ lục" in place.heading or "biểu" in place.heading


class _Found:
    """The indicators of a document by place."""

    def __init__(self, indicators: Sequence[Indicator], items: dict[str, list[ScoreItem]], lists: dict[str | None, str]) -> None:
        self._indicators = indicators
        self._starts = [i.span.start for i in indicators]
        self.items = items
        self.lists = lists

    def within(self, start: int, end: int) -> Sequence[Indicator]:
        return self._indicators[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def _prose(text: str, places: Sequence[Passage], index: int, found: _Found) -> Iterator[Statement]:
    p = places[index]
    told = found.within(p.start, p.end)
    if not told and not may_judge(text, p.start, _reach(places, index)):
        if _may_be_weak(text, p):
            head, rest = _split(text, p.body, p.end)
            yield Statement(Span(start=p.body, end=p.end), head, rest, None, (), "", (), (), list_of(p, found.lists), _late(p), weak=True)
        return
    sentences = split_sentences(text, p.body, p.end)
    if verdict_alone(text, *sentences[0]) if sentences else True:
        return
    lead = _split(text, *sentences[0])[0]
    above = _above(text, places, index)
    weak = True
    for position, (start, end) in enumerate(sentences):
        indicators = found.within(start, end)
        behind = stretches_behind(text, places, index, sentences, position)
        verdict = worded(next((i.verdict for i in indicators if i.verdict is not None), None)) or said_of(text, start, end, behind)
        if verdict is None and not indicators:
            continue
        weak = False
        items = [item for i in indicators for item in found.items.get(i.id, ())]
        if verdict is None and not items:
            continue
        stop = _before(verdict, start, end)
        head, rest = _split(text, start, stop)
        last = max(end, *(s.end for s in (verdict.span, verdict.reason_span) if s is not None)) if verdict is not None else end
        measures = tuple(m for i in indicators for m in i.measures)
        clauses = tuple(items) if len(items) > 1 else ()
        yield Statement(Span(start=start, end=last), head, rest, verdict, measures, lead if position else "", above, clauses, list_of(p, found.lists), _late(p), weak=False)
    if weak and _may_be_weak(text, p):
        head, rest = _split(text, p.body, p.end)
        yield Statement(Span(start=p.body, end=p.end), head, rest, None, (), "", (), (), list_of(p, found.lists), _late(p), weak=True)


def _reach(places: Sequence[Passage], index: int) -> int:
    """Return the end of the line behind a passage: its verdict may stand there."""
    return places[index + 1].end if index + 1 < len(places) and places[index + 1].kind in _READ else places[index].end


def _before(verdict: Verdict | None, start: int, end: int) -> int:
    """Return where the words end that a verdict is said of."""
    if verdict is None or not start < verdict.span.start < end:
        return end
    at = min(verdict.span.start, verdict.reason_span.start) if verdict.reason_span is not None else verdict.span.start
    return at if at - start > _SHORTEST else end


_SHORTEST = 8


def _split(text: str, start: int, end: int) -> tuple[str, str]:
    """Cut a statement at its colon."""
    colon = _COLON.search(text, start, end)
    if colon is None or not _LETTERS.search(text, start, colon.start()):
        return text[start : min(end, start + _LONGEST_HEAD)], ""
    return text[start : min(colon.start(), start + _LONGEST_HEAD)], text[colon.end() : min(end, colon.end() + _LONGEST_HEAD)]


def _above(text: str, places: Sequence[Passage], index: int) -> tuple[str, ...]:
    """Return what may name a statement that does not say itself what it is said of: the line above it, its heading."""
    p = places[index]
    before = places[index - 1] if index else None
    out = []
    if before is not None and before.kind in _READ and (before.section_id == p.section_id or before.kind == "heading"):
        out.append(text[before.body : min(before.end, before.body + _LONGEST_HEAD)])
    heading = p.heading.rpartition(" / ")[2]
    return (*out, heading) if heading and p.kind != "heading" else tuple(out)


def _may_be_weak(text: str, p: Passage) -> bool:
    return p.end - p.body < _LONGEST_WEAK and text[p.end - 1 : p.end] != ":"


def lists_in(places: Sequence[Passage]) -> dict[str | None, str]:
    """Return, for each section, the list that its paragraphs stand in: its own, or for a labelled paragraph that of the section around it."""
    out: dict[str | None, str] = {None: ""}
    for p in places:
        if p.kind == "heading" and p.section_id is not None:
            labelled = p.body >= p.end
            out[p.section_id] = p.section_id.rpartition("/")[0] if labelled else p.section_id
    return out


def list_of(p: Passage, lists: dict[str | None, str]) -> str:
    """Name the list that a passage stands in; a heading stands in that of the section around it."""
    return (p.section_id or "").rpartition("/")[0] if p.kind == "heading" else lists.get(p.section_id, p.section_id or "")
