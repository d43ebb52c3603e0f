"""A draft made by hand: all states of submissions, answers, figures and cells, for any number of units."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from qcdc_parse.model import Source
from qcdc_parse.report.draft import ReportDraft
from qcdc_parse.report.models import (
    Answer,
    Cell,
    Conflict,
    Figure,
    Group,
    Matrix,
    MatrixRow,
    Quote,
    SlotCandidate,
    SlotState,
    Submission,
    Target,
    Total,
    Unit,
)
from qcdc_parse.report.outline.models import Branch, Field, OpenTable, Outline, Prompt, Slot
from qcdc_parse.span import Span

YEARS = ("2020", "2021", "2022")
NAMES = (
    "Đảng ủy Sở Y tế",
    "Chi bộ Văn phòng Hội Nông dân",
    "Đảng ủy Công ty cổ phần Cấp nước Phú Sơn",
    "Chi bộ Trường Chính trị tỉnh",
    "Đảng ủy Sở Giao thông vận tải",
    "Chi bộ Trung tâm Lưu trữ",
    "Đảng bộ Bệnh viện Đa khoa Phú Sơn",
)
WORKS = (
    "Cấp ủy đã phổ biến nghị quyết trong buổi sinh hoạt tháng {n} cho {n} đảng viên, có ghi biên bản và phân công người theo dõi từng việc.",
    "Đơn vị sửa đổi quy chế làm việc, lấy ý kiến của {n} người lao động trước khi ban hành; ý kiến khác nhau được trả lời bằng văn bản.",
    "Thủ trưởng đơn vị đối thoại với cán bộ, viên chức {n} lần, giải quyết dứt điểm các kiến nghị về nhà ở và ca trực.",
    "Việc công khai tài chính làm chậm {n} tuần so với kế hoạch do kế toán trưởng chuyển công tác.",
)
COPIED = "Quy chế dân chủ ở cơ sở được niêm yết tại bảng tin và đăng trên trang thông tin nội bộ của đơn vị."
HOSTILE = "Mẫu {{ 7*7 }} và {% for x in y %} {_{ giữ nguyên }_} <w:t>&amp; \x07\x00 =1+1 ]]>"


def span(text: str) -> Span:
    return Span(start=0, end=len(text))


def outline() -> Outline:
    def slot(slot_id: str, label: str, style: str, heading: str, **more: object) -> Slot:
        parent = slot_id.rpartition("/")[0] or None
        return Slot(id=slot_id, parent=parent, label=label, style=style, heading=heading, **more)  # type: ignore[arg-type]

    slots = (
        slot("I", "I", "roman", "TÌNH HÌNH CHUNG", asks=False),
        slot("I/1", "1", "number", "Đặc điểm tình hình", prompts=(Prompt(kind="bullet", text="Số phòng, ban; số đảng viên"),)),
        slot(
            "I/2",
            "2",
            "number",
            "Việc quán triệt, cụ thể hóa nghị quyết",
            prompts=(
                Prompt(kind="bullet", text="Hình thức quán triệt, số người tham gia"),
                Prompt(kind="question", text="Đã ban hành những văn bản nào?"),
            ),
        ),
        slot("II", "II", "roman", "KẾT QUẢ THỰC HIỆN", asks=False),
        slot("II/1", "1", "number", "Ở cơ quan hành chính, đơn vị sự nghiệp"),
        slot("II/2", "2", "number", "Ở doanh nghiệp", asks=False),
        slot("II/2/a", "a", "letter_lower", "Hội nghị người lao động và đối thoại định kỳ"),
        slot("III", "III", "roman", "HẠN CHẾ, NGUYÊN NHÂN"),
        slot("IV", "IV", "roman", "ĐỀ XUẤT, KIẾN NGHỊ"),
        slot(
            "PHỤ LỤC 1",
            "PHỤ LỤC 1",
            "appendix",
            "DANH MỤC VĂN BẢN ĐÃ BAN HÀNH",
            appendix=True,
            tables=(OpenTable(id="PHỤ LỤC 1#t1", columns=("TT", "Số, ký hiệu", "Trích yếu")),),
        ),
        slot("PHỤ LỤC 2", "PHỤ LỤC 2", "appendix", "SỐ LIỆU", appendix=True, asks=False),
        slot(
            "PHỤ LỤC 2/1",
            "1",
            "number",
            "Hội nghị, đối thoại",
            appendix=True,
            fields=(
                Field(id="PHỤ LỤC 2/1#1", label="Hội nghị cán bộ, công chức", unit="cuộc", columns=YEARS),
                Field(id="PHỤ LỤC 2/1#2", label="Đối thoại với người lao động", unit="cuộc", columns=YEARS),
            ),
        ),
        slot(
            "PHỤ LỤC 2/2",
            "2",
            "number",
            "Kinh phí, đơn thư",
            appendix=True,
            fields=(
                Field(id="PHỤ LỤC 2/2#1", label="Kinh phí tuyên truyền", unit="triệu đồng"),
                Field(id="PHỤ LỤC 2/2#2", label="Số đơn thư đã giải quyết", unit="đơn"),
                Field(id="PHỤ LỤC 2/2#3", label="Tỷ lệ giải quyết", unit="%"),
                Field(id="PHỤ LỤC 2/2#4", label="Mức hài lòng", unit="%"),
            ),
        ),
    )
    return Outline(
        source=Source(name="de-cuong.docx", sha256="0" * 64, media_type="text/plain"),
        title="Sơ kết 02 năm thực hiện Nghị quyết số 05-NQ/ĐUK về thực hiện dân chủ ở cơ sở",
        issuer="ĐẢNG ỦY KHỐI CÁC CƠ QUAN TỈNH PHÚ SƠN",
        letter="112-CV/ĐUK",
        deadline=dt.date(2022, 11, 15),
        slots=slots,
        branches=(Branch(audience="doanh nghiệp", kinds=("enterprise",), slots=("II/2",), instead_of=("II/1",)),),
    )


def unit_names(count: int) -> tuple[str, ...]:
    return tuple(NAMES[n] if n < len(NAMES) else f"Chi bộ cơ sở số {n + 1}" for n in range(count))


class _Builder:
    def __init__(self, count: int) -> None:
        self.names = unit_names(count)
        self.missing = tuple(name for n, name in enumerate(self.names) if n % 7 == 5)
        self.used = tuple(name for name in self.names if name not in self.missing)
        self.submissions: list[Submission] = []
        self.of: dict[str, int] = {}
        self.answers: list[Answer] = []
        self.figures: list[Figure] = []

    def submission(self, path: str, state: str, unit: str | None, **more: object) -> int:
        self.submissions.append(
            Submission(
                source=Source(name=path.rpartition("/")[2], sha256=f"{len(self.submissions):064x}", media_type="text/plain", pages=4),
                path=path,
                state=state,  # type: ignore[arg-type]
                unit=unit,
                **more,  # type: ignore[arg-type]
            )
        )
        return len(self.submissions) - 1

    def quote(self, unit: str, text: str, paragraph: int) -> Quote:
        at = self.of[unit]
        pdf = self.submissions[at].path.endswith(".pdf")
        return Quote(
            submission=at, span=span(text), text=text, page=1 + paragraph // 9 if pdf else None, paragraph=None if pdf else paragraph
        )

    def answer(self, unit: str, slot: str | None, text: str, **more: object) -> Answer:
        number = sum(1 for a in self.answers[-60:] if a.unit == unit) + 3
        fields: dict[str, object] = {"kind": "paragraph", "status": "aligned", "confidence": 0.98} | more
        made = Answer(id=f"a{len(self.answers)}", unit=unit, quote=self.quote(unit, text, number), slot=slot, **fields)  # type: ignore[arg-type]
        self.answers.append(made)
        return made

    def figure(self, unit: str, field: str, column: str | None, value: float, measure: str, words: str, **more: object) -> Figure:
        made = Figure(
            id=f"f{len(self.figures)}",
            field=field,
            column=column,
            unit=unit,
            value=value,
            measure=measure,
            quote=self.quote(unit, words, 40),
            **more,  # type: ignore[arg-type]
        )
        self.figures.append(made)
        return made


def _hand_in(b: _Builder) -> None:
    for n, name in enumerate(b.names):
        if name in b.missing:
            continue
        path = f"nop/{n:02}-bao-cao{' (1)' if n % 3 == 0 else ''}.{('docx', 'pdf', 'txt')[n % 3]}"
        b.of[name] = b.submission(path, "used", name, key=f"{n + 10}-BC/CB", issued=dt.date(2022, 11, 1 + n % 14), fit=0.97)
    first, second = b.used[0], b.used[1]
    b.submission("nop/cu/00-bao-cao.doc", "superseded", first, successor=b.of[first], reason="bc-02.docx ghi ngày muộn hơn")
    b.submission("nop/#1 100% [x] bản sao.txt", "duplicate", second, successor=b.of[second], reason="cùng một văn bản nộp hai lần")
    b.submission("nop/khac.docx", "wrong_outline", b.used[2], fit=0.1, reason="10% nội dung khớp đề cương")
    b.submission("nop/=khong-ten.md", "unidentified", None, reason="không nêu tên đơn vị nào trong danh sách")
    b.submission("nop/hong.pdf", "unreadable", None, reason="tệp hỏng hoặc không đủ")


def _answers(b: _Builder) -> Iterator[Group]:
    enterprises = set(b.names[2::5])
    for n, unit in enumerate(b.used):
        b.answer(unit, "I/1", f"{unit} có {n % 9 + 3} phòng, {n + 18} đảng viên.")
    for n, unit in enumerate(b.used):
        b.answer(unit, "I/2", WORKS[0].format(n=n % 11 + 1), prompt=1)
        if n % 4 == 0:
            b.answer(unit, "I/2", f"- Ban hành Quyết định số {n + 30}-QĐ/ĐU về quy chế làm việc.", prompt=2, kind="bullet")
        if n % 6 == 1:
            b.answer(unit, "I/2", "Có 01 tổ giúp việc, họp hằng tháng.")
    copied = [b.answer(u, "II/1", COPIED + (" Có 2 bảng tin." if n == 2 else "")) for n, u in enumerate(b.used[:4])]
    yield Group(slot="II/1", answers=tuple(a.id for a in copied), units=tuple(b.used[:4]), alike=0.95)
    for n, unit in enumerate(b.used[4:]):
        if unit not in enterprises and n % 5:
            b.answer(unit, "II/1", WORKS[1 + n % 3].format(n=n % 7 + 2))
    for unit in b.used:
        if unit in enterprises:
            b.answer(unit, "II/2/a", WORKS[2].format(n=3))
    for n, unit in enumerate(b.used):
        if n % 3 == 0:
            options = (SlotCandidate(slot="III", probability=0.52), SlotCandidate(slot="IV", probability=0.43))
            b.answer(
                unit,
                "III",
                f"Còn {n + 1} việc chưa làm xong, đề nghị cấp trên gia hạn.",
                status="ambiguous",
                confidence=0.52,
                candidates=options,
            )
        elif n % 3 == 1:
            b.answer(unit, "III", WORKS[3].format(n=n % 5 + 1))
    b.answer(b.used[0], "IV", HOSTILE)
    for n, unit in enumerate(b.used[:6]):
        rows = [f"{k}\t{n + k}-KH/CB\tKế hoạch học tập lần {k}" for k in range(1, 3 + n % 2)]
        if n == 4:
            rows = [row + "\tghi chú riêng" for row in rows]
        b.answer(unit, "PHỤ LỤC 1", "\n".join(["TT\tSố, ký hiệu\tTrích yếu" if n != 4 else "TT\tSố\tTên\tGhi chú", *rows]), kind="table")
    b.answer(b.used[1], None, "Đội văn nghệ đạt giải ba hội diễn.", status="outside", confidence=0.9, headings=("V. CÔNG TÁC KHÁC",))


def _figures(b: _Builder) -> Iterator[Total]:
    def total(field: str, column: str | None, measure: str, made: list[Figure], **more: object) -> Total:
        fields: dict[str, object] = {
            "kind": "sum",
            "value": sum(f.value for f in made),
            "formula": " + ".join(f"{f.value:g}".replace(".", ",") for f in made),
        } | more
        return Total(
            field=field,
            column=column,
            measure=measure,
            operands=tuple(f.id for f in made),
            units=len(made),
            expected=len(b.names),
            **fields,  # type: ignore[arg-type]
        )

    for at, field in enumerate(("PHỤ LỤC 2/1#1", "PHỤ LỤC 2/1#2")):
        given = b.used[: len(b.used) - 2 * at]
        for year in YEARS:
            figures = [b.figure(u, field, year, n % 4 + 1 + at, "cuộc", f"{n % 4 + 1 + at}") for n, u in enumerate(given)]
            yield total(field, year, "cuộc", figures)
    money = [
        b.figure(u, "PHỤ LỤC 2/2#1", None, 12.5 + n, "triệu đồng", f"Kinh phí {12.5 + n} triệu đồng") for n, u in enumerate(b.used[:-1])
    ]
    odd = b.figure(
        b.used[-1],
        "PHỤ LỤC 2/2#1",
        None,
        4,
        "lần",
        "Kinh phí 4 lần",
        status="doubtful",
        reason="đơn vị tính khác với đơn vị tính được yêu cầu",
    )
    yield total("PHỤ LỤC 2/2#1", None, "triệu đồng", money, left_out=(odd.id,))
    letters = [
        b.figure(u, "PHỤ LỤC 2/2#2", None, n % 5 + 1, "đơn", f"giải quyết {n % 5 + 1}/{n % 5 + 2} đơn", of=n % 5 + 2)
        for n, u in enumerate(b.used)
    ]
    solved, all_of = sum(f.value for f in letters), sum(f.of or 0 for f in letters)
    yield total("PHỤ LỤC 2/2#2", None, "đơn", letters, value=solved, of=all_of)
    yield total(
        "PHỤ LỤC 2/2#3", None, "%", letters, kind="ratio", value=100 * solved / all_of, of=all_of, formula=f"{solved:g} / {all_of:g}"
    )
    rates = [b.figure(u, "PHỤ LỤC 2/2#4", None, 90 + n % 9 / 2, "%", f"hài lòng {90 + n % 9 / 2}%") for n, u in enumerate(b.used[::2])]
    yield total("PHỤ LỤC 2/2#4", None, "%", rates, kind="apart", value=None, formula="percentages without their counts")


def _states(b: _Builder, asked: Outline) -> Iterator[SlotState]:
    enterprises = set(b.names[2::5])
    for slot in asked.slots:
        if not slot.asks:
            continue
        said = {a.unit for a in b.answers if a.slot == slot.id and a.status == "aligned"}
        said |= {f.unit for f in b.figures if f.field.startswith(f"{slot.id}#")}
        perhaps = {a.unit for a in b.answers if a.slot == slot.id and a.status == "ambiguous"} - said
        out = enterprises if slot.id == "II/1" else set(b.names) - enterprises if slot.id.startswith("II/2") else set()
        yield SlotState(
            slot=slot.id,
            answered=tuple(u for u in b.used if u in said),
            perhaps=tuple(u for u in b.used if u in perhaps),
            unanswered=tuple(u for u in b.used if u not in said | perhaps | out),
            not_asked=tuple(u for u in b.names if u in out),
        )


TARGETS = (
    "100% chi bộ trực thuộc có quy chế làm việc",
    "Mỗi năm tổ chức ít nhất 02 cuộc đối thoại giữa cấp ủy với đảng viên và người lao động",
    "Trên 95% đơn thư được giải quyết đúng hạn",
    "80% đơn vị đạt tiêu chuẩn văn hóa",
    "Không có đảng viên bị kỷ luật từ cảnh cáo trở lên",
    "Ít nhất 90% đoàn viên tham gia góp ý xây dựng Đảng",
)


def _row(b: _Builder, n: int) -> MatrixRow:
    cells = []
    for k, unit in enumerate(b.names):
        if unit in b.missing:
            cells.append(Cell(unit=unit, status="not_submitted"))
            continue
        turn = (k * 3 + n * 5) % 11
        if turn == 0:
            cells.append(Cell(unit=unit, status="unmatched"))
        elif turn == 1:
            options = (b.quote(unit, "Có 02 cuộc đối thoại.", 20), b.quote(unit, "Có 03 cuộc tiếp xúc.", 21))
            cells.append(Cell(unit=unit, status="ambiguous", candidates=options))
        else:
            verdict = ("met", "met", "met", "exceeded", "not_yet_met", "mostly_met", "partly_met", None, "not_assessed")[turn - 2]
            words = f"Chỉ tiêu {n + 1}: kết quả {90 + turn},5%, {'chưa đạt' if verdict == 'not_yet_met' else 'theo kế hoạch'}."
            cells.append(
                Cell(
                    unit=unit,
                    status="matched",
                    verdict=verdict,
                    surface=None if verdict is None else "chưa đạt" if verdict == "not_yet_met" else "đạt",
                    reason="biên chế ít, người phụ trách mới nhận việc" if verdict == "not_yet_met" else None,
                    computed="not_met" if verdict == "met" and turn == 4 else None,
                    result=f"{90 + turn},5%",
                    quote=b.quote(unit, words, 15 + n),
                    notes=("số liệu ở chỗ khác trong báo cáo: “94,5%”",) if turn == 4 else (),
                )
            )
    counts: dict[str, int] = {}
    for cell in cells:
        word = cell.status if cell.status != "matched" else cell.verdict or "none"
        counts[word] = counts.get(word, 0) + 1
    target = Target(id=f"t{n + 1}", statement=TARGETS[n % len(TARGETS)], section="II. CHỈ TIÊU", span=span(TARGETS[n % len(TARGETS)]))
    return MatrixRow(
        target=target, cells=tuple(cells), counts=counts, not_reached=tuple(c.unit for c in cells if c.verdict == "not_yet_met")
    )


def _conflicts(b: _Builder) -> Iterator[Conflict]:
    one, other = b.used[0], b.used[1]
    yield Conflict(
        kind="prose_against_appendix",
        unit=one,
        slot="PHỤ LỤC 2/1",
        field="PHỤ LỤC 2/1#1",
        message="lời văn ghi 12 cuộc, số liệu 14 cuộc",
        quotes=(b.quote(one, "Tổ chức 12 hội nghị.", 9), b.quote(one, "14", 41)),
    )
    yield Conflict(
        kind="wrong_branch",
        unit=other,
        slot="II/2",
        message="trả lời mục II/2, là mục đề cương không yêu cầu đối với doanh nghiệp",
        quotes=(b.quote(other, "Hội nghị người lao động 3 lần.", 12),),
    )
    yield Conflict(
        kind="verdict_against_figures",
        unit=other,
        message="báo cáo ghi “đạt”, số liệu 94,5%",
        quotes=(b.quote(other, "Kết quả 94,5%, đạt.", 13), b.quote(other, "Chỉ tiêu 95%.", 14)),
    )


def sample_draft(count: int = 20) -> ReportDraft:
    """A draft of so many units; nothing in it is random."""
    b = _Builder(count)
    asked = outline()
    _hand_in(b)
    groups = tuple(_answers(b))
    totals = tuple(_figures(b))
    order = {slot.id: n for n, slot in enumerate(asked.slots)}
    b.answers.sort(key=lambda a: (order.get(a.slot or "", len(order)), b.names.index(a.unit or "")))
    kinds = dict.fromkeys(b.names[2::5], "enterprise")
    return ReportDraft(
        outline=asked,
        units=tuple(Unit(name=name, kind=kinds.get(name)) for name in b.names),
        submissions=tuple(b.submissions),
        answers=tuple(b.answers),
        groups=groups,
        slots=tuple(_states(b, asked)),
        figures=tuple(b.figures),
        totals=totals,
        targets=Matrix(
            source=Source(name="nghi-quyet.docx", sha256="1" * 64, media_type="text/plain"),
            units=b.names,
            rows=tuple(_row(b, n) for n in range(len(TARGETS))),
        ),
        missing=b.missing,
        conflicts=tuple(_conflicts(b)),
    )
