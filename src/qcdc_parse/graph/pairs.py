"""Edges: what all mentions of a pair of documents come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from qcdc_parse.graph.models import Confidence, Edge, Evidence
from qcdc_parse.graph.reading import Citation
from qcdc_parse.graph.vocabulary import relations

__all__ = ["Pair", "edge_of", "in_order"]

_SUREST: tuple[Confidence, ...] = ("H", "M", "L")


class Pair:
    """All statements about one pair of documents that are settled."""

    __slots__ = ("citations",)

    def __init__(self) -> None:
        self.citations: list[Citation] = []

    @property
    def rests(self) -> bool:
        """Whether the source rests on the target."""
        return any(relations()[c.evidence.relation].rests for c in self.citations)

    @property
    def changes(self) -> bool:
        """Whether the source ends or changes the target."""
        return any(relations()[c.evidence.relation].changes for c in self.citations)

    @property
    def ends(self) -> str | None:
        """How the source ends the target as a whole, if it does: the relation."""
        stated = {c.evidence.relation for c in self.citations if not c.partial and relations()[c.evidence.relation].ends}
        return min(stated, key=lambda name: relations()[name].rank, default=None)


def in_order(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Sort evidence by file, then in reading order."""
    return tuple(sorted(evidence, key=lambda e: (e.document, e.sha256, e.span.start, e.span.end, e.reference)))


def edge_of(source: str, target: str, citations: Sequence[Citation], *, candidate: bool = False) -> Edge:
    """Make the edge of a pair; of an ambiguous mention every possible target has one, marked so."""
    evidence = in_order(c.evidence for c in citations)
    stated = Counter(e.relation for e in evidence)
    order = sorted(stated, key=lambda name: relations()[name].rank)
    titled = {c.evidence.relation for c in citations if c.in_title}
    leading = next((name for name in order if name in titled), order[0])
    files = Counter((e.document, e.sha256) for e in evidence)
    return Edge(
        source,
        target,
        leading,
        tuple((name, stated[name]) for name in order),
        max(files.values()),
        "candidate" if candidate else "resolved",
        "L" if candidate else min((e.confidence for e in evidence), key=_SUREST.index),
        evidence,
    )
