"""Which lines of a whole text are in a legacy encoding: sure ones by themselves, short ones with their neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from qcdc_parse.legacy.detect import ENOUGH_BESIDE_UNICODE, Evidence, weigh, weigh_as
from qcdc_parse.legacy.fonts import Legacy
from qcdc_parse.legacy.lines import LINE, Edit, edits_of
from qcdc_parse.legacy.tables import TCVN3, VNI
from qcdc_parse.legacy.words import WORD, is_unicode, reading

_OWN = set("ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝÐàáâãèéêìíòóôõùúýð")
_SIGNS = {c for c in {*TCVN3, *"".join(VNI)} - _OWN if not c.isascii() and c != "\u00ad"}
SUSPECT = re.escape("".join(sorted(_SIGNS)))
"""Letters of legacy encodings that Vietnamese does not use, as they stand in the brackets of a pattern."""
_SUSPECT = re.compile(f"[{SUSPECT}]")
NEAR = 12
"""A line lends evidence to lines at most this far from it."""


class Stretch(NamedTuple):
    """Neighbouring lines of the raw text that were decoded: ``text[start:end]``."""

    start: int
    end: int
    legacy: Legacy


class Decoded(NamedTuple):
    """What to write where, in order, and the stretches it was done in."""

    edits: list[Edit]
    stretches: list[Stretch]


class _Piece(NamedTuple):
    """A line, or a part of one between Unicode words, with what it says; None where it says nothing."""

    start: int
    text: str
    found: Evidence | None
    sure: bool


def decoded_edits(text: str) -> Decoded:
    r"""Find the lines of a text that are in a legacy encoding, and what to write in them.

    A line that says too little by itself goes with its neighbours.

    >>> decoded_edits("Hà Nội\nTæng sè\nCéng hoµ x· héi").stretches
    [Stretch(start=7, end=30, legacy='tcvn3')]
    """
    edits: list[Edit] = []
    stretches: list[Stretch] = []
    if not _suspicious(text):
        return Decoded(edits, stretches)
    pieces = [piece for m in LINE.finditer(text) for piece in _pieces(m.start(), m[0])]
    joined = False
    for piece, found in zip(pieces, _choose(pieces), strict=True):
        if found is None:
            joined = joined and piece.text.isascii()
            continue
        end = piece.start + len(piece.text)
        made = edits_of(piece.text, found.legacy, mangled=found.mangled)
        edits += [(a + piece.start, b + piece.start, new) for a, b, new in made]
        if joined and stretches[-1].legacy == found.legacy:
            stretches[-1] = stretches[-1]._replace(end=end)
        else:
            stretches.append(Stretch(piece.start, end, found.legacy))
        joined = True
    return Decoded(edits, stretches)


def _suspicious(text: str) -> bool:
    """Tell whether some line is surely in a legacy encoding, looking only where letters stand that Vietnamese does not use."""
    if text.isascii():
        return False
    at = 0
    while m := _SUSPECT.search(text, at):
        at = m.end()
        if not any(c.isascii() and c.isalpha() for c in text[max(m.start() - 1, 0) : at + 1]):
            continue
        start = text.rfind("\n", 0, at) + 1
        end = text.find("\n", at)
        at = end if end >= 0 else len(text)
        if any(piece.sure for line in LINE.finditer(text, start, at) for piece in _pieces(line.start(), line[0])):
            return True
    return False


def _pieces(start: int, line: str) -> Iterator[_Piece]:
    """A line as a whole; where Unicode words stand in it, the parts between them that are surely in an encoding."""
    found = weigh(line)
    sure = found is not None and found.sure
    if found is None or sure or not found.unicode or found.risen < 2:
        yield _Piece(start, line, found, sure)
        return
    done = 0
    for begin, end in _gaps(line, found.legacy):
        part = weigh(line[begin:end])
        if part is not None and part.sure and part.risen > 1 and part.strength >= ENOUGH_BESIDE_UNICODE:
            yield _Piece(start + done, line[done:begin], None, sure=False)
            yield _Piece(start + begin, line[begin:end], part, sure=True)
            done = end
    yield _Piece(start + done, line[done:], weigh(line[done:]), sure=False)


def _gaps(line: str, legacy: Legacy) -> Iterator[tuple[int, int]]:
    """Stretches between Unicode words, each from the first to the last word that turns into a syllable."""
    first = last = None
    for m in WORD.finditer(line):
        if is_unicode(m[0]):
            if first is not None and last is not None:
                yield first, last
            first = last = None
        elif reading(m[0], legacy).risen:
            first = m.start() if first is None else first
            last = m.end()
    if first is not None and last is not None:
        yield first, last


def _choose(pieces: list[_Piece]) -> list[Evidence | None]:
    """Decide line by line: sure ones are; the others follow sure neighbours where nothing in them speaks against it."""
    before = _nearest(pieces, range(len(pieces)))
    after = _nearest(pieces, range(len(pieces) - 1, -1, -1))
    out: list[Evidence | None] = []
    for piece, left, right in zip(pieces, before, after, strict=True):
        if piece.sure or piece.found is None:
            out.append(piece.found if piece.sure else None)
            continue
        out.append(None)
        for neighbour in (left, right):
            if isinstance(neighbour, Evidence):
                own = weigh_as(piece.text, neighbour.legacy, mangled=neighbour.mangled)
                agreed = all(n is None or (isinstance(n, Evidence) and n.legacy == neighbour.legacy) for n in (left, right))
                if own.good and (own.risen or (own.open and agreed)):
                    out[-1] = own
                    break
    return out


def _nearest(pieces: list[_Piece], order: range) -> list[Evidence | bool | None]:
    """For each piece the nearest one before it in an order that tells: its evidence, False where it is Unicode, None."""
    out: list[Evidence | bool | None] = [None] * len(pieces)
    told: Evidence | bool | None = None
    at = 0
    for i in order:
        if told is not None and abs(i - at) <= NEAR:
            out[i] = told
        piece = pieces[i]
        if piece.sure:
            told, at = piece.found, i
        elif not piece.text.isascii() and (piece.found is None or piece.found.unicode > piece.found.risen):
            told, at = False, i
    return out
