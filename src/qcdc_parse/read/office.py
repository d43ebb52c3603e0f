"""DOC, RTF and ODT: LibreOffice makes a DOCX of them, which the reader of DOCX reads.

The record is that of the original: its name, hash and media type. Paragraphs of its anchors are counted in the DOCX that
LibreOffice made, which has those of the original in their order; a note says so.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, replace

from qcdc_parse.errors import BrokenFileError, EncryptedFileError, UnknownFormatError
from qcdc_parse.model import Note
from qcdc_parse.read.docx import read_docx
from qcdc_parse.read.limits import Limits
from qcdc_parse.read.ole import check_word
from qcdc_parse.read.soffice import to_docx
from qcdc_parse.read.source import describe
from qcdc_parse.text import SourceText


@dataclass(frozen=True, slots=True)
class Format:
    """A format that LibreOffice reads for us: its name in messages, MIME type, ending, and LibreOffice's filter for it."""

    kind: str
    media_type: str
    suffix: str
    filter_name: str


DOC = Format("a Word 97-2003 document (.doc)", "application/msword", ".doc", "MS Word 97")
RTF = Format("an RTF document", "application/rtf", ".rtf", "Rich Text Format")
ODT = Format("an OpenDocument text (.odt)", "application/vnd.oasis.opendocument.text", ".odt", "writer8")
FODT = Format("a flat OpenDocument text (.fodt)", "application/vnd.oasis.opendocument.text-flat-xml", ".fodt", "OpenDocument Text Flat XML")

_ODF = "application/vnd.oasis.opendocument."
_TEXTS = ("text", "text-template", "text-master", "text-web")
_FLAT = re.compile(rb"<office:document\b[^>]*?office:mimetype\s*=\s*[\"']([^\"']+)")
_SKIPPED = re.compile(rb"\\bin(\d+) ?|\\['\\{}]|[{}]")
_APPLICATION = re.compile(rb"<Application>(LibreOffice/\d+\.\d+)")


def read_doc(data: bytes, name: str, limits: Limits) -> SourceText:
    """Read a DOC or DOT of Word 6 to 2003.

    :raises ReadError: it is encrypted, damaged, no Word document, or LibreOffice is not installed.
    """
    check_word(data, name)
    return _convert(data, name, DOC, limits)


def read_rtf(data: bytes, name: str, limits: Limits) -> SourceText:
    """Read RTF; where its end is missing, what there is of it is read and a note tells of it.

    :raises ReadError: nothing can be read of it, or LibreOffice is not installed.
    """
    body = data[data.index(b"{\\rtf") :]
    unclosed = _unclosed(body)
    # LibreOffice refuses RTF whose groups are not closed.
    read = _convert(data, name, RTF, limits, body + b"}" * min(unclosed, limits.depth))
    if not unclosed:
        return read
    message = "the RTF file ends before its groups are closed: the text behind that place is missing"
    return replace(read, notes=(*read.notes, Note(code="truncated", severity="warning", span=None, message=message)))


def read_flat_odf(data: bytes, name: str, limits: Limits) -> SourceText:
    """Read an OpenDocument text in one XML file.

    :raises ReadError: it is no text document, is damaged, or LibreOffice is not installed.
    """
    found = _FLAT.search(data[:8192])
    _check_kind(found[1].decode("ascii", "replace") if found else "", name)
    if b"<!ENTITY" in data:
        raise BrokenFileError(name, "declares XML entities, as no word processor does")
    if b"</office:document>" not in data[-4096:]:
        raise BrokenFileError(name, "a truncated OpenDocument file (.fodt)")
    return _convert(data, name, FODT, limits)


def read_odt(data: bytes, name: str, limits: Limits) -> SourceText:
    """Read an OpenDocument text or template.

    :raises ReadError: it is encrypted, damaged, no text document, or LibreOffice is not installed.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inside = set(archive.namelist())
            media_type = archive.read("mimetype").decode("ascii", "replace").strip()
            manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in inside else b""
            sealed = b"encryption-data" in manifest
            parts = [] if sealed else [archive.read(part) for part in ("content.xml", "styles.xml") if part in inside]
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, NotImplementedError, RuntimeError) as error:
        raise BrokenFileError(name, "a damaged OpenDocument file") from error
    _check_kind(media_type, name)
    if sealed:
        raise EncryptedFileError(name, "needs a password")
    if "content.xml" not in inside:
        raise BrokenFileError(name, "an OpenDocument file without content")
    if any(b"<!ENTITY" in part for part in parts):
        raise BrokenFileError(name, "declares XML entities, as no word processor does")
    return _convert(data, name, ODT, limits)


def _check_kind(media_type: str, name: str) -> None:
    """Let OpenDocument texts through; say what the others are."""
    sort = media_type.removeprefix(_ODF)
    if sort in _TEXTS:
        return
    kinds = {"spreadsheet": "a spreadsheet", "presentation": "a presentation", "graphics": "a drawing"}
    kind = kinds.get(sort.removesuffix("-template"), "an OpenDocument file that is no text")
    raise UnknownFormatError(name, f"{kind}, which is not read; save it as PDF or DOCX")


def _convert(data: bytes, name: str, form: Format, limits: Limits, body: bytes | None = None) -> SourceText:
    made = to_docx(data if body is None else body, name, form.kind, form.suffix, form.filter_name, limits)
    read = read_docx(made, name, limits)
    message = f"converted by {_maker(made)}: paragraphs are counted in the conversion"
    note = Note(code="converted", severity="info", span=None, message=message)
    return replace(read, source=describe(data, name, form.media_type), notes=(*read.notes, note))


def _maker(made: bytes) -> str:
    """Name the program that made a DOCX, as the file itself says: `LibreOffice 7.4`."""
    try:
        with zipfile.ZipFile(io.BytesIO(made)) as archive:
            found = _APPLICATION.search(archive.read("docProps/app.xml"))
    except (zipfile.BadZipFile, KeyError):
        found = None
    return found[1].decode().replace("/", " ") if found else "LibreOffice"


def _unclosed(rtf: bytes) -> int:
    """Count the groups of an RTF file that are open where it ends; none where the first is closed."""
    depth = at = 0
    while found := _SKIPPED.search(rtf, at):
        at = found.end()
        mark = found[0]
        if mark == b"{":
            depth += 1
        elif mark == b"}":
            depth -= 1
            if depth <= 0:
                return 0
        elif found[1] is not None:
            at += min(int(found[1][:12]), len(rtf))
    return depth
