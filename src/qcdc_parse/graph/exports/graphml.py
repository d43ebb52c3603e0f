"""GraphML: for yEd, Cytoscape, igraph, and programs that read networks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx

from qcdc_parse.graph.exports.xmlwords import for_xml

if TYPE_CHECKING:
    from qcdc_parse.graph.citation_graph import CitationGraph

__all__ = ["write_graphml"]


def write_graphml(graph: CitationGraph, path: Path) -> tuple[Path, ...]:
    """Write one file: documents and edges with their attributes, of the evidence of an edge the first sentence.

    What is not known is left out; characters that XML cannot hold are U+FFFD.
    """
    nx.write_graphml_lxml(for_xml(graph.to_networkx()), path, named_key_ids=True)
    return (path,)
