"""The draft, put together from what every submission adds to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from qcdc_parse.model import Note, Source
from qcdc_parse.report.draft import ReportDraft
from qcdc_parse.report.figures import figure_conflicts, superseded_conflicts, totals_of
from qcdc_parse.report.groups import near_identical
from qcdc_parse.report.intake.standing import standing
from qcdc_parse.report.intake.taking import Taken
from qcdc_parse.report.matrix.cells import rows_of, silent
from qcdc_parse.report.matrix.policy import Policy, roll_up
from qcdc_parse.report.matrix.targets import Targets
from qcdc_parse.report.models import Answer, Cell, Conflict, Figure, Matrix, Roster, SlotState, Target, Unit
from qcdc_parse.report.outline import Outline
from qcdc_parse.report.outline.audiences import name_of
from qcdc_parse.report.wording import in_short

__all__ = ["assemble"]

_QUOTED = 3
"""So many passages are quoted for an answer to the wrong branch."""


def assemble(
    outline: Outline,
    roster: Roster | None,
    targets: Targets | None,
    target_source: Source | None,
    policy: Policy,
    taken: Sequence[Taken],
    notes: Iterable[Note] = (),
) -> ReportDraft:
    """Put the draft together: which submissions stand, who answered what, totals, matrix, groups, conflicts."""
    settled = _settled(taken)
    standing_ones = [each for each in settled if each.submission.state in {"used", "unidentified"}]
    units = roster.units if roster is not None else _who_answered(settled)
    by_unit = {each.unit.name: each for each in standing_ones if each.unit is not None and each.submission.state == "used"}
    missing = tuple(unit.name for unit in units if unit.name not in by_unit)
    slot_order = {slot.id: place for place, slot in enumerate(outline.slots)}
    unit_order = {unit.name: place for place, unit in enumerate(units)}
    answers = sorted(
        (answer for each in standing_ones for answer in each.answers),
        key=lambda a: (slot_order.get(a.slot or "", len(slot_order)), unit_order.get(a.unit or "", len(unit_order))),
    )
    figures = _figures(outline, standing_ones, unit_order)
    asked = {slot.id: tuple(u.name for u in units if slot.id in _asked(outline, u)) for slot in outline.slots}
    conflicts = [
        *(conflict for each in standing_ones for conflict in each.conflicts),
        *figure_conflicts(outline, [figure for figure in figures if figure.unit is not None]),
        *_wrong_branches(outline, by_unit.values()),
        *_corrections(settled, targets),
    ]
    return ReportDraft(
        outline=outline,
        units=tuple(units),
        submissions=tuple(each.submission for each in settled),
        answers=tuple(answers),
        groups=near_identical(answers, _given(outline, targets), frozenset(s.id for s in outline.slots if s.appendix and s.fields)),
        slots=_states(outline, units, by_unit, answers, figures),
        figures=tuple(figures),
        totals=tuple(totals_of(outline, figures, asked)),
        targets=_matrix(targets, target_source, policy, units, by_unit),
        missing=missing,
        conflicts=tuple(sorted(conflicts, key=lambda c: (unit_order.get(c.unit or "", len(unit_order)), c.kind))),
        notes=tuple(notes),
    )


def _given(outline: Outline, targets: Targets | None) -> dict[str | None, list[str]]:
    """Return what every unit had before it wrote: the words of each slot, and the targets."""
    given: dict[str | None, list[str]] = {None: [row.statement for row in rows_of(targets)] if targets is not None else []}
    for slot in outline.slots:
        asked = (
            slot.heading,
            *(p.text for p in slot.prompts),
            *(f.label for f in slot.fields),
            *(c for t in slot.tables for c in t.columns),
        )
        given[slot.id] = [" ".join(asked)]
    return given


def _asked(outline: Outline, unit: Unit) -> frozenset[str]:
    return frozenset(slot.id for slot in outline.asked_of(unit.kind))


def _settled(taken: Sequence[Taken]) -> list[Taken]:
    """Say of the submissions of each unit which one stands."""
    of_unit: dict[str, list[Taken]] = defaultdict(list)
    for each in taken:
        if each.submission.state == "used" and each.unit is not None:
            of_unit[each.unit.name].append(each)
    told = {s.place: s for several in of_unit.values() for s in standing([each.handed for each in several if each.handed is not None])}
    out = []
    for place, each in enumerate(taken):
        decided = told.get(place)
        if decided is not None and decided.successor is not None:
            changes = {
                "state": "duplicate" if decided.duplicate else "superseded",
                "successor": decided.successor,
                "reason": decided.reason,
            }
            out.append(each._replace(submission=each.submission.model_copy(update=changes)))
        else:
            out.append(each)
    return out


def _who_answered(settled: Sequence[Taken]) -> tuple[Unit, ...]:
    return tuple({each.unit.name: each.unit for each in settled if each.unit is not None and each.submission.state == "used"}.values())


def _figures(outline: Outline, standing_ones: Sequence[Taken], unit_order: dict[str, int]) -> list[Figure]:
    """Return all figures by field, then by unit, numbered; those of a submission of unknown unit are doubtful."""
    fields = {field.id: place for place, field in enumerate(field for slot in outline.slots for field in slot.fields)}
    every = [
        figure if figure.unit is not None else figure.model_copy(update={"status": "doubtful", "reason": "chưa rõ báo cáo của đơn vị nào"})
        for each in standing_ones
        for figure in each.figures
    ]
    every.sort(key=lambda f: (fields.get(f.field, len(fields)), unit_order.get(f.unit or "", len(unit_order))))
    return [figure.model_copy(update={"id": f"f{number}"}) for number, figure in enumerate(every, 1)]


def _states(
    outline: Outline, units: Sequence[Unit], by_unit: dict[str, Taken], answers: Sequence[Answer], figures: Sequence[Figure]
) -> tuple[SlotState, ...]:
    """Say of each slot who answered it."""
    sure: dict[str, set[str]] = defaultdict(set)
    open_to: dict[str, set[str]] = defaultdict(set)
    for answer in answers:
        if answer.unit is None:
            continue
        if answer.status == "aligned" and answer.slot is not None:
            sure[answer.slot].add(answer.unit)
        elif answer.status == "ambiguous":
            for candidate in answer.candidates:
                open_to[candidate.slot].add(answer.unit)
    slot_of = {field.id: slot.id for slot in outline.slots for field in slot.fields}
    for figure in figures:
        if figure.unit is not None:
            (sure if figure.status == "read" else open_to)[slot_of[figure.field]].add(figure.unit)
    kinds = {unit.name: _asked(outline, unit) for unit in units}
    out = []
    for slot in outline.slots:
        if not slot.asks:
            continue
        answered = tuple(u.name for u in units if u.name in sure[slot.id])
        perhaps = tuple(u.name for u in units if u.name in open_to[slot.id] and u.name not in sure[slot.id])
        silent_ones = [u.name for u in units if u.name in by_unit and u.name not in {*answered, *perhaps}]
        out.append(
            SlotState(
                slot=slot.id,
                answered=answered,
                perhaps=perhaps,
                unanswered=tuple(u for u in silent_ones if slot.id in kinds[u]),
                not_asked=tuple(u.name for u in units if slot.id not in kinds[u.name]),
            )
        )
    return tuple(out)


def _matrix(targets: Targets | None, source: Source | None, policy: Policy, units: Sequence[Unit], by_unit: dict[str, Taken]) -> Matrix:
    names = tuple(unit.name for unit in units)
    if targets is None or not targets:
        return Matrix(policy=policy.name, units=names)
    rows = rows_of(targets)
    columns: list[tuple[Cell, ...]] = []
    for name in names:
        each = by_unit.get(name)
        columns.append(each.cells if each is not None else silent(len(rows), name))
    return Matrix(
        source=source,
        policy=policy.name,
        units=names,
        rows=tuple(roll_up(row, [column[place] for column in columns], policy) for place, row in enumerate(rows)),
    )


def _wrong_branches(outline: Outline, used: Iterable[Taken]) -> list[Conflict]:
    """Return the units that answered what the outline asks of others."""
    out = []
    for each in used:
        if each.unit is None or each.unit.kind is None:
            continue
        asked = _asked(outline, each.unit)
        strayed: dict[str, list[Answer]] = defaultdict(list)
        for answer in each.answers:
            if answer.status == "aligned" and answer.slot is not None and answer.slot not in asked:
                strayed[answer.slot].append(answer)
        for slot, several in strayed.items():
            message = f"trả lời mục {slot}, là mục đề cương không yêu cầu đối với {name_of(each.unit.kind)}"
            quotes = tuple(answer.quote for answer in several[:_QUOTED])
            out.append(Conflict(kind="wrong_branch", unit=each.unit.name, slot=slot, message=message, quotes=quotes))
    return out


def _corrections(settled: Sequence[Taken], targets: Targets | None) -> list[Conflict]:
    """Return where a superseded submission says something else than the one that stands: figures, verdicts."""
    out: list[Conflict] = []
    for each in settled:
        if each.submission.state != "superseded" or each.submission.successor is None:
            continue
        stands = settled[each.submission.successor]
        out += superseded_conflicts(each.figures, stands.figures)
        out += _other_verdicts(each, stands, rows_of(targets) if targets is not None else ())
    return out


def _other_verdicts(before: Taken, after: Taken, rows: Sequence[Target]) -> Iterator[Conflict]:
    for row, one, other in zip(rows, before.cells, after.cells, strict=True):
        if one.quote is None or other.quote is None or (one.verdict, one.result) == (other.verdict, other.result):
            continue
        said = " → ".join(f"“{' '.join(filter(None, (cell.result, cell.surface))) or '…'}”" for cell in (one, other))
        message = f"chỉ tiêu {row.id} “{in_short(row.statement)}”: bản thay thế ghi khác: {said}"
        yield Conflict(kind="first_against_second", unit=other.unit, message=message, quotes=(one.quote, other.quote))
