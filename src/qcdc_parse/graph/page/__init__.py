"""The graph as one HTML file that opens from disk and loads nothing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from qcdc_parse.collector import quiet_collector
from qcdc_parse.graph.citation_graph import CitationGraph
from qcdc_parse.graph.models import FileId
from qcdc_parse.graph.page.data import page_data
from qcdc_parse.graph.page.render import render

__all__ = ["write_page"]


def write_page(graph: CitationGraph, path: Path, links: Mapping[FileId, str] | None = None) -> Path:
    """Write a graph as a page to look at, and return its path.

    The page is one file, opens from disk and loads nothing from anywhere. ``links`` are relative URLs of the files that the
    documents were read from; a file without one is named, not linked.

    :raises ValueError: a link that is no relative URL.
    :raises MissingToolError: Jinja2 is not installed.

    >>> import tempfile
    >>> from qcdc_parse import parse_text
    >>> from qcdc_parse.graph import build_graph
    >>> graph = build_graph([parse_text("Căn cứ Nghị định số 04/2015/NĐ-CP ngày 09/01/2015 của Chính phủ.")])
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     "Nghị định số 04/2015/NĐ-CP" in write_page(graph, Path(folder, "graph.html")).read_text("utf-8")
    True
    """
    with quiet_collector():
        text = render(page_data(graph.nodes(), graph.edges(candidates=True), graph.open_citations(), links))
    path.write_text(text, encoding="utf-8", newline="\n")
    return path
