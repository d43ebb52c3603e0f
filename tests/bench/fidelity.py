"""How much of the text of the corpus is read from files of several programs. Run from the top of the repository:

    python tests/bench/fidelity.py [--only PRODUCER ...] [--font FONT ...] [--show N] [--keep DIR]

Each document of the corpus is set by each producer in each font and read again. A row tells of one producer and font: files,
tokens written, their share read in order (the longest common subsequence of tokens; page numbers and running heads are not
counted), the worst file, tokens read that were not written there, differences of white space alone, tokens found neither in text nor furniture, and the shares of
references (keys) and section labels that are as in the record of the plain text.

Letterheads and signatures are kept on one page: of one that a page break cuts, no print tells whether it is read by page or by
column. Rows of ruled tables may go on over the page.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from comparison import Fidelity, compare, keys, labels, share
from drafts import Draft, corpus_drafts, truth
from producers import FONTS, PRODUCERS, STRESS_FONTS, missing

from qcdc_parse import ReadError, parse, parse_text


def make(producer: str, font: str, drafts: Mapping[str, Draft], folder: Path) -> dict[str, Path]:
    """Make the files, or take those that an earlier run has kept."""
    ending, function = PRODUCERS[producer]
    place = folder / f"{producer}-{font.replace(' ', '')}"
    files = {name: place / f"{name}.{ending}" for name in drafts}
    if not all(path.is_file() for path in files.values()):
        place.mkdir(parents=True, exist_ok=True)
        for name, data in function(drafts, font).items():
            files[name].write_bytes(data)
    return files


def measure(files: Mapping[str, Path], drafts: Mapping[str, Draft], show: int) -> str:
    """Read the files; return the figures of a row, and print the worst differences."""
    start = time.perf_counter()
    found: list[tuple[str, Fidelity]] = []
    same = [0, 0, 0, 0]
    for name, path in files.items():
        written = truth(drafts[name])
        try:
            record = parse(path)
        except ReadError as error:
            print(f"  not read: {error}")
            record = parse_text("")
        found.append((name, compare(written, record)))
        plain = parse_text(written)
        numbers = (*share(keys(plain), keys(record)), *share(labels(plain), labels(record)))
        same = [a + b for a, b in zip(same, numbers, strict=True)]
    seconds = time.perf_counter() - start
    wanted = sum(len(f.wanted) for _, f in found)
    kept = sum(f.kept for _, f in found)
    extra = sum(f.extra for _, f in found)
    parted = sum(f.parted for _, f in found)
    vanished = sum(f.vanished.total() for _, f in found)
    worst, least = min(found, key=lambda item: item[1].share)
    for name, fidelity in sorted(found, key=lambda item: item[1].share)[: show and len(found)]:
        for before, lacking, got in fidelity.differences()[:show]:
            print(f"  {name}: … {before} [{lacking[:160]}] read as [{got[:160]}]")
    shares = f"{same[0] / max(1, same[1]):8.4f}{same[2] / max(1, same[3]):8.4f}"
    return f"{len(files):5}{wanted:8}{kept / max(1, wanted):9.5f}{least.share:8.4f} {worst[:10]:10}{extra:6}{parted:7}{vanished:9}{shares}{seconds:7.1f}"


def main() -> int:
    """Run the command line; return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--only", nargs="*", default=list(PRODUCERS), choices=list(PRODUCERS), metavar="PRODUCER", help=", ".join(PRODUCERS)
    )
    parser.add_argument("--font", nargs="*", default=[*FONTS, *STRESS_FONTS], help=", ".join((*FONTS, *STRESS_FONTS)))
    parser.add_argument("--show", type=int, default=0, metavar="N", help="show N differences of each file, the worst files first")
    parser.add_argument("--keep", type=Path, help="keep the files in this folder and take those that are there")
    options = parser.parse_args()
    drafts = corpus_drafts()
    print(f"{'producer':38}files  tokens    share   worst {'':10} extra parted vanished    keys  labels seconds")
    with tempfile.TemporaryDirectory(prefix="fidelity-") as made:
        for producer in options.only:
            if reason := missing(producer):
                print(f"{producer:38}skipped: {reason}")
                continue
            for font in options.font if producer != "pandoc" else options.font[:1]:
                stress = "*" if font in STRESS_FONTS else ""
                name = f"{producer} {PRODUCERS[producer][0]} {font}{stress}"
                print(f"{name:38}{measure(make(producer, font, drafts, options.keep or Path(made)), drafts, options.show)}", flush=True)
    print("* stress: the font lacks Vietnamese letters")
    return 0


if __name__ == "__main__":
    sys.exit(main())
