"""What the words before a cue make of it: `không thực hiện` says nothing, `kết quả thực hiện` reviews."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import regex

from qcdc_parse.catalog import raw

__all__ = ["NONE", "Relation", "weigh"]

Relation = tuple[str, tuple[int, int] | None]
"""The relation and where its cue stands."""

NONE: Relation = ("cites", None)


_CHANGES = frozenset({"amends", "replaces", "repeals", "suspends", "corrects"})
_UNDONE_FAR = 90
"""What undoes a cue begins at most this many code points before it."""


class _Negation(NamedTuple):
    signs: tuple[str, ...]
    cue: regex.Pattern[str]
    act: regex.Pattern[str]
    manner: regex.Pattern[str]


@cache
def _negation() -> _Negation:
    """Return the words of negation, the patterns of what undoes a cue and an act that changes documents, and of manner behind a cue."""
    data, between = raw("relations")["negation"], raw("relations")["between"]
    words, yet, near, prohibited, acts = (_any(data[key]) for key in ("words", "yet", "between", "named", "acts"))
    head = rf"(?<!\p{{L}}|không |(?:{prohibited}) )(?:{words}|(?P<yet>{yet}))"
    return _Negation(
        (*data["words"], *data["yet"]),
        regex.compile(rf"{head}(?: (?:{near}|{acts}))*\s*$"),
        regex.compile(rf"{head}(?:(?:,| và| hoặc| hay)? (?:{near}|{acts}))*(?:,| và| hoặc| hay)?\s*$"),
        regex.compile(rf"\s*(?:{_any(between['manner'])})(?!\p{{L}})"),
    )


def _any(words: Sequence[str]) -> str:
    return f"(?:{'|'.join(map(regex.escape, sorted(words, key=len, reverse=True)))})"


def _undone(low: str, begin: int, stop: int, relation: str) -> bool:
    """Tell whether a negation undoes the cue ``low[begin:stop]``; `chưa thực hiện nghiêm` and `chưa kịp thời …` are done, though not well."""
    head = low[max(0, begin - _UNDONE_FAR) : begin]
    signs, cue, act, manner = _negation()
    if not any(sign in head for sign in signs):
        return False
    changes = relation in _CHANGES
    found = (act if changes else cue).search(head)
    if found is None:
        return False
    if changes or found["yet"] is None:
        return True
    if relation != "implements":
        return False
    between = head[found.end("yet") :]
    return not (
        manner.match(low, stop)
        or any(manner.match(between, at.end() - 1) for at in _BLANK.finditer(between))
        or _WELL.search(low[begin:stop])
    )


_BLANK = regex.compile(r" (?=\p{L})")
_WELL = regex.compile(r" (?:nghiêm|nghiêm túc|tốt|có hiệu quả)$")


def weigh(low: str, window: int, begin: int, stop: int, relation: str) -> Relation:
    """Settle what the cue ``low[begin:stop]`` says, with the words before it: a negation undoes it, a review makes `thực hiện` its object."""
    words = low[begin:stop]
    if _undone(low, begin, stop, relation):
        return NONE
    if relation == "reviews" and words.startswith(("năm", "tháng")):
        if _counted(low, begin):
            return "reviews", (window + begin, window + stop)
        return "implements", (window + begin + words.index(" ") + 1, window + stop)
    if (relation == "implements" or words == "thi hành") and (found := _reviewed(low, begin)) is not None:
        return found[0], (window + found[1], window + stop)
    return relation, (window + begin, window + stop)


def _counted(low: str, begin: int) -> bool:
    return low[:begin].rstrip().rpartition(" ")[2] not in raw("relations")["reviewing"]["not_counted"]


@cache
def _reviewing() -> tuple[frozenset[str], regex.Pattern[str], regex.Pattern[str]]:
    """Return the last words of what may stand before `thực hiện`, and the patterns of heads near and far."""
    data = raw("relations")["reviewing"]
    last = frozenset(words.rpartition(" ")[2] for key in ("heads", "between") for words in data[key]) | {"dẫn", "dung"}
    heads, far, between = ("|".join(map(regex.escape, sorted(data[k], key=len, reverse=True))) for k in ("heads", "far", "between"))
    return (
        last,
        regex.compile(rf"(?<!\p{{L}})(?:(?P<review>{heads})|(?P<guide>hướng dẫn(?: một số nội dung)?))(?:,?\s(?:{between}))*\s*$"),
        regex.compile(
            rf"(?<!\p{{L}})(?:(?P<review>{far})\s[^.,;:()“”]{{2,60}}\s(?:về|trong)(?:\s(?:{between}))*"
            rf"|hướng dẫn\s(?:các|cho)\s[^.,;:()“”]{{2,40}})\s*$"
        ),
    )


_REVIEW_FAR = 90
"""What makes a review of `thực hiện` begins at most this many code points before it."""


def _reviewed(low: str, begin: int) -> tuple[str, int] | None:
    """Say what `kiểm tra …`, `kết quả …`, `05 năm …`, `hướng dẫn …` make of the `thực hiện` that begins at ``begin``."""
    last, near, far = _reviewing()
    offset = max(0, begin - _REVIEW_FAR)
    before = low[offset:begin].rstrip()
    found = near.search(before) if before.rpartition(" ")[2] in last else None
    if found is not None:
        if found["guide"]:
            return "guides", offset + found.start()
        if found["review"] not in {"năm", "tháng"} or _counted(low, offset + found.start()):
            return "reviews", offset + found.start()
        return None
    if not ("về" in before or "trong" in before or "hướng dẫn" in before):
        return None
    found = far.search(before)
    return ("reviews" if found["review"] else "guides", offset + found.start()) if found else None
