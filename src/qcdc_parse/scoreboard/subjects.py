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

__all__ = ["Subject", "fold", "is_actor", "is_common", "names_a_thing", "needed_things", "subject_of", "tells_who", "words_of"]

_TONES = "\u0300\u0301\u0303\u0309\u0323"
# In decomposed letters, at the end of a syllable: the mark after `oa`, `oe`, `uy` stands on the first vowel (hoà → hòa).
_LATE_TONE = re.compile(rf"(?:(?<=o)(?P<open>[ae])|(?<=u)(?P<close>y))(?P<tone>[{_TONES}])(?![a-z])")
_Y = re.compile(rf"(?<=[hklmst])(?<![a-z][hklmst])y(?=[{_TONES}]?(?![a-z\u0300-\u0323]))")
"""`kỹ`, `lý`, `tỷ`: written with i as well, where one consonant stands before it and nothing behind."""
_SIGNS = str.maketrans(
    {**dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"), **dict.fromkeys("\"“”„‟«»'‘’*#\u00ad", None), "ƣ": "ư", "Ƣ": "Ư"}
)
_CAPITALS = re.compile(r"(?<![^\W\d_])[A-ZĐ]{2,}(?:-[A-ZĐ]{2,})?(?![^\W_])")
_PERIOD = re.compile(r"(?:từ )?(?:năm )?20\d\d (?:- |đến (?:hết |cuối )?)(?:năm )?20\d\d|20\d\d-20\d\d")
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

    ``borrowed`` are words of the same statement that may hold for the clause: they speak for a pair, never against it.
    ``far`` are words ahead of the last comma before the figure, which may be said of something else, ``own`` the rare ones
    beside what is told apart.
    ``things`` holds for each contrast of the catalogue the values that are named, ``numbered`` for a label the numbers behind it
    (`mức độ`: 3, 4), ``years`` those it is said of, ``until`` those it is to be reached by.
    """

    text: str
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
    phrases: re.Pattern[str]
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
    common = [fold(w) for w in data["common"]["words"]]
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
        phrases=_phrases([w for w in common if " " in w]),
        common=frozenset(common),
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


@cache
def is_actor(word: str) -> bool:
    """Tell whether a folded word names who acts and could not stand for any body: `đảng viên`, `chi đoàn`, not `đơn vị`."""
    known = is_common(word) or any(name in tells_who() and word in meant for name, _, meant in _vocabulary().contrasts)
    return known and word not in map(fold, raw("matching")["anybody"]["words"])


@cache
def tells_who() -> frozenset[str]:
    """Return the contrasts that tell who or where, not what."""
    return frozenset(entry["name"] for entry in raw("matching")["contrast"] if entry["who"])


@lru_cache(maxsize=8192)
def words_of(folded: str) -> tuple[str, ...]:
    """Return the words of a folded text that say what it is about, those of the catalogue first; `số` belongs to the word before it.

    >>> words_of(fold("Đến nay, tỷ lệ đối thoại ở cơ sở đạt")), words_of(fold("số văn bản được ký số"))
    (('tỉ lệ', 'cơ sở', 'đối thoại'), ('văn bản', 'kí số'))
    """
    vocabulary = _vocabulary()
    plain = vocabulary.silent.sub(" , ", folded)
    out = vocabulary.phrases.findall(plain)
    plain = vocabulary.phrases.sub(" , ", plain)
    before = ""
    for word in (w.strip(" .-_/") for w in split_words(plain)) if _WORD.search(plain) else ():
        if word == _DIGITAL and before and before == (out[-1] if out else ""):
            out[-1] = f"{before} {word}"
        elif _WORD.search(word) and word not in vocabulary.quiet:
            out.append(word)
        before = word
    return tuple(out)


_DIGITAL = "số"


def subject_of(text: str, item: ScoreItem) -> Subject:
    """Read what an item of a document with this text is about."""
    vocabulary = _vocabulary()
    folded = _PERIOD.sub(" ", _COMPARED.sub(" ", _plain(_without_figures(text, item))))
    columns = fold(" , ".join(m.column for m in item.measures if m.column and m.role == item.measures[0].role))
    timed = f"{folded} , {_PERIOD.sub(' ', _COMPARED.sub(' ', columns))}"
    until = frozenset(int(m["year"]) for m in _YEAR.finditer(timed) if m["until"])
    years = frozenset(int(m["year"]) for m in _YEAR.finditer(timed) if not m["until"]) - until
    folded = _YEAR.sub(" ", folded)
    numbered: dict[str, frozenset[str]] = {}
    for m in vocabulary.numbered.finditer(folded):
        numbered[m["label"]] = numbered.get(m["label"], frozenset()) | {m["name"].lstrip("0")}
    shared = _YEAR.sub(" ", _plain(" , ".join(filter(None, (item.lead, item.tail)))))
    things = _things(folded)
    words = tuple(dict.fromkeys(words_of(folded)))
    borrowed = words_of(shared if ":" in (item.lead or "") and item.tail is None else _without_things(shared))
    heads = [w for w in words_of(_plain(item.measures[0].subject or "")) if w != "tỉ lệ"]
    heading = _plain(item.section or "")
    return Subject(
        text=" ".join((*words_of(folded), *borrowed)),
        words=words,
        far=frozenset(words) - set(words_of(_plain(_without_figures(text, item, _near(text, item))))),
        own=frozenset(w for w in words_of(_without_things(folded)) if not is_common(w)),
        borrowed=tuple(w for w in dict.fromkeys(borrowed) if w not in words),
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


def _without_things(folded: str) -> str:
    """Take out what is told apart: of `70% trường mầm non, 80% trường tiểu học đạt chuẩn` each clause has its own school."""
    for _, pattern, meant in _vocabulary().contrasts:
        for named in set(pattern.findall(folded)):
            if meant[named] is not None:
                folded = folded.replace(named, " , ")
    return folded


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
