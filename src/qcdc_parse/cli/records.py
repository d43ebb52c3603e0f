"""The commands that print records: parse, show and schema."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from qcdc_parse import Document
from qcdc_parse.cli.inputs import Names, Parsed, RegistryOption, Run, expand, name_input, registry_of

__all__ = ["Format", "parse_command", "schema_command", "show_command"]


class Format(StrEnum):
    """What ``qcdc parse`` prints."""

    tree = "tree"
    json = "json"
    jsonl = "jsonl"
    table = "table"


def parse_command(
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="Files, directories, or - for standard input.")],
    format: Annotated[  # noqa: A002  the name of the option
        Format | None, typer.Option("--format", "-f", help="Default: tree on a terminal, else json.")
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="DIR", help="Write one file an input into DIR.")] = None,
    registry: RegistryOption = None,
) -> None:
    """Parse documents and print their records.

    Of a directory, the files with a known ending are read (text, Markdown, PDF, Word, RTF, ODT, HTML, pictures). One FILE prints one JSON object, several
    (or a directory) a JSON array. Exit code: 0 all parsed, 1 some file failed, 2 wrong usage.
    """
    inputs = [each for name in files for each in expand(name)]
    chosen = format or (Format.tree if output is None and sys.stdout.isatty() else Format.json)
    one = len(files) == 1 and not Path(files[0]).is_dir()
    run = Run(inputs, progress=output is not None or not sys.stdout.isatty(), registry=registry_of(registry))
    if output is not None:
        _write_files(run, chosen, output)
    elif chosen is Format.table:
        _print_tables(run)
    else:
        _print_records(run, chosen, as_array=not one)
    raise typer.Exit(int(run.failed))


def _print_records(run: Run, chosen: Format, *, as_array: bool) -> None:
    from qcdc_parse.cli.render import tree_lines
    from qcdc_parse.cli.terminal import print_lines

    separator = "["
    for _, document, _ in run:
        if chosen is Format.tree:
            print_lines(tree_lines(document))
        elif chosen is Format.jsonl or not as_array:
            sys.stdout.write(_record(document, chosen))
        else:
            sys.stdout.write(f"{separator}\n{_record(document, chosen).rstrip()}")
            separator = ","
    if chosen is Format.json and as_array:
        sys.stdout.write("[]\n" if separator == "[" else "\n]\n")


def _print_tables(run: Run) -> None:
    from qcdc_parse.cli.tables import indicator_table, reference_table
    from qcdc_parse.cli.terminal import print_table

    files = list(run)
    print_table(reference_table(files))
    sys.stdout.write("\n")
    sys.stdout.flush()
    print_table(indicator_table(files))


def _record(document: Document, chosen: Format) -> str:
    return document.model_dump_json(indent=None if chosen is Format.jsonl else 2) + "\n"


def _write_files(run: Run, chosen: Format, directory: Path) -> None:
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise typer.BadParameter(f"{directory}: {error.strerror or error}", param_hint="--output") from error
    suffix = ".txt" if chosen in (Format.tree, Format.table) else f".{chosen}"
    names = Names(directory, suffix, run.inputs)
    for parsed in run:
        names.take(parsed.input).write_text(_file_text(parsed, chosen), encoding="utf-8", newline="\n")


def _file_text(parsed: Parsed, chosen: Format) -> str:
    from qcdc_parse.cli.render import tree_lines
    from qcdc_parse.cli.tables import indicator_table, reference_table
    from qcdc_parse.cli.terminal import plain, tsv

    if chosen is Format.tree:
        return plain(tree_lines(parsed.document))
    if chosen is Format.table:
        return f"{tsv(reference_table([parsed]))}\n{tsv(indicator_table([parsed]))}"
    return _record(parsed.document, chosen)


def show_command(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A file, or - for standard input.")],
) -> None:
    """Show all that was found in one document.

    Header, sections, references, indicators, blanks and notes. A terminal shows colours and cuts lines to its width;
    a pipe gets plain, whole lines.
    """
    from qcdc_parse.cli.render import document_lines
    from qcdc_parse.cli.terminal import print_lines

    run = Run([name_input(file)])
    for _, document, _ in run:
        print_lines(document_lines(document))
    raise typer.Exit(int(run.failed))


class Described(StrEnum):
    """What ``qcdc schema`` describes."""

    document = "document"
    report = "report"


def schema_command(
    record: Annotated[
        Described, typer.Argument(metavar="RECORD", help="document (qcdc parse) or report (qcdc compile).")
    ] = Described.document,
) -> None:
    """Print the JSON schema of a record."""
    from qcdc_parse.schema import schema_text

    sys.stdout.write(schema_text(record.value))
