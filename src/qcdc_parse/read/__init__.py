"""Reading: from a file or its bytes to text. What the bytes are decides, not the name."""

from __future__ import annotations

from os import PathLike, fspath
from pathlib import Path

import regex

from qcdc_parse.errors import EmptyFileError, MissingFileError, TooLargeError
from qcdc_parse.read.formats import format_of
from qcdc_parse.read.limits import DEFAULT, Limits
from qcdc_parse.read.text import read_text
from qcdc_parse.text import SourceText

__all__ = ["Limits", "read"]

_VISIBLE = regex.compile(r"[^\s\p{C}]")


def read(source: str | PathLike[str] | bytes, *, name: str | None = None, limits: Limits = DEFAULT) -> SourceText:
    """Read a path, or the bytes of a file.

    :raises ReadError: one of its kinds; the message names the source and the cause.
    """
    if isinstance(source, bytes):
        data, called = source, name or "<bytes>"
    else:
        called = name or Path(source).name
        data = _load(source, limits)
    if len(data) > limits.bytes:
        raise TooLargeError(called, f"{len(data):,} bytes, more than the bound of {limits.bytes:,}")
    read_text_of = _read(data, called, limits)
    if not _VISIBLE.search(read_text_of.text):
        raise EmptyFileError(called, "no text in it")
    return read_text_of


def _load(path: str | PathLike[str], limits: Limits) -> bytes:
    where = fspath(path)
    try:
        with Path(path).open("rb") as file:
            return file.read(limits.bytes + 1)
    except FileNotFoundError:
        raise MissingFileError(where, "no such file") from None
    except IsADirectoryError:
        raise MissingFileError(where, "is a directory") from None
    except PermissionError:
        raise MissingFileError(where, "may not be opened (permission denied)") from None
    except (OSError, ValueError) as error:
        raise MissingFileError(where, f"cannot be opened ({error})") from error


def _read(data: bytes, name: str, limits: Limits) -> SourceText:
    match format_of(data, name, limits):
        case "pdf":
            from qcdc_parse.read.pdf import read_pdf

            return read_pdf(data, name, limits)
        case "docx":
            from qcdc_parse.read.docx import read_docx

            return read_docx(data, name, limits)
        case "doc":
            from qcdc_parse.read.office import read_doc

            return read_doc(data, name, limits)
        case "rtf":
            from qcdc_parse.read.office import read_rtf

            return read_rtf(data, name, limits)
        case "odt":
            from qcdc_parse.read.office import read_odt

            return read_odt(data, name, limits)
        case "flat-odf":
            from qcdc_parse.read.office import read_flat_odf

            return read_flat_odf(data, name, limits)
        case "html":
            from qcdc_parse.read.html import read_html

            return read_html(data, name, limits)
        case "picture":
            from qcdc_parse.read.images import read_images

            return read_images(data, name, limits)
        case "text":
            return read_text(data, name)
