"""A page laid out: blocks, breaks, lists, tables, form fields and marks of footnotes become lines in reading order."""

from __future__ import annotations

import re

from lxml.etree import _Element, iterwalk

from qcdc_parse.read.html.flow import Flow, HtmlLine
from qcdc_parse.read.html.lists import Counter
from qcdc_parse.read.html.style import OUT, Style, is_block, is_hidden, styled
from qcdc_parse.read.html.tables import Row, is_layout, is_skeleton, loose_text, rows_of
from qcdc_parse.text import CELL_BREAK

_MARK = re.compile(r"\s*[(\[]?(?:\d{1,3}|[a-z]|[*†‡]{1,3})[)\]]?\s*")
_NOTE_WORDS = re.compile(r"ftn|footnote|foot-note|endnote|edn|cite[-_]note|(?:^|[-_#])fn|^#?note|chuthich|chu-thich", re.IGNORECASE)
_FIELDS = {"text", "", "number", "date", "tel", "email", "url", "month", "time"}
_DEEPEST = 30
"""Tables inside each other beyond this are read as plain blocks."""
_PANES = re.compile(r"(?:^|[\s_-])tab(?:-?pane|-?panel|-?content|s)?(?:$|[\s_-])", re.IGNORECASE)


class Layout:
    """One page: ``lines`` in reading order, letters that it hides, and the elements that hold footnotes."""

    def __init__(self, root: _Element, *, show_hidden: bool = False) -> None:
        self._show_hidden = show_hidden
        self._counter = Counter()
        self._named: dict[str, _Element] = {}
        self._order: dict[_Element, int] = {}
        for index, element in enumerate(root.iter()):
            for key in (element.get("id"), element.get("name")):
                if key:
                    self._named.setdefault(key, element)
            if element.tag == "a" or element.get("id") or element.get("name"):
                self._order[element] = index
        self.deepest = 0
        self.hidden = 0
        self.deleted = 0
        self.notes: set[_Element] = set()
        self.lines = self._lay_out(root, Style(), 0)

    def _lay_out(self, root: _Element, style: Style, depth: int) -> list[HtmlLine]:
        flow = Flow()
        styles = [style]
        blocks = [root]
        walk = iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                inner = styled(styles[-1], element)
                styles.append(inner)
                if is_block(element) and element is not root:
                    flow.end(blocks[-1])
                    blocks.append(element)
                    self.deepest = max(self.deepest, len(blocks))
                if not self._begin(element, inner, flow, blocks, depth):
                    walk.skip_subtree()
                continue
            styles.pop()
            if blocks[-1] is element:
                flow.end(element)
                if element is not root:
                    blocks.pop()
            if element is not root and element.tail:
                flow.add(element.tail, styles[-1])
        flow.end(root)
        return flow.lines

    def _begin(self, element: _Element, style: Style, flow: Flow, blocks: list[_Element], depth: int) -> bool:
        """Take an element's own letters; tell whether what is inside it follows."""
        tag = element.tag
        if tag in OUT or (not self._show_hidden and is_hidden(element) and not _is_pane(element)):
            self._leave_out(element)
            return False
        if tag == "br":
            flow.end(blocks[-1], soft=True)
        elif tag == "hr":
            flow.end(blocks[-1])
        elif tag == "table" and depth < _DEEPEST:
            flow.end(blocks[-1])
            flow.lines += self._table(element, style, depth)
            return False
        elif tag == "li":
            flow.label(self._counter.label(element))
        elif tag == "input":
            flow.add(_field(element), style)
        elif tag == "select":
            options = list(element.iter("option"))
            chosen = next((o for o in options if o.get("selected") is not None), options[0] if options else None)
            flow.add("".join(chosen.itertext()) if chosen is not None else "", style)
            return False
        elif tag == "a" and self._is_mark(element):
            flow.add("".join(element.itertext()).strip(), style, mark=True)
            return False
        flow.add(element.text or "", style)
        return True

    def _leave_out(self, element: _Element) -> None:
        if element.tag == "del":
            self.deleted += sum(map(str.isalnum, "".join(element.itertext())))
        elif element.tag not in OUT:
            self.hidden += sum(
                sum(map(str.isalnum, part.text or "")) + (sum(map(str.isalnum, part.tail or "")) if part is not element else 0)
                for part in element.iter()
                if part.tag not in OUT
            )

    def _is_mark(self, element: _Element) -> bool:
        """Tell a link to a footnote by its letters, where it leads, and how it looks; and remember the footnote."""
        href = element.get("href") or ""
        text = "".join(element.itertext())
        if not href.startswith("#") or not text.strip() or not _MARK.fullmatch(text):
            return False
        target = self._named.get(href[1:])
        if target is None or self._order[target] <= self._order[element]:
            return False
        parent = element.getparent()
        raised = element.find(".//sup") is not None or (parent is not None and parent.tag == "sup")
        named = (
            _NOTE_WORDS.search(href[1:]) or _NOTE_WORDS.search(element.get("class") or "") or _NOTE_WORDS.search(element.get("id") or "")
        )
        if not (raised or named):
            return False
        holder = target
        while not is_block(holder) and holder.getparent() is not None:
            holder = holder.getparent()
        around = holder.getparent()
        if around is not None and around.tag == "div" and _NOTE_WORDS.match(around.get("id") or ""):
            holder = around
        if holder.tag not in {"body", "html"}:
            self.notes.add(holder)
        return True

    def _table(self, table: _Element, style: Style, depth: int) -> list[HtmlLine]:
        rows, stray = rows_of(table)
        out = _loose(table, style)
        out += [line for element in stray for line in self._lay_out(element, styled(style, element), depth + 1)]
        cells = [[self._cell(cell, style, depth) for cell in row.cells] for row in rows]
        if is_layout(table, [["\n".join(line.text for line in lines) for lines in row] for row in cells]):
            columns = max(map(len, cells), default=0)
            if columns <= 2 and not is_skeleton(table, cells):
                return out + [line for column in range(columns) for row in cells if column < len(row) for line in row[column]]
            return out + [line for row in cells for lines in row for line in lines]
        begun = {column for row in rows for column, cell in enumerate(row.cells) if cell is not None}
        for row, parts in zip(rows, cells, strict=True):
            if line := _row_line(row, [lines for column, lines in enumerate(parts) if column in begun]):
                out.append(line)
        return out

    def _cell(self, cell: _Element | None, style: Style, depth: int) -> list[HtmlLine]:
        if cell is None:
            return []
        if is_hidden(cell) and not self._show_hidden:
            self._leave_out(cell)
            return []
        return self._lay_out(cell, styled(style, cell), depth + 1)


def _loose(table: _Element, style: Style) -> list[HtmlLine]:
    flow = Flow()
    for text in loose_text(table):
        flow.add(text, style)
        flow.end(table)
    return flow.lines


_PAIR = 2


def _row_line(row: Row, cells: list[list[HtmlLine]]) -> HtmlLine | None:
    """Join the cells of a row of data, a tab between, a blank for an empty one; of two cells an empty second one goes."""
    if len(cells) == _PAIR and not cells[1]:
        cells = cells[:1]
    if not any(cells):
        return None
    text = ""
    marks: list[tuple[int, int]] = []
    raised: list[tuple[int, int]] = []
    for number, lines in enumerate(cells):
        text += CELL_BREAK if number else ""
        for count, line in enumerate(lines):
            text += " " if count else ""
            marks += [(a + len(text), b + len(text)) for a, b in line.marks]
            raised += [(a + len(text), b + len(text)) for a, b in line.raised]
            text += line.text.replace(CELL_BREAK, " ")
        text += "" if lines else " "
    inside = [line for lines in cells for line in lines]
    look = inside[0].look._replace(bold=all(line.look.bold for line in inside), italic=all(line.look.italic for line in inside), level=None)
    targets = tuple(target for line in inside for target in line.targets)
    linked = sum(line.linked for line in inside)
    return HtmlLine(text, look, row.node, tuple(marks), tuple(raised), linked, targets, table=True)


def _field(element: _Element) -> str:
    kind = (element.get("type") or "").lower()
    if kind in _FIELDS:
        return element.get("value") or ""
    if kind in {"checkbox", "radio"}:
        return "☑ " if element.get("checked") is not None else "☐ "
    return ""


def _is_pane(element: _Element) -> bool:
    """A pane of tabs: which one is shown says nothing of what it holds."""
    return element.get("role") == "tabpanel" or _PANES.search(f"{element.get('class') or ''} {element.get('id') or ''}") is not None
