"""Who does it: of every mention of a document, the document that the relation is said of, and to which one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

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
    named: dict[str | None, list[Reference]] = {}
    at = 0
    out = []
    for mention in references:
        if document.text.find("\n", at, mention.span.start) >= 0:
            named.clear()
        at = mention.span.start
        done = active(mention.relation)
        beside = named.setdefault(mention.inside, [])
        if done is None:
            beside.append(mention)
        if mention.kind == "self":
            continue
        holder = by_id.get(mention.inside) if mention.inside is not None else None
        if mention.rule == "named.amending":
            holder = _around(references, starts, mention) or holder
        if mention.done_by is not None:
            out.append(Claim(mention, by_id[mention.done_by.by], mention, mention.done_by.relation))
        elif done is None:
            out.append(Claim(mention, holder, mention, mention.relation))
        elif (before := _before(beside, mention)) is not None:
            out.append(Claim(mention, mention, None if before.kind == "self" else before, done))
        elif holder is not None:
            out.append(Claim(mention, mention, holder, done))
        else:
            out.append(Claim(mention, None, mention, "cites"))
    return out


def _around(references: Sequence[Reference], starts: list[int], mention: Reference) -> Reference | None:
    """Return the law whose name holds a mention."""
    for at in range(bisect_right(starts, mention.span.start) - 1, -1, -1):
        outer = references[at]
        if outer is not mention and outer.span.end >= mention.span.end:
            return outer
        if outer.span.start < mention.span.start - _LONGEST_NAME:
            break
    return None


_LONGEST_NAME = 600
"""The name of a law that amends others is at most this long, in code points."""


def _before(beside: Sequence[Reference], mention: Reference) -> Reference | None:
    """Return the last of the documents named on a mention's line and in the same title, not as what acted, that ends before it."""
    return next((other for other in reversed(beside) if other.span.end <= mention.span.start), None)
