"""Đề nghị: what a document only asks for or tells of, for it cannot do it itself."""

from __future__ import annotations

from functools import cache

from qcdc_parse.catalog import raw
from qcdc_parse.graph.vocabulary import level_names, level_of, system_of

__all__ = ["asks"]


@cache
def _asking() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in raw("graph")["asking"].items()}


def asks(relation: str, doc_type: str | None, source: str, of_type: str | None, target: str | None) -> bool:
    """Tell whether a document asks for or tells of what its text states: it cannot change or explain the target itself.

    ``doc_type`` and ``of_type`` are the types, ``source`` and ``target`` the identity keys. Changes are made within the Party or the
    State and not from below (Luật số 80/2015/QH13, Điều 12: by the body that issued a document or one above it; general knowledge).

    >>> asks("amends", "Báo cáo", "dang/tu@lam-dong/bc/2020-01-02/3", "Nghị định", "nn/cp/nd/2015/4")
    True
    >>> asks("replaces", "Quyết định", "nn/ubnd@lam-dong/qd/2020/3", "Quyết định", "nn/ubnd@lam-dong/qd/2015/4")
    False
    """
    words = _asking()
    if relation in words["works"]:
        return doc_type in words["workless"]
    if relation not in words["changes"]:
        return False
    if doc_type in words["reports"] and doc_type != of_type:
        return True
    if target is None:
        return False
    one, other = system_of(source), system_of(target)
    return (one is not None and other is not None and one != other) or _below(source, target)


def _below(source: str, target: str) -> bool:
    order = list(level_names())
    one, other = level_of(source), level_of(target)
    return one is not None and other is not None and order.index(one) > order.index(other)
