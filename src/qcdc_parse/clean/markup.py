"""Markup inside Markdown that changes letters or lines: entities, links, tables of HTML, line breaks, fences, formulas.

The text of a link stays and its target is lifted out; so is what a fence names. Marks that only come off are ``markdown``'s.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from qcdc_parse.clean.edits import Edit
from qcdc_parse.clean.latex import latex_edits
from qcdc_parse.clean.tables import table_edits

_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}\d{0,2}|#\d{2,6}|#[xX][0-9A-Fa-f]{2,5});")
_LINK = re.compile(
    r"""(!?\[)([^\[\]\n]{0,400})(\]\([ \t]*+)((?=[^\s()]{0,400}[./\#@:])<?(?:[^\s()<>]++|\([^\s()<>]*+\))+>?(?:[ \t]++"[^"\n]{0,200}")?)([ \t]*+\))"""
)
_FENCE = re.compile(r"^[ \t]{0,3}(?:`{3,}|~{3,})[ \t]*([\w+-]{0,20})[ \t]*$", re.MULTILINE)
_CODE = re.compile(r"`(?<!``)(?=[^`\s])[^`\n]{1,200}(?<=[^`\s])`(?!`)")
_EMPHASIS = re.compile(r"_(?<![\w\\]_)(?=[^\s_])[^_\n]{1,200}(?<=[^\s_\\])_(?!\w)")
_SPAN = re.compile(r"</?(?:span|font|small|big|ins)\b[^<>\n]{0,300}>", re.IGNORECASE)
_RAISED = re.compile(r"(<sup>)([0-9]{1,3})(</sup>)", re.IGNORECASE)
_SUPERSCRIPT = dict(zip("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", strict=True))


class Markup(NamedTuple):
    """What to write where, in order, and the stretches among them whose words are lifted out of the text."""

    edits: list[Edit]
    lifted: list[tuple[int, int]]


def markup(text: str) -> Markup:
    """Find the markup of a text.

    >>> from qcdc_parse.clean.edits import apply
    >>> apply("[Nghị định 30](https://a.vn/30)&nbsp;&amp; Phụ lục", markup("[Nghị định 30](https://a.vn/30)&nbsp;&amp; Phụ lục").edits).text
    'Nghị định 30 & Phụ lục'
    """
    lifted: list[tuple[int, int]] = []
    edits = [*table_edits(text), *_entities(text), *_raised(text), *latex_edits(text)]
    for m in _LINK.finditer(text) if "](" in text else ():
        edits += [(*m.span(1), ""), (*m.span(3), ""), (*m.span(4), ""), (*m.span(5), "")]
        lifted.append(m.span(4))
    for m in _FENCE.finditer(text) if "```" in text or "~~~" in text else ():
        edits += [(m.start(), m.start(1), ""), (*m.span(1), ""), (m.end(1), m.end(), "")]
        lifted.append(m.span(1))
    edits += [(*m.span(), "") for m in _SPAN.finditer(text)]
    for pattern in (_CODE, _EMPHASIS):
        edits += [edit for m in pattern.finditer(text) for edit in ((m.start(), m.start() + 1, ""), (m.end() - 1, m.end(), ""))]
    edits.sort()
    done = 0
    kept: list[Edit] = []
    for edit in edits:
        if done <= edit[0] < edit[1] and unicodedata.category(text[edit[1] : edit[1] + 1] or " ")[0] != "M":
            kept.append(edit)
            done = edit[1]
    written = {(start, end) for start, end, _ in kept}
    return Markup(kept, [span for span in lifted if span in written])


def _entities(text: str) -> Iterator[Edit]:
    """Entities that stand for one letter, sign or blank."""
    for m in _ENTITY.finditer(text):
        char = html.unescape(m[0])
        if len(char) != 1:
            continue
        if char.isspace():
            yield *m.span(), " "
        elif unicodedata.category(char) == "Cf":
            yield *m.span(), ""
        elif unicodedata.category(char)[0] not in "MC" and unicodedata.is_normalized("NFC", char) and not "\u1100" <= char <= "\u11ff":
            yield *m.span(), {"Ð": "Đ", "ð": "đ", "Ƣ": "Ư", "ƣ": "ư"}.get(char, char)


def _raised(text: str) -> Iterator[Edit]:
    for m in _RAISED.finditer(text):
        yield *m.span(1), ""
        for i in range(*m.span(2)):
            yield i, i + 1, _SUPERSCRIPT[text[i]]
        yield *m.span(3), ""
