"""Several documents together: what one leaves open, another settles."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from qcdc_parse.catalog import party_term
from qcdc_parse.identity.councils import of_body_above, printed_days
from qcdc_parse.identity.fuller import districts_of, in_full
from qcdc_parse.identity.identify import Identified, completed, follow, identify
from qcdc_parse.identity.keys import symbol_of_record
from qcdc_parse.identity.own import own_keys
from qcdc_parse.identity.places import NO_DISTRICTS
from qcdc_parse.identity.registry import Registry, builtin, title_slug
from qcdc_parse.identity.said import Said, year_beside
from qcdc_parse.identity.series import one_run
from qcdc_parse.identity.settle import KEPT, Cited, Identity, local
from qcdc_parse.identity.short import name_short
from qcdc_parse.identity.unanchored import places_elsewhere, told_above
from qcdc_parse.model import Document

__all__ = ["resolve_across"]


@dataclass(slots=True)
class _Held:
    """A dated document that one of the texts is or cites; ``titles`` are slugs."""

    day: dt.date
    series: set[str] = field(default_factory=set)
    terms: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)


_Pool = dict[str, dict[str | None, dict[str, _Held]]]
"""By family and place: the documents of that number, by identity key."""


def resolve_across(documents: Iterable[Document], registry: Registry | None = None) -> tuple[Document, ...]:
    """Settle references anew with what all documents say of themselves and of others; returns new records, in order.

    A header (own number, date, place) or a dated mention in one document settles what another leaves open: by the term, by the
    title to the letter, or, where nothing else of that number is known, by a time that fits (not later than the citing
    document, in the same term; of state papers in the same year). Numbers of local bodies only inside their place. What two
    documents of one number would fit stays ambiguous. The order of the documents does not matter, and doing it again
    changes nothing.

    ``registry`` is what the documents were parsed with; None is what the library knows.

    >>> from qcdc_parse import parse_text
    >>> dated = parse_text("Thực hiện Kết luận số 7-KL/TW ngày 05/4/2021 của Bộ Chính trị.")
    >>> other = parse_text("Thực hiện Kết luận số 7-KL/TW của Bộ Chính trị khóa XIII.")
    >>> other.references[0].target, resolve_across([dated, other])[1].references[0].target
    ('dang/tw/kl/khoa-xiii/7', 'dang/tw/kl/2021-04-05/7')
    """
    known = registry or builtin()
    held = tuple(documents)
    said = [_said(document) for document in held]
    above = [told_above(document.header, document.text) for document in held]
    found = [identify(s, document.header, known, told) for s, document, told in zip(said, held, above, strict=True)]
    own = [_own(document, told) for document, told in zip(held, above, strict=True)]
    if districts := districts_of(_keys(own, found)):
        with_others = [{**districts, **told} for told in above]
        found = [_anew_in(*each, known) for each in zip(with_others, held, said, found, strict=True)]
        own = [_own(document, told) for document, told in zip(held, with_others, strict=True)]
    keys = set(_keys(own, found))
    fuller = in_full(keys, districts)
    for n, told in enumerate(places_elsewhere(held, {fuller.get(key, key) for key in keys})):
        if told and not above[n]:
            found[n] = identify(said[n], held[n].header, known, {**districts, **told})
            own[n] = _own(held[n], {**districts, **told})
    pool, printed = _pool(found), printed_days(c for f in found for c in (*f.cited.values(), *f.own))
    settled = [f._replace(identities=_settled(f, s, pool, printed, known)) for f, s in zip(found, said, strict=True)]
    fuller = in_full(_keys(own, settled), districts)
    return tuple(_written(*each, fuller) for each in zip(held, said, settled, own, strict=True))


def _anew_in(districts: Mapping[str, str], document: Document, said: list[Said], found: Identified, registry: Registry) -> Identified:
    """Identify the mentions of a document anew, where the others tell the province of its district."""
    homeless = any(home.spot.province is None and home.district in districts for home in found.homes)
    return identify(said, document.header, registry, districts) if homeless else found


_Own = dict[int, str]
"""By part (0: the document itself) the identity of what its header settles."""


def _own(document: Document, districts: Mapping[str, str] = NO_DISTRICTS) -> _Own:
    headers = (document.header, *(part.header for part in document.attachments))
    latest = max((r.issued for r in document.references if r.issued is not None), default=None)
    keys = own_keys(headers[0], headers[1:], latest, districts)
    return {part: key for part, key in enumerate(keys) if key is not None}


def _keys(own: Iterable[_Own], found: Iterable[Identified]) -> Iterator[str]:
    for keys in own:
        yield from keys.values()
    for f in found:
        yield from (i.target for i in f.identities if i.target is not None)


def _said(document: Document) -> list[Said]:
    references = document.references
    indexes = {r.id: index for index, r in enumerate(references)}
    attachments = document.attachments
    starts = [a.span.start for a in attachments]
    return [
        Said(
            r.kind,
            r.surface,
            r.doc_type,
            symbol_of_record(r.number, r.doc_type) if r.number is not None and r.kind != "self" else None,
            r.issued,
            r.issuer,
            r.term,
            r.title,
            indexes[r.refers_to] if r.refers_to is not None else None,
            indexes[r.inside] if r.inside is not None else None,
            year_beside(document.text, r.span.end, r.issuer) if r.issued is None and r.number is not None else None,
            attachments[at].header if (at := bisect_right(starts, r.span.start) - 1) >= 0 else None,
        )
        for r in references
    ]


def _pool(found: Iterable[Identified]) -> _Pool:
    pool: _Pool = {}
    for each in found:
        for cited in (*each.cited.values(), *each.own):
            open_ = not cited.symbol.kind or cited.symbol.scope == "either" or (local(cited.symbol) and cited.place is None)
            if cited.issued is None or open_:
                continue
            key = cited.symbol.of_day(cited.issued, cited.place)
            held = pool.setdefault(cited.symbol.family, {}).setdefault(cited.place, {}).setdefault(key, _Held(cited.issued))
            held.day = min(held.day, cited.issued)
            held.series.add(cited.symbol.series)
            if cited.term:
                held.terms.add(cited.term)
            if cited.title:
                held.titles.add(title_slug(cited.title))
    return {family: {place: held for place, held in places.items() if len(held) <= KEPT} for family, places in pool.items()}


def _settled(
    found: Identified, said: Sequence[Said], pool: _Pool, printed: Mapping[str, set[dt.date | None]], registry: Registry
) -> list[Identity]:
    identities = list(found.identities)
    for index, cited in found.cited.items():
        identity = found.identities[index]
        if cited.symbol.scope == "council" and not cited.printed and identity.target is not None:
            identities[index] = of_body_above(cited, identity, printed)
        else:
            identities[index] = _anew(cited, identity, found.homes[index].day, pool, registry)
    name_short(said, found.cited, identities)
    return identities


def _written(document: Document, said: list[Said], found: Identified, own: _Own, fuller: Mapping[str, str]) -> Document:
    """Write identities into the record."""
    identities = [completed(i, fuller) for i in found.identities]
    references = tuple(r.model_copy(update=identities[index]._asdict()) for r, index in zip(document.references, follow(said), strict=True))
    keys = {part: fuller.get(key, key) for part, key in own.items()}
    header = document.header.model_copy(update={"identity": keys.get(0)})
    parts = tuple(
        a.model_copy(update={"header": a.header.model_copy(update={"identity": keys.get(n)})})
        for n, a in enumerate(document.attachments, 1)
    )
    return document.model_copy(update={"header": header, "attachments": parts, "references": references})


def _anew(cited: Cited, identity: Identity, today: dt.date | None, pool: _Pool, registry: Registry) -> Identity:
    symbol = cited.symbol
    if not symbol.kind or symbol.scope == "either" or symbol.year is not None or cited.issued is not None:
        return _placeless(cited, identity, pool)
    held = {key: h for key, h in pool.get(symbol.family, {}).get(cited.place, {}).items() if _may_be(cited, h)}
    if local(symbol) and cited.place is None:
        return identity
    if identity.status == "resolved":
        return _dated_term(identity, held)
    if not held:
        return identity
    title = title_slug(cited.title) if cited.title else None
    titled = [key for key, h in held.items() if title in h.titles and symbol.series in h.series]
    if len(titled) == 1:
        return Identity("resolved", titled[0])
    entries = [(k.key, k.entry.issued) for k in registry.find(symbol, cited.place)]
    possible = {key for key, day in (*((key, h.day) for key, h in held.items()), *entries) if not (day and today and day > today)}
    fitting = [
        k
        for k in possible & set(held)
        if symbol.series in held[k].series and today and one_run(symbol.system, not local(symbol), held[k].day, today)
    ]
    if len(possible) == 1 and fitting and cited.title is None and not identity.candidates[1:]:
        return Identity("resolved", fitting[0])
    return Identity("ambiguous", None, tuple(sorted({*identity.candidates, *held})))


def _may_be(cited: Cited, held: _Held) -> bool:
    """Tell whether the term beside a number, and the document whose title holds it, allow a document."""
    in_term = cited.term is None or cited.symbol.system != "dang" or local(cited.symbol) or _in_term(held, cited.term)
    return in_term and (cited.bound is None or held.day <= cited.bound)


def _in_term(held: _Held, term: str) -> bool:
    return term in held.terms or party_term(held.day) == term


def _placeless(cited: Cited, identity: Identity, pool: _Pool) -> Identity:
    """A dated number of a local body without its place: the same number of the same day somewhere is a candidate."""
    symbol = cited.symbol
    if identity.status == "resolved" or not local(symbol) or cited.place is not None or cited.issued is None:
        return identity
    keys = {key for held in pool.get(symbol.family, {}).values() for key, h in held.items() if h.day == cited.issued}
    return Identity("ambiguous", None, tuple(sorted({*identity.candidates, *keys}))) if keys else identity


def _dated_term(identity: Identity, held: dict[str, _Held]) -> Identity:
    """Give what is known by its term its date, where one of the texts has it."""
    _, _, series, mark, *_ = (identity.target or "").split("/")
    if not mark.startswith("khoa-"):
        return identity
    term = mark.removeprefix("khoa-").upper()
    of_term = [key for key, h in held.items() if series in h.series and _in_term(h, term)]
    return Identity("resolved", of_term[0]) if len(of_term) == 1 else identity
