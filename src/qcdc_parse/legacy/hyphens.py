"""Hyphens and minus signs that converters wrote for the soft hyphen, which is the letter ``ư`` in TCVN3."""

from __future__ import annotations

import re

from qcdc_parse.legacy.syllable import is_syllable
from qcdc_parse.legacy.tables import SYMBOLS
from qcdc_parse.legacy.words import decode_word

_HYPHEN = re.compile(r"(?<![\d-])[-\u2212](?![\d-])")
_WORD_CHAR = re.compile(rf"[^\W\d_]|[{re.escape(SYMBOLS)}]")


def hyphens(line: str) -> str:
    """Put ``ư`` where a converter wrote a hyphen or minus for U+00AD: where only so a syllable comes out.

    >>> hyphens("Nh- vËy, ®-îc cÊp n−íc").replace("\u00ad", "<AD>")
    'Nh<AD> vËy, ®<AD>îc cÊp n<AD>íc'
    """
    out = line
    if "\u00ad" in line:
        return out
    for m in _HYPHEN.finditer(line):
        a = b = m.start()
        while a and _WORD_CHAR.match(line[a - 1]):
            a -= 1
        while b + 1 < len(line) and _WORD_CHAR.match(line[b + 1]):
            b += 1
        left, right = line[a : m.start()], line[m.end() : b + 1]
        if not (left + right) or (left + right).isupper():
            continue
        parts = [decode_word(part, "tcvn3") for part in (left, right)]
        whole = parts[0] + "ư" + parts[1]
        alone = all(not part or is_syllable(part) for part in parts)
        if is_syllable(whole) and (not alone or right == "u") and (not left or left[1:] == left[1:].lower() or left.isupper()):
            out = out[: m.start()] + "\u00ad" + out[m.end() :]
    return out
