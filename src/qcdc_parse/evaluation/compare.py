"""Compare one record with its gold file: pure functions from both to outcomes."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from qcdc_parse.evaluation.fold import fold, fold_statement, fold_title
from qcdc_parse.evaluation.gold import Gold, GoldIndicator, GoldReference, GoldSection, GoldSigner, GoldValue
from qcdc_parse.evaluation.outcome import Outcome
from qcdc_parse.model import Document, Indicator, Measure, Reference, Section, Signer

__all__ = ["compare"]

_SECTION_START = 32
_SECTION_WINDOW = 240
_SUMMARY_START = 60
_BLANK_END = 14

_Path = tuple[str, ...]


def compare(gold: Gold, document: Document) -> tuple[Outcome, ...]:
    """Compare a record with what a careful reader found, measure by measure.

    Items are paired where their folded keys are equal, in reading order. Attributes are compared on pairs only, so a
    missed item counts once.
    """
    paths = dict(_paths(document.sections))
    return (
        *_header(gold, document),
        *_attachments(gold, document),
        *_sections(gold, document, paths),
        *_bullets(gold, document, paths),
        *_references(gold, document),
        *_unnumbered(gold, document),
        *_indicators(gold, document, paths),
        *_summaries(gold, document),
        *_blanks(gold, document),
    )


# --- two ways to count: attributes that agree or differ, items that pair up or stay alone ----------------------------


def _agree(measure: str, what: str, gold: object, found: object) -> Iterator[Outcome]:
    """Compare one attribute; where neither side says anything there is nothing to count."""
    if gold or found:
        yield Outcome(measure, "hit" if gold == found else "differs", what, _shown(gold), _shown(found))


@dataclass(frozen=True, slots=True)
class _Matching:
    pairs: tuple[tuple[int, int], ...]
    missed: tuple[int, ...]
    extra: tuple[int, ...]

    def outcomes(self, measure: str, gold: Sequence[str], found: Sequence[str]) -> Iterator[Outcome]:
        """Count the items under a name each."""
        yield from (Outcome(measure, "hit", gold[index], gold[index], found[other]) for index, other in self.pairs)
        yield from (Outcome(measure, "missed", gold[index], gold=gold[index]) for index in self.missed)
        yield from (Outcome(measure, "extra", found[index], found=found[index]) for index in self.extra)


def _match(gold: Sequence[Hashable], found: Sequence[Hashable]) -> _Matching:
    """Pair equal keys in order of appearance; each item is used once."""
    places: defaultdict[Hashable, list[int]] = defaultdict(list)
    for index in reversed(range(len(found))):
        places[found[index]].append(index)
    pairs = tuple((index, places[key].pop()) for index, key in enumerate(gold) if places[key])
    used, taken = {index for index, _ in pairs}, {other for _, other in pairs}
    missed = tuple(index for index in range(len(gold)) if index not in used)
    return _Matching(pairs, missed, tuple(index for index in range(len(found)) if index not in taken))


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "; ".join(_shown(item) if not isinstance(item, tuple) else " ".join(map(str, item)) for item in value)
    return value.isoformat() if isinstance(value, dt.date) else str(value)


# --- header and parts ------------------------------------------------------------------------------------------------


def _header(gold: Gold, document: Document) -> Iterator[Outcome]:
    want, got = gold.identity, document.header
    wanted_signer, signer = _signer(want.signer), _signer(got.signer)
    fields: tuple[tuple[str, object, object], ...] = (
        ("type", fold(want.type), fold(got.doc_type)),
        ("number", fold(want.number), fold(got.key)),
        ("issuer", fold(want.issuer), fold(got.issuer)),
        ("place", fold(want.place), fold(got.place)),
        ("date", want.date, got.issued),
        ("title", fold_title(want.title), fold_title(got.title)),
        *zip(("authority", "position", "name"), wanted_signer, signer, strict=True),
        ("addressees", tuple(map(fold, want.addressees)), tuple(map(fold, got.addressees))),
        ("recipients", tuple(map(fold, want.recipients)), tuple(map(fold, got.recipients))),
    )
    for name, wanted, found in fields:
        yield from _agree("header", name, wanted, found)


def _signer(signer: GoldSigner | Signer | None) -> tuple[str, str, str]:
    return (fold(signer.authority), fold(signer.position), fold(signer.name)) if signer else ("", "", "")


def _attachments(gold: Gold, document: Document) -> Iterator[Outcome]:
    if gold.attachments is None:
        return
    wanted = [fold(attachment.identity.type) for attachment in gold.attachments]
    found = [fold(attachment.header.doc_type) for attachment in document.attachments]
    yield from _match(wanted, found).outcomes("attachments", wanted, found)


# --- sections --------------------------------------------------------------------------------------------------------


def _paths(sections: Iterable[Section], above: _Path = ()) -> Iterator[tuple[str, _Path]]:
    for section in sections:
        here = (*above, fold(section.label))
        yield section.id, here
        yield from _paths(section.children, here)


def _path(printed: str) -> _Path:
    return tuple(fold(label) for label in printed.split("/"))


def _start(section: Section, text: str) -> str:
    begin = section.label_span.end
    return fold(text[begin : begin + _SECTION_WINDOW]).lstrip(" .):;-/")[:_SECTION_START].strip()


def _sections(gold: Gold, document: Document, paths: dict[str, _Path]) -> Iterator[Outcome]:
    if gold.sections is None:
        return
    wanted = [_section_key(section) for section in gold.sections]
    # Gold keeps the first 60 characters at most: a short text there is a whole heading, and what follows it is not asked.
    lengths = {(part, path): len(start) for part, path, start in wanted}
    found = []
    for section in document.walk():
        part, path = section.part, paths[section.id]
        start = _start(section, document.text)[: lengths.get((part, path), _SECTION_START)].strip()
        found.append((part, path, start))
    yield from _match(wanted, found).outcomes("sections", [_named(key) for key in wanted], [_named(key) for key in found])


def _section_key(section: GoldSection) -> tuple[int, _Path, str]:
    return section.part, _path(section.path), fold(section.text)[:_SECTION_START].strip()


def _named(key: tuple[int, _Path, str]) -> str:
    part, path, start = key
    return f"{f'part {part}: ' if part else ''}{'/'.join(path)}: {start}"


def _bullets(gold: Gold, document: Document, paths: dict[str, _Path]) -> Iterator[Outcome]:
    if gold.sections is None:
        return
    found: Counter[_Path] = Counter()
    for section in document.walk():
        found[paths[section.id]] += sum(block.kind == "bullet" for block in section.blocks)
    for printed, count in (gold.bullets or {}).items():
        yield from _agree("bullets", printed, count, found[_path(printed)])


# --- references ------------------------------------------------------------------------------------------------------


def _references(gold: Gold, document: Document) -> Iterator[Outcome]:
    if gold.references is None:
        return
    wanted = [reference for reference in gold.references if reference.kind != "unnumbered"]
    found = [reference for reference in _in_order(document) if reference.kind != "unnumbered"]
    matching = _match(list(map(_reference_key, wanted)), list(map(_reference_key, found)))
    yield from matching.outcomes("references", list(map(_mention, wanted)), list(map(_mention, found)))
    numbered_wanted = [reference for reference in wanted if reference.kind == "numbered"]
    numbered_found = [reference for reference in found if reference.kind == "numbered"]
    numbered = _match(list(map(_reference_key, numbered_wanted)), list(map(_reference_key, numbered_found)))
    yield from numbered.outcomes("references.numbered", list(map(_mention, numbered_wanted)), list(map(_mention, numbered_found)))
    named = {reference.id: reference.key or reference.surface for reference in document.references}
    for index, other in matching.pairs:
        yield from _attributes(wanted[index], found[other], named)
    for reference in found:
        quoted = document.quote(reference.span)
        yield from _agree("spans", reference.surface, fold(reference.surface), fold(quoted))


def _unnumbered(gold: Gold, document: Document) -> Iterator[Outcome]:
    wanted = [reference for reference in gold.references or () if reference.kind == "unnumbered"]
    if not wanted:
        return
    found = [reference for reference in _in_order(document) if reference.kind == "unnumbered"]
    matching = _match(list(map(_reference_key, wanted)), list(map(_reference_key, found)))
    yield from matching.outcomes("references.unnumbered", list(map(_mention, wanted)), list(map(_mention, found)))


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
            yield from _agree(f"references.{name}", _mention(want), wanted, found)


# --- indicators ------------------------------------------------------------------------------------------------------


def _indicators(gold: Gold, document: Document, paths: dict[str, _Path]) -> Iterator[Outcome]:
    if gold.indicators is None:
        return
    wanted = [fold_statement(indicator.statement_start) for indicator in gold.indicators]
    found = [fold_statement(indicator.statement) for indicator in document.indicators]
    matching = _match(wanted, found)
    yield from matching.outcomes("indicators", wanted, found)
    for index, other in matching.pairs:
        yield from _judged(gold.indicators[index], document.indicators[other], paths, wanted[index])


def _judged(want: GoldIndicator, got: Indicator, paths: dict[str, _Path], what: str) -> Iterator[Outcome]:
    verdict = got.verdict
    yield from _agree("indicators.verdict", what, fold(want.verdict), fold(verdict.surface if verdict else None))
    yield from _agree("indicators.measures", what, _measures(want.values), _measures(got.measures))
    if any(value.of is not None for value in want.values):
        yield from _agree("indicators.of", what, _totals(want.values), _totals(got.measures))
    if "role" in want.model_fields_set:
        yield from _agree("indicators.role", what, want.role, got.role)
    if "reason" in want.model_fields_set:
        yield from _agree("indicators.reason", what, fold(want.reason), fold(verdict.reason if verdict else None))
    if "section" in want.model_fields_set:
        path = paths[got.section_id] if got.section_id else ()
        yield from _agree("indicators.section", what, "/".join(_path(want.section or "")), "/".join(path))


def _measures(values: Sequence[GoldValue] | Sequence[Measure]) -> tuple[tuple[float, str, str], ...]:
    return tuple(sorted((value.value, value.unit or "", value.comparator) for value in values))


def _totals(values: Sequence[GoldValue] | Sequence[Measure]) -> tuple[tuple[float, str, float], ...]:
    return tuple(sorted((value.value, "of", value.of) for value in values if value.of is not None))


def _summaries(gold: Gold, document: Document) -> Iterator[Outcome]:
    if gold.summary_verdicts is None:
        return
    wanted = [(fold(item.text)[:_SUMMARY_START], fold(item.verdict)) for item in gold.summary_verdicts]
    found = [(fold(item.text)[:_SUMMARY_START], fold(item.surface)) for item in document.summary_verdicts]
    yield from _match(wanted, found).outcomes("summary_verdicts", list(map(": ".join, wanted)), list(map(": ".join, found)))


# --- blanks ----------------------------------------------------------------------------------------------------------


def _blanks(gold: Gold, document: Document) -> Iterator[Outcome]:
    if gold.blanks is None:
        return
    # A blank outside every section stands in a stamp or letterhead: a form of the office, not one to be filled in.
    asked = [blank for blank in gold.blanks if blank.section]
    wanted = [fold(blank.before)[-_BLANK_END:].strip() for blank in asked]
    found = [fold(blank.before)[-_BLANK_END:].strip() for blank in document.blanks]
    matching = _match(wanted, found)
    yield from matching.outcomes("blanks", wanted, found)
    for index, other in matching.pairs:
        yield from _agree("blanks.unit", wanted[index], fold(asked[index].unit), fold(document.blanks[other].unit))
