"""Statements in prose and lists: judged sentences and bullets, with or without a figure, and figures without a verdict."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from qcdc_parse.indicators.behind import stretches_behind
from qcdc_parse.indicators.verdicts import may_judge, verdict_alone
from qcdc_parse.model import Indicator, Verdict
from qcdc_parse.passages import Passage
from qcdc_parse.report.matrix.beside import beside_plans
from qcdc_parse.report.matrix.leads import after_verdict, ahead_of, led_by, segments_of
from qcdc_parse.report.matrix.statements import Statement, list_of, lists_in, plans_ahead
from qcdc_parse.report.matrix.times import of_times, one_time
from qcdc_parse.report.matrix.verdicts import said_of, worded
from qcdc_parse.scoreboard.models import ScoreItem
from qcdc_parse.sentences import split_sentences
from qcdc_parse.span import Span

__all__ = ["Prose"]

_READ = frozenset({"heading", "paragraph", "bullet"})
_LONGEST_WEAK = 300
_LONGEST_HEAD = 400
_SHORTEST = 8
_COLON = re.compile(r":(?=\s|$)")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_TELLS = re.compile(r"[\d:]")
_TOLD = re.compile(
    r"\s*(?:kết quả(?: thực hiện| đạt được)?|thực hiện|đã thực hiện|đánh giá|tự đánh giá)\s*(?::|đạt|được|là|\d)", re.IGNORECASE
)
"""`…: chỉ tiêu 85%; kết quả 88%; đạt`."""
_Stretch = tuple[int, int]


def _parallel(one: str, other: str) -> bool:
    """Tell what is said of two of one kind: `thôn Đông …, đạt; thôn Tây …, chưa đạt`."""
    first, second = _LETTERS.search(one), _LETTERS.search(other)
    return first is not None and second is not None and first[0].lower() == second[0].lower()


class Prose:
    """Reads a text passage by passage; ``names`` tells whether words name a target."""

    def __init__(
        self,
        text: str,
        places: Sequence[Passage],
        indicators: Sequence[Indicator],
        items: dict[str, list[ScoreItem]],
        names: Callable[[str], bool],
    ) -> None:
        self._text, self._places, self._indicators, self._items, self._names = text, places, indicators, items, names
        self._starts = [i.span.start for i in indicators]
        self._lists = lists_in(places)
        self._led: tuple[Verdict, str] | None = None

    def read(self) -> Iterator[Statement]:
        """Yield the statements in reading order; parts that plan ahead are left out."""
        for index, p in enumerate(self._places):
            if p.kind in _READ and not plans_ahead(p.heading) and p.body < p.end:
                yield from self._passage(p, index)

    def _passage(self, p: Passage, index: int) -> Iterator[Statement]:
        text = self._text
        if self._led is not None and not f"{p.section_id}/".startswith(self._led[1]):
            self._led = None
        if (p.kind == "heading" or text[p.end - 1] == ":") and (led := led_by(text, p.body, p.end)) is not None:
            self._led = led, f"{p.section_id}/"
            return
        told = self._within(p.start, p.end)
        if not told and self._led is None and not may_judge(text, p.start, self._reach(index)):
            yield from self._weak(p)
            return
        sentences = list(self._lines(split_sentences(text, p.body, p.end)))
        if not sentences or self._is_verdict(*sentences[0]):
            return
        found, last = False, None
        lead = self._split(*sentences[0])[0]
        above = self._above(index)
        for position, (start, end) in enumerate(sentences):
            behind = self._behind(index, sentences, position)
            again = one_time(text, start, end) if last is not None else None
            if last is not None and again is not None:
                yield replace(last, span=Span(start=start, end=again.end), verdict=again.verdict, measures=(), clauses=())
                continue
            for s in self._sentence(p, start, end, behind):
                found, last = True, s
                yield self._named(s, lead if position else "", above)
        if not found:
            yield from self._weak(p)

    def _lines(self, sentences: Sequence[_Stretch]) -> Iterator[_Stretch]:
        """Cut off the verdict on the sentence before, where a scan lost the end of its line: `…. Đạt Người đứng đầu …`."""
        for n, (start, end) in enumerate(sentences):
            lost = after_verdict(self._text, start, end) if n else None
            if lost is not None and self._names(self._text[lost:end]) and self._names(self._text[slice(*sentences[n - 1])]):
                yield start, lost
                yield lost, end
            else:
                yield start, end

    def _named(self, s: Statement, lead: str, above: tuple[str, ...]) -> Statement:
        return Statement(s.span, s.head, s.rest, s.verdict, s.measures, lead, above, s.clauses, s.group, s.weak)

    def _is_verdict(self, start: int, end: int) -> bool:
        return verdict_alone(self._text, start, end) is not None and not self._judges_ahead(start, end)

    def _judges_ahead(self, start: int, end: int) -> bool:
        ahead = ahead_of(self._text, start, end)
        return ahead is not None and any(self._names(self._text[a:b]) for a, b in segments_of(self._text, ahead.start, ahead.end))

    def _behind(self, index: int, sentences: Sequence[_Stretch], position: int) -> list[_Stretch]:
        """Return what stands behind a sentence, three stretches at most, up to one that judges something else."""
        behind = stretches_behind(self._text, self._places, index, sentences, position)
        if len(behind) > 1 and position + 1 < len(sentences):
            behind += stretches_behind(self._text, self._places, index, sentences, position + 1)[1:2]
        return next((behind[:n] for n, stretch in enumerate(behind) if self._judges_ahead(*stretch)), behind)

    def _sentence(self, p: Passage, start: int, end: int, behind: Sequence[_Stretch]) -> Iterator[Statement]:
        text = self._text
        if verdict_alone(text, start, end) is not None and not self._judges_ahead(start, end):
            return
        ahead = ahead_of(text, start, end)
        if ahead is not None and self._judges_ahead(start, end):
            for a, b in segments_of(text, ahead.start, ahead.end):
                yield self._statement(p, a, b, worded(ahead.verdict))
            return
        several = of_times(text, start, end)
        if several:
            named = text[start : min(several[0].verdict.span.start, start + _LONGEST_HEAD)]
            for a, b, said in several:
                yield replace(self._statement(p, a, b, said), head=named, rest="", clauses=())
            return
        segments = self._parts(start, end)
        if len(segments) > 1 and self._several(segments):
            before: Statement | None = None
            for n, (a, b) in enumerate(segments):
                verdict = said_of(text, a, b, behind if n == len(segments) - 1 else ())
                if verdict is None and not self._within(a, b):
                    continue
                s = self._statement(p, a, b, verdict)
                if before is not None and verdict is not None and _parallel(before.head, s.head) and not self._names(s.head):
                    s = replace(s, head=before.head, rest=before.rest, clauses=())
                before = s
                yield s
            return
        verdict = self._verdict(start, end, behind)
        if verdict is None and self._led is not None:
            verdict = self._led[0]
        if verdict is not None or any(self._items.get(i.id) for i in self._within(start, end)):
            yield self._statement(p, start, end, verdict)

    def _parts(self, start: int, end: int) -> list[_Stretch]:
        """Return the parts of a sentence; one that is a verdict, or tells a result, belongs to the part before it."""
        parts: list[_Stretch] = []
        for a, b in segments_of(self._text, start, end):
            if parts and (_TOLD.match(self._text, a, b) or verdict_alone(self._text, a, b) is not None):
                parts[-1] = parts[-1][0], b
            else:
                parts.append((a, b))
        return parts

    def _several(self, segments: Sequence[_Stretch]) -> bool:
        """Tell whether the parts of a sentence are judged one by one."""
        judged = [said_of(self._text, a, b, ()) is not None for a, b in segments]
        telling = [j or _TELLS.search(self._text, a, b) is not None for j, (a, b) in zip(judged, segments, strict=True)]
        return any(judged[:-1]) or (judged[-1] and sum(telling) > 1)

    def _verdict(self, start: int, end: int, behind: Sequence[_Stretch]) -> Verdict | None:
        last = behind[-1][1] if behind else end
        known = next((i.verdict for i in self._within(start, end) if i.verdict is not None and i.verdict.span.start < last), None)
        if known is not None and (known.span.start < end or behind):
            return worded(known)
        return said_of(self._text, start, end, behind)

    def _statement(self, p: Passage, start: int, end: int, verdict: Verdict | None) -> Statement:
        """Make a statement of a stretch; the quotation reaches to its verdict and reason."""
        while start < end and self._text[start].isspace():
            start += 1
        inside = verdict is not None and start < verdict.span.start < end
        stop = end
        if verdict is not None and inside:
            at = min(verdict.span.start, verdict.reason_span.start) if verdict.reason_span is not None else verdict.span.start
            stop = at if at - start > _SHORTEST else end
        head, rest = self._split(start, stop)
        last = end
        if verdict is not None and verdict.span.start >= start:
            last = max(end, verdict.span.end, verdict.reason_span.end if verdict.reason_span is not None else 0)
        indicators = list(self._indicators_over(start, end))
        measures = beside_plans(self._text, [m for i in indicators for m in i.measures if start <= m.span.start < end])
        items = tuple(item for i in indicators for item in self._items.get(i.id, ()) if start <= item.span.start < end)
        group = list_of(p, self._lists)
        return Statement(
            Span(start=start, end=last), head, rest, verdict, measures, "", (), items if len(items) > 1 else (), group, weak=False
        )

    def _weak(self, p: Passage) -> Iterator[Statement]:
        if p.end - p.body < _LONGEST_WEAK and self._text[p.end - 1] != ":":
            head, rest = self._split(p.body, p.end)
            yield Statement(Span(start=p.body, end=p.end), head, rest, None, (), "", (), (), list_of(p, self._lists), weak=True)

    def _within(self, start: int, end: int) -> Sequence[Indicator]:
        return self._indicators[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _indicators_over(self, start: int, end: int) -> Sequence[Indicator]:
        """Return the indicators that begin in a stretch, and the one that reaches into it."""
        first = bisect_left(self._starts, start)
        if first and self._indicators[first - 1].span.end > start:
            first -= 1
        return self._indicators[first : bisect_left(self._starts, end)]

    def _reach(self, index: int) -> int:
        """Return the end of the line behind a passage: its verdict may stand there."""
        following = self._places[index + 1 : index + 2]
        return following[0].end if following and following[0].kind in _READ else self._places[index].end

    def _split(self, start: int, end: int) -> tuple[str, str]:
        """Cut a statement at its colon."""
        text = self._text
        colon = _COLON.search(text, start, end)
        if colon is None or not _LETTERS.search(text, start, colon.start()):
            return text[start : min(end, start + _LONGEST_HEAD)], ""
        return text[start : min(colon.start(), start + _LONGEST_HEAD)], text[colon.end() : min(end, colon.end() + _LONGEST_HEAD)]

    def _above(self, index: int) -> tuple[str, ...]:
        """Return what may name a statement that does not say itself what it is said of: the line above it, its heading."""
        p = self._places[index]
        before = self._places[index - 1] if index else None
        out = []
        if before is not None and before.kind in _READ and (before.section_id == p.section_id or before.kind == "heading"):
            out.append(self._text[before.body : min(before.end, before.body + _LONGEST_HEAD)])
        heading = p.heading.rpartition(" / ")[2]
        return (*out, heading) if heading and p.kind != "heading" else tuple(out)
