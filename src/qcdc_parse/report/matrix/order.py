"""What the order of a list tells: statements whose words alone do not say which target they answer."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from qcdc_parse.report.matrix.statements import Statement
from qcdc_parse.report.matrix.targets import Likeness, Targets

__all__ = ["left_in_order"]

_LEFT = 0.3
"""So well fits a statement the target that the order of its list leaves for it."""
_CLEAR = 0.1
_ANCHORS = 2
"""So many statements that are sure, in the order of the targets, make the order of a list tell."""
_ALL_ALONG = 4
"""In a list of so many, each of which fits one target best, in the order of the targets, each answers that one."""


def left_in_order(
    targets: Targets, listed: Sequence[Statement], meant: Sequence[int | None], taken: Collection[int]
) -> Iterator[tuple[Statement, int, Likeness]]:
    """Yield the statements of a list that are not known to be ``meant`` for a target, with the one that is left between their neighbours'."""
    places = list(meant)
    known = [p for p in places if p is not None]
    fits = [targets.likenesses(s.head, s.rest) for s in listed]
    all_along = _best_in_order(places, fits)
    if (len(known) < _ANCHORS and not all_along) or any(a >= b for a, b in pairwise(known)):
        return
    for at, s in enumerate(listed):
        if places[at] is not None:
            continue
        low = next((p for p in reversed(places[:at]) if p is not None), -1)
        high = next((p for p in places[at:] if p is not None), len(targets.aims))
        gap = [p for p in range(low + 1, high) if p not in taken]
        best = max((p for p, f in fits[at].items() if f.score), key=lambda p: fits[at][p].score, default=None)
        if best is not None and best in gap and (all_along or fits[at][best].score >= _LEFT):
            places[at] = best
            yield s, best, fits[at][best]
        elif best is None and len(bound := [p for p in gap if _same_bound(targets, p, s)]) == 1:
            places[at] = bound[0]
            yield s, bound[0], Likeness(_LEFT, None)


def _best_in_order(places: Sequence[int | None], fits: Sequence[dict[int, Likeness]]) -> bool:
    """Tell whether all statements of a list fit their targets best in the order of the targets, one of them surely."""
    if len(places) < _ALL_ALONG or all(p is None for p in places):
        return False
    best = [p if p is not None else _clear(fit) for p, fit in zip(places, fits, strict=True)]
    found = [p for p in best if p is not None]
    return len(found) == len(best) and all(a < b for a, b in pairwise(found))


def _clear(fits: dict[int, Likeness]) -> int | None:
    ranked = sorted(fits, key=lambda p: -fits[p].score)
    if not ranked or not fits[ranked[0]].score:
        return None
    return ranked[0] if len(ranked) == 1 or fits[ranked[0]].score - fits[ranked[1]].score > _CLEAR else None


def _same_bound(targets: Targets, place: int, s: Statement) -> bool:
    """Tell a statement that tells the bound of its target again: `…, yêu cầu từ 85% trở lên: đạt`."""
    bounds = {(m.value, m.unit) for m in targets.aims[place].item.measures if m.comparator != "="}
    return any(m.comparator != "=" and (m.value, m.unit) in bounds for m in s.measures)
