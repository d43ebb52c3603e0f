"""References: every mention of a document, its attributes, its relation, its identity.

text ─find→ mentions ─read→ with attributes ─┬resolve→ identities ─┬→ records, notes
└relate→ relations ──┘
"""

from __future__ import annotations

from collections.abc import Sequence

from qcdc_parse.identity.registry import Registry, builtin
from qcdc_parse.model import Header, Note, Reference
from qcdc_parse.passages import Passage, place_finder
from qcdc_parse.references.asked import find_asked
from qcdc_parse.references.checks import check
from qcdc_parse.references.done_by import find_deeds
from qcdc_parse.references.lines import line_finder
from qcdc_parse.references.reading import find_mentions, holders, read_mentions
from qcdc_parse.references.records import to_records
from qcdc_parse.references.relate import relate
from qcdc_parse.references.resolve import resolve
from qcdc_parse.text import Line

__all__ = ["find_references"]


def find_references(
    text: str, lines: Sequence[Line], places: Sequence[Passage], registry: Registry | None = None
) -> tuple[list[Reference], list[Note]]:
    """Find all references of a clean text, in reading order, and what does not fit together in or between them.

    ``places`` are sorted by start; each holds up to the next one. ``registry`` is what is known of documents; None is what the
    library knows.
    """
    line_of, place_of = line_finder(lines), place_finder(places)
    registry = registry or builtin()
    mentions = read_mentions(text, find_mentions(text, line_of, place_of), line_of)
    inside = holders(mentions)
    standing = [place_of(m.start) for m in mentions]
    identities = resolve(text, mentions, [p.header for p in standing], places[0].header if places else Header(), registry, inside)
    relations = relate(text, mentions, inside, line_of)
    deeds = find_deeds(text, mentions, relations, inside, line_of)
    asked = find_asked(text, mentions, relations, inside, line_of)
    notes = check(text, mentions, identities, [name for name, _ in relations], [p.header.issued for p in standing], registry)
    return to_records(text, mentions, standing, identities, relations, inside, deeds, asked), notes
