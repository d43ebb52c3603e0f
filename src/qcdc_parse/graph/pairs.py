"""Edges: what all mentions of a pair of documents come to."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal

from qcdc_parse.graph.citation import Citation, evidence_of, in_order
from qcdc_parse.graph.models import Confidence, Edge, FileId
from qcdc_parse.graph.vocabulary import relations

__all__ = ["Pair", "edge_of"]

_SUREST: tuple[Confidence, ...] = ("H", "M", "L")


class Pair:
    """All statements about one pair of documents that are settled."""

    __slots__ = ("citations", "relations")

    def __init__(self) -> None:
        self.citations: list[Citation] = []
        self.relations: frozenset[str] = frozenset()
        """What is stated."""

    def take(self, citation: Citation) -> None:
        """Add a statement."""
        self.citations.append(citation)
        if citation.relation not in self.relations:
            self.relations = _with(self.relations, citation.relation)

    def drop(self, file: FileId) -> None:
        """Take out what a file states."""
        self.citations = [c for c in self.citations if c.file != file]
        self.relations = frozenset(c.relation for c in self.citations)

    @property
    def spoken(self) -> bool:
        """Whether the source says so itself, and not only another document of both."""
        return any(c.doer is None for c in self.citations)

    @property
    def rests(self) -> bool:
        """Whether the source rests on the target."""
        return not self.relations.isdisjoint(_that("rests"))

    @property
    def changes(self) -> bool:
        """Whether the source ends or changes the target."""
        return not self.relations.isdisjoint(_that("changes"))

    @property
    def ends(self) -> str | None:
        """How the source ends the target as a whole, if it does: the relation."""
        if self.relations.isdisjoint(_that("ends")):
            return None
        stated = {c.relation for c in self.citations if not c.partial} & _that("ends")
        return min(stated, key=_rank, default=None)


@cache
def _with(stated: frozenset[str], relation: str) -> frozenset[str]:
    """Add a relation to a set; equal sets are one, since few are stated, millions of times."""
    return stated | {relation}


@cache
def _that(do: Literal["rests", "changes", "ends"]) -> frozenset[str]:
    return frozenset(name for name, relation in relations().items() if getattr(relation, do))


def edge_of(source: str, target: str, citations: Sequence[Citation], *, candidate: bool = False) -> Edge:
    """Make the edge of a pair; of an ambiguous mention every possible target has one, marked so."""
    ordered = in_order(citations) if len(citations) > 1 else list(citations)
    stated: dict[str, int] = {}
    files: dict[FileId, int] = {}
    for c in ordered:
        stated[c.relation] = stated.get(c.relation, 0) + 1
        files[c.file] = files.get(c.file, 0) + 1
    order = sorted(stated, key=_rank) if len(stated) > 1 else list(stated)
    titled = {c.relation for c in citations if c.in_title}
    leading = next((name for name in order if name in titled), order[0])
    return Edge.proved(
        source,
        target,
        leading,
        tuple((name, stated[name]) for name in order),
        max(files.values()),
        "candidate" if candidate else "resolved",
        "L" if candidate else min((c.confidence for c in ordered), key=_SUREST.index),
        lambda: tuple(map(evidence_of, ordered)),
    )


def _rank(relation: str) -> int:
    return relations()[relation].rank
