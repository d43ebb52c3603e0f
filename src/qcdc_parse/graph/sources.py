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
    names = [r for r in references if r.rule == "named.amending"]
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
        holder = holder or _around(names, mention)
        if mention.done_by is not None and (doer := by_id.get(mention.done_by.by)) is not None:
            out.append(Claim(mention, doer, mention, mention.done_by.relation))
        elif done is None:
            out.append(Claim(mention, holder, mention, mention.relation))
        elif before := _before(document.text, beside, mention):
            out += [Claim(mention, mention, None if one.kind == "self" else one, done) for one in before]
        elif holder is not None:
            out.append(Claim(mention, mention, holder, done))
        else:
            out.append(Claim(mention, None, mention, "cites"))
    return out


def _around(names: Sequence[Reference], mention: Reference) -> Reference | None:
    """Return the law that amends others in whose name a mention stands; ``names`` are those laws, in reading order."""
    at = bisect_right(names, mention.span.start, key=lambda r: r.span.start) - 1
    law = names[at] if at >= 0 else None
    return law if law is not None and law is not mention and mention.span.end <= law.span.end else None


def _before(text: str, beside: Sequence[Reference], mention: Reference) -> list[Reference]:
    """Return the documents named before a mention on its line and in the same title, themselves not named as what acted.

    They are several where a list of them is the subject of the passive: `Quyết định A và Quyết định B đã được thay thế bằng`.
    """
    found: list[Reference] = []
    for other in reversed(beside):
        if other.span.end > mention.span.start:
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
