"""Measures, verdicts, roles and blanks: what the cases of tests/cases do not show."""

from __future__ import annotations

import time

import pytest

from qcdc_parse import parse_text
from qcdc_parse.catalog import raw
from qcdc_parse.indicators.measures import find_measures, parse_number
from qcdc_parse.indicators.summaries import summary_verdict
from qcdc_parse.indicators.verdicts import verdict_alone, verdict_inside


@pytest.mark.parametrize(
    ("text", "value"),
    [("95", 95), ("02", 2), ("51,79", 51.79), ("1.234", 1234), ("1.234,5", 1234.5), ("12.345.678", 12345678), ("99.8", 99.8), ("0,5", 0.5)],
)
def test_parse_number(text: str, value: float) -> None:
    assert parse_number(text) == value


def _measures(text: str) -> list[tuple[float, float | None, str | None, str]]:
    return [(m.value, m.of, m.unit, m.comparator) for m in find_measures(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("100% cơ quan", [(100, None, "%", "=")]),
        ("tăng 12%/năm", [(12, None, "%/năm", "=")]),
        ("70 phần trăm", [(70, None, "%", "=")]),
        ("15,2‰ dân số", [(15.2, None, "‰", "=")]),
        ("46/57 chỉ tiêu", [(46, 57, None, "=")]),
        ("1.428/1.400 thẻ", [(1428, None, "thẻ", "=")]),
        ("1.340/1.428 thẻ", [(1340, 1428, None, "=")]),
        ("ít nhất 02 lần/năm", [(2, None, "lần/năm", ">=")]),
        ("giảm 3 - 5% số vụ", [(3, None, "%", ">="), (5, None, "%", "<=")]),
        ("từ 3% đến 5% số vụ", [(3, None, "%", ">="), (5, None, "%", "<=")]),
        ("từ 85% trở lên", [(85, None, "%", ">=")]),
        ("từ 3% trở xuống", [(3, None, "%", "<=")]),
        ("trên 90% và dưới 2%", [(90, None, "%", ">"), (2, None, "%", "<")]),
        ("12 bác sĩ/vạn dân", [(12, None, "bác sĩ/vạn dân", "=")]),
        ("không có xã nào dưới 60%", [(60, None, "%", ">=")]),
        ("22/22 bộ, ngành", [(22, 22, None, "=")]),
    ],
)
def test_measures(text: str, measures: list) -> None:
    assert _measures(text) == measures


@pytest.mark.parametrize(
    "text",
    [
        "24/7", "24/24 giờ", "ngày 15/6 hằng năm", "15/6/2022", "tháng 9/2025", "số 12/UBND", "10/2022/QH15", "1,5 tỷ đồng", "32 tập thể",
        "năm 2025", "Nghị quyết 18", "0912.345.678", "2017-2022", "51C-123.45", "60km/h", "ISO 9001:2015", "quý I/2024", "5/0 trận",
    ],
)  # fmt: skip
def test_no_measures(text: str) -> None:
    assert _measures(text) == []


def test_measures_keep_to_their_stretch() -> None:
    text = "10% và 20% và 30%"
    assert [m.value for m in find_measures(text, 6, 12)] == [20]


def test_measure_spans_hold_number_and_unit() -> None:
    document = parse_text("Phấn đấu ít nhất 95% hộ dân và 46/57 xã có chợ.")
    (indicator,) = document.indicators
    assert [document.quote(m.span) for m in indicator.measures] == ["95%", "46/57"]


@pytest.mark.parametrize(
    ("text", "surface", "value", "reason"),
    [
        ("Đạt", "đạt", "met", None),
        ("Đạt.", "đạt", "met", None),
        ("(Đạt)", "đạt", "met", None),
        ("=> Chưa đạt.", "chưa đạt", "not_yet_met", None),
        ("Đánh giá: Vượt chỉ tiêu.", "vượt chỉ tiêu", "exceeded", None),
        ("Chưa đạt (thiếu vốn).", "chưa đạt", "not_yet_met", "thiếu vốn"),
        ("Chưa đạt, do thiếu vốn.", "chưa đạt", "not_yet_met", "thiếu vốn"),
        ("Chưa đạt, lý do: thiếu vốn.", "chưa đạt", "not_yet_met", "thiếu vốn"),
        ("Cơ bản đạt", "cơ bản đạt", "mostly_met", None),
        ("ĐẠT", "đạt", "met", None),
    ],
)
def test_verdict_alone(text: str, surface: str, value: str, reason: str | None) -> None:
    found = verdict_alone(text, 0, len(text))
    assert found is not None
    assert (found.surface, found.value) == (surface, value)
    assert (text[slice(*found.reason)] if found.reason else None) == reason


@pytest.mark.parametrize(
    "text", ["Đạt 95%.", "Đạt chuẩn nông thôn mới.", "Kết quả đạt được.", "Chưa đạt chuẩn", "Vượt khó.", "", "Đạtt", "Rất đạt"]
)
def test_no_verdict_alone(text: str) -> None:
    assert verdict_alone(text, 0, len(text)) is None


@pytest.mark.parametrize(
    ("text", "surface"),
    [("90% hộ có điện: đạt.", "đạt"), ("90% hộ có điện (chưa đạt).", "chưa đạt"), ("90% hộ có điện, vượt kế hoạch.", "vượt kế hoạch")],
)
def test_verdict_inside(text: str, surface: str) -> None:
    assert verdict_inside(text, 0, len(text)).surface == surface


@pytest.mark.parametrize("text", ["Tỷ lệ đạt 95%.", "95% xã đạt chuẩn.", "95% đạt yêu cầu của nhân dân và cấp trên.", "Nhiều xã, đạt 95%."])
def test_no_verdict_inside(text: str) -> None:
    assert verdict_inside(text, 0, len(text)) is None


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Huyện đã hoàn thành các chỉ tiêu đề ra.", "hoàn thành"),
        ("Các chỉ tiêu đều đạt.", "đạt"),
        ("46/57 chỉ tiêu đạt và vượt.", "đạt và vượt"),
        ("Đã thực hiện cơ bản đạt các mục tiêu, chỉ tiêu.", "cơ bản đạt"),
    ],
)
def test_summary(text: str, surface: str) -> None:
    found = summary_verdict(text, 0, len(text))
    assert found is not None
    assert found.surface == surface


@pytest.mark.parametrize(
    "text", ["Phấn đấu hoàn thành các chỉ tiêu.", "Cần rà soát các chỉ tiêu.", "Các chỉ tiêu đạt chuẩn.", "Chỉ tiêu năm 2022."]
)
def test_no_summary(text: str) -> None:
    assert summary_verdict(text, 0, len(text)) is None


def test_ids_count_in_reading_order() -> None:
    document = parse_text("I. CHỈ TIÊU\n- 10% xã.\n- 20% xã.\n")
    assert [i.id for i in document.indicators] == ["i1", "i2"]


def test_statement_stops_before_its_verdict() -> None:
    document = parse_text("I. CHỈ TIÊU\n- 90% hộ có điện (chưa đạt).\n")
    (i,) = document.indicators
    assert i.statement == "90% hộ có điện"
    assert document.quote(i.span) == i.statement
    assert document.quote(i.verdict.span) == "chưa đạt"


def test_reason_span_quotes_the_reason() -> None:
    document = parse_text("I. CHỈ TIÊU\n- 90% hộ có điện. Chưa đạt (thiếu vốn).\n")
    verdict = document.indicators[0].verdict
    assert document.quote(verdict.reason_span) == verdict.reason == "thiếu vốn"


def test_a_verdict_of_the_next_section_is_not_taken() -> None:
    document = parse_text("I. CHỈ TIÊU\n- 90% hộ có điện.\nII. ĐÁNH GIÁ\nĐạt\n")
    assert document.indicators[0].verdict is None


def test_computed_is_never_the_verdict() -> None:
    document = parse_text("Giải ngân đạt 51,79% (chỉ tiêu tối thiểu 70%).")
    (i,) = document.indicators
    assert (i.computed, i.verdict) == ("not_met", None)


@pytest.mark.parametrize(
    ("actual", "planned", "computed"),
    [
        ("75%", "ít nhất 70%", "met"),
        ("70%", "ít nhất 70%", "met"),
        ("70%", "trên 70%", "not_met"),
        ("60%", "70%", "not_met"),
        ("70%", "70%", "met"),
    ],
)
def test_computed(actual: str, planned: str, computed: str) -> None:
    (i,) = parse_text(f"Giải ngân đạt {actual} (kế hoạch {planned}).").indicators
    assert i.computed == computed


def test_below_an_upper_bound_is_met() -> None:
    assert [i.computed for i in parse_text("Hộ nghèo còn 5% (kế hoạch không quá 7%).").indicators] == ["met"]
    assert [i.computed for i in parse_text("Hộ nghèo còn 8% (kế hoạch không quá 7%).").indicators] == ["not_met"]


def test_where_less_may_be_better_a_plan_without_bound_says_nothing() -> None:
    (i,) = parse_text("Hộ nghèo còn 5% (kế hoạch 7%).").indicators
    assert i.computed is None


@pytest.mark.parametrize(
    ("heading", "role"), [("MỤC TIÊU", "target"), ("CHỈ TIÊU CHỦ YẾU", "target"), ("KẾT QUẢ", "result"), ("TÌNH HÌNH", "result")]
)
def test_role_by_heading(heading: str, role: str) -> None:
    (i,) = parse_text(f"I. {heading}\n- 100% xã có chợ.\n").indicators
    assert i.role == role


def test_role_words_outweigh_the_heading() -> None:
    document = parse_text("I. KẾT QUẢ\n- Phấn đấu đến năm 2030 có 100% xã có chợ.\n")
    assert document.indicators[0].role == "target"


def test_blank_spans_hold_the_dots() -> None:
    document = parse_text("PHỤ LỤC 1\n1. Số xã: …… xã, đạt tỷ lệ: %\n")
    dots, lost = document.blanks
    assert document.quote(dots.span) == "……"
    assert document.quote(lost.span) == ""
    assert document.text[: lost.span.start].endswith("đạt tỷ lệ:")


def test_before_is_at_most_forty_letters() -> None:
    document = parse_text("PHỤ LỤC 1\n1. " + "Tổng số xã " * 9 + ": ……\n")
    assert len(document.blanks[0].before) <= 40


def test_headers_and_tables_of_counts_hold_no_indicators() -> None:
    document = parse_text("KẾ HOẠCH\ntrồng 100% diện tích rừng\n\nNăm\tSố lượng\n2021\t95\n2022\t97\n")
    assert document.indicators == ()


def test_figures_of_the_reason_are_no_measures() -> None:
    document = parse_text("I. CHỈ TIÊU\n- 90% hộ có điện: chưa đạt (mới có 70% do thiếu vốn).\n")
    (i,) = document.indicators
    assert [m.value for m in i.measures] == [90]
    assert (i.verdict.surface, i.verdict.reason) == ("chưa đạt", "mới có 70% do thiếu vốn")


@pytest.mark.parametrize(("text", "ratio"), [("họp 5/12.", False), ("có 5/12 xã", True), ("xong 5/13.", True)])
def test_ratio_or_day(text: str, ratio: bool) -> None:
    assert bool(_measures(text)) is ratio


@pytest.mark.parametrize("text", ["9/2025 xong", "5/1999 hộ", "9/2100 xong"])
def test_month_of_a_year_is_no_ratio(text: str) -> None:
    assert _measures(text) == []


@pytest.mark.parametrize("text", ["9/1899 hộ", "9/2101 hộ", "190/200 hộ"])
def test_ratio_beyond_the_years(text: str) -> None:
    assert len(_measures(text)) == 1


def test_a_verdict_beside_a_count_makes_an_indicator():
    (i,) = parse_text("BÁO CÁO\nKết quả\n-----\nI. KẾT QUẢ\n- Kết nạp 50 đảng viên mới. Đạt.").indicators
    assert [(m.value, m.unit) for m in i.measures] == [(50, "đảng viên mới")]
    assert i.verdict.surface == "đạt"


def test_a_verdict_beside_an_item_without_a_figure_is_noted():
    document = parse_text("BÁO CÁO\nKết quả\n-----\nI. KẾT QUẢ\n- Ban hành quy chế làm việc. Đạt.")
    assert not document.indicators
    assert [n.code for n in document.notes] == ["verdict-without-measure"]


def test_a_threshold_that_something_depends_on_is_no_indicator():
    assert not parse_text("Hội nghị chỉ được tiến hành khi có ít nhất 2/3 số người được triệu tập.").indicators


def test_signs_are_bounds():
    (found,) = parse_text("Phấn đấu ≥ 70% kiến nghị được giải quyết; < 5% đơn vượt cấp.").indicators
    assert [m.comparator for m in found.measures] == [">=", "<"]


def _entry(name: str, key: str, which: str) -> list[str]:
    return list(raw(name)[key][which])


def test_words_that_deny() -> None:
    for which, good in (("examples", False), ("counter_examples", True)):
        for line in _entry("verdicts", "denial", which):
            (summary,) = parse_text(line).summary_verdicts
            assert (summary.value in {"met", "exceeded"}) is good, line


def test_words_that_wish() -> None:
    for which, found in (("examples", 0), ("counter_examples", 1)):
        for line in _entry("verdicts", "wish", which):
            assert len(parse_text(line).summary_verdicts) == found, line


def test_numbers_that_count() -> None:
    for which, found in (("examples", 1), ("counter_examples", 0)):
        for line in _entry("numbers", "counted", which):
            assert len(parse_text(f"I. KẾT QUẢ\n- {line}\n").indicators) == found, line


def test_headings_that_make_an_amount_a_target() -> None:
    for which, found in (("examples", 1), ("counter_examples", 0)):
        for heading in _entry("numbers", "amount_headings", which):
            assert len(parse_text(f"I. {heading}\n- Kết nạp 50 đảng viên.\n").indicators) == found, heading


def test_matters_of_which_less_may_be_better() -> None:
    for which, known in (("examples", False), ("counter_examples", True)):
        for line in _entry("numbers", "less_is_better", which):
            (i,) = parse_text(line).indicators
            assert (i.computed is not None) is known, line


@pytest.mark.parametrize(
    ("figures", "computed"),
    [
        ("đạt 108% kế hoạch", "exceeded"),
        ("đạt 100% kế hoạch", "met"),
        ("đạt 92% kế hoạch", "not_met"),
        ("đạt 52,3% dự toán năm", "not_yet_met"),
        ("đạt trên 95% kế hoạch", None),
        ("tăng 8% so với kế hoạch", None),
        ("đạt 108% tổng số hộ", None),
        ("đạt 36/33 tỷ đồng", "exceeded"),
        ("đạt 45/50 đơn thư", None),
    ],
)
def test_what_figures_imply(figures: str, computed: str | None) -> None:
    (i,) = parse_text(f"Đến nay, thu ngân sách {figures}.").indicators
    assert (i.computed, i.verdict) == (computed, None)


def test_a_target_implies_nothing() -> None:
    (i,) = parse_text("Phấn đấu thu ngân sách đạt 108% kế hoạch.").indicators
    assert (i.role, i.computed) == ("target", None)


@pytest.mark.parametrize(
    "piece", ["95% hộ dân ", "có 50 đảng viên (chỉ tiêu 45), ", "(chỉ tiêu 5%) ", "vượt kế hoạch 8%, ", "46/57 chỉ tiêu đạt, "]
)
def test_one_endless_sentence_takes_linear_time(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        begin = time.process_time()
        parse_text(text)
        return time.process_time() - begin

    seconds(4_000)
    assert seconds(80_000) < 12 * seconds(20_000)
