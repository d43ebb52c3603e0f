"""What a document wants of the units: its targets, with those that hold no figure where a list names them surely."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from qcdc_parse.model import Document
from qcdc_parse.passages import Passage, passages
from qcdc_parse.report.matrix.statements import list_of, lists_in
from qcdc_parse.scoreboard.claims import targets_of
from qcdc_parse.scoreboard.lexicon import fold
from qcdc_parse.scoreboard.models import ScoreItem
from qcdc_parse.span import Span

__all__ = ["aims_of"]

_AIMS = re.compile(r"(?<![^\W\d_])(?:chỉ tiêu|mục tiêu)(?![^\W\d_])")
_TOLD = re.compile(r"(?<![^\W\d_])(?:kết quả|tình hình|đánh giá)(?![^\W\d_])")
_GENERAL = re.compile(r"(?<![^\W\d_])mục tiêu (?:chung|tổng quát)(?![^\W\d_])")
_WORD = re.compile(r"[^\W\d_]+")
_SIBLINGS = 2
"""A list with so many targets that hold figures names targets."""
_SHORTEST = 5
_LONGEST = 400


def aims_of(document: Document) -> list[ScoreItem]:
    """Return the targets under headings that name targets, in reading order; all targets where no heading does."""
    every = targets_of(document)
    under = [item for item in every if _names_targets(item.section or "")] or every
    return sorted([*under, *_without_figures(document, under)], key=lambda item: item.span.start)


def _names_targets(section: str) -> bool:
    folded = fold(section)
    return bool(_AIMS.search(folded)) and not _TOLD.search(folded) and not _GENERAL.search(folded)


def _without_figures(document: Document, known: Sequence[ScoreItem]) -> Iterator[ScoreItem]:
    """Yield the bullets and labelled paragraphs of the lists in which targets with figures stand."""
    text = document.text
    places = passages(document.header, document.attachments, document.sections, document.blocks, document.regions)
    lists = lists_in(places)
    holding = {index for index, p in enumerate(places) if any(p.start <= item.span.start < p.end for item in known)}
    counted = Counter((list_of(places[i], lists), _form(places[i], lists)) for i in holding)
    for index, p in enumerate(places):
        key = list_of(p, lists), _form(p, lists)
        if index in holding or p.kind not in _ITEMS or counted[key] < _SIBLINGS or not _names_targets(p.heading):
            continue
        words = " ".join(text[p.body : p.end].split())
        if not words.endswith(":") and len(_WORD.findall(words)) >= _SHORTEST and len(words) < _LONGEST:
            at = p.body + len(text[p.body : p.end]) - len(text[p.body : p.end].lstrip())
            yield ScoreItem(
                document=0,
                name=document.source.name,
                indicator="",
                section=p.heading.strip(" /"),
                span=Span(start=at, end=p.end),
                statement=words,
                role="target",
                measures=(),
            )


_ITEMS = frozenset({"heading", "bullet", "paragraph"})


def _form(p: Passage, lists: dict[str | None, str]) -> str:
    """Tell bullets from labelled paragraphs and from plain ones."""
    if p.kind == "paragraph" and p.section_id is not None and lists.get(p.section_id) != p.section_id:
        return "heading"
    return p.kind
