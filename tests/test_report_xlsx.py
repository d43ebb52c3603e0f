"""The draft as a workbook: sheets, colours with words, links, no formula, nothing lost silently, read back by openpyxl and LibreOffice."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import time
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("xlsxwriter")

import openpyxl
from sampledraft import HOSTILE, sample_draft

from qcdc_parse import workbook
from qcdc_parse.errors import MissingToolError
from qcdc_parse.report.draft import ReportDraft
from qcdc_parse.report.xlsx import xlsx_bytes
from qcdc_parse.spreadsheet import writable
from qcdc_parse.workbook import CUT, Column, Link, Shaded, Sheet, workbook_bytes

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
SHEETS = ["Tổng quan", "Chỉ tiêu", "Chi tiết chỉ tiêu", "Số liệu", "Tổng hợp số liệu", "Nội dung", "Thiếu", "Mâu thuẫn", "Nguồn"]
FORMULAS = [
    "=1+1",
    "=cmd|'/c calc'!A0",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "＝1",
    '=HYPERLINK("http://x","y")',
    "{=1}",
    " =1",
    "0123",
    "1e5",
    "TRUE",
    "#N/A",
]


@pytest.fixture(scope="module")
def draft() -> ReportDraft:
    return sample_draft()


@pytest.fixture(scope="module")
def path(draft, tmp_path_factory) -> Path:
    return draft.to_xlsx(tmp_path_factory.mktemp("xlsx") / "draft.xlsx")


@pytest.fixture(scope="module")
def book(path):
    return openpyxl.load_workbook(path)


def rows(book, name: str) -> list[dict[str, object]]:
    head, *body = book[name].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in body]


def with_words(draft: ReportDraft, text: str) -> ReportDraft:
    """The draft with this text wherever a submission or outline could put it."""
    answer = draft.answers[0]
    quote = answer.quote.model_copy(update={"text": text})
    submission = draft.submissions[0].model_copy(update={"title": text, "key": text, "reason": text})
    slot = draft.outline.slots[1].model_copy(update={"heading": text, "style": "unnumbered"})
    row = draft.targets.rows[0]
    cell = row.cells[1].model_copy(update={"reason": text, "result": text, "surface": text, "quote": quote})
    target = row.target.model_copy(update={"statement": text})
    changed = row.model_copy(update={"target": target, "cells": (row.cells[0], cell, *row.cells[2:])})
    return draft.model_copy(
        update={
            "answers": (answer.model_copy(update={"quote": quote, "headings": (text,)}), *draft.answers[1:]),
            "submissions": (submission, *draft.submissions[1:]),
            "outline": draft.outline.model_copy(update={"slots": (draft.outline.slots[0], slot, *draft.outline.slots[2:]), "title": text}),
            "targets": draft.targets.model_copy(update={"rows": (changed, *draft.targets.rows[1:])}),
            "conflicts": tuple(c.model_copy(update={"message": text}) for c in draft.conflicts),
        }
    )


def test_the_sheets_with_frozen_heads_and_filters(book) -> None:
    assert book.sheetnames == SHEETS
    for sheet in book:
        assert sheet.freeze_panes in {"B2", "C2"}, sheet.title
        assert sheet.auto_filter.ref == sheet.dimensions, sheet.title
        assert all(cell.font.bold for cell in sheet[1])
        assert all(cell.value for cell in sheet[1])


def test_every_answer_stands_in_it_with_its_place(book, draft) -> None:
    found = {row["Mã"]: row for row in rows(book, "Nội dung")}
    assert found.keys() == {a.id for a in draft.answers}
    for answer in draft.answers:
        row = found[answer.id]
        assert row["Nội dung (nguyên văn)"] == writable(answer.quote.text)
        assert row["Đơn vị"] == answer.unit
        assert (row["Trang"], row["Đoạn"]) == (answer.quote.page, answer.quote.paragraph)
        assert row["Xếp mục"] == {"aligned": "đúng mục", "ambiguous": "cần xem lại", "outside": "ngoài đề cương"}[answer.status]


def test_figures_are_numbers(book, draft) -> None:
    found = rows(book, "Số liệu")
    assert [(row["Mã"], row["Giá trị"], row["Trên tổng số"]) for row in found] == [(f.id, f.value, f.of) for f in draft.figures]
    assert [row["Lý do"] for row in found if row["Tình trạng"] == "cần xem lại"] == ["đơn vị tính khác với đơn vị tính được yêu cầu"]


def test_totals_tell_formula_and_what_they_leave_out(book, draft) -> None:
    found = rows(book, "Tổng hợp số liệu")
    assert [row["Cách tính"] for row in found] == [t.formula for t in draft.totals]
    assert [row["Kết quả"] for row in found] == [pytest.approx(t.value) if t.value is not None else None for t in draft.totals]
    assert "Chi bộ cơ sở số 19: 4 lần" in [row["Không tính"] for row in found]


def test_the_matrix_has_a_colour_and_a_word_in_every_cell(book, draft) -> None:
    sheet = book["Chỉ tiêu"]
    assert [c.value for c in sheet[1]][3:] == list(draft.targets.units)
    fills = {
        "met": "C6EFCE",
        "exceeded": "C6EFCE",
        "not_yet_met": "FFC7CE",
        "mostly_met": "FFEB9C",
        "not_submitted": "E7E6E6",
        "unmatched": "E7E6E6",
    }
    words = {
        "met": "đạt",
        "exceeded": "vượt",
        "not_yet_met": "chưa đạt",
        "mostly_met": "cơ bản đạt",
        "not_submitted": "chưa có báo cáo",
        "unmatched": "không tìm thấy",
    }
    seen = set()
    for row, record in zip(sheet.iter_rows(min_row=2), draft.targets.rows, strict=True):
        assert row[0].value == record.target.statement
        for shown, cell in zip(row[3:], record.cells, strict=True):
            kind = cell.verdict if cell.status == "matched" else cell.status
            if kind in fills:
                seen.add(kind)
                assert shown.fill.fgColor.rgb[2:] == fills[kind]
                assert re.match(rf"{words[kind]}(?=$|:)", shown.value)
    assert seen == fills.keys()
    assert rows(book, "Chỉ tiêu")[0]["Đơn vị chưa đạt"] == "; ".join(draft.targets.rows[0].not_reached)


def test_every_cell_of_the_matrix_is_told_with_its_words(book, draft) -> None:
    found = rows(book, "Chi tiết chỉ tiêu")
    ambiguous = [c for r in draft.targets.rows for c in r.cells if c.status == "ambiguous"]
    assert len(found) == len(draft.targets.rows) * len(draft.targets.units) + sum(len(c.candidates) - 1 for c in ambiguous)
    quoted = {(row["Chỉ tiêu"], row["Đơn vị"]): row["Nội dung (nguyên văn)"] for row in found}
    assert all(quoted[r.target.statement, c.unit] == c.quote.text for r in draft.targets.rows for c in r.cells if c.quote)


def test_who_is_missing(book, draft) -> None:
    found = rows(book, "Thiếu")
    assert [row["Đơn vị"] for row in found if row["Tình trạng"] == "chưa nộp báo cáo"] == list(draft.missing)
    silent = {(s.slot, u) for s in draft.slots for u in s.unanswered}
    assert sum(row["Tình trạng"] == "có báo cáo nhưng chưa trả lời mục này" for row in found) == len(silent)


def test_conflicts_stand_side_by_side(book, draft) -> None:
    found = rows(book, "Mâu thuẫn")
    assert [row["Đoạn liên quan (nguyên văn)"] for row in found] == [q.text for c in draft.conflicts for q in c.quotes]
    assert found[0]["Vấn đề"] == "các chỗ trong báo cáo ghi khác nhau"


def test_sources_tell_what_became_of_every_file(book, draft) -> None:
    found = rows(book, "Nguồn")
    assert len(found) == len(draft.submissions)
    assert [row["Tình trạng"] for row in found][-5:] == [
        "đã có báo cáo thay thế",
        "trùng với báo cáo khác",
        "không theo đề cương này",
        "chưa rõ đơn vị",
        "không đọc được",
    ]


def test_rows_are_as_tall_as_their_words(draft, tmp_path) -> None:
    sheet = openpyxl.load_workbook(with_words(draft, "một hai ba " * 100).to_xlsx(tmp_path / "draft.xlsx"))["Nội dung"]
    heights = {row: sheet.row_dimensions[row].height or 15 for row in (2, sheet.max_row)}
    assert 15 * 1100 / 80 / 1.3 < heights[2] < 15 * 1100 / 10
    assert heights[sheet.max_row] <= 30


# Links


def test_links_lead_from_the_workbook_to_the_files(draft, tmp_path) -> None:
    folder = tmp_path / "nộp"
    folder.mkdir()
    files = [folder / name for name in ("a b.docx", "#1 100% [x] {y}.txt", "%41.txt", "báo cáo.pdf", "a", "=1+1.md", "a&b<c>'d'\".txt")]
    for file in files:
        file.write_text(file.name, "utf-8")
    submissions = tuple(draft.submissions[0].model_copy(update={"path": str(file)}) for file in files)
    nothing = {
        "answers": (),
        "figures": (),
        "totals": (),
        "conflicts": (),
        "groups": (),
        "targets": draft.targets.model_copy(update={"rows": ()}),
    }
    out = tmp_path / "ra" / "sâu"
    out.mkdir(parents=True)
    made = draft.model_copy(update=nothing | {"submissions": submissions}).to_xlsx(out / "draft.xlsx")
    sheet = openpyxl.load_workbook(made)["Nguồn"]
    from urllib.parse import unquote

    for cell, file in zip([row[0] for row in sheet.iter_rows(min_row=2)], files, strict=True):
        assert cell.value == file.name
        target = cell.hyperlink.target
        assert not target.startswith(("file:", "http", "/", "\\")), target
        assert cell.hyperlink.location is None
        assert (out / unquote(target).replace("\\", "/")).resolve() == file.resolve()


@pytest.mark.parametrize(
    "path", ["http://example.org/a", "internal:Nguồn!A1", "mailto:a@b", "javascript:alert(1)", "external:x", "file:///etc/passwd"]
)
def test_a_path_is_never_another_kind_of_address(path, tmp_path) -> None:
    data = workbook_bytes([Sheet("a", [Column("b")], [[Link("c", path)]])], wanted_by="x", extra="report")
    (tmp_path / "a.xlsx").write_bytes(data)
    cell = openpyxl.load_workbook(tmp_path / "a.xlsx")["a"]["A2"]
    assert cell.hyperlink.location is None
    assert not re.match(r"[a-zA-Z][\w+.-]*:", cell.hyperlink.target), cell.hyperlink.target


# Words stay words


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_of_a_submission_is_a_formula(draft, text, tmp_path) -> None:
    made = with_words(draft, text).to_xlsx(tmp_path / "draft.xlsx")
    with zipfile.ZipFile(made) as package:
        sheets = [package.read(name).decode() for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not any("<f>" in sheet or "<f " in sheet for sheet in sheets)
    book = openpyxl.load_workbook(made)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" and cell.value not in FORMULAS]
    first = rows(book, "Nội dung")[0]
    assert first["Nội dung (nguyên văn)"] == text
    assert isinstance(first["Nội dung (nguyên văn)"], str)


@pytest.mark.parametrize("text", ["\x00\x1b[31m", "\ud800", "\ufffe", "_x0041_", HOSTILE, "]]><&", "a\nb\tc"], ids=ascii)
def test_any_letters_leave_the_file_whole(draft, text, tmp_path) -> None:
    made = with_words(draft, text).to_xlsx(tmp_path / "draft.xlsx")
    raw = openpyxl.load_workbook(made)
    shown = rows(raw, "Nội dung")[0]["Nội dung (nguyên văn)"]
    assert shown.replace("_x005F_", "_") == writable(text)


def test_what_is_too_long_for_a_cell_is_cut_and_says_so(draft, tmp_path) -> None:
    for text in ("a" * 40_000, "🏠" * 20_000, "ế" * 32_767):
        made = with_words(draft, text).to_xlsx(tmp_path / "draft.xlsx")
        shown = rows(openpyxl.load_workbook(made), "Nội dung")[0]["Nội dung (nguyên văn)"]
        assert len(shown.encode("utf-16-le")) // 2 <= 32_767
        assert shown == text or (shown.endswith(CUT) and text.startswith(shown.removesuffix(CUT)))


def test_a_sheet_that_is_full_says_so(monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(workbook, "_MOST_ROWS", 5)
    (tmp_path / "a.xlsx").write_bytes(
        workbook_bytes([Sheet("a", [Column("b")], [[str(n)] for n in range(9)])], wanted_by="x", extra="report")
    )
    shown = [row[0] for row in openpyxl.load_workbook(tmp_path / "a.xlsx")["a"].iter_rows(values_only=True)]
    assert shown == ["b", "0", "1", "2", CUT.strip()]


def test_links_beyond_the_bound_of_excel_are_words(monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(workbook, "_MOST_LINKS", 2)
    (tmp_path / "a.xlsx").write_bytes(
        workbook_bytes([Sheet("a", [Column("b")], [[Link("c", "d")]] * 4 + [[Link("e", "f" * 3000)]])], wanted_by="x", extra="report")
    )
    cells = [row[0] for row in openpyxl.load_workbook(tmp_path / "a.xlsx")["a"].iter_rows(min_row=2)]
    assert [bool(cell.hyperlink) for cell in cells] == [True, True, False, False, False]
    assert [cell.value for cell in cells] == ["c"] * 4 + ["e"]


def test_numbers_that_no_cell_holds_are_words(tmp_path) -> None:
    data = workbook_bytes(
        [Sheet("a", [Column("b")], [[float("inf")], [float("nan")], [1.5], [Shaded("đạt", "green")], [None]])], wanted_by="x", extra="r"
    )
    (tmp_path / "a.xlsx").write_bytes(data)
    shown = [row[0] for row in openpyxl.load_workbook(tmp_path / "a.xlsx")["a"].iter_rows(min_row=2, values_only=True)]
    assert shown[:4] == ["inf", "nan", 1.5, "đạt"]


def test_without_xlsxwriter_it_says_what_to_install(draft, monkeypatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    with pytest.raises(MissingToolError, match=r"pip install 'qcdc-parse\[report\]'"):
        xlsx_bytes(draft, Path())


def test_an_edited_workbook_is_never_written_over(draft, tmp_path) -> None:
    path = tmp_path / "draft.xlsx"
    assert draft.to_xlsx(path) == path
    assert draft.to_xlsx(path) == path
    edited = openpyxl.load_workbook(path)
    edited["Nguồn"]["B2"] = "khác"
    edited.save(path)
    before = path.read_bytes()
    assert draft.to_xlsx(path) == tmp_path / "draft-2.xlsx"
    assert path.read_bytes() == before


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_every_sheet_without_an_error(draft, tmp_path) -> None:
    made = with_words(draft, "=1/0").to_xlsx(tmp_path / "draft.xlsx")
    profile = (tmp_path / "profile").as_uri()
    filters = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    command = [
        str(SOFFICE),
        "--headless",
        f"-env:UserInstallation={profile}",
        "--convert-to",
        filters,
        "--outdir",
        str(tmp_path / "csv"),
        str(made),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    book = openpyxl.load_workbook(made)
    for sheet in book:
        text = (tmp_path / "csv" / f"draft-{sheet.title}.csv").read_text("utf-8")
        assert not re.search(r"Err:\d|#(?:NAME|REF|VALUE|DIV)", text), sheet.title
        read = list(csv.reader(io.StringIO(text)))
        assert len(read) == sheet.max_row, sheet.title
    assert "=1/0" in (tmp_path / "csv" / "draft-Nội dung.csv").read_text("utf-8")


def test_time_grows_with_the_number_of_units() -> None:
    def seconds(count: int) -> float:
        made = sample_draft(count)
        times = []
        for _ in range(3):
            began = time.process_time()
            xlsx_bytes(made, Path())
            times.append(time.process_time() - began)
        return min(times)

    seconds(20)
    assert seconds(800) < 4 * 1.7 * seconds(200)
