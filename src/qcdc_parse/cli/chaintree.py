"""A chain of documents as a tree: each under the nearest that it follows from."""

from __future__ import annotations

import datetime as dt
import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from qcdc_parse.graph import CitationGraph, Edge, Step
from qcdc_parse.graph.vocabulary import relations

__all__ = ["Placed", "resting", "tree_of"]


class Placed(NamedTuple):
    """A document in a tree: how far in, under which it stands, which others of the tree it would fit under."""

    step: Step
    indent: int
    under: str
    also: tuple[str, ...]


def resting(edges: Iterable[Edge]) -> list[Edge]:
    """Return the edges of which the source rests on the target."""
    return [edge for edge in edges if any(relations()[name].rests for name, _ in edge.relations)]


def tree_of(graph: CitationGraph, root: str, steps: Sequence[Step], limit: int, *, downwards: bool) -> list[Placed]:
    """Return the first ``limit`` documents of a chain (0: all), in the order of a tree.

    Of all that it rests on a document stands under the latest: a plan of a district under that of its province, not beside it
    under the directive that both name. ``downwards``: who rests on the root; else what the root rests on, the other way round.
    """
    known = {step.key: step for step in steps}
    near = {key: _near(graph, key, known, root, downwards=downwards) for key in known}
    far: defaultdict[str, list[str]] = defaultdict(list)
    for key, others in near.items():
        for other in others:
            far[other].append(key)
    days = {key: _order(graph.node(key).issued, downwards=downwards) for key in (root, *known)}
    placed: dict[str, str] = {}
    done, waiting = {root}, [(days[key], known[key].depth, key) for key in far[root]]
    heapq.heapify(waiting)
    while waiting and not (limit and len(placed) == limit):
        key = heapq.heappop(waiting)[-1]
        if key in done:
            continue
        placed[key] = max((other for other in near[key] if other in done), key=lambda other: (days[other], other))
        done.add(key)
        for other in far[key]:
            if other not in done:
                heapq.heappush(waiting, (days[other], known[other].depth, other))
    return list(_walk(root, placed, known, near))


def _near(graph: CitationGraph, key: str, known: dict[str, Step], root: str, *, downwards: bool) -> list[str]:
    """Return the documents of a chain that one follows from directly."""
    edges = resting(graph.cites(key) if downwards else graph.cited_by(key))
    others = [edge.target if downwards else edge.source for edge in edges]
    return sorted(other for other in others if other in known or other == root)


def _order(day: dt.date | None, *, downwards: bool) -> int:
    """Return the place of a day, the root's first; what has no date is not near anything."""
    if day is None:
        return 0
    return day.toordinal() if downwards else dt.date.max.toordinal() - day.toordinal()


def _walk(root: str, placed: dict[str, str], known: dict[str, Step], near: dict[str, list[str]]) -> Iterator[Placed]:
    under: defaultdict[str, list[str]] = defaultdict(list)
    for key, other in placed.items():
        under[other].append(key)
    waiting = [(key, 0) for key in reversed(under[root])]
    while waiting:
        key, indent = waiting.pop()
        yield Placed(known[key], indent, placed[key], tuple(other for other in near[key] if other != placed[key]))
        waiting.extend((other, indent + 1) for other in reversed(under[key]))
