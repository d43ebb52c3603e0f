"""Citations as a graph keeps them, millions of them, and the evidence that is made of one on request."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from qcdc_parse.graph.models import Confidence, Evidence, FileId, Said
from qcdc_parse.sentences import split_sentences
from qcdc_parse.span import Span, made

__all__ = ["Citation", "evidence_of", "in_order", "place_of"]


class Citation(NamedTuple):
    """One statement: ``source`` does it to ``target``; None where a document is not settled. What follows ``doer`` is its proof."""

    source: str | None
    target: str | None
    candidates: tuple[str, ...]
    in_title: bool
    """It stands in the source's own title."""
    partial: bool
    """It is said of an article or clause of the target, not of the whole."""
    said: Said
    doer: Said | None
    """What is said of the source, where another document than the one that speaks does it."""
    file: FileId
    reference: str
    part: int
    section_id: str | None
    page: int | None
    paragraph: int | None
    start: int
    end: int
    """The mention: offsets into the text of the record."""
    surface: str
    line: str | None
    """The line of the text on which it stands, one for all its mentions; None where the surface is all there is to quote."""
    begin: int
    """Offset of the line."""
    relation: str
    issued: dt.date | None
    rule: str
    confidence: Confidence


def evidence_of(citation: Citation) -> Evidence:
    """Return a citation as evidence, with the sentence that holds it."""
    name, sha256 = citation.file
    return Evidence(
        name,
        sha256,
        citation.reference,
        citation.part,
        citation.section_id,
        citation.page,
        citation.paragraph,
        made(Span, start=citation.start, end=citation.end),
        citation.surface,
        citation.surface
        if citation.line is None
        else _sentence(citation.line, citation.start - citation.begin, citation.end - citation.begin),
        citation.relation,
        citation.issued,
        citation.rule,
        citation.confidence,
    )


def place_of(citation: Citation) -> tuple[FileId, int, int, str]:
    """Return what citations are sorted by: file, then reading order."""
    return citation.file, citation.start, citation.end, citation.reference


def in_order(citations: Iterable[Citation]) -> list[Citation]:
    """Sort citations by file, then in reading order."""
    return sorted(citations, key=place_of)


_LONGEST = 1200
"""A quotation is at most about this long, in code points: a sentence may list hundreds of documents, and is quoted for each."""
_AROUND = 500
"""Of longer sentences so much is quoted on both sides of the mention."""


def _sentence(line: str, start: int, end: int) -> str:
    """Return the sentence that holds a part of a line, white space folded; of a very long one what stands around that part."""
    sentences = _sentences(line)
    at = max(bisect_right(sentences, (start, len(line))) - 1, 0)
    begin, stop = sentences[at] if sentences else (start, end)
    begin, stop = min(begin, start), max(stop, end)
    if stop - begin <= _LONGEST:
        return " ".join(line[begin:stop].split())
    first = begin if start - begin <= _AROUND else max(line.find(" ", start - _AROUND, start), start - _AROUND)
    last = stop if stop - end <= _AROUND else max(line.rfind(" ", end, end + _AROUND), end)
    return ("… " if first > begin else "") + " ".join(line[first:last].split()) + (" …" if last < stop else "")


@lru_cache(maxsize=1 << 8)
def _sentences(line: str) -> list[tuple[int, int]]:
    return split_sentences(line, 0, len(line))
