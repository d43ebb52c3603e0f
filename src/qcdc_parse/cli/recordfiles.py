"""Records that ``qcdc parse`` wrote, read again: one a line, one object, or an array."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import count
from typing import IO, Any

import typer
from pydantic import TypeAdapter, ValidationError

from qcdc_parse import Document, MissingFileError, ReadError, TooLargeError
from qcdc_parse.cli.inputs import READABLE, Input, Parsed, Run, parse_input
from qcdc_parse.model import SCHEMA_VERSION
from qcdc_parse.span import Span

__all__ = ["TAKEN", "RecordRun", "Recorded", "read_records"]

_RECORDS = (".jsonl", ".json")
"""Endings of files of records."""
TAKEN = (*READABLE, *_RECORDS)
"""Endings of the files that a directory is searched for where records are taken too."""

_LONGEST = 256 * 1024 * 1024
"""Bytes of one line, or of a file that is not read by lines."""
_BEGIN = 4096
_WHOLE = re.compile(rb"\s*(?:\[\s*(?:$|[{\]])|\{\s*$)", re.MULTILINE)
"""How a file begins that is one JSON value over several lines."""
_SHA256 = re.compile(r"[0-9a-f]{64}")
_TOLD = 10
"""Of one file so many broken records are told one by one."""


class Recorded(Parsed):
    """A record that was read, not made: its raw text is not at hand."""


class RecordRun(Run):
    """Parses inputs and reads those that hold records; a broken record is said in one line and the rest goes on."""

    def _parsed(self, each: Input) -> Iterator[Parsed]:
        if each.cause is None and each.path is None:
            data = typer.get_binary_stream("stdin").read()
            if _holds_records(data):
                yield from self._records(each, io.BytesIO(data))
            else:
                yield parse_input(each, self._registry, data)
        elif each.cause is None and each.path is not None and each.path.suffix.lower() in _RECORDS:
            try:
                with each.path.open("rb") as file:
                    yield from self._records(each, file)
            except OSError as error:
                raise MissingFileError(each.name, error.strerror or str(error)) from error
        else:
            yield from super()._parsed(each)

    def _records(self, each: Input, file: IO[bytes]) -> Iterator[Parsed]:
        good = broken = 0
        for place, record in read_records(file, each.name):
            if isinstance(record, Document):
                good += 1
                yield Recorded(each, record, "")
            else:
                broken += 1
                if broken <= _TOLD:
                    self._fail(f"{each.name}:{place}" if place else each.name, record)
        if broken > _TOLD:
            self._fail(each.name, f"{broken - _TOLD} more records cannot be used")
        if not good and not broken:
            self._fail(each.name, "no record in it")


def _holds_records(data: bytes) -> bool:
    begin = data[:_BEGIN].removeprefix(b"\xef\xbb\xbf").strip()
    return begin.split() in ([b"[]"], [b"[", b"]"]) or (begin[:1] in (b"{", b"[") and b'"schema_version"' in begin)


def read_records(file: IO[bytes], name: str) -> Iterator[tuple[str, Document | str]]:
    """Yield the place of each record (its line, or its number in an array) and the record, or why it cannot be used.

    :raises ReadError: nothing of the file can be used.
    """
    begin = file.read(_BEGIN).removeprefix(b"\xef\xbb\xbf")
    file.seek(0)
    if _WHOLE.match(begin):
        yield from _whole(file, name)
    else:
        yield from _by_line(file)


def _by_line(file: IO[bytes]) -> Iterator[tuple[str, Document | str]]:
    for number in count(1):
        line = file.readline(_LONGEST + 1)
        if not line:
            return
        if len(line) > _LONGEST and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = file.readline(_LONGEST)
            yield str(number), f"a line of more than {_LONGEST:,} bytes"
        elif line := line.removeprefix(b"\xef\xbb\xbf").strip():
            yield str(number), _record(line)


def _whole(file: IO[bytes], name: str) -> Iterator[tuple[str, Document | str]]:
    data = file.read(_LONGEST + 1).removeprefix(b"\xef\xbb\xbf")
    if len(data) > _LONGEST:
        raise TooLargeError(name, f"more than {_LONGEST:,} bytes; write the records with --format jsonl")
    try:
        value = TypeAdapter(Any).validate_json(data)
    except ValidationError as error:
        raise ReadError(name, error.errors(include_url=False, include_input=False)[0]["msg"]) from error
    if isinstance(value, list):
        for number, each in enumerate(value, 1):
            yield f" record {number}", _record(each)
    else:
        yield "", _record(value)


def _record(value: object) -> Document | str:
    """Return a record, or what is wrong with it."""
    try:
        document = Document.model_validate_json(value) if isinstance(value, bytes) else Document.model_validate(value)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, first["loc"]))
        return f"no record of qcdc parse: {f'{place}: ' if place else ''}{first['msg']}"
    if document.schema_version != SCHEMA_VERSION:
        return f"a record of schema {document.schema_version}; this program reads {SCHEMA_VERSION}"
    return _contradiction(document) or document


def _contradiction(document: Document) -> str | None:
    """Tell what no record of qcdc parse says: a span outside its text, an unknown relation, a mention that takes up none, or itself."""
    if _SHA256.fullmatch(document.source.sha256) is None:
        return "source.sha256 is none"  # documents without identity are told apart by it
    # Loads the graph, which other commands do without.
    from qcdc_parse.graph.vocabulary import active, relations

    length = len(document.text)
    spans: Iterator[tuple[str, Span]] = (
        (name, each.span)
        for name, records in (("reference", document.references), ("region", document.regions), ("attachment", document.attachments))
        for each in records
    )
    for name, span in spans:
        if not span.start <= span.end <= length:
            return f"a {name} at {span.start}-{span.end}, outside the text"
    if [part.part for part in document.attachments] != list(range(1, len(document.attachments) + 1)):
        return "the attachments are not numbered 1, 2, …"
    pieces = document.source_map
    if not len(pieces.text_starts) == len(pieces.raw_starts) == len(pieces.raw_ends):
        return "the columns of source_map are not equally long"
    place = {reference.id: index for index, reference in enumerate(document.references)}
    if len(place) < len(document.references):
        return "two references of one id"
    for reference in document.references:
        act = reference.done_by
        if reference.relation not in relations() and active(reference.relation) is None:
            return f"reference {reference.id} has a relation that does not exist: {reference.relation}"
        if act is not None and act.relation not in relations():
            return f"reference {reference.id} has a relation that does not exist: {act.relation}"
        for other in (reference.refers_to, reference.inside, act and act.by):
            if other is not None and other not in place:
                return f"reference {reference.id} speaks of {other}, which is not there"
    return _ring(document)


def _ring(document: Document) -> str | None:
    """Tell whether mentions take up each other in a ring."""
    before = {reference.id: reference.refers_to for reference in document.references}
    done: set[str] = set()
    for start in before:
        way: set[str] = set()
        at: str | None = start
        while at is not None and at not in done:
            if at in way:
                return f"reference {at} takes up itself"
            way.add(at)
            at = before[at]
        done |= way
    return None
