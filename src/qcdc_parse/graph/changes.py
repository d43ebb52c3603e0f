"""What changed since somebody looked, so that answers are mended, not made anew."""

from __future__ import annotations

__all__ = ["Changes"]

_MOST = 1 << 14
"""So many changed pairs are counted one by one."""


class Changes:
    """Documents and pairs of which something is said that was not before, or no longer; ``whole`` at first, and where they are many."""

    __slots__ = ("keys", "pairs", "whole")

    def __init__(self, *, whole: bool = True) -> None:
        self.keys: set[str] = set()
        """Documents: of which, or by which, something is said."""
        self.pairs: set[tuple[str, str]] = set()
        """Source and target."""
        self.whole = whole

    def note(self, key: str) -> None:
        """Count a document among the changed."""
        if not self.whole:
            self.keys.add(key)

    def note_pair(self, source: str, target: str) -> None:
        """Count a pair and its documents among the changed."""
        if not self.whole:
            self.pairs.add((source, target))
            self.keys.add(source)
            self.keys.add(target)
            if len(self.pairs) > _MOST:
                self.keys, self.pairs, self.whole = set(), set(), True

    def add(self, later: Changes) -> None:
        """Add what changed later."""
        if self.whole or later.whole or len(self.pairs) + len(later.pairs) > _MOST:
            self.keys, self.pairs, self.whole = set(), set(), True
        else:
            self.keys |= later.keys
            self.pairs |= later.pairs

    def take(self) -> Changes:
        """Return what changed, once."""
        taken = Changes(whole=self.whole)
        taken.keys, taken.pairs = self.keys, self.pairs
        self.keys, self.pairs, self.whole = set(), set(), False
        return taken

    def __bool__(self) -> bool:
        """Tell whether anything changed."""
        return self.whole or bool(self.keys)
