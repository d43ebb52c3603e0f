"""Lines in letters of the time before Unicode and letters read in a wrong encoding, are put right first of all.

A note tells of each stretch of them.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from qcdc_parse.clean.edits import Back, Edited, apply, compose
from qcdc_parse.clean.mojibake import mojibake_edits
from qcdc_parse.legacy import Legacy, Stretch, decoded_edits
from qcdc_parse.model import Note
from qcdc_parse.source_map import SourceMap
from qcdc_parse.span import Span

_NAMES: dict[Legacy, str] = {"tcvn3": "TCVN3 (ABC)", "tcvn3-capitals": "TCVN3 (ABC)", "vni": "VNI-Windows"}


class Decoded(NamedTuple):
    """A decoded text with the way back to the raw one; its stretches are those of the raw text; letters of mojibake mended."""

    edited: Edited
    stretches: list[Stretch]
    mended: int


def decode_lines(unmarked: Edited) -> Decoded:
    """Mend mojibake, then decode the lines that are in a legacy encoding.

    >>> decode_lines(Edited("Céng hoµ x· héi")).edited.text
    'Cộng hoà xã hội'
    """
    wrong = mojibake_edits(unmarked.text)
    mended = compose(unmarked, apply(unmarked.text, wrong)) if wrong else unmarked
    found = decoded_edits(mended.text)
    if not found.edits:
        return Decoded(mended, [], len(wrong))
    stretches = found.stretches
    if mended.pieces:
        back = Back(mended)
        stretches = [Stretch(back.start(s.start), back.end(s.end), s.legacy) for s in stretches]
    return Decoded(compose(mended, apply(mended.text, found.edits)), stretches, len(wrong))


def tell_of(decoded: Decoded, source_map: SourceMap, length: int) -> list[Note]:
    """One note for every stretch of decoded lines, with its place in the canonical text of that length, and one of mojibake."""
    out = []
    if decoded.mended:
        message = f"{decoded.mended} letters of UTF-8 read in another encoding (such as áº¿ for ế) were mended"
        out.append(Note(code="mojibake-mended", severity="info", span=None, message=message))
    for start, end, legacy in decoded.stretches:
        first = _offset(source_map, start, length)
        span = Span(start=first, end=max(first, _offset(source_map, end, length)))
        message = f"written in {_NAMES[legacy]}, decoded to Unicode"
        out.append(Note(code="legacy-encoding", severity="info", span=span if len(span) else None, message=message))
    return out


def _offset(source_map: SourceMap, raw: int, length: int) -> int:
    """Where in the text a raw offset came to stand; where it was taken out, what stands before it ends."""
    piece = bisect_right(source_map.raw_starts, raw) - 1
    if piece < 0:
        return 0
    at, start = source_map.text_starts[piece], source_map.raw_starts[piece]
    end = source_map.text_starts[piece + 1] if piece + 1 < len(source_map.text_starts) else length
    return min(at + raw - start, end) if raw < source_map.raw_ends[piece] else end
