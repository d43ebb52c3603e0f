"""Attributes beside a mention: date, issuer, term and title.

What stands behind a mention is read piece by piece; the first word of a piece tells which readers may know it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from qcdc_parse.bodies import match_body
from qcdc_parse.dates import DATE, date_of
from qcdc_parse.references.issuers import SESSION, TERM, printed_term, read_issued_by, read_issuer
from qcdc_parse.references.mention import Mention, Place
from qcdc_parse.references.title_of import about, known_title, mark, quote, verb, verb_words

_WHEN = r"(?:(?:đã\s+|được\s+)*(?:ký\s+ban\s+hành|ban\s+hành|thông\s+qua|ký|ra|đề|lập)\s+(?:vào\s+)?)?(?:cùng\s+)?(?i:ngày)\s*"
_DATE = re.compile(_WHEN + DATE, re.VERBOSE)
_BARE_DATE = re.compile(DATE, re.VERBOSE)
_YEARLESS = re.compile(r"ngày\s+\d{1,2}(?:\s?[/.-]\s?\d{1,2}|\s+tháng\s+\d{1,2})(?![\d/.-]|\s+năm)")
_GAP = r"[^\s;]{1,6}|(?:[.…_]\s?){2,9}"
# ngày #& tháng 7 năm 2021   ngày … tháng … năm 2019   ngày …/7/2021   ngày ..../..../2024
_SPOILED = re.compile(
    rf"ngày\s+(?:(?P<day>{_GAP})\s+)?tháng\s+(?:(?P<month>{_GAP})\s+)?năm\s*(?:19|20)\d\d(?!\d)"
    r"|ngày\s*(?P<day2>[^\s\d;/]{0,8})\s{0,3}/\s{0,3}(?P<month2>\d{1,2}|[^\s\d;/]{0,8})\s{0,3}/\s{0,3}(?:19|20)\d\d(?!\d)"
)
_SAME_DAY = re.compile(r"\(?cùng\s+ngày(?!\s*\d|[^\W\d_])\)?")
_PIECE = re.compile(r"[\s,]*(?P<word>[^\W\d_]+|\S)")


_Reader = Callable[[str, Mention, Place], int | None]
_ALIAS = re.compile(r"\((?:(?:sau|dưới|từ)\s+đây\s+)?(?:được\s+|xin\s+)?(?:gọi|viết|ghi)\s+(?:chung|tắt|là)\s[^()\n]{1,100}\)")
_CLOSED = ".;)”»"
"""Behind these nothing belongs to the mention any more."""
_OTHERS: tuple[_Reader, ...] = (known_title,)


def read_attributes(text: str, mention: Mention, before: Mention | None, limit: int) -> None:
    """Read what follows a mention, up to ``limit``: the next mention or the end of the line.

    ``before`` is the dated mention of the same line that `cùng ngày` speaks of, if there is one.
    """
    mention.tail = mention.end
    if mention.rule == "unnumbered":
        _issuer_inside(text, mention)
    if mention.end < limit and text[mention.end] not in _CLOSED:
        mention.tail = _read(text, mention, before, mention.end, limit, mention.line_end)


def _issuer_inside(text: str, m: Mention) -> None:
    """`Chương trình công tác của Huyện ủy năm 2023`: the issuer stands in the name of the document."""
    at = text.find(" của ", m.start, m.end)
    end = match_body(text, at + 5, m.end) if at > 0 else None
    if end is not None:
        m.issuer = (at + 5, end)


def _read(text: str, m: Mention, before: Mention | None, at: int, stop: int, line_end: int, *, bracket: bool = False) -> int:
    """Read piece after piece; return where the last one ends."""
    table = _readers()
    place = Place(at, stop, line_end, bracket, before)
    while at < place.stop and (piece := _PIECE.match(text, at, place.stop)):
        word = piece["word"]
        place.at = piece.start("word")
        gap = text[at : place.at]
        place.comma = "," in gap
        place.cell = "\t" in gap
        readers = table.get(word.lower(), _OTHERS)
        if word[0].isupper():
            readers = (*readers, _issuer)
        for reader in readers:
            end = reader(text, m, place)
            if end is not None and end > at:
                break
        else:
            break
        at = end
    return at


def _date(text: str, m: Mention, place: Place) -> int | None:
    if m.issued is not None or m.invalid_date:
        return None
    date = _DATE.match(text, place.at, place.stop)
    if date is None:
        return _partial_date(text, m, place) if text[place.at] in "nN" else None
    if place.comma and _next_clause(text, date.end(), place):
        return None
    m.issued = date_of(date)
    m.invalid_date = m.issued is None
    return date.end()


def _next_clause(text: str, end: int, place: Place) -> bool:
    """`…, ngày 20/5/2022 Huyện ủy mở hội nghị`: the date of what comes next."""
    if text[end : end + 1] != " " or not text[end + 1 : end + 2].isupper():
        return False
    body = match_body(text, end + 1, place.stop)
    return body is not None and text[body : body + 2].strip().islower() and not text.startswith((" về", " kh"), body)


def _partial_date(text: str, m: Mention, place: Place) -> int | None:
    if partial := _YEARLESS.match(text, place.at, place.stop):
        return partial.end()
    if spoiled := _SPOILED.match(text, place.at, place.stop):
        m.invalid_date = any(part and part.strip(" .…_") for part in spoiled.group("day", "month", "day2"))
        return spoiled.end()
    return None


def _bare_date(text: str, m: Mention, place: Place) -> int | None:
    if (
        m.issued is not None
        or not (place.comma or place.bracket or place.cell)
        or (date := _BARE_DATE.match(text, place.at, place.stop)) is None
    ):
        return None
    m.issued = date_of(date)
    m.invalid_date = m.issued is None
    return date.end()


def _same_day(text: str, m: Mention, place: Place) -> int | None:
    same = _SAME_DAY.match(text, place.at, place.stop) if m.issued is None and place.before is not None else None
    if same is None or place.before is None:
        return None
    m.issued = place.before.issued
    return same.end()


def _issuer(text: str, m: Mention, place: Place) -> int | None:
    return read_issuer(text, m, place.at, place.stop, clause=place.comma) if m.issuer is None else None


def _issued_by(text: str, m: Mention, place: Place) -> int | None:
    return read_issued_by(text, m, place.at, place.stop) if m.issuer is None else None


def _term(text: str, m: Mention, place: Place) -> int | None:
    term = TERM.match(text, place.at, place.stop)
    if term is None or (m.term is not None and term["term"]):
        return None
    m.term = m.term or printed_term(term)
    return term.end()


def _session(text: str, _: Mention, place: Place) -> int | None:
    session = SESSION.match(text, place.at, place.stop)
    return session.end() if session else None


def _bracket(text: str, m: Mention, place: Place) -> int | None:
    """`(khóa IX)`, `(ngày 18/02/1998)`, `(Bộ Chính trị, khóa X)`: attributes where all that the brackets hold are such."""
    if alias := _ALIAS.match(text, place.at, place.line_end):
        # The mention that the alias is may bound the piece; what follows the bracket is still this document's.
        place.stop = place.line_end
        return alias.end()
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


@cache
def _readers() -> dict[str, tuple[_Reader, ...]]:
    """Readers by the word or mark that a piece begins with."""
    table: dict[str, tuple[_Reader, ...]] = {"(": (_bracket,)}
    for words, reader in (
        ("ngày ký ra đề lập đã được ban thông cùng", _date),
        ("0 1 2 3 4 5 6 7 8 9", _bare_date),
        ("cùng", _same_day),
        ("của giữa", _issuer),
        ("do được đã đều cùng cũng vừa mới", _issued_by),
        ("khóa khoá nhiệm", _term),
        ("kỳ tại lần", _session),
        ("về v với lần theo", about),
        ('“ „ « ” ‘ "', quote),
        (": - –", mark),
        (" ".join(verb_words()), verb),
    ):
        for word in words.split():
            table[word] = (*table.get(word, ()), reader)
    return table
