"""Page furniture: page numbers, running heads and model debris, told apart from the body.

Sources of the rules: pages of Party documents carry the number at the top centre (Hướng dẫn 36-HD/VPTW), state
documents likewise (Nghị định 30/2020/NĐ-CP, Phụ lục I); converters drop them into the text between two halves of a sentence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

from qcdc_parse.clean.rawlines import RawLine
from qcdc_parse.clean.wraps import STARTS
from qcdc_parse.model import FurnitureKind

_BARE = re.compile(r"(?:[-–—~]\s*)?(\d{1,3})(?:\s*[-–—~])?$")
_NAMED = re.compile(r"[\W_]{0,12}(?:Trang|Page|Tr\.)\s*:?\s*(\d{1,4})(?:\s*(?:/|của|of)\s*\d{1,4})?[\W_]{0,12}$", re.IGNORECASE)
_OF = re.compile(r"(\d{1,4})\s*/\s*(\d{1,4})$")
_DEBRIS = re.compile(r"\W*[.…]{2,}.*\w.*[.…]{2,}\W*$|\W*\[[^\]]*\]\W*$")
_DIGITS = re.compile(r"\d+")

_OUTSIDE: dict[str, FurnitureKind] = {
    "page_number": "page_number",
    "running_head": "running_head",
    "boilerplate": "boilerplate",
    "debris": "debris",
}
"""Places outside the document that readers know of."""

FAR = 12
"""Two page numbers of an unpaged text stand at least this many lines apart."""


def find_furniture(lines: list[RawLine]) -> dict[int, FurnitureKind]:
    """Return the kind of every line that is furniture, by its index."""
    found: dict[int, FurnitureKind] = {}
    for index, line in enumerate(lines):
        if kind := _OUTSIDE.get(line.look.place):
            found[index] = kind
    _debris(lines, found)
    _page_numbers(lines, found)
    if found or (lines and lines[-1].page):
        _running_heads(lines, found)
    return found


def _debris(lines: list[RawLine], found: dict[int, FurnitureKind]) -> None:
    """Lines that a vision model repeated: three or more alike in a row, between dots or in brackets (`... (liên …) ...`)."""
    start = 0
    for index in range(1, len(lines) + 1):
        if index < len(lines) and lines[index].text == lines[start].text:
            continue
        text = lines[start].text
        if index - start >= 3 and len(text) > 3 and _DEBRIS.match(text) and not lines[start].table:
            found.update(dict.fromkeys(range(start, index), "debris"))
        start = index


def _edges(lines: list[RawLine], index: int) -> bool:
    """Tell whether a line is the first or last of its page."""
    page = lines[index].page
    first = index == 0 or lines[index - 1].page != page
    last = index + 1 == len(lines) or lines[index + 1].page != page
    return first or last


def _interrupts(lines: list[RawLine], index: int, span: int = 1) -> bool:
    """Tell whether the line stands between two halves of one sentence."""
    if index == 0 or index + span >= len(lines):
        return False
    before, after = lines[index - 1].text, lines[index + span].text
    return before[-1] not in ".:;!?…-–/(," and after[0].islower() and not STARTS.match(after)


def _page_numbers(lines: list[RawLine], found: dict[int, FurnitureKind]) -> None:
    paged = bool(lines) and lines[-1].page > 0
    loose: list[tuple[int, int]] = []
    for index, line in enumerate(lines):
        text = line.text
        if len(text) > 40 or line.table or not any(map(str.isdigit, text)):
            continue
        if _NAMED.match(text):
            found[index] = "page_number"
        elif (m := _BARE.match(text)) or (m := _OF.match(text)):
            edge = paged and _edges(lines, index)
            if m.re is _OF and not (edge and int(m[1]) <= int(m[2])):
                continue
            if edge or _interrupts(lines, index):
                found[index] = "page_number"
            loose.append((index, int(m[1])))
    # A rising sequence far enough apart to be pages; columns of numbers stand close together.
    chains: dict[int, list[int]] = {}
    for index, value in loose:
        chain = chains.pop(value - 1, [])
        if chain and index - chain[-1] < FAR:
            chains[value - 1] = chain
            chain = []
        chain = [*chain, index]
        if len(chain) >= 2:
            found.update(dict.fromkeys(chain, "page_number"))
        chains[value] = chain


def _running_heads(lines: list[RawLine], found: dict[int, FurnitureKind]) -> None:
    """Lines repeated, digits aside, beside page numbers or at page edges; labels, bullets and sentence ends never are."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        text = line.text
        if 4 < len(text) <= 120 and text[0].isupper() and text[-1] not in ".;,:" and not line.table and index not in found:
            places[_DIGITS.sub("0", text)].append(index)
    numbers = {i for i, kind in found.items() if kind == "page_number"}
    pages = lines[-1].page + 1
    for text, indexes in places.items():
        if len(indexes) < 2 or any(b - a < FAR // 2 for a, b in pairwise(indexes)) or STARTS.match(text):
            continue
        beside = [i for i in indexes if i - 1 in numbers or i + 1 in numbers]
        edges = [i for i in indexes if pages > 2 and _edges(lines, i)]
        if len(beside) >= 2 and len(beside) >= len(indexes) - 1:
            found.update(dict.fromkeys(beside, "running_head"))
        elif len(edges) >= max(3, pages // 3) and len(edges) >= len(indexes) - 1:
            found.update(dict.fromkeys(edges, "running_head"))
