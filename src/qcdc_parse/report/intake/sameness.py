"""Whether two submissions are one text, told without keeping their words."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Fingerprint", "Seen", "fingerprint"]

_WORD = re.compile(r"[^\W_]+")
_FIRST_PAGE = 2
"""No page number stands on a first page."""


class Fingerprint(NamedTuple):
    """Number and summed hashes of the words of a text: the same for the same words in any order. Holds within one run of a program.

    ``unnumbered``: the same without the page numbers 2, then 2 and 3, … as far as the text has them.
    """

    whole: tuple[int, int]
    unnumbered: tuple[tuple[int, int], ...]


def fingerprint(text: str) -> Fingerprint:
    """Return the fingerprint of a text.

    >>> fingerprint("CHI BỘ đã họp.") == fingerprint("Chi bộ đã họp")
    True
    """
    words = _WORD.findall(text.lower())
    count, total = len(words), sum(map(hash, words))
    whole, page = (count, total), _FIRST_PAGE
    numbers = {word for word in words if word.isdigit()}
    unnumbered: list[tuple[int, int]] = []
    while str(page) in numbers:
        count, total = count - 1, total - hash(str(page))
        unnumbered.append((count, total))
        page += 1
    return Fingerprint(whole, tuple(unnumbered))


class Seen:
    """Texts by their place, looked up whatever their number: the same words, but for the page numbers that a format prints."""

    def __init__(self) -> None:
        self._whole: dict[tuple[int, int], int] = {}
        self._unnumbered: dict[tuple[int, int], int] = {}

    def first(self, text: Fingerprint) -> int | None:
        """Return the first place with the same text."""
        places = [self._whole.get(text.whole), self._unnumbered.get(text.whole), *map(self._whole.get, text.unnumbered)]
        return min((place for place in places if place is not None), default=None)

    def add(self, place: int, text: Fingerprint) -> None:
        """Add a text; places are added in order."""
        self._whole.setdefault(text.whole, place)
        for key in text.unnumbered:
            self._unnumbered.setdefault(key, place)
