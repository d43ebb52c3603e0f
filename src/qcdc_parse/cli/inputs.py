"""What the command line reads, and under which names it writes the results."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from qcdc_parse import CatalogError, Document, ReadError, Registry, load_registry
from qcdc_parse.cli.messages import one_line, say, unforeseen
from qcdc_parse.parse import parse_source
from qcdc_parse.read import read

__all__ = ["READABLE", "Input", "Names", "Parsed", "RegistryOption", "Run", "expand", "name_input", "parse_input", "registry_of"]

READABLE = (
    ".txt",
    ".text",
    ".md",
    ".markdown",
    ".pdf",
    ".docx",
    ".doc",
    ".rtf",
    ".odt",
    ".html",
    ".htm",
    ".xhtml",
    ".tif",
    ".tiff",
    ".png",
    ".jpg",
    ".jpeg",
)
"""Endings of the files that a directory is searched for; a file that is named is read whatever its ending."""

STDIN = "-"


class Input(NamedTuple):
    """A file to read: its name for messages, its path (None: standard input), or why there is none."""

    name: str
    path: Path | None
    cause: str | None = None

    @property
    def stem(self) -> str:
        """Name of its results, without ending."""
        return self.path.stem if self.path else "stdin"


class Parsed(NamedTuple):
    """An input with its record and the raw text that the record was made of."""

    input: Input
    document: Document
    raw: str


def name_input(name: str) -> Input:
    """Return the input of a name: ``-`` is standard input."""
    return Input("<stdin>", None) if name == STDIN else Input(_readable(name), Path(name))


def expand(name: str, endings: tuple[str, ...] = READABLE) -> Iterator[Input]:
    """Yield what a name stands for: standard input, a file, or the files of a directory with some endings, sorted."""
    path = Path(name)
    if name == STDIN or not path.is_dir():
        yield name_input(name)
    else:
        inside = sorted(file for file in path.iterdir() if file.suffix.lower() in endings and file.is_file())
        yield from (name_input(str(file)) for file in inside)
        if not inside:
            yield Input(_readable(name), path, f"no file in it ends in {', '.join(endings)}")


class Run:
    """Parses inputs one by one; a failure is said in one line on standard error and the rest goes on."""

    def __init__(self, inputs: list[Input], *, progress: bool = False, registry: Registry | None = None) -> None:
        self.inputs = inputs
        self._registry = registry
        self._progress = progress and len(inputs) > 1 and sys.stderr.isatty()
        self.failed = False

    def __iter__(self) -> Iterator[Parsed]:
        for each in self._tracked():
            try:
                yield from self._parsed(each)
            except ReadError as error:
                self._fail(each.name, error.cause)
            except Exception as error:  # noqa: BLE001  a defect met in one file must not lose the others
                self._fail(each.name, unforeseen(error))

    def _parsed(self, each: Input) -> Iterator[Parsed]:
        yield parse_input(each, self._registry)

    def _tracked(self) -> Iterable[Input]:
        if not self._progress:
            return self.inputs
        # Loaded where a bar is shown only.
        from rich.console import Console
        from rich.progress import track

        return track(self.inputs, "Parsing", console=Console(stderr=True), transient=True)

    def _fail(self, name: str, cause: str) -> None:
        self.failed = True
        say(name, cause)


def _readable(name: str) -> str:
    # Bytes that the locale cannot decode reach Python as lone surrogates, which neither JSON nor a terminal takes.
    return os.fsencode(name).decode("utf-8", "replace")


def parse_input(each: Input, registry: Registry | None = None, data: bytes | None = None) -> Parsed:
    """Parse one input; ``data`` is what was read of standard input already.

    :raises ReadError: there is no text to be had.
    """
    if each.cause is not None:
        raise ReadError(each.name, each.cause)
    if each.path is None:
        source = read(typer.get_binary_stream("stdin").read() if data is None else data, name=each.name)
    else:
        source = read(each.path, name=_readable(each.path.name))
    return Parsed(each, parse_source(source, registry), source.text)


RegistryOption = Annotated[
    list[str] | None, typer.Option("--registry", metavar="FILE", help="Documents of your own (TOML), beside those known; may be repeated.")
]


def registry_of(files: list[str] | None) -> Registry | None:
    """Load the registries that the command line names.

    :raises typer.Exit: with code 2, after the errors are said: one cannot be read.
    """
    if not files:
        return None
    try:
        return load_registry(*files)
    except CatalogError as error:
        for line in str(error).splitlines():
            print(f"qcdc: {one_line(line)}", file=sys.stderr)
        raise typer.Exit(2) from error


class Names:
    """Gives each input a file of its own in a directory: none is overwritten by another input, nor any input itself."""

    def __init__(self, directory: Path, suffix: str, inputs: Iterable[Input]) -> None:
        self._directory = directory
        self._suffix = suffix
        self._taken = {self._key(each.path): "that input" for each in inputs if each.path}

    def take(self, each: Input) -> Path:
        """Return the path to write; where the plain name is taken, say which other one it is."""
        wanted = path = self._directory / f"{each.stem}{self._suffix}"
        number = 1
        while self._key(path) in self._taken:
            number += 1
            path = self._directory / f"{each.stem}-{number}{self._suffix}"
        if path != wanted:
            say(each.name, f"written to {path.name}, because {wanted.name} belongs to {self._taken[self._key(wanted)]}")
        self._taken[self._key(path)] = each.name
        return path

    @staticmethod
    def _key(path: Path) -> str:
        # Some file systems tell neither case nor composition apart.
        return unicodedata.normalize("NFC", str(path.resolve())).casefold()
