"""Names of laws: where the name behind `Luật`, `Bộ luật`, `Pháp lệnh` ends, and which law a number behind a name is of."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import regex

from qcdc_parse.catalog import laws
from qcdc_parse.references.near import match_near
from qcdc_parse.references.titles import matches_known, word_keys

_KINDS = ("Bộ luật", "Luật", "Pháp lệnh", "Hiến pháp")
_YEAR = regex.compile(r"\s+(?:(?i:năm)\s+)?(?:19|20)\d\d(?![\d/]|[.-]\d)")
_REVISED = regex.compile(r"\s*\((?:sửa đổi|sửa đổi, bổ sung)\)")
_CONSTITUTION = regex.compile(r"\s+(?:nước\s+(?:(?:Cộng hòa|Cộng hoà) xã hội chủ nghĩa|CHXHCN) Việt Nam)?")
_LAW_WORD = regex.compile(r"(?P<gap>,?\s+(?:-\s+)?)(?P<word>[\p{L}]+)")
_LAW_STOP = frozenset("số ngày năm được đã quy có và này của do theo là trong về tại để đối sửa với khi từ đến cho các những tháng".split())
_CAPITALISED = regex.compile(r"\p{Lu}\p{L}*")
_LONGEST = 120
_NEXT_LAW = regex.compile(
    r"(?:\s*[,;]\s*(?:và\s+)?|\s+và\s+)(?=\p{Lu}\p{Ll})(?!(?:Bộ luật|Luật|Pháp lệnh|Hiến pháp|Nghị|Quyết|Thông|Chỉ thị)\s)"
)
_A_BODY = regex.compile(r"\s+(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|sở|bộ|ngành|cấp|các|\p{Lu})(?!\p{Lu})")
"""What makes a body or its people of what could be the name of a law: `Thanh tra tỉnh`, `Công đoàn Việt Nam`."""
AMENDING = regex.compile(r"\s+[Ss]ửa đổi(?:, bổ sung)?(?: một số điều)? của (?=(?:các )?(?:Bộ luật|Luật|luật|Pháp lệnh)\s)")
_AND_LAW = regex.compile(r"(?:\s*,\s*|\s+và\s+)(?=(?:Bộ luật|Luật|Pháp lệnh)\s)")
_A_LAW = regex.compile(r"(?P<all>các\s+)?(?P<type>Bộ luật|[Ll]uật|Pháp lệnh)\s")
_FARTHEST = 260
"""A law with its number, the laws it amends included, is at most this long, in code points."""
_NUMBERED = regex.compile(r"\s*,?\s+(?i:số)\s*:?\s*$")
_NAMED = regex.compile(r"(?r)(?<!\p{L}|pháp |kỷ |quy )(?P<type>[Bb]ộ [Ll]uật|[Ll]uật|LUẬT|[Pp]háp lệnh)(?P<colon>:?)\s+")
_BREAK = regex.compile(r"[.;:“”()\n]|(?<!\p{L})(?:Nghị|năm\s\d|20\d\d)(?!\p{L})")
_LISTED = regex.compile(r"(?:\s*,?\s*ngày\s+\d{1,2}[/.-]\d{1,2}[/.-]\d{4})?(?:\s*[,;]\s*(?:và\s+)?|\s+và\s+)(?=\p{Lu})")


@cache
def _law_names() -> dict[tuple[str, str], tuple[tuple[str, ...], ...]]:
    """Folded words of the names behind the type word, by type and first word, longest first."""
    table: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    for name in laws():
        kind = next((k for k in _KINDS if name.startswith(k)), "Luật")
        words = word_keys(name[len(kind) :])
        if words:
            table.setdefault((kind, words[0]), []).append(words)
    return {k: tuple(sorted(v, key=len, reverse=True)) for k, v in table.items()}


def law_end(text: str, at: int, limit: int, kind: str, *, known: bool = False) -> int | None:
    """Return where the name of a law behind its type word ends, year included; ``known`` takes names of the catalogue only.

    >>> "Luật Đất đai năm 2013 quy định"[: law_end("Luật Đất đai năm 2013 quy định", 4, 30, "Luật")]
    'Luật Đất đai năm 2013'
    """
    if kind == "Hiến pháp":
        named = match_near(_CONSTITUTION, text, at, limit)
        end = named.end() if named and named[0].strip() else at
        dated = match_near(_YEAR, text, end, limit)
        return dated.end() if dated else (end if end > at else None)
    start = at
    while start < limit and text[start].isspace():
        start += 1
    name = _known_law(text, start, limit, kind) or (None if known else _unknown_law(text, start, limit))
    return None if name is None else with_year(text, name, limit)


def with_year(text: str, end: int, limit: int) -> int:
    """Return where the year behind the name of a law ends, or the name where none is said.

    >>> with_year("Luật Nhà ở (sửa đổi) năm 2014", 10, 29)
    29
    """
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
    while end - start < _LONGEST:
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


def more_laws(text: str, end: int, limit: int, kind: str, *, several: bool) -> list[tuple[int, int]]:
    """`các Luật: Đất đai năm 2013, Nhà ở năm 2014`: names that one word covers, each with its year where `các` is not said."""
    out: list[tuple[int, int]] = []
    while more := match_near(_NEXT_LAW, text, end, limit):
        stop = _known_law(text, more.end(), limit, kind)
        if stop is None:
            unknown = _unknown_law(text, more.end(), limit)
            stop = unknown if unknown is not None and match_near(_YEAR, text, unknown, limit) and several else None
        if stop is None:
            break
        far = with_year(text, stop, limit)
        if far == stop and (not several or _A_BODY.match(text, stop, limit)):
            break
        end = far
        out.append((more.end(), end))
    return out


def amended_end(text: str, at: int, limit: int) -> int | None:
    """Return the end of the last of the laws that an amending law amends."""
    end = None
    while law := match_near(_A_LAW, text, at, limit):
        kind = "Luật" if law["type"] == "luật" else law["type"]
        stop = law_end(text, law.end("type"), limit, kind)
        if stop is None:
            break
        listed = more_laws(text, stop, limit, kind, several=True) if law["all"] else []
        end = listed[-1][1] if listed else stop
        more = match_near(_AND_LAW, text, end, limit)
        if more is None:
            break
        at = more.end()
    return end


class NumberedLaw(NamedTuple):
    """A law whose number follows: where it begins, where its name stands, and its type."""

    start: int
    name: tuple[int, int]
    kind: str


def law_before(text: str, start: int, floor: int) -> NumberedLaw | None:
    """Read the law by name whose number begins at ``start``, not beyond ``floor``.

    >>> text = "Luật Thanh tra và Luật Tố cáo số 25/2018/QH14"
    >>> law = law_before(text, 33, 0)
    >>> text[law.start : law.name[1]]
    'Luật Tố cáo'
    """
    floor = max(floor, start - _FARTHEST)
    said = _NUMBERED.search(text, max(floor, start - 10), start)
    found = _NAMED.search(text, floor, said.start()) if said else None
    if said is None or found is None:
        return None
    stop = said.start()
    kind = found["type"].capitalize()
    whole = law_end(text, found.end(), stop, kind, known=True) == stop
    first = text[found.end()]
    if not whole and not (first.isupper() and stop - found.end() > 1 and found["type"][0].isupper()):
        return None
    if not whole and _BREAK.search(text, found.end(), stop):
        return None
    while found := _NAMED.search(text, floor, found.start()) if found else None:
        amending = AMENDING.match(text, found.end("type"), stop)
        if amending and amended_end(text, amending.end(), stop) == stop:
            return NumberedLaw(found.start(), (found.end(), stop), found["type"].capitalize())
    found = _NAMED.search(text, floor, stop)
    assert found is not None
    return NumberedLaw(found.start(), (found.end(), stop), kind)


def listed_law(text: str, kind: str, end: int, start: int) -> tuple[int, int] | None:
    """Return the name of a further law of a list, whose number begins at ``start``: `…, Khiếu nại số 02/2011/QH13`."""
    said = _NUMBERED.search(text, max(end, start - 10), start)
    more = match_near(_LISTED, text, end, start)
    stop = _known_law(text, more.end(), start, kind) if more else None
    return (more.end(), stop) if said and more and stop is not None and with_year(text, stop, start) == said.start() else None
