"""What the registry knows of a cited document against what the text does with it: its title, and what took its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from qcdc_parse.catalog import Directive
from qcdc_parse.identity.force import ACTING, ended_by, in_force
from qcdc_parse.identity.keys import symbol_of
from qcdc_parse.identity.registry import Registry
from qcdc_parse.identity.settle import Identity
from qcdc_parse.references.conflicts import Doubt, printed_title, unlike
from qcdc_parse.references.mention import Mention

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
        if today is None or m.antecedent is not None or said[index] not in ACTING or entry.key in told or entry.issued is None:
            continue
        for code, known in ended_by(entry, registry):
            later, symbol = known.entry, known.symbol
            if later.key in named or later.issued is None or later.confidence not in _SURE:
                continue
            if not in_force(symbol.system, symbol.body, later.issued, today):
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
