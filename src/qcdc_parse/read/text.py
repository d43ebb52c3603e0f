"""Plain text and Markdown: UTF-8 with or without BOM, or a string."""

from __future__ import annotations

import hashlib

from qcdc_parse.model import Source
from qcdc_parse.text import SourceText

BOM = b"\xef\xbb\xbf"


def read_string(text: str, name: str = "<text>") -> SourceText:
    """Take a string as source; its hash is that of its UTF-8 form.

    >>> read_string("Kính gửi").source.media_type
    'text/plain'
    """
    data = text.encode("utf-8", "surrogatepass")
    source = Source(name=name, sha256=hashlib.sha256(data).hexdigest(), media_type="text/plain", pages=None)
    return SourceText(source, text.encode("utf-8", "replace").decode("utf-8") if _has_surrogates(data) else text)


def _has_surrogates(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False
