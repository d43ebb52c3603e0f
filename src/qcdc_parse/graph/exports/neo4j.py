"""Files for `neo4j-admin database import`, which takes millions of lines at once."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from qcdc_parse.graph.exports.property_graph import LABELS, LINKS, Label, Link, Property, Row, Value, labelled, linked
from qcdc_parse.spreadsheet import writable

if TYPE_CHECKING:
    from qcdc_parse.graph.citation_graph import CitationGraph

__all__ = ["write_neo4j"]

_APART = ";"
"""Between the items of a list, as the program expects."""


def write_neo4j(graph: CitationGraph, path: Path) -> tuple[Path, ...]:
    """Write a folder `x.neo4j` with one file a label and a type of relationship, header first.

    neo4j-admin database import full --nodes=x.neo4j/document.csv.gz … --relationships=x.neo4j/implements.csv.gz …

    The files are packed: the program reads them so, and no office program opens them by a click, where words that begin with `=` would
    run. Line ends inside words are blanks, characters that are in no text are U+FFFD; an unquoted empty field is what is not known.
    """
    path.mkdir(exist_ok=True)
    names = [*(label.name for label in LABELS), *(link.name for link in LINKS)]
    files = {name: path / f"{name.lower()}.csv.gz" for name in names}
    for link in LINKS:  # of an earlier graph, whose types this one may not have
        files[link.name].unlink(missing_ok=True)
    written = [_write(files[label.name], _head(label), labelled(graph, label), label.name) for label in LABELS]
    written += [_write(files[link.name], _ends(link), rows, link.name) for link, rows in linked(graph)]
    return tuple(written)


def _head(label: Label) -> list[str]:
    key, *others = label.properties
    return [f"{key.name}:ID({label.name})", *map(_typed, others), ":LABEL"]


def _ends(link: Link) -> list[str]:
    return [f":START_ID({link.start})", f":END_ID({link.end})", *map(_typed, link.properties), ":TYPE"]


def _typed(known: Property) -> str:
    return known.name if known.kind == "string" else f"{known.name}:{known.kind}"


def _write(path: Path, head: list[str], rows: Iterable[Row], name: str) -> Path:
    # No time stamp and no name in the packed file: the same graph gives the same bytes.
    with (
        path.open("wb") as raw,
        gzip.GzipFile("", "wb", mtime=0, fileobj=raw) as packed,
        io.TextIOWrapper(packed, encoding="utf-8", newline="") as text,
    ):
        lines = csv.writer(text, lineterminator="\n")
        lines.writerow(head)
        lines.writerows([*map(_field, row), name] for row in rows)
    return path


def _field(value: Value) -> str | None:
    if value is None:
        return None
    if isinstance(value, str):
        return _line(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    return _APART.join(_line(item).replace(_APART, ",") for item in value)


def _line(text: str) -> str:
    return writable(text).replace("\n", " ")
