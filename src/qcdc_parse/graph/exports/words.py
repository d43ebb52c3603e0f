"""Words of documents in files that take nearly all of them."""

from __future__ import annotations

import re

from qcdc_parse.graph.exports.iri import iri_of
from qcdc_parse.spreadsheet import writable

__all__ = ["encodable", "name_of"]

_SURROGATES = re.compile("[\ud800-\udfff]")


def encodable(text: str) -> str:
    r"""Put U+FFFD for single surrogates, which UTF-8 cannot hold.

    >>> encodable("Chỉ thị\ud800 30")
    'Chỉ thị� 30'
    """
    return _SURROGATES.sub("\ufffd", text)


def name_of(key: str) -> str:
    r"""Return the name of a document in a file: its key; its IRI where the file cannot hold the key, so that no two fall together.

    >>> name_of("dang/tw/kl/2016-01-07/120"), name_of("file:\x00")
    ('dang/tw/kl/2016-01-07/120', '/akn/vn/doc/key-file%3A%00/vie@')
    """
    return key if writable(key) == key else iri_of(key)
