"""The graph as one HTML file that opens from disk and loads nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Protocol

from qcdc_parse.graph.models import Edge, FileId, Node, OpenCitation
from qcdc_parse.graph.page.data import page_data
from qcdc_parse.graph.page.render import render

__all__ = ["write_page"]


class _Graph(Protocol):
    def nodes(self) -> Iterator[Node]: ...
    def edges(self, *, candidates: bool = False) -> Iterator[Edge]: ...
    def open_citations(self) -> Iterable[OpenCitation]: ...


def write_page(graph: _Graph, path: Path, links: Mapping[FileId, str] | None = None) -> Path:
    """Write a graph as a page to look at, and return its path.

    The page is one file, opens from disk and loads nothing from anywhere. ``links`` are relative URLs of the files that the
    documents were read from; a file without one is named, not linked.

    :raises ValueError: a link that is no relative URL.
    :raises MissingToolError: Jinja2 is not installed.
    """
    text = render(page_data(graph.nodes(), graph.edges(candidates=True), graph.open_citations(), links))
    path.write_text(text, encoding="utf-8", newline="\n")
    return path
