"""The draft as an Excel workbook."""

from qcdc_parse.report.xlsx.write import write_xlsx, xlsx_bytes

__all__ = ["write_xlsx", "xlsx_bytes"]
