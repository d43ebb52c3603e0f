"""Attributes beside a mention: date, issuer, term and title.

What stands behind a mention is read piece by piece; the first letter of a piece tells which readers may know it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import regex

from qcdc_parse.bodies import match_body
from qcdc_parse.catalog import doc_types, raw
from qcdc_parse.dates import DATE, date_of
from qcdc_parse.references.issuers import SESSION, TERM, end_before_issuer, read_issued_by, read_issuer
from qcdc_parse.references.mention import Mention
from qcdc_parse.references.near import match_near
from qcdc_parse.references.titles import OPENING, after_quote, known_titles, matches_known, quoted, unquoted_end

_WHEN = r"(?:(?:đã\s+|được\s+)*(?:ký\s+ban\s+hành|ban\s+hành|thông\s+qua|ký|ra|đề|lập)\s+(?:vào\s+)?)?(?:cùng\s+)?(?i:ngày)\s*"
_DATE = regex.compile(_WHEN + DATE, regex.VERBOSE)
_BARE_DATE = regex.compile(DATE, regex.VERBOSE)
_YEARLESS = regex.compile(r"ngày\s+\d{1,2}(?:\s?[/.-]\s?\d{1,2}|\s+tháng\s+\d{1,2})(?![\d/.-]|\s+năm)")
_GAP = r"[^\s;]{1,6}|(?:[.…_]\s?){2,9}"
# ngày #& tháng 7 năm 2021   ngày … tháng … năm 2019   ngày …/7/2021   ngày ..../..../2024
_SPOILED = regex.compile(
    rf"ngày\s+(?:(?P<day>{_GAP})\s+)?tháng\s+(?:(?P<month>{_GAP})\s+)?năm\s*(?:19|20)\d\d(?!\d)"
    r"|ngày\s*(?P<day2>[^\s\d;/]{0,8})\s{0,3}/\s{0,3}(?P<month2>\d{1,2}|[^\s\d;/]{0,8})\s{0,3}/\s{0,3}(?:19|20)\d\d(?!\d)"
)
_SAME_DAY = regex.compile(r"\(?cùng\s+ngày(?!\s*\d|\p{L})\)?")
_ABOUT = regex.compile(
    r"(?:(?:lần\s+lượt|theo\s+thứ\s+tự)\s+)?(?:[Vv]ề\s+việc|[Vv]ề|[Vv]/[Vv]|[Vv]ới\s+(?:tiêu\s+đề|chủ\s+đề))(?!\p{L})\s*:?\s*"
)
_QUOTE = regex.compile(r"\s*,?\s*:?\s*(?=[“”„«\"'‘])")
_SHORT = regex.compile(r"(?<!năm)\s\d{1,4}(?:/\d{4})?$")


class _Place(NamedTuple):
    """Where a piece begins: ``at``; ``stop`` bounds it, ``line_end`` bounds titles, which may hold other mentions."""

    at: int
    stop: int
    line_end: int
    comma: bool
    bracket: bool
    before: Mention | None


_Reader = Callable[[str, Mention, _Place], int | None]


def read_attributes(text: str, mention: Mention, before: Mention | None, limit: int) -> None:
    """Read what follows a mention, up to ``limit``: the next mention or the end of the line.

    ``before`` is the dated mention of the same line that `cùng ngày` speaks of, if there is one.
    """
    mention.tail = max(_read(text, mention, before, mention.end, limit, mention.line_end), mention.end)


def _read(text: str, m: Mention, before: Mention | None, at: int, stop: int, line_end: int, *, bracket: bool = False) -> int:
    """Read piece after piece; return where the last one ends."""
    readers = _readers()
    while at < stop:
        start = at
        while start < stop and (text[start] == "," or text[start].isspace()):
            start += 1
        if start >= stop:
            break
        comma = "," in text[at:start]
        place = _Place(start, stop, line_end, comma, bracket, before)
        for reader in readers.get(text[start], ()):
            end = reader(text, m, place)
            if end is not None and end > at:
                break
        else:
            break
        at = end
    return at


def _date(text: str, m: Mention, place: _Place) -> int | None:
    if m.issued is not None or m.invalid_date:
        return None
    date = match_near(_DATE, text, place.at, place.stop)
    if date is None:
        return _partial_date(text, m, place)
    if place.comma and _next_clause(text, date.end(), place):
        return None
    m.issued = date_of(date)
    m.invalid_date = m.issued is None
    return date.end()


def _next_clause(text: str, end: int, place: _Place) -> bool:
    """`…, ngày 20/5/2022 Huyện ủy mở hội nghị`: the date of what comes next."""
    if text[end : end + 1] != " " or not text[end + 1 : end + 2].isupper():
        return False
    body = match_body(text, end + 1, place.stop)
    return body is not None and text[body : body + 2].strip().islower() and not text.startswith((" về", " kh"), body)


def _partial_date(text: str, m: Mention, place: _Place) -> int | None:
    if text[place.at] not in "nN":
        return None
    if partial := match_near(_YEARLESS, text, place.at, place.stop):
        return partial.end()
    if spoiled := match_near(_SPOILED, text, place.at, place.stop):
        m.invalid_date = any(part and part.strip(" .…_") for part in spoiled.group("day", "month", "day2"))
        return spoiled.end()
    return None


def _bare_date(text: str, m: Mention, place: _Place) -> int | None:
    if m.issued is not None or not (place.comma or place.bracket) or (date := match_near(_BARE_DATE, text, place.at, place.stop)) is None:
        return None
    m.issued = date_of(date)
    m.invalid_date = m.issued is None
    return date.end()


def _same_day(text: str, m: Mention, place: _Place) -> int | None:
    same = match_near(_SAME_DAY, text, place.at, place.stop) if m.issued is None and place.before is not None else None
    if same is None or place.before is None:
        return None
    m.issued = place.before.issued
    return same.end()


def _issuer(text: str, m: Mention, place: _Place) -> int | None:
    if m.issuer is not None or (place.comma and not text.startswith(("của", "giữa"), place.at)):
        return None
    return read_issuer(text, m, place.at, place.stop)


def _issued_by(text: str, m: Mention, place: _Place) -> int | None:
    return read_issued_by(text, m, place.at, place.stop) if m.issuer is None else None


def _term(text: str, m: Mention, place: _Place) -> int | None:
    term = match_near(TERM, text, place.at, place.stop)
    if term is None or (m.term is not None and term["term"]):
        return None
    m.term = m.term or term["term"]
    return term.end()


def _session(text: str, _: Mention, place: _Place) -> int | None:
    session = match_near(SESSION, text, place.at, place.stop)
    return session.end() if session else None


def _bracket(text: str, m: Mention, place: _Place) -> int | None:
    """`(khóa IX)`, `(ngày 18/02/1998)`, `(Bộ Chính trị, khóa X)`: attributes where all that the brackets hold are such."""
    close = text.find(")", place.at, min(place.stop, place.at + 160))
    if close < 0 or text.find("(", place.at + 1, close) >= 0:
        return None
    known = m.issued, m.invalid_date, m.issuer, m.term, m.title, m.quoted, m.closed
    if _read(text, m, place.before, place.at + 1, close, close, bracket=True) == close:
        return close + 1
    if m.term is None or known[3] is not None:  # `(khóa VIII, năm 1998)` still says the term
        m.issued, m.invalid_date, m.issuer, m.term, m.title, m.quoted, m.closed = known
        return None
    return close + 1


def _takes_title(text: str, m: Mention) -> bool:
    if m.title is not None or m.kind not in {"numbered", "congress", "unnumbered"}:
        return False
    return m.kind != "unnumbered" or (m.rule == "unnumbered" and _SHORT.search(text, max(m.start, m.end - 16), m.end) is not None)


def _about(text: str, m: Mention, place: _Place) -> int | None:
    if not _takes_title(text, m) or (about := match_near(_ABOUT, text, place.at, place.line_end)) is None:
        return None
    start = about.end()
    mark = match_near(_QUOTE, text, start, place.line_end)
    if mark is None:
        return _unquoted(text, m, start, place)
    return _quoted(text, m, mark.end(), place) or _unquoted(text, m, mark.end() + 1, place)


def _quote(text: str, m: Mention, place: _Place) -> int | None:
    return _quoted(text, m, place.at, place) if _takes_title(text, m) else None


def _mark(text: str, m: Mention, place: _Place) -> int | None:
    """`29/NQ-CP: “…”`, `05-ĐA/TU - “…”`."""
    mark = match_near(_QUOTE, text, place.at + 1, place.line_end)
    return _quoted(text, m, mark.end(), place) if mark and _takes_title(text, m) else None


def _quoted(text: str, m: Mention, at: int, place: _Place) -> int | None:
    inside = quoted(text, at, place.line_end)
    if inside is None:
        return None
    m.title, m.quoted, m.closed = inside, True, True
    return after_quote(text, inside[1])


def _unquoted(text: str, m: Mention, start: int, place: _Place) -> int | None:
    for known in known_titles(m.key or ""):
        if end := matches_known(text, start, known, place.line_end):
            m.title, m.closed = (start, end), True
            return end
    end = unquoted_end(text, start, place.line_end)
    before = end_before_issuer(text, m, start, end, place.stop)
    end = end if before is None else before
    if end - start < 3:
        return None
    m.title = (start, end)
    m.closed = before is not None or end >= place.line_end or text[end] in ";.(…”\n"
    return end


@cache
def _verbs() -> tuple[regex.Pattern[str], ...]:
    """Words a title begins with: beside an issuer or date; behind a number with its year; behind any; those of plans."""
    data = raw("citations")["title_verbs"]

    def any_of(words: list[str]) -> str:
        return "|".join(regex.escape(w) for w in sorted(words, key=len, reverse=True))

    types = any_of([t.name for t in doc_types()] + ["Luật", "Bộ luật", "Pháp lệnh"])
    return (
        regex.compile(rf"(?:{any_of(data['words'])})(?!\p{{L}})(?!\s+(?:kèm|theo|ngày)(?!\p{{L}}))"),
        regex.compile(rf"(?:{any_of(data['behind_year'])})(?!\p{{L}})"),
        regex.compile(rf"(?:{any_of(data['alone'])})(?!\p{{L}})|ban hành (?={types})"),
        regex.compile(rf"(?:tổ chức |tiếp tục |đẩy mạnh )?(?:triển khai |thực hiện ){{1,2}}(?:các )?(?i:{types})(?!\p{{L}})"),
    )


_PLANS = frozenset({"Kế hoạch", "Chương trình", "Chương trình hành động", "Hướng dẫn", "Công văn", "Đề án"})


def _verb(text: str, m: Mention, place: _Place) -> int | None:
    """`… của Chính phủ quy định chi tiết …`: a title without `về`."""
    number = m.number
    if m.title is not None or number is None or place.comma:
        return None
    known = m.issuer is not None or m.issued is not None
    beside, behind_year, alone, plans = _verbs()
    verbs = beside if known else alone
    if match_near(verbs, text, place.at, place.line_end) or (number.year and match_near(behind_year, text, place.at, place.line_end)):
        return _unquoted(text, m, place.at, place)
    if known and m.doc_type in _PLANS and match_near(plans, text, place.at, place.line_end):
        return _unquoted(text, m, place.at, place)
    for title in known_titles(m.key or "") if known else ():
        if end := matches_known(text, place.at, title, place.line_end):
            m.title, m.closed = (place.at, end), True
            return end
    return None


@cache
def _readers() -> dict[str, tuple[_Reader, ...]]:
    """Readers by the first letter of what they read."""
    table: dict[str, list[_Reader]] = {}
    for letters, reader in (
        ("nNkrđbtlc", _date),
        ("0123456789", _bare_date),
        ("c", _same_day),
        ("cg", _issuer),
        ("dđcvm", _issued_by),
        ("kKn", _term),
        ("tkK", _session),
        ("(", _bracket),
        ("vVlt", _about),
        (OPENING + '”"‘', _quote),
        (":-–", _mark),
    ):
        for letter in letters:
            table.setdefault(letter, []).append(reader)
    for letter in "abcdefghiklmnopqrstuvxyăâđêôơưAĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXY":
        own = table.setdefault(letter, [])
        own += [_issuer] if letter.isupper() and _issuer not in own else []
        own += [_verb]
    return {letter: tuple(readers) for letter, readers in table.items()}
