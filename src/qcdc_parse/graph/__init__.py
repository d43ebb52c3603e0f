"""The citation graph of directives: which document rests on, implements, replaces which.

``reading`` takes from one record what it states, ``store`` adds files up and takes them off, ``pairs`` make edges; ``chains``, ``superseded``,
``contradictions``, ``timeline``, ``ranking`` and ``lookup`` answer; ``exports`` and ``page`` write files. docs/graph.md explains.
"""

from qcdc_parse.graph.citation_graph import CitationGraph, build_graph
from qcdc_parse.graph.models import Contradiction, Edge, Ended, Event, Evidence, Node, OpenCitation, Path, Ranked, Step, Superseded

__all__ = [
    "CitationGraph",
    "Contradiction",
    "Edge",
    "Ended",
    "Event",
    "Evidence",
    "Node",
    "OpenCitation",
    "Path",
    "Ranked",
    "Step",
    "Superseded",
    "build_graph",
]
