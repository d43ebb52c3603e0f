"""Drafts: a small neutral model of what a document holds, and the text a careful reader reads off its print.

A draft knows nothing of programs; ``writers`` turns it into HTML, Typst and DOCX. The truth of a draft is its text in
reading order: letterhead and signature column by column, left column first; ruled tables row by row; notes behind the
body, each after its mark. Page numbers and running heads are no part of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import lxml.html
from lxml.html import HtmlElement

from qcdc_parse import parse

Align = Literal["left", "center", "right", "justify"]

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "corpus" / "sources"
DOCUMENTS = ROOT / "corpus" / "documents"


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one look. A newline in it is a line break; ``note`` is the text of a footnote whose mark stands behind it.

    ``spacing`` is the extra room between its letters in points; ``size`` in points, 0 for that of the document.
    """

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    raised: bool = False
    size: float = 0
    spacing: float = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``bullet`` is a mark that the word processor makes (code point, font), ``first`` its indent in points."""

    runs: tuple[Run, ...]
    align: Align = "left"
    first: float = 0
    bullet: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a ruled table, spanning ``across`` columns and ``down`` rows."""

    paragraphs: tuple[Paragraph, ...]
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table; its first ``heads`` rows are repeated on each page. Cells that a span covers are left out."""

    rows: tuple[tuple[Cell, ...], ...]
    heads: int = 0


@dataclass(frozen=True, slots=True)
class Columns:
    """Two columns side by side without rules; ``share`` is the width of the left one in percent."""

    left: tuple[Paragraph, ...]
    right: tuple[Paragraph, ...]
    share: int = 45


@dataclass(frozen=True, slots=True)
class TextBox:
    """A frame with text of its own, beside the running text."""

    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A new page begins."""


Block = Paragraph | Table | Columns | TextBox | PageBreak


@dataclass(frozen=True, slots=True)
class Draft:
    """A document. ``number`` is where page numbers stand, ``head`` the running head of every page.

    ``size`` is that of its letters in points; ``leading`` the height of a line in percent of it (HTML only), 0 for that of the font.
    """

    name: str
    blocks: tuple[Block, ...]
    number: Literal["", "top", "bottom"] = ""
    head: str = ""
    landscape: bool = False
    size: float = 14
    leading: int = 0


def plain(text: str, **look: object) -> Paragraph:
    """Make a paragraph of one run; what ``look`` names of a paragraph is its, the rest the run's."""
    own = {key: look.pop(key) for key in ("align", "first", "bullet") if key in look}
    return Paragraph((Run(text, **look),), **own)  # type: ignore[arg-type]


def tokens(text: str) -> list[str]:
    """Words as white space parts them, NFC."""
    return unicodedata.normalize("NFC", text).split()


# Truth ---------------------------------------------------------------------------------------------------------------


def truth(draft: Draft) -> str:
    """Return the text of a draft, one paragraph or table row a line, notes at the end."""
    notes: list[str] = []
    lines = [line for block in draft.blocks for line in _block(block, notes)]
    return "\n".join([*lines, *(f"{mark} {note}" for mark, note in enumerate(notes, 1))]) + "\n"


def _block(block: Block, notes: list[str]) -> Iterator[str]:
    match block:
        case Paragraph():
            yield _paragraph(block, notes)
        case Columns():
            yield from (_paragraph(p, notes) for p in (*block.left, *block.right))
        case TextBox():
            yield from (_paragraph(p, notes) for p in block.paragraphs)
        case Table():
            for row in block.rows:
                yield "\t".join(" ".join(" ".join(_paragraph(p, notes) for p in cell.paragraphs).split()) for cell in row)


def _paragraph(paragraph: Paragraph, notes: list[str]) -> str:
    notes.extend(run.note for run in paragraph.runs if run.note)
    return "".join(run.text for run in paragraph.runs)


# Drafts of the corpus ------------------------------------------------------------------------------------------------

_BOLD, _ITALIC, _UNDERLINE = {"b", "strong"}, {"i", "em"}, {"u"}
_SIZE = re.compile(r"font-size:\s*([\d.]+)pt")
_WIDTH = re.compile(r"(\d+)%")


def from_html(source: str, name: str) -> Draft:
    """Read one of the HTML sources of the corpus: paragraphs, tables without border as columns, others as ruled."""
    body = lxml.html.document_fromstring(source).find("body")
    blocks: list[Block] = []
    number: Literal["", "top"] = ""
    for element in body:
        style = (element.get("style") or "").replace(" ", "")
        if "page-break-before:always" in style:
            blocks.append(PageBreak())
        if element.tag == "div" and element.get("title") == "header":
            number = "top"
        elif element.tag == "table":
            blocks.append(_html_table(element))
        elif element.tag == "p":
            blocks.append(_html_paragraph(element))
        else:
            msg = f"{name}: <{element.tag}> is not known in a source"
            raise ValueError(msg)
    return Draft(name, tuple(blocks), number)


def _html_table(element: HtmlElement) -> Block:
    rows = [[_html_cell(td) for td in tr.iterfind("td")] for tr in element.iter("tr")]
    if (element.get("border") or "0") != "0":
        return Table(tuple(tuple(row) for row in rows))
    width = _WIDTH.search(next(element.iter("td")).get("width") or "")
    left = tuple(p for row in rows for p in row[0].paragraphs)
    right = tuple(p for row in rows for cell in row[1:] for p in cell.paragraphs)
    return Columns(left, right, int(width[1]) if width else 50)


def _html_cell(td: HtmlElement) -> Cell:
    return Cell(tuple(_html_paragraph(p) for p in td.iter("p")), int(td.get("colspan") or 1), int(td.get("rowspan") or 1))


def _html_paragraph(p: HtmlElement) -> Paragraph:
    runs = [replace(r, text=re.sub(r"[ \t\r\n]+", " ", r.text) if r.text != "\n" else r.text) for r in _html_runs(p, Run(""))]
    body = p.get("class") == "b"
    align = p.get("align") or ("justify" if body else "left")
    return Paragraph(tuple(run for run in runs if run.text), align, 36 if body else 0)  # type: ignore[arg-type]


def _html_runs(element: HtmlElement, look: Run) -> Iterator[Run]:
    size = _SIZE.search(element.get("style") or "")
    look = replace(
        look,
        bold=look.bold or element.tag in _BOLD,
        italic=look.italic or element.tag in _ITALIC,
        underline=look.underline or element.tag in _UNDERLINE,
        size=float(size[1]) if size else look.size,
    )
    yield replace(look, text=element.text or "")
    for child in element:
        if child.tag == "br":
            yield replace(look, text="\n")
        else:
            yield from _html_runs(child, look)
        yield replace(look, text=child.tail or "")


_NATION = re.compile(r"(?:ĐẢNG CỘNG SẢN|CỘNG H[ÒO][ÀA]? ?XÃ HỘI)")
_DATE = re.compile(r"ngày\s.*tháng\s.*năm")
_RIGHT = re.compile(r"Độc lập|ngày\s.*tháng\s.*năm")


def from_text(path: Path) -> Draft:
    """Set a plain-text document of the corpus as a word processor would: letterhead and signature in columns, headings bold.

    Its words are those of its record: what the text repairs there is written here already.
    """
    record = parse(path)
    headings = {section.label_span.start for section in record.walk() if section.heading}
    lines: list[tuple[str, Paragraph | Table]] = []
    at = 0
    for line in record.text.split("\n"):
        bold = at in headings or line.isupper()
        cells = [" ".join(cell.split()) for cell in line.split("\t")]
        if len(cells) > 2:
            row = tuple(Cell((plain(cell),)) for cell in cells)
            above = lines[-1][1] if lines and isinstance(lines[-1][1], Table) else None
            if above and len(above.rows[0]) == len(row):
                lines[-1] = ("", Table((*above.rows, row)))
            else:
                lines.append(("", Table((row,))))
        else:
            lines.extend(
                (text, plain(text, bold=bold, first=0 if bold else 36, align="left" if bold else "justify")) for text in cells if text
            )
        at += len(line) + 1
    return Draft(path.stem, tuple(_columned(lines)), "top")


def _columned(lines: Sequence[tuple[str, Paragraph | Table]]) -> Iterator[Block]:
    start, end = 0, len(lines)
    nation = next((i for i, (text, _) in enumerate(lines[:10]) if _NATION.match(text)), None)
    date = next((i for i, (text, _) in enumerate(lines[:14]) if _DATE.search(text)), None)
    if nation is not None and date is not None and nation < date:
        right = [lines[nation], *(line for line in lines[nation + 1 : date + 1] if _RIGHT.search(line[0]))]
        left = [line for line in lines[: date + 1] if line not in right]
        yield Columns(_side(left, "center"), _side(right, "center"), 42)
        start = date + 1
    to = next((i for i, (text, _) in enumerate(lines) if text.startswith("Nơi nhận")), None)
    if to is not None:
        end = to
    if start:
        yield plain("")
    yield from _titled(lines[start:end])
    left = [line for line in lines[end:] if line[0].startswith(("Nơi nhận", "- "))]
    right = [line for line in lines[end:] if line not in left]
    if left or right:
        yield Columns(_side(left, "left"), _side(right, "center"), 55)


def _titled(lines: Sequence[tuple[str, Paragraph | Table]]) -> Iterator[Block]:
    """Centre the title: from the first line in capitals to the rule below it, or to what is no capitals."""
    top = next((i for i, (text, _) in enumerate(lines[:10]) if text.isupper()), None)
    rule = next((i for i, (text, _) in enumerate(lines[:16]) if text.strip("-_") == ""), None)
    for i, (text, block) in enumerate(lines):
        title = top is not None and i >= top and (i <= rule if rule is not None else i == top)
        yield replace(block, align="center", first=0) if title and text and isinstance(block, Paragraph) else block


def _side(lines: Sequence[tuple[str, Paragraph | Table]], align: Align) -> tuple[Paragraph, ...]:
    return tuple(replace(p, align=align, first=0) for _, p in lines if isinstance(p, Paragraph))


def corpus_drafts() -> dict[str, Draft]:
    """The documents of the corpus as drafts: those with an HTML source, and the plain-text and Markdown ones."""
    drafts = [from_html(path.read_text(encoding="utf-8"), path.stem) for path in sorted(SOURCES.glob("*.html"))]
    drafts += [from_text(path) for path in sorted(DOCUMENTS.iterdir()) if path.suffix in {".txt", ".md"}]
    return {draft.name: draft for draft in sorted(drafts, key=lambda d: d.name)}
