"""What a draft holds: all that was asked, handed in, found and computed."""

from __future__ import annotations

from pydantic import Field

from qcdc_parse.model import Note
from qcdc_parse.report.models import Answer, Conflict, Figure, Group, Matrix, SlotState, Submission, Total, Unit
from qcdc_parse.report.outline.models import Outline
from qcdc_parse.span import Record

__all__ = ["SCHEMA_VERSION", "DraftContents"]

SCHEMA_VERSION = "1.0"


class DraftContents(Record):
    """The fields of a draft, as the writers of files take them."""

    schema_version: str = Field(SCHEMA_VERSION, description="Raised when a field changes meaning.", examples=["1.0"])
    outline: Outline = Field(description="What was asked.")
    units: tuple[Unit, ...] = Field(description="Who was asked, in the order of the roster; without a roster, who answered.")
    submissions: tuple[Submission, ...] = Field(description="Every file handed in, the unused ones too.")
    answers: tuple[Answer, ...] = Field(description="Every passage of the used submissions, by slot, then by unit, then in reading order.")
    groups: tuple[Group, ...] = Field(default=(), description="Passages of several units that are nearly the same.")
    slots: tuple[SlotState, ...] = Field(default=(), description="Who answered what, in the order of the outline.")
    figures: tuple[Figure, ...] = Field(default=(), description="Every figure given for a field, by field, then by unit.")
    totals: tuple[Total, ...] = Field(default=(), description="Computations over them, in the order of the outline.")
    targets: Matrix = Field(description="Units by targets.")
    missing: tuple[str, ...] = Field(
        default=(), description="Units of the roster without a used submission: not submitted, not `not done`."
    )
    conflicts: tuple[Conflict, ...] = Field(default=(), description="What does not fit together.")
    notes: tuple[Note, ...] = Field(default=(), description="Doubts of the compiling.")
