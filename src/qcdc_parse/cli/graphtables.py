"""The questions that a graph of citations answers, as tables: each row with the sentence that proves it, and its place."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from qcdc_parse.cli.chaintree import Placed, resting, tree_of
from qcdc_parse.cli.messages import one_line
from qcdc_parse.cli.places import Place
from qcdc_parse.cli.tables import Table, cells, day_text
from qcdc_parse.graph import CitationGraph, Contradiction, Edge, Event, Evidence, Node, OpenCitation, Ranked, Step, Superseded
from qcdc_parse.graph.vocabulary import relations
from qcdc_parse.identity.force import ACTING

__all__ = ["Counted", "report_tables"]

_CHAINS = 3
"""So many chains are shown where none is asked for."""
_AMONG = 50
"""Who is implemented most is looked for among so many of the most cited."""
_PROOFS = 10
"""Of one contradiction so many mentions are shown: each row names all of its documents."""
_KEY = re.compile(r"[^\s,]+")
_Row = tuple[str, ...]
_Item = TypeVar("_Item")


class Counted(NamedTuple):
    """A table, and how many more rows there would be."""

    table: Table
    more: int


class _Columns(NamedTuple):
    names: str
    brief: str
    spare: str = ""
    block: tuple[str, ...] = ()

    def counted(self, title: str, items: Sequence[_Item], limit: int, rows: Callable[[_Item], Iterable[_Row]]) -> Counted:
        """Make the table of the first items; a limit of 0 is none."""
        kept = items[: limit or None]
        filled = tuple(row for item in kept for row in rows(item))
        return Counted(
            Table(one_line(title), tuple(self.names.split()), filled, tuple(self.brief.split()), tuple(self.spare.split()), self.block),
            len(items) - len(kept),
        )


_RANKED = _Columns("documents mentions document issued level state title key", "documents document issued state title", "title")
_CHAIN = _Columns(
    "depth document issued level relation title sentence where under also key",
    "document issued level relation title sentence",
    "sentence title",
)
_TIMES = _Columns("day event document title sentence where key", "day event document title sentence", "sentence title")
_SUPERSEDED = _Columns(
    "document issued relation cites ended by since aware sentence where document_key cites_key by_key said_by",
    "document issued relation cites ended by since sentence where",
    block=("{document} ({issued}) → {cites}: {relation}", "{ended} by {by} {since}, says {said_by}", "“{sentence}”", "{where}"),
)
_CONTRADICTIONS = _Columns(
    "kind document message sentence where keys",
    "kind document message sentence where",
    block=("{kind}: {message}", "“{sentence}”", "{where}"),
)
_UNCITED = _Columns("document issued level title files key", "document issued level title files", "files title")
_OPEN = _Columns(
    "document mention relation candidates target sentence where key",
    "document mention candidates sentence",
    block=("{document} → {mention}: {relation}", "may be {candidates}", "“{sentence}”", "{where}"),
)


def _named(graph: CitationGraph, key: str) -> str:
    """Name a document that nothing settled may be said of: what ended another as the catalogue knows, what acted on something open."""
    return graph.node(key).label if key in graph else key


def report_tables(graph: CitationGraph, part: CitationGraph, focus: Node | None, limit: int) -> Iterator[Counted]:
    """Yield the answers: of one document its chains and times in the whole graph, all else of the part that is looked at."""
    if focus is not None:
        yield _implementing(graph, focus, limit)
        yield _chain(graph, f"what {focus.label} rests on", focus.key, graph.ancestors(focus.key), limit, downwards=False)
        yield _TIMES.counted(f"timeline of {focus.label}", _days(graph.timeline(focus.key)), limit, lambda e: _event(graph, e))
    yield _RANKED.counted("most cited", part.most_cited(len(part)), limit, lambda r: _ranked(part, r))
    if focus is None:
        for node in _most_implemented(graph):
            yield _implementing(graph, node, limit)
    yield _SUPERSEDED.counted("citations of what was replaced or repealed before", part.superseded(), limit, lambda s: _superseded(part, s))
    yield _CONTRADICTIONS.counted("contradictions", part.contradictions(), limit, lambda c: _contradiction(part, c))
    yield _RANKED.counted("cited, not at hand", part.dangling(), limit, lambda r: _ranked(part, r))
    yield _UNCITED.counted("at hand, cited by none", part.uncited(), limit, lambda key: _uncited(part.node(key)))
    yield _OPEN.counted("mentions that are not settled", part.open_citations(), limit, lambda o: _open(part, o))


# --- chains ----------------------------------------------------------------------------------------------------------


def _most_implemented(graph: CitationGraph) -> list[Node]:
    found = [(len(resting(graph.cited_by(ranked.key))), ranked.key) for ranked in graph.most_cited(_AMONG)]
    best = sorted((each for each in found if each[0]), key=lambda each: (-each[0], each[1]))
    return [graph.node(key) for _, key in best[:_CHAINS]]


def _implementing(graph: CitationGraph, node: Node, limit: int) -> Counted:
    return _chain(graph, f"who implements {node.label} ({node.key})", node.key, graph.implementations(node.key), limit, downwards=True)


def _chain(graph: CitationGraph, title: str, root: str, steps: Sequence[Step], limit: int, *, downwards: bool) -> Counted:
    """Make the table of a chain, indented as a tree."""
    placed = tree_of(graph, root, steps, limit, downwards=downwards)
    made = _CHAIN.counted(title, placed, 0, lambda each: _placed(graph, each, downwards=downwards))
    return made._replace(more=len(steps) - len(placed))


def _placed(graph: CitationGraph, placed: Placed, *, downwards: bool) -> Iterator[_Row]:
    key = placed.step.key
    node = graph.node(key)
    edge = graph.edge(key, placed.under) if downwards else graph.edge(placed.under, key)
    relation = next(name for name, _ in edge.relations if relations()[name].rests)
    proof = _proof(_first(edge, {relation}))
    name, *known = cells(
        node.label, day_text(node.issued), node.level, relation, node.title, *proof, placed.under, " ".join(placed.also), key
    )
    yield str(placed.step.depth), f"{'  ' * placed.indent}{name}", *known


def _days(events: Iterable[Event]) -> list[tuple[Event, ...]]:
    """Return the events with those of one document and day together."""
    found: dict[tuple[dt.date, str], list[Event]] = {}
    for event in events:
        found.setdefault((event.day, event.other or event.key), []).append(event)
    return [tuple(together) for together in found.values()]


def _event(graph: CitationGraph, events: tuple[Event, ...]) -> Iterator[_Row]:
    event = events[0]
    node = graph.node(event.other or event.key)
    proof = _first(graph.edge(event.other, event.key), {event.what}) if event.other else None
    yield cells(day_text(event.day), ", ".join(each.what for each in events), node.label, node.title, *_proof(proof), node.key)


# --- single findings -------------------------------------------------------------------------------------------------


def _ranked(graph: CitationGraph, ranked: Ranked) -> Iterator[_Row]:
    node = graph.node(ranked.key)
    count, mentions = str(ranked.documents), str(ranked.mentions)
    yield cells(count, mentions, node.label, day_text(node.issued), node.level, node.state, node.title, node.key)


def _superseded(graph: CitationGraph, found: Superseded) -> Iterator[_Row]:
    edge = graph.edge(found.source, found.target)
    proof = _first(edge, ACTING)
    ended = found.ended
    yield cells(
        graph.node(found.source).label,
        day_text(found.issued),
        proof.relation,
        graph.node(found.target).label,
        ended.how,
        _named(graph, ended.by),
        day_text(ended.issued),
        "yes" if found.aware else "no",
        *_proof(proof),
        found.source,
        found.target,
        ended.by,
        ended.source,
    )


def _contradiction(graph: CitationGraph, found: Contradiction) -> Iterator[_Row]:
    names = {key: _dated(graph.node(key)) for key in found.keys}
    message = _KEY.sub(lambda word: names.get(word[0], word[0]), found.message)
    for proof in found.evidence[:_PROOFS] or (None,):
        yield cells(found.kind, names[found.keys[0]], message, *_proof(proof), " ".join(found.keys))


def _dated(node: Node) -> str:
    return f"{node.label} ({day_text(node.issued) or 'no date'})"


def _uncited(node: Node) -> Iterator[_Row]:
    files = "; ".join(name for name, _ in node.files)
    yield cells(node.label, day_text(node.issued), node.level, node.title, files, node.key)


def _open(graph: CitationGraph, found: OpenCitation) -> Iterator[_Row]:
    source = "" if found.source is None else _named(graph, found.source)
    proof = found.evidence
    yield cells(source, proof.surface, proof.relation, " ".join(found.candidates), found.target, *_proof(proof), found.source)


def _first(edge: Edge, wanted: Iterable[str]) -> Evidence:
    """Return the first mention that states one of some relations."""
    names = frozenset(wanted)
    return next(evidence for evidence in edge.evidence if evidence.relation in names)


def _proof(evidence: Evidence | None) -> tuple[str, str]:
    """Return the sentence and where it stands: page or paragraph of its file, else the section."""
    if evidence is None:
        return "", ""
    place = Place(page=evidence.page, paragraph=evidence.paragraph)
    where = place.after(evidence.document)
    if not place.words and evidence.section_id:
        where += f": section {evidence.section_id}"
    return evidence.quotation, where
