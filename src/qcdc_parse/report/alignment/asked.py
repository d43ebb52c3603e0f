"""What the slots of an outline ask, beyond their words: questions of the catalogue, bodies addressed, names in full."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import NamedTuple

from qcdc_parse.report.alignment.addressees import Body, bodies
from qcdc_parse.report.alignment.words import TASKS, common, marked, members, named_questions
from qcdc_parse.report.outline.models import Slot

__all__ = ["Begin", "addressed_of", "ahead_of", "begins_of", "plain", "questions_of"]


class Begin(NamedTuple):
    """Words that name a state, and what it says in log odds that a passage begins with them."""

    words: tuple[str, ...]
    state: int
    gain: float


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


def addressed_of(
    slots: tuple[Slot, ...], states: tuple[int, ...], below: list[list[int]], proposals: tuple[int, ...]
) -> dict[int, tuple[Body, ...]]:
    """Return the bodies that slots for proposals name; for slots above such ones, with none of their own, none."""
    own = {state: found for state in proposals if (found := bodies(slots[states[state]].heading))}
    return own | {state: () for state in proposals if state not in own and own.keys() & set(below[states[state]])}


def ahead_of(slots: tuple[Slot, ...]) -> frozenset[str]:
    """Return the years that only headings name which ask for tasks."""
    years: dict[bool, set[str]] = {True: set(), False: set()}
    for slot in slots:
        years[TASKS in named_questions(slot.heading)[0]].update(_YEAR.findall(slot.heading))
    return frozenset(years[True] - years[False])


def begins_of(slots: tuple[Slot, ...], states: tuple[int, ...]) -> dict[str, tuple[Begin, ...]]:
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


def questions_of(slots: tuple[Slot, ...], states: tuple[int, ...], below: list[list[int]]) -> dict[str, tuple[int, ...]]:
    """Return which states ask each question; what a slot names that does not ask itself, those below it ask that name none."""
    named = [
        questions if covered >= _NAMES else frozenset[str]() for questions, covered in (named_questions(plain(s.heading)) for s in slots)
    ]
    out: dict[str, list[int]] = defaultdict(list)
    for node, slot in enumerate(slots):
        for question in named[node] if slot.asks or len(named[node]) == 1 else ():
            out[question] += [s for s in below[node] if s not in out[question] and (slot.asks or not named[states[s]])]
    return {question: tuple(found) for question, found in out.items() if found}


_NAMES = 0.5
"""Share of a heading that must name a question for the slot to ask it."""
