"""Short forms: a type word and a serial without symbol (`Chỉ thị 30`), alone and in lists (`các Nghị quyết 18, 19`).

A bare number behind a type word may count things as well (`Quyết định 12 suất quà`): what follows it decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import regex

from qcdc_parse.catalog import raw
from qcdc_parse.references.heads import Heads
from qcdc_parse.references.lines import LineOf
from qcdc_parse.references.mention import Mention, unnumbered_mention
from qcdc_parse.references.near import covered, match_near

_SERIAL = r"(?P<serial>\d{1,4})(?P<suffix>[a-d]?)(?:/(?P<year>(?:19|20)\d\d))?(?![\p{L}\d/%–-]|[.,:]\d|\s?[-–/]\s?[\p{Lu}\d])"
_MORE = regex.compile(r"(?:\s*[,;]\s*(?:và\s+)?|\s+và\s+)(?:số\s+)?(?P<made>" + _SERIAL + ")")
_A_YEAR = regex.compile(r"20[0-4]\d")


class _Words(NamedTuple):
    """The vocabulary of short forms; ``head`` reads one; ``behind`` may follow all, all but ``counted`` may follow nouns.

    ``figure`` finds the digits behind `số` or the last word of a noun, where no symbol goes on.
    """

    names: tuple[str, ...]
    codes: tuple[str, ...]
    small: tuple[str, ...]
    figure: regex.Pattern[str]
    head: regex.Pattern[str]
    behind: regex.Pattern[str]
    counted: regex.Pattern[str]
    types: dict[str, str]
    programmes: frozenset[str]
    nouns: frozenset[str]
    years: frozenset[str]


@cache
def _words() -> _Words:
    data = raw("citations")["short_forms"]
    names = {*data["types"], *data["programmes"], *data["years"]}
    types = {name: name for name in names} | {name.lower(): name for name in names}
    full = "|".join(sorted(types, key=len, reverse=True))
    codes = "|".join(sorted(data["codes"], key=len, reverse=True))
    before = "|".join(sorted({"số", *(noun.rpartition(" ")[2] for noun in data["nouns"])}))
    head = rf"(?<![\p{{L}}\d/-]|(?<!\p{{L}})[Hh]ội )(?:(?P<type>{full}) (?P<so>số ?:? ?)?|(?P<code>{codes}) ?){_SERIAL}"
    follow = "|".join(sorted(data["follow"], key=len, reverse=True))
    behind = rf"\s*(?:$|[\n\t,.;:()“”\"'’!?…])| (?:{follow})(?!\p{{L}})| (?:{'|'.join(data['issuers'])})(?![\p{{L}}/-])"
    return _Words(
        tuple(names),
        tuple(data["codes"]),
        tuple(name.lower() for name in names),
        regex.compile(rf"[0-9](?<=(?:{before})\ .)(?!\d*[%–-])"),
        regex.compile(head),
        regex.compile(behind),
        regex.compile(rf" (?!(?:{'|'.join(data['counted'])})(?!\p{{L}}))\p{{Ll}}"),
        types | data["codes"],
        frozenset(data["programmes"]),
        frozenset(data["nouns"]),
        frozenset(data["years"]),
    )


def find_short(text: str, heads: Heads, taken: list[tuple[int, int]], line_of: LineOf) -> list[Mention]:
    """Find short forms, the members of a list each on its own."""
    words = _words()
    out: list[Mention] = []
    begun = {start for start, _ in taken}
    for start in sorted({*_capital(text, heads, words, begun), *_small(text, words)} - begun):
        m = match_near(words.head, text, start, len(text)) if not covered(start, taken) else None
        kind = words.types[m["type"] or m["code"]] if m else ""
        if m is None or not _is_one(m, kind, words):
            continue
        line_end = line_of(start)[1]
        if m.end() > line_end or not (match_near(words.behind, text, m.end(), line_end) or _is_noun(text, m, kind, words)):
            continue
        out.append(unnumbered_mention(m.start(), m.end(), "unnumbered", "unnumbered", kind, line_end))
        while (more := match_near(_MORE, text, out[-1].end, line_end)) and _lists(text, more, words, line_end):
            out.append(unnumbered_mention(more.start("made"), more.end(), "unnumbered", "unnumbered.list", kind, line_end))
    return out


def _capital(text: str, heads: Heads, words: _Words, begun: set[int]) -> Iterator[int]:
    """Yield where types that begin with a capital, and codes, stand before a number and have ``begun`` no mention."""
    for word in words.names:
        far = len(word) + 1
        for at in heads.get(word, ()):
            if at not in begun and (text.startswith("số", at + far) or text[at + far : at + far + 1].isdigit()):
                yield at
    for word in words.codes:
        far = len(word)
        yield from (at for at in heads.get(word, ()) if text[at + far : at + far + 2].lstrip(" ")[:1].isdigit())


def _small(text: str, words: _Words) -> Iterator[int]:
    """Yield where types in small letters stand before a number: all with `số`, nouns without it too."""
    nouns = tuple(noun.lower() for noun in words.nouns)
    for figure in words.figure.finditer(text):
        at = figure.start()
        end, names = (at - len(" số "), words.small) if text.endswith(" số ", 0, at) else (at - 1, nouns)
        if text.endswith(names, 0, end):
            yield from (end - len(name) for name in names if text.endswith(name, 0, end))


def _is_one(m: regex.Match[str], kind: str, words: _Words) -> bool:
    if m["year"] is not None:
        return kind in words.years and (len(m["serial"]) > 1 or m["so"] is not None or kind in {"Nghị định", "Thông tư"})
    if m["so"] is not None:
        return kind != "Luật"
    if m["code"] is not None:
        return kind != "Thông tư" and len(m["serial"]) > 1
    small = m["type"][0].islower()
    short = len(m["serial"]) + len(m["suffix"]) < 2
    return (
        kind != "Luật"
        and not (small and kind not in words.nouns)
        and not (short and (small or kind in words.programmes))
        and not _A_YEAR.fullmatch(m["serial"])
    )


def _is_noun(text: str, m: regex.Match[str], kind: str, words: _Words) -> bool:
    """`Nghị quyết 57 tạo đột phá`: a noun in capitals counts nothing but years, pages and the like."""
    sure = m["code"] is None and m["type"][0].isupper() and kind in words.nouns and len(m["serial"]) > 1
    return sure and words.counted.match(text, m.end(), m.end() + 24) is not None


def _lists(text: str, more: regex.Match[str], words: _Words, limit: int) -> bool:
    """Tell whether a further number is a member of the list and no count."""
    serial = more["serial"]
    return len(serial) > 1 and not _A_YEAR.fullmatch(serial) and match_near(words.behind, text, more.end(), limit) is not None
