"""The command line ``qcdc``: it reads arguments and prints; every decision is the library's."""

from __future__ import annotations

import os
import sys
import traceback
import unicodedata
from collections.abc import Iterable, Iterator
from enum import StrEnum
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from qcdc_parse.errors import QcdcError, ReadError

# Everything heavy is imported where it is used: `qcdc --help` loads neither the parser nor rich.
if TYPE_CHECKING:
    from qcdc_parse.evaluation import Evaluation
    from qcdc_parse.model import Document

__all__ = ["app", "main"]

READABLE = (".txt", ".text", ".md", ".markdown", ".pdf", ".docx")
"""Endings of the files that a directory is searched for; a file that is named is read whatever its ending."""

STDIN = "-"

app = typer.Typer(
    name="qcdc",
    help="Read Vietnamese Party and state documents into typed records.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Format(StrEnum):
    """What ``qcdc parse`` prints."""

    tree = "tree"
    json = "json"
    jsonl = "jsonl"
    table = "table"


class SplitChoice(StrEnum):
    """Which documents of a corpus ``qcdc eval`` takes."""

    development = "development"
    test = "test"
    all = "all"


class Grouping(StrEnum):
    """What ``qcdc eval`` breaks the scores down by."""

    document = "document"
    defect = "defect"
    split = "split"


def main() -> None:
    """Run the command line; an error that nobody foresaw is one line and exit code 1."""
    try:
        app(prog_name="qcdc")
    except Exception as error:  # noqa: BLE001  the last resort of a program: say it in one line
        print(f"qcdc: {_unforeseen(error)}", file=sys.stderr)
        sys.exit(1)


def _print_version(wanted: bool) -> None:
    if wanted:
        try:
            version = metadata.version("qcdc-parse")
        except metadata.PackageNotFoundError:
            version = "(not installed)"
        typer.echo(f"qcdc {version}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    from qcdc_parse.terminal import use_utf8

    use_utf8()


# --- parse -----------------------------------------------------------------------------------------------------------


class _Input(NamedTuple):
    """A file to read: its name for messages, its path (None: standard input), or why there is none."""

    name: str
    path: Path | None
    cause: str | None = None

    @property
    def stem(self) -> str:
        return self.path.stem if self.path else "stdin"


@app.command("parse")
def parse_command(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Files, directories, or - for standard input.")],
    format: Annotated[  # noqa: A002  the name of the option
        Format | None, typer.Option("--format", "-f", help="Default: tree on a terminal, else json.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="DIR", help="Write one file an input into DIR.")
    ] = None,
) -> None:
    """Parse documents and print their records.

    Of a directory, the text, Markdown, PDF and DOCX files in it are read. One FILE prints one JSON object, several
    (or a directory) a JSON array. Exit code: 0 all parsed, 1 some file failed, 2 wrong usage.

    \b
    Examples:
      qcdc parse report.pdf
      qcdc parse report.pdf --format json | jq '.references[].key'
      qcdc parse inbox/ --format jsonl > records.jsonl
      qcdc parse inbox/*.docx -o records/
      pdftotext report.pdf - | qcdc parse - --format table
    """
    inputs = [each for name in files for each in _expand(name)]
    chosen = format or (Format.tree if output is None and sys.stdout.isatty() else Format.json)
    one = len(files) == 1 and not Path(files[0]).is_dir()
    run = _Run(inputs, progress=output is not None or not sys.stdout.isatty())
    if output is not None:
        _write_files(run, chosen, output)
    elif chosen is Format.table:
        _print_tables(run)
    else:
        _print_records(run, chosen, as_array=not one)
    raise typer.Exit(int(run.failed))


def _expand(name: str) -> Iterator[_Input]:
    """Yield what a name stands for: standard input, a file, or the readable files of a directory, sorted."""
    path = Path(name)
    if name == STDIN:
        yield _Input("<stdin>", None)
    elif not path.is_dir():
        yield _Input(name, path)
    else:
        inside = sorted(file for file in path.iterdir() if file.suffix.lower() in READABLE and file.is_file())
        yield from (_Input(str(file), file) for file in inside)
        if not inside:
            yield _Input(name, path, f"no file in it ends in {', '.join(READABLE)}")


class _Run:
    """Parses inputs one by one; a failure is said in one line on standard error and the rest goes on."""

    def __init__(self, inputs: list[_Input], *, progress: bool = False) -> None:
        self._inputs = inputs
        self._progress = progress and len(inputs) > 1 and sys.stderr.isatty()
        self.failed = False

    def __iter__(self) -> Iterator[tuple[_Input, Document]]:
        for each in self._tracked():
            try:
                document = _parse(each)
            except ReadError as error:
                self._fail(each, error.cause)
            except Exception as error:  # noqa: BLE001  a defect met in one file must not lose the others
                self._fail(each, _unforeseen(error))
            else:
                yield each, document

    def _tracked(self) -> Iterable[_Input]:
        if not self._progress:
            return self._inputs
        from rich.console import Console
        from rich.progress import track

        return track(self._inputs, "Parsing", console=Console(stderr=True), transient=True)

    def _fail(self, each: _Input, cause: str) -> None:
        self.failed = True
        _say(each.name, cause)


def _parse(each: _Input) -> Document:
    from qcdc_parse.parse import parse

    if each.cause is not None:
        raise ReadError(each.name, each.cause)
    if each.path is None:
        return parse(typer.get_binary_stream("stdin").read(), name=each.name)
    # A name that is no UTF-8 reaches Python as lone surrogates, which no JSON may hold.
    return parse(each.path, name=os.fsencode(each.path.name).decode("utf-8", "replace"))


def _print_records(run: _Run, chosen: Format, *, as_array: bool) -> None:
    from qcdc_parse.render import tree_lines
    from qcdc_parse.terminal import print_lines

    separator = "["
    for _, document in run:
        if chosen is Format.tree:
            print_lines(tree_lines(document))
        elif chosen is Format.jsonl or not as_array:
            sys.stdout.write(_record(document, chosen))
        else:
            sys.stdout.write(f"{separator}\n{_record(document, chosen).rstrip()}")
            separator = ","
    if chosen is Format.json and as_array:
        sys.stdout.write("[]\n" if separator == "[" else "\n]\n")


def _print_tables(run: _Run) -> None:
    from qcdc_parse.render import indicator_table, reference_table
    from qcdc_parse.terminal import print_table

    files = [(each.name, document) for each, document in run]
    print_table(reference_table(files))
    sys.stdout.write("\n")
    sys.stdout.flush()
    print_table(indicator_table(files))


def _record(document: Document, chosen: Format) -> str:
    return document.model_dump_json(indent=None if chosen is Format.jsonl else 2) + "\n"


def _write_files(run: _Run, chosen: Format, directory: Path) -> None:
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise typer.BadParameter(f"{directory}: {error.strerror or error}", param_hint="--output") from error
    names = _Names(directory, ".txt" if chosen in (Format.tree, Format.table) else f".{chosen}", run)
    for each, document in run:
        names.take(each).write_text(_file_text(each, document, chosen), encoding="utf-8", newline="\n")


def _file_text(each: _Input, document: Document, chosen: Format) -> str:
    from qcdc_parse.render import indicator_table, reference_table, tree_lines
    from qcdc_parse.terminal import plain, tsv

    if chosen is Format.tree:
        return plain(tree_lines(document))
    if chosen is Format.table:
        files = [(each.name, document)]
        return f"{tsv(reference_table(files))}\n{tsv(indicator_table(files))}"
    return _record(document, chosen)
