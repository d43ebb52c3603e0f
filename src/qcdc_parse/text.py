"""What the stages hand to each other: read text and clean text, as frozen values.

``SourceText`` is what a reader found in a file; ``CleanText`` is the canonical text with its lines and the
way back. One line of clean text is one paragraph, heading, bullet or table row of the document.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from qcdc_parse.model import Furniture, Note, Source
from qcdc_parse.source_map import Anchor, SourceMap

PAGE_BREAK = "\f"
"""Stands between the pages of a ``SourceText``."""

CELL_BREAK = "\t"
"""Stands between the cells of a table row and between the columns of a letterhead."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """Raw text of a source, as read.

    ``wrapped`` says whether line ends are those of a printed page (PDF: True), of paragraphs (DOCX: False),
    or unknown (plain text: None). ``notes`` carry no spans: they speak of the file.
    """

    source: Source
    text: str
    wrapped: bool | None = None
    markdown: bool | None = None
    anchors: tuple[Anchor, ...] = ()
    notes: tuple[Note, ...] = ()


class Line(NamedTuple):
    """One line of clean text: ``text[start:end]``, with what its source showed of it."""

    start: int
    end: int
    text: str
    indent: int = 0
    bold: bool = False
    table: bool = False


@dataclass(frozen=True, slots=True)
class CleanText:
    r"""Canonical text: ``text`` is ``"\n".join(line.text for line in lines)``."""

    text: str
    lines: tuple[Line, ...]
    furniture: tuple[Furniture, ...]
    source_map: SourceMap
    notes: tuple[Note, ...]
