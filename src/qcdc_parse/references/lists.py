"""Lists of mentions: what their members share, and titles that mentions of one document agree on."""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise

from qcdc_parse.catalog import directives, party_term
from qcdc_parse.number import DocNumber
from qcdc_parse.references.conflicts import body_named
from qcdc_parse.references.mention import Mention
from qcdc_parse.references.titles import after_quote, known_titles, matches_known, quoted, word_keys

_NEXT_QUOTE = re.compile(r"\s*(?:,|;|và|,\s*và)\s*(?:về\s+)?(?=[“„«\"])")
_LIST_GAP = re.compile(r"\s*(?:,|;|và|hoặc|,\s*và|;\s*và|cùng|với)?\s*(?:các\s+|số\s+)?$")
_AND = re.compile(r"\s*(?:,\s*)?và\s*(?:số\s+)?$")


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
            and m.start >= run[-1].tail
            and _LIST_GAP.match(text[run[-1].tail : min(m.start, run[-1].tail + 40)])
        ):
            run.append(m)
        else:
            _share_run(text, run, dates, bodies)
            run = [m] if m.kind == "numbered" else []
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
    for m in mentions:
        if m.key and m.issuer and (body := body_named(text[slice(*m.issuer)])):
            bodies.setdefault(m.key, set()).add(body)
    return bodies


def _share_run(text: str, run: list[Mention], dates: _Dates, bodies: _Bodies) -> None:
    if len(run) < 2:
        return
    _drop_mixed_title(text, run)
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
    _pair_titles(text, run)
    _share_title(text, run)


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


def _drop_mixed_title(text: str, run: list[Mention]) -> None:
    """`Chỉ thị số 1-CT/TU, Kế hoạch số 2-KH/TU về …`: a title behind bare documents of several types is nobody's.

    Where the last has a date or issuer of its own, or other members come from elsewhere, it is the last one's.
    """
    last = run[-1]
    bare = all(m.issued is None and m.issuer is None and m.term is None and (m.title is None or m is last) for m in run)
    one_body = len({(m.number.system, m.number.body_code) for m in run if m.number}) == 1
    mixed = len({m.doc_type for m in run}) > 1
    if last.title is None or last.quoted or not (bare and one_body and mixed):
        return
    if word_keys(text[slice(*last.title)]) not in known_titles(last.key or ""):
        last.title, last.closed = None, False


def _share_title(text: str, run: list[Mention]) -> None:
    """A title behind documents of one type belongs to both of two joined by `và`, and to all that one type word covers."""
    for index in range(len(run) - 2, -1, -1):
        earlier, later = run[index], run[index + 1]
        if (
            earlier.title is None
            and later.title is not None
            and earlier.doc_type == later.doc_type
            and later.rule != "numbered.law"
            and earlier.number is not None
            and later.number is not None
            and earlier.number.system == later.number.system
            and (_two(text, run, index) or _covered(later))
            and not _only_of(text, later.title, later, earlier)
        ):
            earlier.title, earlier.quoted, earlier.closed = later.title, later.quoted, later.closed


def _two(text: str, run: list[Mention], index: int) -> bool:
    alone = index == 0 or run[index - 1].doc_type != run[index].doc_type or run[index - 1].title is not None
    return alone and _AND.match(text[run[index].tail : run[index + 1].start]) is not None


def _covered(later: Mention) -> bool:
    """`các Thông báo số 11-TB/TU, 12-TB/TU`: no type word of its own; normative documents, which have a title each, are numbered by year."""
    return not later.typed and later.number is not None and later.number.year is None


def _only_of(text: str, title: tuple[int, int], m: Mention, other: Mention) -> bool:
    """Tell whether the registry knows a title as that of one document, and the other document by another title."""
    words = word_keys(text[slice(*title)])
    others = known_titles(other.key or "")
    return bool(others) and words not in others and words in known_titles(m.key or "")


def _pair_titles(text: str, run: list[Mention]) -> None:
    """`18-NQ/TW, 19-NQ/TW … “A”, “B”`: the titles pair up in order where their number fits."""
    last = run[-1]
    if last.title is None or not last.quoted or last.rule == "numbered.law":
        return
    titles = [last.title]
    at = last.tail
    while (mark := _NEXT_QUOTE.match(text, at, last.line_end)) and (inside := quoted(text, mark.end(), last.line_end)):
        titles.append(inside)
        at = after_quote(text, inside[1])
    waiting = [m for m in run[:-1] if m.title is None]
    if len(titles) > 1 and len(waiting) + 1 >= len(titles):
        for m, title in zip([*waiting, last][-len(titles) :], titles, strict=True):
            m.title, m.quoted, m.closed = title, True, True
        last.tail = at


def agree_on_titles(text: str, mentions: list[Mention]) -> None:
    """Where one mention's title ends for certain, another of the same document ends there too."""
    doubtful = {m.key for m in mentions if m.title and not m.quoted and not m.closed}
    certain: dict[str, tuple[str, ...]] = {}
    for m in mentions if doubtful else ():
        if m.key in doubtful and m.key and m.title and m.closed:
            words = word_keys(text[m.title[0] : m.title[1]])
            if m.key not in certain or len(words) < len(certain[m.key]):
                certain[m.key] = words
    for m in mentions:
        if m.key in certain and m.title and not m.quoted and not m.closed:
            known = certain[m.key]
            known = known[1:] if known[:1] == word_keys("về") else known
            end = matches_known(text, m.title[0], known, m.line_end)
            if end:
                m.title = (m.title[0], end)
                m.tail = max(m.end, min(m.tail, end)) if m.tail >= m.title[0] else m.tail
