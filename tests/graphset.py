"""A small set of documents for tests: a directive of Trung ương, who carries it out below, what was replaced, what stays open."""

from pathlib import Path

CENTRAL = """BAN CHẤP HÀNH TRUNG ƯƠNG	ĐẢNG CỘNG SẢN VIỆT NAM
*
Số 61-CT/TW	Hà Nội, ngày 12 tháng 4 năm 2023

CHỈ THỊ
CỦA BAN BÍ THƯ
về tăng cường công tác lưu trữ trong các cơ quan của Đảng
-----

Ban Bí thư yêu cầu các cấp ủy tổ chức thực hiện tốt công tác lưu trữ.
"""
PROVINCE = """TỈNH ỦY LÂM ĐỒNG	ĐẢNG CỘNG SẢN VIỆT NAM
*
Số 35-KH/TU	Đà Lạt, ngày 20 tháng 6 năm 2023

KẾ HOẠCH
thực hiện Chỉ thị số 61-CT/TW, ngày 12/4/2023 của Ban Bí thư về tăng cường công tác lưu trữ trong các cơ quan của Đảng
-----

Ban Thường vụ Tỉnh ủy ban hành Kế hoạch như sau:
1- Văn phòng Tỉnh ủy hướng dẫn các cơ quan.
2- Kế hoạch này thay thế Kế hoạch số 14-KH/TU, ngày 08/5/2019 của Ban Thường vụ Tỉnh ủy.
"""
DISTRICT = """TỈNH ỦY LÂM ĐỒNG	ĐẢNG CỘNG SẢN VIỆT NAM
HUYỆN ỦY DI LINH
*
Số 22-KH/HU	Di Linh, ngày 15 tháng 8 năm 2023

KẾ HOẠCH
thực hiện Kế hoạch số 35-KH/TU, ngày 20/6/2023 của Ban Thường vụ Tỉnh ủy
-----

Căn cứ Chỉ thị số 61-CT/TW, ngày 12/4/2023 của Ban Bí thư, Ban Thường vụ Huyện ủy ban hành Kế hoạch:
1- Chi bộ học tập Nghị quyết số 25-NQ/TW.
"""
LATE = """TỈNH ỦY LÂM ĐỒNG	ĐẢNG CỘNG SẢN VIỆT NAM
HUYỆN ỦY BẢO LÂM
*
Số 40-KH/HU	Bảo Lâm, ngày 03 tháng 10 năm 2023

KẾ HOẠCH
về chỉnh lý tài liệu
-----

Thực hiện Kế hoạch số 14-KH/TU, ngày 08/5/2019 của Ban Thường vụ Tỉnh ủy, Huyện ủy chỉnh lý tài liệu đến năm 2020.
"""

DOCUMENTS = {"01-trung-uong.txt": CENTRAL, "02-tinh.txt": PROVINCE, "03-huyen.txt": DISTRICT, "04-huyen-khac.txt": LATE}
KEYS = {
    "central": "dang/tw/ct/2023-04-12/61",
    "province": "dang/tu@lam-dong/kh/2023-06-20/35",
    "old": "dang/tu@lam-dong/kh/2019-05-08/14",
    "district": "dang/hu@di-linh.lam-dong/kh/2023-08-15/22",
    "late": "dang/hu@bao-lam.lam-dong/kh/2023-10-03/40",
}


def write_set(folder: Path) -> Path:
    """Write the documents into a folder, and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in DOCUMENTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
