"""Nơi nhận: whose committee or council gets a copy of what a district or commune issues."""

from __future__ import annotations

from collections.abc import Iterable

import regex

from qcdc_parse.identity.spots import read_spot

__all__ = ["told_province"]


def told_province(recipients: Iterable[str]) -> str | None:
    """Return the one province whose committee or council gets a copy of what a district or commune issues (nơi nhận)."""
    found = {
        spot.province for line in recipients if _ABOVE.search(line) and (spot := read_spot(_ABOVE.sub(r"\1", line))).level == "province"
    }
    found.discard(None)
    return found.pop() if len(found) == 1 else None


_ABOVE = regex.compile(
    r"^.*?((?:Tỉnh (?:ủy|uỷ)|Thường trực HĐND tỉnh|(?:UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân) tỉnh)\s\p{Lu}[\p{L} -]*).*$"
)
