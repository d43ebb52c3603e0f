"""Verdicts in tables: the words of a column of judgements, or the heading of the column that is ticked."""

from __future__ import annotations

from functools import lru_cache

import regex

from qcdc_parse.catalog import verdicts
from qcdc_parse.indicators.contents import TICK
from qcdc_parse.indicators.grid import Cell, Row
from qcdc_parse.indicators.headings import wording_of
from qcdc_parse.indicators.heads import Head
from qcdc_parse.indicators.verdicts import FoundVerdict, verdict_alone
from qcdc_parse.indicators.wordings import NEGATIVE, POSITIVE, value_of
from qcdc_parse.model import Verdict
from qcdc_parse.span import Span

_WHY = regex.compile(r"(?:(?:nguyên nhân|lý do|lí do)(?:\s+là)?\s*:?\s*|(?:do|vì)\s+)", regex.IGNORECASE)
_NO_REASON = regex.compile(r"(?:dự kiến|phấn đấu|ước|sẽ)(?!\p{L})|(?:vượt|tăng|bằng|đạt|hụt|thiếu)\s+\d", regex.IGNORECASE)
"""What is hoped for, or by how much, says not why."""
_EXCEEDED_BY = regex.compile(r"(?P<word>vượt(?:\s+(?:kế hoạch|chỉ tiêu|kh))?)\s+\d[\d.,]*\s?%?", regex.IGNORECASE)
_DENIES = regex.compile(
    r"(?:chưa|chẳng|(?:không|ko|k)(?=\s*\.?\s*(?:đạt|hoàn thành|vượt)))\s*\.?\s*(?:(?:đạt|hoàn thành|vượt)(?:\s+(?:chỉ tiêu|kế hoạch|yêu cầu|mục tiêu))?)?"
    r"(?:\s*[(,;].*|\s*\.)?",
    regex.IGNORECASE,
)
_NO = regex.compile(r"(?:không|ko|kđ|cđ)\s*\.?", regex.IGNORECASE)
_JUDGES = regex.compile(r"đánh giá|thẩm định|kết quả|xếp loại|kết luận|đạt|hoàn thành", regex.IGNORECASE)


def verdict_of(text: str, row: Row, head: Head) -> Verdict | None:
    """Return the verdict of a row; none where two columns of ticks are ticked, two columns judge, or another denies a good one.

    A figure in a column of verdicts is none; `Vượt 8%` is the verdict `vượt`.
    """
    found = [verdict for column in head.judging if (verdict := _verdict(text, row.at(column), head.columns[column].ticks, head, column))]
    if len(found) != 1:
        return None
    verdict = found[0]
    if verdict.value in POSITIVE and any(_denied(cell.text, head.columns[at].cell.text) for at, cell in _others(row, head)):
        return None
    reason = head.first("reason")
    stretch = _trimmed(row.at(reason)) if reason is not None else _explained(row, head)
    if verdict.reason is None and stretch is not None:
        start, end = stretch
        verdict = verdict.model_copy(
            update={"reason": " ".join(text[start:end].split()), "reason_span": Span(start=start, end=end)},
        )
    return verdict


def _others(row: Row, head: Head) -> list[tuple[int, Cell]]:
    return [(at, row.cells[at]) for at in row.filled if at != head.name and at < len(head.columns)]


@lru_cache(maxsize=4096)
def _denied(words: str, heading: str) -> bool:
    """Tell whether a cell denies: `Chưa`, `K.đạt`, `Không` under `Thẩm định`, whatever but a figure under `Chưa đạt`."""
    if _DENIES.fullmatch(words) or (_NO.fullmatch(words) and _JUDGES.search(heading)):
        return True
    over = wording_of(heading)
    return over is not None and value_of(over) in NEGATIVE and (TICK.fullmatch(words) is not None or _judgement(words) is not None)


def _verdict(text: str, cell: Cell, ticks: str | None, head: Head, column: int) -> Verdict | None:
    if not cell.text:
        return None
    if ticks is not None:
        heading = head.columns[column].cell
        if TICK.fullmatch(cell.text) is None:
            return None
        at = heading.text.lower().find(ticks)
        if at < 0:
            return None
        return Verdict(value=verdicts()[ticks], surface=ticks, span=Span(start=heading.start + at, end=heading.start + at + len(ticks)))
    found = _judgement(cell.text)
    if found is not None:
        told = found.reason is not None and _NO_REASON.match(cell.text, *found.reason) is None
        why = _trimmed(Cell(cell.text[slice(*found.reason)], cell.start + found.reason[0], 0)) if told and found.reason else None
        return Verdict(
            value=found.value,
            surface=found.surface,
            reason=text[slice(*why)] if why else None,
            span=Span(start=cell.start + found.start, end=cell.start + found.end),
            reason_span=Span(start=why[0], end=why[1]) if why else None,
        )
    by = _EXCEEDED_BY.fullmatch(cell.text)
    if by is None:
        return None
    word = by["word"]
    return Verdict(value=value_of(word.lower()), surface=word.lower(), span=Span(start=cell.start, end=cell.start + len(word)))


@lru_cache(maxsize=1024)
def _judgement(words: str) -> FoundVerdict | None:
    """Read a cell that is a verdict and nothing else; the same few wordings stand in most cells."""
    return verdict_alone(words, 0, len(words))


def _explained(row: Row, head: Head) -> tuple[int, int] | None:
    """Return the reason in a column of remarks, which must say that it is one."""
    remark = head.first("remark")
    cell = row.at(remark) if remark is not None else None
    m = _WHY.match(cell.text) if cell is not None else None
    if cell is None or m is None:
        return None
    return _trimmed(Cell(cell.text[m.end() :], cell.start + m.end(), cell.end))


def _trimmed(cell: Cell) -> tuple[int, int] | None:
    words = cell.text.rstrip(" .;,")
    return (cell.start, cell.start + len(words)) if any(map(str.isalpha, words)) else None
