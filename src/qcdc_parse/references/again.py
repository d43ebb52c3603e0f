"""Mentions that take up an earlier one: short forms (`Chỉ thị 30`), aliases (`gọi tắt là`), and `Nghị quyết nêu trên`.

What such a mention means is another mention of the same text, its antecedent; nothing is looked up beyond the text.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import regex

from qcdc_parse.catalog import party_term
from qcdc_parse.identity.spots import read_spot
from qcdc_parse.references.aliases import PLURAL, PLURAL_AT, find_aliases, find_definitions, gives, type_names
from qcdc_parse.references.lines import LineOf
from qcdc_parse.references.mention import Mention, unnumbered_mention
from qcdc_parse.references.near import covered, occurrences

_SERIAL = regex.compile(r"(?P<serial>\d{1,4})(?P<suffix>[a-d]?)(?:/(?P<year>\d{4}))?$")
_SHORT = ("unnumbered", "unnumbered.list")
_UP = (" nói", " nêu", " kể", " dẫn")
_ABOVE = " trên"
_NOTHING_ON = regex.compile(
    r"\s*(?:$|[,.;:)\n])|\s(?:được|đã|đang|sẽ|và|của|có|phải|cần|đều|cũng|còn|vẫn|chưa|bị|nêu|yêu cầu|quy định)(?!\p{L})"
)
"""What, behind `nghị quyết trên`, cannot be what a resolution is on."""


def find_again(text: str, mentions: list[Mention], line_of: LineOf) -> list[Mention]:
    """Add what takes up one of the mentions, which are in reading order, and link short forms among them to theirs.

    Returns all mentions in reading order; the new ones know their antecedent. What gives an alias is no mention of its own
    but where it bears a number.
    """
    if any(m.rule in _SHORT for m in mentions):
        _share_lists(mentions)
        _link_short_forms(text, mentions)
    known, given = find_definitions(text, mentions, line_of)
    places = list(_ups(text))
    if not (known or places):
        return mentions
    taken = _merged((m.start, m.end) for m in mentions)
    kept = [m for m in mentions if not gives(m, given)]
    again = find_aliases(text, known, kept, taken, line_of)
    again += _pointed_up(text, kept, places, taken, line_of)
    return sorted([*kept, *(m for m in again if not gives(m, given))], key=lambda m: (m.start, -m.end))


def _merged(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for start, end in stretches:
        if not out or start >= out[-1][1]:
            out.append((start, end))
    return out


def _share_lists(mentions: list[Mention]) -> None:
    """`Nghị quyết 18, 19 của Trung ương`: what stands behind a list of short forms is said of every member."""
    for earlier, later in reversed(list(pairwise(m for m in mentions if m.rule in _SHORT))):
        if later.rule == "unnumbered.list" and earlier.issuer is None and earlier.term is None:
            earlier.issuer, earlier.term = later.issuer, later.term


def _link_short_forms(text: str, mentions: list[Mention]) -> None:
    """`Chỉ thị 30` means the one number 30 of that type in the text."""
    shorts = [m for m in mentions if m.rule in _SHORT]
    types = {m.doc_type for m in shorts}
    by_serial: dict[tuple[str | None, int, str], list[Mention]] = {}
    for m in mentions:
        if m.number is not None and m.doc_type in types:
            by_serial.setdefault((m.doc_type, int(m.number.serial), m.number.suffix), []).append(m)
    for m in shorts:
        serial = _SERIAL.search(text, m.start, m.end)
        full = by_serial.get((m.doc_type, int(serial["serial"]), serial["suffix"]), []) if serial else []
        if serial and serial["year"]:
            full = [f for f in full if f.number and f.number.year == int(serial["year"])]
        full = [f for f in full if _agree(text, m, f)]
        if full and len({f.key for f in full}) == 1 and not _several(text, full):
            m.antecedent = full[0]


def _several(text: str, full: list[Mention]) -> bool:
    """Tell whether mentions of one number may be of several documents: by dates, terms, places, or titles where nothing else tells.

    Which they are is for identity to settle; the short form then takes up none of them.
    """
    dates = {f.issued for f in full if f.issued is not None}
    terms = {f.term for f in full if f.term is not None} if any(f.term and not f.issued for f in full) else set()
    if len(dates) > 1 or len(terms | ({party_term(d) for d in dates} if terms else set())) > 1:
        return True
    spots = {read_spot(text[slice(*f.issuer)]) for f in full if f.issuer}
    places = [{place for spot in spots if (place := spot[part])} for part in (1, 2)]
    titles = {text[slice(*f.title)].lower() for f in full if f.title} if not dates and not terms else set()
    return len(titles) > 1 or any(len(names) > 1 for names in places)


_CENTRAL = regex.compile(r"(?:(?:Ban Chấp hành |BCH )?(?:Trung ương|TW)|BCHTW|Bộ Chính trị|Ban Bí thư)")
_LEVELS = {
    "TW": _CENTRAL,
    "TU": regex.compile(r"(?:.*\s)?(?i:tỉnh|thành)\s(?:ủy|uỷ)"),
    "HU": regex.compile(r"(?:.*\s)?(?i:huyện)\s(?:ủy|uỷ)"),
    "ĐUK": regex.compile(r"Đảng (?:ủy|uỷ) Khối"),
    "ĐU": regex.compile(r"Đảng (?:ủy|uỷ)(?! Khối)"),
    "CP": regex.compile(r"Chính phủ$"),
    "TTg": regex.compile(r"Thủ tướng"),
}


def _agree(text: str, short: Mention, full: Mention) -> bool:
    """Tell whether nothing said of a short form contradicts a full mention: date, term, issuer."""
    if short.issued and full.issued and short.issued != full.issued:
        return False
    if full.number is None:
        return True
    central = full.number.body_code == "TW"
    term = full.term or (party_term(full.issued) if full.issued and central else None)
    if short.term and (term or (short.term if central else None)) != short.term:
        return False
    if short.issuer is None:
        return True
    said = text[slice(*short.issuer)]
    if full.issuer is not None and text[slice(*full.issuer)].lower() == said.lower():
        return True
    level = _LEVELS.get(full.number.body_code)
    if full.issuer is not None and not (level is _CENTRAL and said.startswith(("Trung ương", "TW"))):
        return False
    return level is not None and level.match(said) is not None


def _ups(text: str) -> Iterable[tuple[int, int]]:
    """Yield where the type word before `nêu trên` or `trên` ends, and where the whole ends."""
    last_words = tuple({f" {name.rpartition(' ')[2]}" for name in type_names().full})
    for above in occurrences(text, _ABOVE):
        end = above + len(_ABOVE)
        if text.endswith(_UP, max(0, above - 4), above):
            yield text.rfind(" ", 0, above), end
        elif text.endswith(last_words, max(0, above - 8), above) and _NOTHING_ON.match(text, end, end + 12):
            yield above, end


def _pointed_up(
    text: str, mentions: list[Mention], places: list[tuple[int, int]], taken: list[tuple[int, int]], line_of: LineOf
) -> list[Mention]:
    """Find `nghị quyết nói trên` where a mention of that type stands above it."""
    names = type_names()
    last: dict[str | None, Mention] = {}
    out: list[Mention] = []
    following = titled = 0
    for at, end in places:
        low = text[max(0, at - 30) : at].lower()
        name = next((n for n in names.full if low.endswith(n)), None)
        start = at - len(name or "")
        while following < len(mentions) and mentions[following].start < start:
            m = mentions[following]
            if m.kind != "self" and not m.start < titled <= start:
                last[m.doc_type] = m
            titled = max(titled, m.title[1]) if m.title is not None else titled
            following += 1
        kind = names.types[name] if name else ""
        if kind not in last or (start and text[start - 1].isalpha()) or covered(start, taken):
            continue
        if PLURAL.search(text, max(0, start - PLURAL_AT), start):
            continue
        made = unnumbered_mention(start, end, "unnumbered", "above", kind, line_of(start)[1])
        made.antecedent = last[kind]
        out.append(made)
    return out
