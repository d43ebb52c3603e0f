"""A line of text around a span, with carets under it."""

from __future__ import annotations

from rich.cells import cell_len

from qcdc_parse.span import Span

__all__ = ["excerpt"]


def excerpt(text: str, span: Span, room: int) -> tuple[str, str]:
    """Return the line a span begins in, cut around it to ``room`` cells of a terminal, and the line of carets.

    Every character that is not printable is shown as a blank, so a tab is one cell; wide and combining characters take the
    cells they take on a terminal. A span over several lines is marked up to the end of the first.

    >>> for line in excerpt("Căn cứ Nghị quyết số 76-NQ-CP ngày 15/7/2021 của Chính phủ", Span(start=7, end=29), 32):
    ...     print(line)
    … cứ Nghị quyết số 76-NQ-CP ngà…
         ^^^^^^^^^^^^^^^^^^^^^^
    """
    begin, end = _line(text, span.start, room)
    stop = min(span.end, end)
    room -= 2
    while (used := cell_len(_shown(text, span.start, stop))) > room:
        stop -= max((used - room) // 2, 1)
    left, right = _grow(text, (begin, end), (span.start, stop), room - used)
    head = "…" * (left > 0 and text[left - 1] != "\n") + _shown(text, left, span.start)
    tail = _shown(text, span.start, right) + "…" * (right < len(text) and text[right] != "\n")
    return head + tail, " " * cell_len(head) + "^" * max(used, 1)


def _line(text: str, start: int, room: int) -> tuple[int, int]:
    """Bounds of the line around an offset, no further from it than could be shown."""
    low, high = max(start - room, 0), min(start + room, len(text))
    before, after = text.rfind("\n", low, start), text.find("\n", start, high)
    return (before + 1 if before >= 0 else low), (after if after >= 0 else high)


def _grow(text: str, line: tuple[int, int], core: tuple[int, int], room: int) -> tuple[int, int]:
    """Widen a stretch to both sides alike, as far as line and room allow."""
    left, right = core
    while True:
        before = cell_len(_shown(text, left - 1, left)) if left > line[0] else room + 1
        if before <= room:
            left -= 1
            room -= before
        after = cell_len(_shown(text, right, right + 1)) if right < line[1] else room + 1
        if after <= room:
            right += 1
            room -= after
        elif before > room:
            return left, right


def _shown(text: str, start: int, end: int) -> str:
    return "".join(c if c.isprintable() else " " for c in text[start:end])
