"""The citation graph of directives: which document rests on, implements, replaces which.

``reading`` takes from one record what it adds, ``store`` keeps it, ``pairs`` make edges, ``chains``, ``superseded``,
``contradictions`` and ``timeline`` answer; ``exports`` and ``page`` write files.
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
