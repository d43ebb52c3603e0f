"""Texts of word-segmented corpora (``Chỉ_thị số 751/CT-TTg ngày 18 / 02 / 1998 .``) are read like the plain text.

Told for the file as a whole: underscores stand inside words of Vietnamese syllables, or signs stand apart nearly everywhere.
"""

from __future__ import annotations

import re

import regex

from qcdc_parse.clean.edits import Edit
from qcdc_parse.legacy import is_syllable

_JOINT = regex.compile(r"(?<=\p{L})_(?=\p{L})")
_WORD = regex.compile(r"(?<![\p{L}_])\p{L}+(?:_\p{L}+)+(?![\p{L}_])")
_APART = re.compile(r"(?<=\w) [.,;:](?=\s|$)")
_CLOSE = re.compile(r"(?<=\w)[.,;:](?=\s|$)")
_CLOSE_COMMA = re.compile(r",(?<=\w,)(?=\s|$)")
_BEFORE = re.compile(r"(?<=\S) (?=(?:[,;:!?%)\]”’»]|\.(?! ?\.))(?:\s|$))")
_BEHIND = re.compile(r"(?<=[(\[“‘«]) (?=\S)")
_SLASH = re.compile(r"(?<=\w) / (?=\w)")

FEW, FEW_SIGNS = 3, 5
"""So many joined words, or signs that stand apart, are needed in a file."""


def segmentation_edits(text: str) -> list[Edit]:
    """What to write so that a segmented text reads as plain text; nothing where it is not segmented.

    >>> from qcdc_parse.clean.edits import apply
    >>> text = "Ban_Chấp_hành Trung_ương ban_hành Chỉ_thị ( khóa VIII ) ngày 18 / 02 / 1998 ."
    >>> apply(text, segmentation_edits(text)).text
    'Ban Chấp hành Trung ương ban hành Chỉ thị (khóa VIII) ngày 18/02/1998.'
    """
    joined = _joined(text)
    if not joined and not _stands_apart(text):
        return []
    edits: list[Edit] = [(m.start(), m.end(), " ") for m in _JOINT.finditer(text)] if joined else []
    edits += [(m.start(), m.end(), "") for pattern in (_BEFORE, _BEHIND) for m in pattern.finditer(text)]
    edits += [edit for m in _SLASH.finditer(text) for edit in ((m.start(), m.start() + 1, ""), (m.end() - 1, m.end(), ""))]
    return sorted(set(edits))


def _joined(text: str) -> bool:
    """Tell whether syllables are joined to words by underscores, and not now and then."""
    if text.count("_") < FEW or not _JOINT.search(text):
        return False
    words = [m[0] for m in _WORD.finditer(text)]
    good = sum(all(map(is_syllable, word.split("_"))) for word in words)
    return good >= FEW and good >= 0.7 * len(words) and good >= 0.04 * text.count(" ")


def _stands_apart(text: str) -> bool:
    """Tell whether stops and commas stand apart from the word before them, nearly all of them."""
    if " ," not in text and " ." not in text:
        return False
    close = len(_CLOSE_COMMA.findall(text))
    if 4 * close > sum(map(text.count, ".,;:")) - close:  # commas alone settle it in most texts
        return False
    apart = len(_APART.findall(text))
    return apart >= FEW_SIGNS and apart >= 0.8 * (apart + len(_CLOSE.findall(text)))
