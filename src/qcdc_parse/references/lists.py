"""Lists of mentions: what their members share, and titles that mentions of one document agree on."""

from __future__ import annotations

from itertools import pairwise

import regex

from qcdc_parse.references.attributes import known_titles
from qcdc_parse.references.mention import Mention
from qcdc_parse.references.near import match_near
from qcdc_parse.references.titles import after_quote, matches_known, quoted, word_keys

_NEXT_QUOTE = regex.compile(r"\s*(?:,|;|và|,\s*và)\s*(?:về\s+)?(?=[“„«\"])")
_LIST_GAP = regex.compile(r"\s*(?:,|;|và|hoặc|,\s*và|;\s*và|cùng|với)?\s*(?:các\s+|số\s+)?$")
_AND = regex.compile(r"\s*(?:,\s*)?và\s*(?:số\s+)?$")


def share(text: str, mentions: list[Mention]) -> None:
    """Give the attributes at the end of a list to its earlier members, and pair titles in order."""
    run: list[Mention] = []
    for m in mentions:
        if (
            run
            and m.kind == "numbered"
            and _LIST_GAP.match(text[run[-1].tail : min(m.start, run[-1].tail + 40)])
            and m.start >= run[-1].tail
        ):
            run.append(m)
        else:
            _share_run(text, run)
            run = [m] if m.kind == "numbered" else []
    _share_run(text, run)


def _share_run(text: str, run: list[Mention]) -> None:
    if len(run) < 2:
        return
    _drop_mixed_title(text, run)
    for earlier, later in zip(reversed(run[:-1]), reversed(run[1:]), strict=True):
        a, b = earlier.number, later.number
        if (
            a is None
            or b is None
            or a.body_code.rstrip("0123456789") != b.body_code.rstrip("0123456789")
            or a.system != b.system
            or ";" in text[earlier.end : later.start]
        ):
            continue
        bare = earlier.issued is None and earlier.issuer is None and earlier.term is None and earlier.title is None
        if bare and later.issued is not None and (a.year is None or a.year == later.issued.year):
            earlier.issued = later.issued
        if earlier.issuer is None and earlier.title is None and later.issuer is not None and later.issuer[0] > later.end:
            earlier.issuer = later.issuer
            earlier.term = earlier.term or later.term
    for earlier, later in pairwise(run):
        # `Đảng ủy ban hành Kế hoạch … và Hướng dẫn …`: the subject issued them all.
        subject = earlier.issuer
        if subject and subject[1] <= earlier.start and later.issuer is None:
            later.issuer = subject
    _pair_titles(text, run)
    _share_title(text, run)


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
    """A title behind two documents of one type, joined by `và`, belongs to both."""
    for index in range(len(run) - 1):
        earlier, later = run[index], run[index + 1]
        alone = index == 0 or run[index - 1].doc_type != earlier.doc_type or run[index - 1].title is not None
        if (
            alone
            and earlier.title is None
            and later.title is not None
            and earlier.doc_type == later.doc_type
            and later.rule != "numbered.law"
            and _AND.match(text[earlier.tail : later.start])
        ):
            earlier.title, earlier.quoted, earlier.closed = later.title, later.quoted, later.closed


def _pair_titles(text: str, run: list[Mention]) -> None:
    """`18-NQ/TW, 19-NQ/TW … “A”, “B”`: the titles pair up in order where their number fits."""
    last = run[-1]
    if last.title is None or not last.quoted or last.rule == "numbered.law":
        return
    titles = [last.title]
    at = last.tail
    while (mark := match_near(_NEXT_QUOTE, text, at, last.line_end)) and (inside := quoted(text, mark.end(), last.line_end)):
        titles.append(inside)
        at = after_quote(text, inside[1])
    waiting = [m for m in run[:-1] if m.title is None]
    if len(titles) > 1 and len(waiting) + 1 >= len(titles):
        for m, title in zip([*waiting, last][-len(titles) :], titles, strict=True):
            m.title, m.quoted, m.closed = title, True, True
        last.tail = at


def agree_on_titles(text: str, mentions: list[Mention]) -> None:
    """Where one mention's title ends for certain, another of the same document ends there too."""
    certain: dict[str, tuple[str, ...]] = {}
    for m in mentions:
        if m.key and m.title and m.closed:
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
