"""What an outline asks for in figures, taken apart once for all submissions."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from qcdc_parse.catalog import raw
from qcdc_parse.catalog.phrases import any_of
from qcdc_parse.report.figures.measures import SHARES, classes_of, fold_measure, worth
from qcdc_parse.report.figures.wording import Words, head_of, initials, number_chain, words_in
from qcdc_parse.report.outline.models import Field, Outline, Slot
from qcdc_parse.scoreboard.lexicon import fold

__all__ = ["Asked", "Asking", "Column", "asking_of", "fold_column", "years_in"]

_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def years_in(text: str) -> tuple[str, ...]:
    """Return the years that a heading names.

    >>> years_in("Năm 2019 (đến 31/12)")
    ('2019',)
    """
    return tuple(dict.fromkeys(_YEARS.findall(text)))


@lru_cache(maxsize=4096)
def fold_column(heading: str) -> str:
    """Fold a heading of a column, years and `năm` left out.

    >>> fold_column("Năm 2019 / Tổng số "), fold_column("2021")
    ('tổng số', '')
    """
    plain = re.sub(r"\([^()]*\)", " ", _YEARS.sub(" ", fold(heading)))
    return " ".join(word for word in re.findall(r"[^\W_]+|%", plain) if word != "năm")


class Column(NamedTuple):
    """One of the columns of a field: its name, the years and the words in it; ``whole`` holds what the others part."""

    name: str
    years: tuple[str, ...]
    words: str
    whole: bool


class Asked(NamedTuple):
    """A field with what tells that a figure answers it.

    ``lead`` is the field in front of it whose matter it goes on with (`đạt tỷ lệ`), where its own words say too little (``weak``).
    """

    field: Field
    slot: str
    words: Words
    weights: dict[str, float]
    total: float
    weak: bool
    share: bool
    paid: bool
    unit: str | None
    lead: str | None
    columns: tuple[Column, ...]
    short: dict[str, frozenset[str]]
    heads: frozenset[str]
    """The first syllables of its label, where a noun that is counted stands."""
    classes: frozenset[str]
    """Nouns that count any such thing."""
    narrow: frozenset[str]
    """Narrowing words that the outline itself has here: in the label, in that of the lead, in the heading."""
    anchor: str
    """Words, in small letters, that prose on the same thing holds."""
    known: frozenset[str]
    """Syllables that the outline itself says at this place: label, heading, prompts."""

    @property
    def by_year(self) -> bool:
        """Tell whether each column is of a year."""
        return bool(self.columns) and all(column.years for column in self.columns)


class Asking(NamedTuple):
    """The fields of an outline by slot, and those of the same appendix; ``digits`` are numbers that its own words hold."""

    fields: dict[str, tuple[Asked, ...]]
    areas: dict[str, str]
    of_area: dict[str, tuple[Asked, ...]]
    by_id: dict[str, Asked]
    counted: re.Pattern[str] | None
    """Numbers in the units of fields, whatever they count: `86 cơ sở`."""
    digits: frozenset[str]


class _Same:
    """An outline as a key: itself, not its contents, which are dear to hash."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline

    def __hash__(self) -> int:
        return id(self.outline)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.outline is self.outline


def asking_of(outline: Outline) -> Asking:
    """Return what an outline asks for in figures, made once for each outline."""
    return _asking(_Same(outline))


_HEADS = 6


@lru_cache(maxsize=8)
def _asking(key: _Same) -> Asking:
    outline = key.outline
    areas = _areas(outline)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    labels: dict[str, Counter[frozenset[str]]] = defaultdict(Counter)
    for slot in outline.slots:
        for field in slot.fields:
            words = words_in(field.label)
            counts[areas[slot.id]].update(words.content or words.every)
            labels[areas[slot.id]][words.content] += 1
    fields: dict[str, tuple[Asked, ...]] = {}
    of_area: dict[str, list[Asked]] = defaultdict(list)
    digits: set[str] = set()
    theme = words_in(outline.title or "").content
    for slot in outline.slots:
        _collect(digits, slot)
        made: list[Asked] = []
        lead: Asked | None = None
        known = words_in(slot.heading).every.union(
            *(words_in(p.text).every for p in slot.prompts), *(words_in(f.label).every for f in slot.fields)
        )
        for field in slot.fields:
            area = areas[slot.id]
            words = words_in(field.label)
            weak = not words.content or (labels[area][words.content] > 1)
            one = _asked(field, slot, words, _weights(words, counts[area], theme), weak, lead, known)
            made.append(one)
            if not one.share and not weak:
                lead = one
        if made:
            fields[slot.id] = tuple(made)
            of_area[areas[slot.id]] += made
    by_id = {one.field.id: one for several in fields.values() for one in several}
    return Asking(
        fields, areas, {area: tuple(several) for area, several in of_area.items()}, by_id, _counted(by_id.values()), frozenset(digits)
    )


def _counted(several: Iterable[Asked]) -> re.Pattern[str] | None:
    units = {fold_measure(a.unit) for a in several if a.unit is not None and not a.share and not a.weak and worth(a.unit) is None}
    return re.compile(rf"(?<=\d )(?:{any_of(sorted(units, key=len, reverse=True))})(?!\w)") if units else None


def _areas(outline: Outline) -> dict[str, str]:
    """Return of each slot the appendix it stands in, or itself."""
    by_id = {slot.id: slot for slot in outline.slots}
    out: dict[str, str] = {}
    for slot in outline.slots:
        at = slot
        while at.appendix and at.parent in by_id and by_id[at.parent].appendix:
            at = by_id[at.parent]
        out[slot.id] = at.id
    return out


def _collect(digits: set[str], slot: Slot) -> None:
    for text in (slot.heading, *(p.text for p in slot.prompts), *(f.label for f in slot.fields)):
        folded = fold(text)
        digits.update(chain for m in _DIGITS.finditer(folded) if (chain := number_chain(folded, m.end())))


_DIGITS = re.compile(r"\d+")
_THEME = 1 / 3


def _weights(words: Words, counts: Counter[str], theme: frozenset[str]) -> dict[str, float]:
    """Weigh the syllables of a label: those of several labels say less, and so do those of what all of the outline is about."""
    return {syllable: (_THEME if syllable in theme else 1) / counts[syllable] for syllable in words.content or words.every}


def _asked(
    field: Field, slot: Slot, words: Words, weights: dict[str, float], weak: bool, lead: Asked | None, known: frozenset[str]
) -> Asked:
    unit = field.unit
    share = fold_measure(unit) in SHARES if unit else "tỉ lệ" in words.folded or "phần trăm" in words.folded
    low = f" {words.folded} "
    named = re.findall(r"[^\W\d_]+", words.folded)[:_HEADS]
    return Asked(
        field,
        slot.id,
        words,
        weights,
        sum(weights.values()) or 1.0,
        weak,
        share,
        worth(unit) is not None or (unit is None and any(f" {fold(word)} " in low for word in raw("figures")["paid"]["words"])),
        unit,
        lead.field.id if lead is not None else field.part_of,
        tuple(_column(name) for name in field.columns),
        initials(words),
        frozenset(named) | (lead.heads if lead is not None and unit is None and field.part_of is not None else frozenset()),
        classes_of(head_of(words)),
        words.narrow
        | words_in(slot.heading).narrow
        | (_WITHIN if field.part_of is not None else frozenset())
        | (lead.words.narrow if lead is not None and (weak or share) else frozenset()),
        _anchor(field.label),
        known,
    )


_WITHIN = frozenset({"trong đó"})
_ANCHOR = 3


def _anchor(label: str) -> str:
    """Return the first words of a label that say what it is about, as they stand in it: `hội nghị cán`."""
    low = label.lower()
    wanted = head_of(words_in(label)).split()[:_ANCHOR]
    spots = list(re.finditer(r"[^\W\d_]+", low))
    folded = [fold(m[0]) for m in spots]
    for long in range(len(wanted), 1, -1):
        for index in range(len(spots) - long + 1):
            if folded[index : index + long] == wanted[:long]:
                return low[spots[index].start() : spots[index + long - 1].end()]
    first = next((i for i, word in enumerate(folded[:-1]) if word in wanted[:1]), None)
    return low[spots[first].start() : spots[first + 1].end()] if first is not None and len(wanted) > 1 else ""


def _column(name: str) -> Column:
    words = fold_column(name)
    return Column(name, years_in(name), words, words in set(map(fold, raw("figures")["whole"]["words"])))
