"""Candidates: the few passages that may hold an indicator, told by marks that are cheap to look for in a whole text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qcdc_parse.catalog import raw
from qcdc_parse.catalog.phrases import LETTER
from qcdc_parse.passages import Passage

_RATES = ("%", "‰", "phần trăm")
_AIMS = ("hỉ tiêu", "CHỈ TIÊU", "ục tiêu", "MỤC TIÊU")
_PER = re.compile(
    rf"\s?(?:(?!(?:19|20)\d\d(?!\d))\d[\d.,]*(?!\s?[/\d-])|0?[12]\s(?={LETTER})|năm|tháng|quý|tuần|ngày|nhiệm|người|hộ|vạn|ha(?!{LETTER})|km)"
)
_JUDGES = (". Đạt", ". Vượt", ". Chưa", ". Không", ". Cơ bản", ". Hoàn thành", "hưa đạt", "vượt")
"""Where a verdict stands amid a passage; most stand at its end."""
_LINE_STARTS = ("Đạt", "Vượt", "Chưa", "Không", "Cơ bản", "Hoàn thành", "Đánh giá", "(", "=", "→")
_TAIL = 16
_TAILS = (
    "đạt", "vượt", "hoàn thành", "tiến độ", "kế hoạch", "chỉ tiêu", "mức", "một phần", "yêu cầu", "mục tiêu", "đánh giá", "số liệu",
    "phát sinh", "đề ra", "giao", "100%", "hoàn thành tốt", "dự toán", "đặt ra",
)  # fmt: skip
_LAST = frozenset(word[-1] for word in _TAILS)
_LEAD = 200


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage by its index, and why to read it: ``rated`` holds a rate, ``aims`` names targets, ``judged`` may hold a verdict.

    ``listed`` stands below a heading or lead that names targets; ``lead`` is the line above it that ends with a colon.
    """

    index: int
    rated: bool
    aims: bool
    judged: bool
    listed: bool
    lead: str


def candidates(text: str, places: Sequence[Passage]) -> Iterator[Candidate]:
    """Yield the passages to read, in order."""
    starts = [p.start for p in places]
    rated = {bisect_right(starts, at) - 1 for mark in _RATES for at in _all(text, mark)}
    rated |= {bisect_right(starts, at) - 1 for at in _all(text, "/") if _may_be_rate(text, at)}
    aims = {bisect_right(starts, at) - 1 for mark in _AIMS for at in _all(text, mark)}
    judged = {bisect_right(starts, at) - 1 for mark in _JUDGES for at in _all(text, mark)}
    for index, p in enumerate(places):
        if p.kind in ("paragraph", "bullet") and _may_be_judged(text, p):
            judged |= {index - 1, index}  # a line of its own judges the one before it
    words = tuple(raw("numbers")["amount_headings"]["words"])
    lead, led_by, listing = "", 0, False
    headings, aimed = "", False
    for index, p in enumerate(places):
        if p.kind in ("header", "footer", "table"):
            continue
        if lead and (p.section_id != places[led_by].section_id or (p.kind != "bullet" and led_by != index - 1)):
            lead, listing = "", False
        if p.heading is not headings:
            headings, aimed = p.heading, any(w in p.heading for w in words)
        below = listing or (aimed and (p.kind != "heading" or any(w in p.heading.rpartition(" / ")[0] for w in words)))
        if index in rated or index in aims or index in judged or below:
            yield Candidate(index, index in rated, index in aims, index in judged, below, lead)
        if text.endswith(":", p.body, p.end):
            lead, led_by = text[p.body : p.end][-_LEAD:], index
            listing = index in aims and any(w in lead.lower() for w in words)


def _all(text: str, mark: str) -> Iterator[int]:
    at = text.find(mark)
    while at >= 0:
        yield at
        at = text.find(mark, at + 1)


def _may_be_rate(text: str, at: int) -> bool:
    """Tell `46/57` and `02 lần/năm` from most symbols and dates by the letters beside the slash."""
    before = text[at - 1 : at] if text[at - 1 : at] != " " else text[at - 2 : at - 1]
    return (before.isdigit() or before.islower()) and _PER.match(text, at + 1) is not None


def _may_be_judged(text: str, p: Passage) -> bool:
    """Tell whether a passage may end with a verdict, or be one."""
    tail = text[max(p.body, p.end - _TAIL) : p.end].rstrip(".;) ").lower()
    if tail[-1:] in _LAST and tail.endswith(_TAILS):
        return True
    return text.startswith(_LINE_STARTS, p.body, p.end) and p.end - p.body < _LEAD
