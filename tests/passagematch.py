"""Which answer of a draft holds a passage of the truth: by letters alone, so that defects of the files play no part."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import regex
from rapidfuzz import fuzz

from qcdc_parse.report.models import Answer

_LABEL = regex.compile(r"^\s*(?:[-+•*–—]|(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,5}|[a-zđ])[.)])\s*")
_LEAST = 20
"""Shorter passages count as found only where an answer begins with them."""
_ALIKE = 85


def folded(text: str) -> str:
    """Return the bare letters and digits of a text, without its label: no marks, no case, no white space."""
    text = _LABEL.sub("", text)
    bare = unicodedata.normalize("NFD", text.replace("Ƣ", "U").replace("ƣ", "u").casefold()).replace("đ", "d").replace("ð", "d")
    return "".join(c for c in bare if c.isalnum())


def pair(words: Sequence[str], answers: Sequence[Answer]) -> list[Answer | None]:
    """Return, for the beginning of each passage of a file in reading order, the answer that holds it."""
    ordered = sorted(answers, key=lambda answer: (answer.quote.span.start, answer.quote.span.end))
    texts = [folded(answer.quote.text) for answer in ordered]
    begun: set[int] = set()
    at = 0
    out: list[Answer | None] = []
    for passage in words:
        found = _find(folded(passage), texts, begun, at)
        if found is not None:
            at = found
            begun.add(found)
        out.append(None if found is None else ordered[found])
    return out


def _find(key: str, texts: Sequence[str], begun: set[int], at: int) -> int | None:
    """Look behind the last find first, then anywhere; begun answers hold further passages only inside."""
    if not key:
        return None
    places = [*range(at, len(texts)), *range(at)]
    free = [i for i in places if i not in begun]
    for i in free:
        if texts[i].startswith(key) or (len(texts[i]) >= _LEAST and key.startswith(texts[i])):
            return i
    for i in places if len(key) >= _LEAST else ():
        if key in texts[i]:
            return i
    scores = [(fuzz.ratio(key, texts[i][: len(key)]), -n) for n, i in enumerate(free)]
    best = max(scores, default=(0.0, 0))
    if best[0] >= _ALIKE:
        return free[-best[1]]
    inside = [(fuzz.partial_ratio(key, texts[i]), -n) for n, i in enumerate(places) if len(texts[i]) >= len(key) >= _LEAST]
    best = max(inside, default=(0.0, 0))
    return places[-best[1]] if best[0] >= _ALIKE else None
