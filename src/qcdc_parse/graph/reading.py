"""What one document adds to a graph: the documents that it is, and what it says of others, with the proof."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from sys import intern
from typing import NamedTuple

from qcdc_parse.graph.asking import asks
from qcdc_parse.graph.citation import Citation
from qcdc_parse.graph.models import Confidence, FileId, Said
from qcdc_parse.graph.sources import Claim, claims_of
from qcdc_parse.graph.vocabulary import titled
from qcdc_parse.identity.keys import slug
from qcdc_parse.model import Attachment, Document, Header, Reference
from qcdc_parse.span import Span

__all__ = ["Contribution", "Own", "file_of", "read_contribution"]


class Own(NamedTuple):
    """A document at hand: its key, what its header says, the part of the file it is."""

    key: str
    said: Said
    part: int


class Contribution(NamedTuple):
    """All that one file adds to a graph."""

    file: FileId
    own: tuple[Own, ...]
    citations: tuple[Citation, ...]


_BY_NAME = ("named", "congress")
"""Kinds of mentions whose words are the name of the document: laws, resolutions of congresses."""
_OF_FILE = 16
"""Digits of the SHA-256 in the key of a document without identity."""


def file_of(document: Document) -> FileId:
    """Return name and SHA-256 of the file of a record."""
    return document.source.name, document.source.sha256


def read_contribution(document: Document, same: dict[Said, Said]) -> Contribution:
    """Read what a document adds to a graph; ``same`` holds what was said before."""
    reader = _Reader(document, same)
    return Contribution(reader.file, tuple(reader.own), (*reader.attached(), *reader.citations()))


class _Reader:
    """One document with what is looked up again and again."""

    def __init__(self, document: Document, same: dict[Said, Said]) -> None:
        self.document = document
        self.same = same
        self.file = file_of(document)
        nameless = f"file:{document.source.sha256[:_OF_FILE]}"
        self.own = [Own(intern(document.header.identity or nameless), _said(document.header), 0)]
        self._starts: list[int] = []
        self._speakers: list[Own] = []
        for part in document.attachments:
            self._starts.append(part.span.start)
            self._speakers.append(self._speaker(part, part.header.identity, nameless))
        self._titles = [(r.span.start, r.span.end) for r in document.regions if r.kind == "header"]
        self._titled = max((end for _, end in self._titles), default=0)
        self._line = (0, -1, "")

    def _speaker(self, part: Attachment, key: str | None, nameless: str) -> Own:
        """Return who says what stands in an attachment: itself, where it has an identity or stands for itself, else the main document."""
        if key is None and part.role != "document":
            return self.own[0]
        own = Own(intern(key or f"{nameless}:{part.part}"), _said(part.header), part.part)
        self.own.append(own)
        return own

    def speaker(self, offset: int) -> Own:
        """Return the document that speaks at an offset."""
        at = bisect_right(self._starts, offset) - 1
        return self._speakers[at] if at >= 0 else self.own[0]

    def attached(self) -> Iterator[Citation]:
        """Yield that an attachment with an identity of its own is attached to the main document."""
        main = self.own[0]
        for part, speaker in zip(self.document.attachments, self._speakers, strict=True):
            if part.role != "document" and speaker.key != main.key and speaker.part == part.part:
                end = self.document.text.find("\n", part.span.start, part.span.end)
                span = Span(start=part.span.start, end=part.span.end if end < 0 else end)
                words = " ".join(self.document.quote(span).split())
                yield Citation(
                    speaker.key,
                    main.key,
                    (),
                    in_title=True,
                    partial=False,
                    said=self._shared(main.said),
                    doer=None,
                    file=self.file,
                    reference="",
                    part=speaker.part,
                    section_id=None,
                    page=(place := self.document.source_map.start_of(span))[0],
                    paragraph=place[1],
                    start=span.start,
                    end=span.end,
                    surface=words,
                    line=None,
                    begin=0,
                    relation="attached_to",
                    issued=speaker.said.issued,
                    rule="attachment",
                    confidence="H",
                )

    def citations(self) -> Iterator[Citation]:
        """Yield what the mentions say, one statement a mention."""
        document, place_of = self.document, self.document.source_map.start_of
        for claim in claims_of(document):
            mention, doer, done_to, _ = claim
            span = mention.span
            start, end = span.start, span.end
            speaker = self.speaker(start) if self._starts else self.own[0]
            source = speaker.key if doer is None or doer.status == "self" else doer.target
            target = speaker.key if done_to is None else done_to.target
            if source is not None and source == target:
                continue
            in_title = doer is None and start < self._titled and any(b <= start and end <= e for b, e in self._titles)
            section = mention.section_id
            page, paragraph = place_of(span)
            line, begin = self._line_of(start, end)
            yield Citation(
                source and intern(source),
                target and intern(target),
                done_to.candidates if done_to is not None else (),
                in_title,
                done_to is not None and done_to.pinpoint is not None,
                self._shared(_said_of(done_to) if done_to is not None else speaker.said),
                self._shared(_said_of(doer)) if doer is not None else None,
                self.file,
                intern(mention.id),
                speaker.part,
                section and intern(section),
                page,
                paragraph,
                start,
                end,
                intern(mention.surface),
                line,
                begin,
                _stated(claim, speaker, target, in_title=in_title),
                speaker.said.issued,
                mention.rule,
                _confidence(mention) if target is not None else "L",
            )

    def _shared(self, said: Said) -> Said:
        """Have what mentions say alike in memory once: documents are named by few words, thousands of times."""
        return self.same.setdefault(said, said)

    def _line_of(self, start: int, end: int) -> tuple[str, int]:
        """Return the line that holds a mention, one text for all its mentions, and its offset."""
        begin, stop, line = self._line
        if not (begin <= start < stop and end <= stop):
            text = self.document.text
            begin = text.rfind("\n", 0, start) + 1
            stop = text.find("\n", end)
            stop = len(text) if stop < 0 else stop
            line = text[begin:stop]
            self._line = (begin, stop, line)
        return line, begin


def _said(header: Header) -> Said:
    return Said(header.key, header.doc_type, header.issued, header.issuer, None, header.title)


def _said_of(mention: Reference) -> Said:
    title = mention.surface if mention.title is None and mention.kind in _BY_NAME else mention.title
    return Said(mention.key, mention.doc_type, mention.issued, mention.issuer, mention.term, title)


def _stated(claim: Claim, speaker: Own, target: str | None, *, in_title: bool) -> str:
    """Return the relation as the type of the document that does it makes it: what it cannot do it cites."""
    of_type = claim.target.doc_type if claim.target is not None else None
    if claim.mention.asked or (claim.relation == "attached_to" and not in_title):
        return "cites"  # what is attached says so in its own header; elsewhere the text tells of another attachment
    if claim.source is None and asks(claim.relation, speaker.said.doc_type, speaker.key, of_type, target):
        return "cites"
    if in_title or (claim.source is not None and claim.mention.inside is not None):
        return titled(claim.source.doc_type if claim.source is not None else speaker.said.doc_type, claim.relation)
    return claim.relation


def _confidence(mention: Reference) -> Confidence:
    number = mention.number
    if mention.status != "resolved":
        return "L"
    if mention.refers_to is not None or mention.kind == "unnumbered":
        return "M"
    if number is None:
        return "H" if mention.kind == "congress" or any(c.isdigit() for c in mention.surface) else "M"
    if mention.issued is None and number.year is None and mention.term is None:
        return "M"
    key = mention.key or ""
    return "H" if key in mention.surface or slug(key) in slug(mention.surface) else "M"
