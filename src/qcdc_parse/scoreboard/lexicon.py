"""The words that statements share and differ in: folding, the vocabulary of ``catalog/matching.toml``, things told apart."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from qcdc_parse.catalog import raw
from qcdc_parse.catalog.phrases import any_of
from qcdc_parse.segment import split_words

__all__ = [
    "bare",
    "denied_in",
    "fold",
    "is_actor",
    "is_common",
    "needed_things",
    "numbers_in",
    "plain_text",
    "tells_who",
    "things_in",
    "without_things",
    "words_of",
]

_TONES = "\u0300\u0301\u0303\u0309\u0323"
# In decomposed letters, at the end of a syllable: the mark after `oa`, `oe`, `uy` stands on the first vowel (hoà → hòa).
_LATE_TONE = re.compile(rf"(?:(?<=o)(?P<open>[ae])|(?<=u)(?P<close>y))(?P<tone>[{_TONES}])(?![a-z])")
_Y = re.compile(rf"(?<=[hklmst])(?<![a-z][hklmst])y(?=[{_TONES}]?(?![a-z\u0300-\u0323]))")
"""`kỹ`, `lý`, `tỷ`: written with i as well, where one consonant stands before it and nothing behind."""
_SIGNS = str.maketrans(
    {**dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"), **dict.fromkeys("\"“”„‟«»'‘’*#\u00ad", None), "ƣ": "ư", "Ƣ": "Ư"}
)
_CAPITALS = re.compile(r"(?<![^\W\d_])[A-ZĐ]{2,}(?:-[A-ZĐ]{2,})?(?![^\W_])")
_NUMERAL = r"(?P<name>\d{1,4}[a-z]?|[ivx]{1,4})"
_WORD = re.compile(r"[^\W\d_]")
_AGED = "tuổi"
_AGE = re.compile(r"(?<![^\W\d_])(?P<age>(?:(?:dưới|trên|từ|đến) )?\d{1,3}(?: ?(?:-|đến) ?(?:dưới )?\d{1,3})?) tuổi")
"""Who is counted, by age: `trẻ dưới 5 tuổi`."""
_DIGITAL = "số"
_DENIED_REACH = 6


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Fold case, place of the tone mark, i and y, quotation marks, dashes and white space.

    >>> fold("Tỷ lệ  HOÀ GIẢI"), fold("tỉ lệ hòa giải") == fold("Tỷ lệ  HOÀ GIẢI")
    ('tỉ lệ hòa giải', True)
    """
    letters = unicodedata.normalize("NFC", text).translate(_SIGNS).lower()
    apart = _Y.sub("i", _LATE_TONE.sub(_move_tone, unicodedata.normalize("NFD", letters)))
    return " ".join(unicodedata.normalize("NFC", apart).split())


@lru_cache(maxsize=8192)
def bare(folded: str) -> str:
    """Take all marks off a folded text.

    >>> bare("bảo hiểm đoàn viên")
    'bao hiem doan vien'
    """
    return "".join(c for c in unicodedata.normalize("NFD", folded) if not unicodedata.combining(c)).replace("đ", "d")


def _move_tone(match: re.Match[str]) -> str:
    return match["tone"] + (match["open"] or match["close"])


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


def plain_text(text: str) -> str:
    """Fold a text with abbreviations written out and one wording for each thing."""
    vocabulary = _vocabulary()
    return vocabulary.same.sub(lambda m: vocabulary.instead[m[0]], fold(_CAPITALS.sub(_expand, text)))


def _expand(match: re.Match[str]) -> str:
    return _short_forms().get(match[0], match[0])


@cache
def _short_forms() -> dict[str, str]:
    return dict(raw("matching")["short"]["pairs"])


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


@cache
def needed_things() -> frozenset[str]:
    """Return the contrasts that both sides must name: a rate of `nữ` is not the rate of all."""
    return frozenset(entry["name"] for entry in raw("matching")["contrast"] if entry["both"])


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


def things_in(folded: str) -> dict[str, frozenset[int]]:
    """Return, by contrast of the catalogue, which of its values a folded text names."""
    out = {}
    for name, pattern, meant in _vocabulary().contrasts:
        named = {meant[m[0]] for m in pattern.finditer(folded)} - {None}
        if named:
            out[name] = frozenset(n for n in named if n is not None)
    return out


def without_things(folded: str) -> str:
    """Take out what is told apart: of `70% trường mầm non, 80% trường tiểu học đạt chuẩn` each clause has its own school."""
    for _, pattern, meant in _vocabulary().contrasts:
        folded = _taken_out(folded, pattern, meant)
    return folded


def _taken_out(folded: str, pattern: re.Pattern[str], meant: dict[str, int | None]) -> str:
    def told(match: re.Match[str]) -> str:
        return match[0] if meant[match[0]] is None else " , "

    return pattern.sub(told, folded)


def numbers_in(folded: str) -> dict[str, frozenset[str]]:
    """Return the numbers that name something, by the label before them: `mức độ`: 3, 4."""
    out: dict[str, frozenset[str]] = {}
    for m in _vocabulary().numbered.finditer(folded):
        out[m["label"]] = out.get(m["label"], frozenset()) | {m["name"].lstrip("0")}
    ages = frozenset(" ".join(m["age"].split()) for m in _AGE.finditer(folded))
    return out | {_AGED: ages} if ages else out


def denied_in(folded: str) -> frozenset[str]:
    """Return the words near behind a denial: `không có đảng viên vi phạm`."""
    vocabulary = _vocabulary()
    plain = vocabulary.silent.sub(" , ", folded)
    out: set[str] = set()
    for m in vocabulary.denial.finditer(plain):
        reach = re.split(r"[,;.()]", plain[m.end() : m.end() + 80], maxsplit=1)[0]
        out.update(words_of(" ".join(reach.split()[:_DENIED_REACH])))
    return frozenset(out)
