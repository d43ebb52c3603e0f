"""What keeps words of documents from breaking an XML file."""

from __future__ import annotations

from qcdc_parse.graph.exports.networks import Network
from qcdc_parse.graph.exports.words import name_of
from qcdc_parse.spreadsheet import writable

__all__ = ["for_xml"]


def for_xml(network: Network[str]) -> Network[str]:
    """Return a network whose words XML can hold; a document whose key it cannot is named by its IRI, so that none falls together."""
    names = {key: name_of(key) for key in network}
    out: Network[str] = Network()
    for key, known in network.nodes(data=True):
        out.add_node(names[key], **_written(known))
    for source, target, said in network.edges(data=True):
        out.add_edge(names[source], names[target], **_written(said))
    return out


def _written(values: dict[str, str | int]) -> dict[str, str | int]:
    return {name: writable(value) if isinstance(value, str) else value for name, value in values.items()}
