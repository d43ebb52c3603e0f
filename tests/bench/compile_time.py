"""Time and memory of compiling, against their number and beside merely parsing them.

    python tests/bench/compile_time.py [--set NAME] [--counts 50 100 200 400]

The submissions are those of a set, varied by a seed (tests/manysubmissions.py). Each count runs in a process of its own, so that
its peak of memory is its own; the time is processor time, the better of two.
"""

from __future__ import annotations

import argparse
import gc
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from manysubmissions import write_many
from reporttruth import ReportSet, report_sets


def seconds(run: Callable[[], object]) -> float:
    """Return the processor time of the better of two runs, the garbage collector quiet."""
    best = float("inf")
    for _ in range(2):
        gc.collect()
        start = time.process_time()
        run()
        best = min(best, time.process_time() - start)
    return best


def measure(one: ReportSet, folder: Path, work: str) -> None:
    """Parse or compile what lies in a folder; print seconds and the peak of memory in MB."""
    from qcdc_parse import parse
    from qcdc_parse.report.compiling import compile_report

    files = sorted((folder / "nop").iterdir())
    parse(files[0])
    compile_report(one.outline, files[:2], roster=folder / "units.csv", target=one.target)

    def parsed() -> None:
        for file in files:
            parse(file)

    def compiled() -> None:
        compile_report(one.outline, files, roster=folder / "units.csv", target=one.target)

    taken = seconds(parsed if work == "parse" else compiled)
    print(taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", default="huyen-dev", help="set to vary")
    parser.add_argument("--counts", type=int, nargs="+", default=[50, 100, 200, 400], help="numbers of submissions")
    parser.add_argument("--measure", nargs=2, metavar=("FOLDER", "WORK"), help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    (one,) = report_sets(options.set)
    if options.measure:
        measure(one, Path(options.measure[0]), options.measure[1])
        return 0
    print(f"{'files':>6}{'parse s':>9}{'compile s':>11}{'ms a file':>11}{'times parsing':>15}{'MB parsing':>12}{'MB compiling':>14}")
    for count in options.counts:
        with tempfile.TemporaryDirectory(prefix="many-") as name:
            write_many(one, count, Path(name))
            command = [sys.executable, __file__, "--set", one.name, "--measure", name]
            lines = [subprocess.run([*command, work], capture_output=True, text=True, check=True).stdout for work in ("parse", "compile")]
        (parsing, base), (compiling, peak) = (map(float, line.split()) for line in lines)
        ratio, each = compiling / parsing, 1000 * compiling / count
        print(f"{count:6}{parsing:9.2f}{compiling:11.2f}{each:11.2f}{ratio:15.2f}{base:12.0f}{peak:14.0f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
