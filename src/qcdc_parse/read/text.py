"""Plain text and Markdown: Unicode in its encodings, Vietnamese in older ones, or a string."""

from __future__ import annotations

from qcdc_parse.errors import BrokenFileError, UnknownFormatError
from qcdc_parse.model import Note
from qcdc_parse.read.encodings import guess, marked, wide
from qcdc_parse.read.source import describe
from qcdc_parse.text import SourceText


def read_string(text: str, name: str = "<text>") -> SourceText:
    """Take a string as source; its hash is that of its UTF-8 form. Lone surrogates become U+FFFD.

    >>> read_string("Kính gửi").source.media_type
    'text/plain'
    """
    try:
        data = text.encode()
    except UnicodeEncodeError:
        data = text.encode("utf-8", "surrogatepass")
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return SourceText(describe(data, name, "text/plain"), text)


def read_text(data: bytes, name: str) -> SourceText:
    """Decode a text file: UTF-8, UTF-16, UTF-32, or Windows-1258, Windows-1252 and TCVN 5712 bytes that give Vietnamese.

    A note says which where it was not UTF-8.

    :raises UnknownFormatError: the bytes fit no encoding; the first that is not UTF-8 is pointed at by line and place.
    :raises BrokenFileError: a byte order mark tells of an encoding that the bytes break.

    >>> read_text("Kính gửi".encode("utf-16"), "a.txt").notes[0].message
    'not UTF-8: read as utf-16-le'
    """
    text, encoding = _decode(data, name)
    notes: tuple[Note, ...] = ()
    if encoding != "utf-8":
        notes = (Note(code="decoded-as", severity="info", span=None, message=f"not UTF-8: read as {encoding}"),)
    markdown = name.lower().endswith((".md", ".markdown"))
    source = describe(data, name, "text/markdown" if markdown else "text/plain")
    return SourceText(source, text, markdown=True if markdown else None, notes=notes)


def _decode(data: bytes, name: str) -> tuple[str, str]:
    body, encoding = marked(data) or (data, wide(data) or "utf-8")
    try:
        return body.decode(encoding), encoding
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise BrokenFileError(name, f"{encoding} text that breaks at byte {error.start}") from error
        if found := guess(data):
            return found
        before = error.object[: error.start]
        line = before.count(b"\n") + 1
        column = error.start - before.rfind(b"\n")
        cause = f"not UTF-8 text: byte 0x{error.object[error.start]:02x} at line {line}, byte {column}"
        raise UnknownFormatError(name, cause) from error
