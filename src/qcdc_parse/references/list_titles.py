"""Titles in lists: which members a title behind several belongs to, and where mentions of one document agree that it ends."""

from __future__ import annotations

import re

from qcdc_parse.references.mention import Mention
from qcdc_parse.references.titles import after_quote, known_titles, matches_known, quoted, word_keys

_NEXT_QUOTE = re.compile(r"\s*(?:,|;|và|,\s*và)\s*(?:về\s+)?(?=[“„«\"])")
_AND = re.compile(r"\s*(?:,\s*)?và\s*(?:số\s+)?$")


def drop_mixed_title(text: str, run: list[Mention]) -> None:
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


def share_title(text: str, run: list[Mention]) -> None:
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


def pair_titles(text: str, run: list[Mention]) -> None:
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
