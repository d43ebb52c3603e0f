"""Whose a submission is: letterhead, signature, title, opening words and file name held against the roster, never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from qcdc_parse.model import Document
from qcdc_parse.report.intake.folding import folded_name
from qcdc_parse.report.intake.names import Manner, Names
from qcdc_parse.report.models import Roster, Unit, UnitCandidate
from qcdc_parse.report.wording import PLACES

__all__ = ["Identified", "Identifier"]

_SURE = 0.75
"""A name fits at least so well, or it is no name of the unit."""
_SURE_OF_FILE = 0.85
"""Names of files are short and written without marks."""
_APART = 0.12
"""The next unit fits at least so much worse, or the two are close."""
_SHOWN = 0.4
_CANDIDATES = 5
_OPENING = 3
"""So many paragraphs ahead of the first section are read for the name."""
_LONGEST = 160
"""A longer line of a letterhead or signature is no name."""
_AUTHORITY = re.compile(r"^\s*(?:(?:T/?M|K/?T|T/?L|TUQ|Q)\b\.?)\s*", re.IGNORECASE)
_ADDRESSED = re.compile(r"^\s*(?:kính gửi|nơi nhận|[-+*•])", re.IGNORECASE)
_MOTTO = re.compile(r"(?:ĐẢNG CỘNG SẢN|CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA) VIỆT(?: NAM)?")
_COLUMNS = re.compile(r"\t+| {3,}")


class Identified(NamedTuple):
    """The unit of a submission, or None with the units it may be of and why nothing was chosen."""

    unit: Unit | None
    candidates: tuple[UnitCandidate, ...]
    reason: str | None = None


class _Found(NamedTuple):
    """What one place says: units by score, best first, each with the words that fit."""

    where: str
    scores: dict[int, float]
    words: dict[int, str]

    def close(self, *, narrowing: bool = False) -> tuple[int, ...]:
        """Units that the place may name: the best and those that fit about as well; none where nothing fits.

        ``narrowing``: a stronger place has named some already.
        """
        if not self.scores:
            return ()
        best = max(self.scores.values())
        if best < (_SURE_OF_FILE if self.where == "file_name" and not narrowing else _SURE):
            return ()
        exact = best == 1.0
        return tuple(u for u, s in self.scores.items() if (s == best if exact else best - s < _APART))


class Identifier:
    """Tells whose submissions are, by a roster; ``topic`` is what all report on."""

    def __init__(self, roster: Roster, topic: str = "") -> None:
        self._units = roster.units
        self._names = Names(roster, topic)

    def identify(self, document: Document | None, file_name: str) -> Identified:
        """Return the unit of a submission; of one that cannot be read (None) by its file name alone.

        Each place is read for itself; the first that names a unit decides, letterhead before signature, title, opening words and
        file name. Where it fits two units about equally the next places may tell them apart. A place that names another unit
        to the letter leaves the submission open.
        """
        found = [self._look(where, printed) for where, printed in _places(document, file_name)]
        found = [each for each in found if each.scores]
        candidates = self._candidates(found)
        open_to: tuple[int, ...] = ()
        decided: _Found | None = None
        for each in found:
            close = each.close(narrowing=bool(open_to))
            if not close:
                continue
            narrowed = tuple(u for u in open_to if u in close) if open_to else close
            if not open_to or narrowed:
                open_to = narrowed
                decided = each
            if len(open_to) == 1:
                break
        if decided is None:
            return Identified(None, candidates, "không nêu tên đơn vị nào trong danh sách")
        if len(open_to) > 1:
            named = " hoặc ".join(self._units[u].name for u in open_to)
            return Identified(None, candidates, f"có thể là của {named}")
        unit = open_to[0]
        other = next(
            (f for f in found if f.close() and f.close()[0] != unit and len(f.close()) == 1 and f.scores[f.close()[0]] == 1.0), None
        )
        if other is not None:
            against = self._units[other.close()[0]].name
            said = f"{PLACES[decided.where]} ghi {self._units[unit].name}, {PLACES[other.where]} ghi {against}"
            return Identified(None, candidates, said)
        return Identified(self._units[unit], candidates)

    def _look(self, where: str, printed: list[str]) -> _Found:
        scores: dict[int, float] = {}
        words: dict[int, str] = {}
        manner: Manner = "name" if where in {"letterhead", "signature"} else "file" if where == "file_name" else "inside"
        for words_printed in printed:
            likes = self._names.like(folded_name(words_printed, file=where == "file_name"), manner)
            if manner == "name" and likes and likes[0].score == 1.0:
                # Of two units that are named in full the lower line is the issuer: its superior stands above it.
                scores = {unit: min(score, _SURE - _APART) for unit, score in scores.items()}
            for like in likes:
                if like.score > scores.get(like.unit, 0.0):
                    scores[like.unit] = like.score
                    words[like.unit] = words_printed
        if manner != "name":
            scores = self._longest_only(scores)
        return _Found(where, scores, words)

    def _longest_only(self, scores: dict[int, float]) -> dict[int, float]:
        """Of names that stand in full among other words keep those that no longer such name contains."""
        best = max(scores.values(), default=0.0)
        names = {u: frozenset(folded_name(self._units[u].name).split()) for u, score in scores.items() if score == best}
        having: dict[str, set[frozenset[str]]] = {}
        for words in names.values():
            for word in words:
                having.setdefault(word, set()).add(words)
        short = {
            words for words in set(names.values()) if any(words < other for other in min((having[w] for w in words), key=len, default=()))
        }
        inside = {u for u, words in names.items() if words in short}
        return {u: (s if u not in inside else min(s, _SURE - _APART)) for u, s in scores.items()}

    def _candidates(self, found: list[_Found]) -> tuple[UnitCandidate, ...]:
        best: dict[int, UnitCandidate] = {}
        for each in found:
            for unit, score in each.scores.items():
                if score >= _SHOWN and (unit not in best or score > best[unit].score):
                    name = self._units[unit].name
                    best[unit] = UnitCandidate(unit=name, score=round(score, 3), found_in=each.where, words=each.words[unit][:_LONGEST])
        return tuple(best[unit] for unit in sorted(best, key=lambda unit: (-best[unit].score, unit))[:_CANDIDATES])


def _places(document: Document | None, file_name: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the places that may name the unit with the words printed there, the strongest first."""
    if document is not None:
        yield from _printed_places(document)
    yield "file_name", [file_name.rsplit("/", 1)[-1].rsplit("\\", 1)[-1].rsplit(".", 1)[0]]


def _printed_places(document: Document) -> Iterator[tuple[str, list[str]]]:
    header = document.header
    head = [line for line in map(_capitals, _lines(document, "header")) if line and line != header.superior]
    letterhead = [*filter(None, (header.issuer,)), *([f"{header.issuer} {header.superior}"] if header.issuer and header.superior else ())]
    wrapped = [f"{one} {other}" for one, other in pairwise(head)]
    yield "letterhead", list(dict.fromkeys([*letterhead[::-1], *wrapped[::-1], *head[::-1]]))[::-1]
    foot = [_AUTHORITY.sub("", line) for line in _lines(document, "footer")]
    signer = header.signer
    authority = [_AUTHORITY.sub("", signer.authority)] if signer and signer.authority else []
    yield "signature", list(dict.fromkeys([*authority, *(line for line in foot if line.isupper())]))
    yield "title", [header.title] if header.title else []
    opening = [document.quote(b.span) for b in document.blocks if b.part == 0 and b.kind == "paragraph"][:_OPENING]
    yield "text", opening


def _capitals(line: str) -> str:
    """Return the words in capitals that a line begins with: where two columns have run into one, the left one."""
    words = _MOTTO.sub("", line).split()
    small = next((at for at, word in enumerate(words) if word != word.upper()), len(words))
    return " ".join(words[:small])


def _lines(document: Document, kind: str) -> list[str]:
    out: list[str] = []
    for region in document.regions:
        if region.kind == kind and region.part == 0:
            for line in document.quote(region.span).splitlines():
                if not _ADDRESSED.match(line):
                    out.extend(c.strip() for c in _COLUMNS.split(line) if 0 < len(c.strip()) <= _LONGEST)
    return out
