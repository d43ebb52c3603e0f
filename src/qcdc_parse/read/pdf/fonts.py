"""What the name of a font tells, and the letters of a run as they are meant.

pdfium gives weight 400 for most bold faces; the names are right: ``ABCDEF+Tinos-BoldItalic``, ``TimesNewRomanPS-BoldMT``.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from qcdc_parse.legacy import Legacy, decode, of_font
from qcdc_parse.read.pdf import raw

_BOLD = re.compile(r"bold|black|heavy|semibd|(?<![a-z])bd(?![a-z])", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|kursiv|(?<![a-z])it(?![a-z])", re.IGNORECASE)
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_ITALIC_FLAG, _BOLD_FLAG = 1 << 6, 1 << 18

_AS_MEANT = {
    "\ufffe": "-",
    "\x02": "-",
    "\u00ad": "-",
    "\r\n": " ",
    "\r": " ",
    "\n": " ",
    "\t": " ",
    "\x00": "",
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
}
"""pdfium writes U+FFFE or U+0002 for a hyphen that ends a line; what a page shows as soft hyphen is a hyphen."""
_ODD = re.compile("[\ufffe\x02\u00ad\r\n\t\x00ﬀﬁﬂﬃﬄ]")
_EACH = re.compile("|".join(map(re.escape, _AS_MEANT)))


_AT_LINE_END = re.compile(r"(?<=\w)[\ufffe\x02]")
"""Where a run in TCVN3 ends with ``ư`` (0xAD), pdfium takes it for a hyphen."""


class Font(NamedTuple):
    """A font of a document, by its name without the mark of a subset."""

    name: str
    bold: bool
    italic: bool
    legacy: Legacy | None = None
    """The encoding of before Unicode that it was made for."""


NO_FONT = Font("", bold=False, italic=False)


def font_named(name: str, flags: int = 0) -> Font:
    """Tell bold and italic faces by their names, or by the flags of the font.

    >>> font_named("BAAAAA+Tinos-BoldItalic")
    Font(name='Tinos-BoldItalic', bold=True, italic=True, legacy=None)
    """
    plain = _SUBSET.sub("", name)
    bold = _BOLD.search(plain) is not None or (flags > 0 and flags & _BOLD_FLAG != 0)
    italic = _ITALIC.search(plain) is not None or (flags > 0 and flags & _ITALIC_FLAG != 0)
    return Font(plain, bold, italic, of_font(plain))


class Fonts:
    """The fonts of one page, by handle: handles are not the same on the next."""

    def __init__(self) -> None:
        self._known: dict[int, Font] = {}

    def of(self, text_object: int) -> Font:
        """Return the font of a text object."""
        handle = raw.object_font(text_object)
        font = self._known.get(handle)
        if font is None:
            font = font_named(raw.base_font_name(handle), raw.font_flags(handle)) if handle else NO_FONT
            self._known[handle] = font
        return font


def as_meant(text: str, font: Font) -> str:
    r"""Return the letters that a run of one font shows. Every letter of a page passes here once, with its font.

    >>> as_meant("05\ufffe", NO_FONT), as_meant("Uû ban nh\xa9n d\xa9n", font_named(".VnTime"))
    ('05-', 'Uỷ ban nhân dân')
    """
    if font.legacy is not None:
        text = decode(_AT_LINE_END.sub("\u00ad", text), font.legacy)
    if text.isascii() and text.isprintable():
        return text
    return _EACH.sub(lambda m: _AS_MEANT[m[0]], text) if _ODD.search(text) else text
