"""Documents of congresses and plenums, which go by their meeting and not by a number."""

from __future__ import annotations

import re
from functools import cache

import regex

from qcdc_parse.bodies import match_body
from qcdc_parse.references.heads import Heads, places
from qcdc_parse.references.lines import LineOf
from qcdc_parse.references.mention import Mention, unnumbered_mention
from qcdc_parse.references.near import NEAR, covered, match_near, occurrences
from qcdc_parse.references.plenums import ORDINAL, plenums_at, share_terms

_TYPE = regex.compile(
    r"(?P<type>Nghị quyết|nghị quyết|Kết luận|kết luận|Văn kiện|Quy định|Chỉ thị|Báo cáo chính trị|NQ)(?:\s+|(?<=NQ))(?:của\s+)?"
)
_UNIONS = r"(?:Đoàn(?!\ (?:kết|viên|thể|kiểm|công))|Công\ đoàn|Liên\ đoàn|Mặt\ trận|MTTQ|Hội\ (?!nghị|thảo|chợ|đồng|trường|trại))"
_PEOPLE = r"(?:Phụ\ nữ|Nông\ dân|Cựu\ chiến\ binh|CCB|LHPN|Thanh\ niên)"
_HOSTS = rf"(?:Đảng\ bộ|Chi\ bộ|đảng\ bộ|{_UNIONS}|{_PEOPLE})"
_MEETING = r"(?:(?:tại|trình)\s+)?(?:(?i:đại\ hội)|ĐH)\s+"
_OF_PARTY = r"(?:\s+(?:của\s+)?Đảng(?!\s+bộ)(?:\ Cộng\ sản\ Việt\ Nam)?)"
_PARTY = rf"""
    (?:đại\ biểu\s+)? (?:(?:Đảng\s+)?toàn\ quốc\s+)? (?:(?:của\s+)?Đảng\s+)?
    (?: (?:lần\ thứ\s+)? [IVX]+(?!\p{{L}}) | lần\ thứ\s+{ORDINAL} | \d{{1,2}}(?={_OF_PARTY}) ) {_OF_PARTY}?
"""
_ORDINAL = regex.compile(r",?\s+lần\s+thứ\s+(?:[IVXLC]+|\d{1,2})(?![\p{L}\d])")
_ALSO = regex.compile(r"(?:\s*,\s*|\s+và\s+)(?=(?:Đảng bộ|Đại hội)\s|(?P<union>)" + _UNIONS + ")")
_ALSO_CONGRESS = regex.compile(r"Đại hội\s+(?:đại biểu\s+)?")
_ALSO_NTH = regex.compile(rf"(?:\s*,\s*|\s+và\s+)(?P<surface>[IVX]+(?!\p{{L}}){_OF_PARTY}?)", regex.VERBOSE)
_CAPITAL_TYPES = ("Nghị quyết", "NGHỊ QUYẾT", "Kết luận", "Văn kiện", "Quy định", "Chỉ thị", "Báo cáo chính trị")
_CODES = {"NQ": "NQ ", "NQTW": "NQ", "NQĐH": "NQ"}
"""Codes for a resolution, and what of each stands before the meeting."""
_SMALL_TYPES = ("nghị quyết ", "kết luận ")
_CONGRESS_NEXT = (
    "Đại", "ĐẠI", "đại", "ĐH", "Hội", "HỘI", "Trung", "TRUNG", "TW", "BCH", "Ban", "BAN", "của Đ", "của H", "của T", "của B", "tại Đ", "trình Đ",
)  # fmt: skip


@cache
def _congress() -> regex.Pattern[str]:
    return regex.compile(
        rf"""
            {_MEETING} (?: {_PARTY}
              | (?:đại\ biểu\s+)? (?:toàn\ quốc\s+)? (?:lần\ thứ\s+[IVX\d]+\s+)? (?=(?:của\s+)?{_HOSTS}) (?:của\s+)? (?P<local>) )
            """,
        regex.VERBOSE,
    )


@cache
def _also_party() -> regex.Pattern[str]:
    return regex.compile(rf"{_MEETING}{_PARTY}", regex.VERBOSE)


def _congress_starts(text: str, heads: Heads) -> list[int]:
    """Where a type word stands before the name of a congress or plenum."""
    starts = [at for at, word in places(heads, _CAPITAL_TYPES) if text.startswith(_CONGRESS_NEXT, at + len(word) + 1)]
    starts += [at for at, word in places(heads, _CODES) if text.startswith(_CONGRESS_NEXT, at + len(_CODES[word]))]
    small = [at for word in _SMALL_TYPES for at in occurrences(text, word) if text.startswith(_CONGRESS_NEXT, at + len(word))]
    return sorted([*starts, *small])


def find_congress(text: str, heads: Heads, taken: list[tuple[int, int]], line_of: LineOf) -> list[Mention]:
    """Find documents of congresses and plenums, coordinated ones (`…, Đảng bộ Khối`) each on its own."""
    out: list[Mention] = []
    for start in _congress_starts(text, heads):
        line_end = line_of(start)[1]
        if (start and text[start - 1].isalpha()) or covered(start, taken):
            continue
        if text.startswith("NGHỊ", start):
            out += _in_capitals(text, start, line_end)
        else:
            out += _congress_at(text, start, line_end)
    share_terms(text, out)
    return out


_CAPITALS = {
    words.upper(): words
    for words in (
        "Nghị quyết", "Đại hội", "Hội nghị", "Ban Chấp hành", "Trung ương", "Đảng bộ", "Đảng", "đại biểu", "toàn quốc", "lần thứ", "của", "khóa",
        "khoá", "tỉnh", "huyện", "thành phố", "thị xã", "quận", "phường", "xã", "về", "và", "nhiệm kỳ", "Công đoàn", "Mặt trận",
    )
}  # fmt: skip
_CAPITAL_WORDS = re.compile(rf"\b(?:{'|'.join(sorted(_CAPITALS, key=len, reverse=True))})\b|\b(?![IVXLC]+\b)\w{{2,}}")


def _in_capitals(text: str, start: int, limit: int) -> list[Mention]:
    """Read a heading in capitals as it would be printed in a sentence."""
    window = text[start : min(limit, start + NEAR)]
    plain = _CAPITAL_WORDS.sub(lambda m: _CAPITALS.get(m[0], m[0].capitalize()), window)
    if len(plain) != len(window):
        return []
    out = _congress_at(plain, 0, len(plain))
    for m in out:
        m.start, m.end, m.tail, m.line_end = m.start + start, m.end + start, m.tail + start, limit
    return out


def _congress_at(text: str, start: int, limit: int) -> list[Mention]:
    """Read what meetings are named behind the type word that begins at ``start``."""
    head = match_near(_TYPE, text, start, limit)
    if head is None:
        return []
    doc_type = "Nghị quyết" if head["type"] == "NQ" else head["type"].capitalize()
    m = match_near(_congress(), text, head.end(), limit)
    if m is None:
        return plenums_at(text, start, head.end(), limit, doc_type)
    end = _congress_end(text, m, limit)
    if end is None:
        return []
    out = [unnumbered_mention(start, end, "congress", "congress.congress", doc_type, limit)]
    while more := match_near(_ALSO_NTH, text, end, limit) if m["local"] is None else None:
        end = more.end()
        out.append(unnumbered_mention(*more.span("surface"), "congress", "congress.also", doc_type, limit))
    while also := match_near(_ALSO, text, end, limit):
        at = also.end()
        again = match_near(_ALSO_CONGRESS, text, at, limit)
        body = _body_end(text, again.end() if again else at, limit)
        if body is None:
            party = match_near(_also_party(), text, at, limit)
            if party is None:
                break
            far = party.end()
        else:
            far = _after_ordinal(text, body, limit)
            if also["union"] is not None and far == body:  # `…, Hội Nông dân tỉnh đã tổ chức`: another clause
                break
        end = far
        out.append(unnumbered_mention(at, end, "congress", "congress.also", doc_type, limit))
    return out


_ITS_BODY = regex.compile(rf"\s+(?:của\s+)?(?=(?i:đảng\ bộ)\s|{_UNIONS})")
_NATIONAL = regex.compile(r"\s+toàn\s+quốc(?!\p{L})")
_OF_PEOPLE = regex.compile(_PEOPLE)
_ALL_LEVELS = regex.compile(r"(?i:đảng bộ|chi bộ)\s+(?:cấp|cơ|các|trực)(?!\p{L})")


def _congress_end(text: str, m: regex.Match[str], limit: int) -> int | None:
    if m["local"] is not None:
        body = _body_end(text, m.end(), limit)
        end = None if body is None else _after_ordinal(text, body, limit)
        people = _OF_PEOPLE.match(text, m.end(), limit)
        return None if people and end == people.end() else end
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
    if _ALL_LEVELS.match(name):
        return None
    of = "Hội " if _OF_PEOPLE.match(name) else ""
    end = match_body(of + name[:1].upper() + name[1:], 0)
    if end is None or "các cấp" in name[: end - len(of)] or name.startswith(" các cấp", end - len(of)):
        return None
    return start + end - len(of)
