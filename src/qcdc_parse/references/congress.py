"""Documents of congresses and plenums, which go by their meeting and not by a number."""

from __future__ import annotations

import regex

from qcdc_parse.bodies import match_body
from qcdc_parse.references.find import LineOf
from qcdc_parse.references.heads import Heads, places
from qcdc_parse.references.mention import Mention, unnumbered_mention
from qcdc_parse.references.near import covered, match_near, occurrences

_TYPES = r"(?P<type>Nghị\ quyết|NGHỊ\ QUYẾT|nghị\ quyết|Kết\ luận|kết\ luận|Văn\ kiện|Quy\ định|Chỉ\ thị|Báo\ cáo\ chính\ trị)"
_NTH = r"(?:[IVXLC]+|\d{1,2}|thứ\s+\p{Ll}+|[Bb]ốn|[Nn]ăm|[Ss]áu|[Bb]ảy|[Tt]ám|[Cc]hín|[Mm]ười)"
_UNIONS = r"(?:Đoàn(?!\ (?:kết|viên|thể|kiểm|công))|Công\ đoàn|Liên\ đoàn|Mặt\ trận|Hội\ (?!nghị|thảo|chợ|đồng|trường|trại))"
_HOSTS = rf"(?:Đảng\ bộ|ĐẢNG\ BỘ|Chi\ bộ|đảng\ bộ|{_UNIONS})"
_CONGRESS = regex.compile(
    rf"""
    (?<!\p{{L}}) {_TYPES} \s+ (?: của \s+ )?
    (?:
      (?P<congress> (?: (?i:đại \s hội) | ĐH ) \s+
          (?: (?: đại \s biểu \s+ )? (?: (?: Đảng \s+ )? toàn \s quốc \s+ )? (?: (?: của \s+ )? Đảng \s+ )? (?: lần \s thứ \s+ )? [IVX]+ (?!\p{{L}}) (?: \s+ (?: của \s+ )? Đảng (?! \s+ bộ ) (?: \s Cộng \s sản \s Việt \s Nam )? )?
            | (?: đại \s biểu \s+ )? (?: toàn \s quốc \s+ )? (?: lần \s thứ \s+ [IVX\d]+ \s+ )? (?= (?:của\s+)? {_HOSTS} ) (?: của \s+ )? (?P<local>) ) )
    | (?P<plenum> (?: Hội \s nghị \s+ (?: lần \s thứ \s+ (?:\p{{Ll}}+(?:\s+(?:một|hai|ba|tư|lăm|năm))?|\d+|[IVX]+) \s*,? \s+ (?: của \s+ )? (?: Ban \s Chấp \s hành | BCH ) \s+ (?: Trung \s ương | TW ) (?: \s Đảng )?
                    | (?: Ban \s Chấp \s hành \s+ )? Trung \s ương (?: \s Đảng )? \s+ (?: lần \s thứ \s+ )? {_NTH} )
                  | (?: Trung \s ương | TW | BCH \s Trung \s ương | Ban \s Chấp \s hành \s Trung \s ương ) \s+ (?: lần \s thứ \s+ )? {_NTH} (?![/\d-]) )
          (?: \s* ,? \s* (?: \( \s* (?i:khóa|khoá) \s+ (?P<term>[IVX]+) \s* \) | (?i:khóa|khoá) \s+ (?P<term2>[IVX]+) (?!\p{{L}}) ) )? )
    )
    """,
    regex.VERBOSE,
)
_ORDINAL = regex.compile(r",?\s+lần\s+thứ\s+(?:[IVXLC]+|\d{1,2})(?![\p{L}\d])")
_ALSO = regex.compile(r"(?:\s*,\s*|\s+và\s+)(?=(?:Đảng bộ|ĐẢNG BỘ|Đại hội)\s|(?P<union>)" + _UNIONS + ")")
_ALSO_CONGRESS = regex.compile(r"Đại hội\s+(?:đại biểu\s+)?")
_CAPITAL_TYPES = ("Nghị quyết", "NGHỊ QUYẾT", "Kết luận", "Văn kiện", "Quy định", "Chỉ thị", "Báo cáo chính trị")
_SMALL_TYPES = ("nghị quyết ", "kết luận ")
_CONGRESS_NEXT = ("Đại", "ĐẠI", "đại", "ĐH", "Hội", "Trung", "TW", "BCH", "Ban", "của Đ", "của H", "của T", "của B")


def _congress_starts(text: str, heads: Heads) -> list[int]:
    """Where a type word stands before the name of a congress or plenum."""
    starts = [at for at, word in places(heads, _CAPITAL_TYPES) if text.startswith(_CONGRESS_NEXT, at + len(word) + 1)]
    small = [at for word in _SMALL_TYPES for at in occurrences(text, word) if text.startswith(_CONGRESS_NEXT, at + len(word))]
    return sorted([*starts, *small])


def find_congress(text: str, heads: Heads, taken: list[tuple[int, int]], line_of: LineOf) -> list[Mention]:
    """Find documents of congresses and plenums, coordinated ones (`…, Đảng bộ Khối`) each on its own."""
    out: list[Mention] = []
    for start in _congress_starts(text, heads):
        line_end = line_of(start)[1]
        m = match_near(_CONGRESS, text, start, line_end)
        if m is None or covered(start, taken):
            continue
        doc_type = m["type"].capitalize()
        if m["plenum"]:
            out += _plenums(text, m, doc_type, line_end)
            continue
        end = _congress_end(text, m, line_end)
        if end is None:
            continue
        out.append(unnumbered_mention(start, end, "congress", "congress.congress", doc_type, line_end))
        while also := match_near(_ALSO, text, end, line_end):
            at = also.end()
            again = match_near(_ALSO_CONGRESS, text, at, line_end)
            body = _body_end(text, again.end() if again else at, line_end)
            if body is None:
                break
            far = _after_ordinal(text, body, line_end)
            if also["union"] is not None and far == body:  # `…, Hội Nông dân tỉnh đã tổ chức`: another clause
                break
            end = far
            out.append(unnumbered_mention(at, end, "congress", "congress.also", doc_type, line_end))
    return out


_ITS_BODY = regex.compile(rf"\s+(?:của\s+)?(?=(?i:đảng bộ)\s|{_UNIONS})")
_NATIONAL = regex.compile(r"\s+toàn\s+quốc(?!\p{L})")
_MORE_NUMBERS = regex.compile(r"(?:\s*,\s*\d{1,2})*(?:\s*(?:,|và)\s*\d{1,2})\s*,?\s*\(?(?i:kh[oó][aá])\s+(?P<term>[IVX]+)\)?")
_MORE_PLENUMS = regex.compile(
    rf"\s*(?:,|;|và|,\s*và)\s*(?P<surface>(?:Hội\ nghị\ )?(?:Trung\ ương|TW)\s+(?:lần\ thứ\s+)?{_NTH}(?![/\d-])(?:\s*,?\s*\(?(?i:kh[oó][aá])\s+(?P<term>[IVX]+)\)?(?!\p{{L}})|(?=\s*(?:[,;.)“]|(?:và|về)\s|$))))"
)
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
    national = match_near(_NATIONAL, text, end, limit)
    end = national.end() if national else end
    ordinal = match_near(_ORDINAL, text, end, limit)
    return ordinal.end() if ordinal else end


def _body_end(text: str, start: int, limit: int) -> int | None:
    """Return where the body of a congress ends; small letters (`đảng bộ huyện`) count, `đảng bộ các cấp` is nobody."""
    name = text[start : min(limit, start + 120)]
    end = match_body(name[:1].upper() + name[1:], 0)
    return None if end is None or "các cấp" in name[:end] or name[end : end + 8] == " các cấp" else start + end


def _more_plenums(text: str, first: Mention, doc_type: str, limit: int) -> list[Mention]:
    """`Trung ương 6 và Trung ương 7 khóa XII`: plenums that one type word covers; a term holds for those before it."""
    out: list[Mention] = []
    waiting = [first] if first.term is None else []
    end = first.end
    while more := match_near(_MORE_PLENUMS, text, end, limit):
        made = unnumbered_mention(more.start("surface"), more.end(), "congress", "congress.plenum.list", doc_type, limit)
        made.term = more["term"]
        out.append(made)
        waiting.append(made)
        if made.term is not None:
            for m in waiting:
                m.term = made.term
            waiting = []
        end = more.end()
    return out


def _plenums(text: str, m: regex.Match[str], doc_type: str, limit: int) -> list[Mention]:
    """One plenum, or several that share numbers or terms: `Trung ương 4 khóa XI, XII`, `Trung ương 5, 6, 7 (khóa XII)`."""
    first = unnumbered_mention(m.start(), m.end(), "congress", "congress.plenum", doc_type, limit)
    first.term = m["term"] or m["term2"]
    out = [first]
    if first.term is None and (more := match_near(_MORE_NUMBERS, text, m.end(), limit)):
        counts = list(_COUNT.finditer(text, more.start(), more.start("term")))
        first.term = more["term"]
        for c in counts:
            end = more.end() if c is counts[-1] else c.end()
            out.append(unnumbered_mention(c.start(), end, "congress", "congress.plenum.list", doc_type, limit))
            out[-1].term = more["term"]
    elif match_near(_MORE_PLENUMS, text, m.end(), limit):
        out += _more_plenums(text, first, doc_type, limit)
    elif first.term is not None:
        end = m.end()
        while more := match_near(_MORE_TERMS, text, end, limit):
            out.append(unnumbered_mention(more.start("surface"), more.end(), "congress", "congress.plenum.list", doc_type, limit))
            out[-1].term = more["term"]
            end = more.end()
    return out
