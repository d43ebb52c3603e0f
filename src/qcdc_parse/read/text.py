"""Plain text and Markdown: UTF-8 with or without BOM, or a string."""

from __future__ import annotations

from qcdc_parse.errors import UnknownFormatError
from qcdc_parse.read.source import describe
from qcdc_parse.text import SourceText

BOM = b"\xef\xbb\xbf"


def read_string(text: str, name: str = "<text>") -> SourceText:
    """Take a string as source; its hash is that of its UTF-8 form. Lone surrogates become U+FFFD.

    >>> read_string("Kính gửi").source.media_type
    'text/plain'
    """
    data = text.encode("utf-8", "surrogatepass")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return SourceText(describe(data, name, "text/plain"), text)


def read_text(data: bytes, name: str) -> SourceText:
    """Decode a text file; what is not UTF-8 is pointed at by line and column.

    :raises UnknownFormatError: the bytes are not UTF-8.
    """
    try:
        text = data.removeprefix(BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        before = error.object[: error.start]
        line = before.count(b"\n") + 1
        column = error.start - before.rfind(b"\n")
        cause = f"not UTF-8 text: byte 0x{error.object[error.start]:02x} at line {line}, byte {column}"
        raise UnknownFormatError(name, cause) from error
    markdown = name.lower().endswith((".md", ".markdown"))
    source = describe(data, name, "text/markdown" if markdown else "text/plain")
    return SourceText(source, text, markdown=True if markdown else None)
