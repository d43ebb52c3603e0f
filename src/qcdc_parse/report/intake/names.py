"""Names of units, compared: words weighed by how few units of the roster have them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum, log
from typing import Literal, NamedTuple

from qcdc_parse.alike import similarity
from qcdc_parse.legacy.syllable import is_syllable
from qcdc_parse.report.intake.folding import folded_name, heads, localities, numbers_in
from qcdc_parse.report.models import Roster
from qcdc_parse.scoreboard.lexicon import bare

__all__ = ["Known", "Likeness", "Manner", "Names"]

_MARKS = 0.9
"""What a word counts that differs in its marks only, as file names and poor scans have it."""
_LEAST = 0.15
"""What a word weighs that every name has."""
_FEW = 8
_FAR = 0.4
"""Names that share less are not compared letter by letter."""
_LITTLE = 0.24
"""Names of which less is shared cannot share `_FAR`, whatever else is said."""
_NEARLY_FAR = 0.399
_IN_FULL = 0.99
_NOT_EXACT = 0.99
_OTHER = 0.6
"""More is never like whose words say something else."""
_MISPRINT = 0.5
_WITH_PLACE = 0.97
"""What a whole name counts with the place behind it: `Sở Y tế tỉnh An Hòa`."""
_LONGEST_INITIALS = 7
Manner = Literal["name", "inside", "file"]


@dataclass(frozen=True, slots=True)
class Known:
    """One name of a unit of the roster, ready to be compared."""

    unit: int
    folded: str
    plain_name: str
    words: frozenset[str]
    plain: frozenset[str]
    numbers: frozenset[str]
    weight: float
    weighed: tuple[tuple[str, str, float], ...]
    """Its words, their letters without marks, what each weighs."""
    by_plain: dict[str, float]
    """What its words weigh by those letters."""


class _Printed(NamedTuple):
    """Printed words that may be a name, folded."""

    text: str
    words: frozenset[str]
    plain: frozenset[str]
    numbers: frozenset[str]

    @classmethod
    def of(cls, text: str) -> _Printed:
        words = frozenset(text.split())
        return cls(text, words, frozenset(map(bare, words)), numbers_in(words))


@dataclass(frozen=True, slots=True)
class Likeness:
    """How well some printed words name a unit: 1 is to the letter."""

    unit: int
    score: float


class Names:
    """The names of a roster."""

    def __init__(self, roster: Roster, topic: str = "") -> None:
        self._topic = frozenset(map(bare, folded_name(topic).split()))
        folded = [
            (index, folded)
            for index, unit in enumerate(roster.units)
            for folded in dict.fromkeys(folded_name(name) for name in (unit.name, *unit.aliases))
            if folded
        ]
        units_with: dict[str, set[int]] = {}
        for index, name in folded:
            for word in name.split():
                units_with.setdefault(word, set()).add(index)
        count = len(roster.units)
        self._weight = {word: _LEAST + log((1 + count) / len(units)) for word, units in units_with.items()}
        self._unknown = _LEAST + log(1 + count)
        self.known = tuple(
            Known(
                unit=index,
                folded=name,
                plain_name=bare(name),
                words=frozenset(words),
                plain=frozenset(map(bare, words)),
                numbers=numbers_in(words),
                weight=fsum(self._weight[word] for word in words),
                weighed=weighed,
                by_plain=_by_plain(weighed),
            )
            for index, name in folded
            for words in (set(name.split()),)
            for weighed in (tuple((word, bare(word), self._weight[word]) for word in frozenset(words)),)
        )
        self._initials: dict[str, set[str]] = {}
        for _, name in folded:
            words = name.split()
            for first in range(len(words)):
                for end in range(first + 2, min(first + _LONGEST_INITIALS, len(words)) + 1):
                    run = words[first:end]
                    self._initials.setdefault("".join(bare(word)[0] for word in run), set()).add(" ".join(run))
        self._exact: dict[str, set[int]] = {}
        for known in self.known:
            self._exact.setdefault(known.folded, set()).add(known.unit)
        self._having: dict[str, list[int]] = {}
        for place, known in enumerate(self.known):
            for word in known.words | known.plain:
                self._having.setdefault(word, []).append(place)
        self._telling: dict[str, list[int]] = {}
        self._by_rarest: dict[str, list[Known]] = {}
        self._of_unit: dict[int, list[Known]] = {}
        for place, known in enumerate(self.known):
            for word in self._without_which_far(known):
                for form in {word, bare(word)}:
                    self._telling.setdefault(form, []).append(place)
            self._by_rarest.setdefault(min(known.plain, key=lambda word: (len(self._having[word]), word)), []).append(known)
            self._of_unit.setdefault(known.unit, []).append(known)
        self._cache: dict[tuple[str, Manner], tuple[Likeness, ...]] = {}

    def _without_which_far(self, known: Known) -> list[str]:
        """Return the heaviest words of a name: what has none of them shares too little of it, whatever else it shares."""
        out: list[str] = []
        rest = known.weight
        for word in sorted(known.words, key=lambda word: (-self._weight[word], word)):
            if rest < _LITTLE * known.weight:
                break
            out.append(word)
            rest -= self._weight[word]
        return out

    def like(self, printed: str, manner: Manner = "name") -> tuple[Likeness, ...]:
        """Return the units that folded words name, best first; those of which they have next to nothing are left out.

        ``name``: all the words are the name; ``inside``: it stands among them, in one piece; ``file``: its words are among them, which are not those of the
        topic that all report on.
        """
        key = (printed, manner)
        if key not in self._cache:
            written = self._written_out(printed)
            if manner == "file":
                written = " ".join(word for word in written.split() if bare(word) not in self._topic)
            self._cache[key] = self._compared(written, manner)
        return self._cache[key]

    def _written_out(self, printed: str) -> str:
        """Write out initials that only one run of words of the roster has: `ATTP` for `an toàn thực phẩm`."""
        out = []
        for word in printed.split():
            meant = self._initials.get(bare(word), ()) if word not in self._weight and not is_syllable(word) else ()
            out.append(next(iter(meant)) if len(meant) == 1 else word)
        return " ".join(out)

    def _compared(self, printed: str, manner: Manner) -> tuple[Likeness, ...]:
        if manner == "inside":
            best = self._inside(printed)
        else:
            exact = self._exact.get(printed, set()) if manner == "name" else set()
            if len(exact) == 1:
                return (Likeness(next(iter(exact)), 1.0),)
            best = {}
            said = _Printed.of(printed)
            for known in self._near(said, file=manner == "file"):
                score = self._in_file(said, known) if manner == "file" else self._score(said, known)
                if score > best.get(known.unit, 0.0):
                    best[known.unit] = score
            self._level(said, best)
        return tuple(sorted((Likeness(unit, score) for unit, score in best.items()), key=lambda each: (-each.score, each.unit)))

    def _inside(self, printed: str) -> dict[int, float]:
        marked, plain = f" {printed} ", f" {bare(printed)} "
        best: dict[int, float] = {}
        for known in (known for word in set(plain.split()) for known in self._by_rarest.get(word, ())):
            if f" {known.plain_name} " in plain:
                best[known.unit] = max(best.get(known.unit, 0.0), 1.0 if f" {known.folded} " in marked else _MARKS)
        return best

    def _level(self, printed: _Printed, best: dict[int, float]) -> None:
        """Raise units to the best one where nothing printed tells it from them: of `Trường Nguyễn Du` no school of that name is better."""
        if not best:
            return
        first = max(best, key=lambda unit: (best[unit], -unit))
        names = [known.plain for known in self._of_unit[first]]
        if any(name <= printed.plain for name in names):
            return
        shared = frozenset[str]().union(*(name & printed.plain for name in names))
        having = min((self._having[word] for word in shared), key=len, default=range(len(self.known)))
        for known in (self.known[place] for place in having):
            if known.unit != first and shared <= known.plain:
                best[known.unit] = max(best.get(known.unit, 0.0), best[first])

    def _near(self, printed: _Printed, *, file: bool) -> Iterable[Known]:
        """Return the names that share a word which not every name has, and enough to be compared."""
        most = max(_FEW, len(self.known) // 2)
        said = printed.words | printed.plain
        telling = {word for word in said if len(self._having.get(word, ())) <= most}
        places = {place for word in said for place in self._telling.get(word, ())}
        near = (self.known[place] for place in sorted(places))
        enough = []
        known_words = fsum(self._weight.get(word, 0.0) for word in printed.words)
        for known in near:
            if telling.isdisjoint(known.words) and telling.isdisjoint(known.plain):
                continue
            # Bounds of recall and precision; a name that is there in full is always compared.
            shared = fsum(map(known.by_plain.__getitem__, known.plain & printed.plain))
            if shared >= _IN_FULL * known.weight or (
                shared >= _LITTLE * known.weight if file else 2 * shared >= _NEARLY_FAR * (known.weight + max(known_words, shared))
            ):
                enough.append(known)
        return enough

    def _in_file(self, printed: _Printed, known: Known) -> float:
        if known.numbers and printed.numbers and not known.numbers <= printed.numbers:
            return 0.0
        return min(1.0, round(sum(weight for _, plain, weight in known.weighed if plain in printed.plain) / known.weight, 6))

    def _score(self, printed: _Printed, known: Known) -> float:
        if (known.numbers and printed.numbers and not known.numbers <= printed.numbers) or printed.numbers - known.numbers:
            return 0.0
        shared = 0.0
        for word, plain, weight in known.weighed:
            if word in printed.words:
                shared += weight
            elif plain in printed.plain:
                shared += weight * _MARKS
        recall = min(1.0, round(shared / known.weight, 6))
        if printed.text.startswith(f"{known.folded} ") and printed.text[len(known.folded) + 1 :].startswith(localities()):
            return _WITH_PLACE
        said = fsum(self._weight.get(word, 0.0 if bare(word) in known.plain else self._unknown) for word in printed.words)
        precision = min(1.0, shared / said) if said else 0.0
        both = 2 * recall * precision / (recall + precision) if recall + precision else 0.0
        if both < _FAR:
            return 0.6 * both
        score = min(_NOT_EXACT, 0.6 * both + 0.4 * similarity(printed.text, known.folded))
        more = recall == 1.0 and not printed.text.startswith(known.folded) and self._says_more(printed.words)
        return min(score, _OTHER) if more or _names_another(printed, known) else score

    def _says_more(self, printed: Iterable[str]) -> bool:
        """Tell whether there is a word that no name of the roster has."""
        return any(word not in self._weight and bare(word) not in heads() and is_syllable(word) for word in printed)


def _by_plain(weighed: Iterable[tuple[str, str, float]]) -> dict[str, float]:
    out: dict[str, float] = {}
    for _, plain, weight in weighed:
        out[plain] = out.get(plain, 0.0) + weight
    return out


def _names_another(printed: _Printed, known: Known) -> bool:
    """Tell whether each side has a word of its own that is no misprint of one of the other's: `khoa khu vực`, `khoa tỉnh`."""
    wanted = known.plain - printed.plain - heads()
    if not wanted:
        return False
    said = [word for word in printed.words if bare(word) not in known.plain | heads()]
    return any(is_syllable(word) or all(similarity(bare(word), other) < _MISPRINT for other in wanted) for word in said)
