"""Describing a source: name, hash, kind."""

from __future__ import annotations

import hashlib

from qcdc_parse.model import Source


def describe(data: bytes, name: str, media_type: str, pages: int | None = None) -> Source:
    """Return the source record of some bytes."""
    return Source(name=name, sha256=hashlib.sha256(data).hexdigest(), media_type=media_type, pages=pages)
