"""Writing drafts as HTML, Typst and DOCX: what the producers print."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt
from drafts import Block, Cell, Columns, Draft, PageBreak, Paragraph, Run, Table, TextBox

PAGE_FIELD = "<sdfield type=page subtype=random format=page>1</sdfield>"
"""What LibreOffice takes for the number of the page."""


# HTML ----------------------------------------------------------------------------------------------------------------


def to_html(draft: Draft, font: str) -> str:
    """Write HTML: running head and page number as ``<div title=header|footer>``, notes as LibreOffice marks them."""
    notes: list[str] = []
    body = "\n".join(_html_block(block, notes) for block in draft.blocks)
    marked = "\n".join(
        f'<div id="sdfootnote{n}"><p class="sdfootnote-western"><a class="sdfootnotesym" name="sdfootnote{n}sym" href="#sdfootnote{n}anc">'
        f"{n}</a> {escape(note)}</p></div>"
        for n, note in enumerate(notes, 1)
    )
    top = [f'<p align="center">{escape(draft.head)}</p>'] if draft.head else []
    top += [f'<p align="center">{PAGE_FIELD}</p>'] if draft.number == "top" else []
    header = f'<div title="header">{"".join(top)}</div>' if top else ""
    footer = f'<div title="footer"><p align="center">{PAGE_FIELD}</p></div>' if draft.number == "bottom" else ""
    leading = f"; line-height: {draft.leading}%" if draft.leading else ""
    page = "29.7cm 21cm" if draft.landscape else "21cm 29.7cm"
    return f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"><title></title><style>
@page {{ size: {page}; margin: 2cm 2cm 2cm 3cm }}
body, p, td {{ font-family: "{font}"; font-size: {draft.size:g}pt }}
p {{ margin: 0 0 4pt 0{leading} }}
</style></head><body lang="vi-VN">
{header}
{body}
{marked}
{footer}
</body></html>
"""


def _html_block(block: Block, notes: list[str]) -> str:
    match block:
        case Paragraph():
            return _html_paragraph(block, notes)
        case PageBreak():
            return '<p style="page-break-before: always; margin: 0; font-size: 2pt">&nbsp;</p>'
        case TextBox():
            inner = "".join(_html_paragraph(p, notes) for p in block.paragraphs)
            return f'<div style="float: right; width: 5cm; border: 1px solid black">{inner}</div>'
        case Columns():
            sides = ((block.share, block.left), (100 - block.share, block.right))
            cells = "".join(f'<td width="{w}%">{"".join(_html_paragraph(p, notes) for p in ps)}</td>' for w, ps in sides)
            return f'<table width="100%" border="0" cellspacing="0" cellpadding="2" style="page-break-inside: avoid"><tr valign="top">{cells}</tr></table>'
        case Table():
            rows = ["".join(_html_cell(cell, notes) for cell in row) for row in block.rows]
            head = "".join(f"<tr>{row}</tr>" for row in rows[: block.heads])
            rest = "".join(f"<tr>{row}</tr>" for row in rows[block.heads :])
            head = f"<thead>{head}</thead>" if head else ""
            return f'<table width="100%" border="1" cellpadding="4" cellspacing="0">{head}<tbody>{rest}</tbody></table>'


def _html_cell(cell: Cell, notes: list[str]) -> str:
    spans = (f' colspan="{cell.across}"' if cell.across > 1 else "") + (f' rowspan="{cell.down}"' if cell.down > 1 else "")
    return f"<td{spans}>{''.join(_html_paragraph(p, notes) for p in cell.paragraphs)}</td>"


def _html_paragraph(paragraph: Paragraph, notes: list[str]) -> str:
    runs = "".join(_html_run(run, notes) for run in paragraph.runs) or "&nbsp;"
    if paragraph.bullet:
        return f"<ul><li>{runs}</li></ul>"
    indent = f' style="text-indent: {paragraph.first:g}pt"' if paragraph.first else ""
    return f'<p align="{paragraph.align}"{indent}>{runs}</p>'


def _html_run(run: Run, notes: list[str]) -> str:
    text = escape(run.text).replace("\n", "<br>").replace("\u00a0", "&nbsp;")
    style = f"font-size: {run.size:g}pt;" if run.size else ""
    style += f"letter-spacing: {run.spacing:g}pt;" if run.spacing else ""
    for tag, on in (("b", run.bold), ("i", run.italic), ("u", run.underline), ("sup", run.raised)):
        text = f"<{tag}>{text}</{tag}>" if on else text
    text = f'<font style="{style}">{text}</font>' if style else text
    if run.note:
        notes.append(run.note)
        n = len(notes)
        text += f'<a class="sdfootnoteanc" name="sdfootnote{n}anc" href="#sdfootnote{n}sym"><sup>{n}</sup></a>'
    return text


# Typst ---------------------------------------------------------------------------------------------------------------


def to_typst(draft: Draft, font: str) -> str:
    """Write Typst; texts are strings, so that no letter of them is taken for markup."""
    number = '#context counter(page).display("1")'
    top = [_quoted(draft.head)] if draft.head else []
    top += [number] if draft.number == "top" else []
    flipped = "true" if draft.landscape else "false"
    page = f'#set page(paper: "a4", flipped: {flipped}, margin: (x: 2cm, y: 2cm), header: align(center)[{" #linebreak() ".join(top)}]'
    page += f", footer: align(center)[{number}])" if draft.number == "bottom" else ")"
    text = f'#set text(font: "{font}", size: {draft.size:g}pt, lang: "vi")\n#set par(spacing: 8pt)'
    return "\n".join((page, text, *(_typst_block(block) for block in draft.blocks))) + "\n"


def _quoted(text: str) -> str:
    return '#"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _typst_block(block: Block) -> str:
    match block:
        case Paragraph():
            return _typst_paragraph(block)
        case PageBreak():
            return "#pagebreak()"
        case TextBox():
            return f"#place(right, float: true, auto, rect(width: 6cm)[{_typst_paragraphs(block.paragraphs)}])".replace(
                "right, float: true, auto", "top + right, float: true"
            )
        case Columns():
            widths = f"({block.share}fr, {100 - block.share}fr)"
            return f"#block(breakable: false)[#grid(columns: {widths}, gutter: 6pt, [{_typst_paragraphs(block.left)}], [{_typst_paragraphs(block.right)}])]"
        case Table():
            width = sum(cell.across for cell in block.rows[0])
            cells = [", ".join(_typst_cell(cell) for cell in row) for row in block.rows]
            head = f"table.header({', '.join(cells[: block.heads])}), " if block.heads else ""
            return f"#table(columns: ({'1fr, ' * width}), {head}{', '.join(cells[block.heads :])})"


def _typst_cell(cell: Cell) -> str:
    return f"table.cell(colspan: {cell.across}, rowspan: {cell.down})[{_typst_paragraphs(cell.paragraphs)}]"


def _typst_paragraphs(paragraphs: Iterable[Paragraph]) -> str:
    return "\n".join(_typst_paragraph(p) for p in paragraphs)


def _typst_paragraph(paragraph: Paragraph) -> str:
    runs = "".join(_typst_run(run) for run in paragraph.runs)
    if not any(run.text.strip() for run in paragraph.runs):
        return "#par[~]"
    if paragraph.bullet:
        return f"#list[{runs}]"
    justify = "true" if paragraph.align == "justify" else "false"
    place = "left" if paragraph.align == "justify" else paragraph.align
    return f"#align({place})[#par(justify: {justify}, first-line-indent: (amount: {paragraph.first:g}pt, all: true))[{runs}]]"


def _typst_run(run: Run) -> str:
    text = "#linebreak()".join(_quoted(part) for part in run.text.split("\n"))
    options = [
        'weight: "bold"' if run.bold else "",
        'style: "italic"' if run.italic else "",
        f"size: {run.size:g}pt" if run.size else "",
        f"tracking: {run.spacing:g}pt" if run.spacing else "",
    ]
    if any(options):
        text = f"#text({', '.join(filter(None, options))})[{text}]"
    text = f"#underline[{text}]" if run.underline else text
    text = f"#super[{text}]" if run.raised else text
    return text + (f"#footnote[{_quoted(run.note)}]" if run.note else "")


# DOCX ----------------------------------------------------------------------------------------------------------------

_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_BOX = """<w:r {ns} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml">
<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0"
relativeHeight="2" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="margin"><wp:align>right</wp:align></wp:positionH>
<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV><wp:extent cx="2160000" cy="900000"/>
<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapSquare wrapText="bothSides"/><wp:docPr id="1" name="Box 1"/><wp:cNvGraphicFramePr/>
<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>
<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2160000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>
<a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr><wps:txbx><w:txbxContent/></wps:txbx><wps:bodyPr/>
</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>
<mc:Fallback><w:pict><v:shape style="position:absolute;width:170pt;height:70pt"><v:textbox><w:txbxContent/></v:textbox></v:shape></w:pict>
</mc:Fallback></mc:AlternateContent></w:r>"""
"""A text box as Word writes it: the same content twice, the second time for programs that do not know the first form."""
_NUMBERING = (
    '<w:abstractNum {ns} w:abstractNumId="{id}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="{mark}"/>'
    '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" '
    'w:hint="default"/></w:rPr></w:lvl></w:abstractNum>'
)


def to_docx(draft: Draft, font: str) -> bytes:
    """Write DOCX with python-docx: real headers, fields, footnotes, numbering, frames."""
    return _Word(draft, font).data()


class _Word:
    """One DOCX in the making."""

    def __init__(self, draft: Draft, font: str) -> None:
        self._word = docx.Document()
        for rels, kind in ((self._word.part.package.rels, "/thumbnail"), (self._word.part.rels, "/stylesWithEffects")):
            for key in [key for key, rel in rels.items() if rel.reltype.endswith(kind)]:
                del rels[key]  # half of the file, and no part of the document
        self._notes: list[str] = []
        self._bullets: dict[tuple[str, str], int] = {}
        normal = self._word.styles["Normal"]
        normal.font.size = Pt(draft.size)
        fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), font)
        normal.paragraph_format.space_after = Pt(4)
        section = self._word.sections[0]
        section.page_width, section.page_height = (Cm(29.7), Cm(21)) if draft.landscape else (Cm(21), Cm(29.7))
        section.orientation = WD_ORIENT.LANDSCAPE if draft.landscape else WD_ORIENT.PORTRAIT
        section.left_margin, section.right_margin = Cm(3), Cm(2)
        if draft.head:
            section.header.paragraphs[0].text = draft.head
        if draft.number:
            holder = section.header if draft.number == "top" else section.footer
            line = holder.add_paragraph() if draft.head and draft.number == "top" else holder.paragraphs[0]
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), "PAGE")
            field.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>2</w:t></w:r>"))
            line._p.append(field)
        for block in draft.blocks:
            self._block(block)

    def data(self) -> bytes:
        """Finish the file."""
        if self._notes:
            self._add_notes()
        out = io.BytesIO()
        self._word.save(out)
        return out.getvalue()

    def _block(self, block: Block) -> None:
        match block:
            case Paragraph():
                self._fill(self._word.add_paragraph(), block)
            case PageBreak():
                self._word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
            case TextBox():
                self._box(block)
            case Columns():
                table = self._word.add_table(1, 2)
                table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
                for cell, side, share in zip(table.rows[0].cells, (block.left, block.right), (block.share, 100 - block.share), strict=True):
                    cell.width = Cm(16 * share / 100)
                    self._paragraphs(cell, side)
            case Table():
                self._table(block)

    def _table(self, block: Table) -> None:
        width = sum(cell.across for cell in block.rows[0])
        table = self._word.add_table(len(block.rows), width, "Table Grid")
        taken: set[tuple[int, int]] = set()
        for y, row in enumerate(block.rows):
            if y < block.heads:
                table.rows[y]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
            x = 0
            for cell in row:
                while (y, x) in taken:
                    x += 1
                taken |= {(y + i, x + j) for i in range(cell.down) for j in range(cell.across)}
                made = table.cell(y, x)
                if (cell.across, cell.down) != (1, 1):
                    made = made.merge(table.cell(y + cell.down - 1, x + cell.across - 1))
                self._paragraphs(made, cell.paragraphs)

    def _paragraphs(self, cell: Any, paragraphs: Sequence[Paragraph]) -> None:
        for n, paragraph in enumerate(paragraphs):
            self._fill(cell.add_paragraph() if n else cell.paragraphs[0], paragraph)

    def _box(self, block: TextBox) -> None:
        run = parse_xml(_BOX.format(ns=nsdecls("w")))
        for holder in run.iter(qn("w:txbxContent")):
            for paragraph in block.paragraphs:
                made = self._word.add_paragraph()
                self._fill(made, paragraph)
                holder.append(made._p)  # moves it out of the body
        self._word.add_paragraph()._p.append(run)

    def _fill(self, line: Any, paragraph: Paragraph) -> None:
        line.alignment = _ALIGN[paragraph.align]
        if paragraph.first:
            line.paragraph_format.first_line_indent = Pt(paragraph.first)
        if paragraph.bullet:
            line._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = self._bullet(*paragraph.bullet)
            line._p.pPr.numPr.get_or_add_ilvl().val = 0
        for run in paragraph.runs:
            made = line.add_run(run.text)
            made.bold, made.italic, made.underline, made.font.superscript = (
                on or None for on in (run.bold, run.italic, run.underline, run.raised)
            )
            if run.size:
                made.font.size = Pt(run.size)
            if run.spacing:
                spacing = OxmlElement("w:spacing")
                spacing.set(qn("w:val"), str(round(run.spacing * 20)))
                made._r.get_or_add_rPr().append(spacing)
            if run.note:
                self._notes.append(run.note)
                made = line.add_run()
                made.font.superscript = True
                mark = OxmlElement("w:footnoteReference")
                mark.set(qn("w:id"), str(len(self._notes)))
                made._r.append(mark)

    def _bullet(self, mark: str, font: str) -> int:
        """Return the id of the numbering that makes a bullet."""
        if (mark, font) not in self._bullets:
            numbering = self._word.part.numbering_part.element
            own = 900 + len(self._bullets)
            abstract = parse_xml(_NUMBERING.format(ns=nsdecls("w"), id=own, mark=mark, font=font))
            numbering.insert(0, abstract)
            self._bullets[mark, font] = numbering.add_num(own).numId
        return self._bullets[mark, font]

    def _add_notes(self) -> None:
        separators = "".join(
            f'<w:footnote w:type="{kind}" w:id="{n}"><w:p><w:r><w:{tag}/></w:r></w:p></w:footnote>'
            for n, kind, tag in ((-1, "separator", "separator"), (0, "continuationSeparator", "continuationSeparator"))
        )
        notes = "".join(
            f'<w:footnote w:id="{n}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
            f'<w:r><w:t xml:space="preserve"> {escape(note)}</w:t></w:r></w:p></w:footnote>'
            for n, note in enumerate(self._notes, 1)
        )
        xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {nsdecls("w")}>{separators}{notes}</w:footnotes>'
        part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES, xml.encode(), self._word.part.package)
        self._word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
