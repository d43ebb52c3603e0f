"""Đề nghị, giao nhiệm vụ: what a document asks of others or orders, which it does not do itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

import regex

from qcdc_parse.catalog import raw
from qcdc_parse.references.lines import LineOf
from qcdc_parse.references.mention import Mention
from qcdc_parse.references.planned import left_open, planned
from qcdc_parse.references.relations import Relation

__all__ = ["find_asked", "is_asked"]

_FAR = 160
"""The words of a request stand at most this many code points before the cue of what is asked for."""
_ITEMS = 12
"""Lines above an item of a list at which the request that heads it is looked for."""
_STOP = regex.compile(r"[“”()\n]|[.!?](?=\s)")
_LABEL = regex.compile(r"\s*(?:[-–+*•·]|\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ])\)?[.)/]|Điều \d+\.)?\s*")
_ITSELF = regex.compile(r"(?<!\p{L})này(?!\p{L})")


class _Words(NamedTuple):
    signs: tuple[str, ...]
    request: regex.Pattern[str]


@cache
def _words(relation: str) -> _Words | None:
    """Return what asks for a relation; None of one that is claimed of who asks for it too."""
    data = raw("relations")["requests"]
    if relation not in data["of"]:
        return None
    words = data["words"] + (data["orders"] if relation in data["ordered"] else [])
    verbs, nouns, behind = ("|".join(map(regex.escape, some)) for some in (words, data["nouns"], data["behind"]))
    pattern = rf"(?<!\p{{L}})(?<!(?<!\p{{L}})(?:{nouns})\s(?:(?:{verbs})(?:,| và)\s)?)(?:{verbs})(?!\p{{L}}|(?:(?:,| và) (?:{verbs}))?\s(?:{behind})(?!\p{{L}}))"
    return _Words(tuple(words), regex.compile(pattern))


def find_asked(
    text: str, mentions: Sequence[Mention], relations: Sequence[Relation], inside: Mapping[int, int], line_of: LineOf
) -> frozenset[int]:
    """Return the indexes of the mentions whose relation is asked for; one in a title is read within that title."""
    out: list[int] = []
    last = -1
    for index, said in reversed(list(enumerate(relations))):
        if _words(said[0]) is not None:
            title = mentions[inside[index]].title if index in inside else None
            if last < 0 or relations[last] != said:
                last = index
            tail = max(mentions[last].tail, mentions[last].end)
            if is_asked(text, said, title[0] if title is not None else 0, line_of) or (
                said[1] is not None and left_open(text, said[0], said[1][0], tail)
            ):
                out.append(index)
    return frozenset(out)


def is_asked(text: str, said: Relation, floor: int, line_of: LineOf) -> bool:
    """Tell whether what a cue says is asked of others or ordered to them, in its clause or by the head of its list.

    ``said`` is the relation with its cue, ``floor`` where the title begins that holds it, 0 elsewhere.

    >>> text = "Đề nghị Chính phủ sửa đổi Nghị định số 04/2015/NĐ-CP."
    >>> is_asked(text, ("amends", (18, 25)), 0, lambda at: (0, len(text)))
    True
    """
    relation, cue = said
    words = _words(relation)
    if cue is None or words is None:
        return False
    line = max(floor, line_of(cue[0])[0])
    if _wanted(words, relation, text, max(line, cue[0] - _FAR), cue[0]):
        return True
    label = _LABEL.match(text, line, cue[0])
    return floor <= line and label is not None and label.end() == cue[0] and _headed(words, relation, text, line, floor, line_of)


def _wanted(words: _Words, relation: str, text: str, start: int, end: int) -> bool:
    """Tell whether what begins at ``end`` is asked for or only planned."""
    return _requested(words, text, start, end) or planned(text, relation, start, end)


def _requested(words: _Words, text: str, start: int, end: int) -> bool:
    """Tell whether words of request govern what begins at ``end``; behind a semicolon those with a colon still do."""
    near = text[start:end].lower()
    if len(near) != end - start or not any(sign in near for sign in words.signs):
        return False
    clause = max((stop.end() for stop in _STOP.finditer(near)), default=0)
    found = list(words.request.finditer(near, clause))
    if not found:
        return False
    between = near[found[-1].end() :]
    head, parted, _ = between.partition(";")
    return not (parted and ":" not in head) and _ITSELF.search(between) is None


def _headed(words: _Words, relation: str, text: str, line: int, floor: int, line_of: LineOf) -> bool:
    """Tell whether a request with a colon heads the list whose item begins at ``line``."""
    for _ in range(_ITEMS):
        if line <= floor:
            return False
        line, end = line_of(line - 1)
        if text[line:end].rstrip().endswith(":"):
            return _wanted(words, relation, text, max(line, end - _FAR), end)
        label = _LABEL.match(text, line, end)
        if label is None or not label[0].strip():
            return False
    return False
