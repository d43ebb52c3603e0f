"""What an item is about: its folded words, the things it names that are told apart, what it denies, its years."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qcdc_parse.scoreboard.lexicon import denied_in, fold, is_common, numbers_in, plain_text, things_in, without_things, words_of
from qcdc_parse.scoreboard.models import ScoreItem

__all__ = ["Subject", "names_a_thing", "subject_of"]

_PERIOD = re.compile(r"(?:từ )?(?:năm )?20\d\d (?:- |đến (?:hết |cuối )?)(?:năm )?20\d\d|20\d\d-20\d\d")
_COMPARED = re.compile(r"so với (?:cùng kì|năm|đầu|giai đoạn|nhiệm kì)[^,;.()]{0,30}")
_TOPIC = re.compile(r"(?:về|công tác|lĩnh vực|trong đó|kết quả)(?![^\W\d_])", re.IGNORECASE)
"""What names the matter of a paragraph; another lead before a colon is what the figures behind it are rates of."""
_YEAR = re.compile(r"(?P<until>(?:đến|trước|vào)(?: hết| cuối)? )?(?:năm )?(?<![\d/.-])(?P<year>20\d\d)(?![\d%/]|-\d|,\d)")
_TOLD = re.compile(r"(?:^(?:trong )?năm (?P<ahead>20\d\d),|(?<![^\W\d_])năm (?P<near>20\d\d) (?:là|đạt|còn|chiếm) )")
_MEASURED = re.compile(r"[%‰]|(?:nghìn|ngàn|triệu|t[ỷỉ]|đồng|lần|lượt|điểm)(?![^\W\d_])", re.IGNORECASE)
"""Units that are the same for everything."""
_LONGEST = 1200
"""Of a longer statement the first so many code points are compared."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What two items are compared by; all words folded.

    ``borrowed`` are words of the same statement that may hold for the clause: they speak for a pair, never against it.
    ``far`` are words ahead of the last comma before the figure, which may be said of something else, ``own`` the rare ones
    beside what is told apart.
    ``things`` holds for each contrast of the catalogue the values that are named, ``numbered`` for a label the numbers behind it
    (`mức độ`: 3, 4), ``years`` those it is said of, ``until`` those it is to be reached by, ``told`` those
    that its figure is plainly of (`Năm 2025, …`, `… năm 2025 là …`).
    """

    text: str
    syllables: frozenset[str]
    words: tuple[str, ...]
    borrowed: tuple[str, ...]
    far: frozenset[str]
    own: frozenset[str]
    head: str | None
    context: frozenset[str]
    things: dict[str, frozenset[int]]
    around: dict[str, frozenset[int]]
    numbered: dict[str, frozenset[str]]
    denied: frozenset[str]
    years: frozenset[int]
    until: frozenset[int]
    told: frozenset[int]


def subject_of(text: str, item: ScoreItem) -> Subject:
    """Read what an item of a document with this text is about."""
    named = item.lead if item.lead and item.lead.endswith(":") and not _TOPIC.match(item.lead) else None
    folded = _PERIOD.sub(" ", _COMPARED.sub(" ", plain_text(" , ".join(filter(None, (named, _without_figures(text, item)))))))
    columns = fold(" , ".join(m.column for m in item.measures if m.column and m.role == item.measures[0].role))
    timed = f"{folded} , {_PERIOD.sub(' ', _COMPARED.sub(' ', columns))}"
    until = frozenset(int(m["year"]) for m in _YEAR.finditer(timed) if m["until"])
    years = frozenset(int(m["year"]) for m in _YEAR.finditer(timed) if not m["until"]) - until
    told = frozenset(int(m["ahead"] or m["near"]) for m in _TOLD.finditer(fold(item.statement)))
    folded = _YEAR.sub(" ", folded)
    shared = _YEAR.sub(" ", plain_text(" , ".join(filter(None, (None if named else item.lead, item.tail)))))
    things = things_in(folded)
    words = tuple(dict.fromkeys(words_of(folded)))
    borrowed = words_of(without_things(shared))
    heads = [w for w in words_of(plain_text(item.measures[0].subject or "")) if w != "tỉ lệ"]
    heading = plain_text(item.section or "")
    plain = " ".join((*words_of(folded), *borrowed))
    return Subject(
        text=plain,
        syllables=frozenset(plain.split()),
        words=words,
        far=frozenset(words)
        - set(words_of(plain_text(" , ".join(filter(None, (named, _without_figures(text, item, _near(text, item)))))))),
        own=frozenset(w for w in words_of(without_things(folded)) if not is_common(w)),
        borrowed=tuple(w for w in dict.fromkeys(borrowed) if w not in words),
        head=heads[0] if heads else None,
        context=frozenset(words_of(heading)),
        things=things,
        around=things_in(f"{heading} , {shared}"),
        numbered=numbers_in(folded),
        denied=denied_in(folded),
        years=years,
        told=told,
        until=until | frozenset(int(m["year"]) for m in _YEAR.finditer(fold(item.deadline or ""))),
    )


def names_a_thing(unit: str | None) -> bool:
    """Tell whether a unit says what is counted (`giường bệnh/vạn dân`) and is not the same for everything (`%`, `tỷ đồng`, `lượt`).

    >>> names_a_thing("bác sĩ/vạn dân"), names_a_thing("triệu đồng/người/năm"), names_a_thing(None)
    (True, False, False)
    """
    return bool(unit) and not _MEASURED.match(unit or "")


def _without_figures(text: str, item: ScoreItem, start: int | None = None) -> str:
    """Return the words of an item, from an offset on, with a comma for each figure; of `32 giường bệnh/vạn dân` the unit stays.

    Of a table row, its name and the headings of its figures.
    """
    first = item.measures[0]
    if first.column is not None and first.subject:
        unit = first.unit if names_a_thing(first.unit) else None
        return " , ".join(filter(None, (first.subject, unit)))
    pieces, at = [], item.span.start if start is None else start
    end = min(item.span.end, item.span.start + _LONGEST)
    for measure in sorted(item.measures, key=lambda m: m.span.start):
        pieces.append(text[at : max(at, min(measure.span.start, end))])
        if measure.unit and names_a_thing(measure.unit):
            pieces.append(measure.unit)
        at = max(at, measure.span.end)
    pieces.append(text[at:end])
    return " , ".join(pieces)


def _near(text: str, item: ScoreItem) -> int:
    """Return where the words near the first figure begin: behind the last comma or colon before it."""
    figure = item.measures[0].span.start
    return max(item.span.start, *(text.rfind(mark, item.span.start, figure) + 1 for mark in (", ", ": ", "; ")))
