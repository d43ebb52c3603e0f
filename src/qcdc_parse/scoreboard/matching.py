"""Targets paired with results: candidates by shared words, their fit, the best pairs, and what stays open."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from qcdc_parse.model import Document, VerdictValue
from qcdc_parse.scoreboard.assignment import assign
from qcdc_parse.scoreboard.claims import results_of, targets_of
from qcdc_parse.scoreboard.figures import computed, figure_words, restated
from qcdc_parse.scoreboard.likeness import Fit, Weighed, Weights, fit
from qcdc_parse.scoreboard.models import Candidate, Scoreboard, ScoreEntry, ScoreItem, ScoreNote, ScoreRow
from qcdc_parse.scoreboard.subjects import subject_of

__all__ = ["match_indicators"]

_SURE = 0.6
"""A result fits at least so well, or the target stays without one."""
_MARGIN = 0.07
"""All pairs of a report together lose at least so much without a pair, or it stays open."""
_SHOWN = 0.4
"""Results that fit less are no candidates."""
_CANDIDATES = 5
_TRIED = 16
"""So many results are weighed for a target: those that share most weight with it."""
_LONGEST_LIST = 400
"""A word that more items of a report have is not looked up: it tells nothing."""

_GOOD: frozenset[VerdictValue] = frozenset({"met", "exceeded"})
_BAD: frozenset[VerdictValue] = frozenset({"not_met", "not_yet_met"})


def match_indicators(resolution: Document, reports: Sequence[Document] | Document) -> Scoreboard:
    """Pair the targets of a resolution (plan, program) with the results of one or many reports, each result once in a report.

    What decides is what both are about: words without reporting verbs, weighed by their rarity in the two documents, figures
    restated, headings, years. Pairs of incompatible units, of things told apart (`nam`, `nữ`; `cấp tỉnh`, `cấp xã`; `mức độ 3`,
    `mức độ 4`) and of opposites (`tăng`, `giảm`; `không có …`) are never made. Where two readings fit about equally nothing is
    chosen: the entry is ``ambiguous`` and lists its candidates. ``docs/scoreboard.md`` tells the rules.

    >>> from qcdc_parse import parse_text
    >>> resolution = parse_text("NGHỊ QUYẾT\\n\\nI. CHỈ TIÊU\\n1. 100% chi bộ sinh hoạt chuyên đề.\\n2. Tỷ lệ hòa giải thành từ 85%.")
    >>> report = parse_text("BÁO CÁO\\n\\nI. KẾT QUẢ\\n1. Đã hòa giải thành 92,5% số vụ. Đạt.")
    >>> board = match_indicators(resolution, report)
    >>> [(row.target.indicator, row.entries[0].status) for row in board.rows]
    [('i1', 'unmatched'), ('i2', 'matched')]
    """
    documents = [reports] if isinstance(reports, Document) else list(reports)
    targets = [Weighed(item, subject_of(resolution.text, item)) for item in targets_of(resolution)]
    columns: list[list[ScoreEntry]] = []
    unclaimed: list[ScoreItem] = []
    for number, report in enumerate(documents, 1):
        results = [Weighed(item, subject_of(report.text, item)) for item in results_of(report, number)]
        entries, left = _of_report(targets, results, number, _year_of(report))
        columns.append(entries)
        unclaimed.extend(left)
    rows = tuple(ScoreRow(target=t.item, entries=tuple(c[index] for c in columns)) for index, t in enumerate(targets))
    return Scoreboard(resolution=resolution.source, reports=tuple(d.source for d in documents), rows=rows, unclaimed=tuple(unclaimed))


_TITLE_YEAR = re.compile(r"(?<![\d/.-])20\d\d(?![\d-])")


def _year_of(report: Document) -> int | None:
    """Return the year a report is of: the only one its title names."""
    named = {int(year) for year in _TITLE_YEAR.findall(report.header.title or "")}
    return named.pop() if len(named) == 1 else None


class _Found(NamedTuple):
    """A result (by index) with its fit to a target."""

    index: int
    fit: Fit


def _of_report(
    targets: Sequence[Weighed], results: Sequence[Weighed], number: int, year: int | None
) -> tuple[list[ScoreEntry], list[ScoreItem]]:
    found = _candidates(targets, results, year)
    possible = [{f.index: f.fit.score for f in row if not f.fit.excluded and f.fit.score >= _SURE - _MARGIN} for row in found]
    first = _first_of_repeats(results)
    once = [{index: score for index, score in row.items() if first[index] == index} for row in possible]
    assigned = assign(once)
    entries = []
    used: set[int] = set()
    for row, pair in enumerate(assigned):
        fits = {f.index: f.fit for f in found[row]}
        if pair is None or fits[pair.column].score < _SURE:
            near = sum(score >= _SURE for score in once[row].values())
            entry = _open(number, results, found[row], "ambiguous" if near else "unmatched")
        elif pair.margin < _MARGIN:
            entry = _open(number, results, found[row], "ambiguous")
        else:
            repeats = [f for f in found[row] if first[f.index] == pair.column and f.index != pair.column]
            used.update(f.index for f in repeats)
            entry = _matched(number, targets[row].item, results[pair.column].item, fits[pair.column], year, results, repeats)
            used.add(pair.column)
        if entry.status == "ambiguous":
            used.update(index for index in possible[row])
        entries.append(entry)
    return entries, [r.item for index, r in enumerate(results) if index not in used]


def _candidates(targets: Sequence[Weighed], results: Sequence[Weighed], year: int | None) -> list[list[_Found]]:
    """Weigh, for each target, the results that share most with it; best first."""
    weights = Weights([w.subject for w in (*targets, *results)])
    places: dict[str, list[int]] = {}
    for index, result in enumerate(results):
        for key in _keys(result):
            places.setdefault(key, []).append(index)
    out = []
    for target in targets:
        shared: Counter[int] = Counter()
        for key in _keys(target):
            held = places.get(key, ())
            if len(held) <= _LONGEST_LIST:
                for index in held:
                    shared[index] += 1
        tried = sorted(shared, key=lambda index: (-shared[index], index))[:_TRIED]
        fits = [_Found(index, fit(target, results[index], weights, year)) for index in tried]
        out.append(sorted((f for f in fits if f.fit.score >= _SHOWN), key=lambda f: (-f.fit.score, f.index)))
    return out


def _keys(weighed: Weighed) -> set[str]:
    """Return what an item is looked up by: its words and the syllables of its longer ones, in headings too."""
    words = {*weighed.subject.words, *weighed.subject.context}
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
    return tuple(Candidate(result=results[f.index].item, score=f.fit.score, evidence=f.fit.evidence) for f in found[:_CANDIDATES])


def _open(number: int, results: Sequence[Weighed], found: Sequence[_Found], status: str) -> ScoreEntry:
    return ScoreEntry(report=number, status=status, candidates=_listed(results, found))  # type: ignore[arg-type]


def _matched(
    number: int, target: ScoreItem, result: ScoreItem, why: Fit, year: int | None, results: Sequence[Weighed], repeats: Sequence[_Found]
) -> ScoreEntry:
    implied = computed(target, result, due=_is_due(target, year))
    return ScoreEntry(
        report=number,
        status="matched",
        result=result,
        score=why.score,
        evidence=why.evidence,
        computed=implied,
        candidates=_listed(results, repeats),
        notes=tuple(_notes(target, result, implied, repeats)),
    )


def _is_due(target: ScoreItem, year: int | None) -> bool:
    named = [int(y) for y in _TITLE_YEAR.findall(target.deadline or "")]
    return not named or year is None or year >= max(named)


def _notes(target: ScoreItem, result: ScoreItem, implied: VerdictValue | None, repeats: Sequence[_Found]) -> list[ScoreNote]:
    notes = []
    said = result.verdict
    if said is not None and ((said.value in _GOOD and implied in _BAD) or (said.value in _BAD and implied in _GOOD)):
        figures = f"{figure_words(result.measures)} against {figure_words(target.measures)}"
        notes.append(ScoreNote(code="verdict-differs", message=f"the text says “{said.surface}”, the figures ({figures}) say {implied}"))
    figures = restated(target, result)
    if figures is not None and figures[0] != figures[1]:
        notes.append(
            ScoreNote(code="target-differs", message=f"the target is {figures[0]:.12g}, the report holds it against {figures[1]:.12g}")
        )
    if repeats:
        notes.append(ScoreNote(code="repeated", message=f"the report says so {len(repeats) + 1} times"))
    return notes
