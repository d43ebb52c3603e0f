"""Entries: the places of an outline that become slots, each with its own words and tables, before these are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from qcdc_parse.model import Block, BlockKind, Document, Section, SectionStyle
from qcdc_parse.report.outline.place import Place
from qcdc_parse.report.outline.wording import holds, is_form_title

__all__ = ["Entry", "Piece", "entries_of"]


class Piece(NamedTuple):
    """A paragraph, bullet or table: ``text[start:end]``, the mark of the bullet left out."""

    kind: BlockKind
    marker: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One slot to be: ``head`` is where its heading stands, or the sentence that asks."""

    id: str
    parent: str | None
    label: str
    style: SectionStyle
    appendix: bool
    head: tuple[int, int] | None
    pieces: tuple[Piece, ...]
    span: tuple[int, int]


def entries_of(document: Document, place: Place) -> list[Entry]:
    """Return the entries of an outline in reading order, with ids that are unique."""
    found: list[Entry] = []
    for section in place.sections:
        found += _of_section(document, place, section, None, appendix=False)
    loose = [_piece(document.text, b) for b in place.loose]
    found += _forms(document.text, loose)
    if not found:
        found += _bullets(loose)
    found.sort(key=lambda entry: entry.span[0])
    return _unique(found)


def _of_section(document: Document, place: Place, section: Section, parent: str | None, *, appendix: bool) -> Iterator[Entry]:
    text = document.text
    line = text.find("\n", section.label_span.end)
    if not place.own and holds("sending").search(text, section.label_span.end, line if line >= 0 else len(text)):
        return
    own = section.id.removeprefix(f"{section.part}:") if section.part else section.id
    blocks = section.blocks
    head = (section.heading_span.start, section.heading_span.end) if section.heading_span else None
    if head is None and blocks and blocks[0].kind == "paragraph" and not text[section.label_span.end : blocks[0].span.start].strip():
        head = (blocks[0].span.start, blocks[0].span.end)
        blocks = blocks[1:]
    appendix = appendix or section.style == "appendix"
    pieces = tuple(_piece(text, b) for b in blocks)
    yield Entry(own, parent, section.label, section.style, appendix, head, pieces, (section.span.start, section.span.end))
    for child in section.children:
        yield from _of_section(document, place, child, own, appendix=appendix)


def _piece(text: str, block: Block) -> Piece:
    start = block.span.start + len(block.marker or "")
    while start < block.span.end and text[start] == " ":
        start += 1
    return Piece(block.kind, block.marker, start, block.span.end)


def _forms(text: str, loose: Iterable[Piece]) -> Iterator[Entry]:
    """Yield the forms among what stands in no section: a line `BIỂU MẪU 01` and what is below it, or a table alone."""
    label: str | None = None
    head: tuple[int, int] | None = None
    first = 0
    pieces: list[Piece] = []
    for piece in loose:
        line = text[piece.start : piece.end]
        named = is_form_title(line) if piece.kind == "paragraph" else None
        if named is not None:
            yield from _form(label, head, first, pieces)
            label, title = named
            head, first, pieces = ((piece.end - len(title), piece.end) if title else None), piece.start, []
        elif label and head is None and not pieces and piece.kind == "paragraph" and line.isupper():
            head = piece.start, piece.end
        elif label is not None or piece.kind == "table":
            label, first = label or "", first if pieces or label else piece.start
            pieces.append(piece)
    yield from _form(label, head, first, pieces)


def _form(label: str | None, head: tuple[int, int] | None, first: int, pieces: list[Piece]) -> Iterator[Entry]:
    if label is not None:
        end = pieces[-1].end if pieces else head[1] if head else first
        yield Entry(label or "0", None, label, "appendix" if label else "unnumbered", True, head, tuple(pieces), (first, max(first, end)))


def _bullets(loose: list[Piece]) -> Iterator[Entry]:
    """Yield a place for each bullet of the highest mark, where an outline numbers nothing."""
    first = next((piece.marker for piece in loose if piece.kind == "bullet"), None)
    starts = [index for index, piece in enumerate(loose) if piece.kind == "bullet" and piece.marker == first]
    for count, (at, stop) in enumerate(pairwise((*starts, len(loose))), 1):
        piece, below = loose[at], tuple(loose[at + 1 : stop])
        head = piece.start, piece.end
        yield Entry(str(count), None, first or "-", "unnumbered", False, head, below, (piece.start, (below or (piece,))[-1].end))


def _unique(entries: Iterable[Entry]) -> list[Entry]:
    """Give each entry an id of its own, as sections get theirs; what stands below one that is renamed goes along."""
    taken: set[str] = set()
    renamed: dict[str, str] = {}
    out: list[Entry] = []
    for entry in entries:
        parent = entry.parent
        wanted = entry.id
        if parent in renamed and wanted.startswith(f"{parent}/"):
            wanted = f"{renamed[parent]}{wanted[len(parent) :]}"
        new, number = wanted, 1
        while new in taken:
            number += 1
            new = f"{wanted}~{number}"
        taken.add(new)
        renamed[entry.id] = new
        out.append(replace(entry, id=new, parent=renamed.get(parent, parent) if parent is not None else None))
    return out
