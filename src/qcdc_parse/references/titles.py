"""Trích yếu: where a cited title begins and ends.

Quoted titles are what stands between the marks, quotations inside included. Unquoted ones begin behind ``về`` and end at
strong punctuation, at words that cannot belong to a title, or where a title known to the letter ends.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

import regex

from qcdc_parse.catalog import directives, doc_types, raw

OPENING = "“«„"
CLOSING = "”»"
_MARKS = regex.compile(f"[{OPENING}{CLOSING}]")
_CLOSE_OF = {
    '"': regex.compile('["”]'),
    "”": regex.compile('["”]'),
    "'": regex.compile(r"['’](?!\p{L})"),
    "‘": regex.compile(r"’(?!\p{L})"),
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


_SYMBOL_END = regex.compile(r"\d\s?[-/]\s?[\p{L}/\s-]{2,24}$")


def _one_of(phrases: list[str]) -> str:
    """Make a pattern of phrases that looks at each first word once."""
    table: dict[str, list[str]] = {}
    for phrase in phrases:
        word, _, rest = phrase.partition(" ")
        table.setdefault(word, []).append(rest)
    out = []
    for word, rests in table.items():
        tails = "|".join(rf"\ {regex.escape(rest)}" if rest else "" for rest in sorted(rests, key=len, reverse=True))
        out.append(regex.escape(word) + (f"(?:{tails})" if tails else ""))
    return "|".join(out)


@cache
def _ends() -> regex.Pattern[str]:
    data = raw("citations")
    types = _one_of([t.name for t in doc_types()] + ["luật", "pháp lệnh", "hiến pháp"])
    actors, clauses = data["actors"], data["clause_starts"]

    def peers(table: dict[str, list[str]]) -> str:
        return "|".join(map(regex.escape, table["peers"]))

    return regex.compile(
        rf"""
          [;\n…”»] | \.(?=\s|$|\.) | : | \( (?! kh[oó]a | giai\ đoạn )
        | ,? \s (?: {_one_of(data["title_ends"]["phrases"])} ) (?! \p{{L}} )
        | \s được \s \d | (?<! , ) \s (?: thay\ thế (?:\ cho)? | thay\ cho | bãi\ bỏ ) \s (?: các\s )? (?i:{types}) (?! \p{{L}} )
        | (?<! \s(?:{peers(clauses)}) ) , \s (?i: {_one_of(clauses["phrases"])} ) (?! \p{{L}} )
        | (?<! \s(?:{peers(actors)}) ) , \s (?i: {_one_of(actors["phrases"])} ) (?! \p{{L}} ) (?= [^,.;:\n]{{0,60}} \s (?: {_one_of(actors["predicates"])} ) (?! \p{{L}} ) )
        | (?: , | \s và | \s cùng | \s với | , \s và ) \s (?: (?:các\s)? (?i:{types}) (?:\s\p{{Ll}}+){{0,2}} (?: \s (?:số|này|Đại) (?!\p{{L}}) | \s \d | \s \p{{Lu}}) )
        | , \s (?: \p{{Lu}}\p{{Ll}}+ \s (?:ủy|uỷ|Thường|Chấp|đoàn) )
        """,
        regex.VERBOSE,
    )


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
        if found and found[0].startswith(", ngày") and _SYMBOL_END.search(text, at, end):
            at = found.end()
            continue
        if found and found[0] == ":" and not text[end + 1 : end + 2].isspace():
            at = end + 1
            continue
        while end > start and text[end - 1] in " ,":
            end -= 1
        return end


_TONES = regex.compile("[\u0300\u0301\u0303\u0309\u0323]")
_WORDS = regex.compile(r"[\p{L}\d]+")


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
    """Return where a known title, given by its folded words, ends when it stands at ``start``; else None."""
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
