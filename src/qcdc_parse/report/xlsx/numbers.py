"""The sheets on targets and figures: units by targets, every cell with its words, figures, totals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qcdc_parse.report.models import Quote
from qcdc_parse.report.wording import VERDICTS, amount, cell_colour, cell_word, named, rolled_up, total_words
from qcdc_parse.report.xlsx.desk import Desk
from qcdc_parse.workbook import Column, Shaded, Sheet, Value

__all__ = ["details", "figures", "matrix", "totals"]

_MOST_UNITS = 16_000
"""A sheet of Excel has 16,384 columns."""


def matrix(desk: Desk) -> Sheet:
    """Targets by units, with the roll-up beside each target."""
    targets = desk.draft.targets
    units = targets.units[:_MOST_UNITS]
    columns = [Column("Chỉ tiêu", 50), Column("Kết quả tổng hợp", 34), Column("Đơn vị chưa đạt", 34), *(Column(unit, 18) for unit in units)]
    return Sheet("Chỉ tiêu", columns, _matrix(desk, units))


def _matrix(desk: Desk, units: Sequence[str]) -> Iterator[Sequence[Value]]:
    for row in desk.draft.targets.rows:
        cells = {cell.unit: cell for cell in row.cells}
        result = rolled_up(row, desk.draft.targets.policy)
        told = (desk.verdict(cells[unit]) if unit in cells else None for unit in units)
        yield row.target.statement, result, named(row.not_reached) if row.not_reached else None, *told


def details(desk: Desk) -> Sheet:
    """A target and unit a row: verdict, wording, figures, reason and the words they were taken from."""
    columns = [
        Column("Chỉ tiêu", 44),
        Column("Đơn vị", 28),
        Column("Kết luận", 18),
        Column("Cách nói trong báo cáo", 18),
        Column("Kết quả", 16),
        Column("Lý do", 34),
        Column("Số liệu cho thấy", 16),
        Column("Nội dung (nguyên văn)", 60),
        Column("Tệp", 28),
        Column("Trang", 8),
        Column("Đoạn", 8),
        Column("Cần xem", 40),
    ]
    return Sheet("Chi tiết chỉ tiêu", columns, _details(desk), frozen=2)


def _details(desk: Desk) -> Iterator[Sequence[Value]]:
    for row in desk.draft.targets.rows:
        for cell in row.cells:
            word, colour = cell_word(cell), cell_colour(cell)
            quotes: Sequence[Quote | None] = [cell.quote] if cell.quote is not None else cell.candidates
            for quote in quotes or (None,):
                yield (
                    row.target.statement,
                    cell.unit,
                    Shaded(word, colour) if colour else word,
                    cell.surface,
                    cell.result,
                    cell.reason,
                    VERDICTS[cell.computed] if cell.computed else None,
                    quote.text if quote else None,
                    *desk.place(quote),
                    "; ".join(cell.notes),
                )


def figures(desk: Desk) -> Sheet:
    """Every figure, as a number, with the words that give it."""
    columns = [
        Column("Mục", 30),
        Column("Số liệu", 40),
        Column("Cột", 12),
        Column("Đơn vị", 30),
        Column("Giá trị"),
        Column("Trên tổng số"),
        Column("Đơn vị tính", 14),
        Column("Tình trạng", 14),
        Column("Lý do", 34),
        Column("Trích (nguyên văn)", 60),
        Column("Tệp", 28),
        Column("Trang", 8),
        Column("Đoạn", 8),
        Column("Mã", 8),
    ]
    rows = (
        (
            desk.slot_of_field(f.field),
            desk.field(f.field),
            f.column,
            desk.unit(f.unit),
            f.value,
            f.of,
            f.measure,
            Shaded("cần xem lại", "yellow") if f.status == "doubtful" else None,
            f.reason,
            f.quote.text,
            *desk.place(f.quote),
            f.id,
        )
        for f in desk.draft.figures
    )
    return Sheet("Số liệu", columns, rows, frozen=2)


def totals(desk: Desk) -> Sheet:
    """Every computation with its formula and what it leaves out."""
    columns = [
        Column("Mục", 30),
        Column("Số liệu", 40),
        Column("Cột", 12),
        Column("Kết quả"),
        Column("Trên tổng số"),
        Column("Đơn vị tính", 14),
        Column("Số đơn vị có số liệu", 12),
        Column("Số đơn vị phải báo cáo", 12),
        Column("Diễn đạt", 50),
        Column("Cách tính", 60),
        Column("Không tính", 50),
    ]
    rows = (
        (
            desk.slot_of_field(t.field),
            desk.field(t.field),
            t.column,
            t.value,
            t.of,
            t.measure,
            t.units,
            t.expected,
            total_words(t),
            t.formula,
            "; ".join(f"{desk.unit(f.unit)}: {amount(f.value, f.of, f.measure)}" for f in map(desk.index.figure.__getitem__, t.left_out)),
        )
        for t in desk.draft.totals
    )
    return Sheet("Tổng hợp số liệu", columns, rows, frozen=2)
