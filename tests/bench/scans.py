"""How well scans are read: word error rate, seconds a page, and what parsing finds against the text layer.

    python tests/bench/scans.py [--documents N] [--only VARIANT]

The documents of the corpus are printed (by LibreOffice where they are no PDF), drawn, stamped, laid askew, made noisy, and read
back by Tesseract. Everything follows from seeds, so figures repeat with the same versions of the programs.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from rapidfuzz.distance import Levenshtein

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from printed import printed
from scanning import Scanner, as_pdf, render, scan

from qcdc_parse import Document, parse
from qcdc_parse.parse import parse_source
from qcdc_parse.read import read

USUAL = Scanner()
VARIANTS: dict[str, tuple[Scanner, float]] = {
    "200 dpi, level": (replace(USUAL, stamp=False), 0.0),
    "200 dpi, skew up to 1.5": (replace(USUAL, stamp=False), 1.5),
    "200 dpi, skew up to 1.5, stamp": (USUAL, 1.5),
    "200 dpi, skew 3, stamp": (replace(USUAL, skew=3.0), 0.0),
    "150 dpi, skew up to 1.5, stamp": (replace(USUAL, dpi=150), 1.5),
    "200 dpi, photocopy, skew up to 1.5, grey stamp": (replace(USUAL, copied=0.7), 1.5),
    "200 dpi, upside down, stamp": (replace(USUAL, turn=2), 0.0),
}
"""Each with the angle that its pages are laid askew by at most, either way (at least 0.3 degrees)."""


def words(text: str) -> list[str]:
    return text.split()


def scanned(pdf: bytes, scanner: Scanner, most: float, seed: int) -> bytes:
    """Scan a document; the stamp falls on its last page."""
    draw = random.Random(seed)
    pages = render(pdf, scanner.dpi)
    out = []
    for number, page in enumerate(pages):
        askew = draw.choice((-1, 1)) * draw.uniform(0.3, most) if most else scanner.skew
        out.append(scan(page, replace(scanner, skew=askew), seed + number, stamped=scanner.stamp and number == len(pages) - 1))
    return as_pdf(out, scanner.dpi)


def keys(document: Document) -> Counter[str]:
    return Counter(reference.key or reference.surface for reference in document.references)


HEAD = ("doc_type", "key", "issuer", "place", "issued", "title", "signer")


def plain(document: Document, field: str) -> object:
    value = getattr(document.header, field)
    return value.name if field == "signer" and value else value


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=0, help="take so many documents, evenly spread (all)")
    parser.add_argument("--only", help="take the variants that have this in their name")
    options = parser.parse_args(arguments)
    papers = list(printed().items())
    if options.documents:
        papers = papers[:: max(1, len(papers) // options.documents)][: options.documents]
    truths = {name: (words(read(pdf, name=f"{name}.pdf").text), parse(pdf, name=f"{name}.pdf")) for name, pdf in papers}
    print(f"{'variant':48}{'pages':>6}{'words':>7}{'WER':>8}{'worst':>7}{'s/page':>8}{'references found':>18}{'wrong':>6}  header fields")
    for variant, (scanner, most) in VARIANTS.items():
        if options.only and options.only not in variant:
            continue
        errors = count = pages = there = found = wrong = fields = right = 0
        seconds = worst = 0.0
        for seed, (name, pdf) in enumerate(papers):
            picture = scanned(pdf, scanner, most, 100 * seed)
            true, known = truths[name]
            begin = time.perf_counter()
            text = read(picture, name=f"{name}.pdf")
            seconds += time.perf_counter() - begin
            wrongs = Levenshtein.distance(true, words(text.text))
            document = parse_source(text)
            errors, count, pages = errors + wrongs, count + len(true), pages + (text.source.pages or 0)
            worst = max(worst, wrongs / len(true))
            there += keys(known).total()
            found += (keys(known) & keys(document)).total()
            wrong += (keys(document) - keys(known)).total()
            fields += len(HEAD)
            right += sum(plain(known, field) == plain(document, field) for field in HEAD)
        rate, share = errors / count, f"{found}/{there} {found / there:.1%}"
        print(
            f"{variant:48}{pages:6}{count:7}{rate:8.2%}{worst:7.1%}{seconds / pages:8.2f}{share:>18}{wrong:6}  {right}/{fields}", flush=True
        )


if __name__ == "__main__":
    main()
