"""The command that lists notes, like a linter."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from qcdc_parse.cli.inputs import Parsed, RegistryOption, Run, expand, registry_of
from qcdc_parse.model import Note

if TYPE_CHECKING:
    from qcdc_parse.cli.places import Places
    from qcdc_parse.cli.render import Line

__all__ = ["check_command"]

_INDENT = 2


def check_command(
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="Files, directories, or - for standard input.")],
    registry: RegistryOption = None,
) -> None:
    """List the notes on some documents: what does not fit together (warning), what was mended (info).

    Each with its place in the file and the words it speaks of. Exit code: 0 nothing to look at, 1 a warning or a file that
    could not be read, 2 wrong usage. docs/checks.md tells what the codes of notes on references mean.
    """
    from qcdc_parse.cli.places import Places
    from qcdc_parse.cli.terminal import print_whole, width

    run = Run([each for name in files for each in expand(name)], progress=not sys.stdout.isatty(), registry=registry_of(registry))
    counts: Counter[str] = Counter()
    noted = 0
    for parsed in run:
        notes = sorted(parsed.document.notes, key=lambda note: note.span.start if note.span else -1)
        noted += bool(notes)
        counts.update(["read", *(note.severity for note in notes)])
        places = Places(parsed)
        for note in notes:
            print_whole(_note_lines(parsed, note, places, width()))
    print(_summary(counts, noted, len(run.inputs)), flush=True)
    raise typer.Exit(int(run.failed or counts["warning"] > 0))


def _note_lines(parsed: Parsed, note: Note, places: Places, width: int) -> Iterator[Line]:
    from rich.text import Text

    from qcdc_parse.cli.excerpt import excerpt
    from qcdc_parse.cli.messages import one_line
    from qcdc_parse.cli.places import Place
    from qcdc_parse.cli.render import SEVERITY_STYLES, Line

    style = SEVERITY_STYLES[note.severity]
    place = places.locate(note.span)[0] if note.span else Place()
    yield Line(
        0,
        Text.assemble(
            (place.after(one_line(parsed.input.name)), "bold"),
            ": ",
            (f"{note.severity} {note.code}", style),
            f": {one_line(note.message)}",
        ),
    )
    if note.span:
        line, carets = excerpt(parsed.document.text, note.span, width - 2 * _INDENT)
        yield Line(_INDENT, Text(line))
        yield Line(_INDENT, Text(carets, style=style))


def _summary(counts: Counter[str], noted: int, files: int) -> str:
    """Say in one line how much was found in how many files."""
    found = [_number(counts[severity], name) for severity, name in (("warning", "warning"), ("info", "info note")) if counts[severity]]
    read = _number(counts["read"], "file")
    said = f"{' and '.join(found)} in {noted} of {read}" if found else f"nothing to note in {read}"
    unread = files - counts["read"]
    return f"{said}; {_number(unread, 'file')} not read" if unread else said


def _number(count: int, name: str) -> str:
    return f"{count} {name}{'' if count == 1 else 's'}"
