"""Figures that sentences ask for: blanks with their labels and units, and requests without dots."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from qcdc_parse.model import Blank
from qcdc_parse.report.outline.wording import FOR_EACH, begins, clean, is_whole, wants_words, years_in

__all__ = ["Asked", "Blanks", "requested", "waiting"]


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


def waiting(text: str, start: int, end: int, blanks: Sequence[Blank], known: Sequence[Asked], heading: str) -> list[Asked]:
    """Return the figures that the blanks of one passage wait for; ``known`` are those of the slot ahead of it.

    A share right behind a count, and what is said to be part of a figure, name it as their ``whole``. Two blanks with a stroke
    between (`…/… hồ sơ`) are one figure.
    """
    columns = years_in(text[start:end])
    out: list[Asked] = []
    whole: int | None = None
    for first, last in _joined(text, blanks):
        behind = out[-1].end if out else start
        label = clean(first.label or "") or (clean(text[behind : first.span.start].strip(" ;,.")) if out else "") or heading
        if wants_words(label) and not last.unit:
            continue
        if last.unit and is_whole("joint", label):
            label = last.unit
        unit = _SHARE_OF.sub("", last.unit) or None if last.unit else None
        between = text[behind : first.span.start]
        place = len(known) + len(out)
        if _ENDS.search(between):
            whole = None
        if begins_part(between, label, ahead=bool(out)):
            whole = _latest_whole(known, out) if whole is None or not out else whole
        elif out and whole is not None and not _joins(label, unit, [*known, *out][whole]):
            whole = None
        part: int | None = whole
        if (out and _is_rate(label, unit)) or (
            out and whole is None and (begins("predicate").match(label) or _shares(text, last, out[-1], label))
        ):
            part = place - 1
        if unit is None and label.lower().startswith(("tỷ lệ", "tỉ lệ")):
            unit = "%"
        out.append(Asked(label, unit, columns, part, first.span.start, last.span.end))
    return out


def begins_part(between: str, label: str, *, ahead: bool) -> bool:
    """Tell whether words ahead of a blank say that it is part of the figure before: `; trong đó …`, or a passage `Trong đó: …`."""
    words = between if ahead else between.lstrip(" -+*•–")
    where = words.rfind(label) if label else len(words)
    lead = words[: where if where >= 0 else len(words)]
    return re.search(r"(?<!\w)(?:trong đó|bao gồm|chia ra)(?!\w)", lead, re.IGNORECASE) is not None and (ahead or lead[:1] in "tTbBcC")


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


def _latest_whole(known: Sequence[Asked], out: Sequence[Asked]) -> int | None:
    """Return the place of the last figure that is neither a share nor itself a part."""
    figures = [*known, *out]
    return next((at for at in range(len(figures) - 1, -1, -1) if figures[at].whole is None and not _percent(figures[at].unit)), None)


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
    if columns and (form or _STATISTICS.search(words) or begins("figure").match(words)):
        label = clean(FOR_EACH.sub("", words).rstrip(" (,;"))
        return [Asked(label or clean(words), _rate_unit(label), columns, None, start, end)]
    if not form or "?" in words:
        return []
    out: list[Asked] = []
    at = 0
    for cut in (*(m.end() for m in _NEXT.finditer(words)), len(words)):
        part = words[at:cut]
        lead = len(part) - len(part.lstrip(" -+*"))
        told = _TOLD.search(part)
        label = clean(FOR_EACH.sub("", part[lead : told.start() if told else len(part)]))
        if begins("figure").match(label):
            out.append(Asked(label, _rate_unit(label), (), None, start + at + lead, start + at + len(part.rstrip(" ,;."))))
        at = cut
    return out


_STATISTICS = re.compile(r"(?<!\w)(?:thống k[êế]|số liệu|tổng hợp)(?!\w)", re.IGNORECASE)
_NEXT = re.compile(r";\s*|,\s+(?=(?:số|tổng|tỷ lệ|tỉ lệ|kinh phí)\s)", re.IGNORECASE)
_TOLD = re.compile(
    r"\s*(?:[(:]|,\s+(?:những|việc|kết quả|công tác|nội dung|nguyên nhân|đánh giá|nêu|hình thức|chất lượng|hiệu quả)(?!\w))", re.IGNORECASE
)
"""What stands behind the name of a figure and is to be told in words."""


def _rate_unit(label: str) -> str | None:
    return "%" if label.lower().startswith(("tỷ lệ", "tỉ lệ")) else None
