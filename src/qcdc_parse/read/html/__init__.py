"""HTML of law portals, web pages and word processors: the document in reading order, the page around it marked.

Parsed by lxml: no network, no entities from outside, no scripts. Lines that are the page's and not the document's carry
the place ``boilerplate``: they are kept as furniture of the record.
"""

from __future__ import annotations

import re

from lxml.etree import HTMLParser, LxmlError, _Element, fromstring

from qcdc_parse.errors import BrokenFileError, EmptyFileError, TooLargeError
from qcdc_parse.model import Note
from qcdc_parse.read.html.boilerplate import Page
from qcdc_parse.read.html.decode import Decoded, decode
from qcdc_parse.read.html.flow import HtmlLine
from qcdc_parse.read.html.layout import Layout
from qcdc_parse.read.limits import Clock, Limits
from qcdc_parse.read.source import describe
from qcdc_parse.source_map import Anchor
from qcdc_parse.text import Place, SourceText

_XHTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<!DOCTYPE[^>]*XHTML|\s*<\?xml|<html[^>]+xmlns\s*=", re.IGNORECASE)
_PAGE = re.compile(r"<(?:html|body|head)\b", re.IGNORECASE)
_NUMERIC = re.compile("[\x80-\x9f]")
_DEEP = re.compile(r"depth|nesting", re.IGNORECASE)
_SAID = "no document in the page"
_SUBSET = re.compile(r"(<!DOCTYPE[^\[>]{0,500})\[.*?\]\s*>", re.IGNORECASE | re.DOTALL)
"""Declarations of entities inside a DOCTYPE, which HTML does not know."""
_LONG_TAG = 10_000
_TAG = re.compile(r"""<[a-zA-Z](?:[^<>"']|"[^"]*"|'[^']*')*+""")
_QUOTED = re.compile(r"""\"[^"]*"|'[^']*'""")
_ATTRIBUTES = 1000
"""More attributes of one element are an attack: the parser takes quadratic time over them."""
_VIEWERS = ("iframe", "embed", "object")
_FOOTNOTE_HEAD = re.compile(r"[\^↑↩\s]+")


def read_html(data: bytes, name: str, limits: Limits) -> SourceText:
    """Read a page, a saved part of one, or what a word processor saved as HTML.

    Line ends are those of paragraphs; where most lines end by `<br>` or in `<pre>`, that is unknown. Anchors give the
    offsets of lines only.

    :raises BrokenFileError: no element can be made out.
    :raises EmptyFileError: the page only shows a document that is kept elsewhere (a PDF in a frame).
    :raises TooLargeError: its elements stand too deep inside each other.
    """
    clock = Clock(name, limits)
    page = decode(data)
    root = _parse(page.text, name)
    clock.left()
    layout = Layout(root)
    if layout.deepest > limits.depth:
        raise TooLargeError(name, f"blocks stand {layout.deepest} deep inside each other, more than the bound of {limits.depth}")
    out = _outside(layout, root, page.text)
    clock.left()
    if out is None:
        shown = Layout(root, show_hidden=True)
        if (found := _outside(shown, root, page.text)) is not None:
            layout, out = shown, found
    viewer = _viewer(root)
    if viewer is not None and (out is None or not layout.lines):
        raise EmptyFileError(name, f"{_SAID}: it shows one that is kept elsewhere ({viewer}); save and read that file")
    return _source(data, name, page, layout, out or set())


def _parse(text: str, name: str) -> _Element:
    text = _SUBSET.sub(r"\1>", text, count=1)
    for tag in _TAG.finditer(text):
        if tag.end() - tag.start() > _LONG_TAG and len(_QUOTED.sub("", tag[0]).split()) > _ATTRIBUTES:
            raise TooLargeError(name, f"an element with more than {_ATTRIBUTES:,} attributes")
    # Bytes are given to lxml, which refuses a string that declares an encoding.
    parser = HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser)
    except (LxmlError, ValueError) as error:
        raise BrokenFileError(name, "HTML in which no element can be made out") from error
    if root is None:
        raise EmptyFileError(name, "no text in it")
    if any(_DEEP.search(entry.message) for entry in parser.error_log):
        raise TooLargeError(name, "its elements stand thousands deep inside each other")
    return root


def _outside(layout: Layout, root: _Element, text: str) -> set[int] | None:
    """Return the lines that are not the document, None where no document is found; a part of a page is all document."""
    if not _PAGE.search(text):
        return set()
    page = Page(layout.lines, root)
    out = page.judge()
    return out if page.has_document() else None


def _viewer(root: _Element) -> str | None:
    """Name what the page shows from elsewhere, as a viewer of PDF does."""
    for element in root.iter(*_VIEWERS):
        source = element.get("src") or element.get("data") or ""
        if ".pdf" in source.lower() or "pdf" in (element.get("type") or "").lower() or "viewer" in source.lower():
            return source.split("?")[0].rsplit("/", 1)[-1][:80] or "a PDF"
    return None


def _source(data: bytes, name: str, page: Decoded, layout: Layout, out: set[int]) -> SourceText:
    notes_at, marks_at = _footnotes(layout)
    body = [i for i in range(len(layout.lines)) if i not in notes_at]
    texts: list[str] = []
    anchors: list[Anchor] = []
    looks = []
    marks: list[tuple[int, int]] = []
    at = 0
    soft = 0
    for i in [*body, *sorted(notes_at)]:
        line = layout.lines[i]
        text = line.text
        place: Place = "boilerplate" if i in out else "footnote" if i in notes_at else "body"
        if place == "footnote":
            text = _FOOTNOTE_HEAD.sub("", text, count=1) if _FOOTNOTE_HEAD.match(text) else text
        elif place == "body":
            marks += [(a + at, b + at) for a, b in sorted((*line.marks, *marks_at.get(i, ())))]
            soft += len(text) if line.soft else 0
        anchors.append(Anchor(raw=at))
        looks.append(line.look._replace(place=place))
        texts.append(text + "\n")
        at += len(text) + 1
    raw = _NUMERIC.sub(lambda m: bytes([ord(m[0])]).decode("cp1252", "replace"), "".join(texts))
    media_type = "application/xhtml+xml" if _XHTML.match(page.text) else "text/html"
    wrapped = None if 2 * soft > at else False
    return SourceText(
        describe(data, name, media_type),
        raw,
        wrapped,
        markdown=False,
        anchors=tuple(anchors),
        looks=tuple(looks),
        marks=tuple(marks),
        notes=_notes(page, layout),
    )


def _footnotes(layout: Layout) -> tuple[set[int], dict[int, list[tuple[int, int]]]]:
    """Return the lines of footnotes and, of lines of the body, marks that are no links: `<sup>1</sup>` here and before a note."""
    notes = {
        i for i, line in enumerate(layout.lines) if layout.notes and any(e in layout.notes for e in (line.node, *line.node.iterancestors()))
    }
    heads = {_raised_head(line): i for i, line in enumerate(layout.lines) if not line.table and _raised_head(line)}
    marks: dict[int, list[tuple[int, int]]] = {}
    for i, line in enumerate(layout.lines):
        for a, b in line.raised:
            head = heads.get(line.text[a:b].strip())
            if head is not None and i < head and a:
                marks.setdefault(i, []).append((a, b))
                notes.add(head)
    return notes, marks


def _raised_head(line: HtmlLine) -> str | None:
    if not line.raised or line.raised[0][0]:
        return None
    mark = line.text[: line.raised[0][1]].strip()
    return mark if re.fullmatch(r"[(\[]?(?:\d{1,3}|[*†‡]{1,3})[)\]]?", mark) and len(line.text) > len(mark) + 8 else None


def _notes(page: Decoded, layout: Layout) -> tuple[Note, ...]:
    out = []
    if page.encoding not in {"utf-8", "utf-16-le", "utf-16-be"}:
        out.append(Note(code="encoding", severity="info", span=None, message=f"decoded as {page.encoding}"))
    if page.wrong:
        message = f"{page.wrong} places could not be decoded as {page.encoding}; each is U+FFFD in the text"
        out.append(Note(code="encoding", severity="warning", span=None, message=message))
    for count, code, what in ((layout.hidden, "hidden-text", "the page hides"), (layout.deleted, "deleted-text", "are marked as deleted")):
        if count:
            out.append(Note(code=code, severity="info", span=None, message=f"{count} letters that {what} were not read"))
    return tuple(out)
