"""Compare references, indicators, summary verdicts and blanks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qcdc_parse.catalog import verdicts
from qcdc_parse.evaluation.fold import fold, fold_statement, fold_title
from qcdc_parse.evaluation.gold import Gold, GoldIndicator, GoldReference, GoldValue
from qcdc_parse.evaluation.match import agree, match
from qcdc_parse.evaluation.merges import Identified
from qcdc_parse.evaluation.outcome import Outcome
from qcdc_parse.evaluation.structure import LabelPath, path_of
from qcdc_parse.model import Document, Indicator, Measure, Reference

__all__ = ["compare_blanks", "compare_indicators", "compare_references", "compare_summaries", "compare_unnumbered", "identified"]

_SUMMARY_START = 60
_BLANK_END = 14


def compare_references(gold: Gold, document: Document) -> Iterator[Outcome]:
    """Compare the mentions of documents, their attributes, and each quotation with its span."""
    if gold.references is None:
        return
    wanted = [reference for reference in gold.references if reference.kind != "unnumbered"]
    found = [reference for reference in _in_order(document) if reference.kind != "unnumbered"]
    matching = match(list(map(_reference_key, wanted)), list(map(_reference_key, found)))
    yield from matching.outcomes("references", list(map(_mention, wanted)), list(map(_mention, found)))
    numbered_wanted = [reference for reference in wanted if reference.kind == "numbered"]
    numbered_found = [reference for reference in found if reference.kind == "numbered"]
    numbered = match(list(map(_reference_key, numbered_wanted)), list(map(_reference_key, numbered_found)))
    yield from numbered.outcomes("references.numbered", list(map(_mention, numbered_wanted)), list(map(_mention, numbered_found)))
    named = {reference.id: reference.key or reference.surface for reference in document.references}
    for index, other in matching.pairs:
        yield from _attributes(wanted[index], found[other], named)
        yield from _settled(wanted[index], found[other])
    for reference in found:
        quoted = document.quote(reference.span)
        yield from agree("spans", reference.surface, fold(reference.surface), fold(quoted))


def compare_unnumbered(gold: Gold, document: Document) -> Iterator[Outcome]:
    """Compare the documents cited by name or year alone, where the gold file lists any."""
    wanted = [reference for reference in gold.references or () if reference.kind == "unnumbered"]
    if not wanted:
        return
    found = [reference for reference in _in_order(document) if reference.kind == "unnumbered"]
    matching = match(list(map(_reference_key, wanted)), list(map(_reference_key, found)))
    yield from matching.outcomes("references.unnumbered", list(map(_mention, wanted)), list(map(_mention, found)))
    for index, other in matching.pairs:
        yield from _settled(wanted[index], found[other])


def identified(gold: Gold, document: Document) -> Iterator[Identified]:
    """Yield the mentions found by both whose document the gold file names."""
    found = _in_order(document)
    matching = match(list(map(_reference_key, gold.references or ())), list(map(_reference_key, found)))
    for index, other in matching.pairs:
        want = (gold.references or ())[index]
        if want.identity is not None:
            yield Identified(_mention(want), want.identity, found[other].target)


def _in_order(document: Document) -> list[Reference]:
    return sorted(document.references, key=lambda reference: (reference.span.start, -reference.span.end))


def _reference_key(reference: GoldReference | Reference) -> tuple[str, str]:
    return reference.kind, fold(reference.key if reference.kind == "numbered" else reference.surface)


def _mention(reference: GoldReference | Reference) -> str:
    surface = " ".join(reference.surface.split())
    return f"{surface} [{reference.key}]" if reference.kind == "numbered" else f"{surface} ({reference.kind})"


def _attributes(want: GoldReference, got: Reference, named: dict[str, str]) -> Iterator[Outcome]:
    inside = named.get(got.inside, "") if got.inside else ""
    fields: tuple[tuple[str, object, object], ...] = (
        ("type", fold(want.type), fold(got.doc_type)),
        ("date", want.date, got.issued),
        ("issuer", fold(want.issuer), fold(got.issuer)),
        ("term", fold(want.term), fold(got.term)),
        ("title", fold_title(want.title), fold_title(got.title)),
        ("inside", fold(want.inside), fold(inside)),
    )
    for name, wanted, found in fields:
        if name in want.model_fields_set:
            yield from agree(f"references.{name}", _mention(want), wanted, found)


def _settled(want: GoldReference, got: Reference) -> Iterator[Outcome]:
    if want.relation is not None:
        yield from agree("references.relation", _mention(want), want.relation, got.relation)
    if want.status is not None:
        yield from agree("references.status", _mention(want), want.status, got.status)


def compare_indicators(gold: Gold, document: Document, paths: dict[str, LabelPath]) -> Iterator[Outcome]:
    """Compare the indicators, and on those found by both their figures, verdicts, reasons and places."""
    if gold.indicators is None:
        return
    wanted = [fold_statement(indicator.statement_start) for indicator in gold.indicators]
    found = [fold_statement(indicator.statement) for indicator in document.indicators]
    matching = match(wanted, found)
    yield from matching.outcomes("indicators", wanted, found)
    for index, other in matching.pairs:
        yield from _judged(gold.indicators[index], document.indicators[other], paths, wanted[index])


def _judged(want: GoldIndicator, got: Indicator, paths: dict[str, LabelPath], what: str) -> Iterator[Outcome]:
    verdict = got.verdict
    yield from agree("indicators.verdict", what, fold(want.verdict), fold(verdict.surface if verdict else None))
    yield from agree("indicators.sign", what, _sign(_value_of(fold(want.verdict))), _sign(verdict.value if verdict else None))
    yield from agree("indicators.measures", what, _measures(want.values), _measures(got.measures))
    if any(value.of is not None or value.planned is not None for value in want.values):
        yield from agree("indicators.of", what, _totals(want.values), _totals(got.measures))
    for name in ("role", "base"):
        if any(name in value.model_fields_set for value in want.values):
            yield from agree(f"indicators.measures.{name}", what, _marked(want.values, name), _marked(got.measures, name))
    if "role" in want.model_fields_set:
        yield from agree("indicators.role", what, want.role, got.role)
    if "reason" in want.model_fields_set:
        yield from agree("indicators.reason", what, fold(want.reason), fold(verdict.reason if verdict else None))
    if "computed" in want.model_fields_set:
        yield from agree("indicators.computed", what, want.computed, got.computed)
    for name in ("deadline", "frequency", "scope"):
        if name in want.model_fields_set:
            yield from agree(f"indicators.{name}", what, fold(getattr(want, name)), fold(getattr(got, name)))
    if "section" in want.model_fields_set:
        path = paths[got.section_id] if got.section_id else ()
        yield from agree("indicators.section", what, "/".join(path_of(want.section or "")), "/".join(path))


_SIGNS = {"not_yet_met": "negative", "not_met": "negative", "not_assessed": "open", "partly_met": "partly"}


def _value_of(wording: str) -> str | None:
    """Return the value of the longest wording of the catalogue that a printed one begins with, behind `mà còn` if that stands there."""
    known = verdicts()
    begins = [w for w in known if wording.rpartition("mà còn ")[2].startswith(w)]
    return known[max(begins, key=len)] if begins else None


def _sign(value: str | None) -> str:
    """Return whether a verdict praises or blames: what must never be turned round."""
    return _SIGNS.get(value, "positive") if value else ""


def _measures(values: Sequence[GoldValue] | Sequence[Measure]) -> tuple[tuple[float, str, str], ...]:
    return tuple(sorted((value.value, value.unit or "", value.comparator) for value in values))


def _totals(values: Sequence[GoldValue] | Sequence[Measure]) -> tuple[tuple[float, str, float], ...]:
    of = [(value.value, "of", value.of) for value in values if value.of is not None]
    planned = [(value.value, "planned", value.planned) for value in values if value.planned is not None]
    return tuple(sorted(of + planned))


def _marked(values: Sequence[GoldValue] | Sequence[Measure], name: str) -> tuple[tuple[float, str], ...]:
    return tuple(sorted((value.value, fold(getattr(value, name))) for value in values if getattr(value, name) is not None))


def compare_summaries(gold: Gold, document: Document) -> Iterator[Outcome]:
    """Compare the sentences that judge as a whole, by their first words and wording."""
    if gold.summary_verdicts is None:
        return
    wanted = [(fold(item.text)[:_SUMMARY_START], fold(item.verdict)) for item in gold.summary_verdicts]
    found = [(fold(item.text)[:_SUMMARY_START], fold(item.surface)) for item in document.summary_verdicts]
    matching = match(wanted, found)
    yield from matching.outcomes("summary_verdicts", list(map(": ".join, wanted)), list(map(": ".join, found)))
    for index, other in matching.pairs:
        want, got = gold.summary_verdicts[index], document.summary_verdicts[other]
        if "total" in want.model_fields_set:
            yield from agree("summary_verdicts.total", want.text, want.total, got.total)
        if "counts" in want.model_fields_set:
            counts = tuple((fold(c.surface), c.count) for c in got.counts)
            yield from agree("summary_verdicts.counts", want.text, tuple((fold(word), n) for word, n in want.counts), counts)


def compare_blanks(gold: Gold, document: Document) -> Iterator[Outcome]:
    """Compare the fields left to be filled in, by the last letters ahead of them."""
    if gold.blanks is None:
        return
    # A blank outside every section stands in a stamp or letterhead: a form of the office, not one to be filled in.
    asked = [blank for blank in gold.blanks if blank.section]
    wanted = [fold(blank.before)[-_BLANK_END:].strip() for blank in asked]
    found = [fold(blank.before)[-_BLANK_END:].strip() for blank in document.blanks]
    matching = match(wanted, found)
    yield from matching.outcomes("blanks", wanted, found)
    for index, other in matching.pairs:
        yield from agree("blanks.unit", wanted[index], fold(asked[index].unit), fold(document.blanks[other].unit))
        if "label" in asked[index].model_fields_set:
            yield from agree("blanks.label", wanted[index], fold(asked[index].label), fold(document.blanks[other].label))
