"""Checks the form of a Party document (thể thức) on a DOCX: page, fonts, letterhead, type, text, headings, closing.

Sizes and looks are those of Hướng dẫn 36-HD/VPTW and its sample pages; what a style leaves open is taken from the style it is based on.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt

FONT = "Times New Roman"
NATION = "ĐẢNG CỘNG SẢN VIỆT NAM"
CENTER, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY


def faults(path: str | Path) -> list[str]:
    """What is against the form, in words; empty where all is well."""
    document = docx.Document(str(path))
    return [
        *_page(document),
        *_numbers(document),
        *_letterhead(document),
        *_type(document),
        *_text(document),
        *_closing(document),
        *_fonts(document),
    ]


def _styled(paragraph: Any) -> Iterator[Any]:
    style = paragraph.style
    while style is not None:
        yield style
        style = style.base_style


def _look(paragraph: Any, name: str) -> Any:
    """A property of a paragraph's format, as it is in effect."""
    for holder in (paragraph, *_styled(paragraph)):
        value = getattr(holder.paragraph_format, name)
        if value is not None:
            return value
    return None


def _font(paragraph: Any, run: Any, name: str) -> Any:
    for holder in (run, *_styled(paragraph)):
        value = getattr(holder.font, name)
        if value is not None:
            return value
    return None


def _points(paragraph: Any) -> set[float]:
    return {_font(paragraph, run, "size").pt for run in paragraph.runs if run.text.strip()}


def _is(paragraph: Any, name: str) -> bool:
    return all(_font(paragraph, run, name) for run in paragraph.runs if run.text.strip())


def _page(document: Any) -> Iterator[str]:
    for number, section in enumerate(document.sections, 1):
        short, long = sorted((section.page_width, section.page_height))
        if abs(short - Mm(210)) > Mm(1) or abs(long - Mm(297)) > Mm(1):
            yield f"section {number}: not A4"
        margins = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}
        for side, (least, most) in margins.items():
            if not least - 0.5 <= Emu(getattr(section, f"{side}_margin")).mm <= most + 0.5:
                yield f"section {number}: {side} margin"


def _numbers(document: Any) -> Iterator[str]:
    first = document.sections[0]
    if not first.different_first_page_header_footer:
        yield "the first page has a number"
    if any(section.different_first_page_header_footer for section in list(document.sections)[1:]):
        yield "a later section begins without a number"
    for section in document.sections:
        fields = [p for p in section.header.paragraphs if "PAGE" in p._p.xml]
        if not fields or fields[0].alignment != CENTER:
            yield "no page number top centre"


def _letterhead(document: Any) -> Iterator[str]:
    cells = document.tables[0].rows[0].cells
    left = [p for p in cells[0].paragraphs if p.text.strip()]
    right = [p for p in cells[1].paragraphs if p.text.strip()]
    title = right[0]
    if title.text != NATION or _points(title) != {15} or not _is(title, "bold") or title.alignment != CENTER:
        yield "the title of the Party is not 15, bold, centred"
    if title._p.find(f".//{qn('w:pBdr')}/{qn('w:bottom')}") is None:
        yield "no rule under the title of the Party"
    if right[-1].text.strip()[-6:] != "năm […]"[-6:] or not _is(right[-1], "italic"):
        yield "place and date are not in italics"
    superior, issuer = left[0], left[1]
    if _is(superior, "bold") or not _is(issuer, "bold") or _points(superior) | _points(issuer) != {14}:
        yield "bodies: the superior one plain, the issuing one bold, both 14"
    if not any(p.text.startswith("Số") and "-BC/" in p.text for p in left):
        yield "no number"


def _type(document: Any) -> Iterator[str]:
    lines = [p for p in document.paragraphs if p.text.strip()][:3]
    kind, about, rule = lines
    if kind.text != "BÁO CÁO" or not _points(kind) <= {15, 16} or not _is(kind, "bold") or kind.alignment != CENTER:
        yield "the type is not 15-16, bold, centred"
    if not _points(about) <= {14, 15} or not _is(about, "bold") or about.alignment != CENTER:
        yield "what the report is on is not 14-15, bold, centred"
    if rule.text.strip("- "):
        yield "no line under it"


def _text(document: Any) -> Iterator[str]:
    body = [p for p in document.paragraphs if p.style.name == "Draft Body"]
    if not body:
        yield "no text"
    for paragraph in body[:1]:
        if not Mm(9.9) <= (_look(paragraph, "first_line_indent") or 0) <= Mm(12.8):
            yield "the first line of a paragraph is not in by 1-1,27 cm"
        if _look(paragraph, "alignment") != JUSTIFY:
            yield "the text is not justified"
        if _points(paragraph) and not _points(paragraph) <= {14, 15}:
            yield "the text is not in 14-15"
        if (_look(paragraph, "space_before") or 0) + (_look(paragraph, "space_after") or 0) < Pt(6):
            yield "paragraphs stand nearer than 6 points"
        if (_look(paragraph, "line_spacing") or 0) < Pt(18):
            yield "lines stand nearer than 18 points"
    headings = [p for p in document.paragraphs if p.style.name.startswith("Heading")]
    if not headings:
        yield "no heading"
    for paragraph in headings:
        if not _look(paragraph, "keep_with_next"):
            yield f"a heading may stand alone at the foot of a page: {paragraph.text}"


def _closing(document: Any) -> Iterator[str]:
    tables = [t for t in document.tables if t.rows[0].cells[0].text.startswith("Nơi nhận:")]
    if len(tables) != 1:
        yield "no “Nơi nhận:”"
        return
    left, right = tables[0].rows[0].cells
    heading, *names = (p for p in left.paragraphs if p.text.strip())
    if _points(heading) != {14} or not _is(heading, "underline"):
        yield "“Nơi nhận:” is not 14, underlined"
    if any(_points(name) != {12} for name in names):
        yield "who receives it is not in 12"
    authority, position, name = (p for p in right.paragraphs if p.text.strip())
    if (
        not _is(authority, "bold")
        or _is(position, "bold")
        or not _is(name, "bold")
        or _points(authority) | _points(position) | _points(name) != {14}
    ):
        yield "authority and name bold, position plain, all 14"


def _fonts(document: Any) -> Iterator[str]:
    for style in document.styles:
        fonts = style.element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        used = (
            style.name.startswith(("Draft", "Heading", "Normal"))
            and style.name != "Normal Table"
            and not style.name.endswith(("Char", "7", "8", "9"))
        )
        if used and (fonts is None or {fonts.get(qn(f"w:{place}")) for place in ("ascii", "hAnsi", "cs")} != {FONT}):
            yield f"style {style.name} is not in {FONT}"
