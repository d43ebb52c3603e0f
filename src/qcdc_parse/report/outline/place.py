"""Where an outline stands in a document: a part of its own, an appendix of a plan, or the numbered points of a letter."""

from __future__ import annotations

from dataclasses import dataclass

from qcdc_parse.model import Document, Header, LooseBlock, Note, Section
from qcdc_parse.report.outline.wording import begins, holds, is_form_title
from qcdc_parse.span import made

__all__ = ["Place", "find_place"]

_LETTERS = ("Công văn", "Kế hoạch", "Hướng dẫn", "Thông báo", "Công điện", "Thông tri", "Chỉ thị", "Quyết định")


@dataclass(frozen=True, slots=True)
class Place:
    """The sections and loose blocks of an outline, with the header that names it.

    ``part`` is its part of the document; ``above`` the appendix that it stands in; ``own`` tells an outline from a letter that lists
    itself what to report.
    """

    part: int
    header: Header
    sections: tuple[Section, ...]
    loose: tuple[LooseBlock, ...]
    above: Section | None = None
    own: bool = True
    notes: tuple[Note, ...] = ()


def find_place(document: Document) -> Place:
    """Find the outline of a document; where nothing says that there is one, its whole body, with a note."""
    named = [a for a in document.attachments if a.role == "outline"]
    if named:
        first = named[0]
        notes: tuple[Note, ...] = ()
        if len(named) > 1:
            notes = (_note("outline-several", f"tệp có {len(named)} đề cương; lấy đề cương đầu tiên"),)
        others = {a.part for a in named[1:]}
        later = [a.part for a in document.attachments if a.part > first.part and (a.role == "appendix" or _names_form(a.header))]
        parts = (first.part, *(p for p in later if p not in others and not any(first.part < o < p for o in others)))
        return _of_parts(document, parts, first.header, notes)
    if _names_outline(document.header) or _opens_with_form(document):
        after = tuple(a.part for a in document.attachments if a.role == "appendix" or _names_form(a.header))
        return _of_parts(document, (0, *after), document.header)
    appendix = next((s for s in document.sections if s.style == "appendix" and _heads_outline(document, s)), None)
    if appendix is not None:
        return _in_appendix(document, appendix)
    titled = next((a for a in document.attachments if _names_outline(a.header)), None)
    if titled is not None:
        return _of_parts(document, (titled.part,), titled.header)
    return _in_letter(document)


def _names_outline(header: Header) -> bool:
    named = f"{header.doc_type or ''} {header.title or ''}"
    return _names_form(header) or holds("title").search(named) is not None


def _names_form(header: Header) -> bool:
    return (header.doc_type or "").startswith(("Đề cương", "Biểu", "Mẫu", "Phiếu", "Phụ lục"))


def _opens_with_form(document: Document) -> bool:
    """Tell a form by the first line of the file: `Mẫu số 01`, `ĐỀ CƯƠNG …`, `BIỂU MẪU 2`."""
    lines = (line.strip() for line in document.text[:600].split("\n")[:3])
    return any(is_form_title(line) or begins("title").match(line) or (line.isupper() and begins("form").match(line)) for line in lines)


def _heads_outline(document: Document, section: Section) -> bool:
    first = next((document.quote(b.span) for b in section.blocks if b.kind == "paragraph"), "")
    return begins("title").match(section.heading or first) is not None or begins("title").match(first) is not None


def _of_parts(document: Document, parts: tuple[int, ...], header: Header, notes: tuple[Note, ...] = ()) -> Place:
    sections = tuple(s for s in document.sections if s.part in parts)
    if sections and sections[0].style == "appendix" and not sections[0].children and _heads_outline(document, sections[0]):
        return _in_appendix(document, sections[0], sections[1:])
    loose = tuple(b for b in document.blocks if b.part in parts and b.kind != "footnote")
    return Place(parts[0], header, sections, loose, notes=notes)


def _in_appendix(document: Document, appendix: Section, behind: tuple[Section, ...] | None = None) -> Place:
    """Take what stands below the heading of an appendix, or ``behind`` it where that is the title of all the rest."""
    header = document.header if not appendix.part else next(a.header for a in document.attachments if a.part == appendix.part)
    if behind:
        return Place(appendix.part, header, behind, (), above=appendix)
    later = tuple(s for s in document.sections if s.part == appendix.part and s.style == "appendix" and s.span.start > appendix.span.start)
    if not appendix.children:
        return Place(appendix.part, header, (appendix, *later), ())
    return Place(appendix.part, header, (*appendix.children, *later), (), above=appendix)


def _in_letter(document: Document) -> Place:
    sections = tuple(s for s in document.sections if s.part == 0)
    contents = next((s for s in document.walk() if s.part == 0 and s.children and s.heading and begins("contents").match(s.heading)), None)
    if contents is not None:
        sections = (*contents.children, *(s for s in sections if s.style == "appendix"))
    else:
        sections = tuple(s for s in sections if not (s.heading and begins("frame").match(s.heading)))
    loose = tuple(b for b in document.blocks if b.part == 0 and b.kind != "footnote")
    notes: tuple[Note, ...] = ()
    if (document.header.doc_type or "") not in _LETTERS:
        notes = (_note("outline-unnamed", "văn bản không nêu là đề cương; các mục của văn bản được coi là nội dung yêu cầu"),)
    return Place(0, document.header, sections, loose, own=False, notes=notes)


def _note(code: str, message: str) -> Note:
    return made(Note, code=code, severity="warning", message=message)
