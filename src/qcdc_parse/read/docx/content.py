"""What stands inside a paragraph: runs with their letters, marks, fields, notes, and the boxes drawn beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from lxml.etree import _Element

from qcdc_parse.errors import TooLargeError
from qcdc_parse.legacy import decode, of_font
from qcdc_parse.read.docx.fields import FIELD_MARK, Fields
from qcdc_parse.read.docx.fonts import letters, symbol
from qcdc_parse.read.docx.lines import Run, marked, without_sentinels
from qcdc_parse.read.docx.names import MC, VML, A, M, W
from qcdc_parse.read.docx.notes import NoteMarks
from qcdc_parse.read.docx.styles import RunFormat, Style, Styles
from qcdc_parse.read.docx.tally import Tally
from qcdc_parse.read.limits import Limits

_BREAKS = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-", W + "softHyphen": ""}
DELETED = frozenset((W + "del", W + "moveFrom"))
_INSERTED = {W + "ins", W + "moveTo"}
_SILENT = {W + name for name in ("pPr", "rPr", "sdtPr", "sdtEndPr", "rubyPr", "fldData", "smartTagPr", "customXmlPr", "tblPr", "tblGrid")}
_RUN, _TEXT, _SYM, _CODE = W + "r", W + "t", W + "sym", W + "instrText"
_DRAWN = {W + "drawing", W + "pict", W + "object"}
_ALTERNATIVES = MC + "AlternateContent"
_BOX = W + "txbxContent"
_PICTURES = {A + "blip", VML + "imagedata"}
_OBJECTS = {
    "{urn:schemas-microsoft-com:office:office}OLEObject": "embedded objects",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart": "charts",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds": "diagrams",
    W + "control": "controls",
}
_LINE = 4
"""So many underlined blanks, or a tab, are a line to write on; fewer stand between words."""
_TAB = 8
_WRITTEN = (_TEXT, _SYM, M + "t", A + "t")


@dataclass(slots=True)
class Content:
    """What a paragraph holds: its runs, and what is drawn beside it (a box of paragraphs, or lettering)."""

    runs: list[Run] = field(default_factory=list)
    boxes: list[_Element | str] = field(default_factory=list)


def alternative(element: _Element) -> _Element | None:
    """Return the one branch of ``mc:AlternateContent`` that is read: the newer one, unless only the older holds text."""
    choice, fallback = element.find(f"{MC}Choice"), element.find(f"{MC}Fallback")
    if choice is not None and fallback is not None and next(choice.iter(_WRITTEN), None) is None:
        return fallback if next(fallback.iter(_WRITTEN), None) is not None else choice
    return choice if choice is not None else fallback


@dataclass(slots=True)
class Reader:
    """Reads the content of the paragraphs of one story."""

    name: str
    styles: Styles
    limits: Limits
    tally: Tally
    fields: Fields
    marks: NoteMarks
    own_mark: str = ""
    """Inside a note: its mark."""

    def read(self, paragraph: _Element, chain: tuple[Style, ...], depth: int) -> Content:
        """Read a paragraph whose style is ``chain``."""
        content = Content()
        self._inline(paragraph, chain, content, depth)
        content.runs = [self._written(form, list(runs)) for form, runs in groupby(content.runs, key=lambda run: run.format)]
        return content

    def _written(self, form: RunFormat, runs: list[Run]) -> Run:
        """Join runs of one format, decode the letters of a legacy font, write capitals."""
        text = "".join(run.text for run in runs)
        legacy = of_font(form.font) if form.font else None
        if legacy is not None and (decoded := decode(text, legacy)) != text:
            self.tally.decoded[form.font or ""] += 1
            text = decoded
        if form.underline and text.isspace() and "\n" not in text and (len(text) >= _LINE or "\t" in text):
            text = "_" * max(len(text.expandtabs(_TAB)), _LINE)  # a line to write on, as it is printed
        return Run(text.upper() if form.capitals else text, form)

    def deeper(self, depth: int) -> int:
        """Go one element deeper.

        :raises TooLargeError: beyond the bound of ``Limits.depth``.
        """
        if depth >= self.limits.depth:
            raise TooLargeError(self.name, f"elements inside each other deeper than the bound of {self.limits.depth}")
        return depth + 1

    def _inline(self, element: _Element, chain: tuple[Style, ...], content: Content, depth: int) -> None:
        depth = self.deeper(depth)
        for child in element.iterchildren():
            tag = child.tag
            if tag == _RUN:
                self._run(child, chain, content, depth)
            elif tag in _SILENT or not isinstance(tag, str):
                continue
            elif tag in DELETED:
                self.tally.deleted += sum(len(t.text or "") for t in child.iter(W + "delText", _TEXT))
            elif tag == _ALTERNATIVES:
                branch = alternative(child)
                if branch is not None:
                    self._inline(branch, chain, content, depth)
            elif tag == M + "t":
                self._add(content, child.text or "", self.styles.format(chain, None))
            else:
                if tag in _INSERTED:
                    self.tally.inserted += 1
                elif tag == M + "den":
                    self._add(content, "/", self.styles.format(chain, None))
                self._inline(child, chain, content, depth)

    def _run(self, run: _Element, chain: tuple[Style, ...], content: Content, depth: int) -> None:
        form = self.styles.format(chain, run.find(W + "rPr"))
        custom = False
        for child in run.iterchildren():
            tag = child.tag
            if tag == FIELD_MARK:
                self._add(content, self.fields.mark(child), form)
            elif tag == _CODE:
                self.fields.instruct(child.text)
            elif not self.fields.shown:
                continue
            elif tag == _TEXT:
                text = letters(without_sentinels(child.text or ""), form.font)
                self._add(content, marked(text) if custom and text else text, form)
            elif tag in _BREAKS:
                self._add(content, _BREAKS[tag], form)
            elif tag == _SYM:
                self._add(content, _symbol(child), form)
            elif form.hidden:
                continue
            elif tag in _DRAWN:
                self._drawn(child, content, depth)
            elif tag == _ALTERNATIVES:
                branch = alternative(child)
                if branch is not None:
                    self._within(branch, chain, content, form, depth)
            elif tag == W + "ruby":
                self._inline(child, chain, content, depth)
            else:
                custom = custom or _is_custom(child)
                self._note(child, content, form)

    def _within(self, branch: _Element, chain: tuple[Style, ...], content: Content, form: RunFormat, depth: int) -> None:
        """Read a branch of a run: drawings, or what else may stand in a run."""
        for child in branch.iterchildren():
            if child.tag in _DRAWN:
                self._drawn(child, content, depth)
            elif child.tag == _TEXT:
                self._add(content, letters(without_sentinels(child.text or ""), form.font), form)
            elif child.tag in _BREAKS:
                self._add(content, _BREAKS[child.tag], form)
            elif child.tag == _RUN:
                self._run(child, chain, content, depth)

    def _note(self, child: _Element, content: Content, form: RunFormat) -> None:
        tag = child.tag
        if tag in (W + "footnoteReference", W + "endnoteReference"):
            mark = self.marks.refer(child, custom=_is_custom(child))
            if mark:
                self._add(content, marked(mark), form)
        elif tag in (W + "footnoteRef", W + "endnoteRef") and self.own_mark:
            self._add(content, self.own_mark, form)
        elif tag == W + "commentReference":
            self.tally.comments += 1

    def _add(self, content: Content, text: str, form: RunFormat) -> None:
        if not text:
            return
        if form.hidden:
            self.tally.hidden += len(text)
            return
        self.fields.printing()
        content.runs.append(Run(text, form))

    def _drawn(self, element: _Element, content: Content, depth: int) -> None:
        """Gather the boxes of a drawing; count what in it is not read."""
        depth = self.deeper(depth)
        for child in element.iterchildren():
            tag = child.tag
            if tag == _BOX:
                content.boxes.append(child)
            elif tag == _ALTERNATIVES:
                branch = alternative(child)
                if branch is not None:
                    self._drawn(branch, content, depth)
            elif tag == VML + "textpath":
                if text := without_sentinels(child.get("string") or "").strip():
                    content.boxes.append(text)
            elif tag == A + "p":
                content.boxes.extend(_lettering(child))
            elif tag in _OBJECTS:
                self.tally.objects[_OBJECTS[tag]] += 1
            elif isinstance(tag, str):
                self.tally.pictures += tag in _PICTURES
                self._drawn(child, content, depth)


def _lettering(paragraph: _Element) -> Iterator[str]:
    text = without_sentinels("".join(t.text or "" for t in paragraph.iter(A + "t"))).strip()
    if text:
        yield text


def _is_custom(reference: _Element) -> bool:
    """Tell whether the mark of a note is written by hand behind its reference."""
    given = reference.get(W + "customMarkFollows")
    return given is not None and given.lower() in ("1", "true", "on")


def _symbol(element: _Element) -> str:
    """Return the character of ``w:sym``: a code in a font."""
    try:
        code = int(element.get(W + "char") or "", 16)
    except ValueError:
        return ""
    if not 0x20 <= code <= 0xFFFF or 0xD800 <= code <= 0xDFFF:
        return ""
    return without_sentinels(symbol(code, element.get(W + "font")))
