"""Đối tượng báo cáo: which kinds of units words speak of (``catalog/audiences.toml``)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from qcdc_parse.catalog import raw
from qcdc_parse.catalog.phrases import any_of

__all__ = ["first_unit", "kinds", "kinds_of", "name_of", "widened"]


@cache
def kinds() -> tuple[str, ...]:
    """Return the names of all kinds of units.

    >>> kinds()[:3]
    ('administrative', 'public_service', 'enterprise')
    """
    return tuple(entry["kind"] for entry in raw("audiences")["audience"])


@cache
def name_of(kind: str) -> str:
    """Return what a kind of unit is called; a kind that the catalog does not know is called as it is written.

    >>> name_of("enterprise")
    'doanh nghiệp'
    """
    return next((entry["name"] for entry in raw("audiences")["audience"] if entry["kind"] == kind), kind)


@cache
def _named() -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    """Return the pattern of all words, and the kinds of each; words that name no unit have none."""
    meant: dict[str, list[str]] = {words: [] for words in raw("audiences")["no_unit"]["words"]}
    for entry in raw("audiences")["audience"]:
        for words in entry["words"]:
            meant.setdefault(words, []).append(entry["kind"])
    return re.compile(rf"(?<!\w)(?:{any_of(meant)})(?!\w)"), {words: tuple(named) for words, named in meant.items()}


def kinds_of(words: str) -> tuple[str, ...]:
    """Return the kinds of units that words name, in the order of the words; none where they name none that is known.

    >>> kinds_of("Doanh nghiệp"), kinds_of("các xã, phường")
    (('enterprise',), ('commune', 'ward'))
    >>> kinds_of("các đơn vị cơ quan hành chính nhà nước và đơn vị sự nghiệp công lập")
    ('administrative', 'public_service')
    >>> kinds_of("công tác xã hội")
    ()
    """
    pattern, meant = _named()
    folded = " ".join(words.lower().split())
    party = {entry["kind"] for entry in raw("audiences")["audience"] if entry.get("party")}
    kept: list[re.Match[str]] = []
    for m in filter(lambda m: meant[m[0]], pattern.finditer(folded)):
        joined = bool(kept) and _PARTED.search(folded, kept[-1].end(), m.start()) is None
        if joined and party & {*meant[kept[-1][0]]}:
            kept[-1] = m
        elif not joined:
            kept.append(m)
    return tuple(dict.fromkeys(kind for m in kept for kind in meant[m[0]]))


_PARTED = re.compile(r"[,;()]|(?<!\w)(?:và|hoặc|hay|còn)(?!\w)")
"""Stands between two units; without it one says more on the other."""


def first_unit(words: str) -> int | None:
    """Return where the first unit begins that words name; None where they name none that is known."""
    pattern, meant = _named()
    return next((m.start() for m in pattern.finditer(words.lower()) if meant[m[0]]), None)


def widened(named: Iterable[str], elsewhere: Iterable[str] = ()) -> tuple[str, ...]:
    """Add the narrower kinds that are meant too (a school is a public service), but for those named ``elsewhere``.

    >>> widened(["public_service"], elsewhere=["school"])
    ('public_service', 'hospital')
    """
    own, others = tuple(named), set(elsewhere)
    narrower = (e["kind"] for e in raw("audiences")["audience"] if set(e["within"]) & set(own))
    return tuple(dict.fromkeys((*own, *(kind for kind in narrower if kind not in others))))
