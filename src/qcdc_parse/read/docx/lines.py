"""Lines as a DOCX prints them: runs of equal look put together, broken where the file breaks them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from qcdc_parse.read.docx.styles import RunFormat
from qcdc_parse.text import CELL_BREAK, Look, Place

MARK, END = "\ufdd0", "\ufdd1"
"""Stand around the mark of a note until the text is put together; noncharacters, taken out of what files say."""
_SENTINELS = str.maketrans("", "", MARK + END)
_PAGE_NUMBER = re.compile(
    r"[\W_]*(?:(?:trang|page|tr|số|of|của|trên)[\W_]*)*(?:\d+|[ivxl]+)[\W_]*(?:(?:of|của|trên|trang)?[\W_]*\d+[\W_]*)?", re.IGNORECASE
)


class Run(NamedTuple):
    """Letters of one look; a line break is a newline."""

    text: str
    format: RunFormat


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line: its text, what it looks like, the number of its paragraph from 1 (None outside the body)."""

    text: str
    look: Look
    paragraph: int | None = None


def without_sentinels(text: str) -> str:
    """Return the text of a file without the characters that are used here to mark notes."""
    return text if text.isascii() else text.translate(_SENTINELS)


def marked(text: str) -> str:
    """Return the mark of a note, so that its place is found again."""
    return f"{MARK}{text}{END}"


def print_lines(label: str, runs: list[Run], mark: RunFormat, level: int | None, paragraph: int | None) -> list[PrintedLine]:
    """Break the runs of a paragraph into its lines; an empty paragraph is one empty line that looks like its ``mark``."""
    broken: list[list[Run]] = [[]]
    for run in runs:
        first, *others = run.text.split("\n") if "\n" in run.text else (run.text,)
        broken[-1].append(run._replace(text=first))
        broken += [[run._replace(text=text)] for text in others]
    out = []
    for index, line in enumerate(broken):
        text = "".join(run.text for run in line)
        out.append(PrintedLine(text if index else label + text, _look(line, mark, level), paragraph))
    return out


def _look(line: list[Run], mark: RunFormat, level: int | None) -> Look:
    """Say what a line looks like: what all of its letters share, and the size that most of them have."""
    weights: dict[RunFormat, int] = {}
    for text, form in line:
        if MARK in text:
            continue
        if count := sum(map(str.isalnum, text)):
            weights[form] = weights.get(form, 0) + count
    if not weights:
        weights = {form: 1 for text, form in line if text.strip()} or {mark: 1}
    size = max(weights, key=lambda form: weights[form]).size
    return Look(all(f.bold for f in weights), all(f.italic for f in weights), all(f.underline for f in weights), size, level)


def fold_cell(lines: Iterable[PrintedLine]) -> str:
    """Return the lines of a cell as one."""
    return " ".join(" ".join(line.text for line in lines).split())


def print_row(cells: list[list[PrintedLine]]) -> PrintedLine | None:
    """Return the row of a table as one line; None where nothing stands in it."""
    texts = [fold_cell(cell) for cell in cells]
    filled = [line for cell in cells for line in cell if line.text.strip()]
    if not filled:
        return None
    looks = [line.look for line in filled]
    look = Look(all(k.bold for k in looks), all(k.italic for k in looks), all(k.underline for k in looks), looks[0].size)
    return PrintedLine(CELL_BREAK.join(text or " " for text in texts), look, filled[0].paragraph)


def at_place(lines: Iterable[PrintedLine], place: Place) -> list[PrintedLine]:
    """Return lines of a note or a head as standing at a place; a head that is only a page number says so."""
    out = []
    for line in lines:
        page = place != "footnote" and len(line.text) < 40 and _PAGE_NUMBER.fullmatch(line.text)
        here: Place = "page_number" if page else place
        out.append(replace(line, look=line.look._replace(place=here)))
    return out
