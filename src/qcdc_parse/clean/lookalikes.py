"""Letters that look like others: Cyrillic and Greek ones inside Latin words and symbols, and Õ that a font's table gave for Ò.

One letter for one, so offsets stay. Words of Russian or Greek are left: they hold letters that have no Latin twin, or no Latin
letter stands beside them.
"""

from __future__ import annotations

import re

import regex

_TWINS = str.maketrans(
    "АВЕКМНОРСТУХІЈЅаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
    "ABEKMHOPCTYXIJSaeopcyxijsABEZHIKMNOPTYXo",
)
FOREIGN = "\u0370-\u03ff\u0400-\u052f\u1f00-\u1fff"
"""Greek and Cyrillic letters, as they stand in the brackets of a pattern."""
_FOREIGN = re.compile(f"[{FOREIGN}]")
_CHUNK = regex.compile(r"[\p{L}\p{M}\d/&-]+")
_CHUNK_BACK = regex.compile(r"(?r)[\p{L}\p{M}\d/&-]*")
_LATIN = regex.compile(r"\p{Latin}")
_SYMBOL = regex.compile(r"\d{1,5}(?:/\d{4})?[-/]\p{Lu}{2,4}[-/]?")
"""Part of a number and symbol, as a line end cuts it (`88/2019/ТТ-`): the letters of a code are Latin."""
_TILDES = (re.compile("õ(?=[AaNn])"), re.compile("Õ(?=[AaNn])"))
_AROUND = re.compile(r"(?<!\w)(?:h_a|t_a|ph_ng|c_n)(?!\w)")
"""Words with Ò that are never spelt with Õ: hòa, tòa, phòng, còn."""


def mend_lookalikes(text: str, *, latin: bool = False) -> tuple[str, int]:
    """Return the text with such letters mended, as long as it was, and how many they were; ``latin`` tells that none is foreign.

    >>> mend_lookalikes("CỘNG HÕA; Chỉ thị 30-C\u0422/\u0422W; \u041c\u043e\u0441\u043a\u0432\u0430")
    ('CỘNG HÒA; Chỉ thị 30-CT/TW; Москва', 3)
    """
    mended = text if latin else _mend_chunks(text)
    for tilde in _TILDES:
        mended = tilde.sub(_grave, mended)
    return mended, sum(a != b for a, b in zip(text, mended, strict=True)) if mended != text else 0


def has_foreign(text: str) -> bool:
    """Tell whether a text has Greek or Cyrillic letters."""
    return _FOREIGN.search(text) is not None


def _mend_chunks(text: str) -> str:
    out = []
    done = 0
    for foreign in _FOREIGN.finditer(text):
        if foreign.start() < done:
            continue
        before = _CHUNK_BACK.match(text, done, foreign.start())
        assert before is not None
        if chunk := _CHUNK.match(text, before.start()):
            out += [text[done : chunk.start()], _latin(chunk[0])]
            done = chunk.end()
    return "".join([*out, text[done:]])


def _latin(chunk: str) -> str:
    if not (_LATIN.search(chunk) or _SYMBOL.fullmatch(chunk)):
        return chunk
    made = chunk.translate(_TWINS)
    return chunk if _FOREIGN.search(made) else made


def _grave(match: re.Match[str]) -> str:
    at, text = match.start(), match.string
    wrong = _AROUND.search(f"{text[max(at - 3, 0) : at]}_{text[at + 1 : at + 4]}".lower())
    return {"Õ": "Ò", "õ": "ò"}[match[0]] if wrong else match[0]
