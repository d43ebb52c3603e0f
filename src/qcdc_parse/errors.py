"""Errors of the library, all under one root.

    QcdcError
    ├── ReadError              a file could not be turned into text (``.source`` names it, ``.cause`` says why)
    │   ├── MissingFileError   no such file, a directory, or no permission
    │   ├── EmptyFileError     nothing in it: zero bytes, or no text at all
    │   ├── UnknownFormatError bytes of a format that is not read
    │   ├── EncryptedFileError a password is needed
    │   ├── MissingToolError   a program that this format needs is not installed
    │   ├── BrokenFileError    truncated or damaged
    │   └── TooLargeError      beyond a bound of ``Limits``
    ├── ConfigError            a file that people write for the library (outline, roster, policy) breaks its rules
    └── CatalogError           a vocabulary file breaks its own rules

A document that *was* read never raises: doubts about its content are ``Note`` records in the result.
"""

from __future__ import annotations


class QcdcError(Exception):
    """Root of every error the library raises on purpose."""


class ReadError(QcdcError):
    """A source could not be read. The message is one line: source, then cause.

    >>> str(ReadError("a.pdf", "needs a password"))
    'a.pdf: needs a password'
    """

    def __init__(self, source: str, cause: str) -> None:
        super().__init__(" ".join(f"{source}: {cause}".split()))
        self.source = source
        self.cause = cause


class MissingFileError(ReadError):
    """There is no such file, or it may not be opened."""


class EmptyFileError(ReadError):
    """The source holds no text."""


class UnknownFormatError(ReadError):
    """The bytes are of no format that the library reads."""


class EncryptedFileError(ReadError):
    """The source needs a password."""


class MissingToolError(ReadError):
    """The format is read or written through a program or library (LibreOffice, Tesseract, XlsxWriter) that is not installed."""


class BrokenFileError(ReadError):
    """The source is truncated or damaged."""


class TooLargeError(ReadError):
    """The source is beyond a bound of :class:`qcdc_parse.read.Limits`."""


class ConfigError(QcdcError):
    """An outline, a roster or a policy that people wrote breaks a rule. One line says where and what; ``excerpt`` shows the place.

    >>> str(ConfigError("units.csv", "a unit without a name", line=7))
    'units.csv:7: a unit without a name'
    """

    def __init__(self, source: str, cause: str, *, line: int | None = None, column: int | None = None, excerpt: str | None = None) -> None:
        place = "".join(f":{number}" for number in (line, column) if number is not None)
        super().__init__(" ".join(f"{source}{place}: {cause}".split()))
        self.source = source
        self.cause = cause
        self.line = line
        self.column = column
        self.excerpt = excerpt


class CatalogError(QcdcError):
    """A vocabulary file is wrong; the message names file and entry."""
