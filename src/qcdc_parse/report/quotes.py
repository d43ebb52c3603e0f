"""Quotations: words of a submission to the letter, with the way back to its file."""

from __future__ import annotations

from qcdc_parse.model import Document
from qcdc_parse.report.models import Quote
from qcdc_parse.span import Span, made

__all__ = ["quote"]


def quote(document: Document, submission: int, span: Span) -> Quote:
    r"""Quote a stretch of a submission.

    >>> from qcdc_parse import parse_text
    >>> quote(parse_text("BÁO CÁO\n\nI. KẾT QUẢ\n1. Đã họp 12 cuộc."), 0, Span(start=22, end=37)).text
    'Đã họp 12 cuộc.'
    """
    page, paragraph = document.source_map.start_of(span)
    return made(Quote, submission=submission, span=span, text=document.quote(span), page=page, paragraph=paragraph)
