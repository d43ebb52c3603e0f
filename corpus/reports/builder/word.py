"""Sources written as DOCX with python-docx, as an office writes: letterhead as a table without borders, headings bold."""

from __future__ import annotations

import re
from io import BytesIO
from itertools import groupby

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph as WordParagraph
from office import fixed_docx
from reports.builder.layout import Look, look_of
from reports.builder.numbering import LEVELS, Lists
from reports.builder.subfile import Block, PageBreak, Paragraph, Sub, Table

_SIZE = Pt(14)
_ALIGN = {
    Look.CENTRED: WD_ALIGN_PARAGRAPH.CENTER,
    Look.ASIDE: WD_ALIGN_PARAGRAPH.CENTER,
    Look.TITLE: WD_ALIGN_PARAGRAPH.CENTER,
    Look.HEADING: WD_ALIGN_PARAGRAPH.LEFT,
    Look.TEXT: WD_ALIGN_PARAGRAPH.JUSTIFY,
}


def write_docx(sub: Sub, blocks: tuple[Block, ...], font: str) -> bytes:
    """Return the DOCX of a source's blocks, set in a font."""
    document = docx.Document()
    _page(document, font)
    if "page-numbers" in sub.defects:
        _number_pages(document)
    lists = Lists() if sub.automatic else None
    looks = look_of(blocks)
    for double, group in groupby(enumerate(blocks), lambda pair: isinstance(pair[1], Paragraph) and pair[1].right is not None):
        if double:
            _columns(document, [block for _, block in group if isinstance(block, Paragraph)])
            continue
        for at, block in group:
            match block:
                case PageBreak():
                    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
                case Table():
                    _table(document, block)
                case Paragraph():
                    _paragraph(document, block, looks[at], lists)
    if lists is not None:
        _define(document, lists)
    _shed(document)
    out = BytesIO()
    document.save(out)
    return fixed_docx(out.getvalue())


def _page(document: Document, font: str) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = Cm(3), Cm(2), Cm(2), Cm(2)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = font, _SIZE
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(kind), font)
    normal.paragraph_format.space_after = Pt(4)


def _shed(document: Document) -> None:
    """Leave out what python-docx's template brings and no source uses: it is nine tenths of the file."""
    for part in (document.part, document.part.package):
        for key, relation in list(part.rels.items()):
            if relation.reltype.endswith(("/stylesWithEffects", "/thumbnail", "/customXml")):
                del part.rels[key]
    styles = document.styles.element
    for style in list(styles.style_lst):
        if style.get(qn("w:type")) in {"table", "numbering"} and style.get(qn("w:styleId")) not in {"TableNormal", "TableGrid", "NoList"}:
            styles.remove(style)


def _number_pages(document: Document) -> None:
    document.sections[0].different_first_page_header_footer = True
    paragraph = document.sections[0].header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    field.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>2</w:t></w:r>"))
    paragraph._p.append(field)  # noqa: SLF001  python-docx has no fields


def _columns(document: Document, lines: list[Paragraph]) -> None:
    table = document.add_table(rows=1, cols=2)
    for cell, texts in zip(table.rows[0].cells, ([line.text for line in lines], [line.right or "" for line in lines]), strict=True):
        while texts and not texts[-1]:
            texts.pop()
        cell.paragraphs[0].text = ""
        for at, text in enumerate(texts):
            paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
            listed = re.match(r"(?:-|Nơi nhận|Như|Lưu)", text)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if listed else WD_ALIGN_PARAGRAPH.CENTER
            paragraph.paragraph_format.space_after = Pt(0)
            run = paragraph.add_run(text)
            run.bold = text.isupper() or None
            run.italic = bool(re.search(r", ngày\b", text)) or None
            run.font.size = Pt(12) if listed else _SIZE


def _paragraph(document: Document, block: Paragraph, look: Look, lists: Lists | None) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = _ALIGN[look]
    text = block.text
    label = lists.label(text) if lists and look in {Look.HEADING, Look.TEXT} and block.tag.kind != "~" else None
    if label is not None:
        text = text[label.length :]
        _attach(paragraph, label.definition, label.level)
    elif look is Look.TEXT:
        paragraph.paragraph_format.first_line_indent = Cm(1.27)
    run = paragraph.add_run(text)
    run.bold = look in {Look.HEADING, Look.TITLE, Look.CENTRED} or None
    run.italic = look is Look.ASIDE or None


def _attach(paragraph: WordParagraph, definition: int, level: int) -> None:
    number = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001  python-docx attaches no lists
    number.get_or_add_ilvl().val = level
    number.get_or_add_numId().val = definition + 1


def _define(document: Document, lists: Lists) -> None:
    """Replace the numbering part of python-docx's template by our own definitions."""
    root = document.part.numbering_part.element
    for child in list(root):
        root.remove(child)
    for number, starts in enumerate(lists.starts):
        levels = zip((("bullet", "-"), ("bullet", "+")) if number == 0 else LEVELS, starts, strict=True)
        inner = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
            f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{360 * level}" w:firstLine="720"/></w:pPr></w:lvl>'
            for level, ((form, text), start) in enumerate(levels)
        )
        kind = '<w:multiLevelType w:val="multilevel"/>'
        root.append(parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{kind}{inner}</w:abstractNum>'))
    for number in range(len(lists.starts)):
        root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number + 1}"><w:abstractNumId w:val="{number}"/></w:num>'))


def _table(document: Document, block: Table) -> None:
    table = document.add_table(rows=len(block.rows), cols=len(block.rows[0].cells))
    table.style = "Table Grid"
    for y, row in enumerate(block.rows):
        for x, text in enumerate(row.cells):
            cell = table.cell(y, x)
            run = cell.paragraphs[0].add_run(text)
            cell.paragraphs[0].paragraph_format.space_after = Pt(0)
            run.bold = y == 0 or None
            run.font.size = Pt(13)
    document.add_paragraph().paragraph_format.space_after = Pt(0)
