"""The command that lists references."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from typing import Annotated

import typer

from qcdc_parse.cli.inputs import Parsed, RegistryOption, Run, expand, registry_of

__all__ = ["ReferenceFormat", "refs_command"]


class ReferenceFormat(StrEnum):
    """What ``qcdc refs`` prints."""

    table = "table"
    csv = "csv"
    jsonl = "jsonl"


def refs_command(
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="Files, directories, or - for standard input.")],
    format: Annotated[  # noqa: A002  the name of the option
        ReferenceFormat | None, typer.Option("--format", "-f", help="Default: table on a terminal, else csv.")
    ] = None,
    registry: RegistryOption = None,
) -> None:
    """List every reference of some documents, one a row, with its place in the file.

    A terminal shows a table of the main columns for each file; a pipe gets all columns, as tab-separated values (table) or as CSV
    for spreadsheets: UTF-8 with a byte order mark, cells that a spreadsheet would run as formulas behind an apostrophe.
    For programs there is jsonl: one object a reference, the fields of the record with file, source and place.
    Exit code: 0 all read, 1 some file failed, 2 wrong usage.
    """
    chosen = format or (ReferenceFormat.table if sys.stdout.isatty() else ReferenceFormat.csv)
    run = Run([each for name in files for each in expand(name)], progress=not sys.stdout.isatty(), registry=registry_of(registry))
    if chosen is ReferenceFormat.jsonl:
        for parsed in run:
            sys.stdout.writelines(_objects(parsed))
    elif chosen is ReferenceFormat.csv:
        _print_csv(run)
    else:
        _print_tables(run)
    raise typer.Exit(int(run.failed))


def _objects(parsed: Parsed) -> Iterator[str]:
    from qcdc_parse.cli.places import Places

    places = Places(parsed)
    source = parsed.document.source.model_dump(mode="json")
    for reference in parsed.document.references:
        place, location = places.locate(reference.span)
        located = {"words": place.words, **place._asdict(), **location.model_dump(mode="json", exclude={"page", "paragraph"})}
        said = {"file": parsed.input.name, "source": source, **reference.model_dump(mode="json"), "place": located}
        yield json.dumps(said, ensure_ascii=False) + "\n"


def _print_csv(run: Run) -> None:
    from qcdc_parse.cli.tables import reference_table
    from qcdc_parse.spreadsheet import BOM, csv_text

    sys.stdout.write(BOM + csv_text([reference_table([]).columns]))
    for parsed in run:
        sys.stdout.write(csv_text(reference_table([parsed]).rows))


def _print_tables(run: Run) -> None:
    from qcdc_parse.cli.messages import one_line
    from qcdc_parse.cli.tables import reference_table
    from qcdc_parse.cli.terminal import print_table

    if not sys.stdout.isatty():
        print_table(reference_table(run))
        return
    for parsed in run:
        table = reference_table([parsed])
        print_table(replace(table, title=f"{one_line(parsed.input.name)}: {len(table.rows)} references"))
