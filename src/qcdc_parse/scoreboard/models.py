"""The records in a scoreboard: targets, the results that belong to them, and why."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from qcdc_parse.model import Measure, Role, Verdict, VerdictValue
from qcdc_parse.span import Record, Span

__all__ = ["Candidate", "EntryStatus", "Evidence", "ScoreEntry", "ScoreItem", "ScoreNote", "ScoreRow", "ScoreTable", "shared_verdict"]

EntryStatus = Literal["matched", "ambiguous", "unmatched"]
EvidenceKind = Literal[
    "same_text",
    "shared_words",
    "same_figure",
    "same_heading",
    "same_year",
    "other_thing",
    "opposite",
    "other_figure",
    "other_year",
    "other_unit",
]
ScoreNoteCode = Literal["verdict-differs", "target-differs", "verdict-shared", "repeated", "near-miss"]


class ScoreItem(Record):
    """One figure of an indicator with its clause: what can be a target, or the result of one. A table row is one item."""

    document: int = Field(description="0: the resolution; n: the n-th report.", examples=[1])
    name: str = Field(description="Name of that document's source.", examples=["bao-cao-2023.docx"])
    indicator: str = Field(description="Id of the indicator in that document's record.", examples=["i3"])
    section: str | None = Field(
        default=None, description="Headings above it, from the highest.", examples=["II. KẾT QUẢ / 1. Công tác Đảng"]
    )
    span: Span = Field(description="The clause, in that document's text; the whole statement where it has one figure.")
    statement: str = Field(description="That stretch, white space folded.", examples=["100% chi bộ có quy chế"])
    lead: str | None = Field(
        default=None, description="Words ahead in the same statement that hold for this clause too.", examples=["Tỷ lệ hồ sơ đúng hạn:"]
    )
    tail: str | None = Field(
        default=None, description="Words behind in the same statement that hold for it.", examples=["tham gia học tập nghị quyết"]
    )
    role: Role = Field(description="Whether the indicator sets or reports; a target in a report is restated there.", examples=["result"])
    measures: tuple[Measure, ...] = Field(description="Its figures: one, or those that belong together (range, plan and result).")
    deadline: str | None = Field(default=None, description="By when, as printed.", examples=["đến năm 2025"])
    verdict: Verdict | None = Field(default=None, description="What that document's text says of the indicator.")

    @property
    def words(self) -> str:
        """The clause with what holds for it of the rest of its statement."""
        return " … ".join(filter(None, (self.lead, self.statement, self.tail)))


class Evidence(Record):
    """One thing that speaks for a pair, or against it."""

    kind: EvidenceKind = Field(description="What it is.", examples=["shared_words"])
    detail: str = Field(description="The words or figures.", examples=["hòa giải, cơ sở"])


class Candidate(Record):
    """A result that a target may have."""

    result: ScoreItem = Field(description="The result.")
    score: float = Field(description="How well it fits, 0 to 1.", examples=[0.83])
    evidence: tuple[Evidence, ...] = Field(default=(), description="What speaks for and against it.")


class ScoreNote(Record):
    """Something about a pair that a person should look at."""

    code: ScoreNoteCode = Field(description="Stable code.", examples=["verdict-differs"])
    message: str = Field(
        description="What, in one sentence.", examples=["the text says “đạt”, the figures 51.79 % against >= 70 % say not_met"]
    )


def shared_verdict(item: ScoreItem, items: int) -> tuple[ScoreNote, ...]:
    """Return the note on a verdict that is said of so many items of one statement."""
    if item.verdict is None or items < 2:
        return ()
    said = f"“{item.verdict.surface}” is said of a statement with {items} figures of different things"
    return (ScoreNote(code="verdict-shared", message=said),)


class ScoreEntry(Record):
    """What one report says of one target. ``unmatched`` says that no result was found, not that the target was missed."""

    report: int = Field(description="Which report, from 1.", examples=[1])
    status: EntryStatus = Field(description="Whether a result was found, and only one.", examples=["matched"])
    result: ScoreItem | None = Field(default=None, description="The result, of a matched entry.")
    score: float | None = Field(default=None, description="How well it fits, 0 to 1.", examples=[0.91])
    evidence: tuple[Evidence, ...] = Field(default=(), description="What decided.")
    computed: VerdictValue | None = Field(
        default=None, description="What the figures of target and result imply; null where they do not tell.", examples=["met"]
    )
    candidates: tuple[Candidate, ...] = Field(
        default=(), description="Of an open entry: results that may belong to it, best first; of a matched one: the others near it."
    )
    notes: tuple[ScoreNote, ...] = Field(default=(), description="What to look at.")


class ScoreRow(Record):
    """A target with what every report says of it."""

    target: ScoreItem = Field(description="The target.")
    entries: tuple[ScoreEntry, ...] = Field(description="One a report, in order.")


class ScoreTable(Record):
    """A scoreboard as plain strings: one row a target and report, then the results of no target."""

    columns: tuple[str, ...] = Field(description="Names of the columns.")
    rows: tuple[tuple[str, ...], ...] = Field(description="Cells without line ends, in the order of the columns.")
