"""Random numbers with random noise, printed and read back, and text of look-alikes in which nothing may be found.

    python tests/bench/printed_numbers.py [--numbers 100000] [--megabytes 10] [--seed 1]

Prints the share read back by kind of noise, and what was found among look-alikes. Exits 1 below the bounds.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from lookalikes import false_finds
from printnoise import NOISES
from printouts import read_back

READ_BACK = 0.995
FALSE_FINDS = 1


def main() -> int:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--numbers", type=int, default=100_000)
    parser.add_argument("--megabytes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--examples", type=int, default=3, help="misreadings shown of each kind")
    asked = parser.parse_args()
    result = read_back(asked.numbers, asked.seed)
    printed, read = Counter(n.noise for n in result.numbers), Counter(n.noise for n in result.numbers if n.read)
    total, good = printed.total(), read.total()
    print(f"{'noise':42} {'share':>6} {'printed':>8} {'read back':>9}")
    for noise in NOISES:
        share = read[noise] / printed[noise] if printed[noise] else 1.0
        print(f"{noise:42} {printed[noise] / total:6.1%} {printed[noise]:8,} {share:9.4f}")
        for n in [n for n in result.numbers if n.noise == noise and not n.read][: asked.examples]:
            print(f"    {n.text!r} is {n.key}, {n.sentence!r}")
    print(f"{'all':42} {1:6.1%} {total:8,} {good / total:9.5f}   (bound {READ_BACK})")
    print(f"read otherwise: {len(result.others)}: {', '.join(result.others[:8])}")
    letters, found = false_finds(int(asked.megabytes * 1_000_000), asked.seed)
    print(f"look-alikes: {letters / 1e6:.1f} MB of UTF-8, {len(found)} false finds   (bound {FALSE_FINDS})")
    for surface, sentence in found[:20]:
        print(f"    {surface!r} in {sentence!r}")
    return int(good / total < READ_BACK or len(found) > FALSE_FINDS)


if __name__ == "__main__":
    sys.exit(main())
