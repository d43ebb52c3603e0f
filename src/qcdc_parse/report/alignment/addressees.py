"""To whom proposals (kiến nghị) go: `Đối với Trung ương` asks for other ones than `Đối với Ủy ban nhân dân tỉnh`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from qcdc_parse.catalog import raw
from qcdc_parse.report.alignment.words import marked

__all__ = ["Body", "addressed", "bodies", "weigh"]

_ASKED_AT = 4
"""Words that ask stand within so many syllables of the beginning of a passage,"""
_NAMED_WITHIN = 7
"""and the body asked so many behind them."""
_NAMED, _PART, _LEVEL, _ANOTHER = 4.0, 3.0, 3.0, -2.0
"""Log odds of a slot that names the body asked, of one that names one whose name holds it, of one of its level, of the others."""


class Body(NamedTuple):
    """A body by the words that name it, and its level."""

    words: tuple[str, ...]
    level: str


@cache
def _known() -> dict[str, list[Body]]:
    out: dict[str, list[Body]] = {}
    for entry in raw("answers")["addressee"]:
        for name in entry["names"]:
            words = tuple(marked(name))
            out.setdefault(words[0], []).append(Body(words, entry["level"]))
    for found in out.values():
        found.sort(key=lambda body: -len(body.words))
    return out


@cache
def _asking() -> tuple[frozenset[str], frozenset[str]]:
    entry = raw("answers")["asking"]
    return frozenset(entry["words"]), frozenset(entry["between"])


def _at(words: Sequence[str], at: int) -> Body | None:
    return next((body for body in _known().get(words[at], ()) if tuple(words[at : at + len(body.words)]) == body.words), None)


def bodies(heading: str) -> tuple[Body, ...]:
    """Return the bodies that the heading of a slot names.

    >>> [" ".join(body.words) for body in bodies("Đối với Trung ương và các sở, ngành của tỉnh")]
    ['trung ương', 'sở', 'tỉnh']
    """
    words, at, out = marked(heading), 0, []
    while at < len(words):
        body = _at(words, at)
        if body is not None:
            out.append(body)
        at += len(body.words) if body else 1
    return tuple(out)


def addressed(words: Sequence[str]) -> Body | None:
    """Return the body that a passage asks, given the syllables it begins with.

    >>> addressed(marked("- Đề nghị UBND tỉnh sớm hướng dẫn các xã"))
    Body(words=('ủy', 'ban', 'nhân', 'dân', 'tỉnh'), level='province')
    >>> addressed(marked("Mở lớp tập huấn cho cán bộ xã"))
    """
    asking, between = _asking()
    begin = next((at for at in range(min(_ASKED_AT, len(words))) if " ".join(words[at : at + 2]) in asking or words[at] in asking), None)
    if begin is None:
        body = _at(words, 0) if words else None
        return body if body and len(body.words) > 1 else None
    near = True
    for at in range(begin + 1, min(begin + 1 + _NAMED_WITHIN, len(words))):
        body = _at(words, at)
        if body is not None and (near or len(body.words) > 1):
            return body
        near = near and (words[at] in between or " ".join(words[at - 1 : at + 1]) in asking)
    return None


def weigh(asked: Body, slots: Mapping[int, tuple[Body, ...]]) -> dict[int, float]:
    """Return what it says of slots, by state, that a passage asks a body: nothing where it fits none of them."""
    whole = {state for state, found in slots.items() if asked in found}
    part = {state for state, found in slots.items() if any(_holds(body.words, asked.words) for body in found)}
    level = {state for state, found in slots.items() if any(body.level == asked.level for body in found)}
    fitting, gain = next(((found, gain) for found, gain in ((whole, _NAMED), (part, _PART), (level, _LEVEL)) if found), (set(), 0.0))
    return {state: gain if state in fitting else _ANOTHER for state in slots} if fitting else {}


def _holds(words: tuple[str, ...], part: tuple[str, ...]) -> bool:
    return len(part) > 1 and any(words[at : at + len(part)] == part for at in range(len(words) - len(part) + 1))
