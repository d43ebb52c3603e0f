"""Words of documents in files that take nearly all of them."""

from __future__ import annotations

import re

__all__ = ["encodable"]

_SURROGATES = re.compile("[\ud800-\udfff]")


def encodable(text: str) -> str:
    r"""Put U+FFFD for single surrogates, which UTF-8 cannot hold.

    >>> encodable("Chỉ thị\ud800 30")
    'Chỉ thị� 30'
    """
    return _SURROGATES.sub("\ufffd", text)
