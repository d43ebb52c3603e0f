"""Edits of a text with the way back: which stretch of the raw text every letter came from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise, zip_longest

Edit = tuple[int, int, str]
"""Start and end of a stretch, and what to write for it."""

Piece = tuple[int, int, int]
"""A piece ``(start, raw_start, raw_end)`` begins at ``start`` of the text and stands at ``raw[raw_start:raw_end]``.

It holds as many letters as its raw stretch, or is one letter made of several raw ones.
"""


@dataclass(frozen=True, slots=True)
class Edited:
    """An edited text; ``pieces`` follow each other without a gap and are empty where offsets did not move."""

    text: str
    pieces: tuple[Piece, ...] = ()


def apply(text: str, edits: list[Edit]) -> Edited:
    """Carry out edits, given in order; one that begins inside another is left out.

    >>> apply("Đề án 061", [(8, 9, "")])
    Edited(text='Đề án 06', pieces=((0, 0, 8),))
    """
    out: list[str] = []
    pieces: list[Piece] = []
    at = done = 0
    for start, end, new in edits:
        if start < done:
            continue
        if start > done:
            out.append(text[done:start])
            pieces.append((at, done, start))
            at += start - done
        if new:
            out.append(new)
            pieces.append((at, start, end))
            at += len(new)
        done = end
    if done < len(text):
        out.append(text[done:])
        pieces.append((at, done, len(text)))
    return Edited("".join(out), tuple(pieces))


class Back:
    """Offsets of an edited text led back to the raw one."""

    def __init__(self, edited: Edited) -> None:
        self.pieces = edited.pieces
        self.heads = [p[0] for p in edited.pieces]
        self.ends = [*self.heads[1:], len(edited.text)]

    def _index(self, offset: int) -> int:
        return max(bisect_right(self.heads, offset) - 1, 0)

    def start(self, offset: int) -> int:
        """Where the letter that begins at an offset begins in the raw text."""
        at, raw, raw_end = self.pieces[self._index(offset)]
        return min(raw + offset - at, raw_end)

    def end(self, offset: int) -> int:
        """Where the letter that ends at an offset ends in the raw text."""
        index = self._index(offset - 1)
        at, raw, raw_end = self.pieces[index]
        return raw_end if offset >= self.ends[index] else min(raw + offset - at, raw_end)


def compose(first: Edited, second: Edited) -> Edited:
    """Lead the pieces of a text that was edited twice back to the text before the first edit."""
    if not first.pieces or not second.pieces:
        return Edited(second.text, second.pieces or first.pieces)
    starts = [p[0] for p in second.pieces]
    lengths = [end - start for start, end in pairwise([*starts, len(second.text)])]
    columns = lead_back(starts, [p[1] for p in second.pieces], [p[2] for p in second.pieces], Back(first), lengths)
    return Edited(second.text, tuple(zip(*columns, strict=True)))


Columns = tuple[list[int], list[int], list[int]]


def lead_back(text_starts: list[int], starts: list[int], ends: list[int], back: Back, lengths: Iterable[int] = ()) -> Columns:
    """Lead pieces that point into an edited text on into the raw text, splitting them where that moved.

    Pieces are as long as what they point to; where ``lengths`` says otherwise a piece is one letter, which is not split. Behind a letter made of several raw ones that ends a piece stands an empty piece, so that its end is known.
    """
    out: Columns = ([], [], [])
    index = 0
    for at, start, end, length in zip_longest(text_starts, starts, ends, lengths):
        if length is not None and length != end - start:
            _append(out, at, back.start(start), back.end(end))
            continue
        done = start
        while done < end:
            while back.ends[index] <= done:
                index += 1
            head, raw, raw_end = back.pieces[index]
            stop = min(end, back.ends[index])
            raw_start = min(raw + done - head, raw_end)
            raw_stop = raw_end if stop == back.ends[index] else min(raw + stop - head, raw_end)
            _append(out, at + done - start, raw_start, raw_stop)
            if raw_stop - raw_start != stop - done and stop == end:
                _append(out, at + end - start, raw_stop, raw_stop)
            done = stop
            last = bisect_left(back.heads, end, index) - 1
            if last > index + 1:
                # Pieces that lie inside as a whole, as most do in decomposed texts, are taken together.
                inside = back.pieces[index + 1 : last]
                out[0].extend([head + at - start for head, _, _ in inside])
                out[1].extend([raw for _, raw, _ in inside])
                out[2].extend([raw_end for _, _, raw_end in inside])
                done, index = back.heads[last], last
    return out


def _append(out: Columns, at: int, raw_start: int, raw_end: int) -> None:
    """Add a piece; an empty one at the same place gives way to it."""
    text_starts, raw_starts, raw_ends = out
    if text_starts and text_starts[-1] == at:
        text_starts.pop()
        raw_starts.pop()
        raw_ends.pop()
    text_starts.append(at)
    raw_starts.append(raw_start)
    raw_ends.append(raw_end)
