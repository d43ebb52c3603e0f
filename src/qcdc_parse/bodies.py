"""Tên cơ quan: where the name of a body ends in running text, and which body it is.

Names of central bodies are closed lists; names of local ones are read on from their first words while the words
belong to a name: capitals, the lower-case syllables that names are made of, a level (tỉnh, huyện …) with its proper name.
"""

from __future__ import annotations

import re

from qcdc_parse.catalog.body_names import BodyNames, body_names

LONGEST = 18
"""A name has at most this many words."""

_FARTHEST = 240
"""No name is longer than this, in code points."""

_WORD = re.compile(r"(?: ?(?P<dash>[-–]) ?| )(?P<word>[\w&./'’]+(?:,(?=[A-ZĐ]{2})[\w&]+)*)")
_COUNTED = tuple("Quận Phường thôn Thôn khu phố ấp khóm buôn làng Tổ tổ đội Đội đoàn vùng Vùng phê số".split())
"""Words that a number belongs to: `thôn 3`, `Quân khu 5`, `Binh đoàn 15`."""
_COUNT = re.compile(r" \d{1,3}(?![\d/.-]|\s+(?:năm|ngày|tháng)(?![^\W\d_]))")
_SEVERAL = re.compile(r" các (?:huyện|xã|quận|cấp|đơn vị|sở|tỉnh|địa phương|trường|phường|thôn|ban|ngành)(?![^\W\d_])")
"""Behind a head: no body but many."""
_PARTY = re.compile(r"(?:(?:tỉnh|thành|huyện|quận|thị|đảng) (?:ủy|uỷ)|đảng bộ)(?![^\W_])")
"""Names of committees that stand in small letters behind a capital: `Ban Thường vụ tỉnh ủy`."""
_NO_WORDS = ("T", "K", "TM")
_AND = ("và", "&")
_AND_LOWER = ("doanh nghiệp", "đô thị", "các khu", "môi trường", "đoàn thể", "công nhân", "cơ quan", "thể thao")


def match_body(text: str, start: int, limit: int | None = None) -> int | None:
    """Return where the name of a body that begins at ``start`` ends; None where none begins.

    >>> text = "của Đảng ủy Khối các cơ quan tỉnh về tăng cường"
    >>> text[4 : match_body(text, 4)]
    'Đảng ủy Khối các cơ quan tỉnh'
    """
    if not (start < len(text) and text[start].isupper()):
        return None
    stop_at = min(len(text) if limit is None else limit, start + _FARTHEST)
    grammar = body_names()
    found = grammar.closed.match(text, start, stop_at)
    if found and not _goes_on(text, found.end(), stop_at, grammar):
        return found.end()
    head = grammar.heads.match(text, start, stop_at)
    if head is None:
        return found.end() if found else None
    if _SEVERAL.match(text, head.end(), stop_at):
        return None
    return _with_above(text, start, _read_on(text, head.end(), stop_at, grammar), stop_at, grammar)


_BELOW = re.compile(
    r"(?i:(?:huyện|quận|thị|thành|đảng|chi) (?:ủy|uỷ)|đảng bộ|chi bộ|huyện đoàn|trường|bệnh viện|trung tâm|trạm|công ty)(?![^\W_])"
)
_ABOVE = (", ", " -", " thuộc ")


def _with_above(text: str, start: int, end: int, stop_at: int, grammar: BodyNames) -> int:
    """Read on over the units above a committee or an organisation: `Huyện ủy Châu Thành, tỉnh Hậu Giang`."""
    if not text.startswith(_ABOVE, end) or not _BELOW.search(text, start, end):
        return end
    above = grammar.above.match(text, end, stop_at)
    return above.end() if above else end


def _goes_on(text: str, end: int, stop_at: int, grammar: BodyNames) -> bool:
    """A closed name can be the beginning of a longer one: `Thường trực` …, `Bộ Công an tỉnh`."""
    word = _WORD.match(text, end, stop_at)
    return bool(word and not word["dash"] and word["word"][0].islower() and grammar.level.match(text, word.start("word"), stop_at))


def _read_on(text: str, end: int, stop_at: int, grammar: BodyNames) -> int:
    if text.endswith(_STEERING, 0, end) and (far := _topic(text, end, stop_at, grammar)):
        return far
    kept = end
    for _ in range(LONGEST):
        word = _WORD.match(text, end, stop_at)
        if word is None:
            break
        dash, printed = word.groups()
        at = word.start(2)
        token = printed.rstrip("./'’")
        lower = token.lower()
        if token[:1].isupper():
            if lower in grammar.type_words and grammar.types.match(text, at, stop_at) and not text.startswith(("Luật sư", "Luật gia"), at):
                break
            if token in _NO_WORDS or grammar.unnamed.match(text, at, stop_at):
                break
            if lower in grammar.level_words and (place := grammar.level.match(text, at, stop_at)):
                return place.end()
            part = grammar.parts.match(text, at, stop_at) if lower in grammar.part_words else None
            end = kept = part.end() if part else at + len(token)
            if token == "Khối":
                return _block(text, end, stop_at, grammar)
            if text.endswith(_STEERING, 0, end) and (far := _topic(text, end, stop_at, grammar)):
                return far
            if part is None and printed != token:
                break
            continue
        if token.isdigit():
            if dash or not text.endswith(_COUNTED, 0, end) or not _COUNT.match(text, end, stop_at):
                break
            end = kept = at + len(token)
            continue
        if dash:
            break
        if party := _PARTY.match(text, at, stop_at):
            end = kept = party.end()
            continue
        if lower in grammar.level_words and (level := grammar.level.match(text, at, stop_at)):
            return level.end()
        if lower == "khối":
            return _block(text, at + len(token), stop_at, grammar)
        if lower in _AND:
            following = at + len(lower) + 1
            goes_on = text[following : following + 1].isupper() and not grammar.types.match(text, following, stop_at)
            if not goes_on and not text.startswith(_AND_LOWER, following):
                break
            end = at + len(token)
            continue
        if lower in grammar.stop or not lower.isalpha() or text.startswith(grammar.verbs, at):
            break
        end = at + len(token)
        if lower in grammar.inner:
            kept = end
        elif not _before_capital(text, end, stop_at, grammar):
            break
        if len(printed) != len(token):
            break
    return kept


def _before_capital(text: str, end: int, stop_at: int, grammar: BodyNames) -> bool:
    """A small word that is no part of names by itself is one before a capital that begins no document."""
    after = _WORD.match(text, end, stop_at)
    return bool(after and after["word"][0].isupper() and not after["dash"] and not grammar.types.match(text, after.start("word"), stop_at))


_BLOCK = re.compile(
    r" (?:(?:[Cc]ác )?(?:[Cc]ơ quan(?: và [Dd]oanh nghiệp| dân chính đảng| chính quyền)?|[Dd]oanh nghiệp(?: và cơ quan)?|[Dd]ân chính đảng)"
    r"|C?CQ(?:\s?[-&]\s?DN)?|DN)(?![^\W_])(?: Trung ương(?![^\W\d_]))?"
)


def _block(text: str, end: int, stop_at: int, grammar: BodyNames) -> int:
    """Read on after `Khối`: its name and level."""
    named = _BLOCK.match(text, end, stop_at)
    if named:
        end = named.end()
    if text.startswith(" ", end):
        level = grammar.level.match(text, end + 1, stop_at)
        if level:
            return level.end()
    return end


_TOPIC = re.compile(
    r"(?: (?!về\b|đã\b|ngày\b|yêu\b|đề nghị|ban hành|tại\b|có\b|giao\b|Nghị quyết|Kế hoạch số|Tỉnh|Thành|Huyện|Đảng|Trung)[^\W_]+(?:,(?= [^\W\d_]))?){1,16}? "
    r"(?=(?:tỉnh|huyện|thành phố|thị xã|quận|xã|phường|(?P<top>Trung ương|của Chính phủ|quốc gia))(?![^\W\d_]))"
)
_TOPIC_ALONE = re.compile(r"(?: (?:xây dựng|và|triển khai|thực hiện))* (?:[Qq]uy chế dân chủ|QCDC)(?: ở)?(?: cơ sở)?(?![^\W\d_])")
_STEERING = ("Ban Chỉ đạo", "Ban chỉ đạo", "BCĐ")


def _topic(text: str, end: int, stop_at: int, grammar: BodyNames) -> int | None:
    """Read over what a steering committee steers, up to its level: `Ban Chỉ đạo thực hiện Quy chế dân chủ tỉnh`."""
    found = _TOPIC.match(text, end, stop_at)
    if found and found["top"]:
        return found.end("top")
    level = grammar.level.match(text, found.end(), stop_at) if found else None
    if level:
        return level.end()
    alone = _TOPIC_ALONE.match(text, end, stop_at)
    if alone is None:
        return None
    whose = match_body(text, alone.end() + 1, stop_at) if text.startswith(" ", alone.end()) else None
    return whose or alone.end()


_SMALL = tuple(
    "tỉnh ủy,tỉnh uỷ,thành ủy,thành uỷ,huyện ủy,huyện uỷ,quận ủy,quận uỷ,thị ủy,thị uỷ,đảng ủy,đảng uỷ,ban thường vụ,ban chấp hành,ban bí thư,bộ chính trị,"
    "ủy ban nhân dân,uỷ ban nhân dân,hội đồng nhân dân,thủ tướng chính phủ,chính phủ,quốc hội".split(",")
)


def match_any_case(text: str, start: int, limit: int) -> int | None:
    """Return where a name ends that may be printed in capitals (`BỘ CHÍNH TRỊ`) or, where none can mistake it, in small letters.

    >>> text = "CỦA BAN THƯỜNG VỤ TỈNH ỦY VỀ CÔNG TÁC DÂN VẬN"
    >>> text[4 : match_any_case(text, 4, len(text))]
    'BAN THƯỜNG VỤ TỈNH ỦY'
    """
    grammar = body_names()
    if text[max(0, start - 2) : start].rstrip().isupper() and (run := grammar.capitals.match(text, start, min(limit, start + _FARTHEST))):
        names = run[0], run[0].capitalize()
        return run.end() if any(grammar.closed.match(name) or grammar.heads.match(name) for name in names) else None
    if not text[start : start + 1].isupper() and text.startswith(_SMALL, start):
        name = text[start].upper() + text[start + 1 : min(limit, start + _FARTHEST)]
        end = match_body(name, 0)
        return start + end if end is not None else None
    return match_body(text, start, limit)


def find_bodies(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the stretches of a text that are names of bodies, left to right, none inside another.

    >>> find_bodies("Bộ Chính trị và Tỉnh ủy Lâm Đồng họp", 0, 37)
    [(0, 12), (16, 32)]
    """
    out: list[tuple[int, int]] = []
    at = start
    anywhere = body_names().anywhere
    while m := anywhere.search(text, at, end):
        stop = match_body(text, m.start(), end) or m.end()
        out.append((m.start(), stop))
        at = max(stop, m.end())
    return out


def may_issue(code: str, name: str) -> bool:
    """Tell whether a body of that name issues documents under a code.

    >>> may_issue("TW", "Bộ Chính trị"), may_issue("TU", "Bộ Chính trị"), may_issue("QH15", "Quốc hội")
    (True, False, True)
    """
    known = body_names().issuers.get(code.partition("-")[0].rstrip("0123456789"), ())
    plain = name.replace("uỷ", "ủy").replace("Uỷ", "Ủy")
    return any(word in plain for word in known)


_BODIES = [
    ("Bộ Chính trị", re.compile(r"Bộ Chính trị|\bBCT\b")),
    ("Ban Bí thư", re.compile(r"Ban Bí thư|\bBBT\b")),
    ("Ban Chấp hành Trung ương", re.compile(r"(?:Ban Chấp hành|BCH) ?(?:Trung ương|TW)|BCHTW")),
    ("Thủ tướng Chính phủ", re.compile(r"Thủ tướng")),
    ("Ủy ban Thường vụ Quốc hội", re.compile(r"(?i:thường vụ) Quốc hội|UBTVQH")),
    ("Quốc hội", re.compile(r"Quốc hội")),
    ("Chính phủ", re.compile(r"Chính phủ")),
    ("Ban Thường vụ", re.compile(r"Ban Thường vụ|\bBTV\b")),
    ("Ban Chấp hành", re.compile(r"Ban Chấp hành|\bBCH\b")),
]


def body_named(printed: str) -> str | None:
    """Return the body that an issuer names, one name for all its spellings; None for others (`Tỉnh ủy` may be two of them).

    >>> body_named("BCH Trung ương Đảng"), body_named("Tỉnh ủy")
    ('Ban Chấp hành Trung ương', None)
    """
    return next((name for name, pattern in _BODIES if pattern.search(printed)), None)
