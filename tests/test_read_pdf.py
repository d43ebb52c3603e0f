"""The PDF reader on files of real producers: reading order, footnotes, margins, looks, boxes, turned and cropped pages."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from pdf_lines import agreement
from PIL import Image
from strategies import CORPUS

from qcdc_parse import Document, TooLargeError, parse
from qcdc_parse.read import Limits, read
from qcdc_parse.read.pdf.fonts import font_named
from qcdc_parse.text import Look, SourceText

FILES = Path(__file__).parent / "files" / "pdf"
MADE = sorted(FILES.glob("*.pdf"))
PDFS = sorted(CORPUS.glob("*.pdf"))


@cache
def source(name: str) -> SourceText:
    return read(FILES / f"{name}.pdf")


@cache
def document(name: str) -> Document:
    return parse(FILES / f"{name}.pdf")


def lines(read_text: SourceText) -> list[tuple[str, Look, int | None]]:
    """Every line with its look and page."""
    ends = [anchor.raw for anchor in read_text.anchors[1:]] + [len(read_text.text)]
    return [
        (read_text.text[anchor.raw : end].strip(), look, anchor.page)
        for anchor, end, look in zip(read_text.anchors, ends, read_text.looks, strict=True)
    ]


def placed(read_text: SourceText, place: str) -> list[tuple[int | None, str]]:
    return [(page, text) for text, look, page in lines(read_text) if look.place == place]


def remade(path: Path, change: Callable[[pdfium.PdfPage], object]) -> bytes:
    """A file with every page changed."""
    pdf = pdfium.PdfDocument(path)
    for page in pdf:
        change(page)
        page.close()
    out = io.BytesIO()
    pdf.save(out)
    pdf.close()
    return out.getvalue()


# Lines and their order -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [*PDFS, *(p for p in MADE if p.stem != "turned")], ids=lambda p: p.stem)
def test_lines_are_those_of_pdfplumber(path: Path) -> None:
    found = agreement(path.read_bytes())
    assert found.lines > 5
    assert len(found.missing) <= 0.005 * found.lines, found.missing


def test_columns_of_letterhead_and_signature_are_read_one_after_the_other() -> None:
    texts = [text for text, _, page in lines(source("columns")) if page == 1]
    head = texts[: texts.index("Kính gửi: Ủy ban nhân dân huyện")]
    assert head == [
        "ỦY BAN NHÂN DÂN",
        "XÃ ĐÔNG HÀ",
        "Số: 45/BC-UBND",
        "V/v báo cáo kết quả",
        "ba năm thực hiện",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Đông Hà, ngày 12 tháng 5 năm 2023",
    ]
    foot = texts[texts.index("Nơi nhận:") :]
    assert [text.lstrip("-• ") for text in foot] == [
        "Nơi nhận:",
        "Như trên;",
        "Thường trực Đảng ủy;",
        "Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Trần Văn Bình",
    ]


def test_rows_of_a_table_without_rules_stay_rows() -> None:
    texts = [text for text, _, _ in lines(source("columns"))]
    assert [text for text in texts if text.startswith("Quý ")] == ["Quý một\t96%", "Quý hai\t97%", "Quý ba\t98%"]


def test_columns_of_running_text_are_read_one_after_the_other() -> None:
    texts = [text for text, _, page in lines(source("columns")) if page == 2]
    first = next(i for i, text in enumerate(texts) if text.startswith("Cột thứ nhất"))
    second = next(i for i, text in enumerate(texts) if text.startswith("Cột thứ hai"))
    assert first == 0
    assert texts[second - 1] == "trong kỳ sau."
    assert texts[-1] == "trong kỳ sau."
    assert not any("\t" in text for text in texts)
    paragraphs = document("columns").text.split("\n")
    assert (
        sum(paragraph.startswith(("Cột thứ nhất mở đầu.", "Cột thứ hai mở đầu.")) and len(paragraph) > 1000 for paragraph in paragraphs)
        == 2
    )


def test_hyphens_at_line_ends_survive() -> None:
    raw = source("table").text
    assert "05-\nCT/TW" in raw
    assert "33-\nKH/TU" in raw
    assert {"05-CT/TW", "33-KH/TU"} <= {reference.key for reference in document("table").references}


def test_table_with_merged_cells() -> None:
    rows = [text for text, _, _ in lines(source("table")) if "\t" in text]
    assert rows == [
        "TT\tChỉ tiêu\t \tTỷ lệ",
        "Nội dung\tĐơn vị chịu trách nhiệm thực hiện và báo cáo",
        "1\tChi bộ tốt1\tBan Tổ chức\t96%",
        "2\tDiện tích nhà văn hóa (m2)\t \t250",
    ]


def test_turned_text_is_read_along_its_lines() -> None:
    texts = [text for text, _, _ in lines(source("turned"))]
    assert texts == [
        "Biểu số 01 kèm theo Kế hoạch số 33-KH/TU",
        "Số TT\tNội dung\tTỷ lệ",
        "1\tChi bộ tốt\t96%",
        "2\tTổ dân vận\t1,1%",
        "Người lập biểu đã ký.",
        "Dòng thường ở dưới.",
        "BẢN SAO",
    ]


# What lines look like ------------------------------------------------------------------------------------------------


def test_looks() -> None:
    looks = {text: look for text, look, _ in lines(source("table"))}
    assert looks["Dòng chữ đậm có gạch chân"] == Look(bold=True, underline=True, size=14.0)
    assert looks["Dòng chữ nghiêng"] == Look(italic=True, size=14.0)
    assert looks["Chữ đậm và chữ thường"] == Look(size=14.0)
    nation = next(look for text, look, _ in lines(source("columns")) if text.startswith("CỘNG HÒA"))
    assert nation == Look(bold=True, size=12.0)


@pytest.mark.parametrize(
    ("name", "bold", "italic"),
    [
        ("BAAAAA+Tinos-Bold", True, False),
        ("TimesNewRomanPS-BoldItalicMT", True, True),
        ("TimesNewRoman,Italic", False, True),
        ("ABCDEF+Arial-Black", True, False),
        ("Helvetica-Oblique", False, True),
        (".VnTimeH", False, False),
        ("ABCDEF+Bodoni", False, False),
        ("ArialMT", False, False),
    ],
)
def test_faces_are_told_by_names(name: str, bold: bool, italic: bool) -> None:
    assert font_named(name)[1:3] == (bold, italic)


# Footnotes and margins -----------------------------------------------------------------------------------------------


def footnotes(found: Document) -> list[str]:
    return [found.quote(block.span) for block in found.blocks if block.kind == "footnote"]


def test_footnotes_stand_behind_the_body() -> None:
    found = document("footnotes-typst")
    notes = footnotes(found)
    assert [note[:30] for note in notes] == [
        "1 Quyết định số 06/QĐ-TTg ngày",
        "2 Báo cáo số 12-BC/TU ngày 03/",
        "3 Theo Kế hoạch số 33-KH/TU; C",
        "4 Thông báo số 45-TB/TU ngày 1",
    ]
    assert notes[1].endswith("chưa gồm ba xã mới sáp nhập.")
    assert notes[2].count("Các chi bộ đã tổ chức") == 7, "a note that goes on over the page is one"
    assert found.text.endswith("\n".join(notes))


def test_marks_of_footnotes_are_taken_out_and_other_superscripts_stay() -> None:
    text = document("footnotes-typst").text
    assert "Thực hiện Đề án 06 và Nghị quyết Đại hội XIII, nhà văn hóa mới rộng 250 m2, sức chứa 5.103 lượt" in text
    assert "kỳ họp thứ 1a." in text
    assert "đạt 96% và vượt chỉ tiêu" in text
    read_text = source("footnotes-typst")
    assert [read_text.text[start:end] for start, end in read_text.marks] == ["1", "2", "3", "4"]


def test_footnotes_lead_to_their_page() -> None:
    found = document("footnotes-typst")
    places = [found.locate(block.span) for block in found.blocks if block.kind == "footnote"]
    assert [place.page for place in places] == [1, 1, 1, 2]
    assert {page for page, _ in places[2].boxes} == {1, 2}
    assert all(box[1] > 600 for place in places for _, box in place.boxes)


def test_footnotes_numbered_anew_on_every_page_with_marks_that_are_not_raised() -> None:
    """So LibreOffice writes them where its styles are incomplete: `1Quyết định` in small type, no rule above."""
    found = document("footnotes-office")
    assert footnotes(found) == [
        "1 Quyết định số 06/QĐ-TTg ngày 06/01/2022.",
        "2 Nghị quyết số 11-NQ/TU.",
        "1 Theo Kết luận số 120-KL/TW, các xã loại III.",
    ]
    assert "Thực hiện Đề án 06 và Chương trình" in found.text
    assert "rộng 250 m2 theo Nghị quyết." in found.text
    assert "Ba xã đã sáp nhập từ tháng 7." in found.text


@pytest.mark.parametrize(
    ("name", "numbers", "head"),
    [
        ("footnotes-typst", ["1", "2", "3"], "Báo cáo sơ kết năm 2023"),
        ("footnotes-office", ["- 1 -", "- 2 -", "- 3 -"], "Hồ sơ kiểm tra công tác dân vận"),
    ],
)
def test_page_numbers_and_running_heads(name: str, numbers: list[str], head: str) -> None:
    assert placed(source(name), "page_number") == list(enumerate(numbers, 1))
    assert placed(source(name), "running_head") == [(page, head) for page in (1, 2, 3)]
    found = document(name)
    assert head not in found.text
    assert [f.text for f in found.furniture if f.kind == "page_number"] == numbers


def test_smaller_type_at_the_foot_is_no_footnote_by_itself() -> None:
    assert not placed(source("columns"), "footnote")
    for path in PDFS:
        assert not placed(read(path), "footnote")


# Boxes on the page as shown ------------------------------------------------------------------------------------------


def pictures(data: bytes, scale: int) -> list[Image.Image]:
    pdf = pdfium.PdfDocument(data)
    out = [page.render(scale=scale).to_pil().convert("L") for page in pdf]
    pdf.close()
    return out


def dark(image: Image.Image, box: Iterable[float], scale: int) -> int:
    """How many dark pixels a box holds, in points; a pixel around it counts too."""
    left, top, right, bottom = (value * scale for value in box)
    part = image.crop((int(left) - 1, int(top) - 1, int(right) + 2, int(bottom) + 2))
    return sum(part.histogram()[:128])


@pytest.mark.parametrize("turns", [0, 90, 180, 270])
@pytest.mark.parametrize("name", ["columns", "table"])
def test_boxes_hold_the_letters_of_their_lines(name: str, turns: int) -> None:
    """However a page is turned and cropped, the text is the same and the boxes hold all dark pixels of the letters."""

    def change(page: pdfium.PdfPage) -> None:
        width, height = page.get_size()
        page.set_mediabox(-50, -70, width + 30, height + 40)
        page.set_cropbox(40, 30, width - 20, height - 10)
        page.set_rotation(turns)

    data = remade(FILES / f"{name}.pdf", change)
    read_text = read(data)
    assert read_text.text == source(name).text
    scale = 2
    for number, image in enumerate(pictures(data, scale), 1):
        boxes = [anchor.box for anchor in read_text.anchors if anchor.page == number and anchor.box]
        rest = image.copy()
        for box in boxes:
            assert dark(image, box, scale)
            left, top, right, bottom = (int(value * scale) for value in box)
            rest.paste(255, (left - 1, top - 1, right + 2, bottom + 2))
        assert not sum(rest.histogram()[:128]), f"page {number}: letters outside all boxes"


def test_locate_covers_a_mention_and_not_its_neighbours() -> None:
    path = CORPUS / "07-chi-thi-an-toan.pdf"
    found = parse(path)
    place = found.locate(found.references[3].span)
    assert place.page is not None
    scale = 4
    image = pictures(path.read_bytes(), scale)[place.page - 1]
    for _, (left, top, right, bottom) in place.boxes:
        assert dark(image, (left, top, right, bottom), scale) > 500
        assert not dark(image, (left, bottom + 1.5, right, bottom + 1.6), scale), "the line below is touched"
        assert not dark(image, (left - 12, top, left - 2, bottom), scale), "the box begins too late"
        assert dark(image, (left, top, left + 4, bottom), scale)
        assert dark(image, (right - 4, top, right, bottom), scale)


@pytest.mark.parametrize("depth", [1, 3])
def test_text_inside_form_objects(depth: int) -> None:
    """What n-up printing makes: a page drawn as one object, drawn again inside another."""
    data = (FILES / "columns.pdf").read_bytes()
    for _ in range(depth):
        inner = pdfium.PdfDocument(data)
        outer = pdfium.PdfDocument.new()
        for index in range(len(inner)):
            page = outer.new_page(595, 842)
            drawn = (
                inner.page_as_xobject(index, outer) if hasattr(inner, "page_as_xobject") else inner.capture_page_as_xobject(index, outer)
            )
            form = drawn.as_pageobject()
            form.set_matrix(pdfium.PdfMatrix().scale(0.9, 0.9).translate(20, 30))
            page.insert_obj(form)
            page.gen_content()
            page.close()
        out = io.BytesIO()
        outer.save(out)
        data = out.getvalue()
    read_text = read(data)
    assert read_text.text.split() == source("columns").text.split()
    scale = 3
    for number, image in enumerate(pictures(data, scale), 1):
        assert all(dark(image, a.box, scale) for a in read_text.anchors if a.page == number and a.box)
    with pytest.raises(TooLargeError, match="deeper"):
        read(data, limits=Limits(depth=depth - 1))


# What is never read, and bounds --------------------------------------------------------------------------------------


def drawn(content: bytes, extra: bytes = b"", catalog: bytes = b"") -> bytes:
    """A page of one content stream, with annotations or actions beside it."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R " + catalog + b" >>",
        b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents 5 0 R " + extra + b" >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
    ]
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start)


def test_hidden_text_of_a_scan_is_kept() -> None:
    """Programs that read scans put their text behind the picture, in render mode 3: neither filled nor drawn."""
    assert read(drawn(b"BT /F1 12 Tf 3 Tr 72 700 Td (Chi thi 30-CT/TW) Tj ET")).text.strip() == "Chi thi 30-CT/TW"


def test_faked_bold() -> None:
    """Where a font has no bold face, letters are filled and drawn around."""
    read_text = read(drawn(b"BT /F1 12 Tf 2 Tr 72 700 Td (Chi thi) Tj 0 Tr 0 -20 Td (30-CT/TW) Tj ET"))
    assert [(text, look.bold) for text, look, _ in lines(read_text)] == [("Chi thi", True), ("30-CT/TW", False)]


def test_text_drawn_twice_is_read_once() -> None:
    read_text = read(drawn(b"BT /F1 12 Tf 72 700 Td (Chi thi 30-CT/TW) Tj 0.3 0 Td (Chi thi 30-CT/TW) Tj ET"))
    assert read_text.text.split() == ["Chi", "thi", "30-CT/TW"]


def test_pieces_out_of_order_are_read_from_left_to_right() -> None:
    content = b"BT /F1 12 Tf 1 0 0 1 140 700 Tm (30-CT/TW) Tj 1 0 0 1 72 700 Tm (Chi thi so) Tj 1 0 0 1 72 720 Tm (Dong dau) Tj ET"
    assert read(drawn(content)).text.split("\n")[:2] == ["Dong dau", "Chi thi so 30-CT/TW"]


def test_annotations_and_actions_are_not_read() -> None:
    note = b"/Annots [<< /Type /Annot /Subtype /FreeText /Rect [72 600 300 640] /Contents (SECRET) /DA (/F1 12 Tf) >>]"
    action = b"/OpenAction << /S /JavaScript /JS (app.alert\\('SECRET'\\)) >>"
    text = read(drawn(b"BT /F1 12 Tf 72 700 Td (Chi thi 30-CT/TW) Tj ET", note, action)).text
    assert text.strip() == "Chi thi 30-CT/TW"


def test_limit_of_objects() -> None:
    data = drawn(b"BT /F1 12 Tf 72 700 Td " + b"(a) Tj 9 0 Td " * 50 + b"ET")
    with pytest.raises(TooLargeError, match="40 objects"):
        read(data, limits=Limits(objects=40))
    assert "a" in read(data, limits=Limits(objects=50)).text


def test_limit_of_seconds() -> None:
    with pytest.raises(TooLargeError, match="seconds"):
        read(FILES / "columns.pdf", limits=Limits(seconds=0.0))


def test_a_page_of_too_many_rules_is_read_as_text_with_a_note() -> None:
    grid = b"".join(b"%d 100 m %d 700 l S 50 %d m 700 %d l S\n" % (50 + 4 * i, 50 + 4 * i, 100 + 4 * i, 100 + 4 * i) for i in range(150))
    read_text = read(drawn(b"BT /F1 12 Tf 72 750 Td (Chi thi 30-CT/TW) Tj ET\n" + grid))
    assert read_text.text.strip() == "Chi thi 30-CT/TW"
    assert [note.code for note in read_text.notes] == ["tables-not-read"]


@pytest.mark.parametrize("clip", ["60 60 480 700", "0 0 595 690"])
def test_letters_that_are_clipped_away_are_left_out(clip: str) -> None:
    """A browser that cuts a page through a line draws it on both, clipped; what is not to be seen is not read, and a note tells."""
    seen = b"BT /F1 12 Tf 72 600 Td (Seen) Tj ET "
    inside = seen + f"q {clip} re W n BT /F1 12 Tf 72 650 Td (Inside) Tj ET Q ".encode()
    document = parse(drawn(inside + f"q {clip} re W n BT /F1 12 Tf 72 770 Td (Cut) Tj ET Q".encode()))
    assert document.text.split() == ["Inside", "Seen"]
    assert [note.code for note in document.notes] == ["hidden-text"]
    assert parse(drawn(inside)).notes == ()


def test_a_signature_set_wide_is_read_column_by_column() -> None:
    """A word processor with wide lines: those of the recipients stand further apart than lines of one column usually do."""
    shown = [
        (72, 700 - 18 * n, 12, "A line of the body that goes over the whole width of the page, word after word after word.")
        for n in range(9)
    ]
    shown += [(85, 300, 12, "Recipients:"), (85, 270, 11, "- As above;"), (85, 241, 11, "- The office;"), (85, 212, 11, "- File.")]
    shown += [(374, 301, 14, "KT. DIRECTOR"), (370, 267, 14, "DEPUTY DIRECTOR")]
    shown.sort(key=lambda each: -each[1])
    content = "".join(f"BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET " for x, y, size, text in shown)
    found = [text for text, _, _ in lines(read(drawn(content.encode())))]
    assert found[-6:] == ["Recipients:", "- As above;", "- The office;", "- File.", "KT. DIRECTOR", "DEPUTY DIRECTOR"]
