"""The command that holds results against targets."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qcdc_parse import QcdcError, match_indicators
from qcdc_parse.cli.inputs import Input, RegistryOption, Run, expand, name_input, registry_of
from qcdc_parse.cli.messages import say

if TYPE_CHECKING:
    from qcdc_parse import Scoreboard
    from qcdc_parse.cli.tables import Table

__all__ = ["ScoreFormat", "score_command"]


class ScoreFormat(StrEnum):
    """What ``qcdc score`` prints or writes."""

    table = "table"
    csv = "csv"
    xlsx = "xlsx"
    json = "json"


def score_command(
    resolution: Annotated[str, typer.Argument(metavar="RESOLUTION", help="The file that sets the targets, or - for standard input.")],
    reports: Annotated[list[str], typer.Argument(metavar="REPORT", help="Files, directories, or - for standard input.")],
    format: Annotated[  # noqa: A002  the name of the option
        ScoreFormat | None, typer.Option("--format", "-f", help="Default: by the ending of FILE; table on a terminal, else csv.")
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write FILE; xlsx needs it.")] = None,
    registry: RegistryOption = None,
) -> None:
    """Hold the results of reports against the targets of a resolution, plan or program.

    One row a target and report, then the results of no target. A terminal shows the main columns; a pipe gets all of them. A pair
    that is not sure is left open with its candidates; a target without a result is unmatched, not missed.
    Exit code: 0 all read, 1 some file failed, 2 wrong usage.
    """
    chosen = format or _by_ending(output)
    if chosen is ScoreFormat.xlsx and output is None:
        raise typer.BadParameter("xlsx is written to a file: name it with -o", param_hint="--format")
    if Path(resolution).is_dir():
        raise typer.BadParameter("one file sets the targets, not a directory", param_hint="RESOLUTION")
    inputs = [each for name in reports for each in expand(name)]
    _keep(output, [name_input(resolution), *inputs])
    known = registry_of(registry)
    first = Run([name_input(resolution)], registry=known)
    target = next((parsed.document for parsed in first), None)
    if target is None:
        raise typer.Exit(1)
    run = Run(inputs, progress=output is not None or not sys.stdout.isatty(), registry=known)
    documents = [parsed.document for parsed in run]
    _hand_out(match_indicators(target, documents), chosen, output)
    raise typer.Exit(int(run.failed))


def _by_ending(output: Path | None) -> ScoreFormat:
    if output is None:
        return ScoreFormat.table if sys.stdout.isatty() else ScoreFormat.csv
    ending = output.suffix.lower().removeprefix(".")
    return ScoreFormat(ending) if ending in {"csv", "xlsx", "json"} else ScoreFormat.table


def _keep(output: Path | None, inputs: list[Input]) -> None:
    if output is not None and any(each.path is not None and each.path.resolve() == output.resolve() for each in inputs):
        raise typer.BadParameter(f"{output} is one of the files to read", param_hint="--output")


def _hand_out(board: Scoreboard, chosen: ScoreFormat, output: Path | None) -> None:
    if output is None:
        _print(board, chosen)
        return
    try:
        _write(board, chosen, output)
    except OSError as error:
        raise typer.BadParameter(f"{output}: {error.strerror or error}", param_hint="--output") from error
    except QcdcError as error:
        say("score", str(error))
        raise typer.Exit(1) from error


def _print(board: Scoreboard, chosen: ScoreFormat) -> None:
    from qcdc_parse.cli.terminal import print_table
    from qcdc_parse.spreadsheet import BOM, csv_text

    table = _table(board)
    if chosen is ScoreFormat.json:
        sys.stdout.write(board.model_dump_json(indent=2) + "\n")
    elif chosen is ScoreFormat.csv:
        sys.stdout.write(BOM + csv_text((table.columns, *table.rows)))
    else:
        print_table(table)


def _write(board: Scoreboard, chosen: ScoreFormat, output: Path) -> None:
    from qcdc_parse.cli.terminal import tsv

    if chosen is ScoreFormat.xlsx:
        board.to_xlsx(output)
    elif chosen is ScoreFormat.csv:
        board.to_csv(output)
    else:
        text = board.model_dump_json(indent=2) + "\n" if chosen is ScoreFormat.json else tsv(_table(board))
        output.write_text(text, encoding="utf-8", newline="\n")


def _table(board: Scoreboard) -> Table:
    from qcdc_parse.cli.tables import Table

    held = board.table()
    title = f"{len(board.rows)} targets, {len(board.reports)} report{'' if len(board.reports) == 1 else 's'}"
    brief = ("target", "wanted", "report", "status", "result", "reached", "verdict", "computed")
    return Table(title, held.columns, held.rows, brief, spare=("result",))
