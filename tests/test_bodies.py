"""Tên cơ quan: where a name ends, and where names stand in a text."""

from __future__ import annotations

import pytest

from qcdc_parse.bodies import find_bodies, match_body

NAMES = [
    ("Bộ Chính trị", " khóa XII về"),
    ("Ban Bí thư Trung ương Đảng", " (khóa XI)"),
    ("Ban Chấp hành Trung ương Đảng", " khóa X"),
    ("Thủ tướng Chính phủ", " phê duyệt"),
    ("Tỉnh ủy", " về"),
    ("Tỉnh uỷ", " về"),
    ("Tỉnh ủy Bà Rịa - Vũng Tàu", " về"),
    ("Ban Thường vụ Thành ủy Hồ Chí Minh", ", các"),
    ("Huyện ủy Krông Pắc", " đã"),
    ("Đảng ủy Khối các cơ quan tỉnh", " xây dựng"),
    ("Đảng ủy Khối cơ quan và doanh nghiệp tỉnh", " và các"),
    ("Đảng ủy phường Bến Nghé", " yêu cầu"),
    ("Ủy ban nhân dân tỉnh Lâm Đồng", " ban hành"),
    ("Ủy ban nhân dân xã", " gửi"),
    ("Chủ tịch Ủy ban nhân dân tỉnh", " yêu cầu"),
    ("Hội đồng nhân dân thành phố", " thông qua"),
    ("UBND huyện Mai Châu", " về"),
    ("Sở Văn hóa, Thể thao và Du lịch", " tỉnh"[:0] + " về"),
    ("Bộ Lao động - Thương binh và Xã hội", " hướng dẫn"),
    ("Bộ Công an", " quy định"),
    ("Công an tỉnh Nghệ An", " về"),
    ("Ban Chỉ đạo thực hiện Quy chế dân chủ tỉnh", " ban hành"),
    ("Ban Chấp hành Đảng bộ tỉnh", " (khóa XVII)"),
    ("Bệnh viện Đa khoa tỉnh Ninh Thuận", " về"),
    ("Ủy ban Kiểm tra Tỉnh ủy", " về"),
    ("Văn phòng Tỉnh ủy Kon Tum", " gửi"),
    ("Liên đoàn Lao động tỉnh", " phát động"),
]


@pytest.mark.parametrize(("name", "after"), NAMES)
def test_name_ends(name: str, after: str) -> None:
    text = f"của {name}{after} việc này"
    end = match_body(text, 4)
    assert end is not None
    assert text[4:end] == name


@pytest.mark.parametrize("text", ["nhân dân", "cấp trên", "các cấp ủy", "đồng chí Bí thư", "", "Nguyễn Văn A", "Nghị quyết số 5"])
def test_no_name(text: str) -> None:
    assert match_body(text, 0) is None


def test_limit_is_kept() -> None:
    text = "Tỉnh ủy Lâm Đồng"
    assert match_body(text, 0, 7) == 7


def test_beyond_the_end() -> None:
    assert match_body("Tỉnh ủy", 99) is None


def test_a_type_word_ends_a_name() -> None:
    text = "Đảng ủy Khối Nghị quyết số 5"
    assert text[: match_body(text, 0)] == "Đảng ủy Khối"


def test_capital_of_a_later_word_may_vary() -> None:
    text = "Ủy ban Nhân dân tỉnh Gia Lai về"
    assert text[: match_body(text, 0)] == "Ủy ban Nhân dân tỉnh Gia Lai"


def test_find_bodies() -> None:
    text = "Đảng ủy xã Tà Long phối hợp Ủy ban nhân dân xã và Hội Nông dân tổ chức"
    found = [text[a:b] for a, b in find_bodies(text, 0, len(text))]
    assert found == ["Đảng ủy xã Tà Long", "Ủy ban nhân dân xã", "Hội Nông dân"]


def test_find_bodies_keeps_to_its_stretch() -> None:
    text = "Tỉnh ủy và Huyện ủy"
    assert find_bodies(text, 8, len(text)) == [(11, 19)]
    assert find_bodies(text, 0, 7) == [(0, 7)]
