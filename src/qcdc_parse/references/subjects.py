"""Who replaces, amends, repeals: another document named right before the words that say so, or around them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import islice

import regex

from qcdc_parse.catalog import raw
from qcdc_parse.references.mention import Mention
from qcdc_parse.references.read_back import has_verb
from qcdc_parse.references.relations import NONE, Relation

__all__ = ["ACTS", "done_to_the_last", "has_subject", "in_passive", "is_made_for", "is_title_in_row", "speaks_anew"]

ACTS = frozenset({"amends", "replaces", "repeals", "suspends", "corrects"})
_CAME = r"(?:được\s[^.;:,()“”]{0,60}?(?:thông\squa|ban\shành)|ra\sđời|ban\shành)(?:\s(?:tại|ngày)\s[^.;:,()“”]{1,40}?)?"
_FORCE = r"có\shiệu\slực(?:\sthi\shành)?(?:\s(?:kể\s)?từ\s(?:ngày|khi)\s[^.;:,()“”]{1,40}?)?"
_SUBJECT = regex.compile(
    rf"(?P<comma>,)?[\s(]*(?:(?:{_CAME}|{_FORCE}|là\svăn\sbản|đã|sẽ|nay|cũng|để|nhằm)(?:,?\svà|,|,?\sđồng\sthời)?\s+)*"
)
_SUBJECT_FAR = 140
"""Between a document and the words for what it does stand at most so many code points."""


def has_subject(text: str, leader: tuple[Mention, Relation], tail: int, found: Relation, mention: Mention) -> bool:
    """Tell whether another document, whose attributes end at ``tail``, is what does to ``mention`` what was found.

    It stands right before the cue, or with its coming into being and force between (`X có hiệu lực từ … và thay thế`). Behind a
    comma (`X, thay thế Y`) it is an apposition where nothing else is said of it, or one document replaces another of its type.
    """
    subject, said = leader
    cue = found[1]
    if cue is None or subject.kind == "self" or cue[0] - tail > _SUBJECT_FAR:
        return False
    match = _SUBJECT.fullmatch(text, tail, cue[0])
    if match is None:
        return False
    return match["comma"] is None or said == NONE or (found[0] == "replaces" and subject.doc_type == mention.doc_type)


_MEANT = r"(?:để|nhằm)(?:\s(?:lãnh\sđạo|chỉ\sđạo|tổ\schức|tiếp\stục|tập\strung|đôn\sđốc|triển\skhai),?)*"
_FOR = regex.compile(rf",?\s{_MEANT}\s")
_DRAWN_UP = regex.compile(
    rf",?\s(?:đã\s)?được\s(?:xây\sdựng|ban\shành|soạn\sthảo|biên\ssoạn|xây\sdựng(?:,|\svà)\sban\shành)(?:\sdựa)?\s(?:{_MEANT}\s)?"
)
_ISSUED = ("ban hành ", "ban hành các ", "xây dựng ", "xây dựng và ban hành ")
_LONGEST_ISSUED = 24


def is_made_for(text: str, leader: tuple[Mention, Relation], first: Mention, tail: int, found: Relation) -> bool:
    """Tell whether a document was issued for what was found: `đã ban hành A để thực hiện`, `A được xây dựng trên cơ sở`.

    ``leader`` is that document with what is said of it, ``first`` the first of the list that it ends, ``tail`` where its attributes end.
    """
    relation, cue = found
    subject, said = leader
    if cue is None or relation not in _PURPOSES or said != NONE or subject.kind == "self" or not 0 < cue[0] - tail <= _MEANT_FAR:
        return False
    if _DRAWN_UP.fullmatch(text, tail, cue[0]) is not None:
        return True
    issued = text[max(0, first.start - _LONGEST_ISSUED) : first.start].lower()
    return issued.endswith(_ISSUED) and _FOR.fullmatch(text, tail, cue[0]) is not None


def is_title_in_row(text: str, leader: tuple[Mention, Relation], tail: int, found: Relation) -> bool:
    """Tell whether a mention stands in the title of the document of its table row: `190/KH-UBND | 15/6/2022 | Triển khai …`.

    That document is named by its bare number, alone in its cell; the title fills a later one.
    """
    cue = found[1]
    subject, said = leader
    if cue is None or said != NONE or subject.typed or subject.number is None or not 0 < cue[0] - tail <= _SUBJECT_FAR:
        return False
    alone = text[max(0, subject.start - 1) : subject.start] in {"", "\t", "\n"} and text[subject.end : subject.end + 1] == "\t"
    return alone and _CELL.search(text, tail, cue[0]) is not None


_CELL = regex.compile(r"\t(?:\p{Lu}[\p{L}\s]{1,40}?\s)?(?:[Vv]ề\s(?:việc\s)?)?$")


_PURPOSES = frozenset({"implements", "based_on", "guides", "details", "disseminates"})
_MEANT_FAR = 70
"""Between a document and what it was issued for stand at most so many code points."""


def speaks_anew(text: str, mentions: Sequence[Mention], run: Sequence[int], relation: str, index: int) -> bool:
    """Tell whether a mention behind a list of documents that change or are changed is no member but begins a clause of its own.

    `A được thay thế bằng B; B đã bị bãi bỏ`: what was named already is named anew. `Bãi bỏ A; B còn hiệu lực`: it has a verb of its own.
    """
    passive = relation in _PASSIVES
    if not (passive or relation in ACTS):
        return False
    m = mentions[index]
    tail = max(m.tail, m.end)
    if passive and (any(m.key is not None and mentions[i].key == m.key for i in run) or _ACTIVE.match(text, tail, tail + _AGENT_FAR)):
        return True
    return has_verb(text, tail, modified=not passive)


_PASSIVES = frozenset({"amended_by", "replaced_by", "repealed_by"})
_ACTIVE = regex.compile(r"\s(?:(?:đã|lại|sẽ|cũng)\s)*(?:thay\sthế|sửa\sđổi|bổ\ssung|bãi\sbỏ|h[uủ][yỷ]\sbỏ)\s")


@cache
def _agent() -> tuple[regex.Pattern[str], dict[str, str]]:
    verbs: dict[str, str] = {w: entry["relation"] for entry in raw("relations")["agent"] for w in entry["words"]}
    any_verb = "|".join(map(regex.escape, sorted(verbs, key=len, reverse=True)))
    return regex.compile(rf",?\s*({any_verb})(?!\p{{L}})"), verbs


_PASSIVE = (" được ", " bị ", "(được ", "(bị ")
_LONGEST_PASSIVE = len(" được ")
_AGENT_FAR = 30
_MEMBERS = 6
_AND = regex.compile(r"\s?(?:,|và|, và)\s")


def in_passive(text: str, start: int) -> bool:
    """Tell whether a mention that begins at ``start`` is the doer of a passive: `được Nghị định B sửa đổi`."""
    return text.endswith(_PASSIVE, max(0, start - _LONGEST_PASSIVE), start)


def done_to_the_last(text: str, mentions: Sequence[Mention], index: int, start: int) -> Relation | None:
    """`Nghị định A đã được Nghị định B thay thế`: return what the mention B, which begins at ``start``, did to the last one.

    B may be a list (`được Nghị định B và Nghị định C sửa đổi`); its members follow ``index``.
    """
    if not in_passive(text, start):
        return None
    pattern, verbs = _agent()
    tail = max(mentions[index].tail, mentions[index].end)
    for later in islice(mentions, index + 1, index + _MEMBERS):
        if not tail < later.start <= tail + _AGENT_FAR or _AND.fullmatch(text, tail, later.start) is None:
            break
        tail = max(later.tail, later.end)
    found = pattern.match(text, tail, tail + _AGENT_FAR)
    return None if found is None else (verbs[found[1]], found.span(1))
