"""Totals: exact sums of what units give, shares recomputed from parts and wholes, and what cannot be added up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from qcdc_parse.report.figures.asked import Asked, Asking, asking_of
from qcdc_parse.report.figures.measures import SHARES, factor, is_rate
from qcdc_parse.report.figures.notation import exact, printed, rounded
from qcdc_parse.report.models import Figure, Total
from qcdc_parse.report.outline.models import Outline
from qcdc_parse.span import made

__all__ = ["totals_of"]

_Cell = tuple[str, str | None]


def totals_of(outline: Outline, figures: Sequence[Figure], asked: Mapping[str, Collection[str]]) -> list[Total]:
    """Return one total for each field and column that any unit gives a figure for, in the order of the outline.

    ``asked`` names the units that each slot is asked of, by its id. Money is converted into the unit that the field prints, else into
    that of the first figure. Shares are recomputed where part and whole are known of every unit counted, and left apart
    otherwise; they are never averaged. Doubtful figures are never counted.
    """
    asking = asking_of(outline)
    cells: dict[_Cell, list[Figure]] = defaultdict(list)
    for figure in figures:
        cells[figure.field, figure.column].append(figure)
    out: list[Total] = []
    for one in asking.by_id.values():
        expected = len(set(asked.get(one.slot, ())))
        for column in (None, *one.field.columns):
            given = cells.get((one.field.id, column), ())
            found = _share(asking, one, column, cells, expected) if one.share else None
            if found is None and given:
                found = _sum(one, column, given, expected)
            if found is not None:
                out.append(found)
    return out


def _counted(given: Iterable[Figure]) -> tuple[list[Figure], list[Figure]]:
    """Part figures into those that count, one a unit, and those left out."""
    sure: dict[str | None, list[Figure]] = defaultdict(list)
    out: list[Figure] = []
    for figure in given:
        if figure.status == "read" and figure.unit is not None:
            sure[figure.unit].append(figure)
        else:
            out.append(figure)
    counted = [several[0] for several in sure.values() if len(several) == 1]
    return counted, [*out, *(figure for several in sure.values() if len(several) > 1 for figure in several)]


def _total(one: Asked, column: str | None, **fields: object) -> Total:
    return made(Total, field=one.field.id, column=column, **fields)  # type: ignore[arg-type]  # each caller gives the rest of the fields


def _sum(one: Asked, column: str | None, given: Sequence[Figure], expected: int) -> Total:
    counted, left = _counted(given)
    label = one.words.folded
    into = one.unit or next((f.measure for f in counted if f.measure is not None), None)
    terms: list[_Term] = []
    for figure in counted:
        times = factor(figure.measure, into, label)
        if times is None or figure.measure in SHARES:
            left.append(figure)
        else:
            terms.append(_Term(figure, exact(figure.value), times))
    if not terms or is_rate(into, one.field.label):
        every = [*(term.figure for term in terms), *left]
        return _apart(one, column, every, into, expected)
    value = sum((term.value * term.times for term in terms), Fraction(0))
    wholes = [exact(t.figure.of) * t.times for t in terms if t.figure.of is not None]
    whole = sum(wholes, Fraction(0)) if len(wholes) == len(terms) else None
    formula = f"{_terms(terms)} = {printed(value)}{f' {into}' if into else ''}"
    if whole:
        formula += f"; trên tổng số {' + '.join(map(printed, wholes))} = {printed(whole)} ({rounded(100 * value / whole)}%)"
    return _total(
        one,
        column,
        kind="sum",
        value=float(value),
        of=float(whole) if whole is not None else None,
        measure=into,
        formula=formula,
        operands=tuple(term.figure.id for term in terms),
        left_out=tuple(figure.id for figure in left),
        units=len({term.figure.unit for term in terms}),
        expected=expected,
    )


class _Term(NamedTuple):
    figure: Figure
    value: Fraction
    times: Fraction


def _terms(terms: Sequence[_Term]) -> str:
    return " + ".join(_term(term) for term in terms)


def _term(term: _Term) -> str:
    value, times = printed(term.value), term.times
    if times == 1:
        return value
    return f"{value} × {printed(times)}" if times > 1 else f"{value} : {printed(1 / times)}"


def _apart(one: Asked, column: str | None, given: Sequence[Figure], measure: str | None, expected: int) -> Total:
    """List what may not be added up."""
    said = "; ".join(f"{printed(exact(f.value))}{f'/{printed(exact(f.of))}' if f.of is not None else ''}{_unit(f.measure)}" for f in given)
    read = {figure.unit for figure in given if figure.status == "read"}
    return _total(
        one,
        column,
        kind="apart",
        value=None,
        of=None,
        measure=measure,
        formula=f"không cộng được: {said}",
        operands=tuple(figure.id for figure in given if figure.status == "read"),
        left_out=tuple(figure.id for figure in given if figure.status != "read"),
        units=len(read),
        expected=expected,
    )


def _unit(measure: str | None) -> str:
    return "" if measure is None else measure if measure in SHARES else f" {measure}"


def _share(asking: Asking, one: Asked, column: str | None, cells: Mapping[_Cell, Sequence[Figure]], expected: int) -> Total | None:
    """Recompute a share from parts and wholes of every unit counted; leave it apart where one is missing."""
    own, left = _counted(cells.get((one.field.id, column), ()))
    parts = _parts(asking, one, column, cells)
    pairs: list[tuple[Figure, ...]] = []
    missing = False
    units = dict.fromkeys([*(figure.unit for figure in own), *parts])
    by_unit = {figure.unit: figure for figure in own}
    for unit in units:
        figure = by_unit.get(unit)
        if figure is not None and figure.of is not None:
            pairs.append((figure,))
        elif unit in parts:
            pairs.append(parts[unit])
        else:
            missing = True
    if not own and not left and not pairs:
        return None
    if missing or not pairs:
        return _apart(one, column, [*own, *left], "%", expected) if own or left else None
    above = [exact(pair[0].value) for pair in pairs]
    below = [_whole(pair) for pair in pairs]
    part, whole = sum(above, Fraction(0)), sum(below, Fraction(0))
    if not whole:
        return _apart(one, column, [*own, *left], "%", expected)
    ratio = 100 * part / whole
    formula = f"({' + '.join(map(printed, above))}) : ({' + '.join(map(printed, below))}) × 100 = {rounded(ratio)}%"
    used = {figure.id for pair in pairs for figure in pair}
    return _total(
        one,
        column,
        kind="ratio",
        value=float(ratio),
        of=float(whole),
        measure="%",
        formula=formula,
        operands=tuple(dict.fromkeys(figure.id for pair in pairs for figure in pair)),
        left_out=tuple(figure.id for figure in left if figure.id not in used),
        units=len(pairs),
        expected=expected,
    )


def _whole(pair: tuple[Figure, ...]) -> Fraction:
    """Return the whole: of two figures the value of the second, of one what it is a part of."""
    if len(pair) > 1:
        times = factor(pair[1].measure, pair[0].measure, "") or Fraction(1)
        return exact(pair[1].value) * times
    assert pair[0].of is not None
    return exact(pair[0].of)


def _parts(asking: Asking, one: Asked, column: str | None, cells: Mapping[_Cell, Sequence[Figure]]) -> dict[str | None, tuple[Figure, ...]]:
    """Return by unit the part, with the whole behind it unless it says that itself, that a share is of.

    A share may be `part_of` the whole, with the part ahead of it, or of the part, which then is `part_of` the whole.
    """
    whole = asking.by_id.get(one.field.part_of or "")
    if whole is None:
        return {}
    fields = asking.fields[one.slot]
    place = next(i for i, other in enumerate(fields) if other is one)
    ahead = [other for other in fields[:place] if not other.share and other.field.part_of == whole.field.id]
    wholes = {figure.unit: figure for figure in _counted(cells.get((whole.field.id, column), ()))[0]}
    told: dict[str | None, tuple[Figure, ...]] = {}
    if not ahead:
        told = {unit: (figure,) for unit, figure in wholes.items() if figure.of is not None}
        above = asking.by_id.get(whole.field.part_of or "")
        if above is None:
            return told
        ahead = [whole]
        wholes = {figure.unit: figure for figure in _counted(cells.get((above.field.id, column), ()))[0]}
    parts = {figure.unit: figure for figure in _counted(cells.get((ahead[-1].field.id, column), ()))[0]}
    pairs = {unit: (figure, wholes[unit]) for unit, figure in parts.items() if unit in wholes and unit not in told}
    return told | {unit: pair for unit, pair in pairs.items() if factor(pair[1].measure, pair[0].measure, one.words.folded) is not None}
