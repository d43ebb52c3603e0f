"""Bounds on untrusted input, each with a default that no honest document reaches."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of reading. ``bytes`` of the file, ``pages`` of a PDF, ``unpacked`` bytes of a DOCX, ``rules`` on a page.

    A page with more ``rules`` (drawn paths) than this is a drawing: no tables are looked for on it.

    >>> Limits().pages
    5000
    """

    bytes: int = 256 * 1024 * 1024
    pages: int = 5000
    unpacked: int = 512 * 1024 * 1024
    rules: int = 4000


DEFAULT = Limits()
