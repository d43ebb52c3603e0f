"""How much of the compiled reports is right, set by set and over all.

    python tests/bench/compiled.py [--split test] [--set NAME] [--show]

`--show` prints every difference: of development sets, by habit, since what is listed gets mended.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from compiled import compare
from reportoutcome import Outcome
from reporttruth import ReportSet, report_sets

from qcdc_parse.report.compiling import compile_report

NOT_WRONG = ("extra", "extra, doubtful")
"""What is counted beside the entries of the truth, not among them."""


def compiled(one: ReportSet) -> Outcome:
    options = {"policy": one.policy} if one.policy else {}
    draft = compile_report(one.outline, one.submissions, roster=one.folder / "units.csv", target=one.target, **options)
    return compare(one, draft)


def show(title: str, outcome: Outcome) -> None:
    print(f"\n{title}")
    for area, counts in outcome.areas.items():
        asked = sum(count for what, count in counts.items() if what not in NOT_WRONG)
        right = counts["right"]
        rest = ", ".join(
            f"{what} {count}" + (f" ({count / asked:.4f})" if what == "wrong" else "")
            for what, count in sorted(counts.items())
            if what != "right" and count
        )
        precision = (
            f"  precision {right / (right + counts['extra']):.3f}" if area.startswith("conflicts") and right + counts["extra"] else ""
        )
        share = f"{right / asked:.4f}" if asked else "-"
        print(f"  {area:36}{right:5}/{asked:<5}{share:>8}{precision}  {rest}".rstrip())


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=("development", "test"), help="take the sets of this split (all)")
    parser.add_argument("--set", help="take this set")
    parser.add_argument("--show", action="store_true", help="print the differences")
    options = parser.parse_args(arguments)
    sets = report_sets(options.set, options.split)
    if not sets:
        print("no such set", file=sys.stderr)
        return 1
    overall = Outcome()
    for one in sets:
        begin = time.perf_counter()
        outcome = compiled(one)
        show(f"{one.name} ({one.truth.set.split}, {len(one.submissions)} files, {time.perf_counter() - begin:.1f} s)", outcome)
        overall.add(outcome)
        if options.show:
            print("\n".join(f"    {difference}" for difference in outcome.differences))
    if len(sets) > 1:
        show("all", overall)
    return 0


if __name__ == "__main__":
    sys.exit(main())
