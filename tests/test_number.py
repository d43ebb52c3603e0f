"""Số và ký hiệu: reading, mending and printing document numbers."""

from __future__ import annotations

import pytest

from qcdc_parse import DocNumber

READ = {
    "30-CT/TW": "30-CT/TW",
    "04/2015/NĐ-CP": "04/2015/NĐ-CP",
    "10/2022/QH15": "10/2022/QH15",
    "33 - KH/ĐUK": "33-KH/ĐUK",
    "129- KH/BCĐĐUK": "129-KH/BCĐĐUK",
    "11 -NQ/TU": "11-NQ/TU",
    "30-\nCT/TW": "30-CT/TW",
    "217-QD/TW": "217-QĐ/TW",
    "76-NQ-CP": "76/NQ-CP",
    "217/QĐ-TW": "217-QĐ/TW",
    "03/-CV/BCSĐ": "03-CV/BCSĐ",
    "367 - QĐ/TWĐTN-VP": "367-QĐ/TWĐTN-VP",
    "15/2007QĐ-UBND": "15/2007/QĐ-UBND",
    "294QĐ/TW": "294-QĐ/TW",
    "55/2005/TTLT-BNV-VPCP": "55/2005/TTLT-BNV-VPCP",
    "206/QĐ-BNN-PC": "206/QĐ-BNN-PC",
    "351/2017/UBTVQH14": "351/2017/UBTVQH14",
    "34/2007/PL-UBTVQH11": "34/2007/PL-UBTVQH11",
    "03/VBHN-VPQH": "03/VBHN-VPQH",
    "125/SGDĐT-VP": "125/SGDĐT-VP",
    "1234/UBND-NC": "1234/UBND-NC",
    "249/MTTQ-BTT": "249/MTTQ-BTT",
    "08-QĐi/TW": "08-QĐi/TW",
    "04-QyĐ/ĐU": "04-QyĐ/ĐU",
    "56-CTr/TU": "56-CTr/TU",
    "12a-NQ/CB": "12a-NQ/CB",
    "30–CT/TW": "30-CT/TW",
    "30—CT/TW": "30-CT/TW",
    "12-NQ/ĐĐQH15": "12-NQ/ĐĐQH15",
    "05-KH/BCĐ35": "05-KH/BCĐ35",
    "61-GCN/VPTU": "61-GCN/VPTU",
    "07-XYZ/TU": "07-XYZ/TU",
    "21-LCT/HĐNN8": "21-LCT/HĐNN8",
    "39-L/CTN": "39-L/CTN",
    "12/2021/L-CTN": "12/2021/L-CTN",
    "37-NQ/UBTVQH9": "37-NQ/UBTVQH9",
    "973/NQ-UBTVQH13": "973/NQ-UBTVQH13",
    "30A/2008/NQ-CP": "30a/2008/NQ-CP",
    "18-NQ.TW": "18-NQ/TW",
    "18.NQ/TW": "18-NQ/TW",
    "19-NQ/T.Ư": "19-NQ/TƯ",
    "19-NQ/T.W": "19-NQ/TW",
    "91-BC//ĐUK": "91-BC/ĐUK",
    "88-KH-/TU": "88-KH/TU",
    "192/2010/N Đ-CP": "192/2010/NĐ-CP",
    "70-QC/T W": "70-QC/TW",
    "282/2020/UB TVQH14": "282/2020/UBTVQH14",
    "12/2013/TTLT-BNV - BTC": "12/2013/TTLT-BNV-BTC",
    "942/TB-KTNN - TCCB": "942/TB-KTNN-TCCB",
    "3O-CT/TW": "30-CT/TW",
    "l20-KL/TW": "120-KL/TW",
    "1O4/2O22/QH15": "104/2022/QH15",
    "10/2022/QHl5": "10/2022/QH15",
    "28/2021/NQ-HDND": "28/2021/NQ-HĐND",
    "33-KH/DUK": "33-KH/ĐUK",
    "16/CT-TTG": "16/CT-TTg",
    "56-CTR/TU": "56-CTr/TU",
    "18-nq/tw": "18-NQ/TW",
    "10/2022/qh15": "10/2022/QH15",
    "54-NQBCĐTU": "54-NQ/BCĐTU",
    "01/2022/TTBTTTT": "01/2022/TT-BTTTT",
    "30-CTTW": "30-CT/TW",
    "4QyĐ/ĐU": "4-QyĐ/ĐU",
}
NO_NUMBERS = [
    "28/8/2018", "28-8-2018", "24/7", "46/57", "2017-2022", "51C-123.45", "0912-345-678", "60km/h", "A4", "TCVN 6909:2001",
    "ISO 9001:2015", "35.000/kg", "", "số", "30-", "30-CT/", "CT/TW", "12/5", "1.234-NQ/TW", "5-TH", "12-CTCP", "12/2024/CTCP",
    "3O/KDC", "O-CT/TW", "lO-CT/TW", "30-ct-tw", "217-qd-tw", "5-kg/ha", "24/h-ng", "12B/KDC", "12-L/TU", "12-QH/UBND", "5-NQ/B12",
    "14/2020/HĐKT-STC", "18-NQ.ABC", "30/2016.NĐ",
]  # fmt: skip


@pytest.mark.parametrize(("printed", "key"), READ.items())
def test_key(printed: str, key: str) -> None:
    number = DocNumber.parse(printed)
    assert number is not None
    assert number.key == key


def test_eth_in_a_decision() -> None:
    assert str(DocNumber.parse("217-QÐ/TW")) == "217-QĐ/TW"


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_no_number(text: str) -> None:
    assert DocNumber.parse(text) is None


@pytest.mark.parametrize("key", sorted(set(READ.values())))
def test_a_key_is_read_as_itself(key: str) -> None:
    number = DocNumber.parse(key)
    assert str(number) == key
    assert number is not None
    assert number.mended is False


@pytest.mark.parametrize(
    "printed",
    [
        "217-QD/TW", "76-NQ-CP", "217/QĐ-TW", "03/-CV/BCSĐ", "294QĐ/TW", "7/2021/ND-CP", "3O-CT/TW", "10/2O22/QH15", "18-nq/tw",
        "30A/2008/NQ-CP", "18-NQ.TW", "19-NQ/T.W", "70-QC/T W", "33-KH/DUK", "16/CT-TTG", "91-BC//ĐUK", "54-NQBCĐTU", "21/LCT-HĐNN8",
    ],
)  # fmt: skip
def test_mended(printed: str) -> None:
    number = DocNumber.parse(printed)
    assert number is not None
    assert number.mended


def test_a_small_letter_behind_the_serial_is_a_suffix() -> None:
    """`12l` may be 12 with a suffix or 121: it stays as printed."""
    assert str(DocNumber.parse("12l-NQ/TU")) == "12l-NQ/TU"


@pytest.mark.parametrize("key", ["12/TTHĐND-VP", "12/CTUBND-VP", "12/CĐBTNMT"])
def test_what_may_be_a_body_is_not_taken_apart(key: str) -> None:
    """TT may be Thường trực, CT Chủ tịch, CĐ Công đoàn."""
    assert str(DocNumber.parse(key)) == key


@pytest.mark.parametrize("printed", ["33 - KH/ĐUK", "30–CT/TW", " 30-CT/TW "])
def test_blanks_and_dashes_are_no_misprints(printed: str) -> None:
    number = DocNumber.parse(printed)
    assert number is not None
    assert not number.mended


def test_padding_is_kept() -> None:
    assert [str(DocNumber.parse(t)) for t in ("3-NQ/TU", "03-NQ/TU", "003-NQ/TU")] == ["3-NQ/TU", "03-NQ/TU", "003-NQ/TU"]


def test_record() -> None:
    number = DocNumber.parse("04/2015/NĐ-CP")
    assert number is not None
    assert number.record().model_dump() == {
        "serial": 4, "suffix": None, "year": 2015, "type_code": "NĐ", "body_code": "CP", "mark": None, "system": "state",
    }  # fmt: skip


def test_record_of_a_law_has_no_type_code() -> None:
    record = DocNumber.parse("10/2022/QH15").record()
    assert (record.type_code, record.body_code, record.year) == (None, "QH15", 2022)


def test_suffix() -> None:
    assert DocNumber.parse("12a-NQ/CB").record().suffix == "a"


@pytest.mark.parametrize(
    ("printed", "system"),
    [("30-CT/TW", "party"), ("30/CT-TW", "party"), ("16/CT-TTg", "state"), ("5-NQ/HU", "party"), ("9/KH-UBND", "state")],
)
def test_system(printed: str, system: str) -> None:
    assert DocNumber.parse(printed).system == system


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("30-CT/TW", "Chỉ thị"),
        ("217-QĐ/TW", None),
        ("5/QĐ-UBND", "Quyết định"),
        ("22-TT/TW", "Thông tri"),
        ("8/TT-BNV", "Thông tư"),
        ("77-TB/TU", "Thông báo"),
        ("27-CTr/TU", "Chương trình"),
        ("10/2022/QH15", None),
    ],
)
def test_type_of_the_symbol(printed: str, name: str | None) -> None:
    assert DocNumber.parse(printed).doc_type == name


def test_numbers_compare_by_value() -> None:
    assert DocNumber.parse("33 - KH/ĐUK") == DocNumber.parse("33-KH/ĐUK")
    assert DocNumber.parse("33-KH/ĐUK") != DocNumber.parse("34-KH/ĐUK")
    assert len({DocNumber.parse("33 - KH/ĐUK"), DocNumber.parse("33-KH/ĐUK")}) == 1
