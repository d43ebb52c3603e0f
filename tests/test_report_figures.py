"""Figures of submissions, their totals and conflicts: outlines and alignments are made by hand."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qcdc_parse import parse_text
from qcdc_parse.catalog import raw
from qcdc_parse.model import Document, Source
from qcdc_parse.passages import passages
from qcdc_parse.report.figures import figure_conflicts, figures_of, prose_conflicts, superseded_conflicts, totals_of
from qcdc_parse.report.figures.digits import read_digits, read_words
from qcdc_parse.report.figures.measures import factor, is_rate, same_things, worth
from qcdc_parse.report.figures.notation import exact
from qcdc_parse.report.figures.scanning import scan
from qcdc_parse.report.figures.wording import words_in
from qcdc_parse.report.models import Answer, Conflict, Figure, Quote, SlotCandidate, Total, Unit
from qcdc_parse.report.outline.models import Field, Outline, Slot
from qcdc_parse.report.quotes import quote
from qcdc_parse.span import Span

YEARS = ("2019", "2020", "2021")
SEXES = ("Tổng số", "Nữ")


def slot(slot_id: str, heading: str, *fields: tuple[str, str | None, tuple[str, ...], str | None], appendix: bool = True) -> Slot:
    """A slot; a field is label, unit, columns, the place of the field it is a part of."""
    made = tuple(
        Field(id=f"{slot_id}#{i}", label=label, unit=unit, columns=columns, part_of=part and f"{slot_id}#{part}")
        for i, (label, unit, columns, part) in enumerate(fields, 1)
    )
    parent = slot_id.rpartition("/")[0] or None
    label = slot_id.rpartition("/")[2]
    return Slot(id=slot_id, label=label, parent=parent, style="number", heading=heading, fields=made, appendix=appendix)


OUTLINE = Outline(
    source=Source(name="de-cuong.txt", sha256="", media_type="text/plain"),
    slots=(
        slot("I", "Công tác lãnh đạo, chỉ đạo", appendix=False),
        slot("PHỤ LỤC 2", "Số liệu"),
        slot(
            "PHỤ LỤC 2/1",
            "Dịch vụ công",
            ("Tổng số dịch vụ công trực tuyến mức độ 3, 4", None, (), None),
            ("trong đó mức độ 4", None, (), 1),
        ),
        slot(
            "PHỤ LỤC 2/2",
            "Xây dựng nông thôn mới",
            ("Đỡ đầu xã đạt chuẩn nông thôn mới/tổng số xã được giao", None, (), None),
            ("đạt tỷ lệ", "%", (), 1),
            ("Kinh phí huy động", "triệu đồng", (), None),
            ("đạt tỷ lệ", "%", (), 3),
        ),
        slot("PHỤ LỤC 2/3", "Hội nghị cán bộ, công chức", ("Hội nghị cán bộ, công chức", None, YEARS, None)),
        slot(
            "PHỤ LỤC 2/4", "Hội nghị người lao động", ("Tổ chức hội nghị người lao động", None, YEARS, None), ("đạt tỷ lệ", "%", YEARS, 1)
        ),
        slot("PHỤ LỤC 2/5", "Đối thoại", ("Tổ chức đối thoại tại nơi làm việc", None, (), None), ("đạt tỷ lệ", "%", (), 1)),
        slot(
            "PHỤ LỤC 2/6",
            "Đơn thư",
            ("Số đơn thư khiếu nại, tố cáo", "đơn", (), None),
            ("đã giải quyết", "đơn", (), 1),
            ("đạt tỷ lệ", "%", (), 1),
        ),
        slot(
            "PHỤ LỤC 2/7", "Đảng viên", ("Tổng số đảng viên", "đồng chí", SEXES, None), ("Đảng viên mới kết nạp", "đồng chí", SEXES, None)
        ),
    ),
)
FIELDS = {field.id: field for one in OUTLINE.slots for field in one.fields}
UNIT = Unit(name="Chi bộ Văn phòng")


def submission(body: str) -> Document:
    return parse_text("PHỤ LỤC 2: SỐ LIỆU\n(Kèm theo Báo cáo)\n" + body)


def align(document: Document, *, to: str | None = None, status: str = "aligned") -> list[Answer]:
    """Align each passage to the slot of its own section, or all to one."""
    known = {one.id for one in OUTLINE.slots}
    out: list[Answer] = []
    last = ""
    for p in passages(document.header, document.attachments, document.sections, document.blocks, document.regions):
        if p.kind in {"header", "footer"} or (p.kind == "heading" and p.end - p.start < 5):
            continue
        numbered = re.match(r"\d(?=[.])", document.text[p.start : p.end])
        last = numbered[0] if numbered else last
        place = to or (p.section_id if p.section_id != "PHỤ LỤC 2" else f"PHỤ LỤC 2/{last}")
        place = "I" if place and place.endswith("/I") else place
        while place and place not in known and "/" in place:
            place = place.rpartition("/")[0]
        fits = place in known
        out.append(
            Answer(
                id=f"s0p{len(out)}",
                unit=UNIT.name,
                quote=quote(document, 0, Span(start=p.start, end=p.end)),
                kind="paragraph" if p.kind == "heading" else p.kind,
                status=status if fits else "outside",
                slot=place if fits else None,
                confidence=1.0,
                candidates=(SlotCandidate(slot=place, probability=0.5), SlotCandidate(slot="I", probability=0.4))
                if status == "ambiguous"
                else (),
            )
        )
    return out


def read(body: str, **how: str) -> list[Figure]:
    document = submission(body)
    return figures_of(OUTLINE, document, align(document, **how), 0, UNIT)


def short(figures: list[Figure]) -> list[str]:
    """`4#1 2019 = 3/5 cuộc`, with `?` where doubtful."""
    out = []
    for f in figures:
        whole = f"/{f.of:g}" if f.of is not None else ""
        column = f" {f.column}" if f.column else ""
        out.append(
            f"{f.field.partition('/')[2]}{column} = {f.value:g}{whole} {f.measure or ''}".strip() + (" ?" if f.status == "doubtful" else "")
        )
    return out


TEXTS = {
    "2. Nông thôn mới\n- Đỡ đầu xã đạt chuẩn nông thôn mới/tổng số xã được giao: 2/3 xã, đạt tỷ lệ: 66,7%\n- Kinh phí huy động: 1,5 tỷ đồng, đạt tỷ lệ: 40%": [
        "2#1 = 2/3 xã",
        "2#2 = 66.7 %",
        "2#3 = 1.5 tỷ đồng",
        "2#4 = 40 %",
    ],
    "1. Dịch vụ công\n- Tổng số dịch vụ công trực tuyến mức độ 3, 4: 12; trong đó mức độ 4: 5": ["1#1 = 12", "1#2 = 5"],
    "4. Tổ chức hội nghị người lao động: năm 2019: 3 cuộc; năm 2020: 4 cuộc; đạt tỷ lệ: 100%": [
        "4#1 2019 = 3 cuộc",
        "4#1 2020 = 4 cuộc",
        "4#2 = 100 % ?",
    ],
    "4. Hội nghị NLĐ (2019: 3; 2020: 0; 2021: 5)": ["4#1 2019 = 3", "4#1 2020 = 0", "4#1 2021 = 5"],
    "4. Hội nghị người lao động: 3 cuộc (2019), 4 cuộc (2020), 5 cuộc (2021)": [
        "4#1 2019 = 3 cuộc",
        "4#1 2020 = 4 cuộc",
        "4#1 2021 = 5 cuộc",
    ],
    "4. Hội nghị người lao động: Năm 2019: 12 cuộc, đạt tỷ lệ 100%; năm 2020: 13 cuộc, đạt tỷ lệ 98,5%.": [
        "4#1 2019 = 12 cuộc",
        "4#1 2020 = 13 cuộc",
        "4#2 2019 = 100 %",
        "4#2 2020 = 98.5 %",
    ],
    "3. Hội nghị cán bộ, công chức các năm 2019, 2020, 2021 lần lượt là 3, 4, 5 cuộc.": [
        "3#1 2019 = 3",
        "3#1 2020 = 4",
        "3#1 2021 = 5 cuộc",
    ],
    "3. Hội nghị cán bộ, công chức:\n- Năm 2019: 01 cuộc\n- Năm 2020: không tổ chức\n- Năm 2021: mười hai cuộc": [
        "3#1 2019 = 1 cuộc",
        "3#1 2020 = 0",
        "3#1 2021 = 12 cuộc",
    ],
    "3. Hội nghị cán bộ, công chức: năm 2019: l2 cuộc; năm 2020: 1.2.5 cuộc; năm 2021: trên 3 cuộc": [
        "3#1 2019 = 12 cuộc ?",
        "3#1 2020 = 125 cuộc ?",
        "3#1 2021 = 3 cuộc ?",
    ],
    "3. Hội nghị cán bộ, công chức: giai đoạn 2019-2021: 10 cuộc; năm 2018: 4 cuộc": ["3#1 = 10 cuộc ?"],
    "5. Đã tổ chức 12 cuộc đối thoại tại nơi làm việc với 450 lượt người tham dự, đạt tỷ lệ 100%.": ["5#1 = 12 cuộc", "5#2 = 100 %"],
    "5. Đối thoại tại nơi làm việc: ……; đạt tỷ lệ: ……%": [],
    "5. Đối thoại tại nơi làm việc: 12 (mười ba) cuộc": ["5#1 = 12 cuộc ?"],
    "5. Đối thoại tại nơi làm việc: 12 cuộc (kế hoạch 15 cuộc), tăng 2 cuộc so với năm 2020": ["5#1 = 12 cuộc"],
    "5. Tổ chức đối thoại tại nơi làm việc: năm 2019: 3; năm 2020: 4; tổng cộng: 7": ["5#1 = 7"],
    "5. Thực hiện Quyết định số 217-QĐ/TW ngày 12/12/2013, trong 05 năm, 6 tháng đầu năm 2022 đã đối thoại.": [],
    "6. Số đơn thư khiếu nại, tố cáo: 20 đơn; đã giải quyết: 18 đơn; đạt tỷ lệ: 90%": ["6#1 = 20 đơn", "6#2 = 18 đơn", "6#3 = 90 %"],
    "6. Số đơn thư khiếu nại, tố cáo: không phát sinh": ["6#1 = 0 đơn"],
    "7. Đảng viên: Tổng số 45, nữ 20.": ["7#1 Tổng số = 45 đồng chí", "7#1 Nữ = 20 đồng chí"],
    "7. Tổng số đảng viên: 45 đồng chí, trong đó nữ 20 đồng chí; đảng viên mới kết nạp: 03 (nữ: 01)": [
        "7#1 Tổng số = 45 đồng chí",
        "7#1 Nữ = 20 đồng chí",
        "7#2 Tổng số = 3 đồng chí",
        "7#2 Nữ = 1 đồng chí",
    ],
    "2. Nông thôn mới\nKinh phí huy động: 350.000.000đ": ["2#3 = 3.5e+08 đ"],
    "2. Nông thôn mới\nKinh phí huy động (tỷ đồng): 0,5": ["2#3 = 0.5 tỷ đồng"],
    "2. Nông thôn mới\nKinh phí huy động: 500 triệu đồng, tăng 50 triệu đồng (11%) so với năm 2020": ["2#3 = 500 triệu đồng"],
    "2. Nông thôn mới\nKinh phí huy động: chưa có số liệu": [],
    "2. Nông thôn mới\nĐỡ đầu 02 xã đạt chuẩn nông thôn mới/tổng số 03 xã được giao, đạt tỷ lệ 66,7%": ["2#1 = 2/3 xã", "2#2 = 66.7 %"],
    "3. Hội nghị cán bộ, công chức: hằng năm đều tổ chức 01 cuộc": ["3#1 = 1 cuộc ?"],
    "3. Hội nghị cán bộ, công chức\na) Năm 2019: 3 cuộc, 120 người dự\nb) Năm 2020: 4 cuộc, 150 người dự": [
        "3#1 2019 = 3 cuộc",
        "3#1 2020 = 4 cuộc",
    ],
    "3. Hội nghị cán bộ, công chức: 2019: 3 hội nghị; 2020:\n4 hội nghị; 2021: 5 hội nghị": [
        "3#1 2019 = 3 hội nghị",
        "3#1 2020 = 4 hội nghị",
        "3#1 2021 = 5 hội nghị",
    ],
    "4. Hội nghị người lao động\n- Số cuộc: năm 2019: 3; nắm 2020: 4\n- Tỷ lệ: năm 2019: 100%; năm 2020: 95%": [
        "4#1 2019 = 3",
        "4#1 2020 = 4",
        "4#2 2019 = 100 %",
        "4#2 2020 = 95 %",
    ],
    "6. Không phát sinh đơn thư khiếu nại, tố cáo.": ["6#1 = 0 đơn"],
    "6. Trong 05 năm qua không có đơn thư khiếu nại, tố cáo vượt cấp.": [],
    "6. Số đơn thư khiếu nại, tố cáo: 20 đơn (khiếu nại 12, tố cáo 8)": ["6#1 = 20 đơn"],
    "6. Đơn thư khiếu nại, tố cáo: tiếp nhận 20 đơn, giải quyết 18 đơn (90%), còn 02 đơn đang xem xét": [
        "6#1 = 20 đơn",
        "6#2 = 18 đơn",
        "6#3 = 90 %",
    ],
    "7. Chi bộ có 45 đảng viên (20 nữ); kết nạp 03 đảng viên mới (01 nữ)": [
        "7#1 Tổng số = 45 đảng viên",
        "7#1 Nữ = 20 đồng chí",
        "7#2 Tổng số = 3 đảng viên",
        "7#2 Nữ = 1 đồng chí",
    ],
    "7. Tổng số đảng viên đầu năm 43 đồng chí, cuối năm 45 đồng chí": [],
    "1. Dịch vụ công\nCung cấp 12 dịch vụ công trực tuyến mức độ 3 và 5 dịch vụ công trực tuyến mức độ 4": [
        "1#1 = 12 dịch vụ",
        "1#2 = 5 dịch vụ",
    ],
    "2. Nông thôn mới\nKinh phí huy động: 1 tỷ 200 triệu đồng": ["2#3 = 1.2 tỷ đồng"],
    "2. Nông thôn mới\nKinh phí huy động: 1,250 triệu đồng": ["2#3 = 1.25 triệu đồng ?"],
}


@pytest.mark.parametrize(("body", "expected"), TEXTS.items())
def test_text(body: str, expected: list[str]) -> None:
    assert short(read(body)) == expected


TABLES = {
    "columns re-ordered, rows of other slots": (
        "3. Hội nghị cán bộ, công chức\nTT\tNội dung\t2021\t2020\t2019\n1\tHội nghị cán bộ, công chức\t4\t3\t-\n2\tHội nghị người lao động\t\t13\t0\n3\tHoạt động khác\t9\t9\t9",
        ["3#1 2020 = 3", "3#1 2021 = 4", "4#1 2019 = 0", "4#1 2020 = 13"],
    ),
    "years down": (
        "4. Hội nghị người lao động\nNăm\tSố cuộc\tTỷ lệ (%)\tGhi chú\n2019\t12\t100\t\n2020\t13\t98,5\tdo dịch\n2021\tmười lăm\t100\t\nTổng cộng\t40\t99\t",
        ["4#1 2019 = 12", "4#1 2020 = 13", "4#1 2021 = 15", "4#2 2019 = 100 %", "4#2 2020 = 98.5 %", "4#2 2021 = 100 %"],
    ),
    "unit column": (
        "7. Đảng viên\nSTT\tNội dung\tĐVT\tTổng số\tNữ\tGhi chú\n1\tTổng số đảng viên\tĐồng chí\t45\t20\t\n2\tĐảng viên mới kết nạp\tĐồng chí\t3\t1\t",
        ["7#1 Tổng số = 45 đồng chí", "7#1 Nữ = 20 đồng chí", "7#2 Tổng số = 3 đồng chí", "7#2 Nữ = 1 đồng chí"],
    ),
    "a further head below": (
        "2. Nông thôn mới\nTT\tNội dung\tKết quả\n1\tKinh phí huy động\t350\nNội dung\tNăm 2019\tNăm 2020\nHội nghị cán bộ, công chức\t3\t4",
        ["2#3 = 350 triệu đồng", "3#1 2019 = 3", "3#1 2020 = 4"],
    ),
    "plan and result": (
        "5. Đối thoại\nNội dung\tKế hoạch\tThực hiện\tTỷ lệ (%)\nĐối thoại tại nơi làm việc\t15\t12\t80",
        ["5#1 = 12", "5#2 = 80 %"],
    ),
    "unit above": (
        "2. Nông thôn mới\n(Đơn vị tính: nghìn đồng)\nTT\tNội dung\tSố tiền\n1\tKinh phí huy động\t500.000",
        ["2#3 = 500000 nghìn đồng"],
    ),
    "misprints": (
        "3. Hội nghị\nNội dung\t2019\t2020\t2021\nHội nghị cán bộ, công chức\tl2\t1.2.5\tO",
        ["3#1 2019 = 12 ?", "3#1 2020 = 125 ?", "3#1 2021 = 0 ?"],
    ),
    "columns as rows": (
        "7. Đảng viên\nNội dung\tTổng số\nTổng số đảng viên\t45\nTrong đó: nữ\t20\nĐảng viên mới kết nạp\t3\nTrong đó: nữ\t1",
        ["7#1 Tổng số = 45 đồng chí", "7#1 Nữ = 20 đồng chí", "7#2 Tổng số = 3 đồng chí", "7#2 Nữ = 1 đồng chí"],
    ),
    "other rows and years": (
        "5. Đối thoại\nNội dung\tKết quả\nĐối thoại tại nơi làm việc\t12\nĐối thoại tại nơi làm việc đột xuất\t2\nHội thảo\t3",
        ["5#1 = 12"],
    ),
    "instead of blanks": (
        "2. Nông thôn mới\nTT\tNội dung\tKết quả\n1\tĐỡ đầu xã đạt chuẩn nông thôn mới\t2/3 xã\n2\tKinh phí huy động (tỷ đồng)\t1,5",
        ["2#1 = 2/3 xã", "2#3 = 1.5 tỷ đồng"],
    ),
}


@pytest.mark.parametrize(("body", "expected"), TABLES.values(), ids=TABLES)
def test_table(body: str, expected: list[str]) -> None:
    assert short(read(body)) == expected


@pytest.mark.parametrize("digits", ["9" * 16, "9" * 400, "7" * 5_000, "1" + ".000" * 200, "0" * 5_000])
def test_runs_of_digits_that_are_no_amount_give_no_figure(digits: str) -> None:
    for body in (
        f"5. Tổ chức đối thoại tại nơi làm việc: {digits} cuộc",
        f"5. Tổ chức đối thoại tại nơi làm việc: 3/{digits} cuộc",
        f"PHỤ LỤC 2\n5\tTổ chức đối thoại tại nơi làm việc\t{digits}\t{digits}\t{digits}",
    ):
        assert read(body) == []
    assert short(read(f"2. Nông thôn mới\nKinh phí huy động: 1 tỷ {digits} triệu đồng")) == ["2#3 = 1 tỷ"]


def test_quotes_are_the_words_of_the_text() -> None:
    for body in (*TEXTS, *(body for body, _ in TABLES.values())):
        document = submission(body)
        for figure in figures_of(OUTLINE, document, align(document), 0, UNIT):
            assert figure.quote.text == document.text[figure.quote.span.start : figure.quote.span.end]
            assert figure.id.startswith("s0f")
            assert (figure.reason is None) == (figure.status == "read")


ELSEWHERE = {
    "5. Đối thoại tại nơi làm việc: 12 cuộc": ["5#1 = 12 cuộc"],
    "5. Đã tổ chức 12 cuộc đối thoại tại nơi làm việc cho toàn thể người lao động.": ["5#1 = 12 cuộc ?"],
    "5. Trong 02 năm, đã tổ chức 12 cuộc đối thoại tại nơi làm việc.": ["5#1 = 12 cuộc ?"],
    "5. Đã tổ chức 12 cuộc đối thoại tại nơi làm việc cho đoàn viên thanh niên.": [],
    "5. Phấn đấu tổ chức 12 cuộc đối thoại tại nơi làm việc.": [],
    "5. Đã tổ chức 12 cuộc đối thoại.": [],
    "5. Đối thoại tại nơi làm việc: 12 cuộc, đạt tỷ lệ 80%": ["5#1 = 12 cuộc", "5#2 = 80 %"],
    "4. Hội nghị người lao động: năm 2019: 3 cuộc; năm 2020: 4 cuộc": ["4#1 2019 = 3 cuộc", "4#1 2020 = 4 cuộc"],
}


@pytest.mark.parametrize(("body", "expected"), ELSEWHERE.items())
def test_a_passage_elsewhere(body: str, expected: list[str]) -> None:
    """Sure only where it is the label itself with a value behind it, and nothing stands where it is asked."""
    assert short(read(body, to="I")) == expected


def test_an_ambiguous_passage_gives_a_doubtful_figure() -> None:
    assert short(read("5. Đã tổ chức 12 cuộc đối thoại tại nơi làm việc", to="PHỤ LỤC 2/5", status="ambiguous")) == ["5#1 = 12 cuộc ?"]


def test_a_whole_label_settles_an_ambiguous_passage() -> None:
    assert short(read("5. Đối thoại tại nơi làm việc: 12 cuộc", to="PHỤ LỤC 2/5", status="ambiguous")) == ["5#1 = 12 cuộc"]


def test_two_values_for_one_cell_are_both_shown() -> None:
    figures = read("5. Đối thoại tại nơi làm việc: 12 cuộc\nĐối thoại tại nơi làm việc: 14 cuộc")
    assert short(figures) == ["5#1 = 12 cuộc ?", "5#1 = 14 cuộc ?"]
    assert [c.kind for c in figure_conflicts(OUTLINE, figures)] == ["prose_against_appendix"]
    assert totals_of(OUTLINE, figures, {})[0].value is None


def test_one_value_said_twice_stands_once() -> None:
    assert short(read("5. Đối thoại tại nơi làm việc: 12 cuộc\nĐối thoại tại nơi làm việc: 12 cuộc")) == ["5#1 = 12 cuộc"]


# ---- totals


def figure(value: float, *, field: str = "PHỤ LỤC 2/5#1", unit: str = "A", of: float | None = None, **other: object) -> Figure:
    number = f"f{unit}{field}{other.get('column')}{value}"
    words = Quote(submission=0, span=Span(start=0, end=0), text="")
    return Figure(id=number, field=field, unit=unit, value=value, of=of, quote=words, **other)


def total(*figures: Figure, field: str | None = None) -> Total:
    found = totals_of(OUTLINE, figures, {"PHỤ LỤC 2/5": ("A", "B", "C"), "PHỤ LỤC 2/2": ("A", "B")})
    return next(t for t in found if field is None or t.field == field)


def test_money_is_summed_in_the_unit_of_the_field() -> None:
    money = "PHỤ LỤC 2/2#3"
    found = total(
        figure(1.5, field=money, unit="A", measure="tỷ đồng"),
        figure(345, field=money, unit="B", measure="triệu đồng"),
        figure(500_000, field=money, unit="C", measure="đồng"),
    )
    assert (found.kind, found.value, found.measure, found.units, found.expected) == ("sum", 1845.5, "triệu đồng", 3, 2)
    assert found.formula == "1,5 × 1.000 + 345 + 500.000 : 1.000.000 = 1.845,5 triệu đồng"


def test_sums_are_exact() -> None:
    assert total(*(figure(0.1, field="PHỤ LỤC 2/2#3", unit=u) for u in "ABC")).value == 0.3


def test_other_measures_and_doubtful_figures_are_left_out() -> None:
    figures = [
        figure(12, unit="A", measure="cuộc"),
        figure(300, unit="B", measure="lượt người"),
        figure(9, unit="C", measure="cuộc", status="doubtful", reason="số viết không đúng cách"),
    ]
    found = total(*figures)
    assert (found.value, found.units, found.expected) == (12, 1, 3)
    assert set(found.left_out) == {figures[1].id, figures[2].id}


def test_parts_and_wholes_are_summed() -> None:
    found = total(figure(2, unit="A", of=3), figure(3, unit="B", of=7))
    assert (found.kind, found.value, found.of) == ("sum", 5, 10)
    assert found.formula == "2 + 3 = 5; trên tổng số 3 + 7 = 10 (50%)"


def test_shares_are_recomputed_from_parts_and_wholes() -> None:
    rates = [figure(66.7, field="PHỤ LỤC 2/2#2", unit="A", measure="%"), figure(50, field="PHỤ LỤC 2/2#2", unit="B", measure="%")]
    parts = [figure(2, field="PHỤ LỤC 2/2#1", unit="A", of=3), figure(2, field="PHỤ LỤC 2/2#1", unit="B", of=4)]
    found = total(*rates, *parts, field="PHỤ LỤC 2/2#2")
    assert (found.kind, found.units, found.measure) == ("ratio", 2, "%")
    assert found.value == pytest.approx(400 / 7)
    assert found.formula == "(2 + 2) : (3 + 4) × 100 = 57,14%"
    assert set(found.operands) == {f.id for f in parts}
    apart = total(*rates, parts[0], field="PHỤ LỤC 2/2#2")
    assert (apart.kind, apart.value, apart.units) == ("apart", None, 2)


def test_shares_are_recomputed_from_two_fields() -> None:
    def of(unit: str, every: float, done: float) -> list[Figure]:
        return [figure(every, field="PHỤ LỤC 2/6#1", unit=unit), figure(done, field="PHỤ LỤC 2/6#2", unit=unit)]

    found = total(*of("A", 20, 18), *of("B", 30, 22), figure(90, field="PHỤ LỤC 2/6#3", measure="%"), field="PHỤ LỤC 2/6#3")
    assert (found.kind, found.value, found.of, found.units) == ("ratio", 80, 50, 2)


def test_two_figures_of_one_unit_count_for_nothing() -> None:
    assert total(figure(1, unit="A"), figure(2, unit="A"), figure(5, unit="B")).value == 5


# ---- conflicts


def conflicts(body: str) -> list[Conflict]:
    document = submission(body)
    answers = align(document)
    figures = figures_of(OUTLINE, document, answers, 0, UNIT)
    return [*prose_conflicts(OUTLINE, document, answers, figures, 0, UNIT), *figure_conflicts(OUTLINE, figures)]


UNFIT = {
    "5. Đối thoại tại nơi làm việc: 12 cuộc\nI. LÃNH ĐẠO\nĐã tổ chức 14 cuộc đối thoại tại nơi làm việc.": (
        "prose_against_appendix",
        "2/5#1",
    ),
    "3. Hội nghị cán bộ, công chức (2019: 3; 2020: 4; 2021: 4)\nI. LÃNH ĐẠO\nNăm 2021, Chi bộ đã tổ chức 5 hội nghị cán bộ, công chức.": (
        "prose_against_appendix",
        "2/3#1",
    ),
    "3. Hội nghị cán bộ, công chức (2019: 3; 2020: 4; 2021: 4)\nI. LÃNH ĐẠO\nTrong 03 năm đã tổ chức 12 hội nghị cán bộ, công chức.": (
        "prose_against_appendix",
        "2/3#1",
    ),
    "3. Hội nghị cán bộ, công chức\nNội dung\t2019\t2020\t2021\tTổng cộng\nHội nghị cán bộ, công chức\t3\t3\t4\t11": (
        "parts_against_total",
        "2/3#1",
    ),
    "2. Nông thôn mới\n- Đỡ đầu xã đạt chuẩn nông thôn mới/tổng số xã được giao: 2/3 xã, đạt tỷ lệ: 76,7%": (
        "parts_against_total",
        "2/2#2",
    ),
    "7. Tổng số đảng viên: 45 đồng chí, trong đó nữ 50 đồng chí": ("parts_against_total", "2/7#1"),
    "1. Dịch vụ công\n- Tổng số dịch vụ công trực tuyến mức độ 3, 4: 12; trong đó mức độ 4: 15": ("parts_against_total", "2/1#1"),
    "6. Số đơn thư khiếu nại, tố cáo: 20 đơn; đã giải quyết: 18 đơn; đạt tỷ lệ: 100%": ("parts_against_total", "2/6#3"),
}


@pytest.mark.parametrize(("body", "expected"), UNFIT.items())
def test_conflict(body: str, expected: tuple[str, str]) -> None:
    assert [(c.kind, (c.field or "").removeprefix("PHỤ LỤC ")) for c in conflicts(body)] == [expected]


FIT = [
    "Đã tổ chức 12 cuộc đối thoại tại nơi làm việc.",
    "Năm 2022 phấn đấu tổ chức 20 cuộc đối thoại tại nơi làm việc.",
    "Trong đó, tổ chức 5 cuộc đối thoại tại nơi làm việc đột xuất.",
    "Năm 2020 đã tổ chức 7 cuộc đối thoại tại nơi làm việc.",
    "Đã tổ chức 3 cuộc đối thoại tại nơi làm việc theo đề nghị của Công đoàn Khu công nghiệp.",
    "Có 450 người tham dự đối thoại tại nơi làm việc.",
    "Tổ chức đối thoại tại nơi làm việc đạt tỷ lệ 95%.",
]


@pytest.mark.parametrize("words", FIT)
def test_no_conflict(words: str) -> None:
    assert conflicts(f"5. Đối thoại tại nơi làm việc: 12 cuộc; đạt tỷ lệ: 95%\nI. LÃNH ĐẠO\n{words}") == []


def test_rounded_shares_are_no_conflict() -> None:
    assert conflicts("6. Số đơn thư khiếu nại, tố cáo: 3 đơn; đã giải quyết: 2 đơn; đạt tỷ lệ: 66,7%") == []
    assert conflicts("6. Số đơn thư khiếu nại, tố cáo: 3 đơn; đã giải quyết: 2 đơn; đạt tỷ lệ: 66%") == []


def test_first_against_second() -> None:
    first = [figure(12, measure="cuộc"), figure(1500, field="PHỤ LỤC 2/2#3", measure="triệu đồng")]
    second = [figure(14, measure="cuộc"), figure(1.5, field="PHỤ LỤC 2/2#3", measure="tỷ đồng")]
    assert [(c.kind, c.field, c.message) for c in superseded_conflicts(first, second)] == [
        ("first_against_second", "PHỤ LỤC 2/5#1", "bản trước ghi 12 cuộc, bản thay thế ghi 14 cuộc")
    ]


# ---- vocabulary


def pairs(key: str, which: str) -> list[object]:
    entries = raw("figures")[key]
    return [
        pytest.param(entry, line, id=f"{key}: {line}")
        for entry in (entries if isinstance(entries, list) else [entries])
        for line in entry[which]
    ]


@pytest.mark.parametrize(("entry", "line"), pairs("money", "examples"))
def test_money(entry: dict, line: str) -> None:
    (item,) = scan(line, 0, len(line))
    assert worth(item.measure) == entry["worth"]


@pytest.mark.parametrize(("entry", "line"), pairs("money", "counter_examples"))
def test_other_money(entry: dict, line: str) -> None:
    (item,) = scan(line, 0, len(line))
    assert worth(item.measure) != entry["worth"]


@pytest.mark.parametrize(("entry", "line"), [*pairs("alike", "examples"), *pairs("alike", "counter_examples")])
def test_things_counted(entry: dict, line: str) -> None:
    one, _, other = line.partition(" <> ")
    measures = [scan(part, 0, len(part))[0].measure for part in (one, other)]
    label = next(word for word in entry["words"] if word not in entry["classes"])
    assert same_things(*measures, f"{label} {measures[0]} {measures[1]}") == (line in entry["examples"])


_ONE_WAY = {
    "rates": lambda line: is_rate(None, line),
    "nil": lambda line: any(item.kind == "nil" for item in scan(line, 0, len(line))),
    "rough": lambda line: scan(line, 0, len(line))[-1].doubt is not None,
    "generic": lambda line: not words_in(line).content,
}


@pytest.mark.parametrize(
    ("key", "line", "expected"),
    [
        (key, line, which == "examples")
        for key in _ONE_WAY
        for which in ("examples", "counter_examples")
        for line in raw("figures")[key][which]
    ],
)
def test_words(key: str, line: str, expected: bool) -> None:
    assert _ONE_WAY[key](line) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [(line, which == "examples") for which in ("examples", "counter_examples") for line in raw("figures")["narrowing"][which]],
)
def test_narrowing_words(line: str, expected: bool) -> None:
    one, _, other = line.partition(" <> ")
    assert (words_in(one).narrow != words_in(other).narrow) is expected


# ---- properties

MEASURES = st.sampled_from([None, "đồng", "nghìn đồng", "triệu đồng", "tỷ đồng", "trđ"])
VALUES = st.decimals(min_value=0, max_value=10**6, places=2).map(float)


@st.composite
def given_figures(draw: st.DrawFn) -> list[Figure]:
    units = draw(st.lists(st.text("ABCDEFGH", min_size=1, max_size=2), unique=True, min_size=1, max_size=8))
    return [
        figure(
            draw(VALUES), field="PHỤ LỤC 2/2#3", unit=u, measure=draw(MEASURES), status=draw(st.sampled_from(["read", "read", "doubtful"]))
        )
        for u in units
    ]


@given(given_figures(), st.randoms())
def test_totals_are_what_their_operands_make(figures: list[Figure], random) -> None:
    shuffled = list(figures)
    random.shuffle(shuffled)
    (one,), (other,) = totals_of(OUTLINE, figures, {}), totals_of(OUTLINE, shuffled, {})
    assert (one.value, one.units, set(one.operands)) == (other.value, other.units, set(other.operands))
    by_id = {f.id: f for f in figures}
    assert set(one.operands) | set(one.left_out) == set(by_id)
    assert all(by_id[f].status == "read" for f in one.operands)
    if one.value is not None:
        made = sum((exact(by_id[f].value) * factor(by_id[f].measure, one.measure, "") for f in one.operands), Fraction(0))
        assert one.value == float(made)


_LETTERS = str.maketrans({"l": "1", "I": "1", "|": "1", "O": "0", "o": "0", "S": "5", "B": "8", "i": "1"})


def said(number: float, words: str) -> bool:
    """Whether a number stands in words, in digits (letters read as digits), in letters, or as a way to say none."""
    tokens = re.findall(r"[\dlIO|][\d.,lIOoSB| ]*", words)
    if any(read_digits(t.strip(" .,").translate(_LETTERS)).value == exact(number) for t in tokens if re.search(r"\d", t)):
        return True
    if any(read_digits(t.strip(".,").translate(_LETTERS), share=True).value == exact(number) for t in words.split() if re.search(r"\d", t)):
        return True
    if any(exact(number) == read_digits(t).value for t in re.findall(r"\d[\d.,]*\d|\d", words)):
        return True
    syllables = words.lower().replace("\t", " ").split()
    runs = (" ".join(syllables[a:b]).strip(" .,;:()") for a in range(len(syllables)) for b in range(a + 1, min(a + 6, len(syllables)) + 1))
    return any(read_words(run) == number for run in runs) or (number == 0 and ("không" in words.lower() or "chưa" in words.lower()))


LABELS = st.sampled_from(
    [
        "Tổ chức hội nghị người lao động",
        "Hội nghị cán bộ, công chức",
        "Đối thoại tại nơi làm việc",
        "đạt tỷ lệ",
        "Kinh phí huy động",
        "nữ",
        "Tổng số đảng viên",
        "Số đơn thư",
        "",
    ]
)
AMOUNTS = st.sampled_from(
    [
        "12",
        "01",
        "3/5",
        "1.234,5",
        "0,1",
        "l2",
        "1.2.5",
        "không",
        "không phát sinh",
        "mười hai",
        "…",
        "100%",
        "66,7 %",
        "2019",
        "98 hồ sơ/100 hồ sơ",
        "10-12",
        "1 tỷ 200 triệu đồng",
    ]
)
GAPS = st.sampled_from(
    [": ", " ", "; ", ", ", " (", ") ", "\n- ", "\t", " năm 2019: ", " năm 2020 ", " 2021: ", " cuộc", " triệu đồng", " trong đó "]
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(LABELS, GAPS, AMOUNTS, GAPS), max_size=8),
    st.sampled_from(["PHỤ LỤC 2/2", "PHỤ LỤC 2/3", "PHỤ LỤC 2/4", "PHỤ LỤC 2/7"]),
)
def test_every_number_is_in_its_quote(pieces: list[tuple[str, ...]], place: str) -> None:
    document = submission("1. Nội dung\n" + "".join("".join(p) for p in pieces))
    answers = align(document, to=place)
    figures = figures_of(OUTLINE, document, answers, 0, UNIT)
    for found in figures:
        assert found.quote.text == document.text[found.quote.span.start : found.quote.span.end]
        if "tỷ 200 triệu" not in found.quote.text:
            assert said(found.value, found.quote.text)
        assert found.of is None or said(found.of, found.quote.text)
        assert found.column is None or found.column in FIELDS[found.field].columns
    prose_conflicts(OUTLINE, document, answers, figures, 0, UNIT)
    figure_conflicts(OUTLINE, figures)
    totals_of(OUTLINE, figures, {})
