"""Hard layouts: what several programs set is read as it was written. The files are stored; no program is needed.

``tests/files/layout/make.py`` makes them; ``<layout>.txt`` is the text of all files of a layout.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from comparison import Fidelity, compare
from drafts import tokens

from qcdc_parse import Document, parse

FOLDER = Path(__file__).resolve().parent / "files" / "layout"
FILES = sorted(path.name for path in FOLDER.iterdir() if path.suffix in {".pdf", ".docx"})
PDFS = [name for name in FILES if name.endswith(".pdf")]
BULLETS = {"•", "▪", "➢", "►", "-", "·", "\uf0b7", "\uf0a7", "\uf0d8", "", "‣", "§", "Ø"}

# KNOWN begin
KNOWN: dict[str, tuple[str, dict[str, str]]] = {
    "footnotes": (
        "notes and their marks are not told from the text",
        {
            "test_marks_of_footnotes_are_no_figures": "libreoffice.pdf typst.pdf word-libreoffice.pdf",
            "test_nothing_else_is_read": "libreoffice.pdf typst.pdf word-libreoffice.pdf",
            "test_paragraphs_are_whole": "libreoffice.pdf typst.pdf word-libreoffice.pdf",
            "test_raised_figure_of_a_unit_is_no_mark": "libreoffice.pdf typst.pdf word-libreoffice.pdf",
            "test_words_are_read_in_order": "libreoffice.pdf typst.pdf word-libreoffice.pdf",
        },
    ),
    "letter-spaced": (
        "letters set apart are not made words",
        {
            "test_letters_set_apart_make_words": "chromium.pdf libreoffice.pdf typst.pdf",
            "test_nothing_else_is_read": "chromium.pdf libreoffice.pdf typst.pdf",
            "test_paragraphs_are_whole": "chromium.pdf libreoffice.pdf typst.pdf",
            "test_words_are_read_in_order": "chromium.pdf libreoffice.pdf typst.pdf",
        },
    ),
    "long-table": (
        "a row that goes on over the page is not mended",
        {
            "test_only_the_head_is_repeated": "word-libreoffice.pdf",
            "test_rows_of_a_long_table": "word-libreoffice.pdf",
            "test_words_are_read_in_order": "word-libreoffice.pdf",
        },
    ),
    "text-box": (
        "a frame is read among the lines beside it",
        {
            "test_frame_is_read_in_one_piece": "word-libreoffice.pdf",
        },
    ),
}
# KNOWN end
"""Expected failures: of a layout the reason, and by test the rest of the names of the files."""


def of(*layouts: str, kind: str = "") -> list[str]:
    """Names of the files of some layouts."""
    return [name for name in FILES if name.partition(".")[0] in layouts and name.endswith(kind)]


@pytest.fixture(autouse=True)
def known(request: pytest.FixtureRequest) -> None:
    """Expect what is known to fail, strictly: what passes again leaves the list."""
    if hasattr(request.node, "callspec"):
        layout, _, rest = request.node.callspec.params["name"].partition(".")
        reason, tests = KNOWN.get(layout, ("", {}))
        if rest in tests.get(request.node.originalname, "").split():
            request.node.add_marker(pytest.mark.xfail(reason=reason, strict=True))


@cache
def record(name: str) -> Document:
    return parse(FOLDER / name)


@cache
def written(name: str) -> str:
    return (FOLDER / f"{name.partition('.')[0]}.txt").read_text(encoding="utf-8")


@cache
def fidelity(name: str) -> Fidelity:
    return compare(written(name), record(name))


def lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


# All -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [n for n in FILES if n not in of("text-box", "web-address")])
def test_words_are_read_in_order(name: str) -> None:
    found = fidelity(name)
    assert found.share >= 0.999, found.differences()
    assert not found.vanished


@pytest.mark.parametrize("name", [n for n in FILES if n not in of("bullets", "long-table", "text-box", "web-address")])
def test_nothing_else_is_read(name: str) -> None:
    assert fidelity(name).extra == 0, fidelity(name).differences()


EXACT = of(
    "letterhead",
    "numbers-top",
    "numbers-bottom",
    "running-head",
    "sentence-over-pages",
    "broken-symbols",
    "letter-spaced",
    "runs-in-words",
    "footnotes",
    "high-letters",
)


@pytest.mark.parametrize("name", EXACT)
def test_paragraphs_are_whole(name: str) -> None:
    assert lines(record(name).text) == lines(written(name))


def test_no_layout_is_without_files() -> None:
    layouts = {path.stem for path in FOLDER.glob("*.txt")}
    assert {name.partition(".")[0] for name in FILES} == layouts
    assert all(path.stat().st_size <= 60_000 for path in FOLDER.iterdir() if path.is_file())


# Furniture -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    of(
        "numbers-top",
        "numbers-bottom",
        "running-head",
        "sentence-over-pages",
        "footnotes",
        "long-table",
        "landscape",
        "high-letters",
        kind=".pdf",
    ),
)
def test_page_numbers_are_apart(name: str) -> None:
    document = record(name)
    numbers = [item.text.strip() for item in document.furniture if item.kind == "page_number"]
    assert numbers == [str(n + 1) for n in range(document.source.pages or 0)]


@pytest.mark.parametrize("name", of("running-head"))
def test_running_head_is_no_text(name: str) -> None:
    assert "BẢN TIN" not in record(name).text
    if name.endswith(".pdf"):
        heads = [item.text for item in record(name).furniture if item.kind == "running_head"]
        assert len(heads) == record(name).source.pages
        assert all("BẢN TIN NỘI BỘ/Số 7 + 8/Ngày 20-5-2024" in head for head in heads)


# Columns -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", of("letterhead"))
def test_letterhead_and_signature_are_understood(name: str) -> None:
    header = record(name).header
    assert (header.key, header.issuer, header.superior, header.place) == ("118-KH/BTGTU", "BAN TUYÊN GIÁO", "TỈNH ỦY LONG SƠN", "Long Sơn")
    assert str(header.issued) == "2024-05-14"
    assert len(header.recipients) == 5
    assert header.signer is not None
    assert header.signer.name == "Lương Thị Hạnh Thảo"


# Words ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", of("broken-symbols"))
def test_symbols_survive_the_end_of_a_line(name: str) -> None:
    symbols = re.findall(r"\d+-\w+/\w+", written(name))
    assert [reference.key for reference in record(name).references] == symbols


@pytest.mark.parametrize("name", of("broken-symbols"))
def test_lines_do_end_in_symbols(name: str) -> None:
    """Else the test before it tests nothing."""
    with pdfium.PdfDocument(FOLDER / name) as pdf:
        printed = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    assert re.search(r"\d+[-\ufffe\x02]\s*[\r\n]+\s*\w+/\w+|/[\r\n]+\w|\d-\w+[-/]?[\r\n]", printed)


@pytest.mark.parametrize("name", of("web-address"))
def test_web_address_is_one_word(name: str) -> None:
    assert lines(record(name).text) == lines(written(name))


@pytest.mark.parametrize("name", of("letter-spaced"))
def test_letters_set_apart_make_words(name: str) -> None:
    text = record(name).text
    assert all(word in text for word in ("KẾT LUẬN", "QUYẾT NGHỊ", "I. MỤC TIÊU CHUNG", "Phải thường xuyên kiểm tra"))
    assert not re.search(r"\b\w \w \w \w\b", text)


@pytest.mark.parametrize("name", of("runs-in-words"))
def test_looks_do_not_part_words(name: str) -> None:
    text = record(name).text
    assert "chuyển đổi số; tăng cường kiểm tra theo Chỉ thị số 05-CT/TW ngày 15/5/2016." in text
    assert "95% xã đạt chuẩn; (theo Quyết định)." in text


@pytest.mark.parametrize("name", of("justified"))
def test_wide_gaps_part_no_cells(name: str) -> None:
    text = record(name).text
    assert "\t" not in text
    assert not [block for section in record(name).walk() for block in section.blocks if block.kind == "table"]
    assert not [block for block in record(name).blocks if block.kind == "table"]


# Footnotes -----------------------------------------------------------------------------------------------------------

NOTED = of("footnotes")


@pytest.mark.parametrize("name", NOTED)
def test_marks_of_footnotes_are_no_figures(name: str) -> None:
    text = record(name).text
    for wrong in ("Đề án 061", "CT/TW2", "m23", "m3", "20244", "hộ5"):
        assert wrong not in text
    for right in ("Đề án 06 và Chỉ thị", "05-CT/TW, toàn tỉnh", "năm 2024 là 1.204 hộ."):
        assert right in text
    marks = [item.text.strip() for item in record(name).furniture if item.kind == "footnote_mark"]
    assert marks == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize("name", NOTED)
def test_raised_figure_of_a_unit_is_no_mark(name: str) -> None:
    text = record(name).text.replace("²", "2")
    assert "đạt 350 m2; riêng" in text
    assert "đạt 420 m2." in text


@pytest.mark.parametrize("name", NOTED)
def test_footnotes_stand_behind_the_body(name: str) -> None:
    document = record(name)
    blocks = [*document.blocks, *(block for section in document.walk() for block in section.blocks)]
    notes = [block for block in blocks if block.kind == "footnote"]
    assert sorted(block.marker or "" for block in notes) == ["1", "2", "3", "4", "5"]
    assert lines(document.text)[-5:] == lines(written(name))[-5:]


# Tables --------------------------------------------------------------------------------------------------------------

HEAD = tokens("TT Địa phương Số hộ nghèo Ghi chú Đầu năm Cuối năm")


@pytest.mark.parametrize("name", of("long-table"))
def test_rows_of_a_long_table(name: str) -> None:
    rows = [[cell.strip() for cell in line.split("\t")] for line in record(name).text.split("\n") if "\t" in line]
    found = {row[0]: row for row in rows}
    for line in written(name).split("\n"):
        cells = line.split("\t")
        if cells[0].isdigit():
            assert found.get(cells[0]) == cells


@pytest.mark.parametrize("name", of("long-table"))
def test_only_the_head_is_repeated(name: str) -> None:
    pages = record(name).source.pages or 1
    extra = {token for _, _, got in fidelity(name).differences() for token in got.split()}
    assert extra <= set(HEAD)
    assert fidelity(name).extra <= (pages - 1) * len(HEAD)


@pytest.mark.parametrize("name", of("landscape"))
def test_table_of_a_wide_page(name: str) -> None:
    rows = [[" ".join(cell.split()) for cell in line.split("\t")] for line in record(name).text.split("\n") if "\t" in line]
    assert rows == [line.split("\t") for line in written(name).split("\n") if "\t" in line]


# Frames and bullets --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", of("text-box"))
def test_frame_is_read_in_one_piece(name: str) -> None:
    """Where the text of a frame belongs, a page does not say: it stands between two paragraphs, once, in one piece."""
    box = ["VĂN PHÒNG TỈNH ỦY", "ĐẾN Số: 2615", "Ngày: 28/8/2024"]
    got = lines(record(name).text)
    at = got.index(box[0])
    assert got[at : at + 3] == box
    assert got[:at] + got[at + 3 :] == [line for line in lines(written(name)) if line not in box]


@pytest.mark.parametrize("name", of("bullets"))
def test_bullets_are_bullets(name: str) -> None:
    """Marks that the word processor makes are marks of bullets, whatever glyph and font they have."""
    document = record(name)
    items = [line for line in lines(written(name)) if line.startswith("Đối với")]
    blocks = [*document.blocks, *(block for section in document.walk() for block in section.blocks)]
    texts = [document.quote(block.span) for block in blocks if block.kind == "bullet"]
    assert [
        text.removeprefix(block.marker or "").strip() for text, block in zip(texts, (b for b in blocks if b.kind == "bullet"), strict=True)
    ] == items


@pytest.mark.parametrize("name", of("bullets"))
def test_only_marks_are_read_beside_the_words(name: str) -> None:
    extra = [token for _, _, got in fidelity(name).differences() for token in got.split()]
    assert set(extra) <= BULLETS
    assert len(extra) <= 5
