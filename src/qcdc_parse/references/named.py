"""Mentions without a number: laws by name, the document itself, unnumbered ones."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from operator import itemgetter

import regex

from qcdc_parse.catalog import doc_types, raw
from qcdc_parse.references.heads import Heads, places
from qcdc_parse.references.law_names import AMENDING, amended_end, law_end, more_laws, with_year
from qcdc_parse.references.lines import LineOf
from qcdc_parse.references.mention import Mention, unnumbered_mention
from qcdc_parse.references.near import covered, match_near, occurrences
from qcdc_parse.references.pinpoints import read_pinpoints
from qcdc_parse.references.titles import after_quote, quoted

_LAWS = ("Bộ luật", "Bộ Luật", "Luật", "Pháp lệnh", "Hiến pháp", "Hiến Pháp")
_HEADS = (*_LAWS, *{word.upper() for word in _LAWS})
_SEVERAL = regex.compile(r"(?<!\p{L})(?i:các)\s+(?:bộ\s+)?$")
_NO_LAW = regex.compile(r"(?<!\p{L})(?i:đại học|khoa|ngành|cử nhân|thạc sĩ|tiến sĩ|công ty|tạp chí|viện|văn phòng|môn)\s+$")
"""What, before the word for law, makes a school, a degree or a firm of it."""
_OTHER_WORDS = ("háp ", "ỷ ", "uy ", "Bộ ", "ự án ", "thảo ")
"""Words that end in `luật`, and drafts: small letters name no law there."""


def _law_words(text: str, heads: Heads) -> list[tuple[int, int, str, bool]]:
    """Return where words for laws stand: start, end, type, and whether they are printed in small letters."""
    out: list[tuple[int, int, str, bool]] = []
    for at, word in places(heads, _HEADS):
        end = at + len(word)
        goes_on = text[end : end + 1].isspace() or word == "Hiến pháp" or (text[end : end + 1] == ":" and text[end + 1 : end + 2].isspace())
        if goes_on and not (text[at - 1 : at].isalpha() or (word in _LAWS and text[at - 1 : at] == "“")):
            out.append((at, end, word.capitalize(), False))
    codes = places(heads, raw("citations")["heads"]["codes"])
    out += [(at, at + len(code), "Bộ luật", False) for at, code in codes if not text[at - 1 : at].isalpha()]
    for at in occurrences(text, "luật"):
        end = at + len("luật")
        first = text[end + 1 : end + 2] if text[end : end + 1] == " " else text[end + 2 : end + 3] if text.startswith(": ", end) else ""
        if first.isupper() and not text[at - 1 : at].isalpha() and not text.endswith(_OTHER_WORDS, max(0, at - 5), at):
            of_code = text.endswith("bộ ", max(0, at - 3), at)
            out.append((at - 3, end, "Bộ luật", True) if of_code else (at, end, "Luật", True))
    return sorted(out)


def find_named(text: str, heads: Heads, taken: list[tuple[int, int]], line_of: LineOf) -> list[Mention]:
    """Find laws, codes, ordinances and the constitution cited by name."""
    out: list[Mention] = []
    for start, behind, kind, small in _law_words(text, heads):
        if _hidden(text, start, taken) or (out and start < out[-1].end and out[-1].rule != "named.amending"):
            continue
        line_start, line_end = line_of(start)
        if start == line_start and behind == line_end:
            continue
        amending = match_near(AMENDING, text, behind, line_end) if not small else None
        if amending and kind in {"Luật", "Pháp lệnh"}:
            end = amended_end(text, amending.end(), line_end)
            if end:
                out.append(unnumbered_mention(start, end, "named", "named.amending", kind, line_end))
            continue
        if _NO_LAW.search(text, max(line_start, start - 12), start):
            continue
        several = _SEVERAL.search(text, max(line_start, start - 8), start) is not None
        colon = text[behind] == ":" if behind < line_end else False
        if text.startswith("BL", start):
            end = with_year(text, behind, line_end)
        else:
            end = law_end(text, behind + colon, line_end, kind, known=small) if several or not colon else None
        if end is None and kind == "Hiến pháp" and read_pinpoints(text, start, line_start) is not None:
            end = behind  # `Điều 4 Hiến pháp`; without article and year the word is a common noun as well
        if end is None:
            continue
        out.append(unnumbered_mention(start, end, "named", "named.law", kind, line_end))
        listed = more_laws(text, end, line_end, kind, several=several)
        out += [unnumbered_mention(*more, "named", "named.law.list", kind, line_end) for more in listed]
    return out


def _hidden(text: str, start: int, taken: list[tuple[int, int]]) -> bool:
    """Tell whether a word for law stands in a mention; the laws that one with a number amends are seen."""
    index = bisect_right(taken, start, key=itemgetter(0)) - 1
    if index < 0 or start >= taken[index][1]:
        return False
    holder = taken[index][0]
    return (
        start == holder
        or AMENDING.match(text, text.find(" ", text.find(" ", holder) + 1 if text[holder] in "BP" else holder), start + 12) is None
    )


@cache
def _speakers() -> tuple[tuple[str, ...], tuple[str, ...]]:
    names = sorted((t.name for t in doc_types() if t.speaks), key=len, reverse=True)
    return tuple(n[1:] for n in names), tuple(names)


_THIS = " này"
_SAID = (" phối hợp", " liên tịch", " làm việc")
"""What may be said of a type between it and `này`."""


def find_self(text: str, line_of: LineOf) -> list[Mention]:
    """Find `Nghị quyết này` and its like, of whatever type."""
    tails, names = _speakers()
    out = []
    for at in occurrences(text, _THIS):
        end = at + len(_THIS)
        if text[end : end + 1].isalpha():
            continue
        stop = at
        if not text.endswith(tails, max(0, at - 40), at):
            between = next((words for words in _SAID if text.endswith(words, max(0, at - 12), at)), None)
            stop = at - len(between or "")
            if between is None or not text.endswith(tails, max(0, stop - 40), stop):
                continue
        name = next((n for n in names if text[stop - len(n) : stop].lower() == n.lower()), None)
        start = stop - len(name or "")
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


_FEWEST_BLANKS = 2
"""A name has three words at least."""
_QUOTED = ("Đề án", "Kế hoạch", "Quy định", "Hướng dẫn", "Phương án", "Chiến lược", "Nghị quyết", "Chỉ thị", "Báo cáo")


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
