"""Passages of reports find the slots of an outline."""

from __future__ import annotations

import pytest

from qcdc_parse import parse_text
from qcdc_parse.catalog import raw
from qcdc_parse.model import Source
from qcdc_parse.report.alignment import Aligner, fits
from qcdc_parse.report.alignment.pieces import is_frame
from qcdc_parse.report.alignment.words import named_questions
from qcdc_parse.report.outline.models import Branch, Field, Outline, Prompt, Slot

QUESTIONS = raw("answers")["question"]


def slot(slot_id: str, heading: str, *prompts: str, style: str = "number", fields: tuple[str, ...] = (), asks: bool = True) -> Slot:
    parent, _, label = slot_id.rpartition("/")
    return Slot(
        id=slot_id,
        parent=parent or None,
        label=label,
        style=style,
        heading=heading,
        prompts=tuple(Prompt(kind="bullet", text=text) for text in prompts),
        fields=tuple(Field(id=f"{slot_id}#{n}", label=label) for n, label in enumerate(fields, 1)),
        asks=asks,
        appendix=slot_id.startswith("PHỤ LỤC"),
    )


OUTLINE = Outline(
    source=Source(name="de-cuong.txt", sha256="0" * 64, media_type="text/plain"),
    slots=(
        slot("I", "TÌNH HÌNH VÀ CÔNG TÁC CHỈ ĐẠO", style="roman", asks=False),
        slot("I/1", "Đặc điểm tình hình", "Tổ chức bộ máy, số lượng cán bộ.", "Thuận lợi, khó khăn."),
        slot("I/2", "Công tác quán triệt, tuyên truyền Nghị quyết", "Hình thức quán triệt, thời gian."),
        slot("I/3", "Việc cụ thể hóa Nghị quyết", "Các văn bản đã ban hành.", "Phân công người theo dõi."),
        slot("II", "KẾT QUẢ THỰC HIỆN", style="roman", asks=False),
        slot("II/1", "Kết quả trong cơ quan hành chính", "Những việc đã công khai.", "Tiếp công dân, giải quyết hồ sơ."),
        slot("II/2", "Kết quả trong doanh nghiệp", "Thỏa ước lao động tập thể.", "Đối thoại tại nơi làm việc, tiền lương."),
        slot("III", "ĐÁNH GIÁ CHUNG", style="roman", asks=False),
        slot("III/1", "Ưu điểm"),
        slot("III/2", "Hạn chế, khuyết điểm"),
        slot("III/3", "Nguyên nhân của hạn chế, khuyết điểm"),
        slot("IV", "Nhiệm vụ, giải pháp thời gian tới", style="roman"),
        slot("V", "ĐỀ XUẤT, KIẾN NGHỊ (gửi cấp nào?)", style="roman"),
        slot("PHỤ LỤC 2", "SỐ LIỆU", style="appendix", asks=False),
        slot("PHỤ LỤC 2/1", "Số cuộc quán triệt Nghị quyết: …… cuộc", fields=("Số cuộc quán triệt Nghị quyết",)),
        slot("PHỤ LỤC 2/2", "Số cuộc đối thoại (theo từng năm 2019 - 2022)", fields=("Số cuộc đối thoại",)),
        slot("PHỤ LỤC 2/3", "Kinh phí sửa chữa trụ sở: …… triệu đồng", fields=("Kinh phí sửa chữa trụ sở",)),
    ),
    branches=(
        Branch(audience="các cơ quan hành chính", kinds=("administrative",), slots=("II/1",), instead_of=("II/2",)),
        Branch(audience="các doanh nghiệp", kinds=("enterprise",), slots=("II/2",), instead_of=("II/1",)),
    ),
)
ALIGNER = Aligner(OUTLINE)


def aligned(text: str) -> dict[str, str | None]:
    """Slots of a report's passages, by their first words; `?` behind what is ambiguous."""
    answers, _ = ALIGNER.align(parse_text(text), 0, None)
    return {a.quote.text[:24]: f"{a.slot}?" if a.status == "ambiguous" else a.slot for a in answers}


REPORT = """\
BÁO CÁO
Sơ kết 01 năm thực hiện Nghị quyết số 05-NQ/ĐU

Thực hiện Công văn số 12-CV/ĐU, Chi bộ báo cáo như sau:

I. TÌNH HÌNH VÀ CÔNG TÁC CHỈ ĐẠO

1. Đặc điểm tình hình

Chi bộ có 18 đảng viên, sinh hoạt tại bốn phòng.

2. Công tác quán triệt, tuyên truyền Nghị quyết

Nghị quyết được học trong buổi sinh hoạt tháng 3.

3. Việc cụ thể hóa Nghị quyết

Chi ủy đã sửa quy chế làm việc.

II. KẾT QUẢ THỰC HIỆN

1. Kết quả trong cơ quan hành chính

- Danh mục việc phải công khai được niêm yết ở tầng một.

- Hồ sơ trễ hẹn giảm một nửa.

III. ĐÁNH GIÁ CHUNG

1. Ưu điểm

Nội bộ đoàn kết.

2. Hạn chế, khuyết điểm

Sổ góp ý ít người ghi.

3. Nguyên nhân của hạn chế, khuyết điểm

Người phụ trách phải kiêm nhiều việc.

IV. NHIỆM VỤ, GIẢI PHÁP THỜI GIAN TỚI

Mỗi quý đối thoại một lần.

V. ĐỀ XUẤT, KIẾN NGHỊ

Đề nghị Đảng ủy mở lớp bồi dưỡng.

Trên đây là báo cáo của Chi bộ.
"""


def test_a_report_on_the_outline() -> None:
    assert list(aligned(REPORT).values()) == ["I/1", "I/2", "I/3", "II/1", "II/1", "III/1", "III/2", "III/3", "IV", "V"]
    assert fits(ALIGNER.align(parse_text(REPORT), 0, None)[1])


def test_frame_is_no_answer() -> None:
    assert not [words for words in aligned(REPORT) if words.startswith(("Thực hiện", "Trên đây"))]


@pytest.mark.parametrize("entry", QUESTIONS, ids=lambda entry: entry["name"])
def test_question_of_the_catalogue(entry: dict) -> None:
    for heading in entry["examples"]:
        assert entry["name"] in named_questions(heading)[0], heading
    for heading in entry["counter_examples"]:
        assert entry["name"] not in named_questions(heading)[0], heading


def test_frame_of_the_catalogue() -> None:
    frame = raw("answers")["frame"]
    assert all(map(is_frame, frame["examples"]))
    assert not any(map(is_frame, frame["counter_examples"]))
