"""Trích yếu: where a cited title begins and ends.

Quoted titles are what stands between the marks, quotations inside included. Unquoted ones begin behind ``về`` and end at
strong punctuation, at words that cannot belong to a title, or where a title known to the letter ends.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from qcdc_parse.catalog import directives, doc_types, raw
from qcdc_parse.catalog.phrases import LETTER, LOWER, UPPER, any_of

OPENING = "“«„"
CLOSING = "”»"
_MARKS = re.compile(f"[{OPENING}{CLOSING}]")
_CLOSE_OF = {
    '"': re.compile('["”]'),
    "”": re.compile('["”]'),
    "'": re.compile(r"['’](?![^\W\d_])"),
    "‘": re.compile(r"’(?![^\W\d_])"),
}
LONGEST = 700
"""A title has at most this many code points."""


def quoted(text: str, start: int, limit: int) -> tuple[int, int] | None:
    """Return the stretch inside the quotation marks that open at ``start``; None where they are not closed.

    >>> text = "“Ngăn chặn “tự diễn biến” trong nội bộ” và"
    >>> text[slice(*quoted(text, 0, len(text)))]
    'Ngăn chặn “tự diễn biến” trong nội bộ'
    """
    inside = _between(text, start, min(limit, start + LONGEST))
    if inside is None:
        return None
    first, last = inside
    while first < last and text[first].isspace():
        first += 1
    while first < last and text[last - 1].isspace():
        last -= 1
    return (first, last) if first < last else None


def after_quote(text: str, end: int) -> int:
    """Return the offset behind the closing mark of a quotation that :func:`quoted` ended at ``end``."""
    while text[end : end + 1].isspace():
        end += 1
    return min(end + 1, len(text))


def _between(text: str, start: int, limit: int) -> tuple[int, int] | None:
    mark = text[start]
    if mark in _CLOSE_OF:
        close = _CLOSE_OF[mark].search(text, start + 1, limit)
        return (start + 1, close.start()) if close and close.start() > start + 1 else None
    depth = 0
    fallback = None
    for m in _MARKS.finditer(text, start, limit):
        if m[0] in OPENING:
            depth += 1
        else:
            depth -= 1
            fallback = m.start()
            if depth == 0:
                return start + 1, _straight(text, start + 1, fallback) or fallback
    # One inner mark was left open: the last closing one closes the title; else a straight one may.
    if fallback is None and (straight := text.find('"', start + 1, limit)) > 0:
        fallback = straight
    return (start + 1, _straight(text, start + 1, fallback) or fallback) if fallback else None


def _straight(text: str, start: int, end: int) -> int | None:
    """Return the straight mark that closes what a curved one opened, where it stands alone before further quotations."""
    at = text.find('"', start, end)
    return at if at > start and text.count('"', start, end) == 1 and _MARKS.search(text, at, end) else None


_SYMBOL_END = re.compile(r"\d\s?[-/]\s?(?:[^\W\d_]|[/\s-]){2,24}$")

_SYMBOL = r"\d{1,5}[^\W\d_]?\s?[-/]\s?(?:\d{4}\s?/\s?)?[A-ZĐ]{2,6}[a-z]?\s?[-/]\s?[A-ZĐ]"
_POINT = r"(?:điểm\s[a-zđ],?\s)?(?:khoản\s\d+,?\s)?Điều\s\d"
_NAMES_ONE = re.compile(rf"{_SYMBOL}|Điều\s\d")


@cache
def _ends() -> re.Pattern[str]:
    data = raw("citations")
    types = any_of([t.name for t in doc_types()] + ["luật", "pháp lệnh", "hiến pháp"])
    document = rf"(?:các\s)?(?i:{types})(?:\s{LOWER}+){{0,2}}(?:\s(?:số|này|Đại)(?!{LETTER})|\s\d|\s{UPPER})"
    ends = rf"(?:{any_of(data['title_ends']['phrases'])})(?!{LETTER})"
    codes = any_of(data["short_forms"]["codes"])
    done = rf"(?:{any_of(data['title_ends']['participles'])})(?!{LETTER})"
    predicates = rf"(?:{any_of(data['actors']['predicates'])})(?!{LETTER})"
    return re.compile(
        rf"""[;\n\t…”»:] | \.(?=\s|$|\.) | \( (?! kh[oó]a | giai\ đoạn )
        | \s [-–] \s (?= {UPPER}{LOWER}+ \s (?:ủy|uỷ|Thường|Chấp|đoàn) )
        | \s (?: {ends} | đã \s (?! {done} ) | (?<!hiện\s) nay \s (?: đã | được | bị ) \s | được \s \d | (?:đến|tới) \s \d+ (?: / | % | \s (?:chi|cơ|đơn|xã|đảng|lượt) ) | (?:và|cùng|với) \s {document}
                | (?<! ,\s ) (?: thay\ thế (?:\ cho)? | thay\ cho | bãi\ bỏ ) \s (?: các\s )? (?i:{types}) (?! {LETTER} ) )
        | (?: , \s | (?: ,? \s và \s ) ) (?P<number> (?: (?:các\s)? (?:{codes}) \s (?: số \s )? | số \s )? {_SYMBOL} | {_POINT} )
        | , \s (?: {ends} | (?:và\s)? {document} | {UPPER}{LOWER}+ \s (?:ủy|uỷ|Thường|Chấp|đoàn)
                | (?P<clause> (?i: {any_of(data["clause_starts"]["phrases"])} ) (?! {LETTER} ) )
                | (?P<actor> (?i: {any_of(data["actors"]["phrases"])} ) (?! {LETTER} ) ) (?= [^,.;:\n]{{0,60}} \s {predicates} ) )
        """,
        re.VERBOSE,
    )


@cache
def _peers() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What, before the comma, shows that a clause or an actor behind it goes on with the title."""
    data = raw("citations")
    clause, actor = ((" " + word for word in data[table]["peers"]) for table in ("clause_starts", "actors"))
    return tuple(clause), tuple(actor)


_AMENDED = re.compile(r"(?i:sửa đổi,? bổ sung) [^\n.;:]{0,60}?\scủa (?:các )?(?:Luật|Bộ luật|Pháp lệnh)\s")
_NEXT_LAW = re.compile(r",?\svà\s(?:Luật|Bộ luật|Pháp lệnh) (?!số|này|\d)")
"""An act that amends several is of all of them: `sửa đổi, bổ sung một số điều của Luật A và Luật B`."""


def _goes_on(text: str, found: re.Match[str], start: int) -> bool:
    if found["number"]:  # `về thực hiện Nghị quyết số 15-NQ/TW, số 16-NQ/TW`, `về sửa đổi Điều 3 và Điều 5 của …`
        return _NAMES_ONE.search(text, start, found.start()) is not None
    if _NEXT_LAW.match(text, found.start()) and _AMENDED.match(text, start, found.start()):
        return True
    clause, actor = _peers()
    before = clause if found["clause"] else actor if found["actor"] else None
    # The blank before the title itself counts: `về học tập, quán triệt`.
    return before is not None and text.endswith(before, max(0, start - 1), found.start())


def unquoted_end(text: str, start: int, limit: int) -> int:
    """Return where an unquoted title that begins at ``start`` ends.

    >>> text = "xây dựng Quy chế dân chủ, ngoài kế thừa các chỉ thị"
    >>> text[: unquoted_end(text, 0, len(text))]
    'xây dựng Quy chế dân chủ'
    """
    limit = min(limit, start + LONGEST)
    at = start
    while True:
        found = _ends().search(text, at, limit)
        end = found.start() if found else limit
        opened = _MARKS.search(text, at, end)
        if opened is not None and opened[0] in OPENING:
            inner = quoted(text, opened.start(), limit)
            if inner is not None:
                at = after_quote(text, inner[1])
                continue
        if found and _goes_on(text, found, start):
            at = found.start() + 2
            continue
        if found and found[0].startswith(", ngày") and _SYMBOL_END.search(text, at, end):
            at = found.end()
            continue
        if found and found[0] == ":" and not text[end + 1 : end + 2].isspace():
            at = end + 1
            continue
        while end > start and text[end - 1] in " \t,":
            end -= 1
        return end


_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_WORDS = re.compile(r"[^\W_]+")


@lru_cache(maxsize=1 << 15)
def _word_key(word: str) -> str:
    """One key for every way to place the tone mark (`hoá`, `hóa`) and to case a word."""
    plain = unicodedata.normalize("NFD", word.lower())
    tones = "".join(sorted(_TONES.findall(plain)))
    return unicodedata.normalize("NFC", _TONES.sub("", plain)) + tones


def word_keys(text: str) -> tuple[str, ...]:
    """Return the folded words of a text.

    >>> word_keys("Đa dạng hoá") == word_keys("đa dạng hóa")
    True
    """
    return tuple(_word_key(w) for w in _WORDS.findall(text))


def matches_known(text: str, start: int, known: tuple[str, ...], limit: int) -> int | None:
    """Return where a known title, given by its folded words, ends when it stands at ``start``; else None.

    >>> matches_known("về hoà giải ở cơ sở", 3, word_keys("Hòa giải"), 19)
    11
    """
    if not known:
        return None
    end = start
    words = _WORDS.finditer(text, start, min(limit, start + LONGEST))
    for key in known:
        word = next(words, None)
        if word is None or _word_key(word[0]) != key:
            return None
        end = word.end()
    return end


@lru_cache(maxsize=1 << 12)
def known_titles(key: str) -> tuple[tuple[str, ...], ...]:
    """Folded words of the titles that the registry holds for a number, to the letter."""
    return tuple(word_keys(d.title) for d in directives().get(key, ()) if d.title and d.title_exact)
