"""GEXF: for Gephi, with days for its timeline."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from networkx.readwrite.gexf import GEXFWriter

from qcdc_parse.graph.exports.xmlwords import for_xml

if TYPE_CHECKING:
    from qcdc_parse.graph.citation_graph import CitationGraph

__all__ = ["write_gexf"]


def write_gexf(graph: CitationGraph, path: Path) -> tuple[Path, ...]:
    """Write one file, as GraphML; a document begins on its day, an edge on the day of its source.

    What has no day is there at all times: a year is not made into a day. The weight of an edge is its number of mentions.
    """
    network = for_xml(graph.to_networkx())
    for _, known in network.nodes(data=True):
        if (day := known.get("date")) is not None:
            known["start"] = day
    for source, _, said in network.edges(data=True):
        said["weight"] = said.pop("count")
        said["label"] = said["relation"]
        if (day := network.nodes[source].get("date")) is not None:
            said["start"] = day
    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    # The writer notes the day it runs: the same graph would give another file tomorrow.
    writer.xml.find("meta").attrib.pop("lastmodifieddate", None)
    writer.add_graph(network)
    with path.open("wb") as file:
        writer.write(file)
    return (path,)
