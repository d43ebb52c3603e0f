"""Figures of units that say things in their own words: outline and reports are texts, aligned as in use."""

from __future__ import annotations

from functools import cache

import pytest

from qcdc_parse import parse_text
from qcdc_parse.report.alignment import Aligner
from qcdc_parse.report.figures import figure_conflicts, figures_of, prose_conflicts, totals_of
from qcdc_parse.report.models import Conflict, Figure
from qcdc_parse.report.outline import outline_of

OUTLINE = outline_of(
    parse_text("""ĐỀ CƯƠNG BÁO CÁO
Kết quả công tác phòng cháy, chữa cháy năm 2025
I. CÔNG TÁC CHỈ ĐẠO
- Kinh phí đầu tư cho công tác phòng cháy, chữa cháy: ……… triệu đồng; trong đó nguồn xã hội hóa: ……… triệu đồng.
- Số buổi diễn tập: ……… buổi; số lượt người tham gia: ……… lượt người.
II. KẾT QUẢ KIỂM TRA
- Số đoàn kiểm tra: … đoàn; số cơ sở vi phạm: … cơ sở, chiếm tỷ lệ: … %
PHỤ LỤC 1
BIỂU SỐ LIỆU
STT\tChỉ tiêu\tĐơn vị tính\tKết quả năm 2024\tKết quả năm 2025
1\tSố cơ sở thuộc diện quản lý\tcơ sở\t\t
2\tTrong đó: số cơ sở nguy hiểm cháy, nổ\tcơ sở\t\t
3\tSố cơ sở được kiểm tra, phúc tra\tcơ sở\t\t
4\tSố tiền xử phạt vi phạm\ttriệu đồng\t\t
5\tTỷ lệ đội dân phòng được huấn luyện\t%\t\t
6\tHội nghị tuyên truyền cho cán bộ, công chức, người lao động\tcuộc\t\t
PHỤ LỤC 2
KẾT QUẢ HUẤN LUYỆN
TT\tĐối tượng\tTổng số\tĐạt\tChưa đạt
1\tĐội trưởng đội dân phòng\t\t\t
""")
)
TABLE = """Chỉ tiêu\tĐơn vị\tNăm 2024\tNăm 2025
Số cơ sở thuộc diện quản lý\tcơ sở\t100\t110
Số cơ sở được kiểm tra, phúc tra\tcơ sở\t60\t72
Số tiền xử phạt vi phạm\ttriệu đồng\t35\t40"""


@cache
def aligner() -> Aligner:
    return Aligner(OUTLINE)


def read(first: str = "", second: str = "", third: str = "", fourth: str = "") -> tuple[list[Figure], list[Conflict]]:
    body = f"I. CÔNG TÁC CHỈ ĐẠO\n{first}\nII. KẾT QUẢ KIỂM TRA\n{second}\nPHỤ LỤC 1\nBIỂU SỐ LIỆU\n{third}"
    if fourth:
        body += f"\nPHỤ LỤC 2\nKẾT QUẢ HUẤN LUYỆN\n{fourth}"
    document = parse_text(f"BÁO CÁO\nKết quả công tác phòng cháy, chữa cháy năm 2025\n{body}\n")
    answers, _ = aligner().align(document, 0, None)
    figures = figures_of(OUTLINE, document, answers, 0, None)
    return figures, [*figure_conflicts(OUTLINE, figures), *prose_conflicts(OUTLINE, document, answers, figures, 0, None)]


def short(figures: list[Figure]) -> list[str]:
    """`1#4 2025 = 125000 nghìn đồng`, with `?` where doubtful."""
    out = []
    for f in figures:
        whole = f"/{f.of:g}" if f.of is not None else ""
        year = f" {f.column[-4:]}" if f.column else ""
        text = f"{f.field.removeprefix('PHỤ LỤC ')}{year} = {f.value:.10g}{whole} {f.measure or ''}".strip()
        out.append(text + (" ?" if f.status == "doubtful" else ""))
    return out


PROSE = {
    # Words of what the whole outline is about may be left out; `trong đó` is how the outline itself asks for a part.
    ("Năm 2025 đầu tư 850 triệu đồng kinh phí phòng cháy, trong đó xã hội hoá 1,2 tỷ đồng. Ban Chỉ huy gồm 12 thành viên.", ""): [
        "I#1 = 850 triệu đồng",
        "I#2 = 1.2 tỷ đồng",
    ],
    ("Phòng Văn hóa - Xã hội làm đầu mối; Ban Chỉ huy gồm 15 thành viên, nhiều nguồn lực xã hội tham gia.", ""): [],
    ("Tổ chức 4 buổi diễn tập, tổng cộng 310 lượt người tham gia gồm công nhân, bảo vệ.", ""): ["I#3 = 4 buổi", "I#4 = 310 lượt người"],
    ("- So buoi dien tap: 05 buoi; so luot nguoi tham gia: 200 luot nguoi.", ""): ["I#3 = 5 buổi", "I#4 = 200 lượt người"],
    ("- Số buổi diễn tâp: 05 buổi", ""): ["I#3 = 5 buổi"],
    ("Tổng kinh phí đầu tư là 240 triệu đồng.", ""): ["I#1 = 240 triệu đồng"],
    ("Kiện toàn Ban Chỉ huy gồm 15 thành viên, phân công công chức Phòng Văn hóa - Xã hội làm đầu mối; công an phối hợp.", ""): [],
    ("", "Có 15 cơ sở tái phạm; 30% số cơ sở chưa có bình."): ["II#2 = 15 cơ sở ?"],
    ("", "Lập 3 đoàn kiểm tra liên ngành, phát hiện 12 cơ sở vi phạm, chiếm 8,5%."): ["II#1 = 3 đoàn", "II#2 = 12 cơ sở", "II#3 = 8.5 %"],
}


@pytest.mark.parametrize(("body", "expected"), PROSE.items())
def test_prose(body: tuple[str, str], expected: list[str]) -> None:
    assert short(read(*body)[0]) == expected


TABLES = {
    "STT\tNội dung\tĐVT\t2025\t2024\n1\tSố tiền phạt\tnghìn đồng\t125.000\t98.500\n2\tSố cơ sở được kiểm tra\tcơ sở\t86\t80\n"
    "3\tTỷ lệ đội dân phòng được huấn luyện\t%\t394/420\t95\n4\tHội nghị cho người lao động\tcuộc\t4\t3": [
        "1#3 2024 = 80 cơ sở",
        "1#3 2025 = 86 cơ sở",
        "1#4 2024 = 98500 nghìn đồng",
        "1#4 2025 = 125000 nghìn đồng",
        "1#5 2024 = 95 %",
        "1#5 2025 = 394/420",
        "1#6 2024 = 3 cuộc",
        "1#6 2025 = 4 cuộc",
    ],
    # Two rows part one field: neither is the figure.
    "Chỉ tiêu\tNăm 2024\tNăm 2025\nHội nghị tuyên truyền cho cán bộ, công chức\t2\t3\nHội nghị tuyên truyền cho người lao động\t5\t6": [
        "1#6 2024 = 2 cuộc ?",
        "1#6 2025 = 3 cuộc ?",
    ],
    "- Tỷ lệ đội dân phòng được huấn luyện: năm 2024: 17/18; năm 2025: 19/20.": ["1#5 2024 = 17/18", "1#5 2025 = 19/20"],
}


@pytest.mark.parametrize(("body", "expected"), TABLES.items())
def test_table(body: str, expected: list[str]) -> None:
    assert short(read(third=body)[0]) == expected


SAID = {
    "Năm 2025, các đoàn đã kiểm tra 86 cơ sở, tập trung dịp Tết và tháng 5; lỗi thường gặp là thiếu bình.": "86 cơ sở",
    "Trong năm 2025, kiểm tra, phúc tra được 70 cơ sở.": "70 cơ sở",
    "Năm 2025 kiểm tra 72 cơ sở.": None,
    "Năm 2025 kiểm tra 40 cơ sở dịp Tết Nguyên đán.": None,
    "Năm 2026 kiểm tra 90 cơ sở. Phấn đấu năm 2025 kiểm tra 80 cơ sở.": None,
    "Trong 06 tháng đầu năm 2025 kiểm tra 30 cơ sở.": None,
    "Năm 2025 đã phúc tra 20 cơ sở vi phạm.": None,
    "Năm 2025 kiểm tra 30 cơ sở, trong quý I.": None,
}


@pytest.mark.parametrize(("sentence", "words"), SAID.items())
def test_prose_against_appendix(sentence: str, words: str | None) -> None:
    found = [c for c in read(second=sentence, third=TABLE)[1] if c.kind == "prose_against_appendix"]
    assert [c.field for c in found] == ([] if words is None else ["PHỤ LỤC 1#3"])
    assert all(words is not None and words in c.quotes[0].text for c in found)


BROKEN = {
    "Toàn xã có 142 cơ sở, trong đó 58 cơ sở sản xuất, 61 cơ sở kinh doanh và 31 cơ sở dịch vụ ăn uống.": "150 cơ sở",
    "Kinh phí đầu tư cho công tác phòng cháy, chữa cháy: 4.250 triệu đồng, gồm: ngân sách Trung ương 900 triệu đồng, "
    "ngân sách tỉnh 3.130 triệu đồng và nguồn xã hội hóa: 320 triệu đồng.": "4.350 triệu đồng",
    "Chi 2 tỷ đồng, gồm 1.200 triệu đồng ngân sách và 700 triệu đồng đóng góp.": "1,9 tỷ đồng",
    "Toàn xã có 142 cơ sở, trong đó 100 cơ sở đã ký cam kết, 80 cơ sở được cấp giấy.": None,
    "Mở 12 lớp, gồm 5 lớp cho cán bộ, 7 lớp cho dân.": None,
    "Mở 12 lớp, trong đó 5 lớp ở xã, 2 lớp ở thôn.": None,
    "Chi 200 triệu đồng, gồm 150 triệu đồng ngân sách (tăng 20 triệu đồng) và 50 triệu đồng đóng góp.": None,
    "Có 30 đảng viên, trong đó 20 đảng viên nữ, 15 đảng viên trẻ.": None,
}


@pytest.mark.parametrize(("sentence", "made"), BROKEN.items())
def test_breakdowns(sentence: str, made: str | None) -> None:
    found = [c for c in read(sentence)[1] if c.kind == "parts_against_total"]
    assert len(found) == (made is not None)
    assert all(made is not None and made in c.message for c in found)


@pytest.mark.parametrize(("row", "fits"), [("36\t31\t5", True), ("36\t31\t3", False), ("36\t31\t", True)])
def test_opposite_columns_make_the_whole(row: str, fits: bool) -> None:
    table = f"TT\tĐối tượng\tTổng số\tĐạt\tChưa đạt\n1\tĐội trưởng đội dân phòng\t{row}"
    found = read(third=TABLE, fourth=table)[1]
    assert [c.field for c in found] == ([] if fits else ["PHỤ LỤC 2#1"])


def test_a_share_of_a_part_of_a_whole_is_computed() -> None:
    outline = outline_of(
        parse_text("""ĐỀ CƯƠNG BÁO CÁO
Sơ kết công tác tiếp dân
I. TÌNH HÌNH
II. KẾT QUẢ
- Số đơn đã tiếp nhận: … đơn; trong đó đã giải quyết: … đơn; đạt tỷ lệ: … %
""")
    )
    fields = [field for slot in outline.slots for field in slot.fields]
    assert [f.part_of for f in fields] == [None, fields[0].id, fields[1].id]
    figures: list[Figure] = []
    for name, said in {
        "A": "40 đơn; trong đó đã giải quyết: 30 đơn; đạt tỷ lệ: 75%",
        "B": "10 đơn; trong đó đã giải quyết: 10 đơn",
    }.items():
        document = parse_text(f"BÁO CÁO\nI. TÌNH HÌNH\nỔn định.\nII. KẾT QUẢ\n- Số đơn đã tiếp nhận: {said}\n")
        answers, _ = Aligner(outline).align(document, 0, None)
        figures += [f.model_copy(update={"unit": name}) for f in figures_of(outline, document, answers, 0, None)]
    total = next(t for t in totals_of(outline, figures, {"II": ["A", "B"]}) if t.field == fields[2].id)
    assert (total.kind, total.value, total.of, total.units) == ("ratio", 80.0, 50.0, 2)
