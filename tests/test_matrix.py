"""The matrix: what a unit's submission says of each target, in many voices."""

from __future__ import annotations

import pytest

from qcdc_parse import parse_text
from qcdc_parse.report.matrix.cells import cells_of, rows_of
from qcdc_parse.report.matrix.targets import Targets
from qcdc_parse.report.models import Cell, Conflict

RESOLUTION = """HUYỆN ỦY BÌNH SƠN
NGHỊ QUYẾT
về nâng cao chất lượng công tác dân vận của chính quyền

I. TÌNH HÌNH

Toàn huyện có 62% cơ quan xếp loại khá; phấn đấu đến cuối năm 2020 tăng 5%.

II. MỤC TIÊU

1. Mục tiêu chung

Tạo chuyển biến mạnh về đạo đức công vụ.

2. Chỉ tiêu

- 100% cán bộ, công chức được học tập, quán triệt Nghị quyết.
- Ít nhất 90% hồ sơ thủ tục hành chính được giải quyết đúng hạn.
- Mỗi năm tổ chức ít nhất 02 cuộc đối thoại giữa người đứng đầu cấp ủy, chính quyền với nhân dân.
- 100% cơ quan, đơn vị ban hành quy chế tiếp công dân.
- Không có cán bộ, đảng viên vi phạm quy định về tiếp công dân bị xử lý kỷ luật.
- Mỗi chi bộ đăng ký ít nhất 01 mô hình “Dân vận khéo”.
- Từ 85% đơn thư khiếu nại, tố cáo thuộc thẩm quyền được giải quyết dứt điểm.
- Kiện toàn tổ dân vận ở các chi bộ trực thuộc trong quý I hằng năm.

III. NHIỆM VỤ, GIẢI PHÁP

1. Phấn đấu 95% cán bộ được tập huấn kỹ năng giao tiếp.
"""
STUDY, FILES, TALKS, RULES, CLEAN, MODEL, LETTERS, GROUP = range(8)


@pytest.fixture(scope="module")
def targets() -> Targets:
    return Targets(parse_text(RESOLUTION))


def read(
    targets: Targets, body: str, title: str = "Sơ kết 02 năm thực hiện Nghị quyết số 05-NQ/HU"
) -> tuple[tuple[Cell, ...], tuple[Conflict, ...]]:
    document = parse_text(f"HUYỆN ỦY BÌNH SƠN\nCHI BỘ PHÒNG TƯ PHÁP\n\nBÁO CÁO\n{title}\n\n{body}")
    return cells_of(targets, document, 0, "Chi bộ Phòng Tư pháp")


def test_rows(targets: Targets) -> None:
    assert [row.statement.rstrip(".")[:24] for row in rows_of(targets)] == [
        "100% cán bộ, công chức đ",
        "Ít nhất 90% hồ sơ thủ tụ",
        "Mỗi năm tổ chức ít nhất ",
        "100% cơ quan, đơn vị ban",
        "Không có cán bộ, đảng vi",
        "Mỗi chi bộ đăng ký ít nh",
        "Từ 85% đơn thư khiếu nại",
        "Kiện toàn tổ dân vận ở c",
    ]


ONE = {
    "- 100% cán bộ, công chức được học tập, quán triệt Nghị quyết. Đạt.": (STUDY, "met", None),
    "- 100% cán bộ, công chức được học tập, quán triệt Nghị quyết: Đạt": (STUDY, "met", None),
    "- Học tập, quán triệt Nghị quyết: 45/45 cán bộ, công chức, đạt 100%. Đạt.": (STUDY, "met", None),
    "- Về học tập, quán triệt Nghị quyết: đạt chỉ tiêu.": (STUDY, "met", None),
    "Việc quán triệt Nghị quyết đến toàn thể cán bộ, công chức: đạt.": (STUDY, "met", None),
    "- Cán bộ, công chức học tập, quán triệt Nghị quyết: 38/45 đồng chí (84,4%), chưa đạt do 07 đồng chí đi biệt phái.": (
        STUDY,
        "not_yet_met",
        "07 đồng chí đi biệt phái",
    ),
    "- Hồ sơ thủ tục hành chính giải quyết đúng hạn: 96,2%. Vượt.": (FILES, "exceeded", None),
    "- Hồ sơ thủ tục hành chính giải quyết đúng hạn đạt 96,2%, vượt chỉ tiêu.": (FILES, "exceeded", None),
    "- Ít nhất 90% hồ sơ TTHC được giải quyết đúng hạn: 812/830 hồ sơ, đạt.": (FILES, "met", None),
    "- Giải quyết hồ sơ đúng hạn 88,1% - Chưa đạt (phần mềm một cửa hay lỗi).": (FILES, "not_yet_met", "phần mềm một cửa hay lỗi"),
    "- Giải quyết đúng hạn 88,1% hồ sơ thủ tục hành chính; không đạt vì phần mềm một cửa hay lỗi.": (
        FILES,
        "not_met",
        "phần mềm một cửa hay lỗi",
    ),
    "- Hồ sơ thủ tục hành chính đúng hạn: cơ bản đạt (89,7%).": (FILES, "mostly_met", None),
    "- Đối thoại giữa người đứng đầu với nhân dân: mỗi năm 02 cuộc. Đạt.": (TALKS, "met", None),
    "- Tổ chức đối thoại với nhân dân: chưa đạt, năm 2021 chỉ tổ chức được 01 cuộc do dịch bệnh.": (
        TALKS,
        "not_yet_met",
        "năm 2021 chỉ tổ chức được 01 cuộc do dịch bệnh",
    ),
    "- Mỗi năm ít nhất 02 cuộc đối thoại với nhân dân: Không đạt. Nguyên nhân: thiếu phòng họp.": (TALKS, "not_met", "thiếu phòng họp"),
    "- Đã tổ chức 05 cuộc đối thoại giữa người đứng đầu cấp ủy với nhân dân (vượt chỉ tiêu).": (TALKS, "exceeded", None),
    "- Ban hành quy chế tiếp công dân: đã ban hành từ năm 2020. Đạt.": (RULES, "met", None),
    "- Quy chế tiếp công dân: chưa ban hành. Chưa đạt.": (RULES, "not_yet_met", None),
    "- Việc ban hành quy chế tiếp công dân chưa hoàn thành do đang chờ hướng dẫn.": (RULES, "not_yet_met", "đang chờ hướng dẫn"),
    "- Cơ quan đã có quy chế tiếp công dân - Đạt": (RULES, "met", None),
    "- Không có cán bộ, đảng viên vi phạm quy định về tiếp công dân bị xử lý kỷ luật: Đạt.": (CLEAN, "met", None),
    "- Không có cán bộ, đảng viên nào bị xử lý kỷ luật do vi phạm quy định tiếp công dân. Đạt.": (CLEAN, "met", None),
    "- Có 01 đảng viên vi phạm quy định về tiếp công dân bị xử lý kỷ luật. Không đạt.": (CLEAN, "not_met", None),
    "- Cán bộ, đảng viên vi phạm quy định về tiếp công dân bị xử lý kỷ luật: không có. Đạt.": (CLEAN, "met", None),
    "- Đăng ký mô hình “Dân vận khéo”: 02 mô hình. Vượt chỉ tiêu.": (MODEL, "exceeded", None),
    "- Mô hình dân vận khéo: chưa đạt (chưa chọn được nội dung).": (MODEL, "not_yet_met", "chưa chọn được nội dung"),
    "- Xây dựng mô hình Dân vận khéo: đạt tiến độ đề ra.": (MODEL, "on_track", None),
    "- Đơn thư khiếu nại, tố cáo giải quyết dứt điểm: 11/12 đơn (91,7%). Đạt.": (LETTERS, "met", None),
    "- Đơn thư khiếu nại, tố cáo thuộc thẩm quyền: trong kỳ không phát sinh.": (LETTERS, "not_assessed", None),
    "- Kiện toàn tổ dân vận ở các chi bộ trực thuộc: đã kiện toàn 05/05 tổ trong quý I. Đạt.": (GROUP, "met", None),
    "- Tổ dân vận các chi bộ được kiện toàn đúng thời gian. Đạt": (GROUP, "met", None),
    "- Kiện toàn tổ dân vận: chậm so với kế hoạch do thay đổi nhân sự.": (GROUP, "not_yet_met", "thay đổi nhân sự"),
}


@pytest.mark.parametrize("said", ONE)
def test_one_statement(targets: Targets, said: str) -> None:
    """A verdict is read for the target it is said of, with its reason, and for no other."""
    place, verdict, reason = ONE[said]
    cells, _ = read(targets, f"II. KẾT QUẢ\n\n1. Kết quả thực hiện các chỉ tiêu\n\n{said}\n")
    found = [(n, c.verdict, c.reason) for n, c in enumerate(cells) if c.status != "unmatched"]
    assert found == [(place, verdict, reason)]


LISTS = {
    "bullets": (
        """II. KẾT QUẢ

1. Kết quả thực hiện các chỉ tiêu

- Học tập, quán triệt Nghị quyết: 45/45 cán bộ. Đạt.
- Hồ sơ giải quyết đúng hạn: 88%, chưa đạt (thiếu người).
- Đối thoại với nhân dân: 02 cuộc/năm. Đạt.
- Quy chế tiếp công dân: áp dụng quy chế của Ủy ban nhân dân huyện.
- Không có cán bộ vi phạm quy định về tiếp công dân, đạt.
- Mô hình dân vận khéo: 03 mô hình, vượt.
- Khiếu nại, tố cáo: không phát sinh.
- Tổ dân vận được kiện toàn. Đạt.
""",
        ["met", "not_yet_met", "met", None, "met", "exceeded", "not_assessed", "met"],
    ),
    "numbered": (
        """II. KẾT QUẢ THỰC HIỆN CHỈ TIÊU

1. 100% cán bộ, công chức được học tập, quán triệt Nghị quyết: Đạt.
2. Ít nhất 90% hồ sơ thủ tục hành chính được giải quyết đúng hạn: Đạt.
3. Mỗi năm tổ chức ít nhất 02 cuộc đối thoại giữa người đứng đầu cấp ủy, chính quyền với nhân dân: Chưa đạt.
4. 100% cơ quan, đơn vị ban hành quy chế tiếp công dân: Đạt.
5. Không có cán bộ, đảng viên vi phạm quy định về tiếp công dân bị xử lý kỷ luật: Đạt.
6. Mỗi chi bộ đăng ký ít nhất 01 mô hình “Dân vận khéo”: Vượt.
7. Từ 85% đơn thư khiếu nại, tố cáo thuộc thẩm quyền được giải quyết dứt điểm: Không đạt.
8. Kiện toàn tổ dân vận ở các chi bộ trực thuộc trong quý I hằng năm: Cơ bản đạt.
""",
        ["met", "met", "not_yet_met", "met", "met", "exceeded", "not_met", "mostly_met"],
    ),
    "under each": (
        """II. KẾT QUẢ

1. Học tập, quán triệt Nghị quyết

Đã tổ chức cho 45/45 đảng viên tham gia. Đạt.

2. Giải quyết hồ sơ thủ tục hành chính đúng hạn

- Kết quả: 812/830 hồ sơ, bằng 97,8%.
- Đánh giá: Vượt chỉ tiêu.

3. Đối thoại với nhân dân

- Kết quả: năm 2021 có 01 cuộc.
- Đánh giá: Chưa đạt.
- Nguyên nhân: do dịch bệnh.

4. Ban hành quy chế tiếp công dân: Đạt
""",
        ["met", "exceeded", "not_yet_met", "met", "-", "-", "-", "-"],
    ),
    "table": (
        """II. KẾT QUẢ

| TT | Chỉ tiêu | Kết quả | Đánh giá | Ghi chú |
| --- | --- | --- | --- | --- |
| 1 | Cán bộ, công chức học tập, quán triệt Nghị quyết | 45/45 | Đạt | |
| 2 | Hồ sơ TTHC giải quyết đúng hạn | 88% | Chưa đạt | Do thiếu người |
| 3 | Đối thoại với nhân dân | 02 cuộc/năm | Đạt | |
| 4 | Ban hành quy chế tiếp công dân | Đã ban hành | Đạt | |
| 5 | Cán bộ vi phạm quy định tiếp công dân bị kỷ luật | 0 | Đạt | |
| 6 | Mô hình Dân vận khéo | 03 | Vượt | |
| 7 | Giải quyết đơn khiếu nại, tố cáo | Không phát sinh | Không đánh giá | |
| 8 | Kiện toàn tổ dân vận | Quý I hằng năm | Đạt | |
""",
        ["met", "not_yet_met", "met", "met", "met", "exceeded", "not_assessed", "met"],
    ),
    "table without a verdict column": (
        """II. KẾT QUẢ

| Nội dung | Thực hiện |
| --- | --- |
| Học tập, quán triệt Nghị quyết | Đạt |
| Hồ sơ thủ tục hành chính đúng hạn | Chưa đạt (thiếu người) |
| Ban hành quy chế tiếp công dân | Đạt |
| Kiện toàn tổ dân vận | Đã kiện toàn |
""",
        ["met", "not_yet_met", "-", "met", "-", "-", "-", None],
    ),
    "prose": (
        """II. KẾT QUẢ

Sau 02 năm, 100% cán bộ, công chức được học tập, quán triệt Nghị quyết, đạt chỉ tiêu đề ra. Tỷ lệ hồ sơ thủ tục hành chính giải quyết đúng hạn đạt 97,8%, vượt chỉ tiêu. Riêng chỉ tiêu đối thoại với nhân dân chưa đạt do dịch bệnh. Cơ quan đã ban hành quy chế tiếp công dân, đạt yêu cầu.
""",
        ["met", "exceeded", "not_yet_met", "met", "-", "-", "-", "-"],
    ),
    "one sentence": (
        """II. KẾT QUẢ

Kết quả các chỉ tiêu: học tập, quán triệt Nghị quyết: 45/45 cán bộ, đạt; hồ sơ thủ tục hành chính đúng hạn: 88%, chưa đạt do thiếu người; ban hành quy chế tiếp công dân: đạt; kiện toàn tổ dân vận: đạt.
""",
        ["met", "not_yet_met", "-", "met", "-", "-", "-", "met"],
    ),
    "brackets": (
        """II. KẾT QUẢ

Học tập, quán triệt Nghị quyết đạt 100% (vượt), hồ sơ thủ tục hành chính đúng hạn 88% (chưa đạt); quy chế tiếp công dân đã ban hành (đạt).
""",
        ["exceeded", "not_yet_met", "-", "met", "-", "-", "-", "-"],
    ),
    "verdicts ahead": (
        """II. KẾT QUẢ

- Đạt: học tập, quán triệt Nghị quyết; ban hành quy chế tiếp công dân.
- Chưa đạt: hồ sơ thủ tục hành chính đúng hạn (thiếu người).
""",
        ["met", "not_yet_met", "-", "met", "-", "-", "-", "-"],
    ),
    "verdicts above lists": (
        """II. KẾT QUẢ

a) Các chỉ tiêu đạt:
- Học tập, quán triệt Nghị quyết.
- Ban hành quy chế tiếp công dân.
b) Các chỉ tiêu chưa đạt:
- Hồ sơ thủ tục hành chính đúng hạn: 88%.
""",
        ["met", "not_yet_met", "-", "met", "-", "-", "-", "-"],
    ),
    "judged as a whole, what is left is not known": (
        """II. KẾT QUẢ

- Học tập, quán triệt Nghị quyết: Đạt.
- Các chỉ tiêu còn lại cơ bản đạt.
- Chưa đạt chỉ tiêu giải quyết hồ sơ thủ tục hành chính đúng hạn (mới được 88%).
""",
        ["met", "not_yet_met", "-", "-", "-", "-", "-", "-"],
    ),
    "ticks": (
        """II. KẾT QUẢ

| TT | Chỉ tiêu | Đạt | Chưa đạt |
| --- | --- | --- | --- |
| 1 | Học tập, quán triệt Nghị quyết | x | |
| 2 | Hồ sơ thủ tục hành chính đúng hạn | | x |
| 3 | Ban hành quy chế tiếp công dân | x | |
| 4 | Kiện toàn tổ dân vận | | x |
""",
        ["met", "not_yet_met", "-", "met", "-", "-", "-", "not_yet_met"],
    ),
    "verdicts in cells": (
        """II. KẾT QUẢ

| TT | Nội dung | Kết quả |
| --- | --- | --- |
| 1 | Học tập, quán triệt Nghị quyết | 45/45 người, đạt 100%. Đạt |
| 2 | Hồ sơ thủ tục hành chính đúng hạn | 88%, chưa đạt do thiếu người |
| 3 | Ban hành quy chế tiếp công dân | Đã ban hành. Đạt |
| 4 | Kiện toàn tổ dân vận | Chưa kiện toàn, chưa đạt |
""",
        ["met", "not_yet_met", "-", "met", "-", "-", "-", "not_yet_met"],
    ),
    "verdicts on lines of their own": (
        """II. KẾT QUẢ

- 100% cán bộ, công chức được học tập, quán triệt Nghị quyết.
Đạt
- Hồ sơ thủ tục hành chính được giải quyết đúng hạn: 88,2%.
Chưa đạt (phần mềm lỗi)
- Ban hành quy chế tiếp công dân.
Đạt
""",
        ["met", "not_yet_met", "-", "met", "-", "-", "-", "-"],
    ),
}


@pytest.mark.parametrize("name", LISTS)
def test_whole_lists(targets: Targets, name: str) -> None:
    body, wanted = LISTS[name]
    cells, _ = read(targets, body)
    assert [c.verdict if c.status == "matched" else "-" if c.status == "unmatched" else c.status for c in cells] == wanted


NOTHING = [
    "- Tổ chức văn nghệ, thể thao chào mừng ngày thành lập ngành: đạt giải Nhì.",
    "- Phong trào thi đua cơ quan văn hóa: Đạt.",
    "- 100% đoàn viên công đoàn tham gia hiến máu. Vượt.",
    "- Công tác văn thư, lưu trữ: chưa đạt yêu cầu.",
    "- Có 4/5 chỉ tiêu đạt.",
    "- Các chỉ tiêu còn lại đều đạt.",
    "- Nhìn chung, đơn vị cơ bản đạt các chỉ tiêu Nghị quyết đề ra.",
    "- 2% hồ sơ thủ tục hành chính giải quyết quá hạn.",
    "- Trụ sở tiếp công dân được sửa chữa, kinh phí 120 triệu đồng, đạt 96% dự toán.",
    "- Kết nạp 02 đảng viên mới, đạt 100% kế hoạch.",
    "- Tỷ lệ hộ nghèo giảm còn 2,1%, đạt kế hoạch.",
]


@pytest.mark.parametrize("said", NOTHING)
def test_other_things_are_no_answer(targets: Targets, said: str) -> None:
    cells, conflicts = read(targets, f"II. KẾT QUẢ\n\n1. Kết quả\n\n{said}\n")
    assert [c.status for c in cells if c.status != "unmatched"] == []
    assert not conflicts


OPEN = {
    "- Hồ sơ thủ tục hành chính đúng hạn 88%, ban hành quy chế tiếp công dân: đạt.": {FILES: "met"},
    "- Hồ sơ thủ tục hành chính đúng hạn 97%.\n- Ban hành quy chế tiếp công dân: chưa đạt.": {FILES: "not_yet_met"},
    "- Chưa ban hành quy chế tiếp công dân. Đạt.": {RULES: "met"},
    "- Ban hành quy chế tiếp công dân: chưa được coi là đạt.": {RULES: "met"},
    "- Hồ sơ thủ tục hành chính đúng hạn: chưa đánh giá đạt hay không đạt.": {FILES: "not_met"},
    "- Hồ sơ thủ tục hành chính đúng hạn: khòng đạt.": {FILES: "met"},
    "- Đạt: học tập, quán triệt Nghị quyết.\n- Chưa đạt: ban hành quy chế tiếp công dân.": {STUDY: "not_yet_met", RULES: "met"},
}


@pytest.mark.parametrize("said", OPEN)
def test_no_verdict_is_turned_round(targets: Targets, said: str) -> None:
    cells, _ = read(targets, f"II. KẾT QUẢ\n\n1. Thực hiện chỉ tiêu\n\n{said}\n")
    assert [n for n, verdict in OPEN[said].items() if cells[n].verdict == verdict] == []


def test_what_is_planned_is_no_answer(targets: Targets) -> None:
    body = "IV. PHƯƠNG HƯỚNG, NHIỆM VỤ THỜI GIAN TỚI\n\n- Phấn đấu 100% cán bộ, công chức được học tập, quán triệt Nghị quyết: đạt.\n- Hồ sơ thủ tục hành chính giải quyết đúng hạn: đạt 95%, vượt.\n"
    assert {c.status for c in read(targets, body)[0]} == {"unmatched"}


def test_appendix_adds_figures(targets: Targets) -> None:
    body = (
        "II. KẾT QUẢ\n\n1. Các chỉ tiêu\n\n- Hồ sơ thủ tục hành chính giải quyết đúng hạn: Đạt.\n- Quán triệt Nghị quyết: Đạt.\n\n"
        "PHỤ LỤC\nSỐ LIỆU\n\n1. Số hồ sơ thủ tục hành chính giải quyết đúng hạn: 960/1.000 hồ sơ, đạt tỷ lệ 96%.\n"
    )
    cells, conflicts = read(targets, body)
    cell = cells[FILES]
    assert (cell.verdict, cell.computed, cell.result) == ("met", "met", "960/1000; 96%")
    assert cell.quote is not None
    assert cell.quote.text.startswith("Hồ sơ thủ tục")
    assert not conflicts


def test_figures_alone_are_no_verdict(targets: Targets) -> None:
    cells, _ = read(targets, "PHỤ LỤC\nSỐ LIỆU\n\n1. Hồ sơ thủ tục hành chính giải quyết đúng hạn: 860/1.000 hồ sơ, tỷ lệ 86%.\n")
    assert (cells[FILES].status, cells[FILES].verdict, cells[FILES].computed) == ("matched", None, "not_yet_met")


def test_verdict_against_figures(targets: Targets) -> None:
    cells, conflicts = read(targets, "II. KẾT QUẢ\n\n- Hồ sơ thủ tục hành chính giải quyết đúng hạn: 86%. Đạt.\n")
    assert (cells[FILES].verdict, cells[FILES].computed) == ("met", "not_yet_met")
    assert [c.kind for c in conflicts] == ["verdict_against_figures"]


def test_another_target(targets: Targets) -> None:
    cells, conflicts = read(targets, "II. KẾT QUẢ\n\n- Ít nhất 80% hồ sơ thủ tục hành chính được giải quyết đúng hạn: 92%. Đạt.\n")
    assert cells[FILES].verdict == "met"
    assert [c.kind for c in conflicts] == ["target_differs"]


def test_two_verdicts_that_differ_stay_open(targets: Targets) -> None:
    body = "II. KẾT QUẢ\n\n- Ban hành quy chế tiếp công dân: Đạt.\n\nPHỤ LỤC\n\n- Ban hành quy chế tiếp công dân: Chưa đạt.\n"
    cells, conflicts = read(targets, body)
    assert cells[RULES].status == "ambiguous"
    assert len(cells[RULES].candidates) == 2
    assert [(c.kind, len(c.quotes)) for c in conflicts] == [("prose_against_appendix", 2)]


def test_restated_target_is_no_result(targets: Targets) -> None:
    """`Mỗi năm 02 cuộc …: chưa đạt` restates what was to be reached."""
    cells, conflicts = read(targets, "II. KẾT QUẢ\n\n- Mỗi năm 02 cuộc đối thoại với nhân dân: chưa đạt (mới có 01 cuộc).\n")
    assert (cells[TALKS].verdict, cells[TALKS].computed) == ("not_yet_met", None)
    assert not conflicts
