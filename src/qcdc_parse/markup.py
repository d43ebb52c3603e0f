"""Text with marked stretches, as HTML or as Markdown: nothing of the text is ever read as markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from itertools import pairwise
from typing import Literal, NamedTuple

Markup = Literal["html", "markdown"]

CLASS = "qcdc-reference"
"""Class of the marks in HTML."""


class Mark(NamedTuple):
    """A stretch of a text with what is said of it: ``title`` to people, ``data`` (names and values) to programs."""

    start: int
    end: int
    id: str
    title: str
    data: tuple[tuple[str, str], ...] = ()


def render(text: str, marks: Iterable[Mark], markup: Markup) -> str:
    """Return a text with its marks in one of the two languages.

    :raises ValueError: there is no such language.
    """
    if markup == "html":
        return to_html(text, marks)
    if markup == "markdown":
        return to_markdown(text, marks)
    raise ValueError(f"no format {markup!r}; there are 'html' and 'markdown'")


def _fitted(text: str, marks: Iterable[Mark]) -> list[Mark]:
    """Put marks in order, each inside one line and inside every mark that it begins in; empty ones are left out."""
    out: list[Mark] = []
    ends: list[int] = []
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        while ends and ends[-1] <= mark.start:
            ends.pop()
        break_at = text.find("\n", mark.start, mark.end)
        end = min(mark.end, len(text), *ends[-1:], *[break_at] * (break_at >= 0))
        if end > mark.start:
            out.append(mark._replace(end=end))
            ends.append(end)
    return out


# --- HTML ------------------------------------------------------------------------------------------------------------


def to_html(text: str, marks: Iterable[Mark]) -> str:
    """Return a fragment: a ``<p>`` for each line, a ``<mark>`` for each mark, one in another where they nest.

    Without its tags, and unescaped, it is the text to the letter.

    >>> print(to_html("a < b", [Mark(0, 1, "m1", "first", (("kind", "letter"),))]))
    <p><mark class="qcdc-reference" title="first" data-id="m1" data-kind="letter">a</mark> &lt; b</p>
    """
    out = ["<p>"]
    ends: list[int] = []
    at = 0
    for mark in _fitted(text, marks):
        at = _close(out, text, at, ends, mark.start)
        out += [_paragraphs(text[at : mark.start]), _tag(mark)]
        at = mark.start
        ends.append(mark.end)
    at = _close(out, text, at, ends, len(text))
    return "".join([*out, _paragraphs(text[at:]), "</p>"])


def _close(out: list[str], text: str, at: int, ends: list[int], place: int) -> int:
    """Close the marks that end up to a place; return how far the text is written."""
    while ends and ends[-1] <= place:
        out += [_paragraphs(text[at : ends[-1]]), "</mark>"]
        at = ends.pop()
    return at


def _paragraphs(text: str) -> str:
    return escape(text, quote=False).replace("\n", "</p>\n<p>")


def _tag(mark: Mark) -> str:
    data = ((f"data-{name}", value) for name, value in (("id", mark.id), *mark.data))
    return "".join(["<mark", *(f' {name}="{escape(value)}"' for name, value in (("class", CLASS), ("title", mark.title), *data)), ">"])


# --- Markdown --------------------------------------------------------------------------------------------------------

_INLINE = re.compile(r"[\\`*_\[\]<>&!~^$]")
"""What means something anywhere in a line, of CommonMark and of what others add: strikethrough, footnotes, formulas."""

_LIST_NUMBER = re.compile(r"\d{1,9}(?=[.)](?:\s|$))")
_EDGES = re.compile(r"^\s+|\s+$")


def to_markdown(text: str, marks: Iterable[Mark]) -> str:
    r"""Return CommonMark: a paragraph for each line, a link for each mark, its definition with its title at the end.

    Links do not nest: a mark that holds another one is a link up to where that one begins. Rendered, the paragraphs are
    the lines of the text to the letter.

    >>> print(to_markdown("1. Điều *a*\nb", [Mark(3, 7, "m1", "first")]))
    1\. [Điều][m1] \*a\*
    <BLANKLINE>
    b
    <BLANKLINE>
    [m1]: #m1 "first"
    """
    links = _unnested(text, _fitted(text, marks))
    out = []
    at = 0
    for mark in links:
        out += [_inline(text[at : mark.start]), f"[{_inline(text[mark.start : mark.end])}][{mark.id}]"]
        at = mark.end
    body = "".join([*out, _inline(text[at:])])
    paragraphs = [_paragraph(line) for line in body.split("\n") if line]
    definitions = [_definition(mark) for mark in links]
    return "\n\n".join([*paragraphs, "\n".join(definitions)] if definitions else paragraphs)


def _unnested(text: str, marks: list[Mark]) -> list[Mark]:
    """Cut each mark where the next one begins; what is left of none is left out."""
    out = []
    for mark, following in pairwise([*marks, Mark(len(text), len(text), "", "")]):
        end = min(mark.end, following.start)
        end = mark.start + len(text[mark.start : end].rstrip())
        if end > mark.start:
            out.append(mark._replace(end=end))
    return out


def _inline(text: str) -> str:
    return _INLINE.sub(r"\\\g<0>", text)


def _paragraph(line: str) -> str:
    """Escape what would begin a block, and white space at the edges, which Markdown drops."""
    ordered = _LIST_NUMBER.match(line)
    at = ordered.end() if ordered else 0
    if ordered or line[0] in "-+#:|":
        line = f"{line[:at]}\\{line[at:]}"
    return _EDGES.sub(lambda m: "".join(f"&#{ord(c)};" for c in m[0]), line)


def _definition(mark: Mark) -> str:
    title = _inline(mark.title).replace('"', '\\"')
    return f'[{mark.id}]: #{mark.id} "{title}"'
