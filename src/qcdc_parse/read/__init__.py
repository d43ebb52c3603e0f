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
from qcdc_parse.read.encodings import marked, wide
from qcdc_parse.read.limits import DEFAULT, Limits
from qcdc_parse.read.text import read_text
from qcdc_parse.text import SourceText

__all__ = ["Limits", "read"]

_VISIBLE = regex.compile(r"[^\s\p{C}]")
_RTF = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\\rtf")
_FLAT_ODF = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?=[\s\S]{0,8192}?<?office:document\b)")
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?(?:xml|php)[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)(?=[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_FRAGMENT = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)*<(?:p|div|table|tbody|tr|section|article|main|center|span|font|h[1-6]|ul|ol|dl|b|strong|meta|title|style|blockquote)(?=[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_HTML_NAMES = (".html", ".htm", ".xhtml", ".xht", ".shtml")
_MHT = re.compile(rb"(?=[\s\S]{0,2000}?^MIME-Version:)(?=[\s\S]{0,4000}?multipart/related)[\w-]+:", re.MULTILINE | re.IGNORECASE)
_OTHERS_OF_OFFICE = {"xl/workbook.xml": "a spreadsheet (.xlsx)", "ppt/presentation.xml": "a presentation (.pptx)"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FLAT_OPC = b"http://schemas.microsoft.com/office/2006/xmlPackage"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_KNOWN = (
    (b"\x1f\x8b", "gzip"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7-Zip"),
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
    if _FLAT_OPC in data[:4096]:
        from qcdc_parse.read.docx import read_docx

        return read_docx(data, name, limits)
    if data.startswith(_OLE):
        from qcdc_parse.read.office import read_doc

        return read_doc(data, name, limits)
    if _RTF.match(data):
        from qcdc_parse.read.office import read_rtf

        return read_rtf(data, name, limits)
    if _is_html(data, name):
        from qcdc_parse.read.html import read_html

        return read_html(data, name, limits)
    if data.startswith(_PICTURES):
        from qcdc_parse.read.images import read_images

        return read_images(data, name, limits)
    for magic, kind in _KNOWN:
        if data.startswith(magic):
            raise UnknownFormatError(name, f"{kind}, which is not read")
    if _FLAT_ODF.match(data):
        from qcdc_parse.read.office import read_flat_odf

        return read_flat_odf(data, name, limits)
    if _MHT.match(data):
        raise UnknownFormatError(name, "a web archive (.mht), which is not read; save the page as HTML or PDF")
    if b"\x00" in data[:4096] and marked(data) is None and wide(data) is None:
        raise UnknownFormatError(name, "binary data of no format that is read")
    return read_text(data, name)


def _is_html(data: bytes, name: str) -> bool:
    """Tell a page, or a part of one: markup from its first letter to its last."""
    head = data[:8192]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "ignore").encode("utf-8", "ignore")
        return _HTML.match(head) is not None
    if _HTML.match(head):
        return True
    if name.lower().endswith(_HTML_NAMES):
        return re.search(rb"<[a-z!/]", data, re.IGNORECASE) is not None
    return _FRAGMENT.match(head) is not None and data[-200:].rstrip().endswith(b">") and not name.lower().endswith((".md", ".markdown"))


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
        if "mimetype" not in names:
            raise UnknownFormatError(name, "a ZIP archive, which is not read; unpack it first")
        from qcdc_parse.read.office import read_odt

        return read_odt(data, name, limits)
    if kind := next((kind for part, kind in _OTHERS_OF_OFFICE.items() if part in names), None):
        raise UnknownFormatError(name, f"{kind}, which is not read; save it as PDF or DOCX")
    from qcdc_parse.read.docx import read_docx

    return read_docx(data, name, limits)
