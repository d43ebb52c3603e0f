"""Documents of different bodies, places, times and types that share a number never get one key, however they are printed."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import defaultdict

import pytest

from qcdc_parse import Document, parse_text, resolve_across
from qcdc_parse.identity.fuller import districts_of, in_full
from qcdc_parse.identity.series import one_run

HEADS = {
    "none": "",
    "province": "TỈNH ỦY KON TUM\n*\nSố 5-BC/TU\nKon Tum, ngày 05 tháng 3 năm 2021",
    "other province": "TỈNH ỦY GIA LAI\n*\nSố 5-BC/TU\nGia Lai, ngày 05 tháng 3 năm 2021",
    "district": "TỈNH ỦY KON TUM\nHUYỆN ỦY SA THẦY\n*\nSố 5-BC/HU\nSa Thầy, ngày 05 tháng 3 năm 2021",
    "district alone": "HUYỆN ỦY SA THẦY\n*\nSố 5-BC/HU\nSa Thầy, ngày 05 tháng 3 năm 2021",
    "commune": "HUYỆN ỦY SA THẦY\nĐẢNG ỦY XÃ SA BÌNH\n*\nSố 5-BC/ĐU\nSa Bình, ngày 05 tháng 3 năm 2021",
    "department": "UBND TỈNH KON TUM\nSỞ XÂY DỰNG\nSố: 5/BC-SXD\nKon Tum, ngày 05 tháng 3 năm 2021",
    "committee of a department": "TỈNH ỦY KON TUM\nĐẢNG ỦY SỞ XÂY DỰNG\n*\nSố 5-BC/ĐU\nKon Tum, ngày 05 tháng 3 năm 2021",
    "bloc of firms": "TỈNH ỦY KON TUM\nĐẢNG ỦY KHỐI DOANH NGHIỆP\n*\nSố 5-BC/ĐUK\nKon Tum, ngày 05 tháng 3 năm 2021",
    "city": "TỈNH ỦY KON TUM\nTHÀNH ỦY KON TUM\n*\nSố 5-BC/TU\nKon Tum, ngày 05 tháng 3 năm 2021",
    "state province": "ỦY BAN NHÂN DÂN\nTỈNH KON TUM\nSố: 5/BC-UBND\nKon Tum, ngày 05 tháng 3 năm 2021",
    "state commune": "ỦY BAN NHÂN DÂN\nXÃ SA BÌNH\nSố: 5/BC-UBND\nSa Bình, ngày 05 tháng 3 năm 2021",
    "centre": "BỘ NỘI VỤ\nSố: 5/BC-BNV\nHà Nội, ngày 05 tháng 3 năm 2021",
}

BODIES: dict[str, list[tuple[str, ...]]] = {
    # The spellings of a line are one body; no two lines are.
    "{}-NQ/ĐU": [
        ("Đảng ủy Sở Xây dựng tỉnh Kon Tum", "Ban Thường vụ Đảng ủy Sở Xây dựng tỉnh Kon Tum", "Đảng bộ Sở Xây dựng tỉnh Kon Tum"),
        ("Đảng ủy Sở Xây dựng tỉnh Gia Lai", "Đảng uỷ Sở Xây dựng, tỉnh Gia Lai"),
        ("Đảng ủy Sở Y tế tỉnh Kon Tum",),
        ("Đảng ủy Bệnh viện Đa khoa tỉnh Kon Tum", "Đảng bộ Bệnh viện Đa khoa tỉnh Kon Tum"),
        ("Đảng ủy Bệnh viện Đa khoa khu vực Ngọc Hồi, tỉnh Kon Tum", "Đảng ủy Bệnh viện Đa khoa khu vực Ngọc Hồi tỉnh Kon Tum"),
        ("Đảng ủy Công an tỉnh Kon Tum",),
        ("Đảng ủy Quân sự tỉnh Kon Tum",),
        ("Đảng ủy Công an huyện Sa Thầy, tỉnh Kon Tum", "Đảng ủy Công an huyện Sa Thầy"),
        ("Đảng ủy Quân sự huyện Sa Thầy, tỉnh Kon Tum",),
        ("Đảng ủy Công an huyện Đăk Tô, tỉnh Kon Tum",),
        ("Đảng ủy xã Đăk Hà, huyện Tu Mơ Rông, tỉnh Kon Tum", "Đảng ủy xã Đăk Hà, huyện Tu Mơ Rông", "BCH Đảng bộ xã Đăk Hà, huyện Tu Mơ Rông, tỉnh Kon Tum"),
        ("Đảng ủy xã Đăk Hà, huyện Đăk Tô, tỉnh Kon Tum",),
        ("Đảng ủy xã Đăk Hà, huyện Đăk Tô, tỉnh Gia Lai",),
        ("Đảng ủy thị trấn Đăk Hà, huyện Đăk Hà, tỉnh Kon Tum",),
        ("Đảng ủy phường Quang Trung, thành phố Kon Tum, tỉnh Kon Tum", "Đảng ủy phường Quang Trung, TP. Kon Tum, tỉnh Kon Tum"),
        ("Đảng ủy phường Quang Trung, thành phố Pleiku, tỉnh Gia Lai",),
        ("Đảng ủy Bộ Y tế",),
        ("Đảng ủy Công ty Cao su Kon Tum",),
        ("Đảng ủy Trung tâm Y tế huyện Sa Thầy, tỉnh Kon Tum",),
        ("Đảng ủy Trung tâm Y tế huyện Đăk Tô, tỉnh Kon Tum",),
        ("Đảng ủy UBND tỉnh Kon Tum", "Đảng ủy Ủy ban nhân dân tỉnh Kon Tum"),
        ("Đảng ủy các cơ quan Đảng tỉnh Kon Tum",),
        ("Đảng ủy các cơ quan Đảng Trung ương",),
        ("Đảng ủy Trường Đại học Tây Nguyên",),
        ("Đảng ủy cấp trên",),
    ],
    "{}-KH/CB": [
        ("Chi bộ Trường THPT Lê Lợi tỉnh Kon Tum", "Chi bộ Trường THPT Lê Lợi, tỉnh Kon Tum"),
        ("Chi bộ Trường THPT Lê Lợi tỉnh Gia Lai",),
        ("Chi bộ Trường THPT Lê Lai tỉnh Kon Tum",),
        ("Chi bộ Trường Tiểu học Lê Lợi, huyện Sa Thầy, tỉnh Kon Tum",),
        ("Chi bộ Trường Tiểu học Lê Lợi, huyện Đăk Tô, tỉnh Kon Tum",),
        ("Chi bộ thôn 3, xã Sa Bình, huyện Sa Thầy, tỉnh Kon Tum",),
        ("Chi bộ thôn 3, xã Sa Sơn, huyện Sa Thầy, tỉnh Kon Tum",),
        ("Chi bộ thôn 4, xã Sa Bình, huyện Sa Thầy, tỉnh Kon Tum",),
        ("Chi bộ Văn phòng Tỉnh ủy Kon Tum",),
        ("Chi bộ Văn phòng Huyện ủy Sa Thầy",),
        ("Chi bộ Văn phòng",),
        ("Chi bộ Trạm Y tế",),
    ],
    "{}-QĐ/ĐUK": [
        ("Đảng ủy Khối các cơ quan tỉnh Kon Tum", "Đảng ủy Khối Các cơ quan tỉnh Kon Tum"),
        ("Đảng ủy Khối Doanh nghiệp tỉnh Kon Tum", "Ban Thường vụ Đảng ủy Khối Doanh nghiệp tỉnh Kon Tum"),
        ("Đảng ủy Khối các cơ quan tỉnh Gia Lai",),
        ("Đảng ủy Khối Doanh nghiệp tỉnh Gia Lai",),
        ("Đảng ủy Khối các cơ quan Trung ương",),
        ("Đảng ủy Khối Doanh nghiệp Trung ương",),
    ],
    "{}-CT/TU": [
        ("Tỉnh ủy Kon Tum", "Ban Thường vụ Tỉnh ủy Kon Tum", "Tỉnh uỷ Kon Tum", "BTV Tỉnh ủy Kon Tum"),
        ("Tỉnh ủy Gia Lai",),
        ("Thành ủy Cần Thơ",),
        ("Thành ủy Pleiku",),
        ("Thành ủy Thành phố Hồ Chí Minh",),
        ("Tỉnh ủy Hậu Giang",),
        ("Tỉnh ủy Sóc Trăng",),
        ("Thành ủy Kon Tum", "Thành ủy Kon Tum, tỉnh Kon Tum"),
    ],
    "{}-CT/HU": [
        ("Huyện ủy Sa Thầy", "Huyện ủy Sa Thầy, tỉnh Kon Tum", "Ban Thường vụ Huyện ủy Sa Thầy"),
        ("Huyện ủy Đăk Tô, tỉnh Kon Tum",),
        ("Huyện ủy Châu Thành, tỉnh Hậu Giang",),
        ("Huyện ủy Châu Thành, tỉnh Sóc Trăng",),
        ("Huyện ủy Châu Thành",),
        ("Huyện ủy Phong Điền, thành phố Cần Thơ",),
        ("Huyện ủy Phong Điền, tỉnh Thừa Thiên Huế",),
    ],
    "{}/QĐ-UBND": [
        ("UBND tỉnh Kon Tum", "Ủy ban nhân dân tỉnh Kon Tum", "Chủ tịch UBND tỉnh Kon Tum"),
        ("UBND tỉnh Gia Lai",),
        ("UBND huyện Sa Thầy, tỉnh Kon Tum", "Ủy ban nhân dân huyện Sa Thầy tỉnh Kon Tum"),
        ("UBND huyện Sa Thầy tỉnh Gia Lai",),
        ("UBND huyện Đăk Hà, tỉnh Kon Tum",),
        ("UBND xã Đăk Hà, huyện Tu Mơ Rông, tỉnh Kon Tum", "UBND xã Đăk Hà, huyện Tu Mơ Rông"),
        ("UBND xã Đăk Hà, huyện Đăk Tô, tỉnh Kon Tum",),
        ("UBND thị trấn Đăk Hà, huyện Đăk Hà, tỉnh Kon Tum",),
        ("UBND thành phố Kon Tum, tỉnh Kon Tum", "UBND thành phố Kon Tum"),
        ("UBND thành phố Cần Thơ",),
        ("UBND quận Ninh Kiều, thành phố Cần Thơ", "UBND quận Ninh Kiều"),
    ],
    "{}-KH/BCĐ": [
        ("Ban Chỉ đạo tỉnh Kon Tum",),
        ("Ban Chỉ đạo tỉnh Gia Lai",),
        ("Ban Chỉ đạo huyện Sa Thầy, tỉnh Kon Tum", "Ban Chỉ đạo huyện Sa Thầy"),
        ("Ban Chỉ đạo Trung ương",),
    ],
    "{}-HD/UBKTĐU": [("Ủy ban Kiểm tra Đảng ủy Sở Xây dựng tỉnh Kon Tum",), ("Ủy ban Kiểm tra Đảng ủy Sở Y tế tỉnh Kon Tum",), ("Ủy ban Kiểm tra Đảng ủy xã Sa Bình, huyện Sa Thầy",)],
    "{}-HD/BTCTU": [("Ban Tổ chức Tỉnh ủy Kon Tum",), ("Ban Tổ chức Tỉnh ủy Gia Lai",), ("Ban Tổ chức Thành ủy Cần Thơ",)],
    "{}/QĐ-SXD": [("Sở Xây dựng tỉnh Kon Tum", "Sở Xây dựng Kon Tum"), ("Sở Xây dựng tỉnh Gia Lai",), ("Sở Xây dựng thành phố Cần Thơ",)],
    "{}/QĐ-NHNN": [("Ngân hàng Nhà nước Việt Nam", "Ngân hàng Nhà nước"), ("Ngân hàng Nhà nước Chi nhánh tỉnh Kon Tum",), ("Ngân hàng Nhà nước Chi nhánh tỉnh Gia Lai",)],
    "{}/QĐ-BTC": [("Bộ Tài chính",), ("Ban Tổ chức tỉnh Kon Tum",), ("Ban Tổ chức tỉnh Gia Lai",)],
    "{}/KH-THCS": [
        ("Trường THCS Lê Lợi, huyện Sa Thầy, tỉnh Kon Tum",),
        ("Trường THCS Lê Lợi, huyện Đăk Tô, tỉnh Kon Tum",),
        ("Trường THCS Lê Lai, huyện Sa Thầy, tỉnh Kon Tum",),
    ],
    "{}/KH-BV": [("Bệnh viện Đa khoa tỉnh Kon Tum",), ("Bệnh viện Y học cổ truyền tỉnh Kon Tum",), ("Bệnh viện Đa khoa tỉnh Gia Lai",)],
    "{}-KH/ĐTN": [("Tỉnh đoàn Kon Tum",), ("Đoàn Thanh niên Sở Y tế tỉnh Kon Tum",), ("Huyện đoàn Sa Thầy",), ("Đoàn Thanh niên Sở Xây dựng tỉnh Kon Tum",)],
}  # fmt: skip
_WORDS = {"NQ": "Nghị quyết", "KH": "Kế hoạch", "QĐ": "Quyết định", "CT": "Chỉ thị", "HD": "Hướng dẫn"}


def _cite(number: str, issuer: str, day: str = "03/4/2020") -> str:
    word = next(word for code, word in _WORDS.items() if f"-{code}/" in number or f"/{code}-" in number)
    return f"{word} số {number.format('07')} ngày {day} của {issuer}"


def _text(head: str, *sentences: str) -> Document:
    body = "\n".join(f"Thực hiện {sentence}." for sentence in sentences)
    return parse_text(f"{HEADS[head]}\n\nBÁO CÁO\nvề công tác dân vận\n\n{body}" if head != "none" else body)


def _keys(document: Document) -> list[str | None]:
    return [r.target for r in document.references if r.kind == "numbered"]


def _never_one(bodies: list[tuple[str, ...]], keys: dict[str, set[str | None]]) -> None:
    of: defaultdict[str, set[int]] = defaultdict(set)
    for index, spellings in enumerate(bodies):
        for key in set().union(*(keys[spelling] for spelling in spellings)) - {None}:
            of[key].add(index)
    assert not {key: [bodies[i][0] for i in several] for key, several in of.items() if len(several) > 1}


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("number", BODIES)
def test_two_bodies_have_two_keys(number: str, head: str) -> None:
    bodies = BODIES[number]
    printed = [spelling for spellings in bodies for spelling in spellings]
    together = _keys(_text(head, *(_cite(number, issuer) for issuer in printed)))
    assert len(together) == len(printed)
    alone = [_keys(_text(head, _cite(number, issuer)))[0] for issuer in printed]
    _never_one(bodies, {p: {one, other} for p, one, other in zip(printed, together, alone, strict=True)})


@pytest.mark.parametrize("number", BODIES)
def test_two_bodies_have_two_keys_in_a_set(number: str) -> None:
    bodies = BODIES[number]
    printed = [spelling for spellings in bodies for spelling in spellings]
    for heads in itertools.combinations(HEADS, 2):
        documents = [_text(head, *(_cite(number, issuer) for issuer in printed)) for head in heads]
        documents += [_text("none", _cite(number, issuer)) for issuer in printed]
        settled = [_keys(d) for d in resolve_across(documents)]
        keys = {p: {settled[0][n], settled[1][n], settled[n + 2][0]} for n, p in enumerate(printed)}
        _never_one(bodies, keys)


def test_only_bodies_of_districts_tell_the_province_of_a_district() -> None:
    def of(*keys: str) -> dict[str, str]:
        return districts_of([f"dang/{key}/nq/2020-04-03/5" for key in keys])

    assert of("hu@sa-thay.kon-tum") == of("hu@sa-thay.kon-tum", "hu@sa-thay") == {"sa-thay": "kon-tum"}
    assert of("du@truong-a.kon-tum") == of("hu@sa-thay") == of("hu@sa-thay.dak-ha") == of("hu@xa-sa-binh.kon-tum") == {}
    assert of("hu@chau-thanh.an-giang") == {}, "several districts are called so"
    assert of("hu@sa-thay.kon-tum", "hu@sa-thay.gia-lai") == {}


def test_a_commune_is_one_only_where_its_places_do_not_contradict_each_other() -> None:
    plain, of_district, of_other = (
        f"dang/du@xa-sa-binh{place}/kh/2016-07-14/5" for place in (".kon-tum", ".sa-thay.kon-tum", ".dak-ha.kon-tum")
    )
    assert in_full([plain, of_district], {}) == {plain: of_district}
    assert in_full([plain, of_district, of_other], {}) == {}
    assert in_full([plain, of_district.replace("kon-tum", "gia-lai")], {}) == {}
    assert in_full([plain, of_district.replace("xa-", "phuong-")], {}) == {}
    assert in_full([plain, of_district.replace("/5", "/6")], {}) == {}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2021-02-03", "2023-02-03", True),
        ("2020-11-01", "2025-04-30", True),
        ("2020-11-01", "2025-05-01", False),
        ("2020-11-01", "2025-11-01", False),
        ("2020-04-30", "2020-11-01", False),
        ("2020-07-01", "2020-07-02", False),
        ("2020-04-30", "2016-01-01", True),
    ],
)
def test_numbers_of_a_local_committee_run_through_its_term(one: str, other: str, same: bool) -> None:
    assert one_run("dang", False, dt.date.fromisoformat(one), dt.date.fromisoformat(other)) is same
