"""The passages of a report: its pieces, tables row by row, with what they begin with and what they give."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from qcdc_parse.catalog import raw
from qcdc_parse.model import BlockKind, Section
from qcdc_parse.report.alignment.asked import plain
from qcdc_parse.report.alignment.pieces import Piece

__all__ = ["Passage", "counts", "passages_of"]

_FIGURE = re.compile(r"\d")
_FIRST_FIGURE = re.compile(r"\D{0,24}\d")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_CELL_FIGURE = re.compile(r"(?!(?:19|20)\d\d$)\d[\d.,/% ]*")
_ENDS = frozenset(".;:\n\t")
_MARKS = "-+*•– "
_LONGEST_LEAD = 96
_LONGEST_HEADING, _WORDS = 132, 22
_HEAD_WORDS = 8


class Passage(NamedTuple):
    """Words of the body: ``start`` to ``end`` of the text."""

    start: int
    end: int
    kind: BlockKind
    marker: str | None
    section: Section | None
    lead: str | None
    """What it says ahead of a colon; of a row, the first cell with words."""
    bare: bool
    """Nothing stands behind the lead, or it is no longer than a heading: it may be one."""
    heading: bool
    """It is the heading of its section."""
    judged: bool
    """It says of an indicator whether that was reached."""
    counted: bool
    """It gives a figure for what it names: `Số cuộc đối thoại: 12 cuộc`."""
    table: tuple[int, int] | None = None
    """Of a row: its whole table."""


def passages_of(pieces: list[Piece], text: str, judges: Callable[[int, int], bool]) -> list[Passage]:
    """Make passages of pieces."""
    out: list[Passage] = []
    for piece in pieces:
        if piece.kind == "table":
            out += _rows(piece, text, judges)
        else:
            out.append(_passage(piece, text, judged=judges(piece.start, piece.end)))
    return out


def _passage(piece: Piece, text: str, *, judged: bool) -> Passage:
    start, end = piece.start, piece.end
    colon = text.find(":", start, min(end, start + _LONGEST_LEAD))
    said = text[start:colon].strip(_MARKS) if colon >= 0 and text[colon + 1 : colon + 2].strip() == "" else None
    if said and not _ENDS.intersection(said):
        behind = text[colon + 1 : end]
        bare, counted = not behind.strip(), counts(said, behind)
    else:
        said, counted = None, False
        bare = end - start < _LONGEST_HEADING and _is_short(text[start:end])
    return Passage(start, end, piece.kind, piece.marker, piece.section, said, bare, piece.heading, judged, counted)


def _is_short(words: str) -> bool:
    return len(words.split()) <= _WORDS and (words.isupper() or not _FIGURE.search(plain(words)))


def counts(said: str, behind: str) -> bool:
    """Tell whether words ahead of a colon count something, and a figure follows."""
    return bool(_FIRST_FIGURE.match(behind)) and said.lower().startswith(_counting())


@cache
def _counting() -> tuple[str, ...]:
    return tuple(raw("answers")["counted"]["words"])


def _rows(table: Piece, text: str, judges: Callable[[int, int], bool]) -> Iterator[Passage]:
    """Yield the rows of a table; the head goes with the first of them."""
    whole, start = (table.start, table.end), table.start
    rows = []
    for row in text[table.start : table.end].split("\n"):
        rows.append((start, start + len(row), [cell.strip() for cell in row.split("\t")]))
        start += len(row) + 1
    if len(rows) > 1 and _is_head(rows[0][2]):
        rows[:2] = [(rows[0][0], rows[1][1], rows[1][2])]
    for first, last, cells in rows:
        label = next((cell for cell in cells if _LETTERS.search(cell)), None)
        judged = judges(first, last)
        yield Passage(
            first, last, "table", None, table.section, label, bare=False, heading=False, judged=judged, counted=False, table=whole
        )


def _is_head(cells: list[str]) -> bool:
    """Tell whether a row names columns: no cell holds a figure, years apart, or a statement."""
    named = [cell for cell in cells if _LETTERS.search(cell)]
    return len(named) > 1 and not any(
        _CELL_FIGURE.fullmatch(cell) or len(cell.split()) > _HEAD_WORDS or cell.endswith((".", ";")) for cell in cells
    )
