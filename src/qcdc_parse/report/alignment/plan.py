"""An outline laid out for aligning: its slots as nodes of a tree, the words of each, and how rare they are among them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum, log
from typing import NamedTuple

from qcdc_parse.report.alignment.addressees import Body
from qcdc_parse.report.alignment.asked import Begin, addressed_of, ahead_of, begins_of, plain, questions_of
from qcdc_parse.report.alignment.cues import cues
from qcdc_parse.report.alignment.words import (
    PROPOSALS,
    common,
    long_words,
    named_questions,
    naming_words,
    pairs,
    silent,
    syllables,
    words_of,
)
from qcdc_parse.report.outline.models import Outline, Slot

__all__ = ["Name", "Plan", "Prompted", "plan_of"]

_QUIET = 0.12
"""What a syllable weighs that tells no heading from another."""
_SINGLE = 0.4
"""What a single syllable weighs against a word of several."""
_GROUP = 0.6
"""What a synonym weighs against the word itself."""
_COMMON = 0.35
"""What a pair of syllables weighs that stands in all reports."""
_USUAL = 0.45
"""What a word weighs that the outline does not have."""


class Name(NamedTuple):
    """Words by which a heading may name a node: its own heading, or one of its prompts."""

    node: int
    words: frozenset[str]
    mass: float
    folded: str
    prompt: int | None
    questions: frozenset[str]
    covered: float
    phrases: frozenset[str]
    """The words of the catalogue by which it names questions."""


class Prompted(NamedTuple):
    """Pairs of syllables by which a passage may answer a slot: ``state`` of the asking slots, prompt from 1 or 0 for the slot."""

    state: int
    prompt: int
    weight: float


@dataclass(frozen=True, slots=True)
class Plan:
    """An outline as nodes (all slots) and states (the slots that ask), by their places in reading order."""

    slots: tuple[Slot, ...]
    parents: tuple[int, ...]
    leaf: tuple[bool, ...]
    appendix: tuple[bool, ...]
    states: tuple[int, ...]
    appended: frozenset[int]
    """The states that stand in an appendix."""
    below: tuple[tuple[int, ...], ...]
    """The states that stand in a node, itself included."""
    names: tuple[Name, ...]
    named: dict[str, tuple[int, ...]]
    naming: dict[str, tuple[int, ...]]
    """The names, prompts apart, that name a question of the catalogue."""
    weights: dict[str, float]
    """What words of names weigh: the rarer among them, the more."""
    lexicon: frozenset[str]
    asked: dict[str, tuple[Prompted, ...]]
    """What a pair of syllables speaks to."""
    misread: dict[str, str]
    """Such pairs without their marks: scanners misread these."""
    syllables: frozenset[str]
    plain: frozenset[str]
    """The syllables of such pairs, with their marks and without."""
    pairs: frozenset[str]
    telling: frozenset[str]
    """Pairs that say anything: of slots, or the first two syllables of cues; single syllables that do, years among them."""
    questions: dict[str, tuple[int, ...]]
    """The states that ask a question of the catalogue."""
    addressed: dict[int, tuple[Body, ...]]
    """The states that ask for proposals to bodies that they name; those above them, too, with no bodies of their own."""
    ahead: frozenset[str]
    """Years that only headings name which ask for tasks."""
    begins: dict[str, tuple[Begin, ...]]
    """How passages begin that name a state in full, by the first two syllables."""

    def mass(self, words: Iterable[str]) -> float:
        """Return the weight of words."""
        weights = self.weights
        return fsum(weights[word] if word in weights else _USUAL * _plain(word) for word in words)


def _plain(word: str) -> float:
    if word[0] == "~":
        return _GROUP
    if word in silent() or word.isdigit():
        return _QUIET
    return 1.0 if " " in word else _SINGLE


def plan_of(outline: Outline) -> Plan:
    """Lay out an outline."""
    slots = outline.slots
    place = {slot.id: at for at, slot in enumerate(slots)}
    parents = tuple(place.get(slot.parent, -1) if slot.parent else -1 for slot in slots)
    states = tuple(at for at, slot in enumerate(slots) if slot.asks)
    below: list[list[int]] = [[] for _ in slots]
    for state, node in enumerate(states):
        at = node
        while at >= 0:
            below[at].append(state)
            at = parents[at]
    texts: list[tuple[int, str, int | None]] = [(at, plain(slot.heading), None) for at, slot in enumerate(slots)]
    texts += [(at, p.text, number) for at, slot in enumerate(slots) for number, p in enumerate(slot.prompts, 1)]
    texts += [(at, f.label, None) for at, slot in enumerate(slots) for f in slot.fields]
    lexicon = frozenset(" ".join(syllables(word)) for _, text, _ in texts for word in long_words(text))
    words = [frozenset(words_of(text, lexicon)) for _, text, _ in texts]
    counts = Counter(word for found in words for word in found)
    unit = log(1 + len(texts))
    weights = {word: log(1 + len(texts) / count) / unit * _plain(word) for word, count in counts.items()}
    names = tuple(
        Name(
            at, found, fsum(map(weights.__getitem__, found)), " ".join(syllables(text)), prompt, *named_questions(text), naming_words(text)
        )
        for (at, text, prompt), found in zip(texts, words, strict=True)
    )
    naming: dict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(names):
        for question in name.questions if name.prompt is None else ():
            naming[question].append(number)
    named: dict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(names):
        for word in name.words:
            named[word].append(number)
    asked = _asked_words(slots, states, parents)
    questions = questions_of(slots, states, below)
    misread = {" ".join(syllables(pair)): pair for pair in asked}
    return Plan(
        slots,
        parents,
        tuple(at not in parents for at in range(len(slots))),
        tuple(slot.appendix for slot in slots),
        states,
        frozenset(state for state, node in enumerate(states) if slots[node].appendix),
        tuple(map(tuple, below)),
        names,
        {word: tuple(found) for word, found in named.items()},
        {question: tuple(numbers) for question, numbers in naming.items()},
        weights,
        lexicon,
        asked,
        misread,
        frozenset(syllable for pair in asked for syllable in pair.split()),
        frozenset(syllable for pair in misread for syllable in pair.split()),
        frozenset(asked.keys() | {first for first in cues() if " " in first}),
        frozenset({*map(str, range(2000, 2100)), *(first for first in cues() if " " not in first)}),
        questions,
        addressed_of(slots, states, below, questions.get(PROPOSALS, ())),
        ahead_of(slots),
        begins_of(slots, states),
    )


def _asked_words(slots: tuple[Slot, ...], states: tuple[int, ...], parents: tuple[int, ...]) -> dict[str, tuple[Prompted, ...]]:
    """Return the pairs of syllables of what each asking slot says, with the prompt they stand in."""
    where: dict[str, dict[int, tuple[int, float]]] = defaultdict(dict)
    for state, node in enumerate(states):
        slot = slots[node]
        texts = [(0, 1.0, slot.heading)]
        texts += [(0, 1.0, slots[up].heading) for up in parents[node : node + 1] if up >= 0 and slots[up].asks]
        texts += [(number, 1.0, prompt.text) for number, prompt in enumerate(slot.prompts, 1)]
        texts += [(0, 1.0, field.label) for field in slot.fields]
        texts += [(0, 0.7, " ".join(table.columns)) for table in slot.tables]
        for number, weight, text in texts:
            for word in pairs(long_words(text)):
                if weight > where[word].get(state, (0, 0.0))[1]:
                    where[word][state] = (number, weight)
    total = max(len(states), 2)
    out: dict[str, tuple[Prompted, ...]] = {}
    for word, found in where.items():
        rarity = log(total / len(found)) / log(total) * (_COMMON if word in common() else 1.0)
        if rarity > 0:
            out[word] = tuple(Prompted(state, number, weight * rarity) for state, (number, weight) in found.items())
    return out
