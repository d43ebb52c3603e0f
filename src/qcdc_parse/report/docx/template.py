"""The template: Party form by default, or a user's own; filled by docxtpl, where it may name things and do nothing else."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from importlib import resources
from os import PathLike
from pathlib import Path
from typing import Any

from qcdc_parse.errors import BrokenFileError, MissingFileError, MissingToolError, ReadError, TooLargeError

__all__ = ["filled", "template_bytes"]

_LARGEST = 20 << 20
_LARGEST_UNPACKED = 200 << 20
_DOCTYPES = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))


def template_bytes(template: str | PathLike[str] | None) -> tuple[str, bytes]:
    """Return name and bytes of a template; of the one that comes along where none is named.

    :raises ReadError: there is none, or it is too large.
    """
    if template is None:
        return "template.docx", resources.files(__package__).joinpath("template.docx").read_bytes()
    path = Path(template)
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as error:
        raise MissingFileError(str(path), error.strerror or "cannot be read") from error
    if len(data) > _LARGEST:
        raise TooLargeError(str(path), f"a template has at most {_LARGEST >> 20} MB")
    return str(path), data


def filled(name: str, data: bytes, values: Mapping[str, str]) -> Any:
    """Return a template, filled, as a document of python-docx.

    A template may say ``{{ name }}``, ``{{ name|upper }}`` and ``{% if name %} … {% else %} … {% endif %}``; it calls nothing, loops over
    nothing and includes nothing.

    :raises MissingToolError: docxtpl is not installed.
    :raises ReadError: it is no DOCX, too large, or says something else.
    """
    try:
        import docxtpl
        from jinja2 import StrictUndefined, TemplateError
        from jinja2.sandbox import ImmutableSandboxedEnvironment
    except ImportError as error:
        raise MissingToolError(name, "needs docxtpl: pip install 'qcdc-parse[report]'") from error
    _check(name, data)
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined, extensions=[_only_names()])
    environment.globals.clear()
    environment.filters = {"upper": str.upper, "lower": str.lower}
    environment.tests.clear()
    document = docxtpl.DocxTemplate(io.BytesIO(data))
    try:
        document.render(dict(values), environment)
    except TemplateError as error:
        raise ReadError(name, f"the template cannot be filled: {error.message or 'wrong syntax'}") from error
    except Exception as error:  # python-docx and docxtpl raise what the damage makes of them
        raise BrokenFileError(name, f"no DOCX that can be used as a template ({type(error).__name__})") from error
    return document.docx


def _check(name: str, data: bytes) -> None:
    """Refuse what is no DOCX, too large, or declares entities: no Office program writes a document type into a part."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(info.file_size for info in package.infolist()) > _LARGEST_UNPACKED:
                raise TooLargeError(name, f"a template has at most {_LARGEST_UNPACKED >> 20} MB unpacked")
            parts = [package.read(part) for part in package.namelist() if part.endswith((".xml", ".rels"))]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, zlib.error) as error:
        raise BrokenFileError(name, "no DOCX") from error
    if any(mark in part for part in parts for mark in _DOCTYPES):
        raise BrokenFileError(name, "a part of it declares a document type, which no DOCX has")


def _only_names() -> type[Any]:
    """Return the extension that refuses everything but names, two filters and conditions on names."""
    from jinja2 import TemplateSyntaxError
    from jinja2.ext import Extension
    from jinja2.lexer import Token, TokenStream

    class OnlyNames(Extension):
        def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
            before = ""
            for token in stream:
                known = token.type in _TOKENS and (before != "block_begin" or token.value in _BLOCKS)
                if not known:
                    raise TemplateSyntaxError(f"“{token.value}” is not allowed in a template", token.lineno)
                before = token.type
                yield token

    return OnlyNames


_TOKENS = {"data", "variable_begin", "variable_end", "block_begin", "block_end", "name", "pipe"}
_BLOCKS = {"if", "elif", "else", "endif"}
