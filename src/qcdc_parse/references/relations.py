"""Relations: the words ahead of a mention that say what the citing document does with it.

The words are read backwards from the mention. A cue counts where only words stand between the two that may (manner,
content, people; catalog/relations.toml), so that a cue with another object is left alone.
"""

from __future__ import annotations

from functools import cache

import regex

from qcdc_parse.catalog import raw
from qcdc_parse.references.pinpoints import read_pinpoints
from qcdc_parse.references.read_back import read_back
from qcdc_parse.references.weighing import NONE, Relation, weigh

__all__ = ["NONE", "Relation", "find_relation"]

_FAR = 180
"""A cue stands at most this many code points before its mention."""


def find_relation(text: str, start: int, floor: int, behind: int | None = None) -> Relation:
    """Return the relation that the words between ``floor`` and ``start`` say, and where its cue stands.

    ``behind`` is where the attributes of the mention end: what follows tells whether `, Nghị quyết số 5` goes on with the
    object of a cue or begins a clause of its own. None where nothing follows.

    >>> find_relation("Sơ kết 05 năm thực hiện Nghị quyết", 24, 0)
    ('reviews', (10, 23))
    """
    window = max(floor, start - _FAR)
    low = text[window:start].lower().replace("\t", " ")
    if len(low) != start - window:
        return NONE
    strong, weak = read_back(low, text, behind)
    if low.endswith("(") or (weak is not None and low.startswith("tại", weak[0])):
        at, stop = (window + weak[0], window + weak[1]) if weak is not None else (start - 1, start - 1)
        if (asked := _asked(text, floor, at)) is not None:
            return "responds_to", (asked, stop)
    if strong is not None:
        phrase, stop = strong
        if phrase.relation == "attached_to" and (found := _of_attached(text, window + stop - len(phrase.words), floor)) is not None:
            return found
        return weigh(low, window, stop - len(phrase.words), stop, phrase.relation)
    return "cites", None if weak is None else (window + weak[0], window + weak[1])


_ATTACHED_FAR = 260
"""What is done to an attachment, and its name, stand at most this many code points before `ban hành kèm theo`."""


@cache
def _attachment() -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    names = "|".join(map(regex.escape, sorted(raw("relations")["attachments"]["names"], key=len, reverse=True)))
    return regex.compile(rf"(?<!\p{{L}})(?:{names})(?!\p{{L}})"), regex.compile(r"[.;:“”\n]")


def _of_attached(text: str, begin: int, floor: int) -> Relation | None:
    """`sửa đổi Quy chế ban hành kèm theo`: return what the cue before the attachment says, whose own cue begins at ``begin``."""
    start = max(floor, begin - _ATTACHED_FAR)
    low = text[start:begin].lower().replace("\t", " ")
    if len(low) != begin - start:
        return None
    name, stop = _attachment()
    clause = max((s.end() for s in stop.finditer(low)), default=0)
    right = len(low)
    for found in reversed(list(name.finditer(low, clause))):
        if right < len(low) and "," in low[found.end() : right]:
            return None
        pinpoints = read_pinpoints(text, start + found.start(), floor)
        strong, _ = read_back(low[: (pinpoints.start - start if pinpoints is not None else found.start())], text, None)
        if strong is not None and strong[0].relation != "attached_to":
            phrase, end = strong
            return weigh(low, start, end - len(phrase.words), end, phrase.relation)
        right = found.start()
    return None


_ASKED = regex.compile(r"(?<!\p{L})(?i:theo|xét)\s+(?:đề\s+nghị|yêu\s+cầu|đề\s+xuất)\s+của\s+\p{Lu}[^.;:()“”]{2,130}$")
_ASKED_FAR = 170
"""So long is a request at most, with the body that asks."""


def _asked(text: str, floor: int, at: int) -> int | None:
    """`Xét đề nghị của Giám đốc Sở … tại Tờ trình`: return where the words of the request begin."""
    window = text[max(floor, at - _ASKED_FAR) : at]
    if not ("đề nghị" in window or "yêu cầu" in window or "đề xuất" in window):
        return None
    found = _ASKED.search(text, max(floor, at - _ASKED_FAR), at)
    return found.start() if found else None
