"""The way back from ``text`` to the source file: raw characters, pages and boxes, paragraphs."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter

from pydantic import Field

from qcdc_parse.span import Record, Span

Box = tuple[float, float, float, float]
_RAW = attrgetter("raw")


class Anchor(Record):
    """Where a stretch of the raw text, up to the next anchor, stands in its file."""

    raw: int = Field(description="Offset into the raw text where the stretch begins.", examples=[0])
    page: int | None = Field(default=None, description="Page, from 1.", examples=[2])
    box: Box | None = Field(default=None, description="Left, top, right, bottom in points from the top left corner.")
    paragraph: int | None = Field(default=None, description="Paragraph of a DOCX, from 1.", examples=[14])


class Location(Record):
    """Where a span of ``text`` stands in the source file."""

    raw: Span = Field(description="Stretch of the raw source text.")
    page: int | None = Field(default=None, description="Page of its first character, from 1.", examples=[2])
    boxes: tuple[tuple[int, Box], ...] = Field(default=(), description="Page and box of every line it touches.")
    paragraph: int | None = Field(default=None, description="Paragraph of its first character in a DOCX, from 1.")


class SourceMap(Record):
    """Offset map from ``text`` to the raw source text, in pieces of equal letters.

    Piece ``i`` of ``text`` starts at ``text_starts[i]`` and stands at ``raw[raw_starts[i]:raw_ends[i]]``.
    Both columns of starts rise.
    """

    text_starts: tuple[int, ...] = Field(description="Where each piece starts in ``text``.")
    raw_starts: tuple[int, ...] = Field(description="Where it starts in the raw text.")
    raw_ends: tuple[int, ...] = Field(description="Where it ends in the raw text.")
    anchors: tuple[Anchor, ...] = Field(default=(), description="Pages, boxes and paragraphs, by raw offset.")

    def raw_span(self, span: Span) -> Span:
        """Lead a span of ``text`` back to the raw text."""
        return Span(start=self._raw(span.start), end=self._raw_end(span.end) if len(span) else self._raw(span.start))

    def locate(self, span: Span) -> Location:
        """Lead a span of ``text`` back to the source: raw characters, page and boxes, or paragraph."""
        raw = self.raw_span(span)
        first = max(bisect_right(self.anchors, raw.start, key=lambda a: a.raw) - 1, 0)
        last = bisect_right(self.anchors, max(raw.end - 1, raw.start), key=lambda a: a.raw)
        touched = self.anchors[first:last]
        return Location(
            raw=raw,
            page=touched[0].page if touched else None,
            boxes=tuple((a.page, a.box) for a in touched if a.page is not None and a.box is not None),
            paragraph=touched[0].paragraph if touched else None,
        )

    def start_of(self, span: Span) -> tuple[int | None, int | None]:
        """Return page and paragraph that a span begins on, as :meth:`locate` does, without looking its boxes up."""
        if not self.anchors:
            return None, None
        raw = self._raw(span.start)
        at = bisect_right(self.anchors, raw, key=_RAW) - 1
        if at < 0:
            location = self.locate(span)
            return location.page, location.paragraph
        return self.anchors[at].page, self.anchors[at].paragraph

    def _raw(self, offset: int) -> int:
        piece = bisect_right(self.text_starts, offset) - 1
        if piece < 0:
            return 0
        return min(self.raw_starts[piece] + offset - self.text_starts[piece], self.raw_ends[piece])

    def _raw_end(self, end: int) -> int:
        piece = max(bisect_right(self.text_starts, end - 1) - 1, 0)
        following = self.text_starts[piece + 1] if piece + 1 < len(self.text_starts) else None
        if end == following:
            return self.raw_ends[piece]
        return min(self.raw_starts[piece] + end - self.text_starts[piece], self.raw_ends[piece])
