"""Breakdowns in prose that do not add up: `142 cơ sở, trong đó 58 cơ sở sản xuất, 61 cơ sở kinh doanh và 31 cơ sở dịch vụ`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from qcdc_parse.report.figures.amounts import measures
from qcdc_parse.report.figures.measures import SHARES, classes_of, factor, fold_measure, worth
from qcdc_parse.report.figures.scanning import Item, scan
from qcdc_parse.report.models import Answer

__all__ = ["Breakdown", "breakdowns_in"]


class Breakdown(NamedTuple):
    """A whole with the parts it is broken down into, which make ``made`` of its own unit."""

    whole: Item
    parts: tuple[Item, ...]
    made: Fraction
    answer: Answer


_INTRO = re.compile(r"(?<!\w)(?:(?P<within>trong đó)|bao gồm|gồm|chia ra)(?!\w)", re.IGNORECASE)
_NEAR = 40
"""Letters that may stand between a whole and the word that breaks it down."""
_ENDS = re.compile(r"[.](?=\s|$)|\n|(?<!\w)(?:trong đó|bao gồm|gồm|tăng|giảm|so với|vượt|đến nay|ngoài ra|còn lại)(?!\w)", re.IGNORECASE)
_LAST = re.compile(r"(?<!\w)và(?!\w)[^,;]*$")
_INNER = re.compile(r"\([^()]*\)")
_STATE = re.compile(r"\s+(?:có|đã|được|đạt|chưa|không|đang|bị|ký|đều|hoàn thành|tham gia|vi phạm)(?!\w)")
"""What is told of some of them and may be true of the others as well."""
_LEAST = 2


def breakdowns_in(text: str, answers: Sequence[Answer]) -> Iterator[Breakdown]:
    """Yield the breakdowns of passages whose parts cannot be those of their whole.

    What a whole consists of (`gồm`) makes it, money and things alike; parts that are only some of it (`trong đó`) are not more than
    it together, unless one thing may be of several: people, or where it is said what was done (`đã ký cam kết`).
    """
    for answer in answers:
        span = answer.quote.span
        if answer.kind == "table" or not (intros := list(_INTRO.finditer(text, span.start, span.end))):
            continue
        items = scan(text, span.start, span.end)
        for intro in intros:
            found = _breakdown(text, items, intro, span.end, answer)
            if found is not None:
                yield found


def _breakdown(text: str, items: Sequence[Item], intro: re.Match[str], end: int, answer: Answer) -> Breakdown | None:
    whole = next((item for item in reversed(items) if item.end <= intro.start()), None)
    if whole is None or whole.kind != "number" or whole.measure is None or whole.doubt or whole.of is not None:
        return None
    between = text[whole.end : intro.start()]
    if whole.measure in SHARES or len(between) > _NEAR or re.search(r"[.;]", between):
        return None
    stop = _ENDS.search(text, intro.end(), end)
    last = stop.start() if stop else end
    aside = [(m.start(), m.end()) for m in _INNER.finditer(text, intro.end(), last)]
    inside = [i for i in items if intro.end() <= i.start < last and not any(a <= i.start < b for a, b in aside)]
    parts = [i for i in inside if i.measure not in SHARES]
    if len(parts) < _LEAST or any(i.kind != "number" or i.doubt or i.of is not None for i in parts):
        return None
    times = [_times(whole.measure, part.measure) for part in parts]
    if None in times or not _listed(text, parts, last):
        return None
    made = sum((part.value * (t or 0) for part, t in zip(parts, times, strict=True)), Fraction(0))
    if made <= whole.value and (intro["within"] or made == whole.value):
        return None
    overlap = "người" in classes_of(fold_measure(whole.measure)) or any(_STATE.match(text, part.end) for part in parts)
    if intro["within"] and overlap:
        return None
    return Breakdown(whole, tuple(parts), made, answer)


def _times(whole: str, part: str | None) -> Fraction | None:
    """Return what a part is multiplied by; None where it counts other things than the whole: `cơ sở` and `cơ sở sản xuất` are the same."""
    if part is None:
        return None
    if worth(whole) is not None or worth(part) is not None:
        return factor(part, whole, "")
    shared: list[str] = []
    for one, other in zip(fold_measure(whole).split(), fold_measure(part).split(), strict=False):
        if one != other:
            break
        shared.append(one)
    known = bool(shared) and measures().fullmatch(" " + " ".join(shared)) is not None
    return Fraction(1) if known or len(shared) > 1 else None


def _listed(text: str, parts: Sequence[Item], end: int) -> bool:
    """Tell a list that is told to its end: the last part is joined by `và`, or nothing but its own words follow."""
    ahead = text[parts[-2].end : parts[-1].start]
    behind = text[parts[-1].end : end]
    return _LAST.search(ahead) is not None or not re.search(r"[,;]", behind)
