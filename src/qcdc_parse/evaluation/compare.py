"""Compare one record with its gold file: pure functions from both to outcomes."""

from __future__ import annotations

from qcdc_parse.evaluation.findings import (
    compare_blanks,
    compare_indicators,
    compare_references,
    compare_summaries,
    compare_unnumbered,
)
from qcdc_parse.evaluation.gold import Gold
from qcdc_parse.evaluation.outcome import Outcome
from qcdc_parse.evaluation.structure import compare_attachments, compare_bullets, compare_header, compare_sections, paths
from qcdc_parse.model import Document

__all__ = ["compare"]


def compare(gold: Gold, document: Document) -> tuple[Outcome, ...]:
    """Compare a record with what a careful reader found, measure by measure.

    Items are paired where their folded keys are equal, in reading order. Attributes are compared on pairs only, so a
    missed item counts once.
    """
    labels = dict(paths(document.sections))
    return (
        *compare_header(gold, document),
        *compare_attachments(gold, document),
        *compare_sections(gold, document, labels),
        *compare_bullets(gold, document, labels),
        *compare_references(gold, document),
        *compare_unnumbered(gold, document),
        *compare_indicators(gold, document, labels),
        *compare_summaries(gold, document),
        *compare_blanks(gold, document),
    )
