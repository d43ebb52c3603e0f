"""DOT: drawings by Graphviz; the one place that loads its Python library."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graphviz import Digraph, nohtml

from qcdc_parse.graph.exports.drawings import FILLS, label_of, small
from qcdc_parse.graph.exports.iri import iri_of
from qcdc_parse.graph.vocabulary import relations
from qcdc_parse.spreadsheet import one_line, writable

if TYPE_CHECKING:
    from qcdc_parse.graph.citation_graph import CitationGraph

__all__ = ["write_dot"]

_NODES, _EDGES = 500, 2_000
"""What a drawing shows. `dot` sets 500 documents in seconds; beyond, the sheet is metres wide and no number on it can be read."""
_LABEL = str.maketrans({"&": "&amp;", "\\": "\\\\", '"': "&quot;"})
_TOOLTIP = str.maketrans({"&": "&amp;", "\\": "∖", '"': "&quot;"})
"""Graphviz reads entities in all words. What it makes of backslashes in tooltips is no rule: another mark stands there (U+2216)."""


def write_dot(graph: CitationGraph, path: Path) -> tuple[Path, ...]:
    """Write one file: `dot -Tsvg x.dot -o x.svg`. Documents are coloured by level, not held ones have a thin dashed border.

    Edges say their relation; candidates are dashed, what ends or changes a document is bold. Titles are cut; the whole one is
    the tooltip, in which a backslash is U+2216. Control characters and marks of direction are blanks.

    :raises TooLargeError: more than 500 documents or 2,000 edges.
    """
    small(graph, path.name, _NODES, _EDGES)
    names = relations()
    drawing = Digraph("citations", node_attr={"shape": "box", "style": "filled"}, graph_attr={"rankdir": "LR"})
    for node in graph.nodes():
        drawing.node(
            iri_of(node.key),
            label=nohtml("\\n".join(line.translate(_LABEL) for line in label_of(node))),
            tooltip=_tip(node.title or node.key),
            key=_tip(node.key),
            fillcolor=FILLS[node.level],
            style="filled" if node.state == "held" else "filled,dashed",
        )
    for edge in graph.edges(candidates=True):
        relation = names[edge.relation]
        candidate = edge.status == "candidate"
        drawing.edge(
            iri_of(edge.source),
            iri_of(edge.target),
            label=f"{relation.vi}?" if candidate else relation.vi,
            tooltip=_tip(edge.evidence[0].quotation),
            style="dashed" if candidate else "bold" if relation.changes or relation.ends else "solid",
            status=edge.status,
            relation=edge.relation,
        )
    path.write_text(drawing.source, encoding="utf-8", newline="\n")
    return (path,)


def _tip(text: str) -> str:
    words: str = nohtml(writable(one_line(text)).translate(_TOOLTIP))
    return words
