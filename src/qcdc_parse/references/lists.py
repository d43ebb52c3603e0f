"""Lists of mentions: the attributes that their members share."""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise

from qcdc_parse.bodies import body_named
from qcdc_parse.catalog import directives, party_term
from qcdc_parse.number import DocNumber
from qcdc_parse.references.list_titles import drop_mixed_title, pair_titles, share_title
from qcdc_parse.references.mention import Mention

_LIST_GAP = re.compile(r"\s*(?:,|;|và|hoặc|,\s*và|;\s*và|cùng|với)?\s*(?:các\s+|số\s+)?")
_LIST_GAP_FAR = 40


def share(text: str, mentions: list[Mention]) -> None:
    """Give the attributes at the end of a list to its earlier members, and pair titles in order."""
    dates = _own_dates(mentions)
    bodies = _own_bodies(text, mentions)
    _carry_subject(text, mentions)
    run: list[Mention] = []
    for m in mentions:
        if (
            run
            and m.kind == "numbered"
            and 0 <= m.start - run[-1].tail <= _LIST_GAP_FAR
            and _LIST_GAP.fullmatch(text, run[-1].tail, m.start)
        ):
            run.append(m)
        else:
            if len(run) > 1:
                _share_run(text, run, dates, bodies)
            run = [m] if m.kind == "numbered" else []
    if len(run) > 1:
        _share_run(text, run, dates, bodies)


_AGAIN = re.compile(
    r"\s*[,;]?\s*(?:(?:đồng thời|sau đó|tiếp đó|tiếp theo|cùng với đó|bên cạnh đó|và|tiếp tục|đã|kịp thời|ngay sau đó)\s*,?\s+)*(?:ký\s+)?ban\s+hành\s+(?:các\s+)?"
)
"""Between two documents of one subject: `…, đồng thời ban hành …`."""
_AGAIN_FAR = 60


def _carry_subject(text: str, mentions: list[Mention]) -> None:
    """`Đảng ủy ban hành Kế hoạch …, đồng thời ban hành Công văn …`: the subject of the first verb is that of the second."""
    for earlier, later in pairwise(m for m in mentions if m.kind == "numbered"):
        subject = earlier.issuer
        if (
            subject is not None
            and later.issuer is None
            and subject[1] <= earlier.start
            and 0 < later.start - earlier.tail < _AGAIN_FAR
            and _one_body(earlier, later)
            and _AGAIN.fullmatch(text, earlier.tail, later.start)
        ):
            later.issuer = subject


_Dates = dict[str, set[dt.date]]
"""By key: the dates that stand beside mentions of it."""


def _own_dates(mentions: list[Mention]) -> _Dates:
    dates: _Dates = {}
    for m in mentions:
        if m.key and m.issued:
            dates.setdefault(m.key, set()).add(m.issued)
    return dates


_Bodies = dict[str, set[str]]
"""By key: the central bodies that stand beside mentions of it."""


def _own_bodies(text: str, mentions: list[Mention]) -> _Bodies:
    bodies: _Bodies = {}
    named: dict[str, str | None] = {}
    for m in mentions:
        if m.key and m.issuer:
            printed = text[slice(*m.issuer)]
            if printed not in named:
                named[printed] = body_named(printed)
            if (body := named[printed]) is not None:
                bodies.setdefault(m.key, set()).add(body)
    return bodies


def _share_run(text: str, run: list[Mention], dates: _Dates, bodies: _Bodies) -> None:
    drop_mixed_title(text, run)
    for earlier, later in zip(reversed(run[:-1]), reversed(run[1:]), strict=True):
        if not _one_body(earlier, later) or (later.typed and ";" in text[earlier.end : later.start]):
            continue
        _share_back(text, earlier, later, dates, bodies)
    for earlier, later in pairwise(run):
        # `Đảng ủy ban hành Kế hoạch … và Hướng dẫn …`: the subject issued them all.
        subject = earlier.issuer
        asked = subject is not None and text.startswith(" tại ", subject[1])
        if asked and not _one_body(earlier, later):
            continue
        if subject and subject[1] <= earlier.start and later.issuer is None and _of_one_clause(text, earlier, later):
            later.issuer = subject
            later.term = later.term or earlier.term
            if later.issued is None and earlier.tail == earlier.end:  # `Ngày …, Đảng ủy ban hành …`
                later.issued = earlier.issued
    pair_titles(text, run)
    share_title(text, run)


def _one_body(a: Mention, b: Mention) -> bool:
    """Tell whether two numbers say the same body, whatever unit drafted the documents (`UBND`, `UBND-VX`)."""
    if a.number is None or b.number is None:
        return False
    return a.number.system == b.number.system and _body(a.number) == _body(b.number)


def _of_one_clause(text: str, earlier: Mention, later: Mention) -> bool:
    """A subject issued all that its clause lists, whoever drafted it; behind a semicolon only what bears the same code."""
    if earlier.number is None or later.number is None or earlier.number.system != later.number.system:
        return False
    return ";" not in text[earlier.end : later.start] or _one_body(earlier, later)


def _body(number: DocNumber) -> str:
    code = number.body_code
    return (code.partition("-")[0] if number.system == "state" else code).rstrip("0123456789")


def _share_back(text: str, earlier: Mention, later: Mention, dates: _Dates, bodies: _Bodies) -> None:
    """Give an earlier member what stands behind the later one and was not said of itself."""
    subject = earlier.issuer is not None and earlier.issuer[1] <= earlier.start
    titled = earlier.title is not None and earlier.title[0] >= earlier.end
    bare = earlier.issued is None and (earlier.issuer is None or subject) and not titled
    if bare and later.issued is not None and _may_be_of(earlier, later, later.issued, dates):
        earlier.issued = later.issued
    if bare and later.issuer is None and earlier.term is None:
        earlier.term = later.term
    behind = later.issuer is not None and later.issuer[0] > later.end
    both_titled = later.issuer is not None and later.title is not None and later.issuer[0] >= later.title[1]
    if later.issuer is not None and earlier.key in bodies and body_named(text[slice(*later.issuer)]) not in bodies[earlier.key]:
        return  # elsewhere the text says that another body issued it
    if earlier.issuer is None and behind and (not titled or both_titled):
        earlier.issuer = later.issuer
        earlier.term = earlier.term or later.term


def _may_be_of(m: Mention, later: Mention, day: dt.date, dates: _Dates) -> bool:
    """Tell whether the day of a later document can be this one's too.

    What speaks against it: the year of its number, its dates elsewhere in the text, a registry that knows only the later one of that day
    or, of central Party bodies, this one of another day in that term.
    """
    if m.number is not None and m.number.year not in (None, day.year):
        return False
    if m.key in dates:
        return day in dates[m.key]
    known = directives().get(m.key or "", ())
    if (
        m.number is not None
        and m.number.body_code == "TW"
        and any(d.issued and d.issued != day and party_term(d.issued) == party_term(day) for d in known)
    ):
        return any(d.issued == day for d in known)
    return not known or any(d.issued == day for d in known) or all(d.issued != day for d in directives().get(later.key or "", ()))
