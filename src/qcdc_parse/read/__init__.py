"""Reading: from a file or its bytes to text. What the bytes are decides, not the name."""

from __future__ import annotations

import io
import re
import zipfile
from os import PathLike, fspath
from pathlib import Path

import regex

from qcdc_parse.errors import (
    BrokenFileError,
    EmptyFileError,
    EncryptedFileError,
    MissingFileError,
    TooLargeError,
    UnknownFormatError,
)
from qcdc_parse.read.limits import DEFAULT, Limits
from qcdc_parse.read.text import read_text
from qcdc_parse.text import SourceText

__all__ = ["Limits", "read"]

_HTML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_VISIBLE = regex.compile(r"[^\s\p{C}]")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_KNOWN = (
    (b"{\\rtf", "RTF"),
    (b"\x1f\x8b", "gzip"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"\xff\xfe", "UTF-16 text"),
    (b"\xfe\xff", "UTF-16 text"),
)


def read(source: str | PathLike[str] | bytes, *, name: str | None = None, limits: Limits = DEFAULT) -> SourceText:
    """Read a path, or the bytes of a file.

    :raises ReadError: one of its kinds; the message names the source and the cause.
    """
    if isinstance(source, bytes):
        data, called = source, name or "<bytes>"
    else:
        called = name or Path(source).name
        data = _load(source, limits)
    if len(data) > limits.bytes:
        raise TooLargeError(called, f"{len(data):,} bytes, more than the bound of {limits.bytes:,}")
    read_text_of = _read(data, called, limits)
    if not _VISIBLE.search(read_text_of.text):
        raise EmptyFileError(called, "no text in it")
    return read_text_of


def _load(path: str | PathLike[str], limits: Limits) -> bytes:
    where = fspath(path)
    try:
        with Path(path).open("rb") as file:
            return file.read(limits.bytes + 1)
    except FileNotFoundError:
        raise MissingFileError(where, "no such file") from None
    except IsADirectoryError:
        raise MissingFileError(where, "is a directory") from None
    except PermissionError:
        raise MissingFileError(where, "may not be opened (permission denied)") from None
    except (OSError, ValueError) as error:
        raise MissingFileError(where, f"cannot be opened ({error})") from error


def _read(data: bytes, name: str, limits: Limits) -> SourceText:
    if not data:
        raise EmptyFileError(name, "the file is empty")
    if b"%PDF-" in data[:1024]:
        from qcdc_parse.read.pdf import read_pdf

        return read_pdf(data, name, limits)
    if data.startswith(b"PK"):
        return _zipped(data, name, limits)
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise EncryptedFileError(name, "needs a password")
        raise UnknownFormatError(name, "an old Office file (.doc, .xls); save it as DOCX or PDF")
    if data.startswith(_PICTURES):
        from qcdc_parse.read.images import read_images

        return read_images(data, name, limits)
    for magic, kind in _KNOWN:
        if data.startswith(magic):
            raise UnknownFormatError(name, f"{kind}, which is not read")
    if _HTML.match(data):
        raise UnknownFormatError(name, "HTML, which is not read")
    if b"\x00" in data[:4096]:
        raise UnknownFormatError(name, "binary data of no format that is read")
    return read_text(data, name)


def _zipped(data: bytes, name: str, limits: Limits) -> SourceText:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise BrokenFileError(name, "a damaged ZIP or DOCX file") from error
    if any(entry.flag_bits & 1 for entry in entries):
        raise EncryptedFileError(name, "needs a password")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > limits.unpacked:
        raise TooLargeError(name, f"unpacks to {unpacked:,} bytes, more than the bound of {limits.unpacked:,}")
    names = {entry.filename for entry in entries}
    if "word/document.xml" not in names and "[Content_Types].xml" not in names:
        kind = "an OpenDocument file" if "mimetype" in names else "a ZIP archive"
        raise UnknownFormatError(name, f"{kind}, which is not read; save it as DOCX or PDF")
    from qcdc_parse.read.docx import read_docx

    return read_docx(data, name)
