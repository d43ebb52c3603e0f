"""Whose a submission is, and which of several stands."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from qcdc_parse import parse_text
from qcdc_parse.catalog import raw
from qcdc_parse.report.intake.folding import folded_name
from qcdc_parse.report.intake.identify import Identified, Identifier
from qcdc_parse.report.intake.names import Names
from qcdc_parse.report.intake.sameness import Seen, fingerprint
from qcdc_parse.report.intake.standing import Handed, corrects, standing
from qcdc_parse.report.models import Roster, Unit

ROSTER = Roster(
    units=(
        Unit(name="Chi bộ Văn phòng Sở Y tế", aliases=("CB VP Sở Y tế",)),
        Unit(name="Chi bộ Thanh tra Sở Y tế"),
        Unit(name="Đảng bộ Bệnh viện Đa khoa tỉnh"),
        Unit(name="Đảng bộ Bệnh viện Đa khoa khu vực Hòa Sơn"),
        Unit(name="Chi bộ Trường THCS Tân Lập 1"),
        Unit(name="Chi bộ Trường THCS Tân Lập 2"),
        Unit(name="Đảng bộ xã Tân Lập"),
        Unit(name="Đảng bộ xã Tân Lộc"),
        Unit(name="Công ty CP Nước sạch An Hòa"),
        Unit(name="Chi bộ Trường THPT Nguyễn Du"),
        Unit(name="Chi bộ Trường THCS Nguyễn Du"),
    )
)
IDENTIFIER = Identifier(ROSTER)


def letter(
    issuer: str, *, opening: str = "", signed: str = "T/M CHI BỘ", title: str = "Sơ kết 01 năm thực hiện Nghị quyết số 03-NQ/ĐUK"
) -> str:
    return (
        f"ĐẢNG BỘ KHỐI CÁC CƠ QUAN TỈNH\tĐẢNG CỘNG SẢN VIỆT NAM\n{issuer}\n*\nSố 15-BC/CB\tAn Hòa, ngày 10 tháng 6 năm 2022\n\n"
        f"BÁO CÁO\n{title}\n-----\n\n{opening}\n\nI. ĐẶC ĐIỂM TÌNH HÌNH\n\nCó 18 đảng viên.\n\nII. KẾT QUẢ\n\nĐã họp.\n\n"
        f"Nơi nhận:\n- Đảng ủy Khối,\n- Lưu.\n{signed}\nBÍ THƯ\n\nNguyễn Văn An\n"
    )


def told(text: str, file: str = "bao-cao.docx") -> Identified:
    return IDENTIFIER.identify(parse_text(text, name=file), file)


@pytest.mark.parametrize(
    ("issuer", "file", "unit"),
    [
        ("CHI BỘ VĂN PHÒNG SỞ Y TẾ", "bao-cao.docx", "Chi bộ Văn phòng Sở Y tế"),
        ("CB VP SỞ Y TẾ", "bao-cao.docx", "Chi bộ Văn phòng Sở Y tế"),
        ("CHI BỘ THANH TRA SỞ Y TẾ", "bao-cao.docx", "Chi bộ Thanh tra Sở Y tế"),
        ("CHI BỘ TRƯỜNG TRUNG HỌC CƠ SỞ TÂN LẬP 2", "bao-cao.docx", "Chi bộ Trường THCS Tân Lập 2"),
        ("CHI BỘ TRƯỜNG THCS TÂN LẬP", "bc_thcs_tan_lap_2.docx", "Chi bộ Trường THCS Tân Lập 2"),
        ("ĐẢNG BỘ XÃ TÂN LỘC", "bao-cao.docx", "Đảng bộ xã Tân Lộc"),
        ("ĐẢNG ỦY XÃ TÂN LẬP", "bao-cao.docx", "Đảng bộ xã Tân Lập"),
        ("CHI BỘ", "CB VP So Y te.docx", "Chi bộ Văn phòng Sở Y tế"),
        ("ĐẢNG BỘ BVĐKKV HÒA SƠN", "bao-cao.docx", "Đảng bộ Bệnh viện Đa khoa khu vực Hòa Sơn"),
        ("ĐẢNG BỘ BỆNH VIỆN ĐKKV HÒA SƠN", "bao-cao.docx", "Đảng bộ Bệnh viện Đa khoa khu vực Hòa Sơn"),
        ("CÔNG TY CỔ PHẦN NƯỚC SẠCH AN HOÀ", "bao-cao.docx", "Công ty CP Nước sạch An Hòa"),
    ],
)
def test_unit_is_found(issuer: str, file: str, unit: str) -> None:
    found = told(letter(issuer), file)
    assert found.unit is not None, found
    assert found.unit.name == unit


@pytest.mark.parametrize(
    ("issuer", "file"),
    [
        ("CHI BỘ TRƯỜNG THCS TÂN LẬP", "bao-cao.docx"),  # 1 or 2
        ("CHI BỘ SỞ Y TẾ", "bao-cao.docx"),  # office or inspectorate
        ("", "bc truong nguyen du.docx"),  # THPT or THCS
        ("CHI BỘ TRƯỜNG NGUYỄN DU", "bao-cao.docx"),
        ("CHI BỘ TRƯỜNG THCS TÂN LẬP 3", "bao-cao.docx"),  # neither
        ("CHI BỘ", "bao cao.docx"),
        ("ĐẢNG BỘ XÃ HÒA BÌNH", "bao cao xa hoa binh.docx"),  # on no roster
        ("CHI BỘ VĂN PHÒNG SỞ Y TẾ", "CB Thanh tra Sở Y tế.docx"),  # letterhead and file name contradict each other
    ],
)
def test_unit_is_never_guessed(issuer: str, file: str) -> None:
    found = told(letter(issuer), file)
    assert found.unit is None
    assert found.reason


def test_close_units_are_listed() -> None:
    found = told(letter("CHI BỘ TRƯỜNG THCS TÂN LẬP"))
    assert {c.unit for c in found.candidates} >= {"Chi bộ Trường THCS Tân Lập 1", "Chi bộ Trường THCS Tân Lập 2"}
    assert found.reason == "có thể là của Chi bộ Trường THCS Tân Lập 1 hoặc Chi bộ Trường THCS Tân Lập 2"


def test_signature_and_opening_words_tell_the_unit() -> None:
    plain = "BÁO CÁO\nKết quả thực hiện\n\n{opening}\n\nI. KẾT QUẢ\n\nĐã họp.\n\n{signed}\nBÍ THƯ\n\nNguyễn Văn An\n"
    signed = told(plain.format(opening="Báo cáo như sau:", signed="T/M CHI BỘ VĂN PHÒNG SỞ Y TẾ"))
    assert signed.unit is not None
    assert signed.unit.name == "Chi bộ Văn phòng Sở Y tế"
    opened = told(plain.format(opening="Đảng bộ xã Tân Lộc báo cáo kết quả như sau:", signed="T/M ĐẢNG ỦY"))
    assert opened.unit is not None
    assert opened.unit.name == "Đảng bộ xã Tân Lộc"


def test_longer_name_in_running_text_wins_over_the_name_in_it() -> None:
    names = Identifier(Roster(units=(Unit(name="Chi bộ Văn phòng"), Unit(name="Chi bộ Văn phòng Hội đồng"))))
    found = names.identify(parse_text("BÁO CÁO\n\nChi bộ Văn phòng Hội đồng báo cáo như sau:\n\nI. KẾT QUẢ\n\nĐã họp."), "bc.txt")
    assert found.unit is not None
    assert found.unit.name == "Chi bộ Văn phòng Hội đồng"


def test_the_topic_of_all_reports_names_no_unit() -> None:
    roster = Roster(units=(Unit(name="Tổ An toàn thực phẩm"), Unit(name="Tổ Văn nghệ"), Unit(name="Tổ Thể thao")))
    text = parse_text("BÁO CÁO\n\nI. KẾT QUẢ\n\nĐã họp.")
    file = "bc ATTP - an toan thuc pham.docx"
    assert Identifier(roster).identify(text, file).unit is not None
    assert Identifier(roster, "Báo cáo công tác an toàn thực phẩm năm 2025").identify(text, file).unit is None


def test_names_are_compared_whatever_their_print() -> None:
    assert folded_name("CB VP SỞ Y TẾ") == folded_name("Chi bộ Văn phòng Sở Y tế")
    assert folded_name("02-BCaoCBVanPhong.docx", file=True).startswith("2 bcao")
    best = Names(ROSTER).like(folded_name("ĐẢNG BỘ BỆNH VIỆN ĐA KHOA TỈNH"))[0]
    assert (best.unit, best.score) == (2, 1.0)


def handed(place: int, *, same: str | None = None, day: int | None = None, serial: int | None = None, corrected: bool = False) -> Handed:
    issued = dt.date(2022, 6, day) if day else None
    return Handed(place, fingerprint(same or f"văn bản x{place}"), issued, serial, corrected, f"{place}.docx")


@pytest.mark.parametrize(
    ("several", "stands", "told_by"),
    [
        ((handed(3, day=12), handed(5, day=10)), 3, "ghi ngày muộn hơn"),
        ((handed(3, corrected=True, day=10), handed(5, day=12)), 3, "nêu là bản thay thế, bổ sung"),
        ((handed(3, day=10, serial=12), handed(5, day=10, serial=9)), 3, "có số lớn hơn"),
        ((handed(3), handed(5)), 5, "đứng sau trong danh sách tệp; không có ngày"),
    ],
)
def test_later_submission_stands(several: tuple[Handed, ...], stands: int, told_by: str) -> None:
    decided = {each.place: each for each in standing(several)}
    assert decided.pop(stands).successor is None
    (other,) = decided.values()
    assert other.successor == stands
    assert other.reason is not None
    assert told_by in other.reason


def test_same_text_is_a_duplicate_of_the_one_that_stands() -> None:
    decided = standing((handed(0, same="a", day=1), handed(1, same="a", day=1), handed(2, day=9)))
    assert [(each.successor, each.duplicate) for each in decided] == [(2, False), (2, True), (None, False)]


@pytest.mark.parametrize(
    ("more", "same"), [("", True), ("2", True), ("2 3 4", True), ("3", False), ("2 2", False), ("chưa", False), ("2 chưa", False)]
)
def test_a_copy_in_another_format_may_add_page_numbers_only(more: str, same: bool) -> None:
    words = "đã đạt 12 cuộc"
    one, other = handed(0, same=words), handed(1, same=f"{more} {words}")
    assert [s.duplicate for s in standing((one, other))] == [False, same]
    assert [s.duplicate for s in standing((other, one))] == [False, same]


@pytest.mark.parametrize("words", raw("unit_names")["replaces"]["examples"])
def test_wordings_of_corrections(words: str) -> None:
    assert corrects(parse_text(f"BÁO CÁO\nKết quả quý II\n\n{words}\n\nI. KẾT QUẢ\n\nĐã họp."), "bc.txt")


@pytest.mark.parametrize("words", raw("unit_names")["replaces"]["counter"])
def test_wordings_that_correct_nothing(words: str) -> None:
    assert not corrects(parse_text(f"BÁO CÁO\nKết quả quý II\n\n{words}\n\nI. KẾT QUẢ\n\nĐã họp."), "bc.txt")


@pytest.mark.parametrize(
    ("file", "correction"), [("BC chi bo (bo sung).docx", True), ("bc_lan 2.pdf", True), ("bc-chi-bo-2.pdf", False), ("BCv2.docx", False)]
)
def test_file_names_of_corrections(file: str, correction: bool) -> None:
    assert corrects(parse_text("BÁO CÁO\n\nI. KẾT QUẢ\n\nĐã họp."), file) is correction


def test_page_numbers_are_told_from_figures() -> None:
    seen = Seen()
    seen.add(7, fingerprint("Chi bộ\n2\nđã họp 2 lần\n3"))
    assert seen.first(fingerprint("CHI BỘ đã họp, 2 lần.")) == 7
    assert seen.first(fingerprint("Chi bộ đã họp lần")) is None


def test_many_submissions_of_one_unit_are_told_apart_in_linear_time() -> None:
    def seconds(count: int) -> float:
        texts = [fingerprint(f"{LONG} {place}") for place in range(count)]
        handed = [Handed(place, text, None, None, False, "a.docx") for place, text in enumerate(texts)]
        began = time.process_time()
        assert sum(told.duplicate for told in standing(handed)) == 0
        return time.process_time() - began

    assert seconds(2_000) < 0.5


LONG = " ".join(f"việc{n}" for n in range(500))


def test_a_roster_of_thousands_of_like_names_is_searched_in_linear_time() -> None:
    roster = Roster(units=tuple(Unit(name=f"Chi bộ Trường THCS Bình An số {n}") for n in range(4_000)))
    known = Identifier(roster)
    document = parse_text("CHI BỘ TRƯỜNG THCS BÌNH AN\n\nBÁO CÁO\nKết quả quý II\n\nI. KẾT QUẢ\n1. Đã xong.")
    began = time.process_time()
    assert known.identify(document, "bao-cao-chi-bo.txt").unit is None
    assert time.process_time() - began < 5
