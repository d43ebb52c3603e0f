"""The records of a compiled report: every cell with the words it was taken from, or the computation that made it."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from qcdc_parse.model import BlockKind, Source, VerdictValue
from qcdc_parse.span import Record, Span

__all__ = [
    "Answer",
    "Cell",
    "Conflict",
    "Evidence",
    "Figure",
    "Group",
    "Matrix",
    "MatrixRow",
    "Quote",
    "Roster",
    "SlotCandidate",
    "SlotState",
    "Submission",
    "Target",
    "Total",
    "Unit",
    "UnitCandidate",
]

SubmissionState = Literal["used", "superseded", "duplicate", "wrong_outline", "unidentified", "unreadable"]
AnswerStatus = Literal["aligned", "ambiguous", "outside"]
EvidenceKind = Literal["heading", "label", "order", "content", "prompt", "field", "table", "appendix", "inherited", "branch", "against"]
FigureStatus = Literal["read", "doubtful"]
TotalKind = Literal["sum", "ratio", "apart"]
CellStatus = Literal["matched", "ambiguous", "unmatched", "not_submitted"]
ConflictKind = Literal[
    "prose_against_appendix", "first_against_second", "verdict_against_figures", "wrong_branch", "parts_against_total", "target_differs"
]


class Unit(Record):
    """Đơn vị: one that shall report."""

    name: str = Field(description="Name in the draft; unique in the roster.", examples=["Chi bộ Văn phòng Sở Y tế"])
    aliases: tuple[str, ...] = Field(default=(), description="Other names, short forms.", examples=[["CB VP Sở Y tế"]])
    kind: str | None = Field(default=None, description="Kind, as catalog/audiences.toml names them.", examples=["enterprise"])


class Roster(Record):
    """Danh sách đơn vị: who shall report."""

    units: tuple[Unit, ...] = Field(description="The units, in the order of the draft.")


class Quote(Record):
    """Words of a submission, to the letter, and where they stand."""

    submission: int = Field(description="Place of the submission in the draft's list, from 0.", examples=[3])
    span: Span = Field(description="Where, in the text of that submission's record.")
    text: str = Field(description="That stretch.", examples=["Tổ chức 12 cuộc đối thoại"])
    page: int | None = Field(default=None, description="Page, where the format has pages.", examples=[2])
    paragraph: int | None = Field(default=None, description="Paragraph of a DOCX, from 1.", examples=[14])


class UnitCandidate(Record):
    """A unit that a submission may be of."""

    unit: str = Field(description="Its name.", examples=["Chi bộ Văn phòng"])
    score: float = Field(description="How well it fits, 0 to 1.", examples=[0.93])
    found_in: str = Field(description="Where: letterhead, signature, title, file_name, text.", examples=["letterhead"])
    words: str = Field(description="The words that fit.", examples=["CHI BỘ VĂN PHÒNG"])


class Submission(Record):
    """A file that was handed in."""

    source: Source = Field(description="Where it came from.")
    path: str = Field(description="The file as it was named.", examples=["nop/05-bc-chi-bo.docx"])
    state: SubmissionState = Field(description="What became of it.", examples=["used"])
    unit: str | None = Field(default=None, description="Whose it is; null where that is not certain.", examples=["Chi bộ Văn phòng"])
    candidates: tuple[UnitCandidate, ...] = Field(default=(), description="Units it may be of, best first, with what speaks for each.")
    key: str | None = Field(default=None, description="Its own number.", examples=["15-BC/CB"])
    title: str | None = Field(default=None, description="Its title.", examples=["Sơ kết 01 năm …"])
    issued: dt.date | None = Field(default=None, description="Its date.", examples=["2022-06-10"])
    successor: int | None = Field(
        default=None, description="Of a superseded or duplicate one: the submission that stands for it.", examples=[7]
    )
    fit: float | None = Field(default=None, description="Share of its text that found a place in the outline, 0 to 1.", examples=[0.97])
    reason: str | None = Field(default=None, description="Why the state is not `used`, in one sentence.")


class Evidence(Record):
    """One thing that spoke for a pairing, or against it."""

    kind: EvidenceKind = Field(description="What it is.", examples=["heading"])
    detail: str = Field(description="The words or labels.", examples=["kết quả triển khai = kết quả triển khai thực hiện"])
    weight: float = Field(description="How much it counted.", examples=[2.1])


class SlotCandidate(Record):
    """A slot that a passage may belong to."""

    slot: str = Field(description="Its id.", examples=["II/2"])
    probability: float = Field(description="How likely, 0 to 1, in the light of the whole document.", examples=[0.55])


class Answer(Record):
    """A passage of a submission and the slot it answers."""

    id: str = Field(description="Unique in the draft.", examples=["s3p12"])
    unit: str | None = Field(default=None, description="Whose words.", examples=["Chi bộ Văn phòng"])
    quote: Quote = Field(description="The passage.")
    kind: BlockKind = Field(description="What it is.", examples=["bullet"])
    headings: tuple[str, ...] = Field(default=(), description="Headings above it in the submission, from the highest, with labels.")
    status: AnswerStatus = Field(
        description="`ambiguous`: several slots are about as likely; `outside`: the outline asks nothing of the kind."
    )
    slot: str | None = Field(default=None, description="The slot; of an ambiguous one the likeliest; null outside.", examples=["II/2"])
    prompt: int | None = Field(default=None, description="Which prompt of the slot, from 1, where one is clearly meant.", examples=[2])
    confidence: float = Field(description="How likely the slot is in the light of the whole document, 0 to 1.", examples=[0.98])
    candidates: tuple[SlotCandidate, ...] = Field(default=(), description="Of an ambiguous one: the slots, likeliest first.")
    evidence: tuple[Evidence, ...] = Field(default=(), description="What decided.")


class Group(Record):
    """Passages of several units that are nearly the same: who copied whom shows."""

    slot: str | None = Field(default=None, description="The slot they stand in.", examples=["II/2"])
    answers: tuple[str, ...] = Field(description="Their ids, in the order of the draft.", examples=[["s1p4", "s7p5"]])
    units: tuple[str, ...] = Field(description="Whose they are.")
    alike: float = Field(description="How alike the least alike one is to the first, 0 to 1.", examples=[0.97])


class SlotState(Record):
    """Who answered a slot."""

    slot: str = Field(description="Its id.", examples=["II/2"])
    answered: tuple[str, ...] = Field(default=(), description="Units with at least one answer or figure here.")
    perhaps: tuple[str, ...] = Field(default=(), description="Units whose only passages here are ambiguous.")
    unanswered: tuple[str, ...] = Field(default=(), description="Units that submitted and say nothing here.")
    not_asked: tuple[str, ...] = Field(default=(), description="Units that a branch of the outline leaves out.")


class Figure(Record):
    """One value that a unit gives for a field."""

    id: str = Field(description="Unique in the draft.", examples=["f12"])
    field: str = Field(description="Id of the field.", examples=["PHỤ LỤC 2/4#1"])
    column: str | None = Field(default=None, description="Which of the field's columns.", examples=["2021"])
    unit: str | None = Field(default=None, description="Whose figure.", examples=["Chi bộ Văn phòng"])
    value: float = Field(description="The number as the unit means it, in `measure`.", examples=[1.5])
    of: float | None = Field(default=None, description="The total of a part (`12/15`).", examples=[15])
    measure: str | None = Field(default=None, description="Unit of measure as printed, or as the field prints it.", examples=["tỷ đồng"])
    status: FigureStatus = Field("read", description="`doubtful`: shown, never summed; the reason says why.", examples=["read"])
    reason: str | None = Field(default=None, description="Why it is doubtful.")
    quote: Quote = Field(description="The words that give it.")


class Total(Record):
    """A recorded computation over figures."""

    field: str = Field(description="Id of the field.", examples=["PHỤ LỤC 2/4#1"])
    column: str | None = Field(default=None, description="Which of the field's columns.", examples=["2021"])
    kind: TotalKind = Field(description="`sum`; `ratio`: sum of parts over sum of wholes; `apart`: nothing may be computed.")
    value: float | None = Field(default=None, description="The result; null where nothing may be computed.", examples=[345])
    of: float | None = Field(default=None, description="The sum of the wholes, where parts are given of wholes.", examples=[400])
    measure: str | None = Field(default=None, description="Unit of measure of the result.", examples=["triệu đồng"])
    formula: str = Field(description="The computation in words and numbers.", examples=["12 + 1,5 × 1.000 + 20"])
    operands: tuple[str, ...] = Field(description="Ids of the figures it is made of.", examples=[["f12", "f20"]])
    left_out: tuple[str, ...] = Field(default=(), description="Ids of the figures that it leaves out: doubtful, or in other measures.")
    units: int = Field(description="How many units stand behind it.", examples=[17])
    expected: int = Field(description="How many are asked.", examples=[20])


class Target(Record):
    """Chỉ tiêu: a row of the matrix."""

    id: str = Field(description="Unique in the draft.", examples=["t3"])
    statement: str = Field(description="The target's words.", examples=["100% chi bộ có quy chế"])
    section: str | None = Field(default=None, description="Headings above it.", examples=["II. CHỈ TIÊU"])
    span: Span = Field(description="Where it stands in the text of the target's document.")


class Cell(Record):
    """What one unit says of one target. `unmatched` says that nothing was found, not that the target was missed."""

    unit: str = Field(description="Whose.", examples=["Chi bộ Văn phòng"])
    status: CellStatus = Field(description="Whether an answer was found, and only one.", examples=["matched"])
    verdict: VerdictValue | None = Field(default=None, description="What the unit's text says.", examples=["not_yet_met"])
    surface: str | None = Field(default=None, description="Its wording.", examples=["chưa đạt"])
    reason: str | None = Field(default=None, description="The explanation beside it.", examples=["thiếu kinh phí"])
    computed: VerdictValue | None = Field(
        default=None, description="What the figures imply; never mixed with the verdict.", examples=["not_met"]
    )
    result: str | None = Field(default=None, description="The figures, as printed.", examples=["92,5%"])
    quote: Quote | None = Field(default=None, description="The statement.")
    candidates: tuple[Quote, ...] = Field(default=(), description="Of an ambiguous one: statements that may be meant.")
    notes: tuple[str, ...] = Field(default=(), description="What to look at.")


class MatrixRow(Record):
    """A target with what every unit says of it, and the roll-up."""

    target: Target = Field(description="The target.")
    cells: tuple[Cell, ...] = Field(description="One a unit, in the order of the draft.")
    counts: dict[str, int] = Field(
        description="How many units per verdict; `none`, `ambiguous`, `unmatched` and `not_submitted` are counted beside them.",
        examples=[{"met": 12, "not_yet_met": 2, "unmatched": 3, "not_submitted": 3}],
    )
    not_reached: tuple[str, ...] = Field(default=(), description="Units whose text says that they did not reach it.")
    rolled_up: str | None = Field(
        default=None, description="What the policy makes of the counts; null under the default one.", examples=["met"]
    )


class Matrix(Record):
    """Units by targets."""

    source: Source | None = Field(default=None, description="Where the targets stand: a resolution, or the outline itself.")
    policy: str = Field("counts", description="Name of the roll-up policy.", examples=["counts"])
    units: tuple[str, ...] = Field(default=(), description="The columns.")
    rows: tuple[MatrixRow, ...] = Field(default=(), description="One a target.")


class Conflict(Record):
    """Two statements that do not fit, shown side by side; which is right is for a person to say."""

    kind: ConflictKind = Field(description="What kind.", examples=["prose_against_appendix"])
    unit: str | None = Field(default=None, description="Whose.", examples=["Chi bộ Văn phòng"])
    slot: str | None = Field(default=None, description="Slot it is about.", examples=["PHỤ LỤC 2/4"])
    field: str | None = Field(default=None, description="Field it is about.", examples=["PHỤ LỤC 2/4#1"])
    message: str = Field(description="What, in one sentence.", examples=["lời văn ghi 12 cuộc, số liệu 14 cuộc"])
    quotes: tuple[Quote, ...] = Field(description="The statements.")
