"""What a comparison of a draft with the truth counts."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from qcdc_parse.report.draft import ReportDraft


@dataclass
class Outcome:
    """Counts by area (`alignment`, `figures`, …) and, of what is not right, a sentence each."""

    areas: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    differences: list[str] = field(default_factory=list)

    def count(self, area: str, what: str, difference: str | None = None) -> None:
        self.areas[area][what] += 1
        if difference is not None:
            self.differences.append(f"{area}: {what}: {difference}")

    def add(self, other: Outcome) -> None:
        for area, counts in other.areas.items():
            self.areas[area].update(counts)


def file_names(draft: ReportDraft) -> list[str]:
    return [Path(submission.path).name for submission in draft.submissions]
