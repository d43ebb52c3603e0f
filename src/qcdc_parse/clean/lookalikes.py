"""Letters that look like others: Cyrillic and Greek ones inside Latin words and symbols, and Õ that a font's table gave for Ò.

One letter for one, so offsets stay. Words of Russian or Greek are left: they hold letters that have no Latin twin, or no Latin
letter stands beside them.
"""

from __future__ import annotations

import regex

_TWINS = str.maketrans(
    "АВЕКМНОРСТУХІЈЅаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
    "ABEKMHOPCTYXIJSaeopcyxijsABEZHIKMNOPTYXo",
)
_FOREIGN = regex.compile(r"[\p{Cyrillic}\p{Greek}]")
_CHUNK = regex.compile(r"[\p{L}\p{M}\d/&-]+")
_LATIN = regex.compile(r"\p{Latin}")
# No word is spelt so, and each is common with Ò: HÒA, TÒA, PHÒNG, CÒN.
_TILDE = regex.compile(r"(?<!\w)(?:[HhTt](?=[õÕ][Aa](?!\w))|[Pp][Hh](?=[õÕ][Nn][Gg](?!\w))|[Cc](?=[õÕ][Nn](?!\w)))([õÕ])")


def mend_lookalikes(text: str) -> tuple[str, int]:
    """Return the text with such letters mended, as long as it was, and how many they were.

    >>> mend_lookalikes("CỘNG HÕA; Chỉ thị 30-C\u0422/\u0422W; \u041c\u043e\u0441\u043a\u0432\u0430")
    ('CỘNG HÒA; Chỉ thị 30-CT/TW; Москва', 3)
    """
    mended = text
    if _FOREIGN.search(text):
        mended = _CHUNK.sub(_latin, text)
    if "Õ" in mended or "õ" in mended:
        mended = _TILDE.sub(lambda m: m[0][:-1] + ("Ò" if m[1] == "Õ" else "ò"), mended)
    return mended, sum(a != b for a, b in zip(text, mended, strict=True)) if mended != text else 0


def _latin(match: regex.Match[str]) -> str:
    chunk = match[0]
    if not _FOREIGN.search(chunk) or not _LATIN.search(chunk):
        return chunk
    made = chunk.translate(_TWINS)
    return chunk if _FOREIGN.search(made) else made
