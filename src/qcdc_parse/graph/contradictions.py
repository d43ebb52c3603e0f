"""Mâu thuẫn: statements of the documents that cannot all be true."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations

import rustworkx as rx

from qcdc_parse.bodies import body_named
from qcdc_parse.catalog import party_term
from qcdc_parse.graph.citation import Citation, evidence_of, in_order, place_of
from qcdc_parse.graph.models import Contradiction, Evidence, Said
from qcdc_parse.graph.store import Store
from qcdc_parse.graph.times import day_of, one_series, year_of
from qcdc_parse.references.conflicts import unlike

__all__ = ["between_documents", "of_document"]

_DAYS = 31
_MOST = 50
"""Of one document so many things said of it are compared."""
_PROOFS = 3
"""Pieces of evidence shown of one side."""


def between_documents(store: Store) -> Iterator[Contradiction]:
    """Yield what contradicts itself between documents: times, numbers given twice, ends."""
    for source, target in sorted(store.backwards):
        yield _later(store, source, target)
    for series in sorted(name for name, keys in store.series.items() if len(keys) > 1):
        for one, other in combinations(sorted(store.series[series])[:_MOST], 2):
            if one_series(one, other) and (_one_number(one) or _one_document(store, one, other)):
                yield Contradiction("dates-differ", (one, other), f"one number with two dates: {one}, {other}", _of_both(store, one, other))
    yield from _ends(store)


def _later(store: Store, source: str, target: str) -> Contradiction:
    return Contradiction("cites-later", (source, target), f"{source} cites {target}, which is later", _proofs(store, source, target))


def _one_number(key: str) -> bool:
    """Tell whether a body surely gives a number once in a term or year: local Party offices often begin again each year."""
    return "@" not in key or key.startswith("nn/")


def _one_document(store: Store, one: str, other: str) -> bool:
    """Tell whether two dates of one local number look like a slip: near each other, the same day of another year, one title."""
    day, late = day_of(one), day_of(other)
    assert day is not None
    assert late is not None
    if abs((late - day).days) <= _DAYS or (day.day, day.month) == (late.day, late.month):
        return True
    title, again = store.described(one).title, store.described(other).title
    return bool(title and again) and not unlike(title or "", again or "", quoted=True)


def _ends(store: Store) -> Iterator[Contradiction]:
    ends: rx.PyDiGraph[str, None] = rx.PyDiGraph()
    index: dict[str, int] = {}
    for target in sorted(store.changed):
        by = [source for source in sorted(store.changed[target]) if (pair := store.pair(source, target)) is not None and pair.ends]
        replacing = [s for s in by if (pair := store.pair(s, target)) is not None and pair.ends == "replaces"]
        if len(replacing) > 1:
            proofs = tuple(e for s in replacing for e in _proofs(store, s, target)[:1])
            yield Contradiction("replaced-twice", (target, *replacing), f"{target} is replaced by each of {', '.join(replacing)}", proofs)
        for source in by:
            for key in (source, target):
                if key not in index:
                    index[key] = ends.add_node(key)
            ends.add_edge(index[source], index[target], None)
    rings = sorted(sorted(ends[i] for i in ring) for ring in rx.strongly_connected_components(ends) if len(ring) > 1)
    for ring in rings:
        proofs = tuple(e for s in ring for t in ring if s != t and store.pair(s, t) for e in _proofs(store, s, t)[:1])
        yield Contradiction("replace-each-other", tuple(ring), f"each of these ends the other: {', '.join(ring)}", proofs)


def of_document(store: Store, key: str) -> tuple[Contradiction, ...]:
    """Return what is said of one document, or says it itself, that cannot all be true: term, title, issuer."""
    entry = store.entries.get(key)
    if entry is None:
        return ()
    said = sorted({*entry.own.values(), *entry.said}, key=_order)[:_MOST]
    return (*_within_year(store, key), *_found(store, key, said))


def _within_year(store: Store, key: str) -> Iterator[Contradiction]:
    """Yield who cites what is known by its year before the day of that year on which it was issued."""
    day, year = store.day(key), year_of(key)
    if day is None or day_of(key) is not None or day.year != year:
        return
    for source in sorted(s for s, _ in store.citing(key) if year_of(s) == year):
        if (today := store.day(source)) is not None and today < day:
            yield _later(store, source, key)


def _found(store: Store, key: str, said: list[Said]) -> Iterator[Contradiction]:
    day = day_of(key)
    if day is not None and key.startswith("dang/") and "@" not in key and (term := party_term(day)) is not None:
        wrong = sorted({s.term for s in said if s.term is not None and s.term != term and s.term.isalpha() and s.term.isupper()})
        if wrong:
            proofs = _saying(store, key, lambda s: s.term in wrong)
            yield Contradiction("term-mismatch", (key,), f"said to be of khóa {', '.join(wrong)}, but {day} is in khóa {term}", proofs)
    known = store.described(key)
    titles = sorted(
        {s.title for s in said if s.title and known.title and s.title != known.title and unlike(known.title, s.title, quoted=False)}
    )
    if titles and known.title:
        proofs = _saying(store, key, lambda s: s.title in titles)
        yield Contradiction("titles-differ", (key,), f"“{known.title}” and “{titles[0]}” are titles of one document", proofs)
    bodies = sorted({name for s in said if s.issuer and (name := body_named(s.issuer)) is not None})
    if len(bodies) > 1:
        proofs = _saying(store, key, lambda s: bool(s.issuer and body_named(s.issuer)))
        yield Contradiction("issuers-differ", (key,), f"said to be of {' and of '.join(bodies)}", proofs)


def _proofs(store: Store, source: str, target: str) -> tuple[Evidence, ...]:
    pair = store.pair(source, target)
    return _first(pair.citations) if pair is not None else ()


def _of_both(store: Store, *keys: str) -> tuple[Evidence, ...]:
    return tuple(e for key in keys for e in _saying(store, key, lambda _: True)[:1])


def _saying(store: Store, key: str, which: Callable[[Said], bool]) -> tuple[Evidence, ...]:
    """Return mentions of a document that say something, the first of each wording."""
    first: dict[Said, Citation] = {}
    for said, citation in store.mentioning(key):
        if said is not None and which(said):
            kept = first.get(said)
            first[said] = citation if kept is None else min(kept, citation, key=place_of)
    return _first(first.values())


def _first(citations: Iterable[Citation]) -> tuple[Evidence, ...]:
    return tuple(map(evidence_of, in_order(citations)[:_PROOFS]))


def _order(said: Said) -> tuple[str, ...]:
    return tuple(str(value or "") for value in said)
