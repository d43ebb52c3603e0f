"""Statements of a submission that may answer a target, and the lists they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from qcdc_parse.model import Measure, Verdict
from qcdc_parse.passages import Passage
from qcdc_parse.report.alignment.words import named_questions
from qcdc_parse.scoreboard.models import ScoreItem
from qcdc_parse.span import Span

__all__ = ["Statement", "list_of", "lists_in", "plans_ahead"]


@dataclass(frozen=True, slots=True)
class Statement:
    """``head`` names what it is said of, ``rest`` what stands behind the head and before the verdict.

    ``lead`` names it in an earlier sentence of its passage, ``above`` in the line or heading above. ``clauses`` are
    its parts where its figures are said of different things. ``group`` is the list or table it stands in; ``weak``: neither a
    verdict nor a figure, so that only its place in a list of answers makes it one.
    """

    span: Span
    head: str
    rest: str
    verdict: Verdict | None
    measures: tuple[Measure, ...]
    lead: str
    above: tuple[str, ...]
    clauses: tuple[ScoreItem, ...]
    group: str
    weak: bool


_ANSWERS_AHEAD = frozenset({"tasks", "proposals"})
_ANSWERS_NOW = frozenset({"results", "merits", "limits", "overview", "leadership"})


_FIRST = 5
"""So many words of a heading say what it is about: `đơn khiếu nại, tố cáo, kiến nghị …` proposes nothing."""


@lru_cache(maxsize=4096)
def plans_ahead(heading: str) -> bool:
    """Tell whether headings name what is still to be done.

    >>> plans_ahead("iv. phương hướng, nhiệm vụ / 1. nhiệm vụ"), plans_ahead("ii. kết quả thực hiện nhiệm vụ")
    (True, False)
    """
    for part in heading.split(" / "):
        named, _ = named_questions(" ".join(part.split()[:_FIRST]))
        if named & _ANSWERS_AHEAD and not named & _ANSWERS_NOW:
            return True
    return False


def lists_in(places: Sequence[Passage]) -> dict[str | None, str]:
    """Return, for each section, the list that its paragraphs stand in: its own, or for a labelled paragraph that of the section around it."""
    out: dict[str | None, str] = {None: ""}
    for p in places:
        if p.kind == "heading" and p.section_id is not None:
            labelled = p.body >= p.end
            out[p.section_id] = p.section_id.rpartition("/")[0] if labelled else p.section_id
    return out


def list_of(p: Passage, lists: dict[str | None, str]) -> str:
    """Name the list that a passage stands in; a heading stands in that of the section around it."""
    return (p.section_id or "").rpartition("/")[0] if p.kind == "heading" else lists.get(p.section_id, p.section_id or "")
