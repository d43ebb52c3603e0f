"""Đồ thị viện dẫn: the graph of citations and the questions it answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from qcdc_parse.collector import grown_old, quiet_collector
from qcdc_parse.graph.answers import Answers
from qcdc_parse.graph.chains import chain, shortest, within
from qcdc_parse.graph.citation import evidence_of, in_order
from qcdc_parse.graph.lookup import UnknownDocumentError, find
from qcdc_parse.graph.models import Contradiction, Edge, Event, FileId, Node, OpenCitation, Path, Ranked, Step, Superseded
from qcdc_parse.graph.pairs import edge_of
from qcdc_parse.graph.part import part_of
from qcdc_parse.graph.ranking import dangling, most_cited, uncited
from qcdc_parse.graph.reading import Contribution, file_of, read_contribution
from qcdc_parse.graph.records import Entry
from qcdc_parse.graph.store import Store
from qcdc_parse.graph.timeline import timeline
from qcdc_parse.graph.times import year_of
from qcdc_parse.graph.vocabulary import level_of, system_of
from qcdc_parse.identity.registry import Registry, builtin
from qcdc_parse.model import Document

if TYPE_CHECKING:
    from qcdc_parse.graph.exports.networks import Network

__all__ = ["CitationGraph", "build_graph"]


class CitationGraph:
    """Đồ thị viện dẫn: documents and what they do with one another, with the sentences that say so.

    A document is known by its identity key (docs/identity.md), one at hand that does not say which it is by ``file:`` and the
    begin of its SHA-256. Nothing but an equal key merges two. What the graph holds depends on its files alone, not on the order
    in which they were added, nor on others that were removed.

    >>> from qcdc_parse import build_graph, parse_text
    >>> graph = build_graph([parse_text("Căn cứ Kết luận số 120-KL/TW ngày 07/01/2016 của Bộ Chính trị;")])
    >>> edge = next(graph.edges())
    >>> edge.relation, edge.target, edge.evidence[0].quotation
    ('based_on', 'dang/tw/kl/2016-01-07/120', 'Căn cứ Kết luận số 120-KL/TW ngày 07/01/2016 của Bộ Chính trị;')
    """

    def __init__(self, catalogue: Registry | None = None) -> None:
        """Begin an empty graph; ``catalogue`` tells titles, dates and ends of documents that are cited: None is what the library knows."""
        self._store = Store(catalogue or builtin())
        self._answers = Answers(self._store)

    def add(self, document: Document) -> None:
        """Add a document; the same file (name and content) is there once."""
        self._take(read_contribution(document, self._store.same))

    def remove(self, file: Document | FileId) -> None:
        """Remove a document, named by its record or by name and SHA-256 of its file.

        :raises KeyError: it is not in the graph.
        """
        self._store.remove(file_of(file) if isinstance(file, Document) else file)

    def _take(self, contribution: Contribution) -> None:
        self._store.add(contribution)

    # -- documents and edges

    def __len__(self) -> int:
        """Return the number of documents, at hand or cited."""
        return len(self._store.entries)

    def __contains__(self, key: object) -> bool:
        """Tell whether a document is at hand, cited, or a candidate of an ambiguous mention."""
        return key in self._store.entries

    @property
    def files(self) -> tuple[FileId, ...]:
        """Name and SHA-256 of all files, sorted."""
        return tuple(sorted(self._store.contributions))

    def keys(self) -> list[str]:
        """Return the identity keys of all documents, sorted."""
        return sorted(self._store.entries)

    def node(self, key: str) -> Node:
        """Return what is known of a document.

        :raises KeyError: it is not in the graph.
        """
        store = self._store
        entry = self._entry(key)
        said = store.described(key)
        return Node(
            key,
            "held" if entry.own else "cited" if entry.settled else "candidate",
            tuple(sorted({file for file, _ in entry.own})),
            said.number,
            said.doc_type,
            said.title,
            said.issuer,
            said.issued,
            said.issued.year if said.issued is not None else year_of(key),
            said.term,
            system_of(key),
            level_of(key),
            None if key.startswith("file:") else key.split("/", 2)[1],
            entry.citing,
            store.links.out_degree(entry.index),
            store.ended(key),
        )

    def _entry(self, key: str) -> Entry:
        if key not in self:
            raise UnknownDocumentError(key, self)
        return self._store.entries[key]

    def nodes(self) -> Iterator[Node]:
        """Yield all documents, sorted by key."""
        return map(self.node, self.keys())

    def find(self, text: str) -> tuple[Node, ...]:
        """Return the documents that a key, a number or a title as people write it may mean; see :func:`qcdc_parse.graph.lookup.find`."""
        return find(self, text)

    def edge(self, source: str, target: str) -> Edge:
        """Return what one document does with another.

        :raises KeyError: no settled mention says so.
        """
        pair = self._store.pair(self._entry(source).key, self._entry(target).key)
        if pair is None:
            raise KeyError((source, target))
        return edge_of(source, target, pair.citations)

    def edges(self, *, candidates: bool = False) -> Iterator[Edge]:
        """Yield all edges, sorted by source and target; with ``candidates`` also those of ambiguous mentions, one for each document it may mean."""
        for source in self.keys():
            yield from self.cites(source, candidates=candidates)

    def cites(self, key: str, *, candidates: bool = False) -> tuple[Edge, ...]:
        """Return what a document says of others, sorted by target."""
        store = self._store
        settled = {store.links[target]: pair for _, target, pair in store.links.out_edges(self._entry(key).index)}
        edges = [edge_of(key, target, pair.citations) for target, pair in settled.items()]
        if candidates:
            possible = store.open.possible(key)
            edges += [edge_of(key, target, said, candidate=True) for target, said in possible.items() if target not in settled]
        return tuple(sorted(edges, key=lambda e: e.target))

    def cited_by(self, key: str) -> tuple[Edge, ...]:
        """Return what others say of a document, for certain, sorted by source."""
        return tuple(
            sorted(
                (edge_of(source, key, pair.citations) for source, pair in self._store.citing(self._entry(key).key)), key=lambda e: e.source
            )
        )

    def open_citations(self) -> tuple[OpenCitation, ...]:
        """Return the mentions that settle no edge: their target, or the document in whose title they stand, may be several or is not known."""
        found = in_order(self._store.open)
        return tuple(OpenCitation.proved(c.source, c.candidates, c.target, partial(evidence_of, c)) for c in found)

    # -- questions

    def ancestors(self, key: str) -> tuple[Step, ...]:
        """Return what a document rests on (thực hiện, căn cứ, hướng dẫn, quy định chi tiết), directly and in steps.

        :raises KeyError: it is not in the graph.
        """
        return chain(self._store.up, self._entry(key).index)

    def implementations(self, key: str) -> tuple[Step, ...]:
        """Return who carries a document out, from level to level: all that rests on it, directly and in steps.

        :raises KeyError: it is not in the graph.
        """
        return chain(self._store.down, self._entry(key).index)

    def most_cited(self, count: int = 20) -> tuple[Ranked, ...]:
        """Return the documents that most others cite."""
        return most_cited(self._store, count)

    def dangling(self) -> tuple[Ranked, ...]:
        """Return the documents that are cited but not at hand, the most cited first."""
        return dangling(self._store)

    def uncited(self) -> tuple[str, ...]:
        """Return the documents at hand that none cites, sorted."""
        return uncited(self._store)

    def superseded(self) -> tuple[Superseded, ...]:
        """Return who takes a document to be in force after it was replaced or repealed, as the texts or the catalogue say."""
        return self._answers.superseded()

    def contradictions(self) -> tuple[Contradiction, ...]:
        """Return what cannot all be true: of dates, numbers, terms, titles, issuers, ends."""
        return self._answers.contradictions()

    def timeline(self, key: str | None = None) -> tuple[Event, ...]:
        """Return what happened, by day: documents issued, ended and changed; of one document all that others do with it.

        :raises KeyError: the document is not in the graph.
        """
        return timeline(self._store, self._entry(key).key) if key is not None else self._answers.timeline()

    def between(self, one: str, other: str) -> tuple[Path, ...]:
        """Return a shortest way along citations from one document to another, and one back, where there are.

        :raises KeyError: one of them is not in the graph.
        """
        found = (shortest(self._store, one, other), shortest(self._store, other, one)) if self._entry(one) is not self._entry(other) else ()
        return tuple(path for path in found if path is not None)

    def focus(self, key: str, depth: int = 1) -> CitationGraph:
        """Return the part within so many citations of a document, in either direction, with all that is between its documents.

        :raises KeyError: the document is not in the graph.
        """
        graph = CitationGraph(self._store.catalogue)
        for contribution in part_of(self._store, within(self._store, self._entry(key).key, depth)):
            graph._take(contribution)
        return graph

    # -- other forms

    def to_networkx(self) -> Network[str]:
        """Return the graph for networkx: attributes are numbers and words, candidates have the status ``candidate``."""
        from qcdc_parse.graph.exports.networks import to_networkx

        return to_networkx(self.nodes(), self.edges(candidates=True))


def build_graph(documents: Iterable[Document], catalogue: Registry | None = None) -> CitationGraph:
    """Build the graph of the citations of documents; they are read one after another, none is kept.

    References are taken as they are: give :func:`qcdc_parse.resolve_across` documents that belong together first.

    >>> from qcdc_parse import parse_text
    >>> graph = build_graph([parse_text("Thực hiện Chỉ thị số 30-CT/TW ngày 18/02/1998 của Bộ Chính trị.")])
    >>> [ranked.key for ranked in graph.most_cited()]
    ['dang/tw/ct/1998-02-18/30']
    """
    graph = CitationGraph(catalogue)
    with quiet_collector():
        for document in documents:
            graph.add(document)
        graph.superseded(), graph.contradictions(), graph.timeline()
        grown_old()
    return graph
