"""References: order, ids, spans, rules; what the cases of tests/cases do not show."""

from __future__ import annotations

import pytest

from qcdc_parse import DocNumber, Document, parse_text
from qcdc_parse.identity.keys import slug
from qcdc_parse.model import Reference
from qcdc_parse.references.relations import find_relation
from qcdc_parse.references.titles import matches_known, quoted, unquoted_end, word_keys


def _one(text: str) -> Reference:
    (found,) = parse_text(text).references
    return found


def test_ids_count_in_reading_order() -> None:
    document = parse_text("Theo Luật Tố cáo, Chỉ thị số 5-CT/TU, Nghị quyết Đại hội XIII của Đảng và Đề án 06.")
    assert [r.id for r in document.references] == ["r1", "r2", "r3", "r4"]
    assert [r.kind for r in document.references] == ["named", "numbered", "congress", "unnumbered"]
    starts = [r.span.start for r in document.references]
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Theo Chỉ thị số 5-CT/TU, xã đã làm.", "numbered.party"),
        ("Theo Nghị định số 5/2020/NĐ-CP, xã đã làm.", "numbered.state"),
        ("Nội dung 5-CT/TU rất rõ.", "numbered.party.bare"),
        ("Theo Luật Nhà ở số 27/2023/QH15, xã đã làm.", "numbered.law"),
        ("Theo Luật Tố cáo, xã đã làm.", "named.law"),
        ("Theo Nghị quyết Trung ương 4 khóa XII, xã đã làm.", "congress.plenum"),
        ("Theo Nghị quyết Đại hội XIII của Đảng, xã đã làm.", "congress.congress"),
        ("Theo Đề án 06, xã đã làm.", "unnumbered"),
    ],
)
def test_rule(text: str, rule: str) -> None:
    assert _one(text).rule == rule


def test_title_span_quotes_the_title() -> None:
    document = parse_text("Kế hoạch số 5-KH/TU về “Ngày hội  đọc sách” đã gửi.")
    (r,) = document.references
    assert document.quote(r.title_span) == r.title


def test_cue_span_quotes_the_cue() -> None:
    document = parse_text("Các xã triển khai thực hiện Chỉ thị số 5-CT/TU.")
    (r,) = document.references
    assert document.quote(r.cue_span) == "triển khai thực hiện"


def test_no_cue_no_span() -> None:
    assert _one("Chỉ thị số 5-CT/TU rất đúng.").cue_span is None


def test_section_id() -> None:
    document = parse_text("I. KẾT QUẢ\n1. Quán triệt\nĐã học Chỉ thị số 5-CT/TU.\n2. Khác\n")
    assert [r.section_id for r in document.references] == ["I/1"]


def test_reference_in_a_heading_stands_in_its_section() -> None:
    document = parse_text("I. KẾT QUẢ\n1. Thực hiện Chỉ thị số 5-CT/TU\nĐã làm tốt.\n")
    assert [r.section_id for r in document.references] == ["I/1"]


def test_inside_names_the_holder() -> None:
    document = parse_text("Kế hoạch số 5-KH/TU về “Thực hiện Chỉ thị số 6-CT/TW về “Thi hành Luật Tố cáo” trong tỉnh” đã gửi.")
    holders = {r.id: r.inside for r in document.references}
    assert holders == {"r1": None, "r2": "r1", "r3": "r2"}


def test_every_mention_counts() -> None:
    document = parse_text("Chỉ thị số 5-CT/TU hay. Chỉ thị số 5-CT/TU đúng. Chỉ thị số 5-CT/TU trúng.")
    assert len(document.references) == 3


def test_footer_numbers_without_type_are_no_references() -> None:
    text = "BÁO CÁO\nnăm 2021\n\nNội dung.\n\nNơi nhận:\n- Như trên,\n- Lưu VPTU.\n\nT/M TỈNH ỦY\nBÍ THƯ\n\nVPTU.NGÂN-126\n"
    assert parse_text(text).references == ()


def test_unclosed_quotation_is_no_title_to_the_end_of_the_world() -> None:
    document = parse_text("Kế hoạch số 5-KH/TU về “Ngày hội đọc sách đã gửi.\n\nViệc khác ở đoạn khác.\n")
    title = document.references[0].title or ""
    assert "Việc khác" not in title


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“Một “hai” ba” bốn", "Một “hai” ba"),
        ("«Một» hai", "Một"),
        ('"Một" hai', "Một"),
        ("‘Một’ hai", "Một"),
        ("“Một “hai” ba", "Một “hai"),
    ],
)
def test_quoted(text: str, inside: str) -> None:
    start, end = quoted(text, 0, len(text))
    assert text[start:end] == inside


@pytest.mark.parametrize("text", ["“không đóng", '"', '"không đóng', "‘không đóng"])
def test_not_quoted(text: str) -> None:
    assert quoted(text, 0, len(text)) is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("quản lý đất đai; các xã", "quản lý đất đai"),
        ("quản lý đất đai. Các xã", "quản lý đất đai"),
        ("quản lý đất đai (đợt 2)", "quản lý đất đai"),
        ("quản lý đất đai, rừng và biển", "quản lý đất đai, rừng và biển"),
        ("quản lý đất đai và Nghị quyết số 5", "quản lý đất đai"),
        ("phong trào “Ba tốt; hai giỏi” ở xã. Các xã", "phong trào “Ba tốt; hai giỏi” ở xã"),
    ],
)
def test_unquoted_end(text: str, title: str) -> None:
    assert text[: unquoted_end(text, 0, len(text))] == title


def test_word_keys_fold_tone_placement_and_case() -> None:
    assert word_keys("Hoá đơn THUỶ lợi") == word_keys("hóa đơn thủy lợi")
    assert word_keys("má") != word_keys("mà")


def test_matches_known() -> None:
    known = word_keys("xây dựng nông thôn mới")
    text = "Xây dựng nông thôn mới ở xã"
    assert text[: matches_known(text, 0, known, len(text))] == "Xây dựng nông thôn mới"
    assert matches_known("Xây dựng nông thôn cũ", 0, known, 21) is None
    assert matches_known("Xây dựng", 0, known, 8) is None
    assert matches_known("gì", 0, (), 2) is None


@pytest.mark.parametrize(("text", "folded"), [("Đảng ủy Khối", "dang-uy-khoi"), ("Bà Rịa - Vũng Tàu", "ba-ria-vung-tau"), ("", "")])
def test_slug(text: str, folded: str) -> None:
    assert slug(text) == folded


def test_a_cue_far_away_does_not_count() -> None:
    text = "thực hiện " + "rất nhiều việc khác nhau trong năm qua tại các xã của huyện theo "[:60] + "x " * 20
    assert find_relation(text, len(text), 0) == ("cites", None)


def test_notes_quote_the_mention() -> None:
    document = parse_text("Theo Quyết định số 217-QD/TW, xã đã làm.")
    (note,) = document.notes
    assert (note.code, note.severity) == ("number-mended", "info")
    assert document.quote(note.span) == "Quyết định số 217-QD/TW"
    assert "217-QĐ/TW" in note.message


def test_no_references() -> None:
    for text in ("", "Không có gì.", "Số", "số 5", "Luật", "Nghị quyết", "này"):
        document: Document = parse_text(text)
        assert document.references == ()


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize(
    "broken",
    [
        "01-|NQ/ĐUK", "165/KH-|UBND", "04/2015/|NĐ-CP", "04/2015|/NĐ-CP", "30-CT/|TW", "|120-KL/TW", "30 -|CT/TW", "05 - CT|/TW", "217|-QĐ/TW",
        "05 - CT /|TW", "27- HD|/BTCTU", "33|- KH/ĐUK", "12/2022/QH|15", "10/2022/|QH15", "217 - QĐ|/ TW", "15/KH|-UBND",
    ],
)  # fmt: skip
def test_number_broken_over_a_line_end(broken: str, gap: str) -> None:
    whole = DocNumber.parse(broken.replace("|", ""))
    assert whole is not None
    document = parse_text(f"Các cơ quan thực hiện Chỉ thị số {broken.replace('|', gap)} của Ban Thường vụ về dân vận.")
    assert [r.key for r in document.references] == [whole.key]
    assert "\n" not in document.text


def test_a_law_by_name_is_not_swallowed_by_the_next_one_with_its_number():
    document = parse_text("Căn cứ Luật Ngân sách nhà nước năm 2015 và Luật Đầu tư công số 39/2019/QH14.")
    assert [(r.surface, r.key) for r in document.references] == [
        ("Luật Ngân sách nhà nước năm 2015", None),
        ("Luật Đầu tư công số 39/2019/QH14", "39/2019/QH14"),
    ]


@pytest.mark.parametrize("words", ["thành lập", "kiểm tra, giám sát", "làm việc"])
def test_words_between_type_and_number(words: str) -> None:
    (reference,) = parse_text(f"theo Kế hoạch {words} số 07-KH/ĐU").references
    assert (reference.surface, reference.doc_type) == (f"Kế hoạch {words} số 07-KH/ĐU", "Kế hoạch")
