"""An outline laid out for aligning: its slots as nodes of a tree, the words of each, and how rare they are among them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import log
from typing import NamedTuple

from qcdc_parse.report.alignment.addressees import Body, bodies
from qcdc_parse.report.alignment.words import (
    PROPOSALS,
    TASKS,
    common,
    cues,
    long_words,
    marked,
    members,
    named_questions,
    naming_words,
    pairs,
    silent,
    syllables,
    words_of,
)
from qcdc_parse.report.outline.models import Outline, Slot

__all__ = ["Name", "Plan", "Prompted", "plain", "plan_of"]

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


class Begin(NamedTuple):
    """Words that name a state, and what it says in log odds that a passage begins with them."""

    words: tuple[str, ...]
    state: int
    gain: float


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
        return sum(weights[word] if word in weights else _USUAL * _plain(word) for word in words)


def plain(heading: str) -> str:
    """Take questions in brackets, blanks and the number of a sheet out of a heading.

    >>> plain("Biểu 2. Kết quả"), plain("Đề xuất, kiến nghị (gửi cấp nào?)"), plain("Số cuộc đối thoại: …… cuộc; đạt tỷ lệ: …%")
    ('Kết quả', 'Đề xuất, kiến nghị', 'Số cuộc đối thoại')
    """
    words = _BRACKETS.sub(" ", _SHEET.sub("", heading))
    blank = _BLANK.search(words)
    return " ".join((words[: blank.start()] if blank and blank.start() > _ROOM else words).split()).rstrip(" :;.,")


_BRACKETS = re.compile(r"\([^()]*\)")
_SHEET = re.compile(r"\s*(?:phụ )?(?:biểu|bảng)(?: mẫu)?(?: số)? ?\d+[a-zđ]?[.:]?\s+", re.IGNORECASE)
_BLANK = re.compile(r"\s*[:;]?\s*(?:…|\.{3,}|_{3,})")
_YEAR = re.compile(r"\b20\d\d\b")
_ROOM = 8


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
        Name(at, found, sum(map(weights.__getitem__, found)), " ".join(syllables(text)), prompt, *named_questions(text), naming_words(text))
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
    questions = _questions(slots, states, below)
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
        _addressed(slots, states, below, questions.get(PROPOSALS, ())),
        _ahead(slots),
        _begins(slots, states),
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


def _addressed(
    slots: tuple[Slot, ...], states: tuple[int, ...], below: list[list[int]], proposals: tuple[int, ...]
) -> dict[int, tuple[Body, ...]]:
    own = {state: found for state in proposals if (found := bodies(slots[states[state]].heading))}
    return own | {state: () for state in proposals if state not in own and own.keys() & set(below[states[state]])}


def _ahead(slots: tuple[Slot, ...]) -> frozenset[str]:
    years: dict[bool, set[str]] = {True: set(), False: set()}
    for slot in slots:
        years[TASKS in named_questions(slot.heading)[0]].update(_YEAR.findall(slot.heading))
    return frozenset(years[True] - years[False])


def _begins(slots: tuple[Slot, ...], states: tuple[int, ...]) -> dict[str, tuple[Begin, ...]]:
    """Return the words by which items of appendices and other slots are named in full, where no other slot has them."""
    named: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for state, node in enumerate(states):
        heading = plain(slots[node].heading)
        for text in (heading, *(() if slots[node].appendix else members(heading)), *(plain(field.label) for field in slots[node].fields)):
            words = tuple(marked(text))[:_LONGEST_NAME]
            if len(words) > 2 or (len(words) == 2 and " ".join(words) not in common()):
                named[words].add(state)
    out: dict[str, list[Begin]] = defaultdict(list)
    for words, (state, *others) in named.items():
        appended = slots[states[state]].appendix
        if not others and (not appended or len(words) >= _ITEM):
            out[" ".join(words[:2])].append(Begin(words, state, _NAMES_ITEM if appended else _NAMES_SLOT))
    return {first: tuple(found) for first, found in out.items()}


_LONGEST_NAME, _ITEM = 14, 4
"""So many syllables at most are compared; an item of an appendix is named by so many at least."""
_NAMES_ITEM, _NAMES_SLOT = 4.0, 2.0


def _questions(slots: tuple[Slot, ...], states: tuple[int, ...], below: list[list[int]]) -> dict[str, tuple[int, ...]]:
    """Return which states ask each question; what a slot names that does not ask itself, those below it ask that name none."""
    named = [questions if covered >= _NAMES else frozenset[str]() for questions, covered in (named_questions(plain(s.heading)) for s in slots)]
    out: dict[str, list[int]] = defaultdict(list)
    for node, slot in enumerate(slots):
        for question in named[node] if slot.asks or len(named[node]) == 1 else ():
            out[question] += [s for s in below[node] if s not in out[question] and (slot.asks or not named[states[s]])]
    return {question: tuple(found) for question, found in out.items() if found}


_NAMES = 0.5
"""Share of a heading that must name a question for the slot to ask it."""
