"""The sheets on answers and files: overview, answers by slot, who is missing, conflicts, sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from qcdc_parse.report.absent import files_of_missing
from qcdc_parse.report.models import Answer, EvidenceKind
from qcdc_parse.report.wording import ANSWER_STATUS, CONFLICTS, PLACES, STATES, file_name, named
from qcdc_parse.report.xlsx.desk import Desk
from qcdc_parse.workbook import Colour, Column, Shaded, Sheet, Value

__all__ = ["answers", "conflicts", "missing", "overview", "sources"]

_ANSWER_COLOURS: dict[str, Colour] = {"ambiguous": "yellow", "outside": "grey"}

_EVIDENCE: dict[EvidenceKind, str] = {
    "heading": "đề mục",
    "label": "số mục",
    "order": "thứ tự",
    "content": "nội dung",
    "prompt": "câu hỏi gợi ý",
    "field": "ô số liệu",
    "table": "bảng",
    "appendix": "phụ lục",
    "inherited": "theo đề mục trên",
    "branch": "loại đơn vị",
    "against": "không khớp",
}
"""What spoke for a slot, or against it."""


def overview(desk: Desk) -> Sheet:
    """Say what was asked, who answered, and how much there is to look at."""
    draft, outline = desk.draft, desk.draft.outline
    states = Counter(s.state for s in draft.submissions)
    answers: Counter[str] = Counter(a.status for a in draft.answers)
    rows: list[Sequence[Value]] = [
        ("Báo cáo", outline.title),
        ("Cơ quan yêu cầu", outline.issuer),
        ("Văn bản yêu cầu", outline.letter),
        ("Hạn nộp", outline.deadline.strftime("%d/%m/%Y") if outline.deadline else None),
        ("Đề cương", outline.source.name),
        ("Chỉ tiêu lấy từ", draft.targets.source.name if draft.targets.source else None),
        ("Số đơn vị phải báo cáo", len(draft.units)),
        ("Số đơn vị đã có báo cáo được tổng hợp", len(draft.units) - len(draft.missing)),
        ("Số đơn vị chưa có báo cáo được tổng hợp", len(draft.missing)),
        ("Số tệp nhận được", len(draft.submissions)),
        *((f"Số tệp: {STATES[state]}", states[state]) for state in STATES if states[state]),
        *((f"Số đoạn: {ANSWER_STATUS[status]}", answers[status]) for status in ANSWER_STATUS if answers[status]),
        ("Số chỗ cần đối chiếu", len(draft.conflicts)),
        *(("Ghi chú", note.message) for note in (*outline.notes, *draft.notes)),
    ]
    return Sheet("Tổng quan", [Column("Nội dung", 42), Column("Giá trị", 60)], rows)


def answers(desk: Desk) -> Sheet:
    """Every passage with its slot, whether it surely belongs there, and where it stands."""
    columns = [
        Column("Mục", 34),
        Column("Đơn vị", 28),
        Column("Nội dung (nguyên văn)", 80),
        Column("Xếp mục", 13),
        Column("Có thể thuộc mục", 34),
        Column("Yêu cầu của đề cương", 30),
        Column("Nội dung giống nhau ở", 30),
        Column("Tệp", 28),
        Column("Trang", 8),
        Column("Đoạn", 8),
        Column("Đề mục trong báo cáo", 34),
        Column("Độ tin cậy", 10),
        Column("Căn cứ xếp mục", 50),
        Column("Mã", 10),
    ]
    return Sheet("Nội dung", columns, (_answer(desk, a) for a in desk.draft.answers), frozen=2, printed=10)


def _answer(desk: Desk, answer: Answer) -> Sequence[Value]:
    slot = desk.index.slots.get(answer.slot or "")
    prompt = slot.prompts[answer.prompt - 1].text if slot and answer.prompt and 0 < answer.prompt <= len(slot.prompts) else None
    group = desk.index.group.get(answer.id)
    status, colour = ANSWER_STATUS[answer.status], _ANSWER_COLOURS.get(answer.status)
    return (
        desk.slot(answer.slot) if answer.status != "outside" else "",
        desk.unit(answer.unit),
        answer.quote.text,
        Shaded(status, colour) if colour else status,
        "; ".join(desk.slot(c.slot) for c in answer.candidates),
        prompt,
        named(group.units) if group is not None else None,
        *desk.place(answer.quote),
        " / ".join(answer.headings),
        answer.confidence,
        "; ".join(f"{_EVIDENCE[e.kind]}: {e.detail}" if e.detail else _EVIDENCE[e.kind] for e in answer.evidence),
        answer.id,
    )


def missing(desk: Desk) -> Sheet:
    """Who did not submit, and who submitted and says nothing of a slot."""
    columns = [Column("Đơn vị", 34), Column("Tình trạng", 44), Column("Mục", 50)]
    return Sheet("Thiếu", columns, _missing(desk))


def _missing(desk: Desk) -> Iterator[Sequence[Value]]:
    for unit, files in files_of_missing(desk.draft).items():
        told = f"có thể đã nộp, tệp không tổng hợp được: {named(map(file_name, files))}" if files else "chưa nộp báo cáo"
        yield unit, Shaded(told, "red"), None
    for state in desk.draft.slots:
        for unit in state.unanswered:
            yield unit, Shaded("có báo cáo nhưng chưa trả lời mục này", "yellow"), desk.slot(state.slot)
        for unit in state.perhaps:
            yield unit, Shaded("chỉ có nội dung cần xem lại", "yellow"), desk.slot(state.slot)
        for unit in state.not_asked:
            yield unit, Shaded("không thuộc đối tượng báo cáo mục này", "grey"), desk.slot(state.slot)


def conflicts(desk: Desk) -> Sheet:
    """What does not fit together, a statement a row."""
    columns = [
        Column("Số thứ tự", 9),
        Column("Đơn vị", 30),
        Column("Vấn đề", 34),
        Column("Mục", 34),
        Column("Số liệu", 30),
        Column("Đoạn liên quan (nguyên văn)", 70),
        Column("Tệp", 28),
        Column("Trang", 8),
        Column("Đoạn", 8),
        Column("Chi tiết", 50),
    ]
    rows = (
        (
            number,
            desk.unit(each.unit),
            CONFLICTS[each.kind],
            desk.slot(each.slot),
            desk.field(each.field),
            quote.text if quote else None,
            *desk.place(quote),
            each.message,
        )
        for number, each in enumerate(desk.draft.conflicts, 1)
        for quote in each.quotes or (None,)
    )
    return Sheet("Mâu thuẫn", columns, rows, frozen=2)


def sources(desk: Desk) -> Sheet:
    """Every file handed in: whose it is and what became of it."""
    columns = [
        Column("Tệp", 34),
        Column("Đơn vị", 30),
        Column("Tình trạng", 26),
        Column("Báo cáo được dùng", 30),
        Column("Số, ký hiệu", 16),
        Column("Ngày", 12),
        Column("Tên báo cáo", 50),
        Column("Phần khớp đề cương", 12),
        Column("Có thể là của", 50),
        Column("Lý do", 50),
        Column("SHA-256", 30),
    ]
    return Sheet("Nguồn", columns, _sources(desk))


def _sources(desk: Desk) -> Iterator[Sequence[Value]]:
    for number, each in enumerate(desk.draft.submissions):
        word = STATES[each.state]
        yield (
            desk.file(number),
            desk.unit(each.unit),
            word if each.state == "used" else Shaded(word, "yellow"),
            desk.file(each.successor),
            each.key,
            each.issued.strftime("%d/%m/%Y") if each.issued else None,
            each.title,
            each.fit,
            "; ".join(f"{c.unit} ({PLACES.get(c.found_in, c.found_in)}: {c.words})" for c in each.candidates),
            each.reason,
            each.source.sha256,
        )
