"""Make the PDF files beside this script: ``python tests/files/pdf/make.py``. Needs typst (pip), LibreOffice and the font Tinos.

The tests read the files and need none of these.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import typst

HERE = Path(__file__).parent

PAGE = """
#set page(paper: "a4", margin: (left: 3cm, right: 2cm, top: 2.2cm, bottom: 2cm))
#set text(font: "Tinos", size: 14pt, lang: "vi", hyphenate: false)
#set par(justify: true, first-line-indent: (amount: 1cm, all: true), spacing: 0.9em)
#set footnote.entry(gap: 0.5em)
"""

LONG = (
    "Các chi bộ đã tổ chức học tập, quán triệt đầy đủ; việc ghi chép sổ sách được kiểm tra theo từng quý và có nhận xét "
    "của cấp ủy trực tiếp, nội dung nào làm chưa tốt đều được nêu rõ để khắc phục trong kỳ sau. "
)

FOOTNOTES = (
    PAGE
    + """
#set page(header: context {
  align(center)[#counter(page).display()]
  align(right)[#text(size: 10pt)[#emph[Báo cáo sơ kết năm 2023]]]
})
= BÁO CÁO
Thực hiện Đề án 06#footnote[Quyết định số 06/QĐ-TTg ngày 06/01/2022 của Thủ tướng Chính phủ.] và Nghị quyết Đại hội
XIII#footnote[Báo cáo số 12-BC/TU ngày 03/4/2023, trang 5; số liệu tính đến ngày 31/3/2023, chưa gồm ba xã mới sáp nhập.],
nhà văn hóa mới rộng 250 m#super[2], sức chứa 5.10#super[3] lượt người một năm, kỳ họp thứ 1#super[a].

"""
    + LONG * 9
    + """

Tỷ lệ chi bộ tốt đạt 96%#footnote[Theo Kế hoạch số 33-KH/TU; """
    + LONG * 7
    + """] và vượt chỉ tiêu.

"""
    + LONG * 12
    + """

Kết quả được công khai tại trụ sở#footnote[Thông báo số 45-TB/TU ngày 10/4/2023.].

"""
    + LONG * 14
)

COLUMNS = (
    PAGE
    + """
#set par(first-line-indent: 0pt, justify: false)
#grid(columns: (42%, 58%), align: center,
  [#text(size: 13pt)[ỦY BAN NHÂN DÂN] \\ #text(size: 13pt, weight: "bold")[XÃ ĐÔNG HÀ] \\ Số: 45/BC-UBND \\
   #text(size: 12pt)[V/v báo cáo kết quả \\ ba năm thực hiện]],
  [#v(2pt)#text(size: 12pt, weight: "bold")[CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM] \\ #text(weight: "bold")[Độc lập - Tự do - Hạnh phúc] \\
   #emph[Đông Hà, ngày 12 tháng 5 năm 2023]])
#v(1em)
#align(center)[Kính gửi: Ủy ban nhân dân huyện]
#set par(first-line-indent: (amount: 1cm, all: true), justify: true)
"""
    + LONG
    + """

#let row(a, b) = grid(columns: (50%, 50%), a, b)
Số liệu từng quý như sau:
#row([Quý một], [96%])
#row([Quý hai], [97%])
#row([Quý ba], [98%])

"""
    + LONG
    + """
#v(1em)
#set par(first-line-indent: 0pt, justify: false)
#grid(columns: (50%, 50%),
  [#text(size: 12pt, weight: "bold", style: "italic")[Nơi nhận:] \\ #text(size: 11pt)[- Như trên; \\ - Thường trực Đảng ủy; \\ - Lưu: VT.]],
  align(center)[*TM. ỦY BAN NHÂN DÂN* \\ *CHỦ TỊCH* \\ #v(3em) *Trần Văn Bình*])
#pagebreak()
#set par(first-line-indent: (amount: 1cm, all: true), justify: true)
#set text(size: 11pt)
#columns(2, gutter: 1.2cm)[
Cột thứ nhất mở đầu. """
    + LONG * 6
    + """
#colbreak()
Cột thứ hai mở đầu. """
    + LONG * 6
    + """]
"""
)

TABLE = (
    PAGE
    + """
Biểu số liệu kèm theo Chỉ thị số 05- \\ CT/TW và Kế hoạch số 33- \\ KH/TU:

#table(columns: (1cm, 1fr, 1fr, 2.2cm), align: center + horizon,
  table.cell(rowspan: 2)[TT], table.cell(colspan: 2)[Chỉ tiêu], table.cell(rowspan: 2)[Tỷ lệ],
  [Nội dung], [Đơn vị chịu trách nhiệm thực hiện và báo cáo],
  [1], [Chi bộ tốt#super[1]], [Ban Tổ chức], [96%],
  [2], [Diện tích nhà văn hóa (m#super[2])], [], [250],
)

*#underline[Dòng chữ đậm có gạch chân]* \\
_Dòng chữ nghiêng_ \\
*Chữ đậm* và chữ thường \\
"""
    + LONG
)

TURNED = (
    PAGE
    + """
#rotate(-90deg, reflow: true)[#box(width: 20cm)[
  #set par(first-line-indent: 0pt)
  Biểu số 01 kèm theo Kế hoạch số 33-KH/TU
  #table(columns: 3, [Số TT], [Nội dung], [Tỷ lệ], [1], [Chi bộ tốt], [96%], [2], [Tổ dân vận], [1,1%])
  Người lập biểu đã ký.]]
#place(center + horizon, rotate(45deg)[#text(size: 40pt, fill: gray)[BẢN SAO]])
Dòng thường ở dưới.
"""
)

DOCUMENTS = {"turned": TURNED, "footnotes-typst": FOOTNOTES, "columns": COLUMNS, "table": TABLE}

OFFICE = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles>
 <style:default-style style:family="paragraph"><style:text-properties style:font-name="Tinos" fo:font-family="Tinos" fo:font-size="14pt"/></style:default-style>
 <style:style style:name="Standard" style:family="paragraph"/>
 <style:style style:name="Footnote" style:family="paragraph"><style:text-properties fo:font-size="10pt"/></style:style>
 <style:style style:name="Footnote_20_anchor" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
 <text:notes-configuration text:note-class="footnote" text:citation-style-name="Footnote_20_anchor"
   text:citation-body-style-name="Footnote_20_anchor" text:default-style-name="Footnote"/>
</office:styles>
<office:automatic-styles>
 <style:page-layout style:name="P"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin-top="2cm"
   fo:margin-bottom="2cm" fo:margin-left="3cm" fo:margin-right="2cm"/></style:page-layout>
 <style:style style:name="S" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
 <style:style style:name="J" style:family="paragraph"><style:paragraph-properties fo:text-align="justify" fo:text-indent="1cm"/></style:style>
 <style:style style:name="C" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/></style:style>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="P">
 <style:header><text:p>Hồ sơ kiểm tra công tác dân vận</text:p></style:header>
 <style:footer><text:p text:style-name="C">- <text:page-number text:select-page="current"/> -</text:p></style:footer>
</style:master-page></office:master-styles>
<office:body><office:text>{}</office:text></office:body></office:document>
"""


def _paragraph(text: str) -> str:
    return f'<text:p text:style-name="J">{text}</text:p>'


def _note(number: int, text: str) -> str:
    return (
        f'<text:note text:id="n{number}" text:note-class="footnote"><text:note-citation>{number}</text:note-citation>'
        f"<text:note-body><text:p>{text}</text:p></text:note-body></text:note>"
    )


FODT = OFFICE.format(
    _paragraph("Thực hiện Đề án 06" + _note(1, "Quyết định số 06/QĐ-TTg ngày 06/01/2022.") + " và Chương trình số 56-CTr/TU, huyện đã xây")
    + _paragraph(
        'nhà văn hóa rộng 250 m<text:span text:style-name="S">2</text:span> theo Nghị quyết' + _note(2, "Nghị quyết số 11-NQ/TU.") + "."
    )
    + _paragraph(LONG * 20)
    + _paragraph("Ba xã đã sáp nhập" + _note(3, "Theo Kết luận số 120-KL/TW, các xã loại III.") + " từ tháng 7.")
    + _paragraph(LONG * 16)
)


def main() -> None:
    """Write the files."""
    for name, source in DOCUMENTS.items():
        (HERE / f"{name}.pdf").write_bytes(typst.compile(source.encode()))
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        (work / "footnotes-office.fodt").write_text(FODT, encoding="utf-8")
        profile = f"-env:UserInstallation={(work / 'profile').as_uri()}"
        command = [
            "soffice",
            "--headless",
            "--norestore",
            profile,
            "--convert-to",
            "pdf",
            "--outdir",
            str(HERE),
            str(work / "footnotes-office.fodt"),
        ]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    for path in sorted(HERE.glob("*.pdf")):
        sys.stdout.write(f"{path.name}: {path.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main()
