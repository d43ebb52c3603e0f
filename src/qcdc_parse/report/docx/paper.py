"""What every part of the DOCX is written with: the draft looked up, styles, comments, the width of the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from qcdc_parse.report.contents import DraftContents
from qcdc_parse.report.docx.xml import TableCell, W, begin_note, cell, end_note, noted, paragraph, run
from qcdc_parse.report.index import Index
from qcdc_parse.report.models import Quote
from qcdc_parse.report.wording import source
from qcdc_parse.workbook import Colour

__all__ = ["BODY", "CAPTION", "CELL", "CELL_HEAD", "FIGURE", "GAP", "LEAD", "NOTE", "OPENING", "PART", "STYLES", "Paper"]

BODY = "Draft Body"
LEAD = "Draft Lead"
NOTE = "Draft Note"
CAPTION = "Draft Caption"
CELL = "Draft Cell"
FIGURE = "Draft Figure"
CELL_HEAD = "Draft Cell Head"
OPENING = "Draft Appendix"
PART = "Draft Part"
GAP = "Draft Gap"
STYLES = (BODY, LEAD, NOTE, CAPTION, CELL, FIGURE, CELL_HEAD, OPENING, PART, GAP)
"""Names of the styles that the parts are written in, beside the headings; a template without one gets it."""

_AUTHOR = 'w:author="qcdc-parse" w:initials="qc"'
_DEEPEST = 6
_TITLE = 160


class Paper:
    """Paragraphs, cells and comments for one draft."""

    def __init__(self, draft: DraftContents, styles: Mapping[str, str], width: int, wide: int, first_comment: int) -> None:
        self.draft = draft
        self.index = Index(draft)
        self.styles = styles
        self.width = width
        """Room between the margins in twips, upright."""
        self.wide = wide
        """… and on a page turned round."""
        self.comments: list[str] = []
        self._first = first_comment

    def comment(self, lines: Iterable[str]) -> int:
        """Write a comment, one paragraph a line, and return its number."""
        number = self._first + len(self.comments)
        text = "".join(f"<w:p>{run(line)}</w:p>" for line in lines)
        self.comments.append(f'<w:comment {W} w:id="{number}" {_AUTHOR}>{text or "<w:p/>"}</w:comment>')
        return number

    def heading(self, text: str, depth: int) -> str:
        """Return a heading that Word's navigation shows."""
        return paragraph(self.styles[f"heading {min(depth, _DEEPEST)}"], run(text))

    def line(self, style: str, *content: str, keep: bool = False) -> str:
        """Return a paragraph in a style."""
        return paragraph(self.styles[style], *content, keep=keep)

    def note(self, text: str) -> str:
        """Return words to the clerk, in brackets: they shall go before the report is signed."""
        return self.line(NOTE, run(f"[{text}]"))

    def section_end(self, setup: str) -> str:
        """Return the paragraph that ends a section of the page setup given."""
        return f'<w:p><w:pPr><w:pStyle w:val="{self.styles[GAP]}"/>{setup}</w:pPr></w:p>'

    def quoted(self, quote: Quote, comment: int, before: str = "", after: str = "") -> str:
        """Return the words of a submission as they stand, a paragraph a line, with one comment over all of them."""
        lines = [text for text in quote.text.split("\n") if text.strip()] or [""]
        runs = [run(text) for text in lines]
        runs[0] = before + begin_note(comment) + runs[0]
        runs[-1] += end_note(comment) + after
        return "".join(self.line(BODY, each) for each in runs)

    def sourced(self, quote: Quote, *more: str) -> int:
        """Write the comment that says where words stand."""
        return self.comment([f"Nguồn: {source(self.draft, quote)}", *more])

    def cell(self, text: str, comment: int | None = None, *, colour: Colour | None = None, bold: bool = False) -> TableCell:
        """Return a cell of a table; its words may have a comment."""
        return cell(self.styles[CELL], noted(run(text, bold=bold), comment), colour=colour)

    def figure(self, text: str, *, bold: bool = False) -> TableCell:
        """Return a cell with a figure."""
        return cell(self.styles[FIGURE], run(text, bold=bold))

    def head(self, *titles: str) -> Sequence[TableCell]:
        """Return the head of a table; it stands on every page, so long titles are cut."""
        return [cell(self.styles[CELL_HEAD], run(title if len(title) <= _TITLE else f"{title[:_TITLE]}…")) for title in titles]
