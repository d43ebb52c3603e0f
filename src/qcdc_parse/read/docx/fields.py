"""Fields: the result is text, the instruction is not. They may lie inside each other and run over paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from lxml.etree import _Element

from qcdc_parse.read.docx.names import W, switch

FIELD_MARK = W + "fldChar"
_TYPE = W + "fldCharType"
_NAME = re.compile(r"\s*([A-Za-z]+)")
_ENOUGH = 200
_SHOWN = {"AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "LISTNUM", "EQ", "SYMBOL"}
"""Fields that print something although the file need not hold their result."""


@dataclass(slots=True)
class _Field:
    """A field that is open: its instruction, whether its result has begun, and how much was printed before it."""

    start: _Element
    before: int
    instruction: str = ""
    result: bool = False


@dataclass(slots=True)
class Fields:
    """The fields that are open at a point of a story. ``lost`` counts those whose result is not in the file."""

    paired: set[_Element]
    lost: Counter[str]
    _open: list[_Field] = field(default_factory=list)
    _instructing: int = 0
    """Open fields whose result has not begun."""
    _printed: int = 0

    @property
    def shown(self) -> bool:
        """Tell whether text is printed here: no open field is still at its instruction."""
        return not self._instructing

    def printing(self) -> None:
        """Note that something is printed."""
        self._printed += 1

    def instruct(self, text: str | None) -> None:
        """Take a piece of an instruction; its beginning is enough."""
        if self._open and not self._open[-1].result and len(self._open[-1].instruction) < _ENOUGH:
            self._open[-1].instruction += (text or "")[:_ENOUGH]

    def mark(self, element: _Element) -> str:
        """Take the mark that begins, parts or ends a field; return what the field prints by itself."""
        kind = element.get(_TYPE)
        if kind == "separate":
            if self._open and not self._open[-1].result:
                self._open[-1].result = True
                self._instructing -= 1
        elif element in self.paired:
            if kind == "begin":
                self._open.append(_Field(element, self._printed))
                self._instructing += 1
            elif self._open:
                return self._end(self._open.pop())
        return ""

    def _end(self, ended: _Field) -> str:
        self._instructing -= not ended.result
        named = _NAME.match(ended.instruction)
        name = named[1].upper() if named else ""
        if name == "FORMCHECKBOX":
            return _box(ended.start)
        if name in _SHOWN and self._printed == ended.before:
            self.lost[name] += 1
        return ""


def _box(start: _Element) -> str:
    """Return the box of a form, ticked or not."""
    box = start.find(f"{W}ffData/{W}checkBox")
    ticked = switch(box, "checked")
    if ticked is None:
        ticked = bool(switch(box, "default"))
    return "☒" if ticked else "☐"


def paired_marks(story: _Element, out: frozenset[str]) -> tuple[set[_Element], int]:
    """Return the marks that begin or end a field of a story, and how many have no counterpart; ``out`` are tags not read."""
    open_marks: list[_Element] = []
    paired: set[_Element] = set()
    lonely = 0
    for element in story.iter(FIELD_MARK):
        if any(above.tag in out for above in element.iterancestors()):
            continue
        kind = element.get(_TYPE)
        if kind == "begin":
            open_marks.append(element)
        elif kind == "end":
            if open_marks:
                paired |= {open_marks.pop(), element}
            else:
                lonely += 1
    return paired, lonely + len(open_marks)
