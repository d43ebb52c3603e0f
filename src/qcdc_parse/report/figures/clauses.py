"""Clauses: each number of a line with the words ahead and behind, and the year that it is said of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qcdc_parse.report.figures.found import Found
from qcdc_parse.report.figures.scanning import Item

__all__ = ["SUMMED", "Clause", "clauses_of", "leads", "regular"]

_HARD = re.compile(r";|[.](?=\s|$)|\t")
_SOFT = re.compile(r";|[.,](?=\s|$)|\t|[()]")
_BESIDE = re.compile(r"[^,;.:)]{0,48}")
_CONNECTED = (" với", " cho", " gồm")
SUMMED = re.compile(r"(?<![^\W\d_])(?:tổng cộng|cộng|tổng số|tổng)(?![^\W\d_])", re.IGNORECASE)
"""Words of a figure that sums others up."""


@dataclass
class Clause:
    """A number with the words around it; ``text[start:end]`` holds them and the year, ``inherited`` where that stands further ahead."""

    item: Item
    start: int
    end: int
    ahead: str
    behind: str
    beyond: str
    """What stands behind, commas and all."""
    years: tuple[str, ...]
    inherited: bool


def clauses_of(text: str, body: int, end: int, items: Sequence[Item], above: tuple[str, ...]) -> list[Clause]:
    """Give each number the words ahead and behind it, and the year it is said of."""
    first_number = next((i for i, item in enumerate(items) if item.kind in {"number", "nil"}), len(items))
    trailing = not any(item.kind == "year" for item in items[:first_number])
    out: list[Clause] = []
    told = _in_turn(text, items)
    years, cut = above, body
    between: list[Item] = []
    taken: Item | None = None
    dated = body
    for index, item in enumerate(items):
        if item.kind not in {"number", "nil"}:
            if item is not taken:
                between.append(item)
                dated = item.start
            continue
        cut = _cut(text, cut, item.start)
        ahead = _blanked(text, cut, item.start, between)
        stop = next((i.start for i in items[index + 1 :]), end)
        behind = _behind(text, item.digits, item.end, stop, _SOFT)
        beyond = _behind(text, item.digits, item.end, stop, _HARD)
        if index + 1 < len(items) and items[index + 1].kind in {"number", "nil"} and len(beyond) == stop - item.digits:
            head, comma, tail = beyond.rpartition(",")
            beyond = head if comma and not tail.rstrip().endswith(_CONNECTED) else beyond  # behind it stands the label of the next
        inherited, last = True, item.digits + len(behind.rstrip())
        if trailing:
            later = next(iter(items[index + 1 : index + 2]), None)
            if later is not None and later.kind in {"year", "period"} and _BESIDE.fullmatch(text, item.end, later.start):
                years, inherited, last, taken = later.years, False, later.end, later
        if inherited and between:
            listed = tuple(y for i in between for y in i.years)
            years, inherited = (listed if len(between) > 1 and not _parted(text, between) else between[-1].years), False
        if item.start in told:
            years, inherited = told[item.start], False
        elif inherited and SUMMED.search(ahead):
            years = ()
        out.append(
            Clause(
                item,
                dated if inherited and years and years != above else _begin(text, cut, item.start),
                last,
                ahead,
                behind,
                beyond,
                years,
                inherited and bool(years),
            )
        )
        cut = taken.end if taken is not None and taken.start >= item.end else item.end
        between = []
    return out


_NEXT = re.compile(r"\s*(?:[,;/]|và|\t)\s*(?:và\s+)?")


def _in_turn(text: str, items: Sequence[Item]) -> dict[int, tuple[str, ...]]:
    """Return the years of numbers that follow as many years in a row: `năm 2019, 2020 lần lượt là 3, 4`."""
    out: dict[int, tuple[str, ...]] = {}
    index = 0
    while index < len(items):
        years = _run(text, items, index, "year")
        numbers = _run(text, items, index + years, "number") if years > 1 else 0
        if years > 1 and numbers == years:
            out.update({items[index + years + i].start: items[index + i].years for i in range(years)})
        index += max(1, years)
    return out


def _run(text: str, items: Sequence[Item], first: int, kind: str) -> int:
    """Return how many items of a kind stand in a row from one on."""
    count = 0
    for at in range(first, len(items)):
        if items[at].kind != kind or (count and _NEXT.fullmatch(text[items[at - 1].end : items[at].start]) is None):
            break
        count += 1
    return count


def _behind(text: str, start: int, since: int, stop: int, mark: re.Pattern[str]) -> str:
    """Return the measure of a number and what stands behind it, up to a mark; not the label of the next."""
    cut = mark.search(text, since, stop)
    words = text[start : cut.start() if cut else stop]
    return text[start:since] if cut is None and words.rstrip().endswith((":", "=")) else words


def _parted(text: str, between: Sequence[Item]) -> bool:
    """Tell whether a mark parts the last year from the ones ahead: those were said of something else."""
    return _HARD.search(text, between[-2].end, between[-1].start) is not None


def _cut(text: str, start: int, end: int) -> int:
    """Return where the last hard mark of a stretch ends."""
    cut = start
    for m in _HARD.finditer(text, start, end):
        cut = m.end()
    return cut


def _blanked(text: str, cut: int, end: int, years: Sequence[Item]) -> str:
    """Return the words ahead of a number without the years in them."""
    out, at = [], cut
    for item in years:
        if item.start >= cut:
            out.append(text[at : item.start])
            at = item.end
    return " ".join([*out, text[at:end]]) if out else text[cut:end]


def _begin(text: str, cut: int, end: int) -> int:
    while cut < end and text[cut] in " ,)–-:(":
        cut += 1
    return cut


_SIGNS = (":", "=", "(", "–", "-")
_VERBS = frozenset({"là", "được", "có", "đạt"})


def leads(ahead: str) -> bool:
    """Tell whether words lead to a value: they end in a colon, or in a verb that gives one."""
    words = ahead.rstrip()
    return words.endswith(_SIGNS) or words.rpartition(" ")[2].lower() in _VERBS


def regular(found: list[Found], clauses: Sequence[Clause]) -> Iterator[Found]:
    """Yield values, those of a year that was only said ahead of another figure as doubtful unless each year has one."""
    years = {clause.years for clause in clauses if clause.years}
    inherited = {id(clause.item): clause.inherited for clause in clauses}
    per_field: dict[str, set[str | None]] = {}
    for one in found:
        per_field.setdefault(one.asked.field.id, set()).add(one.column)
    for one in found:
        bare = one.asked.by_year and inherited[id(one.item)] and len(years) > 1
        if bare and len(per_field[one.asked.field.id]) < len(years):
            yield one._replace(column=None, doubt=one.doubt or "không nêu năm")
        else:
            yield one
