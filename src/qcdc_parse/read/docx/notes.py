"""Footnotes and endnotes: their marks in the body, numbered as Word does, and their texts."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml.etree import _Element

from qcdc_parse.read.docx.names import W, number, val
from qcdc_parse.read.docx.numfmt import write
from qcdc_parse.read.docx.tally import Tally

_FORMS = {"footnote": "decimal", "endnote": "lowerRoman"}


@dataclass(slots=True)
class NoteMarks:
    """Numbers the notes of a document in the order in which their marks are met.

    ``order`` are the notes met, ``(kind, id, mark)``; a mark written by hand is empty here.
    """

    settings: _Element | None
    tally: Tally
    section: _Element | None = None
    """The properties of the section that is being read."""
    order: list[tuple[str, str, str]] = field(default_factory=list)
    _next: dict[str, int] = field(default_factory=dict)

    def refer(self, reference: _Element, *, custom: bool) -> str:
        """Return the mark of a reference; an empty one where the file writes it by hand."""
        kind = "endnote" if reference.tag == W + "endnoteReference" else "footnote"
        identity = reference.get(W + "id") or ""
        mark = "" if custom else self._mark(kind)
        self.order.append((kind, identity, mark))
        return mark

    def enter(self, section: _Element | None) -> None:
        """Go on to another section, where notes may begin anew."""
        self.section = section
        for kind in _FORMS:
            if self._given(kind, "numRestart") == "eachSect":
                self._next.pop(kind, None)

    def _mark(self, kind: str) -> str:
        value = self._next.get(kind)
        if value is None:
            value = number(self._given(kind, "numStart")) or 1
        self._next[kind] = value + 1
        form = self._given(kind, "numFmt") or _FORMS[kind]
        numeral = write(value, form)
        if not numeral.known:
            self.tally.formats[form] += 1
        if self._given(kind, "numRestart") == "eachPage":
            self.tally.by_page = True
        return numeral.text

    def _given(self, kind: str, name: str) -> str | None:
        """Return a property of notes: that of the section, else that of the document."""
        for holder in (self.section, self.settings):
            if holder is not None and (value := val(holder.find(f"{W}{kind}Pr"), name)) is not None:
                return value
        return None


def note_elements(root: _Element | None, kind: str) -> dict[str, _Element]:
    """Return the notes of a part by their id; the separators that Word keeps among them are none."""
    out: dict[str, _Element] = {}
    for element in () if root is None else root.iterchildren(W + kind):
        if element.get(W + "type", "normal") == "normal":
            out.setdefault(element.get(W + "id") or "", element)
    return out
