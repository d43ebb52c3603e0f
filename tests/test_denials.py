"""Never a good verdict for a bad one: sentences made of a denial, a verb of reaching and a place for a verdict."""

from __future__ import annotations

import itertools

import pytest

from qcdc_parse import Document, parse_text

GOOD = {"exceeded", "met", "on_track", "mostly_met"}
DENIALS = (
    "chưa", "không", "chẳng", "khó", "chưa thể", "không thể", "chưa thực sự", "khó có khả năng", "vẫn chưa", "đến nay chưa", "không được xếp loại",
    "chưa có cơ sở để", "có nguy cơ không", "chưa xã nào", "không đơn vị nào", "chưa được đánh giá là", "hầu như không",
)  # fmt: skip
VERBS = (
    "đạt", "vượt", "hoàn thành", "đạt chỉ tiêu", "vượt kế hoạch", "hoàn thành vượt mức", "đạt và vượt", "đạt tiến độ",
    "hoàn thành mục tiêu đề ra", "bảo đảm tiến độ",
)  # fmt: skip
PLACES = (
    "- 90% hộ dùng nước sạch. {V}.",
    "- 90% hộ dùng nước sạch: {v}.",
    "- 90% hộ dùng nước sạch ({v}).",
    "- 90% hộ dùng nước sạch, {v}.",
    "- 90% hộ dùng nước sạch. Chỉ tiêu này {v}.",
    "- 90% hộ dùng nước sạch. Đánh giá: {V}.",
    "- 90% hộ dùng nước sạch\n\n{V}",
    "- Kết nạp 50 đảng viên. {V}.",
    "- Hộ dùng nước sạch đạt 51%, {v} 5%, tăng 2% so với cùng kỳ.",
    "- Hộ dùng nước sạch đạt 51%, {v}, tăng 2% so với cùng kỳ.",
    "Các chỉ tiêu {v}.",
    "Có 12/15 chỉ tiêu {v}.",
    "Huyện {v} các chỉ tiêu.",
    "Toàn tỉnh {v} 12/15 chỉ tiêu.",
    "Nhìn chung, các chỉ tiêu kinh tế, xã hội {v}.",
)


def _verdicts(document: Document) -> list[str]:
    found = [i.verdict.value for i in document.indicators if i.verdict]
    for s in document.summary_verdicts:
        found += [s.value, *(c.value for c in s.counts)]
    return found


def _read(place: str, words: str) -> list[str]:
    return _verdicts(parse_text("I. CHỈ TIÊU\n" + place.format(v=words, V=words[0].upper() + words[1:])))


@pytest.mark.parametrize("place", PLACES)
def test_a_denied_verb_is_no_good_verdict(place: str) -> None:
    for denial, verb in itertools.product(DENIALS, VERBS):
        assert GOOD.isdisjoint(_read(place, f"{denial} {verb}")), (denial, verb)


@pytest.mark.parametrize("place", [p for p in PLACES if "{v} 5%" not in p and "{v}, tăng" not in p])
def test_the_same_verb_undenied_is_read(place: str) -> None:
    assert not GOOD.isdisjoint(_read(place, "đạt")) or "12/15" in place


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("I. CHỈ TIÊU\n- 90% hộ có điện. Không những đạt mà còn vượt.", ["exceeded"]),
        ("Các chỉ tiêu không những đạt mà còn vượt kế hoạch.", ["exceeded"]),
        ("Không có chỉ tiêu nào không đạt.", ["met"]),
        ("Không có chỉ tiêu nào đạt.", ["not_met"]),
    ],
)
def test_what_only_looks_denied(text: str, verdicts: list[str]) -> None:
    assert _verdicts(parse_text(text)) == verdicts


@pytest.mark.parametrize(
    "text",
    [
        "Các chỉ tiêu đạt: không có.",
        "Các chỉ tiêu đạt và vượt: Không",
        "Hoàn thành các chỉ tiêu đề ra: chưa.",
        "Hoàn thành các chỉ tiêu? Chưa.",
        "Hoàn thành các chỉ tiêu chưa cao.",
        "Hoàn thành các chỉ tiêu là khó khăn.",
        "Tỷ lệ các chỉ tiêu hoàn thành còn thấp.",
        "Rất ít các chỉ tiêu đạt kế hoạch.",
        "Một số đơn vị hoàn thành các chỉ tiêu.",
        "Chỉ có 3 xã hoàn thành các chỉ tiêu.",
        "Chỉ khi hoàn thành các chỉ tiêu mới được khen.",
        "Trừ chỉ tiêu về môi trường, các chỉ tiêu đạt.",
        "Lẽ ra huyện hoàn thành các chỉ tiêu.",
        "Huyện ko đạt các chỉ tiêu.",
        "Các chỉ tiêu chả đạt.",
        "Huyện còn xa mới đạt các chỉ tiêu.",
        "Huyện sắp hoàn thành các chỉ tiêu.",
        "Các chỉ tiêu mới chỉ đạt, vượt ở vài xã.",
        "Các chỉ tiêu kinh tế đạt; các chỉ tiêu y tế không đạt.",
        "Năm 2022 các chỉ tiêu đạt; năm 2023 các chỉ tiêu không đạt.",
        "- 90% hộ dùng nước sạch: chưa; 95% hộ có điện: đạt.",
        "- 90% hộ dùng nước sạch (chưa), 95% hộ có điện (đạt).",
        "- Hộ dùng nước sạch là 51%, xã A: chưa đạt; xã B: đạt.",
        "- Hộ dùng nước sạch là 51%; trong khi toàn tỉnh: đạt.",
        "- Hộ dùng nước sạch là 51% (năm trước: đạt).",
        "- Hộ dùng nước sạch là 51%: Không\nĐạt",
        "Huyện báo cáo hoàn thành các chỉ tiêu là không đúng.",
    ],
)
def test_not_all_of_them(text: str) -> None:
    assert GOOD.isdisjoint(_verdicts(parse_text("I. KẾT QUẢ\n" + text)))


@pytest.mark.parametrize("text", ["0/15 chỉ tiêu đạt.", "Có 0 chỉ tiêu đạt và vượt.", "Đạt 0 chỉ tiêu."])
def test_none_of_them(text: str) -> None:
    assert [s.value for s in parse_text("I. KẾT QUẢ\n" + text).summary_verdicts] == ["not_met"]


@pytest.mark.parametrize(
    "text",
    [
        "Mặc dù khó nhưng huyện vẫn hoàn thành các chỉ tiêu.",
        "Các chỉ tiêu khó đều đã đạt.",
        "Có 15 chỉ tiêu đạt, 0 chỉ tiêu chưa đạt.",
        "Tuy nhiều xã thiếu vốn, huyện hoàn thành các chỉ tiêu.",
        "Huyện hoàn thành các chỉ tiêu, không để phát sinh nợ.",
        "Các chỉ tiêu đều đạt, không còn các chỉ tiêu chưa đạt.",
    ],
)
def test_reached_in_spite_of_it(text: str) -> None:
    assert {"not_met", "not_yet_met", "partly_met"}.isdisjoint(s.value for s in parse_text("I. KẾT QUẢ\n" + text).summary_verdicts)


@pytest.mark.parametrize(
    ("headings", "cells"),
    [
        (("Đánh giá 2022", "Đánh giá 2023"), ("Đạt", "K.đạt")),
        (("Đánh giá 2022", "Đánh giá 2023"), ("Đạt", "Chưa")),
        (("Tự đánh giá", "Thẩm định"), ("Đạt", "Không đạt")),
        (("Tự đánh giá", "Thẩm định"), ("Đạt", "Không")),
        (("Chưa đạt", "Ghi chú"), ("x", "Đạt")),
        (("Chưa đạt", "Ghi chú"), ("Đạt", "")),
    ],
)
def test_a_row_that_one_column_denies(headings: tuple[str, str], cells: tuple[str, str]) -> None:
    table = "| TT | Chỉ tiêu | KH | TH | {} | {} |\n|---|---|---|---|---|---|\n| 1 | Hộ có nước | 90% | 51% | {} | {} |\n| 2 | Hộ có điện | 90% | 51% | Đạt | |"
    found = parse_text(table.format(*headings, *cells)).indicators
    assert found
    assert found[0].verdict is None or found[0].verdict.value not in GOOD


def test_a_row_without_trouble_keeps_its_verdict() -> None:
    table = "| TT | Chỉ tiêu | KH | TH | Đánh giá | Vướng mắc |\n|---|---|---|---|---|---|\n| 1 | Hộ có nước | 90% | 91% | Đạt | Không |"
    assert _verdicts(parse_text(table)) == ["met"]
