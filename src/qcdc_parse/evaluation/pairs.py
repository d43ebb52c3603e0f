"""Pairs: which result of a report answers which target of a resolution, against what a reader says (``matching.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from qcdc_parse.evaluation.fold import fold_statement
from qcdc_parse.evaluation.gold import CorpusError
from qcdc_parse.evaluation.outcome import Outcome, OutcomeKind
from qcdc_parse.model import Document
from qcdc_parse.scoreboard import Scoreboard, match_indicators

__all__ = ["Family", "compare_pairs", "family_outcomes", "load_families"]

MATCHING = "matching.toml"


class Pair(BaseModel):
    """What a reader says of one target and one report: a result, none, or that several may be meant."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    target: str
    report: str
    result: str | None = None
    ambiguous: bool = False
    candidates: tuple[str, ...] = ()


class Family(BaseModel):
    """A resolution, the reports that answer it, and the pairs; documents by their names in the manifest."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    resolution: str
    reports: tuple[str, ...]
    pair: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True)
class _Answer:
    target: str
    report: str
    result: str

    def __str__(self) -> str:
        return f"{self.target} → {self.report}: {self.result}"


def load_families(root: Path) -> tuple[Family, ...]:
    """Read ``matching.toml`` of a corpus directory; without that file there are none.

    :raises CorpusError: the file breaks its format.
    """
    path = root / MATCHING
    if not path.is_file():
        return ()
    try:
        return tuple(Family.model_validate(table) for table in tomllib.loads(path.read_text(encoding="utf-8"))["matching"])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError) as error:
        raise CorpusError(f"{path}: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise CorpusError(f"{path}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error


def family_outcomes(families: Iterable[Family], documents: Mapping[str, Document]) -> Iterator[Outcome]:
    """Pair and compare every family all of whose documents are at hand."""
    for family in families:
        if family.resolution in documents and all(report in documents for report in family.reports):
            reports = [documents[name] for name in family.reports]
            board = match_indicators(documents[family.resolution], reports)
            yield from compare_pairs(family, documents[family.resolution], reports, board)


def compare_pairs(family: Family, resolution: Document, reports: Iterable[Document], board: Scoreboard) -> Iterator[Outcome]:
    """Compare the pairs of a scoreboard with those of a reader.

    Statements are compared, not figures: a sentence with two figures that both found their result in one sentence is one pair.
    ``matching`` counts pairs; ``matching.open`` the targets that a reader leaves open.
    """
    statements = [{i.id: fold_statement(i.statement) for i in document.indicators} for document in (resolution, *reports)]
    found, left_open = set(), set()
    for row in board.rows:
        target = statements[0][row.target.indicator]
        for name, entry in zip(family.reports, row.entries, strict=True):
            if entry.result is not None:
                found.add(_Answer(target, name, statements[entry.report][entry.result.indicator]))
            if entry.status == "ambiguous":
                left_open.add((target, name))
    wanted = {_Answer(fold_statement(p.target), p.report, fold_statement(p.result)) for p in family.pair if p.result}
    for answer in sorted(wanted | found, key=str):
        kind: OutcomeKind = "extra" if answer not in wanted else "hit" if answer in found else "missed"
        yield Outcome("matching", kind, str(answer), gold=str(answer), found=str(answer))
    for pair in family.pair:
        if pair.ambiguous:
            target = fold_statement(pair.target)
            yield Outcome("matching.open", "hit" if (target, pair.report) in left_open else "missed", f"{target} → {pair.report}", "open")
