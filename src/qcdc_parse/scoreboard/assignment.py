"""The pairs of greatest total score, each used once, and how much worse the best reading without a pair would be.

A row pairs with one column or with none. Rows are added one by one along the cheapest augmenting path (Jonker and Volgenant's
method on a sparse graph, with prices that keep reduced costs at or above nothing). Of a finished assignment, like searches tell
what the next best way to do without a pair costs. All is polynomial: a few searches for each row, each within the edges.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import heappop, heappush
from typing import NamedTuple

__all__ = ["Assigned", "assign"]

_FAR = float("inf")


class Assigned(NamedTuple):
    """The column of a row, and what the total loses in the best assignment without that pair."""

    column: int
    margin: float


def assign(scores: Sequence[Mapping[int, float]]) -> list[Assigned | None]:
    """Assign columns to rows so that the sum of scores is greatest; ``scores[row]`` maps its columns (from 0) to scores above 0, up to 1.

    >>> [(a.column, round(a.margin, 3)) for a in assign([{0: 0.9, 1: 0.8}, {0: 0.85}]) if a]
    [(1, 0.75), (0, 0.75)]
    """
    solver = _Solver(scores)
    for row in range(len(scores)):
        solver.add(row)
    return [solver.told(row) for row in range(len(scores))]


class _Solver:
    """Costs are 1 - score; each row may also take a column of its own, -1 - row, at cost 1: it stays alone."""

    def __init__(self, scores: Sequence[Mapping[int, float]]) -> None:
        self._edges = [[*((column, 1.0 - score) for column, score in sorted(s.items())), (-1 - row, 1.0)] for row, s in enumerate(scores)]
        self._rows_of: dict[int, list[tuple[int, float]]] = {}
        for row, edges in enumerate(self._edges):
            for column, cost in edges:
                self._rows_of.setdefault(column, []).append((row, cost))
        self._row_price = [0.0] * len(scores)
        self._price = dict.fromkeys(self._rows_of, 0.0)
        self._owner: dict[int, int] = {}
        self._column: dict[int, int] = {}

    def add(self, row: int) -> None:
        """Bring in a row: the pairs along the cheapest path to a free column change places."""
        distances: dict[int, float] = {}
        parents: dict[int, int] = {}
        settled: list[int] = []
        done: set[int] = set()
        heap: list[tuple[float, int]] = []
        current, reached = row, 0.0
        while True:
            for column, cost in self._edges[current]:
                distance = reached + self._reduced(current, column, cost)
                if distance < distances.get(column, _FAR):
                    distances[column], parents[column] = distance, current
                    heappush(heap, (distance, column))
            reached, end = heappop(heap)
            while end in done:
                reached, end = heappop(heap)
            done.add(end)
            if end not in self._owner:
                break
            settled.append(end)
            current = self._owner[end]
        self._row_price[row] += reached
        for column in settled:
            gain = reached - distances[column]
            self._price[column] -= gain
            self._row_price[self._owner[column]] += gain
        while True:
            owner = parents[end]
            before = self._column.get(owner)
            self._owner[end], self._column[owner] = owner, end
            if before is None or owner == row:
                return
            end = before

    def told(self, row: int) -> Assigned | None:
        """Say what a row has, and what the total would lose without it."""
        column = self._column[row]
        if column < 0:
            return None
        around, away = self._ways_out(row, column)
        return Assigned(column, min(around, away + self._unfilled(row, column)))

    def _ways_out(self, start: int, column: int) -> tuple[float, float]:
        """Return what it costs a row to leave its column for that column to be taken over in a circle, and for a free one."""
        distances: dict[int, float] = {}
        done: set[int] = set()
        heap: list[tuple[float, int]] = []
        row, reached, away = start, 0.0, _FAR
        while True:
            for other, cost in self._edges[row]:
                if other in done or (row == start and other == column):
                    continue
                distance = reached + self._reduced(row, other, cost)
                if distance < distances.get(other, _FAR):
                    distances[other] = distance
                    heappush(heap, (distance, other))
            while True:
                if not heap:
                    return _FAR, away
                reached, other = heappop(heap)
                if other == column:
                    return reached, away
                if other in done:
                    continue
                done.add(other)
                if other in self._owner:
                    row = self._owner[other]
                    break
                away = min(away, reached)
                if away - self._price[column] <= reached:
                    return _FAR, away

    def _unfilled(self, without: int, column: int) -> float:
        """Return what it costs that a column stays free, or is filled by rows that leave theirs; ``without`` is a row that may not."""
        best = -self._price[column]
        distances = {column: 0.0}
        heap = [(0.0, column)]
        while heap:
            reached, current = heappop(heap)
            if reached >= best:
                break
            if reached > distances[current]:
                continue
            best = min(best, reached - self._price[current])
            for row, cost in self._rows_of[current]:
                left = self._column[row]
                if row == without or left == current:
                    continue
                distance = reached + self._reduced(row, current, cost)
                if distance < distances.get(left, _FAR):
                    distances[left] = distance
                    heappush(heap, (distance, left))
        return best

    def _reduced(self, row: int, column: int, cost: float) -> float:
        return max(0.0, cost - self._row_price[row] - self._price[column])
