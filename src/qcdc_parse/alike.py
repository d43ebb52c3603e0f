"""How alike two texts are: rapidfuzz, on texts that the caller has folded (no processor of its own), loaded when first asked."""

from __future__ import annotations

__all__ = ["shares_words", "similarity"]


def shares_words(one: str, other: str) -> float:
    """Return how much of their words two texts share, 0 to 1, whatever the order; a text that holds the other shares all.

    >>> shares_words("sinh hoạt chi bộ", "chi bộ duy trì sinh hoạt")
    1.0
    """
    from rapidfuzz import fuzz

    return fuzz.token_set_ratio(one, other, processor=None) / 100


def similarity(one: str, other: str) -> float:
    """Return how alike two texts are letter by letter, 0 to 1.

    >>> similarity("chi bộ văn phòng", "chi bộ văn phòng"), round(similarity("tân lập", "tân lộc"), 2)
    (1.0, 0.71)
    """
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other, processor=None) / 100
