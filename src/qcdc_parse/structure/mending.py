"""Mending: labels that a scanner misread, put right in the text once the whole has told what they are.

One letter is put for one letter (`Il.` becomes `II.`, `l.` becomes `1.`), so no offset moves and the way back to the source holds.
"""

from __future__ import annotations

from collections.abc import Iterable

from qcdc_parse.model import Section

_ALIKE = str.maketrans("lIOđ", "110d")


def mend_labels(text: str, sections: Iterable[Section]) -> str:
    """Return the text with the labels of the sections as they were read."""
    out: list[str] = []
    done = 0
    for section in (s for root in sections for s in root.walk()):
        span, label = section.label_span, section.label
        printed = text[span.start : span.end]
        if label in printed:
            continue
        at = printed.translate(_ALIKE).find(label.translate(_ALIKE))
        if at >= 0:
            start = span.start + at
            out += (text[done:start], label)
            done = start + len(label)
    return "".join((*out, text[done:])) if out else text
