"""Slots: the words and tables of each entry read into prompts, figures and branches."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from qcdc_parse.indicators.grid import Table
from qcdc_parse.model import Note
from qcdc_parse.report.outline.branches import Clause, clauses_in, names_slots, reserved_in
from qcdc_parse.report.outline.entries import Entry, Piece
from qcdc_parse.report.outline.grids import read_grid
from qcdc_parse.report.outline.headings import prompt, read_heading, sentences_of
from qcdc_parse.report.outline.models import Field, OpenTable, Prompt, Slot
from qcdc_parse.report.outline.sentences import Asked, Blanks, opens_parts, requested, waiting
from qcdc_parse.report.outline.wording import begins, clean, holds, is_request, is_whole, wants_words, years_in
from qcdc_parse.sentences import split_sentences
from qcdc_parse.span import Span, made

__all__ = ["Reader"]

_SERIAL = re.compile(r"(?:s?tt|số tt|số thứ tự)", re.IGNORECASE)
_HEADED = 60
_MOST_COLUMNS = 12
_ENCLOSED = re.compile(r"\s*\([^()]*(?:\([^()]*\)[^()]*)*\)[\s.]*")
_FORM = re.compile(r"(?<!\w)(?:số liệu|biểu mẫu|biểu thống kê|bảng thống kê|thống kê số liệu)(?!\w)", re.IGNORECASE)


@dataclass(slots=True)
class _Found:
    prompts: list[Prompt] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    tables: list[tuple[tuple[str, ...], int, int]] = field(default_factory=list)
    opened: tuple[int, str | None] | None = None
    """The figure that the passages behind one which ends in `trong đó:` are parts of, and the mark of that one."""

    def whole(self, piece: Piece) -> int | None:
        """Return the figure that those of a passage are parts of: it is a bullet of a lower list."""
        if self.opened is not None and (piece.kind != "bullet" or piece.marker == self.opened[1]):
            self.opened = None
        return self.opened[0] if self.opened is not None else None


class Reader:
    """Reads entries one by one into slots; what they say of who answers what gathers in ``remarks``, doubts in ``notes``."""

    def __init__(self, text: str, blanks: Blanks, tables: dict[int, Table], *, form: bool) -> None:
        self._text = text
        self._blanks = blanks
        self._tables = tables
        self._form = form
        self.remarks: list[tuple[str | None, Clause]] = []
        self.notes: list[Note] = []

    def slot(self, entry: Entry, *, above: bool, title: str) -> Slot:
        """Read one entry; ``above`` tells whether others stand below it, ``title`` is the heading of one that has none."""
        found = _Found()
        heading = self._head(entry, found, above=above) or title
        form = self._form or entry.appendix or _FORM.search(heading) is not None
        for piece in _gathered(self._text, entry.pieces):
            if isinstance(piece, tuple) and isinstance(piece[0], Piece):
                self._columns(piece, found)
            else:
                self._piece(entry, piece, heading or entry.label or entry.id, found, form=form)
        ids = [f"{entry.id}#{place}" for place in range(1, len(found.asked) + 1)]
        fields = tuple(
            made(
                Field,
                id=ids[place],
                label=asked.label,
                unit=asked.unit,
                columns=asked.columns,
                part_of=ids[asked.whole] if asked.whole is not None else None,
                span=made(Span, start=asked.start, end=asked.end),
            )
            for place, asked in enumerate(found.asked)
        )
        tables = tuple(
            made(OpenTable, id=f"{entry.id}#t{place}", columns=columns, span=made(Span, start=start, end=end))
            for place, (columns, start, end) in enumerate(found.tables, 1)
        )
        return made(
            Slot,
            id=entry.id,
            parent=entry.parent,
            label=entry.label,
            style=entry.style,
            heading=heading,
            prompts=tuple(found.prompts),
            fields=fields,
            tables=tables,
            asks=not above or bool(found.prompts or fields or tables),
            appendix=entry.appendix,
            span=made(Span, start=entry.span[0], end=entry.span[1]),
        )

    def _head(self, entry: Entry, found: _Found, *, above: bool) -> str:
        if entry.head is None:
            return ""
        start, end = entry.head
        blanks = self._blanks.within(start, end)
        read = read_heading(self._text, start, end, blanks)
        found.prompts += read.prompts
        self.remarks += ((entry.id, clause) for clause in read.audiences)
        alone = not above and not entry.pieces
        if blanks:
            found.asked += waiting(self._text, start, end, blanks, found.asked, read.words)
            if found.asked and opens_parts(self._text, start, end):
                found.opened = len(found.asked) - 1, None
        elif alone or years_in(self._text[start:end]):
            form = alone and (self._form or entry.appendix)
            found.asked += requested(self._text, start, end, form=form)
        return read.words

    def _piece(self, entry: Entry, piece: Piece, heading: str, found: _Found, *, form: bool) -> None:
        text, start, end = self._text, piece.start, piece.end
        if piece.kind == "table":
            table = self._tables.get(start)
            if table is not None:
                self._table(table, found)
            return
        words = text[start:end]
        if piece.kind == "footnote" or not any(map(str.isalpha, words)) or (words.isupper() and wants_words(words)):
            return
        if self._says_who(entry, piece) or (piece.kind == "paragraph" and _is_aside(words)):
            return
        blanks = self._blanks.within(start, end)
        whole = found.whole(piece)
        if not blanks and is_whole("part", words) and found.asked:
            found.opened = len(found.asked) - 1, piece.marker
            return
        if not blanks:
            asked = requested(text, start, end, form=form)
            if asked:
                found.asked += asked
                return
            self._told(piece, start, end, found)
            return
        found.asked += waiting(text, start, end, blanks, found.asked, heading, whole)
        if found.asked and opens_parts(text, start, end):
            found.opened = len(found.asked) - 1, piece.marker
        for first, last in sentences_of(text, start, end, blanks):
            if not any(first <= b.span.start <= last for b in blanks):
                self._told(piece, first, last, found)

    def _told(self, piece: Piece, start: int, end: int, found: _Found) -> None:
        words = self._text[start:end].strip()
        kind = "bullet" if piece.kind == "bullet" else "paragraph"
        if _ENCLOSED.fullmatch(words) or (kind == "paragraph" and words.endswith("?") and len(split_sentences(words, 0, len(words))) == 1):
            kind = "question"
        made_of = prompt(self._text, kind, start, end)  # type: ignore[arg-type]  # one of the three, as just chosen
        if made_of.text:
            found.prompts.append(made_of)

    def _says_who(self, entry: Entry, piece: Piece) -> bool:
        """Take a remark that sets branches; tell whether it is one."""
        text, start, end = self._text, piece.start, piece.end
        if _ENCLOSED.fullmatch(text, start, end):
            clause = reserved_in(text, start, end)
            if clause is not None:
                self.remarks.append((entry.id, clause))
                return True
        clauses = clauses_in(text, start, end)
        self.remarks += ((entry.id, clause) for clause in clauses)
        if not clauses and begins("remark").match(text, start, end) and names_slots(text, start, end):
            span = made(Span, start=start, end=end)
            said = "có nhắc đến mục nhưng không rõ dành cho đơn vị nào; không loại trừ đơn vị nào"
            self.notes.append(made(Note, code="branch-unread", severity="warning", message=said, span=span))
            return True
        return bool(clauses)

    def _table(self, table: Table, found: _Found) -> None:
        grid = read_grid(self._text, table, len(found.asked))
        start, end = table.rows[0].cells[0].start, table.rows[-1].end
        found.asked += grid.asked
        if grid.columns:
            found.tables.append((grid.columns, start, end))
        found.prompts += (prompt(self._text, "paragraph", begin, stop) for begin, stop in grid.told)

    def _columns(self, lines: Sequence[Piece], found: _Found) -> None:
        columns = tuple(clean(self._text[p.start : p.end]) for p in lines)
        found.tables.append((columns, lines[0].start, lines[-1].end))


def _gathered(text: str, pieces: Sequence[Piece]) -> list[Piece | tuple[Piece, ...]]:
    """Put together the columns of a table that lost its lines: `TT`, and a short paragraph for each further heading."""
    out: list[Piece | tuple[Piece, ...]] = []
    at = 0
    while at < len(pieces):
        stop = at
        if pieces[at].kind == "paragraph" and _SERIAL.fullmatch(text[pieces[at].start : pieces[at].end].strip()):
            stop = at + 1
            while stop < min(len(pieces), at + _MOST_COLUMNS) and _is_column(text, pieces[stop]):
                stop += 1
        if stop > at + 1:
            out.append(tuple(pieces[at:stop]))
            at = stop
        else:
            out.append(pieces[at])
            at += 1
    return out


def _is_column(text: str, piece: Piece) -> bool:
    words = text[piece.start : piece.end].strip()
    return piece.kind == "paragraph" and 0 < len(words) <= _HEADED and not words.endswith((".", "?")) and words[0] not in "(…."


def _is_aside(words: str) -> bool:
    """Tell what asks nothing: how to send the report, remarks in brackets on units, days and what the appendix belongs to."""
    if _ENCLOSED.fullmatch(words):
        return not is_request(words.strip(" ().\n")) or begins("attached").match(words.strip(" (")) is not None
    return holds("sending").search(words) is not None or begins("attached").match(words) is not None
