"""Folding: what two careful annotators may write differently without disagreeing."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["fold", "fold_statement", "fold_title"]

_TONES = "\u0300\u0301\u0303\u0309\u0323"
# Applies to NFD: `o` + mark + `a` (hòa) becomes `o` + `a` + mark (hoà), at the end of a word only; so do òe and ùy.
_EARLY_TONE = re.compile(rf"(?:(?<=o)|(?<=u)(?=[{_TONES}]y))([{_TONES}])([aey])(?![a-z{_TONES}\u0302\u0306\u031b])")
_LATE_PAIRS = {"oa", "oe", "uy"}
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212"
_QUOTES = "\"“”„‟«»'‘’"
_MARKUP = "*#\u00ad"
_SIGNS = str.maketrans({**dict.fromkeys(_DASHES, "-"), **dict.fromkeys(_QUOTES + _MARKUP), "Ƣ": "Ư", "ƣ": "ư"})
_LABEL = re.compile(r"\(?\w{1,3}[.)]+\s*|[-+•*]\s*")
_ABOUT = re.compile(r"về (?:việc )?")
