"""Trích yếu: the words behind a mention that begin its title, and the title they begin."""

from __future__ import annotations

import re
from functools import cache

from qcdc_parse.catalog import doc_types, raw
from qcdc_parse.catalog.phrases import LETTER, any_of, first_words
from qcdc_parse.references.issuers import end_before_issuer
from qcdc_parse.references.mention import Mention, Place
from qcdc_parse.references.subjects import in_passive
from qcdc_parse.references.titles import after_quote, known_titles, matches_known, quoted, unquoted_end

_ABOUT = re.compile(
    r"(?:(?:lần\s+lượt|theo\s+thứ\s+tự)\s+)?(?:[Vv]ề\s+việc|[Vv]ề|VỀ(?:\s+VIỆC)?|[Vv]/[Vv]|[Vv]ới\s+(?:tiêu\s+đề|chủ\s+đề))(?![^\W\d_])\s*:?\s*"
)
_QUOTE = re.compile(r"\s*,?\s*:?\s*(?=[“”„«\"'‘])")
_SHORT = re.compile(r"(?<!năm)\s\d{1,4}(?:/\d{4})?$")


def _takes_title(text: str, m: Mention) -> bool:
    if m.title is not None or m.kind not in {"numbered", "congress", "unnumbered"}:
        return False
    return m.kind != "unnumbered" or (m.rule == "unnumbered" and _SHORT.search(text, max(m.start, m.end - 16), m.end) is not None)


def about(text: str, m: Mention, place: Place) -> int | None:
    """`về …`, `V/v …`, `lần lượt về “…”`."""
    said = _ABOUT.match(text, place.at, place.line_end) if _takes_title(text, m) else None
    if said is None:
        return None
    start = said.end()
    opened = _QUOTE.match(text, start, place.line_end)
    if opened is None:
        return _unquoted(text, m, start, place)
    return _quoted(text, m, opened.end(), place) or _unquoted(text, m, opened.end() + 1, place)


def quote(text: str, m: Mention, place: Place) -> int | None:
    """A title in quotation marks right behind."""
    return _quoted(text, m, place.at, place) if _takes_title(text, m) else None


def mark(text: str, m: Mention, place: Place) -> int | None:
    """`29/NQ-CP: “…”`, `05-ĐA/TU - “…”`."""
    opened = _QUOTE.match(text, place.at + 1, place.line_end)
    return _quoted(text, m, opened.end(), place) if opened and _takes_title(text, m) else None


def _quoted(text: str, m: Mention, at: int, place: Place) -> int | None:
    inside = quoted(text, at, place.line_end)
    if inside is None:
        return None
    m.title, m.quoted, m.closed = inside, True, True
    return after_quote(text, inside[1])


def _unquoted(text: str, m: Mention, start: int, place: Place) -> int | None:
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
def _verbs() -> tuple[re.Pattern[str], ...]:
    """Words a title begins with: beside an issuer or date; behind a number with its year; behind any; those of plans."""
    data = raw("citations")["title_verbs"]
    types = any_of([t.name for t in doc_types()] + ["Luật", "Bộ luật", "Pháp lệnh"])
    return (
        re.compile(rf"(?:{any_of(data['words'])})(?!{LETTER})(?!\s+(?:kèm|theo|ngày|rõ|cụ thể|như)(?!{LETTER}))", re.IGNORECASE),
        re.compile(rf"(?:{any_of(data['behind_year'])})(?!{LETTER})"),
        re.compile(rf"(?:{any_of(data['alone'])})(?!{LETTER})|ban hành (?={types})"),
        re.compile(rf"(?:{any_of(data['plans'])}) (?:các )?(?i:{types})(?!{LETTER})"),
    )


def verb_words() -> frozenset[str]:
    """Return the first words of what :func:`verb` reads."""
    data = raw("citations")["title_verbs"]
    return first_words([*data["words"], *data["behind_year"], *data["alone"], *data["plans"]])


_PLANS = frozenset({"Kế hoạch", "Chương trình", "Chương trình hành động", "Hướng dẫn", "Công văn", "Đề án"})


def verb(text: str, m: Mention, place: Place) -> int | None:
    """`… của Chính phủ quy định chi tiết …`: a title without `về`."""
    number = m.number
    if m.title is not None or number is None or place.comma or in_passive(text, m.start):
        return None
    known = m.issuer is not None or m.issued is not None
    beside, behind_year, alone, plans = _verbs()
    if (
        (beside if known else alone).match(text, place.at, place.line_end)
        or (number.year and behind_year.match(text, place.at, place.line_end))
        or (known and m.doc_type in _PLANS and plans.match(text, place.at, place.line_end))
    ):
        return _unquoted(text, m, place.at, place)
    return known_title(text, m, place)


def known_title(text: str, m: Mention, place: Place) -> int | None:
    """A title that the registry knows to the letter, right behind issuer or date."""
    if m.title is not None or m.key is None or place.comma or (m.issuer is None and m.issued is None):
        return None
    for title in known_titles(m.key):
        if end := matches_known(text, place.at, title, place.line_end):
            m.title, m.closed = (place.at, end), True
            return end
    return None
