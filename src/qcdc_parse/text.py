"""What the stages hand to each other: read text and clean text, as frozen values.

``SourceText`` is what a reader found in a file; ``CleanText`` is the canonical text with its lines and the
way back. One line of clean text is one paragraph, heading, bullet or table row of the document.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from qcdc_parse.model import Furniture, Note, Source
from qcdc_parse.source_map import Anchor, SourceMap

PAGE_BREAK = "\f"
"""Stands between the pages of a ``SourceText``."""

CELL_BREAK = "\t"
"""Stands between the cells of a table row and between the columns of a letterhead."""


Place = Literal["body", "footnote", "page_number", "running_head", "boilerplate", "debris"]


class Look(NamedTuple):
    """What a source showed of one of its lines beside the letters: evidence, never a decision.

    ``size`` is the size of its letters in points, ``level`` the outline level of its style (1 the highest). ``place`` is
    where it stood: what stands outside the body is no part of a sentence that goes on over it.
    """

    bold: bool = False
    italic: bool = False
    underline: bool = False
    size: float | None = None
    level: int | None = None
    place: Place = "body"


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class SourceText:
    """Raw text of a source, as read.

    ``wrapped`` says whether line ends are those of a printed page (PDF: True), of paragraphs (DOCX: False),
    or unknown (plain text: None). ``anchors`` begin where lines begin, and ``looks``, if a reader knows any, tell of the
    same lines, one for each anchor. Lines of footnotes stand behind the whole body, each note beginning with its mark;
    ``marks`` are the stretches of ``text`` that are marks of footnotes inside the body. ``notes`` carry no spans: they
    speak of the file.
    """

    source: Source
    text: str
    wrapped: bool | None = None
    markdown: bool | None = None
    anchors: tuple[Anchor, ...] = ()
    looks: tuple[Look, ...] = ()
    marks: tuple[tuple[int, int], ...] = ()
    notes: tuple[Note, ...] = ()


class Line(NamedTuple):
    """One line of clean text: ``text[start:end]``, with what its source showed of it."""

    start: int
    end: int
    text: str
    indent: int = 0
    look: Look = PLAIN
    table: bool = False

    @property
    def bold(self) -> bool:
        """Tell whether all of the line is bold."""
        return self.look.bold


@dataclass(frozen=True, slots=True)
class CleanText:
    r"""Canonical text: ``text`` is ``"\n".join(line.text for line in lines)``."""

    text: str
    lines: tuple[Line, ...]
    furniture: tuple[Furniture, ...]
    source_map: SourceMap
    notes: tuple[Note, ...]
