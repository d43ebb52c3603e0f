"""Whether a submission is on what the outline asks about: it cites the document whose carrying out is reported, or its title says so."""

from __future__ import annotations

import re

from qcdc_parse.model import Document
from qcdc_parse.report.outline import Outline
from qcdc_parse.scoreboard.lexicon import plain_text

__all__ = ["Topic"]

_WORD = re.compile(r"[^\W\d_]+")
_SHARED = 0.4
"""A title on the topic has so many of the words of the outline's title, or the other way round."""
_FORMS = frozenset(
    _WORD.findall(plain_text("báo cáo đề cương kết quả tình hình công tác thực hiện sơ kết tổng kết đánh giá về việc năm tháng quý đầu 6"))
)


class Topic:
    """What an outline is on."""

    def __init__(self, outline: Outline) -> None:
        self._keys = frozenset(outline.subject)
        self._words = _words(outline.title or "")

    def on(self, document: Document) -> bool | None:
        """Tell whether a submission is on the topic; None where it has no title and the outline names no document."""
        if any(reference.key in self._keys for reference in document.references):
            return True
        titles = [header.title for header in (document.header, *(a.header for a in document.attachments)) if header.title]
        words = [said for said in map(_words, titles) if said]
        if not words or not self._words:
            return None
        return any(len(said & self._words) >= _SHARED * min(len(said), len(self._words)) for said in words)


def _words(title: str) -> frozenset[str]:
    return frozenset(_WORD.findall(plain_text(title))) - _FORMS
