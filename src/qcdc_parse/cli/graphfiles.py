"""The files that a graph of citations is written to, and the links of its page to the files it was read from."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import typer

from qcdc_parse import QcdcError
from qcdc_parse.cli.inputs import Input, Parsed
from qcdc_parse.cli.messages import say
from qcdc_parse.cli.recordfiles import Recorded

if TYPE_CHECKING:
    from qcdc_parse.graph import CitationGraph
    from qcdc_parse.graph.models import FileId

__all__ = ["Sources", "check_outputs", "write_files"]

_PAGE = (".html", ".htm")


class Sources:
    """Where the files are that records were made of: as they were read, or, of records read from a file, as their SHA-256 proves."""

    def __init__(self, directories: Iterable[Path]) -> None:
        self._directories = tuple(directories)
        self._read: dict[FileId, Path] = {}
        self._recorded: dict[FileId, Path | None] = {}

    def note(self, parsed: Parsed) -> None:
        """Keep where a document came from."""
        source, path = parsed.document.source, parsed.input.path
        if isinstance(parsed, Recorded):
            self._recorded[source.name, source.sha256] = path
        elif path is not None:
            self._read[source.name, source.sha256] = path

    def links(self, page: Path) -> dict[FileId, str]:
        """Return the URLs of the files, relative to the folder of a page."""
        found = {**dict(self._proven()), **self._read}
        return {file: link for file, path in sorted(found.items()) if (link := _link(path, page.parent)) is not None}

    def _proven(self) -> Iterator[tuple[FileId, Path]]:
        for (name, sha256), records in self._recorded.items():
            # A record is untrusted: a name that leads out of the folder, or is none, is no file beside it.
            if name != os.path.basename(name) or name in {"", ".", ".."} or "\0" in name:  # noqa: PTH119  Path("a/") would lose the slash
                continue
            beside = (records.parent,) if records is not None else ()
            for path in (folder / name for folder in (*beside, *self._directories)):
                if _sha256(path) == sha256:
                    yield (name, sha256), path
                    break


def _sha256(path: Path) -> str | None:
    """Return the SHA-256 of a file; None where there is none to be read."""
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return None


def _link(path: Path, folder: Path) -> str | None:
    try:
        relative = os.path.relpath(path.resolve(), folder.resolve())
    except (OSError, ValueError):  # another drive
        return None
    return quote(os.fsencode(Path(relative).as_posix()))


def check_outputs(outputs: Iterable[Path], inputs: Iterable[Input]) -> None:
    """Find out before the work whether the files can be written.

    :raises typer.BadParameter: an unknown ending, no such folder, or one of the files to read.
    """
    from qcdc_parse.graph.exports import FORMS

    endings = (".html", *FORMS)
    read = {each.path.resolve() for each in inputs if each.path is not None}
    for path in outputs:
        if path.suffix.lower() not in (*_PAGE, *FORMS):
            raise typer.BadParameter(f"{path}: a graph is written to a file that ends in {', '.join(endings)}", param_hint="--output")
        if path.resolve() in read:
            raise typer.BadParameter(f"{path} is one of the files to read; write to another folder", param_hint="--output")
        if not path.parent.is_dir():
            raise typer.BadParameter(f"{path.parent}: no such directory", param_hint="--output")


def write_files(graph: CitationGraph, outputs: Iterable[Path], sources: Sources) -> tuple[list[Path], bool]:
    """Write a graph in the forms that endings say; return the files, and whether one could not be written.

    :raises typer.BadParameter: a file cannot be written.
    """
    written: list[Path] = []
    failed = False
    for path in outputs:
        try:
            written += _write(graph, path, sources)
        except OSError as error:
            raise typer.BadParameter(f"{path}: {error.strerror or error}", param_hint="--output") from error
        except QcdcError as error:
            say("graph", str(error))
            failed = True
    return written, failed


def _write(graph: CitationGraph, path: Path, sources: Sources) -> Iterable[Path]:
    if path.suffix.lower() in _PAGE:
        from qcdc_parse.graph.page import write_page

        return (write_page(graph, path, sources.links(path)),)
    from qcdc_parse.graph.exports import write

    return write(graph, path)
