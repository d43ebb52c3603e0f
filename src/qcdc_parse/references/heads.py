"""Where type words stand that begin with a capital: one scan, which every finder of mentions without symbol begins from."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter

from qcdc_parse.catalog import doc_types, raw

Heads = Mapping[str, Sequence[int]]
"""By word as printed: where it stands, ascending."""


@cache
def _pattern() -> re.Pattern[str]:
    data = raw("citations")
    names = {*(t.name for t in doc_types()), *data["heads"]["words"]}
    words = {*names, *(name.upper() for name in names), *data["short_forms"]["codes"], *data["heads"]["codes"]}
    # The standard engine skips to capitals three times as fast as the other one, and tries few branches when they are grouped.
    groups = groupby(sorted(words, key=lambda w: (w[0], -len(w), w)), key=itemgetter(0))
    grouped = "|".join(f"{first}(?:{'|'.join(re.escape(w[1:]) for w in group)})" for first, group in groups)
    return re.compile(rf"(?:{grouped})(?![^\W\d_])")


def find_heads(text: str) -> Heads:
    """Find all type words that begin with a capital, the longest where several do; letters may stand before them.

    >>> find_heads("Nghị quyết 18, Kết luận 21 và Nghị quyết 19")
    {'Nghị quyết': [0, 30], 'Kết luận': [15]}
    """
    out: dict[str, list[int]] = defaultdict(list)
    for m in _pattern().finditer(text):
        out[m[0]].append(m.start())
    return dict(out)


def places(heads: Heads, words: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yield where some of the words stand, ascending, and which it is.

    >>> list(places({"Luật": [7, 40], "Bộ luật": [20]}, ("Luật", "Bộ luật")))
    [(7, 'Luật'), (20, 'Bộ luật'), (40, 'Luật')]
    """
    yield from sorted((at, word) for word in words for at in heads.get(word, ()))
