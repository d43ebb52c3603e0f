"""A graph as one JSON value: rows of the fields that it names, each long text once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from qcdc_parse.graph.models import Edge, Evidence, FileId, Node, OpenCitation
from qcdc_parse.graph.page.labels import families, fillers, labels
from qcdc_parse.graph.page.layout import CARD, GAPS, layout
from qcdc_parse.graph.page.marking import Mark, marks
from qcdc_parse.graph.vocabulary import level_names, relations

__all__ = ["page_data"]

_NODE = "key label state files number type title issuer issued year term system level body citing cited ended x y".split()
_EDGE = "source target relation relations count status confidence evidence".split()
_EVIDENCE = "file part section page paragraph text marks surface relation issued rule confidence".split()
_OPEN = "source candidates target evidence".split()
_SCHEME = re.compile(r"[^/?#]*:")
_CONTROL = re.compile(r"[\x00-\x20\x7f]")


class _Table:
    """Values by their place in a list, each once."""

    def __init__(self) -> None:
        self.places: dict[Any, int] = {}

    def place(self, value: Any) -> int:
        return self.places.setdefault(value, len(self.places))


def page_data(
    nodes: Iterable[Node], edges: Iterable[Edge], opened: Iterable[OpenCitation] = (), links: Mapping[FileId, str] | None = None
) -> dict[str, Any]:
    """Return all that the page shows, as JSON.

    Documents, files, sentences and relations are named by their place in ``nodes``, ``files``, ``texts`` and ``relations``.
    Edges whose documents are not among the nodes are an error. Links are relative URLs.

    :raises ValueError: a link that is no relative URL.
    """
    held, lines, loose = tuple(nodes), tuple(edges), tuple(opened)
    at = {node.key: n for n, node in enumerate(held)}
    placed = layout(held)
    named = relations()
    relation_at = {name: n for n, name in enumerate(named)}
    where = marks(e for part in (*(line.evidence for line in lines), (o.evidence for o in loose)) for e in part)
    files, texts = _Table(), _Table()

    def said(evidence: Evidence) -> list[Any]:
        found: tuple[Mark, ...] = where[evidence]
        return [
            files.place((evidence.document, evidence.sha256)),
            evidence.part,
            evidence.section_id,
            evidence.page,
            evidence.paragraph,
            texts.place(evidence.quotation),
            found,
            None if found else evidence.surface,
            relation_at[evidence.relation],
            evidence.issued and evidence.issued.isoformat(),
            evidence.rule,
            evidence.confidence,
        ]

    node_rows = [_node_row(node, files, placed.places[node.key]) for node in held]
    edge_rows = [
        [
            at[edge.source],
            at[edge.target],
            relation_at[edge.relation],
            [[relation_at[name], count] for name, count in edge.relations],
            edge.count,
            edge.status,
            edge.confidence,
            [said(e) for e in edge.evidence],
        ]
        for edge in lines
    ]
    open_rows = [[o.source, list(o.candidates), o.target, said(o.evidence)] for o in loose]
    return {
        "fields": {"node": _NODE, "edge": _EDGE, "evidence": _EVIDENCE, "open": _OPEN},
        "nodes": node_rows,
        "edges": edge_rows,
        "open": open_rows,
        "texts": list(texts.places),
        "files": _file_rows(files, links or {}),
        "relations": [[r.name, family, {"vi": r.vi, "en": r.en}] for r in named.values() for family in [families()[r.name]]],
        "levels": [[name, {"vi": vi, "en": en}] for name, (vi, en) in level_names().items()],
        "lanes": [list(lane) for lane in placed.lanes],
        "columns": [list(column) for column in placed.columns],
        "card": CARD,
        "gaps": GAPS,
        "bodies": _bodies(held),
        "labels": labels(),
        "fillers": fillers(),
    }


def _node_row(node: Node, files: _Table, place: tuple[int, int]) -> list[Any]:
    ended = [[e.how, e.by, e.issued and e.issued.isoformat(), e.source] for e in node.ended]
    return [
        node.key,
        node.label,
        node.state,
        [files.place(file) for file in node.files],
        node.number,
        node.doc_type,
        node.title,
        node.issuer,
        node.issued and node.issued.isoformat(),
        node.year,
        node.term,
        node.system,
        node.level,
        node.body,
        node.citing,
        node.cited,
        ended,
        *place,
    ]


def _file_rows(files: _Table, links: Mapping[FileId, str]) -> list[list[str | None]]:
    rows: list[list[str | None]] = []
    for name, sha256 in files.places:
        link = links.get((name, sha256))
        if link is not None and not _relative(link):
            raise ValueError(f"the link of {name!r} is no relative URL: {link!r}")
        rows.append([name, sha256, link])
    return rows


def _relative(link: str) -> bool:
    """Browsers take control characters out of URLs and read a backslash as a slash: none of them stands in a link."""
    return bool(link) and not (link.startswith("//") or "\\" in link or _CONTROL.search(link) or _SCHEME.match(link))


def _bodies(nodes: Iterable[Node]) -> dict[str, str]:
    """The name that most documents of a body give their issuer, by the body's slug; none where no document names it."""
    names: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for node in nodes:
        if node.body and node.issuer:
            names[node.body][node.issuer] += 1
    return {body: max(sorted(counts), key=counts.__getitem__) for body, counts in sorted(names.items())}
