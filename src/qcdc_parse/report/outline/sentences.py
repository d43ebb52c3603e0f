"""Figures that sentences ask for: blanks with their labels and units, and requests without dots."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from qcdc_parse.model import Blank
from qcdc_parse.report.outline.wording import FOR_EACH, begins, clean, is_whole, wants_words, years_in

__all__ = ["Asked", "Blanks", "opens_parts", "rate_unit", "requested", "waiting"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A figure that is asked for: what a :class:`Field` is made of. ``whole`` is its place among those of the slot, from 0."""

    label: str
    unit: str | None
    columns: tuple[str, ...]
    whole: int | None
    start: int
    end: int


class Blanks:
    """The blanks of a document, to be had by the stretch they stand in; those of dates and of words are no figures."""

    def __init__(self, text: str, blanks: Sequence[Blank]) -> None:
        self._text = text
        self._blanks = [b for b in blanks if not _of_date(text, b)]
        self._starts = [b.span.start for b in self._blanks]

    def within(self, start: int, end: int) -> list[Blank]:
        """Return the blanks of ``text[start:end]``; one at its very end stands in it too."""
        return self._blanks[bisect_left(self._starts, start) : bisect_left(self._starts, end + 1)]


_DATE_AHEAD = re.compile(r"(?<!\w)(?:ngày|tháng|năm(?: (?:19|20)\d?)?)$")
_DATE_BEHIND = re.compile(r"\s*(?:tháng|năm)(?!\w)")


def _of_date(text: str, blank: Blank) -> bool:
    ahead = _DATE_AHEAD.search(text[max(0, blank.span.start - 12) : blank.span.start].rstrip())
    if ahead is None:
        return False
    return ahead[0].startswith("năm") or _DATE_BEHIND.match(text, blank.span.end) is not None


_STROKE = re.compile(r"\s*/\s*")
_SHARE_OF = re.compile(r"/\s*tổng.*", re.IGNORECASE | re.DOTALL)
_WHOLE = re.compile(r"tổng(?: số)?\s+(?P<noun>\w+)", re.IGNORECASE)
_PART = re.compile(r"số\s+(?P<noun>\w+)", re.IGNORECASE)
_ENDS = re.compile(r"[.!?]\s+(?=[^\W\d_a-zà-ỹđ])|\n")


def waiting(
    text: str, start: int, end: int, blanks: Sequence[Blank], known: Sequence[Asked], heading: str, whole: int | None = None
) -> list[Asked]:
    """Return the figures that the blanks of one passage wait for; ``known`` are those of the slot ahead of it.

    A share right behind a count, and what is said to be part of a figure, name it as their ``whole``; all of the passage are parts of
    ``whole`` where that is given. Two blanks with a stroke between (`…/… hồ sơ`) are one figure; so are those of several years.
    """
    columns = years_in(text[start:end])
    out: list[Asked] = []
    bracket: int | None = None
    for first, last in _joined(text, blanks):
        behind = out[-1].end if out else start
        between = text[behind : first.span.start]
        label, unit = _named(text, first, last, out[-1] if out else None, start, heading)
        if unit is None and wants_words(label):
            continue
        place = len(known) + len(out)
        bracket = _bracketed(between, bracket, place - 1) if out else None
        rate = bool(out) and _is_rate(label, unit)
        if rate:
            part: int | None = place - 1
        elif bracket is not None and unit is not None and _figure(known, out, bracket).unit == unit and not begins("compared").match(label):
            part = bracket
        else:
            if _says_part(between, label, ahead=bool(out)):
                whole = _last_count(known, out)
            elif out and whole is not None and (_ENDS.search(between) or not _joins(label, unit, _figure(known, out, whole))):
                whole = None
            part = whole
            if out and whole is None and (begins("predicate").match(label) or _shares(text, last, out[-1], label)):
                part = place - 1
        out.append(Asked(label, unit or rate_unit(label), columns, part, first.span.start, last.span.end))
    return _by_year(text, start, out, heading)


def _named(text: str, first: Blank, last: Blank, ahead: Asked | None, start: int, heading: str) -> tuple[str, str | None]:
    """Return label and unit of a figure: the words ahead of it, what is counted where these only join, the heading where there are none."""
    unit = (_SHARE_OF.sub("", last.unit) or None) if last.unit else None
    between = text[ahead.end : first.span.start] if ahead else ""
    label = clean(first.label or "") or clean(between.strip(" ;,.(/"))
    if ")" in label and "(" not in label[: label.index(")")]:  # of the bracket that the figure ahead stands in
        label = clean(label[label.index(")") + 1 :].lstrip(" ,;"))
    if ahead and ahead.unit and re.match(rf"{re.escape(ahead.unit)}(?!\w)", label, re.IGNORECASE):
        label = label[len(ahead.unit) :]
        label = clean(label.partition(",")[2] or label).lstrip(" (/")
    if not label and unit:
        return ("tỷ lệ" if _percent(unit) else unit) if ahead else heading, unit
    if unit and is_whole("joint", label):
        label = unit
    if ahead is None and is_whole("share", label):
        label = clean(text[start : first.span.start].rpartition(label)[0].strip(" -+*•:,")) or heading
    return label or heading, unit


def _bracketed(between: str, bracket: int | None, ahead: int) -> int | None:
    """Return the figure behind which the bracket was opened that the next one stands in; None outside of brackets."""
    opened, closed = between.rfind("("), between.rfind(")")
    if opened > closed:
        return ahead
    return None if closed >= 0 else bracket


_LEADS = re.compile(r"(?<!\w)(?:trong đó|bao gồm|chia ra)(?!\w)", re.IGNORECASE)
_OPENS = re.compile(r"(?<!\w)(?:trong đó|bao gồm|gồm|chia ra)(?: có)?\s*:?\s*$", re.IGNORECASE)


def opens_parts(text: str, start: int, end: int) -> bool:
    """Tell whether a passage ends in words that make what follows parts of its figure: `…, trong đó:`."""
    return _OPENS.search(text[max(start, end - 40) : end]) is not None


def _says_part(between: str, label: str, *, ahead: bool) -> bool:
    """Tell whether words ahead of a blank say that it is part of the figure before: `; trong đó …`, or a passage `Trong đó: …`."""
    words = between if ahead else between.lstrip(" -+*•–")
    where = words.rfind(label) if label else len(words)
    found = _LEADS.search(words, 0, where if where >= 0 else len(words))
    return found is not None and (ahead or found.start() == 0)


_OF_YEAR = re.compile(r"(?:năm\s+)?((?:19|20)\d\d)", re.IGNORECASE)


def _by_year(text: str, start: int, asked: Sequence[Asked], heading: str) -> list[Asked]:
    """Make one figure of those that stand in a row for a year each (`năm 2021: …; năm 2022: …`)."""
    out: list[Asked] = []
    last: str | None = None
    for each in asked:
        year = _OF_YEAR.fullmatch(each.label)
        ahead = out[-1] if out else None
        if year and ahead and last and ahead.columns and ahead.unit == each.unit and year[1] not in ahead.columns:
            out[-1] = replace(ahead, columns=(*ahead.columns, year[1]), end=each.end)
        elif year and not each.columns:
            at = text.rfind(each.label, start, each.start)
            said = clean(re.split(r"[;.\n]", text[ahead.end if ahead else start : max(at, start)])[-1].strip(" -+*•("))
            out.append(replace(each, label=said or heading, columns=(year[1],)))
        else:
            out.append(each)
        last = year[1] if year else None
    return out


def _joined(text: str, blanks: Sequence[Blank]) -> list[tuple[Blank, Blank]]:
    out: list[tuple[Blank, Blank]] = []
    strokes = 0
    for blank in blanks:
        if out and _STROKE.fullmatch(text, out[-1][1].span.end, blank.span.start):
            strokes += 1
            out[-1] = out[-1][0], blank
            if strokes > 1:  # …/…/… is a day
                out.pop()
        else:
            strokes = 0
            out.append((blank, blank))
    return out


def _last_count(known: Sequence[Asked], out: Sequence[Asked]) -> int | None:
    """Return the place of the last figure that is no share."""
    places = range(len(known) + len(out) - 1, -1, -1)
    return next((at for at in places if not _percent(_figure(known, out, at).unit)), None)


def _figure(known: Sequence[Asked], out: Sequence[Asked], place: int) -> Asked:
    return known[place] if place < len(known) else out[place - len(known)]


def _percent(unit: str | None) -> bool:
    return (unit or "").startswith(("%", "‰"))


def _is_rate(label: str, unit: str | None) -> bool:
    return is_whole("share", label) and (_percent(unit) or "tỷ lệ" in label.lower())


def _joins(label: str, unit: str | None, whole: Asked) -> bool:
    """Tell whether a figure behind parts of a whole is a further part: a share, or a bare name counted as the whole is."""
    return _is_rate(label, unit) or (not begins("figure").match(label) and (unit is None or unit == whole.unit))


def _shares(text: str, blank: Blank, ahead: Asked, label: str) -> bool:
    """Tell `Tổng số trạm: …; số trạm đạt chuẩn: …, đạt tỷ lệ: …%`: one noun, and a share right behind."""
    whole, part = _WHOLE.match(ahead.label), _PART.match(label)
    if whole is None or part is None or whole["noun"].lower() != part["noun"].lower():
        return False
    rest = text[blank.span.end : blank.span.end + 60]
    at = _UNIT.match(rest)
    return begins("share").match(rest, at.end() if at else 0) is not None


_UNIT = re.compile(r"[\s,;]*(?:[^,;.:\n]{1,24}[,;]\s*)?")


def requested(text: str, start: int, end: int, *, form: bool) -> list[Asked]:
    """Return the figures that a passage without blanks asks for: one for each of several years; in a form, `Số cuộc …` too."""
    words = text[start:end]
    columns = years_in(words)
    if columns and not (form or _STATISTICS.search(words) or begins("figure").match(words)):
        return []
    if not columns and (not form or "?" in words):
        return []
    said = FOR_EACH.sub("", words)
    if said.count("(") > said.count(")"):
        said = said[: said.rfind("(")]
    out: list[Asked] = []
    at = 0
    for cut in (*(m.end() for m in _NEXT.finditer(said)), len(said)):
        part = said[at:cut]
        lead = len(part) - len(part.lstrip(" -+*"))
        told = _TOLD.search(part)
        label = clean(part[lead : told.start() if told else len(part)])
        if begins("figure").match(label):
            out.append(Asked(label, rate_unit(label), columns, None, start + at + lead, start + at + len(part.rstrip(" ,;."))))
        at = cut
    if columns and not out:
        out.append(Asked(clean(said) or clean(words), None, columns, None, start, end))
    return out


_STATISTICS = re.compile(r"(?<!\w)(?:thống k[êế]|số liệu|tổng hợp)(?!\w)", re.IGNORECASE)
_NEXT = re.compile(r";\s*|,\s+(?=(?:số|tổng|tỷ lệ|tỉ lệ|kinh phí)\s)", re.IGNORECASE)
_TOLD = re.compile(
    r"\s*(?:[(:]|,\s+(?:những|việc|kết quả|công tác|nội dung|nguyên nhân|đánh giá|nêu|hình thức|chất lượng|hiệu quả)(?!\w))", re.IGNORECASE
)
"""What stands behind the name of a figure and is to be told in words."""


def rate_unit(label: str) -> str | None:
    """Return `%` for a rate (`Tỷ lệ …`) whose unit is not printed."""
    return "%" if label.lower().startswith(("tỷ lệ", "tỉ lệ")) else None
