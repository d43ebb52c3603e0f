"""Compare header, attachments, sections and bullets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from qcdc_parse.evaluation.fold import fold, fold_title
from qcdc_parse.evaluation.gold import Gold, GoldSection, GoldSigner
from qcdc_parse.evaluation.match import agree, match
from qcdc_parse.evaluation.outcome import Outcome
from qcdc_parse.model import Document, Section, Signer

__all__ = ["LabelPath", "compare_attachments", "compare_bullets", "compare_header", "compare_sections", "path_of", "paths"]

LabelPath = tuple[str, ...]
"""Folded labels from the top down."""

_SECTION_START = 32
_SECTION_WINDOW = 240


def paths(sections: Iterable[Section], above: LabelPath = ()) -> Iterator[tuple[str, LabelPath]]:
    """Yield the id of every section with its labels from the top down."""
    for section in sections:
        here = (*above, fold(section.label))
        yield section.id, here
        yield from paths(section.children, here)


def path_of(printed: str) -> LabelPath:
    """Return the labels of a printed path: ``II/2/2.1``."""
    return tuple(fold(label) for label in printed.split("/"))


def compare_header(gold: Gold, document: Document) -> Iterator[Outcome]:
    """Compare the header of the main document, field by field."""
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
        yield from agree("header", name, wanted, found)


def _signer(signer: GoldSigner | Signer | None) -> tuple[str, str, str]:
    return (fold(signer.authority), fold(signer.position), fold(signer.name)) if signer else ("", "", "")


def compare_attachments(gold: Gold, document: Document) -> Iterator[Outcome]:
    """Compare the types of the attachments."""
    if gold.attachments is None:
        return
    wanted = [fold(attachment.identity.type) for attachment in gold.attachments]
    found = [fold(attachment.header.doc_type) for attachment in document.attachments]
    yield from match(wanted, found).outcomes("attachments", wanted, found)


# --- sections --------------------------------------------------------------------------------------------------------


def _start(section: Section, text: str) -> str:
    begin = section.label_span.end
    return fold(text[begin : begin + _SECTION_WINDOW]).lstrip(" .):;-/")[:_SECTION_START].strip()


def compare_sections(gold: Gold, document: Document, paths: dict[str, LabelPath]) -> Iterator[Outcome]:
    """Compare the sections by part, path and first words."""
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
    yield from match(wanted, found).outcomes("sections", [_named(key) for key in wanted], [_named(key) for key in found])


def _section_key(section: GoldSection) -> tuple[int, LabelPath, str]:
    return section.part, path_of(section.path), fold(section.text)[:_SECTION_START].strip()


def _named(key: tuple[int, LabelPath, str]) -> str:
    part, path, start = key
    return f"{f'part {part}: ' if part else ''}{'/'.join(path)}: {start}"


def compare_bullets(gold: Gold, document: Document, paths: dict[str, LabelPath]) -> Iterator[Outcome]:
    """Compare the number of bullets, where the gold file counts any."""
    if gold.sections is None:
        return
    found: Counter[LabelPath] = Counter()
    for section in document.walk():
        found[paths[section.id]] += sum(block.kind == "bullet" for block in section.blocks)
    for printed, count in (gold.bullets or {}).items():
        yield from agree("bullets", printed, count, found[path_of(printed)])
