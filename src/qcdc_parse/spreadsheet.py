"""Words of documents in cells of spreadsheets, in XML and on terminals: no formulas, no control characters."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

__all__ = ["BOM", "csv_text", "one_line", "writable"]

BOM = "\ufeff"
"""Stands before the first row: without it Excel reads the file in the code page of the machine and spoils Vietnamese."""

_FORMULA = ("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠")
"""A cell that begins so is a formula to a spreadsheet, in some editions in full width too (OWASP, CSV injection)."""

_NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def writable(text: str) -> str:
    r"""Put U+FFFD for what XML cannot hold, or only in part: control characters but tab and line end, single surrogates.

    >>> writable("Chỉ thị\x00 30\n\ud800")
    'Chỉ thị� 30\n�'
    """
    return _NOT_IN_XML.sub("\ufffd", text)


def one_line(text: str) -> str:
    r"""Fold white space and drop control characters, so that no text of a document steers the terminal.

    >>> one_line("Chỉ thị\n\x1b[31m 30")
    'Chỉ thị [31m 30'
    """
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    r"""Return rows as comma-separated values; an apostrophe keeps a cell of a document from being run as a formula. Cells hold no line ends.

    >>> csv_text([["id", "title"], ["r1", "=1+1"], ["r2", "Về “đất”, nhà"]])
    'id,title\nr1,\'=1+1\nr2,"Về “đất”, nhà"\n'
    >>> csv_text([["\uff1d1"]])
    "'＝1\n"
    """
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([_guarded(cell) for cell in row] for row in rows)
    return out.getvalue()


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
