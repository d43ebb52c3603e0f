"""Evaluation: compare records with gold files, measure by measure, over a corpus.

    corpus/manifest.toml ─load_corpus→ entries ─evaluate(parse)→ Evaluation ─┬→ scores, groups, differences
                                                                             └→ changes against a Baseline

Nothing here is imported by ``import qcdc_parse``.
"""

from qcdc_parse.evaluation.baseline import Baseline, Change, changes, load_baseline, save_baseline
from qcdc_parse.evaluation.compare import compare
from qcdc_parse.evaluation.corpus import Entry, GoldCorpus, Split, load_corpus
from qcdc_parse.evaluation.evaluate import DocumentResult, Evaluation, evaluate, overall, pooled
from qcdc_parse.evaluation.fold import fold, fold_statement, fold_title
from qcdc_parse.evaluation.gold import CorpusError, Gold, load_gold
from qcdc_parse.evaluation.outcome import MEASURES, Outcome, Score

__all__ = [
    "MEASURES",
    "Baseline",
    "Change",
    "CorpusError",
    "DocumentResult",
    "Entry",
    "Evaluation",
    "Gold",
    "GoldCorpus",
    "Outcome",
    "Score",
    "Split",
    "changes",
    "compare",
    "evaluate",
    "fold",
    "fold_statement",
    "fold_title",
    "load_baseline",
    "load_corpus",
    "load_gold",
    "overall",
    "pooled",
    "save_baseline",
]
