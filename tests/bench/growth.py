"""Growth of `parse_text` with length, for every shape of text in `tests/shapes.py`. Run by `make bench`.

Each text is parsed at two lengths, one four times the other, in one run; four times the text may take at most six times as
long. Exits 1 where one takes longer.
"""

from __future__ import annotations

import gc
import sys
import time
from pathlib import Path

from qcdc_parse import parse_text

sys.path.insert(0, str(Path(__file__).parents[1]))
from shapes import SHAPES

SMALL, LARGE = 32_000, 128_000
"""Code points of the two texts."""
FACTOR = 6.0
NEGLIGIBLE = 0.04
"""Seconds under which a time says nothing."""


def seconds(text: str) -> float:
    """Return the processor time of one parse, the garbage collector quiet."""
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        parse_text(text)
        return time.process_time() - start
    finally:
        gc.enable()


def main() -> int:
    """Print a line a shape."""
    parse_text("Có 5% xã. Xã b đạt.")
    failed = False
    print(f"{'shape':40} {SMALL:>8,} {LARGE:>8,}  times as long")
    for name, make in SHAPES.items():
        small, large = make(SMALL), make(LARGE)
        quick, slow = (min(seconds(text) for _ in range(3)) for text in (small, large))
        bad = slow > NEGLIGIBLE and slow > FACTOR * quick
        failed = failed or bad
        print(f"{name:40} {quick:8.3f} {slow:8.3f}  {slow / quick if quick else 0:5.1f}{'  TOO LONG' if bad else ''}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
