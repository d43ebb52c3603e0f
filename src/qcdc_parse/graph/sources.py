"""Who does it: of every mention of a document, the document that the relation is said of, and to which one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

import regex

from qcdc_parse.graph.vocabulary import active
from qcdc_parse.model import Document, Reference

__all__ = ["Claim", "claims_of"]


class Claim(NamedTuple):
    """What a mention says: a relation between two mentions; None stands for the document (or its attachment) itself."""

    mention: Reference
    """The mention that says it."""
    source: Reference | None
    target: Reference | None
    relation: str


def claims_of(document: Document) -> list[Claim]:
    """Return what the mentions of a document say, in reading order; mentions of the document itself say nothing.

    A mention in the title of another is said of the document with that title; `được sửa đổi bởi`, `được thay thế bởi` say what
    the mention did to the one named before it, `đã thay thế` what that one did to the mention (docs/references.md).

    >>> from qcdc_parse import parse_text
    >>> text = "Căn cứ Luật Đất đai năm 2013 (được sửa đổi, bổ sung bởi Luật số 35/2018/QH14);"
    >>> [(c.source and c.source.surface, c.relation, c.target.surface) for c in claims_of(parse_text(text))]
    [(None, 'based_on', 'Luật Đất đai năm 2013'), ('Luật số 35/2018/QH14', 'amends', 'Luật Đất đai năm 2013')]
    """
    references = document.references
    by_id = {r.id: r for r in references}
    starts = [r.span.start for r in references]
    out = []
    for index, mention in enumerate(references):
        if mention.kind == "self":
            continue
        holder = by_id.get(mention.inside) if mention.inside is not None else None
        if mention.rule == "named.amending":
            holder = _around(references, starts, mention) or holder
        if mention.done_by is not None and (doer := by_id.get(mention.done_by.by)) is not None:
            out.append(Claim(mention, doer, mention, mention.done_by.relation))
        elif (done := active(mention.relation)) is None:
            out.append(Claim(mention, holder, mention, mention.relation))
        elif before := _before(document, index):
            out += [Claim(mention, mention, None if one.kind == "self" else one, done) for one in before]
        elif holder is not None:
            out.append(Claim(mention, mention, holder, done))
        else:
            out.append(Claim(mention, None, mention, "cites"))
    return out


def _around(references: Sequence[Reference], starts: list[int], mention: Reference) -> Reference | None:
    """Return the law whose name holds a mention."""
    for outer in reversed(references[: bisect_right(starts, mention.span.start)]):
        if outer is not mention and outer.span.end >= mention.span.end:
            return outer
        if outer.span.start < mention.span.start - _LONGEST_NAME:
            break
    return None


_LONGEST_NAME = 600
"""The name of a law that amends others is at most this long, in code points."""


def _before(document: Document, index: int) -> list[Reference]:
    """Return the documents named before a mention on its line and in the same title, themselves not named as what acted.

    They are several where a list of them is the subject of the passive: `Quyết định A và Quyết định B đã được thay thế bằng`.
    """
    mention = document.references[index]
    text, line = document.text, document.text.rfind("\n", 0, mention.span.start) + 1
    found: list[Reference] = []
    for other in reversed(document.references[:index]):
        if other.span.start < line:
            break
        if other.inside != mention.inside or other.span.end > mention.span.start:
            continue
        if not found and active(other.relation) is not None:
            continue
        if found and not (_is_subject(other) and _AND.fullmatch(text, _end(other), found[-1].span.start)):
            break
        found.append(other)
        if not _is_subject(other) or "(" in text[_end(other) : mention.span.start]:
            break
    return found[::-1]


def _is_subject(mention: Reference) -> bool:
    """Tell whether nothing is said of a mention by what stands before it."""
    return mention.relation == "cites" and mention.cue_span is None and mention.done_by is None and mention.kind != "self"


def _end(mention: Reference) -> int:
    """Return where the mention ends, with its title."""
    return max(mention.span.end, mention.title_span.end if mention.title_span is not None else 0)


_AND = regex.compile(
    r"""[”"]?(?:,?\s(?:ngày\s\d+(?:[/.-]\d+[/.-]\d+|\stháng\s\d+\snăm\s\d+)|năm\s\d+))?
        (?:,?\scủa\s[^,;:().]{1,80}?)?(?:,|\svà|,\svà)\s(?:(?:các|số)\s)*""",
    regex.VERBOSE,
)
