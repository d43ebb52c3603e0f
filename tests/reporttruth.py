"""Truth of the sets of submissions: `truth.toml`, `passages.toml` and `units.csv` of a folder of corpus/reports, checked as they are read."""

from __future__ import annotations

import tomllib
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from qcdc_parse.model import VerdictValue
from qcdc_parse.report.models import ConflictKind, SubmissionState, TotalKind, Unit

REPORTS = Path(__file__).resolve().parent.parent / "corpus" / "reports"


class Strict(BaseModel):
    """A table of a truth file: keys that are not known are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=False)


class Info(Strict):
    name: str
    split: Literal["development", "test"]
    target: str | None = None


class HandedIn(Strict):
    file: str
    unit: str | None = None
    state: SubmissionState
    successor: str | None = None


class Missing(Strict):
    unit: str


class TrueFigure(Strict):
    unit: str
    field: str
    column: str | None = None
    value: float
    of: float | None = None
    measure: str | None = None


class TrueTotal(Strict):
    field: str
    column: str | None = None
    kind: TotalKind
    value: float | None = None
    of: float | None = None
    measure: str | None = None
    units: int
    expected: int


class TrueCell(Strict):
    target: str
    unit: str
    verdict: VerdictValue | None = None
    reason: str | None = None


class TrueConflict(Strict):
    kind: ConflictKind
    unit: str | None = None
    slot: str | None = None
    field: str | None = None
    words: str | None = None


class TrueGroup(Strict):
    slot: str | None = None
    units: tuple[str, ...]
    words: str


class Unanswered(Strict):
    slot: str
    unit: str


class Truth(Strict):
    """All of `truth.toml`."""

    set: Info
    submission: tuple[HandedIn, ...]
    missing: tuple[Missing, ...] = ()
    figure: tuple[TrueFigure, ...] = ()
    total: tuple[TrueTotal, ...] = ()
    cell: tuple[TrueCell, ...] = ()
    conflict: tuple[TrueConflict, ...] = ()
    group: tuple[TrueGroup, ...] = ()
    unanswered: tuple[Unanswered, ...] = ()


class Passage(Strict):
    """A passage of a submission, with the slots that it answers; none: outside the outline."""

    file: str
    slots: tuple[str, ...] | Literal["outside"]
    words: str
    kind: Literal["paragraph", "bullet", "table"]

    @property
    def outside(self) -> bool:
        return self.slots == "outside"


class Passages(Strict):
    passage: tuple[Passage, ...] = Field(min_length=1)


class ReportSet:
    """A folder of corpus/reports."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.name = folder.name

    @cached_property
    def truth(self) -> Truth:
        return Truth.model_validate(tomllib.loads((self.folder / "truth.toml").read_text("utf-8")))

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        return Passages.model_validate(tomllib.loads((self.folder / "passages.toml").read_text("utf-8"))).passage

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        from qcdc_parse.report.roster import load_roster

        return load_roster(self.folder / "units.csv").units

    @cached_property
    def outline(self) -> Path:
        return next(path for path in sorted(self.folder.glob("outline.*")))

    @property
    def target(self) -> Path | None:
        return self.folder / self.truth.set.target if self.truth.set.target else None

    @property
    def policy(self) -> Path | None:
        path = self.folder / "policy.yaml"
        return path if path.exists() else None

    @property
    def submissions(self) -> list[Path]:
        """The files that were handed in, by name as a folder lists them."""
        return sorted((self.folder / "submissions").iterdir())


def report_sets(name: str | None = None, split: str | None = None) -> list[ReportSet]:
    """Return the sets that have a truth, of one name or one split where asked."""
    found = [ReportSet(path.parent) for path in sorted(REPORTS.glob("*/truth.toml"))]
    return [one for one in found if name in {None, one.name} and split in {None, one.truth.set.split}]
