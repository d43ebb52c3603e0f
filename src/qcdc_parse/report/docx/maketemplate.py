"""Makes the default template: ``python -m qcdc_parse.report.docx.maketemplate [FILE]``.

The form of a page is that of the Party's rules on documents (Hướng dẫn 36-HD/VPTW): A4; margins 20, 20, 30 and 20 mm; text in 14,
justified, first line in by 1,27 cm, lines at least 18 points apart, paragraphs 6; page numbers top centre from the second page on.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Mm, Pt, RGBColor

from qcdc_parse.report.docx.paper import BODY, CAPTION, CELL, CELL_HEAD, FIGURE, GAP, LEAD, NOTE, OPENING, PART

FONT = "Times New Roman"
_LEFT, _CENTER, _JUSTIFY = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY


def make(path: Path) -> None:
    """Write the template."""
    document = docx.Document()
    _styles(document)
    _pages(document.sections[0])
    _letterhead(document)
    for text, size, before in (("BÁO CÁO", 16, 18), ("{{ title }}", 14, 0)):
        line = document.add_paragraph()
        line.alignment = _CENTER
        line.paragraph_format.space_before = Pt(before)
        _run(line, text, size=size, bold=True)
    rule = document.add_paragraph()
    rule.alignment = _CENTER
    rule.paragraph_format.space_after = Pt(12)
    _run(rule, "-----", size=14)
    document.add_paragraph(
        "[Dự thảo tổng hợp từ báo cáo của {{ answered }}/{{ asked }} đơn vị. Lời văn của các đơn vị được trích nguyên văn, nguồn ghi ở chú thích "
        "bên lề; chỗ trong ngoặc vuông cần điền, xem lại hoặc xóa trước khi trình ký.]",
        style=NOTE,
    )
    document.add_paragraph("{{ body }}", style=BODY)
    _closing(document)
    document.add_paragraph("{{ appendices }}", style=BODY)
    _tidy(document)
    document.save(str(path))


def _styles(document: Any) -> None:
    normal = document.styles["Normal"]
    _font(normal, 14)
    normal.paragraph_format.space_before = normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1
    normal.paragraph_format.widow_control = True
    for level in range(1, 7):
        style = document.styles[f"Heading {level}"]
        _font(style, 14, bold=level <= 3, italic=level >= 3)
        _paragraph(style, _JUSTIFY, before=12 if level == 1 else 6, first=Cm(1.27), keep=True)
    looks: dict[str, dict[str, Any]] = {
        BODY: {"align": _JUSTIFY, "before": 6, "first": Cm(1.27), "lines": 18},
        LEAD: {"align": _JUSTIFY, "before": 6, "first": Cm(1.27), "lines": 18, "italic": True, "keep": True},
        NOTE: {"align": _JUSTIFY, "before": 6, "first": Cm(1.27), "size": 12, "italic": True},
        CAPTION: {"align": _CENTER, "before": 6, "after": 3, "size": 13, "italic": True, "keep": True},
        CELL: {"align": _LEFT, "before": 2, "after": 2, "size": 12},
        FIGURE: {"align": _CENTER, "before": 2, "after": 2, "size": 12},
        CELL_HEAD: {"align": _CENTER, "before": 2, "after": 2, "size": 12, "bold": True},
        GAP: {"align": _LEFT, "size": 4},
    }
    for name, look in looks.items():
        _made(document, name, "Normal", **look)
    for name in (OPENING, PART):
        _made(document, name, "Heading 1", bold=True, align=_CENTER, before=12, after=6, first=Cm(0), keep=True)
    document.styles[OPENING].paragraph_format.page_break_before = True


def _made(document: Any, name: str, base: str, *, size: float = 14, bold: bool = False, italic: bool = False, **look: Any) -> None:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles[base]
    _font(style, size, bold=bold, italic=italic)
    _paragraph(style, **look)


def _font(style: Any, size: float, *, bold: bool = False, italic: bool = False) -> None:
    style.font.name = FONT
    style.font.size = Pt(size)
    style.font.bold, style.font.italic = bold, italic
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.rPr.rFonts
    for place in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{place}"), None)
    for place in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{place}"), FONT)


def _paragraph(
    style: Any, align: Any, before: float = 0, after: float = 0, first: Any = None, lines: float | None = None, *, keep: bool = False
) -> None:
    look = style.paragraph_format
    look.alignment = align
    look.space_before, look.space_after = Pt(before), Pt(after)
    look.first_line_indent = first
    look.keep_with_next = keep
    if lines is not None:
        look.line_spacing_rule, look.line_spacing = WD_LINE_SPACING.AT_LEAST, Pt(lines)


def _pages(section: Any) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = section.right_margin = Mm(20)
    section.left_margin = Mm(30)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    line = section.header.paragraphs[0]
    line.style = "Normal"
    line.alignment = _CENTER
    line._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>2</w:t></w:r></w:fldSimple>'))  # noqa: SLF001  python-docx has no fields


def _columns(document: Any, left: float, right: float) -> Any:
    """Return the two cells of a table without rules."""
    table = document.add_table(rows=1, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, cell, width in zip(table.columns, table.rows[0].cells, (left, right), strict=True):
        column.width = cell.width = Mm(width)
    return table.rows[0].cells


def _letterhead(document: Any) -> None:
    left, right = _columns(document, 68, 92)
    for text, bold in (("[CƠ QUAN CẤP TRÊN]", False), ("{{ issuer }}", True), ("*", True), ("Số [số]-BC/[ký hiệu]", False)):
        _line(left, text, bold=bold)
    title = _line(right, "ĐẢNG CỘNG SẢN VIỆT NAM", size=15, bold=True)
    _line(right, "")
    _line(right, "[Địa danh], ngày […] tháng […] năm […]", italic=True)
    rule = f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'
    title.paragraph_format.left_indent = title.paragraph_format.right_indent = Mm(5)
    title._p.get_or_add_pPr().insert_element_before(parse_xml(rule), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")  # noqa: SLF001  … nor borders


def _closing(document: Any) -> None:
    gap = document.add_paragraph()
    gap.paragraph_format.keep_with_next = True
    left, right = _columns(document, 75, 85)
    heading = _line(left, "Nơi nhận:", align=_LEFT)
    heading.runs[0].underline = True
    for text in ("- [nơi nhận],", "- [nơi nhận],", "- Lưu [đơn vị lưu]."):
        _line(left, text, size=12, align=_LEFT)
    _line(right, "[THẨM QUYỀN KÝ]", bold=True)
    _line(right, "[CHỨC VỤ]")
    for _ in range(3):
        _line(right, "")
    _line(right, "[Họ và tên]", bold=True)


def _line(cell: Any, text: str, *, size: float = 14, bold: bool = False, italic: bool = False, align: Any = _CENTER) -> Any:
    line = (
        cell.paragraphs[0]
        if not cell.paragraphs[0].runs and len(cell.paragraphs) == 1 and not cell.paragraphs[0].text
        else cell.add_paragraph()
    )
    line.alignment = align
    line.paragraph_format.keep_with_next = True
    _run(line, text, size=size, bold=bold, italic=italic)
    return line


def _run(line: Any, text: str, *, size: float, bold: bool = False, italic: bool = False) -> None:
    run = line.add_run(text)
    run.font.size = Pt(size)
    run.bold, run.italic = bold, italic


def _tidy(document: Any) -> None:
    """Take off what python-docx's own template brings: its name and description."""
    properties = document.core_properties
    properties.author = properties.comments = properties.title = properties.keywords = ""


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("template.docx"))
