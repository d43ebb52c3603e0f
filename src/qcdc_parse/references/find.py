"""Finding mentions by their number, and the type word before it.

The number is the anchor: it is rare in prose and unmistakable; the type word is looked up backwards from it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

import regex

from qcdc_parse.bodies import match_body
from qcdc_parse.catalog import doc_types
from qcdc_parse.number import DocNumber, symbol
from qcdc_parse.references.law_names import NumberedLaw, law_before, listed_law
from qcdc_parse.references.mention import Mention

# What every symbol holds: a digit and, hardly apart from it, a code (`04/2015/NĐ-CP`, `33 - KH/ĐUK`, `294QĐ/TW`).
# This is what texts are scanned for, six times as fast as for whole symbols; dates, ratios and sums end it at once.
_SITE = regex.compile(
    r"[0-9](?:[a-zđ]?(?:\.|[ \t\n\-–—/]{0,6})\p{Lu}[riyghđo]?[\p{Lu}\dol&\s./–—-]|[a-zđ]?[-/](?:[a-zđ]{1,6}[-/][a-zđ]|qh\d|ubtvqh\d))"
)
_BEFORE_YEAR = regex.compile(r"[\dOolI]{1,5}[A-Da-zđĐ]?(?:\s{0,2}[-–—/]{1,2}\s{0,2}|\.)$")
_SPLIT_SERIAL = regex.compile(r"[Ss][ốỐ]:? (\d{1,4} )$")
_LONGEST_SERIAL = 11
_RULES = {"party": "numbered.party", "state": "numbered.state"}
_GO_ON = frozenset("0123456789-–—/.")
_TWINS = frozenset("OolI")
_LIKE_DIGITS = _TWINS | frozenset("0123456789")
# A type code may touch the number (`NĐ103/CP`); no other letter does.
FREE = r"(?<![\d/.,–-]|\d[ ]|(?<!(?<!\p{L})(?:NĐ|NQ|QĐ|KL|CT|TT|CV))(?<=\p{L}))"
_FREE = regex.compile(FREE)
# A number printed as the rules want it, and no more of a symbol behind it: nearly all are, and are read at half the price.
_PLAIN = regex.compile(FREE + r"(\d{1,5})()(-|/)(?:((?:19|20)\d\d)/)?([A-ZĐ]{2,7}(?:[-/][A-ZĐ]{2,7})?)()(?=[,;:)”]|\s[\p{Ll}(“]|\.\s|\Z)")
_ONE_CODE = {"QĐ", "QĐi", "QyĐ"}
_LINK = regex.compile(r"(?:\s*,?\s*\(?ngày\s+\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\)?)?\s*(?:,|;|và|hoặc|,\s*và|;\s*và|-|–)\s*(?:số\s*:?\s*)?")
_BEFORE = 64
_MARKS = regex.compile(r"\p{Mn}+")

LineOf = Callable[[int], tuple[int, int]]
"""Gives start and end of the line that holds an offset."""


_BETWEEN = (
    " chuyên đề",
    " liên tịch",
    " liên ngành",
    " phối hợp",
    " chung",
    " riêng",
    " lãnh đạo",
    " thẩm tra",
    " thẩm định",
    " giải trình",
    " tổng kết",
    " sơ kết",
    " tiếp thu",
    " đính chính",
    " hợp nhất",
)
_SERIALS = regex.compile(r"(?P<serials>(?:\d{1,4}[a-z]?\s*,\s*)*\d{1,4}[a-z]?)\s*(?:,|và)\s*(?:số\s+)?$")
_SERIAL = regex.compile(r"\d{1,4}[a-z]?")
_OF_BODY = regex.compile(r"\s+(?:của|giữa)\s+(?=\p{Lu})")
_AND_BODY = regex.compile(r"\s*(?:,|và|,\s*và|với)\s+(?=\p{Lu})")


_Named = dict[str, tuple[tuple[str, str], ...]]
"""Folded names of types with what they stand for, by their last word, longest first."""


class _Types(NamedTuple):
    """Type words: in full, without tone marks, and abbreviated as printed; last words of what may stand behind them.

    ``common`` are those of two words that end no longer one, as they are printed.
    """

    full: _Named
    plain: _Named
    short: _Named
    between: frozenset[str]
    common: dict[str, str]

    @staticmethod
    def by_last_word(names: dict[str, str]) -> _Named:
        table: dict[str, list[tuple[str, str]]] = {}
        for name in sorted(names, key=len, reverse=True):
            table.setdefault(name.rpartition(" ")[2], []).append((name, names[name]))
        return {last: tuple(entries) for last, entries in table.items()}


@cache
def _types() -> _Types:
    full = {t.name.lower(): t.name for t in doc_types()}
    plain = {_plain(name): value for name, value in full.items()}
    short = {code: t.name for t in doc_types() for code in t.short}
    between = frozenset(words.rpartition(" ")[2] for words in _BETWEEN)
    alone = [name for name in full if name.count(" ") == 1 and sum(other.endswith(name) for other in full) == 1]
    common = {printed: full[name] for name in alone for printed in (name, name.capitalize(), name.upper())}
    return _Types(_Types.by_last_word(full), _Types.by_last_word(plain), _Types.by_last_word(short), between, common)


def _plain(text: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFD", text)).replace("đ", "d").replace("Đ", "D")


def find_numbered(text: str, line_of: LineOf) -> list[Mention]:
    """Find every mention with a number, left to right."""
    out: list[Mention] = []
    last = 0
    for m in symbols(text):
        number = DocNumber.of_match(m)
        if number is None:
            continue
        start, end = m.span()
        if number.type_code is None and not number.telling and (_fused(text, start) or _of_a_firm(text, start)):
            continue
        common = _common_type(text, start, max(start - _BEFORE, last))
        if common and "\n" not in m[0]:
            found = [_numbered(common[0], end, _RULES[number.system], common[1], number)]
        else:
            line_start, line_end = line_of(start)
            found = _typed(text, start, end, number, line_start, out[-1] if out else None) if end <= line_end else []
        if not found or (found[0].doc_type == "Hợp đồng" and not number.telling):
            continue  # of firms: numbers of contracts are those of documents only where an office's code stands in them
        out += found
        last = end
    return out


def symbols(text: str) -> Iterator[regex.Match[str]]:
    """Yield what looks like number and symbol, left to right: from each site back to where its serial begins."""
    done = 0
    for site in _SITE.finditer(text):
        last = site.start()
        if last < done:
            continue
        start = last
        while text[start - 1 : start].isdigit():
            start -= 1
        begins = [start]
        if text[start - 1 : start] in _TWINS or text[last + 1 : last + 2] in _TWINS:
            # Letters that a scanner read for digits stand before them or among them: `l20-KL/TW`, `2O15`.
            while text[last + 1 : last + 2] in _LIKE_DIGITS and last - start < 4:
                last += 1
            while text[start - 1 : start] in _LIKE_DIGITS and last - start < 4:
                start -= 1
            begins.insert(0, start)
        if text[max(0, start - 3) : start].rstrip()[-1:] in _GO_ON:
            begins = [*_earlier(text, done, start, last), *begins]
        for begin in begins:
            if begin >= done and (found := _PLAIN.match(text, begin) or (_FREE.match(text, begin) and symbol().match(text, begin))):
                done = found.end()
                yield found
                break


def _earlier(text: str, done: int, start: int, last: int) -> list[int]:
    """Return where a number can begin ahead of the digits ``text[start : last + 1]``: these may be its year, or half its serial."""
    begins = []
    if last - start == 3 and (serial := _BEFORE_YEAR.search(text, max(done, start - _LONGEST_SERIAL), start)):
        begins = [serial.start()]
        start = serial.start()
    if half := _SPLIT_SERIAL.search(text, max(done, start - 9), start):
        begins.insert(0, half.start(1))
    return begins


def _fused(text: str, start: int) -> bool:
    """Tell whether letters touch a number: `NĐ103/CP` is a decree, the train `CT732/VD` is not."""
    return start > 0 and text[start - 1].isalpha()


def _of_a_firm(text: str, start: int) -> bool:
    """Tell whether a contract's number follows: it is one of firms where no office's code stands in it (`hợp đồng số 849/HĐMB`)."""
    return _before_so(text[max(0, start - 24) : start]).lower().endswith("hợp đồng")


def _numbered(start: int, end: int, rule: str, doc_type: str | None, number: DocNumber) -> Mention:
    return Mention(start, end, "numbered", rule, doc_type, number, number.key, tail=end)


def _typed(text: str, start: int, end: int, number: DocNumber, line_start: int, before: Mention | None) -> list[Mention]:
    """Give a number its type word, where it has one; a number that nothing calls a document's gives nothing."""
    window_start = max(line_start, start - _BEFORE, before.end if before else 0)
    window = text[window_start:start]
    rule = f"numbered.{number.system}"
    found = _type_word(window)
    if found:
        return [_numbered(window_start + found[0], end, rule, found[1], number)]
    if made := _law(text, start, end, number, line_start, before):
        return [made]
    if before is not None and before.number is not None and _LINK.fullmatch(text, before.end, start):
        inherited = before.doc_type if _alike(before.number, number) else number.doc_type
        made = _numbered(start, end, f"{rule}.list", inherited, number)
        made.typed = False
        return [made]
    if number.telling and (loose := _with_words_between(window)):
        return [_numbered(window_start + loose[0], end, rule, loose[1], number)]
    return (
        _several(text, window_start, start, end, number)
        or _issued(text, line_start, start, end, number)
        or _bare(text, window, start, end, number)
    )


def _law(text: str, start: int, end: int, number: DocNumber, line_start: int, before: Mention | None) -> Mention | None:
    """`Luật Tố cáo số 25/2018/QH14`, and later members of a list of laws that one word covers."""
    if not (number.type_code == "PL" or (number.type_code is None and number.body_code.startswith(("QH", "UBTVQH")))):
        return None
    floor = max(line_start, before.end if before else 0)
    law = law_before(text, start, floor)
    if law is None and before is not None and before.rule == "numbered.law" and before.doc_type is not None:
        name = listed_law(text, before.doc_type, floor, start)
        law = NumberedLaw(name[0], name, before.doc_type) if name else None
    if law is None:
        return None
    made = _numbered(law.start, end, "numbered.law", law.kind, number)
    made.title, made.quoted = law.name, True
    return made


def _several(text: str, window_start: int, start: int, end: int, number: DocNumber) -> list[Mention]:
    """`Nghị quyết số 18, 19-NQ/TW`: several serials before one symbol, each a document."""
    listed = _SERIALS.search(text, window_start, start)
    found = _type_word(text[window_start : listed.start()]) if listed else None
    if listed is None or found is None:
        return []
    rule = f"numbered.{number.system}.serials"
    out: list[Mention] = []
    for serial in _SERIAL.finditer(text, listed.start("serials"), listed.end("serials")):
        printed = serial[0].rstrip("abcdefghijklmnopqrstuvwxyz")
        own = replace(number, serial=printed, suffix=serial[0][len(printed) :])
        out.append(_numbered(serial.start() if out else window_start + found[0], serial.end(), rule, found[1], own))
    out.append(_numbered(start, end, rule, found[1], number))
    for later in out[1:]:
        later.typed = False
    return out


def _issued(text: str, line_start: int, start: int, end: int, number: DocNumber) -> list[Mention]:
    """`Quyết định của Bộ Chính trị số 217-QĐ/TW`: the issuer between type word and number."""
    said = text[line_start:start].rstrip(" :")
    if not said.lower().endswith("số"):
        return []
    stop = line_start + len(said[:-2].rstrip())
    for of in reversed(list(_OF_BODY.finditer(text, max(line_start, start - 110), stop))):
        body = _bodies_end(text, of.end(), stop)
        found = _type_word(text[max(line_start, of.start() - _BEFORE) : of.start()]) if body == stop else None
        if found:
            made = _numbered(max(line_start, of.start() - _BEFORE) + found[0], end, f"numbered.{number.system}.issued", found[1], number)
            made.issuer = (of.end(), stop)
            return [made]
    return []


def _bodies_end(text: str, start: int, stop: int) -> int | None:
    """Return where the names of one or several bodies that issue together end: `Chính phủ và Ủy ban Trung ương …`."""
    end = match_body(text, start, stop)
    while end is not None and end < stop and (more := _AND_BODY.match(text, end, stop)):
        end = match_body(text, more.end(), stop)
    return end


def _bare(text: str, window: str, start: int, end: int, number: DocNumber) -> list[Mention]:
    if not number.telling:
        return []
    joined = (number.type_code is None and number.year is None) or f"{number.type_code}{number.body_code}" in text[start:end]
    if (number.dashed and number.type_code is None) or (joined and not window.rstrip(" :").lower().endswith("số")):
        return []
    doc_type = number.doc_type or ("Công văn" if number.type_code is None and not number.year else None)
    made = _numbered(start, end, f"numbered.{number.system}.bare", doc_type, number)
    made.typed = False
    return [made]


def _alike(a: DocNumber, b: DocNumber) -> bool:
    return a.system == b.system and (a.type_code == b.type_code or {a.type_code, b.type_code} <= _ONE_CODE)


def _type_word(window: str) -> tuple[int, str] | None:
    """Return where the type word that ends a window begins, and the type's full name."""
    types = _types()
    head = _before_so(window)
    low = head.lower()
    if len(low) != len(head):
        return None
    last = _last_word(low)
    if last in types.between and _longest(low, types.full.get(last, ())) is None:
        between = next((b for b in _BETWEEN if low.endswith(b)), "")
        low = low[: len(low) - len(between)]
        last = _last_word(low)
    if last in types.full and (found := _longest(low, types.full[last])):
        return found
    # Abbreviations keep their own letters: NĐ is not ND.
    if (short := types.short.get(_last_word(head))) is not None:
        return _longest(head, short)
    if (names := types.plain.get(_plain(last))) is None:
        return None
    plain = _plain(low)
    return _longest(plain, names) if len(plain) == len(low) else None


_LAST_WORD = regex.compile(r"\p{L}+$")


def _last_word(text: str) -> str:
    """Return the letters that end a text."""
    word = text[text.rfind(" ") + 1 :]
    if word.isalpha():
        return word
    found = _LAST_WORD.search(word)
    return found[0] if found else ""


_WORDS_BETWEEN = regex.compile(r"(?:\s(?!(?:của|và|tại|theo|với|về|các|trong|do|là|này|ngày)\b)\p{Ll}+,?){1,4}$")


def _with_words_between(window: str) -> tuple[int, str] | None:
    """`Quyết định thành lập số`, `Kế hoạch kiểm tra, giám sát số`: one to four small words before `số`."""
    said = window.rstrip(" :")
    if said[-2:].lower() != "số":
        return None
    head = said[:-2].rstrip()
    between = _WORDS_BETWEEN.search(head)
    while between is not None:
        found = _type_word(head[: between.start()] + " ")
        if found:
            return found
        between = _WORDS_BETWEEN.search(head, between.start() + 1)
    return None


def _common_type(text: str, start: int, window_start: int) -> tuple[int, str] | None:
    """Return what :func:`_type_word` would where the type is two plain words and nothing unusual stands between: most times."""
    end = start - 4 if text[max(0, start - 4) : start] == " số " else start - 1
    last = text.rfind(" ", window_start, end)
    first = text.rfind(" ", window_start, last) if last > 0 else -1
    name = _types().common.get(text[first + 1 : end]) if first >= 0 else None
    return None if name is None or text[start - 1] != " " else (first + 1, name)


def _before_so(window: str) -> str:
    """Take `số`, its colon and the blanks off the end of a window."""
    head = window.rstrip(" :\n\t")
    if head[-2:].lower() in ("số", "so", "n°", "nº"):
        return head[:-2].rstrip()
    return head


def _longest(head: str, names: tuple[tuple[str, str], ...]) -> tuple[int, str] | None:
    """Return start and value of the longest name that ends a text, where it is a word of its own."""
    for name, value in names:
        if head.endswith(name):
            start = len(head) - len(name)
            return None if start and head[start - 1].isalpha() else (start, value)
    return None
