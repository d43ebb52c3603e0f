"""The filled template as a package of python-docx: where parts go, how its pages are set up, its comments."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from typing import Any

from qcdc_parse.errors import ReadError
from qcdc_parse.report.docx.xml import W

__all__ = ["Package"]

_CHUNK = 1_000_000
"""So many letters of XML are parsed at once: memory stays small, and no bound of the parser is met."""


class Package:
    """A document of python-docx that parts are put into."""

    def __init__(self, name: str, document: Any) -> None:
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.oxml.ns import qn

        self._name, self._document, self._qn = name, document, qn
        self._body = document.element.body
        self._setup = self._body.sectPr
        if self._setup is None or self._setup.find(qn("w:pgSz")) is None or self._setup.find(qn("w:pgMar")) is None:
            raise ReadError(name, "the template has no page size or margins")
        _ = document.comments  # makes the part where there is none
        self._comments = document.part.part_related_by(RELATIONSHIP_TYPE.COMMENTS).element
        section = document.sections[-1]
        across = section.left_margin.twips + section.right_margin.twips
        sides = sorted((section.page_width.twips, section.page_height.twips))
        self.width, self.wide = (side - across for side in sides)

    @property
    def next_comment(self) -> int:
        """The first number that no comment of the template has."""
        return max((int(c.get(self._qn("w:id"), -1)) for c in self._comments), default=-1) + 1

    def put(self, mark: str, parts: Iterable[str], *, needed: bool = False) -> None:
        """Put parts in the place of the paragraph that holds a mark; at the end where there is none."""
        place, *others = [p for p in self._body.iterchildren(self._qn("w:p")) if self._words(p) == mark] or [None]
        if others:
            raise ReadError(self._name, "the template has a placeholder of the body or of the appendices more than once")
        if place is None and needed:
            raise ReadError(self._name, "the template has no paragraph of the body with {{ body }} alone in it")
        for element in _parsed(parts):
            rows = element.findall(self._qn("w:tr"))
            for row in rows:  # lxml takes time by the square of its nodes to move an element to another tree
                element.remove(row)
            (self._setup if place is None else place).addprevious(element)
            element.extend(rows)
        if place is not None:
            self._body.remove(place)

    def _words(self, paragraph: Any) -> str:
        return "".join(text.text or "" for text in paragraph.iter(self._qn("w:t"))).strip()

    def upright(self) -> str:
        """Return the setup of the pages so far; those behind get a running head from their first page on."""
        setup = copy.deepcopy(self._setup)
        self._without_first_page(self._setup)
        return str(setup.xml)

    def turned(self) -> str:
        """Return the setup of pages turned round, with the same margins left and right."""
        setup = copy.deepcopy(self._setup)
        self._without_first_page(setup)
        size = setup.find(self._qn("w:pgSz"))
        short, long = sorted((size.get(self._qn(f"w:{side}")) for side in "wh"), key=int)
        size.set(self._qn("w:w"), long)
        size.set(self._qn("w:h"), short)
        size.set(self._qn("w:orient"), "landscape")
        return str(setup.xml)

    def _without_first_page(self, setup: Any) -> None:
        for first in setup.findall(self._qn("w:titlePg")):
            setup.remove(first)

    def comment(self, comments: Iterable[str]) -> None:
        """Append comments to those of the template."""
        for element in _parsed(comments):
            self._comments.append(element)


def _parsed(parts: Iterable[str]) -> Iterator[Any]:
    from docx.oxml import parse_xml

    def parse() -> list[Any]:
        return list(parse_xml(f"<w:body {W}>{''.join(chunk)}</w:body>"))

    chunk: list[str] = []
    size = 0
    for part in parts:
        chunk.append(part)
        size += len(part)
        if size > _CHUNK:
            yield from parse()
            chunk, size = [], 0
    yield from parse()
