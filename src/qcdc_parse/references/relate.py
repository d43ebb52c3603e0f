"""Relations of all mentions: each by its own words, by the list it stands in, by the words behind it."""

from __future__ import annotations

from typing import NamedTuple

import regex

from qcdc_parse.references.above import find_above
from qcdc_parse.references.behind import behind
from qcdc_parse.references.lines import LineOf
from qcdc_parse.references.mention import Mention
from qcdc_parse.references.relations import NONE, Relation, find_relation
from qcdc_parse.references.subjects import ACTS, done_to_the_last, has_subject, is_made_for, is_title_in_row, speaks_anew

_GAP = regex.compile(
    r"""[”"»)\s]* (?: \([^()]{0,160}\) [”"\s]* )?
        (?: [,;] | (?:[,;]\s*)? (?: và | hoặc | hay | cùng(?:\svới)? | với | gắn\svới | kết\shợp\svới )(?!\p{L}) )? \s*
        (?: (?:các|những) \s (?:văn\sbản|nghị\sđịnh|thông\stư|quy\sđịnh|hướng\sdẫn) (?:\s\p{Ll}+){0,6} (?:,\s|\svà\s|;\s) )?
        (?: \(?(?:\d{1,2}|[a-zđ])\) \s+ | [-–+] \s+ )? (?:các|những)?\s* (?:số)? \s* [“"]? """,
    regex.VERBOSE,
)
_COMMON_GAPS = frozenset({", ", "; ", " và ", ", và ", "; và ", " và các ", "; các "})
_GAP_FAR = 220
"""Members of a list stand at most this far apart, in code points: what fits the gap may hold a bracket and a common noun."""
_BRACKET_FAR = 600
"""No bracket between members of a list is longer than this."""
_CALLED = ("gọi tắt là ", "viết tắt là ", "gọi là ", "gọi tắt: ")


def relate(text: str, mentions: list[Mention], inside: dict[int, int], line_of: LineOf) -> list[Relation]:
    """Return the relation of every mention, in order; ``inside`` tells which mention's title holds which other one.

    A mention in a title is read within that title. Later members of a list stand as the first does. Of a document that
    another one replaces or amends (`Nghị định A thay thế Nghị định B`) nothing is claimed: the citing one does not do it.
    """
    said: list[Relation] = []
    leaders: dict[int | None, _Leader] = {}
    around: dict[int | None, _Leader] = {}
    heads: dict[int, Relation] = {}
    for index, m in enumerate(mentions):
        holder = inside.get(index)
        start = m.pinpoints.start if m.pinpoints else m.start
        floor = line_start = line_of(m.start)[0]
        if holder is not None and (title := mentions[holder].title) is not None:
            floor = max(floor, title[0])
        if text.endswith(_CALLED, floor, m.start):
            said.append(NONE)
            continue
        leader = leaders.get(holder)
        before = None if leader is None else (leader.mention, said[leader.run[0]])
        if leader is not None and leader.tail <= start:
            leader = _by_brackets(text, leader, start, around, holder, line_start)
        if leader is not None and leader.tail <= start and (leader.tail >= line_start or _wrapped(text, leader, start)):
            if said[leader.run[0]][0] == "based_on" and ends_by(text, leader.tail, start, m) is not None:
                said.append(NONE)
                leaders[holder] = _Leader(m, max(m.tail, m.end), [index])
                continue
            if (
                start - leader.tail <= _GAP_FAR
                and joins(text[leader.tail : start])
                and not speaks_anew(text, mentions, leader.run, said[leader.run[0]][0], index)
            ):
                leader.run.append(index)
                leaders[holder] = _Leader(m, max(m.tail, m.end), leader.run)
                said.append(said[leader.run[0]])
                _end_list(text, leaders[holder], said)
                continue
            floor = max(floor, leader.tail)
        else:
            leader = None
        found = find_relation(text, start, floor, m.tail)
        if leader is not None and _of_another(text, mentions, leader, said, found, m):
            found = NONE
        elif leader is not None and found == NONE and (passive := done_to_the_last(text, mentions, index, start)) is not None:
            found = passive
        elif found == NONE:
            found = find_above(text, m, start, line_of, heads, before) if holder is None else NONE
        said.append(found)
        leaders[holder] = _Leader(m, max(m.tail, m.end), [index])
        _end_list(text, leaders[holder], said)
    return [NONE if m.kind == "self" else found for m, found in zip(mentions, said, strict=True)]


def _of_another(text: str, mentions: list[Mention], leader: _Leader, said: list[Relation], found: Relation, m: Mention) -> bool:
    """Tell whether the document named before does what was found, and not the citing one."""
    first = leader.run[0]
    subject = (leader.mention, said[first])
    return (
        (found[0] in ACTS and has_subject(text, subject, leader.tail, found, m))
        or is_made_for(text, subject, mentions[first], leader.tail, found)
        or is_title_in_row(text, subject, leader.tail, found)
    )


def _by_brackets(text: str, leader: _Leader, start: int, around: dict[int | None, _Leader], holder: int | None, line_start: int) -> _Leader:
    """Return whom a list goes on from: behind `Nghị định A (sửa đổi tại Nghị định B); ` it is A; note who stands before a bracket."""
    far = start - leader.mention.end
    between = text[leader.mention.end : start] if far <= _BRACKET_FAR else ""
    opened, closed = between.count("("), between.count(")")
    if opened > closed:
        around[holder] = leader
    elif closed > opened and (outer := around.pop(holder, None)) is not None and outer.tail >= line_start:
        return _Leader(outer.mention, max(leader.tail, leader.mention.end + between.rindex(")") + 1), outer.run)
    return leader


def joins(gap: str) -> bool:
    """Tell whether what stands between two mentions makes a list of them."""
    return gap in _COMMON_GAPS or (gap[:1] not in {".", ":"} and _GAP.fullmatch(gap) is not None)


def _wrapped(text: str, leader: _Leader, start: int) -> bool:
    """`Căn cứ Luật …;` and on the next line `Luật …;`: a list goes on over the end of a line."""
    gap = text[leader.tail : start] if start - leader.tail <= len("; và\n") else ""
    return gap.strip() in {";", ",", "; và", ", và"} and "\n" in gap


class _Leader(NamedTuple):
    """The last mention of its level (text or title), where its attributes end, and the list it ends."""

    mention: Mention
    tail: int
    run: list[int]


def _end_list(text: str, leader: _Leader, said: list[Relation]) -> None:
    """`A và B hết hiệu lực`: words behind the last of a list speak of all, where no words before them do."""
    if said[leader.run[-1]] == NONE and (found := behind(text, leader.tail)) is not None:
        for index in leader.run:
            if said[index] == NONE:
                said[index] = found


def ends_by(text: str, tail: int, start: int, m: Mention) -> Relation | None:
    """`Theo Nghị định A, Nghị định B hết hiệu lực`: return that A, whose attributes end at ``tail``, ends B, and the words."""
    return behind(text, max(m.tail, m.end)) if text[tail:start] in {", ", ", thì "} else None
