"""Results of an evaluation as rows and lines of text: printing is the command line's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from qcdc_parse.evaluation.baseline import Change
from qcdc_parse.evaluation.evaluate import DocumentResult, Evaluation, overall, pooled
from qcdc_parse.evaluation.merges import merge_lines
from qcdc_parse.evaluation.outcome import Score

__all__ = [
    "CHANGE_COLUMNS",
    "GROUP_COLUMNS",
    "MEASURE_COLUMNS",
    "change_rows",
    "difference_lines",
    "group_rows",
    "measure_rows",
    "unmet",
]

Row = tuple[str, ...]

MEASURE_COLUMNS = ("measure", "P", "R", "F1", "gold", "found")
GROUP_COLUMNS = ("group", "documents", "F1", "gold", "below 1")
CHANGE_COLUMNS = ("document", "measure", "before", "after", "gain")


def measure_rows(scores: Mapping[str, Score]) -> list[Row]:
    """Return a row a measure."""
    return [(name, f"{s.precision:.3f}", f"{s.recall:.3f}", f"{s.f1:.3f}", str(s.gold), str(s.found)) for name, s in scores.items()]


def group_rows(groups: Mapping[str, Sequence[DocumentResult]]) -> list[Row]:
    """Return a row a group: F1 over everything compared in it, and the measures that fall short, worst first."""
    return [_group_row(name, results) for name, results in groups.items()]


def difference_lines(evaluation: Evaluation) -> Iterator[str]:
    """Yield every difference, under the name of its document, then the pairs of families and the merges over all documents."""
    for result in evaluation.documents:
        if result.differences:
            yield f"== {result.entry.name}"
            yield from (f"   {difference}" for difference in result.differences)
    apart = [outcome for outcome in evaluation.families if outcome.kind != "hit"]
    if apart:
        yield "== targets and results"
        yield from (f"   {outcome}" for outcome in apart)
    merged = tuple(merge_lines(mention for result in evaluation.documents for mention in result.identified))
    if merged:
        yield "== all documents"
        yield from (f"   {line}" for line in merged)


def change_rows(changes: Sequence[Change]) -> list[Row]:
    """Return a row a change; ``all`` stands for the documents that both runs have."""
    return [(c.document or "all", c.measure, f"{c.before.f1:.3f}", f"{c.after.f1:.3f}", f"{c.gain:+.3f}") for c in changes]


def unmet(scores: Mapping[str, Score], wishes: Mapping[str, float]) -> Iterator[str]:
    """Yield a line for every measure whose F1 is below what is asked, or that nothing was measured of."""
    for name, least in wishes.items():
        if name not in scores:
            yield f"{name}: nothing to measure, {least:g} asked"
        elif scores[name].f1 < least:
            yield f"{name}: F1 {scores[name].f1:.4f} is below {least:g}"


def _group_row(name: str, results: Sequence[DocumentResult]) -> Row:
    total = overall(results)
    short = sorted((s.f1, measure) for measure, s in pooled(results).items() if s.f1 < 1)
    below = ", ".join(f"{measure} {f1:.3f}" for f1, measure in short)
    return name, str(len(results)), f"{total.f1:.3f}", str(total.gold), below
