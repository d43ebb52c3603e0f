"""The words of headings and passages, folded so that misread marks, abbreviations and synonyms do not count."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from itertools import pairwise

from qcdc_parse.catalog import raw
from qcdc_parse.scoreboard.lexicon import bare, fold
from qcdc_parse.segment import split_words

__all__ = [
    "clauses",
    "common",
    "long_words",
    "marked",
    "members",
    "named_questions",
    "naming_words",
    "pairs",
    "silent",
    "syllables",
    "words_of",
]

_LONGEST_WORD = 4

OUTSIDE = "outside"
"""Stands among the questions for what no outline asks."""
PROPOSALS, TARGETS, TASKS = "proposals", "targets", "tasks"
"""Questions of the catalogue that more than words speak to."""
_TOKEN = re.compile(r"[^\W_]+")
_CLAUSE = re.compile(r"[,;:.()\[\]/–—“”\"\n\t]|(?<=\s)-(?=\s)")

_MEMBERS = re.compile(r"[,;:–/]|\s-\s|\bvà\b|\bVÀ\b")


class _Folded(dict[str, str]):
    """Tokens and what they are folded to, kept: a report has some hundred different ones, a set of reports some thousand."""

    def __init__(self, change: Callable[[str], str]) -> None:
        super().__init__()
        self._change = change

    def __missing__(self, token: str) -> str:
        if len(self) > _KEPT:
            self.clear()
        long = _short_forms().get(token)
        self[token] = folded = " ".join(map(self._change, _TOKEN.findall(long) if long else (token,)))
        return folded


_KEPT = 20_000
_folded = _Folded(lambda token: bare(fold(token)))
_marked = _Folded(fold)


@cache
def _short_forms() -> dict[str, str]:
    return dict(raw("matching")["short"]["pairs"])


def syllables(text: str) -> list[str]:
    """Return the syllables of a text, small letters without marks, abbreviations written out.

    >>> syllables("Thực hiện QCDC ở cơ sở")
    ['thuc', 'hien', 'quy', 'che', 'dan', 'chu', 'o', 'co', 'so']
    """
    return " ".join(map(_folded.__getitem__, _TOKEN.findall(text))).split()


def marked(text: str) -> list[str]:
    """Return the syllables of a text, small letters, with their marks in one place: `chỉ tiêu` is not `chi tiêu`.

    >>> marked("Thực hiện QCDC, hoà giải")
    ['thực', 'hiện', 'quy', 'chế', 'dân', 'chủ', 'hòa', 'giải']
    """
    return " ".join(map(_marked.__getitem__, _TOKEN.findall(text))).split()


def unmarked(syllable: str) -> str:
    """Return a syllable without its marks.

    >>> unmarked("nghị")
    'nghi'
    """
    return _folded[syllable]


def clauses(text: str) -> list[list[str]]:
    """Return the syllables of a text, clause by clause.

    >>> clauses("Hạn chế, bất cập")
    [['han', 'che'], ['bat', 'cap']]
    """
    return [found for clause in _CLAUSE.split(text) if (found := syllables(clause))]


def members(heading: str) -> list[str]:
    """Return the members that a heading puts side by side, where there are several.

    >>> members("Hạn chế và nguyên nhân"), members("Ưu điểm")
    (['Hạn chế', 'nguyên nhân'], [])
    """
    found = [m for member in _MEMBERS.split(heading) if (m := member.strip())]
    return found if len(found) > 1 else []


def pairs(words: Iterable[str]) -> set[str]:
    """Return the pairs of neighbouring syllables of some words, with their marks.

    >>> sorted(pairs(["ban chỉ đạo", "công khai"]))
    ['ban chỉ', 'chỉ đạo', 'công khai']
    """
    return {f"{a} {b}" for word in words for a, b in pairwise(marked(word)) if not (a.isdigit() or b.isdigit())}


def long_words(text: str) -> set[str]:
    """Return the words of several syllables of a text, as the segmenter knows them, small letters.

    >>> sorted(long_words("Công tác quán triệt Nghị quyết"))
    ['công tác', 'nghị quyết', 'quán triệt']
    """
    return {word for word in split_words(text.lower()) if " " in word}


def words_of(text: str, lexicon: frozenset[str]) -> set[str]:
    """Cut a text into the words of a lexicon, the longest first, and single syllables; add the groups of synonyms they are of.

    >>> sorted(words_of("Quán triệt nghị quyết", frozenset({"quan triet"})))
    ['nghi', 'quan triet', 'quyet', '~quan triet']
    """
    groups = _synonyms()
    out: set[str] = set()
    for found in clauses(text):
        at = 0
        while at < len(found):
            size = 1
            for size in range(min(_LONGEST_WORD, len(found) - at), 0, -1):
                word = " ".join(found[at : at + size])
                if word in lexicon or word in groups:
                    break
            out.add(word)
            if word in groups:
                out.add(groups[word])
            at += size
    return out


@cache
def _synonyms() -> dict[str, str]:
    """Return the group of every folded word that has synonyms, by its first word."""
    out = {}
    for words in raw("answers")["same"]["groups"]:
        folded = [" ".join(syllables(word)) for word in words]
        out.update(dict.fromkeys(folded, f"~{folded[0]}"))
    return out


@cache
def silent() -> frozenset[str]:
    """Return the folded words that tell no heading from another."""
    return frozenset(" ".join(syllables(word)) for word in raw("answers")["silent"]["words"])


@cache
def common() -> frozenset[str]:
    """Return the pairs of syllables that stand in all reports."""
    return frozenset(pair for key in ("common", "silent") for word in raw("matching")[key]["words"] for pair in pairs([word]))


@cache
def _labels() -> dict[str, str]:
    return {" ".join(syllables(label)): entry["name"] for entry in raw("answers")["question"] for label in entry.get("labels", ())}


@cache
def _names() -> dict[str, list[tuple[tuple[str, ...], set[str]]]]:
    meant: dict[tuple[str, ...], set[str]] = {}
    for entry in (*raw("answers")["question"], raw("answers")["outside"] | {"name": OUTSIDE}):
        for heading in entry["headings"]:
            meant.setdefault(tuple(syllables(heading)), set()).add(entry["name"])
    out: dict[str, list[tuple[tuple[str, ...], set[str]]]] = {}
    for words, names in sorted(meant.items(), key=lambda m: -len(m[0])):
        out.setdefault(words[0], []).append((words, names))
    return out


def named_questions(heading: str) -> tuple[frozenset[str], float]:
    """Return which questions of the catalogue a heading names, and the share of its syllables that name them or say nothing.

    What stands behind `của` or a cause is what the question is about, not a question of its own.

    >>> named_questions("Tồn tại, hạn chế"), named_questions("Nguyên nhân của hạn chế")
    ((frozenset({'limits'}), 1.0), (frozenset({'causes'}), 1.0))
    """
    words, names, quiet = syllables(heading), _names(), silent()
    if label := _labels().get(" ".join(words)):
        return frozenset({label}), 1.0
    found: set[str] = set()
    covered = at = 0
    while at < len(words):
        name = next((n for n in names.get(words[at], ()) if tuple(words[at : at + len(n[0])]) == n[0]), None)
        if name is None:
            covered += words[at] in quiet or " ".join(words[at : at + 2]) in quiet
            at += 1
            continue
        if not (found and _is_attribute(words, at)):
            found |= name[1]
        covered += len(name[0])
        at += len(name[0])
    return frozenset(found), covered / max(len(words), 1)


def naming_words(heading: str) -> frozenset[str]:
    """Return the words of the catalogue that stand in a heading and name a question, folded.

    >>> sorted(naming_words("Nhiệm vụ, giải pháp"))
    ['giai phap', 'nhiem vu', 'nhiem vu giai phap']
    """
    words, names = syllables(heading), _names()
    return frozenset(
        " ".join(name) for at, word in enumerate(words) for name, _ in names.get(word, ()) if tuple(words[at : at + len(name)]) == name
    )


def _is_attribute(words: list[str], at: int) -> bool:
    return not {"cua", "sao"}.isdisjoint(words[max(at - 2, 0) : at])


@cache
def called(question: str) -> str:
    """Return what outlines call a question of the catalogue.

    >>> called("targets")
    'chỉ tiêu'
    """
    entries = (*raw("answers")["question"], raw("answers")["outside"] | {"name": OUTSIDE})
    return next(str(entry["headings"][0]) for entry in entries if entry["name"] == question)
