"""A compiled report held against the truth of its set: how much of it is right, and every difference in words."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable

from comparedpassages import compare_passages
from passagematch import folded
from reportoutcome import Outcome, file_names
from reporttruth import ReportSet, TrueCell, TrueConflict

from qcdc_parse.report.draft import ReportDraft
from qcdc_parse.report.models import Cell, Conflict, Figure, MatrixRow, Quote, Total

POSITIVE = frozenset({"exceeded", "met", "on_track", "mostly_met"})
NEGATIVE = frozenset({"not_yet_met", "not_met"})
_MONEY = {"dong": 1.0, "nghindong": 1e3, "ngandong": 1e3, "trieudong": 1e6, "tydong": 1e9, "tidong": 1e9}


def compare(truth: ReportSet, draft: ReportDraft) -> Outcome:
    """Compare a draft with the truth of its set."""
    out = Outcome()
    for part in (compare_passages, _submissions, _missing, _cells, _figures, _totals, _conflicts, _groups, _unanswered):
        part(truth, draft, out)
    return out


# Submissions ---------------------------------------------------------------------------------------------------------


def _submissions(truth: ReportSet, draft: ReportDraft, out: Outcome) -> None:
    names = file_names(draft)
    found = dict(zip(names, draft.submissions, strict=True))
    for one in truth.truth.submission:
        got = found.get(one.file)
        successor = None if got is None or got.successor is None else names[got.successor]
        sides = {
            "units": (one.unit, got and got.unit),
            "states": (one.state, got and got.state),
            "successors": (one.successor, successor),
        }
        for area, (true, said) in sides.items():
            if area == "successors" and true is None and said is None:
                continue
            out.count(area, "right" if true == said else "wrong", None if true == said else f"{one.file}: {true!r}, draft: {said!r}")


def _missing(truth: ReportSet, draft: ReportDraft, out: Outcome) -> None:
    _sets({one.unit for one in truth.truth.missing}, set(draft.missing), "missing units", out)


def _sets(true: set[Hashable], said: set[Hashable], area: str, out: Outcome) -> None:
    for one in sorted(true | said, key=str):
        what = "right" if one in true & said else "missed" if one in true else "extra"
        out.count(area, what, None if what == "right" else str(one))


# Matrix --------------------------------------------------------------------------------------------------------------


def _cells(truth: ReportSet, draft: ReportDraft, out: Outcome) -> None:
    expected: set[tuple[str, str]] = set()
    for one in truth.truth.cell:
        row = _row(draft.targets.rows, one.target)
        cell = None if row is None else next((cell for cell in row.cells if cell.unit == one.unit), None)
        if row is not None:
            expected.add((row.target.id, one.unit))
        what = _judge_cell(one, cell)
        said = (
            "no row" if row is None else None if cell is None else f"{cell.status} {cell.verdict} {cell.quote and cell.quote.text[:60]!r}"
        )
        out.count("matrix", what, None if what == "right" else f"{one.unit}: {one.target!r} is {one.verdict}, draft: {said}")
        if one.reason and cell is not None and cell.status == "matched":
            same = cell.reason is not None and (folded(one.reason) in folded(cell.reason) or folded(cell.reason) in folded(one.reason))
            out.count("reasons", "right" if same else "wrong", None if same else f"{one.unit}: {one.reason!r}, draft: {cell.reason!r}")
    for row in draft.targets.rows:
        for cell in row.cells:
            if cell.status == "matched" and (row.target.id, cell.unit) not in expected:
                out.count("matrix", "extra", f"{cell.unit}: {row.target.statement[:50]!r} as {cell.quote and cell.quote.text[:60]!r}")


def _row(rows: Iterable[MatrixRow], words: str) -> MatrixRow | None:
    key = folded(words)
    found = [row for row in rows if key in folded(row.target.statement)]
    return next((row for row in found if folded(row.target.statement).startswith(key)), found[0] if found else None)


def _judge_cell(true: TrueCell, cell: Cell | None) -> str:
    if cell is None or cell.status in {"unmatched", "not_submitted"}:
        return "missed"
    if cell.status == "ambiguous":
        return "ambiguous"
    if cell.verdict == true.verdict:
        return "right"
    if cell.verdict in POSITIVE and true.verdict in NEGATIVE:
        return "positive for negative"
    if cell.verdict in NEGATIVE and true.verdict in POSITIVE:
        return "negative for positive"
    return "wrong"


# Figures and totals --------------------------------------------------------------------------------------------------


def _column(name: str | None) -> str | None:
    return None if name is None else folded(name).removeprefix("nam")


def _same(true: float | None, measure: str | None, said: float | None, printed: str | None, near: float = 1e-6) -> bool:
    """Whether two amounts are one: money in its units, everything else as it stands; rates may be rounded."""
    if true is None or said is None:
        return true is None and said is None
    scale, other = _MONEY.get(folded(measure or "")), _MONEY.get(folded(printed or ""))
    if scale and other:
        return math.isclose(true * scale, said * other, rel_tol=near)
    return math.isclose(true, said, rel_tol=near, abs_tol=1e-9) and (measure is None or folded(measure) == folded(printed or ""))


def _figures(truth: ReportSet, draft: ReportDraft, out: Outcome) -> None:
    given: dict[Hashable, list[Figure]] = defaultdict(list)
    for figure in draft.figures:
        given[figure.unit, figure.field, _column(figure.column)].append(figure)
    known = {(one.unit, one.field, _column(one.column)) for one in truth.truth.figure}
    for one in truth.truth.figure:
        said = given.get((one.unit, one.field, _column(one.column)), [])
        right = [f for f in said if _same(one.value, one.measure, f.value, f.measure) and one.of == f.of]
        wrong = [f for f in said if f.status == "read" and f not in right]
        what = "wrong" if wrong else "right" if any(f.status == "read" for f in right) else "doubtful" if said else "missed"
        shown = [(f.value, f.of, f.measure, f.status) for f in said]
        out.count("figures", what, None if what == "right" else f"{one}, draft: {shown}")
    for key, figures in given.items():
        for figure in figures if key not in known else ():
            what = "extra" if figure.status == "read" else "extra, doubtful"
            out.count("figures", what, f"{key} {figure.value} {figure.quote.text[:60]!r}")


def _totals(truth: ReportSet, draft: ReportDraft, out: Outcome) -> None:
    given: dict[Hashable, list[Total]] = defaultdict(list)
    for total in draft.totals:
        given[total.field, _column(total.column)].append(total)
    known: set[Hashable] = set()
    for one in truth.truth.total:
        known.add(key := (one.field, _column(one.column)))
        said = given.get(key, [])
        checks: dict[str, Callable[[Total], bool]] = {
            "kind": lambda t, one=one: t.kind == one.kind,
            "value": lambda t, one=one: _same(one.value, one.measure, t.value, t.measure, 1e-3 if one.kind == "ratio" else 1e-6),
            "wholes": lambda t, one=one: one.of in {None, t.of},
            "units": lambda t, one=one: t.units == one.units,
            "expected": lambda t, one=one: t.expected == one.expected,
        }
        failed = [name for name, check in checks.items() if len(said) != 1 or not check(said[0])]
        what = "missed" if not said else "right" if not failed else f"wrong {failed[0]}"
        shown = [(t.kind, t.value, t.measure, t.units, t.expected, t.formula) for t in said]
        out.count("totals", what, None if what == "right" else f"{one}, draft: {shown}")
    for key, totals in given.items():
        for total in totals if key not in known else ():
            out.count("totals", "extra", f"{key} {total.kind} {total.value} = {total.formula}")


# Conflicts, groups, slots left out -----------------------------------------------------------------------------------


def _conflicts(truth: ReportSet, draft: ReportDraft, out: Outcome) -> None:
    left = list(draft.conflicts)
    for one in truth.truth.conflict:
        found = next((conflict for conflict in left if _fits(one, conflict)), None)
        if found is not None:
            left.remove(found)
        out.count(f"conflicts {one.kind}", "right" if found else "missed", None if found else str(one))
    for conflict in left:
        said = [quote.text[:60] for quote in conflict.quotes]
        out.count(f"conflicts {conflict.kind}", "extra", f"{conflict.unit} {conflict.field or conflict.slot}: {conflict.message} {said}")


def _fits(true: TrueConflict, said: Conflict) -> bool:
    if true.kind != said.kind or true.unit != said.unit:
        return False
    if true.field and true.field == said.field:
        return True
    if true.words and _quoted(true.words, said.quotes):
        return True
    return bool(true.slot and true.slot == said.slot) or not (true.field or true.words or true.slot)


def _quoted(words: str, quotes: Iterable[Quote]) -> bool:
    key = folded(words)
    return any(key in folded(quote.text) or (len(quote.text) > 20 and folded(quote.text) in key) for quote in quotes)


def _groups(truth: ReportSet, draft: ReportDraft, out: Outcome) -> None:
    answers = {answer.id: answer for answer in draft.answers}
    left = list(draft.groups)
    for one in truth.truth.group:
        near = [
            group
            for group in left
            if one.slot in {None, group.slot} and _quoted(one.words, (answers[i].quote for i in group.answers if i in answers))
        ]
        found = next((group for group in near if set(group.units) == set(one.units)), near[0] if near else None)
        if found is not None:
            left.remove(found)
        what = "missed" if found is None else "right" if set(found.units) == set(one.units) else "other units"
        out.count("groups", what, None if what == "right" else f"{one}, draft: {found and found.units}")
    for group in left:
        text = answers[group.answers[0]].quote.text[:60] if group.answers and group.answers[0] in answers else ""
        out.count("groups", "extra", f"{group.slot} {group.units} {text!r}")


def _unanswered(truth: ReportSet, draft: ReportDraft, out: Outcome) -> None:
    said = {(state.slot, unit) for state in draft.slots for unit in state.unanswered}
    _sets({(one.slot, one.unit) for one in truth.truth.unanswered}, said, "unanswered", out)
