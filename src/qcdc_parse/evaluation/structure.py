"""Compare header, attachments, sections and bullets."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from qcdc_parse.evaluation.fold import fold, fold_title
from qcdc_parse.evaluation.gold import Gold, GoldArrivalStamp, GoldIdentity, GoldSection, GoldSigner
from qcdc_parse.evaluation.match import agree, match
from qcdc_parse.evaluation.outcome import Outcome
from qcdc_parse.evaluation.tree import Tree, common_nodes
from qcdc_parse.model import ArrivalStamp, Document, Header, Section, Signer

__all__ = ["LabelPath", "compare_attachments", "compare_bullets", "compare_header", "compare_sections", "path_of", "paths"]

LabelPath = tuple[str, ...]
"""Folded labels from the top down."""

SectionKey = tuple[int, LabelPath, str]
"""Part, path and folded first words."""

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
    yield from _header("header", "header.marks", gold.identity, document.header)


def _header(measure: str, marks: str, want: GoldIdentity, got: Header) -> Iterator[Outcome]:
    """Compare what every header has under one name, and superior, stamps and marks, where the gold file gives them, under another."""
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
    digital = got.digital_signature
    given: tuple[tuple[str, object, object], ...] = (
        ("superior", fold(want.superior), fold(got.superior)),
        ("secrecy", fold(want.secrecy), fold(got.secrecy)),
        ("urgency", fold(want.urgency), fold(got.urgency)),
        ("arrival_stamp", _stamp(want.arrival_stamp), _stamp(got.arrival_stamp)),
        ("digital_signer", fold(want.digital_signer), fold(digital.signer if digital else None)),
        ("typist", fold(want.typist), fold(got.typist)),
    )
    for name, wanted, found in fields:
        yield from agree(measure, name, wanted, found)
    for name, wanted, found in given:
        if name in want.model_fields_set:
            yield from agree(marks, name, wanted, found)


def _signer(signer: GoldSigner | Signer | None) -> tuple[str, str, str]:
    return (fold(signer.authority), fold(signer.position), fold(signer.name)) if signer else ("", "", "")


def _stamp(stamp: GoldArrivalStamp | ArrivalStamp | None) -> tuple[object, ...]:
    return (fold(stamp.number), stamp.date, fold(stamp.receiver)) if stamp else ()


def compare_attachments(gold: Gold, document: Document) -> Iterator[Outcome]:
    """Compare the types of the attachments, and the headers of those of one type, in order."""
    if gold.attachments is None:
        return
    wanted = [fold(attachment.identity.type) for attachment in gold.attachments]
    found = [fold(attachment.header.doc_type) for attachment in document.attachments]
    matching = match(wanted, found)
    yield from matching.outcomes("attachments", wanted, found)
    for index, other in matching.pairs:
        yield from _header("attachments.header", "header.marks", gold.attachments[index].identity, document.attachments[other].header)


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
    # Several sections may have one path (headings without a number, a label that stands twice), each with a text of its own.
    known: defaultdict[tuple[int, LabelPath], list[str]] = defaultdict(list)
    for part, path, start in wanted:
        known[part, path].append(start)
    found = []
    for section in document.walk():
        part, path = section.part, paths[section.id]
        start = _start(section, document.text)
        fitting = [text for text in known[part, path] if start.startswith(text)] or known[part, path]
        length = max(map(len, fitting), default=_SECTION_START)
        found.append((part, path, start[:length].strip()))
    yield from match(wanted, found).outcomes("sections", [_named(key) for key in wanted], [_named(key) for key in found])
    yield from _trees(wanted, found)


def _trees(wanted: list[SectionKey], found: list[SectionKey]) -> Iterator[Outcome]:
    """Count the sections that the best mapping of one tree onto the other keeps; a part is a tree of its own."""
    for part in sorted({key[0] for key in wanted} | {key[0] for key in found}):
        gold, record = ([(path, start) for number, path, start in keys if number == part] for keys in (wanted, found))
        kept = common_nodes(_tree(gold), _tree(record))
        what = f"part {part}"
        yield from (Outcome("sections.tree", "hit", what) for _ in range(kept))
        yield from (Outcome("sections.tree", "missed", what) for _ in range(len(gold) - kept))
        yield from (Outcome("sections.tree", "extra", what) for _ in range(len(record) - kept))


def _tree(sections: list[tuple[LabelPath, str]]) -> list[Tree]:
    """Hang sections, in reading order, below the last one that stands one level above."""
    roots: list[Tree] = []
    open_nodes: list[Tree] = []
    for path, start in sections:
        node = Tree(f"{path[-1]} {start}", [])
        del open_nodes[len(path) - 1 :]
        (open_nodes[-1].children if open_nodes else roots).append(node)
        open_nodes.append(node)
    return roots


def _section_key(section: GoldSection) -> SectionKey:
    return section.part, path_of(section.path), fold(section.text)[:_SECTION_START].strip()


def _named(key: SectionKey) -> str:
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
