"""How well text layers are judged: precision and recall of ``rubbish`` on pages whose label is known.

    python tests/bench/layers.py [--pages N] [--more FILE ...]

Good pages: the corpus as printed, the same read by Tesseract with Vietnamese, without its marks, in TCVN3 and VNI, tables of numbers,
lists of names, short pages, and the text files given with ``--more`` (English ones, say). Rubbish: the corpus scanned in several
ways and read by Tesseract with English, which writes no Vietnamese; private, shifted and substituted letters; a recogniser
acted out. Stamps are those of ``tests/layers.py``.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from layers import EMPTY, GOOD_SHORT, STAMPS, damaged, names, numbers, unharmed
from printed import printed
from scanning import Scanner, render, scan

from qcdc_parse.read import pictures
from qcdc_parse.read.quality import THRESHOLD, judge

SCANNERS = {
    "good": Scanner(skew=0.4, stamp=False),
    "stamped": Scanner(skew=-1.4),
    "coarse": Scanner(dpi=110, skew=0.5, quality=40, stamp=False),
    "copied": Scanner(dpi=150, skew=0.8, copied=0.8, stamp=False),
}


def recognised(pdf: bytes, scanner: Scanner, language: str, seed: int) -> Iterator[str]:
    """Read the pages of a scan by Tesseract in a language."""
    for number, page in enumerate(render(pdf, scanner.dpi)):
        picture = pictures.as_pgm(scan(page, scanner, seed + number).convert("L"))
        command = ["tesseract", "-", "-", "-l", language, "--dpi", str(scanner.dpi)]
        yield subprocess.run(command, input=picture, capture_output=True, check=True).stdout.decode()


def cut(text: str, size: int = 1800) -> Iterator[str]:
    for at in range(0, len(text), size):
        yield text[at : at + size]


def labelled(count: int, more: Sequence[Path]) -> Iterator[tuple[str, str, list[str]]]:
    """Yield sets of pages: the verdict they ought to have, a name, the texts."""
    papers = list(printed().values())
    texts = [page for pdf in papers for page in printed_pages(pdf)][:count]
    yield "good", "printed", texts
    for name, change in unharmed().items():
        yield "good", name, [change(text) for text in texts]
    yield "good", "numbers", [numbers(seed) for seed in range(30)]
    yield "good", "names", [names(seed) for seed in range(30)]
    yield "good", "short", list(GOOD_SHORT)
    for path in more:
        yield "good", path.name[:24], list(cut(path.read_text(encoding="utf-8", errors="replace")))
    yield "stamp", "stamps", list(STAMPS)
    yield "empty", "empty", list(EMPTY)
    for name, change in damaged().items():
        yield "rubbish", name, [change(text) for text in texts if len(text) > 300]
    for language, verdict in (("vie", "good"), ("eng", "rubbish")):
        for seed, (name, scanner) in enumerate(SCANNERS.items()):
            some = papers[seed :: len(SCANNERS)]
            pages = (text for pdf in some for text in recognised(pdf, scanner, language, seed))
            yield verdict, f"{language}, {name}", list(islice(pages, max(count // 4, 1)))


def printed_pages(pdf: bytes) -> Iterator[str]:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        yield page.get_textpage().get_text_range()


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=1000, help="pages of a set at most")
    parser.add_argument("--more", type=Path, nargs="*", default=[], help="further text files that are good")
    options = parser.parse_args(arguments)
    print(f"{'ought to be':12}{'set':26}{'pages':>6}{'right':>7}{'lowest':>8}{'median':>8}{'highest':>8}")
    true = called = rubbish = 0
    for verdict, name, texts in labelled(options.pages, options.more):
        found = [judge(text) for text in texts]
        scores = sorted(one.score for one in found)
        right = sum(one.verdict == verdict for one in found)
        print(f"{verdict:12}{name:26}{len(found):6}{right:7}{scores[0]:8.2f}{scores[len(scores) // 2]:8.2f}{scores[-1]:8.2f}", flush=True)
        called += sum(one.verdict == "rubbish" for one in found)
        rubbish += len(found) if verdict == "rubbish" else 0
        true += right if verdict == "rubbish" else 0
    print(f"rubbish at {THRESHOLD}: precision {true / called:.3f}, recall {true / rubbish:.3f}")


if __name__ == "__main__":
    main()
