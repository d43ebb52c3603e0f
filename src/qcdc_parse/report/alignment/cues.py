"""Words of passages that speak to the usual questions of outlines."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from qcdc_parse.catalog import raw
from qcdc_parse.report.alignment.words import OUTSIDE, marked

__all__ = ["Cue", "cues"]


class Cue(NamedTuple):
    """Words that speak to a question of the catalogue: ``rest`` follows the first two syllables."""

    rest: tuple[str, ...]
    question: str
    lead: bool
    strong: bool


Cues = dict[str, tuple[Cue, ...]]


@cache
def cues() -> Cues:
    """Return the leads and cues of the catalogue by their first two syllables, those of one syllable by that."""
    out: dict[str, list[Cue]] = {}
    for entry in (*raw("answers")["question"], raw("answers")["outside"] | {"name": OUTSIDE}):
        for key in ("leads", "openers", "cues"):
            for phrase in entry.get(key, ()):
                words = marked(phrase)
                cue = Cue(tuple(words[2:]), entry["name"], key != "cues", key == "leads")
                out.setdefault(" ".join(words[:2]), []).append(cue)
    return {first: tuple(found) for first, found in out.items()}
