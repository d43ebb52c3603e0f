"""What a reader saw beside the letters: places outside the body, footnotes and their marks, bold heads."""

from __future__ import annotations

import random
import re

import strategies
from hypothesis import given
from hypothesis import strategies as st
from test_properties import QUICK, as_read, check_record, check_source

from qcdc_parse import Document
from qcdc_parse.model import Source
from qcdc_parse.parse import parse_source
from qcdc_parse.source_map import Anchor
from qcdc_parse.text import PLAIN, Look, Place, SourceText

DIGIT = re.compile(r"[1-9](?![\u0300-\u036f\u200b-\u200f])")
SOURCE = Source(name="<made>", sha256="0" * 64, media_type="text/plain")


def source(lines: list[tuple[str, Look]], notes: tuple[str, ...] = (), *, wrapped: bool = False) -> SourceText:
    """A source of lines, footnotes behind; where ``¹`` to ``³`` stand in the body, a plain digit is a mark."""
    anchors, looks, out, marks = [], [], [], []
    at = 0
    for text, look in [*lines, *((note, Look(place="footnote")) for note in notes)]:
        anchors.append(Anchor(raw=at, page=1, box=(72.0, 100.0, 523.0, 113.0)))
        looks.append(look)
        for i, char in enumerate(text):
            if char in "¹²³":
                marks.append((at + i, at + i + 1))
        out.append(text.translate(str.maketrans("¹²³", "123")))
        at += len(text) + 1
    return SourceText(SOURCE, "\n".join(out), wrapped=wrapped, anchors=tuple(anchors), looks=tuple(looks), marks=tuple(marks))


def body(*lines: str) -> list[tuple[str, Look]]:
    return [(line, PLAIN) for line in lines]


def footnotes(document: Document) -> list[tuple[str | None, str | None, int]]:
    return [(b.marker, b.section_id, b.part) for b in document.blocks if b.kind == "footnote"]


def test_a_mark_is_taken_out_and_its_note_belongs_to_the_section() -> None:
    made = source(
        body("I. KẾT QUẢ", "1. Chuyển đổi số", "Triển khai Đề án 06¹ và Nghị quyết Đại hội XIII².", "II. NHIỆM VỤ", "Giữ vững ổn định³."),
        ("1 Quyết định số 06/QĐ-TTg ngày 06/01/2022.", "2 Nghị quyết số 16-NQ/ĐH.", "3 Chỉ thị số 30-CT/TW."),
    )
    document = parse_source(made)
    assert "Đề án 06 và Nghị quyết Đại hội XIII." in document.text
    assert footnotes(document) == [("1", "I/1", 0), ("2", "I/1", 0), ("3", "II", 0)]
    assert {r.surface: r.section_id for r in document.references if r.kind == "numbered"} == {
        "Quyết định số 06/QĐ-TTg": "I/1",
        "Nghị quyết số 16-NQ/ĐH": "I/1",
        "Chỉ thị số 30-CT/TW": "II",
    }
    marks = [f for f in document.furniture if f.kind == "footnote_mark"]
    assert [document.text[: f.span.start].split()[-1] for f in marks] == ["06", "XIII", "định"]
    assert [made.text[f.raw.start : f.raw.end] for f in marks] == ["1", "2", "3"]


def test_marks_that_begin_anew_are_paired_in_order() -> None:
    document = parse_source(
        source(body("I. MỘT", "Việc một¹.", "II. HAI", "Việc hai¹."), ("1 Của mục một.", "1 Của mục hai.", "1 Không của ai."))
    )
    assert footnotes(document) == [("1", "I", 0), ("1", "II", 0), ("1", None, 0)]


def test_a_note_of_an_attachment_belongs_to_its_part() -> None:
    lines = body(
        *("TỈNH ỦY HẬU GIANG", "Số 11-QĐ/TU", "QUYẾT ĐỊNH", "ban hành Quy chế làm việc", "Điều 1. Ban hành Quy chế làm việc¹."),
        *("Nơi nhận:", "- Như trên;", "T/M BAN THƯỜNG VỤ", "BÍ THƯ", "Nguyễn Văn An"),
        *("QUY CHẾ", "làm việc của Ban Thường vụ", "(Ban hành kèm theo Quyết định số 11-QĐ/TU)", "Điều 1. Phạm vi áp dụng²."),
    )
    document = parse_source(source(lines, ("1 Theo Điều lệ Đảng.", "2 Theo Quy chế mẫu.")))
    assert len(document.attachments) == 1
    assert [part for _, _, part in footnotes(document)] == [0, 1]


def test_a_note_does_not_go_on_from_the_body() -> None:
    document = parse_source(source(body("Thực hiện quy chế dân chủ ở cơ sở và"), ("1 của các cơ quan,", "và đơn vị."), wrapped=True))
    assert document.text.splitlines() == ["Thực hiện quy chế dân chủ ở cơ sở và", "1 của các cơ quan, và đơn vị."]


def test_places_outside_the_body_are_furniture() -> None:
    lines: list[tuple[str, Place]] = [
        ("Trang chủ | Văn bản", "boilerplate"),
        ("Cấp ủy đã quán triệt nghị quyết và", "body"),
        ("- 2 -", "page_number"),
        ("Báo cáo số 12-BC/TU", "running_head"),
        ("thảo luận kỹ các nội dung.", "body"),
        ("Chính sách theo Nghị định số 13/2023/NĐ-CP", "boilerplate"),
    ]
    document = parse_source(source([(text, Look(place=place)) for text, place in lines], wrapped=True))
    assert document.text == "Cấp ủy đã quán triệt nghị quyết và thảo luận kỹ các nội dung."
    assert [f.kind for f in document.furniture] == ["boilerplate", "page_number", "running_head", "boilerplate"]
    assert document.references == ()


def test_a_level_of_the_source_makes_a_heading() -> None:
    text = "1. Tăng cường sự lãnh đạo của cấp ủy, chính quyền;"
    assert parse_source(source(body(text))).sections[0].heading is None
    for look in (Look(level=2), Look(bold=True)):
        assert parse_source(source([(text, look)])).sections[0].heading == text[3:]


@QUICK
@given(strategies.document_like(), st.randoms(use_true_random=False))
def test_any_source_holds_the_properties(text: str, rng: random.Random) -> None:
    lines = [line for line in as_read(text).replace("\r", "\n").split("\n") if line.strip()]
    notes = rng.randrange(3)
    anchors, looks, marks = [], [], []
    at = 0
    for index, line in enumerate(lines):
        anchors.append(Anchor(raw=at))
        place: Place = "footnote" if index >= len(lines) - notes else rng.choice(("body", "body", "body", "page_number", "boilerplate"))
        looks.append(Look(bold=rng.random() < 0.2, size=rng.choice((None, 13.0, 15.0)), level=rng.choice((None, None, 1)), place=place))
        if place == "body":
            marks += [(at + m.start(), at + m.end()) for m in DIGIT.finditer(line) if rng.random() < 0.3]
        at += len(line) + 1
    raw = "\n".join(lines)
    wrapped = rng.choice((True, False, None))
    document = parse_source(SourceText(SOURCE, raw, wrapped=wrapped, anchors=tuple(anchors), looks=tuple(looks), marks=tuple(marks)))
    check_record(document)
    check_source(document, raw)
