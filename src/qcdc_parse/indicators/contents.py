"""What stands in a column, where its heading leaves it open: ticks, verdicts, degrees in figures, serial numbers."""

from __future__ import annotations

import regex

from qcdc_parse.catalog import verdicts
from qcdc_parse.indicators.figures import read_cell
from qcdc_parse.indicators.grid import Row
from qcdc_parse.indicators.rownames import is_sum

_SERIAL = regex.compile(r"[IVXLC]{1,5}[.)]?|\d{1,3}(?:\.\d{1,3})*[.)]?|[A-Za-zĐđ][.)]?|[-–+*•]")
TICK = regex.compile(r"[xX✓✔√☑☒vV+]|\(\s*[xX]\s*\)|\[\s*[xX]\s*\]")
_NAMES = 2
"""A row is named in one of the first columns."""
_NO_TICK = frozenset({"", "-", "–", "☐", "□", "0", "o", "O"})


def has_ticks(body: tuple[Row, ...], column: int) -> bool:
    """Tell a column of ticks from one that counts how many were judged so; a row that sums it up may count them."""
    texts = [text for row in body if (text := row.at(column).text) and not any(is_sum(cell.text) for cell in row.cells[:_NAMES])]
    return any(map(TICK.fullmatch, texts)) and all(text in _NO_TICK or TICK.fullmatch(text) for text in texts)


def judges(body: tuple[Row, ...], column: int) -> bool:
    """Tell a column in whose cells verdicts stand, whatever it is called."""
    cells = [cell.text.lower() for row in body if (cell := row.at(column)).text]
    said = sum(_first_words(text) in verdicts() for text in cells)
    return bool(said) and 2 * said >= len(cells)


def _first_words(text: str) -> str:
    """Return what stands before a bracket or mark."""
    return regex.split(r"\s*[(,;.:–-]", text, maxsplit=1)[0].strip()


def measures(body: tuple[Row, ...], column: int) -> bool:
    """Tell a column of degrees in figures (`Mức độ hoàn thành`: `95%`)."""
    texts = [text for row in body if (text := row.at(column).text)]
    return any("%" in text for text in texts) and all(read_cell(text) for text in texts)


def counts(body: tuple[Row, ...], column: int) -> bool:
    """Tell a column that counts the rows."""
    texts = [text for row in body if (text := row.at(column).text)]
    return bool(texts) and all(map(_SERIAL.fullmatch, texts))
