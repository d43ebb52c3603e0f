"""Describing a source: name, hash, kind."""

from __future__ import annotations

import hashlib
import re

from qcdc_parse.model import Source

_SURROGATES = re.compile("[\ud800-\udfff]")


def describe(data: bytes, name: str, media_type: str, pages: int | None = None) -> Source:
    """Return the source record of some bytes."""
    return Source(name=encodable(name), sha256=hashlib.sha256(data).hexdigest(), media_type=media_type, pages=pages)


def encodable(name: str) -> str:
    r"""Put U+FFFD for what UTF-8 cannot hold: names of files in other encodings come with single surrogates.

    >>> encodable("báo cáo\udcff.txt")
    'báo cáo�.txt'
    """
    return _SURROGATES.sub("\ufffd", name)
