"""Records as lines for people: no printing here, and nothing a record does not say.

A line is an indent and a styled text; a terminal shows the style, a pipe the letters alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rich.text import Text

from qcdc_parse.cli.messages import one_line
from qcdc_parse.cli.tables import day_text
from qcdc_parse.model import Document, Header, Note, Reference, Section

__all__ = ["Line", "document_lines", "tree_lines"]

KIND_STYLES = {"numbered": "cyan", "named": "magenta", "congress": "yellow", "self": "dim", "unnumbered": "blue"}
VERDICT_STYLES = {
    "exceeded": "bold green",
    "met": "green",
    "on_track": "green",
    "mostly_met": "yellow",
    "partly_met": "yellow",
    "not_yet_met": "red",
    "not_met": "bold red",
    "not_assessed": "dim",
}
SEVERITY_STYLES = {"warning": "yellow", "info": "dim"}
_OPENING = 80
_TITLE = 70
_MENTION = 72
_COLUMN = 36


class Line(NamedTuple):
    """One line: how far in, and what."""

    indent: int
    text: Text


def tree_lines(document: Document) -> Iterator[Line]:
    """Yield one line on the document, then its sections, with what was found in each."""
    yield Line(0, _heading(document))
    found = _Found.of(document)
    for part, header in _parts(document):
        if part:
            yield Line(1, Text(f"part {part}: {_named(header)}", style="bold"))
        for section in document.sections:
            if section.part == part:
                yield from _section_lines(document, section, 1 + bool(part), found)


def document_lines(document: Document) -> Iterator[Line]:
    """Yield all that the record says, block by block."""
    yield Line(0, _heading(document))
    for part, header in _parts(document):
        if part:
            yield Line(1, Text(f"part {part}", style="bold"))
        yield from (Line(1 + bool(part), line) for line in _header_lines(header))
    blocks: tuple[tuple[str, Iterable[Line]], ...] = (
        ("sections", list(tree_lines(document))[1:]),
        ("references", _reference_lines(document)),
        ("indicators", _indicator_lines(document)),
        ("summary verdicts", _summary_lines(document)),
        ("blanks", _blank_lines(document)),
        ("notes", _note_lines(document.notes)),
    )
    for title, lines in blocks:
        shown = list(lines)
        if shown:
            yield Line(0, Text())
            yield Line(0, Text(title, style="bold underline"))
            yield from shown


# --- header ----------------------------------------------------------------------------------------------------------


def _parts(document: Document) -> list[tuple[int, Header]]:
    return [(0, document.header), *((attachment.part, attachment.header) for attachment in document.attachments)]


def _named(header: Header) -> str:
    return " ".join(filter(None, (header.doc_type, header.key))) or "(no type)"


def _heading(document: Document) -> Text:
    source, header = document.source, document.header
    pages = f", {source.pages} pages" if source.pages else ""
    line = Text.assemble((one_line(source.name), "bold"), f" ({source.media_type}{pages})")
    line.append(f": {one_line(_named(header))}", style="bold cyan")
    return line


def _header_lines(header: Header) -> Iterator[Text]:
    signer = header.signer
    stamp, digital = header.arrival_stamp, header.digital_signature
    fields: tuple[tuple[str, str | None], ...] = (
        ("type", header.doc_type),
        ("number", header.key),
        ("title", header.title),
        ("issuer", header.issuer),
        ("superior", header.superior),
        ("place", header.place),
        ("issued", day_text(header.issued)),
        ("secrecy", header.secrecy),
        ("urgency", header.urgency),
        ("signer", ", ".join(filter(None, (signer.authority, signer.position, signer.name))) if signer else None),
        ("signed", ", ".join(filter(None, (digital.signer, digital.signed))) if digital else None),
        ("arrived", " ".join(filter(None, (stamp.number, day_text(stamp.date), stamp.receiver))) if stamp else None),
        ("to", "; ".join(header.addressees)),
        ("copies", "; ".join(header.recipients)),
        ("typist", header.typist),
    )
    for name, value in fields:
        if value:
            yield Text.assemble((f"{name:9}", "dim"), one_line(value))


# --- sections --------------------------------------------------------------------------------------------------------


class _Found(NamedTuple):
    """How many references, indicators and blanks stand in each section itself."""

    references: Counter[str | None]
    indicators: Counter[str | None]
    blanks: Counter[str | None]

    @classmethod
    def of(cls, document: Document) -> _Found:
        return cls(
            Counter(reference.section_id for reference in document.references),
            Counter(indicator.section_id for indicator in document.indicators),
            Counter(blank.section_id for blank in document.blanks),
        )

    def told(self, section_id: str) -> str:
        counts = [(kind, counter[section_id]) for kind, counter in self._asdict().items()]
        shown = [f"{count} {kind if count > 1 else kind.removesuffix('s')}" for kind, count in counts if count]
        return f"  [{', '.join(shown)}]" if shown else ""


def _section_lines(document: Document, section: Section, indent: int, found: _Found) -> Iterator[Line]:
    line = Text.assemble((one_line(section.label), "bold"), "  " if section.label else "")
    if section.heading is None:
        begin, end = section.label_span.end, section.span.end
        line.append(_shortened(document.text[begin : min(end, begin + 2 * _OPENING)], _OPENING))
    else:
        line.append(one_line(section.heading), style="bold")
    line.append(found.told(section.id), style="dim")
    yield Line(indent, line)
    for child in section.children:
        yield from _section_lines(document, child, indent + 1, found)


def _shortened(text: str, length: int) -> str:
    line = one_line(text)
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


# --- references ------------------------------------------------------------------------------------------------------


def _reference_lines(document: Document) -> Iterator[Line]:
    for reference in document.references:
        line = Text.assemble((f"{reference.id:4} ", "dim"))
        line.append(f"{_shortened(_cited(reference), _MENTION):{_COLUMN}} ", style=KIND_STYLES[reference.kind])
        line.append(f"{day_text(reference.issued):10} {reference.relation:12}")
        if reference.title:
            line.append(f" {_shortened(reference.title, _TITLE)}", style="italic")
        yield Line(1 + bool(reference.inside), line)


def _cited(reference: Reference) -> str:
    return f"{reference.doc_type or ''} {reference.key}".strip() if reference.key else reference.surface


# --- indicators, blanks, notes ---------------------------------------------------------------------------------------


def _indicator_lines(document: Document) -> Iterator[Line]:
    for indicator in document.indicators:
        verdict = indicator.verdict
        line = Text.assemble((f"{indicator.id:4} ", "dim"), f"{indicator.role:7}")
        value = verdict.value if verdict else ""
        line.append(f"{value:13}", style=VERDICT_STYLES.get(value, ""))
        line.append(one_line(indicator.statement))
        yield Line(1, line)
        if verdict and verdict.reason:
            yield Line(6, Text(f"because {one_line(verdict.reason)}", style="dim"))
        if indicator.computed and (verdict is None or verdict.value != indicator.computed):
            yield Line(6, Text(f"figures say {indicator.computed}", style=VERDICT_STYLES[indicator.computed]))


def _summary_lines(document: Document) -> Iterator[Line]:
    for summary in document.summary_verdicts:
        yield Line(1, Text.assemble((f"{summary.value:13}", VERDICT_STYLES[summary.value]), one_line(summary.text)))


def _blank_lines(document: Document) -> Iterator[Line]:
    for blank in document.blanks:
        where = f"{blank.section_id or ''}  "
        yield Line(
            1, Text.assemble((where, "dim"), f"{one_line((blank.label or blank.before).rstrip(' :'))}: …… {blank.unit or ''}".rstrip())
        )


def _note_lines(notes: Iterable[Note]) -> Iterator[Line]:
    for note in notes:
        yield Line(1, Text.assemble((f"{note.severity} {note.code}", SEVERITY_STYLES[note.severity]), f"  {one_line(note.message)}"))
