"""Where a span stands in its file, as a reader of that file would look for it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from typing import NamedTuple

from qcdc_parse.cli.inputs import Parsed
from qcdc_parse.source_map import Location
from qcdc_parse.span import Span

__all__ = ["Place", "Places"]

_LINES = ("text/plain", "text/markdown")
"""Types whose raw text is the file itself: its lines are those of an editor."""

_LINE_END = re.compile(r"\r\n?|\n")


class Place(NamedTuple):
    """Line and column of a text file, page and line on it of a PDF, or paragraph of a DOCX; all from 1."""

    page: int | None = None
    paragraph: int | None = None
    line: int | None = None
    column: int | None = None

    @property
    def words(self) -> str:
        """Say the place; nothing where it is not known.

        >>> Place(page=2, line=14).words
        'page 2, line 14'
        """
        named = (("page", self.page), ("paragraph", self.paragraph), ("line", self.line))
        return ", ".join(f"{name} {number}" for name, number in named if number is not None)

    def after(self, name: str) -> str:
        """Put the place behind the name of its file; editors and terminals follow the form with line and column.

        >>> Place(line=12, column=5).after("a.txt"), Place(paragraph=7).after("b.docx"), Place().after("c.rtf")
        ('a.txt:12:5', 'b.docx: paragraph 7', 'c.rtf')
        """
        if self.column is not None:
            return f"{name}:{self.line}:{self.column}"
        return f"{name}: {self.words}" if self.words else name


class Places:
    """Tells the places of one document."""

    def __init__(self, parsed: Parsed) -> None:
        self._document = parsed.document
        self._starts: list[int] = []
        if parsed.document.source.media_type in _LINES:
            self._starts = [0, *(m.end() for m in _LINE_END.finditer(parsed.raw))]
        anchors = parsed.document.source_map.anchors
        self._anchors = [anchor.raw for anchor in anchors]
        counted: Counter[int | None] = Counter()
        self._printed: list[int] = []
        for anchor in anchors:
            counted[anchor.page] += 1
            self._printed.append(counted[anchor.page])

    def locate(self, span: Span) -> tuple[Place, Location]:
        """Return the place of a span of ``text``, and its location."""
        location = self._document.locate(span)
        start = location.raw.start
        if self._starts:
            line = bisect_right(self._starts, start)
            return Place(line=line, column=start - self._starts[line - 1] + 1), location
        if location.page is not None:
            line = self._printed[max(bisect_right(self._anchors, start) - 1, 0)]
            return Place(page=location.page, line=line), location
        return Place(paragraph=location.paragraph), location
