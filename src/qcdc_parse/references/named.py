"""Mentions without a number: laws by name, congress and plenum documents, the document itself, unnumbered ones."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from operator import itemgetter

import regex

from qcdc_parse.bodies import match_body
from qcdc_parse.catalog import doc_types, laws, raw
from qcdc_parse.references.find import LineOf
from qcdc_parse.references.mention import Mention
from qcdc_parse.references.near import match_near
from qcdc_parse.references.titles import matches_known, word_keys

_LAW = regex.compile(
    r"(?<![\p{L}“])(?P<type>Bộ luật|Luật|Pháp lệnh|Hiến pháp)(?=\s)|(?<!\p{L})(?P<type2>BỘ LUẬT|LUẬT|PHÁP LỆNH|HIẾN PHÁP)(?=\s)"
)
_YEAR = regex.compile(r"\s+(?:năm\s+)?(?:19|20)\d\d(?![\d/]|[.-]\d)")
_REVISED = regex.compile(r"\s*\((?:sửa đổi|sửa đổi, bổ sung)\)")
_CONSTITUTION = regex.compile(r"\s+(?:nước\s+(?:Cộng hòa|Cộng hoà) xã hội chủ nghĩa Việt Nam)?")
_LAW_WORD = regex.compile(r"(?P<gap>,?\s+(?:-\s+)?)(?P<word>[\p{L}]+)")
_LAW_STOP = frozenset(
    "số ngày năm được đã quy có và này của do theo là trong về tại để đối sửa với khi từ đến cho các những tháng hiện-hành".split()
)
_CAPITALISED = regex.compile(r"\p{Lu}\p{L}*")
_AMENDING = regex.compile(r"\s+[Ss]ửa đổi(?:, bổ sung)?(?: một số điều)? của (?=(?:các )?(?:Bộ luật|Luật|Pháp lệnh))")

_TYPES = r"(?P<type>Nghị\ quyết|NGHỊ\ QUYẾT|nghị\ quyết|Kết\ luận|kết\ luận|Văn\ kiện|Quy\ định|Chỉ\ thị|Báo\ cáo\ chính\ trị)"
_NTH = r"(?:[IVXLC]+|\d{1,2}|thứ\s+\p{Ll}+|[Bb]ốn|[Nn]ăm|[Ss]áu|[Bb]ảy|[Tt]ám|[Cc]hín|[Mm]ười)"
_CONGRESS = regex.compile(
    rf"""
    (?<!\p{{L}}) {_TYPES} \s+ (?: của \s+ )?
    (?:
      (?P<congress> (?: (?i:đại \s hội) | ĐH ) \s+
          (?: (?: đại \s biểu \s+ )? (?: (?: Đảng \s+ )? toàn \s quốc \s+ )? (?: (?: của \s+ )? Đảng \s+ )? (?: lần \s thứ \s+ )? [IVX]+ (?!\p{{L}}) (?: \s+ (?: của \s+ )? Đảng (?! \s+ bộ ) (?: \s Cộng \s sản \s Việt \s Nam )? )?
            | (?: đại \s biểu \s+ )? (?: lần \s thứ \s+ [IVX\d]+ \s+ )? (?= (?:của\s+)? (?: Đảng \s bộ | ĐẢNG \s BỘ | Chi \s bộ | đảng \s bộ ) ) (?: của \s+ )? (?P<local>) ) )
    | (?P<plenum> (?: Hội \s nghị \s+ (?: lần \s thứ \s+ (?:\p{{Ll}}+(?:\s+(?:một|hai|ba|tư|lăm|năm))?|\d+|[IVX]+) \s*,? \s+ (?: của \s+ )? (?: Ban \s Chấp \s hành | BCH ) \s+ (?: Trung \s ương | TW ) (?: \s Đảng )?
                    | (?: Ban \s Chấp \s hành \s+ )? Trung \s ương (?: \s Đảng )? \s+ (?: lần \s thứ \s+ )? {_NTH} )
                  | (?: Trung \s ương | TW | BCH \s Trung \s ương | Ban \s Chấp \s hành \s Trung \s ương ) \s+ (?: lần \s thứ \s+ )? {_NTH} (?![/\d-]) )
          (?: \s* ,? \s* (?: \( \s* (?i:khóa|khoá) \s+ (?P<term>[IVX]+) \s* \) | (?i:khóa|khoá) \s+ (?P<term2>[IVX]+) (?!\p{{L}}) ) )? )
    )
    """,
    regex.VERBOSE,
)
_ORDINAL = regex.compile(r",?\s+lần\s+thứ\s+(?:[IVXLC]+|\d{1,2})(?![\p{L}\d])")
_ALSO = regex.compile(r"(?:\s*,\s*|\s+và\s+)(?=(?:Đảng bộ|ĐẢNG BỘ|Đại hội)\s)")
_ALSO_CONGRESS = regex.compile(r"Đại hội\s+(?:đại biểu\s+)?")


def occurrences(text: str, literal: str) -> Iterator[int]:
    """Yield where a literal stands, left to right."""
    at = text.find(literal)
    while at >= 0:
        yield at
        at = text.find(literal, at + 1)


def find_named(text: str, taken: list[tuple[int, int]], line_of: LineOf) -> list[Mention]:
    """Find laws, codes, ordinances and the constitution cited by name."""
    out: list[Mention] = []
    for m in _LAW.finditer(text):
        start = m.start()
        if _covered(start, taken) or (out and start < out[-1].end and out[-1].rule != "named.amending"):
            continue
        kind = (m["type"] or m["type2"]).capitalize()
        line_start, line_end = line_of(start)
        if start == line_start and m.end() == line_end:
            continue
        amending = match_near(_AMENDING, text, m.end(), line_end)
        if amending and kind == "Luật":
            end = _laws_end(text, amending.end(), line_end)
            if end:
                out.append(_mention(start, end, "named", "named.amending", kind, line_end))
            continue
        end = _law_end(text, m.end(), line_end, kind)
        if end is None:
            continue
        out.append(_mention(start, end, "named", "named.law", kind, line_end))
    return out


_AND_LAW = regex.compile(r"(?:,\s*|\s+và\s+)(?=(?:Bộ luật|Luật)\s)")
_A_LAW = regex.compile(r"(?:các\s+)?(?P<type>Bộ luật|Luật|Pháp lệnh)\s")


def _laws_end(text: str, start: int, limit: int) -> int | None:
    """Return the end of the last of the laws that an amending law amends."""
    end = None
    at = start
    while law := match_near(_A_LAW, text, at, limit):
        stop = _law_end(text, law.end("type"), limit, law["type"])
        if stop is None:
            break
        end = stop
        more = match_near(_AND_LAW, text, stop, limit)
        if more is None:
            break
        at = more.end()
    return end


def _mention(start: int, end: int, kind: str, rule: str, doc_type: str, line_end: int) -> Mention:
    return Mention(start, end, kind, rule, doc_type, tail=end, line_end=line_end)  # type: ignore[arg-type]


def _covered(offset: int, taken: list[tuple[int, int]]) -> bool:
    """Tell whether an offset lies in one of some stretches, which are sorted and apart."""
    index = bisect_right(taken, offset, key=itemgetter(0)) - 1
    return index >= 0 and offset < taken[index][1]


@cache
def _law_names() -> dict[tuple[str, str], tuple[tuple[str, ...], ...]]:
    """Folded words of the names behind the type word, by type and first word, longest first."""
    table: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    for name in laws():
        kind = next((k for k in ("Bộ luật", "Luật", "Pháp lệnh", "Hiến pháp") if name.startswith(k)), "Luật")
        words = word_keys(name[len(kind) :])
        if words:
            table.setdefault((kind, words[0]), []).append(words)
    return {k: tuple(sorted(v, key=len, reverse=True)) for k, v in table.items()}


def _law_end(text: str, at: int, limit: int, kind: str) -> int | None:
    if kind == "Hiến pháp":
        named = match_near(_CONSTITUTION, text, at, limit)
        end = named.end() if named and named[0].strip() else at
        dated = match_near(_YEAR, text, end, limit)
        return dated.end() if dated else (end if end > at else None)
    start = at
    while start < limit and text[start].isspace():
        start += 1
    head = word_keys(text[start : start + 24])[:1]
    if not head:
        return None
    known = (matches_known(text, start, words, limit) for words in _law_names().get((kind, head[0]), ()))
    found = next((e for e in known if e is not None), None) or _unknown_law(text, start, limit)
    if found is None:
        return None
    end = found
    revised = match_near(_REVISED, text, end, limit)
    end = revised.end() if revised else end
    year = match_near(_YEAR, text, end, limit)
    return year.end() if year else end


def _unknown_law(text: str, start: int, limit: int) -> int | None:
    """Read the name of a law that the catalogue lacks: to the first word or mark that cannot be part of it."""
    first = match_near(_CAPITALISED, text, start, limit)
    if first is None or first[0] in {"Sư", "Gia", "Số", "Này"}:
        return None
    end = first.end()
    while end - start < 120:
        word = match_near(_LAW_WORD, text, end, limit)
        if word is None or "," in word["gap"]:
            break
        token = word["word"]
        if token.lower() in _LAW_STOP:
            if token == "và":
                after = match_near(_LAW_WORD, text, word.end(), limit)
                if (
                    after
                    and after["word"][0].islower()
                    and after["word"] not in _LAW_STOP
                    and not text.startswith("văn bản", after.start("word"))
                ):
                    end = after.end()
                    continue
            break
        if token[0].isupper() and text.startswith(("Nghị", "Luật", "Bộ luật", "Pháp lệnh", "Quyết định", "Thông tư"), word.start("word")):
            break
        end = word.end()
    return end if end > first.end() or (first[0].isupper() and len(first[0]) > 2) else None


_CONGRESS_TYPES = (
    ("ghị quyết ", 1),
    ("GHỊ QUYẾT ", 1),
    ("ết luận ", 1),
    ("ăn kiện ", 1),
    ("uy định ", 1),
    ("hỉ thị ", 1),
    ("áo cáo chính trị ", 1),
)
_CONGRESS_NEXT = ("Đại", "ĐẠI", "đại", "ĐH", "Hội", "Trung", "TW", "BCH", "Ban", "của Đ", "của H", "của T", "của B")


def _congress_starts(text: str) -> list[int]:
    """Where a type word stands before the name of a congress or plenum."""
    starts = [
        at - before
        for literal, before in _CONGRESS_TYPES
        for at in occurrences(text, literal)
        if at >= before and text.startswith(_CONGRESS_NEXT, at + len(literal))
    ]
    return sorted(starts)


def find_congress(text: str, taken: list[tuple[int, int]], line_of: LineOf) -> list[Mention]:
    """Find documents of congresses and plenums, coordinated ones (`…, Đảng bộ Khối`) each on its own."""
    out: list[Mention] = []
    for start in _congress_starts(text):
        m = match_near(_CONGRESS, text, start, len(text))
        if m is None or _covered(start, taken):
            continue
        _, line_end = line_of(start)
        doc_type = m["type"].capitalize()
        if m["plenum"]:
            out += _plenums(text, m, doc_type, line_end)
            continue
        end = _congress_end(text, m, line_end)
        if end is None:
            continue
        out.append(_mention(start, end, "congress", "congress.congress", doc_type, line_end))
        while also := match_near(_ALSO, text, end, line_end):
            at = also.end()
            again = match_near(_ALSO_CONGRESS, text, at, line_end)
            body = _body_end(text, again.end() if again else at, line_end)
            if body is None:
                break
            end = _after_ordinal(text, body, line_end)
            out.append(_mention(at, end, "congress", "congress.also", doc_type, line_end))
    return out


_ITS_BODY = regex.compile(r"\s+(?:của\s+)?(?=(?i:đảng bộ)\s)")
_MORE_NUMBERS = regex.compile(r"(?:\s*,\s*\d{1,2})*(?:\s*(?:,|và)\s*\d{1,2})\s*,?\s*\(?(?i:kh[oó][aá])\s+(?P<term>[IVX]+)\)?")
_MORE_TERMS = regex.compile(r"(?:\s*,\s*|\s+và\s+)(?P<surface>(?:kh[oó][aá]\s+)?(?P<term>[IVX]+)(?!\p{L}))")
_COUNT = regex.compile(r"\d{1,2}")


def _congress_end(text: str, m: regex.Match[str], limit: int) -> int | None:
    if m["local"] is not None:
        body = _body_end(text, m.end(), limit)
        return None if body is None else _after_ordinal(text, body, limit)
    own = match_near(_ITS_BODY, text, m.end(), limit)
    body = _body_end(text, own.end(), limit) if own else None
    return _after_ordinal(text, body or m.end(), limit)


def _after_ordinal(text: str, end: int, limit: int) -> int:
    ordinal = match_near(_ORDINAL, text, end, limit)
    return ordinal.end() if ordinal else end


def _body_end(text: str, start: int, limit: int) -> int | None:
    """Return where the body of a congress ends; small letters (`đảng bộ huyện`) count, `đảng bộ các cấp` is nobody."""
    name = text[start : min(limit, start + 120)]
    end = match_body(name[:1].upper() + name[1:], 0)
    return None if end is None or "các cấp" in name[:end] or name[end : end + 8] == " các cấp" else start + end


def _plenums(text: str, m: regex.Match[str], doc_type: str, limit: int) -> list[Mention]:
    """One plenum, or several that share numbers or terms: `Trung ương 4 khóa XI, XII`, `Trung ương 5, 6, 7 (khóa XII)`."""
    first = _mention(m.start(), m.end(), "congress", "congress.plenum", doc_type, limit)
    first.term = m["term"] or m["term2"]
    out = [first]
    if first.term is None and (more := match_near(_MORE_NUMBERS, text, m.end(), limit)):
        counts = list(_COUNT.finditer(text, more.start(), more.start("term")))
        first.term = more["term"]
        for c in counts:
            end = more.end() if c is counts[-1] else c.end()
            out.append(_mention(c.start(), end, "congress", "congress.plenum.list", doc_type, limit))
            out[-1].term = more["term"]
    elif first.term is not None:
        end = m.end()
        while more := match_near(_MORE_TERMS, text, end, limit):
            out.append(_mention(more.start("surface"), more.end(), "congress", "congress.plenum.list", doc_type, limit))
            out[-1].term = more["term"]
            end = more.end()
    return out


@cache
def _speakers() -> tuple[tuple[str, ...], tuple[str, ...]]:
    names = sorted((t.name for t in doc_types() if t.speaks), key=len, reverse=True)
    return tuple(n[1:] for n in names), tuple(names)


_THIS = " này"


def find_self(text: str, line_of: LineOf) -> list[Mention]:
    """Find `Nghị quyết này` and its like, of whatever type."""
    tails, names = _speakers()
    out = []
    for at in occurrences(text, _THIS):
        end = at + len(_THIS)
        if not text.endswith(tails, max(0, at - 40), at) or text[end : end + 1].isalpha():
            continue
        name = next((n for n in names if text[at - len(n) : at].lower() == n.lower()), None)
        start = at - len(name or "")
        if name is not None and not (start and text[start - 1].isalpha()):
            out.append(_mention(start, end, "self", "self", name, line_of(start)[1]))
    return out


@cache
def _unnumbered_pattern() -> regex.Pattern[str]:
    patterns = raw("citations")["unnumbered"]["patterns"]
    return regex.compile(rf"(?<!\p{{L}})(?:{'|'.join(patterns)})(?!\p{{L}})")


def find_unnumbered(text: str, taken: list[tuple[int, int]], line_of: LineOf) -> list[Mention]:
    """Find documents that go by name and year, or by a bare number without symbol."""
    out = []
    for m in _unnumbered_pattern().finditer(text):
        if not _covered(m.start(), taken):
            words = m[0].split()
            kind = " ".join(words[:2])
            out.append(_mention(m.start(), m.end(), "unnumbered", "unnumbered", kind, line_of(m.start())[1]))
    return out
