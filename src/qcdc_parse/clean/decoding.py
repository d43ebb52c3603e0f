"""Lines in letters of the time before Unicode are decoded first of all; a note tells of each stretch of them."""

from __future__ import annotations

from bisect import bisect_right

from qcdc_parse.clean.edits import Back, Edited, apply
from qcdc_parse.legacy import Legacy, Stretch, decoded_edits
from qcdc_parse.model import Note
from qcdc_parse.source_map import SourceMap
from qcdc_parse.span import Span

_NAMES: dict[Legacy, str] = {"tcvn3": "TCVN3 (ABC)", "tcvn3-capitals": "TCVN3 (ABC)", "vni": "VNI-Windows"}


def decode_lines(unmarked: Edited) -> tuple[Edited, list[Stretch]]:
    """Decode the legacy lines of a text; the stretches are of the raw text that it was made from.

    >>> decode_lines(Edited("Céng hoµ x· héi"))[0].text
    'Cộng hoà xã hội'
    """
    found = decoded_edits(unmarked.text)
    if not found.edits:
        return Edited(unmarked.text), []
    stretches = found.stretches
    if unmarked.pieces:
        back = Back(unmarked)
        stretches = [Stretch(back.start(s.start), back.end(s.end), s.legacy) for s in stretches]
    return apply(unmarked.text, found.edits), stretches


def tell_of(stretches: list[Stretch], source_map: SourceMap, length: int) -> list[Note]:
    """One note for every stretch of decoded lines, with its place in the canonical text of that length."""
    out = []
    for start, end, legacy in stretches:
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
