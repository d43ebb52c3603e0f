"""Labels, kinds of lines, and the tree of sections."""

from __future__ import annotations

from itertools import zip_longest
from pathlib import Path

import pytest
from casefile import read_cases

from qcdc_parse import Document, parse_text
from qcdc_parse.structure import kinds
from qcdc_parse.structure.cells import columns
from qcdc_parse.structure.labels import LETTERS, parse_label, roman_value

LABELS = {
    "I. MỤC TIÊU": ("roman", "I", 1, "MỤC TIÊU"),
    "IV- ĐÁNH GIÁ": ("roman", "IV", 4, "ĐÁNH GIÁ"),
    "XIX. Nội dung": ("roman", "XIX", 19, "Nội dung"),
    "ll. GIẢI PHÁP": ("roman", "II", 2, "GIẢI PHÁP"),
    "1. Mục đích": ("number", "1", 1, "Mục đích"),
    "2.Việc lãnh đạo": ("number", "2", 2, "Việc lãnh đạo"),
    "3- Yêu cầu": ("number", "3", 3, "Yêu cầu"),
    "4/ Tổ chức": ("number", "4", 4, "Tổ chức"),
    "2.1. Hạn chế": ("decimal", "2.1", 1, "Hạn chế"),
    "2.1.3 Nguyên nhân": ("decimal", "2.1.3", 3, "Nguyên nhân"),
    "(1). 100% chi bộ": ("paren_number", "(1)", 1, "100% chi bộ"),
    "(12) Một việc": ("paren_number", "(12)", 12, "Một việc"),
    "a) Về kinh tế": ("letter_lower", "a", 1, "Về kinh tế"),
    "đ) Về văn hóa": ("letter_lower", "đ", 5, "Về văn hóa"),
    "g. Việc khác": ("letter_lower", "g", 7, "Việc khác"),
    "A. KẾT QUẢ": ("letter_upper", "A", 1, "KẾT QUẢ"),
    "Điều 3. Trách nhiệm": ("article", "Điều 3", 3, "Trách nhiệm"),
    "Điều 12a. Bổ sung": ("article", "Điều 12a", 12, "Bổ sung"),
    "Chương II": ("chapter", "Chương II", 2, ""),
    "Mục 1. TRÁCH NHIỆM": ("section", "Mục 1", 1, "TRÁCH NHIỆM"),
    "Tiểu mục 2": ("subsection", "Tiểu mục 2", 2, ""),
    "Phần thứ hai": ("part", "Phần thứ hai", 2, ""),
    "PHẦN III": ("part", "PHẦN III", 3, ""),
    "PHỤ LỤC 2: VỀ SỐ LIỆU": ("appendix", "PHỤ LỤC 2", 2, "VỀ SỐ LIỆU"),
    "Phụ lục IV": ("appendix", "Phụ lục IV", 4, ""),
    "- Một việc": (None, "-", 0, "Một việc"),
    "+ Hai việc": (None, "+", 0, "Hai việc"),
    "* Ghi chú": (None, "*", 0, "Ghi chú"),
    "• Ba việc": (None, "•", 0, "Ba việc"),
}
NO_LABELS = [
    "10/2022/QH15", "15/6/2022 là hạn", "12.5 tỷ đồng", "120.000 lượt", "Điều này đã rõ", "Mục tiêu chung", "Phần lớn đảng viên",
    "Chương trình năm", "V.I. Lênin", "100% cơ quan", "Phụ lục kèm theo", "", "24/7", "-----", "1.234,5 ha",
]  # fmt: skip


@pytest.mark.parametrize(("line", "expected"), LABELS.items())
def test_label(line: str, expected: tuple[str | None, str, int, str]) -> None:
    label = parse_label(line)
    assert label is not None
    assert (label.style, label.text, label.value, line[label.end :]) == expected


@pytest.mark.parametrize("line", NO_LABELS)
def test_no_label(line: str) -> None:
    label = parse_label(line)
    assert label is None or label.style is None


def test_letters_of_points() -> None:
    values = [parse_label(f"{letter}) việc").value for letter in LETTERS]
    assert values == list(range(1, len(LETTERS) + 1))
    assert parse_label("w) việc") is None


@pytest.mark.parametrize(("numeral", "value"), [("I", 1), ("IV", 4), ("IX", 9), ("XIV", 14), ("XXIX", 29), ("XL", 40)])
def test_roman_value(numeral: str, value: int) -> None:
    assert roman_value(numeral) == value


def _ids(document: Document) -> list[str]:
    return [s.id for s in document.walk()]


def test_ids_are_unique_paths() -> None:
    document = parse_text("I. A\n1. Một\n1. Hai\n2. Ba\nII. B\n1. Bốn\n")
    ids = _ids(document)
    assert len(set(ids)) == len(ids)
    assert "I/1~2" in ids
    assert "II/1" in ids


def test_span_ends_after_the_last_descendant() -> None:
    text = "I. KẾT QUẢ\n1. Kinh tế\n- Thu tăng.\n- Chi giảm.\nII. HẠN CHẾ\nCòn chậm."
    document = parse_text(text)
    first, second = document.sections
    assert document.quote(first.span) == "I. KẾT QUẢ\n1. Kinh tế\n- Thu tăng.\n- Chi giảm."
    assert document.quote(second.span) == "II. HẠN CHẾ\nCòn chậm."
    assert document.quote(first.label_span) == "I."
    assert document.quote(first.heading_span) == "KẾT QUẢ"


def test_bullets_carry_their_mark() -> None:
    (section,) = parse_text("1. Việc\n- Một;\n+ Hai;\n* Ba.").sections
    assert [b.marker for b in section.blocks] == ["-", "+", "*"]


def test_children_stand_inside_their_parent() -> None:
    document = parse_text("Chương I\nCHUNG\nĐiều 1. Một\n1. Khoản một:\na) Điểm a;\nĐiều 2. Hai\n")
    for section in document.walk():
        for child in section.children:
            assert section.span.start <= child.span.start
            assert child.span.end <= section.span.end
            assert child.depth == section.depth + 1


def test_preamble_is_a_loose_block() -> None:
    document = parse_text("KẾ HOẠCH\nnăm 2024\n\nHuyện ủy xây dựng kế hoạch như sau:\n\n1. Mục đích\n")
    assert [document.quote(b.span) for b in document.blocks] == ["Huyện ủy xây dựng kế hoạch như sau:"]


def test_regions() -> None:
    text = "TỈNH ỦY LÀO CAI\n*\nSố 5-KH/TU\n\nKẾ HOẠCH\nnăm 2024\n\n1. Việc\nNội dung.\n\nNơi nhận:\n- Lưu.\n\nT/M TỈNH ỦY\nBÍ THƯ\n"
    document = parse_text(text)
    kinds_of = {r.kind: document.quote(r.span) for r in document.regions}
    assert kinds_of["header"].endswith("năm 2024")
    assert kinds_of["footer"].startswith("Nơi nhận")


def test_attachment_spans() -> None:
    text = "KẾ HOẠCH\nvề báo cáo\n\nĐề nghị báo cáo.\n\nT/M ĐẢNG ỦY\nBÍ THƯ\n\nLý A\n\nĐỀ CƯƠNG BÁO CÁO\nnăm 2024\n\nI. TÌNH HÌNH\n"
    document = parse_text(text)
    (attachment,) = document.attachments
    assert document.quote(attachment.span).startswith("ĐỀ CƯƠNG BÁO CÁO")
    assert attachment.role == "outline"
    assert [s.part for s in document.walk()] == [1]
    assert _ids(document) == ["1:I"]


def test_depth_starts_at_one_in_every_part() -> None:
    document = parse_text("1. Một\n1.1. Hai\n")
    assert [s.depth for s in document.walk()] == [1, 2]


@pytest.mark.parametrize(
    ("line", "person"),
    [
        ("Nguyễn Văn Hòa", True),
        ("LÊ THỊ MAI", True),
        ("ThS. Trần Thị Bích Thủy", True),
        ("Vàng A Sình", True),
        ("PHÓ BÍ THƯ", False),
        ("TỈNH ỦY HẬU GIANG", False),
        ("BÁO CÁO", False),
        ("Nguyễn", False),
        ("Đồng chí nguyễn văn a", False),
        ("(Đã ký)", False),
    ],
)
def test_person(line: str, person: bool) -> None:
    assert kinds.is_person(line) is person


@pytest.mark.parametrize(("line", "shouts"), [("NGHỊ QUYẾT", True), ("PHỤ LỤC 2", True), ("Nghị quyết", False), ("123", False)])
def test_shouts(line: str, shouts: bool) -> None:
    assert bool(kinds.shouts(line)) is shouts


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("BÁO CÁO KẾT QUẢ CÔNG TÁC NĂM 2021", ("Báo cáo", "KẾT QUẢ CÔNG TÁC NĂM 2021")),
        ("QUYẾT ĐỊNH:", None),
        ("Kế hoạch năm đạt 102%.", None),
        ("THÔNG BÁO KẾT LUẬN", ("Thông báo kết luận", "")),
        ("THÔNG TƯ LIÊN TỊCH", ("Thông tư liên tịch", "")),
    ],
)
def test_type_line(line: str, found: tuple[str, str] | None) -> None:
    assert kinds.type_line(line) == found


@pytest.mark.parametrize(("length", "heading"), [(200, True), (240, False)])
def test_a_long_labelled_line_is_a_paragraph(length: int, heading: bool) -> None:
    (section,) = parse_text("1. " + ("việc " * 60)[:length].strip() + "\nĐoạn sau.\n").sections
    assert (section.heading is not None) is heading


def test_rows_of_a_table_are_one_block() -> None:
    (section,) = parse_text("1. Số liệu\nNăm\tSố vụ\n2021\t12\n2022\t9\nHết bảng.\n").sections
    assert [b.kind for b in section.blocks] == ["table", "paragraph"]


def test_the_stamp_of_another_body_is_not_the_issuer():
    document = parse_text(
        "TỈNH ỦY BÌNH THUẬN\n*\nSố 12-TB/TU\nĐẢNG CỘNG SẢN VIỆT NAM\nBình Thuận, ngày 5 tháng 6 năm 2020\nSỞ XÂY DỰNG\nĐẾN\nSố: 615\nNgày: 8/6/2020\nTHÔNG BÁO\nkết luận\n-----\nI. A\n"
    )
    assert (document.header.issuer, document.header.key) == ("TỈNH ỦY BÌNH THUẬN", "12-TB/TU")
    assert document.header.arrival_stamp is not None


def test_a_closing_formula_that_is_all_of_its_section_stays_in_it():
    document = parse_text("KẾ HOẠCH\nA\n-----\nIII. TỔ CHỨC THỰC HIỆN\nKế hoạch này thay thế Kế hoạch số 12/KH-UBND ngày 2/3/2021.\n")
    assert [len(s.blocks) for s in document.walk()] == [1]


def test_a_footer_ends_where_prose_begins() -> None:
    prose = "Tập tài liệu được gửi kèm qua hộp thư công vụ của các đơn vị."
    document = parse_text(f"THÔNG BÁO\nlịch họp\n\nHọp lúc 8 giờ.\n\nGIÁM ĐỐC\n\nLê Văn Tám\n\n{prose}\n")
    (footer,) = (document.quote(r.span) for r in document.regions if r.kind == "footer")
    assert footer == "GIÁM ĐỐC\nLê Văn Tám"
    assert [document.quote(b.span) for b in document.blocks] == ["Họp lúc 8 giờ.", prose]


@pytest.mark.parametrize("line", ["|", "||", "-"])
def test_a_line_has_at_least_one_column(line: str) -> None:
    assert columns(line) == (line,)


def _letterheads() -> list[str]:
    """Texts of cases that are one document with a letterhead and a number of its own."""
    folder = Path(__file__).parent / "cases"
    cases = [c for name in ("header-party", "header-state") for c in read_cases(folder / f"{name}.md") if not c.markdown]
    documents = [(c.text, c.document()) for c in cases]
    return [t for t, d in documents if d.header.key and d.header.issuer and d.header.issuer.isupper() and not d.attachments]


_TEXTS = _letterheads()
_OWN = ("key", "issuer", "superior", "place", "issued", "doc_type", "title", "addressees", "recipients", "signer", "urgency", "secrecy")


@pytest.mark.parametrize("step", [1, 7])
@pytest.mark.parametrize("between", ["\n\n", "\n\f\n"])
@pytest.mark.parametrize("at", range(len(_TEXTS)))
def test_nothing_leaks_between_pasted_documents(at: int, between: str, step: int) -> None:
    one, two = _TEXTS[at], _TEXTS[(at + step) % len(_TEXTS)]
    pasted = parse_text(one + between + two)
    assert len(pasted.attachments) == 1
    for alone, header in ((one, pasted.header), (two, pasted.attachments[0].header)):
        wanted = parse_text(alone).header
        assert {n: getattr(header, n) for n in _OWN} == {n: getattr(wanted, n) for n in _OWN}


def _in_columns(text: str, gap: str) -> str | None:
    """Set a letterhead whose two blocks stand one below the other side by side; None where it has not two."""
    lines = [line.strip() for line in text.split("\n")]
    right = next((i for i, line in enumerate(lines) if line.startswith(("CỘNG H", "ĐẢNG CỘNG"))), 0)
    if not right or "\t" in text:
        return None
    end = next((i for i in range(right, len(lines)) if not lines[i]), len(lines))
    columns = [list(filter(None, lines[:right])), lines[right:end]]
    rows = [f"{one}{gap}{two}" for one, two in zip_longest(*columns, fillvalue="")]
    return "\n".join([*rows, *lines[end:]])


@pytest.mark.parametrize("gap", ["\t", "          "])
@pytest.mark.parametrize("text", [t for t in _TEXTS if _in_columns(t, "\t")])
def test_columns_of_a_letterhead_read_as_blocks_do(text: str, gap: str) -> None:
    columned = _in_columns(text, gap)
    assert columned is not None
    wanted, header = parse_text(text).header, parse_text(columned).header
    assert {n: getattr(header, n) for n in (*_OWN, "arrival_stamp")} == {n: getattr(wanted, n) for n in (*_OWN, "arrival_stamp")}
