"""The graph of citations at size: build, memory and questions, beside a plain networkx build of the same records.

    python tests/bench/graph.py [--counts 1000 3000 10000 30000 100000] [--without-networkx]

The records are made by `tests/manyrecords.py`, 20 mentions a document, and dropped as soon as they are read. Each graph is built in a
process of its own. Seconds are processor time; those of making the records are taken off, and memory is the peak beyond that of a
process that only makes them. Questions of one document are asked of 25 documents: the first time, the median of the others, and of the
document that most others cite (`hub`), where answers are largest. Exits 1 where a bound at 100,000 documents does not hold.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from manyrecords import records

from qcdc_parse.model import Document

LARGEST = 100_000
SECONDS, MEGABYTES, MILLISECONDS = 60, 4096, 100
"""Bounds of the build and of a question at that size."""
SEED = 6
ASKED = 25
FEW = 5
REPEATED = 5
"""How often what concerns all documents is asked again."""
Times = tuple[float, float, float | None]
"""Milliseconds: the first time, the median of later ones, of the hub."""


class Metered:
    """Records one after another, with the time that making them took."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.seconds = 0.0
        self.mentions = 0
        self.some: list[Document] = []

    def __iter__(self) -> Iterator[Document]:
        made = records(self.count, seed=SEED)
        apart = max(1, self.count // ASKED)
        for at in range(self.count):
            start = time.process_time()
            document = next(made)
            self.seconds += time.process_time() - start
            self.mentions += len(document.references)
            if at % apart == apart // 2:
                self.some.append(document)
            yield document


def milliseconds(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return 1000 * (time.process_time() - start)


def asked(question: Callable[..., object], keys: Sequence[tuple[str, ...]], hub: tuple[str, ...]) -> Times:
    """Ask a question of documents, and of the hub."""
    first, *later = (milliseconds(lambda k=key: question(*k)) for key in keys)
    return first, statistics.median(later), milliseconds(lambda: question(*hub))


def overall(question: Callable[[], object]) -> Times:
    """Ask a question of the whole."""
    return milliseconds(question), statistics.median(milliseconds(question) for _ in range(REPEATED)), None


def peak() -> float:
    """Return the peak of memory of this process in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def made_alone(count: int) -> dict[str, Any]:
    """Only make the records."""
    metered = Metered(count)
    for _ in metered:
        pass
    return {"seconds": metered.seconds, "MB": peak(), "mentions": metered.mentions}


def built(count: int, build: Callable[[Metered], Any]) -> tuple[Any, Metered, dict[str, Any]]:
    """Build a graph and say what it took."""
    metered = Metered(count)
    start = time.process_time()
    graph = build(metered)
    taken = time.process_time() - start - metered.seconds
    return graph, metered, {"seconds": taken, "MB": peak(), "mentions": metered.mentions}


def of_ours(count: int) -> dict[str, Any]:
    from qcdc_parse.graph import build_graph

    graph, metered, out = built(count, build_graph)
    hub = graph.most_cited(1)[0].key
    held = [node.key for node in graph.nodes() if node.state == "held"]
    keys = [(key,) for key in random.Random(SEED).sample(held, ASKED)]
    pairs = [(a, b) for (a,), (b,) in pairwise(keys)]
    single: dict[str, Callable[..., object]] = {
        "ancestors": graph.ancestors,
        "implementations": graph.implementations,
        "timeline": graph.timeline,
        "focus 1": lambda key: graph.focus(key, 1),
        "node": graph.node,
        "cites": graph.cites,
        "cited_by": graph.cited_by,
    }
    whole: dict[str, Callable[[], object]] = {
        "most_cited": graph.most_cited,
        "uncited": graph.uncited,
        "dangling": graph.dangling,
        "superseded": graph.superseded,
        "contradictions": graph.contradictions,
        "timeline of all": graph.timeline,
        "open_citations": graph.open_citations,
    }
    times = {name: overall(question) for name, question in whole.items()}
    times |= {name: asked(question, keys, (hub,)) for name, question in single.items()}
    times["focus 2"] = (*asked(lambda key: graph.focus(key, 2), keys[:FEW], keys[FEW])[:2], None)  # of the hub: nearly all
    times["between"] = asked(graph.between, pairs, (keys[0][0], hub))
    times["remove"] = asked(graph.remove, [(d,) for d in metered.some[1:]], (metered.some[0],))
    times["add"] = asked(graph.add, [(d,) for d in metered.some[1:]], (metered.some[0],))
    for name, question in whole.items():
        graph.remove(metered.some[0])
        graph.add(metered.some[0])
        times[f"{name}, after add"] = milliseconds(question), milliseconds(question), None
    answers = {name: len(question()) for name, question in whole.items()}  # type: ignore[arg-type]  # all are tuples
    answers |= {f"{name} of the hub": len(single[name](hub)) for name in ("implementations", "timeline", "cited_by", "focus 1")}  # type: ignore[arg-type]  # likewise
    edges = sum(1 for _ in graph.edges())
    return out | {"nodes": len(graph), "edges": edges, "hub": hub, "questions": times, "answers": answers}


def of_networkx(count: int) -> dict[str, Any]:
    from plaingraph import PlainGraph

    plain, metered, out = built(count, PlainGraph)
    hub = max(plain.graph, key=lambda n: (len(plain.graph.pred[n]), n))
    held = sorted(n for n, d in plain.graph.nodes(data=True) if d)
    keys = [(key,) for key in random.Random(SEED).sample(held, FEW + 1)]
    pairs = [(a, b) for (a,), (b,) in pairwise(keys)]
    times = {}
    for name, question in plain.questions().items():
        if name in {"most_cited", "uncited", "dangling", "superseded", "timeline of all"}:
            times[name] = overall(question)
        elif name == "focus 2":
            times[name] = (*asked(question, keys[:FEW], keys[FEW])[:2], None)
        elif name == "between":
            times[name] = asked(question, pairs, (keys[0][0], hub))
        else:
            times[name] = asked(question, keys, (hub,))
    times["remove"] = asked(plain.remove, [(d,) for d in metered.some[1:FEW]], (metered.some[0],))
    times["add"] = asked(plain.add, [(d,) for d in metered.some[1:FEW]], (metered.some[0],))
    return out | {"nodes": len(plain.graph), "edges": plain.graph.number_of_edges(), "questions": times}


WORK = {"records": made_alone, "ours": of_ours, "networkx": of_networkx}


def measured(work: str, count: int) -> dict[str, Any]:
    """Do a piece of work in a process of its own."""
    command = [sys.executable, __file__, "--measure", work, str(count)]
    return json.loads(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout)


def show_builds(rows: list[tuple[int, dict[str, dict[str, Any]]]]) -> None:
    print("Build. us: microseconds a mention, growth: of it against the smallest count; KB a mention likewise.\n")
    print(f"{'documents':>10}{'mentions':>10}{'nodes':>9}{'edges':>9}{'making s':>10}{'':4}", end="")
    print(*(f"{name:>10}{'us':>7}{'growth':>8}{'MB':>8}{'KB':>6}{'growth':>8}" for name in ("build s", "networkx s")), sep="    ")
    for count, row in rows:
        base, ours = row["records"], row["ours"]
        print(f"{count:10}{ours['mentions']:10}{ours['nodes']:9}{ours['edges']:9}{base['seconds']:10.1f}", end="")
        for name in ("ours", "networkx"):
            if name in row:
                us, kb = each(row, name)
                first_us, first_kb = each(rows[0][1], name)
                megabytes = row[name]["MB"] - base["MB"]
                print(f"    {row[name]['seconds']:10.2f}{us:7.1f}{us / first_us:8.2f}{megabytes:8.0f}{kb:6.2f}{kb / first_kb:8.2f}", end="")
        print()


def each(row: dict[str, dict[str, Any]], name: str) -> tuple[float, float]:
    """Return microseconds and kilobytes a mention."""
    one = row[name]
    return 1e6 * one["seconds"] / one["mentions"], 1024 * (one["MB"] - row["records"]["MB"]) / one["mentions"]


def show_questions(count: int, row: dict[str, dict[str, Any]]) -> None:
    print(f"\nQuestions at {count:,} documents, milliseconds. The hub: {row['ours']['hub']}.\n")
    print(f"{'':32}{'first':>10}{'median':>10}{'hub':>10}    {'networkx':>10}{'median':>10}{'hub':>10}")
    plain = row.get("networkx", {}).get("questions", {})
    for name, times in row["ours"]["questions"].items():
        print(f"{name:32}{cells(times)}    {cells(plain[name]) if name in plain else ''}".rstrip())
    print("answers: " + ", ".join(f"{name} {size}" for name, size in row["ours"]["answers"].items()))


def cells(times: Sequence[float | None]) -> str:
    return "".join(f"{'':10}" if ms is None else f"{ms:10.3f}" if ms < 10 else f"{ms:10.1f}" for ms in times)


def broken(row: dict[str, dict[str, Any]]) -> list[str]:
    """Return the bounds that do not hold."""
    ours = row["ours"]
    out = []
    if ours["seconds"] > SECONDS:
        out.append(f"build {ours['seconds']:.1f} s > {SECONDS} s")
    if (used := ours["MB"] - row["records"]["MB"]) > MEGABYTES:
        out.append(f"memory {used:.0f} MB > {MEGABYTES} MB")
    for name, (first, median, hub) in ours["questions"].items():
        slow = [f"{what} {ms:.0f}" for what, ms in (("first", first), ("median", median), ("hub", hub)) if ms and ms > MILLISECONDS]
        if slow:
            out.append(f"{name}: {', '.join(slow)} ms > {MILLISECONDS} ms")
    return out


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--counts", type=int, nargs="+", default=[1000, 3000, 10_000, 30_000, LARGEST], help="numbers of documents")
    parser.add_argument("--without-networkx", action="store_true", help="leave the comparison out")
    parser.add_argument("--measure", nargs=2, metavar=("WORK", "COUNT"), help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.measure:
        work, count = options.measure
        print(json.dumps(WORK[work](int(count))))
        return 0
    works = [work for work in WORK if work != "networkx" or not options.without_networkx]
    rows = [(count, {work: measured(work, count) for work in works}) for count in options.counts]
    show_builds(rows)
    for count, row in rows:
        show_questions(count, row)
    failed = [line for count, row in rows if count >= LARGEST for line in broken(row)]
    if failed:
        print("\nnot kept:\n  " + "\n  ".join(failed))
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
