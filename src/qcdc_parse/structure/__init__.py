"""Structure: parts of a file, their headers and footers, their trees of sections."""

from __future__ import annotations

from dataclasses import dataclass

from qcdc_parse.model import Attachment, AttachmentRole, Header, LooseBlock, Note, Region, Section
from qcdc_parse.span import Span, made
from qcdc_parse.structure.footnotes import place_footnotes, split_footnotes
from qcdc_parse.structure.header import read_header
from qcdc_parse.structure.mending import mend_labels
from qcdc_parse.structure.parts import Part, attached, split_parts
from qcdc_parse.structure.sections import build_sections
from qcdc_parse.text import CleanText, Line

__all__ = ["Structure", "build_structure"]

_OUTLINES = frozenset(("Đề cương báo cáo", "Đề cương"))
_REGULATIONS = frozenset(("Quy chế", "Quy định", "Điều lệ", "Nội quy"))


@dataclass(frozen=True, slots=True)
class Structure:
    """What the structure stage found; ``text`` is the canonical text with misread labels mended, of the same length."""

    text: str
    header: Header
    attachments: tuple[Attachment, ...]
    sections: tuple[Section, ...]
    blocks: tuple[LooseBlock, ...]
    regions: tuple[Region, ...]
    notes: tuple[Note, ...]


def build_structure(clean: CleanText) -> Structure:
    """Find parts, headers, footers and sections of a clean text."""
    lines, footnotes = split_footnotes(clean.lines)
    headers: list[Header] = []
    attachments: list[Attachment] = []
    sections: list[Section] = []
    blocks: list[LooseBlock] = []
    regions: list[Region] = []
    notes: list[Note] = []
    for number, part in enumerate(split_parts(lines)):
        header = read_header(lines, part, clean.text)
        headers.append(header)
        if number:
            role = _role(lines, part, header)
            span = Span(start=lines[part.first].start, end=lines[part.last - 1].end)
            attachments.append(Attachment(part=number, role=role, span=span, header=header))
        body = build_sections(lines, part, number, f"{number}:" if number else "")
        sections += body.sections
        blocks += body.blocks
        notes += body.notes
        regions += _regions(lines, part, number)
    blocks += place_footnotes(footnotes, clean.furniture, sections, attachments)
    text = mend_labels(clean.text, sections)
    return Structure(text, headers[0], tuple(attachments), tuple(sections), tuple(blocks), tuple(regions), tuple(notes))


def _role(lines: tuple[Line, ...], part: Part, header: Header) -> AttachmentRole:
    """What an attachment is to the main document; one with a number of its own stands for itself."""
    if header.doc_type in _OUTLINES:
        return "outline"
    sent = part.typed is not None and attached(lines, part.typed)
    if header.doc_type in _REGULATIONS and (sent or header.key is None):
        return "regulation"
    return "appendix" if sent else "document"


def _regions(lines: tuple[Line, ...], part: Part, number: int) -> list[Region]:
    out = []
    if part.body > part.first:
        span = Span(start=lines[part.first].start, end=lines[part.body - 1].end)
        out.append(made(Region, kind="header", part=number, span=span))
    if part.resumed > part.footer:
        span = Span(start=lines[part.footer].start, end=lines[part.resumed - 1].end)
        out.append(made(Region, kind="footer", part=number, span=span))
    return out
