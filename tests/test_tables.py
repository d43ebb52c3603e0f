"""Tables of real files: merged cells, heads over pages, rows cut by a page, forms; and bounds on their reading."""

from __future__ import annotations

import io
import shutil
import time

import docx as python_docx
import pytest
from docx.document import Document as Word
from docx.table import Table as WordTable
from producers import libreoffice_from

from qcdc_parse import Document, parse, parse_text
from qcdc_parse.clean.textgrids import text_grids
from qcdc_parse.indicators.figures import read_cell

ROWS = 60


def _word(*lines: str) -> Word:
    made = python_docx.Document()
    for line in lines:
        made.add_paragraph(line)
    return made


def _bytes(made: Word) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _fill(table: WordTable, at: int, cells: list[str]) -> None:
    for cell, text in zip(table.rows[at].cells, cells, strict=True):
        cell.text = text


def _report(style: str = "Table Grid") -> bytes:
    """A report with a table over several pages: a head of two rows with merged cells, a group over all columns, empty cells."""
    made = _word("BÁO CÁO", "Kết quả thực hiện chỉ tiêu năm 2023", "I. KẾT QUẢ", "Kết quả thực hiện như sau:")
    table = made.add_table(rows=2, cols=7, style=style)
    for column, text in ((0, "TT"), (1, "Chỉ tiêu"), (2, "ĐVT"), (6, "Đánh giá")):
        table.cell(0, column).merge(table.cell(1, column)).text = text
    table.cell(0, 3).merge(table.cell(0, 5)).text = "Năm 2023"
    for column, text in ((3, "Kế hoạch"), (4, "Thực hiện"), (5, "TH/KH (%)")):
        table.cell(1, column).text = text
    group = table.add_row().cells
    group[0].merge(group[6]).text = "I. HẠ TẦNG"
    for number in range(1, ROWS + 1):
        table.add_row()
        met = number % 2 == 0
        name = f"Tỷ lệ hộ dân được dùng dịch vụ số {number} đạt yêu cầu theo quy định hiện hành"
        _fill(table, -1, [str(number), name, "%", "95", "96,5" if met else "", "101,6" if met else "", "Đạt" if met else ""])
    made.add_paragraph("II. TỒN TẠI")
    made.add_paragraph("Còn một số khó khăn.")
    return _bytes(made)


def _check_report(document: Document) -> None:
    assert len(document.indicators) == ROWS
    for number, i in enumerate(document.indicators, 1):
        met = number % 2 == 0
        assert (i.id, i.section_id, i.role) == (f"i{number}", "I", "result" if met else "target")
        assert [(m.value, m.unit, m.column, m.role, m.base) for m in i.measures] == [
            (95, "%", "Năm 2023 / Kế hoạch", "target", None),
            (96.5, "%", "Năm 2023 / Thực hiện", "result", None),
            (101.6, "%", "Năm 2023 / TH/KH (%)", "result", "kế hoạch"),
        ][: 3 if met else 1]
        assert (i.verdict.value if i.verdict else None, i.computed) == (("met", "exceeded") if met else (None, None))
        for m in i.measures:
            assert m.subject == f"HẠ TẦNG / Tỷ lệ hộ dân được dùng dịch vụ số {number} đạt yêu cầu theo quy định hiện hành"
    assert [s.label for s in document.sections] == ["I", "II"]


@pytest.mark.parametrize("style", ["Table Grid", "Normal Table"])
def test_merged_cells_of_a_docx(style: str) -> None:
    _check_report(parse(_report(style), name="a.docx"))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice (soffice) here")
def test_a_table_over_pages_of_a_pdf() -> None:
    made = libreoffice_from({"a": _report()}, "docx", "pdf")["a"]
    document = parse(made, name="a.pdf")
    assert document.source.pages is not None
    assert document.source.pages > 2
    _check_report(document)


def test_every_row_has_as_many_cells() -> None:
    document = parse(_report(), name="a.docx")
    rows = [line for line in document.text.split("\n") if "\t" in line]
    assert len(rows) == ROWS + 3
    assert {row.count("\t") for row in rows} == {6}


def test_columns_of_a_docx_are_those_at_which_cells_begin() -> None:
    """Word cuts the grid finer than the table looks: no row has a cell in the third of these columns."""
    made = _word("BÁO CÁO", "Kết quả", "I. KẾT QUẢ")
    table = made.add_table(rows=2, cols=4, style="Table Grid")
    for row in table.rows:
        row.cells[1].merge(row.cells[2])
    for at, texts in enumerate((("Chỉ tiêu", "Kế hoạch", "Thực hiện"), ("Tỷ lệ hộ có điện", "98%", "99%"))):
        for column, text in zip((0, 1, 3), texts, strict=True):
            table.cell(at, column).text = text
    document = parse(_bytes(made), name="a.docx")
    assert "Chỉ tiêu\tKế hoạch\tThực hiện" in document.text
    assert [[m.value for m in i.measures] for i in document.indicators] == [[98, 99]]


def test_merged_cells_of_a_page() -> None:
    page = """<p>BÁO CÁO</p><p>Kết quả</p><p>I. KẾT QUẢ</p><table border=1>
      <tr><th rowspan=2>TT<th rowspan=2>Chỉ tiêu<th colspan=2>Năm 2023<th rowspan=2>Đánh giá
      <tr><th>KH<th>TH
      <tr><td rowspan=2>1<td>Tỷ lệ hộ có điện<td>98%<td><td>
      <tr><td>Tỷ lệ hộ có nước<td><td>92%<td>Đạt</table>"""
    document = parse(page.encode(), name="a.html")
    assert [(i.statement, [(m.value, m.column) for m in i.measures]) for i in document.indicators] == [
        ("Tỷ lệ hộ có điện 98%", [(98, "Năm 2023 / KH")]),
        ("Tỷ lệ hộ có nước 92% Đạt", [(92, "Năm 2023 / TH")]),
    ]


def test_a_form_of_a_docx() -> None:
    made = _word("ĐỀ CƯƠNG BÁO CÁO", "Sơ kết 05 năm", "I. SỐ LIỆU", "Biểu số 1")
    table = made.add_table(rows=4, cols=5, style="Table Grid")
    _fill(table, 0, ["TT", "Nội dung", "ĐVT", "Năm 2021", "Năm 2022"])
    _fill(table, 1, ["I", "CÔNG TÁC ĐẢNG", "", "", ""])
    _fill(table, 2, ["1", "Đảng viên mới", "người", "", ""])
    _fill(table, 3, ["2", "Chi bộ trong sạch (%)", "", "…", ""])
    document = parse(_bytes(made), name="a.docx")
    assert [(b.label, b.unit, document.quote(b.span), b.section_id) for b in document.blanks] == [
        ("Đảng viên mới / Năm 2021", "người", "", "I"),
        ("Đảng viên mới / Năm 2022", "người", "", "I"),
        ("Chi bộ trong sạch (%) / Năm 2021", "%", "…", "I"),
        ("Chi bộ trong sạch (%) / Năm 2022", "%", "", "I"),
    ]
    assert len({b.span.start for b in document.blanks}) == 4


def test_underlined_tabs_and_blanks_are_lines_to_write_on() -> None:
    made = _word("PHIẾU THU THẬP", "Về số liệu", "I. THÔNG TIN")
    for label, blank in (("1. Họ và tên:", "\t"), ("2. Đơn vị:", " " * 12)):
        line = made.add_paragraph(label)
        line.add_run(blank).underline = True
    line = made.add_paragraph("3. Nhận xét")
    line.add_run(" ").underline = True
    line.add_run("chung")
    document = parse(_bytes(made), name="a.docx")
    assert [(b.label, document.quote(b.span)) for b in document.blanks] == [("Họ và tên", "_" * 8), ("Đơn vị", "_" * 12)]


def test_a_filled_table_is_no_form() -> None:
    head = "ĐỀ CƯƠNG BÁO CÁO\nSơ kết\n\nI. SỐ LIỆU\nTT\tNội dung\tSố liệu\tGhi chú\n"
    document = parse_text(head + "1\tSố xã\t12\t\n2\tSố thôn\t80\tước\n")
    assert document.blanks == ()


# Cells ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "figures"),
    [
        ("95", [(95, None, None, "=")]),
        ("1.234,5", [(1234.5, None, None, "=")]),
        ("1 234", [(1234, None, None, "=")]),
        ("1,234,567", [(1234567, None, None, "=")]),
        ("99.8", [(99.8, None, None, "=")]),
        ("(12,5)", [(12.5, None, None, "=")]),
        ("12,5*", [(12.5, None, None, "=")]),
        ("-2,5", [(-2.5, None, None, "=")]),
        ("≥ 95", [(95, None, None, ">=")]),
        ("trên 90%", [(90, None, "%", ">")]),
        ("từ 85% trở lên", [(85, None, "%", ">=")]),
        ("80 - 85%", [(80, None, "%", ">="), (85, None, "%", "<=")]),
        ("46/57", [(46, 57, None, "=")]),
        ("8.140 tỷ đồng", [(8140, None, "tỷ đồng", "=")]),
        ("90 triệu đồng/người/năm", [(90, None, "triệu đồng/người/năm", "=")]),
    ],
)
def test_figures_of_a_cell(cell: str, figures: list[tuple[float, float | None, str | None, str]]) -> None:
    assert [f[:4] for f in read_cell(cell)] == figures


@pytest.mark.parametrize(
    "cell",
    ["", "-", "…", "x", "II", "12/2023", "31/12/2023", "Quý IV/2023", "Tháng 12", "1.2.3", "85 - 80", "Hoàn thành 05 xã", "5/0", "9" * 200],
)
def test_no_figures(cell: str) -> None:
    assert read_cell(cell) == []


# Plain text ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "lines",
    [
        ["TỈNH ỦY A\t\tĐẢNG CỘNG SẢN VIỆT NAM", "Số 1-CT/TU\t\tA, ngày 1 tháng 2 năm 2020"],
        ["Nơi nhận:\tT/M BAN THƯỜNG VỤ", "- Như trên\tBÍ THƯ"],
        ["TỈNH ỦY A          ĐẢNG CỘNG SẢN VIỆT NAM", "Số 1-CT/TU          A, ngày 1 tháng 2 năm 2020", "*          *"],
        ["một    hai    ba", "Một câu văn dài không có cột nào ở trong, chỉ có chữ.", "Một câu nữa."],
        ["a    b    c", "x y z a b c d e f g h i", "1    2    3"],
    ],
)
def test_no_tables_of_text(lines: list[str]) -> None:
    assert text_grids(lines) == {}


def test_a_word_between_two_headings_is_not_placed() -> None:
    lines = ["Tên        Một        Hai", "a          1          2", "b          1          2", "c                 1"]
    assert sorted(text_grids(lines)) == [0, 1, 2]


# Bounds --------------------------------------------------------------------------------------------------------------

_HEAD = "BÁO CÁO\nKết quả\n\nI. KẾT QUẢ\n"
_SHAPES = {
    "rows of figures": lambda n: "TT\tChỉ tiêu\tKế hoạch\tThực hiện\n" + "".join(f"{i}\tTỷ lệ {i}\t95%\t96%\n" for i in range(n)),
    "rows of counts": lambda n: "TT\tXã\tSố lượng\tGhi chú\n" + "".join(f"{i}\tXã {i}\t5\ta\n" for i in range(n)),
    "500 columns": lambda n: "\t".join(["TT", "Chỉ tiêu"] + ["Kế hoạch"] * 500) + "\n" + ("1\tTên" + "\t5%" * 500 + "\n") * (n // 100),
    "heads alone": lambda n: "TT\tChỉ tiêu\tKế hoạch\n" * n,
    "heads and rows in turn": lambda n: "TT\tChỉ tiêu\tKế hoạch\n1\tTên\t5%\n" * n,
    "ragged rows": lambda n: "".join("a\tb" + "\tc" * (i % 7) + "\n" for i in range(n)),
    "columns of blanks": lambda n: "Chỉ tiêu      Kế hoạch      Thực hiện\n" + "Tên chỉ tiêu      12      13\n" * n,
    "a name that never ends": lambda n: "TT\tChỉ tiêu\tKế hoạch\n1\tTên\t5%\n" + "\tvà nữa\t\n" * n,
    "groups inside groups": lambda n: "TT\tChỉ tiêu\tKế hoạch\n" + "".join(f"{'1.' * (i % 9)}1\tNhóm\t\n" for i in range(n)),
    "an empty form": lambda n: "ĐỀ CƯƠNG\nTT\tNội dung\tSố liệu\tGhi chú\n" + "1\tSố xã\t\t\n" * n,
}


@pytest.mark.parametrize("shape", _SHAPES)
def test_time_grows_with_the_text(shape: str) -> None:
    def seconds(rows: int) -> float:
        text = _HEAD + _SHAPES[shape](rows)
        spent = []
        for _ in range(2):
            start = time.process_time()
            parse_text(text)
            spent.append(time.process_time() - start)
        return min(spent)

    small, large = seconds(600), seconds(4800)
    assert large < 24 * small + 0.5
