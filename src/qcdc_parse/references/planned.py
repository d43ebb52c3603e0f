"""Chủ trương, dự định, câu hỏi: changes of documents that a text only plans, weighs or asks about, which nobody makes yet."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import regex

from qcdc_parse.catalog import doc_types, raw

__all__ = ["left_open", "planned"]

_STOP = regex.compile(r"[“”()\n;]|[.!?](?=\s)")
_OPEN_FAR = 120
"""A question or a predicate behind a mention ends at most this many code points behind its attributes."""


class _Words(NamedTuple):
    of: frozenset[str]
    signs: tuple[str, ...]
    plan: regex.Pattern[str]
    done: regex.Pattern[str]
    left: regex.Pattern[str]
    question: regex.Pattern[str]


@cache
def _words() -> _Words:
    data = raw("relations")["plans"]
    plans, drafts, nouns, behind, done, left, questions = (
        "|".join(map(regex.escape, sorted(data[key], key=len, reverse=True)))
        for key in ("words", "drafts", "nouns", "behind", "done", "open", "questions")
    )
    acts = "|".join(map(regex.escape, sorted(raw("relations")["negation"]["acts"], key=len, reverse=True)))
    types = "|".join(map(regex.escape, sorted({t.name.lower() for t in doc_types()} | {"văn bản", "dự thảo"}, key=len, reverse=True)))
    goes_on = rf"(?:[^,]|,\s(?=$|(?:và\s)?(?:{acts}|{drafts}|{plans})(?!\p{{L}})))*"
    drafted = rf"(?:{drafts})(?:(?:,|\svà)\s(?:ban\shành|trình|{drafts}|{plans}))*\s(?:(?:các|những|một\ssố)\s)?(?:{types})(?!\p{{L}})"
    return _Words(
        frozenset(data["of"]),
        (*data["words"], *data["drafts"]),
        regex.compile(
            rf"(?<!\p{{L}})(?<!(?<!\p{{L}})(?:{nouns})\s)(?:(?:{plans})(?!\p{{L}}|\s(?:{behind})(?!\p{{L}}))|{drafted}){goes_on}$"
        ),
        regex.compile(rf"(?<!\p{{L}})(?:này(?!\p{{L}})|(?:{plans})(?:,|\svà)?\s(?:{done})\s$|đã\s)"),
        regex.compile(rf"\s(?:{left})(?!\p{{L}})"),
        regex.compile(rf"[^.;:!?\n]*\?|[^.;:!?,\n]*\s(?:{questions})(?!\p{{L}})"),
    )


def planned(text: str, relation: str, start: int, cue: int) -> bool:
    """Tell whether the words between ``start`` and a cue only plan or weigh the change that it says.

    >>> text = "Quý III xây dựng Kế hoạch thay thế "
    >>> planned(text, "replaces", 0, 26), planned("Quyết định này thay thế ", "replaces", 0, 15)
    (True, False)
    """
    words = _words()
    if relation not in words.of:
        return False
    near = text[start:cue].lower()
    if len(near) != cue - start or not any(sign in near for sign in words.signs):
        return False
    near = near[max((stop.end() for stop in _STOP.finditer(near)), default=0) :]
    return words.done.search(near) is None and words.plan.search(near) is not None


def left_open(text: str, relation: str, cue: int, tail: int) -> bool:
    """Tell whether what follows a mention makes a question of what is said, or leaves it open: `Việc thay thế … chưa được xem xét`.

    ``cue`` is where the words for the change begin, ``tail`` where the attributes of the mention end.

    >>> left_open("Việc thay thế Luật này chưa được xem xét.", "replaces", 5, 22)
    True
    """
    words = _words()
    if relation not in words.of:
        return False
    if words.question.match(text, tail, tail + _OPEN_FAR):
        return True
    return _THAT.search(text, max(0, cue - _THAT_FAR), cue) is not None and words.left.match(text, tail, tail + _OPEN_FAR) is not None


_THAT = regex.compile(r"(?:(?<!\p{L})|^)(?<!(?:[Vv]ề|[Tt]rong|[Cc]ho)\s)[Vv]iệc\s(?:[\p{Ll},]+\s){0,4}$")
_THAT_FAR = 40
