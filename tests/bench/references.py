"""Throughput of references over 10 MB of official text on one core, and what it is beside others. Run by `make bench`.

The text is put together from the corpus, with new numbers and dates in every copy so that nothing is known from before, and
with lines between that cite nothing and hold hardly a figure, until it holds as many mentions a megabyte as real reports do. The same run measures
a plain big pattern that begins at the optional type word, and eyecite on an English opinion.

    python tests/bench/references.py [DIRECTORY]

With a directory the text is put together from the documents in it, as they are, instead of the corpus.
"""

from __future__ import annotations

import gc
import random
import re
import sys
from pathlib import Path

import regex
from throughput import OPINION, best, megabytes

from qcdc_parse import parse
from qcdc_parse.catalog import doc_types
from qcdc_parse.identity.registry import builtin
from qcdc_parse.model import Header
from qcdc_parse.passages import Passage, PassageAt, place_finder
from qcdc_parse.references import find_references
from qcdc_parse.references.find import find_numbered
from qcdc_parse.references.lines import LineOf, line_finder
from qcdc_parse.references.mention import Mention
from qcdc_parse.references.reading import find_mentions, holders, read_mentions
from qcdc_parse.references.relate import relate
from qcdc_parse.references.resolve import resolve
from qcdc_parse.text import Line

CORPUS = Path(__file__).parents[2] / "corpus" / "documents"
DENSE, REAL = None, 1060
"""Mentions a megabyte: as the documents have them (the corpus some 4,600), and as five real reports and resolutions have them."""
_SERIAL = regex.compile(r"(?<![\d/])\d{1,4}(?=\s?-\s?\p{Lu}|/\p{Lu}{2}|/20\d\d/)")
_DAY = regex.compile(r"(?<![\d/])\d{1,2}/\d{1,2}(?=/20\d\d)")


def official_text(size: int, density: int | None, directory: Path = CORPUS) -> str:
    """Return about `size` bytes of documents, their numbers and days drawn anew, with silent lines between to the density."""
    rng = random.Random(1)
    documents = [parse(path) for path in sorted(directory.iterdir())]
    silent = []
    for document in documents:
        at = 0
        for line in document.text.split("\n"):
            cited = any(at <= r.span.start < at + len(line) for r in document.references)
            if len(line) > 60 and not cited and sum(map(str.isdigit, line)) < len(line) / 100:
                silent.append(line)
            at += len(line) + 1
    out: list[str] = []
    total = mentions = 0
    while total < size:
        if density is not None and mentions / max(total, 1) * 1e6 > density:
            piece, cited = rng.choice(silent), 0
        else:
            document = rng.choice(documents)
            piece, cited = document.text, len(document.references)
        piece = _SERIAL.sub(lambda _: str(rng.randint(1, 999)), piece)
        piece = _DAY.sub(lambda _: f"{rng.randint(1, 28)}/{rng.randint(1, 12)}", piece)
        out.append(piece)
        total += len(piece.encode()) + 1
        mentions += cited
    return "\n".join(out)


def lines_of(text: str) -> list[Line]:
    """Cut a text into lines."""
    out, at = [], 0
    for line in text.split("\n"):
        out.append(Line(at, at + len(line), line))
        at += len(line) + 1
    return out


def big_pattern() -> re.Pattern[str]:
    """Return what one would write first: type word, `số`, number, symbol, in one pattern."""
    types = "|".join(sorted((t.name for t in doc_types()), key=len, reverse=True))
    return re.compile(
        rf"(?:(?:{types})\s+)?(?:số\s*:?\s*)?\d{{1,5}}[a-zđ]?\s?[-–/]\s?(?:(?:19|20)\d\d\s?[-–/]\s?)?[A-ZĐ][A-ZĐa-z\d&]*(?:\s?[-–/]\s?[A-ZĐ][A-ZĐ\d&]*)*"
    )


def settled(text: str, line_of: LineOf, place_of: PassageAt) -> list[Mention]:
    """Find mentions and read, relate and resolve them: all that `find_references` does but checks and records."""
    mentions = read_mentions(text, find_mentions(text, line_of, place_of), line_of)
    inside = holders(mentions)
    headers = [place_of(m.start).header for m in mentions]
    resolve(text, mentions, headers, headers[0], builtin(), inside)
    relate(text, mentions, inside, line_of)
    return mentions


def row(what: str, size: float, seconds: float, found: int | None = None) -> None:
    """Print a line of the table."""
    print(f"{what:64} {size:7.2f} {size / seconds:8.2f} {found if found is not None else '':>8}")


def main() -> None:
    """Print the table."""
    print(f"{'what':64} {'MB':>7} {'MB/s':>8} {'found':>8}")
    directory = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS
    densities = (("given documents", DENSE),) if len(sys.argv) > 1 else (("real density", REAL), ("corpus density", DENSE))
    for name, density in densities:
        text = official_text(10_000_000, density, directory)
        size, lines = megabytes(text), lines_of(text)
        places = [Passage(0, len(text), 0, "paragraph", None, "", Header(doc_type="Báo cáo"))]
        line_of, place_of = line_finder(lines), place_finder(places)
        numbered = find_numbered(text, line_of)
        row(f"{name}: finding, numbers", size, best(lambda t=text, f=line_of: find_numbered(t, f)), len(numbered))
        found = find_mentions(text, line_of, place_of)
        row(f"{name}: finding, all kinds", size, best(lambda t=text, f=line_of, p=place_of: find_mentions(t, f, p)), len(found))
        seconds = best(lambda t=text, f=line_of, p=place_of: settled(t, f, p), 3)
        row(f"{name}: and attributes, relations, identities", size, seconds, len(settled(text, line_of, place_of)))
        references, _ = find_references(text, lines, places)
        seconds = best(lambda t=text, ls=lines, p=places: find_references(t, ls, p), 3)
        row(f"{name}: and checks, as records", size, seconds, len(references))
        pattern = big_pattern()
        row(
            f"{name}: one big pattern",
            size,
            best(lambda t=text, p=pattern: sum(1 for _ in p.finditer(t)), 2),
            sum(1 for _ in pattern.finditer(text)),
        )
    rates = {}
    for name, wanted in (("20 KB", 20_000), ("2 MB", 2_000_000)):
        text = official_text(wanted, REAL)
        lines = lines_of(text)
        places = [Passage(0, len(text), 0, "paragraph", None, "", Header(doc_type="Báo cáo"))]
        times = 200 if wanted < 100_000 else 5
        rates[name] = best(lambda t=text, ls=lines, p=places: find_references(t, ls, p), times) / megabytes(text)
        row(f"all of it, one text of {name}", megabytes(text), rates[name] * megabytes(text))
    print(f"seconds per MB, 2 MB against 20 KB: {rates['2 MB'] / rates['20 KB']:.2f} times")
    try:
        from eyecite import get_citations
    except ImportError:
        print("eyecite is not installed: pip install -e '.[bench]'")
        return
    opinion = OPINION * 60
    gc.collect()
    row("eyecite.get_citations, English opinion", megabytes(opinion), best(lambda: get_citations(opinion), 3), len(get_citations(opinion)))


if __name__ == "__main__":
    main()
