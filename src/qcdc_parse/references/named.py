"""Mentions without a number: laws by name, the document itself, unnumbered ones."""

from __future__ import annotations

from functools import cache

import regex

from qcdc_parse.catalog import doc_types, laws, raw
from qcdc_parse.references.find import LineOf
from qcdc_parse.references.heads import Heads, places
from qcdc_parse.references.mention import Mention, unnumbered_mention
from qcdc_parse.references.near import covered, match_near, occurrences
from qcdc_parse.references.titles import after_quote, matches_known, quoted, word_keys

_LAWS = ("Bộ luật", "Luật", "Pháp lệnh", "Hiến pháp")
_HEADS = (*_LAWS, *map(str.upper, _LAWS))
_SEVERAL = regex.compile(r"(?<!\p{L})(?i:các)\s+(?:bộ\s+)?$")
_NEXT_LAW = regex.compile(
    r"(?:\s*[,;]\s*(?:và\s+)?|\s+và\s+)(?=\p{Lu}\p{Ll})(?!(?:Bộ luật|Luật|Pháp lệnh|Hiến pháp|Nghị|Quyết|Thông|Chỉ thị)\s)"
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


def find_named(text: str, heads: Heads, taken: list[tuple[int, int]], line_of: LineOf) -> list[Mention]:
    """Find laws, codes, ordinances and the constitution cited by name."""
    out: list[Mention] = []
    for start, word in places(heads, _HEADS):
        before, end, colon = text[start - 1 : start], start + len(word), text.startswith(":", start + len(word))
        if (
            before.isalpha()
            or text[end].isdigit()
            or (word in _LAWS and before == "“")
            or (colon and not text[end + 1 : end + 2].isspace())
        ):
            continue
        if covered(start, taken) or (out and start < out[-1].end and out[-1].rule != "named.amending"):
            continue
        kind = word.capitalize()
        line_start, line_end = line_of(start)
        if start == line_start and end == line_end:
            continue
        amending = match_near(_AMENDING, text, end, line_end)
        if amending and kind == "Luật":
            if last := _laws_end(text, amending.end(), line_end):
                out.append(unnumbered_mention(start, last, "named", "named.amending", kind, line_end))
            continue
        several = _SEVERAL.search(text, max(line_start, start - 8), start) is not None
        name_end = _law_end(text, end + colon, line_end, kind) if several or not colon else None
        if name_end is None:
            continue
        out.append(unnumbered_mention(start, name_end, "named", "named.law", kind, line_end))
        out += _more_laws(text, name_end, line_end, kind, several=several)
    return out


_A_BODY = regex.compile(r"\s+(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|sở|bộ|ngành|cấp|các|\p{Lu})(?!\p{Lu})")
"""What makes a body or its people of what could be the name of a law: `Thanh tra tỉnh`, `Công đoàn Việt Nam`."""


def _more_laws(text: str, end: int, limit: int, kind: str, *, several: bool) -> list[Mention]:
    """`các Luật: Đất đai năm 2013, Nhà ở năm 2014`: names that one word covers, each with its year where `các` is not said."""
    out: list[Mention] = []
    while more := match_near(_NEXT_LAW, text, end, limit):
        stop = _known_law(text, more.end(), limit, kind)
        if stop is None:
            unknown = _unknown_law(text, more.end(), limit)
            stop = unknown if unknown is not None and match_near(_YEAR, text, unknown, limit) and several else None
        if stop is None:
            break
        far = _with_year(text, stop, limit)
        if far == stop and (not several or _A_BODY.match(text, stop, limit)):
            break
        end = far
        out.append(unnumbered_mention(more.end(), end, "named", "named.law.list", kind, limit))
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
    name = _known_law(text, start, limit, kind) or _unknown_law(text, start, limit)
    return None if name is None else _with_year(text, name, limit)


def _with_year(text: str, end: int, limit: int) -> int:
    revised = match_near(_REVISED, text, end, limit)
    end = revised.end() if revised else end
    year = match_near(_YEAR, text, end, limit)
    return year.end() if year else end


def _known_law(text: str, start: int, limit: int, kind: str) -> int | None:
    """Return where a name of the catalogue that begins at ``start`` ends, the bracket that closes it included."""
    head = word_keys(text[start : start + 24])[:1]
    names = _law_names().get((kind, head[0]), ()) if head else ()
    end = next((e for words in names if (e := matches_known(text, start, words, limit)) is not None), None)
    if end is not None and text[end : end + 1] == ")" and "(" in text[start:end]:
        end += 1
    return end


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
            out.append(unnumbered_mention(start, end, "self", "self", name, line_of(start)[1]))
    return out


@cache
def _unnumbered_pattern() -> regex.Pattern[str]:
    patterns = raw("citations")["unnumbered"]["patterns"]
    return regex.compile(rf"(?<!\p{{L}})(?:{'|'.join(patterns)})(?!\p{{L}})")


def find_unnumbered(text: str, heads: Heads, taken: list[tuple[int, int]], line_of: LineOf) -> list[Mention]:
    """Find documents that go by name and year."""
    out: list[Mention] = []
    types = raw("citations")["unnumbered"]["types"]
    for start, _ in places(heads, raw("citations")["unnumbered"]["heads"]):
        m = match_near(_unnumbered_pattern(), text, start, len(text))
        line_end = line_of(start)[1] if m else 0
        if m and m.end() <= line_end and not covered(start, taken) and not (out and start < out[-1].end):
            kind = next((t for t in types if m[0].startswith(t)), " ".join(m[0].split()[:2]))
            out.append(unnumbered_mention(m.start(), m.end(), "unnumbered", "unnumbered", kind, line_end))
    return out


_QUOTED = ("Đề án", "Kế hoạch", "Quy chế", "Quy định", "Hướng dẫn", "Phương án", "Chiến lược", "Nghị quyết", "Chỉ thị", "Báo cáo")


def find_quoted(text: str, heads: Heads, taken: list[tuple[int, int]], line_of: LineOf) -> list[Mention]:
    """Find documents that go by their quoted name alone: `Đề án “Phát triển du lịch”`. One word is no name."""
    out = []
    for start, word in places(heads, _QUOTED):
        opening = start + len(word) + 1
        if not text.startswith((" “", ' "'), opening - 1) or not text[opening + 1 : opening + 2].isupper():
            continue
        line_end = line_of(start)[1]
        named = not text[start - 1 : start].isalpha() and not covered(start, taken)
        name = quoted(text, opening, line_end) if named else None
        if name is None or text.count(" ", *name) < _FEWEST_BLANKS:
            continue
        made = unnumbered_mention(start, after_quote(text, name[1]), "unnumbered", "unnumbered.quoted", word, line_end)
        made.title, made.quoted, made.closed = name, True, True
        out.append(made)
    return out


_FEWEST_BLANKS = 2
"""A name has three words at least."""
