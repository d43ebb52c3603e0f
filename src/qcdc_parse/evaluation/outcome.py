"""Outcomes of a comparison, and the scores they add up to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

__all__ = ["MEASURES", "REPEATED", "Outcome", "OutcomeKind", "Score", "score", "scores"]

OutcomeKind = Literal["hit", "missed", "extra", "differs"]

MEASURES = (
    "header",
    "header.marks",
    "attachments",
    "attachments.header",
    "sections",
    "sections.tree",
    "bullets",
    "references",
    "references.numbered",
    "references.unnumbered",
    "references.type",
    "references.date",
    "references.issuer",
    "references.term",
    "references.title",
    "references.inside",
    "references.relation",
    "references.status",
    "references.merges",
    "spans",
    "indicators",
    "indicators.verdict",
    "indicators.sign",
    "indicators.role",
    "indicators.measures",
    "indicators.of",
    "indicators.measures.role",
    "indicators.measures.base",
    "indicators.computed",
    "indicators.reason",
    "indicators.deadline",
    "indicators.frequency",
    "indicators.scope",
    "indicators.section",
    "summary_verdicts",
    "summary_verdicts.total",
    "summary_verdicts.counts",
    "matching",
    "matching.open",
    "blanks",
    "blanks.unit",
    "blanks.label",
)
"""Names of all measures, in the order they are printed."""

REPEATED = frozenset({"references.numbered", "sections.tree", "indicators.sign"})
"""Measures whose every outcome is already an outcome of another one."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One thing compared: an item found or not, or an attribute of a found item.

    ``missed`` has only gold, ``extra`` only the record; ``hit`` and ``differs`` have both.
    """

    measure: str
    kind: OutcomeKind
    what: str
    gold: str = ""
    found: str = ""

    def __str__(self) -> str:
        """Say it in one line.

        >>> print(Outcome("references.date", "differs", "Chỉ thị số 30-CT/TW", "1998-02-18", ""))
        references.date differs: Chỉ thị số 30-CT/TW: gold '1998-02-18', found nothing
        """
        line = f"{self.measure} {self.kind}: {self.what}"
        if self.kind != "differs":
            return line
        return f"{line}: gold {_shown(self.gold)}, found {_shown(self.found)}"


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one measure, with precision, recall and F1.

    >>> score = Score(hits=3, gold=4, found=3)
    >>> score.precision, score.recall, round(score.f1, 3)
    (1.0, 0.75, 0.857)
    """

    hits: int = 0
    gold: int = 0
    found: int = 0

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 0 where nothing was found but something is there."""
        return self.hits / self.found if self.found else float(not self.gold)

    @property
    def recall(self) -> float:
        """Share of what is there that was found; 1 where nothing is there."""
        return self.hits / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def __add__(self, other: Score) -> Score:
        """Pool the counts of two scores."""
        return Score(self.hits + other.hits, self.gold + other.gold, self.found + other.found)


def score(outcomes: Iterable[Outcome]) -> Score:
    """Count outcomes, of whatever measures, into one score."""
    kinds = [outcome.kind for outcome in outcomes]
    extra, missed = kinds.count("extra"), kinds.count("missed")
    return Score(kinds.count("hit"), len(kinds) - extra, len(kinds) - missed)


def scores(outcomes: Iterable[Outcome]) -> dict[str, Score]:
    """Score each measure that has outcomes, in the order of ``MEASURES``."""
    grouped: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        grouped.setdefault(outcome.measure, []).append(outcome)
    return {name: score(grouped[name]) for name in MEASURES if name in grouped}


def _shown(value: str) -> str:
    return repr(value) if value else "nothing"
