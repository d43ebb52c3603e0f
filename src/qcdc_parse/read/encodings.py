"""Which encoding the bytes of a text are in: by a mark at the beginning, by strict UTF-8, else by what comes out as Vietnamese."""

from __future__ import annotations

import codecs
import unicodedata

from qcdc_parse.legacy import decode, decoded_edits, spelt

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HIGH = frozenset(b"\x00\x01\x03\x1e\x20")
"""High bytes of the letters and signs of Vietnamese text in UTF-16."""

SAMPLE, LENGTH = 200, 500
"""So many lines with bytes beyond ASCII are looked at, and so many bytes of each."""
ENOUGH = 3
SHARE = 0.85
"""So many words, and this share of those beyond ASCII, must be Vietnamese before bytes that are not UTF-8 are believed."""


def marked(data: bytes) -> tuple[bytes, str] | None:
    """Return the bytes behind a byte order mark and the encoding it tells of.

    >>> marked("A".encode("utf-8-sig"))
    (b'A', 'utf-8')
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :], name
    return None


def wide(data: bytes) -> str | None:
    """Tell which UTF-16 bytes without a mark are in, or None: nearly all high bytes are those of Vietnamese text.

    >>> wide("Kính gửi".encode("utf-16-be"))
    'utf-16-be'
    """
    head = data[:4096]
    if len(data) % 2 or len(head) < 2 or b"\x00" not in head:
        return None
    for offset, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        high, low = head[offset::2], head[1 - offset :: 2]
        fitting = sum(b in _HIGH for b in high)
        plain = sum(h == 0 and 32 <= b < 127 for h, b in zip(high, low, strict=True))
        if fitting >= 0.98 * len(high) and plain >= 0.4 * len(high) and not any(h == b == 0 for h, b in zip(high, low, strict=True)):
            return name
    return None


def guess(data: bytes) -> tuple[str, str] | None:
    """Return the text of bytes that are not UTF-8, and the encoding that gives Vietnamese words; None where none does.

    TCVN3 and VNI-Windows come out as the Latin letters their bytes are: cleaning decodes them, line by line.

    >>> guess("C¨n cø LuËt".encode("latin-1"))
    ('C¨n cø LuËt', 'windows-1252')
    """
    sample = _sample(data)
    best: tuple[float, str] | None = None
    for name in ("windows-1252", "windows-1258", "latin-1"):
        text = _decode(sample, name)
        if text is None:
            continue
        good, words = spelt(unicodedata.normalize("NFC", text)) if name == "windows-1258" else _vietnamese(text)
        if good >= ENOUGH and good >= SHARE * words and (best is None or good / words > best[0]):
            best = (good / words, name)
    text = _decode(data, best[1]) if best else None
    if best is None or text is None:
        return None
    return text, "tcvn5712-1" if best[1] == "latin-1" else best[1]


def _sample(data: bytes) -> bytes:
    lines = []
    for line in data.splitlines():
        if not line.isascii():
            lines.append(line[:LENGTH])
            if len(lines) >= SAMPLE:
                break
    return b"\n".join(lines)


def _decode(data: bytes, name: str) -> str | None:
    """Decode bytes; the five that Windows-1252 leaves open are control characters, as browsers have it."""
    if name == "windows-1252":
        out = data.decode("cp1252", "surrogateescape")
        return out.translate({0xDC00 + b: b for b in (0x81, 0x8D, 0x8F, 0x90, 0x9D)})
    try:
        return data.decode("cp1258" if name == "windows-1258" else name)
    except UnicodeDecodeError:
        return None


def _vietnamese(text: str) -> tuple[int, int]:
    """Words beyond ASCII that are Vietnamese once legacy lines are decoded, and all of them."""
    good, words = 0, 0
    done = 0
    for start, end, legacy in decoded_edits(text).stretches:
        for part in (unicodedata.normalize("NFC", text[done:start]), decode(text[start:end], legacy)):
            found = spelt(part)
            good, words = good + found[0], words + found[1]
        done = end
    found = spelt(unicodedata.normalize("NFC", text[done:]))
    return good + found[0], words + found[1]
