"""The command that scores the parser on a corpus."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from enum import Enum, StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qcdc_parse import Document, ReadError
from qcdc_parse.cli.inputs import Input, parse_input
from qcdc_parse.cli.messages import one_line, say, unforeseen

if TYPE_CHECKING:
    from qcdc_parse.evaluation import Change, Evaluation

__all__ = ["Grouping", "SplitChoice", "eval_command"]


class SplitChoice(StrEnum):
    """Which documents of a corpus ``qcdc eval`` takes."""

    development = "development"
    test = "test"
    all = "all"


class Grouping(Enum):
    """What ``qcdc eval`` breaks the scores down by."""

    document = "document"
    defect = "defect"
    split = "split"


def eval_command(
    corpus: Annotated[Path, typer.Argument(metavar="CORPUS", help="Directory that holds manifest.toml.")] = Path("corpus"),
    split: Annotated[SplitChoice, typer.Option(help="Documents to take.")] = SplitChoice.all,
    by: Annotated[Grouping | None, typer.Option(help="Break the scores down.")] = None,
    show: Annotated[bool, typer.Option("--show", help="List every difference.")] = False,
    baseline: Annotated[Path | None, typer.Option(metavar="FILE", help="List gains and losses against a saved run.")] = None,
    save: Annotated[Path | None, typer.Option(metavar="FILE", help="Save the scores as a baseline.")] = None,
    least: Annotated[
        list[str] | None, typer.Option("--min", metavar="NAME=F1", help="Fail if a measure is below this; may be repeated.")
    ] = None,
) -> None:
    """Score the parser on a corpus with gold files.

    Exit code: 0 fine, 1 a --min is missed or a document could not be parsed, 2 wrong usage.
    """
    from qcdc_parse import evaluation
    from qcdc_parse.evaluation import report

    wishes = _wishes(least or [])
    try:
        earlier = evaluation.load_baseline(baseline) if baseline else None
        whole = evaluation.load_corpus(corpus)
        entries = whole.select(None if split is SplitChoice.all else split.value)
        result = evaluation.evaluate(entries, _parse_or_say_why, whole.families)
        if save:
            evaluation.save_baseline(result, save)
    except evaluation.CorpusError as error:
        print(f"qcdc: {one_line(str(error))}", file=sys.stderr)
        raise typer.Exit(2) from error
    _print_scores(result, by, show=show)
    if earlier:
        _print_changes(evaluation.changes(earlier, result), len(entries), len(earlier.common(result)))
    unread = [each for each in result.documents if each.error]
    for each in unread:
        say(each.entry.name, each.error or "")
    missed = list(report.unmet(result.scores, wishes))
    for line in missed:
        print(f"qcdc: {line}", file=sys.stderr)
    raise typer.Exit(int(bool(missed or unread)))


def _wishes(texts: Iterable[str]) -> dict[str, float]:
    from qcdc_parse.evaluation import MEASURES

    wishes = {}
    for text in texts:
        name, _, number = text.partition("=")
        if name not in MEASURES:
            raise typer.BadParameter(f"no measure {name!r}; there are {', '.join(MEASURES)}", param_hint="--min")
        try:
            wishes[name] = float(number)
        except ValueError as error:
            raise typer.BadParameter(f"{text!r} is not NAME=F1", param_hint="--min") from error
    return wishes


def _parse_or_say_why(path: Path) -> Document:
    try:
        return parse_input(Input(str(path), path)).document
    except ReadError:
        raise
    except Exception as error:
        raise ReadError(str(path), unforeseen(error)) from error


def _print_scores(result: Evaluation, by: Grouping | None, *, show: bool) -> None:
    from qcdc_parse.cli.terminal import print_aligned
    from qcdc_parse.evaluation import report

    if show:
        for line in report.difference_lines(result):
            print(line)
        print()
    print_aligned(f"{len(result.documents)} documents", report.MEASURE_COLUMNS, report.measure_rows(result.scores))
    if by:
        groups = {
            Grouping.document: result.by_document,
            Grouping.defect: result.by_defect,
            Grouping.split: result.by_split,
        }[by]()
        print()
        sys.stdout.flush()
        print_aligned(f"by {by.value}", (by.value, *report.GROUP_COLUMNS[1:]), report.group_rows(groups))


def _print_changes(changes: tuple[Change, ...], documents: int, common: int) -> None:
    from qcdc_parse.cli.terminal import print_aligned
    from qcdc_parse.evaluation import report

    print(f"\n{common} of {documents} documents are in the baseline; {'changes:' if changes else 'nothing changed.'}")
    sys.stdout.flush()
    if changes:
        print_aligned("changes", report.CHANGE_COLUMNS, report.change_rows(changes))
