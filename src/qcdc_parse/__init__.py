"""qcdc_parse: Vietnamese Party and state documents as typed records.

>>> from qcdc_parse import parse_text
>>> document = parse_text("Thực hiện Chỉ thị số 30-CT/TW, ngày 18/02/1998 của Bộ Chính trị (khóa VIII).")
>>> reference = document.references[0]
>>> reference.key, str(reference.issued), reference.issuer, reference.term
('30-CT/TW', '1998-02-18', 'Bộ Chính trị', 'VIII')
"""

from qcdc_parse.across import resolve_across
from qcdc_parse.errors import (
    BrokenFileError,
    CatalogError,
    ConfigError,
    EmptyFileError,
    EncryptedFileError,
    MissingFileError,
    MissingToolError,
    QcdcError,
    ReadError,
    TooLargeError,
    UnknownFormatError,
)
from qcdc_parse.identity.registry import Registry
from qcdc_parse.model import Document
from qcdc_parse.number import DocNumber
from qcdc_parse.parse import annotate, parse, parse_text
from qcdc_parse.read.limits import Limits
from qcdc_parse.registry import load_registry
from qcdc_parse.scoreboard import Scoreboard, match_indicators
from qcdc_parse.span import Span

__version__ = "0.1.0"

__all__ = [
    "BrokenFileError",
    "CatalogError",
    "ConfigError",
    "DocNumber",
    "Document",
    "EmptyFileError",
    "EncryptedFileError",
    "Limits",
    "MissingFileError",
    "MissingToolError",
    "QcdcError",
    "ReadError",
    "Registry",
    "Scoreboard",
    "Span",
    "TooLargeError",
    "UnknownFormatError",
    "annotate",
    "load_registry",
    "match_indicators",
    "parse",
    "parse_text",
    "resolve_across",
]
