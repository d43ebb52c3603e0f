"""Sets of documents that cite each other, read together, against what their authors wrote down: edges and answers.

    python tests/bench/graph_chains.py [--show]

``--show`` lists what differs, of development sets only.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from graphtruth import canonical, read_lines, read_set, set_edges

from qcdc_parse.graph import CitationGraph

CHAINS = Path(__file__).parents[2] / "corpus" / "chains"
Item = tuple[object, ...]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true")
    wanted = parser.parse_args()
    for folder in sorted(path for path in CHAINS.iterdir() if path.is_dir()):
        graph, own = read_set(folder)
        lines = read_lines(folder / "edges.csv")
        show = wanted.show and not folder.name.endswith("-test")
        true = set_edges(lines, own)
        found = {(canonical(e.source), e.relation, canonical(e.target)) for e in graph.edges()}
        _print(folder.name, "edges", true, found, show=show)
        _print(folder.name, "pairs", {(s, t) for s, _, t in true}, {(s, t) for s, _, t in found}, show=False)
        answers = tomllib.loads((folder / "answers.toml").read_text("utf-8"))
        for name, (one, other) in compared(answers, graph, own).items():
            _print(folder.name, name, one, other, show=show)


def compared(answers: dict, graph: CitationGraph, own: dict[str, str]) -> dict[str, tuple[set[Item], set[Item]]]:
    """Return by question what the author answers and what the graph does."""

    def key(told: str) -> str:
        return canonical(own[told.removeprefix("file:")] if told.startswith("file:") else told)

    asked = {name: [a["key"] for a in answers.get(name, ())] for name in ("implementations", "ancestors")}
    out: dict[str, tuple[set[Item], set[Item]]] = {
        "same": (
            {(key(a["key"]), *sorted(a["files"])) for a in answers.get("same", ())},
            {(canonical(n.key), *sorted(name for name, _ in n.files)) for n in graph.nodes() if len(n.files) > 1},
        ),
        "superseded": (
            {(key(a["source"]), key(a["target"]), key(a["ended_by"]), a["aware"]) for a in answers.get("superseded", ())},
            {(canonical(s.source), canonical(s.target), canonical(s.ended.by), s.aware) for s in graph.superseded()},
        ),
        "contradictions": (
            {(a["kind"], *sorted(map(key, a["keys"]))) for a in answers.get("contradiction", ())},
            {(c.kind, *sorted(map(canonical, c.keys))) for c in graph.contradictions()},
        ),
        "uncited": ({(key(k),) for k in answers["uncited"]["keys"]}, {(canonical(k),) for k in graph.uncited()}),
        "dangling": ({(key(k),) for k in answers["dangling"]["keys"]}, {(canonical(r.key),) for r in graph.dangling()}),
    }
    for name, keys in asked.items():
        true = {(key(a["key"]), key(f["key"]), f["depth"]) for a in answers.get(name, ()) for f in a["found"]}
        found = {(k, canonical(s.key), s.depth) for k in map(key, keys) if k in graph for s in getattr(graph, name)(k)}
        out[name] = (true, found)
    return out


def _print(folder: str, name: str, true: Iterable[Item], found: Iterable[Item], *, show: bool) -> None:
    one, other = set(true), set(found)
    right = len(one & other)
    f1 = 2 * right / (len(one) + len(other)) if one or other else 1.0
    print(f"{folder:16} {name:16} true {len(one):4} found {len(other):4} right {right:4} F1 {f1:.3f}")
    if show:
        print(*(f"  - {x}" for x in sorted(one - other, key=str)), *(f"  + {x}" for x in sorted(other - one, key=str)), sep="\n")


if __name__ == "__main__":
    main()
