"""What another document than the citing one does to a mention: `Nghị định A đã thay thế Nghị định B` says it of A."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from qcdc_parse.references.lines import LineOf
from qcdc_parse.references.mention import Mention
from qcdc_parse.references.relate import ends_by, joins
from qcdc_parse.references.relations import NONE, Relation, find_relation
from qcdc_parse.references.subjects import ACTS, has_subject

__all__ = ["Deed", "find_deeds"]

_FAR = 160
"""Between a document and what it does to the next stand at most so many code points: `đã sửa đổi, bổ sung một số điều của`."""


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
            out[index] = out[last]
            continue
        found = find_relation(text, start, tail, m.tail)
        if not (found[0] in ACTS and has_subject(text, (leader, relations[last]), tail, found, m)):
            found = (ends_by(text, tail, start, m) if relations[last][0] == "based_on" else None) or NONE
        relation, cue = found
        if cue is not None:
            out[index] = Deed(last, relation, cue)
    return out
