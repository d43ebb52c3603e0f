"""Words behind a mention that end or change it: `hết hiệu lực`, `được thay thế bởi Quyết định này`."""

from __future__ import annotations

from functools import cache

import regex

from qcdc_parse.catalog import raw
from qcdc_parse.references.near import match_near
from qcdc_parse.references.relations import Relation

__all__ = ["behind", "done_by_this"]

_SIGNS = ("hiệu lực", "bỏ", "thay thế", "sửa đổi", "bổ sung", "đình chỉ")
"""Every phrase of the catalogue that may stand behind a mention holds one of these: looked for first, as hardly a mention has one."""
_BEHIND_FAR = 70
"""The words behind a mention end at most this many code points behind its attributes."""


@cache
def _behind() -> tuple[regex.Pattern[str], dict[str, str], dict[str, str]]:
    """Return the pattern of words behind, and the relations of its groups ``ends`` (`hết hiệu lực`) and ``by`` (`được thay thế bởi … này`)."""
    ends: dict[str, str] = {}
    by: dict[str, str] = {}
    for entry in raw("relations")["behind"]:
        ends |= dict.fromkeys(entry.get("words", ()), entry["relation"])
        by |= dict.fromkeys(entry.get("by_this", ()), entry["relation"])
    any_end, any_by = ("|".join(map(regex.escape, sorted(words, key=len, reverse=True))) for words in (ends, by))
    this = r"\s+(?:bởi|bằng|theo|tại)\s+\p{L}+(?:\s\p{L}+){0,2}?\snày"
    pattern = regex.compile(
        rf"""\s*,?\s*(?:(?:nay|đã|sẽ|thì|cũng|đều|này)\s+)*(?:
            (?P<ends>{any_end})(?!\p{{L}})(?:(?={this})|(?!\s+(?:bởi|bằng|theo|tại)\s+\p{{Lu}}))
          | (?:được|bị)\s+(?P<by>{any_by}){this}
        )""",
        regex.VERBOSE,
    )
    return pattern, ends, by


def behind(text: str, tail: int) -> Relation | None:
    """Return the relation that the words behind a mention say, whose attributes end at ``tail``.

    >>> behind("Chỉ thị số 5-CT/TU hết hiệu lực từ hôm nay.", 18)
    ('repeals', (19, 31))
    """
    near = text[tail : tail + _BEHIND_FAR]
    if not any(sign in near for sign in _SIGNS):
        return None
    pattern, ends, by = _behind()
    found = match_near(pattern, text, tail, tail + _BEHIND_FAR)
    if found is None:
        return None
    return (ends[found["ends"]], found.span("ends")) if found["ends"] else (by[found["by"]], found.span("by"))


def done_by_this(text: str, start: int, stop: int) -> Relation | None:
    """`Các văn bản sau được thay thế bởi Quyết định này:`: return what the head of a list says so of its members.

    >>> done_by_this("Các văn bản được thay thế bởi Quyết định này:", 0, 45)
    ('replaces', (17, 25))
    """
    if not text.endswith("này:", start, stop):
        return None
    pattern, _, by = _behind()
    for found in pattern.finditer(text, max(start, stop - _BEHIND_FAR), stop - 1):
        if found["by"] and found.end() == stop - 1:
            return by[found["by"]], found.span("by")
    return None
