"""Documents of different bodies, places, times and types that share a number never get one key, however they are printed."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qcdc_parse import Document, parse_text, resolve_across
from qcdc_parse.catalog import doc_types, raw
from qcdc_parse.codes.bodies import body_codes, units
from qcdc_parse.identity.fuller import districts_of, in_full
from qcdc_parse.identity.keys import make_symbol, slug
from qcdc_parse.identity.series import one_run
from qcdc_parse.identity.spots import provinces

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


APART = [
    # All of these are different documents, cited side by side and in texts of their own.
    ["Hợp đồng số 12/HĐ-STC ngày 03/4/2020 của Sở Tài chính tỉnh Kon Tum", "Hướng dẫn số 12/HD-STC ngày 03/4/2020 của Sở Tài chính tỉnh Kon Tum"],
    ["Đề án số 3-ĐA/TU ngày 03/4/2020 của Tỉnh ủy Kon Tum", "Dự án số 3-DA/TU ngày 03/4/2020 của Tỉnh ủy Kon Tum"],
    ["Luật số 45/2013/QH13", "Nghị quyết số 45/2013/QH13", "Luật số 45/2013/QH12", "Nghị quyết số 45/2014/QH13"],
    ["Nghị quyết số 45/2013/UBTVQH13", "Nghị quyết số 45/2013/QH13", "Pháp lệnh số 45/2013/UBTVQH13"],
    ["Thông tư liên tịch số 05/2016/TTLT-BXD-BNV", "Thông tư liên tịch số 05/2016/TTLT-BNV-BTC", "Thông tư liên tịch số 05/2016/TTLT-BXD", "Thông tư số 05/2016/TT-BXD"],
    ["Văn bản hợp nhất số 12/VBHN-BTC ngày 03/4/2020", "Văn bản hợp nhất số 12/VBHN-BNV ngày 03/4/2020", "Văn bản hợp nhất số 12/VBHN-VPQH ngày 03/4/2020"],
    ["Văn bản hợp nhất số 12/VBHN-BTC ngày 03/4/2020", "Văn bản hợp nhất số 12/VBHN-BTC ngày 03/4/2021", "Thông tư số 12/2020/TT-BTC"],
    ["Công văn số 12-CV/TW ngày 03/4/2018", "Công văn số 12a-CV/TW ngày 03/4/2018", "Công văn số 12b-CV/TW ngày 03/4/2018", "Công văn số 120-CV/TW ngày 03/4/2018"],
    ["Nghị quyết số 18-NQ/TW khóa XII", "Nghị quyết số 18-NQ/TW khóa XIII", "Nghị quyết số 18-NQ/TW khóa XI", "Nghị quyết số 19-NQ/TW khóa XII"],
    ["Kết luận số 7-KL/TW ngày 05/4/2021", "Kết luận số 7-KL/TW ngày 06/4/2021", "Kết luận số 7-KL/TW khóa XI", "Thông báo số 7-TB/TW ngày 05/4/2021"],
    ["Quyết định số 991-QĐ/TW khóa XII", "Quy định số 991-QĐi/TW khóa XII"],
    ["Chỉ thị số 4-CT/TU ngày 02/3/2018 của Tỉnh ủy Kon Tum", "Chỉ thị số 4/CT-TTg ngày 02/3/2018", "Chỉ thị số 4-CT/TW ngày 02/3/2018", "Chỉ thị số 4/CT-UBND ngày 02/3/2018 của UBND tỉnh Kon Tum"],
    ["Nghị quyết số 4/NQ-HĐND ngày 02/3/2018 của HĐND tỉnh Kon Tum", "Nghị quyết số 4/NQ-HĐND ngày 02/3/2018 của HĐND huyện Sa Thầy, tỉnh Kon Tum", "Nghị quyết số 4/2018/NQ-HĐND của HĐND tỉnh Gia Lai"],
    ["Báo cáo số 4/BC-UBPL14 ngày 02/3/2018", "Báo cáo số 4/BC-UBTP14 ngày 02/3/2018", "Báo cáo số 4/BC-UBPL15 ngày 02/3/2018", "Báo cáo số 4/BC-VPQH ngày 02/3/2018"],
    ["Công văn số 31/SXD-QLN ngày 02/3/2018 của Sở Xây dựng tỉnh Kon Tum", "Công văn số 31/SXD-TTr ngày 02/3/2018 của Sở Xây dựng tỉnh Kon Tum", "Công văn số 31/SNV-TTr ngày 02/3/2018 của Sở Nội vụ tỉnh Kon Tum"],
    ["Quyết định số 7/QĐ-UB ngày 02/3/1999 của UBND tỉnh Kon Tum", "Quyết định số 7/QĐ-UBND ngày 02/3/2009 của UBND tỉnh Kon Tum", "Quyết định số 7/2009/QĐ-UBND của UBND tỉnh Kon Tum"],
    ["Nghị quyết Đại hội XII của Đảng", "Nghị quyết Đại hội XIII của Đảng", "Nghị quyết Đại hội Đảng bộ tỉnh Kon Tum lần thứ XII", "Nghị quyết Đại hội Đảng bộ tỉnh Gia Lai lần thứ XII"],
    ["Luật Tổ chức chính quyền địa phương ngày 19/02/2025", "Luật Tổ chức chính quyền địa phương ngày 16/6/2025", "Luật Tổ chức chính quyền địa phương năm 2015"],
    ["Luật Nhà ở năm 2014", "Luật Nhà ở năm 2023", "Luật sửa đổi, bổ sung một số điều của Luật Nhà ở năm 2020", "Luật Kinh doanh bất động sản năm 2014"],
    ["Nghị quyết Đại hội Đảng bộ tỉnh Kon Tum lần thứ IV", "Nghị quyết Đại hội Đảng bộ Sở Xây dựng tỉnh Kon Tum lần thứ IV", "Nghị quyết Đại hội Đảng bộ Sở Y tế tỉnh Kon Tum lần thứ IV",
     "Nghị quyết Đại hội Đảng bộ Khối các cơ quan tỉnh Kon Tum lần thứ IV", "Nghị quyết Đại hội Đảng bộ Khối Doanh nghiệp tỉnh Kon Tum lần thứ IV", "Nghị quyết Đại hội Đảng bộ Công an tỉnh Kon Tum lần thứ IV",
     "Nghị quyết Đại hội Đảng bộ xã Đăk Hà, huyện Tu Mơ Rông, tỉnh Kon Tum lần thứ IV", "Nghị quyết Đại hội Đảng bộ xã Đăk Hà, huyện Đăk Tô, tỉnh Kon Tum lần thứ IV", "Nghị quyết Đại hội Đảng bộ huyện Sa Thầy, tỉnh Kon Tum lần thứ IV",
     "Nghị quyết Đại hội Đảng bộ Bệnh viện Đa khoa tỉnh Kon Tum lần thứ IV", "Nghị quyết Đại hội Đảng bộ Công ty Cao su Kon Tum lần thứ IV", "Nghị quyết Đại hội Đảng bộ Trường Cao đẳng Cộng đồng Kon Tum lần thứ IV",
     "Nghị quyết Đại hội Chi bộ Văn phòng Tỉnh ủy Kon Tum lần thứ IV", "Nghị quyết Đại hội Đảng bộ thành phố Kon Tum lần thứ IV", "Nghị quyết Đại hội Công đoàn tỉnh Kon Tum lần thứ IV",
     "Nghị quyết Đại hội Hội Nông dân tỉnh Kon Tum lần thứ IV", "Nghị quyết Đại hội Mặt trận Tổ quốc tỉnh Kon Tum lần thứ IV", "Nghị quyết Đại hội Đảng bộ Quân sự tỉnh Kon Tum lần thứ IV"],
]  # fmt: skip


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("cited", APART, ids=lambda cited: cited[0])
def test_different_documents_have_different_keys(cited: list[str], head: str) -> None:
    together = _text(head, *cited)
    alone = [_text(head, one) for one in cited]
    texts = resolve_across([together, *alone, *(_text("none", one) for one in cited)])
    for documents in ([together, *alone], texts):
        of: defaultdict[str, set[str]] = defaultdict(set)
        for document in documents:
            for one in cited:
                at = document.text.find(f"Thực hiện {one}.") + len("Thực hiện ")
                for r in document.references:
                    if r.span.start == at and at >= len("Thực hiện ") and r.target:
                        of[r.target].add(one)
        assert not {key: several for key, several in of.items() if len(several) > 1}


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


_CITED = st.one_of(
    st.builds(
        _cite,
        st.shared(st.sampled_from(sorted(BODIES)), key="number"),
        st.shared(st.sampled_from(sorted(BODIES)), key="number").flatmap(
            lambda number: st.sampled_from([p for b in BODIES[number] for p in b])
        ),
        st.sampled_from(["03/4/2020", "03/4/2020", "08/9/2020"]),
    ),
    st.shared(st.sampled_from(sorted(BODIES)), key="number").map(lambda number: _cite(number, "Ban Thường vụ").partition(" ngày")[0]),
    st.shared(st.sampled_from(sorted(BODIES)), key="number").map(lambda number: _cite(number, "Ban Thường vụ").partition(" của")[0]),
)


@settings(max_examples=120, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(sorted(HEADS)), st.lists(_CITED, min_size=1, max_size=3)), min_size=1, max_size=5), st.randoms())
def test_a_set_is_settled_once_and_in_any_order(texts: list[tuple[str, list[str]]], chance: random.Random) -> None:
    documents = [_text(head, *cited) for head, cited in texts]
    once = resolve_across(documents)
    assert resolve_across(once) == once
    order = list(range(len(documents)))
    chance.shuffle(order)
    assert resolve_across([documents[n] for n in order]) == tuple(once[n] for n in order)
    for document in documents:
        assert resolve_across([document]) == (document,)


ABOVE = [
    "",
    "TỈNH ỦY",
    "HUYỆN ỦY CHÂU THÀNH",
    "HUYỆN ỦY",
    "ĐẢNG ỦY XÃ AN PHÚ",
    "ĐẢNG ỦY PHƯỜNG 3",
    "UBND HUYỆN CHÂU THÀNH",
    "UBND XÃ AN PHÚ",
    "TRUNG TÂM Y TẾ",
    "TỈNH ỦY KON TUM",
    "ĐẢNG BỘ HUYỆN SA THẦY",
    "UBND HUYỆN SA THẦY",
    "ĐẢNG ỦY ĐẠI HỌC",
]
ISSUERS = {
    "CHI BỘ TRƯỜNG TIỂU HỌC AN PHÚ": "31-BC/CB", "CHI BỘ THÔN 3": "31-BC/CB", "CHI BỘ VĂN PHÒNG": "31-BC/CB", "ĐẢNG ỦY XÃ AN PHÚ": "31-BC/ĐU", "ĐẢNG ỦY": "31-BC/ĐU",
    "ĐẢNG ỦY SỞ Y TẾ": "31-BC/ĐU", "ĐẢNG ỦY CÔNG TY CAO SU MANG YANG": "31-BC/ĐU", "ĐẢNG ỦY TRƯỜNG ĐẠI HỌC": "31-BC/ĐU", "HUYỆN ỦY CHÂU THÀNH": "31-BC/HU", "TỈNH ỦY": "31-BC/TU",
    "ỦY BAN KIỂM TRA": "31-BC/UBKTĐU", "UBND XÃ AN PHÚ": "31/BC-UBND", "ỦY BAN NHÂN DÂN": "31/BC-UBND", "PHÒNG NỘI VỤ": "31/BC-PNV", "TRƯỜNG THCS LÊ LỢI": "31/BC-THCS", "ĐẢNG ỦY KHỐI": "31-BC/ĐUK",
}  # fmt: skip
SPOKEN = [
    "Đảng ủy",
    "Đảng ủy xã An Phú",
    "Chi bộ Trường Tiểu học An Phú, xã An Phú",
    "UBND phường 3",
    "UBND huyện",
    "UBND xã An Phú, huyện Châu Thành",
    "Huyện ủy Châu Thành",
    "Chi bộ Văn phòng Sở Y tế",
    "Thành ủy",
    "Đảng ủy Đại học",
]


@pytest.mark.parametrize("above", ABOVE)
def test_every_place_ends_in_what_there_is_one_of(above: str) -> None:
    """In a province, or in a district whose name is no other's: here Sa Thầy; never in a commune, a school or Châu Thành."""
    cited = "\n".join(
        f"Thực hiện văn bản số {n} ngày 03/4/2020 của {i}." for n in ("7-NQ/ĐU", "7-CT/HU", "7/QĐ-UBND", "7-KH/CB") for i in SPOKEN
    )
    ends = {province.slug for province in provinces().values()} | {"sa-thay"}
    for (issuer, number), place in itertools.product(ISSUERS.items(), ("Châu Thành", "Hà Nội", "Kon Tum")):
        document = parse_text(
            f"{above}\n{issuer}\n*\nSố {number}\n{place}, ngày 05 tháng 3 năm 2021\n\nBÁO CÁO\nvề công tác dân vận\n\n{cited}"
        )
        keys = [document.header.identity, *(r.target for r in document.references)]
        assert not {key for key in keys if key and key.split("/")[1].partition("@")[2].rpartition(".")[2] not in ends}


def test_no_two_official_types_share_a_slug() -> None:
    of: defaultdict[str, set[str]] = defaultdict(set)
    for kind in doc_types():
        for code in {*kind.party, *kind.state} - {""}:
            for system, codes in (("party", kind.party), ("state", kind.state)):
                if code in codes:
                    of[make_symbol("1", "", None, code, "TW", system, None).kind].add(code)
    same = raw("identity")["types"]["same"]
    assert not {key: codes for key, codes in of.items() if len({same.get(code, code) for code in codes}) > 1}


def test_no_two_official_bodies_share_a_slug() -> None:
    codes = body_codes() | units() | set(raw("identity")["central"]["state"].split())
    of: defaultdict[str, set[str]] = defaultdict(set)
    for code in codes:
        of[slug(code)].add(code)
    # TƯ stands for TU and for TW, and is never settled by its code.
    assert all(len({code.replace("TƯ", "TU") for code in same}) == 1 for same in of.values())


def test_a_town_is_not_the_district_of_its_name() -> None:
    said = "Căn cứ Quyết định số 45/QĐ-UBND ngày 04/3/2020 của Ủy ban nhân dân {} Kỳ Anh, tỉnh Hà Tĩnh."
    district, town = (parse_text(said.format(level)).references[0].target for level in ("huyện", "thị xã"))
    assert (district, town) == ("nn/ubnd@ky-anh.ha-tinh/qd/2020-03-04/45", "nn/ubnd@thi-xa-ky-anh.ha-tinh/qd/2020-03-04/45")
