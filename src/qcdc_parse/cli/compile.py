"""The command that compiles one report out of many submissions."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qcdc_parse import ConfigError, MissingToolError, QcdcError, ReadError
from qcdc_parse.cli.inputs import RegistryOption, registry_of
from qcdc_parse.cli.messages import say, show_config_error

if TYPE_CHECKING:
    from qcdc_parse.report.draft import ReportDraft

__all__ = ["compile_command"]

_MOST_FILES = 20_000
_WRITTEN = re.compile(r"draft(?:-\d+)?\.(?:docx|xlsx|json)")
_NO_SUBMISSION = {"thumbs.db", "desktop.ini"}


def compile_command(
    submissions: Annotated[list[str], typer.Argument(metavar="SUBMISSION", help="Files, or directories with all that is in them.")],
    outline: Annotated[Path, typer.Option("--outline", metavar="FILE", help="The đề cương, or one saved by qcdc outline.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Where draft.docx, draft.xlsx and draft.json go.")],
    units: Annotated[Path | None, typer.Option("--units", metavar="FILE", help="Roster: CSV with name, aliases, kind.")] = None,
    target: Annotated[Path | None, typer.Option("--target", metavar="FILE", help="The resolution or plan that set the targets.")] = None,
    policy: Annotated[Path | None, typer.Option("--policy", metavar="FILE", help="YAML: how verdicts of many units roll up.")] = None,
    template: Annotated[Path | None, typer.Option("--template", metavar="FILE", help="DOCX template of your own.")] = None,
    registry: RegistryOption = None,
) -> None:
    """Compile one report out of the submissions of many units against an outline.

    Nothing in the draft is invented: every passage is a quotation with its source, every number is quoted or computed from quoted
    ones, and what is not sure is marked. A draft.docx or draft.xlsx that somebody has edited since is never overwritten.
    Exit code: 0 all read, 1 some file failed, 2 wrong usage.
    """
    from qcdc_parse.report import compile_report

    named = [path for path in (outline, units, target, policy, template) if path is not None]
    files = _files(submissions, {path.resolve() for path in named}, output.resolve())
    known = registry_of(registry)
    _be_ready(output, template)
    try:
        with _progress(len(files)) as on_taken:
            draft = compile_report(outline, files, roster=units, target=target, policy=policy, registry=known, on_taken=on_taken)
    except ConfigError as error:
        show_config_error(error)
        raise typer.Exit(2) from error
    except ReadError as error:
        say(error.source, error.cause)
        raise typer.Exit(2) from error
    try:
        written = _write(draft, output, template)
    except OSError as error:
        raise typer.BadParameter(f"{output}: {error.strerror or error}", param_hint="--output") from error
    except QcdcError as error:
        say("compile", str(error))
        raise typer.Exit(1) from error
    _summarise(draft, written)
    raise typer.Exit(int(any(each.state == "unreadable" for each in draft.submissions)))


def _be_ready(directory: Path, template: Path | None) -> None:
    """Find out whether the draft can be written before the work of hours that it may be."""
    from qcdc_parse.report.docx import check_template

    try:
        directory.mkdir(parents=True, exist_ok=True)
        check_template(template)
    except OSError as error:
        raise typer.BadParameter(f"{directory}: {error.strerror or error}", param_hint="--output") from error
    except MissingToolError as error:
        say(error.source, error.cause)
        raise typer.Exit(1) from error
    except ReadError as error:
        say(error.source, error.cause)
        raise typer.Exit(2) from error


def _files(names: list[str], others: set[Path], output: Path) -> list[str]:
    """Return the files that are named, and all files of directories that are: what cannot be read is told, not passed over."""
    out: dict[str, None] = {}
    for name in names:
        path = Path(name)
        if path.is_dir():
            out.update((str(file), None) for file in _inside(path, others, output))
        elif not path.exists():
            raise typer.BadParameter(f"{name}: no such file or directory", param_hint="SUBMISSION")
        elif not path.is_file():
            raise typer.BadParameter(f"{name}: neither a file nor a directory", param_hint="SUBMISSION")
        else:
            out[name] = None
    if not out:
        raise typer.BadParameter("no file in what was named", param_hint="SUBMISSION")
    if len(out) > _MOST_FILES:
        raise typer.BadParameter(f"{len(out):,} files; at most {_MOST_FILES:,} are compiled", param_hint="SUBMISSION")
    return list(out)


def _inside(directory: Path, others: set[Path], output: Path) -> Iterator[Path]:
    for file in sorted(directory.rglob("*")):
        hidden = file.name.startswith((".", "~$")) or file.name.lower() in _NO_SUBMISSION
        ours = file.resolve().parent == output and _WRITTEN.fullmatch(file.name)
        if file.is_file() and not hidden and not ours and file.resolve() not in others:
            yield file


@contextmanager
def _progress(count: int) -> Iterator[Callable[[str], None] | None]:
    if not sys.stderr.isatty() or count < 2:
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Compiling", total=count)
        yield lambda _: progress.advance(task)


def _write(draft: ReportDraft, directory: Path, template: Path | None) -> list[Path]:
    wanted = [directory / f"draft.{ending}" for ending in ("docx", "xlsx", "json")]
    written = [draft.to_docx(wanted[0], template), draft.to_xlsx(wanted[1]), draft.to_json(wanted[2])]
    for path, meant in zip(written, wanted, strict=True):
        if path != meant:
            say(str(meant), f"somebody has changed it since it was written; it stays as it is, the new draft is {path.name}")
    return written


def _summarise(draft: ReportDraft, written: list[Path]) -> None:
    from qcdc_parse.cli.compiled import summary_lines
    from qcdc_parse.cli.terminal import print_lines

    print_lines(summary_lines(draft, written))
