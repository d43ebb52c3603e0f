"""Folding: what two careful readers may write differently without disagreeing."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["fold", "fold_statement", "fold_title"]

_TONES = "\u0300\u0301\u0303\u0309\u0323"
# In decomposed letters, at the end of a word: the mark after `oa`, `oe`, `uy` moves to the first vowel (hoà → hòa).
_LATE_TONE = re.compile(rf"(?:(?<=o)(?P<open>[ae])|(?<=u)(?P<close>y))(?P<tone>[{_TONES}])(?![a-z])")
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
        **dict.fromkeys("\"“”„‟«»'‘’" + "*#\u00ad", None),
        "Ƣ": "Ư",
        "ƣ": "ư",
    }
)
_SPACED_SIGN = re.compile(r"\s*([-/])\s*")
_LABEL = re.compile(r"\(?\w{1,3}[.)]+\s*|[-+•]\s*")
_ABOUT = re.compile(r"về (?:việc )?")
_STATEMENT_LENGTH = 40


def fold(text: str | None) -> str:
    """Fold case, tone placement, quotation marks, dashes, white space and closing punctuation; nothing is ``""``.

    >>> fold("Chỉ thị số 30 – CT/TW;"), fold("“HOÀ  BÌNH”") == fold("hòa bình")
    ('chỉ thị số 30-ct/tw', True)
    """
    letters = unicodedata.normalize("NFC", text or "").translate(_SIGNS).lower()
    apart = _LATE_TONE.sub(_move_tone, unicodedata.normalize("NFD", letters))
    words = " ".join(unicodedata.normalize("NFC", apart).split()).strip(" .,;:")
    return _SPACED_SIGN.sub(r"\1", words)


def fold_title(text: str | None) -> str:
    """Fold a title (trích yếu), its leading ``về`` or ``về việc`` too.

    >>> fold_title("Về việc sắp xếp cán bộ.")
    'sắp xếp cán bộ'
    """
    folded = fold(text)
    about = _ABOUT.match(folded)
    return folded[about.end() :] if about else folded


def fold_statement(text: str) -> str:
    """Fold the first words of a statement, without its label or bullet.

    >>> fold_statement("- 100% cơ quan, đơn vị")
    '100% cơ quan, đơn vị'
    """
    folded = fold(text)
    label = _LABEL.match(folded)
    return folded[label.end() if label else 0 :][:_STATEMENT_LENGTH].strip()


def _move_tone(match: re.Match[str]) -> str:
    return match["tone"] + (match["open"] or match["close"])
