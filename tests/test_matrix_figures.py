"""The matrix: what figures imply of a target, counted alike, and what is a plan told again."""

from __future__ import annotations

import pytest

from qcdc_parse import parse_text
from qcdc_parse.report.matrix.cells import cells_of
from qcdc_parse.report.matrix.targets import Targets
from qcdc_parse.report.models import Cell, Conflict

RESOLUTION = """ĐẢNG BỘ HUYỆN BÌNH SƠN
NGHỊ QUYẾT
về nâng cao chất lượng sinh hoạt chi bộ

II. CHỈ TIÊU

- 100% chi bộ duy trì sinh hoạt định kỳ hằng tháng.
- Trên 95% đảng viên tham gia học tập các nghị quyết.
- Mỗi chi bộ tổ chức ít nhất 04 buổi sinh hoạt chuyên đề mỗi năm.
- Hằng năm kết nạp từ 05 đảng viên mới trở lên.
- Thu nhập bình quân của đoàn viên đạt từ 60 triệu đồng trở lên.
- Đơn thư giải quyết quá hạn không quá 3% tổng số đơn.
"""
MEETINGS, STUDY, TOPICS, NEW, INCOME, LATE = range(6)


@pytest.fixture(scope="module")
def targets() -> Targets:
    return Targets(parse_text(RESOLUTION))


def read(
    targets: Targets, said: str, unit: str = "Đảng ủy xã An Thịnh", title: str = "Kết quả thực hiện Nghị quyết năm 2024"
) -> tuple[tuple[Cell, ...], tuple[Conflict, ...]]:
    document = parse_text(f"{unit.upper()}\n\nBÁO CÁO\n{title}\n\nI. KẾT QUẢ THỰC HIỆN CHỈ TIÊU\n\n{said}\n")
    return cells_of(targets, document, 0, unit)


COUNTED = {
    "Tổ chức được 71 buổi sinh hoạt chuyên đề, không đạt chỉ tiêu.": (TOPICS, None),
    "Tổ chức 71 buổi sinh hoạt chuyên đề (20 chi bộ), chưa đạt.": (TOPICS, None),
    "Tổ chức 71 buổi sinh hoạt chuyên đề/năm, chưa đạt.": (TOPICS, None),
    "Bình quân mỗi chi bộ tổ chức 05 buổi sinh hoạt chuyên đề, đạt chỉ tiêu.": (TOPICS, "met"),
    "Các chi bộ đều tổ chức 04 buổi sinh hoạt chuyên đề trong năm, đạt chỉ tiêu.": (TOPICS, "met"),
    "Toàn Đảng bộ chỉ tổ chức 03 buổi sinh hoạt chuyên đề, chưa đạt.": (TOPICS, "not_met"),
    "Mỗi chi bộ tổ chức 02 buổi sinh hoạt chuyên đề mỗi quý, đạt.": (TOPICS, None),
    "Quý I mỗi chi bộ tổ chức 01 buổi sinh hoạt chuyên đề, đạt.": (TOPICS, None),
    "Trong 02 năm kết nạp được 06 đảng viên mới, chưa đạt.": (NEW, None),
    "Trong 02 năm kết nạp được 04 đảng viên mới, chưa đạt.": (NEW, "not_met"),
    "Năm 2024 kết nạp 06 đảng viên mới, đạt chỉ tiêu.": (NEW, "met"),
    "Kết nạp 06 đảng viên mới, đạt chỉ tiêu.": (NEW, "met"),
    "Tổng thu nhập của đoàn viên là 900 triệu đồng, chưa đạt.": (INCOME, None),
    "Thu nhập bình quân của đoàn viên là 62 triệu đồng, đạt.": (INCOME, "met"),
}


@pytest.mark.parametrize("said", COUNTED)
def test_totals_are_not_held_against_shares(targets: Targets, said: str) -> None:
    """A total says nothing of each, but that each falls short where the total does."""
    place, implied = COUNTED[said]
    cells, conflicts = read(targets, said)
    assert cells[place].status == "matched"
    assert cells[place].computed == implied
    assert not conflicts


def test_the_figure_of_one_of_them_is_its_own(targets: Targets) -> None:
    said = "Tổ chức 05 buổi sinh hoạt chuyên đề, vượt chỉ tiêu."
    assert read(targets, said, "Chi bộ Trường Mầm non Hoa Sen")[0][TOPICS].computed == "met"
    assert read(targets, said, "Đảng ủy xã An Thịnh")[0][TOPICS].computed is None


@pytest.mark.parametrize("title", ["Sơ kết 02 năm thực hiện Nghị quyết", "Kết quả thực hiện Nghị quyết giai đoạn 2022 - 2024"])
def test_reports_of_several_years_count_no_year(targets: Targets, title: str) -> None:
    assert read(targets, "Kết nạp 06 đảng viên mới, đạt chỉ tiêu.", title=title)[0][NEW].computed is None


AGAINST = [
    "Tỷ lệ đảng viên tham gia học tập các nghị quyết đạt 93%, đạt chỉ tiêu.",
    "Đảng viên tham gia học tập các nghị quyết bằng 93%: đạt kế hoạch.",
    "Có 93% đảng viên tham gia học tập các nghị quyết, đạt chỉ tiêu đề ra.",
    "186/200 đảng viên tham gia học tập các nghị quyết, bằng 93%: Đạt.",
]


@pytest.mark.parametrize("said", AGAINST)
def test_the_own_figure_is_no_other_target(targets: Targets, said: str) -> None:
    cells, conflicts = read(targets, said)
    assert (cells[STUDY].verdict, cells[STUDY].computed) == ("met", "not_met")
    assert [c.kind for c in conflicts] == ["verdict_against_figures"]


OTHER = {
    "Tỷ lệ đảng viên tham gia học tập các nghị quyết đạt 93% (chỉ tiêu trên 90%), đạt chỉ tiêu.": "90",
    "Trên 90% đảng viên tham gia học tập các nghị quyết: kết quả 92%. Đạt.": "90",
    "Đảng viên tham gia học tập các nghị quyết ít nhất 90%. Đạt.": "90",
    "Đảng viên tham gia học tập các nghị quyết tối thiểu 85%: đạt.": "85",
}


@pytest.mark.parametrize("said", OTHER)
def test_another_target_is_one_conflict(targets: Targets, said: str) -> None:
    """What is held against another target is no verdict against the figures as well."""
    cells, conflicts = read(targets, said)
    assert cells[STUDY].verdict == "met"
    assert [(c.kind, OTHER[said] in c.message) for c in conflicts] == [("target_differs", True)]


AGAIN = [
    "100% chi bộ duy trì sinh hoạt định kỳ hằng tháng: cơ bản đạt, còn 01 chi bộ chưa duy trì.",
    "Chỉ tiêu 100% chi bộ duy trì sinh hoạt định kỳ hằng tháng: cơ bản đạt.",
    "- 100% chi bộ duy trì sinh hoạt định kỳ hằng tháng. Chưa đạt (01 chi bộ ít đảng viên).",
    "1. 100% chi bộ duy trì sinh hoạt định kỳ hằng tháng (đạt).",
]


@pytest.mark.parametrize("said", AGAIN)
def test_the_number_of_the_target_is_no_result(targets: Targets, said: str) -> None:
    cells, conflicts = read(targets, said)
    assert cells[MEETINGS].verdict is not None
    assert (cells[MEETINGS].result, cells[MEETINGS].computed) == (None, None)
    assert not conflicts


def test_a_whole_that_was_reached_is_a_result(targets: Targets) -> None:
    cells, _ = read(targets, "Chi bộ duy trì sinh hoạt định kỳ hằng tháng: 100%. Đạt.")
    assert (cells[MEETINGS].result, cells[MEETINGS].computed) == ("100%", "met")


SAID = {
    "Trong 02 năm kết nạp được 06 đảng viên mới, chưa đạt chỉ tiêu hằng năm kết nạp 05 đảng viên.": (NEW, "not_yet_met"),
    "Kết nạp 07 đảng viên mới, vượt chỉ tiêu mỗi năm 05 đảng viên.": (NEW, "exceeded"),
    "Kết nạp đảng viên mới: K.đạt": (NEW, "not_met"),
    "Kết nạp đảng viên mới: C.đạt (thiếu nguồn).": (NEW, "not_yet_met"),
    "Kết nạp đảng viên mới: đạt nhưng còn chậm so với kế hoạch.": (NEW, "met"),
    "Kết nạp đảng viên mới: 06 đảng viên -Đạt.": (NEW, "met"),
    "Kết nạp đảng viên mới: chỉ tiêu 05, kết nạp 06 -Đạt.": (NEW, "met"),
    "Có 590/611 đảng viên tham gia học tập các nghị quyết.": (STUDY, None),
    "Đơn thư giải quyết quá hạn không quá 3% tổng số đơn: 0%. Đạt.": (LATE, "met"),
}


@pytest.mark.parametrize("said", SAID)
def test_wordings(targets: Targets, said: str) -> None:
    place, verdict = SAID[said]
    cells, _ = read(targets, said)
    assert (cells[place].status, cells[place].verdict) == ("matched", verdict)


DOUBTED = [
    "Kết nạp 04 đảng viên mới, đạt chỉ tiêu ở 3/5 chi bộ.",
    "Phấn đấu kết nạp 07 đảng viên mới, đạt chỉ tiêu mỗi năm 05 đảng viên.",
    "Kết nạp đảng viên mới: K. đạt",
    "Kết nạp đảng viên mới: Đạt (K.đạt)",
]


@pytest.mark.parametrize("said", DOUBTED)
def test_no_good_verdict_out_of_doubt(targets: Targets, said: str) -> None:
    assert read(targets, said)[0][NEW].verdict not in {"met", "exceeded"}


BESIDE = {
    "Tỷ lệ đảng viên tham gia học tập các nghị quyết: 97%, vượt 2% so với chỉ tiêu.": ("exceeded", "met", None),
    "Đảng viên tham gia học tập các nghị quyết: 93%, thấp hơn 2% so với chỉ tiêu, chưa đạt.": ("not_yet_met", "not_met", None),
    "Đảng viên tham gia học tập các nghị quyết đạt 97% so với chỉ tiêu 95%, đạt.": ("met", "met", None),
    "Đảng viên tham gia học tập các nghị quyết đạt 92% so với chỉ tiêu 90%, đạt.": ("met", "not_met", "target_differs"),
    "Có 590/611 đảng viên tham gia học tập các nghị quyết, cơ bản đạt chỉ tiêu 100%.": ("mostly_met", "met", None),
}


@pytest.mark.parametrize("said", BESIDE)
def test_figures_beside_a_plan(targets: Targets, said: str) -> None:
    verdict, implied, kind = BESIDE[said]
    cells, conflicts = read(targets, said)
    assert (cells[STUDY].verdict, cells[STUDY].computed) == (verdict, implied)
    assert [c.kind for c in conflicts] == ([kind] if kind else [])
