"""What of a page is the document, and what is the page around it: menus, lists of other documents, comments, notices.

Nothing is dropped: lines that are not the document are marked. Evidence is taken together: what elements mean (`nav`,
`role`), the words of their classes, the share of their letters in links, headings of a portal's boxes, and where the
official text begins and ends. What has no evidence against it stays in the document; a page whose every line would go
keeps them all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml.etree import _Element

from qcdc_parse.read.html.flow import HtmlLine
from qcdc_parse.read.html.official import (
    heads_on,
    is_formal,
    is_label,
    last_signature,
    letterhead,
    resumes,
)
from qcdc_parse.read.html.portal import is_around, is_box, is_notice

_TAGS = frozenset("nav aside button dialog menu".split())
_EDGES = frozenset("header footer".split())
_ROLES = frozenset("navigation banner contentinfo complementary search dialog alertdialog alert menu menubar toolbar tablist".split())
_MAIN_ROLES = frozenset("main article document".split())
_PROSE = 80
_MUCH, _SOME, _LITTLE = 0.5, 0.3, 0.1
_LABELS, _FORMAL = 3, 2
"""So many labelled lines, or lines of a letterhead or signature, make a document."""


class Page:
    """The lines of a page with their elements, judged one after the other."""

    def __init__(self, lines: Sequence[HtmlLine], root: _Element) -> None:
        self._lines = lines
        self._texts = [line.text for line in lines]
        self._root = root
        self._inside: dict[_Element, list[int]] = {}
        for index, line in enumerate(lines):
            for element in (line.node, *line.node.iterancestors()):
                self._inside.setdefault(element, []).append(index)
        self._good = [_is_good(line) for line in lines]
        self._mass = sum(len(t) for t, good in zip(self._texts, self._good, strict=True) if good)
        self._out: set[int] = set()

    def judge(self) -> set[int]:
        """Return the indexes of the lines that are not the document."""
        self._blocks()
        self._contents()
        start = self._begins()
        end = self._ends(start)
        self._boxes(start or 0, end)
        self._edges(start, end)
        # A page of links and short lines only may yet be the document: a list of names, a form.
        return self._out if any(i not in self._out for i in range(len(self._lines))) else set()

    def has_document(self) -> bool:
        """Tell whether some line that stays is prose or of the form of documents."""
        return any(i not in self._out and (self._good[i] or self._is_ours(i)) for i in range(len(self._texts)))

    def _blocks(self) -> None:
        """Elements that are no document by what they mean, by their classes, or by their links."""
        for element in self._root.iter():
            inside = self._inside.get(element)
            if not inside or element is self._root or (inside[0] in self._out and inside[-1] in self._out):
                continue
            if self._is_around(element, inside):
                self._out.update(inside)

    def _is_around(self, element: _Element, inside: list[int]) -> bool:
        if (
            element.tag in {"html", "body", "main", "article", "tr", "td", "p"}
            and not element.get("class")
            and not element.get("id")
            and not element.get("role")
        ):
            return False
        role = element.get("role") or ""
        if element.tag == "main" or role in _MAIN_ROLES:
            return False
        holds = self._holds_document(inside)
        if element.tag in _TAGS or role in _ROLES:
            return not holds
        if element.tag in _EDGES and not any(a.tag in {"article", "main"} for a in element.iterancestors()):
            return not holds
        if element.tag != "body" and not holds and (names := f"{element.get('class') or ''} {element.get('id') or ''}").strip():
            named = is_around(names)
            ours = any(self._is_ours(i) and self._lines[i].link_share <= _SOME for i in inside)
            if named == "strong" or (named == "weak" and (self._linked(inside) > _SOME or (self._share(inside) < _LITTLE and not ours))):
                return True
        return (
            len(inside) >= 3
            and not holds
            and self._linked(inside) > _MUCH
            and element.tag not in {"body", "html"}
            and not self._leads_inside(inside)
        )

    def _holds_document(self, inside: list[int]) -> bool:
        """Tell whether lines are so much of the page, or so formal, that no class can speak against them."""
        good = sum(len(self._texts[i]) for i in inside if self._good[i])
        if self._mass and good > _MUCH * self._mass:
            return True
        return self._is_formal(inside)

    def _is_formal(self, inside: list[int]) -> bool:
        """Tell whether lines of letterheads and signatures are among some, not as links."""
        formal = [i for i in inside if is_formal(self._texts[i])]
        return len(formal) >= _FORMAL and not all(self._lines[i].link_share > _MUCH for i in formal)

    def _is_ours(self, index: int) -> bool:
        """A line of the form that documents have."""
        return is_formal(self._texts[index]) or is_label(self._texts[index])

    def _share(self, inside: list[int]) -> float:
        """How much of the page's prose stands here."""
        return sum(len(self._texts[i]) for i in inside if self._good[i]) / self._mass if self._mass else 0.0

    def _linked(self, inside: list[int]) -> float:
        letters = sum(sum(map(str.isalnum, self._texts[i])) for i in inside)
        return sum(self._lines[i].linked for i in inside) / letters if letters else 0.0

    def _leads_inside(self, inside: list[int]) -> bool:
        """Headings that are links to themselves are no list of contents."""
        named = {key for i in inside for e in self._lines[i].node.iter() for key in (e.get("id"), e.get("name")) if key}
        targets = [t for i in inside for t in self._lines[i].targets]
        return bool(targets) and sum(t.startswith("#") and t[1:] in named for t in targets) > _MUCH * len(targets)

    def _contents(self) -> None:
        """A list of contents in no element of its own: lines one after the other that lead to places further down."""
        named: dict[str, int] = {}
        for index, line in enumerate(self._lines):
            for element in line.node.iter():
                for key in (element.get("id"), element.get("name")):
                    if key:
                        named.setdefault(key, index)
        run: list[int] = []
        for index, line in enumerate(self._lines):
            leads = [named.get(t[1:], -1) for t in line.targets if t.startswith("#")]
            if line.link_share > _MUCH and leads and all(to > index + 2 for to in leads):
                run.append(index)
                continue
            if len(run) >= 3:
                self._out.update(run)
            run = []
        if len(run) >= 3:
            self._out.update(run)

    def _left(self) -> list[int]:
        return [i for i in range(len(self._lines)) if i not in self._out]

    def _begins(self) -> int | None:
        """Find the letterhead; what stands before it is the page's."""
        left = self._left()
        found = letterhead([self._texts[i] for i in left])
        if found is None:
            return None
        start = left[found]
        above = next((e for e in self._chain(start) if e.tag == "table"), None)
        before = [i for i in left if i < start]
        while before and (above in self._chain(before[-1]) or heads_on(self._texts[before[-1]])) and not self._is_tool(before[-1]):
            start = before.pop()
        if not self._out and not any(map(self._is_tool, before)):
            return start
        if self._share(before) > _SOME or sum(is_label(self._texts[i]) and self._lines[i].link_share <= _MUCH for i in before) >= _LABELS:
            return None  # a document without letterhead stands before another
        self._out.update(before)
        return start

    def _is_tool(self, index: int) -> bool:
        """A link, or a short line of the words that portals use."""
        text = self._texts[index]
        return self._lines[index].link_share > _MUCH or is_box(text)

    def _ends(self, start: int | None) -> int | None:
        """Find the signature; behind it, what stands outside the element of the document is the page's, but for appendices."""
        left = self._left()
        if start is None:
            return None
        texts = [self._texts[i] for i in left]
        found = last_signature(texts, 0)
        if found is None:
            return None
        end = left[found]
        holder = self._common(start, end)
        resumed = False
        for i in left[found + 1 :]:
            resumed = resumed or (resumes(self._texts[i]) and self._lines[i].link_share <= _MUCH)
            if (
                not resumed
                and holder is not None
                and holder not in self._lines[i].node.iterancestors()
                and self._lines[i].node is not holder
            ):
                self._out.add(i)
        return end

    def _common(self, first: int, last: int) -> _Element | None:
        around = set(self._chain(first))
        return next((e for e in self._chain(last) if e in around), None)

    def _chain(self, index: int) -> Iterator[_Element]:
        node = self._lines[index].node
        yield node
        yield from node.iterancestors()

    def _boxes(self, start: int, end: int | None) -> None:
        """Boxes of a portal by their headings, and its notices; inside the official text only short lines of links are."""
        if not self._out and all(line.link_share <= _MUCH for line in self._lines):
            return
        dropped: _Element | None = None
        for i in self._left():
            text = self._texts[i]
            if end is not None and start <= i <= end:
                if is_box(text):
                    self._out.update(self._inner_box(i))
                continue
            if dropped is not None:
                if dropped in self._chain(i) and not (resumes(text) and self._lines[i].link_share <= _MUCH):
                    self._out.add(i)
                    continue
                dropped = None
            if is_notice(text) and not is_label(text):
                self._out.add(i)
            elif is_box(text):
                self._out.add(i)
                dropped = self._box(i)

    def _inner_box(self, index: int) -> list[int]:
        """The lines of a box inside the official text: a heading with links alone, or a tool that is a link."""
        if self._lines[index].link_share > _MUCH:
            return [index]
        box = self._box(index)
        inside = [i for i in self._inside[box] if i > index] if box is not None else []
        return [index, *inside] if inside and all(self._lines[i].link_share > _MUCH for i in inside) else []

    def _box(self, index: int) -> _Element | None:
        """The element that a heading of a box speaks for: the largest around it that holds no part of the document before it."""
        box = None
        before = self._share([i for i in range(index) if i not in self._out]) > _LITTLE
        for element in self._chain(index):
            inside = self._inside[element]
            if any(i < index and i not in self._out for i in inside) or element is self._root or element.tag in {"body", "html"}:
                break
            left = [i for i in inside if i not in self._out]
            if self._is_formal(left) or (self._holds_document(left) and not before):
                break
            box = element
        return box

    def _edges(self, start: int | None, end: int | None) -> None:
        """Short lines before and behind all prose, where the page is known to hold more than a document."""
        if not self._out:
            return
        left = self._left()
        sound = [i for i in left if self._good[i] or (self._is_ours(i) and self._lines[i].link_share <= _MUCH)]
        if not sound:
            return
        holder = self._common(sound[0], sound[-1])
        if holder is self._lines[sound[0]].node:
            holder = holder.getparent()
        for i in left:
            if sound[0] <= i <= sound[-1] or (start is not None and end is not None and start <= i <= end):
                continue
            if holder is None or holder not in self._chain(i):
                heading = i < sound[0] and self._lines[i].look.level == 1
                if not heading:
                    self._out.add(i)
            elif self._lines[i].link_share > _MUCH:
                self._out.add(i)


def _is_good(line: HtmlLine) -> bool:
    """Prose: a long line, few of its letters in links, and no notice of a website."""
    return len(line.text) >= _PROSE and line.link_share <= _MUCH and not is_notice(line.text)
