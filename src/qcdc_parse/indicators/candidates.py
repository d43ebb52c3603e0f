"""Candidates: the few passages that may hold an indicator, told by marks that are cheap to look for in a whole text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qcdc_parse.catalog import raw
from qcdc_parse.catalog.phrases import LETTER
from qcdc_parse.indicators.verdicts import begins_judged, ends_judged, may_judge
from qcdc_parse.passages import Passage

_RATES = ("%", "‰", "phần trăm")
_AIMS = (" tiêu", " TIÊU")
_AIM_BEFORE = ("chỉ", "Chỉ", "CHỈ", "mục", "Mục", "MỤC")
_PLANNED = re.compile(r"\((?:kế hoạch|KH|giao)")
_PER = re.compile(
    rf"\s?(?:(?!(?:19|20)\d\d(?!\d))\d[\d.,]*(?!\s?[/\d-])|0?[12]\s(?={LETTER})|năm|tháng|quý|tuần|ngày|nhiệm|người|hộ|vạn|ha(?!{LETTER})|km)"
)
_SENTENCES = re.compile(r"\. (?:Đạt|Vượt|Chưa|Không đ|Không h|Cơ bản|Hoàn thành)")
_AMID = ("vượt", "hưa đạt", "hông đạt")
"""Verdicts amid a passage: most stand at its end. Patterns that begin with one sure letter are the cheap ones."""
_JOINTS = frozenset(",;:(–->→")
_LINE_STARTS = ("Đạt", "Vượt", "Chưa", "Không", "Cơ bản", "Hoàn thành", "Đánh giá", "(", "=", "→")
_INITIALS = frozenset(start[0] for start in _LINE_STARTS)
_TAILS = (
    "đạt", "vượt", "hoàn thành", "tiến độ", "kế hoạch", "chỉ tiêu", "mức", "một phần", "yêu cầu", "mục tiêu", "đánh giá", "số liệu",
    "phát sinh", "đề ra", "giao", "100%", "hoàn thành tốt", "dự toán", "đặt ra", "nghị quyết", "nhiệm kỳ", " năm", "đăng ký", "trở lên",
    " kh", " ct", " nq",
)  # fmt: skip
_LAST = frozenset(letter for word in _TAILS for letter in (word[-1], word[-1].upper()))
_TAIL = 16
_COUNT = re.compile(r"\d\s+[^\W\d_]")
_LEAD = 200
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage by its index, and why to read it: ``rated`` holds a rate, ``aims`` names targets or a plan, ``judged`` may hold a verdict.

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
    rated = {bisect_right(starts, at) - 1 for mark in _RATES for at in _all(text, mark) if _behind_number(text, at)}
    rated |= {bisect_right(starts, at) - 1 for at in _all(text, "/") if _may_be_rate(text, at)}
    aims = {bisect_right(starts, at) - 1 for mark in _AIMS for at in _all(text, mark) if text[max(at - 3, 0) : at] in _AIM_BEFORE}
    aims |= {bisect_right(starts, m.start()) - 1 for m in _PLANNED.finditer(text)}
    aims |= {bisect_right(starts, at) - 1 for at in _all(text, "hoạch giao")}
    judged = _judged(text, places, starts)
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
        told, said = index in rated, index in judged
        if told or said or ((below or index in aims) and _may_count(text, p)):
            yield Candidate(index, told, index in aims, said, below, lead)
        if p.end > p.body and text[p.end - 1] == ":":
            lead, led_by = text[p.body : p.end][-_LEAD:], index
            listing = index in aims and any(w in lead.lower() for w in words)


def _may_count(text: str, p: Passage) -> bool:
    return _COUNT.search(text, p.body, p.end) is not None or may_judge(text, p.body, p.end)


def _judged(text: str, places: Sequence[Passage], starts: Sequence[int]) -> set[int]:
    """Return the passages that may hold a verdict, or stand before a line that is one."""
    out: set[int] = set()
    for m in _SENTENCES.finditer(text):
        index = bisect_right(starts, m.start()) - 1
        if begins_judged(text, m.start() + 2, places[index].end):
            out.add(index)
    out |= {bisect_right(starts, at) - 1 for mark in _AMID for at in _all(text, mark) if not _JOINTS.isdisjoint(text[max(at - 3, 0) : at])}
    for index, p in enumerate(places):
        body, end = p.body, p.end
        if end - body < _SHORTEST or p.kind not in ("paragraph", "bullet"):
            continue
        if (text[end - 1] in _LAST or text[end - 2] in _LAST) and text[end - _TAIL : end].rstrip(".;) ").lower().endswith(_TAILS):
            found = ends_judged(text, body, end)
        elif end - body < _LEAD and text[body] in _INITIALS:
            found = text.startswith(_LINE_STARTS, body, end) and begins_judged(text, body, end)
        else:
            continue
        if found:
            out |= {index - 1, index}
    return out


def _all(text: str, mark: str) -> Iterator[int]:
    at = text.find(mark)
    while at >= 0:
        yield at
        at = text.find(mark, at + 1)


def _may_be_rate(text: str, at: int) -> bool:
    """Tell `46/57` and `02 lần/năm` from most symbols and dates by the letters beside the slash."""
    before = text[at - 1 : at] if text[at - 1 : at] != " " else text[at - 2 : at - 1]
    return (before.isdigit() or before.islower()) and _PER.match(text, at + 1) is not None


def _behind_number(text: str, at: int) -> bool:
    before = text[max(at - 2, 0) : at].rstrip()
    return not before or before[-1].isdigit() or text.startswith("phần", at)
