"""What stands behind the report for the clerk: the matrix, conflicts, content outside the outline, who did not submit."""

from __future__ import annotations

from collections.abc import Iterator

from qcdc_parse.report.absent import files_of_missing
from qcdc_parse.report.docx.answers import outside_of
from qcdc_parse.report.docx.grid import shared
from qcdc_parse.report.docx.paper import BODY, CELL, GAP, LEAD, OPENING, PART, Paper
from qcdc_parse.report.docx.xml import TableCell, noted, paragraph, run, table
from qcdc_parse.report.models import Conflict
from qcdc_parse.report.wording import CONFLICTS, NOBODY, STATES, file_name, named, source

__all__ = ["for_the_clerk"]


def for_the_clerk(paper: Paper) -> Iterator[str]:
    """Yield conflicts, what stands outside the outline, and who is silent; they begin on a page of their own."""
    style = OPENING
    for title, content in _PARTS.items():
        told = list(content(paper))
        if told:
            yield paper.line(style, run(title))
            yield from told
            style = PART


def _conflicts(paper: Paper) -> Iterator[str]:
    """Yield the table of what does not fit together."""
    if not paper.draft.conflicts:
        return
    rows = [paper.head("Đơn vị", "Vấn đề", "Các đoạn liên quan"), *(_conflict(paper, c) for c in paper.draft.conflicts)]
    yield table(shared(paper.width, [4, 6, 8]), rows) + paper.line(GAP)


def _conflict(paper: Paper, conflict: Conflict) -> list[TableCell]:
    field = paper.index.fields.get(conflict.field or "")
    where = paper.index.where(conflict.slot)
    label = field.label if field and field.label not in where else ""
    about = [CONFLICTS[conflict.kind], where, label, conflict.message]
    quotes = "".join(
        paragraph(
            paper.styles[CELL], noted(run(f"“{quote.text}”"), paper.sourced(quote)), run(f" ({source(paper.draft, quote)})", italic=True)
        )
        for quote in conflict.quotes
    )
    problem = "".join(paragraph(paper.styles[CELL], run(words)) for words in about if words)
    return [paper.cell(conflict.unit or NOBODY), TableCell(problem), TableCell(quotes or paragraph(paper.styles[CELL]))]


def _silent(paper: Paper) -> Iterator[str]:
    """Yield who did not submit, and the files that were left aside."""
    aside = [s for s in paper.draft.submissions if s.state != "used"]
    files = files_of_missing(paper.draft)
    for title, told in (
        ("Chưa nộp báo cáo", [unit for unit in files if not files[unit]]),
        (
            "Có thể đã nộp nhưng tệp không tổng hợp được",
            [f"{unit} ({named(map(file_name, files[unit]))})" for unit in files if files[unit]],
        ),
    ):
        if told:
            yield paper.line(BODY, run(f"{title} ({len(told)}/{len(paper.draft.units)} đơn vị): {named(told)}."))
    if not aside:
        return
    yield paper.line(LEAD, run(f"Tệp không tổng hợp ({len(aside)} tệp)"), keep=True)
    rows = [paper.head("Tệp", "Đơn vị", "Lý do", "Báo cáo được dùng")]
    for submission in aside:
        after = paper.draft.submissions[submission.successor] if submission.successor is not None else None
        why = ": ".join(filter(None, (STATES[submission.state], submission.reason)))
        cells = (file_name(submission), submission.unit or NOBODY, why, file_name(after) if after else "")
        rows.append([paper.cell(words) for words in cells])
    yield table(shared(paper.width, [4, 4, 6, 4]), rows) + paper.line(GAP)


_PARTS = {
    "NỘI DUNG CẦN ĐỐI CHIẾU": _conflicts,
    "NỘI DUNG NGOÀI ĐỀ CƯƠNG": outside_of,
    "ĐƠN VỊ CHƯA CÓ BÁO CÁO, TỆP KHÔNG TỔNG HỢP": _silent,
}
