"""Characters of symbol fonts, and the bullets made of them."""

from __future__ import annotations

import re

_PRIVATE = re.compile("[\uf020-\uf0ff]")
_SYMBOL = {
    0x20: " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_",
    0x61: "αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
    0xA0: "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊⟨®©™∑",
    0xF1: "⟩∫",
}
_WINGDINGS = {
    0x22: "✂", 0x28: "☎", 0x2A: "✉", 0x45: "☜", 0x46: "☞", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑", 0x72: "❒",
    0x73: "⬧", 0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x77: "⬥", 0x78: "☒", 0x9E: "·", 0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "□", 0xAB: "★",
    0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x96: "•", 0x97: "●", 0xA2: "■", 0xA3: "□"}
_TABLES = {
    "symbol": {start + i: char for start, chars in _SYMBOL.items() for i, char in enumerate(chars)},
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
}
_UNKNOWN = {0xB7: "•", 0xA7: "▪"}
"""Bullets whose symbol font was lost."""
_BULLETS = str.maketrans({"·": "•", "●": "•", "⬧": "▪", "⬥": "▪", "◆": "▪", "⧫": "▪", "❖": "▪", "■": "▪", "○": "◦", "❍": "◦", "□": "▪", "❑": "▪",
                          "❒": "▪", "➢": "►", "➔": "►", "→": "►", "⇨": "►", "−": "-", "∗": "*", "￭": "▪"})  # fmt: skip
"""Bullets of lists by shape: a round one, a square one, an arrow."""


def letters(text: str, font: str | None) -> str:
    r"""Return what is to be read where ``text`` stands in ``font``: characters of symbol fonts become Unicode.

    >>> letters("\uf0fc đạt", "Wingdings"), letters("\uf0b3 95%", "Symbol")
    ('✓ đạt', '≥ 95%')
    """
    if not text.isascii() and _PRIVATE.search(text):
        return _PRIVATE.sub(lambda m: symbol(ord(m[0]), font), text)
    return text


def symbol(code: int, font: str | None) -> str:
    """Return the character of a symbol font; one that is not known stays what it is.

    >>> symbol(0xF0A7, "Wingdings"), symbol(0x61, "Symbol")
    ('▪', 'α')
    """
    table = _TABLES.get((font or "").lower(), _UNKNOWN)
    known = table.get(code & 0xFF) if code < 0x100 or 0xF000 <= code <= 0xF0FF else None
    return known or chr(code)


def bullet(text: str, font: str | None) -> str:
    """Return a list's bullet as a character that readers take for one.

    >>> bullet("o", "Courier New"), bullet("-", None), bullet("\uf0d8", "Wingdings"), bullet("", None)
    ('◦', '-', '►', '')
    """
    if text == "o" and font and font.startswith("Courier"):
        return "◦"
    if len(text) == 1 and text.isascii() and (font or "").lower() in ("wingdings", "wingdings 2", "wingdings 3", "webdings"):
        text = symbol(ord(text), font)
    read = letters(text, font).translate(_BULLETS)
    return "•" if _PRIVATE.fullmatch(read) else read
