"""Legacy encodings on whole documents: how many letters come back, and how many Unicode letters were touched.

    python tests/bench/legacy.py [DIRECTORY …]

Documents of the corpus, and of further directories, are written in TCVN3 and VNI-Windows (`tests/encoders.py`), detected line
by line and decoded. Files that are Unicode must stay as they are.
"""

from __future__ import annotations

import sys
import time
import unicodedata
from difflib import SequenceMatcher
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from encoders import to_tcvn3, to_vni

from qcdc_parse.clean.edits import apply
from qcdc_parse.clean.glyphs import repair
from qcdc_parse.legacy import decoded_edits

CORPUS = Path(__file__).parents[2] / "corpus" / "documents"


def right(text: str, found: str) -> tuple[int, int]:
    """Letters of a text, and how many of them stand in what was found, line by line."""
    letters = same = 0
    for a, b in zip(text.split("\n"), found.split("\n"), strict=True):
        letters += sum(map(str.isalpha, a))
        if a == b:
            same += sum(map(str.isalpha, a))
        else:
            blocks = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
            same += sum(sum(map(str.isalpha, a[m.a : m.a + m.size])) for m in blocks)
    return letters, same


def main() -> None:
    """Print the table."""
    folders = [CORPUS, *map(Path, sys.argv[1:])]
    print(f"{'documents':28} {'as':14} {'letters':>8} {'right':>8} {'share':>8} {'MB/s':>6}")
    for folder in folders:
        texts = [repair(p.read_text("utf-8"))[0].text for p in sorted(folder.iterdir()) if p.suffix in {".txt", ".md"}]
        texts = [unicodedata.normalize("NFC", text) for text in texts]
        for name, encode in (
            ("tcvn3", to_tcvn3),
            ("vni", to_vni),
            ("unicode", str),
            ("unicode, nfd", lambda t: unicodedata.normalize("NFD", t)),
        ):
            sources = [encode(text) for text in texts]
            start = time.process_time()
            found = [decoded_edits(source).edits for source in sources]
            seconds = time.process_time() - start
            counts = [
                right(text, unicodedata.normalize("NFC", apply(source, edits).text))
                for text, source, edits in zip(texts, sources, found, strict=True)
            ]
            letters, same = map(sum, zip(*counts, strict=True))
            size = sum(len(text.encode()) for text in texts) / 1e6
            print(f"{folder.name + f' ({len(texts)})':28} {name:14} {letters:8} {same:8} {same / letters:8.5f} {size / seconds:6.1f}")


if __name__ == "__main__":
    main()
