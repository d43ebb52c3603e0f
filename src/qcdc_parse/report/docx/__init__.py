"""The draft as a DOCX in Party form."""

from qcdc_parse.report.docx.write import check_template, docx_bytes, write_docx

__all__ = ["check_template", "docx_bytes", "write_docx"]
