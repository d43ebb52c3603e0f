"""Random document numbers as typists, word processors and scanners print them, each with the key a careful reader makes of it.

``NOISES`` lists every kind of noise with its weight; where a kind does not fit a number (no `Đ` to lose) another number is drawn.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from printednumbers import COMMON_PARTY, COMMON_STATE, Number, number


class Print(NamedTuple):
    """A number as printed, with the key it must be read back as."""

    text: str
    key: str
    noise: str
    number: Number
    behind: str = ""


Noise = Callable[[random.Random, Number], "str | None"]


def _separators(n: Number) -> list[int]:
    return [i for i in range(1, len(n.tokens), 2) if n.tokens[i + 1] != "nb"]


def _with(n: Number, at: int, text: str) -> str:
    return "".join((*n.tokens[:at], text, *n.tokens[at + 1 :]))


def _type_at(n: Number) -> int | None:
    """Index of the type code among the tokens."""
    if n.style in {"old", "letter"} or (n.style == "state" and len(n.tokens) == 5 and n.tokens[2].isdigit()):
        return None
    return 4 if n.tokens[2].isdigit() else 2


def _replaced(n: Number, old_letter: str, new: str, *, first: int = 1) -> str | None:
    head, tail = "".join(n.tokens[:first]), "".join(n.tokens[first:])
    return head + tail.replace(old_letter, new) if old_letter in tail else None


def blanks(rng: random.Random, n: Number) -> str:
    at = rng.choice(_separators(n))
    return _with(n, at, rng.choice((" {} ", " {} ", "{} ", " {}", "  {} ")).format(n.tokens[at]))


def odd_blanks(rng: random.Random, n: Number) -> str:
    at = rng.choice(_separators(n))
    blank = rng.choice("\u00a0\u00a0\u2009\u202f\u3000")
    return _with(n, at, rng.choice((blank + "{}" + blank, "{}" + blank, blank + "{}")).format(n.tokens[at]))


def _dash(marks: str) -> Noise:
    def noise(rng: random.Random, n: Number) -> str | None:
        dashes = [i for i in _separators(n) if n.tokens[i] == "-"]
        return _with(n, rng.choice(dashes), rng.choice(marks)) if dashes else None

    return noise


def invisible(rng: random.Random, n: Number) -> str:
    text = "".join(n.tokens)
    at = rng.randint(1, len(text) - 1)
    return text[:at] + rng.choice("\u00ad\u00ad\u200b\ufeff") + text[at:]


def _broken(gap: str) -> Noise:
    def noise(rng: random.Random, n: Number) -> str:
        at = rng.choice(_separators(n))
        return _with(n, at, n.tokens[at] + gap)

    return noise


def broken_before(rng: random.Random, n: Number) -> str:
    at = rng.choice(_separators(n))
    return _with(n, at, "\n" + n.tokens[at])


def d_in_type(_: random.Random, n: Number) -> str | None:
    at = _type_at(n)
    return _with(n, at, n.tokens[at].replace("Đ", "D")) if at and n.tokens[at] in {"NĐ", "QĐ", "QĐi", "CĐ", "QyĐ"} else None


def d_in_body(_: random.Random, n: Number) -> str | None:
    at = _type_at(n)
    return _replaced(n, "Đ", "D", first=at + 2) if at else None


def eth(rng: random.Random, n: Number) -> str | None:
    return _replaced(n, "Đ", rng.choice("ÐÐƉ"))


def no_first_mark(_: random.Random, n: Number) -> str | None:
    """`294QĐ/TW`, `15/2007QĐ-UBND`."""
    at = 4 if n.tokens[2].isdigit() else _type_at(n)
    return _with(n, at - 1, "") if at and len(n.tokens[at]) > 1 and (at == 4 or n.tokens[0].isdigit()) else None


def no_second_mark(_: random.Random, n: Number) -> str | None:
    """`15/KHUBND`; not where CT, TT or CĐ may be Chủ tịch, Thường trực, Công đoàn (`12/CTUBND-VP`)."""
    at = _type_at(n)
    if not at or n.tokens[at] in {"CT", "TT", "CTr", "TTr", "TC", "CĐ", "L"} or n.tokens[at] not in {*COMMON_PARTY, *COMMON_STATE, "NĐ"}:
        return None
    return _with(n, at + 1, "")


def doubled(rng: random.Random, n: Number) -> str:
    at = rng.choice(_separators(n))
    mark = n.tokens[at]
    return _with(n, at, mark * 2 if n.style == "old" else rng.choice((mark * 2, mark * 2, "/-", "-/")))


def wrong_mark(rng: random.Random, n: Number) -> str | None:
    """`76-NQ-CP`, `217/QĐ/TW`, `04/2015-NĐ-CP`; the marks of a number without type code tell what it is."""
    at = 3 if n.tokens[2].isdigit() and len(n.tokens) == 5 else _type_at(n)
    if at is None:
        return None
    which = rng.choice([i for i in _separators(n) if i <= at + 1])
    return _with(n, which, "/" if n.tokens[which] == "-" else "-")


def swapped(_: random.Random, n: Number) -> str | None:
    """A Party number in state style and the other way round."""
    at = _type_at(n)
    if at != 2:
        return None
    other = {"-": "/", "/": "-"}
    return "".join((n.tokens[0], other[n.tokens[1]], n.tokens[2], other[n.tokens[3]], *n.tokens[4:]))


def dot(rng: random.Random, n: Number) -> str | None:
    at = _type_at(n)
    return _with(n, at + rng.choice((1, 1, -1)), ".") if at else None


def blank_in_serial(rng: random.Random, n: Number) -> str | None:
    """`4 7/2020/NĐ-CP`; told only behind `số`."""
    digits = n.tokens[0].rstrip("abcdđ")
    cut = rng.randint(1, len(digits) - 1) if len(digits) > 1 else 0
    return digits[:cut] + " " + "".join((n.tokens[0][cut:], *n.tokens[1:])) if cut else None


def blank_in_symbol(rng: random.Random, n: Number) -> str | None:
    """`N Đ-CP`, `NĐ-C P`, `QH 15`: a blank that a scanner put into a code."""
    places = [i for i in range(2, len(n.tokens), 2) if len(n.tokens[i]) > 1 and n.tokens[i] != "nb" and not n.tokens[i].isdigit()]
    at = rng.choice(places)
    cut = rng.randint(1, len(n.tokens[at]) - 1)
    return _with(n, at, n.tokens[at][:cut] + " " + n.tokens[at][cut:])


def letter_for_digit(rng: random.Random, n: Number) -> str | None:
    """`3O-CT/TW`, `l20-KL/TW`, `2O15`; one digit of several, and no small letter at the end of a serial, which would be a suffix."""
    twins = {"0": "OOo", "1": "lI"}
    words = [i for i in range(0, len(n.tokens), 2) if sum(map(str.isdigit, n.tokens[i])) > 1]
    places = [(i, k) for i in words for k, c in enumerate(n.tokens[i]) if c in twins]
    if not places or not n.tokens[0].isdigit():
        return None
    i, k = rng.choice(places)
    word = n.tokens[i]
    letter = rng.choice(twins[word[k]])
    if i == 0 and k == len(word) - 1:
        letter = {"o": "O", "l": "I"}.get(letter, letter)
    return _with(n, i, word[:k] + letter + word[k + 1 :])


def lower(_: random.Random, n: Number) -> str | None:
    return n.key.lower() if n.style in {"party", "state"} else None


def upper(_: random.Random, n: Number) -> str | None:
    text = n.key.upper()
    return text if text != n.key and not n.key.endswith("nb") else None


def with_horn(rng: random.Random, n: Number) -> str | None:
    return n.key[:-2] + rng.choice(("TƯ", "T.Ư", "TƢ")) if n.key.endswith(("/TW", "/TU")) else None


def dotted_level(_: random.Random, n: Number) -> str | None:
    return n.key[:-2] + "T." + n.key[-1] if n.key.endswith(("/TW", "/TU")) else None


def foreign(rng: random.Random, n: Number) -> str | None:
    letters = [c for c in "ATBCHKPX" if c in "".join(n.tokens[1:])]
    c = rng.choice(letters) if letters else ""
    return _replaced(n, c, dict(zip("ATBCHKPX", "АТВСНКРХ", strict=True))[c]) if c else None


def fused(_: random.Random, n: Number) -> str | None:
    """`NĐ103/CP`, `NQ18-NQ/TW`: the short type word touches the serial."""
    return n.short + n.key if n.short in {"NĐ", "NQ", "QĐ", "KL", "CT", "TT", "CV"} else None


FUSED = "type word touches the number"
NOISES: dict[str, tuple[float, Noise]] = {
    "none": (20, lambda _, n: "".join(n.tokens)),
    "blanks around a mark": (8, blanks),
    "NBSP or thin blank around a mark": (3, odd_blanks),
    "en dash": (4, _dash("–")),
    "em dash": (1, _dash("—")),
    "non-breaking hyphen, minus": (3, _dash("\u2011\u2010\u2212\u2012\uff0d")),
    "soft hyphen or invisible blank inside": (3, invisible),
    "line break behind a mark": (6, _broken("\n")),
    "line break and blank line behind a mark": (4, _broken("\n\n")),
    "blank and line break behind a mark": (2, _broken(" \n")),
    "line break before a mark": (2, broken_before),
    "D for Đ in the type code": (5, d_in_type),
    "D for Đ in the body": (2, d_in_body),
    "Ð for Đ": (3, eth),
    "mark before the type code missing": (4, no_first_mark),
    "mark behind the type code missing": (3, no_second_mark),
    "mark doubled": (3, doubled),
    "one wrong mark": (4, wrong_mark),
    "Party and state style swapped": (4, swapped),
    "dot for a mark": (3, dot),
    "blank inside the serial": (1.5, blank_in_serial),
    "blank inside a code": (2.5, blank_in_symbol),
    "letter for a digit": (4, letter_for_digit),
    "NFD": (2, lambda _, n: "".join(n.tokens)),
    "small letters": (3, lower),
    "capitals throughout": (3, upper),
    "TƯ, T.Ư": (2, with_horn),
    "T.W, T.U": (1, dotted_level),
    "Cyrillic letter": (2, foreign),
    FUSED: (2, fused),
}
"""Kinds of noise, each with its weight."""


def printed(rng: random.Random) -> Print:
    """A number with one kind of noise."""
    kinds = list(NOISES)
    weights = [weight for weight, _ in NOISES.values()]
    name = rng.choices(kinds, weights)[0]
    text = None
    while text is None:
        n = number(rng)
        text = NOISES[name][1](rng, n)
    key, behind = n.key, ""
    if "Ư" in unicodedata.normalize("NFC", text).replace("Ƣ", "Ư"):
        # The issuer beside it tells which level TƯ is; without one it stays.
        if rng.random() < 0.5:
            behind = " của Ban Bí thư" if key.endswith("W") else " của Ban Thường vụ Tỉnh ủy"
        else:
            key = key[:-1] + "Ư"
    return Print(text, key, name, n, behind)
