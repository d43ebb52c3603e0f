"""Near-identical passages of several units: who copied whom.

Every passage of some length is looked up by the smallest hashes of its runs of words (a bottom-k sketch, Broder 1997); only passages
that share one are compared letter by letter, and only with the first of a group. So the work grows with the passages, not with their pairs.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import accumulate
from zlib import crc32

from qcdc_parse.alike import similarity
from qcdc_parse.report.models import Answer, Group
from qcdc_parse.scoreboard.lexicon import fold

__all__ = ["near_identical"]

_WORD = re.compile(r"[^\W_]+")
_RUN = 4
"""Words of a run."""
_SKETCH = 6
"""So many smallest hashes stand for a passage."""
_SHORTEST = 12
"""A passage of fewer words is alike by chance."""
_ALIKE = 0.85
_GIVEN = 0.65
"""A passage that has so much of its words from what all had is no copy."""
_LONGEST_LIST = 24
"""So many groups are tried for a hash: one that more have tells nothing."""


def near_identical(
    answers: Sequence[Answer], common: Mapping[str | None, Sequence[str]] | None = None, figures: Collection[str | None] = ()
) -> tuple[Group, ...]:
    """Return the groups of passages of two or more units that are nearly the same.

    ``common`` holds what all units had before them: the words of the outline by slot, those of the targets under None. A passage that
    has nearly all its words from there was copied from no other unit, nor was one in the slots of ``figures``, or a table: forms filled in
    are alike.
    """
    had = {slot: [frozenset(_words(text)) for text in texts] for slot, texts in (common or {}).items()}
    firsts: list[tuple[str, list[Answer], list[float]]] = []
    by_hash: dict[int, list[int]] = {}
    for answer in answers:
        if answer.unit is None or answer.kind == "table" or answer.slot in figures:
            continue
        words = _words(answer.quote.text)
        if len(words) < _SHORTEST or _given(words, (*had.get(answer.slot, ()), *had.get(None, ()))):
            continue
        text = " ".join(words)
        sketch = _sketch(words, text)
        tried: dict[int, None] = {}
        for hashed in sketch:
            tried.update(dict.fromkeys(by_hash.get(hashed, ())))
        best = max(((similarity(firsts[index][0], text), -index) for index in tried), default=None)
        if best is not None and best[0] >= _ALIKE:
            _, members, alike = firsts[-best[1]]
            members.append(answer)
            alike.append(best[0])
            continue
        for hashed in sketch:
            having = by_hash.setdefault(hashed, [])
            if len(having) < _LONGEST_LIST:
                having.append(len(firsts))
        firsts.append((text, [answer], [1.0]))
    return tuple(group for _, members, alike in firsts if (group := _group(members, alike)) is not None)


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def _given(words: Sequence[str], had: Iterable[frozenset[str]]) -> bool:
    letters = [word for word in words if not word.isdigit()]
    return any(sum(map(one.__contains__, letters)) >= _GIVEN * len(letters) for one in had)


def _sketch(words: Sequence[str], text: str) -> list[int]:
    """Return the smallest hashes of the runs of words, which stand in ``text`` with one blank between them."""
    letters = text.encode()
    ends = list(accumulate(len(word.encode()) + 1 for word in words))
    starts = [0, *ends]
    runs = {crc32(letters[start : end - 1]) for start, end in zip(starts, ends[_RUN - 1 :], strict=False)}
    return sorted(runs)[:_SKETCH]


def _group(members: Sequence[Answer], alike: Sequence[float]) -> Group | None:
    units = tuple(dict.fromkeys(answer.unit for answer in members if answer.unit is not None))
    if len(units) < 2:
        return None
    return Group(slot=members[0].slot, answers=tuple(answer.id for answer in members), units=units, alike=round(min(alike), 3))
