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


def read(targets: Targets, body: str, title: str = "Sơ kết 02 năm thực hiện Nghị quyết số 05-NQ/HU") -> tuple[tuple[Cell, ...], tuple[Conflict, ...]]:
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
    "- Cán bộ, công chức học tập, quán triệt Nghị quyết: 38/45 đồng chí (84,4%), chưa đạt do 07 đồng chí đi biệt phái.": (STUDY, "not_yet_met", "07 đồng chí đi biệt phái"),
    "- Hồ sơ thủ tục hành chính giải quyết đúng hạn: 96,2%. Vượt.": (FILES, "exceeded", None),
    "- Hồ sơ thủ tục hành chính giải quyết đúng hạn đạt 96,2%, vượt chỉ tiêu.": (FILES, "exceeded", None),
    "- Ít nhất 90% hồ sơ TTHC được giải quyết đúng hạn: 812/830 hồ sơ, đạt.": (FILES, "met", None),
    "- Giải quyết hồ sơ đúng hạn 88,1% - Chưa đạt (phần mềm một cửa hay lỗi).": (FILES, "not_yet_met", "phần mềm một cửa hay lỗi"),
    "- Giải quyết đúng hạn 88,1% hồ sơ thủ tục hành chính; không đạt vì phần mềm một cửa hay lỗi.": (FILES, "not_met", "phần mềm một cửa hay lỗi"),
    "- Hồ sơ thủ tục hành chính đúng hạn: cơ bản đạt (89,7%).": (FILES, "mostly_met", None),
    "- Đối thoại giữa người đứng đầu với nhân dân: mỗi năm 02 cuộc. Đạt.": (TALKS, "met", None),
    "- Tổ chức đối thoại với nhân dân: chưa đạt, năm 2021 chỉ tổ chức được 01 cuộc do dịch bệnh.": (TALKS, "not_yet_met", "năm 2021 chỉ tổ chức được 01 cuộc do dịch bệnh"),
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
