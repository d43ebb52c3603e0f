"""WordprocessingML as text: the one place where words of submissions become XML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from qcdc_parse.spreadsheet import writable
from qcdc_parse.workbook import Colour

__all__ = ["TableCell", "W", "begin_note", "cell", "end_note", "noted", "paragraph", "run", "table"]

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

_FILLS: dict[Colour, str] = {"green": "E2F0D9", "yellow": "FFF2CC", "red": "F8CBAD", "grey": "EDEDED"}


def run(text: str, *, bold: bool = False, italic: bool = False) -> str:
    r"""Return a run; a tab becomes a tab, a line end a line break.

    >>> run("a<b\x00", bold=True)
    '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">a&lt;b�</w:t></w:r>'
    """
    if not text:
        return ""
    look = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
    words = escape(writable(text))
    for letter, mark in (("\t", "<w:tab/>"), ("\n", "<w:br/>")):
        words = words.replace(letter, f'</w:t>{mark}<w:t xml:space="preserve">')
    return f'<w:r>{f"<w:rPr>{look}</w:rPr>" if look else ""}<w:t xml:space="preserve">{words}</w:t></w:r>'


def noted(content: str, comment: int | None) -> str:
    """Anchor a comment to runs."""
    return content if comment is None else begin_note(comment) + content + end_note(comment)


def begin_note(comment: int) -> str:
    """Return the mark where the words of a comment begin."""
    return f'<w:commentRangeStart w:id="{comment}"/>'


def end_note(comment: int) -> str:
    """Return the mark where they end, with the reference to the comment."""
    return f'<w:commentRangeEnd w:id="{comment}"/><w:r><w:commentReference w:id="{comment}"/></w:r>'


def paragraph(style: str, *content: str, keep: bool = False) -> str:
    """Return a paragraph; ``keep``: on one page with the next."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{"<w:keepNext/>" if keep else ""}</w:pPr>{"".join(content)}</w:p>'


@dataclass(frozen=True, slots=True)
class TableCell:
    """Paragraphs of a cell and its colour."""

    paragraphs: str
    colour: Colour | None = None


def cell(style: str, *content: str, colour: Colour | None = None) -> TableCell:
    """Return a cell of one paragraph."""
    return TableCell(paragraph(style, *content), colour)


def table(widths: Sequence[int], rows: Iterable[Sequence[TableCell]], *, heads: int = 1) -> str:
    """Return a ruled table of fixed widths in twips; its first rows are repeated on every page, no row is broken but long ones."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in _SIDES)
    head = (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{lines}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )
    return head + "".join(_row(widths, row, head=n < heads) for n, row in enumerate(rows)) + "</w:tbl>"


_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_LONG_ROW = 1_500
"""A row with more letters may be broken over pages: kept whole it would leave white or run over."""


def _row(widths: Sequence[int], row: Sequence[TableCell], *, head: bool) -> str:
    cells = "".join(_cell(width, c) for width, c in zip(widths, row, strict=True))
    whole = "<w:cantSplit/>" if head or len(cells) < _LONG_ROW * len(widths) else ""
    look = whole + ("<w:tblHeader/>" if head else "")
    return f"<w:tr>{f'<w:trPr>{look}</w:trPr>' if look else ''}{cells}</w:tr>"


def _cell(width: int, c: TableCell) -> str:
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{_FILLS[c.colour]}"/>' if c.colour else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{fill}</w:tcPr>{c.paragraphs}</w:tc>'
