"""OLE containers (the files of Office 97-2003), through olefile: what stands in one, and whether it is whole."""

from __future__ import annotations

import io
import struct

import olefile

from qcdc_parse.errors import BrokenFileError, EncryptedFileError, UnknownFormatError

_WORD = "WordDocument"
_SEALED = "EncryptedPackage"
"""The stream in which newer Office keeps a whole encrypted DOCX."""
_FLAGS, _ENCRYPTED = 0x0A, 0x0100
"""Where the flags of a Word document stand, and the one that says a password is needed ([MS-DOC] 2.5.2, fEncrypted)."""
_OTHERS = {
    "Workbook": "a spreadsheet (.xls)",
    "Book": "a spreadsheet (.xls)",
    "PowerPoint Document": "a presentation (.ppt)",
    "__properties_version1.0": "an e-mail of Outlook (.msg)",
    "VisioDocument": "a drawing of Visio",
}
_DAMAGE = (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, OverflowError, RecursionError, MemoryError, struct.error)
"""What olefile lets out of damaged files."""


def check_word(data: bytes, name: str) -> None:
    """Make sure that an OLE container is a Word document that is whole and open.

    :raises EncryptedFileError: it needs a password.
    :raises UnknownFormatError: it is a spreadsheet, a presentation, something else.
    :raises BrokenFileError: it is damaged or ends too early.
    """
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            names = {entry[0] for entry in ole.listdir(streams=True, storages=False)}
            stream = ole.openstream(_WORD).read() if ole.exists(_WORD) else None
            whole = stream is not None and len(stream) == ole.get_size(_WORD)
    except _DAMAGE as error:
        if _SEALED.encode("utf-16-le") in data:
            raise EncryptedFileError(name, "needs a password") from error
        raise BrokenFileError(name, "a damaged or truncated Office file (.doc, .xls)") from error
    if _SEALED in names:
        raise EncryptedFileError(name, "needs a password")
    if stream is None:
        kind = next((kind for inside, kind in _OTHERS.items() if inside in names), "an old Office file that is no Word document")
        raise UnknownFormatError(name, f"{kind}, which is not read; save it as PDF or DOCX")
    if not whole or len(stream) < 32:
        raise BrokenFileError(name, "a truncated Word document (.doc)")
    if struct.unpack_from("<H", stream, _FLAGS)[0] & _ENCRYPTED:
        raise EncryptedFileError(name, "needs a password")
