"""Run a parser over a corpus and add up what it found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from qcdc_parse.errors import ReadError
from qcdc_parse.evaluation.compare import compare
from qcdc_parse.evaluation.corpus import Entry
from qcdc_parse.evaluation.findings import identified
from qcdc_parse.evaluation.gold import load_gold
from qcdc_parse.evaluation.merges import MERGES, Identified, merges
from qcdc_parse.evaluation.outcome import MEASURES, REPEATED, Outcome, Score, score, scores
from qcdc_parse.evaluation.pairs import Family, family_outcomes
from qcdc_parse.model import Document

__all__ = ["DocumentResult", "Evaluation", "evaluate", "overall", "pooled"]


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """What was found in one document. ``error`` says why it could not be read; all its gold then counts as missed."""

    entry: Entry
    outcomes: tuple[Outcome, ...]
    error: str | None = None
    identified: tuple[Identified, ...] = ()

    @property
    def scores(self) -> dict[str, Score]:
        """Score of each measure; merges are those inside the document."""
        return pooled((self,))

    @property
    def differences(self) -> tuple[Outcome, ...]:
        """All that is not a hit, each once."""
        return tuple(o for o in self.outcomes if o.kind != "hit" and o.measure not in REPEATED)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Results of all documents of a run, in the order of the corpus, and of the families of documents that belong together."""

    documents: tuple[DocumentResult, ...]
    families: tuple[Outcome, ...] = ()

    @property
    def scores(self) -> dict[str, Score]:
        """Score of each measure over all documents."""
        counted = pooled(self.documents) | scores(self.families)
        return {name: counted[name] for name in MEASURES if name in counted}

    def by_document(self) -> dict[str, tuple[DocumentResult, ...]]:
        """Group by document."""
        return {result.entry.name: (result,) for result in self.documents}

    def by_split(self) -> dict[str, tuple[DocumentResult, ...]]:
        """Group by split."""
        return self._grouped(lambda entry: (entry.split,))

    def by_defect(self) -> dict[str, tuple[DocumentResult, ...]]:
        """Group by kind of defect; a document with several stands in several groups."""
        return self._grouped(lambda entry: entry.defects or ("none",))

    def _grouped(self, names: Callable[[Entry], Iterable[str]]) -> dict[str, tuple[DocumentResult, ...]]:
        groups: dict[str, list[DocumentResult]] = {}
        for result in self.documents:
            for name in names(result.entry):
                groups.setdefault(name, []).append(result)
        return {name: tuple(groups[name]) for name in sorted(groups)}


def pooled(results: Iterable[DocumentResult]) -> dict[str, Score]:
    """Score each measure over the pooled outcomes of some documents; merges over the pairs of all their mentions."""
    results = tuple(results)
    counted = scores(outcome for result in results for outcome in result.outcomes)
    merged = merges(mention for result in results for mention in result.identified)
    if merged != Score():
        counted[MERGES] = merged
    return {name: counted[name] for name in MEASURES if name in counted}


def overall(results: Iterable[DocumentResult]) -> Score:
    """Pool all measures, each outcome once, into one score."""
    return score(o for result in results for o in result.outcomes if o.measure not in REPEATED)


def evaluate(entries: Iterable[Entry], parse: Callable[[Path], Document], families: Iterable[Family] = ()) -> Evaluation:
    """Parse every document and compare it with its gold file; pair the targets and results of ``families`` among them.

    A document that cannot be read is no reason to stop, nor to leave it out: it counts as an empty record.

    :raises CorpusError: a gold file breaks its format.
    """
    families = tuple(families)
    named = {name for family in families for name in (family.resolution, *family.reports)}
    kept: dict[str, Document] = {}
    results = []
    for result, document in _results(entries, parse):
        results.append(result)
        if result.entry.name in named:
            kept[result.entry.name] = document
    return Evaluation(tuple(results), tuple(family_outcomes(families, kept)))


def _results(entries: Iterable[Entry], parse: Callable[[Path], Document]) -> Iterator[tuple[DocumentResult, Document]]:
    for entry in entries:
        gold = load_gold(entry.gold)
        cause = None
        try:
            document = parse(entry.file)
        except ReadError as error:
            document, cause = _unread(entry), error.cause
        yield DocumentResult(entry, compare(gold, document), cause, tuple(identified(gold, document))), document


def _unread(entry: Entry) -> Document:
    return Document.model_validate(
        {
            "source": {"name": entry.file.name, "sha256": "", "media_type": ""},
            "text": "",
            "header": {},
            "source_map": {"text_starts": (), "raw_starts": (), "raw_ends": ()},
        }
    )
