"""Words of portals around a document: `catalog/portals.toml`."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from qcdc_parse.catalog import raw

SHORT = 60
"""A heading of a box and a line of tools have fewer letters."""
_TOKEN = re.compile(r"[a-z]+|[A-Z][a-z]*|[A-Z]+(?![a-z])")
_BEHIND = r"(?:[\W\d]*)$"


@cache
def _words() -> tuple[frozenset[str], frozenset[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    data = raw("portals")
    patterns = {key: data[key]["pattern"].replace(" ", r"\s+") for key in ("box", "tool", "notice")}
    box, notice = (re.compile(patterns[key], re.IGNORECASE) for key in ("box", "notice"))
    tool = re.compile(rf"\W*{patterns['tool']}{_BEHIND}", re.IGNORECASE)
    return frozenset(data["names"]["words"]), frozenset(data["names"]["strong"]), box, tool, notice


def is_around(names: str) -> Literal["strong", "weak"] | None:
    """Tell by its class and id an element that holds no document, and how surely.

    >>> is_around("site-footer"), is_around("leftMenu"), is_around("entry-content")
    ('strong', 'weak', None)
    """
    words = {word.lower() for word in _TOKEN.findall(names)} | set(re.findall(r"[\w-]+", names.lower()))
    every, strong = _words()[:2]
    if words.isdisjoint(every):
        return None
    return "weak" if words.isdisjoint(strong) else "strong"


def is_box(text: str) -> bool:
    """Tell the heading of a portal's box, or a line of its tools: `Tin liên quan`, `Tải về`."""
    return len(text) < SHORT and (_words()[2].match(text) is not None or _words()[3].match(text) is not None)


def is_notice(text: str) -> bool:
    """Tell the notice of a website: its licence, its use of data."""
    return _words()[4].search(text) is not None
