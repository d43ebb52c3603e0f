"""Whether a number may be what a field asks for: its measure, and the words around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from qcdc_parse.report.figures.asked import Asked, Column
from qcdc_parse.report.figures.measures import SHARES, same_things, worth
from qcdc_parse.report.figures.scanning import Item
from qcdc_parse.report.figures.wording import Words, agree, without_marks

__all__ = ["Fit", "best_fit", "column_of", "fit_words", "goes_on_from", "may_measure", "misread", "names_column"]


def may_measure(asked: Asked, item: Item) -> bool:
    """Tell whether a number's measure is one that the field may be given in."""
    measure = item.measure
    if asked.share:
        return item.kind == "number" and (measure in SHARES or item.of is not None or (measure is None and item.value <= 100))
    if measure is None or names_column(asked, measure):
        return True
    if measure in SHARES:
        return False
    if worth(measure) is not None:
        return asked.paid or (asked.unit is None and asked.weak)
    if asked.unit is not None:
        return worth(asked.unit) is None and (
            misread(measure, asked.unit) or same_things(measure, asked.unit, asked.words.folded) or _counts(asked, measure)
        )
    return not asked.paid and _counts(asked, measure)


def names_column(asked: Asked, measure: str) -> bool:
    """Tell words behind a number that are a column of the field and no measure: `20 nữ`."""
    return any(column.words == measure.lower() for column in asked.columns)


_LONG = 6


def misread(measure: str, unit: str) -> bool:
    """Tell a unit that a scanner read with one wrong letter (`dảng viên`), or that has no marks at all.

    >>> misread("dảng viên", "đảng viên"), misread("lần", "lẫn"), misread("đoàn viên", "đảng viên"), misread("buoi", "buổi")
    (True, False, False, True)
    """
    if measure.isascii() and measure == without_marks(unit):
        return True
    return len(measure) == len(unit) >= _LONG and sum(a != b for a, b in zip(measure, unit, strict=True)) == 1


def _counts(asked: Asked, measure: str) -> bool:
    """Tell whether a noun counts what a label is about: it stands at its head, or is one for any such thing."""
    if asked.heads.issuperset(measure.lower().split()[:1]):
        return True
    return measure in asked.classes


class Fit(NamedTuple):
    """How much of a label's words are said, 0 to 1, and how many words are said that neither it nor the outline has there."""

    covered: float
    extra: int


_WITHIN = frozenset({"trong đó"})
_SURE = 0.99


def fit_words(asked: Asked, said: Words, own: frozenset[str]) -> Fit:
    """Compare words beside a number with a label; nothing where one of them narrows what is counted and the other does not.

    ``own`` are syllables of the unit's name, which say nothing of the matter.
    """
    spoken = said.every
    if said.short:
        spoken = spoken.union(*(asked.short[s] for s in said.short if s in asked.short))
    covered = 0.0
    for syllable, weight in asked.weights.items():
        if syllable in spoken:
            covered += weight
    covered /= asked.total
    extra = len(said.content - asked.known - own)
    narrower = said.narrow - asked.narrow
    if narrower and not (narrower == _WITHIN and covered >= _SURE):
        return Fit(-1.0, extra)
    if covered > 0 and not agree(asked.words.folded, said.folded):
        return Fit(-1.0, extra)
    return Fit(covered, extra)


FITS = 0.6
_CLOSE = 0.1
_DEAR = 0.05
"""What one word too many costs, in shares of a label."""


def best_fit(
    fields: Sequence[Asked], said: Words, own: frozenset[str], lead: Asked | None, least: float = FITS
) -> tuple[Asked, Fit] | None:
    """Return the field whose label fits words best, if one does clearly: the rest of the words must not say much else."""
    ranked: list[tuple[float, Asked, Fit]] = []
    for asked in fields:
        fit = fit_words(asked, said, own)
        if fit.covered >= least and (not asked.weak or goes_on_from(asked, lead, fields)):
            ranked.append((fit.covered - _DEAR * fit.extra, asked, fit))
    if not ranked:
        return None
    ranked.sort(key=lambda r: -r[0])
    score, asked, fit = ranked[0]
    if 2 * fit.extra > len(said.content) + 1:
        return None
    if len(ranked) > 1 and score - ranked[1][0] < _CLOSE:
        # Of labels that are said as a whole the one that says most is meant.
        longest = sorted((r for r in ranked if score - r[0] < _CLOSE), key=lambda r: -len(r[1].weights))
        if len(longest[0][1].weights) == len(longest[1][1].weights):
            return None
        _, asked, fit = longest[0]
    return asked, fit


def goes_on_from(asked: Asked, lead: Asked | None, fields: Sequence[Asked]) -> bool:
    """Tell whether a field whose own words say too little is the one meant: what it goes on with was named last, or it is alone."""
    if lead is not None:
        return asked.lead in {None, lead.field.id, lead.lead} or asked.field.id == lead.field.id
    return sum(other.words.content == asked.words.content for other in fields) == 1


def column_of(asked: Asked, years: tuple[str, ...], said: frozenset[str]) -> tuple[Column | None, str | None]:
    """Return the column that a number belongs to by the years and words beside it; else why none is certain.

    A year that is none of the columns' is a reason of its own: ``other year``.
    """
    columns = asked.columns
    if not columns:
        return None, None
    dated = [c for c in columns if c.years]
    if dated:
        if len(years) == 1:
            columns = tuple(c for c in dated if c.years == years)
            if not columns:
                return None, "other year"
        elif years:
            columns = tuple(c for c in dated if c.years == years)
            if not columns:
                return None, "nêu gộp nhiều năm"
        elif len(dated) == len(columns):
            return None, "không nêu năm"
    if len(columns) == 1:
        return columns[0], None
    fitting = [c for c in columns if c.words and not c.whole and said.issuperset(c.words.split())]
    if len(fitting) > 1:
        longest = max(len(c.words) for c in fitting)
        fitting = [c for c in fitting if len(c.words) == longest]
    fitting = fitting or [c for c in columns if c.whole]
    return (fitting[0], None) if len(fitting) == 1 else (None, "không rõ thuộc cột nào")
