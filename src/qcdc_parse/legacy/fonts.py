"""Which encoding a font was made for, by its name."""

from __future__ import annotations

import re
from typing import Literal

Legacy = Literal["tcvn3", "tcvn3-capitals", "vni"]
"""``tcvn3-capitals`` are the bytes of TCVN3 in a font that shows capitals only (``.VnTimeH``)."""

_SUBSET = re.compile(r"[A-Z]{6}\+")
_STYLE = re.compile(r"(?i:[\s,_-]*(?:bold|italic|oblique|regular|normal|mt|ps(?:mt)?|identity|condensed?|narrow|heavy|light))+$")
_TCVN3 = re.compile(r"\.vn\s*[a-z0-9].*", re.IGNORECASE)
# Without the dot the prefix is also that of other sets (ĐHBK: VnTimes, VNtimes new roman): only families of the ABC set count.
_TCVN3_BARE = re.compile(r"Vn(?:Time|Arial|Avant|Courier|Helvet(?:Ins)?|Century\s?Schoolbook)H?")
_VNI = re.compile(r"vni(?:[\s_-]+\S.*|times|helve)", re.IGNORECASE)


def of_font(name: str) -> Legacy | None:
    """Return the encoding that a font's name tells of; None for Unicode fonts and those nobody here knows.

    >>> of_font(".VnTimeH"), of_font("ABCDEF+.VnTime-Bold"), of_font("VNI-Times"), of_font("VNtimes new roman")
    ('tcvn3-capitals', 'tcvn3', 'vni', None)
    """
    bare = _SUBSET.sub("", name.strip().strip("'\"").replace("#2E", ".").replace("#20", " ").replace("\\.", "."), count=1).strip()
    family = _STYLE.sub("", bare)
    if _TCVN3.fullmatch(family) or _TCVN3_BARE.fullmatch(family):
        return "tcvn3-capitals" if re.search(r"[a-z]H$|\dDH$|^\.VN[A-Z]{3,}H$|(?i:time|arial|avant)h$", family) else "tcvn3"
    return "vni" if _VNI.fullmatch(family) else None
