"""Lines of a PDF as this reader and as pdfplumber give them, side by side."""

from __future__ import annotations

import io
import unicodedata
from collections import Counter
from itertools import combinations
from typing import NamedTuple

import pdfplumber
import pypdfium2 as pdfium

from qcdc_parse.read import Limits
from qcdc_parse.read.pdf.lines import Line
from qcdc_parse.read.pdf.pages import read_page


class Agreement(NamedTuple):
    """How many lines pdfplumber gives outside tables, and those among them that this reader does not."""

    lines: int
    missing: tuple[tuple[int, str], ...]


def fold(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def agreement(data: bytes) -> Agreement:
    """Compare line by line, white space folded.

    Lines side by side in two columns, which pdfplumber writes as one wherever their tops are within three points, may be joined.
    """
    document = pdfium.PdfDocument(data)
    count = 0
    missing: list[tuple[int, str]] = []
    with pdfplumber.open(io.BytesIO(data)) as theirs:
        for index, page in enumerate(theirs.pages):
            lines = [line for line in read_page(document, index, "a.pdf", Limits()).lines if not line.table]
            ours = Counter(fold(line.text) for line in lines)
            joined = set(_side_by_side(lines))
            for table in page.find_tables():
                if len(table.rows) > 1 and len(table.rows[0].cells) > 1:
                    page = page.outside_bbox(table.bbox)  # noqa: PLW2901
            for text in map(fold, page.extract_text().split("\n")):
                if not any(map(str.isalnum, text)):  # rules
                    continue
                count += 1
                if ours[text]:
                    ours[text] -= 1
                elif text not in joined:
                    missing.append((index + 1, text))
            page.close()
    document.close()
    return Agreement(count, tuple(missing))


def _side_by_side(lines: list[Line]) -> list[str]:
    pairs = [sorted(pair, key=lambda line: line.box[0]) for pair in combinations(lines, 2) if _beside(*pair)]
    return [fold(f"{left.text} {right.text}") for left, right in pairs]


def _beside(a: Line, b: Line) -> bool:
    overlap = min(a.box[3], b.box[3]) - max(a.box[1], b.box[1])
    return overlap > 0 and (a.box[2] <= b.box[0] + 1 or b.box[2] <= a.box[0] + 1)
