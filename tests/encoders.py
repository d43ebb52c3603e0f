"""Vietnamese text written in TCVN3 and VNI-Windows, as typists of the nineties did; made without the parser's tables.

TCVN3 comes from glibc (`iconv`), where it is installed; VNI from the description of its keyboard: the base letter, then one
letter that stands for the tone, or for tone and hat together.
"""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from functools import cache

_VOWELS = [unicodedata.normalize("NFC", base + tone) for base in "aăâeêioôơuưy" for tone in ("", *"\u0300\u0301\u0309\u0303\u0323")]
LETTERS = "".join(c for c in [*_VOWELS, "đ"] if not c.isascii())
"""The 67 small letters of Vietnamese that bear a mark."""

HAVE_ICONV = shutil.which("iconv") is not None


@cache
def _tcvn5712(letter: str) -> str | None:
    made = subprocess.run(["iconv", "-f", "UTF-8", "-t", "TCVN5712-1"], input=letter.encode(), capture_output=True, check=False)
    return made.stdout.decode("latin-1") if made.returncode == 0 else None


def to_tcvn3(text: str) -> str:
    """TCVN3 as the fonts have it: toned capitals are written with the small letter; signs beyond it stay as in cp1252."""
    out = []
    for char in unicodedata.normalize("NFC", text):
        small = char.lower() if len(unicodedata.normalize("NFD", char)) > 1 and char not in "ĂÂÊÔƠƯĐ" else char
        code = _tcvn5712(small) if small.isalpha() and not small.isascii() else None
        out.append(code if code is not None and len(code) == 1 else char)
    return "".join(out)


_TONE = {"\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
_HAT = {"": "â", "\u0301": "á", "\u0300": "à", "\u0309": "å", "\u0303": "ã", "\u0323": "ä"}
_BOW = {"": "ê", "\u0301": "é", "\u0300": "è", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë"}
_WHOLE = {"ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î", "í": "í", "ì": "ì", "đ": "ñ"}


def to_vni(text: str) -> str:
    """VNI-Windows: one or two letters for one."""
    return "".join(map(_vni, unicodedata.normalize("NFC", text)))


@cache
def _vni(char: str) -> str:
    small = char.lower()
    if small in _WHOLE:
        made = _WHOLE[small]
    else:
        base, *marks = unicodedata.normalize("NFD", small)
        tone = next((m for m in marks if m in _TONE), "")
        rest = [m for m in marks if m != tone]
        if not marks or any(m not in "\u0302\u0306\u031b" for m in rest):
            return char
        if rest == ["\u0302"]:
            made = base + _HAT[tone]
        elif rest == ["\u0306"]:
            made = base + _BOW[tone]
        else:
            made = {"o": "ô", "u": "ö"}.get(base, base) if rest else base
            made += _TONE[tone] if tone else ""
    return made.upper() if char.isupper() else made


def to_windows_1258(text: str) -> bytes:
    """Windows-1258: letters with their hat, tones behind them as marks of their own."""
    out = bytearray()
    for char in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", char)
        tones = "".join(c for c in parts if c in _TONE)
        out += (unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONE)) + tones).encode("cp1258")
    return bytes(out)
