"""Mojibake: UTF-8 that was read as Windows-1252 or Latin-1, once or twice (``Nghá»‹ quyáº¿t``), mended word by word.

ftfy tells what the letters were; its other fixes (quotes, ligatures, width, line breaks) stay off. A stretch is mended only
where fewer words are nonsense after it and every letter can be led back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from qcdc_parse.clean.edits import Edit
from qcdc_parse.legacy import spelt

_HIGH = "\x80-\xbfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™"
_FORMS = {"Ã": f"Ã[{_HIGH}]", "Ä": f"Ä[{_HIGH}]", "Å": f"Å[{_HIGH}]", "Æ": f"Æ[{_HIGH}]", "á": f"á[º»][{_HIGH}]", "â": "â[€\x80]"}
_SIGN = re.compile("|".join(_FORMS.values()))
_SIGNS = [(first, re.compile(form)) for first, form in _FORMS.items()]
"""The same one by one: a pattern that begins with a letter runs through a text ten times as fast."""
_CODEC = "sloppy-windows-1252"
_TOKEN = re.compile("[^ \t\n\r\f]+")


def mojibake_edits(text: str) -> list[Edit]:
    """What to write for letters that were read in the wrong encoding.

    >>> mojibake_edits("Nghá»‹ quyết")
    [(3, 6, 'ị')]
    """
    if not has_mojibake(text):
        return []
    return [(start + at, end + at, new) for at, part in _segments(text) for start, end, new in _segment(part)]


def has_mojibake(text: str) -> bool:
    """Tell whether letters of a text look like such."""
    return not text.isascii() and any(first in text and sign.search(text) for first, sign in _SIGNS)


def _segments(text: str) -> Iterator[tuple[int, str]]:
    """Stretches of neighbouring words that are ASCII or look wrong, from the first that looks wrong to the last."""
    first = last = end = -1
    for m in _TOKEN.finditer(text):
        wrong = not m[0].isascii() and (_SIGN.search(m[0]) is not None or m[0].endswith("Ã"))
        goes_on = first >= 0 and text[end : m.start()].isspace() and "\n" not in text[end : m.start()] and (wrong or m[0].isascii())
        if first >= 0 and not goes_on:
            yield first, text[first:last]
            first = -1
        if wrong:
            first = m.start() if first < 0 else first
            last = m.end()
        end = m.end()
        if first >= 0 and m[0].isascii() and text.startswith("Ã " + m[0], m.start() - 2):
            last = end
    if first >= 0:
        yield first, text[first:last]


@lru_cache(maxsize=1024)
def _segment(text: str) -> tuple[Edit, ...]:
    fixed = _fix(text)
    if fixed == text:
        return ()
    edits = _align(text, fixed)
    if edits is None:
        return ()
    (good, words), (better, now) = spelt(text), spelt(fixed)
    return tuple(edits) if now - better < words - good else ()


def _fix(text: str) -> str:
    import ftfy

    config = ftfy.TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_c1_controls=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_surrogates=False,
        remove_control_chars=False,
        normalization=None,
    )
    # The second byte of `à` is a no-break space, which software turns into a blank.
    return ftfy.fix_encoding(re.sub(r"(?<=\w)Ã (?=[a-z]{1,2}\b|[ ,.;:])", "Ã\xa0", text), config)


def _align(old: str, new: str) -> list[Edit] | None:
    """Lead a mended stretch back letter by letter; None where that cannot be done."""
    edits: list[Edit] = []
    at = 0
    for i, char in enumerate(new):
        form = next((f for f in _forms(char) if old.startswith(f, at)), None) if not char.isascii() else None
        if form is None and char == "à" and old.startswith("Ã ", at) and new[i + 1 : i + 2] == " ":
            form = "Ã"
        if form is None and not old.startswith(char, at):
            return None
        form = form or char
        if form != char:
            edits.append((at, at + len(form), char))
        at += len(form)
    return edits if at == len(old) else None


@cache
def _forms(char: str) -> tuple[str, ...]:
    """How a letter looks when its UTF-8 was read as one of the two encodings, once or twice; the longest first."""
    seen = {char}
    made: set[str] = set()
    for _ in range(2):
        seen = {form.encode("utf-8", "replace").decode(codec) for form in seen for codec in (_CODEC, "latin-1")}
        made |= seen
    made |= {form.replace("\xa0", " ") for form in made}
    return tuple(sorted(made, key=len, reverse=True))
