"""Which format some bytes are of. The bytes decide; the name only where they leave it open (part of a page, or Markdown)."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Literal

from qcdc_parse.errors import BrokenFileError, EmptyFileError, EncryptedFileError, TooLargeError, UnknownFormatError
from qcdc_parse.read.encodings import marked, wide
from qcdc_parse.read.limits import Limits

Format = Literal["pdf", "docx", "doc", "rtf", "odt", "flat-odf", "html", "picture", "text"]

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


def format_of(data: bytes, name: str, limits: Limits) -> Format:
    r"""Tell the format of some bytes.

    :raises EmptyFileError: there are none.
    :raises UnknownFormatError: it is one that is not read; the message names it where it is known.
    :raises BrokenFileError: a damaged ZIP archive.
    :raises EncryptedFileError: a ZIP archive with a password.
    :raises TooLargeError: an archive that says it unpacks to more than ``limits.unpacked``.

    >>> format_of(b"{\\rtf1 Nghi quyet}", "a.doc", Limits())
    'rtf'
    """
    if not data:
        raise EmptyFileError(name, "the file is empty")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK"):
        return _packed(data, name, limits)
    if _FLAT_OPC in data[:4096]:
        return "docx"
    if data.startswith(_OLE):
        return "doc"
    if _RTF.match(data):
        return "rtf"
    if _is_html(data, name):
        return "html"
    if data.startswith(_PICTURES):
        return "picture"
    if _FLAT_ODF.match(data):
        return "flat-odf"
    if _MHT.match(data):
        raise UnknownFormatError(name, "a web archive (.mht), which is not read; save the page as HTML or PDF")
    for magic, kind in _KNOWN:
        if data.startswith(magic):
            raise UnknownFormatError(name, f"{kind}, which is not read; unpack it first")
    if b"\x00" in data[:4096] and marked(data) is None and wide(data) is None:
        raise UnknownFormatError(name, "binary data of no format that is read")
    return "text"


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


def _packed(data: bytes, name: str, limits: Limits) -> Format:
    """Tell what a ZIP archive is."""
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
    if kind := next((kind for part, kind in _OTHERS_OF_OFFICE.items() if part in names), None):
        raise UnknownFormatError(name, f"{kind}, which is not read; save it as PDF or DOCX")
    if "word/document.xml" in names or "[Content_Types].xml" in names:
        return "docx"
    if "mimetype" in names:
        return "odt"
    raise UnknownFormatError(name, "a ZIP archive, which is not read; unpack it first")
