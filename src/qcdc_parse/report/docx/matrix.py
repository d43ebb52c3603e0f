"""Units by targets: the roll-up of every target, then verdicts with result and reason, on pages turned round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qcdc_parse.report.docx.grid import evenly, shared
from qcdc_parse.report.docx.paper import CAPTION, CELL, GAP, NOTE, OPENING, Paper
from qcdc_parse.report.docx.xml import TableCell, noted, paragraph, run, table
from qcdc_parse.report.models import Cell, MatrixRow
from qcdc_parse.report.wording import VERDICTS, cell_colour, cell_word, named, rolled_up, source

__all__ = ["matrix_of"]

_COLUMNS = 5
"""So many targets have room beside the units."""
_MOST_COMMENTS = 1_000
"""A matrix of more cells has one comment a unit: LibreOffice takes time by the square of the comments to open a file."""


def matrix_of(paper: Paper) -> Iterator[str]:
    """Yield the matrix; nothing where no targets were given."""
    rows = paper.draft.targets.rows
    if not rows:
        return
    yield paper.line(OPENING, run("BẢNG TỔNG HỢP KẾT QUẢ THỰC HIỆN CHỈ TIÊU"))
    origin = paper.draft.targets.source
    if origin is not None:
        yield paper.line(NOTE, run(f"Chỉ tiêu theo tệp: {origin.name}. “Không tìm thấy” và “chưa có báo cáo” không có nghĩa là chưa đạt."))
    yield table(
        shared(paper.wide, [8, 6, 8]),
        [paper.head("Chỉ tiêu", "Kết quả tổng hợp", "Đơn vị chưa đạt"), *(_roll_up(paper, row) for row in rows)],
    )
    yield paper.line(GAP)
    for targets in evenly(rows, _COLUMNS):
        yield paper.line(CAPTION, run("Kết quả theo đơn vị"), keep=True)
        yield _grid(paper, targets) + paper.line(GAP)


def _roll_up(paper: Paper, row: MatrixRow) -> list[TableCell]:
    result = rolled_up(row, paper.draft.targets.policy)
    return [paper.cell(row.target.statement), paper.cell(result), paper.cell(named(row.not_reached) if row.not_reached else "")]


def _grid(paper: Paper, rows: Sequence[MatrixRow]) -> str:
    by_row = sum(len(row.cells) for row in paper.draft.targets.rows) > _MOST_COMMENTS
    cells = [{cell.unit: cell for cell in row.cells} for row in rows]
    lines = [paper.head("Đơn vị", *(row.target.statement for row in rows))]
    for unit in paper.draft.targets.units:
        here = [each.get(unit) for each in cells]
        said = [line for cell in here if cell is not None for line in _behind(paper, cell)] if by_row else []
        told = [paper.cell("") if cell is None else _cell(paper, cell, noting=not by_row) for cell in here]
        lines.append([paper.cell(unit, paper.comment(said) if said else None), *told])
    return table(shared(paper.wide, [5, *[4] * len(rows)]), lines)


def _cell(paper: Paper, cell: Cell, *, noting: bool) -> TableCell:
    said = list(_behind(paper, cell)) if noting else []
    comment = paper.comment(said) if said else None
    style = paper.styles[CELL]
    text = paragraph(style, noted(run(cell_word(cell), bold=True), comment), run(f": {cell.result}" if cell.result else ""))
    if cell.reason:
        text += paragraph(style, run(f"({cell.reason})", italic=True))
    return TableCell(text, cell_colour(cell))


def _behind(paper: Paper, cell: Cell) -> Iterator[str]:
    for quote in (cell.quote, *cell.candidates):
        if quote is not None:
            yield f"Nguồn: {source(paper.draft, quote)}: “{quote.text}”"
    if cell.computed is not None and cell.computed != cell.verdict:
        yield f"Số liệu cho thấy: {VERDICTS[cell.computed]}"
    yield from cell.notes
