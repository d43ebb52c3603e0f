"""What is said of one document that cannot all be true: term, day, title, issuer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from qcdc_parse.bodies import body_named
from qcdc_parse.catalog import party_term
from qcdc_parse.graph.kept import ByPair
from qcdc_parse.graph.models import Contradiction, Said
from qcdc_parse.graph.pairs import Pair
from qcdc_parse.graph.proofs import later, saying
from qcdc_parse.graph.store import Store
from qcdc_parse.graph.times import day_of, year_of
from qcdc_parse.references.conflicts import unlike

__all__ = ["disputes", "too_early"]

_MOST = 50
"""Of one document so many things said of it are compared."""


def too_early(store: Store) -> ByPair[dt.date, Contradiction]:
    """Return, kept, who cites what is known by its year before the day of that year on which it was issued."""
    return ByPair(store, _day_in_year, _early, lambda found: found.keys)


def _day_in_year(store: Store, key: str) -> dt.date | None:
    if (year := year_of(key)) is None or day_of(key) is not None:
        return None
    day = store.day(key)
    return day if day is not None and day.year == year else None


def _early(store: Store, source: str, target: str, pair: Pair, day: dt.date) -> Contradiction | None:
    if year_of(source) != day.year or not pair.spoken or (today := store.day(source)) is None or today >= day:
        return None
    return later(source, target, pair)


def disputes(store: Store, key: str) -> tuple[Contradiction, ...]:
    """Return what is said of a document that cannot all be true: term, day, title, issuer."""
    entry = store.entries.get(key)
    if entry is None:
        return ()
    return tuple(_found(store, key, sorted({*entry.own.values(), *entry.said}, key=_order)[:_MOST]))


def _found(store: Store, key: str, said: list[Said]) -> Iterator[Contradiction]:
    day = day_of(key)
    if day is not None and key.startswith("dang/") and "@" not in key and (term := party_term(day)) is not None:
        wrong = sorted({s.term for s in said if s.term is not None and s.term != term and s.term.isalpha() and s.term.isupper()})
        if wrong:
            proofs = saying(store, key, lambda s: s.term in wrong)
            yield Contradiction("term-mismatch", (key,), f"said to be of khóa {', '.join(wrong)}, but {day} is in khóa {term}", proofs)
    days = sorted({s.issued for s in said if s.issued is not None and s.issued.year == year_of(key)}) if day is None else ()
    if len(days) > 1:
        proofs = saying(store, key, lambda s: s.issued in days)
        yield Contradiction("dates-differ", (key,), f"said to be of {' and of '.join(map(str, days))}", proofs)
    known = store.described(key)
    titles = sorted(
        {s.title for s in said if s.title and known.title and s.title != known.title and unlike(known.title, s.title, quoted=False)}
    )
    if titles and known.title:
        proofs = saying(store, key, lambda s: s.title in titles)
        yield Contradiction("titles-differ", (key,), f"“{known.title}” and “{titles[0]}” are titles of one document", proofs)
    bodies = sorted({name for s in said if s.issuer and (name := body_named(s.issuer)) is not None})
    if len(bodies) > 1:
        proofs = saying(store, key, lambda s: bool(s.issuer and body_named(s.issuer)))
        yield Contradiction("issuers-differ", (key,), f"said to be of {' and of '.join(bodies)}", proofs)


def _order(said: Said) -> tuple[str, ...]:
    return tuple(str(value or "") for value in said)
