"""Edges of a citation graph against those that a reader wrote down (corpus/edges, corpus/chains)."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from qcdc_parse import Document, build_graph, parse, resolve_across
from qcdc_parse.graph import CitationGraph
from qcdc_parse.graph.vocabulary import relations
from qcdc_parse.identity.keys import slug


class Line(NamedTuple):
    """One line of the truth."""

    document: str
    source: str
    relation: str
    also: str
    target: str
    status: str
    surface: str


class Claimed(NamedTuple):
    """An edge by document: the source is empty where the document itself is it."""

    document: str
    source: str
    relation: str
    target: str

    @property
    def pair(self) -> tuple[str, str, str]:
        return self.document, self.source, self.target


@dataclass
class Score:
    """Edges right, found and true; what differs, for a person to read."""

    right: int = 0
    found: int = 0
    true: int = 0
    missed: list[Claimed] = field(default_factory=list)
    extra: list[Claimed] = field(default_factory=list)

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.true) if self.found + self.true else 1.0


def read_lines(path: Path) -> list[Line]:
    """Read a file of truth."""
    with path.open(encoding="utf-8", newline="") as file:
        return [Line(**{name: row[name] or "" for name in Line._fields}) for row in csv.DictReader(file)]


def canonical(key: str) -> str:
    """Write a key one way where docs/identity.md leaves its spelling open: official letters (công văn) by their body without the unit."""
    parts = key.split("/")
    if len(parts) > 3 and parts[0] == "nn" and parts[2] == "vb":
        body, at, place = parts[1].partition("@")
        parts[1] = body.split("-")[0] + at + place
    if len(parts) > 2 and parts[2] == "qdi" and not parts[3].startswith("khoa-"):
        parts[2] = "qd"
    return "/".join(parts)


def true_edges(lines: Iterable[Line]) -> list[Claimed]:
    """Return the settled edges of the truth."""
    return [Claimed(x.document, canonical(x.source), x.relation, canonical(x.target)) for x in lines if x.status == "resolved" and x.target]


def found_edges(document: str, graph: CitationGraph, own: str) -> list[Claimed]:
    """Return the settled edges that one file claims, in the graph of that file alone or of a set."""
    out = []
    for edge in graph.edges():
        source = "" if edge.source == own else canonical(edge.source)
        out.append(Claimed(document, source, edge.relation, canonical(edge.target)))
    return out


def own_key(graph: CitationGraph, document: Document) -> str:
    """Return the key of the main part of a file."""
    file = (document.source.name, document.source.sha256)
    return next(node.key for node in graph.nodes() if file in node.files and _is_main(graph, node.key, file))


def _is_main(graph: CitationGraph, key: str, file: tuple[str, str]) -> bool:
    return (file, 0) in graph._store.entries[key].own


def compare(true: Sequence[Claimed], found: Sequence[Claimed], *, relation: bool = True) -> Score:
    """Compare edges, with or without what they are."""

    def view(edges: Sequence[Claimed]) -> Counter[Claimed]:
        return Counter(edge if relation else edge._replace(relation="") for edge in edges)

    one, other = view(true), view(found)
    return Score(
        sum((one & other).values()),
        sum(other.values()),
        sum(one.values()),
        sorted((one - other).elements()),
        sorted((other - one).elements()),
    )


def merges(lines: Sequence[Line], graphs: dict[str, CitationGraph]) -> tuple[list[tuple[str, set[str]]], list[tuple[str, set[str]]]]:
    """Return found documents that are several in truth (wrong merges), and true ones that were found as several.

    What a line of truth and a mention say is compared where its surface stands once in the file and in the truth of the file.
    """
    of_found: dict[str, set[str]] = defaultdict(set)
    of_true: dict[str, set[str]] = defaultdict(set)
    by_words: dict[tuple[str, str], set[tuple[int, str]]] = defaultdict(set)
    for name, graph in graphs.items():
        for edge in graph.edges():
            for proof in edge.evidence:
                by_words[name, slug(proof.surface)].add((proof.span.start, canonical(edge.target)))
    told = Counter((line.document, slug(line.surface)) for line in lines)
    for line in lines:
        words = line.document, slug(line.surface)
        found = by_words.get(words, set())
        if line.status == "resolved" and line.target and told[words] == 1 and len(found) == 1:
            ((_, key),) = found
            of_found[key].add(canonical(line.target))
            of_true[canonical(line.target)].add(key)
    several = [(key, keys) for key, keys in sorted(of_found.items()) if len(keys) > 1]
    return several, [(key, keys) for key, keys in sorted(of_true.items()) if len(keys) > 1]


def alone(documents: Iterable[Document]) -> dict[str, CitationGraph]:
    """Return the graph of each document by itself."""
    return {document.source.name: build_graph([document]) for document in documents}


def read_set(folder: Path) -> tuple[CitationGraph, dict[str, str]]:
    """Return the graph of a set of documents read together, and the key of the main part of each file."""
    documents = resolve_across(parse(path) for path in sorted((folder / "documents").iterdir()))
    graph = build_graph(documents)
    return graph, {document.source.name: own_key(graph, document) for document in documents}


def set_edges(lines: Iterable[Line], own: dict[str, str]) -> set[tuple[str, str, str]]:
    """Return the settled edges of a set: of a pair that several files speak of, the leading relation of its own file, else the strongest."""
    ranked: dict[tuple[str, str], tuple[bool, int, str]] = {}
    for line in lines:
        if line.status == "resolved" and line.target:
            source = canonical(line.source or own[line.document])
            said = (bool(line.source), relations()[line.relation].rank, line.relation)
            pair = (source, canonical(line.target))
            ranked[pair] = min(ranked.get(pair, said), said)
    return {(source, relation, target) for (source, target), (_, _, relation) in ranked.items()}
