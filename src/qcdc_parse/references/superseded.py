"""What the registry knows of a cited document against what the text does with it: its title, and what took its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from qcdc_parse.catalog import Directive
from qcdc_parse.identity.keys import symbol_of
from qcdc_parse.identity.registry import Registry
from qcdc_parse.identity.settle import Identity
from qcdc_parse.number import DocNumber
from qcdc_parse.references.conflicts import Doubt, printed_title, unlike
from qcdc_parse.references.mention import Mention

_ACTING = frozenset({"implements", "based_on", "disseminates", "guides", "details"})
"""Relations that take a document to be in force; a report may review or name what was replaced since."""
_LAW_TAKES = dt.timedelta(days=365)
"""Laws and ordinances come into force up to a year after their date,"""
_STATE_TAKES = dt.timedelta(days=92)
"""decrees and the like up to three months; Party documents on their day."""
_SURE = ("H", "M")


def compare_with_registry(
    text: str,
    mentions: Sequence[Mention],
    identities: Sequence[Identity],
    said: Sequence[str],
    days: Sequence[dt.date | None],
    registry: Registry,
) -> Iterator[Doubt]:
    """Yield what the registry knows otherwise: another title; that the document was replaced or repealed before it is cited."""
    named = {m.key for m in mentions}
    told: set[str] = set()
    for index, (m, identity) in enumerate(zip(mentions, identities, strict=True)):
        entry = _entry(m, identity, registry)
        if entry is None:
            continue
        title = printed_title(text, m)
        if entry.title is not None and entry.title_exact and unlike(title, entry.title, quoted=m.quoted):
            message = f"the text titles {m.key} “{title}”, the registry “{entry.title}”"
            yield Doubt(index, "title-mismatch", message, "warning" if m.quoted else "info")
        today = days[index]
        if today is None or m.antecedent is not None or said[index] not in _ACTING or entry.key in told or entry.issued is None:
            continue
        for code, later in _ended_by(entry, registry):
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


def _entry(m: Mention, identity: Identity, registry: Registry) -> Directive | None:
    """Return the entry of the registry that a settled mention means."""
    if identity.target is None or m.number is None:
        return None
    known = registry.known.get(symbol_of(m.number, m.doc_type).family, ())
    return next((k.entry for k in known if k.key == identity.target), None)


def _documents(key: str, registry: Registry) -> list[Directive]:
    number = DocNumber.parse(key)
    return [k.entry for k in registry.known.get(symbol_of(number).family, ())] if number else []


def _ended_by(entry: Directive, registry: Registry) -> Iterator[tuple[str, Directive]]:
    """Yield what replaced or repealed a document: of several with that number the first issued after it."""
    for key in entry.replaced_by:
        if later := [d for d in _documents(key, registry) if _after(d, entry)]:
            yield "replaced", min(later, key=lambda d: d.issued or dt.date.max)
    for documents in registry.known.values():
        for other in (k.entry for k in documents if entry.key in k.entry.repeals):
            between = [d for d in _documents(entry.key, registry) if _after(d, entry) and _after(other, d)]
            if _after(other, entry) and not between:
                yield "repealed", other


def _after(later: Directive, earlier: Directive) -> bool:
    return later.issued is not None and earlier.issued is not None and later.issued > earlier.issued


def _in_force(later: Directive, issued: dt.date, today: dt.date) -> bool:
    if later.confidence not in _SURE:
        return False
    if "QH" in later.key:
        return today > issued + _LAW_TAKES
    party = "/TW" in later.key or later.key.endswith("TW")
    return today > (issued if party else issued + _STATE_TAKES)
