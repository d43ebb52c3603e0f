"""Edges and merges of the citation graph against what readers wrote down.

    python tests/bench/graph_truth.py [--seeds DIR] [--show]

``--show`` lists what differs, of development documents only.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from graphtruth import Claimed, alone, compare, found_edges, merges, own_key, read_lines, true_edges

from qcdc_parse import parse

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=Path)
    parser.add_argument("--show", action="store_true")
    wanted = parser.parse_args()
    lines = [line for path in sorted((CORPUS / "edges").glob("*.csv")) for line in read_lines(path)]
    manifest = tomllib.loads((CORPUS / "manifest.toml").read_text("utf-8"))["document"]
    paths = {Path(d["file"]).name: (CORPUS / d["file"], d["split"]) for d in manifest}
    if wanted.seeds:
        paths |= {path.name: (path, "seeds") for path in sorted(wanted.seeds.glob("*.txt"))}
    documents = {name: parse(path) for name, (path, _) in paths.items()}
    graphs = alone(documents.values())
    for split in ("seeds", "development", "test"):
        names = {name for name, (_, of) in paths.items() if of == split}
        if not names:
            continue
        true = [edge for edge in true_edges(lines) if edge.document in names]
        found = [e for name in sorted(names) for e in found_edges(name, graphs[name], own_key(graphs[name], documents[name]))]
        _print(split, true, found, show=wanted.show and split != "test")
        wrong, missed = merges([line for line in lines if line.document in names], {n: graphs[n] for n in names})
        print(f"{split:12} wrong merges {len(wrong)}, missed merges {len(missed)}")
        if wanted.show and split != "test":
            print(*wrong, *missed, sep="\n")


def _print(split: str, true: list[Claimed], found: list[Claimed], *, show: bool) -> None:
    pairs, whole = compare(true, found, relation=False), compare(true, found)
    for name, score in (("pairs", pairs), ("with relation", whole)):
        print(f"{split:12} {name:14} true {score.true:4} found {score.found:4} right {score.right:4} F1 {score.f1:.3f}")
    if show:
        print(*(f"  - {e}" for e in whole.missed), *(f"  + {e}" for e in whole.extra), sep="\n")


if __name__ == "__main__":
    main()
