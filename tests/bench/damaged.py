"""What sections lose on damaged text: lines dropped, merged, wrapped anew, labels misread. Run by hand.

    python tests/bench/damaged.py [FOLDER-OF-DOCUMENTS FOLDER-OF-GOLD] [--show]

Forty variants of every document with annotated sections (ten of each kind), made from its canonical text. The gold stays as it
is: a heading that was dropped counts as missed, and so do the paths of what stood below it. With ``--show`` a row a document.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from damagedlines import KINDS, variants

from qcdc_parse import parse, parse_text
from qcdc_parse.evaluation.compare import compare
from qcdc_parse.evaluation.gold import Gold, load_gold
from qcdc_parse.evaluation.outcome import Score, score
from qcdc_parse.model import Document

CORPUS = Path(__file__).parents[2] / "corpus"
SEEDS = range(10)


def sections(gold: Gold, document: Document, measure: str) -> Score:
    """Score the sections of one record."""
    return score(outcome for outcome in compare(gold, document) if outcome.measure == measure)


def main() -> None:
    """Print what every kind of damage costs."""
    show = "--show" in sys.argv
    folders = [Path(argument) for argument in sys.argv[1:] if argument != "--show"] or [CORPUS / "documents", CORPUS / "gold"]
    whole: dict[str, list[float]] = defaultdict(list)
    damaged: dict[tuple[str, str], list[float]] = defaultdict(list)
    for file in sorted(folders[0].iterdir()):
        gold = load_gold(folders[1] / f"{file.stem}.gold.json")
        if not gold.sections:
            continue
        text = parse(file).text
        own = []
        for measure in ("sections", "sections.tree"):
            before = sections(gold, parse_text(text), measure).f1
            whole[measure].append(before)
            by_kind: dict[str, list[float]] = defaultdict(list)
            for kind, _, variant in variants(text, SEEDS):
                by_kind[kind].append(before - sections(gold, parse_text(variant), measure).f1)
            for kind, losses in by_kind.items():
                damaged[measure, kind].append(sum(losses) / len(losses))
            own.append(sum(map(sum, by_kind.values())) / sum(map(len, by_kind.values())))
        if show:
            print(f"{file.stem:44} {whole['sections'][-1]:.3f}  loss {own[0]:.4f}  tree {own[1]:.4f}")
    print(f"{len(whole['sections'])} documents, {len(SEEDS) * len(KINDS)} variants each")
    for measure in ("sections", "sections.tree"):
        losses = {kind: sum(damaged[measure, kind]) / len(damaged[measure, kind]) for kind in KINDS}
        mean = sum(losses.values()) / len(losses)
        print(f"{measure:14} undamaged {sum(whole[measure]) / len(whole[measure]):.4f}, mean loss {mean:.4f}: ", end="")
        print(", ".join(f"{kind} {loss:.4f}" for kind, loss in losses.items()))


if __name__ == "__main__":
    main()
