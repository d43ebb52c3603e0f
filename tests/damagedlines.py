"""Documents damaged line by line, as printing, scanning and copying damage them: seeded, so the same ones every time.

Every function takes a canonical text (one line a paragraph, as ``Document.text`` is) and a seed. Lines are dropped, merged
with the next, wrapped anew, or have the label they begin with misread by a scanner (``l.`` for ``1.``, ``Il.`` for ``II.``).
"""

from __future__ import annotations

import random
import re
import textwrap
from collections.abc import Callable
from typing import Final

_SHARE: Final = 0.05
"""How many lines of a text are dropped or merged, and one at least."""
_SHARE_OF_LABELS: Final = 0.2
"""How many labels that can be misread are, and one at least."""
_ROMAN = re.compile(r"(?P<label>[IVX]+)(?=\s?[.)/-])")
_NUMBER = re.compile(r"(?P<label>\d{0,2}[10]\d?(?:\.\d+)*)(?=\s?[.)/-])")
_POINT = re.compile(r"(?P<label>đ)(?=\))")
_LOOKALIKES = {"I": ("l", "1", "l"), "1": ("l", "I"), "0": ("O",), "đ": ("d",)}
"""What a scanner takes a letter for; what it does more often stands there twice."""


def _chosen(rng: random.Random, places: list[int], share: float) -> set[int]:
    """Choose a share of places, one at least where there is any."""
    return set(rng.sample(places, min(len(places), max(1, round(len(places) * share)))))


def _dropped_places(text: str, seed: int) -> set[int]:
    lines = text.split("\n")
    return _chosen(random.Random(f"dropped {seed}"), [i for i, line in enumerate(lines) if line.strip()], _SHARE)


def dropped(text: str, seed: int) -> str:
    """Drop lines, headings as well: :func:`lost` names them."""
    places = _dropped_places(text, seed)
    return "\n".join(line for i, line in enumerate(text.split("\n")) if i not in places)


def lost(text: str, seed: int) -> list[str]:
    """Return the lines that :func:`dropped` drops: what they held cannot be found any more."""
    places = _dropped_places(text, seed)
    return [line for i, line in enumerate(text.split("\n")) if i in places]


def merged(text: str, seed: int) -> str:
    """Join lines with the next: a heading with the paragraph before it, or with the one behind it."""
    lines = text.split("\n")
    joints = [i for i in range(1, len(lines)) if lines[i].strip() and lines[i - 1].strip() and "\t" not in lines[i] + lines[i - 1]]
    places = _chosen(random.Random(f"merged {seed}"), joints, _SHARE)
    return "".join(("" if not i else " " if i in places else "\n") + line for i, line in enumerate(lines))


def rewrapped(text: str, seed: int) -> str:
    """Print the text anew in lines of another width, with or without blank lines between paragraphs."""
    rng = random.Random(f"rewrapped {seed}")
    width, between = rng.randrange(55, 110), rng.choice(("\n", "\n\n"))
    return between.join(
        line if "\t" in line else "\n".join(textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False))
        for line in text.split("\n")
    )


def misread(text: str, seed: int) -> str:
    """Misread labels at the beginning of lines, each in one letter or two."""
    rng = random.Random(f"misread {seed}")
    lines = text.split("\n")
    labels = {i: m for i, line in enumerate(lines) if (m := _ROMAN.match(line) or _NUMBER.match(line) or _POINT.match(line))}
    labels = {i: m for i, m in labels.items() if any(c in _LOOKALIKES for c in m["label"])}
    for i in sorted(_chosen(rng, list(labels), _SHARE_OF_LABELS)):
        label = labels[i]["label"]
        letters = [p for p, c in enumerate(label) if c in _LOOKALIKES]
        wrong = {p: rng.choice(_LOOKALIKES[label[p]]) for p in rng.sample(letters, min(len(letters), rng.choice((1, 1, 2))))}
        lines[i] = "".join(wrong.get(p, c) for p, c in enumerate(label)) + lines[i][len(label) :]
    return "\n".join(lines)


KINDS: Final[dict[str, Callable[[str, int], str]]] = {"dropped": dropped, "merged": merged, "rewrapped": rewrapped, "misread": misread}
"""The kinds of damage by name."""


def variants(text: str, seeds: range) -> list[tuple[str, int, str]]:
    """Return kind, seed and damaged text of every kind with every seed."""
    return [(kind, seed, damage(text, seed)) for kind, damage in KINDS.items() for seed in seeds]
