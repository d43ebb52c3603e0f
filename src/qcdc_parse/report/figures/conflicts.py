"""What does not fit among figures: parts against their whole, shares against their parts, a first submission against a second."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from qcdc_parse.report.figures.asked import Asked, Asking, Column, asking_of
from qcdc_parse.report.figures.measures import SHARES, factor
from qcdc_parse.report.figures.notation import exact, printed, rounded
from qcdc_parse.report.figures.reading import ELSEWHERE
from qcdc_parse.report.models import Conflict, Figure
from qcdc_parse.report.outline.models import Outline
from qcdc_parse.span import made

__all__ = ["figure_conflicts", "fits_share", "superseded_conflicts"]

_Cell = tuple[str, str | None]


def figure_conflicts(outline: Outline, figures: Sequence[Figure]) -> list[Conflict]:
    """Return where the figures of one unit do not fit: two values for one cell, a part above its whole, a share of another part."""
    asking = asking_of(outline)
    by_unit: dict[str | None, dict[_Cell, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for figure in figures:
        by_unit[figure.unit][figure.field, figure.column].append(figure)
    out: list[Conflict] = []
    for cells in by_unit.values():
        for cell in cells.values():
            out += _twice(asking, cell)
        sure = {place: cell[0] for place, cell in cells.items() if len(cell) == 1 and _is_sure(cell[0])}
        for (field, column), figure in sure.items():
            one = asking.by_id[field]
            out += _share(asking, one, column, figure, sure) if one.share else _more(asking, one, column, figure, sure)
    return out


def _is_sure(figure: Figure) -> bool:
    return figure.status == "read"


_TWO_VALUES = "chỗ khác ghi số khác"


def _twice(asking: Asking, cell: Sequence[Figure]) -> Iterator[Conflict]:
    differing = [figure for figure in cell if figure.reason == _TWO_VALUES]
    if len(differing) > 1:
        said = "; ".join(_said(figure) for figure in differing)
        yield _conflict(asking, "prose_against_appendix", differing, f"ghi các số khác nhau: {said}")


def _more(asking: Asking, one: Asked, column: str | None, whole: Figure, sure: dict[_Cell, Figure]) -> Iterator[Conflict]:
    """Yield parts that are more than their whole together, or any of them alone."""
    if whole.of is not None and whole.value > whole.of:
        yield _conflict(asking, "parts_against_total", [whole], f"phần lớn hơn tổng: {_said(whole)}")
    yield from _columns(asking, one, column, whole, sure)
    parts = [
        sure[place]
        for other in asking.by_id.values()
        if other.field.part_of == one.field.id and not other.share and (place := (other.field.id, column)) in sure
    ]
    label = one.words.folded
    times = [factor(part.measure, whole.measure, label) for part in parts]
    several = [(part, exact(part.value) * t) for part, t in zip(parts, times, strict=True) if t is not None and part.measure not in SHARES]
    largest = max((value for _, value in several), default=Fraction(0))
    if largest > exact(whole.value):
        too_much = [part for part, value in several if value > exact(whole.value)]
        said = " và ".join(_said(part) for part in too_much)
        yield _conflict(asking, "parts_against_total", [whole, *too_much], f"phần “trong đó” {said} lớn hơn tổng {_said(whole)}")


def _columns(asking: Asking, one: Asked, column: str | None, whole: Figure, sure: dict[_Cell, Figure]) -> Iterator[Conflict]:
    """Yield columns (`Nữ`) that are more than the one that holds them all (`Tổng số`)."""
    mine = next((c for c in one.columns if c.name == column and c.whole), None)
    if mine is None:
        return
    yield from _halves(asking, one, mine, whole, sure)
    for other in one.columns:
        part = sure.get((one.field.id, other.name))
        if (
            part is not None
            and not other.whole
            and other.years == mine.years
            and part.value > whole.value
            and part.measure == whole.measure
        ):
            message = f"“{other.name}” {_said(part)} lớn hơn “{mine.name}” {_said(whole)}"
            yield _conflict(asking, "parts_against_total", [whole, part], message)


_TURNED = ("chưa ", "không ")


def _halves(asking: Asking, one: Asked, mine: Column, whole: Figure, sure: dict[_Cell, Figure]) -> Iterator[Conflict]:
    """Yield a column and its opposite (`Đạt`, `Chưa đạt`) that together are not the column that holds them all."""
    beside = {c.words: c.name for c in one.columns if c.years == mine.years and not c.whole}
    for words, name in beside.items():
        turned = [w for w in beside if w in {prefix + words for prefix in _TURNED}]
        pair = [sure.get((one.field.id, n)) for n in (name, *(beside[w] for w in turned))]
        known = [figure for figure in pair if figure is not None and figure.measure == whole.measure]
        if not turned or len(known) != len(pair):
            continue
        together = sum((exact(figure.value) for figure in known), Fraction(0))
        if together != exact(whole.value) and all(figure.value <= whole.value for figure in known):
            said = " + ".join(printed(exact(figure.value)) for figure in known)
            message = f"các phần {said} = {printed(together)} không bằng tổng số {_said(whole)}"
            yield _conflict(asking, "parts_against_total", [whole, *known], message)


def _share(asking: Asking, one: Asked, column: str | None, share: Figure, sure: dict[_Cell, Figure]) -> Iterator[Conflict]:
    """Yield a share that does not fit the part and whole it is said of, beyond rounding."""
    whole = sure.get((one.field.part_of or "", column))
    if whole is None or share.of is not None:
        return
    fields = asking.fields[one.slot]
    ahead = [
        other
        for other in fields[: next(i for i, other in enumerate(fields) if other is one)]
        if not other.share and other.field.part_of == one.field.part_of
    ]
    part = sure.get((ahead[-1].field.id, column)) if ahead else None
    if not ahead and whole.of is None and (above := sure.get((asking.by_id[whole.field].field.part_of or "", column))) is not None:
        part, whole = whole, above
    if part is None and (ahead or whole.of is None):
        return
    upper = part if part is not None else whole
    below = exact(whole.value) if part is not None else exact(whole.of or 0)
    times = factor(upper.measure, whole.measure, one.words.folded)
    if times is None or not below:
        return
    ratio = 100 * exact(upper.value) * times / below
    if not fits_share(exact(share.value), ratio):
        quotes = [share, whole] if part is None else [share, part, whole]
        yield _conflict(asking, "parts_against_total", quotes, f"tỷ lệ ghi {_said(share)}, tính từ phần và tổng được {rounded(ratio)}%")


def fits_share(said: Fraction, ratio: Fraction) -> bool:
    """Tell whether a percentage is another one, rounded or cut off where its own decimals end.

    >>> fits_share(Fraction("66.7"), Fraction(200, 3)), fits_share(Fraction("66"), Fraction(200, 3)), fits_share(Fraction(65), Fraction(200, 3))
    (True, True, False)
    """
    places = 0
    while (said * 10**places).denominator != 1 and places < 6:
        places += 1
    return abs(said - ratio) < Fraction(1, 10**places)


def superseded_conflicts(earlier: Sequence[Figure], later: Sequence[Figure]) -> list[Conflict]:
    """Return where a submission and the one that stands for it give other values for one cell."""
    now = {(figure.field, figure.column): figure for figure in later if figure.status == "read"}
    out: list[Conflict] = []
    for before in earlier:
        after = now.get((before.field, before.column))
        if after is None or not (before.status == "read" or before.reason == ELSEWHERE):
            continue
        times = factor(before.measure, after.measure, "")
        same = (
            times is not None
            and exact(before.value) * times == exact(after.value)
            and (before.of == after.of or None in {before.of, after.of})
        )
        if same or (times is None and before.value == after.value):
            continue
        out.append(
            made(
                Conflict,
                kind="first_against_second",
                unit=after.unit,
                slot=after.field.rpartition("#")[0],
                field=after.field,
                message=f"bản trước ghi {_said(before)}, bản thay thế ghi {_said(after)}{_of_column(before)}",
                quotes=(before.quote, after.quote),
            )
        )
    return out


def _conflict(asking: Asking, kind: str, figures: Sequence[Figure], message: str) -> Conflict:
    first = figures[0]
    return made(
        Conflict,
        kind=kind,  # type: ignore[arg-type]  # one of the kinds
        unit=first.unit,
        slot=asking.by_id[first.field].slot,
        field=first.field,
        message=message + _of_column(first),
        quotes=tuple(figure.quote for figure in figures),
    )


def _of_column(figure: Figure) -> str:
    return f" ({figure.column})" if figure.column is not None else ""


def _said(figure: Figure) -> str:
    whole = f"/{printed(exact(figure.of))}" if figure.of is not None else ""
    unit = "" if figure.measure is None else figure.measure if figure.measure in SHARES else f" {figure.measure}"
    return f"{printed(exact(figure.value))}{whole}{unit}"
