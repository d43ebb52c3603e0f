"""Who is said to be missing or silent: nobody who may have handed in or answered."""

from pathlib import Path

import pytest

from qcdc_parse import parse_text
from qcdc_parse.report import Roster, Unit, compile_report
from qcdc_parse.report.absent import files_of_missing

OUTLINE = parse_text(
    "ĐỀ CƯƠNG BÁO CÁO\n\nI. KẾT QUẢ\n\n1. Phát triển đảng viên\n\n- Số đảng viên mới kết nạp:……. đồng chí.\n\nPHỤ LỤC\nSố liệu\n\n"
    "| Nội dung | Năm 2023 | Năm 2024 |\n|---|---|---|\n| Số đảng viên mới kết nạp (đồng chí) | | |\n"
)
ROSTER = Roster(units=tuple(Unit(name=name) for name in ("Đảng ủy xã Bản Vược", "Đảng ủy xã Cốc San", "Đảng ủy xã Mường Vi")))


def test_a_doubtful_figure_is_no_sure_answer():
    report = parse_text(
        "ĐẢNG ỦY XÃ CỐC SAN\n\nBÁO CÁO\n\nI. KẾT QUẢ\n\n1. Phát triển đảng viên\n\nSố đảng viên mới kết nạp: 12 đồng chí.\n", name="bc.txt"
    )
    draft = compile_report(OUTLINE, [report], roster=ROSTER)
    assert "doubtful" in {figure.status for figure in draft.figures if figure.field.startswith("PHỤ LỤC")}
    appendix = next(state for state in draft.slots if state.slot == "PHỤ LỤC")
    assert (appendix.answered, appendix.perhaps) == ((), ("Đảng ủy xã Cốc San",))


def test_an_unreadable_file_is_of_the_unit_that_its_name_names_in_full():
    draft = compile_report(OUTLINE, ["nop/Dang uy xa Muong Vi.qqq", "nop/xa coc san.qqq", "nop/scan0001.qqq"], roster=ROSTER)
    assert [(each.state, each.unit) for each in draft.submissions] == [
        ("unreadable", "Đảng ủy xã Mường Vi"),
        ("unreadable", None),
        ("unreadable", None),
    ]
    assert len(draft.missing) == 3
    found = {unit: [file.path for file in files] for unit, files in files_of_missing(draft).items()}
    assert found == {
        "Đảng ủy xã Bản Vược": [],
        "Đảng ủy xã Cốc San": ["nop/xa coc san.qqq"],
        "Đảng ủy xã Mường Vi": ["nop/Dang uy xa Muong Vi.qqq"],
    }


def test_a_letterhead_whose_motto_wraps_into_it_names_its_unit():
    report = parse_text(
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT ĐẢNG ỦY XÃ CỐC SAN\nNAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 21/BC-ĐU\n\nBÁO CÁO\nKết quả\n\nI. KẾT QUẢ\n\n"
        "1. Phát triển đảng viên\n\nSố đảng viên mới kết nạp: 12 đồng chí.\n",
        name="scan.txt",
    )
    assert compile_report(OUTLINE, [report], roster=ROSTER).submissions[0].unit == "Đảng ủy xã Cốc San"


@pytest.mark.parametrize("one", ["bc.txt", Path("bc.txt"), OUTLINE])
def test_one_file_is_no_list_of_files(one: object):
    with pytest.raises(TypeError, match="one file"):
        compile_report(OUTLINE, one)  # type: ignore[arg-type]
