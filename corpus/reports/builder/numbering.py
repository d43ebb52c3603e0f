"""Typed labels turned into Word's automatic numbering: the numbers that Word counts are the ones that were typed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_ROMAN = re.compile(r"([IVX]+)\.\s+")
_NUMBER = re.compile(r"(\d{1,2})\.\s+")
_DECIMAL = re.compile(r"(\d{1,2})\.(\d{1,2})\.?\s+")
_LETTER = re.compile(r"([a-z])\)\s+")
_BULLET = re.compile(r"([-+])\s+")
_ROMANS = ["", *"I II III IV V VI VII VIII IX X XI XII XIII XIV XV".split()]

LEVELS = (("upperRoman", "%1."), ("decimal", "%2."), ("decimal", "%2.%3."), ("lowerLetter", "%4)"))
"""Word's name of the numbers of each level, and how a label is written."""


@dataclass(frozen=True)
class Label:
    """A paragraph's place in a list: its definition, its level, and how long the typed label is."""

    definition: int
    level: int
    length: int


@dataclass
class Lists:
    """The list definitions of a file, made as its paragraphs come: for each the numbers that its levels start with.

    Definition 0 is the bullets', 1 the file's multi-level list. A label that Word would not count to there stands in a definition
    of its own, of which one level is used, and so do the labels that go on from it.
    """

    starts: list[list[int]] = field(default_factory=lambda: [[1, 1], [1, 1, 1, 1]])
    counts: list[int] = field(default_factory=lambda: [0, 0, 0, 0])
    used: set[int] = field(default_factory=set)
    aside: dict[int, tuple[int, int]] = field(default_factory=dict)

    def label(self, text: str) -> Label | None:
        """Return the automatic label of a paragraph as it was typed, or none where it has none that Word can count."""
        if bullet := _BULLET.match(text):
            return Label(0, int(bullet[1] == "+"), bullet.end())
        if decimal := _DECIMAL.match(text):
            known = self.counts[1] == int(decimal[1]) and self.counts[2] + 1 == int(decimal[2])
            return self._take(2, int(decimal[2]), decimal.end()) if known and 3 not in self.used else None
        if (roman := _ROMAN.match(text)) and roman[1] in _ROMANS:
            return self._take(0, _ROMANS.index(roman[1]), roman.end())
        if number := _NUMBER.match(text):
            return self._take(1, int(number[1]), number.end())
        if letter := _LETTER.match(text):
            return self._take(3, ord(letter[1]) - ord("a") + 1, letter.end())
        return None

    def _take(self, level: int, value: int, length: int) -> Label:
        began = level in self.used or level >= max(self.used, default=0)  # else Word counts the level as begun by those below it
        if began and self.counts[level] + 1 == value:
            self.used = {above for above in self.used if above < level} | {level}
            self.counts[level] = value
            self.counts[level + 1 :] = [0] * (3 - level)
            return Label(1, level, length)
        definition, last = self.aside.get(level, (0, 0))
        if not definition or last + 1 != value:
            definition = len(self.starts)
            self.starts.append([value if at == level else 1 for at in range(4)])
        self.aside[level] = definition, value
        return Label(definition, level, length)
