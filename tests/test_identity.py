"""Identity: what is never merged, what one document is cited as, and what several documents settle together."""

from __future__ import annotations

import datetime as dt
import gc
import itertools
import re
import time
from pathlib import Path

import pytest
from command import DOCUMENTS
from hypothesis import given, settings
from hypothesis import strategies as st

from qcdc_parse import DocNumber, Document, parse, parse_text, resolve_across
from qcdc_parse.catalog import directives, party_term
from qcdc_parse.identity.keys import scope_of, symbol_of
from qcdc_parse.identity.laws import read_law
from qcdc_parse.identity.meetings import ordinal_of, read_meeting
from qcdc_parse.identity.places import home_of
from qcdc_parse.identity.registry import builtin
from qcdc_parse.identity.spots import read_spot
from qcdc_parse.model import Header, Reference

SEVERAL = {key: entries for key, entries in directives().items() if len(entries) > 1}
"""Numbers that the catalogue knows several documents of: the collisions."""


def _only(text: str) -> Reference:
    (found,) = parse_text(text).references
    return found


def _targets(document: Document) -> list[str | None]:
    return [r.target for r in document.references]


def _dated(key: str, doc_type: str, day: dt.date) -> str:
    return f"Thực hiện {doc_type} số {key} ngày {day:%d/%m/%Y}."


# ---- collisions


def test_there_are_collisions() -> None:
    assert {"18-NQ/TW", "19-NQ/TW", "20-NQ/TW", "21-NQ/TW", "25-NQ/TW", "39-NQ/TW", "04-NQ/TW", "35-CT/TW", "124-QĐ/TW", "30-CT/TW"} <= set(
        SEVERAL
    )


@pytest.mark.parametrize("key", SEVERAL)
def test_bare_is_ambiguous_with_all_candidates(key: str) -> None:
    found = _only(f"Thực hiện {SEVERAL[key][0].doc_type} số {key} trong năm.")
    assert (found.status, found.target) == ("ambiguous", None)
    assert len(found.candidates) == len(SEVERAL[key])


@pytest.mark.parametrize("entry", [e for entries in SEVERAL.values() for e in entries], ids=lambda e: f"{e.key} {e.issued or e.term}")
def test_date_and_term_settle_and_are_one(entry) -> None:
    by_term = _only(f"Thực hiện {entry.doc_type} số {entry.key} khóa {entry.term}.")
    assert by_term.status == "resolved"
    if entry.issued:
        assert _only(_dated(entry.key, entry.doc_type, entry.issued)).target == by_term.target
    assert by_term.target in _only(f"Thực hiện {entry.doc_type} số {entry.key} trong năm.").candidates


@pytest.mark.parametrize("key", SEVERAL)
def test_two_of_one_number_never_merge(key: str) -> None:
    entries = SEVERAL[key]
    text = " ".join(f"Thực hiện {e.doc_type} số {key} khóa {e.term}." for e in entries)
    document = parse_text(f"{text} Sơ kết {entries[0].doc_type} số {key}.")
    *told, bare = document.references
    assert len({r.target for r in told}) == len(entries)
    assert (bare.status, set(bare.candidates)) == ("ambiguous", {r.target for r in told})


# ---- one document, one key


@pytest.mark.parametrize(
    "texts",
    [
        ("Quy định số 66-QĐ/TW ngày 06/02/2017.", "Quyết định số 66-QĐ/TW ngày 06/02/2017.", "Quy định 66-QyĐ/TW ngày 06/02/2017."),
        ("Quyết định số 217/QĐ-TW ngày 12/12/2013.", "Quyết định số 217-QĐ/TW ngày 12 tháng 12 năm 2013.", "Quyết định 217-QĐ/TW khóa XI."),
        ("Chỉ thị số 5-CT/TW ngày 15/5/2016.", "Chỉ thị số 05-CT/TW ngày 15/05/2016.", "Chỉ thị 05 - CT/TW khóa 12."),
        ("Nghị định số 04/2015/NĐ-CP.", "Nghị định số 4/2015/NĐ-CP ngày 09/01/2015.", "Nghị định số 04/NĐ-CP ngày 09/01/2015."),
        ("Luật Lao động năm 2012.", "Bộ luật Lao động năm 2012.", "Bộ luật số 10/2012/QH13."),
        ("Luật Đất đai năm 2013.", "Luật số 45/2013/QH13.", "Luật Đất đai ngày 29/11/2013.", "Luật Đất đai số 45/2013/QH13."),
        ("Pháp lệnh số 34/2007/PL-UBTVQH11.", "Pháp lệnh số 34/2007/UBTVQH11."),
        ("Nghị quyết Đại hội XIII của Đảng.", "Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng."),
    ],
)
def test_one_key_however_it_is_cited(texts: tuple[str, ...]) -> None:
    keys = {_only(f"Thực hiện {text}").target for text in texts}
    assert len(keys) == 1
    assert None not in keys


_PAGE = (Path(__file__).parent.parent / "docs/identity.md").read_text("utf-8")
_ROWS = [
    (re.sub(r" \([^)]*\)", "", cited), key)
    for several, key in re.findall(r"^\| ([^|]+) \| `((?:dang|nn)/[^`]+)` \|$", _PAGE, re.MULTILINE)
    for cited in several.split("; ")
]


@pytest.mark.parametrize(("cited", "key"), _ROWS)
def test_the_keys_of_the_page(cited: str, key: str) -> None:
    head = "TỈNH ỦY LÂM ĐỒNG\n*\nSố 5-BC/TU\nLâm Đồng, ngày 05 tháng 3 năm 2021\n\nBÁO CÁO\nvề công tác dân vận"
    assert _targets(parse_text(f"{head}\n\nĐã học {cited}.")) == [key]


def test_the_page_is_read() -> None:
    assert len(_ROWS) >= 15


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Luật số 45/2013/QH13", "Nghị quyết số 45/2013/QH13"),
        ("Quyết định số 991-QĐ/TW khóa XII", "Quy định số 991-QĐi/TW khóa XII"),
        ("Quyết định số 08-QĐ/TW khóa XII", "Quy định số 08-QĐi/TW khóa XII"),
        ("Nghị quyết số 05-NQ/TW ngày 01/11/2016", "Chỉ thị số 05-CT/TW ngày 01/11/2016"),
        ("Hướng dẫn số 36-HD/VPTW ngày 03/4/2018", "Hướng dẫn số 36-HD/BTCTW ngày 03/4/2018"),
        ("Công văn số 12-CV/TW ngày 03/4/2018", "Công văn số 12a-CV/TW ngày 03/4/2018"),
        ("Luật Đất đai năm 2013", "Luật Đất đai năm 2024"),
        ("Nghị quyết Đại hội XII của Đảng", "Nghị quyết Đại hội XIII của Đảng"),
        ("Nghị quyết Đại hội XII của Đảng", "Văn kiện Đại hội XII của Đảng"),
    ],
)
def test_two_documents_two_keys(one: str, other: str) -> None:
    first, second = parse_text(f"Thực hiện {one}. Thực hiện {other}.").references
    assert first.status == second.status == "resolved"
    assert first.target != second.target


def _told(text: str, index: int = -1) -> tuple[str, str | None, tuple[str, ...]]:
    found = parse_text(text).references[index]
    return found.status, found.target, found.candidates


UNKNOWN = ("unknown", None, ())


def test_a_year_that_is_that_of_another_document() -> None:
    text = "Nghị quyết số 18-NQ/TW ngày 25/10/2017. Thực hiện Nghị quyết số 18-NQ/TW năm {}."
    assert _told(text.format(2019)) == ("resolved", "dang/tw/nq/2017-10-25/18", ())
    assert _told(text.format(2022)) == ("ambiguous", None, ("dang/tw/nq/2017-10-25/18", "dang/tw/nq/2022-06-16/18"))
    issued = "Nghị quyết số 18-NQ/TW ngày 25/10/2017. Thực hiện Nghị quyết số 18-NQ/TW của Ban Chấp hành Trung ương năm 2022."
    assert _told(issued)[0] == "ambiguous"


def test_only_what_the_text_speaks_of_is_a_candidate() -> None:
    text = "Nghị quyết số 18-NQ/TW ngày 25/10/2017. Nghị quyết số 18-NQ/TW ngày 03/3/2018. Thực hiện Nghị quyết số 18-NQ/TW."
    assert _told(text) == ("ambiguous", None, ("dang/tw/nq/2017-10-25/18", "dang/tw/nq/2018-03-03/18"))


def test_a_place_is_taken_over_only_where_the_text_knows_one() -> None:
    text = "Nghị quyết số 7-NQ/TU ngày 02/3/2018 của Tỉnh ủy Hậu Giang. {}Đã học Nghị quyết số 7-NQ/TU."
    assert _told(text.format(""))[1] == "dang/tu@hau-giang/nq/2018-03-02/7"
    assert _told(text.format("Kế hoạch số 8-KH/TU ngày 02/3/2018 của Tỉnh ủy Sóc Trăng. ")) == UNKNOWN


def test_a_number_of_the_assembly_without_type_word() -> None:
    assert _told("Luật số 36/2018/QH14. Căn cứ số 36/2018/QH14.")[1] == "nn/qh14/luat/2018/36"
    assert _told("Căn cứ số 36/2018/QH14.") == ("ambiguous", None, ("nn/qh14/luat/2018/36",))
    assert _told("Luật số 36/2018/QH14. Nghị quyết số 36/2018/QH14. Căn cứ số 36/2018/QH14.")[0] == "ambiguous"


@pytest.mark.parametrize(
    ("head", "text", "target"),
    [
        (
            "THÀNH ỦY HUẾ\n*\nSố 5-BC/TU\nHuế, ngày 05 tháng 3 năm 2026",
            "Chỉ thị số 4-CT/TU ngày 02/3/2018",
            "dang/tu@thua-thien-hue/ct/2018-03-02/4",
        ),
        ("TỈNH ỦY LÂM ĐỒNG\nTHÀNH ỦY ĐÀ LẠT\n*\nSố 5-BC/TU\nĐà Lạt, ngày 05 tháng 3 năm 2021", "Chỉ thị số 4-CT/TU ngày 02/3/2018", None),
        (
            "TỈNH ỦY LÂM ĐỒNG\nTHÀNH ỦY ĐÀ LẠT\n*\nSố 5-BC/TU\nĐà Lạt, ngày 05 tháng 3 năm 2021",
            "Chỉ thị số 4-CT/TU ngày 02/3/2018 của Thành ủy",
            "dang/tu@da-lat.lam-dong/ct/2018-03-02/4",
        ),
        ("TỈNH ỦY LÂM ĐỒNG\n*\nSố 5-BC/TU\nLâm Đồng, ngày 05 tháng 3 năm 2021", "Chỉ thị số 4-CT/TU ngày 02/3/2018 của Thành ủy", None),
        ("", "Chỉ thị số 4-CT/HU ngày 02/3/2018 của Huyện ủy Tuy Đức", "dang/hu@tuy-duc/ct/2018-03-02/4"),
        ("", "Chỉ thị số 4-CT/HU ngày 02/3/2018 của Huyện ủy Châu Thành", None),
        ("", "Quyết định số 4/QĐ-UBND ngày 02/3/2018 của UBND huyện Quảng Ninh", None),
        ("", "Kế hoạch số 4-KH/ĐU ngày 02/3/2018 của Đảng ủy xã Tân Hà", None),
        (
            "HUYỆN ỦY LÂM HÀ\nĐẢNG ỦY XÃ TÂN HÀ\n*\nSố 5-BC/ĐU\nTân Hà, ngày 05 tháng 3 năm 2021",
            "Kế hoạch số 4-KH/ĐU ngày 02/3/2018",
            "dang/du@xa-tan-ha.lam-ha/kh/2018-03-02/4",
        ),
        (
            "TỈNH ỦY LÂM ĐỒNG\nHUYỆN ỦY DI LINH\n*\nSố 5-BC/HU\nDi Linh, ngày 05 tháng 3 năm 2021",
            "Kế hoạch số 4-KH/ĐU ngày 02/3/2018 của Đảng ủy xã Tân Châu",
            "dang/du@xa-tan-chau.di-linh.lam-dong/kh/2018-03-02/4",
        ),
        (
            "ĐẢNG BỘ HUYỆN LÂM HÀ\nCHI BỘ TRƯỜNG TIỂU HỌC\n*\nSố 5-BC/CB\nLâm Hà, ngày 05 tháng 3 năm 2021",
            "Nghị quyết số 4-NQ/CB ngày 02/3/2018",
            "dang/cb@truong-tieu-hoc.lam-ha/nq/2018-03-02/4",
        ),
        ("CHI BỘ TRƯỜNG TIỂU HỌC\n*\nSố 5-BC/CB\nLâm Hà, ngày 05 tháng 3 năm 2021", "Nghị quyết số 4-NQ/CB ngày 02/3/2018", None),
        ("TỈNH ỦY LÂM ĐỒNG\n*\nSố 5-BC/TU\nLâm Đồng, ngày 05 tháng 3 năm 2021", "Chỉ thị số 4-CT/TU ngày 02/3/2018 của Ban Bí thư", None),
        (
            "TỈNH ỦY LÂM ĐỒNG\nHUYỆN ỦY DI LINH\n*\nSố 5-BC/HU\nDi Linh, ngày 05 tháng 3 năm 2021",
            "Quyết định số 4/QĐ-UBND ngày 02/3/2018",
            None,
        ),
        (
            "ỦY BAN NHÂN DÂN\nHUYỆN DI LINH\nSố: 5/BC-UBND\nDi Linh, ngày 05 tháng 3 năm 2021",
            "Quyết định số 4/QĐ-UBND ngày 02/3/2018",
            "nn/ubnd@di-linh/qd/2018-03-02/4",
        ),
        (
            "TỈNH ỦY LÂM ĐỒNG\n*\nSố 5-BC/TU\nLâm Đồng, ngày 05 tháng 3 năm 2021",
            "Quyết định số 4/QĐ-EVN ngày 02/3/2018 của Tập đoàn Điện lực Việt Nam",
            "nn/evn/qd/2018-03-02/4",
        ),
        ("THÀNH ỦY CẦN THƠ\n*\nSố 5-BC/TU\nCần Thơ, ngày 05 tháng 3 năm 2026", "Nghị quyết Đại hội Đảng bộ thành phố lần thứ XIV", None),
        (
            "THÀNH ỦY CẦN THƠ\n*\nSố 5-BC/TU\nCần Thơ, ngày 05 tháng 3 năm 2026",
            "Nghị quyết Đại hội Đảng bộ thành phố lần thứ I",
            "dang/dh@can-tho/nq/lan-i",
        ),
        (
            "TỈNH ỦY LÂM ĐỒNG\n*\nSố 5-BC/TU\nLâm Đồng, ngày 05 tháng 3 năm 2021",
            "Nghị quyết Đại hội Đảng bộ Khối các cơ quan tỉnh lần thứ XI",
            "dang/dh-khoi@lam-dong/nq/lan-xi",
        ),
    ],
)
def test_whose_local_number_it_is(head: str, text: str, target: str | None) -> None:
    assert _told(f"{head}\n\nBÁO CÁO\nvề công tác dân vận\n\nĐã học {text}.")[1] == target


def test_the_constitution_has_no_other_years() -> None:
    assert _told("Theo Hiến pháp năm 2012.") == UNKNOWN


def test_a_law_by_name_and_year_is_that_by_number_in_the_same_text() -> None:
    text = "Luật Bảo vệ sức khỏe nhân dân số 21/1989/QH8. Luật Bảo vệ sức khỏe nhân dân năm 1989."
    assert {r.target for r in parse_text(text).references} == {"nn/qh8/luat/1989/21"}


def test_a_law_that_amends_another_is_not_that_one() -> None:
    found = parse_text("Theo Luật sửa đổi, bổ sung một số điều của Luật Đất đai năm 2013.").references[0]
    assert (found.surface[:12], found.status) == ("Luật sửa đổi", "unknown")


def test_plenums() -> None:
    title = "Một số vấn đề về tiếp tục đổi mới, sắp xếp tổ chức bộ máy của hệ thống chính trị tinh gọn, hoạt động hiệu lực, hiệu quả"
    assert _told(f"Nghị quyết Trung ương 6 khóa XII về “{title}”.", 0) == ("resolved", "dang/tw/nq/2017-10-25/18", ())
    told = _told("Nghị quyết Trung ương 6 khóa XII.")
    assert len(told[2]) == 4
    assert _told("Nghị quyết Trung ương 6 khóa XII. Theo Nghị quyết Trung ương 6, xã đã làm.") == told
    assert len(_told("Theo Nghị quyết Trung ương 6, xã đã làm.")[2]) > 4


# ---- grammars


@pytest.mark.parametrize(
    ("number", "scope"),
    [
        ("30-CT/TW", "central"),
        ("36-HD/VPTW", "central"),
        ("367-QĐ/TWĐTN-VP", "central"),
        ("590-CT/ĐUQSTW", "central"),
        ("206/QĐ-BNN-PC", "central"),
        ("10/2022/QH15", "central"),
        ("24-CT/TU", "province"),
        ("70-KH/BCĐTU", "province"),
        ("129-KH/BCĐĐUK", "province"),
        ("612/QĐ-SYT", "province"),
        ("04-NQ/HU", "district"),
        ("88-KH/TXU", "district"),
        ("15/BC-UBND", "council"),
        ("148/NQ-HĐND", "council"),
        ("41-KH/ĐU", "organ"),
        ("180-KH/BCĐ", "organ"),
        ("13/QĐ-MTTQ-BTT", "organ"),
        ("445-KL/TƯ", "either"),
    ],
)
def test_scope(number: str, scope: str) -> None:
    parsed = DocNumber.parse(number)
    assert parsed is not None
    assert symbol_of(parsed).scope == scope
    assert scope_of(parsed.body_code, parsed.system) == scope


def test_a_type_that_only_central_bodies_issue_tells_the_scope() -> None:
    parsed = DocNumber.parse("05/2020/TT-BXYZ")
    assert parsed is not None
    assert (symbol_of(parsed).scope, scope_of(parsed.body_code, parsed.system)) == ("central", "organ")


@pytest.mark.parametrize(
    ("name", "spot"),
    [
        ("Ban Thường vụ Tỉnh ủy", ("province", None, None)),
        ("Tỉnh uỷ Lâm Đồng", ("province", "lam-dong", None)),
        ("BAN CHẤP HÀNH ĐẢNG BỘ TỈNH BÀ RỊA - VŨNG TÀU", ("province", "ba-ria-vung-tau", None)),
        ("UBND huyện Di Linh, tỉnh Lâm Đồng", ("district", "lam-dong", "di-linh")),
        ("Thành ủy Đà Lạt", ("district", None, "da-lat")),
        ("Thành ủy Cao Bằng", ("district", "cao-bang", "cao-bang")),
        ("THÀNH ỦY CẦN THƠ", ("province", "can-tho", None)),
        ("Ủy ban nhân dân TP. Hồ Chí Minh", ("province", "ho-chi-minh", None)),
        ("Thành ủy", ("city", None, None)),
        ("UBND thị trấn Di Linh", ("commune", None, "thi-tran-di-linh")),
        ("ĐẢNG BỘ KHỐI CÁC CƠ QUAN TỈNH", ("province", None, None)),
        ("Đảng ủy Khối các cơ quan Trung ương", ("central", None, None)),
        ("Sở Lao động - Thương binh và Xã hội", ("province", None, None)),
        ("Sở Nội vụ Lâm Đồng", ("province", "lam-dong", None)),
        ("Đảng ủy Sở Y tế", ("organ", None, "so-y-te")),
        ("Đảng ủy Sở", ("organ", None, None)),
        ("Bộ Y tế", ("central", None, None)),
        ("Bộ Chỉ huy Quân sự tỉnh", ("province", None, None)),
        ("Ban Chỉ đạo", (None, None, None)),
        ("", (None, None, None)),
    ],
)
def test_spot(name: str, spot: tuple[str | None, ...]) -> None:
    assert read_spot(name)[:3] == spot


def test_central_bodies_write_from_ha_noi_too() -> None:
    assert home_of(Header(place="Hà Nội")).spot.province is None
    assert home_of(Header(place="Hà Nội", issuer="ĐẢNG ỦY TỔNG CÔNG TY HÀNG KHÔNG")).spot.province is None
    assert home_of(Header(place="Hà Nội", issuer="THÀNH ỦY HÀ NỘI")).spot.province == "ha-noi"


@pytest.mark.parametrize(
    ("surface", "doc_type", "law"),
    [
        ("Luật Phòng chống tham nhũng", "Luật", ("luat-phong-chong-tham-nhung", "luat", None)),
        ("LUẬT ĐẤT ĐAI (sửa đổi) NĂM 2024".replace("NĂM", "năm"), "Luật", ("luat-dat-dai", "luat", 2024)),
        ("Nhà ở năm 2014", "Luật", ("luat-nha-o", "luat", 2014)),
        ("Luật Nhà ở số 27/2023/QH15", "Luật", ("luat-nha-o", "luat", None)),
        ("Pháp lệnh Dân số năm 2003", "Pháp lệnh", ("phap-lenh-dan-so", "pl", 2003)),
        ("Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam năm 2013", "Hiến pháp", ("hien-phap", "hp", 2013)),
        ("Nghị quyết", "Nghị quyết", None),
    ],
)
def test_law_by_name(surface: str, doc_type: str, law: tuple[object, ...] | None) -> None:
    assert read_law(surface, doc_type) == law


@pytest.mark.parametrize(
    ("surface", "kind", "ordinal"),
    [
        ("Nghị quyết Đại hội XIII của Đảng", "congress", 13),
        ("Nghị quyết Đại hội đại biểu toàn quốc lần thứ 13", "congress", 13),
        ("Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XI", "local", 11),
        ("Nghị quyết Đại hội Đảng bộ huyện Lâm Hà lần thứ XXIV", "local", 24),
        ("Đảng bộ Khối", "local", None),
        ("Nghị quyết Hội nghị lần thứ sáu Ban Chấp hành Trung ương khóa XII", "plenum", 6),
        ("Nghị quyết Hội nghị lần thứ mười một Ban Chấp hành Trung ương", "plenum", 11),
        ("Kết luận TW 4 khóa XIII", "plenum", 4),
        ("7 (khóa XII)", "plenum", 7),
    ],
)
def test_meeting(surface: str, kind: str, ordinal: int | None) -> None:
    meeting = read_meeting(surface)
    assert meeting is not None
    assert (meeting.kind, meeting.ordinal) == (kind, ordinal)


def test_no_meeting() -> None:
    assert read_meeting("Nghị quyết Đại hội Công đoàn lần thứ X") is None
    assert ordinal_of("tiếp") is None


def test_every_catalogue_entry_has_a_key_of_its_own() -> None:
    keys = [k.key for known in builtin().known.values() for k in known]
    assert len(keys) == len(set(keys)) == sum(map(len, directives().values()))
    assert not [key for key in keys if "none" in key]


# ---- several documents

HEADER = "TỈNH ỦY LÂM ĐỒNG\n*\nSố {number}\nLâm Đồng, ngày {day:%d} tháng {day:%m} năm {day:%Y}\n\n{kind}\nvề công tác dân vận\n\n{text}"


def _local(text: str, number: str = "40-KH/TU", day: dt.date = dt.date(2019, 3, 5), kind: str = "KẾ HOẠCH") -> Document:
    return parse_text(HEADER.format(number=number, day=day, kind=kind, text=text))


def test_the_header_of_one_settles_a_bare_mention_in_another() -> None:
    cited = _local("Các huyện ủy tiếp tục học tập trong toàn tỉnh.", "24-CT/TU", dt.date(2018, 2, 27), "CHỈ THỊ")
    citing = _local("Thực hiện Chỉ thị số 24-CT/TU trong toàn tỉnh.")
    assert citing.references[0].status == "unknown"
    settled = resolve_across([cited, citing])[1].references[0]
    assert (settled.status, settled.target) == ("resolved", "dang/tu@lam-dong/ct/2018-02-27/24")


@pytest.mark.parametrize(
    "day",
    [dt.date(2017, 3, 5), dt.date(2021, 3, 5), dt.date(2020, 8, 5)],
    ids=["before it was issued", "in the next term", "in a season of congresses"],
)
def test_not_outside_its_time(day: dt.date) -> None:
    cited = _local("Các huyện ủy tiếp tục học tập trong toàn tỉnh.", "24-CT/TU", dt.date(2018, 2, 27), "CHỈ THỊ")
    citing = _local("Thực hiện Chỉ thị số 24-CT/TU trong toàn tỉnh.", day=day)
    settled = resolve_across([cited, citing])[1].references[0]
    assert (settled.status, settled.target) == ("ambiguous", None)


def test_a_number_of_a_season_of_congresses_may_be_of_either_term() -> None:
    cited = _local("Các huyện ủy tiếp tục học tập trong toàn tỉnh.", "2-CT/TU", dt.date(2020, 10, 5), "CHỈ THỊ")
    citing = _local("Thực hiện Chỉ thị số 2-CT/TU trong toàn tỉnh.", day=dt.date(2021, 3, 5))
    assert resolve_across([cited, citing])[1].references[0].status == "ambiguous"


def test_state_papers_count_by_the_year() -> None:
    dated = parse_text(_dated("99/CT-TTg", "Chỉ thị", dt.date(2018, 5, 16)))
    head = "CHÍNH PHỦ\nSố: 5/NQ-CP\nHà Nội, ngày 05 tháng 9 năm {}\n\nNGHỊ QUYẾT\n\nThực hiện Chỉ thị số 99/CT-TTg."
    settled = resolve_across([dated, parse_text(head.format(2018)), parse_text(head.format(2019))])
    assert [d.references[0].status for d in settled[1:]] == ["resolved", "ambiguous"]


def test_another_title_is_not_settled_by_time() -> None:
    dated = parse_text("Chỉ thị số 99-CT/TW ngày 05/4/2022 về “tổng kết công tác thư viện”.")
    head = "BỘ CHÍNH TRỊ\nSố 5-KL/TW\nHà Nội, ngày 05 tháng 9 năm 2022\n\nKẾT LUẬN\n\nThực hiện Chỉ thị số 99-CT/TW{}."
    settled = resolve_across([dated, parse_text(head.format("")), parse_text(head.format(" về “phòng cháy rừng”"))])
    assert [d.references[0].status for d in settled[1:]] == ["resolved", "ambiguous"]


def test_a_term_as_it_is_printed_with_a_date() -> None:
    dated = parse_text("Chỉ thị số 99-CT/TW ngày 18/02/1998 của Bộ Chính trị khóa VII.")
    same = parse_text("Chỉ thị số 99-CT/TW của Bộ Chính trị khóa VII.")
    assert _targets(resolve_across([dated, same])[1]) == ["dang/tw/ct/1998-02-18/99"]


def test_not_outside_its_place() -> None:
    cited = _local("Các huyện ủy tiếp tục học tập trong toàn tỉnh.", "24-CT/TU", dt.date(2018, 2, 27), "CHỈ THỊ")
    elsewhere = _local("Thực hiện Chỉ thị số 24-CT/TU của Tỉnh ủy Hậu Giang.")
    nowhere = parse_text("Thực hiện Chỉ thị số 24-CT/TU ngày 27/02/2018.")
    settled = resolve_across([cited, elsewhere, nowhere])
    assert settled[1].references[0].status == "unknown"
    assert (settled[2].references[0].status, settled[2].references[0].candidates) == ("ambiguous", ("dang/tu@lam-dong/ct/2018-02-27/24",))


def test_two_that_fit_stay_ambiguous() -> None:
    citing = parse_text("BỘ CHÍNH TRỊ\nSố 5-KL/TW\nHà Nội, ngày 05 tháng 3 năm 2019\n\nKẾT LUẬN\n\nThực hiện Chỉ thị số 99-CT/TW.")
    others = [parse_text(_dated("99-CT/TW", "Chỉ thị", dt.date(2018, month, 5))) for month in (2, 3)]
    assert resolve_across([citing, others[0]])[0].references[0].status == "resolved"
    settled = resolve_across([citing, *others])[0].references[0]
    assert (settled.status, len(settled.candidates)) == ("ambiguous", 2)


def test_the_catalogue_counts_against_a_lone_document_at_hand() -> None:
    citing = parse_text("CHÍNH PHỦ\nSố: 5/NQ-CP\nHà Nội, ngày 05 tháng 3 năm 2023\n\nNGHỊ QUYẾT\n\nThực hiện Nghị quyết số 18-NQ/TW.")
    dated = parse_text(_dated("18-NQ/TW", "Nghị quyết", dt.date(2022, 6, 16)))
    assert resolve_across([citing, dated])[0].references[0].status == "ambiguous"


def test_what_is_known_by_its_term_gets_its_date() -> None:
    by_term = parse_text("Thực hiện Kết luận số 97-KL/TW khóa XIII. Xã đã học Kết luận số 97-KL/TW.")
    dated = parse_text(_dated("97-KL/TW", "Kết luận", dt.date(2022, 4, 5)))
    other_term = parse_text(_dated("97-KL/TW", "Kết luận", dt.date(2017, 4, 5)))
    settled = resolve_across([by_term, dated, other_term])[0]
    assert _targets(settled) == ["dang/tw/kl/2022-04-05/97"] * 2


def test_the_title_to_the_letter_settles_across_documents() -> None:
    told = parse_text("Kết luận số 97-KL/TW ngày 05/4/2022 về “tổng kết công tác thư viện”. Kết luận số 97-KL/TW ngày 05/4/2017.")
    bare = parse_text("Thực hiện Kết luận số 97-KL/TW về “Tổng kết công tác thư viện”.")
    assert _targets(resolve_across([told, bare])[1]) == ["dang/tw/kl/2022-04-05/97"]


def test_short_forms_follow_their_antecedent() -> None:
    bare = parse_text("Thực hiện Kết luận số 97-KL/TW khóa XIII (sau đây gọi tắt là Kết luận 97). Kết luận 97 đã rõ.")
    dated = parse_text(_dated("97-KL/TW", "Kết luận", dt.date(2022, 4, 5)))
    assert set(_targets(resolve_across([bare, dated])[0])) == {"dang/tw/kl/2022-04-05/97"}


_CITING = "BỘ CHÍNH TRỊ\nSố 5-KL/TW\nHà Nội, ngày 05 tháng 9 năm 2022\n\nKẾT LUẬN\n\n{}"


def test_a_title_of_another_term_does_not_settle() -> None:
    text = "Chỉ thị số 99-CT/TW ngày {} về “tổng kết công tác thư viện”."
    term = parse_text(
        "Chỉ thị số 99-CT/TW khóa XII về “tổng kết công tác thư viện”. Chỉ thị số 99-CT/TW ngày 05/3/2017 và Chỉ thị số 99-CT/TW ngày 05/3/2018."
    )
    settled = resolve_across([term, parse_text(text.format("05/4/2022"))])[0].references[0]
    assert (settled.status, settled.candidates) == ("ambiguous", ("dang/tw/ct/2017-03-05/99", "dang/tw/ct/2018-03-05/99"))


def test_nothing_later_than_the_document_whose_title_holds_it() -> None:
    dated = parse_text(_dated("99-CT/TW", "Chỉ thị", dt.date(2022, 4, 5)))
    text = "Kế hoạch số 5-KH/BTCTW ngày 02/3/20{} về “thực hiện Chỉ thị số 99-CT/TW”."
    settled = resolve_across([dated, *(parse_text(_CITING.format(text.format(year))) for year in (22, 23))])
    assert [d.references[1].status for d in settled[1:]] == ["unknown", "resolved"]


@pytest.mark.parametrize("title", ["", " về “nêu gương”"])
def test_the_two_series_of_regulations_stay_apart(title: str) -> None:
    dated = parse_text(f"Quy định số 991-QĐi/TW ngày 05/4/2022{title}.")
    settled = resolve_across([dated, parse_text(_CITING.format(f"Theo Quyết định số 991-QĐ/TW{title}."))])[1].references[0]
    assert (settled.status, settled.candidates) == ("ambiguous", ("dang/tw/qd/2022-04-05/991",))


def test_an_attachment_without_place_is_of_the_place_of_its_letter() -> None:
    letter = _local("Gửi kèm đề cương.\n\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\nNguyễn Văn A").text
    document = parse_text(f"{letter}\n\nĐỀ CƯƠNG BÁO CÁO\n\nTheo Chỉ thị số 24-CT/TU ngày 27/02/2018.")
    assert len(document.attachments) == 1
    assert _targets(document) == ["dang/tu@lam-dong/ct/2018-02-27/24"]


def test_an_attachment_of_another_province_keeps_its_place() -> None:
    letter = _local("Gửi kèm báo cáo, theo Chỉ thị số 24-CT/TU ngày 27/02/2018.\n\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\nNguyễn Văn A").text
    report = "TỈNH ỦY HẬU GIANG\n*\nSố 11-BC/TU\nHậu Giang, ngày 24 tháng 8 năm 2020\n\nBÁO CÁO\nvề công tác dân vận"
    document = parse_text(f"{letter}\n\n{report}\n\nTheo Chỉ thị số 24-CT/TU ngày 27/02/2018.")
    assert len(document.attachments) == 1
    assert _targets(document) == [f"dang/tu@{place}/ct/2018-02-27/24" for place in ("lam-dong", "hau-giang")]
    assert resolve_across([document]) == (document,)


@pytest.mark.parametrize("path", sorted(DOCUMENTS.glob("*.txt")), ids=lambda path: path.stem)
def test_a_document_alone_stays_as_it_was_parsed(path: Path) -> None:
    document = parse(path)
    assert resolve_across([document]) == (document,)


def test_nothing_but_identity_changes() -> None:
    documents = [_local("Thực hiện Chỉ thị số 24-CT/TU."), parse_text(_dated("97-KL/TW", "Kết luận", dt.date(2022, 4, 5)))]
    for before, after in zip(documents, resolve_across(documents), strict=True):
        blank = {"status": "unknown", "target": None, "candidates": ()}
        assert [r.model_copy(update=blank) for r in before.references] == [r.model_copy(update=blank) for r in after.references]
        assert before.model_copy(update={"references": ()}) == after.model_copy(update={"references": ()})


# ---- what always holds

_DAYS = [dt.date(2017, 10, 25), dt.date(2018, 2, 3), dt.date(2022, 6, 16), dt.date(2023, 7, 1)]
_NUMBERS = [
    ("Nghị quyết", "18-NQ/TW"),
    ("Nghị quyết", "97-NQ/TW"),
    ("Chỉ thị", "24-CT/TU"),
    ("Quyết định", "7/QĐ-UBND"),
    ("Quy định", "8-QĐi/TW"),
]
_ISSUERS = ["", " của Tỉnh ủy Hậu Giang", " của UBND tỉnh Lâm Đồng", " của Bộ Chính trị"]
_TITLES = ["", " về “sắp xếp bộ máy”", " về “quản lý đất đai nông thôn”"]


@st.composite
def _mentions(draw: st.DrawFn) -> str:
    doc_type, number = draw(st.sampled_from(_NUMBERS))
    said = draw(st.sampled_from(["", *(f" ngày {d:%d/%m/%Y}" for d in _DAYS), " khóa XII", " khóa XIII", " năm 2022"]))
    return f"Thực hiện {doc_type} số {number}{said}{draw(st.sampled_from(_ISSUERS))}{draw(st.sampled_from(_TITLES))}."


@st.composite
def _texts(draw: st.DrawFn) -> str:
    text = "\n".join(draw(st.lists(_mentions(), min_size=1, max_size=6)))
    if draw(st.booleans()):
        return text
    return HEADER.format(number="24-CT/TU", day=draw(st.sampled_from(_DAYS)), kind="CHỈ THỊ", text=text)


@settings(max_examples=150, deadline=None)
@given(st.lists(_texts(), min_size=1, max_size=4))
def test_across_is_settled_once_in_any_order(texts: list[str]) -> None:
    documents = [parse_text(text) for text in texts]
    once = resolve_across(documents)
    assert resolve_across(once) == once
    assert resolve_across(documents[::-1])[::-1] == once
    for document in (*documents, *once):
        for r in document.references:
            assert (r.target is not None) == (r.status == "resolved")
            assert bool(r.candidates) == (r.status == "ambiguous")
            if r.target and r.issued and r.number and r.number.year is None and r.number.system == "party":
                assert r.issued.isoformat() in r.target
            if r.target and "@" in r.target and r.issuer:
                place = {"Tỉnh ủy Hậu Giang": "@hau-giang/", "UBND tỉnh Lâm Đồng": "@lam-dong/"}.get(r.issuer)
                assert place is None or place in r.target
            if r.target and r.term and r.number and r.number.body_code == "TW" and r.issued is None:
                mark = r.target.split("/")[3]
                assert mark == f"khoa-{r.term.lower()}" or party_term(dt.date.fromisoformat(mark)) == r.term


@settings(max_examples=150, deadline=None)
@given(st.lists(_texts(), min_size=2, max_size=3))
def test_two_dates_of_one_number_never_merge(texts: list[str]) -> None:
    told = [r for d in resolve_across([parse_text(t) for t in texts]) for r in d.references if r.issued and r.target]
    for one, other in itertools.combinations(told, 2):
        if one.key == other.key and one.issued != other.issued:
            assert one.target != other.target


@pytest.mark.parametrize(
    "sentence",
    ["Theo Chỉ thị số 99-CT/TW ngày {:%d/%m/%Y}. ", "Theo Chỉ thị số 99-CT/TW ngày {:%d/%m/%Y}, Chỉ thị số 99-CT/TW về “việc {}”. "],
)
def test_thousands_of_dates_of_one_number_take_no_square_time(sentence: str) -> None:
    def took(count: int) -> float:
        text = "".join(sentence.format(dt.date(1990, 1, 1) + dt.timedelta(days=n), n) for n in range(count))
        document = parse_text(text)
        gc.collect()
        start = time.perf_counter()
        resolve_across([document])
        return time.perf_counter() - start

    assert took(8000) < 16 * max(took(2000), 0.05)


# ---- communes whose letterhead prints nothing above them


def _of_commune(
    body: str = "", day: str = "14 tháng 01 năm 2022", title: str = "về cải cách hành chính", unit: str = "XÃ SA BÌNH"
) -> Document:
    head = (
        f"ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n{unit}\tĐộc lập - Tự do - Hạnh phúc\n\nSố: 25/KH-UBND\tSa Bình, ngày {day}"
    )
    return parse_text(f"{head}\n\nKẾ HOẠCH\n{title}\n\n{body}\n1. Rà soát Kế hoạch số 8/KH-UBND ngày 05/01/2021 của UBND xã.\n")


@pytest.mark.parametrize(
    ("body", "day", "key"),
    [
        ("Căn cứ Quyết định số 15/QĐ-UBND ngày 03/12/2021 của UBND tỉnh Kon Tum, xã làm như sau:", None, "nn/ubnd@xa-sa-binh.kon-tum/kh/2022-01-14/25"),
        ("Thực hiện Chỉ thị số 5-CT/TU ngày 03/12/2021 của Tỉnh ủy Kon Tum, xã làm như sau:", None, "nn/ubnd@xa-sa-binh.kon-tum/kh/2022-01-14/25"),
        ("Trong năm xã đón đoàn của UBND tỉnh Kon Tum.", None, None),
        ("Thực hiện Kế hoạch số 5/KH-UBND ngày 03/12/2021 của UBND tỉnh Kon Tum.\nHọc tập tỉnh Gia Lai.", None, None),
        ("Thực hiện Kế hoạch số 5/KH-UBND ngày 03/12/2021 của UBND tỉnh Kon Tum.", "14 tháng 01 năm 2026", None),
        ("Thực hiện Kế hoạch số 5/KH-UBND ngày 03/12/2025 của UBND tỉnh Quảng Ngãi.", "14 tháng 01 năm 2026", "nn/ubnd@xa-sa-binh.quang-ngai/kh/2026-01-14/25"),
    ],
)  # fmt: skip
def test_a_commune_is_in_the_one_province_it_carries_out(body: str, day: str | None, key: str | None) -> None:
    document = _of_commune(body, day) if day else _of_commune(body)
    assert document.header.identity == key
    own = next(r for r in document.references if r.key == "8/KH-UBND")
    # What Quảng Ngãi was in 2021 is another province.
    assert own.target == (key.replace("2022-01-14/25", "2021-01-05/8") if key and "kon-tum" in key else None)
    assert resolve_across([document]) == (document,)


_OF_SA_BINH = "Đã có Kế hoạch số 25/KH-UBND ngày 14/01/2022 của UBND xã Sa Bình, {}."


@pytest.mark.parametrize(
    ("documents", "cited", "key"),
    [
        ([_of_commune()], ["huyện Sa Thầy, tỉnh Kon Tum"], "nn/ubnd@xa-sa-binh.sa-thay.kon-tum/kh/2022-01-14/25"),
        ([_of_commune()], ["huyện Sa Thầy, tỉnh Kon Tum", "tỉnh Kon Tum"], "nn/ubnd@xa-sa-binh.sa-thay.kon-tum/kh/2022-01-14/25"),
        ([_of_commune()], ["tỉnh Kon Tum", "tỉnh Gia Lai"], None),
        ([_of_commune()], [], None),
        ([_of_commune("Xã học tập tỉnh Gia Lai.")], ["huyện Sa Thầy, tỉnh Kon Tum"], None),
        ([_of_commune("Theo Công văn số 3/UBND-NV ngày 05/01/2022 của UBND huyện Chư Prông.")], ["huyện Sa Thầy, tỉnh Kon Tum"], None),
        ([_of_commune(), _of_commune(title="về phòng, chống dịch")], ["huyện Sa Thầy, tỉnh Kon Tum"], None),
        ([_of_commune(unit="PHƯỜNG SA BÌNH")], ["huyện Sa Thầy, tỉnh Kon Tum"], None),
        ([_of_commune(day="15 tháng 01 năm 2022")], ["huyện Sa Thầy, tỉnh Kon Tum"], None),
    ],
)
def test_a_commune_is_placed_by_the_others_that_print_its_number(documents: list[Document], cited: list[str], key: str | None) -> None:
    several = [*documents, *(parse_text(_OF_SA_BINH.format(place)) for place in cited)]
    for order in itertools.permutations(several):
        settled = resolve_across(order)
        for document in (d for d in settled if d.header.issuer):
            assert document.header.identity == key
            own = next(r for r in document.references if r.key == "8/KH-UBND")
            assert own.target == (key.replace("2022-01-14/25", "2021-01-05/8") if key else None)
        assert resolve_across(settled) == settled
