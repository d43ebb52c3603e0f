"""What the registry knows of a cited document against what the text does with it: its title, and what took its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from qcdc_parse.catalog import Directive, directives
from qcdc_parse.model import Severity
from qcdc_parse.references.conflicts import unlike
from qcdc_parse.references.mention import Mention
from qcdc_parse.references.resolve import Identity

_ACTING = frozenset({"implements", "based_on", "disseminates", "guides", "details"})
"""Relations that take a document to be in force; a report may review or name what was replaced since."""
_LAW_TAKES = dt.timedelta(days=365)
"""Laws and ordinances come into force up to a year after their date,"""
_STATE_TAKES = dt.timedelta(days=92)
"""decrees and the like up to three months; Party documents on their day."""
_SURE = ("H", "M")


class Doubt(NamedTuple):
    """What the registry knows against the mention number ``at``."""

    at: int
    code: str
    message: str
    severity: Severity = "warning"


def compare_with_registry(
    text: str,
    mentions: Sequence[Mention],
    identities: Sequence[Identity],
    said: Sequence[str],
    issued_at: Callable[[int], dt.date | None],
) -> Iterator[Doubt]:
    """Yield what the registry knows otherwise: another title; that the document was replaced or repealed before it is cited."""
    named = {m.key for m in mentions}
    told: set[str] = set()
    for index, (m, identity) in enumerate(zip(mentions, identities, strict=True)):
        entry = _entry(m, identity)
        if entry is None:
            continue
        title = " ".join(text[slice(*m.title)].split()) if m.title else ""
        if entry.title is not None and entry.title_exact and unlike(title, entry.title, quoted=m.quoted):
            yield Doubt(index, "title-mismatch", f"the text titles {m.key} “{title}”, the registry “{entry.title}”")
        today = issued_at(m.start)
        if today is None or m.antecedent is not None or said[index] not in _ACTING or entry.key in told:
            continue
        for code, later in _ended_by(entry):
            if later.key in named or later.issued is None or not _in_force(later, later.issued, today):
                continue
            told.add(entry.key)
            yield Doubt(
                index,
                code,
                f"{entry.key} of {entry.issued} was {code} by {later.key} of {later.issued}; this document is of {today}",
                "info",
            )
            break


def _entry(m: Mention, identity: Identity) -> Directive | None:
    """Return the entry of the registry that a settled mention means."""
    if identity.status != "resolved" or identity.target is None or m.number is None:
        return None
    parts = identity.target.split("/")
    found = [
        d
        for d in directives().get(m.key or "", ())
        if d.issued is not None and (d.issued.isoformat() in parts or (m.number.year is not None and m.number.year == d.issued.year))
    ]
    return found[0] if len(found) == 1 else None


@cache
def _repeals() -> dict[str, list[Directive]]:
    """Documents by the number of what they repeal."""
    table: dict[str, list[Directive]] = {}
    for entries in directives().values():
        for entry in entries:
            for key in entry.repeals:
                table.setdefault(key, []).append(entry)
    return table


def _ended_by(entry: Directive) -> Iterator[tuple[str, Directive]]:
    """Yield what replaced or repealed a document: of several with that number the first issued after it."""
    assert entry.issued is not None
    for key in entry.replaced_by:
        later = [d for d in directives().get(key, ()) if d.issued is not None and d.issued > entry.issued]
        if later:
            yield "replaced", min(later, key=lambda d: d.issued or dt.date.max)
    for other in _repeals().get(entry.key, ()):
        if other.issued is not None and other.issued > entry.issued and _last_before(entry, other.issued):
            yield "repealed", other


def _last_before(entry: Directive, day: dt.date) -> bool:
    """Tell whether, of the documents with its number, this is the last one before a day: the one that was repealed."""
    return not any(d.issued and entry.issued and entry.issued < d.issued < day for d in directives()[entry.key])


def _in_force(later: Directive, issued: dt.date, today: dt.date) -> bool:
    if later.confidence not in _SURE:
        return False
    if "QH" in later.key:
        return today > issued + _LAW_TAKES
    party = "/TW" in later.key or later.key.endswith("TW")
    return today > (issued if party else issued + _STATE_TAKES)
