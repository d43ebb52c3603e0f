"""What a DOCX says and shows: fields, notes, boxes, tracked changes, headers, looks; and files that mean harm."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable

import docx as python_docx
import pytest
from ooxml import NAMESPACES, docx, p, package, r, zipped

from qcdc_parse import BrokenFileError, ReadError, TooLargeError, UnknownFormatError, parse
from qcdc_parse.parse import parse_source
from qcdc_parse.read import Limits, read
from qcdc_parse.read.docx import read_docx
from qcdc_parse.text import SourceText

FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
BEGIN, SEPARATE, END = (FIELD.format(kind) for kind in ("begin", "separate", "end"))


def code(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def made(body: str, **parts: str) -> SourceText:
    return read_docx(docx(body, **parts), "a.docx")


def lines(source: SourceText, *places: str) -> list[str]:
    """The lines that are not empty, at some places or all."""
    out = []
    for anchor, look in zip(source.anchors, source.looks, strict=True):
        line = source.text[anchor.raw :].partition("\n")[0].strip()
        if line and (not places or look.place in places):
            out.append(line)
    return out


def codes(source: SourceText) -> list[str]:
    return [note.code for note in source.notes]


# Runs ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("run", "text"),
    [
        ("<w:r><w:t>30</w:t><w:noBreakHyphen/><w:t>CT/TW</w:t></w:r>", "30-CT/TW"),
        ("<w:r><w:t>30-</w:t><w:softHyphen/><w:t>CT/TW</w:t></w:r>", "30-CT/TW"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "a\tb"),
        ('<w:r><w:t>a</w:t><w:ptab w:alignment="right"/><w:t>b</w:t></w:r>', "a\tb"),
        ('<w:r><w:t>a</w:t></w:r><w:r><w:br w:type="page"/><w:t>b</w:t></w:r>', "a\nb"),
        ("<w:r><w:t>a</w:t><w:cr/><w:t>b</w:t></w:r>", "a\nb"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:t> đạt</w:t></w:r>', "✓ đạt"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t>95%</w:t></w:r>', "≥95%"),
        ('<w:r><w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr><w:t>\uf0a7</w:t></w:r>', "▪"),
        ('<w:r><w:sym w:font="Symbol" w:char="ZZ"/><w:t>a</w:t></w:r>', "a"),
        ('<w:r><w:sym w:font="Symbol" w:char="D800"/><w:t>a</w:t></w:r>', "a"),
        (r("Điều 5", "<w:caps/>"), "ĐIỀU 5"),
        (r("Điều 5", "<w:smallCaps/>"), "ĐIỀU 5"),
        (r("m") + r("2", '<w:vertAlign w:val="superscript"/>'), "m2"),
        (
            "<m:oMath><m:r><m:t>x=</m:t></m:r><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath>",
            "x=a/b",
        ),
        ("<w:r><w:ruby><w:rt>" + r("nhỏ") + "</w:rt><w:rubyBase>" + r("lớn") + "</w:rubyBase></w:ruby></w:r>", "nhỏlớn"),
        ('<w:hyperlink r:id="x">' + r("liên kết") + "</w:hyperlink>", "liên kết"),
        ("<w:smartTag>" + r("Hà Nội") + "</w:smartTag>", "Hà Nội"),
        ("<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>" + r("ô") + "</w:sdtContent></w:sdt>", "ô"),
        ("<w:ins>" + r("thêm") + "</w:ins>", "thêm"),
        ("<w:moveTo>" + r("đến") + "</w:moveTo>", "đến"),
        ('<w:fldSimple w:instr=" DATE ">' + r("01/02/2024") + "</w:fldSimple>", "01/02/2024"),
        ("<w:r><w:t>a\ufdd0b\ufdd1c</w:t></w:r>", "abc"),
    ],
)
def test_pieces_of_a_paragraph(run: str, text: str) -> None:
    assert made(p(run)).text == text + "\n"


def test_deleted_and_moved_text_is_left_out_and_told() -> None:
    source = made(
        p(
            "a",
            "<w:del><w:r><w:delText>xóa</w:delText></w:r></w:del>",
            "<w:moveFrom>" + r("đi") + "</w:moveFrom>",
            "<w:ins>" + r("b") + "</w:ins>",
        )
    )
    assert source.text == "ab\n"
    assert [n.message for n in source.notes] == ["tracked changes: 1 insertions are in the text, 5 deleted characters are not"]


def test_a_deleted_paragraph_mark_joins_paragraphs() -> None:
    gone = '<w:rPr><w:del w:id="1" w:author="a"/></w:rPr>'
    assert lines(made(p("Chỉ thị số 30-", properties=gone) + p("CT/TW") + p("sau"))) == ["Chỉ thị số 30-CT/TW", "sau"]
    assert lines(made(p("cuối", properties=gone))) == ["cuối"]
    assert lines(made(p("trước bảng", properties=gone) + "<w:tbl><w:tr><w:tc>" + p("ô") + "</w:tc></w:tr></w:tbl>" + p("sau"))) == [
        "trước bảng",
        "ô",
        "sau",
    ]


def test_hidden_text_is_left_out_and_told() -> None:
    styles = '<w:style w:type="character" w:styleId="An"><w:name w:val="An"/><w:rPr><w:vanish/></w:rPr></w:style>'
    body = p(r("một"), r("ẩn", "<w:vanish/>"), r("kín", '<w:rStyle w:val="An"/>'), r("hiện", '<w:rStyle w:val="An"/><w:vanish w:val="0"/>'))
    source = made(body, styles=styles)
    assert source.text == "mộthiện\n"
    assert [n.message for n in source.notes] == ["5 characters of hidden text were left out"]


def test_a_paragraph_that_is_hidden_as_a_whole_is_no_line() -> None:
    source = made(p("a") + p(r("ẩn", "<w:vanish/>"), properties="<w:rPr><w:vanish/></w:rPr>") + p("b"))
    assert source.text == "a\nb\n"
    assert [a.paragraph for a in source.anchors] == [1, 3]


# Fields --------------------------------------------------------------------------------------------------------------


def test_results_of_fields_are_text_and_instructions_are_not() -> None:
    inner = BEGIN + code(" MERGEFIELD x ") + SEPARATE + r("trong lệnh") + END
    assert made(p(BEGIN, code(" IF "), inner, code(' = 1 "a" "b"'), SEPARATE, r("kết quả"), END, r(" sau"))).text == "kết quả sau\n"


def test_fields_run_over_paragraphs() -> None:
    body = (
        p(BEGIN, code(" TOC "), SEPARATE, r("I. MỤC TIÊU"))
        + p(BEGIN, code(" PAGEREF a "), SEPARATE, r("2"), END)
        + p(r("II. NHIỆM VỤ"), END)
        + p("sau")
    )
    assert lines(made(body)) == ["I. MỤC TIÊU", "2", "II. NHIỆM VỤ", "sau"]


@pytest.mark.parametrize("marks", [(BEGIN,), (END,), (SEPARATE,), (BEGIN, SEPARATE), (END, BEGIN)])
def test_a_broken_field_swallows_nothing(marks: tuple[str, ...]) -> None:
    source = made(p("trước ", *marks, r("giữa")) + p("sau"))
    assert lines(source) == ["trước giữa", "sau"]
    assert codes(source) == ([] if marks == (SEPARATE,) else ["broken-fields"])


@pytest.mark.parametrize(
    ("state", "box"), [('<w:default w:val="1"/>', "☒"), ('<w:default w:val="1"/><w:checked w:val="0"/>', "☐"), ("", "☐")]
)
def test_boxes_of_forms(state: str, box: str) -> None:
    begin = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>{state}</w:checkBox></w:ffData></w:fldChar></w:r>'
    assert made(p(begin, code(" FORMCHECKBOX "), END, r(" Đạt"))).text == f"{box} Đạt\n"


def test_fields_whose_result_is_not_in_the_file_are_told() -> None:
    source = made(p(BEGIN, code(" AUTONUM "), END, r("Mục tiêu")) + p(BEGIN, code(" SYMBOL 183 "), SEPARATE, r("•"), END))
    assert source.text == "Mục tiêu\n•\n"
    assert [n.message for n in source.notes] == ["fields whose result is not in the file: AUTONUM (1)"]


# Boxes ---------------------------------------------------------------------------------------------------------------

DRAWN = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:docPr id="1" name="a" descr="chú thích ảnh"/><a:graphic><a:graphicData>'
    "<wps:wsp><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def test_a_text_box_is_read_once_behind_its_paragraph() -> None:
    inner = p("Chỉ thị số 30-CT/TW") + p("dòng hai")
    assert lines(made(p("trước", DRAWN.format(inner, inner)) + p("sau"))) == ["trước", "Chỉ thị số 30-CT/TW", "dòng hai", "sau"]


def test_a_text_box_inside_a_text_box() -> None:
    inner = p("ngoài", DRAWN.format(p("trong"), p("trong")))
    assert lines(made(p(DRAWN.format(inner, inner)))) == ["ngoài", "trong"]


def test_only_the_older_branch_holds_text() -> None:
    assert lines(made(p(DRAWN.format("", p("cũ"))))) == ["cũ"]


def test_lettering_is_read_and_pictures_and_objects_are_told() -> None:
    drawn = '<w:r><w:pict><v:shape><v:textpath string="DỰ THẢO"/></v:shape></w:pict></w:r>'
    picture = '<w:r><w:drawing><a:graphic><a:blip r:embed="x"/></a:graphic></w:drawing></w:r>'
    thing = '<w:r><w:object><o:OLEObject r:id="x"/></w:object></w:r>'
    source = made(p(drawn, picture, thing) + '<w:altChunk r:id="y"/>')
    assert lines(source) == ["DỰ THẢO"]
    assert [n.message for n in source.notes] == [
        "not read: embedded files (1), embedded objects (1)",
        "1 pictures; text inside pictures is not read",
    ]


# Notes ---------------------------------------------------------------------------------------------------------------

SEPARATOR = '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'


def referring(identity: int, kind: str = "footnote", more: str = "") -> str:
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{kind}Reference w:id="{identity}"{more}/></w:r>'


def note(identity: int, *paragraphs: str, kind: str = "footnote") -> str:
    return f'<w:{kind} w:id="{identity}">{"".join(paragraphs)}</w:{kind}>'


def test_footnotes_stand_behind_the_body_in_the_order_of_their_marks() -> None:
    own = "<w:r><w:footnoteRef/></w:r>"
    notes = SEPARATOR + note(1, p(own, r(" Của hai.")) + p("Dòng nữa.")) + note(2, p("Của một.")) + note(3, p("Không ai dẫn."))
    source = made(p("Việc một", referring(2), r(".")) + p("Việc hai", referring(1), r(".")), footnotes=notes)
    assert lines(source) == ["Việc một1.", "Việc hai2.", "1 Của một.", "2 Của hai.", "Dòng nữa."]
    assert lines(source, "footnote") == ["1 Của một.", "2 Của hai.", "Dòng nữa."]
    assert [source.text[a:b] for a, b in source.marks] == ["1", "2"]
    assert [n.message for n in source.notes] == ["1 footnotes that no mark leads to were left out"]
    document = parse_source(source)
    assert document.text.startswith("Việc một.\nViệc hai.\n1 Của một.")
    assert [f.kind for f in document.furniture] == ["footnote_mark"] * 2


def test_footnotes_in_table_cells_keep_their_marks() -> None:
    row = '<w:tbl><w:tblPr><w:tblBorders><w:top w:val="single"/></w:tblBorders></w:tblPr><w:tr>{}</w:tr><w:tr>{}</w:tr></w:tbl>'
    cells = "<w:tc>" + p("  tổng   số", referring(1)) + "</w:tc><w:tc>" + p("95%") + "</w:tc>"
    source = made(row.format(cells, cells.replace('w:id="1"', 'w:id="2"')), footnotes=note(1, p("Nguồn.")) + note(2, p("Nguồn.")))
    assert lines(source, "body") == ["tổng số1\t95%", "tổng số2\t95%"]
    assert [source.text[a:b] for a, b in source.marks] == ["1", "2"]


def test_marks_that_are_written_by_hand_stay() -> None:
    star = '<w:r><w:footnoteReference w:id="1" w:customMarkFollows="1"/><w:t>*</w:t></w:r>'
    source = made(p("Việc", star, r(".")) + p("Hai", referring(2)), footnotes=note(1, p("* Ghi chú.")) + note(2, p("Khác.")))
    assert lines(source) == ["Việc*.", "Hai1", "* Ghi chú.", "1 Khác."]
    assert [source.text[a:b] for a, b in source.marks] == ["*", "1"]


def test_endnotes_and_formats_of_notes() -> None:
    settings = '<w:footnotePr><w:numFmt w:val="chicago"/></w:footnotePr>'
    source = made(
        p("a", referring(1), referring(1, "endnote"), referring(7)),
        settings=settings,
        footnotes=note(1, p("chân.")),
        endnotes=note(1, p("cuối."), kind="endnote"),
    )
    assert lines(source) == ["a*i†", "* chân.", "i cuối."]
    assert codes(source) == ["missing-footnotes"]


def test_footnotes_begin_anew_with_a_section() -> None:
    section = '<w:sectPr><w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr></w:sectPr>'
    body = p("a", referring(1), properties=section) + p("b", referring(2))
    source = made(
        body, section='<w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr>', footnotes=note(1, p("x.")) + note(2, p("y."))
    )
    assert lines(source) == ["a1", "b1", "1 x.", "1 y."]


def test_comments_are_told() -> None:
    source = made(p("a", '<w:commentRangeStart w:id="1"/>', r("b"), '<w:r><w:commentReference w:id="1"/></w:r>'))
    assert (source.text, codes(source)) == ("ab\n", ["comments"])


# Headers -------------------------------------------------------------------------------------------------------------


def headed(kind: str, name: str = "header1") -> str:
    return f'<w:{name.rstrip("123")}Reference w:type="{kind}" r:id="{name}"/>'


def test_running_heads_and_page_numbers() -> None:
    page = p(r("Trang "), BEGIN, code(" PAGE "), SEPARATE, r("2"), END, r("/10"))
    source = made(
        p("Nội dung"), section=headed("default") + headed("default", "footer1"), header1=p("Báo cáo số 12-BC/TU") + p("- 3 -"), footer1=page
    )
    assert lines(source, "running_head") == ["Báo cáo số 12-BC/TU"]
    assert lines(source, "page_number") == ["- 3 -", "Trang 2/10"]
    assert lines(source, "body") == ["Nội dung"]
    document = parse_source(source)
    assert document.text == "Nội dung"
    assert [f.kind for f in document.furniture] == ["running_head", "page_number", "page_number"]


def test_a_header_over_the_first_page_only_is_text() -> None:
    """Offices put their letterhead there."""
    section = headed("first") + headed("default", "header2") + "<w:titlePg/>"
    source = made(p("NGHỊ QUYẾT"), section=section, header1=p("1") + p("TỈNH ỦY HẬU GIANG") + p("Số 11-NQ/TU"), header2=p("2"))
    assert lines(source, "body") == ["TỈNH ỦY HẬU GIANG", "Số 11-NQ/TU", "NGHỊ QUYẾT"]
    assert lines(source, "page_number") == ["2", "1"]
    without = made(p("NGHỊ QUYẾT"), section=section.replace("<w:titlePg/>", ""), header1=p("TỈNH ỦY HẬU GIANG"), header2=p("2"))
    assert lines(without, "running_head") == ["TỈNH ỦY HẬU GIANG"]


def test_heads_that_sections_repeat_are_read_once() -> None:
    body = p("một", properties=f"<w:sectPr>{headed('default')}</w:sectPr>") + p("hai")
    assert lines(made(body, section=headed("default", "header2"), header1=p("Đầu trang"), header2=p("Đầu trang"))) == [
        "Đầu trang",
        "một",
        "hai",
    ]


# Tables --------------------------------------------------------------------------------------------------------------


def table(*rows: Iterable[str], borders: str = "", style: str = "") -> str:
    cells = "".join(
        "<w:tr>" + "".join(cell if cell.startswith("<w:tc>") else f"<w:tc>{p(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows
    )
    drawn = (
        "".join(f'<w:{side} w:val="{borders}"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")) if borders else ""
    )
    named = f'<w:tblStyle w:val="{style}"/>' if style else ""
    return f"<w:tbl><w:tblPr>{named}<w:tblBorders>{drawn}</w:tblBorders></w:tblPr><w:tblGrid/>{cells}</w:tbl>"


GRID = (
    '<w:style w:type="table" w:styleId="Luoi"><w:name w:val="Luoi"/><w:tblPr><w:tblBorders><w:top w:val="single"/></w:tblBorders></w:tblPr></w:style>'
    '<w:style w:type="table" w:styleId="Con"><w:name w:val="Con"/><w:basedOn w:val="Luoi"/></w:style>'
    '<w:style w:type="table" w:styleId="Dau"><w:name w:val="Dau"/><w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders><w:bottom w:val="single"/></w:tcBorders></w:tcPr>'
    "</w:tblStylePr></w:style>"
)


@pytest.mark.parametrize(
    ("borders", "style", "ruled"),
    [
        ("", "", False),
        ("single", "", True),
        ("nil", "", False),
        ("", "Luoi", True),
        ("", "Con", True),
        ("none", "Luoi", False),
        ("", "Dau", True),
        ("", "Missing", False),
    ],
)
def test_rules_tell_data_from_layout(borders: str, style: str, ruled: bool) -> None:
    got = lines(made(table("ab", "cd", borders=borders, style=style), styles=GRID))
    assert got == (["a\tb", "c\td"] if ruled else ["a", "c", "b", "d"])


def test_a_letterhead_in_a_style_that_rules_only_the_head() -> None:
    head = f"<w:tc>{p('TỈNH ỦY')}{p('Số 11-NQ/TU')}</w:tc>"
    assert lines(made(table([head, "ĐẢNG CỘNG SẢN VIỆT NAM"], style="Dau"), styles=GRID)) == [
        "TỈNH ỦY",
        "Số 11-NQ/TU",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
    ]


def test_one_row_is_data_unless_paragraphs_stand_in_its_cells() -> None:
    two = f"<w:tc>{p('một')}{p('hai')}</w:tc>"
    assert lines(made(table("ab", borders="single"))) == ["a\tb"]
    assert lines(made(table([two, "b"], borders="single"))) == ["một", "hai", "b"]


def test_cells_that_take_the_rules_of_their_table_off() -> None:
    sides = "".join(f'<w:{side} w:val="nil"/>' for side in ("top", "left", "bottom", "right"))
    bare = [f"<w:tc><w:tcPr><w:tcBorders>{sides}</w:tcBorders></w:tcPr>{p(letter)}</w:tc>" for letter in "abcd"]
    assert lines(made(table(bare[:2], bare[2:], borders="single"))) == ["a", "c", "b", "d"]


def test_one_cell_with_rules_is_a_frame_around_paragraphs() -> None:
    assert lines(made(table([f"<w:tc>{p('một')}{p('hai')}</w:tc>"], borders="single"))) == ["một", "hai"]


def test_merged_cells_hold_their_columns() -> None:
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("rộng")}</w:tc>'
    top = f'<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{p("cao")}</w:tc>'
    below = f"<w:tc><w:tcPr><w:vMerge/></w:tcPr>{p()}</w:tc>"
    source = made(table([wide, "c"], [top, "b", "c"], [below, "b", "c"], borders="single"))
    assert source.text == "rộng\t \tc\ncao\tb\tc\n \tb\tc\n"
    assert [a.paragraph for a in source.anchors] == [1, 3, 7]


def test_a_span_without_measure_is_bounded() -> None:
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr>{p("rộng")}</w:tc>'
    assert len(made(table([wide, "b", "c"], borders="single")).text) < 300


def test_deleted_rows_are_left_out() -> None:
    gone = f'<w:tr><w:trPr><w:del w:id="1"/></w:trPr><w:tc>{p("xóa")}</w:tc></w:tr></w:tbl>'
    source = made(table("abc", borders="single").replace("</w:tbl>", gone))
    assert (source.text, codes(source)) == ("a\tb\tc\n", ["tracked-changes"])


# Looks ---------------------------------------------------------------------------------------------------------------

STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="28"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr>'
    '<w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Con"><w:name w:val="Con"/><w:basedOn w:val="Heading1"/><w:rPr><w:i/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="H3"><w:name w:val="heading 3"/></w:style>'
    '<w:style w:type="character" w:styleId="Dam"><w:name w:val="Dam"/><w:rPr><w:b/><w:u w:val="single"/></w:rPr></w:style>'
)


def look(*runs: str, properties: str = "") -> tuple[bool, bool, bool, float | None, int | None]:
    bold, italic, underline, size, level, _ = made(p(*runs, properties=properties), styles=STYLES).looks[0]
    return bold, italic, underline, size, level


def test_looks_are_resolved_over_styles() -> None:
    heading = '<w:pStyle w:val="Heading1"/>'
    assert look(r("a")) == (False, False, False, 14.0, None)
    assert look(r("a", "<w:b/>"), r(" "), r("b", '<w:b/><w:sz w:val="26"/>')) == (True, False, False, 14.0, None)
    assert look(r("a", "<w:b/>"), r("b")) == (False, False, False, 14.0, None)
    assert look(r("đầu đề", "<w:b/>"), r(".")) == (True, False, False, 14.0, None)
    assert look(r("a"), properties=heading) == (True, False, False, 16.0, 1)
    assert look(r("a", '<w:b w:val="0"/>'), properties=heading) == (False, False, False, 16.0, 1)
    assert look(r("a"), properties='<w:pStyle w:val="Con"/>') == (True, True, False, 16.0, 1)
    assert look(r("a", '<w:rStyle w:val="Dam"/>')) == (True, False, True, 14.0, None)
    assert look(r("a", '<w:rStyle w:val="Dam"/>'), properties=heading) == (False, False, True, 16.0, 1), "two toggles switch off"
    assert look(r("a"), properties='<w:pStyle w:val="H3"/>')[4] == 3
    assert look(r("a"), properties=heading + '<w:outlineLvl w:val="9"/>')[4] is None
    assert look(r("a"), properties='<w:outlineLvl w:val="1"/>')[4] == 2


def test_a_toggle_of_the_defaults_is_not_switched_off_by_styles() -> None:
    defaults = "<w:docDefaults><w:rPrDefault><w:rPr><w:b/></w:rPr></w:rPrDefault></w:docDefaults>"
    bold = '<w:style w:type="paragraph" w:styleId="Dam"><w:name w:val="Dam"/><w:rPr><w:b/></w:rPr></w:style>'
    source = made(p("a") + p("b", properties='<w:pStyle w:val="Dam"/>') + p(r("c", '<w:b w:val="0"/>')), styles=defaults + bold)
    assert [k.bold for k in source.looks] == [True, True, False]


def test_chains_of_styles_are_followed_so_far() -> None:
    styles = (
        "".join(
            f'<w:style w:type="paragraph" w:styleId="s{at}"><w:name w:val="s{at}"/><w:basedOn w:val="s{at + 1}"/></w:style>'
            for at in range(5000)
        )
        + '<w:style w:type="paragraph" w:styleId="s5000"><w:name w:val="x"/><w:rPr><w:b/></w:rPr></w:style>'
    )
    source = made("".join(p("a", properties=f'<w:pStyle w:val="s{at}"/>') for at in (0, 4990)), styles=styles)
    assert [k.bold for k in source.looks] == [False, True]


def test_a_look_belongs_to_its_line() -> None:
    source = made(p(r("một", "<w:b/>"), "<w:r><w:br/></w:r>", r("hai")), styles=STYLES)
    assert [k.bold for k in source.looks] == [True, False]
    assert [a.paragraph for a in source.anchors] == [1, 1]


def test_fonts_are_resolved_for_each_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one place where letters meet their fonts sees the font of a run, of its styles and of the theme."""
    from qcdc_parse.read.docx import content

    seen: list[tuple[str, str | None]] = []
    monkeypatch.setattr(content, "letters", lambda text, font: seen.append((text, font)) or text)
    styles = (
        '<w:style w:type="paragraph" w:styleId="Cu"><w:name w:val="Cu"/><w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Hoa"><w:name w:val="Hoa"/><w:rPr><w:rFonts w:ascii=".VnTimeH" w:hAnsi=".VnTimeH"/></w:rPr></w:style>'
    )
    made(
        p(r("a"), r("b", '<w:rStyle w:val="Hoa"/>'), r("c", '<w:rFonts w:ascii="Arial"/>'), properties='<w:pStyle w:val="Cu"/>') + p("d"),
        styles=styles,
    )
    assert seen == [("a", ".VnTime"), ("b", ".VnTimeH"), ("c", "Arial"), ("d", None)]


# Numbers -------------------------------------------------------------------------------------------------------------

BULLET = '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="{}"/><w:rPr><w:rFonts w:ascii="{}" w:hAnsi="{}"/>{}</w:rPr></w:lvl>'
ON = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


def listed(level: str, body: str) -> SourceText:
    numbering = f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    return made(body, numbering=numbering)


@pytest.mark.parametrize(
    ("char", "font", "bullet"),
    [("-", "Times New Roman", "- "), ("+", "Arial", "+ "), ("\uf0b7", "Symbol", "• "), ("o", "Courier New", "◦ "), ("\uf0a7", "Wingdings", "▪ "),
     ("\uf0d8", "Wingdings", "► "), ("\uf0fc", "Wingdings", "✓ "), ("\uf0ff", "Wingdings", "• "), ("", "Symbol", ""), ("–", "Calibri", "– ")],
)  # fmt: skip
def test_bullets(char: str, font: str, bullet: str) -> None:
    assert listed(BULLET.format(char, font, font, ""), p("Giữ vững ổn định;", properties=ON)).text == f"{bullet}Giữ vững ổn định;\n"


def test_a_label_is_no_part_of_the_look_and_may_be_hidden_or_in_capitals() -> None:
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="Phần %1."/><w:rPr>{}</w:rPr></w:lvl>'
    assert listed(level.format("<w:caps/>"), p("a", properties=ON)).text == "PHẦN I. a\n"
    assert listed(level.format("<w:vanish/>"), p("a", properties=ON)).text == "a\n"
    assert listed(level.format(""), p(r("a", "<w:b/>"), properties=ON)).looks[0].bold


def test_a_number_stands_on_the_first_line_and_on_empty_paragraphs() -> None:
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    assert listed(level, p(r("a"), "<w:r><w:br/></w:r>", r("b"), properties=ON) + p(properties=ON)).text == "1. a\nb\n2. \n"


def test_formats_that_are_not_known_are_told() -> None:
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="hebrew1"/><w:lvlText w:val="%1."/></w:lvl>'
    source = listed(level, p("a", properties=ON))
    assert source.text == "1. a\n"
    assert [n.message for n in source.notes] == ["digits stand for automatic numbers in formats that are not known here: hebrew1 (1)"]


def test_lists_of_python_docx() -> None:
    word = python_docx.Document()
    for style in ("List Number", "List Number", "List Bullet", "List Number"):
        word.add_paragraph("Mục tiêu", style=style)
    out = io.BytesIO()
    word.save(out)
    assert lines(read(out.getvalue())) == ["1. Mục tiêu", "2. Mục tiêu", "• Mục tiêu", "3. Mục tiêu"]


def test_automatic_numbers_make_sections() -> None:
    level = '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/></w:lvl>'
    levels = level.format(0, "upperRoman", "%1.") + level.format(1, "decimal", "%2.")
    under = ON.replace('ilvl w:val="0"', 'ilvl w:val="1"')
    text = [("MỤC TIÊU", ON), ("Xây dựng Đảng", under), ("Phát triển kinh tế", under), ("NHIỆM VỤ", ON), ("Công tác cán bộ", under)]
    document = parse_source(listed(levels, "".join(p(r(words, "<w:b/>"), properties=where) for words, where in text)))
    assert [s.id for s in document.walk()] == ["I", "I/1", "I/2", "II", "II/1"]


# Other kinds of file -------------------------------------------------------------------------------------------------


def strict(members: dict[str, bytes]) -> dict[str, bytes]:
    names = {
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main": b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    }
    out = {}
    for name, content in members.items():
        data = content
        for old, new in names.items():
            data = data.replace(old, new)
        out[name] = data
    return out


def test_strict_files() -> None:
    members = package(p(r("a", "<w:b/>"), referring(1)), section=headed("default"), header1=p("đầu"), footnotes=note(1, p("ghi chú")))
    source = read(zipped(strict(members)))
    assert lines(source) == ["đầu", "a1", "1 ghi chú"]
    assert source.looks[1].bold


@pytest.mark.parametrize(
    "kind", ["ms-word.document.macroEnabled.main", "openxmlformats-officedocument.wordprocessingml.template.main", "none"]
)
def test_macros_templates_and_wrong_types(kind: str) -> None:
    members = package(p("Nội dung"), extra={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0 macros"})
    members["[Content_Types].xml"] = members["[Content_Types].xml"].replace(
        b"openxmlformats-officedocument.wordprocessingml.document.main", kind.encode()
    )
    assert read(zipped(members)).text == "Nội dung\n"


def test_main_part_elsewhere_and_names_with_backslashes() -> None:
    members = package(p("a", referring(1)), footnotes=note(1, p("ghi chú")))
    moved = {name.replace("word/", "x/").replace("document", "document2"): data for name, data in members.items()}
    moved["_rels/.rels"] = moved["_rels/.rels"].replace(b"word/document.xml", b"/x/document2.xml")
    assert lines(read(zipped(moved))) == ["a1", "1 ghi chú"]
    assert lines(read(zipped({name.replace("/", "\\"): data for name, data in members.items()} | {"[Content_Types].xml": b"<a/>"}))) == [
        "a1",
        "1 ghi chú",
    ]


def test_flat_opc() -> None:
    pkg = "http://schemas.microsoft.com/office/2006/xmlPackage"
    parts = "".join(
        f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{data.decode().partition("?>")[2]}</pkg:xmlData></pkg:part>'
        for name, data in package(p("a", referring(1)), footnotes=note(1, p("ghi chú"))).items()
        if name != "[Content_Types].xml"
    )
    data = f'<?xml version="1.0" standalone="yes"?><?mso-application progid="Word.Document"?><pkg:package xmlns:pkg="{pkg}">{parts}</pkg:package>'
    assert lines(read(data.encode())) == ["a1", "1 ghi chú"]


@pytest.mark.parametrize("root", ["workbook", "presentation"])
def test_other_office_files_are_told(root: str) -> None:
    with pytest.raises(UnknownFormatError, match="no Word document"):
        read(zipped({**package(""), "word/document.xml": f"<{root}/>".encode()}))


# Harm ----------------------------------------------------------------------------------------------------------------


def test_document_types_are_refused() -> None:
    members = package(p("a"))
    for declaration in (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>', b'<!DOCTYPE a SYSTEM "http://localhost/a.dtd">'):
        head, _, rest = members["word/document.xml"].partition(b"?>")
        with pytest.raises(BrokenFileError, match="document type"):
            read(zipped({**members, "word/document.xml": head + b"?>" + declaration + rest}))


def test_relationships_to_outside_are_not_followed() -> None:
    members = package(p("a"), section=headed("default"), header1=p("b"))
    relations = members["word/_rels/document.xml.rels"].replace(
        b'Target="header1.xml"', b'Target="file:///etc/hosts" TargetMode="External"'
    )
    assert lines(read(zipped({**members, "word/_rels/document.xml.rels": relations}))) == ["a"]
    relations = members["word/_rels/document.xml.rels"].replace(b'Target="header1.xml"', b'Target="header1.xml" TargetMode="External"')
    assert lines(read(zipped({**members, "word/_rels/document.xml.rels": relations}))) == ["a"]
    relations = members["word/_rels/document.xml.rels"].replace(b'Target="header1.xml"', b'Target="../../../../etc/hosts"')
    assert lines(read(zipped({**members, "word/_rels/document.xml.rels": relations}))) == ["a"]


@pytest.mark.parametrize("tag", ["w:sdt", "w:ins", "w:tbl", "w:txbxContent", "m:oMath", "w:fldSimple"])
@pytest.mark.parametrize("depth", [150, 400, 5000])
def test_deep_nesting(tag: str, depth: int) -> None:
    inner = "".join(f"<{tag}>" for _ in range(depth)) + "".join(f"</{tag}>" for _ in range(depth))
    data = docx(p("a") + inner + p(inner))
    if depth == 150:
        assert lines(read_docx(data, "a.docx")) == ["a"]
        return
    with pytest.raises((TooLargeError, BrokenFileError)):
        read_docx(data, "a.docx")


def test_deep_nesting_beyond_wide_bounds() -> None:
    inner = "<w:ins>" * 1500 + "</w:ins>" * 1500
    with pytest.raises((TooLargeError, BrokenFileError)):
        read_docx(docx(p(inner)), "a.docx", Limits(depth=10**6))


@pytest.mark.parametrize("inner", ["<w:ins>{}</w:ins>", "<w:sdt>{}</w:sdt>", "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"])
def test_depth_is_bounded(inner: str) -> None:
    body = p("a")
    for _ in range(30):
        body = inner.format(body)
    assert lines(read_docx(docx(body), "a.docx")) == ["a"]
    with pytest.raises(TooLargeError, match="deeper than the bound of 20"):
        read_docx(docx(body), "a.docx", Limits(depth=20))


def test_elements_are_bounded() -> None:
    data = docx(p("a") * 100)
    assert read_docx(data, "a.docx", Limits(elements=1000)).text
    with pytest.raises(TooLargeError, match="has more than the bound of 200 elements"):
        read_docx(data, "a.docx", Limits(elements=200))


def test_a_member_that_unpacks_to_more_than_it_says() -> None:
    data = bytearray(docx(p("a") + " " * 5_000_000))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = archive.getinfo("word/document.xml").file_size
    packed = struct.pack("<I", size)
    assert data.count(packed) >= 2
    with pytest.raises(ReadError):
        read(bytes(data.replace(packed, struct.pack("<I", 2000))), limits=Limits(unpacked=1_000_000))
    with pytest.raises(TooLargeError):
        read_docx(bytes(data), "a.docx", Limits(unpacked=1_000_000))


def test_time_is_bounded() -> None:
    cells = table(*(["a"] * 3,) * 20_000, borders="single")
    with pytest.raises(TooLargeError, match="seconds"):
        read_docx(docx(cells), "a.docx", Limits(seconds=0.05))


@pytest.mark.parametrize(
    "numbering",
    [
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>',
        '<w:num w:numId="1"/>',
        "<w:num/><w:abstractNum/>",
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="99"/><w:lvl/></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
        '<w:abstractNum w:abstractNumId="0"/><w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride/><w:lvlOverride w:ilvl="0"><w:startOverride/></w:lvlOverride></w:num>',
    ],
)
def test_damaged_lists_give_no_numbers(numbering: str) -> None:
    assert made(p("a", properties=ON), numbering=numbering).text == "a\n"


def test_huge_numbers_stay_short() -> None:
    level = '<w:lvl w:ilvl="0"><w:start w:val="2147483647"/><w:numFmt w:val="{}"/><w:lvlText w:val="%1."/></w:lvl>'
    for form in ("lowerLetter", "upperRoman", "cardinalText", "chicago"):
        assert len(listed(level.format(form), p("a", properties=ON)).text) < 20


def test_missing_parts_are_no_failure() -> None:
    members = package(
        p("a", referring(1), properties=ON), section=headed("default"), footnotes=note(1, p("b")), numbering="", styles="", header1=p("c")
    )
    for victim in (
        "word/footnotes.xml",
        "word/numbering.xml",
        "word/styles.xml",
        "word/header1.xml",
        "word/_rels/document.xml.rels",
        "_rels/.rels",
    ):
        assert "a" in read(zipped({name: data for name, data in members.items() if name != victim})).text


def test_a_part_in_another_encoding() -> None:
    xml = f'<?xml version="1.0" encoding="UTF-16"?><w:document {NAMESPACES}><w:body>{p("Điều 1")}</w:body></w:document>'
    assert parse(zipped({**package(""), "word/document.xml": xml.encode("utf-16")})).text == "Điều 1"
