"""The matrix: what the order of a list tells, verdicts of several years, lines that a scan ran together."""

from __future__ import annotations

import pytest

from qcdc_parse import parse_text
from qcdc_parse.report.matrix.cells import cells_of
from qcdc_parse.report.matrix.targets import Targets
from qcdc_parse.report.models import Cell, Conflict

RESOLUTION = """HUYỆN ỦY BÌNH SƠN
NGHỊ QUYẾT
về vệ sinh môi trường

II. CHỈ TIÊU

- 100% hộ gia đình ký cam kết phân loại rác tại nguồn.
- Ít nhất 90% rác thải sinh hoạt được thu gom, xử lý đúng quy định.
- Từ 80% chủ trang trại trở lên hiểu đúng quy trình xử lý chất thải chăn nuôi.
- 100% trường học có công trình vệ sinh hợp chuẩn.
- Hằng năm trồng mới từ 500 cây xanh trở lên.
- Không để xảy ra vụ cháy rừng có thiệt hại từ 05 ha trở lên.
"""
SORTING, WASTE, FARMS, SCHOOLS, TREES, FIRE = range(6)


@pytest.fixture(scope="module")
def targets() -> Targets:
    return Targets(parse_text(RESOLUTION))


def read(targets: Targets, said: str) -> tuple[tuple[Cell, ...], tuple[Conflict, ...]]:
    document = parse_text(f"ĐẢNG ỦY XÃ AN THỊNH\n\nBÁO CÁO\nKết quả năm 2024\n\nI. KẾT QUẢ THỰC HIỆN CHỈ TIÊU\n\n{said}\n")
    return cells_of(targets, document, 0, "Đảng ủy xã An Thịnh")


IN_ORDER = """- Các hộ gia đình ký cam kết phân loại rác tại nguồn: 812/812 hộ. Đạt.
- Thu gom 91,4% lượng rác. Đạt.
- Trường Tân An là trường duy nhất, công trình vệ sinh mới xây. Đạt.
- Không ghi nhận vụ cháy nào từ 05 ha trở lên. Đạt.
"""


def test_a_list_in_the_order_of_the_targets(targets: Targets) -> None:
    cells, _ = read(targets, IN_ORDER)
    assert [cells[n].verdict for n in (SORTING, WASTE, SCHOOLS, FIRE)] == ["met"] * 4
    assert [cells[n].status for n in (FARMS, TREES)] == ["unmatched"] * 2


def test_a_list_in_another_order_tells_nothing(targets: Targets) -> None:
    lines = IN_ORDER.splitlines()
    cells, _ = read(targets, "\n".join((lines[0], lines[3], lines[2], lines[1])))
    assert cells[SORTING].verdict == "met"
    assert cells[FIRE].status != "matched"


def test_the_bound_of_a_target_told_again_names_it(targets: Targets) -> None:
    body = """- Các hộ gia đình ký cam kết phân loại rác tại nguồn: 812/812 hộ. Đạt.
- Rác thải sinh hoạt được thu gom, xử lý đúng quy định: 91,4%. Đạt.
- 82% người được hỏi trả lời đúng, yêu cầu là từ 80% trở lên: Đạt.
- Trồng mới 430 cây xanh. Chưa đạt (thiếu giống).
"""
    cells, conflicts = read(targets, body)
    assert [c.verdict for c in cells] == ["met", "met", "met", None, "not_yet_met", None]
    assert not conflicts


OF_YEARS = [
    "Trồng mới cây xanh: năm 2020 chưa đạt; năm 2021 đạt.",
    "Trồng mới cây xanh: năm 2020: chưa đạt, năm 2021: đạt.",
    "Năm 2020 trồng mới 300 cây xanh, chưa đạt; năm 2021 đạt.",
    "Năm 2020 trồng mới 300 cây xanh, chưa đạt. Năm 2021 đạt.",
    "Năm 2023 trồng mới 600 cây xanh, đạt, riêng năm 2024 không đạt do hạn hán.",
    "Trồng mới cây xanh: quý I chưa đạt; quý II đạt.",
]


@pytest.mark.parametrize("said", OF_YEARS)
def test_verdicts_of_two_years_stay_open(targets: Targets, said: str) -> None:
    """Both are quoted; that they differ is no conflict."""
    cells, conflicts = read(targets, said)
    assert (cells[TREES].status, cells[TREES].verdict) == ("ambiguous", None)
    assert len(cells[TREES].candidates) == 2
    assert not conflicts


def test_verdicts_of_two_years_that_agree(targets: Targets) -> None:
    assert read(targets, "Trồng mới cây xanh: năm 2020 đạt, năm 2021 vượt.")[0][TREES].verdict == "met"


@pytest.mark.parametrize("wish", ["phấn đấu năm 2025 đạt", "dự kiến năm 2025 đạt", "năm 2025 chưa xã nào đạt"])
def test_what_is_wished_for_another_year_is_no_verdict(targets: Targets, wish: str) -> None:
    assert read(targets, f"Trồng mới cây xanh: năm 2024 chưa đạt, {wish}.")[0][TREES].verdict != "met"


RUN_TOGETHER = "- 100% trường học có công trình vệ sinh hợp chuẩn. {} Trồng mới từ 500 cây xanh trở lên. {}\n"


@pytest.mark.parametrize(("one", "other"), [("Đạt", "Đạt"), ("Chưa đạt", "Đạt"), ("Đạt", "Không đạt")])
def test_a_verdict_at_the_end_of_a_line_that_was_lost(targets: Targets, one: str, other: str) -> None:
    values = {"Đạt": "met", "Chưa đạt": "not_yet_met", "Không đạt": "not_met"}
    cells, _ = read(targets, RUN_TOGETHER.format(one, other))
    assert (cells[SCHOOLS].verdict, cells[TREES].verdict) == (values[one], values[other])


FIGURES = "\n\nPHỤ LỤC\nBIỂU SỐ LIỆU\n\n| TT | Nội dung | Năm 2024 |\n| --- | --- | --- |\n| 1 | Tỷ lệ rác thải sinh hoạt được thu gom, xử lý đúng quy định (%) | 91,4 |\n"


def test_a_figure_of_the_appendix_hides_no_judged_statement(targets: Targets) -> None:
    assert read(targets, IN_ORDER + FIGURES)[0][WASTE].verdict == "met"
    cells, _ = read(targets, f"Đã báo cáo.{FIGURES}")
    assert (cells[WASTE].status, cells[WASTE].verdict, cells[WASTE].computed) == ("matched", None, "met")


UNLIKE = """- Phong trào văn hóa, văn nghệ của hộ gia đình: Đạt.
- Thu nộp quỹ, phí hằng năm 100%: Đạt.
- Trường đạt chuẩn quốc gia: 02 trường. Đạt.
- Trồng lúa vụ xuân: 120 ha. Chưa đạt.
- Không để xảy ra vụ cháy nhà dân. Đạt.
"""


def test_a_list_of_other_things_in_the_same_order(targets: Targets) -> None:
    """Where no statement is sure, the order says nothing."""
    assert {c.status for c in read(targets, UNLIKE)[0]} <= {"unmatched"}


MIXED = [
    "Trồng mới cây xanh: Đạt. Riêng thôn Đông chưa đạt.",
    "Thôn Đông trồng mới 510 cây xanh, đạt; thôn Tây 300 cây, chưa đạt.",
]


@pytest.mark.parametrize("said", MIXED)
def test_what_differs_within_a_unit_stays_open(targets: Targets, said: str) -> None:
    cells, conflicts = read(targets, said)
    assert (cells[TREES].status, len(cells[TREES].candidates)) == ("ambiguous", 2)
    assert not conflicts


def test_a_plan_and_a_result_parted_by_a_semicolon(targets: Targets) -> None:
    cells, _ = read(targets, "Rác thải sinh hoạt được thu gom, xử lý đúng quy định: chỉ tiêu 90%; kết quả 92%; đạt.")
    assert (cells[WASTE].verdict, cells[WASTE].result) == ("met", "92%")


@pytest.mark.parametrize("said", ["Trồng mới được 1.200 cây xanh, đạt chỉ tiêu.", "- Đã trồng mới được 600 cây xanh. Đạt."])
def test_what_is_made_new(targets: Targets, said: str) -> None:
    assert read(targets, said)[0][TREES].verdict == "met"


def test_nearly_reached_is_not_against_the_figures(targets: Targets) -> None:
    """`Cơ bản đạt` says itself that something is lacking."""
    cells, conflicts = read(targets, "Trường học có công trình vệ sinh hợp chuẩn: 4/5 trường. Cơ bản đạt.")
    assert (cells[SCHOOLS].verdict, cells[SCHOOLS].computed) == ("mostly_met", "not_met")
    assert not conflicts


def test_a_figure_of_the_appendix_hides_no_doubt(targets: Targets) -> None:
    cells, _ = read(targets, f"- Không thu gom, xử lý rác thải sinh hoạt đúng quy định: Đạt.{FIGURES}")
    assert (cells[WASTE].status, cells[WASTE].verdict) == ("ambiguous", None)
