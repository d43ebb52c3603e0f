"""The scoreboard: a record, with the ways it is handed to people."""

from __future__ import annotations

from os import PathLike

from pydantic import Field

from qcdc_parse.model import Source
from qcdc_parse.scoreboard.models import ScoreItem, ScoreRow, ScoreTable
from qcdc_parse.scoreboard.table import table_of, write_csv
from qcdc_parse.scoreboard.workbook import write_xlsx
from qcdc_parse.span import Record

__all__ = ["Scoreboard"]


class Scoreboard(Record):
    """Chỉ tiêu và kết quả: the targets of a resolution against the results of reports."""

    resolution: Source = Field(description="Where the targets stand.")
    reports: tuple[Source, ...] = Field(description="Where the results stand, in order.")
    rows: tuple[ScoreRow, ...] = Field(description="The targets, in reading order.")
    unclaimed: tuple[ScoreItem, ...] = Field(default=(), description="Results that belong to no target and are candidates of none.")

    def table(self) -> ScoreTable:
        r"""Return the scoreboard as rows of strings, for people and spreadsheets.

        >>> from qcdc_parse import match_indicators, parse_text
        >>> resolution = parse_text("NGHỊ QUYẾT\n\nI. CHỈ TIÊU\n1. Tỷ lệ hòa giải thành đạt từ 85% trở lên.", name="nq.txt")
        >>> report = parse_text("BÁO CÁO\n\nI. KẾT QUẢ\n1. Đã hòa giải thành 92,5% số vụ việc. Vượt.", name="bc.txt")
        >>> table = match_indicators(resolution, report).table()
        >>> dict(zip(table.columns, table.rows[0]))["reached"], dict(zip(table.columns, table.rows[0]))["computed"]
        ('92,5%', 'met')
        """
        return table_of(self.resolution.name, [report.name for report in self.reports], self.rows, self.unclaimed)

    def to_csv(self, path: str | PathLike[str]) -> None:
        """Write the table as CSV for spreadsheets: UTF-8 with a byte order mark; no cell is run as a formula.

        :raises OSError: the file cannot be written.
        """
        write_csv(self.table(), path)

    def to_xlsx(self, path: str | PathLike[str]) -> None:
        """Write the table as a workbook for Excel: frozen header, filter, coloured verdicts; no cell is a formula.

        Needs XlsxWriter: ``pip install 'qcdc-parse[xlsx]'``.

        :raises MissingToolError: XlsxWriter is not installed.
        :raises OSError: the file cannot be written.
        """
        write_xlsx(self.table(), path)
