"""Targets paired with results: candidates by shared words, their fit, the best pairs, and what stays open."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from heapq import nsmallest
from typing import NamedTuple

from qcdc_parse.model import Document, VerdictValue
from qcdc_parse.scoreboard.assignment import assign
from qcdc_parse.scoreboard.board import Scoreboard
from qcdc_parse.scoreboard.claims import results_of, targets_of
from qcdc_parse.scoreboard.figures import computed, figure_words, is_partial, number_text, restated
from qcdc_parse.scoreboard.likeness import MOST, WORTH, Fit, Weighed, Weights, fit
from qcdc_parse.scoreboard.models import Candidate, EntryStatus, ScoreEntry, ScoreItem, ScoreNote, ScoreRow, shared_verdict
from qcdc_parse.scoreboard.subjects import subject_of

__all__ = ["Targets", "match_indicators", "time_of"]

_SURE = 0.55
"""A result fits at least so well, or the target stays without one."""
_NEAR = 0.7
"""A result that names more or less than the target fits at least so well to leave it open."""
_MARGIN = 0.1
"""All pairs of a report together lose at least so much without a pair, or it stays open."""
_CANDIDATES = 5
_TRIED = 16
"""So many results are weighed for a target: those that share most weight with it."""
_LONGEST_LIST = 400
"""Of a word that more items of a report have, so many are looked up: it tells them apart no more."""

_GOOD: frozenset[VerdictValue] = frozenset({"met", "exceeded"})
_BAD: frozenset[VerdictValue] = frozenset({"not_met", "not_yet_met"})


def match_indicators(resolution: Document, reports: Sequence[Document] | Document) -> Scoreboard:
    r"""Pair the targets of a resolution (plan, program) with the results of one or many reports, each result once in a report.

    What decides is what both are about: words without reporting verbs, weighed by their rarity in the two documents, figures
    restated, headings, years. Pairs of incompatible units, of things told apart (`nam`, `nữ`; `cấp tỉnh`, `cấp xã`; `mức độ 3`,
    `mức độ 4`) and of opposites (`tăng`, `giảm`; `không có …`) are never made. Where two readings fit about equally nothing is
    chosen: the entry is ``ambiguous`` and lists its candidates. ``docs/scoreboard.md`` tells the rules.

    >>> from qcdc_parse import parse_text
    >>> resolution = parse_text("NGHỊ QUYẾT\n\nI. CHỈ TIÊU\n1. 100% chi bộ sinh hoạt chuyên đề.\n2. Tỷ lệ hòa giải thành từ 85%.")
    >>> report = parse_text("BÁO CÁO\n\nI. KẾT QUẢ\n1. Đã hòa giải thành 92,5% số vụ. Đạt.")
    >>> board = match_indicators(resolution, report)
    >>> [(row.target.indicator, row.entries[0].status) for row in board.rows]
    [('i1', 'unmatched'), ('i2', 'matched')]
    """
    documents = [reports] if isinstance(reports, Document) else list(reports)
    targets = Targets(resolution)
    columns: list[list[ScoreEntry]] = []
    unclaimed: list[ScoreItem] = []
    for number, report in enumerate(documents, 1):
        entries, left = targets.answered_by(report, number)
        columns.append(entries)
        unclaimed.extend(left)
    rows = tuple(ScoreRow(target=item, entries=tuple(c[index] for c in columns)) for index, item in enumerate(targets.items))
    return Scoreboard(resolution=resolution.source, reports=tuple(d.source for d in documents), rows=rows, unclaimed=tuple(unclaimed))


class Targets:
    """The targets of a resolution, read once for many reports."""

    def __init__(self, resolution: Document) -> None:
        self._weighed = [Weighed(item, subject_of(resolution.text, item)) for item in targets_of(resolution)]
        self.items = tuple(weighed.item for weighed in self._weighed)

    def answered_by(self, report: Document, number: int) -> tuple[list[ScoreEntry], list[ScoreItem]]:
        """Return what the ``number``-th report says of each target, and its results that belong to none."""
        results = [Weighed(item, subject_of(report.text, item)) for item in results_of(report, number)]
        return _of_report(self._weighed, results, number, time_of(report))


_TITLE_YEAR = re.compile(r"(?<![\d/.-])20\d\d(?![\d-])")


class _Time(NamedTuple):
    """The year a report is of: the only one its title names; whether it is of a part of it (`9 tháng đầu năm 2026`)."""

    year: int | None
    partial: bool


def time_of(report: Document) -> _Time:
    """Return the time that the title of a report names."""
    title = report.header.title or ""
    named = {int(year) for year in _TITLE_YEAR.findall(title)}
    return _Time(named.pop() if len(named) == 1 else None, is_partial(title))


class _Found(NamedTuple):
    """A result (by its place) with its fit to a target."""

    at: int
    fit: Fit


def _of_report(
    targets: Sequence[Weighed], results: Sequence[Weighed], number: int, time: _Time
) -> tuple[list[ScoreEntry], list[ScoreItem]]:
    found = _candidates(targets, results, time.year)
    first = _first_of_repeats(results)
    possible = [
        {f.at: f.fit for f in row if f.fit.score >= _SURE - _MARGIN and not f.fit.excluded and first[f.at] == f.at} for row in found
    ]
    assigned = assign([{index: each.rank for index, each in row.items() if not each.doubtful} for row in possible])
    pairs = {
        row: pair.column
        for row, pair in enumerate(assigned)
        if pair is not None and pair.margin * MOST >= _MARGIN and possible[row][pair.column].score >= _SURE
    }
    taken = set(pairs.values())
    entries: list[ScoreEntry] = []
    spoken = {index for index, original in enumerate(first) if original in taken}
    for row, target in enumerate(targets):
        if row in pairs:
            entries.append(_matched(number, target.item, pairs[row], found[row], time, results, first))
            continue
        free = [f for f in found[row] if first[f.at] not in taken]
        near = {f.at for f in free if f.at in possible[row] and f.fit.score >= (_NEAR if f.fit.doubtful else _SURE)}
        spoken |= near
        entries.append(_open(number, results, free, "ambiguous" if near else "unmatched"))
    return entries, [r.item for index, r in enumerate(results) if index not in spoken]


def _candidates(targets: Sequence[Weighed], results: Sequence[Weighed], year: int | None) -> list[list[_Found]]:
    """Weigh, for each target, the results that share most with it; best first."""
    weights = Weights([w.subject for w in (*targets, *results)])
    places: dict[str, list[int]] = {}
    for index, result in enumerate(results):
        for key in _keys(result):
            places.setdefault(key, []).append(index)
    out = []
    for target in targets:
        shared: defaultdict[int, float] = defaultdict(float)
        for key in _keys(target):
            for index in places.get(key, ())[:_LONGEST_LIST]:
                shared[index] += weights.of(key)
        tried = nsmallest(_TRIED, shared, key=lambda index: (-shared[index], index))
        fits = [_Found(index, fit(target, results[index], weights, year)) for index in tried]
        out.append(sorted((f for f in fits if f.fit.score >= WORTH), key=lambda f: (-f.fit.score, f.at)))
    return out


def _keys(weighed: Weighed) -> set[str]:
    """Return what an item is looked up by: its words and the syllables of its longer ones, those it borrows and of headings too."""
    words = {*weighed.subject.words, *weighed.subject.borrowed, *weighed.subject.context}
    return words | {syllable for word in words for syllable in word.split()}


def _first_of_repeats(results: Sequence[Weighed]) -> list[int]:
    """Return for each result the first that says the same of the same: reports sum up what they told before."""
    seen: dict[object, int] = {}
    out = []
    for index, r in enumerate(results):
        verdict = r.item.verdict.value if r.item.verdict else None
        key = (frozenset(r.subject.words), figure_words(r.item.measures), verdict, r.item.role) if r.subject.words else index
        out.append(seen.setdefault(key, index))
    return out


def _listed(results: Sequence[Weighed], found: Sequence[_Found]) -> tuple[Candidate, ...]:
    return tuple(Candidate(result=results[f.at].item, score=f.fit.score, evidence=f.fit.evidence) for f in found[:_CANDIDATES])


def _open(number: int, results: Sequence[Weighed], found: Sequence[_Found], status: EntryStatus) -> ScoreEntry:
    return ScoreEntry(report=number, status=status, candidates=_listed(results, found), notes=_missed(results, found, status))


def _missed(results: Sequence[Weighed], found: Sequence[_Found], status: EntryStatus) -> tuple[ScoreNote, ...]:
    """Say why the result that shares most words is no match."""
    near = next((f for f in found if f.fit.score >= _SURE), None)
    if status != "unmatched" or near is None:
        return ()
    against = [f"{e.kind}: {e.detail}" for e in near.fit.evidence if e.kind.startswith(("other_", "opposite"))]
    if not against:
        return ()
    why = "; ".join(against)
    return (
        ScoreNote(
            code="near-miss", message=f"{results[near.at].item.indicator} shares words ({near.fit.score:.2f}) but is no match: {why}"
        ),
    )


def _matched(
    number: int, target: ScoreItem, index: int, found: Sequence[_Found], time: _Time, results: Sequence[Weighed], first: Sequence[int]
) -> ScoreEntry:
    result = results[index].item
    why = next(f.fit for f in found if f.at == index)
    repeats = [f for f in found if first[f.at] == index and f.at != index]
    items = sum(r.item.indicator == result.indicator and r.item.verdict is not None for r in results)
    shared = items if items > 1 else 0
    implied = computed(target, result, time.year, partial=time.partial)
    return ScoreEntry(
        report=number,
        status="matched",
        result=result,
        score=why.score,
        evidence=why.evidence,
        computed=implied,
        candidates=_listed(results, repeats),
        notes=tuple(_notes(target, result, implied, shared, repeats)),
    )


def _notes(target: ScoreItem, result: ScoreItem, implied: VerdictValue | None, shared: int, repeats: Sequence[_Found]) -> list[ScoreNote]:
    notes = []
    said = result.verdict
    if said is not None and ((said.value in _GOOD and implied in _BAD) or (said.value in _BAD and implied in _GOOD)):
        held = f"{figure_words(result.measures)} against {figure_words(target.measures)}"
        notes.append(ScoreNote(code="verdict-differs", message=f"the text says “{said.surface}”, the figures ({held}) say {implied}"))
    figures = restated(target, result)
    if figures is not None and figures[0] != figures[1]:
        notes.append(
            ScoreNote(
                code="target-differs",
                message=f"the target is {number_text(figures[0])}, the report holds it against {number_text(figures[1])}",
            )
        )
    notes.extend(shared_verdict(result, shared))
    if repeats:
        notes.append(ScoreNote(code="repeated", message=f"the report says so {len(repeats) + 1} times"))
    return notes
