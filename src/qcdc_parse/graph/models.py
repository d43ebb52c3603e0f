"""What a graph of citations is made of: nodes, edges, the evidence of each, and the answers to questions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple, Self

from qcdc_parse.graph.proved import Proved
from qcdc_parse.span import Span

__all__ = [
    "Confidence",
    "Contradiction",
    "ContradictionKind",
    "Edge",
    "EdgeStatus",
    "Ended",
    "Event",
    "Evidence",
    "FileId",
    "Level",
    "Node",
    "NodeState",
    "OpenCitation",
    "Path",
    "Ranked",
    "Said",
    "Step",
    "Superseded",
]

Level = Literal["central", "province", "district", "grassroots"]
"""Cấp: Trung ương, tỉnh, huyện (and khối), cơ sở."""
NodeState = Literal["held", "cited", "candidate"]
"""At hand as a file; only cited; only one of several documents that an ambiguous mention may mean."""

EdgeStatus = Literal["resolved", "candidate"]
Confidence = Literal["H", "M", "L"]
"""H: the mention itself says which document it means (number with date, term or year; a law with its year). M: another
mention, a title, the catalogue or another document settled it, or the number was misprinted and mended. L: one candidate of several."""
ContradictionKind = Literal[
    "cites-later", "dates-differ", "term-mismatch", "titles-differ", "issuers-differ", "replaced-twice", "replace-each-other"
]
FileId = tuple[str, str]
"""Name and SHA-256 of a file."""


class Evidence(NamedTuple):
    """One mention, as the proof of an edge. Offsets are code points of the record's ``text``; pages count from 1."""

    document: str
    """Name of the file."""
    sha256: str
    reference: str
    """Id of the reference in its record (`r7`)."""
    part: int
    """0: main document; n: n-th attachment."""
    section_id: str | None
    page: int | None
    paragraph: int | None
    span: Span
    """The mention."""
    surface: str
    quotation: str
    """The sentence that holds the mention, white space folded; of one over 1,200 code points what stands around it, between `…`."""
    relation: str
    """As stated of this mention, active."""
    issued: dt.date | None
    """Date of the document that says it."""
    rule: str
    """The rule that found the mention."""
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Edge(Proved):
    """What one document does with another: all mentions of the pair."""

    source: str
    target: str
    relation: str
    """The leading one: what the source's own title states, else the first stated in the order of ``catalog/graph.toml``."""
    relations: tuple[tuple[str, int], ...]
    """All that are stated, with the number of mentions, in that order."""
    count: int
    """Mentions. Of a source at hand in several copies: in the one that has most."""
    status: EdgeStatus
    """``candidate``: only ambiguous mentions, of which the target is one possible meaning."""
    confidence: Confidence
    """Of the surest mention."""
    evidence: tuple[Evidence, ...]
    """By file, then in reading order."""

    @classmethod
    def proved(
        cls,
        source: str,
        target: str,
        relation: str,
        relations: tuple[tuple[str, int], ...],
        count: int,
        status: EdgeStatus,
        confidence: Confidence,
        prove: Callable[[], tuple[Evidence, ...]],
    ) -> Self:
        """Make an edge whose evidence is made when it is asked for."""
        edge = cls.__new__(cls)
        for put, value in zip(_PUT, (source, target, relation, relations, count, status, confidence, prove), strict=True):
            put(edge, value)
        return edge


_PUT = tuple(
    getattr(Edge, name).__set__ for name in ("source", "target", "relation", "relations", "count", "status", "confidence", "_prove")
)


class Said(NamedTuple):
    """What a header says of its document, or a mention of the one it names."""

    number: str | None
    doc_type: str | None
    issued: dt.date | None
    issuer: str | None
    term: str | None
    title: str | None


class Ended(NamedTuple):
    """What ended a document: ``how`` is ``replaced`` or ``repealed``; ``by`` an identity key, ``issued`` its date.

    ``source`` tells who says so: a file name, or ``catalogue``.
    """

    how: Literal["replaced", "repealed"]
    by: str
    issued: dt.date | None
    source: str


class Node(NamedTuple):
    """A document: its identity and what is known of it: from its own header, else the catalogue, else what most mentions say."""

    key: str
    """Identity key; ``file:…`` of a document at hand that does not say which it is."""
    state: NodeState
    files: tuple[FileId, ...]
    """The files that are this document, sorted."""
    number: str | None
    doc_type: str | None
    title: str | None
    issuer: str | None
    issued: dt.date | None
    year: int | None
    """Of ``issued``, else of the key."""
    term: str | None
    system: Literal["party", "state"] | None
    level: Level | None
    body: str | None
    """Slug of the issuing body's code with its place (`tu@lam-dong`)."""
    citing: int
    """Documents that cite it, for certain."""
    cited: int
    """Documents that it cites, for certain."""
    ended: tuple[Ended, ...]

    @property
    def label(self) -> str:
        """What people call it: type and number; of what has no number its name; of a file that does not say which it is, the file's; else the key.

        >>> from qcdc_parse import build_graph, parse_text
        >>> graph = build_graph([parse_text("Căn cứ Luật Tố cáo năm 2018; Nghị quyết Đại hội XIII của Đảng;")])
        >>> [node.label for node in graph.nodes()][::2]
        ['Nghị quyết Đại hội XIII của Đảng', 'Luật 25/2018/QH14']
        """
        if self.number:
            return f"{self.doc_type} {self.number}" if self.doc_type else self.number
        file = self.files[0][0] if self.files else None
        if not self.title or (file and self.key.startswith("file:")):
            return file or self.key
        kind = self.doc_type or ""
        return self.title if self.title.casefold().startswith(kind.casefold()) else f"{kind} {self.title}"


@dataclass(frozen=True, slots=True)
class OpenCitation(Proved):
    """A mention whose target, or source, is not settled: ``candidates`` may be empty."""

    source: str | None
    candidates: tuple[str, ...]
    target: str | None
    """Set where only the source is open: the mention stands in the title of a document that is not settled."""
    evidence: Evidence

    @classmethod
    def proved(cls, source: str | None, candidates: tuple[str, ...], target: str | None, prove: Callable[[], Evidence]) -> Self:
        """Make one whose evidence is made when it is asked for."""
        made = cls.__new__(cls)
        for put, value in zip(_PUT_OPEN, (source, candidates, target, prove), strict=True):
            put(made, value)
        return made


_PUT_OPEN = tuple(getattr(OpenCitation, name).__set__ for name in ("source", "candidates", "target", "_prove"))


class Ranked(NamedTuple):
    """A document by how often it is cited."""

    key: str
    documents: int
    mentions: int


class Step(NamedTuple):
    """A document in a chain, ``depth`` edges away; ``through`` are the documents of the chain one step nearer."""

    key: str
    depth: int
    through: tuple[str, ...]


class Path(NamedTuple):
    """A shortest way from one document to another along citations."""

    edges: tuple[Edge, ...]


class Superseded(NamedTuple):
    """A document that takes another to be in force (implements it, rests on it, …) after that one was ended."""

    source: str
    target: str
    ended: Ended
    issued: dt.date
    """Date of the source."""
    aware: bool
    """The source names what ended the target."""


class Contradiction(NamedTuple):
    """Statements that cannot all be true; ``evidence`` are some of them, the first of each kind."""

    kind: ContradictionKind
    keys: tuple[str, ...]
    message: str
    evidence: tuple[Evidence, ...]


class Event(NamedTuple):
    """Something that happened to a document on a day: ``issued``, or what another one does to it (a relation, by ``other``)."""

    day: dt.date
    key: str
    what: str
    other: str | None
