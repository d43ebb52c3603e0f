"""Verdicts: what the text says of an indicator, and what it says of all of them.

A verdict stands behind its indicator: in brackets, behind a comma or colon at the end, as a sentence or a line of its own
(compiled reports of Party committees). ``đạt`` as a verb (``đạt 95%``, ``kết quả đạt được``, ``đạt chuẩn``) is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from qcdc_parse.catalog import verdicts


@dataclass(frozen=True, slots=True)
class FoundVerdict:
    """A verdict where it stands; ``cut`` is where the statement before it ends."""

    start: int
    end: int
    surface: str
    value: str
    reason: tuple[int, int] | None
    cut: int


@cache
def _patterns() -> tuple[regex.Pattern[str], regex.Pattern[str], regex.Pattern[str]]:
    words = sorted(verdicts(), key=len, reverse=True)
    stems = "|".join(regex.escape(w) for w in words)
    any_word = rf"(?:{stems})(?:\ (?:so\ với\ )?(?:chỉ\ tiêu|kế\ hoạch|mục\ tiêu|yêu\ cầu|dự\ toán)(?!\p{{L}}))?(?:\ (?:(?:của\ )?Nghị\ quyết|đề\ ra|được\ giao|giao)(?!\p{{L}})){{0,2}}"
    reason = r"(?:\s*[(\[](?P<reason>[^()\[\]]*(?:\([^()]*\)[^()\[\]]*)*)[)\]] | \s*[,:;–-]?\s+ (?:(?:lý\ do|nguyên\ nhân)\s*(?:là|:)?\s*|do\s+|vì\s+) (?P<because>[^.;()]+))?"
    alone = regex.compile(
        rf"\s*(?:[-–+*=>→•]+\s*)?[(\[]?\s*(?:(?i:đánh\ giá|kết\ quả|kết\ luận)\s*:\s*)?(?P<word>(?i:{any_word}))(?!\p{{L}})\s*[)\]]?{reason}\s*[.;!)]*\s*$",
        regex.VERBOSE,
    )
    inside = regex.compile(
        rf"""
        (?: (?P<open>[(\[])\s*(?:(?i:đánh\ giá)\s*:\s*)?(?P<w1>(?i:{any_word}))\s*[)\]]
          | [(\[]\s*(?P<w4>(?i:{any_word}))\s*[,;:–-]\s*(?P<inner>[^()\[\]]+)[)\]]
          | (?:\s*[:;–→=>]+\s*|\s+-\s+)(?P<w2>(?i:{any_word}))
          | ,\s+(?P<w3>{any_word}) )(?!\p{{L}})(?!\s+\d){reason}\s*[.;!]*\s*$
        """,
        regex.VERBOSE,
    )
    summary = regex.compile(
        rf"""
        (?<!\p{{L}})(?: (?P<v1>{any_word}) \s+ (?:được\s+)? (?: \d+\s?%\s+ )? (?: (?:tất\ cả|hầu\ hết|đa\ số|phần\ lớn|toàn\ bộ) \s+ )? (?:các|những) \s+ (?:mục\ tiêu,?\s+(?:và\s+)?|nhóm\s+)? (?:chỉ\ tiêu|mục\ tiêu)
          | (?:các|những|(?P<part>\d+)\s?/\s?(?P<whole>\d+)|\d+) \s+ (?:mục\ tiêu,?\s+)? (?:nhóm\s+)?chỉ\ tiêu [^.;:]{{0,80}}? (?<!\p{{L}})(?:không\ (?:những|chỉ)\ {any_word}\ mà\ (?:còn\ )?)?(?P<v2>{any_word}) (?!\s+(?:chuẩn|tỷ\ lệ|được|\d))
          | không \s+ (?:(?:có|còn)\s+)? (?:một\s+)? (?:mục\ tiêu|chỉ\ tiêu) \s+ nào \s+ (?:là\s+|bị\s+)? (?P<v3>{any_word}) )(?!\p{{L}})
        """,
        regex.VERBOSE | regex.IGNORECASE,
    )
    return alone, inside, summary


_DONE = regex.compile(r"(?<!\p{L})đã(?!\p{L})", regex.IGNORECASE)
_WISH = regex.compile(
    r"(?<!\p{L})(?:phấn đấu|nhằm|để|cần|phải|quyết tâm|bảo đảm|đảm bảo|tập trung|nỗ lực|góp phần|hướng tới|yêu cầu|đánh giá|nếu|việc|đề ra giải pháp|rà soát|bảo đảm)(?!\p{L})[^.;]{0,60}$",
    regex.IGNORECASE,
)


def verdict_alone(text: str, start: int, end: int) -> FoundVerdict | None:
    """Read a sentence or line that is a verdict and nothing else.

    >>> found = verdict_alone("Chưa đạt (thiếu vốn).", 0, 21)
    >>> found.surface, found.value
    ('chưa đạt', 'not_yet_met')
    """
    if end - start > 700:
        return None
    m = _patterns()[0].fullmatch(text, start, end)
    return _found(m, "word", m.start("word")) if m else None


def verdict_inside(text: str, start: int, end: int) -> FoundVerdict | None:
    """Read a verdict that closes the sentence of its indicator."""
    m = _patterns()[1].search(text, start, end)
    if m is None:
        return None
    group = next(g for g in ("w1", "w4", "w2", "w3") if m[g])
    return _found(m, group, m.start())


def value_of(surface: str) -> str:
    """Return the value of a wording: that of the longest known one it begins with.

    >>> value_of("hoàn thành chỉ tiêu nghị quyết đề ra"), value_of("không hoàn thành mục tiêu")
    ('met', 'not_met')
    """
    known = verdicts()
    return known[max((w for w in known if surface.startswith(w)), key=len)]


def _found(m: regex.Match[str], group: str, cut: int) -> FoundVerdict:
    surface = m[group].lower()
    reason = next((m.span(g) for g in ("reason", "because", "inner") if g in m.re.groupindex and m[g]), None)
    return FoundVerdict(m.start(group), m.end(group), surface, value_of(surface), reason, cut)


def summary_verdict(text: str, start: int, end: int) -> tuple[str, str] | None:
    """Return wording and value where a sentence judges the indicators as a whole.

    >>> summary_verdict("Đã thực hiện cơ bản đạt các chỉ tiêu trong nghị quyết.", 0, 54)
    ('cơ bản đạt', 'mostly_met')
    """
    m = _patterns()[2].search(text, start, end)
    if m is None:
        return None
    group = next(g for g in ("v1", "v2", "v3") if m[g])
    ahead = text[start : m.start()]
    if _WISH.search(ahead) and not _DONE.search(ahead):
        return None
    surface = m[group].lower()
    if group == "v3":
        return surface, "met" if value_of(surface) in _NEGATIVE else "not_met"
    return surface, _as_a_whole(text[start:end], surface, m)


_TOTAL = regex.compile(
    r"(?<!\p{L})(?:trong|tổng)(?:\s+(?:tổng\s+)?số|\s+cộng)?\s+(?P<total>\d{1,3})\s+(?:nhóm\s+)?chỉ\s+tiêu", regex.IGNORECASE
)
_OPEN_ENDED = regex.compile(r"(?<!\p{L})(?:trong đó|còn lại|gồm cả|bao gồm)(?!\p{L})", regex.IGNORECASE)


@cache
def _counts() -> regex.Pattern[str]:
    stems = "|".join(regex.escape(w) for w in sorted(verdicts(), key=len, reverse=True))
    return regex.compile(
        rf"(?<![\d/.,])(?P<count>\d{{1,3}})\s+(?:chỉ\s+tiêu\s+)?(?:đã\s+|được\s+đánh\s+giá\s+(?:là\s+)?)?(?P<word>{stems})(?![\p{{L}}\d])",
        regex.IGNORECASE,
    )


def counts_differ(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the total of a sentence and the sum of its counts by verdict, where they differ and every indicator is counted once.

    >>> counts_differ("Trong 14 chỉ tiêu có 10 chỉ tiêu đạt, 2 chỉ tiêu vượt.", 0, 54)
    (14, 12)
    """
    total = _TOTAL.search(text, start, end)
    if total is None or _OPEN_ENDED.search(text, total.end(), end):
        return None
    parts = {m["word"].lower(): int(m["count"]) for m in _counts().finditer(text, total.end(), end)}
    said, counted = int(total["total"]), sum(parts.values())
    return (said, counted) if len(parts) > 1 and said != counted else None


_NEGATIVE = {"not_met", "not_yet_met"}
_COUNTED = regex.compile(r"\d+\s+(?:chỉ tiêu\s+)?(?:đã\s+)?(?P<word>chưa đạt|không đạt|không hoàn thành|chưa hoàn thành)", regex.IGNORECASE)


def _as_a_whole(sentence: str, surface: str, m: regex.Match[str]) -> str:
    """Some met and some not is partly met, whatever is named first."""
    value = value_of(surface)
    part = m["part"] is not None and int(m["part"]) < int(m["whole"])
    if value not in _NEGATIVE and (part or _COUNTED.search(sentence)):
        return "partly_met"
    return value
