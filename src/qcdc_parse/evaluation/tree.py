"""Tree edit distance of ordered forests: which nodes the best mapping of one onto the other keeps.

Algorithm: K. Zhang, D. Shasha, "Simple fast algorithms for the editing distance between trees and related problems",
SIAM Journal on Computing 18 (1989). With a node deleted or inserted at cost 1 and never renamed, the distance of two forests of
n and m nodes is n + m - 2k, where k nodes are kept; k is what is returned here, as precision and recall need it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Tree", "common_nodes"]


@dataclass(frozen=True, slots=True)
class Tree:
    """A named node with its children, in order."""

    name: str
    children: list[Tree]


def common_nodes(left: Sequence[Tree], right: Sequence[Tree]) -> int:
    """Return how many nodes the best mapping keeps: equal names, ancestors and order preserved.

    >>> one = Tree("I", [Tree("1", []), Tree("2", [])])
    >>> common_nodes([one], [Tree("I", [Tree("1", [])]), Tree("2", [])])
    2
    """
    if not left or not right:
        return 0
    # A common root above each forest makes it a tree; it is kept always.
    return _kept(_Postorder(Tree("", list(left))), _Postorder(Tree("", list(right)))) - 1


class _Postorder:
    """Nodes in postorder, with the index of the leftmost leaf below each, and the key roots."""

    def __init__(self, root: Tree) -> None:
        self.names: list[str] = []
        self.leftmost: list[int] = []
        self._visit(root)
        last = {leaf: node for node, leaf in enumerate(self.leftmost)}
        self.keyroots = sorted(last.values())

    def _visit(self, node: Tree) -> int:
        leaves = [self._visit(child) for child in node.children]
        leaf = leaves[0] if leaves else len(self.names)
        self.names.append(node.name)
        self.leftmost.append(leaf)
        return leaf


def _kept(left: _Postorder, right: _Postorder) -> int:
    best = [[0] * len(right.names) for _ in left.names]
    for i in left.keyroots:
        for j in right.keyroots:
            _subtrees(left, right, i, j, best)
    return best[-1][-1]


def _subtrees(left: _Postorder, right: _Postorder, i: int, j: int, best: list[list[int]]) -> None:
    """Fill in what the subtrees at key roots ``i`` and ``j`` keep, for all prefixes of their forests."""
    first, other_first = left.leftmost[i], right.leftmost[j]
    forest = [[0] * (j - other_first + 2) for _ in range(i - first + 2)]
    for a in range(first, i + 1):
        row, above = forest[a - first + 1], forest[a - first]
        for b in range(other_first, j + 1):
            kept = max(above[b - other_first + 1], row[b - other_first])
            if left.leftmost[a] == first and right.leftmost[b] == other_first:
                kept = max(kept, above[b - other_first] + (left.names[a] == right.names[b]))
                best[a][b] = kept
            else:
                before = forest[left.leftmost[a] - first][right.leftmost[b] - other_first]
                kept = max(kept, before + best[a][b])
            row[b - other_first + 1] = kept
