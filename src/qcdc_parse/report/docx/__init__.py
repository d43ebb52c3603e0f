"""The draft as a DOCX in Party form."""

from qcdc_parse.report.docx.write import docx_bytes, write_docx

__all__ = ["docx_bytes", "write_docx"]
