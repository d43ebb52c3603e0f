"""What an item is about: its folded words, the things it names that are told apart, what it denies, its years."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from qcdc_parse.catalog import raw
from qcdc_parse.catalog.phrases import any_of
from qcdc_parse.scoreboard.models import ScoreItem
from qcdc_parse.segment import split_words

__all__ = ["Subject", "fold", "is_common", "needed_things", "subject_of", "words_of"]

_TONES = "\u0300\u0301\u0303\u0309\u0323"
# In decomposed letters, at the end of a syllable: the mark after `oa`, `oe`, `uy` stands on the first vowel (hoà → hòa).
_LATE_TONE = re.compile(rf"(?:(?<=o)(?P<open>[ae])|(?<=u)(?P<close>y))(?P<tone>[{_TONES}])(?![a-z])")
_Y = re.compile(rf"(?<=[hklmst])(?<![a-z][hklmst])y(?=[{_TONES}]?(?![a-z\u0300-\u0323]))")
"""`kỹ`, `lý`, `tỷ`: written with i as well, where one consonant stands before it and nothing behind."""
_SIGNS = str.maketrans(
    {**dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"), **dict.fromkeys("\"“”„‟«»'‘’*#\u00ad", None), "ƣ": "ư", "Ƣ": "Ư"}
)
_CAPITALS = re.compile(r"(?<![^\W\d_])[A-ZĐ]{2,}(?:-[A-ZĐ]{2,})?(?![^\W_])")
_COMPARED = re.compile(r"so với (?:cùng kì|năm|đầu|giai đoạn|nhiệm kì)[^,;.()]{0,30}")
_YEAR = re.compile(r"(?P<until>(?:đến|trước|vào)(?: hết| cuối)? )?(?:năm )?(?<![\d/.-])(?P<year>20\d\d)(?![\d%/]|-\d|,\d)")
_NUMERAL = r"(?P<name>\d{1,4}[a-z]?|[ivx]{1,4})"
_WORD = re.compile(r"[^\W\d_]")
_MEASURED = re.compile(r"[%‰]|(?:nghìn|ngàn|triệu|t[ỷỉ]|đồng|lần|lượt|điểm)(?![^\W\d_])", re.IGNORECASE)
"""Units that are the same for everything."""
_DENIED_REACH = 6
_LONGEST = 1200
"""Of a longer statement the first so many code points are compared."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What two items are compared by; all words folded.

    ``things`` holds for each contrast of the catalogue the values that are named, ``numbered`` for a label the numbers behind it
    (`mức độ`: 3, 4), ``years`` those it is said of, ``until`` those it is to be reached by.
    """

    text: str
    words: tuple[str, ...]
    head: str | None
    context: frozenset[str]
    things: dict[str, frozenset[int]]
    around: dict[str, frozenset[int]]
    numbered: dict[str, frozenset[str]]
    denied: frozenset[str]
    years: frozenset[int]
    until: frozenset[int]


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Fold case, place of the tone mark, i and y, quotation marks, dashes and white space.

    >>> fold("Tỷ lệ  HOÀ GIẢI"), fold("tỉ lệ hòa giải") == fold("Tỷ lệ  HOÀ GIẢI")
    ('tỉ lệ hòa giải', True)
    """
    letters = unicodedata.normalize("NFC", text).translate(_SIGNS).lower()
    apart = _Y.sub("i", _LATE_TONE.sub(_move_tone, unicodedata.normalize("NFD", letters)))
    return " ".join(unicodedata.normalize("NFC", apart).split())


def _move_tone(match: re.Match[str]) -> str:
    return match["tone"] + (match["open"] or match["close"])


@cache
def needed_things() -> frozenset[str]:
    """Return the contrasts that both sides must name: a rate of `nữ` is not the rate of all."""
    return frozenset(entry["name"] for entry in raw("matching")["contrast"] if entry["both"])


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    silent: re.Pattern[str]
    quiet: frozenset[str]
    common: frozenset[str]
    same: re.Pattern[str]
    instead: dict[str, str]
    contrasts: tuple[tuple[str, re.Pattern[str], dict[str, int | None]], ...]
    numbered: re.Pattern[str]
    denial: re.Pattern[str]


def _phrases(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d_]){any_of(words)}(?![^\W\d_])")


@cache
def _vocabulary() -> _Vocabulary:
    data = raw("matching")
    silent = [fold(w) for w in data["silent"]["words"]]
    instead = {fold(one): fold(other) for one, other in data["same"]["pairs"]}
    contrasts = []
    for entry in data["contrast"]:
        meant: dict[str, int | None] = {fold(w): index for index, words in enumerate(entry["values"]) for w in words}
        meant.update((fold(w), None) for w in entry["neutral"])
        contrasts.append((entry["name"], _phrases(list(meant)), meant))
    labels = any_of([fold(w) for w in data["numbered"]["words"]])
    return _Vocabulary(
        silent=_phrases([w for w in silent if " " in w or w == "đạt"]),
        quiet=frozenset(silent),
        common=frozenset(fold(w) for w in data["common"]["words"]),
        same=_phrases(list(instead)),
        instead=instead,
        contrasts=tuple(contrasts),
        numbered=re.compile(rf"(?<![^\W\d_])(?P<label>{labels})(?: số)? {_NUMERAL}(?![\w%]|[.,]\d)"),
        denial=_phrases([fold(w) for w in data["denial"]["words"]]),
    )


def is_common(word: str) -> bool:
    """Tell whether most indicators share a folded word.

    >>> is_common(fold("tỷ lệ")), is_common(fold("hòa giải"))
    (True, False)
    """
    return word in _vocabulary().common


@lru_cache(maxsize=8192)
def words_of(folded: str) -> tuple[str, ...]:
    """Return the words of a folded text that say what it is about, in order.

    >>> words_of(fold("Đến nay, tỷ lệ hoà giải ở cơ sở đạt"))
    ('tỉ lệ', 'hòa giải', 'cơ sở')
    """
    vocabulary = _vocabulary()
    plain = vocabulary.silent.sub(" , ", folded)
    words = (w.strip(" .-_/") for w in split_words(plain)) if _WORD.search(plain) else ()
    return tuple(w for w in words if _WORD.search(w) and w not in vocabulary.quiet)


def subject_of(text: str, item: ScoreItem) -> Subject:
    """Read what an item of a document with this text is about."""
    vocabulary = _vocabulary()
    folded = _COMPARED.sub(" ", _plain(_without_figures(text, item)))
    until = frozenset(int(m["year"]) for m in _YEAR.finditer(folded) if m["until"])
    years = frozenset(int(m["year"]) for m in _YEAR.finditer(folded) if not m["until"]) - until
    folded = _YEAR.sub(" ", folded)
    numbered: dict[str, frozenset[str]] = {}
    for m in vocabulary.numbered.finditer(folded):
        numbered[m["label"]] = numbered.get(m["label"], frozenset()) | {m["name"].lstrip("0")}
    shared = _YEAR.sub(" ", _plain(" , ".join(filter(None, (item.lead, item.tail)))))
    things = _things(folded)
    words = (*words_of(folded), *words_of(_without_things(shared, things)))
    heads = [w for w in words_of(_plain(item.measures[0].subject or "")) if w != "tỉ lệ"]
    heading = _plain(item.section or "")
    return Subject(
        text=" ".join(words),
        words=tuple(dict.fromkeys(words)),
        head=heads[0] if heads else None,
        context=frozenset(words_of(heading)),
        things=things,
        around=_things(f"{heading} , {shared}"),
        numbered=numbered,
        denied=_denied(folded),
        years=years,
        until=until | frozenset(int(m["year"]) for m in _YEAR.finditer(fold(item.deadline or ""))),
    )


def _plain(text: str) -> str:
    """Fold a text with abbreviations written out and one wording for each thing."""
    vocabulary = _vocabulary()
    return vocabulary.same.sub(lambda m: vocabulary.instead[m[0]], fold(_CAPITALS.sub(_expand, text)))


def _without_things(folded: str, own: dict[str, frozenset[int]]) -> str:
    """Take out what is told apart where the clause names its own: of `70% trường mầm non, 80% trường tiểu học` each has its school."""
    for name, pattern, meant in _vocabulary().contrasts:
        if name in own:
            folded = pattern.sub(lambda m, meant=meant: " , " if meant[m[0]] is not None else m[0], folded)
    return folded


def _without_figures(text: str, item: ScoreItem) -> str:
    pieces, at = [], item.span.start
    end = min(item.span.end, item.span.start + _LONGEST)
    for measure in sorted(item.measures, key=lambda m: m.span.start):
        pieces.append(text[at : max(at, min(measure.span.start, end))])
        if measure.unit and not _MEASURED.match(measure.unit):
            pieces.append(measure.unit)  # of `32 giường bệnh/vạn dân` the unit says what is counted
        at = max(at, measure.span.end)
    pieces.append(text[at:end])
    return " , ".join(pieces)


def _expand(match: re.Match[str]) -> str:
    return _short_forms().get(match[0], match[0])


@cache
def _short_forms() -> dict[str, str]:
    return dict(raw("matching")["short"]["pairs"])


def _things(folded: str) -> dict[str, frozenset[int]]:
    out = {}
    for name, pattern, meant in _vocabulary().contrasts:
        named = {meant[m[0]] for m in pattern.finditer(folded)} - {None}
        if named:
            out[name] = frozenset(n for n in named if n is not None)
    return out


def _denied(folded: str) -> frozenset[str]:
    vocabulary = _vocabulary()
    plain = vocabulary.silent.sub(" , ", folded)
    out: set[str] = set()
    for m in vocabulary.denial.finditer(plain):
        reach = re.split(r"[,;.()]", plain[m.end() : m.end() + 80], maxsplit=1)[0]
        out.update(words_of(" ".join(reach.split()[:_DENIED_REACH])))
    return frozenset(out)
