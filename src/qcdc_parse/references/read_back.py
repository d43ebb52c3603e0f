"""Reading the words ahead of a mention backwards, to the cue that governs it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

import regex

from qcdc_parse.catalog import raw, relations

__all__ = ["Phrase", "has_verb", "read_back"]

_WORDS = 8
"""So many unknown words may follow a link (`của`, `và`, a colon) on the way to a cue."""
_ADVERBIAL = 5
"""So many may stand in an adverbial (`phổ biến bằng nhiều hình thức`)."""
_OPENS = ' \t“"‘«('
_ITEM = regex.compile(r"(?<=[:;,] )(?:\(?(?:\d{1,2}|[a-zđ]|[ivx]{1,4})\)|[-–+])\Z")
_ITEM_ENDS = frozenset(")-–+")
"""The label of a member of a list within a line: `gồm: (1) …; (2) …`."""
_MARKS = frozenset(",:;.!?…)”»\"'’-–+*•/")
_LABELS = frozenset("i ii iii iv v vi vii viii ix x a b c d đ e g h".split())

_Kind = Literal["cue", "joined", "plain", "setting", "adverbial", "link", "break"]
_KINDS: dict[str, _Kind] = {"manner": "joined", "content": "joined", "people": "joined", "plain": "plain"}
_KINDS |= {"settings": "setting", "adverbial": "adverbial", "links": "link", "breaks": "break"}


class Phrase(NamedTuple):
    """Words of the catalogue, what they are, and what a cue says."""

    words: str
    kind: _Kind
    relation: str = ""


@cache
def _phrases() -> dict[str, tuple[Phrase, ...]]:
    """Cues and the words between by their last word, longest first; a cue before other words of its length."""
    between = raw("relations")["between"]
    known = [Phrase(cue, "cue", relation) for cue, relation in relations().items()]
    known += [Phrase(words, kind) for part, kind in _KINDS.items() for words in between[part]]
    table: dict[str, list[Phrase]] = {}
    for phrase in sorted(known, key=lambda p: -len(p.words)):
        table.setdefault(phrase.words.rpartition(" ")[2], []).append(phrase)
    return {word: tuple(phrases) for word, phrases in table.items()}


@cache
def _examples() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    between = raw("relations")["between"]
    return frozenset(between["examples_of"]), frozenset(between["generic"]), frozenset(between["ending"])


_NOUN_PHRASE = frozenset({"của", "các", "những", "một số", "bằng", "trên", "qua", "thông qua", "tại"})
"""What begins or closes the unknown words on the way: `theo các tiêu chí tại`, `chỉ đạo của Tỉnh ủy tại`, `phổ biến trên loa`."""
_DETERMINERS = frozenset({"các", "những", "tất cả", "mọi", "từng", "cả"})
_PLACED = {"bằng", "theo hình thức", "trên", "qua", "thông qua", "tại", "trong", "ở", "từ", "ngay từ", "ngay trong", "đến", "tới", "vào"}
_PLACED |= {"hằng", "hàng", "cho", "đối với", "thuộc", "của", "phù hợp với"}
"""What begins a setting: `trong toàn Đảng bộ`, `từ tỉnh đến cơ sở`, `hằng quý`."""


@dataclass(slots=True)
class _Way:
    """What was read on the way back from a mention."""

    far: bool
    """Unknown words may follow."""
    right: str = ""
    """What was read last; empty of nothing."""
    left: int = _WORDS
    """So many unknown words may still come."""
    astray: bool = False
    """Unknown words were read that make no object yet."""
    placed: bool = False
    """Words of a setting were read whose preposition is still to come."""
    loose: bool = False
    """Either, with no preposition yet."""
    strange: bool = False
    """An unknown word was read."""
    named: bool = False
    """Examples were read whose common name is still to come."""

    def passes(self, mark: str, *, listed: bool) -> bool:
        """Tell whether the way goes on over a mark behind a word; ``listed``: a comma right before the mention goes on with a list."""
        if mark == ":" and not self.right:
            self.left = _WORDS + 4
        elif mark == ";":
            return self.named and self.right == "weak"
        elif mark != "," or (self.astray and not self.named):
            return False
        elif self.right:
            return self.named or self.right in {"joined", "link"} or (self.right == "setting" and not self.strange)
        elif not listed:
            return False
        self.far = True
        return True

    def unknown(self, *, weak: bool) -> bool:
        """Read a word that the catalogue has not; False where no more of them may come."""
        if self.left <= (0 if self.far or weak else _WORDS - _ADVERBIAL):
            return False
        self.astray = self.astray or not self.far
        self.loose = self.loose or self.astray
        self.left -= 1
        self.right, self.strange = "word", True
        return True

    def setting(self) -> None:
        """Read a noun of place, time or means."""
        self.placed = self.placed or not self.far
        self.loose = self.loose or self.placed
        self.left = min(self.left, _WORDS - 1)
        self.right = "setting"

    def between(self, words: str, kind: str, generic: frozenset[str]) -> None:
        """Read words that may stand between a cue and its object."""
        self.far = self.far or kind == "link"
        self.astray = self.astray and words not in _NOUN_PHRASE
        if words in _PLACED:
            self.placed = self.loose = False
        self.named = (self.named or kind == "break") and words not in generic
        if not ((words == "số" and not self.right) or (words in _DETERMINERS and self.right == "setting")):
            self.right = "joined" if kind == "cue" else kind

    def governs(self, words: str, ending: frozenset[str]) -> bool:
        """Tell whether a cue governs all that was read."""
        return not (self.astray or self.placed or self.right == "passive" or (self.named and words not in ending))


def read_back(low: str, text: str, behind: int | None) -> tuple[tuple[Phrase, int] | None, tuple[int, int] | None]:
    """Read words from the end to the cue that governs it; return that cue and its end, and the nearest cue of `cites`."""
    end = len(low.rstrip(_OPENS))
    if low[end - 1 : end] in _ITEM_ENDS and (item := _ITEM.search(low, max(0, end - 6), end)) is not None:
        end = len(low[: item.start()].rstrip())
    bracket = "(" in low[end:]
    table, (examples_of, generic, ending) = _phrases(), _examples()
    way = _Way(bracket)
    weak: tuple[int, int] | None = None
    while end > 0:
        at = low.rfind(" ", 0, end) + 1
        word, stop = low[at:end], end
        if word[-1] in _MARKS:
            if not way.passes(word[-1], listed=not bracket and word[-1] == "," and not way.right and _goes_on(text, behind)):
                break
            stop, word = end - 1, word[:-1]
        bare = word.lstrip(_OPENS)
        phrases = table.get(bare)
        phrase = _longest(low, phrases, stop) if phrases is not None else None
        end = at if phrase is None else stop - len(phrase.words)
        if phrase is None:
            if bare == "và" and (way.right or _goes_on(text, behind)):
                way.far, way.right = True, "joined"
            elif bare != word or not word:
                break
            elif _counts(word):
                way.right = "word"
            elif not way.unknown(weak=weak is not None):
                break
        elif (
            phrase.kind == "cue"
            and not (phrase.words == "hướng dẫn" and way.right in {"link", "weak"})
            and not ((way.astray or way.placed) and phrase.words == "tại")
        ):
            if way.astray or way.placed or phrase.relation != "cites":
                return ((phrase, stop) if way.governs(phrase.words, ending) else None), weak
            weak = weak or ((end, stop) if way.left >= _WORDS else None)
            exampled = phrase.words in examples_of
            way.named = exampled and (phrase.words.endswith(" là") or low[:end].rstrip().endswith(","))
            way.far = way.far or exampled
            way.right = "passive" if phrase.words.startswith("được") else "weak"
            if "theo" in phrase.words:
                break
        elif (phrase.kind == "break" and not (phrase.words == "là" and not way.right)) or (phrase.kind == "adverbial" and not way.loose):
            break
        elif phrase.kind == "setting":
            way.setting()
        else:
            way.between(phrase.words, phrase.kind, generic)
        while end > 0 and low[end - 1] == " ":
            end -= 1
    return None, weak


def _counts(word: str) -> bool:
    """Tell whether a word is a number or a label: `2022`, `ii/2022`, `a`."""
    return word[:1].isdigit() or word.partition("/")[0] in _LABELS


def _longest(low: str, phrases: tuple[Phrase, ...], stop: int) -> Phrase | None:
    """Return the longest of some phrases that ends at ``stop``, as whole words."""
    for phrase in phrases:
        if low.endswith(phrase.words, 0, stop):
            begin = stop - len(phrase.words)
            if not (begin and low[begin - 1].isalnum()):
                return phrase
    return None


@cache
def _predicate() -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    """Return the patterns of a verb behind a mention, and of one that may only modify it."""
    data = raw("relations")["predicates"]
    ahead, words, modify = ("|".join(map(regex.escape, data[key])) for key in ("ahead", "words", "modify"))
    return (
        regex.compile(rf"\s*(?:(?:{ahead})\s+)*(?:{words})(?!\p{{L}})"),
        regex.compile(rf"\s*(?:đã\s+)?(?:{modify})(?!\p{{L}})"),
    )


def _goes_on(text: str, behind: int | None) -> bool:
    """Tell whether what follows the mention leaves it the object of what was said before: no verb of its own."""
    return behind is None or not has_verb(text, behind)


def has_verb(text: str, tail: int, *, modified: bool = False) -> bool:
    """Tell whether a mention whose attributes end at ``tail`` has a verb of its own; ``modified``: other than such as only tell which it is.

    >>> has_verb("Luật A còn hiệu lực", 6), has_verb("Luật A được sửa đổi năm 2020", 6, modified=True)
    (True, False)
    """
    verb, modifier = _predicate()
    return verb.match(text, tail, tail + _VERB_FAR) is not None and not (modified and modifier.match(text, tail, tail + _VERB_FAR))


_VERB_FAR = 30
"""A verb of its own ends at most this many code points behind a mention."""
