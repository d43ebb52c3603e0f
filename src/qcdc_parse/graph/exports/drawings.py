"""What drawings share: how large a graph may be, what stands on a document, how levels look."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from qcdc_parse.errors import TooLargeError
from qcdc_parse.graph.models import Level, Node
from qcdc_parse.graph.vocabulary import level_names
from qcdc_parse.spreadsheet import one_line, writable

if TYPE_CHECKING:
    from qcdc_parse.graph.citation_graph import CitationGraph

__all__ = ["FILLS", "label_of", "small", "too_large"]

FILLS: dict[Level | None, str] = dict(zip(level_names(), ("#f4cccc", "#fce5cd", "#d9ead3", "#cfe2f3"), strict=True)) | {None: "#eeeeee"}
"""Colours of levels, from high to low, under black letters."""

_WIDTH, _LINES = 26, 4
"""Letters of a line on a document, in code points (Mermaid breaks longer ones again), and lines of its number and of its title."""


def small(graph: CitationGraph, name: str, nodes: int, edges: int) -> None:
    """Refuse a graph with more documents or edges than a drawing shows.

    :raises TooLargeError: it has more; the message says how many, and how to take a part.
    """
    documents, citations = len(graph), sum(1 for _ in graph.edges(candidates=True))
    if documents > nodes or citations > edges:
        raise too_large(name, f"{documents:,} documents and {citations:,} edges; a drawing shows {nodes:,} and {edges:,}")


def too_large(name: str, cause: str) -> TooLargeError:
    """Return the error of a graph that is too large to be drawn."""
    return TooLargeError(name, f"{cause}: draw the part around one document (--focus KEY --depth N)")


def label_of(node: Node) -> tuple[str, ...]:
    """Return the lines on a document: what people call it, date, title, as far as they are known."""
    day = f"{node.issued:%d/%m/%Y}" if node.issued is not None else str(node.year) if node.year is not None else None
    title = node.title if node.title and node.title not in node.label else None
    return tuple(part for line in (node.label, day, title) if line for part in _folded(line))


def _folded(text: str) -> list[str]:
    """Fold a text into short lines and cut what is too long for a drawing, with an ellipsis."""
    return wrap(writable(one_line(text)), _WIDTH, max_lines=_LINES, placeholder=" …")
