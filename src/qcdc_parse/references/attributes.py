"""Attributes beside a mention: date, issuer, term and title."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache

import regex

from qcdc_parse.bodies import find_bodies, match_body
from qcdc_parse.catalog import directives, raw
from qcdc_parse.dates import DATE, date_of
from qcdc_parse.references.mention import Mention
from qcdc_parse.references.near import match_near
from qcdc_parse.references.titles import OPENING, after_quote, matches_known, quoted, unquoted_end, word_keys

_DATE = regex.compile(
    r"\s* [,(]? \s* (?:(?:ký|ban\s+hành|được\s+ban\s+hành) \s+ )? (?: (?:cùng\s+)? (?i:ngày) \s* | (?<=,\s) (?=\d) | (?<=\() (?=\d) ) "
    + DATE
    + r"\s*\)?",
    regex.VERBOSE,
)
_YEARLESS = regex.compile(r"\s*,?\s*ngày\s+\d{1,2}(?:\s?[/.-]\s?\d{1,2}|\s+tháng\s+\d{1,2})(?![\d/.-]|\s+năm)")
# ngày #& tháng 7 năm 2021   ngày … tháng … năm 2019   ngày …/7/2021
_NO_DAY = regex.compile(
    r"\s*,?\s*ngày\s+(?:(?P<day>[^\s;]{1,6}|(?:[.…]\s?){2,9})\s+)?tháng\s+(?:(?P<month>[^\s;]{1,6}|(?:[.…]\s?){2,9})\s+)?năm\s+(?:19|20)\d\d(?!\d)"
    r"|\s*,?\s*ngày\s+(?P<day2>[^\s\d;]{1,6})\s?/\s?\d{1,2}/\d{4}(?!\d)"
)
_OF = regex.compile(
    r"\s*,?\s*(?:của|(?P<by>(?:đều |cùng |cũng |được )*do))\s+(?P<plenum>Hội nghị\s+(?:(?:lần thứ\s+)?(?:\p{Ll}+(?:\s(?:một|hai|ba|tư|lăm|năm))?|\d+|[IVX]+)\s*,?\s+)?(?:của\s+)?)?(?=\p{Lu})"
)
_NTH = regex.compile(
    r"\s+(?:\d{1,2}|lần thứ\s+(?:\p{Ll}+(?:\s(?:một|hai|ba|tư|lăm|năm))?|\d{1,2}|[IVX]+))(?=\s*,?\s+\(?kh[oó][aá](?!\p{L})|\s*[“,.;])"
)
_BY = regex.compile(r"\s+(?:ký\s+)?ban\s+hành(?!\s+(?:kèm|theo))")
_TERM = regex.compile(
    r"\s* (?: ,\s* )? (?: \( \s* (?i:kh[oó][aá]) \s+ (?P<term>[IVXL]+|\d{1,2}) \s* (?:,[^)]{0,30})? \) | (?i:kh[oó][aá]) \s+ (?P<term2>[IVXL]+|\d{1,2}) (?![\p{L}\d]) )",
    regex.VERBOSE,
)
_SESSION = regex.compile(
    r"\s*,?\s*(?:tại\s+)?[Kk]ỳ họp (?:thứ|chuyên đề)[\p{L}\d ]{0,24}?(?=\s+(?:về|ngày|quy định|ban hành|thông qua)|[,;.])"
)
_ABOUT = regex.compile(r"\s*,?\s*(?:[Vv]ề\s+việc|[Vv]ề|V/v|[Vv]ới\s+(?:tiêu đề|chủ đề))\s*:?\s*")
_QUOTE = regex.compile(r"\s*,?\s*:?\s*(?=[“„«\"])")
_BLANK = regex.compile(r"\s+")
_ISSUES = regex.compile(
    r"(?:\s*\((?:khóa|khoá)\s+(?P<term>[IVX]+|\d{1,2})\)|\s+(?:khóa|khoá)\s+(?P<term2>[IVX]+|\d{1,2}))?(?:\s+(?:đã|vừa|cũng|tiếp\s+tục|kịp\s+thời|mới|chủ\s+động|xây\s+dựng,?|và|ký))*\s+(?:ban\s+hành|ra|có|ký)(?:\s+(?:các|văn bản|kịp thời))*\s*$"
)


@cache
def _title_verbs() -> regex.Pattern[str]:
    verbs = sorted(raw("citations")["title_verbs"]["words"], key=len, reverse=True)
    return regex.compile(rf"\s+(?=(?:{'|'.join(map(regex.escape, verbs))})(?!\p{{L}}))")


@lru_cache(maxsize=1 << 12)
def known_titles(key: str) -> tuple[tuple[str, ...], ...]:
    """Folded words of the titles that the registry holds for a number, to the letter."""
    return tuple(word_keys(d.title) for d in directives().get(key, ()) if d.title and d.title_exact)


def read_attributes(text: str, mention: Mention, before: Mention | None, limit: int) -> None:
    """Read what follows a mention, up to ``limit``: the next mention or the end of the line.

    ``before`` is the dated mention of the same line that `cùng ngày` speaks of, if there is one.
    """
    at = mention.end
    for _ in range(7):
        found = _one_attribute(text, mention, before, at, limit)
        if found is None or found == at:
            break
        at = found
    mention.tail = max(at, mention.end)


_SAME_DAY = regex.compile(r"\s*,?\s*\(?cùng\s+ngày(?!\s*\d|\p{L})\)?")
_AHEAD = 32
"""The word that begins an attribute (`ngày`, `của`, `khóa`, `kỳ họp`) stands at most this far ahead, in code points."""


def _one_attribute(text: str, m: Mention, before: Mention | None, at: int, limit: int) -> int | None:
    if text[at : at + 1] in ".;)":
        return None
    ahead = text[at : at + _AHEAD].lower()
    if (
        m.issued is None
        and ("ngày" in ahead or ahead[1:2].isdigit() or ahead[2:3].isdigit())
        and (date := match_near(_DATE, text, at, limit))
    ):
        m.issued = date_of(date)
        if m.issued is None:
            m.invalid_date = True
        return date.end() - (date[0].endswith(")") and "(" not in date[0])
    if m.issued is None and before is not None and "cùng" in ahead and (same := match_near(_SAME_DAY, text, at, limit)):
        m.issued = before.issued
        return same.end()
    if m.issued is None and "ngày" in ahead[:8]:
        if partial := match_near(_YEARLESS, text, at, limit):
            return partial.end()
        if spoiled := match_near(_NO_DAY, text, at, limit):
            m.invalid_date = any(part and part.strip(" .…") for part in spoiled.groups())
            return spoiled.end()
    if m.issuer is None and ("của" in ahead or "do" in ahead) and (of := match_near(_OF, text, at, limit)):
        end = match_body(text, of.end(), limit)
        by = match_near(_BY, text, end, limit) if end is not None and of["by"] else None
        if end is not None and (by is not None or (of["by"] or "do") == "do"):
            nth = match_near(_NTH, text, end, limit) if of["plenum"] else None
            end = nth.end() if nth else end
            m.issuer = (of.start("plenum") if of["plenum"] else of.end(), end)
            return by.end() if by else end
    if m.term is None and "kh" in ahead and (term := match_near(_TERM, text, at, limit)):
        m.term = term["term"] or term["term2"]
        return term.end()
    if "họp" in ahead and (session := match_near(_SESSION, text, at, limit)):
        return session.end()
    return _title(text, m, at, limit) if m.title is None and m.kind in {"numbered", "congress"} else None


def _title(text: str, m: Mention, at: int, limit: int) -> int | None:
    first = text[at : at + 6].lstrip(" ,:\t\n")[:1]
    about = match_near(_ABOUT, text, at, limit) if first in ("v", "V") else None
    start = about.end() if about else at
    mark = match_near(_QUOTE, text, start, limit) if about or (first and first in OPENING + '"') else None
    if mark and (inside := quoted(text, mark.end(), m.line_end)):
        m.title, m.quoted, m.closed = inside, True, True
        return after_quote(text, inside[1])
    if about:
        return _unquoted(text, m, start)
    if (
        m.issuer is not None
        or m.issued is not None
        or (m.number is not None and m.number.year is not None and text.startswith(" quy định", at))
    ):
        for known in known_titles(m.key or ""):
            blank = match_near(_BLANK, text, at, limit)
            if blank and (end := matches_known(text, blank.end(), known, m.line_end)):
                m.title, m.closed = (blank.end(), end), True
                return end
        verb = match_near(_title_verbs(), text, at, m.line_end)
        if verb and m.number is not None:
            return _unquoted(text, m, verb.end())
    return None


def _unquoted(text: str, m: Mention, start: int) -> int:
    for known in known_titles(m.key or ""):
        end = matches_known(text, start, known, m.line_end)
        if end:
            m.title, m.closed = (start, end), True
            return end
    end = unquoted_end(text, start, m.line_end)
    if end - start < 3:
        return start
    m.title = (start, end)
    m.closed = end >= m.line_end or text[end] in ";.(…”\n"
    return end


_CENTRAL = regex.compile(r"Trung ương|Bộ Chính trị|Ban Bí thư|\bTW\b")
_LOCAL = regex.compile(r"(?i:tỉnh|thành) (?:ủy|uỷ)|Đảng bộ (?:tỉnh|thành phố)")


def settle_levels(text: str, mentions: list[Mention]) -> None:
    """`445-KL/TƯ`: TƯ stands for TU or TW; the issuer beside the number tells, and without one it stays."""
    for m in mentions:
        number = m.number
        if number is None or m.issuer is None or not number.body_code.endswith("TƯ"):
            continue
        issuer = text[slice(*m.issuer)]
        level = "TU" if _LOCAL.search(issuer) else "TW" if _CENTRAL.search(issuer) else None
        if level is not None:
            m.number = replace(number, body_code=number.body_code[:-2] + level, mended=True)
            m.key = m.number.key


_DATED_BEFORE = regex.compile(r"(?i:ngày)\s+" + DATE + r"\s*,?\s*$", regex.VERBOSE)


def read_issuer_before(text: str, m: Mention, line_start: int) -> None:
    """The issuer as grammatical subject: `Đảng ủy Khối ban hành Nghị quyết …`."""
    window = max(line_start, m.start - 160)
    verb = _ISSUES.search(text, max(window, m.start - 60), m.start)
    if verb is None or not text[verb.start() : verb.end()].strip():
        return
    if "ban hành" not in verb[0] and verb[0].split()[-1] != "ra" and "ký" not in verb[0]:
        return
    for start, end in reversed(find_bodies(text, window, verb.start() + 1)):
        if end == verb.start():
            m.issuer = (start, end)
            m.term = m.term or verb["term"] or verb["term2"]
            dated = _DATED_BEFORE.search(text, window, start)
            if dated and m.issued is None:
                m.issued = date_of(dated)
        break
