"""Where a graph is kept: rustworkx graphs of documents and of what rests on what, which grow and shrink file by file."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property

import rustworkx as rx

from qcdc_parse.graph.changes import Changes
from qcdc_parse.graph.citation import Citation
from qcdc_parse.graph.models import Ended, FileId, Said
from qcdc_parse.graph.openings import Open
from qcdc_parse.graph.pairs import Pair
from qcdc_parse.graph.reading import Contribution
from qcdc_parse.graph.records import Entry, by_key, describe, known_ends
from qcdc_parse.graph.times import same_series, span_of
from qcdc_parse.graph.vocabulary import relations
from qcdc_parse.identity.registry import Registry

__all__ = ["Store"]


class Store:
    """All that is known, by file, by document and by pair; what it holds does not depend on the order in which files came."""

    def __init__(self, catalogue: Registry) -> None:
        self.catalogue = catalogue
        self.known = by_key(catalogue)
        self.contributions: dict[FileId, Contribution] = {}
        self.entries: dict[str, Entry] = {}
        self.links: rx.PyDiGraph[str, Pair] = rx.PyDiGraph(multigraph=False)
        """Every settled pair, from the document that does to the one it is done to."""
        self.up: rx.PyDiGraph[str, None] = rx.PyDiGraph(multigraph=False)
        """The pairs of which the first rests on the second, and the same turned round; indices are those of ``links``."""
        self.down: rx.PyDiGraph[str, None] = rx.PyDiGraph()  # a look for the same edge would go through all that cite a document
        self.open = Open()
        self.changed: defaultdict[str, set[str]] = defaultdict(set)
        """By target the documents that end or change it."""
        self.backwards: set[tuple[str, str]] = set()
        """Pairs of which the source is older than the target, as their keys say."""
        self.series: defaultdict[str, set[str]] = defaultdict(set)
        """By number the dated documents that bear it."""
        self.changes = Changes()
        self._described: dict[str, Said] = {}
        self.same: dict[Said, Said] = {}
        """What mentions say, each wording in memory once."""

    def add(self, contribution: Contribution) -> None:
        """Take in a file; one of the same name and content is there once."""
        if contribution.file in self.contributions:
            return
        self.contributions[contribution.file] = contribution
        for own in contribution.own:
            self._entry(own.key).own[contribution.file, own.part] = own.said
            self._touch(own.key)
        for citation in contribution.citations:
            self._put(citation)

    def remove(self, file: FileId) -> None:
        """Take a file out again.

        :raises KeyError: there is no such file.
        """
        contribution = self.contributions.pop(file)
        for key, count in self.open.remove(file).items():
            self.entries[key].possible -= count
        pairs: dict[tuple[str, str], None] = {}
        for citation in contribution.citations:
            if citation.source is not None and citation.target is not None:
                self._forget(citation, citation.source, citation.target)
                pairs[citation.source, citation.target] = None
        for source, target in pairs:
            self._shrink(source, target, file)
        for own in contribution.own:
            del self.entries[own.key].own[file, own.part]
            self._touch(own.key)
        for key in {
            *(own.key for own in contribution.own),
            *(key for c in contribution.citations for key in (c.source, c.target, *c.candidates) if key),
        }:
            self._drop(key)

    def pair(self, source: str, target: str) -> Pair | None:
        """Return what is settled of a pair of documents."""
        one, other = self.entries.get(source), self.entries.get(target)
        if one is None or other is None or not self.links.has_edge(one.index, other.index):
            return None
        return self.links.get_edge_data(one.index, other.index)

    def citing(self, key: str) -> Iterator[tuple[str, Pair]]:
        """Yield the documents that cite one for certain."""
        for source, _, pair in self.links.in_edges(self.entries[key].index):
            yield self.links[source], pair

    def mentioning(self, key: str) -> tuple[Iterator[Citation], Iterator[Citation]]:
        """Return the settled mentions of a document as what is done to, and what is said to be done by it."""
        index = self.entries[key].index
        done_to = (c for _, _, pair in self.links.in_edges(index) for c in pair.citations)
        return done_to, (c for _, _, pair in self.links.out_edges(index) for c in pair.citations if c.doer is not None)

    def cited(self, key: str) -> Iterator[tuple[str, Pair]]:
        """Yield the documents that one cites for certain."""
        for _, target, pair in self.links.out_edges(self.entries[key].index):
            yield self.links[target], pair

    def cited_keys(self, key: str) -> list[str]:
        """Return the keys of the documents that one cites for certain."""
        links = self.links
        return [links[index] for index in links.successor_indices(self.entries[key].index)]

    def described(self, key: str) -> Said:
        """Return what is known of a document."""
        found = self._described.get(key)
        if found is None:
            found = self._described[key] = describe(self.entries[key], self.known.get(key))
        return found

    def day(self, key: str) -> dt.date | None:
        """Return the date of a document: that of its identity, else what is known of it."""
        return self.described(key).issued if key in self.entries else None

    def ended(self, key: str) -> tuple[Ended, ...]:
        """Return what ended a document as a whole: what the texts say, each by its own words first, then what the catalogue does."""
        out = {}
        for source in sorted(self.changed.get(key, ())):
            pair = self.pair(source, key)
            if pair is not None and (how := pair.ends) is not None:
                name = min((c.doer is not None, c.file[0]) for c in pair.citations if c.relation == how)[1]
                out[source] = Ended("replaced" if how == "replaces" else "repealed", source, self.day(source), name)
        for ended in self.known_ends.get(key, ()):
            out.setdefault(ended.by, ended)
        return tuple(out.values())

    @cached_property
    def known_ends(self) -> Mapping[str, tuple[Ended, ...]]:
        """What the catalogue knows to have ended documents."""
        return known_ends(self.known, self.catalogue)

    def _touch(self, key: str) -> None:
        self.changes.note(key)
        self._described.pop(key, None)

    def _entry(self, key: str) -> Entry:
        entry = self.entries.get(key)
        if entry is None:
            index = self.links.add_node(key)
            assert index == self.up.add_node(key) == self.down.add_node(key), "the three graphs grow and shrink together"
            entry = self.entries[key] = Entry(key, index, span_of(key))
            self.changes.note(key)
            if (series := same_series(key)) is not None:
                self.series[series].add(key)
        return entry

    def _drop(self, key: str) -> None:
        entry = self.entries.get(key)
        if entry is None or entry.settled or entry.possible:
            return
        del self.entries[key]
        self._touch(key)
        for graph in (self.links, self.up, self.down):
            graph.remove_node(entry.index)
        if (series := same_series(key)) is not None:
            self.series[series].discard(key)
            if not self.series[series]:
                del self.series[series]

    def _put(self, citation: Citation) -> None:
        if citation.source is None or citation.target is None:
            for key in self.open.add(citation):
                self._entry(key).possible += 1
            return
        source, target = self._entry(citation.source), self._entry(citation.target)
        source.acts += 1
        target.mentions += 1
        target.said[citation.said] += 1
        self._described.pop(target.key, None)
        self.changes.note_pair(source.key, target.key)
        if citation.doer is not None:
            source.said[citation.doer] += 1
            self._described.pop(source.key, None)
        self._grow(source, target, citation)

    def _grow(self, source: Entry, target: Entry, citation: Citation) -> None:
        if self.links.has_edge(source.index, target.index):
            pair = self.links.get_edge_data(source.index, target.index)
        else:
            pair = Pair()
            self.links.add_edge(source.index, target.index, pair)
            target.citing += 1
            if source.days is not None and target.days is not None and source.days[1] < target.days[0]:
                self.backwards.add((source.key, target.key))
        relation = citation.relation
        if relation not in pair.relations:
            if relations()[relation].rests and not pair.rests:
                self.up.add_edge(source.index, target.index, None)
                self.down.add_edge(target.index, source.index, None)
            if relations()[relation].changes:
                self.changed[target.key].add(source.key)
        pair.take(citation)

    def _forget(self, citation: Citation, source: str, target: str) -> None:
        self.entries[source].acts -= 1
        self.entries[target].mentions -= 1
        self.entries[target].unsay(citation.said)
        self._described.pop(target, None)
        self.changes.note_pair(source, target)
        if citation.doer is not None:
            self.entries[source].unsay(citation.doer)
            self._described.pop(source, None)

    def _shrink(self, source: str, target: str, file: FileId) -> None:
        one, other = self.entries[source].index, self.entries[target].index
        pair = self.links.get_edge_data(one, other)
        pair.drop(file)
        if not pair.citations:
            self.links.remove_edge(one, other)
            self.entries[target].citing -= 1
            self.backwards.discard((source, target))
        if not pair.rests and self.up.has_edge(one, other):
            self.up.remove_edge(one, other)
            self.down.remove_edge(other, one)
        if source in self.changed.get(target, ()) and not pair.changes:
            self.changed[target].discard(source)
            if not self.changed[target]:
                del self.changed[target]
