"""The application: global options, the commands, and the last resort for errors."""

from __future__ import annotations

import io
import sys
from typing import Annotated

import typer

from qcdc_parse import __version__
from qcdc_parse.cli.check import check_command
from qcdc_parse.cli.compile import compile_command
from qcdc_parse.cli.graph import graph_command
from qcdc_parse.cli.messages import unforeseen
from qcdc_parse.cli.outline import outline_command
from qcdc_parse.cli.records import parse_command, schema_command, show_command
from qcdc_parse.cli.references import refs_command
from qcdc_parse.cli.score import score_command
from qcdc_parse.cli.scores import eval_command

__all__ = ["app", "main"]

app = typer.Typer(
    name="qcdc",
    help="Read Vietnamese Party and state documents into typed records.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> None:
    """Run the command line; an error that nobody foresaw is one line and exit code 1."""
    try:
        app(prog_name="qcdc")
    except Exception as error:  # noqa: BLE001  the last resort of a program: say it in one line
        print(f"qcdc: {unforeseen(error)}", file=sys.stderr)
        sys.exit(1)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"qcdc {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[  # noqa: ARG001  its callback does the work
        bool, typer.Option("--version", help="Print the version and exit.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    _use_utf8()


def _use_utf8() -> None:
    """Make the standard streams UTF-8 whatever the locale."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _examples(*lines: str) -> str:
    # Click keeps the lines of a paragraph that begins with this letter as they are.
    return "\n  ".join(("\b\nExamples:", *lines))


app.command(
    "parse",
    epilog=_examples(
        "qcdc parse report.pdf",
        "qcdc parse report.pdf --format json | jq '.references[].key'",
        "qcdc parse inbox/ --format jsonl > records.jsonl",
        "qcdc parse inbox/*.docx -o records/",
        "pdftotext report.pdf - | qcdc parse - --format table",
    ),
)(parse_command)
app.command(
    "show",
    epilog=_examples(
        "qcdc show report.pdf",
        "qcdc show report.pdf | less",
    ),
)(show_command)
app.command(
    "refs",
    epilog=_examples(
        "qcdc refs report.pdf",
        "qcdc refs inbox/ > references.csv",
        "qcdc refs inbox/ --format jsonl | jq -r 'select(.status == \"unknown\") | [.file, .place.words, .surface] | @tsv'",
    ),
)(refs_command)
app.command(
    "check",
    epilog=_examples(
        "qcdc check report.pdf",
        "qcdc check inbox/*.docx && echo nothing to look at",
    ),
)(check_command)
app.command(
    "score",
    epilog=_examples(
        "qcdc score resolution.docx report-2023.pdf report-2024.docx",
        "qcdc score resolution.docx reports/ -o scoreboard.xlsx",
        "qcdc score resolution.docx reports/ --format json | jq '.rows[].entries[].status'",
    ),
)(score_command)
app.command(
    "compile",
    epilog=_examples(
        "qcdc compile --outline outline.docx --units units.csv inbox/ -o draft/",
        "qcdc compile --outline outline.yaml --units units.csv --target resolution.pdf inbox/ -o draft/",
    ),
)(compile_command)
app.command(
    "graph",
    epilog=_examples(
        "qcdc graph inbox/",
        "qcdc graph inbox/ --report",
        "qcdc graph inbox/ --report --focus 'chi thi 30-CT/TW'",
        "qcdc graph inbox/ -o graph.html -o graph.graphml",
        "qcdc parse inbox/ --format jsonl > records.jsonl && qcdc graph records.jsonl",
    ),
)(graph_command)
app.command(
    "outline",
    epilog=_examples(
        "qcdc outline letter.docx",
        "qcdc outline letter.docx --save outline.yaml",
        "qcdc outline outline.yaml --format json | jq '.slots[].fields[]?.id'",
    ),
)(outline_command)
app.command(
    "schema",
    epilog=_examples(
        "qcdc schema > schemas/document.schema.json",
        "qcdc schema report > schemas/report.schema.json",
    ),
)(schema_command)
app.command(
    "eval",
    epilog=_examples(
        "qcdc eval",
        "qcdc eval corpus --split test --by defect",
        "qcdc eval --show --baseline corpus/baseline.json",
        "qcdc eval --min references=0.99 --min spans=1",
    ),
)(eval_command)
