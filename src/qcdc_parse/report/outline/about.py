"""What an outline is about: title, who asks, the letter that sends it, the documents under review, the day to send by."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from qcdc_parse.dates import DATE, date_of
from qcdc_parse.model import Document, Note
from qcdc_parse.report.outline.place import Place
from qcdc_parse.report.outline.wording import begins, clean, holds
from qcdc_parse.sentences import split_sentences
from qcdc_parse.span import Span, made

__all__ = ["About", "about"]

_CARRIED_OUT = frozenset({"reviews", "implements"})


class About(NamedTuple):
    """The head of an outline; notes on what is not sure."""

    title: str | None
    issuer: str | None
    letter: str | None
    subject: tuple[str, ...]
    deadline: dt.date | None
    notes: tuple[Note, ...]


def about(document: Document, place: Place) -> About:
    """Read the head of an outline from its own header and that of the letter or plan that sends it."""
    main, own = document.header, place.header
    sends = place.part > 0 or place.above is not None or not place.own
    title = own.title
    if place.above is not None:
        title = _under(document, place) or title
    sent = next((r for r in document.references if r.relation == "attached_to" and r.key and _opens(document, place, r.span.start)), None)
    letter = (main.key if sends else None) or (sent.key if sent else None)
    deadline, notes = _deadline(document)
    return About(
        title=clean(title) if title else None,
        issuer=(main.issuer if sends else None) or own.issuer or (sent.issuer if sent else None) or own.superior or main.issuer,
        letter=letter,
        subject=_subject(document, place),
        deadline=deadline,
        notes=notes,
    )


def _under(document: Document, place: Place) -> str | None:
    """Return the title below the heading of the appendix that the outline stands in."""
    if place.above is None:
        return None
    lines = [clean(document.quote(b.span)) for b in place.above.blocks if b.kind == "paragraph"]
    told = [line for line in lines if not line.startswith("(") and any(map(str.isalpha, line)) and not begins("title").fullmatch(line)]
    return told[0] if told else None


def _opens(document: Document, place: Place, at: int) -> bool:
    """Tell whether an offset stands in the title of the outline: in its header, or ahead of its first section."""
    first = min((s.span.start for s in place.sections), default=len(document.text))
    if place.above is not None:
        return place.above.span.start <= at < first
    if any(r.part == place.part and r.kind == "header" and at in r.span for r in document.regions):
        return True
    begin = next((a.span.start for a in document.attachments if a.part == place.part), 0)
    return place.own and begin <= at < first


def _subject(document: Document, place: Place) -> tuple[str, ...]:
    titled = [r for r in document.references if r.key and r.relation in _CARRIED_OUT and _opens(document, place, r.span.start)]
    if not titled:
        first = min((s.span.start for s in document.sections), default=len(document.text))
        titled = [r for r in document.references if r.key and r.relation == "reviews" and r.span.start < first]
    return tuple(dict.fromkeys(r.key for r in titled if r.key))


_LEAD = re.compile(r"[\s:(]*(?:\d{1,2} ?(?:giờ|h)(?: ?\d{2})?(?: phút)?,?\s*)?(?:(?:ngày|là|vào|đến)\s+)*", re.IGNORECASE)
_DATE = re.compile(DATE, re.VERBOSE)
_SHORT = re.compile(r"(?P<day>\d{1,2})(?:[/.-]| tháng )(?P<month>\d{1,2})(?![\d/.-]*\d)")
_REPORTS = re.compile(r"(?<!\w)(?:gửi|nộp|báo cáo)(?!\w)", re.IGNORECASE)


def _deadline(document: Document) -> tuple[dt.date | None, tuple[Note, ...]]:
    """Return the one day that sentences on the sending name; where they name several, none, with a note."""
    days: dict[dt.date, Span] = {}
    guessed = False
    for at, line, start in _sendings(document.text):
        lead = _LEAD.match(line, at)
        where = lead.end() if lead else at
        found = _DATE.match(line, where)
        day = date_of(found) if found else None
        short = _SHORT.match(line, where) if found is None else None
        if short is not None and document.header.issued is not None:
            day = _this_year(int(short["day"]), int(short["month"]), document.header.issued)
            guessed = guessed or day is not None
        if day is not None:
            days.setdefault(day, made(Span, start=start + at, end=start + (found or short or lead).end()))  # type: ignore[union-attr]  # one of them matched
    if len(days) == 1:
        ((day, span),) = days.items()
        note = _note("deadline-year", "info", "hạn nộp không ghi năm; lấy năm của công văn", span)
        return day, (note,) if guessed else ()
    if days:
        said = ", ".join(f"{day:%d/%m/%Y}" for day in days)
        return None, (_note("deadline-several", "warning", f"có nhiều hạn nộp khác nhau: {said}", next(iter(days.values()))),)
    return None, ()


def _sendings(text: str) -> Iterator[tuple[int, str, int]]:
    """Yield where a day to send by may stand: offset in its line, the line, the offset of the line."""
    start = 0
    for line in text.split("\n"):
        opens = begins("deadline").match(line) is not None
        if opens or _REPORTS.search(line):
            for first, last in split_sentences(line, 0, len(line)):
                if (opens and not first) or _REPORTS.search(line, first, last):
                    yield from ((m.end(), line, start) for m in holds("deadline").finditer(line, first, last))
        start += len(line) + 1


def _this_year(day: int, month: int, issued: dt.date) -> dt.date | None:
    try:
        found = dt.date(issued.year, month, day)
    except ValueError:
        return None
    return found if found >= issued else None


def _note(code: str, severity: Literal["info", "warning"], message: str, span: Span) -> Note:
    return made(Note, code=code, severity=severity, message=message, span=span)
