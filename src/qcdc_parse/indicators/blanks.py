"""Blanks: fields of a form that wait to be filled in.

Dots, underscores, or nothing at all where conversion lost them: a colon with only a unit or a mark behind it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import regex

from qcdc_parse.catalog import raw
from qcdc_parse.model import Blank
from qcdc_parse.passages import Passage
from qcdc_parse.span import Span

_FILL = regex.compile(r"(?P<dots>(?:[.…]\s?){2,}[.…]|…[.…]*|_{2,})")
_LOST = regex.compile(r":(?P<gap>\s*)(?=[;,%‰])|:(?P<end>\s*)$")
_DAY, _MONTH, _YEAR = (
    regex.compile(p)
    for p in (r"(?<!\p{L})ngày\s?$", r"(?<!\p{L})tháng\s?$", r"(?<!\p{L})năm\s(?:19|20)\d?\s?$|tháng[\s.…_\d]{1,14}năm\s?$")
)
_NO_AMOUNT = ("đơn vị tính", "đvt", "đơn vị", "đối tượng", "thành phần")
_BEFORE = 40
_NEAR = 60


@cache
def _known_unit() -> regex.Pattern[str]:
    words = sorted(raw("numbers")["units"]["words"], key=len, reverse=True)
    return regex.compile(rf"\s*(?P<unit>{'|'.join(map(regex.escape, words))})(?!\p{{L}})")


_SOME_UNIT = regex.compile(r"\s*(?P<unit>(?!đạt|trong|và|là|so)\p{Ll}+(?:\s\p{Ll}+){0,2})(?=\s*(?:[,;.:)/]|$))")


def _unit(text: str, start: int, end: int) -> str | None:
    """Return the unit printed behind a blank: a known one, or up to three words before a mark."""
    stop = min(end, start + _NEAR)
    some = _SOME_UNIT.match(text, start, stop)
    known = _known_unit().match(text, start, stop)
    found = some or known
    return found["unit"] if found else None


def find_blanks(text: str, places: Sequence[Passage]) -> list[Blank]:
    """Find the blanks of all bodies, in reading order."""
    found: list[tuple[int, int, Passage, bool]] = []
    for index, p in enumerate(places):
        if p.kind in ("header", "footer"):
            continue
        found += [(m.start(), m.end(), p, True) for m in _FILL.finditer(text, p.start, p.end) if _is_blank(text, m, p)]
        for m in _LOST.finditer(text, p.start, p.end):
            if m["end"] is not None:
                following = places[index + 1] if index + 1 < len(places) else None
                if _introduces(p, following):
                    continue
            found.append((m.start() + 1, m.start() + 1, p, m["end"] is None))
    forms = {p.section_id for _, _, p, sure in found if sure}
    tops = {_top(section_id) for section_id in forms}
    outlines = {id(p.header) for _, _, p, _ in found if (p.header.doc_type or "").startswith("Đề cương")}
    found += [
        blank for p in places if p.kind not in ("header", "footer") and _top(p.section_id) in tops and (blank := _before_unit(text, p))
    ]
    out = []
    for start, end, p, sure in sorted(found, key=lambda f: f[0]):
        if not sure and not (p.section_id in forms or (id(p.header) in outlines and _top(p.section_id) in tops)):
            continue
        unit = None if _of_a_date(text, start, end, p) else _unit(text, end, p.end)
        before = " ".join(text[max(0, start - 2 * _BEFORE) : start].split())[-_BEFORE:]
        out.append(Blank(before=before, unit=unit, span=Span(start=start, end=end), section_id=p.section_id))
    return out


def _is_blank(text: str, m: regex.Match[str], p: Passage) -> bool:
    """Tell a blank from an ellipsis: it stands behind a colon or blank, or is long, or a unit follows."""
    dots = m["dots"]
    width = sum(3 if c == "…" else c != " " for c in dots)
    before = text[max(p.start, m.start() - _NEAR) : m.start()].rstrip()
    gap = m.start() > p.start and text[m.start() - 1].isspace()
    unit = _known_unit().match(text, m.end(), min(p.end, m.end() + _NEAR))
    rest = text[m.end() : min(p.end, m.end() + _NEAR)].strip(" .;,)”")
    if not before or before == "(" or (rest.isdigit() and width >= 5):  # a table of contents leads to a page
        return False
    if before[-1] in ":=":
        return True
    if unit and (gap or width >= 3) and before[-1] not in ",;":
        return True
    if "_" in dots or _of_a_date(text, m.start(), m.end(), p):
        return True
    if before[-1] in ",;" or before.endswith(("v.v", "v.v.")):
        return False
    form = (p.header.doc_type or "").startswith("Đề cương") or (p.section_id or "").upper().startswith("PHỤ LỤC")
    if form and text[m.end() : m.end() + 1] in ",)" and width >= 3:
        return True
    return width >= 5 and (bool(rest) or (form and (gap or width >= 8)))


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


def _before_unit(text: str, p: Passage) -> tuple[int, int, Passage, bool] | None:
    """`Tổng số người dự:     người`: blanks for dots, which are one blank by now, between a colon and a unit that ends the line."""
    found = _lost_before_unit().search(text, max(p.start, p.end - 30), p.end)
    if found is None or text[p.start : found.start()].lower().endswith(_NO_AMOUNT):
        return None
    return found.start() + 1, found.start() + 1, p, True


def _introduces(p: Passage, following: Passage | None) -> bool:
    """A colon at the end of a line that opens a list is no blank."""
    if following is None:
        return False
    if following.kind in ("bullet", "table"):
        return p.kind != "bullet"
    deeper = following.section_id is not None and p.section_id is not None and following.section_id.startswith(f"{p.section_id}/")
    return deeper or (following.kind == "paragraph" and following.section_id == p.section_id)


def _top(section_id: str | None) -> str:
    """Return the label of the highest section that a section stands in."""
    return (section_id or "").partition("/")[0]
