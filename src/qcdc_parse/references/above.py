"""What the line above says of the mention that begins a line: the head of a list, a heading, a line cut in two."""

from __future__ import annotations

from typing import NamedTuple

import regex

from qcdc_parse.catalog import raw
from qcdc_parse.references.behind import behind, done_by_this
from qcdc_parse.references.lines import LineOf
from qcdc_parse.references.mention import Mention
from qcdc_parse.references.read_back import has_verb
from qcdc_parse.references.relations import NONE, Relation, find_relation
from qcdc_parse.references.subjects import ACTS, has_subject

__all__ = ["find_above"]

_LABEL = regex.compile(r"\s*(?:[-–+*•·]|\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ])\)?[.)/]|Điều \d+\.)?\s*")
_LABEL_FAR = 24
"""A label before a mention that begins its line is at most this long."""
_LONGEST_HEADING = 140
"""A heading is at most this long, in code points; longer lines are paragraphs."""
_HEADING_CUE_BY = 12
"""So many code points (`Công tác `, `Tổ chức `) may stand before the cue of a heading without colon."""
_LONGEST_LIST = 40
"""Lines above a member of a list at which its heading is looked for."""


def _heading(text: str, start: int, stop: int) -> Relation:
    """Return what a heading without colon says of the documents listed under it: `1. Quán triệt các văn bản mới`."""
    if stop - start > _LONGEST_HEADING:
        return NONE
    heading = f"{text[start:stop]}:"
    relation, cue = find_relation(heading, len(heading), 0)
    if cue is None or relation == "cites" or cue[0] > _HEADING_CUE_BY:
        return NONE
    rest = heading[cue[1] :].lower()
    return (relation, (start + cue[0], start + cue[1])) if any(f" {w}" in rest for w in raw("relations")["between"]["headed"]) else NONE


_PARTED = 60
"""A line with a label that is longer is a paragraph whose line was cut."""
_BARE = regex.compile(r"[”\")\]]*(?:[ .,;:]*$|[,;]?\s(?:và\s)?\p{Lu})", regex.MULTILINE)
"""What follows a document that stands alone on its line, or in a list."""


class _Line(NamedTuple):
    start: int
    stop: int


def _is_heading(text: str, line: _Line, cue: int) -> bool:
    """Tell a heading that ends with a cue from a line of a paragraph: capitals, a label, or nothing but the cue."""
    printed = text[line.start : line.stop]
    if printed.isupper() or cue - line.start <= len("Công tác "):
        return True
    label = _ROMAN.match(printed) or _LABEL.match(printed)
    return len(printed) <= _PARTED and label is not None and bool(label[0].strip())


_ROMAN = regex.compile(r"(?:[IVX]+|[A-Z])[.)]\s")


def _of_line_above(text: str, m: Mention, line: _Line) -> Relation:
    """Return what the line above says that ends with a cue; as a heading it says so of a document that stands alone."""
    found = find_relation(text, line.stop, line.start)
    if found[1] is None or found[1][1] != line.stop:
        return NONE
    if _is_heading(text, line, found[1][0]) and _BARE.match(text, max(m.tail, m.end)) is None:
        return NONE
    return found


def _of_head(text: str, m: Mention, line: _Line, before: tuple[Mention, Relation] | None) -> Relation:
    """Return what a line with a colon says of the list under it; nothing where a document named in it does so."""
    found = done_by_this(text, line.start, line.stop) or find_relation(text, line.stop, line.start)
    if before is not None and found[0] in ACTS and has_subject(text, before, max(before[0].tail, before[0].end), found, m):
        return NONE
    return found


def find_above(
    text: str, m: Mention, start: int, line_of: LineOf, heads: dict[int, Relation], before: tuple[Mention, Relation] | None
) -> Relation:
    """Return the relation of a mention that begins its line at ``start``: of the heading above, or of a line cut in two.

    What its own sentence says of it comes first. ``heads`` keeps what was found for the lines of a list; ``before`` is the mention
    before it.
    """
    line_start = line_of(m.start)[0]
    if start - line_start > _LABEL_FAR or _LABEL.fullmatch(text, line_start, start) is None or behind(text, max(m.tail, m.end)) is not None:
        return NONE
    walked = [line_start]
    found = NONE
    at = line_start
    while len(walked) <= _LONGEST_LIST:
        stop = len(text[max(0, at - 4) : at].rstrip()) + max(0, at - 4)
        if stop <= 0 or stop == at:
            break
        at = line_of(stop - 1)[0]
        if text[stop - 1] == ":":
            found = _of_head(text, m, _Line(at, stop), before)
            break
        if at in heads:
            found = heads[at]
            break
        if len(walked) == 1 and start == line_start and text[stop - 1].isalpha():
            return _of_line_above(text, m, _Line(at, stop))
        above = _LABEL.match(text, at, stop)
        if text[stop - 1].isalnum() and (found := _heading(text, at if above is None else above.end(), stop)) != NONE:
            if has_verb(text, max(m.tail, m.end)):
                return NONE
            break
        if not (text[stop - 1] in ";," or (above and above[0].strip())):
            break
        walked.append(at)
    heads.update(dict.fromkeys(walked, found))
    return found
