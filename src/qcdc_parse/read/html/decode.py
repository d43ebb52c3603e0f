"""From the bytes of a page to its text: BOM, what the bytes prove, what the page declares, in this order."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(rb"<meta\b[^>]*?charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml\b[^>]*?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_WESTERN = {"cp1252", "iso8859-1", "ascii"}
_MARKS = "\u0300\u0301\u0303\u0309\u0323"
_VOWELS = frozenset("aăâeêioôơuưyAĂÂEÊIOÔƠUƯY")
_FEW = 200
"""At most one wrong byte in so many: the page is of that encoding, with damage."""
_C1 = {code: bytes([code]).decode("cp1252", "replace") for code in range(0x80, 0xA0)}
"""What browsers make of C1 controls, as `&#150;` for a dash."""


class Decoded(NamedTuple):
    """Text of a page, its encoding, and how many bytes were wrong in it."""

    text: str
    encoding: str
    wrong: int = 0


def decode(data: bytes) -> Decoded:
    """Decode a page; never fails, but counts what it could not decode.

    >>> decode("<meta charset=latin-1>Đảng ủy".encode()).encoding
    'utf-8'
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _replaced(data[len(bom) :], encoding)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    declared = _declared(data)
    utf8 = _replaced(data, "utf-8")
    if utf8.wrong * _FEW <= len(data) and any(ord(c) > 0xFF and c != "\ufffd" for c in utf8.text):
        return utf8
    if declared not in {*_WESTERN, "utf-8", "utf-16", "cp1258", None}:
        assert declared is not None
        return _replaced(data, declared)
    if _is_vietnamese(data):
        return _replaced(data, "cp1258")
    return Decoded(data.decode("latin-1").translate(_C1), "windows-1252")


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:4096])
    if not found:
        return None
    try:
        info = codecs.lookup((found[1] or found[2]).decode("ascii"))
    except (LookupError, ValueError):
        return None
    return info.name if info._is_text_encoding else None  # noqa: SLF001  the one way to tell `hex` and the like


def _replaced(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    return Decoded(text, "windows-1258" if encoding == "cp1258" else encoding, text.count("\ufffd"))


def _is_vietnamese(data: bytes) -> bool:
    """Tell windows-1258: its marks of tone stand behind vowels, which no other encoding's letters at these bytes do."""
    text = data.decode("cp1258", "replace")
    marks = [at for at, char in enumerate(text) if char in _MARKS]
    return len(marks) >= 3 and sum(text[at - 1] in _VOWELS for at in marks if at) >= 0.95 * len(marks)
