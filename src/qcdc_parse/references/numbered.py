"""A number and what calls it a document: its type word, the list it stands in, the issuer between, or the symbol itself."""

from __future__ import annotations

import regex

from qcdc_parse.bodies import match_body
from qcdc_parse.number import DocNumber
from qcdc_parse.references.law_names import NumberedLaw, law_before, listed_law
from qcdc_parse.references.mention import Mention
from qcdc_parse.references.type_words import type_word, with_words_between

BEFORE = 64
"""The type word of a number ends at most this far before it, in code points."""
_ISSUER_FAR = 110
"""The issuer between type word and number begins at most this far before the number."""
_ONE_CODE = {"QĐ", "QĐi", "QyĐ"}
_LINK = regex.compile(r"(?:\s*,?\s*\(?ngày\s+\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\)?)?\s*(?:,|;|và|hoặc|,\s*và|;\s*và|-|–)\s*(?:số\s*:?\s*)?")
_SERIALS = regex.compile(r"(?<![\p{L}\d/-])(?P<serials>(?:\d{1,4}[a-z]?\s*,\s*(?:số\s+)?)*\d{1,4}[a-z]?)\s*(?:,|và)\s*(?:số\s+)?$")
_SERIAL = regex.compile(r"\d{1,4}[a-z]?")
_OF_BODY = regex.compile(r"\s+(?:(?:của|giữa)\s+)?(?=\p{Lu})")
_AND_BODY = regex.compile(r"\s*(?:,|và|,\s*và|với)\s+(?=\p{Lu})")


def numbered(start: int, end: int, rule: str, doc_type: str | None, number: DocNumber) -> Mention:
    """Make a mention that has a number."""
    return Mention(start, end, "numbered", rule, doc_type, number, number.key, tail=end)


def typed(text: str, start: int, end: int, number: DocNumber, line_start: int, before: Mention | None) -> list[Mention]:
    """Give a number its type word, where it has one; a number that nothing calls a document's gives nothing."""
    window_start = max(line_start, start - BEFORE, before.end if before else 0)
    window = text[window_start:start]
    rule = f"numbered.{number.system}"
    found = type_word(window)
    if found:
        return [numbered(window_start + found[0], end, rule, found[1], number)]
    if made := _law(text, start, end, number, line_start, before):
        return [made]
    if before is not None and before.number is not None and _LINK.fullmatch(text, before.end, start):
        inherited = before.doc_type if _alike(before.number, number) else number.doc_type
        made = numbered(start, end, f"{rule}.list", inherited, number)
        made.typed = False
        return [made]
    if number.telling and (loose := with_words_between(window)):
        return [numbered(window_start + loose[0], end, rule, loose[1], number)]
    return (
        _several(text, window_start, start, end, number, before)
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
    made = numbered(law.start, end, "numbered.law", law.kind, number)
    made.title, made.quoted = law.name, True
    return made


def _several(text: str, window_start: int, start: int, end: int, number: DocNumber, before: Mention | None) -> list[Mention]:
    """`Nghị quyết số 18, 19-NQ/TW`: several serials before one symbol, each a document, at the beginning of a list or in it."""
    listed = _SERIALS.search(text, window_start, start)
    if listed is None:
        return []
    ahead = text[window_start : listed.start()]
    found = type_word(ahead)
    begins = window_start + found[0] if found else listed.start("serials")
    doc_type = found[1] if found else None
    if found is None:
        if before is None or before.number is None or before.end != window_start or not _alike(before.number, number):
            return []
        if ahead.strip().removesuffix("số").strip() not in {",", ";", "và"}:
            return []
        doc_type = before.doc_type
    rule = f"numbered.{number.system}.serials"
    out: list[Mention] = []
    for serial in _SERIAL.finditer(text, listed.start("serials"), listed.end("serials")):
        printed = serial[0].rstrip("abcdefghijklmnopqrstuvwxyz")
        own = number._replace(serial=printed, suffix=serial[0][len(printed) :])
        out.append(numbered(serial.start() if out else begins, serial.end(), rule, doc_type, own))
    out.append(numbered(start, end, rule, doc_type, number))
    for later in out[1 if found else 0 :]:
        later.typed = False
    return out


def _issued(text: str, line_start: int, start: int, end: int, number: DocNumber) -> list[Mention]:
    """`Quyết định của Bộ Chính trị số 217-QĐ/TW`: the issuer between type word and number."""
    floor = max(line_start, start - _ISSUER_FAR)
    said = text[floor:start].rstrip(" :")
    if not said.lower().endswith("số"):
        return []
    stop = floor + len(said[:-2].rstrip())
    for of in reversed(list(_OF_BODY.finditer(text, floor, stop))):
        body = _bodies_end(text, of.end(), stop)
        found = type_word(text[max(line_start, of.start() - BEFORE) : of.start()]) if body == stop else None
        if found:
            made = numbered(max(line_start, of.start() - BEFORE) + found[0], end, f"numbered.{number.system}.issued", found[1], number)
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
    made = numbered(start, end, f"numbered.{number.system}.bare", doc_type, number)
    made.typed = False
    return [made]


def _alike(a: DocNumber, b: DocNumber) -> bool:
    return a.system == b.system and (a.type_code == b.type_code or {a.type_code, b.type_code} <= _ONE_CODE)
