"""Documents of plenums of the Central Committee and of local committees: `Nghị quyết Trung ương 4 (khóa XII)`."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import regex

from qcdc_parse.bodies import match_body
from qcdc_parse.references.mention import Mention, unnumbered_mention
from qcdc_parse.references.near import match_near

_WORDS = r"(?:nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười(?:\s+(?:một|hai|ba|bốn|tư|lăm|năm|sáu|bảy|tám|chín))?)"
ORDINAL = rf"(?:[IVXLC]+|\d{{1,2}}|{_WORDS})(?![\p{{L}}\d])"
_NTH = (
    rf"(?:[IVXLC]+|\d{{1,2}}|(?!(?i:năm)\s+\d{{4}})(?i:thứ\s+)?(?i:{_WORDS}))(?![\p{{L}}\d/-])(?:\s*\(lần\ (?:thứ\ )?(?:\d|hai|ba|nhất)\))?"
)
_COMMITTEE = r"(?:Ban\ Chấp\ hành|BCH)"
_CENTRAL = rf"(?:{_COMMITTEE}\s+)?(?:Trung\ ương|TW|TƯ)(?:\ Đảng)?|BCHTW(?:\ Đảng)?"
_TERM = r"\s*,?\s*(?:\(\s*(?i:kh[oó][aá])\s+(?P<term{0}>[IVX]+)\s*\)|(?i:kh[oó][aá])\s+(?P<term{1}>[IVX]+)(?!\p{{L}}))"
_LOCAL = regex.compile(rf"Hội\ nghị\s+lần\s+thứ\s+{ORDINAL}\s*,?\s+(?:của\s+)?(?={_COMMITTEE}\s+(?:Đảng\ bộ|đảng\ bộ))")
_LOCAL_TERM = regex.compile(_TERM.format(1, 2))
_MORE_NUMBERS = regex.compile(r"(?:\s*,\s*\d{1,2})*(?:\s*(?:,|và)\s*\d{1,2})\s*,?\s*\(?(?i:kh[oó][aá])\s+(?P<term>[IVX]+)\)?")
_MORE_TERMS = regex.compile(
    r"(?:\s*,\s*|\s+và\s+)(?P<surface>\((?:kh[oó][aá]\s+)(?P<term>[IVX]+)\)|(?:kh[oó][aá]\s+)?(?P<term2>[IVX]+)(?!\p{L}))"
)
_TERMS = regex.compile(
    r"\s*\(\s*(?i:kh[oó][aá])\s+(?P<first>[IVX]+)(?:(?:\s*,\s*|\s+và\s+)(?:kh[oó][aá]\s+)?(?P<more>[IVX]+)(?!\p{L}))+\s*\)"
)
_COUNT = regex.compile(r"\d{1,2}")
_IN_A_LIST = regex.compile(r"\s*(?:,|và|,\s*và)\s*(?:các\s+)?")


@cache
def _plenum() -> regex.Pattern[str]:
    return regex.compile(
        rf"""
            (?: Hội\ nghị\s+lần\s+thứ\s+{ORDINAL} (?:{_TERM.format(3, 4)})? \s*,? \s+ (?:của\s+)? (?:{_CENTRAL}) (?!\s+{_NTH})
              | (?:Hội\ nghị\s+)? (?:{_CENTRAL}) (?:\s+|(?<=T[WƯ])) (?:lần\s+thứ\s+)? {_NTH}
            ) (?:{_TERM.format(1, 2)})?
            """,
        regex.VERBOSE,
    )


@cache
def _more_plenum() -> regex.Pattern[str]:
    return regex.compile(
        rf"\s*(?:,|;|và|,\s*và)\s*(?P<surface>(?:Hội\ nghị\ )?(?:Trung\ ương|TW)\s+(?:lần\ thứ\s+)?{_NTH}(?:\s*,?\s*\(?(?i:kh[oó][aá])\s+(?P<term>[IVX]+)\)?(?!\p{{L}})|(?=\s*(?:[,;.)“]|(?:và|về)\s|$))))"
    )


def plenums_at(text: str, start: int, at: int, limit: int, doc_type: str) -> list[Mention]:
    """Read the plenums named at a place, for one type word that begins at ``start``; none where none is named.

    One plenum, or several that share numbers or terms: `Trung ương 4 khóa XI, XII`, `Trung ương 5, 6, 7 (khóa XII)`.
    """
    m = match_near(_plenum(), text, at, limit)
    if m is None:
        return _local(text, start, at, limit, doc_type)
    first = _mention(start, m.end(), doc_type, limit)
    first.term = m["term1"] or m["term2"] or m["term3"] or m["term4"]
    if first.term is not None:
        return [first, *(_more_terms(text, m.end(), limit, doc_type) or _more_plenums(text, first, doc_type, limit))]
    if more := match_near(_MORE_NUMBERS, text, m.end(), limit):
        first.term = more["term"]
        out = [first]
        for count in _COUNT.finditer(text, more.start(), more.start("term")):
            out.append(_mention(*count.span(), doc_type, limit, rule="congress.plenum.list"))
            out[-1].term = more["term"]
        out[-1].end = out[-1].tail = more.end()
        return out
    if terms := match_near(_TERMS, text, m.end(), limit):
        first.term = terms["first"]
        first.tail = terms.end()
        return [first, *(_of_term(*span, terms.captures("more")[n], doc_type, limit) for n, span in enumerate(terms.spans("more")))]
    return [first, *_more_plenums(text, first, doc_type, limit)]


def _mention(start: int, end: int, doc_type: str, limit: int, *, rule: str = "congress.plenum") -> Mention:
    return unnumbered_mention(start, end, "congress", rule, doc_type, limit)


def _of_term(start: int, end: int, term: str, doc_type: str, limit: int) -> Mention:
    made = _mention(start, end, doc_type, limit, rule="congress.plenum.list")
    made.term = term
    return made


def _local(text: str, start: int, at: int, limit: int, doc_type: str) -> list[Mention]:
    """`Hội nghị lần thứ 12 Ban Chấp hành Đảng bộ tỉnh khóa XVI`."""
    local = match_near(_LOCAL, text, at, limit)
    end = match_body(text, local.end(), limit) if local else None
    if end is None:
        return []
    term = match_near(_LOCAL_TERM, text, end, limit)
    made = _mention(start, term.end() if term else end, doc_type, limit)
    made.term = (term["term1"] or term["term2"]) if term else None
    return [made]


def _more_terms(text: str, end: int, limit: int, doc_type: str) -> list[Mention]:
    out: list[Mention] = []
    while more := match_near(_MORE_TERMS, text, end, limit):
        out.append(_of_term(*more.span("surface"), more["term"] or more["term2"], doc_type, limit))
        end = more.end()
    return out


def _more_plenums(text: str, first: Mention, doc_type: str, limit: int) -> list[Mention]:
    """`Trung ương 6 và Trung ương 7 khóa XII`: plenums that one type word covers; a term holds for those before it."""
    out: list[Mention] = []
    waiting = [first] if first.term is None else []
    end = first.end
    while more := match_near(_more_plenum(), text, end, limit):
        made = _of_term(*more.span("surface"), more["term"], doc_type, limit)
        out.append(made)
        waiting.append(made)
        if made.term is not None:
            for m in waiting:
                m.term = made.term
            waiting = []
        end = more.end()
    return out


def share_terms(text: str, plenums: list[Mention]) -> None:
    """`Nghị quyết Trung ương 4 và Nghị quyết Trung ương 5 (khóa XIII)`: the term at the end of a list is that of all."""
    for earlier, later in reversed(list(pairwise(plenums))):
        alike = earlier.rule.startswith("congress.plenum") and later.rule == "congress.plenum" and earlier.doc_type == later.doc_type
        if alike and earlier.term is None and later.term is not None and _IN_A_LIST.fullmatch(text, earlier.end, later.start):
            earlier.term = later.term
