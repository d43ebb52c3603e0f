"""Where a mention stands in its sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping

from qcdc_parse.graph.models import Evidence

__all__ = ["Mark", "marks"]

Mark = tuple[int, int]
"""From, to: in UTF-16 units, as JavaScript counts."""
_Same = tuple[str, str, str, str]


def marks(evidence: Iterable[Evidence]) -> Mapping[Evidence, tuple[Mark, ...]]:
    """Return for each mention where its words stand in its quotation; nothing where they do not stand there as they are.

    Where a sentence says the same words several times the order of the mentions tells which is which, if all are mentions
    here; if not, all of them are marked.
    """
    groups: dict[_Same, set[int]] = defaultdict(set)
    held = tuple(evidence)
    for each in held:
        groups[_same(each)].add(each.span.start)
    ordered = {same: sorted(starts) for same, starts in groups.items()}
    out = {}
    for each in held:
        found = _found(each.quotation, each.surface)
        starts = ordered[_same(each)]
        rank = bisect_left(starts, each.span.start)
        out[each] = (found[rank],) if len(found) == len(starts) else found
    return out


def _same(evidence: Evidence) -> _Same:
    return evidence.document, evidence.sha256, evidence.quotation, evidence.surface


def _found(text: str, words: str) -> tuple[Mark, ...]:
    """All places of words in a text that are no part of longer words."""
    if not words:
        return ()
    whole = rf"(?<![^\W_]){re.escape(words)}(?![^\W_])"
    return tuple((_units(text[: m.start()]), _units(text[: m.end()])) for m in re.finditer(whole, text))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
