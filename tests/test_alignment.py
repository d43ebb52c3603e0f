"""Passages of reports find the slots of an outline."""

from __future__ import annotations

import unicodedata
from itertools import product
from math import exp
from time import perf_counter

import pytest

from qcdc_parse import parse_text
from qcdc_parse.catalog import raw
from qcdc_parse.model import Source
from qcdc_parse.report.alignment import Aligner, lattice
from qcdc_parse.report.alignment.addressees import addressed
from qcdc_parse.report.alignment.answers import Aligned, verdict
from qcdc_parse.report.alignment.content import Content
from qcdc_parse.report.alignment.headings import Leads
from qcdc_parse.report.alignment.lattice import Move, Prior, column, posteriors, prior_of
from qcdc_parse.report.alignment.passages import Passage, passages_of
from qcdc_parse.report.alignment.pieces import is_frame, pieces_of
from qcdc_parse.report.alignment.places import Place, Placed
from qcdc_parse.report.alignment.plan import plan_of
from qcdc_parse.report.alignment.words import OUTSIDE, marked, named_questions, silent, syllables, words_of
from qcdc_parse.report.models import Unit
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


HEAD = "BÁO CÁO\nSơ kết 01 năm thực hiện Nghị quyết số 05-NQ/ĐU\n\nThực hiện Công văn số 12-CV/ĐU, Chi bộ báo cáo như sau:\n\n"
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
    assert ALIGNER.align(parse_text(REPORT), 0, None)[1] > 0.9


def test_frame_is_no_answer() -> None:
    assert not [words for words in aligned(REPORT) if words.startswith(("Thực hiện", "Trên đây"))]


def test_renumbered_and_renamed() -> None:
    text = REPORT.replace("I. TÌNH HÌNH VÀ CÔNG TÁC CHỈ ĐẠO\n\n", "").replace("III. ĐÁNH GIÁ CHUNG\n\n", "")
    for old, new in (
        ("1. Đặc điểm tình hình", "I. KHÁI QUÁT CHUNG"),
        ("2. Công tác quán triệt, tuyên truyền Nghị quyết", "II. HỌC TẬP, PHỔ BIẾN NGHỊ QUYẾT"),
        ("3. Việc cụ thể hóa Nghị quyết", "III. BAN HÀNH VĂN BẢN CỤ THỂ HÓA"),
        ("II. KẾT QUẢ THỰC HIỆN\n\n1. Kết quả trong cơ quan hành chính", "IV. KẾT QUẢ TRONG CƠ QUAN HÀNH CHÍNH"),
        ("1. Ưu điểm", "V. NHỮNG MẶT LÀM ĐƯỢC"),
        ("2. Hạn chế, khuyết điểm", "VI. NHỮNG TỒN TẠI"),
        ("3. Nguyên nhân của hạn chế, khuyết điểm", "VII. NGUYÊN NHÂN"),
        ("IV. NHIỆM VỤ, GIẢI PHÁP THỜI GIAN TỚI", "VIII. PHƯƠNG HƯỚNG"),
        ("V. ĐỀ XUẤT, KIẾN NGHỊ", "IX. KIẾN NGHỊ"),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    assert list(aligned(text).values()) == ["I/1", "I/2", "I/3", "II/1", "II/1", "III/1", "III/2", "III/3", "IV", "V"]


@pytest.mark.parametrize("form", ["NFD", "NFC"])
def test_letters_taken_apart(form: str) -> None:
    assert list(aligned(unicodedata.normalize(form, REPORT)).values()) == list(aligned(REPORT).values())


def test_other_order_and_missing_sections() -> None:
    text = HEAD + "I. KIẾN NGHỊ\n\nXin thêm máy tính.\n\nII. HẠN CHẾ, KHUYẾT ĐIỂM\n\nHọp muộn.\n\nIII. ƯU ĐIỂM\n\nNội bộ tốt.\n"
    assert list(aligned(text).values()) == ["V", "III/2", "III/1"]


def test_bullets_only() -> None:
    text = (
        HEAD + "- Đặc điểm tình hình: Chi bộ có 18 đảng viên.\n\n- Quán triệt, tuyên truyền: học trong buổi sinh hoạt tháng 3.\n\n"
        "- Ưu điểm: nội bộ đoàn kết.\n\n- Hạn chế: sổ góp ý ít người ghi.\n\n- Nguyên nhân: kiêm nhiều việc.\n\n- Kiến nghị: mở lớp.\n"
    )
    assert list(aligned(text).values()) == ["I/1", "I/2", "III/1", "III/2", "III/3", "V"]


def test_merged_section_is_taken_apart_by_content() -> None:
    text = (
        HEAD + "I. HẠN CHẾ VÀ NGUYÊN NHÂN\n\nSổ góp ý còn ít người ghi; họp chưa đều.\n\n"
        "Nguyên nhân chủ yếu do người phụ trách kiêm nhiều việc.\n"
    )
    assert list(aligned(text).values()) == ["III/2", "III/3"]


def test_table_whose_rows_answer_different_slots() -> None:
    text = (
        HEAD + "Nội dung\tKết quả\nƯu điểm\tNội bộ đoàn kết, khách hài lòng\nHạn chế, khuyết điểm\tSổ góp ý ít người ghi\n"
        "Đề xuất, kiến nghị\tMở lớp bồi dưỡng\n"
    )
    answers, _ = ALIGNER.align(parse_text(text), 0, None)
    assert [(a.kind, a.slot) for a in answers] == [("table", "III/1"), ("table", "III/2"), ("table", "V")]


def test_appendix_answers_the_appendix() -> None:
    text = REPORT + "\nPHỤ LỤC 2\nSỐ LIỆU\n\n1. Số cuộc quán triệt Nghị quyết: 04 cuộc\n\n2. Số cuộc đối thoại: năm 2021: 2; năm 2022: 3\n"
    assert list(aligned(text).values())[-2:] == ["PHỤ LỤC 2/1", "PHỤ LỤC 2/2"]


def test_wrong_branch_is_seen() -> None:
    text = REPORT.replace("1. Kết quả trong cơ quan hành chính", "1. Kết quả trong doanh nghiệp")
    agency = Unit(name="Sở Y tế", kind="administrative")
    answers, _ = ALIGNER.align(parse_text(text), 0, agency)
    assert [a.slot for a in answers if a.slot and a.slot.startswith("II/")] == ["II/2", "II/2"]
    assert {a.unit for a in answers} == {"Sở Y tế"}


def test_what_nobody_asked_stays_outside() -> None:
    text = REPORT.replace("V. ĐỀ XUẤT", "V. MỘT SỐ HOẠT ĐỘNG KHÁC\n\nChi bộ thắng giải bóng bàn, hiến máu hai đợt.\n\nVI. ĐỀ XUẤT")
    (answer,) = [a for a in ALIGNER.align(parse_text(text), 0, None)[0] if "bóng bàn" in a.quote.text]
    assert (answer.status, answer.slot) == ("outside", None)


def test_doubt_is_said() -> None:
    (answer,) = ALIGNER.align(parse_text(HEAD + "Mọi người đều vui vẻ, phấn khởi.\n"), 0, None)[0]
    assert answer.status == "ambiguous"
    assert answer.candidates[0].slot == answer.slot


def test_another_outline_does_not_fit() -> None:
    text = (
        HEAD + "A. THU NỘP ĐẢNG PHÍ\n\nSố tiền thu trong quý là ba triệu đồng, đã nộp lên cấp trên.\n\n"
        "B. PHÁT TRIỂN ĐẢNG\n\nCử hai quần chúng đi học lớp cảm tình.\n\nC. VĂN NGHỆ, THỂ THAO\n\nĐội bóng đá giành cúp vô địch.\n"
    )
    assert ALIGNER.align(parse_text(text), 0, None)[1] < 0.4


def test_quotations_are_to_the_letter_and_nothing_is_lost() -> None:
    document = parse_text(REPORT)
    answers, _ = ALIGNER.align(document, 7, None)
    assert all(document.quote(a.quote.span) == a.quote.text for a in answers)
    assert [a.quote.span.start for a in answers] == sorted(a.quote.span.start for a in answers)
    assert [a.id for a in answers] == [f"s7p{n}" for n in range(1, len(answers) + 1)]
    assert all(a.evidence for a in answers)
    held = [b for s in document.walk() for b in s.blocks]
    assert {b.span.start for b in held if "Trên đây" not in document.quote(b.span)} == {a.quote.span.start for a in answers}


def test_prompt_that_is_meant() -> None:
    answers, _ = ALIGNER.align(parse_text(REPORT), 0, None)
    assert [a.prompt for a in answers if a.slot == "II/1"] == [1, 2]


@pytest.mark.parametrize("text", ["", "x", "I.\n", ":\n- :\n", "BÁO CÁO\n\t\t\n\t\n", "1. " * 50, "\u0000" * 9, "zzzz zzzz 2024 zzzz"])
def test_any_text_passes(text: str) -> None:
    answers, fit = ALIGNER.align(parse_text(text), 0, None)
    assert 0 <= fit <= 1
    assert all(a.status in {"aligned", "ambiguous", "outside"} for a in answers)


def test_outline_that_asks_nothing() -> None:
    empty = Aligner(OUTLINE.model_copy(update={"slots": (), "branches": ()}))
    assert empty.align(parse_text(REPORT), 0, None) == ([], 0.0)


def test_chances_are_those_of_all_ways_added_up() -> None:
    """The chances of a short chain, against the sum over every way through it."""
    moves: list[Move] = ["next", "inner", "same"]
    firsts, seconds = prior_of([0.4, 0.3, 0.2, 0.1], firm=True), prior_of([0.1, 0.5, 0.3, 0.1], firm=False)
    priors = [firsts, seconds, seconds]
    columns = [column(firsts, {0: 0.5}), column(seconds, {2: 1.0}), column(seconds, {1: 0.7, 3: 0.2})]
    found = posteriors(priors, moves, columns)
    raised = [{0: exp(0.5)}, {2: exp(1.0)}, {1: exp(0.7), 3: exp(0.2)}]
    ways = {}
    for way in product(range(4), repeat=3):
        weight, before, into = 1.0, 0, ("inner", *moves[1:])
        for prior, move, gains, state in zip(priors, into, raised, way, strict=True):
            weight *= chance(prior, move, before, state) * gains.get(state, 1.0)
            before = state
        ways[way] = weight
    total = sum(ways.values())
    for at, state in product(range(3), range(4)):
        likely, outside = found[at]
        expected = sum(weight for way, weight in ways.items() if way[at] == state) / total
        assert (likely[state] if state < 3 else outside) == pytest.approx(expected, abs=1e-9)


def chance(prior: Prior, move: Move, one: int, other: int) -> float:
    """How likely a report goes from one state to another, and the headings' word for it; state 3 is outside."""
    habit = lattice._HABITS[move]
    if one == 3:
        reached = lattice._STAY_OUT if other == 3 else (1 - lattice._STAY_OUT) * prior.far[other]
    elif other == 3:
        reached = habit.out
    else:
        ahead = habit.ahead * lattice._FIRST * exp(prior.depth[other] - prior.depth[one + 1]) if other > one else 0.0
        reached = habit.stay * (one == other) + ahead + habit.jump * prior.far[other]
    if move == "same":
        return (1 - prior.taken) * (one == other) + prior.taken * prior.scales[one] * reached * prior.likely[other]
    return reached * prior.likely[other]


def test_time_grows_with_the_text() -> None:
    """Four times the sections take no more than some four times the time."""

    def seconds(times: int) -> float:
        document = parse_text(HEAD + "\n\n".join(f"- Hạn chế thứ {n}: sổ góp ý còn ít người ghi, họp chưa đều." for n in range(times)))
        ALIGNER.align(document, 0, None)
        begin = perf_counter()
        ALIGNER.align(document, 0, None)
        return perf_counter() - begin

    assert min(seconds(800) for _ in range(3)) < 10 * min(seconds(200) for _ in range(3))


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


def test_counted_of_the_catalogue() -> None:
    def counted(line: str) -> bool:
        document = parse_text(f"{HEAD}- {line}\n")
        (passage,) = passages_of(pieces_of(document), document.text, lambda *_: False)
        return passage.counted

    assert all(map(counted, raw("answers")["counted"]["examples"]))
    assert not any(map(counted, raw("answers")["counted"]["counter_examples"]))


def test_outside_of_the_catalogue() -> None:
    entry = raw("answers")["outside"]
    assert all(OUTSIDE in named_questions(line)[0] for line in entry["examples"])
    assert not any(OUTSIDE in named_questions(line)[0] for line in entry["counter_examples"])


def test_same_and_silent_words_of_the_catalogue() -> None:
    def is_same(line: str) -> bool:
        return any(word.startswith("~") for word in words_of(line, frozenset()))

    for key, check in {"same": is_same, "silent": lambda line: " ".join(syllables(line)) in silent()}.items():
        assert all(map(check, raw("answers")[key]["examples"])), key
        assert not any(map(check, raw("answers")[key]["counter_examples"])), key


@pytest.mark.parametrize("entry", raw("answers")["addressee"], ids=lambda entry: entry["level"])
def test_bodies_of_a_level(entry: dict) -> None:
    for body in entry["examples"]:
        assert addressed(marked(f"Đề nghị {body} sớm hướng dẫn")).level == entry["level"], body
    for body in entry["counter_examples"]:
        found = addressed(marked(f"Đề nghị {body} sớm hướng dẫn"))
        assert found is None or found.level != entry["level"], body


def test_words_that_ask() -> None:
    assert all(addressed(marked(line)) for line in raw("answers")["asking"]["examples"])
    assert not any(addressed(marked(line)) for line in raw("answers")["asking"]["counter_examples"])


def test_proposals_go_to_the_slot_of_the_body_asked() -> None:
    outline = Outline(
        source=OUTLINE.source,
        slots=(
            slot("I", "Nhiệm vụ năm 2026", style="roman"),
            slot("II", "KIẾN NGHỊ", style="roman", asks=False),
            slot("II/1", "Đối với các bộ, ngành Trung ương"),
            slot("II/2", "Đối với Ủy ban nhân dân tỉnh và các sở, ngành"),
        ),
    )
    text = (
        "II. PHƯƠNG HƯỚNG VÀ KIẾN NGHỊ\n\nMở thêm hai điểm đọc sách ở thôn xa.\n\nĐề nghị Sở Y tế cấp thêm tủ thuốc.\n\n"
        "Đề nghị Bộ Nội vụ sửa mẫu sổ.\n\n- Với UBND tỉnh: giao đất xây trạm."
    )
    answers, _ = Aligner(outline).align(parse_text(text), 0, None)
    assert [(a.slot, a.status) for a in answers] == [(s, "aligned") for s in ("I", "II/2", "II/1", "II/2")]


def test_a_passage_that_only_its_place_speaks_for_stays_open_longer() -> None:
    placed = Placed(Passage(0, 9, "paragraph", None, None, None, *(False,) * 4), Place(Leads((), ()), (), (), *(False,) * 3))
    plan = plan_of(OUTLINE)

    def status(words: dict[int, list[str]], chance: float) -> str:
        return verdict(plan, Aligned(placed, Content({}, words, {}), {0: chance, 1: 1 - chance}, 0.0)).status

    assert [status({0: ["bộ máy"]}, 0.8), status({}, 0.8), status({}, 0.95)] == ["aligned", "ambiguous", "aligned"]
    assert status({0: ["bộ máy"]}, 0.65) == "ambiguous"
