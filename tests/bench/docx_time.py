"""Time, growth and memory of reading DOCX. Run by `make bench`.

A document of 200 pages is read, and one four times as long; four times the length may take at most six times as long.
Exits 1 where it takes longer.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from qcdc_parse.read import read

sys.path.insert(0, str(Path(__file__).parents[1]))
from ooxml import docx, p, r

PAGES = 200
FACTOR = 6.0
PARAGRAPHS = 12
"""Paragraphs of a page, each of three runs; beside them a table of four columns."""


def document(pages: int) -> bytes:
    """A DOCX with numbered headings, runs of different looks and ruled tables."""
    templates = ("%1.", "%1.%2.", "%1.%2.%3.")
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{template}"/></w:lvl>'
        for at, template in enumerate(templates)
    )
    numbering = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    edges = '<w:tblPr><w:tblBorders><w:top w:val="single"/><w:insideV w:val="single"/></w:tblBorders></w:tblPr>'
    cell = "<w:tc><w:tcPr/>" + p("95%") + "</w:tc>"
    row = f"<w:tr>{cell * 4}</w:tr>"
    table = f"<w:tbl>{edges}<w:tblGrid/>{row * 5}</w:tbl>"
    head = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr>'
    text = "Cấp ủy các cấp tập trung lãnh đạo thực hiện nhiệm vụ chuyển đổi số ở cơ sở; "
    page = "".join(p(r(text, "<w:b/>"), r(text), r(text, '<w:sz w:val="28"/>'), properties=head.format(at % 3)) for at in range(PARAGRAPHS))
    return docx((page + table) * pages, numbering=numbering)


def seconds(data: bytes) -> float:
    """Return the processor time of one reading."""
    start = time.process_time()
    read(data, name="a.docx")
    return time.process_time() - start


def peak(data: bytes) -> float:
    """Return the MB that an interpreter takes to read one file, its own and those of the libraries included."""
    script = (
        "import resource, sys; from pathlib import Path; from qcdc_parse.read import read; read(Path(sys.argv[1]));"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    with tempfile.NamedTemporaryFile(suffix=".docx") as file:
        file.write(data)
        file.flush()
        done = subprocess.run([sys.executable, "-c", script, file.name], check=True, capture_output=True, text=True)
    return int(done.stdout) / 1024


def main() -> int:
    """Print a line."""
    small, large = document(PAGES), document(4 * PAGES)
    quick = min(seconds(small) for _ in range(3))
    slow = min(seconds(large) for _ in range(3))
    ratio = slow / quick
    print(f"DOCX of {PAGES} pages: {quick:.2f} s, peak memory {peak(small):.0f} MB; four times as long: {ratio:.1f} times the time")
    return int(ratio > FACTOR)


if __name__ == "__main__":
    sys.exit(main())
