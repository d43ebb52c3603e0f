"""Bounds on untrusted input, each with a default that no honest document reaches."""

from __future__ import annotations

import time
from dataclasses import dataclass

from qcdc_parse.errors import TooLargeError


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of reading.

    ``bytes`` of the file, ``unpacked`` bytes of a file packed inside (DOCX, ODT), ``pages`` of a PDF, ``objects`` drawn on
    one page, ``depth`` of elements inside each other (DOCX, HTML), ``elements`` of one XML part (DOCX), ``pixels`` of a page or picture that is read by OCR,
    ``seconds`` for the whole of reading. A page with more ``rules`` (drawn paths) than this is a drawing: no tables are
    looked for on it.

    >>> Limits().pages
    5000
    """

    bytes: int = 256 * 1024 * 1024
    unpacked: int = 512 * 1024 * 1024
    pages: int = 5000
    objects: int = 1_000_000
    rules: int = 4000
    depth: int = 200
    elements: int = 5_000_000
    pixels: int = 60_000_000
    seconds: float = 600.0


DEFAULT = Limits()


class Clock:
    """Measures the ``seconds`` of a reading; readers ask it between pages, paragraphs and programs they call."""

    def __init__(self, name: str, limits: Limits) -> None:
        self._name = name
        self._seconds = limits.seconds
        self._end = time.monotonic() + limits.seconds

    def left(self) -> float:
        """Seconds that are left, more than none.

        :raises TooLargeError: the time is up.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise TooLargeError(self._name, f"takes more than the bound of {self._seconds:g} seconds to read")
        return left
