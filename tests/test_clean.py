"""Cleaning: canonical text, and the offset map back to the raw text."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest

from qcdc_parse import Span, parse, parse_text
from qcdc_parse.clean import clean
from qcdc_parse.clean.glyphs import repair
from qcdc_parse.clean.markdown import looks_like_markdown
from qcdc_parse.read.text import read_string
from qcdc_parse.text import CleanText, SourceText

TEXTS = {
    "wrapped": "Căn cứ Chỉ thị số 30-\n\nCT/TW và Nghị định số\n04/2015/NĐ-CP ngày\n09/01/2015.",
    "glyphs": "Ban Thƣờng vụ tăng cƣờng ƢU điểm của Ðảng bộ.",
    "decomposed": unicodedata.normalize("NFD", "Thực hiện Quy chế dân chủ ở cơ sở trên địa bàn."),
    "invisible": "Nghị\u200b quyết\ufeff số 11\u00ad-NQ/TU\u200e của Tỉnh ủy.",
    "spaces": "Số\u00a030\u2011CT/TW,\u2009giai  đoạn\t2020.",
    "windows": "Một việc.\r\nHai việc.\r\nBa việc.\r",
    "markdown": "# **NGHỊ QUYẾT**\n\n**1. Mục tiêu**\n\nGiữ *vững* ổn định\\.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
    "furniture": "Cấp ủy đã học tập nghị quyết và\n3\nthảo luận kỹ các nội dung.",
    "pages": "Trang một nói về\fviệc của trang hai.",
    "mixed": unicodedata.normalize("NFD", "# **Ðảng bộ**\n\n**tăng cƣờng\u200b kiểm tra** số 30\\-\n\nCT/TW\n"),
}


def _clean(text: str) -> CleanText:
    return clean(read_string(text))


@pytest.mark.parametrize("name", TEXTS)
def test_lines_make_up_the_text(name: str) -> None:
    made = _clean(TEXTS[name])
    assert made.text == "\n".join(line.text for line in made.lines)
    for line in made.lines:
        assert made.text[line.start : line.end] == line.text


@pytest.mark.parametrize("name", TEXTS)
def test_every_letter_leads_back_to_itself(name: str) -> None:
    """A letter of the text stands in the raw text where the map says, or its raw form repairs to it."""
    raw = TEXTS[name]
    made = _clean(raw)
    checked = 0
    for at, char in enumerate(made.text):
        if not char.isalnum():
            continue
        span = made.source_map.raw_span(Span(start=at, end=at + 1))
        assert char in repair(raw[span.start : span.end])[0].text, (char, raw[span.start : span.end])
        assert span.end - span.start <= 6
        checked += 1
    assert checked > 15


@pytest.mark.parametrize("name", TEXTS)
def test_words_lead_back_in_order(name: str) -> None:
    raw = TEXTS[name]
    made = _clean(raw)
    spans = [made.source_map.raw_span(Span(start=i, end=i + 1)) for i in range(len(made.text))]
    assert all(a.start <= b.start for a, b in pairwise(spans))
    assert all(0 <= s.start <= s.end <= len(raw) for s in spans)


@pytest.mark.parametrize("name", TEXTS)
def test_every_letter_of_the_source_is_kept(name: str) -> None:
    """Each letter or digit of the source is in the text or in a furniture record."""
    made = _clean(TEXTS[name])
    kept = made.text + "".join(f.text for f in made.furniture)
    letters = [c for c in repair(TEXTS[name])[0].text if c.isalnum()]
    assert sorted(letters) == sorted(c for c in kept if c.isalnum())


@pytest.mark.parametrize("name", TEXTS)
def test_cleaning_twice_changes_nothing(name: str) -> None:
    once = _clean(TEXTS[name]).text
    assert _clean(once).text == once


def test_span_over_a_join_covers_both_sides() -> None:
    raw = "Chỉ thị số 30-\n\nCT/TW"
    made = _clean(raw)
    span = made.source_map.raw_span(Span(start=0, end=len(made.text)))
    assert raw[span.start : span.end] == raw


def test_composed_letter_before_a_line_end() -> None:
    raw = unicodedata.normalize("NFD", "Công tác của Đảng bộ\n\nViệc khác.\n")
    made = _clean(raw)
    at = made.text.index("bộ")
    span = made.source_map.raw_span(Span(start=at, end=at + 2))
    assert raw[span.start : span.end] == unicodedata.normalize("NFD", "bộ")


def test_empty_span_stays_empty() -> None:
    made = _clean("Một hai ba")
    assert made.source_map.raw_span(Span(start=4, end=4)) == Span(start=4, end=4)


def test_furniture_says_where_it_was_taken_from() -> None:
    raw = TEXTS["furniture"]
    (number,) = _clean(raw).furniture
    made = _clean(raw)
    assert raw[number.raw.start : number.raw.end] == "3"
    assert number.span.start == number.span.end
    assert made.text[: number.span.start].endswith("nghị quyết và")


def test_mended_letters_are_counted() -> None:
    (note,) = _clean("Ban Thƣờng vụ tăng cƣờng.").notes
    assert (note.code, note.severity) == ("glyphs-mended", "info")
    assert note.message.startswith("2 ")
    assert _clean("Ban Thường vụ.").notes == ()


def test_paragraphs_of_a_word_file_are_never_joined() -> None:
    lines = "Các cấp ủy tiếp tục quán triệt và\nthực hiện nghị quyết của\ncấp trên."
    source = read_string(lines)
    kept = SourceText(source.source, source.text, wrapped=False)
    joined = SourceText(source.source, source.text, wrapped=True)
    assert clean(joined).text.count("\n") == 0
    assert clean(kept).text.count("\n") <= 2


def test_table_cells_are_a_tab_apart() -> None:
    made = _clean("Năm\tSố vụ\n2021\t12")
    assert [line.text for line in made.lines] == ["Năm\tSố vụ", "2021\t12"]
    assert all(line.table for line in made.lines)


def test_bold_is_kept_as_evidence() -> None:
    made = _clean("**1. Mục tiêu**\n\n**2. Giải pháp**\n\nNội dung.\n")
    assert [line.bold for line in made.lines] == [True, True, False]


@pytest.mark.parametrize("text", ["", "\n\n", "   ", "\ufeff", "\f"])
def test_nothing(text: str) -> None:
    assert _clean(text).text == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## I. MỤC TIÊU\n\n**1. Chung**", True),
        ("| a | b |\n|---|---|", True),
        ("Số 05\\-NQ/TU, 2020 \\- 2025", True),
        ("Dấu * và dấu # trong câu.", False),
        ("Nhiệm vụ 1 | Nhiệm vụ 2", False),
        ("", False),
    ],
)
def test_looks_like_markdown(text: str, expected: bool) -> None:
    assert looks_like_markdown(text) is expected


def test_repair_pieces_cover_the_text() -> None:
    repaired, mended = repair("e\u0302\u0301 và \u200bƢ")
    assert repaired.text == "ế và Ư"
    starts = [p[0] for p in repaired.pieces]
    assert starts == sorted(starts)
    assert starts[0] == 0
    assert mended == 1


def test_repair_of_a_clean_text_has_no_pieces() -> None:
    assert repair("Thực hiện dân chủ")[0].pieces == ()


def test_a_lone_carriage_return_ends_a_line() -> None:
    assert _clean("Một.\rHai.").text == "Một.\nHai."


def test_invisible_marks_at_both_ends() -> None:
    raw = "\u200bMột hai\u200b"
    made = _clean(raw)
    assert made.text == "Một hai"
    assert made.source_map.raw_span(Span(start=0, end=7)).start == 1


def test_a_mark_between_blanks_leaves_one_blank() -> None:
    assert _clean("# **Giữ **vững** ** ổn định**\n\n**Hai** việc\n").lines[0].text == "Giữ vững ổn định"


@pytest.mark.parametrize("numbers", [["1", "2", "3"], ["12", "13", "14", "15"]])
def test_numbers_close_together_are_content(numbers: list[str]) -> None:
    made = _clean("Số vụ theo tháng:\n" + "\n".join(numbers) + "\nCộng các tháng.")
    assert made.furniture == ()
    assert made.text.split("\n")[1:-1] == numbers


def test_page_numbers_far_apart_are_furniture() -> None:
    lines = [
        f"{word} đã hoàn thành công việc được giao." for word in "An Bình Cường Dũng Giang Hải Khánh Lan Minh Nga Oanh Phú Quý Sơn".split()
    ]
    made = _clean("\n".join([*lines, "2", *lines[::-1], "3", *lines]))
    assert [(f.kind, f.text) for f in made.furniture] == [("page_number", "2"), ("page_number", "3")]


def test_a_year_at_a_line_begin_is_no_page_number():
    document = parse_text("1. Bố trí 120 tỷ đồng từ ngân sách giai đoạn 2023 -\n2025.\nb) Lắp camera tại nút giao.\n")
    assert not document.furniture
    assert "2023 -\n2025" in document.text or "2023 - 2025" in document.text


def test_a_numeral_behind_its_noun_is_no_label():
    document = parse_text("I. A\n1. Thực hiện Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ\nXX. Qua khảo sát, các xã đã làm tốt.\n")
    assert [s.id for s in document.walk()] == ["I", "I/1"]


def test_a_label_behind_a_dangling_word_stays_a_label():
    document = parse_text("II. B\n2. Bộ máy, công vụ và chính quyền số\n2.1. Tổ chức bộ máy\nMột là.\n")
    assert [s.id for s in document.walk()] == ["II", "II/2", "II/2/2.1"]


def test_a_number_close_behind_a_page_number_does_not_end_the_sequence() -> None:
    prose = "".join(f"Chi bộ {name} đã họp xong.\n" for name in "abcdeghiklmnopqrstuv")
    text = f"{prose}1\nChi bộ x đã họp xong.\n2\n{prose}2\n{prose}"
    found = parse_text(text).furniture
    assert [(f.text, text.count("\n", 0, f.raw.start)) for f in found] == [("1", 20), ("2", 43)]


def test_a_letter_made_of_stretches_that_were_cut_leads_back_to_all_of_them() -> None:
    raw = "**R&a\u200bmp;D** và **X&nb\u00adsp;Y**"
    document = parse(raw.encode(), name="a.md")
    assert document.text == "R&D và X Y"
    for start, end, stretch in ((0, 3, "R&a\u200bmp;D"), (1, 2, "&a\u200bmp;"), (2, 3, "D"), (7, 10, "X&nb\u00adsp;Y"), (9, 10, "Y")):
        place = document.locate(Span(start=start, end=end)).raw
        assert raw[place.start : place.end] == stretch
