"""Verdicts that stand ahead of what they judge: `Chưa đạt: …`, `Các chỉ tiêu chưa đạt:` above a list."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from qcdc_parse.catalog import verdicts
from qcdc_parse.catalog.phrases import any_of
from qcdc_parse.indicators.verdicts import begins_judged
from qcdc_parse.model import Verdict
from qcdc_parse.report.matrix.verdicts import verdict_at

__all__ = ["Ahead", "after_verdict", "ahead_of", "led_by", "segments_of"]

_MIXED = re.compile(r"đạt\W+(?:và )?vượt")
"""`các chỉ tiêu đạt và vượt`: which of them are which is not said."""
_REASON = re.compile(r"\s*(?:do|vì|bởi|nguyên nhân|lý do|lí do)(?![^\W\d_])", re.IGNORECASE)


class Ahead(NamedTuple):
    """A verdict and the stretch behind it that it may judge; ``sure`` where nothing else can be meant."""

    verdict: Verdict
    start: int
    end: int
    sure: bool


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    word = rf"(?P<word>{any_of(verdicts())})(?![^\W\d_])"
    who = r"(?:(?:riêng|tuy nhiên|đã|đơn vị|cơ quan|chi bộ|đảng bộ),? )*"
    aims = r"(?:các |những |nhóm |\d+ |một số )?(?:chỉ tiêu|nội dung|tiêu chí|mục tiêu)"
    ahead = re.compile(
        rf"[\W_]*{who}(?:{aims} )?{word}(?:(?: {aims})?(?: (?:sau|gồm|là|này|đề ra))*\s*(?P<colon>:)|(?P<object> {aims}(?: về)? )(?=[^\W\d_]{{2}}))\s*",
        re.IGNORECASE,
    )
    led = re.compile(
        rf"[\W_]*{aims} (?:đã |được đánh giá (?:là )?)?{word}(?: (?:đề ra|nghị quyết|kế hoạch|được giao|gồm|sau|như sau|là|có|cụ thể))*[\s:.]*",
        re.IGNORECASE,
    )
    return ahead, led


def ahead_of(text: str, start: int, end: int) -> Ahead | None:
    """Read a sentence that begins with its verdict: `Chưa đạt chỉ tiêu hồ sơ đúng hạn (88%)`."""
    m = _patterns()[0].match(text, start, end)
    if m is None or m.end() >= end or _REASON.match(text, m.end(), end) or _MIXED.match(m["word"].lower()):
        return None
    return Ahead(verdict_at(m.string, *m.span("word")), m.end(), end, sure=m["object"] is not None)


@cache
def _run_on() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(verdicts())})(?![^\W\d_])\s+", re.IGNORECASE)


def after_verdict(text: str, start: int, end: int) -> int | None:
    """Return where a sentence begins anew behind a verdict and no mark: `Đạt Người đứng đầu …`."""
    m = _run_on().match(text, start, end)
    return m.end() if m is not None and m.end() < end and text[start].isupper() and text[m.end()].isupper() else None


@lru_cache(maxsize=1024)
def _led(words: str) -> tuple[int, int] | None:
    m = _patterns()[1].fullmatch(words)
    return m.span("word") if m is not None and not _MIXED.match(words[m.start("word") :].lower()) else None


def led_by(text: str, start: int, end: int) -> Verdict | None:
    """Read the line above a list that says what all its items are: `b) Các chỉ tiêu chưa đạt:`."""
    found = _led(text[start:end]) if end - start < _LONGEST else None
    if found is None:
        return None
    return verdict_at(text, start + found[0], start + found[1])


_LONGEST = 120


def segments_of(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a sentence at its semicolons, and behind a bracket that judges: `… 97% (vượt), … 88% (chưa đạt)`."""
    cuts: list[tuple[int, int]] = []
    opened: list[int] = []
    for m in _JOINT.finditer(text, start, end):
        if m[0] == "(":
            opened.append(m.end())
        elif m[0][0] == ")":
            at = opened.pop() if opened else None
            if m[0] != ")" and at is not None and not opened and begins_judged(text, at, m.start()):
                cuts.append((m.start() + 1, m.end()))
        elif not opened:
            cuts.append(m.span())
    begins = [start, *(b for _, b in cuts)]
    return list(zip(begins, [*(a for a, _ in cuts), end], strict=True))


_JOINT = re.compile(r"\(|\)(?:,| và )?|;")
