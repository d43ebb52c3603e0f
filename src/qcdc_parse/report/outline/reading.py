"""The straight line from a document to the outline in it."""

from __future__ import annotations

from qcdc_parse.indicators.grid import tables_of
from qcdc_parse.model import Document, Note
from qcdc_parse.passages import passages
from qcdc_parse.report.outline.about import about
from qcdc_parse.report.outline.branches import clauses_in
from qcdc_parse.report.outline.entries import entries_of
from qcdc_parse.report.outline.models import Outline
from qcdc_parse.report.outline.place import find_place
from qcdc_parse.report.outline.resolving import Named, branches_of, unclear
from qcdc_parse.report.outline.sentences import Blanks
from qcdc_parse.report.outline.slots import Reader
from qcdc_parse.span import made

__all__ = ["outline_of"]


def outline_of(document: Document) -> Outline:
    r"""Read the outline (đề cương) that a document is or holds: what is asked, slot by slot, and of whom.

    Never raises: what it cannot make out stands in ``notes``.

    >>> from qcdc_parse import parse_text
    >>> text = "ĐỀ CƯƠNG BÁO CÁO\n\nI. KẾT QUẢ\n1. Công khai\n- Hình thức nào?\n2. Tổng số hội nghị: …… cuộc\nII. KIẾN NGHỊ"
    >>> for slot in outline_of(parse_text(text)).slots:
    ...     print(slot.id, slot.heading, slot.asks, [p.text for p in slot.prompts], [(f.id, f.unit) for f in slot.fields])
    I KẾT QUẢ False [] []
    I/1 Công khai True ['Hình thức nào?'] []
    I/2 Tổng số hội nghị True [] [('I/2#1', 'cuộc')]
    II KIẾN NGHỊ True [] []
    """
    text = document.text
    place = find_place(document)
    entries = entries_of(document, place)
    places = passages(document.header, document.attachments, document.sections, document.blocks, document.regions)
    tables = {table.rows[0].place.start: table for table in tables_of(text, places)}
    form = (place.header.doc_type or "").startswith(("Biểu", "Phiếu"))
    reader = Reader(text, Blanks(text, document.blanks), tables, form=form)
    head = about(document, place)
    above = {entry.parent for entry in entries}
    slots = tuple(reader.slot(entry, above=entry.id in above, title=head.title or "") for entry in entries)
    loose = [
        b for b in place.loose if b.kind in ("paragraph", "bullet") and not any(e.span[0] <= b.span.start < e.span[1] for e in entries[:1])
    ]
    first = slots[0].span.start if slots and slots[0].span else len(text)
    ahead = [(None, clause) for b in loose if b.span.start < first for clause in clauses_in(text, b.span.start, b.span.end)]
    named = [Named(slot.id, slot.parent, slot.label, slot.appendix) for slot in slots]
    branches, doubts = branches_of(named, [*ahead, *reader.remarks])
    notes = [*place.notes, *head.notes, *reader.notes, *doubts, *unclear(slots, branches)]
    if not slots:
        notes.append(made(Note, code="outline-empty", severity="warning", message="không tìm thấy nội dung nào được yêu cầu báo cáo"))
    return made(
        Outline,
        source=document.source,
        title=head.title,
        issuer=head.issuer,
        letter=head.letter,
        subject=head.subject,
        deadline=head.deadline,
        slots=slots,
        branches=tuple(branches),
        notes=tuple(notes),
    )
