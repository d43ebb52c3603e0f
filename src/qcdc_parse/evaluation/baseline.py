"""Baselines: the scores of a run kept as JSON, and what a later run gained or lost against them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, NonNegativeInt, ValidationError

from qcdc_parse.evaluation.evaluate import Evaluation
from qcdc_parse.evaluation.gold import CorpusError
from qcdc_parse.evaluation.outcome import MEASURES, Score

__all__ = ["Baseline", "Change", "changes", "load_baseline", "save_baseline"]


@dataclass(frozen=True, slots=True)
class Baseline:
    """Scores of every measure of every document of an earlier run."""

    documents: Mapping[str, Mapping[str, Score]]

    def common(self, evaluation: Evaluation) -> tuple[str, ...]:
        """Return the documents that a later run has too."""
        return tuple(result.entry.name for result in evaluation.documents if result.entry.name in self.documents)


@dataclass(frozen=True, slots=True)
class Change:
    """A measure whose counts moved: over all documents in common (``document`` is None) or in one of them."""

    document: str | None
    measure: str
    before: Score
    after: Score

    @property
    def gain(self) -> float:
        """F1 after minus F1 before."""
        return self.after.f1 - self.before.f1


class _Counts(BaseModel):
    model_config = ConfigDict(extra="forbid")

    hits: NonNegativeInt
    gold: NonNegativeInt
    found: NonNegativeInt


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    documents: dict[str, dict[str, _Counts]]


def save_baseline(evaluation: Evaluation, path: Path) -> None:
    """Write the scores of a run.

    :raises CorpusError: the file cannot be written.
    """
    documents = {
        result.entry.name: {
            name: {"hits": counted.hits, "gold": counted.gold, "found": counted.found} for name, counted in result.scores.items()
        }
        for result in evaluation.documents
    }
    try:
        path.write_text(json.dumps({"documents": documents}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise CorpusError(f"{path}: {error.strerror or error}") from error


def load_baseline(path: Path) -> Baseline:
    """Read the scores of an earlier run.

    :raises CorpusError: the file is missing or is no baseline.
    """
    try:
        data = _File.model_validate_json(path.read_bytes())
    except OSError as error:
        raise CorpusError(f"{path}: {error.strerror or error}") from error
    except ValidationError as error:
        raise CorpusError(f"{path}: not a baseline: {error.errors()[0]['msg']}") from error
    return Baseline(
        {
            document: {name: Score(counts.hits, counts.gold, counts.found) for name, counts in measures.items()}
            for document, measures in data.documents.items()
        }
    )


def changes(baseline: Baseline, evaluation: Evaluation) -> tuple[Change, ...]:
    """List what moved: measures over the documents that both runs have, then the same document by document."""
    now = {result.entry.name: result.scores for result in evaluation.documents}
    common = baseline.common(evaluation)
    before, after = _summed(baseline.documents[name] for name in common), _summed(now[name] for name in common)
    return (
        *_moved(None, before, after),
        *(change for name in common for change in _moved(name, baseline.documents[name], now[name])),
    )


def _summed(documents: Iterable[Mapping[str, Score]]) -> dict[str, Score]:
    total: dict[str, Score] = {}
    for measures in documents:
        for name, counted in measures.items():
            total[name] = total.get(name, Score()) + counted
    return total


def _moved(document: str | None, before: Mapping[str, Score], after: Mapping[str, Score]) -> list[Change]:
    pairs = [(name, before.get(name, Score()), after.get(name, Score())) for name in MEASURES]
    return [Change(document, name, old, new) for name, old, new in pairs if old != new]
