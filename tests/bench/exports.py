"""Time and memory of the exports of a citation graph, for graphs of growing size. Run by `make bench`.

    python tests/bench/exports.py [documents …]

The documents are those of `tests/manyrecords.py`, six mentions each. Time is processor time of the export alone, beside that of building
the graph; memory the most that Python's own objects take while it runs, measured at the smallest size, as measuring takes long. Ten times
the documents may take at most 25 times as long: a square would take 100. Exits 1 where one takes longer.
"""

from __future__ import annotations

import sys
import tempfile
import time
import tracemalloc
from pathlib import Path

from qcdc_parse import CitationGraph, build_graph
from qcdc_parse.graph.exports import FORMS, write

sys.path.insert(0, str(Path(__file__).parents[1]))
from manyrecords import records

SIZES = (1_000, 10_000)
MENTIONS = 6
DRAWINGS = {".mmd", ".dot"}
"""Of a part that they take."""
FACTOR = 2.5
NEGLIGIBLE = 0.05
"""Seconds under which a time says nothing."""


def seconds_of(graph: CitationGraph, path: Path) -> tuple[float, int]:
    """Return seconds and the bytes written."""
    start = time.process_time()
    files = write(graph, path)
    return time.process_time() - start, sum(file.stat().st_size for file in files)


def peak_of(graph: CitationGraph, path: Path) -> float:
    """Return the peak of memory in MB."""
    tracemalloc.start()
    try:
        write(graph, path)
        return tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()


def main() -> int:
    """Print a line a form and size."""
    sizes = [int(argument.replace("_", "")) for argument in sys.argv[1:]] or list(SIZES)
    failed = False
    before: dict[str, tuple[int, float]] = {}
    print(f"{'form':10} {'documents':>10} {'nodes':>10} {'edges':>10} {'s':>8} {'file MB':>9} {'peak MB':>9}")
    for size in sizes:
        start = time.process_time()
        graph = build_graph(records(size, MENTIONS))
        edges = sum(1 for _ in graph.edges(candidates=True))
        counts = f"{size:10,} {len(graph):10,} {edges:10,}"
        print(f"{'(build)':10} {counts} {time.process_time() - start:8.2f}")
        for ending in (e for e in FORMS if e not in DRAWINGS):
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / f"x{ending}"
                peak = f"{peak_of(graph, path):9.1f}" if size == sizes[0] else ""
                seconds, written = seconds_of(graph, path)
            many, quick = before.get(ending, (size, seconds))
            slow = seconds > NEGLIGIBLE and seconds > FACTOR * quick * size / many
            failed = failed or slow
            before[ending] = size, seconds
            print(f"{ending:10} {counts} {seconds:8.2f} {written / 1e6:9.1f} {peak}{'  TOO LONG' if slow else ''}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
