"""qcdc_parse: Vietnamese Party and state documents as typed records.

>>> from qcdc_parse import parse_text
>>> document = parse_text("Thực hiện Chỉ thị số 30-CT/TW, ngày 18/02/1998 của Bộ Chính trị (khóa VIII).")
>>> reference = document.references[0]
>>> reference.key, str(reference.issued), reference.issuer, reference.term
('30-CT/TW', '1998-02-18', 'Bộ Chính trị', 'VIII')
"""

from importlib import import_module
from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from qcdc_parse.graph import CitationGraph, build_graph
    from qcdc_parse.report import (
        Outline,
        Policy,
        ReportDraft,
        Roster,
        compile_report,
        load_policy,
        load_roster,
        outline_of,
        read_outline,
        save_outline,
    )

__version__ = "0.1.0"

__all__ = [
    "BrokenFileError",
    "CatalogError",
    "CitationGraph",
    "ConfigError",
    "DocNumber",
    "Document",
    "EmptyFileError",
    "EncryptedFileError",
    "Limits",
    "MissingFileError",
    "MissingToolError",
    "Outline",
    "Policy",
    "QcdcError",
    "ReadError",
    "Registry",
    "ReportDraft",
    "Roster",
    "Scoreboard",
    "Span",
    "TooLargeError",
    "UnknownFormatError",
    "annotate",
    "build_graph",
    "compile_report",
    "load_policy",
    "load_registry",
    "load_roster",
    "match_indicators",
    "outline_of",
    "parse",
    "parse_text",
    "read_outline",
    "resolve_across",
    "save_outline",
]

_LAZY = {
    "graph": ("CitationGraph", "build_graph"),
    "report": (
        "Outline",
        "Policy",
        "ReportDraft",
        "Roster",
        "compile_report",
        "load_policy",
        "load_roster",
        "outline_of",
        "read_outline",
        "save_outline",
    ),
}
"""Loaded when first asked for: most programs compile no report and draw no graph."""
_HOMES = {name: package for package, names in _LAZY.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f"qcdc_parse.{_HOMES[name]}"), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
