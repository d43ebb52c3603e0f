"""What another document than the citing one does to a mention: `Nghị định A đã thay thế Nghị định B` says it of A."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from qcdc_parse.references.lines import LineOf
from qcdc_parse.references.mention import Mention
from qcdc_parse.references.relate import ends_by, joins
from qcdc_parse.references.relations import NONE, Relation, find_relation
from qcdc_parse.references.subjects import ACTS, has_subject, is_made_for, is_title_in_row, speaks_anew

__all__ = ["Deed", "find_deeds"]

_FAR = 160
"""Between a document and what it does to the next stand at most so many code points: `đã sửa đổi, bổ sung một số điều của`."""


_MEMBERS = 12
"""No list of documents that were issued for another one is looked through beyond so many."""


class Deed(NamedTuple):
    """The index of the mention that does it, what it does, and the words that say so."""

    by: int
    relation: str
    cue: tuple[int, int]


def find_deeds(
    text: str, mentions: Sequence[Mention], relations: Sequence[Relation], inside: Mapping[int, int], line_of: LineOf
) -> dict[int, Deed]:
    """Return what other documents do to mentions, by index of the mention; a list shares it."""
    out: dict[int, Deed] = {}
    before: dict[int | None, int] = {}
    for index, m in enumerate(mentions):
        holder = inside.get(index)
        last = before.get(holder)
        before[holder] = index
        if last is None or relations[index] != NONE or m.kind == "self":
            continue
        leader = mentions[last]
        tail, start = max(leader.tail, leader.end), m.pinpoints.start if m.pinpoints else m.start
        if not tail <= start <= tail + _FAR or tail < line_of(start)[0]:
            continue
        if last in out and joins(text[tail:start]):
            if _shares(text, mentions, out[last], last, index):
                out[index] = out[last]
            continue
        found = find_relation(text, start, tail, m.tail)
        subject = (leader, relations[last])
        if not (
            (found[0] in ACTS and has_subject(text, subject, tail, found, m))
            or is_made_for(text, subject, mentions[_first(text, mentions, last)], tail, found)
            or is_title_in_row(text, subject, tail, found)
        ):
            found = (ends_by(text, tail, start, m) if relations[last][0] == "based_on" else None) or NONE
        relation, cue = found
        if cue is not None:
            out[index] = Deed(last, relation, cue)
    return out


def _first(text: str, mentions: Sequence[Mention], last: int) -> int:
    """Return the first document of the list that ends with ``mentions[last]``."""
    first = last
    while (
        first > 0
        and last - first < _MEMBERS
        and joins(text[max(mentions[first - 1].tail, mentions[first - 1].end) : mentions[first].start])
    ):
        first -= 1
    return first


def _shares(text: str, mentions: Sequence[Mention], deed: Deed, last: int, index: int) -> bool:
    """Tell whether a list goes on: not with a later document, nor behind a semicolon with one of another type or that does something itself."""
    doer, before, m = mentions[deed.by], mentions[last], mentions[index]
    if _later(m, doer) or speaks_anew(text, mentions, (), deed.relation, index):
        return False
    following = mentions[index + 1] if index + 1 < len(mentions) else None
    tail = max(m.tail, m.end)
    if following is not None and following.start <= tail + _FAR and following.key is not None and following.key == doer.key:
        return find_relation(text, following.start, tail, following.tail)[0] not in ACTS
    return not (";" in text[max(before.tail, before.end) : m.start] and m.doc_type != before.doc_type)


def _later(m: Mention, doer: Mention) -> bool:
    """Tell whether a document is younger than the one that is said to do something to it."""
    if m.issued is not None and doer.issued is not None:
        return m.issued > doer.issued
    years = [x.issued.year if x.issued is not None else x.number.year if x.number is not None else None for x in (m, doer)]
    return years[0] is not None and years[1] is not None and years[0] > years[1]
