"""Blanks: fields of a form that wait to be filled in.

Dots, underscores, or nothing at all where conversion lost them: a colon with only a unit or a mark behind it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

import regex

from qcdc_parse.catalog import raw
from qcdc_parse.indicators.blankwords import Spot, is_form, known_unit, label_of, merged, unit_of
from qcdc_parse.indicators.formtables import blanks_of_tables
from qcdc_parse.model import Blank
from qcdc_parse.passages import Passage
from qcdc_parse.span import Span, made

_FILL = regex.compile(r"(?P<open>[(\[])\s?(?:[.…]{3,}|…+|_{2,})\s?[)\]]|(?P<dots>(?:[.…]\s?){2,}[.…]|…[.…]*|_{2,})")
_SIGNS = ("…", "..", ". .", "__")
_LOST = regex.compile(r":(?P<gap>\s*)(?=[;,%‰])|:(?P<end>\s*)$")
_DAY, _MONTH, _YEAR = (
    regex.compile(p)
    for p in (r"(?<!\p{L})ngày\s?$", r"(?<!\p{L})tháng\s?$", r"(?<!\p{L})năm\s(?:19|20)\d?\s?$|tháng[\s.…_\d]{1,14}năm\s?$")
)
_NO_AMOUNT = ("đơn vị tính", "đvt", "đơn vị", "đối tượng", "thành phần")
_BEFORE = 40
_NEAR = 60
_SURE = 6
"""So many dots stand for nothing but a blank where a form has a unit behind them."""


def find_blanks(text: str, places: Sequence[Passage]) -> list[Blank]:
    """Find the blanks of all bodies, in reading order."""
    found: list[Spot] = []
    starts = [p.start for p in places]
    signed = {bisect_right(starts, at) - 1 for sign in _SIGNS for at in _all(text, sign)}
    coloned = {bisect_right(starts, at) - 1 for at in _all(text, ":")}
    for index in sorted((signed | coloned) - {-1}):
        p = places[index]
        if p.kind in ("header", "footer"):
            continue
        if index in signed:
            found += [Spot(m.start(), m.end(), p, sure=True) for m in _FILL.finditer(text, p.start, p.end) if _is_blank(text, m, p)]
        if index not in coloned:
            continue
        for m in _LOST.finditer(text, p.start, p.end):
            if m["end"] is not None:
                following = places[index + 1] if index + 1 < len(places) else None
                if _introduces(text, p, following):
                    continue
            found.append(Spot(m.start() + 1, m.start() + 1, p, sure=m["end"] is None))
    forms = {spot.place.section_id for spot in found if spot.sure}
    tops = {_top(section_id) for section_id in forms}
    outlines = {id(spot.place.header) for spot in found if (spot.place.header.doc_type or "").startswith("Đề cương")}
    for p in map(places.__getitem__, sorted(coloned - {-1})):
        if p.kind not in ("header", "footer") and _top(p.section_id) in tops and (spot := _before_unit(text, p)):
            found.append(spot)
    found = [
        spot
        for spot in found
        if spot.sure or spot.place.section_id in forms or (id(spot.place.header) in outlines and _top(spot.place.section_id) in tops)
    ]
    found += blanks_of_tables(text, places, found)
    out: list[Blank] = []
    for spot in merged(found):
        p, start, end = spot.place, spot.start, spot.end
        since = max(p.body, out[-1].span.end) if out else p.body
        dated = spot.label is None and _of_a_date(text, start, end, p)
        unit = spot.unit or (None if dated else unit_of(text, start, end, p))
        out.append(
            made(
                Blank,
                before=" ".join(text[max(0, start - 2 * _BEFORE) : start].split())[-_BEFORE:],
                label=spot.label or label_of(text, min(since, start), start),
                unit=unit,
                span=Span(start=start, end=end),
                section_id=p.section_id,
            )
        )
    return out


def _all(text: str, sign: str) -> Iterator[int]:
    at = text.find(sign)
    while at >= 0:
        yield at
        at = text.find(sign, at + len(sign))


def _is_blank(text: str, m: regex.Match[str], p: Passage) -> bool:
    """Tell a blank from an ellipsis: it stands behind a colon or blank, or is long, or a unit follows."""
    dots = m["dots"] or m[0]
    width = sum(3 if c == "…" else c != " " for c in dots)
    before = text[max(p.start, m.start() - _NEAR) : m.start()].rstrip()
    gap = m.start() > p.start and text[m.start() - 1].isspace()
    if m["open"]:
        return _is_bracketed(text, m, p, before)
    unit = known_unit(text, m.end(), min(p.end, m.end() + _NEAR))
    rest = text[m.end() : min(p.end, m.end() + _NEAR)].strip(" .;,)”")
    if not before or before == "(" or (rest.isdigit() and width >= 5):  # a table of contents leads to a page
        return False
    if before[-1] in ":=":
        return True
    if unit and gap and width >= _SURE and is_form(p):  # `…… tập thể, …… cá nhân`
        return True
    if unit and (gap or width >= 3) and before[-1] not in ",;":
        return gap or width > 3 or is_form(p) or not _lists(text, p, m.start())
    if "_" in dots or _parts_a_date(text, m, p) or _of_a_date(text, m.start(), m.end(), p):
        return True
    if before[-1] in ",;" or before.endswith(("v.v", "v.v.")):
        return False
    form = is_form(p)
    if form and text[m.end() : m.end() + 1] in ",)" and width >= 3:
        return True
    return width >= 5 and (bool(rest) or (form and (gap or width >= 8)))


def _lists(text: str, p: Passage, at: int) -> bool:
    """Tell words in a row, with commas, ahead of dots: `tin học, ngoại ngữ... lớp`."""
    since = max(p.body, *(text.rfind(mark, p.body, at) for mark in ":;.("))
    return text.find(",", since, at) >= 0


def _is_bracketed(text: str, m: regex.Match[str], p: Passage, before: str) -> bool:
    """Tell a blank in brackets (`[…]%`) from words left out of a quotation: a colon stands ahead, or a unit behind it in a form."""
    rest = text[m.end() : min(p.end, m.end() + _NEAR)].lstrip()
    if not before:
        return False
    return before[-1] in ":=" or rest.startswith(("%", "‰")) or (is_form(p) and known_unit(text, m.end(), p.end) is not None)


_STROKES = regex.compile(r"(?:[.…_]{1,20}\s?/\s?){1,2}(?:(?:19|20)\d?)?$")
_STROKE = regex.compile(r"\s?/\s?(?:(?:19|20)\d?)?(?:…|[._]{2})")


def _parts_a_date(text: str, m: regex.Match[str], p: Passage) -> bool:
    """Tell the blanks of `…/…/20…` and `…/…`, behind a colon, a day or other words of a form."""
    start = max(p.start, m.start() - 48)
    ahead = _STROKES.search(text, start, m.start())
    if ahead is None and _STROKE.match(text, m.end(), p.end) is None:
        return False
    words = text[start : ahead.start() if ahead else m.start()].rstrip()
    return words.endswith((":", "ngày")) or is_form(p)


def _of_a_date(text: str, start: int, end: int, p: Passage) -> bool:
    """Tell the blanks of `ngày … tháng … năm 20…` from an ellipsis: the next word of the date follows."""
    before = text[max(p.start, start - 24) : start]
    rest = text[end : end + 8].lstrip()
    if _DAY.search(before):
        return rest.startswith("tháng")
    if _MONTH.search(before):
        return rest.startswith("năm")
    return _YEAR.search(before) is not None and not rest[:1].isdigit()


@cache
def _lost_before_unit() -> regex.Pattern[str]:
    words = sorted((w for w in raw("numbers")["units"]["words"] if w[0].isalpha()), key=len, reverse=True)
    return regex.compile(rf":(?P<gap>\s)(?:{'|'.join(map(regex.escape, words))})\s?[.;,]?$")


def _before_unit(text: str, p: Passage) -> Spot | None:
    """`Tổng số người dự:     người`: blanks for dots, which are one blank by now, between a colon and a unit that ends the line."""
    found = _lost_before_unit().search(text, max(p.start, p.end - 30), p.end)
    if found is None or text[p.start : found.start()].lower().endswith(_NO_AMOUNT):
        return None
    return Spot(found.start() + 1, found.start() + 1, p, sure=True)


_RANKS = {"*": 0, "•": 0, "-": 1, "–": 1, "+": 2}
"""Marks of bullets, those of higher lists first."""


def _introduces(text: str, p: Passage, following: Passage | None) -> bool:
    """A colon at the end of a line that opens a list is no blank."""
    if following is None:
        return False
    if following.kind == "bullet" and p.kind == "bullet":
        return _RANKS.get(text[following.start], 0) > _RANKS.get(text[p.start], 2)
    if following.kind in ("bullet", "table"):
        return p.kind != "bullet"
    deeper = following.section_id is not None and p.section_id is not None and following.section_id.startswith(f"{p.section_id}/")
    return deeper or (following.kind == "paragraph" and following.section_id == p.section_id)


def _top(section_id: str | None) -> str:
    """Return the label of the highest section that a section stands in."""
    return (section_id or "").partition("/")[0]
